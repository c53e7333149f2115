"""The chart of the trend of a survey: own region strong with intervals, the others grey.

Rounds that cannot be compared with the newest are a line of their own, with open marks.
"""

from collections.abc import Sequence
from typing import Final

from dashboard.charts.axis import value_axis
from dashboard.charts.grammar import (
    Break,
    Category,
    Chart,
    Emphasis,
    Form,
    KeyEntry,
    Mark,
    Orientation,
    Panel,
    Point,
    Series,
)
from dashboard.charts.numbers import number
from dashboard.charts.signs import STATUS_SIGNS
from dashboard.views.survey_data import SurveyCell
from dashboard.views.survey_trend_lines import Lines, PooledSpot, RegionLine, label_of
from dashboard.views.survey_words import counts_of, region_name, whole_number
from warehouse.period import parse_period
from warehouse.statistics import decimals_supported
from warehouse.text import Language, Text
from warehouse.units import INDEX_POINTS, PERCENT, Unit

NATION: Final = "nation"
NATION_NAME: Final = Text("alla regioner", "all regions")
_NEWEST: Final = Text("kan jämföras med den senaste", "can be compared with the newest")
_OLDER: Final = Text("kan inte jämföras med den senaste", "cannot be compared with the newest")


def trend_chart(found: Lines, unit: Unit, language: Language) -> Chart:
    """`unit` is per cent for a question, index points for a theme."""
    panel = Panel(
        key=found.own.region,
        title="",
        subtitle=INDEX_POINTS.label.of(language) if unit is INDEX_POINTS else "",
        categories=_categories(found, language),
        axis=value_axis(_values(found), unit, language, from_zero=False),
        series=(
            *(_grey(line, unit, language) for line in found.others if line.is_shown),
            *([_pooled(found.nation, language)] if found.nation else []),
            *_own(found.own, unit, language),
        ),
        breaks=tuple(
            Break(position=c.position, label=c.title.of(language)) for c in found.own.changes
        ),
    )
    return Chart(
        panels=(panel,), orientation=Orientation.COLUMNS, columns=1, key=_key(found, language)
    )


# More figures than this on one line cannot be read among the lines of the other regions.
_MOST_LABELLED: Final = 6


def _categories(found: Lines, language: Language) -> tuple[Category, ...]:
    periods = [parse_period(code) for code in found.periods]
    return tuple(Category(key=p.code, label=p.label(language), position=p.middle) for p in periods)


def _values(found: Lines) -> list[float]:
    """Everything that is drawn: intervals of own region, figures of the others."""
    own = [v for s in found.own.spots for v in (s.cell.value, s.cell.low, s.cell.high)]
    rest = [s.cell.value for line in found.others for s in line.spots]
    pooled = [100 * spot.found.share.value for spot in found.nation]
    return [v for v in (*own, *rest, *pooled) if v is not None]


def _key(found: Lines, language: Language) -> tuple[KeyEntry, ...]:
    """Only where there are two kinds of marks: names stand at the lines."""
    if len(found.own.stretches) < 2:
        return ()
    marks = ((_NEWEST, Mark.DOT), (_OLDER, Mark.OPEN_DOT))
    return tuple(
        KeyEntry(label=text.of(language), mark=mark, emphasis=Emphasis.OWN) for text, mark in marks
    )


# ---------------------------------------------------------------- the lines


def _own(line: RegionLine, unit: Unit, language: Language) -> list[Series]:
    """A series for each stretch, named at the newest."""
    last = len(line.stretches) - 1
    every = len(line.spots) <= _MOST_LABELLED
    return [
        Series(
            key=f"{line.region}|{label_of(stretch, language)}",
            name=_end_name(line, unit, language)
            if i == last
            else region_name(line.region, language),
            form=Form.LINE,
            emphasis=Emphasis.OWN,
            points=_points(line.of_stretch(i), unit, language, every=every, named=i == last),
            mark=Mark.DOT if i == last else Mark.OPEN_DOT,
            name_at_end=i == last,
        )
        for i, stretch in enumerate(line.stretches)
        if line.of_stretch(i)
    ]


