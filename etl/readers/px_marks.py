"""The marks that DATANOTECELL puts on cells of a PX file, each beside the cell that it marks.

What a mark means is said in the file's notes; here it is only put where it belongs.
"""

from collections.abc import Iterator, Sequence
from math import prod
from typing import Final

import polars as pl

from etl.problems import Problem
from etl.readers.px_keywords import Keywords, Statement
from etl.readers.px_structure import Structure

_KEYWORD: Final = "DATANOTECELL"
_ALL: Final = "*"
# Marks of all cells, given over and over, would fill the memory.
_MOST_MARKS: Final = 20_000_000
_RULE: Final = "px_cell_notes"

# For each variable which of its values are meant.
_Where = Sequence[Sequence[int]]


def px_marks(
    found: Keywords, structure: Structure, numbers: pl.Series, file: str
) -> tuple[pl.Series | None, list[Problem]]:
    """The mark of each of the cells `numbers`, None where the file marks none; and remarks."""
    language = structure.language
    said = found.all([_KEYWORD], language) or found.all([_KEYWORD], None)
    if not said:
        return None, []
    known = list(_known(said, structure))
    remarks = _unknown(said, len(known), file)
    if sum(prod(map(len, where)) for _, where in known) > _MOST_MARKS:
        message = f"{_KEYWORD} marks cells more than {_MOST_MARKS} times; the marks are not read"
        return None, [*remarks, Problem(_RULE, message, file, said[0].line)]
    return (_beside(numbers, _marks(known, structure)) if known else None), remarks


def _known(said: Sequence[Statement], structure: Structure) -> Iterator[tuple[str, _Where]]:
    """Producers name the cells by codes or by texts: PxWeb's own examples have both."""
    positions = [
        {
            **{text: index for index, text in enumerate(one.texts)},
            **{code: index for index, code in enumerate(one.codes)},
        }
        for one in structure.dimensions
    ]
    for one in said:
        if len(one.subkeys) != len(positions):
            continue
        where = [
            range(len(dimension.codes)) if key == _ALL else [known[key]] if key in known else []
            for key, known, dimension in zip(
                one.subkeys, positions, structure.dimensions, strict=True
            )
        ]
        if all(where):
            yield " ".join(one.values), where


def _unknown(said: Sequence[Statement], known: int, file: str) -> list[Problem]:
    if known == len(said):
        return []
    message = f"{len(said) - known} of {len(said)} {_KEYWORD} name no cell of the table"
    return [Problem(_RULE, message, file, said[0].line)]


def _marks(known: Sequence[tuple[str, _Where]], structure: Structure) -> pl.DataFrame:
    """A row for each marked cell; several marks of one cell stand beside each other."""
    sizes = [len(one.codes) for one in structure.dimensions]
    cells = [_cells(where, sizes) for _, where in known]
    marks = [
        pl.repeat(mark, cell.len(), eager=True)
        for (mark, _), cell in zip(known, cells, strict=True)
    ]
    frame = pl.DataFrame({"cell": pl.concat(cells), "mark": pl.concat(marks)})
    return frame.group_by("cell", maintain_order=True).agg(pl.col("mark").str.join(", "))


def _cells(where: _Where, sizes: Sequence[int]) -> pl.Series:
    """Numbers of the cells, the last variable fastest."""
    cells = pl.Series([0], dtype=pl.Int64)
    for indices, size in zip(where, sizes, strict=True):
        if len(indices) == 1:
            cells = cells * size + indices[0]
        else:
            starts = pl.DataFrame({"start": cells * size})
            index = pl.DataFrame({"index": pl.Series(indices, dtype=pl.Int64)})
            crossed = starts.join(index, how="cross")
            cells = crossed["start"] + crossed["index"]
    return cells.alias("cell")


def _beside(numbers: pl.Series, marks: pl.DataFrame) -> pl.Series:
    cells = pl.DataFrame({"cell": numbers.cast(pl.Int64)})
    return cells.join(marks, on="cell", how="left", maintain_order="left")["mark"]
