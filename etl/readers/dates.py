"""Which texts are dates. Only the type is named: the text stays as stored, nothing is converted."""

from typing import Final

import polars as pl

_TIME: Final = (
    r"(?:[T ]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?"
    r"(?: ?(?:am|pm))?(?: ?(?:z|utc|gmt|[+-][0-9]{2}:?[0-9]{2}))?)?"
)
_MONTH: Final = (
    r"(?:jan(?:uary|uari)?|feb(?:ruary|ruari)?|mar(?:ch|s)?|apr(?:il)?|may|maj|mai|june?|juni|"
    r"july?|juli|aug(?:ust|usti)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|"
    r"de[cs](?:ember)?)\.?"
)
_DAY: Final = r"(?:0?[1-9]|[12][0-9]|3[01])"
_MONTH_NUMBER: Final = r"(?:0?[1-9]|1[0-2])"
_YEAR: Final = r"(?:1[5-9]|20|21)[0-9]{2}"
_FORMS: Final = (
    rf"{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])",
    rf"{_YEAR}/{_MONTH_NUMBER}/{_DAY}",
    rf"{_DAY}/{_DAY}/(?:{_YEAR}|[0-9]{{2}})",
    rf"{_DAY}\.{_MONTH_NUMBER}\.{_YEAR}",
    rf"{_DAY}-{_MONTH_NUMBER}-{_YEAR}",
    rf"{_MONTH} {_DAY}(?:st|nd|rd|th)?,? {_YEAR}",
    rf"{_DAY}\.?[ -]{_MONTH}[ -,]+(?:{_YEAR}|[0-9]{{2}})",
)
DATE: Final = rf"(?i)^(?:{'|'.join(_FORMS)}){_TIME}$"


def are_dates(text: pl.Series) -> pl.Series:
    """For each trimmed text whether it is a date, with or without a time of day."""
    return text.str.contains(DATE)


def order_is_open(text: pl.Series) -> bool:
    """Whether 03/04/2024 may be the third of April or the fourth of March in all of the cells."""
    pairs = text.str.extract_groups(r"^([0-9]{1,2})/([0-9]{1,2})/").struct.unnest()
    numbers = pairs.cast(pl.Int64).drop_nulls()
    return numbers.height > 0 and bool((numbers.max_horizontal() <= 12).all())