def _end_name(line: RegionLine, unit: Unit, language: Language) -> str:
    """With the newest figure, which among the names of the lines would have no room of its own."""
    name = region_name(line.region, language)
    shown = [cell for cell in line.comparable if cell.value is not None]
    return f"{name} {bare_value(shown[-1], unit, language)}" if shown else name


def _points(
    cells: Sequence[SurveyCell], unit: Unit, language: Language, *, every: bool, named: bool
) -> tuple[Point, ...]:
    """A hidden round is a gap with its sign; nothing is joined across it.

    Where not `every` round has room for its figure, those at the ends of the stretch have. The
    last of a `named` stretch stands in the name of the line.
    """
    shown = [cell for cell in cells if cell.value is not None]
    last = {cell.period for cell in shown[-1:]}
    labelled = {cell.period for cell in (shown if every else (*shown[:1], *shown[-1:]))}
    labelled -= last if named else set()
    return tuple(
        Point(
            category=cell.period.code,
            value=cell.value,
            low=cell.low,
            high=cell.high,
            label=bare_value(cell, unit, language)
            if cell.value is None or cell.period in labelled
            else "",
            status=cell.status,
            detail=_detail(cell, unit, language),
        )
        for cell in cells
    )


def _grey(line: RegionLine, unit: Unit, language: Language) -> Series:
    """Another region, without labels and intervals, broken where it cannot be compared."""
    return Series(
        key=line.region,
        name=region_name(line.region, language),
        form=Form.LINE,
        emphasis=Emphasis.REGION,
        points=tuple(
            Point(category=s.cell.period.code, value=s.cell.value, segment=segment,
                  detail=_detail(s.cell, unit, language))
            for s, segment in zip(line.spots, _segments(line), strict=True)
            if s.cell.value is not None
        ),
        name_at_end=True,
    )  # fmt: skip


def _segments(line: RegionLine) -> list[int]:
    """Another number after every change and every hidden round."""
    numbers, hidden = [], 0
    for spot in line.spots:
        hidden += spot.cell.value is None
        numbers.append(spot.stretch * len(line.spots) + hidden)
    return numbers


def _pooled(spots: Sequence[PooledSpot], language: Language) -> Series:
    return Series(
        key=NATION,
        name=NATION_NAME.of(language),
        form=Form.LINE,
        emphasis=Emphasis.NATION,
        points=tuple(
            Point(
                category=spot.period,
                value=100 * spot.found.share.value,
                segment=spot.run,
                detail=_pooled_detail(spot, language),
            )
            for spot in spots
        ),
        name_at_end=True,
    )


# ---------------------------------------------------------------- what is read at a point


def bare_value(cell: SurveyCell, unit: Unit, language: Language) -> str:
    if cell.value is None:
        return STATUS_SIGNS[cell.status]
    decimals = decimals_supported(cell.n)
    return number(cell.value, unit, language, decimals=decimals, with_unit=False)


def _detail(cell: SurveyCell, unit: Unit, language: Language) -> tuple[str, ...]:
    place = f"{region_name(cell.region, language)}, {cell.period.label(language)}"
    if cell.value is None:
        return (place,)
    value = number(cell.value, unit, language, decimals=decimals_supported(cell.n))
    n = f"n = {whole_number(cell.n, language)}" if cell.n else ""
    return tuple(line for line in (place, value, n) if line)


def _pooled_detail(spot: PooledSpot, language: Language) -> tuple[str, ...]:
    share = spot.found.share
    value = number(100 * share.value, PERCENT, language, decimals=decimals_supported(share.n))
    period = parse_period(spot.period).label(language)
    names = ", ".join(region_name(code, language) for code in spot.found.regions)
    return (
        f"{NATION_NAME.of(language)}, {period}",
        value,
        counts_of(share.positive, share.n, language),
        names,
    )
