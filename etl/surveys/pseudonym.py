"""A respondent's id becomes a pseudonym: a keyed hash, which nobody without the key can repeat.

The same person has the same pseudonym in every round of a series, and another in other series.
The plain id is never kept.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

_SIZE: Final = 16


def pseudonyms(series: str, respondents: Iterable[str | None], key: bytes) -> Iterator[str | None]:
    """A pseudonym for each respondent, None for one without an id."""
    if not key:
        raise ValueError("pseudonyms need a key")
    keyed = hashlib.blake2b(f"{series}\0".encode(), key=key, digest_size=_SIZE)
    for respondent in respondents:
        plain = None if respondent is None else _as_one(respondent)
        if not plain:
            yield None
            continue
        hashed = keyed.copy()
        hashed.update(plain.encode())
        yield hashed.hexdigest()


def _as_one(respondent: str) -> str:
    """Stray spaces are no other person, nor are capitals in an address of e-mail.

    Other ids may differ by nothing but capitals.
    """
    plain = respondent.strip()
    if not plain.isascii():
        plain = unicodedata.normalize("NFC", " ".join(plain.replace("\ufeff", "").split()))
    return plain.casefold() if "@" in plain else plain
