"""The only questions the project puts to a release: typed functions that return polars frames.

A release holds a few thousand rows, so it is read once and kept in memory: no callback waits
for a query, no connection is shared between threads, and no file stays open.
"""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Final

import duckdb
import polars as pl

from warehouse.folder import ReleaseProblem, one_clear_line
from warehouse.layout import CONFIG, SCHEMA_VERSION, layout
from warehouse.registry import Registry
from warehouse.registry_tables import REGISTRY_TABLES, registry_of

# Region order from north to south, then time, then the rest of the key.
OBSERVATIONS: Final = """
SELECT observation.*, period."start", period."end"
FROM observation
JOIN indicator ON indicator.id = observation.indicator
JOIN region ON region.code = observation.region
JOIN period ON period.code = observation.period
ORDER BY
    indicator.position, region.position, period."start" NULLS LAST, period."end" NULLS LAST,
    observation.period, organisation, sex, "group", item, category, estimate, nature,
    observation.source, reading
"""

COVERAGE: Final = """
WITH topic AS (
    SELECT code, position FROM member WHERE list = 'topic'
),
figure AS (
    SELECT
        indicator.topic, observation.region, observation.indicator,
        period."start", period."end"
    FROM observation
    JOIN indicator ON indicator.id = observation.indicator
    JOIN period ON period.code = observation.period
    WHERE observation.status = 'ok'
)
SELECT
    topic.code AS topic, region.code AS region,
    count(figure.indicator) AS observations,
    count(DISTINCT figure.indicator) AS indicators,
    min(figure."start") AS first, max(figure."end") AS last
FROM topic
CROSS JOIN region
LEFT JOIN figure ON figure.topic = topic.code AND figure.region = region.code
GROUP BY topic.code, topic.position, region.code, region.position
ORDER BY topic.position, region.position
"""

SOURCES: Final = """
SELECT source.*, count(observation.indicator) AS observations
FROM source
LEFT JOIN observation ON observation.source = source.id
GROUP BY ALL
ORDER BY source.id
"""

CONTRADICTIONS: Final = """
SELECT contradiction.*
FROM contradiction
JOIN indicator ON indicator.id = contradiction.indicator
ORDER BY indicator.position, contradiction.id
"""

LEFT_OUT: Final = "SELECT * FROM left_out ORDER BY topic, fact"
INPUTS: Final = "SELECT * FROM input ORDER BY kind, name, id"
RUN: Final = "SELECT * FROM run"
COUNTED: Final = "SELECT rows FROM content WHERE table_name = 'observation'"


def connect(path: Path) -> duckdb.DuckDBPyConnection:
    """Read only, and unable to reach anything but this file."""
    config = CONFIG | {"enable_external_access": False}
    return duckdb.connect(str(path), read_only=True, config=config)


def read_tables(path: Path, names: Collection[str] = ()) -> dict[str, pl.DataFrame]:
    """The named tables of a release file, or all; raises duckdb.Error where it cannot be read."""
    with connect(path) as connection:
        return {name: connection.table(f'"{name}"').pl() for name in names or layout().tables}


def other_schema(version: object) -> str:
    """What is said of a release that this program does not read."""
    return (
        f"another version of the program made it (schema {version}, this one reads "
        f"{SCHEMA_VERSION}); `alf load` makes a new one of the same files"
    )


def read_inputs(path: Path) -> pl.DataFrame:
    """The files that a release is made of, also where the rest of it does not fit this program."""
    with one_clear_line(f"the release {path.name} cannot be read"), connect(path) as connection:
        return _in_utc(_ask(connection, INPUTS))


def count_observations(path: Path) -> int | None:
    """What a release file says about itself; None where it cannot be read."""
    try:
        with connect(path) as connection:
            counted = connection.sql(COUNTED).fetchall()
    except duckdb.Error:
        return None
    return int(counted[0][0]) if counted else None


class Release:
    """One release, read once. Nothing in it changes, so any thread may ask it anything.

    `registry` is what ships and what the files of this release declare beside it.
    """

    id: str
    built_at: datetime
    is_example: bool
    registry: Registry

    def __init__(self, path: Path) -> None:
        with one_clear_line(f"the release {path.name} cannot be read"), connect(path) as connection:
            self._run = _run(connection, path)
            self.registry = _registry(connection, path)
            observations = _ask(connection, OBSERVATIONS)
            self._coverage = _ask(connection, COVERAGE)
            self._sources = _ask(connection, SOURCES)
            self._contradictions = _ask(connection, CONTRADICTIONS)
            self._left_out = _ask(connection, LEFT_OUT)
            self._inputs = _in_utc(_ask(connection, INPUTS))
        self._none = observations.clear()
        self._observations = {
            str(indicator): rows
            for (indicator,), rows in observations.partition_by("indicator", as_dict=True).items()
        }
        self.id = str(self._run["release"])
        self.is_example = bool(self._run["is_example"])
        assert isinstance(self._run["built_at"], datetime)
        self.built_at = self._run["built_at"]

    def observations(self, indicator: str) -> pl.DataFrame:
        """The contract's columns, `start` and `end` (null when undated); no rows when unknown.

        Sorted by region from north to south, then by time, then by the rest of the key.
        """
        return self._observations.get(indicator, self._none)

    def indicators(self) -> tuple[str, ...]:
        """Ids of the indicators that have observations, in the order of the registry."""
        return tuple(id_ for id_ in self.registry.indicators if id_ in self._observations)

    def coverage(self) -> pl.DataFrame:
        """Every topic by every region: observations with a figure, indicators, first and last day.

        A pair without figures has zeros and nulls. Figures without a date count, but have no day.
        """
        return self._coverage

    def sources(self) -> pl.DataFrame:
        """Every source, with the number of observations read from it."""
        return self._sources

    def contradictions(self) -> pl.DataFrame:
        return self._contradictions

    def left_out(self) -> pl.DataFrame:
        """Sourced facts that no observation cites, each with the reason."""
        return self._left_out

    def inputs(self) -> pl.DataFrame:
        return self._inputs

    def run(self) -> dict[str, object]:
        """The load that made the release; moments are in UTC."""
        return dict(self._run)


def _ask(connection: duckdb.DuckDBPyConnection, question: str) -> pl.DataFrame:
    answer: pl.DataFrame = connection.sql(question).pl()
    return answer


def _run(connection: duckdb.DuckDBPyConnection, path: Path) -> dict[str, object]:
    row = _in_utc(_ask(connection, RUN)).row(0, named=True)
    if row["schema_version"] != SCHEMA_VERSION:
        raise ReleaseProblem(f"{path.name}: {other_schema(row['schema_version'])}")
    return row


def _registry(connection: duckdb.DuckDBPyConnection, path: Path) -> Registry:
    tables = {name: connection.table(f'"{name}"').pl() for name in REGISTRY_TABLES}
    try:
        return registry_of(tables)
    except (ValueError, KeyError) as error:
        raise ReleaseProblem(
            f"{path.name} declares what does not fit this program: {error}; withdraw the file that "
            "declares it (`alf inputs`, `alf withdraw ID`), or run `alf load`"
        ) from error


def _in_utc(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(pl.selectors.datetime().dt.replace_time_zone("UTC"))
