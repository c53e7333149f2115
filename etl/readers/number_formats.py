"""What a cell's number format says about its number beside how many decimals are drawn.

Of interest are the formats that a reader of the bare number would miss: percent, a currency or
another unit in words, numbers drawn in thousands, and leading zeros. Dates are not decided here.
"""

import re
import unicodedata
from typing import Final

# What stands in a format code without being drawn as it is: text in quotes, an escaped
# character, the width of a character (_x), a filling character (*x), and parts in brackets.
_LITERAL: Final = re.compile(r'"([^"]*)"?|\\(.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]')
_SCALED: Final = re.compile(r"[0#?],+(?![0#?,])")
_LEADING_ZEROS: Final = re.compile(r"(?<![0#?.,E+-])0[0 ]*0")
_DATE: Final = re.compile(r"[ymdhs]", re.IGNORECASE)
_ELAPSED: Final = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_NAMED_GENERAL: Final = re.compile(r"general", re.IGNORECASE)

# ECMA-376 part 1, 18.8.30: the formats with a number of their own that say more. The standard
# leaves 5 to 8 and 41 to 44 to the language of the machine, so their currency is not known.
BUILT_IN: Final = {9: "0%", 10: "0.00%"}


def is_percent(code: str) -> bool:
    """The number is drawn times a hundred. A percent sign in quotes is only text beside it."""
    return "%" in _LITERAL.sub("", code)


def is_duration(code: str) -> bool:
    """Hours, minutes or seconds that do not begin anew after a day, such as [h]:mm."""
    return _ELAPSED.search(code) is not None


def says_more(code: str) -> bool:
    """Whether the format says something that the number alone does not."""
    bare = _NAMED_GENERAL.sub("", _LITERAL.sub("", code))
    if _DATE.search(bare):
        return False
    return bool(
        "%" in bare
        or any(_is_unit(character) for character in _literal_text(code) + bare.replace("E", ""))
        or _SCALED.search(bare)
        or _LEADING_ZEROS.search(bare)
    )


def _literal_text(code: str) -> str:
    return "".join("".join(found.groups(default="")) for found in _LITERAL.finditer(code))


def _is_unit(character: str) -> bool:
    return character.isalpha() or character in "%‰" or unicodedata.category(character) == "Sc"
