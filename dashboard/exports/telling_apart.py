"""Which columns of a table say what a row is about, so that no two rows are about the same.

Tables name first what they are about (region, part, period) and then what is said of it: the
columns are taken from the left, until they tell all rows apart.
"""

from collections.abc import Sequence

Row = Sequence[str]


def columns_apart(*tables: Sequence[Row]) -> tuple[int, ...]:
    """Positions of the columns; each row is the texts of one. All tables have the same columns.

    A column that says the same in every row is kept among them, since it says what all are
    about; one that tells no more rows apart than those before it is not. Where even all columns
    leave rows alike, those that tell most apart are given.
    """
    width = max((len(row) for rows in tables for row in rows), default=0)
    chosen: tuple[int, ...] = ()
    for at in range(width):
        if _are_apart(tables, chosen):
            break
        if _is_constant(tables, at) or _kinds(tables, (*chosen, at)) > _kinds(tables, chosen):
            chosen = (*chosen, at)
    return chosen


def key_of(row: Row, columns: Sequence[int]) -> tuple[str, ...]:
    return tuple(row[at] for at in columns)


def _kinds(tables: Sequence[Sequence[Row]], columns: Sequence[int]) -> int:
    """How many rows of each table can be told apart by these columns, together."""
    return sum(len({key_of(row, columns) for row in rows}) for rows in tables)


def _are_apart(tables: Sequence[Sequence[Row]], columns: Sequence[int]) -> bool:
    return bool(columns) and _kinds(tables, columns) == sum(map(len, tables))


def _is_constant(tables: Sequence[Sequence[Row]], at: int) -> bool:
    return len({row[at] for rows in tables for row in rows}) <= 1
