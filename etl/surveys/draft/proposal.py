"""What an export proposes for an instrument: roles, members, scales, themes and items."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from etl.sources.budget import slug
from etl.surveys.answers.exports import EXPORTS
from etl.surveys.draft.answers import Answers, Kind, answers_in, is_yes_no
from etl.surveys.draft.headings import Heading, headings_of
from etl.surveys.draft.members import member_for
from etl.surveys.draft.model import (
    Draft,
    DraftItem,
    DraftMembers,
    DraftOrganisation,
    DraftTheme,
)
from etl.surveys.draft.roles import roles_of
from etl.surveys.draft.scales import NO, YES, Asked, in_language, scales_of, unique
from etl.surveys.draft.table import FEWEST_ROWS, Look, Opened, Rare
from etl.surveys.instrument.columns import MEMBER_ROLES
from etl.surveys.instrument.words import RESERVED
from etl.surveys.model import Platform, Role, Shape
from warehouse.text import Language, Text

_PERSONAL: Final = re.compile(
    r"(?i)\b(?:namn|förnamn|efternamn|name|first name|last name|navn|e-?post(?:adress)?|e-?mail"
    r"(?: address)?|epost|telefon(?:nummer)?|phone(?: number)?|mobil|personnummer|personnr|pnr|"
    r"fødselsnummer|ip-?adress|ip address|användarnamn|username)\b.{0,12}"
)
_BACKGROUND: Final = re.compile(
    r"(?i)(?:ålder|age|alder|household income|income|inkomst|education|location(?: \(.*\))?|"
    r"civilstånd|height|how tall are you\??)"
)
_TIMING: Final = re.compile(
    r"(?i).*(?:tijd|\btime\b|timing|_timer|page submit|click count|first click|last click).*"
)
_WORDS: Final[Mapping[Language, frozenset[str]]] = {
    "sv": frozenset(
        {
            "och", "att", "är", "jag", "hur", "på", "min", "för", "har", "du", "det", "av", "som",
            "inte", "din", "med", "fick", "i",
        }
    ),
    "en": frozenset(
        {"the", "and", "of", "you", "how", "my", "is", "to", "do", "your", "was", "have", "what"}
    ),
}  # fmt: skip
# Words and letters by which the neighbours differ.
_SWEDISH_ONLY: Final = re.compile(r"\b(?:och|är|jag|hur|inte|fick|att|till|mig|dig|som)\b|[äö]")
_NORWEGIAN_ONLY: Final = re.compile(
    r"\b(?:og|er|jeg|hvor|hvordan|ikke|fikk|å|til|meg|deg|mitt|hva)\b|[æø]"
)
_CODE_LENGTH: Final = 40


@dataclass(frozen=True, slots=True)
class _Column:
    at: int
    heading: Heading
    look: Look
    answers: Answers


def proposal(export: Opened) -> Draft:
    headings = headings_of([look.column for look in export.looks], export.platform)
    roles = roles_of(headings, export.looks, export.platform)
    language = language_of(headings)
    asked, ignored = _sorted(export, headings, set(roles.values()))
    scales, scale_of = scales_of([_asked(one) for one in asked], language)
    themes = _themes(asked, scale_of, language)
    members = tuple(_members(roles, headings, export.looks))
    return Draft(
        platform=export.platform,
        rows=export.looks[0].rows,
        columns={**{role: headings[at].name for role, at in roles.items()}, **export.long},
        shape=Shape.LONG if export.long else Shape.WIDE,
        members=members,
        organisations=_organisations(members),
        scales=scales,
        themes=tuple(themes.values()),
        items=tuple(_items(asked, scale_of, themes, language)),
        ignored=ignored,
    )


def language_of(headings: Sequence[Heading]) -> Language | None:
    """Of the questions; None where it cannot be told, or is a third one."""
    text = " ".join(f"{one.stem} {one.words}".lower() for one in headings)
    found = Counter(re.findall(r"\w+", text))
    often = {language: sum(found[word] for word in words) for language, words in _WORDS.items()}
    is_norwegian = len(_NORWEGIAN_ONLY.findall(text)) > len(_SWEDISH_ONLY.findall(text))
    swedish, english = often["sv"] + len(_SWEDISH_ONLY.findall(text)), often["en"]
    if swedish == english or (is_norwegian and english <= swedish):
        return None
    return "sv" if swedish > english else "en"


# ---------------------------------------------------------------- what each column is


def _sorted(
    export: Opened, headings: Sequence[Heading], taken: set[int]
) -> tuple[list[_Column], dict[str, str]]:
    """The columns of answers, and why each other column is not read."""
    asked: list[_Column] = []
    ignored: dict[str, str] = {}
    for at, (heading, look) in enumerate(zip(headings, export.looks, strict=True)):
        if at in taken or _is_own(at, look, export.platform):
            continue
        why = _why_not(heading, look)
        answers = None if why else answers_in(look, heading)
        if answers is None:
            ignored[heading.name] = why or _unlike_answers(look)
        else:
            asked.append(_Column(at, heading, look, answers))
    return asked, ignored


def _is_own(at: int, look: Look, platform: Platform) -> bool:
    """A column about the answering, which need not be named, or one without name and cells."""
    parts = [part for part in look.column.parts if part.strip()]
    if not parts:
        return not look.filled or (at == 0 and EXPORTS[platform].is_own(""))
    return any(EXPORTS[platform].is_own(part) for part in parts)


def _why_not(heading: Heading, look: Look) -> str:
    words = heading.words or heading.code or heading.name
    if not look.filled:
        return "empty"
    if heading.is_open:
        return "open text"
    if _PERSONAL.fullmatch(words) or heading.code.casefold().endswith(("_email", "_name")):
        return "about the person"
    if _BACKGROUND.fullmatch(words):
        return "background"
    return "time" if _TIMING.fullmatch(heading.name) and not heading.words.endswith("?") else ""


def _unlike_answers(look: Look) -> str:
    return "the same in every row" if len(look.cells) == 1 else "no few answers: open text?"


def _asked(one: _Column) -> Asked:
    return Asked(at=one.at, stem=one.heading.stem, answers=one.answers)


# ---------------------------------------------------------------- members


def _members(
    roles: Mapping[Role, int], headings: Sequence[Heading], looks: Sequence[Look]
) -> Iterator[DraftMembers]:
    for role in MEMBER_ROLES:
        if role in roles:
            look = looks[roles[role]]
            yield members_in(role, headings[roles[role]].name, look)


def members_in(role: Role, column: str, look: Look) -> DraftMembers:
    often = {cell: rows for cell, rows in look.cells.items() if rows >= FEWEST_ROWS}
    ordered = sorted(often, key=lambda cell: (-often[cell], cell))
    if role is Role.ORGANISATION:
        ordered.sort()
    rare = Rare(len(look.cells) - len(often), look.filled - sum(often.values()))
    members = {cell: member_for(role, cell) for cell in ordered}
    return DraftMembers(role=role, column=column, members=members, rare=rare)


def _organisations(members: Sequence[DraftMembers]) -> tuple[DraftOrganisation, ...]:
    """A new organisation for each spelling that none is known by."""
    names = [
        cell
        for one in members
        if one.role is Role.ORGANISATION
        for cell, member in one.members.items()
        if not member
    ]
    return organisations_for(names, set())


def organisations_for(names: Sequence[str], taken: set[str]) -> tuple[DraftOrganisation, ...]:
    found = []
    for name in names:
        code = unique(_code(name, "unit"), taken)
        taken.add(code)
        found.append(DraftOrganisation(spelling=name, code=code))
    return tuple(found)


# ---------------------------------------------------------------- themes and items


def _themes(
    asked: Sequence[_Column], scale_of: Mapping[int, str], language: Language | None
) -> dict[str, DraftTheme]:
    """Question → theme, where several columns of it have one scale."""
    found: dict[str, DraftTheme] = {}
    taken: set[str] = set(RESERVED)
    for stem in dict.fromkeys(one.heading.stem for one in asked if one.heading.stem):
        columns = [one for one in asked if one.heading.stem == stem]
        if len(columns) < 2 or len({scale_of[one.at] for one in columns}) > 1:
            continue
        if any(_is_choice(one.answers) for one in columns):
            continue
        code = unique(_code(stem, "theme"), taken)
        taken.add(code)
        is_code = bool(columns[0].heading.code) and columns[0].heading.code.startswith(stem)
        title = Text("", "") if is_code else in_language(stem, language)
        found[stem] = DraftTheme(code=code, title=title, minimum_items=(len(columns) + 1) // 2)
    return found


def _is_choice(answers: Answers) -> bool:
    """Options that were chosen or not have no index."""
    return answers.kind in (Kind.TICKED, Kind.JOINED) or is_yes_no(answers)


def _items(
    asked: Sequence[_Column],
    scale_of: Mapping[int, str],
    themes: Mapping[str, DraftTheme],
    language: Language | None,
) -> Iterator[DraftItem]:
    taken: set[str] = set(RESERVED)
    for one in asked:
        theme = themes.get(one.heading.stem)
        for option in one.answers.cells if one.answers.kind is Kind.JOINED else (None,):
            code = unique(item_code(one.heading, option), taken)
            taken.add(code)
            yield DraftItem(
                code=code,
                column=one.heading.name,
                wording=in_language(_wording(one.heading, option), language),
                theme=theme.code if theme else None,
                scale=scale_of[one.at],
                blank=NO if one.answers.kind in (Kind.TICKED, Kind.JOINED) else None,
                spellings=_own_spellings(one.answers, option),
            )


def _own_spellings(answers: Answers, option: str | None) -> dict[str, str]:
    """What is ticked is a spelling of this column alone."""
    if option is not None:
        return {option: YES}
    if answers.kind is Kind.TICKED and answers.cells[0] != "1":  # which the scale spells itself
        return {answers.cells[0]: YES}
    return {}


def item_code(heading: Heading, option: str | None) -> str:
    return _code(option or heading.code or heading.words or heading.name, "item")


def _wording(heading: Heading, option: str | None) -> str:
    return option or heading.words


def _code(text: str, otherwise: str) -> str:
    """A code of whole words, as long as it can be; it begins with a letter."""
    whole = slug(text)
    cut = whole if len(whole) <= _CODE_LENGTH else whole[: _CODE_LENGTH + 1].rpartition("_")[0]
    code = (cut or whole[:_CODE_LENGTH]).strip("_")
    return code if code[:1].isalpha() else f"{otherwise}_{code}"
