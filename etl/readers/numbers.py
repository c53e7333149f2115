"""The values of numbers written as text, read in the one style that their column has.

How a style is found is in `number_style`; what a sign such as `..` means is for the source.
"""

from collections.abc import Iterable, Mapping
from typing import Final

import polars as pl

from etl.readers.model import Cells, CellType, Column, NumberStyle, text_of
from etl.readers.number_formats import is_percent
from etl.readers.number_style import (
    Ambiguous,
    Proved,
    evidence,
    parts,
    pattern,
    style_of,
    trimmed,
)

QUALIFIERS: Final[Mapping[str, str]] = {
    "~": "about",
    "≈": "about",
    "ca": "about",
    "ca.": "about",
    "c:a": "about",
    "cirka": "about",
    "about": "about",
    "approx.": "about",
    "<": "at_most",
    "<=": "at_most",
    "≤": "at_most",
    ">": "at_least",
    ">=": "at_least",
    "≥": "at_least",
}


def decide_style(
    values: Iterable[str], decimal: str | None = None, thousands: str | None = None
) -> Proved | Ambiguous:
    """The style of numbers given as text; `decimal` is what the rest of the file proves."""
    digits = parts(trimmed(pl.Series(values, dtype=pl.String)).unique())["digits"].drop_nulls()
    return style_of(evidence(digits.unique(maintain_order=True)), decimal, thousands)


ANY_STYLE: Final = NumberStyle(decimal=".", thousands="")


def read_numbers(cells: Cells, column: Column) -> pl.DataFrame:
    """value, qualifier, sign, printed, is_percent, is_number for every cell of a column.

    `printed` is the text as stored. A cell that is no number has its text as `sign`.
    """
    stored = cells.stored
    if stored.dtype.is_numeric():
        return _typed_numbers(stored, cells.formats)
    text = trimmed(stored.cast(pl.String))
    frame = _valued(text, column.style or ANY_STYLE, cells.types)
    frame = frame.with_columns(printed=stored.cast(pl.String))
    return _as_shown(frame, cells.formats)


def _typed_numbers(stored: pl.Series, formats: pl.Series | None) -> pl.DataFrame:
    frame = pl.DataFrame({"value": stored.cast(pl.Float64)}).with_columns(
        qualifier=pl.when(pl.col("value").is_not_null()).then(pl.lit("exact")),
        sign=pl.lit(None, dtype=pl.String),
        printed=text_of(Cells(stored)),
        is_percent=pl.lit(False),
        is_number=pl.col("value").is_not_null(),
    )
    return _as_shown(frame, formats)


def _valued(text: pl.Series, style: NumberStyle, types: pl.Series | None) -> pl.DataFrame:
    """Trimmed text as numbers in a style. A number stored as such has no style but its own."""
    split = parts(text)
    own = ANY_STYLE
    is_stored = pl.lit(False) if types is None else pl.Series(types == CellType.NUMBER.value)
    fits = (
        pl.when(is_stored)
        .then(pl.col("digits").str.contains(pattern(own)))
        .otherwise(pl.col("digits").str.contains(pattern(style)))
    )
    plain = pl.col("digits")
    for mark in style.thousands:
        plain = plain.str.replace_all(mark, "", literal=True)
    if style.decimal:
        plain = plain.str.replace(style.decimal, ".", literal=True)
    digits = pl.when(is_stored).then(pl.col("digits")).otherwise(plain)
    size = (digits + pl.col("exponent").fill_null("")).cast(pl.Float64, strict=False)
    fits = fits & size.is_finite()  # 400 digits are more than any float holds
    is_negative = (
        pl.col("opening").is_not_null()
        | pl.col("trailing").is_not_null()
        | pl.col("sign").is_in(["-", "–"]).fill_null(False)
        | (pl.col("inner") == "-").fill_null(False)
    )
    value = pl.when(fits).then(pl.when(is_negative).then(-size).otherwise(size))
    is_number = pl.col("value").is_not_null()
    qualifier = pl.col("qualifier").str.to_lowercase().replace_strict(QUALIFIERS, default="exact")
    is_filled = pl.col("text").is_not_null() & (pl.col("text") != "")
    return split.with_columns(value=value).select(
        "value",
        qualifier=pl.when(is_number).then(qualifier.fill_null("exact")),
        sign=pl.when(~is_number & is_filled).then(pl.col("text")),
        is_percent=(is_number & (pl.col("unit") == "%")).fill_null(False),
        is_number=is_number,
    )


def _as_shown(frame: pl.DataFrame, formats: pl.Series | None) -> pl.DataFrame:
    """A number shown as per cent holds a hundredth of what is read."""
    names = ("value", "qualifier", "sign", "printed", "is_percent", "is_number")
    if formats is None:
        return frame.select(names)
    percents = list(filter(is_percent, formats.drop_nulls().unique()))
    shown = formats.is_in(percents).fill_null(False)
    by_format = shown & frame["is_number"] & ~frame["is_percent"]
    hundredfold = (pl.col("value") * 100).round_sig_figs(12)
    return frame.with_columns(
        value=pl.when(by_format).then(hundredfold).otherwise(pl.col("value")),
        is_percent=pl.col("is_percent") | by_format,
    ).select(names)
