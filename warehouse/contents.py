"""What a release holds, as tables of the schema, with the digest that proves them unchanged."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import orjson
import polars as pl

from warehouse.catalogue import catalogue, frame
from warehouse.folder import ReleaseProblem
from warehouse.layout import layout
from warehouse.registry import Registry

# These speak about the release itself, so they cannot be part of its digest.
SELF_DESCRIBING: Final = ("content", "run")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The load that made a release. `changes` is JSON: what is new, changed and gone."""

    id: str
    started_at: datetime
    program_version: str
    fingerprint: str
    is_example: bool
    changes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Everything a release holds.

    `observations` has the columns of the contract and keeps it; the `input` of each row is an
    id in `inputs`. The columns of the other frames are those of their tables in schema.sql.
    """

    registry: Registry
    observations: pl.DataFrame
    contradictions: pl.DataFrame
    left_out: pl.DataFrame
    inputs: pl.DataFrame
    run: Run


def tables(contents: Contents) -> dict[str, pl.DataFrame]:
    """All tables but those that describe the release itself, in the order to fill them."""
    schemas = layout().tables
    periods = {*_codes(contents.observations), *_codes(contents.contradictions)}
    rows_of = catalogue(periods, contents.registry)
    registry = {name: frame(rows, schemas[name]) for name, rows in rows_of.items()}
    loaded = {
        "observation": contents.observations,
        "contradiction": contents.contradictions,
        "left_out": contents.left_out,
        "input": contents.inputs,
    }
    filled = registry | {name: _typed(name, rows) for name, rows in loaded.items()}
    return {name: filled[name] for name in schemas if name not in SELF_DESCRIBING}


def _codes(rows: pl.DataFrame) -> list[str]:
    return rows["period"].drop_nulls().unique().to_list() if "period" in rows.columns else []


def _typed(name: str, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with exactly the columns and types of the table; raises ReleaseProblem."""
    schema = layout().tables[name]
    missing = [column for column in schema if column not in rows.columns]
    if missing:
        raise ReleaseProblem(f"table {name}: no column {', '.join(missing)}")
    moments = [_utc(rows, column) for column, kind in schema.items() if kind == pl.Datetime]
    try:
        return rows.select(schema.names()).with_columns(moments).cast(schema)
    except pl.exceptions.PolarsError as error:
        raise ReleaseProblem(f"table {name}: {str(error).splitlines()[0]}") from error


def _utc(rows: pl.DataFrame, column: str) -> pl.Expr:
    """A moment is stored in UTC without a zone; text is read as ISO 8601."""
    moment = pl.col(column)
    if rows.schema[column] == pl.String:
        moment = moment.str.to_datetime(time_zone="UTC", time_unit="us")
    if rows.schema[column] == pl.String or getattr(rows.schema[column], "time_zone", None):
        moment = moment.dt.convert_time_zone("UTC").dt.replace_time_zone(None)
    return moment


def digest(rows: pl.DataFrame) -> str:
    """SHA-256 of a table's rows, whatever their order; the digest of another type differs."""
    lines = sorted(orjson.dumps(row) for row in rows.iter_rows(named=True))
    return hashlib.sha256(b"\n".join(lines)).hexdigest()


def summary(filled: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The table `content`: how many rows each table has, and their digest."""
    rows = [
        {"table_name": name, "rows": table.height, "sha256": digest(table)}
        for name, table in filled.items()
        if name not in SELF_DESCRIBING
    ]
    return pl.DataFrame(rows, schema=layout().tables["content"], orient="row")


def content_digest(content: pl.DataFrame) -> str:
    """One digest of everything a release says."""
    return digest(content)
