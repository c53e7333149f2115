"""The values and the status of a JSON-stat data set: a list of all, or an object of some."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from etl.readers.json_text import ASK_FOR_DATA, Json, refused
from etl.readers.model import Decision, Value

_RULE: Final = "json_stat"
# An object of a few values in a vast cube would fill the memory with empty cells.
_MOST_EMPTY_CELLS: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class StoredCells:
    """`numbers` says which cell of the cube, from 0, each of `values` is."""

    numbers: pl.Series
    values: Sequence[Value]
    decisions: tuple[Decision, ...] = ()


def stored_cells(one: Mapping[str, Json], size: int, file: str) -> StoredCells:
    """Raises InputRefused where there are no values, or not as many as `size`."""
    value = one.get("value")
    if size and (value is None or value in ([], {})):
        message = f"the data set describes {size} cells but holds no values: it is metadata only"
        raise refused(message, file, rule=_RULE, remedy=ASK_FOR_DATA)
    if isinstance(value, Mapping):
        return _sparse(value, one.get("status"), size, file)
    if not isinstance(value, list) or len(value) != size:
        count = len(value) if isinstance(value, list) else "no list of"
        message = f"'value' holds {count} values, 'size' makes {size}"
        raise refused(message, file, rule=_RULE)
    return StoredCells(pl.int_range(size, eager=True), [_value(cell, file) for cell in value])


def _value(cell: Json, file: str) -> Value:
    if cell is None or isinstance(cell, str | int | float):
        return cell
    raise refused("'value' holds lists or objects instead of values", file, rule=_RULE)


def _sparse(value: Mapping[str, Json], status: Json, size: int, file: str) -> StoredCells:
    stored = {_number(key, size, file): _value(cell, file) for key, cell in value.items()}
    reason = f"'value' is an object of {len(stored)} of {size} cells"
    if size - len(stored) > max(_MOST_EMPTY_CELLS, len(stored)):
        flagged = status if isinstance(status, Mapping) else {}
        numbers = sorted(stored.keys() | {_number(key, size, file) for key in flagged})
        decision = Decision(subject="empty cells", value="left out", reason=reason)
    else:
        numbers = list(range(size))
        decision = Decision(subject="empty cells", value="read as empty", reason=reason)
    values = [stored.get(number) for number in numbers]
    return StoredCells(pl.Series(numbers, dtype=pl.Int64), values, (decision,))


def _number(key: str, size: int, file: str) -> int:
    number = int(key) if key.isascii() and key.isdigit() and len(key) < 19 else -1
    if not 0 <= number < size:
        message = f"a key is no number of one of the {size} cells (0 to {size - 1})"
        raise refused(message, file, rule=_RULE)
    return number


def status_cells(
    one: Mapping[str, Json], size: int, numbers: pl.Series, file: str
) -> list[str | None] | None:
    """The status of each cell; None where the data set has none. One text holds for all cells."""
    status = one.get("status")
    if status is None or status in ([], {}, ""):
        return None
    if isinstance(status, str):
        return [status] * numbers.len()
    if isinstance(status, Mapping):
        by_number = {_number(key, size, file): _flag(flag) for key, flag in status.items()}
        return [by_number.get(number) for number in numbers]
    if isinstance(status, list) and len(status) in {1, size}:
        flags = [_flag(flag) for flag in status]
        return [flags[number if len(flags) > 1 else 0] for number in numbers]
    count = len(status) if isinstance(status, list) else "no list of"
    message = f"'status' holds {count} flags, 'size' makes {size}"
    raise refused(message, file, rule=_RULE)


def _flag(flag: Json) -> str | None:
    return None if flag is None or flag == "" else str(flag)
