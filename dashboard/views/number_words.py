"""Small numbers as words in sentences: "två av tre paneler". Not for figures (`numbers.py`)."""

from typing import Final

from warehouse.text import Language

_WORDS: Final[dict[Language, tuple[str, ...]]] = {
    "sv": tuple("noll en två tre fyra fem sex sju åtta nio tio elva tolv".split()),
    "en": tuple("zero one two three four five six seven eight nine ten eleven twelve".split()),
}


def in_words(count: int, language: Language) -> str:
    """Up to twelve in letters, the rest in figures; Swedish in common gender."""
    words = _WORDS[language]
    return words[count] if count < len(words) else str(count)
