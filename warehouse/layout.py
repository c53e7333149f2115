"""What schema.sql declares, read back from an empty database: tables, columns, keys, references.

So the schema is written once, and building, reading and verifying all keep to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

import duckdb
import polars as pl

# Raised by one when a table or a column changes; a release of another version is not read.
SCHEMA_VERSION: Final = 4

# No extension is fetched, and one thread is enough for a few thousand rows.
CONFIG: Final[dict[str, str | bool | int | float | list[str]]] = {
    "threads": 1,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


@dataclass(frozen=True, slots=True)
class Reference:
    """A foreign key: every value of `columns` in `table` stands in `target_columns` of `target`."""

    table: str
    columns: tuple[str, ...]
    target: str
    target_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """`tables` is in the order in which they can be filled."""

    tables: Mapping[str, pl.Schema]
    keys: Mapping[str, tuple[str, ...]]
    references: tuple[Reference, ...]


def schema_statements() -> str:
    folder = files("warehouse")
    return "\n".join(
        folder.joinpath(name).read_text(encoding="utf-8") for name in ("schema.sql", "comments.sql")
    )


@lru_cache(maxsize=1)
def layout() -> Layout:
    with duckdb.connect(":memory:", config=CONFIG) as connection:
        connection.execute(schema_statements())
        names = [str(name) for (name,) in connection.sql(_TABLES).fetchall()]
        tables = {name: connection.table(f'"{name}"').limit(0).pl().schema for name in names}
        constraints = connection.sql(_CONSTRAINTS).fetchall()
    keys = {row[0]: tuple(row[2]) for row in constraints if row[1] == "PRIMARY KEY"}
    references = tuple(
        Reference(row[0], tuple(row[2]), row[3], tuple(row[4]))
        for row in constraints
        if row[1] == "FOREIGN KEY"
    )
    return Layout(tables, keys, references)


_TABLES: Final = "SELECT table_name FROM duckdb_tables() ORDER BY table_oid"
_CONSTRAINTS: Final = """
SELECT
    table_name, constraint_type, constraint_column_names,
    referenced_table, referenced_column_names
FROM duckdb_constraints()
ORDER BY table_oid, constraint_index
"""
