"""The table of the trend of a survey: every round of every region, and which can be compared."""

from typing import Final

from dashboard.charts.numbers import interval
from dashboard.state import State
from dashboard.views.choices import sentence_case
from dashboard.views.model import Cell, Column, Table
from dashboard.views.survey_against_words import n_cell, pooled_cell, share_ends
from dashboard.views.survey_data import SurveyCell
from dashboard.views.survey_trend_chart import NATION_NAME, bare_value
from dashboard.views.survey_trend_lines import Lines, RegionLine, label_of
from dashboard.views.survey_words import region_name
from warehouse.period import parse_period
from warehouse.statistics import decimals_supported
from warehouse.text import Text
from warehouse.units import INDEX_POINTS, PERCENT, Unit

_HEADINGS: Final = (
    ("region", Text("Region", "Region")),
    ("period", Text("Period", "Period")),
    ("value", Text("Värde", "Value")),
    ("interval", Text("95 % intervall", "95% interval")),
    ("n", Text("n", "n")),
    ("stretch", Text("Kan jämföras inom", "Can be compared within")),
)
_UNIT_NAMES: Final = {
    PERCENT: Text("Positiva, %", "Positive, %"),
    INDEX_POINTS: Text("Index, 0–100", "Index, 0–100"),
}


def trend_table(found: Lines, unit: Unit, caption: str, state: State) -> Table:
    language = state.language
    named = {**dict(_HEADINGS), "value": _UNIT_NAMES[unit]}
    rows = [row for line in found.every for row in _rows(line, unit, state)]
    return Table(
        caption=caption,
        columns=tuple(
            Column(key=key, label=text.of(language), is_number=key in ("value", "n"))
            for key, text in named.items()
        ),
        rows=(*rows, *_pooled_rows(found, state)),
        emphasised=tuple(range(len(found.own.spots))),
    )


def _rows(line: RegionLine, unit: Unit, state: State) -> list[tuple[Cell, ...]]:
    language = state.language
    return [
        (
            Cell(text=region_name(line.region, language)),
            Cell(text=spot.cell.period.label(language)),
            Cell(text=bare_value(spot.cell, unit, language), value=spot.cell.value),
            Cell(text=_interval(spot.cell, unit, state)),
            n_cell(spot.cell.n if spot.cell.is_shown else None, language),
            Cell(text=label_of(line.stretches[spot.stretch], language)),
        )
        for spot in line.spots
    ]


def _interval(cell: SurveyCell, unit: Unit, state: State) -> str:
    if cell.low is None or cell.high is None:
        return ""
    decimals = decimals_supported(cell.n)
    low, high = round(cell.low, decimals), round(cell.high, decimals)
    return interval(low, high, unit, state.language)


def _pooled_rows(found: Lines, state: State) -> list[tuple[Cell, ...]]:
    """All regions that were asked alike; which they are stands at each point of the chart."""
    language = state.language
    return [
        (
            Cell(text=sentence_case(NATION_NAME.of(language))),
            Cell(text=parse_period(spot.period).label(language)),
            pooled_cell(spot.found, language),
            share_ends(spot.found.share, language),
            n_cell(spot.found.share.n, language),
            Cell(text=""),
        )
        for spot in found.nation
    ]
