"""Whether every cell of a column is a number in its plainest form, told from Arrow's own bytes.

Plain: digits without a leading nought, with at most one decimal sign between digits. It is a
proof, not a decision: what is not plain may still be a number, and is looked at closely elsewhere.
"""

from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from etl.readers.model import Column, ColumnType

# Longer ones may be no amounts but identifiers.
_MOST_CHARACTERS: Final = 15
_NOUGHT: Final = ord("0")

Bytes = npt.NDArray[np.uint8]


def needs_no_look(column: Column, array: pa.Array) -> bool:
    """Whether nothing in these cells can break what was decided about their column."""
    if column.type in (ColumnType.TEXT, ColumnType.CODE):
        return True
    if column.type is not ColumnType.NUMBER or column.style is None:
        return False
    return is_plain(array, column.style.decimal)


def is_plain(array: pa.Array, decimal: str) -> bool:
    """Whether all cells of a string column are plain numbers or null; `decimal` "": whole ones."""
    _, offsets_buffer, data_buffer = array.buffers()
    if data_buffer is None:
        return True
    every = np.frombuffer(offsets_buffer, np.int32)
    offsets = every[array.offset : array.offset + len(array) + 1]
    data = np.frombuffer(data_buffer, np.uint8)[offsets[0] : offsets[-1]]
    lengths = np.diff(offsets)
    is_filled = lengths > 0
    starts, lengths = (offsets[:-1] - offsets[0])[is_filled], lengths[is_filled]
    if not len(starts):
        return True
    return bool(lengths.max() <= _MOST_CHARACTERS) and _are_plain(data, starts, lengths, decimal)


def _are_plain(
    data: Bytes, starts: npt.NDArray[np.int32], lengths: npt.NDArray[np.int32], decimal: str
) -> bool:
    is_other = (data - _NOUGHT) > 9
    others = data[is_other]
    if not len(others):
        return not _leading_noughts(data, starts, lengths > 1).any()
    if not decimal:
        return False
    mark = ord(decimal)
    if (others != mark).any() or (np.add.reduceat(is_other.view(np.uint8), starts) > 1).any():
        return False
    if is_other[starts].any() or is_other[starts + lengths - 1].any():
        return False
    # Where a cell has one character, the one behind it is another cell's, and is not asked for.
    second = data[np.minimum(starts + 1, len(data) - 1)]
    return not _leading_noughts(data, starts, (lengths > 1) & (second != mark)).any()


def _leading_noughts(
    data: Bytes, starts: npt.NDArray[np.int32], is_longer: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    is_leading: npt.NDArray[np.bool_] = (data[starts] == _NOUGHT) & is_longer
    return is_leading
