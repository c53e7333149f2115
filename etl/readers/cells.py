"""The values of a column as a series: nothing is converted but the container.

What the values mean for the column is decided in `column_types`.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

import polars as pl

from etl.readers.model import Cells, CellType, Value, text_of

KINDS: Final[dict[type, str]] = {
    type(None): CellType.EMPTY.value,
    str: CellType.TEXT.value,
    int: CellType.NUMBER.value,
    float: CellType.NUMBER.value,
    bool: CellType.BOOLEAN.value,
    date: CellType.DATE.value,
    datetime: CellType.DATETIME.value,
    time: CellType.TIME.value,
    timedelta: CellType.TIME.value,
}
_FIRST: Final = 20
# The containers that `Cells` may have.
_CONTAINERS: Final[Mapping[object, CellType]] = {
    pl.String: CellType.TEXT,
    pl.Int64: CellType.NUMBER,
    pl.Float64: CellType.NUMBER,
    pl.Boolean: CellType.BOOLEAN,
    pl.Date: CellType.DATE,
    pl.Datetime: CellType.DATETIME,
    pl.Time: CellType.TIME,
}
_ALIKE: Final[dict[type, type[pl.DataType]]] = {
    bool: pl.Boolean,
    date: pl.Date,
    datetime: pl.Datetime,
    time: pl.Time,
}


def cells_of(values: Sequence[Value]) -> Cells:
    """The values as a series; as text with a type for each where they are not alike."""
    if (text := _all_text(values)) is not None:
        return Cells(text)
    kinds = set(map(type, values))
    if str in kinds and "" in values:
        values = [None if value == "" else value for value in values]
        kinds = set(map(type, values))
    kinds.discard(type(None))
    if kinds <= {str}:
        return Cells(pl.Series(values, dtype=pl.String))
    if kinds <= {int, float} and (typed := _numbers(values, kinds)) is not None:
        return Cells(typed)
    if len(kinds) == 1 and (kind := next(iter(kinds))) in _ALIKE:
        return Cells(pl.Series(values, dtype=_ALIKE[kind]))
    return _floats_and_text(values) if kinds == {float, str} else _mixed(values)


def joined_cells(blocks: Sequence[Cells]) -> Cells | None:
    """The cells of one column from its blocks; None where the blocks are of different kinds."""
    kinds = {made.stored.dtype for made in blocks if made.stored.null_count() < made.stored.len()}
    is_mixed = any(made.types is not None for made in blocks)
    if len(kinds) <= 1 and not is_mixed:
        kind = next(iter(kinds), pl.String())
        return Cells(pl.concat([made.stored.cast(kind) for made in blocks]))
    if not kinds <= {pl.Float64(), pl.String()}:
        return None
    text = pl.concat([text_of(made) for made in blocks])
    return Cells(text, types=pl.concat([types_of(made) for made in blocks]))


def with_errors(made: Cells, places: Sequence[int]) -> Cells:
    """The cells, those at `places` known as errors of a calculation and not as text."""
    types = types_of(made).scatter(list(places), CellType.ERROR.value)
    return Cells(made.stored, types, made.formats)


def types_of(made: Cells) -> pl.Series:
    """The type of each cell; the container says it where all of them are alike."""
    if made.types is not None:
        return made.types.fill_null(CellType.EMPTY.value)
    kind = _CONTAINERS[made.stored.dtype.base_type()]
    empty = pl.lit(CellType.EMPTY.value)
    filled = made.stored.is_not_null()
    return pl.select(pl.when(filled).then(pl.lit(kind.value)).otherwise(empty)).to_series()


def _all_text(values: Sequence[Value]) -> pl.Series | None:
    """The values where all of them are text; tried first, since to look at each costs as much."""
    if not any(type(value) is str and value for value in values[:_FIRST]):
        return None
    try:
        text = pl.Series(values, dtype=pl.String)
    except TypeError:
        return None
    is_empty = text == ""
    return text.set(is_empty, None) if is_empty.any() else text


def _numbers(values: Sequence[Value], kinds: set[type]) -> pl.Series | None:
    """None where a whole number does not fit without loss."""
    whole = [value for value in values if type(value) is int] if int in kinds else []
    limit = 2**53 if float in kinds else 2**63 - 1
    if whole and not -limit <= min(whole) <= max(whole) <= limit:
        return None
    return pl.Series(values, dtype=pl.Float64 if float in kinds else pl.Int64, strict=False)


def _floats_and_text(values: Sequence[Value]) -> Cells:
    """What nearly all mixed columns of a sheet are: numbers, and signs where there is none."""
    numbers = [value if type(value) is float else None for value in values]
    words = [value if type(value) is str else None for value in values]
    number, text = pl.Series(numbers, dtype=pl.Float64), pl.Series(words, dtype=pl.String)
    types = pl.select(
        pl.when(number.is_not_null())
        .then(pl.lit(CellType.NUMBER.value))
        .when(text.is_not_null())
        .then(pl.lit(CellType.TEXT.value))
        .otherwise(pl.lit(CellType.EMPTY.value))
    ).to_series()
    return Cells(text_of(Cells(number)).zip_with(number.is_not_null(), text), types=types)


def _mixed(values: Sequence[Value]) -> Cells:
    text = [value if type(value) is str else written(value) for value in values]
    types = [KINDS[type(value)] for value in values]
    return Cells(pl.Series(text, dtype=pl.String), types=pl.Series(types, dtype=pl.String))


def written(value: Value) -> str | None:
    """A cell as text, as short as it can be written; None for an empty one."""
    if value is None:
        return None
    if type(value) is float:
        return str(int(value)) if value.is_integer() and abs(value) < 2**53 else str(value)
    if type(value) is bool:
        return "true" if value else "false"
    return str(value)
