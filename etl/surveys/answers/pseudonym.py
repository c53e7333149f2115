"""A respondent's id becomes a pseudonym: a keyed hash, which nobody without the key can repeat.

The same person has the same pseudonym in every round of a series, and another in other series.
The plain id is never kept.
"""

import hashlib
from typing import Final

import polars as pl

_SIZE: Final = 16


def pseudonyms(series: str, respondents: pl.Series, key: bytes) -> pl.Series:
    """A pseudonym for each respondent (String), null for one without an id."""
    if not key:
        raise ValueError("pseudonyms need a key")
    keyed = hashlib.blake2b(f"{series}\0".encode(), key=key, digest_size=_SIZE)
    found = [plain and _hashed(keyed, plain) for plain in _as_one(respondents)]
    return pl.Series(respondents.name, found, dtype=pl.String)


def _hashed(keyed: "hashlib.blake2b", plain: str) -> str:
    hashed = keyed.copy()
    hashed.update(plain.encode())
    return hashed.hexdigest()


def _as_one(respondents: pl.Series) -> pl.Series:
    """Stray spaces are no other person, nor are capitals in an address of e-mail.

    Other ids may differ by nothing but capitals. An id of spaces is none.
    """
    plain = pl.col("id").str.replace_all(r"[\s\u{feff}\u{200b}]+", " ").str.strip_chars(" ")
    one = plain.str.normalize("NFC")
    is_address = one.str.contains("@", literal=True)
    return (
        respondents.alias("id")
        .to_frame()
        .select(pl.when(is_address).then(one.str.to_lowercase()).otherwise(one))
        .select(pl.when(pl.col("id") != "").then(pl.col("id")))
        .to_series()
    )
