"""What the header of a column says: its code, the question it belongs to, and its own words."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from etl.readers.model import Column
from etl.surveys.model import Platform

_CODE_AND_TEXT: Final = re.compile(r"([A-Za-z][A-Za-z0-9_]*(?:\[[^\]]*\])*)\. (.+)", re.DOTALL)
_CODE: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:\[[^\]]+\]|[_.][A-Za-z0-9]+)*")
_NUMBERED: Final = re.compile(r"[A-Za-z]{1,8}\d{1,3}(?:\[[^\]]+\]|[_.][A-Za-z0-9]+)*")
_IN_BRACKETS: Final = re.compile(r"(.+?)\s*\[([^\[\]]+)\]\s*", re.DOTALL)
_RESPONSE: Final = frozenset({"response", "svar", ""})
_OPEN: Final = re.compile(
    r"(?i)open-ended response|öppet svar|.*(?:please specify|specificera|ange vad|vänligen ange|"
    r"fritext|free text|spesifiser).*|.*_text|.*\[(?:other|comment|annat|övrigt)\]|.*comment\]?|"
    r"(?:other|annat|annet)\b.{0,20}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """`name` is what an instrument calls the column. `stem` is the question that several columns
    share, "" for one that stands alone; `words` are its own, "" where the header is a code only.
    """

    name: str
    code: str
    stem: str
    words: str
    is_open: bool


def headings_of(columns: Sequence[Column], platform: Platform) -> tuple[Heading, ...]:
    first = Counter(column.parts[0] for column in columns if column.parts)
    found = [_heading(column, platform, first) for column in columns]
    shared = Counter(heading.stem for heading in found)
    return tuple(
        heading if shared[heading.stem] > 1 else _alone(heading, column)
        for heading, column in zip(found, columns, strict=True)
    )


def _alone(heading: Heading, column: Column) -> Heading:
    """A question of one column is all of its words."""
    if heading.words and heading.stem and heading.stem != heading.code:
        words = f"{heading.stem}: {heading.words}"
    else:
        words = heading.words
    return Heading(
        name=heading.name,
        code=heading.code,
        stem="",
        words=words if len(column.parts) < 2 or heading.words else heading.stem,
        is_open=heading.is_open,
    )


def _heading(column: Column, platform: Platform, first: Counter[str]) -> Heading:
    parts = [part.strip() for part in column.parts] or [column.name]
    is_open = any(_OPEN.fullmatch(part) for part in parts if part)
    if platform is Platform.QUALTRICS and len(parts) > 1:
        name = parts[0] if first[column.parts[0]] == 1 and parts[0] else column.name
        stem, words = _dashed(parts[1], parts[0])
        return Heading(name=name, code=parts[0], stem=stem, words=words, is_open=is_open)
    if len(parts) > 1:
        stem, words = _two_rows(parts)
        return Heading(name=column.name, code="", stem=stem, words=words, is_open=is_open)
    code, stem, words = _one_row(parts[0], is_code=platform is Platform.LIMESURVEY)
    return Heading(name=column.name, code=code, stem=stem, words=words, is_open=is_open)


def _dashed(text: str, code: str) -> tuple[str, str]:
    """Qualtrics: `question - part`, under a code such as Q2_1."""
    stem, dash, words = text.rpartition(" - ")
    return (stem.strip(), words.strip()) if dash and "_" in code else ("", text)


def _two_rows(parts: Sequence[str]) -> tuple[str, str]:
    """SurveyMonkey: the question over its part; "Response" is no part."""
    if parts[-1].casefold() in _RESPONSE:
        return "", parts[0]
    return parts[0], parts[-1]


def _one_row(text: str, *, is_code: bool) -> tuple[str, str, str]:
    """Code, stem and words of a header cell."""
    both = _CODE_AND_TEXT.fullmatch(text) if is_code else None
    if both is None and (_CODE if is_code else _NUMBERED).fullmatch(text):
        return text, _stem_of(text), ""
    code, words = (both[1], both[2].strip()) if both else ("", text)
    bracketed = _IN_BRACKETS.fullmatch(words)
    if bracketed:
        return code, bracketed[1].strip(), bracketed[2].strip()
    return code, _stem_of(code) if code else "", words


def _stem_of(code: str) -> str:
    """`Q1[SQ001]`, `Q1_SQ001` and `Q1.1` belong to Q1."""
    parts = re.split(r"[\[_.]", code, maxsplit=1)
    return parts[0] if len(parts) > 1 else ""
