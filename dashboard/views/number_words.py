"""Small numbers as words in sentences: "två av tre paneler". Not for figures (`numbers.py`)."""

from typing import Final

from warehouse.text import Language, Text

_WORDS: Final[dict[Language, tuple[str, ...]]] = {
    "sv": ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva",
           "tolv"),
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
           "eleven", "twelve"),
}  # fmt: skip


def in_words(count: int, language: Language) -> str:
    """Up to twelve in letters, the rest in figures; Swedish in common gender."""
    words = _WORDS[language]
    return words[count] if count < len(words) else str(count)


_ALL: Final = Text("alla {n}", "all {n}")
_SOME: Final = Text("{k} av {n}", "{k} of {n}")


def share_of(part: int, whole: int, language: Language) -> str:
    """ "tre av sju", "alla sju"."""
    text = _ALL if part == whole > 1 else _SOME
    return text.of(language).format(k=in_words(part, language), n=in_words(whole, language))
