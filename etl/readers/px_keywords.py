"""The statements of a PX file: KEYWORD[language]("subkey")=values; up to DATA.

What the keywords mean is for `px.py`. The grammar is that of the format's specification
(https://www.pxtools.net/px-file-format/px-2013).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from etl.problems import InputRefused, Problem

_HEAD: Final = re.compile(
    r'\s*([A-Za-z][A-Za-z0-9-]*)\s*(?:\[\s*"?([^\]"\n]*?)"?\s*\]\s*)?'
    r'(?:\(((?:"[^"]*"|[^)"])*)\)\s*)?=[ \t]*'
)
_ITEM: Final = re.compile(r'\s*(?:((?:"[^"]*"\s*)+)|([^",;()]*)(\([^)]*\)\s*)?)([,;])')
_STRING: Final = re.compile(r'"([^"]*)"')
_WORD: Final = re.compile(r"[^\r\n=]*\Z")
_NEXT: Final = re.compile(r';\s*(?=[A-Z][A-Z0-9-]*(?:\[[^\]\n]*\])?(?:\("[^\n]*?\))?\s*=)')
_CONTINUED: Final = re.compile(r'"[ \t]*\r?\n[ \t]*"')
_SUBKEY: Final = re.compile(r'\s*(?:"([^"]*)"|([^",]+))\s*(?:,|\Z)')
# Control-Z ends a text of DOS times.
_REST: Final = re.compile(r"[\x1a\s]*\Z")
# A keyword on a line of its own inside what is taken for one text.
_SWALLOWED: Final = re.compile(
    r'[\r\n]\s*[A-Z][A-Z0-9-]+(?:\[[^\]\n]*\])?(?:\("[^\n]*?\))?\s*=\s*(?:["0-9YN]|TLIST)'
)
_STRAY: Final = re.compile(r'\s*"')
# What begins as a keyword with a language or brackets that do not end as they should.
_BROKEN_HEAD: Final = re.compile(r"\s*([A-Za-z][A-Za-z0-9-]*)\s*[\[(]")

# These say how the cells lie: a mistake in one of them is never read past.
STRUCTURE: Final = frozenset(
    {"STUB", "HEADING", "VALUES", "CODES", "KEYS", "LANGUAGE", "LANGUAGES"}
)
# The same statement may stand twice only where it is a note.
_ONCE: Final = STRUCTURE | {"TIMEVAL"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One keyword with its values. `function` is TLIST(…) or another bare word with brackets."""

    keyword: str
    language: str | None
    subkeys: tuple[str, ...]
    values: tuple[str, ...]
    line: int
    function: str | None = None


@dataclass(slots=True)
class Keywords:
    """All statements, and DATA as text with the line on which it begins."""

    statements: list[Statement] = field(default_factory=list)
    data: str | None = None
    data_line: int = 0
    remarks: list[Problem] = field(default_factory=list)

    def find(
        self, keyword: str, language: str | None = None, subkeys: tuple[str, ...] = ()
    ) -> Statement | None:
        for one in self.statements:
            if (one.keyword, one.language, one.subkeys) == (keyword, language, subkeys):
                return one
        return None

    def all(self, keywords: Sequence[str], language: str | None) -> list[Statement]:
        return [
            one for one in self.statements if one.keyword in keywords and one.language == language
        ]


def refused(rule: str, message: str, file: str, line: int | None = None) -> InputRefused:
    remedy = "ask its producer for the file again, or mend the keyword in a text editor"
    return InputRefused([Problem(rule, message, file, line, remedy=remedy)])


def parse(text: str, file: str) -> Keywords:
    """Raises InputRefused naming the keyword and its line where the text is no PX file."""
    found = Keywords()
    position, line, last = 0, 1, "the beginning"
    while not _REST.match(text, position):
        if found.statements and _STRAY.match(text, position):
            after = _stray(text, position, line, found, file)
            line += text.count("\n", position, after)
            position = after
            continue
        head = _HEAD.match(text, position)
        if head is None:
            line += text.count("\n", position, len(text) - len(text[position:].lstrip()))
            raise refused("px_syntax", _no_keyword(text, position, last), file, line)
        line += text.count("\n", position, head.start(1))
        last = head.group(1).upper()
        if last == "DATA":
            found.data, found.data_line = text[head.end() :], line
            break
        statement, position_after = _statement(text, head, line, found, file)
        found.statements.append(statement)
        line += text.count("\n", head.start(1), position_after)
        position = position_after
    _refuse_repeated(found.statements, file)
    return _with_default_language(found)


