"""What a column holds, decided by all of its cells, and whether later cells keep to it.

Nothing is converted: `Cells` hold what is stored, and the type says how it may be read.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from etl.problems import Problem
from etl.readers.dates import are_dates, order_is_open
from etl.readers.model import Batch, Cells, CellType, Column, ColumnType, NumberStyle
from etl.readers.number_style import SIMPLE, Evidence, evidence, is_written, parts, trimmed
from etl.readers.signs import BOOLEANS, SIGNS

_LOOK: Final = 500
CODE: Final = r"^[0-9]+(?:[.\-/:][0-9]+)*$"


@dataclass(slots=True)
class Examined:
    """What the cells of a column are, counted, before its type is decided."""

    cells: Cells
    filled: int
    empty: int
    numbers: int = 0
    text_numbers: int = 0
    dates: int = 0
    booleans: int = 0
    codes: int = 0
    plain: int = 0
    leading_zeros: int = 0
    long_digits: int = 0
    percents: int = 0
    stored_numbers: int = 0
    stored_dates: int = 0
    signs: dict[str, int] = field(default_factory=dict)
    found: Evidence | None = None
    is_order_open: bool = False


def examine(cells: Cells) -> Examined:
    """Count what the cells of a column are."""
    stored = cells.stored
    empty = stored.null_count()
    result = Examined(cells, filled=stored.len() - empty, empty=empty)
    if stored.dtype.is_numeric():
        result.numbers = result.filled
        size = stored.abs()
        result.long_digits = int((size >= 10**15).sum())
    elif stored.dtype == pl.Boolean:
        result.booleans = result.filled
    elif stored.dtype.is_temporal():
        result.dates = result.filled
    elif cells.types is not None:
        _examine_mixed(result, cells.types)
    elif not _is_prose(result, stored):
        _examine_text(result, stored)
    return result


def _is_prose(result: Examined, stored: pl.Series) -> bool:
    """Whether a look at some cells settles that a large column is text.

    A single word settles the type; so many words settle that no remark is needed either.
    """
    if stored.len() < 4 * _LOOK:
        return False
    look = Examined(result.cells, filled=_LOOK, empty=0)
    some = stored.drop_nulls()
    _examine_text(look, some.gather_every(max(1, some.len() // _LOOK)))
    if look.plain * 3 < _LOOK:
        return False
    result.plain = result.filled
    return True


def _examine_mixed(result: Examined, types: pl.Series) -> None:
    stored = result.cells.stored
    result.numbers = result.stored_numbers = int((types == CellType.NUMBER.value).sum())
    result.booleans = int((types == CellType.BOOLEAN.value).sum())
    dates = types.is_in([CellType.DATE.value, CellType.DATETIME.value])
    result.dates = result.stored_dates = int(dates.sum())
    result.plain = int((types == CellType.TIME.value).sum())
    _examine_text(result, stored.filter(types == CellType.TEXT.value))
    result.signs |= _counted(stored.filter(types == CellType.ERROR.value))


def _counted(errors: pl.Series) -> dict[str, int]:
    """Errors of a calculation stand where there is no number, as signs do, whatever they say."""
    counted = errors.alias("text").value_counts(name="count")
    return dict(zip(counted["text"], counted["count"], strict=True))


def _examine_text(result: Examined, stored: pl.Series) -> None:
    """Every distinct text is looked at once."""
    counted = stored.drop_nulls().alias("text").value_counts(name="count")
    text, count = trimmed(counted["text"]), counted["count"]
    is_blank = text == ""
    if blank := int(count.filter(is_blank).sum()):
        result.filled -= blank
        result.empty += blank
    is_simple = text.str.contains(SIMPLE)
    split = parts(text.filter(~is_simple & ~is_blank))
    digits = pl.concat(
        [
            text.filter(is_simple).str.strip_chars_start("-"),
            split["digits"].drop_nulls().alias("text"),
        ]
    )
    is_number = is_simple | text.is_in(
        split.filter(pl.col("digits").is_not_null())["text"].implode()
    )
    is_sign = ~is_number & text.str.to_lowercase().is_in(sorted(SIGNS))
    result.signs = _signs(counted["text"].filter(is_sign), count.filter(is_sign))
    result.text_numbers = int(count.filter(is_number).sum())
    result.numbers += result.text_numbers
    result.percents = int(count.filter(is_number & text.str.ends_with("%")).sum())
    result.leading_zeros = int(count.filter(text.str.contains("^0[0-9]+$")).sum())
    result.long_digits += int(count.filter(text.str.contains("^[0-9]{16,}$")).sum())
    if digits.len():
        result.found = evidence(digits.unique(maintain_order=True))
    rest = ~is_number & ~is_sign & ~is_blank
    _examine_rest(
        result,
        text.filter(rest),
        count.filter(rest),
        int(count.filter(is_number & text.str.contains(CODE)).sum()),
    )


def _signs(text: pl.Series, count: pl.Series) -> dict[str, int]:
    signs: dict[str, int] = {}
    for sign, times in zip(text.str.strip_chars(), count, strict=True):
        signs[sign] = signs.get(sign, 0) + times
    return signs


def _examine_rest(result: Examined, text: pl.Series, count: pl.Series, plain: int) -> None:
    """What is neither a number nor a sign."""
    if text.is_empty():
        result.codes = plain
        return
    is_date = are_dates(text)
    is_boolean = text.str.to_lowercase().is_in(sorted(BOOLEANS))
    result.dates += int(count.filter(is_date).sum())
    result.is_order_open = bool(is_date.any()) and order_is_open(text.filter(is_date))
    result.booleans += int(count.filter(is_boolean).sum())
    is_code = text.str.contains(CODE) & ~is_date
    result.codes = plain + int(count.filter(is_code).sum())
    result.plain += int(count.filter(~is_date & ~is_boolean).sum())


def type_of(examined: Examined) -> tuple[ColumnType, str]:
    """The type of a column and why."""
    signs = sum(examined.signs.values())
    words = examined.filled - signs
    also = f", {signs} are signs" if signs else ""
    if not examined.filled:
        return ColumnType.EMPTY, "no cell is filled"
    if not words:
        return ColumnType.TEXT, f"all {signs} filled cells are signs, none is a number"
    if examined.numbers == words:
        return _number_or_code(examined, words, also)
    for kind, count, what in (
        (ColumnType.DATE, examined.dates, "dates"),
        (ColumnType.BOOLEAN, examined.booleans, "true or false"),
        (ColumnType.CODE, examined.codes, "digits with points or strokes between them"),
    ):
        if count == words:
            return kind, f"{words} cells are {what}{also}"
    if examined.numbers:
        others = words - examined.numbers
        return ColumnType.TEXT, f"{examined.numbers} cells are numbers, {others} are not"
    return ColumnType.TEXT, f"among {words} filled cells are words that are no numbers"


def _number_or_code(examined: Examined, words: int, also: str) -> tuple[ColumnType, str]:
    is_text = examined.cells.stored.dtype == pl.String
    if examined.leading_zeros:
        reason = (
            f"{examined.leading_zeros} of {words} cells begin with 0, which a number would lose"
        )
        return ColumnType.CODE, reason
    if is_text and examined.long_digits:
        reason = f"{examined.long_digits} cells have more than 15 digits, which a number would lose"
        return ColumnType.CODE, reason
    if not is_text:
        return ColumnType.NUMBER, f"all {words} filled cells are stored as numbers"
    counts = {
        "stored as numbers": examined.stored_numbers,
        "numbers as text": examined.text_numbers,
    }
    said = ", ".join(f"{count} are {what}" for what, count in counts.items() if count)
    return ColumnType.NUMBER, f"of {examined.filled} filled cells {said}{also}"


def check_batch(
    columns: Sequence[Column], batch: Batch, *, file: str, sheet: str | None
) -> list[Problem]:
    """Where later rows break what was decided by a sample: a problem for each such column."""
    problems = []
    for column, cells in zip(columns, batch.cells, strict=True):
        broken = _breaks(column, cells.stored)
        if broken is not None and broken.any():
            problems.append(_broken(column, cells.stored, broken, batch.rows, file, sheet))
    return problems


def _breaks(column: Column, stored: pl.Series) -> pl.Series | None:
    """For each cell whether it breaks the decision; None where nothing can or none does."""
    if stored.dtype != pl.String:
        return None
    if column.type is ColumnType.EMPTY:
        return (stored.str.strip_chars() != "").fill_null(value=False)
    if column.type is ColumnType.NUMBER:
        return _no_number(stored, column.style or NumberStyle(decimal="", thousands=""))
    if column.type in (ColumnType.DATE, ColumnType.BOOLEAN):
        return _no_word(stored, column.type)
    return None


def _no_number(stored: pl.Series, style: NumberStyle) -> pl.Series | None:
    """Most cells are plain, which is known fastest; only the others are looked at closely."""
    is_suspect = _is_suspect(stored, style)
    if not is_suspect.any():
        return None
    suspects = stored.filter(is_suspect)
    text = trimmed(suspects)
    fine = is_written(text, style) | (text == "") | text.str.to_lowercase().is_in(sorted(SIGNS))
    wrong = ~fine | text.str.contains("^0[0-9]+$")
    if not wrong.any():
        return None
    places = is_suspect.arg_true().filter(wrong)
    return pl.Series([False]).new_from_index(0, stored.len()).scatter(places, True)


def _is_suspect(stored: pl.Series, style: NumberStyle) -> pl.Series:
    """For each cell whether it is written in another way than plain digits and a decimal sign."""
    if style.decimal:
        mark = re.escape(style.decimal)
        return ~stored.str.contains(rf"^-?(?:0|[1-9][0-9]*)(?:{mark}[0-9]+)?$").fill_null(
            value=True
        )
    value = stored.cast(pl.Int64, strict=False)
    suspect = stored.str.starts_with("0") & (stored.str.len_bytes() > 1)
    if value.null_count() > stored.null_count():
        suspect = value.is_null() | suspect
    return (suspect & stored.is_not_null()).fill_null(value=False)


def _no_word(stored: pl.Series, kind: ColumnType) -> pl.Series:
    """Cells of a column of dates, or of true and false, that are neither that nor a sign."""
    text = trimmed(stored)
    lower = text.str.to_lowercase()
    fine = are_dates(text) if kind is ColumnType.DATE else lower.is_in(sorted(BOOLEANS))
    return (~(fine | (text == "") | lower.is_in(sorted(SIGNS)))).fill_null(value=False)


def _broken(
    column: Column,
    stored: pl.Series,
    broken: pl.Series,
    rows: pl.Series,
    file: str,
    sheet: str | None,
) -> Problem:
    count = int(broken.sum())
    first = rows.filter(broken).head(5)
    style = "" if column.style is None else f", decimal sign '{column.style.decimal}'"
    message = (
        f"{count} cells do not fit what the first and last rows of the file show, "
        f"{column.type.value}{style} (rows {', '.join(map(str, first))})"
    )
    return Problem(
        "breaks_decision",
        message,
        file,
        first[0],
        column.name,
        sheet,
        f'correct them, or tell --column "{column.name}:type=text"',
        tuple(
            f"row {row}: {cell}" for row, cell in zip(first, stored.filter(broken), strict=False)
        ),
    )
