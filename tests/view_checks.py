"""For tests of views: the figures that ship as a release, and every text a reader meets."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import cast

import polars as pl

from dashboard.charts.grammar import Chart, Matrix
from dashboard.views.model import Rendered
from etl.contradictions import contradictions_frame
from etl.sources import BUNDLE
from etl.sources.bundled import read_bundled
from etl.sources.declared_contradictions import read_declarations
from etl.validation import hold_to_contract
from tests.builders import frame, table
from warehouse.indicators import INDICATORS
from warehouse.organisations import ORGANISATIONS
from warehouse.queries import Release
from warehouse.registry import SHIPPED
from warehouse.sources import SOURCES

BAD_WORDS = re.compile(r"\bNone\b|\bnan\b|\{\w*\}|Text\(")
# Ids that are no words of any language: they hold an underscore.
IDS = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")


class FactsRelease:
    """What views ask of a release, from rows in memory: no file is built for a test."""

    id = "test"
    registry = SHIPPED

    def __init__(self, rows: pl.DataFrame, contradictions: pl.DataFrame) -> None:
        self._rows = rows
        self._contradictions = contradictions

    def observations(self, indicator: str) -> pl.DataFrame:
        return self._rows.filter(pl.col("indicator") == indicator)

    def indicators(self) -> tuple[str, ...]:
        have = set(self._rows["indicator"])
        return tuple(name for name in INDICATORS if name in have)

    def contradictions(self) -> pl.DataFrame:
        return self._contradictions


@lru_cache(maxsize=4)
def shipped(*topics: str) -> Release:
    """A release of what ships for these topics, with their declared contradictions."""
    files = {f"{topic}.csv": (BUNDLE / f"{topic}.csv").read_bytes() for topic in topics}
    rows = hold_to_contract(
        pl.concat([read_bundled(*file, INDICATORS) for file in files.items()]), SHIPPED
    )
    declared = [
        declaration
        for topic in topics
        for name in [f"{topic}_contradictions.toml"]
        for declaration in read_declarations(name, (BUNDLE / name).read_bytes()).contradictions
    ]
    return cast(Release, FactsRelease(rows, contradictions_frame(rows, declared)))


def release_of(*rows: dict[str, object]) -> Release:
    """A release of hand-made observations (`tests.builders.observation`)."""
    return cast(Release, FactsRelease(frame(rows), table("contradiction")))


def texts(rendered: Rendered) -> Iterator[str]:
    """Every text that a reader meets."""
    yield from (rendered.overline, rendered.headline, rendered.description, rendered.note)
    yield from rendered.warnings
    yield from (text for pair in rendered.about for text in pair)
    yield from (text for pair in rendered.signs for text in pair)
    yield from (column.label for column in rendered.table.columns)
    yield from (cell.text for row in rendered.table.rows for cell in row)
    if rendered.chart is not None:
        yield from chart_texts(rendered.chart)


def chart_texts(chart: Chart | Matrix) -> Iterator[str]:
    if isinstance(chart, Matrix):
        yield from (chart.row_title, *(row.label for row in chart.rows))
        yield from (text for column in chart.columns for text in (column.label, column.group))
        yield from (text for cell in chart.cells for text in (cell.label, *cell.detail))
        yield from (text for _, text in chart.key)
        return
    yield from (entry.label for entry in chart.key)
    for panel in chart.panels:
        yield from (panel.title, panel.subtitle, *(c.label for c in panel.categories))
        yield from (tick.label for tick in panel.axis.ticks)
        for series in panel.series:
            yield series.name
            yield from (text for p in series.points for text in (p.label, *p.detail))


def unreadable(rendered: Rendered) -> list[str]:
    """Texts that hold a raw value or an id."""
    ids = {*INDICATORS, *SOURCES, *ORGANISATIONS}
    return [
        text
        for text in texts(rendered)
        if BAD_WORDS.search(text) or IDS.search(text) or text in ids - {"riket"}
    ]
