"""How well bytes above 0x7F read as letters and signs of a text in a western European language.

A measure for telling 8-bit encodings apart, nothing else: it neither decodes a file nor decides.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

# A byte above 0x7F between its neighbours; the text is padded so that both are always there.
_IN_CONTEXT: Final = re.compile(rb"(?s)(?=(.[\x80-\xff].))")
_MOST: Final = 20_000

_USUAL: Final = frozenset("åäöÅÄÖæøÆØéÉüÜß")
_WESTERN: Final = frozenset("áàâãçèêëíìîïñóòôõúùûýðþÁÀÂÃÇÈÊËÍÌÎÏÑÓÒÔÕÚÙÛÝÐÞ")
# 0xFF in latin-1, more often damage than the letter.
_HARDLY_EVER: Final = frozenset("ÿŸ")
_DASHES: Final = frozenset("–—…•")
_QUOTES: Final = frozenset("‘“”„‚«»")
_SIGNS: Final = frozenset("£€§©®°±²³µ½¼¾·×÷¡¿™¥†‡")
_NO_BREAK_SPACE: Final = "\u00a0"


def contexts(parts: Iterable[bytes]) -> Counter[bytes]:
    """Every byte above 0x7F with the byte before and behind it, and how often it stands so."""
    found: Counter[bytes] = Counter()
    for part in parts:
        for count, match in enumerate(_IN_CONTEXT.finditer(b"\n" + part + b"\n")):
            if count == _MOST:
                break
            found[match[1]] += 1
    return found


def score(found: Counter[bytes], encoding: str) -> float:
    """The mean over all places: above 1 for ordinary text, below 0 for what no text looks like."""
    return sum(_of_place(at, encoding) * times for at, times in found.items()) / found.total()


def impossible(found: Counter[bytes], encoding: str) -> float:
    """The share of places that no text has, such as a dagger between two letters."""
    wrong = sum(times for at, times in found.items() if _of_place(at, encoding) <= -2)
    return wrong / found.total()


def in_runs(found: Counter[bytes]) -> float:
    """The share of places between two others above 0x7F: the words of another alphabet."""
    inner = sum(n for at, n in found.items() if min(at) >= 0x80 and len(set(at)) > 1)
    return inner / found.total()


def _of_place(at: bytes, encoding: str) -> float:
    text = at.decode(encoding)
    of = _of_letter if text[1].isalpha() else _of_sign
    return of(text[0], text[1], text[2])


def _of_letter(before: str, letter: str, behind: str) -> float:
    if _breaks_word(before, letter, behind) or letter in _HARDLY_EVER:
        return -2
    in_word = before.isalpha() or behind.isalpha()
    if letter in _USUAL:
        return 3 if in_word else 0
    if letter in _WESTERN:
        return 1 if in_word else -1
    return 0 if in_word else -2


def _breaks_word(before: str, letter: str, behind: str) -> bool:
    """A capital inside a word of small letters, or three letters outside ASCII in a row."""
    if letter.isupper():
        return before.isalpha() and (before.islower() or behind.islower())
    if letter.islower() and behind.isupper():
        return True
    return all(each.isalpha() and not each.isascii() for each in (before, behind))


def _of_sign(before: str, sign: str, behind: str) -> float:
    joins = before.isalpha() and behind.isalpha()
    if sign == "’":
        return 2 if joins else 1
    if sign == _NO_BREAK_SPACE:
        return 0 if joins else 2
    if sign in _DASHES:
        return 0 if joins else 2
    if sign in _QUOTES:
        return -2 if joins else 2
    if sign in _SIGNS:
        return -3 if joins else 1
    return -3 if before.isalpha() or behind.isalpha() else -1
