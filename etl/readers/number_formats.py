"""What a cell's number format says about its number beside how many decimals are drawn.

Of interest are the formats that a reader of the bare number would miss: percent, a currency or
another unit in words, numbers drawn in thousands, and leading zeros. Dates are made elsewhere;
here is said which formats are none, and which numbers are none in spite of their format.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

# What stands in a format code without being drawn as it is: text in quotes, an escaped
# character, the width of a character (_x), a filling character (*x), and parts in brackets.
_LITERAL: Final = re.compile(r'"([^"]*)"?|\\(.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]')
_SCALED: Final = re.compile(r"[0#?],+(?![0#?,])")
_LEADING_ZEROS: Final = re.compile(r"(?<![0#?.,E+-])0[0 ]*0")
_DATE: Final = re.compile(r"[ymdhs]", re.IGNORECASE)
_HALF_DAY: Final = re.compile(r"AM/PM|A/P", re.IGNORECASE)
_FRACTION: Final = re.compile(r"(s)[.,]0+", re.IGNORECASE)
_DIGIT: Final = re.compile(r"[0#?]")
_WORD: Final = re.compile(r"[^\W\d_]+")
# T and Z stand bare between a date and its time in what programs write, though they should not.
_DATE_WORD: Final = re.compile(r"[TZ]*[ymdhsYMDHS][ymdhsYMDHSTZ]*")
_DAY: Final = re.compile(r"[yd]|mmm", re.IGNORECASE)
_HOUR: Final = re.compile(r"h", re.IGNORECASE)
_ELAPSED: Final = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_NAMED_GENERAL: Final = re.compile(r"general", re.IGNORECASE)

# ECMA-376 part 1, 18.8.30: the formats with a number of their own that say more. The standard
# leaves 5 to 8 and 41 to 44 to the language of the machine, so their currency is not known.
BUILT_IN: Final = {
    9: "0%", 10: "0.00%",
    14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a workbook that matter for a number, by their index.

    `telling` are formats that say more than the number. `undated` are formats that are none of
    a date although they hold its letters, as `0 mnkr` without quotes does. `dates` are the
    formats of dates and times of day.
    """

    telling: Mapping[int, str] = field(default_factory=dict)
    undated: frozenset[int] = frozenset()
    dates: Mapping[int, str] = field(default_factory=dict)


def styles_of(codes: Iterable[tuple[int, str]]) -> Styles:
    """Each style by its index and the code of its format."""
    every = dict(codes)
    return Styles(
        telling={style: code for style, code in every.items() if says_more(code)},
        undated=frozenset(style for style, code in every.items() if seems_date(code)),
        dates={style: code for style, code in every.items() if is_date(code)},
    )


def is_date(code: str) -> bool:
    """A date or a time of day: words of the letters of a date, and no places for digits."""
    bare = _FRACTION.sub(r"\1", _HALF_DAY.sub("", _first_section(code)))
    if is_duration(code) or _DIGIT.search(bare):
        return False
    return any(_DATE_WORD.fullmatch(word) for word in _WORD.findall(bare))


def seems_date(code: str) -> bool:
    """A library that only looks for the letters of a date takes this for one."""
    is_either = is_duration(code) or is_date(code)
    return not is_either and _DATE.search(_first_section(code)) is not None


def is_no_moment(value: float, code: str) -> bool:
    """Whether a number with the format of a date is none: before the first day, or nought."""
    if value < 0:
        return True
    if not _DAY.search(_first_section(code)):
        return False
    return value == 0 or (value < 1 and not _HOUR.search(_first_section(code)))


def _first_section(code: str) -> str:
    """The part for positive numbers, without what is drawn as it stands."""
    return _LITERAL.sub(" ", code).partition(";")[0]


def is_percent(code: str) -> bool:
    """The number is drawn times a hundred. A percent sign in quotes is only text beside it."""
    return "%" in _LITERAL.sub("", code)


def is_duration(code: str) -> bool:
    """Hours, minutes or seconds that do not begin anew after a day, such as [h]:mm."""
    return _ELAPSED.search(code) is not None


def says_more(code: str) -> bool:
    """Whether the format says something that the number alone does not."""
    bare = _NAMED_GENERAL.sub("", _LITERAL.sub("", code))
    if is_date(code) or is_duration(code) or _is_bare_word(code):
        return False
    return bool(
        "%" in bare
        or any(_is_unit(character) for character in _literal_text(code) + bare.replace("E", ""))
        or _SCALED.search(bare)
        or _LEADING_ZEROS.search(bare)
    )


def _is_bare_word(code: str) -> bool:
    """A name alone, as `Standard` and `G/allmänt` are General in other languages."""
    return bool(code) and all(sign.isalpha() or sign in "/ " for sign in code)


def _literal_text(code: str) -> str:
    return "".join("".join(found.groups(default="")) for found in _LITERAL.finditer(code))


def _is_unit(character: str) -> bool:
    return character.isalpha() or character in "%‰" or unicodedata.category(character) == "Sc"
