"""Rows of a bound table → observations: left out, mapped, melted, converted. One batch at a time.

Every cell becomes a figure, a status, or a count of what was set aside; nothing else. What is
unknown goes to the tally, which refuses the file in the end.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

import polars as pl

from etl.readers.marks import column_letters
from etl.readers.model import Batch, Cells, Column, FileKind
from etl.readers.numbers import read_numbers
from etl.sources.bundled import CONVERTED, SCHEMA
from etl.sources.declaration_model import (
    DIMENSIONS,
    FIGURES,
    FROM_AREA,
    FROM_ORGANISATION,
    LEFT_OUT,
    ZERO,
)
from etl.sources.table_bind import Bound, BoundValue
from etl.sources.table_cells import HEADING, Carried, texts, tidied
from etl.sources.table_errors import note_errors
from etl.sources.table_members import OUTSIDE, tidy
from warehouse.units import PERCENT

_WORKBOOKS: Final = (FileKind.XLSX, FileKind.XLSM, FileKind.XLS, FileKind.XLSB, FileKind.ODS)
_AREA: Final = "organisation of the area"


def observations(bound: Bound, batch: Batch, carried: Carried, input_id: str) -> pl.DataFrame:
    """The figures of one batch in the columns of SCHEMA."""
    numbers = {index: _numbers(bound, batch, index) for index in _number_columns(bound)}
    cells = texts(bound, batch, carried, numbers)
    kept = _chosen(bound, cells)
    note_errors(bound, batch, kept)
    meant = _meant(bound, cells.filter(kept))
    rows = meant.get_column("at")
    frames = [
        _figures(bound, value, meant, {i: frame[rows] for i, frame in numbers.items()}, input_id)
        for value in bound.values
    ]
    return pl.concat(frames)


# ---------------------------------------------------------------- cells


def _number_columns(bound: Bound) -> list[int]:
    found = [index for value in bound.values for index in (value.index, *value.beside.values())]
    return list(dict.fromkeys(found))


def _numbers(bound: Bound, batch: Batch, index: int) -> pl.DataFrame:
    return read_numbers(batch.cells[index], bound.raw.columns[index])


# ---------------------------------------------------------------- which rows


def _chosen(bound: Bound, texts: pl.DataFrame) -> pl.Series:
    """Rows that [table.skip] and [table.only] leave; the others are counted."""
    headings = texts[HEADING]
    if bound.table.sections:
        names = texts[bound.table.sections].filter(headings)
        bound.tally.set_aside("headings of sections", names)
    kept = ~headings
    for words, cells, is_left_out in (
        ("skip", bound.table.skip, True),
        ("only", bound.table.only, False),
    ):
        for name, listed in cells.items():
            matches = texts[name].is_in([tidy(cell) for cell in listed])
            out = kept & (matches if is_left_out else ~matches)
            bound.tally.set_aside(f"[table.{words}] '{name}'", texts[name].filter(out))
            kept &= ~out
    return kept


# ---------------------------------------------------------------- members


def _meant(bound: Bound, texts: pl.DataFrame) -> pl.DataFrame:
    """The rows that remain, each dimension that has a column as its member."""
    members = {
        dimension: _members(bound, dimension, texts[name], dimension)
        for dimension, name in bound.table.columns.items()
    }
    if _from_area(bound):
        name = bound.table.columns["region"]
        members[_AREA] = _members(bound, "region", texts[name], _AREA)
    kept = pl.Series([True]).new_from_index(0, texts.height)
    for dimension, name in bound.table.columns.items():
        for member, reason in (
            (LEFT_OUT, f"left out by [table.members.{dimension}]"),
            (OUTSIDE, "none of the seven regions, nor the nation"),
        ):
            out = kept & (members[dimension] == member).fill_null(value=False)
            bound.tally.set_aside(reason, texts[name].filter(out))
            kept &= ~out
    _note_unknown(bound, texts.filter(kept), {d: m.filter(kept) for d, m in members.items()})
    taken = ["at", "\0row", *bound.table.note.values()]
    return texts.select(taken).hstack([m.alias(f"\0{d}") for d, m in members.items()]).filter(kept)


def _from_area(bound: Bound) -> bool:
    return any(value.members.get("organisation") == FROM_AREA for value in bound.values)


def _members(bound: Bound, dimension: str, spellings: pl.Series, name: str) -> pl.Series:
    """Each distinct spelling is asked for once; null where nobody knows it."""
    known = bound.resolvers[dimension]
    distinct = spellings.unique().to_list()
    meanings = [known.meaning(spelling) for spelling in distinct]
    members = [one.organisation if name == _AREA else one.member for one in meanings]
    return spellings.replace_strict(
        pl.Series(distinct, dtype=pl.String),
        pl.Series(members, dtype=pl.String),
        return_dtype=pl.String,
    ).alias(name)


def _note_unknown(bound: Bound, texts: pl.DataFrame, members: Mapping[str, pl.Series]) -> None:
    for dimension, name in bound.table.columns.items():
        missing = texts.filter(members[dimension].is_null()).select(name, "\0row")
        for (spelling,), rows in missing.group_by(name, maintain_order=True):
            bound.tally.unknown(dimension, name, str(spelling), rows["\0row"].to_list())


# ---------------------------------------------------------------- figures


def _figures(
    bound: Bound,
    value: BoundValue,
    meant: pl.DataFrame,
    numbers: Mapping[int, pl.DataFrame],
    input_id: str,
) -> pl.DataFrame:
    """The observations of one column of figures."""
    read = numbers[value.index]
    _check_percent(bound, value, read, meant)
    status = _status(bound, value.column, read, meant)
    frame = meant.with_columns(
        read["qualifier"].fill_null("exact").alias("qualifier"),
        tidied(Cells(read["printed"]), "printed"),
        status.alias("status"),
        _as_base(read["value"], value.factor).alias("value"),
        *(
            _beside(bound, value, figure, numbers[index], meant)
            for figure, index in value.beside.items()
        ),
    )
    left_out = (status == LEFT_OUT).fill_null(value=False)
    signs = read["sign"].fill_null("").filter(left_out)
    bound.tally.set_aside("left out by [table.signs]", signs)
    frame = frame.filter(status.is_not_null() & ~left_out)
    return _in_shape(bound, value, frame, input_id)


def _in_shape(bound: Bound, value: BoundValue, frame: pl.DataFrame, input_id: str) -> pl.DataFrame:
    is_zero, is_ok = pl.col("status") == ZERO, pl.col("status") == "ok"
    given = set(frame.columns)
    note = next((pl.col(name) for name in bound.table.note.values()), pl.lit(None, pl.String))
    shaped = {
        "indicator": pl.lit(value.indicator.id),
        "source": pl.lit(bound.source),
        **{dimension: _key(value, dimension, given) for dimension in DIMENSIONS},
        **{
            figure: pl.col(figure) if figure in given else pl.lit(None, pl.Float64)
            for figure in FIGURES
        },
        "value": pl.when(is_zero).then(0.0).when(is_ok).then(pl.col("value")),
        "qualifier": pl.when(is_ok).then(pl.col("qualifier")).otherwise(pl.lit("exact")),
        "status": pl.when(is_zero).then(pl.lit("ok")).otherwise(pl.col("status")),
        # Nothing is printed in an empty cell: what it means was declared.
        "origin": pl.when(pl.col("printed").is_null()).then(pl.lit("inferred"))
        .otherwise(pl.lit("printed")),
        "printed": pl.col("printed"),
        "locator": _locator(bound, value.column),
        "note_sv": pl.when(note != "").then(note),
        "note_en": pl.when(note != "").then(note),
        "input": pl.lit(input_id),
        "input_row": pl.col("\0row"),
        "cites": pl.lit(None, pl.String),
    }  # fmt: skip
    named = [expression.alias(name) for name, expression in shaped.items()]
    return _at_home(bound, frame.select(named)).select(list(SCHEMA)).cast(SCHEMA)  # type: ignore[arg-type]


def _key(value: BoundValue, dimension: str, given: set[str]) -> pl.Expr:
    if f"\0{dimension}" in given:
        return pl.col(f"\0{dimension}")
    member = value.members[dimension]
    return pl.col(f"\0{_AREA}") if member == FROM_AREA else pl.lit(member)


def _at_home(bound: Bound, frame: pl.DataFrame) -> pl.DataFrame:
    """The region in which each organisation lies, where the declaration says so."""
    if FROM_ORGANISATION not in frame["region"]:
        return frame
    homes = {code: one.region for code, one in bound.registry.organisations.items() if one.region}
    home = pl.col("organisation").replace_strict(homes, default=None, return_dtype=pl.String)
    is_from = pl.col("region") == FROM_ORGANISATION
    found = frame.with_columns(region=pl.when(is_from).then(home).otherwise(pl.col("region")))
    for organisation in found.filter(pl.col("region").is_null())["organisation"].unique():
        message = f"'{organisation}' lies in no single region: say the region itself"
        bound.tally.problem("unknown_region", message)
    return found


def _locator(bound: Bound, column: Column) -> pl.Expr:
    """Where the figure stands, so that a person finds it in the source."""
    said = [bound.table.locator] if bound.table.locator else []
    if bound.raw.name:
        said.append(f"sheet '{bound.raw.name}'" if bound.kind in _WORKBOOKS else bound.raw.name)
    before = "".join(f"{part}, " for part in said)
    row = pl.col("\0row").cast(pl.String)
    if bound.kind in _WORKBOOKS:
        return pl.concat_str(pl.lit(f"{before}cell {column_letters(column.position)}"), row)
    word = "line" if bound.kind is FileKind.DELIMITED else "row"
    return pl.concat_str(pl.lit(f"{before}{word} "), row, pl.lit(f", column '{column.name}'"))


# ---------------------------------------------------------------- numbers


def _as_base(values: pl.Series, factor: Decimal) -> pl.Series:
    """In the base unit, exactly: 4.1 × 1e6 is 4 100 000, which floats do not give."""
    if factor == 1:
        return values
    distinct = values.drop_nulls().unique()
    exact = [float(Decimal(repr(value)) * factor) for value in distinct.to_list()]
    return values.replace_strict(
        distinct, pl.Series(exact, dtype=pl.Float64), default=None, return_dtype=pl.Float64
    )


def _beside(
    bound: Bound, value: BoundValue, figure: str, read: pl.DataFrame, meant: pl.DataFrame
) -> pl.Series:
    """A number beside the figure; a sign there needs a meaning too."""
    index = value.beside[figure]
    status = _status(bound, bound.raw.columns[index], read, meant)
    number = read["value"].set((status == ZERO).fill_null(value=False), 0.0)
    return (_as_base(number, value.factor) if figure in CONVERTED else number).alias(figure)


def _status(bound: Bound, column: Column, read: pl.DataFrame, meant: pl.DataFrame) -> pl.Series:
    """ok for a number; what the declaration says of a sign; null where it says nothing."""
    signs = {tidy(sign): meaning for sign, meaning in bound.table.signs.items()}
    words = read["sign"].fill_null("")
    found = words.replace_strict(signs, default=None, return_dtype=pl.String)
    status = found.set(read["is_number"], "ok")
    missing = pl.DataFrame([words.alias("sign"), meant["\0row"]]).filter(status.is_null())
    for (sign,), rows in missing.group_by("sign", maintain_order=True):
        bound.tally.sign(column.name, str(sign), rows["\0row"].to_list())
    return status.alias("status")


def _check_percent(
    bound: Bound, value: BoundValue, read: pl.DataFrame, meant: pl.DataFrame
) -> None:
    """A cell shown as per cent was read as per cent, so no other unit fits it."""
    if value.indicator.unit is PERCENT and value.factor == 1:
        return
    rows: Sequence[int] = meant["\0row"].filter(read["is_percent"]).to_list()
    if rows:
        message = f"{len(rows)} cells are shown as per cent, but the unit is '{value.unit}'"
        bound.tally.problem("unit_disagrees", message, row=rows[0], column=value.column.name)