def _stray(text: str, position: int, line: int, found: Keywords, file: str) -> int:
    """Texts without a keyword, as producers have them that end each paragraph of a note.

    They belong to the statement before them. One that says how the cells lie, in the file's own
    language, is not read past them. Returns where they end.
    """
    one = found.statements[-1]
    read = _values(text, position)
    is_own = one.language in {None, default_language(found)}
    line += text.count("\n", position, len(text) - len(text[position:].lstrip()))
    message = f"texts without a keyword stand after the keyword {one.keyword}"
    if read is None or (one.keyword in STRUCTURE and is_own):
        raise refused("px_syntax", message, file, line)
    if one.keyword not in STRUCTURE:
        found.statements[-1] = replace(one, values=(*one.values, *read[0]))
    found.remarks.append(Problem("px_stray", message, file, line))
    return read[2]


def _no_keyword(text: str, position: int, last: str) -> str:
    broken = _BROKEN_HEAD.match(text, position)
    if broken is None:
        return f"no keyword where one is expected, after {last}"
    keyword = broken.group(1).upper()
    return f"the brackets of the keyword {keyword} are not closed, or have an odd quotation mark"


def _statement(
    text: str, head: re.Match[str], line: int, found: Keywords, file: str
) -> tuple[Statement, int]:
    keyword = head.group(1).upper()
    read = _values(text, head.end())
    if read is None and keyword not in STRUCTURE:
        read = _free_text(text, head.end())
        if read is not None:
            found.remarks.append(_odd_quote(keyword, line, file))
    if read is None:
        raise refused("px_syntax", _what_is_wrong(text, head.end(), keyword), file, line)
    values, function, end = read
    statement = Statement(
        keyword=keyword,
        language=head.group(2) or None,
        subkeys=_subkeys(head.group(3)),
        values=values,
        line=line,
        function=function,
    )
    return statement, end


def _values(text: str, position: int) -> tuple[tuple[str, ...], str | None, int] | None:
    """Values, a function and where the statement ends; None where it breaks the grammar."""
    values: list[str] = []
    function = None
    while True:
        item = _ITEM.match(text, position)
        if item is None:
            return None
        strings, word, brackets, end = item.groups()
        if strings is not None:
            values.append("".join(_STRING.findall(strings)))
        elif not _WORD.match(word.strip()):
            return None
        elif brackets is not None:
            function = word.strip() + brackets.strip()
        else:
            values.append(word.strip())
        position = item.end()
        if end == ";":
            return tuple(values), function, position


def _free_text(text: str, position: int) -> tuple[tuple[str, ...], None, int] | None:
    """A text with quotation marks inside it, up to where the next keyword begins."""
    end = _NEXT.search(text, position)
    if end is None:
        return None
    raw = text[position : end.start()].strip()
    if not raw.startswith(('"', "TLIST")) or _SWALLOWED.search(raw):
        return None
    whole = _CONTINUED.sub("", raw.removeprefix('"').removesuffix('"'))
    return (whole,), None, end.end()


def _odd_quote(keyword: str, line: int, file: str) -> Problem:
    message = f"the keyword {keyword} has a quotation mark inside its text, or lacks one at its end"
    remedy = "its text is read up to the next keyword; look whether it is whole"
    return Problem("px_quote", message, file, line, remedy=remedy)


def _what_is_wrong(text: str, position: int, keyword: str) -> str:
    value = text[position : position + 100_000]
    if '"' in value and value.count('"') % 2:
        return f"the keyword {keyword} has a quotation mark that is never closed"
    if ";" not in value or _SWALLOWED.search(value[: value.index(";")]):
        return f"the keyword {keyword} is not ended by a semicolon"
    return f"the values of the keyword {keyword} are not quoted texts with commas between them"


def _subkeys(text: str | None) -> tuple[str, ...]:
    if text is None:
        return ()
    return tuple(
        quoted if bare == "" else bare.strip() for quoted, bare in _SUBKEY.findall(text.strip())
    )


def _refuse_repeated(statements: Sequence[Statement], file: str) -> None:
    seen: dict[tuple[str, str | None, tuple[str, ...]], Statement] = {}
    for one in statements:
        if one.keyword not in _ONCE:
            continue
        first = seen.setdefault((one.keyword, one.language, one.subkeys), one)
        if first.values != one.values:
            message = f"the keyword {one.keyword} stands on line {first.line} with other values"
            raise refused("px_repeated_keyword", message, file, one.line)


def _with_default_language(found: Keywords) -> Keywords:
    """VALUES[en] is VALUES where LANGUAGE says "en"."""
    default = default_language(found)
    found.statements = [
        _without_language(one) if one.language == default else one for one in found.statements
    ]
    return found


def default_language(found: Keywords) -> str | None:
    language = found.find("LANGUAGE")
    return language.values[0] if language is not None and language.values else None


def _without_language(one: Statement) -> Statement:
    return replace(one, language=None)
