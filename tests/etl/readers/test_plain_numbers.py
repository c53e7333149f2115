"""The quick proof over Arrow's bytes never passes a cell that the close look would not."""

import re

import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from etl.readers.plain_numbers import is_plain

CELLS = st.one_of(
    st.none(),
    st.text("0123456789.,- ", max_size=18),
    st.decimals(0, 10**9, places=2).map(str),
    st.integers(0, 10**9).map(str),
)


def plain(cell: str | None, decimal: str) -> bool:
    """The definition, cell by cell; an empty cell of the file is null."""
    pattern = r"(0|[1-9][0-9]*)" + (rf"({re.escape(decimal)}[0-9]+)?" if decimal else "")
    return not cell or (re.fullmatch(pattern, cell) is not None and len(cell) <= 15)


@given(st.lists(CELLS, max_size=8), st.sampled_from(["", ".", ","]), st.integers(0, 3))
@example(["1.2", "3.4.5", None], ".", 0)
@example(["12", ".5"], ".", 0)
@example(["0", "0.5", "5."], ".", 0)
@example(["00.5"], ".", 0)
@example(["1..2", "12"], ".", 0)
def test_it_says_yes_exactly_for_plain_numbers(
    cells: list[str | None], decimal: str, start: int
) -> None:
    """Also for a part of an array, which shares its buffers with the whole."""
    part = pa.array(cells, pa.string())[start:]
    assert is_plain(part, decimal) == all(plain(cell, decimal) for cell in cells[start:])


@pytest.mark.parametrize("cell", ["007", "1e5", "-1", "+1", "1 000", "٣", "1" * 16, "x", "−1"])
def test_everything_else_is_looked_at_closely(cell: str) -> None:
    assert not is_plain(pa.array(["12", cell]), ".")
