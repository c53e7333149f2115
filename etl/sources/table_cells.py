"""The text cells of a table as a declaration compares them: tidied, filled down, with headings.

Not for numbers, and not for what the cells mean.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from etl.readers.model import Batch, Cells, text_of
from etl.sources.table_bind import Bound

# Whether a row is a heading of a section: such rows hold no figure.
HEADING: Final = "\0heading"

_SPACES: Final = r"\s+"


@dataclass(slots=True)
class Carried:
    """What one batch leaves for the next: the last cells filled down, and the last heading."""

    cells: dict[str, str | None] = field(default_factory=dict)
    heading: str | None = None


def texts(
    bound: Bound, batch: Batch, carried: Carried, numbers: Mapping[int, pl.DataFrame]
) -> pl.DataFrame:
    """The text columns that are named, tidied, an empty cell as "".

    Beside them: `at`, the number of the row, and whether it is a HEADING.
    """
    table = bound.table
    names = [*table.columns.values(), *table.note.values(), *table.skip, *table.only]
    named = [*names, *table.fill_down, *([table.sections] if table.sections else [])]
    columns = {
        name: tidied(batch.cells[bound.indexes[name]], name) for name in dict.fromkeys(named)
    }
    for name in table.fill_down:
        columns[name] = _filled_down(columns[name], name, carried)
    is_heading = pl.Series([False]).new_from_index(0, len(batch.rows))
    if table.sections:
        is_heading = _is_heading(columns[table.sections], numbers)
        columns[table.sections] = _with_heading(columns[table.sections], is_heading, carried)
    filled = [column.fill_null("") for column in columns.values()]
    rows = batch.rows.alias("\0row")
    return pl.DataFrame([rows, *filled, is_heading.alias(HEADING)]).with_row_index("at")


def posts_of(
    cells: Cells, name: str, headings: tuple[Sequence[bool], Carried] | None
) -> list[str | None]:
    """The cells of a column of posts as a declaration spells them, with headings if given."""
    column = tidied(cells, name)
    if headings is None:
        return column.to_list()
    is_heading, carried = headings
    return _with_heading(column, pl.Series(is_heading, dtype=pl.Boolean), carried).to_list()


def tidied(cells: Cells, name: str) -> pl.Series:
    text = text_of(cells).str.replace_all(_SPACES, " ").str.strip_chars(" ")
    return text.set(text == "", None).alias(name)


def _filled_down(column: pl.Series, name: str, carried: Carried) -> pl.Series:
    """An empty cell repeats the one above it, also across batches."""
    filled = _down(column, carried.cells.get(name))
    carried.cells[name] = filled[-1] if len(filled) else carried.cells.get(name)
    return filled.alias(name)


def _down(column: pl.Series, first: str | None) -> pl.Series:
    filled = column.fill_null(strategy="forward")
    return filled if first is None else filled.fill_null(first)


def _is_heading(column: pl.Series, numbers: Mapping[int, pl.DataFrame]) -> pl.Series:
    """Rows that hold a text and not one figure."""
    empty = pl.Series([True]).new_from_index(0, len(column))
    for frame in numbers.values():
        empty &= ~frame["is_number"] & frame["sign"].is_null()
    return empty & column.is_not_null()


def _with_heading(column: pl.Series, is_heading: pl.Series, carried: Carried) -> pl.Series:
    """`Intäkter > Övrigt`: the heading above, and the text of the row itself."""
    frame = pl.DataFrame({"own": column, "heading": column.set(~is_heading, None)})
    above = _down(frame["heading"], carried.heading)
    carried.heading = above[-1] if len(above) else carried.heading
    joined = pl.concat_str(pl.lit(above), pl.lit(" > "), pl.col("own"))
    own = is_heading | above.is_null()
    return frame.select(
        pl.when(pl.lit(own)).then(pl.col("own")).otherwise(joined).alias(column.name)
    ).to_series()
