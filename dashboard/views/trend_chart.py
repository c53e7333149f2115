"""The chart of the trend view: one panel for each place, lines in unbroken stretches."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from dashboard.charts.axis import value_axis
from dashboard.charts.grammar import (
    Band,
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
    ValueAxis,
)
from dashboard.views.figures import Drawn, Figure, breaks_for, follows, is_broken
from dashboard.views.sexes import band
from dashboard.views.wording import Wording
from warehouse.indicators.model import Direction, Indicator
from warehouse.period import parse_period
from warehouse.regions import ALF_REGION_CODES
from warehouse.text import Text

_NO_FIGURES: Final = Text("inga värden", "no figures")
_OTHER: Final = Text("annan uppgift i samma källa", "another figure in the same source")
_SECOND: Final = "|second"
_ORDER: Final = {code: place for place, code in enumerate(ALF_REGION_CODES)}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the chart: what it is about, alone and inside a sentence, and its figures."""

    key: str
    name: str
    inside: str
    emphasis: Emphasis
    found: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One panel: a region, or an organisation where the indicator belongs to a single region."""

    key: str
    title: str
    is_own: bool
    lines: tuple[Line, ...]


def trend_chart(
    places: Sequence[Place], lacking: Sequence[str], indicator: Indicator, wording: Wording
) -> Chart:
    """A panel for each place; the regions `lacking` figures keep an empty one, in their order."""
    axis = _axis(places, indicator, wording)
    several = len(places) > 1
    panels = [_panel(place, places, indicator, axis, wording, several) for place in places]
    if several:
        empty = replace(panels[0], series=(), breaks=(), lines=())
        panels += [
            replace(empty, key=code, title=wording.region(code), subtitle=wording.say(_NO_FIGURES))
            for code in lacking
        ]
        panels.sort(key=lambda panel: _ORDER.get(panel.key, 0))
    return Chart(
        panels=tuple(panels),
        orientation=Orientation.COLUMNS,
        columns=min(4, len(panels)),
        key=_key(panels, indicator, wording),
    )


def _key(panels: Sequence[Panel], indicator: Indicator, wording: Wording) -> tuple[KeyEntry, ...]:
    """Only the open mark and a band that many panels share need words; lines carry their names."""
    entries = []
    if any(series.key.endswith(_SECOND) for panel in panels for series in panel.series):
        label = wording.say(_OTHER)
        entries.append(KeyEntry(label=label, mark=Mark.OPEN_DOT, emphasis=Emphasis.OWN))
    if len(panels) > 1 and indicator.target:
        label = band(indicator, wording)[0].label
        entries.append(KeyEntry(label=label, mark=None, emphasis=Emphasis.REGION, is_band=True))
    return tuple(entries)


def _bands(indicator: Indicator, wording: Wording, *, several: bool) -> tuple[Band, ...]:
    """Named at the band where there is one panel, in the key where several share it."""
    if not indicator.target:
        return ()
    return tuple(
        replace(one, label="" if several else one.label) for one in band(indicator, wording)
    )


def _axis(places: Sequence[Place], indicator: Indicator, wording: Wording) -> ValueAxis:
    numbers = [
        figure.value
        for place in places
        for line in place.lines
        for d in line.found
        for figure in (d.figure, *_readings(d))
        if figure.value is not None
    ]
    from_zero = indicator.direction is not Direction.CLOSER_TO_TARGET
    include = indicator.target or ()
    return value_axis(numbers, wording.unit, wording.language, from_zero=from_zero, include=include)


def _panel(
    place: Place,
    places: Sequence[Place],
    indicator: Indicator,
    axis: ValueAxis,
    wording: Wording,
    several: bool,
) -> Panel:
    return Panel(
        key=place.key,
        title=place.title if several else "",
        subtitle="",
        categories=_categories(places, wording),
        axis=axis,
        series=tuple(
            one for line in place.lines for one in _series(line, place, indicator, wording, several)
        ),
        bands=_bands(indicator, wording, several=several),
        breaks=_breaks(place, indicator, wording),
    )


def _categories(places: Sequence[Place], wording: Wording) -> tuple[Category, ...]:
    periods = {d.figure.period for p in places for line in p.lines for d in line.found}
    return tuple(
        Category(key=p.code, label=p.label(wording.language), position=p.middle)
        for p in sorted(periods, key=lambda p: p.sort_key)
    )


def _breaks(place: Place, indicator: Indicator, wording: Wording) -> tuple[Break, ...]:
    """Between the two periods, and only where the panel has figures on both sides."""
    ends = [d.figure.period.sort_key for line in place.lines for d in line.found]
    first = place.lines[0].found[0].figure
    return tuple(
        Break(
            position=(parse_period(b.before).middle + parse_period(b.after).middle) / 2,
            label=b.title.of(wording.language),
        )
        for b in indicator.breaks
        if b.region in (None, first.region)
        and b.item in (None, first.item)
        and b.group in (None, *(d.figure.group for line in place.lines for d in line.found))
        and min(ends) <= parse_period(b.before).sort_key
        and parse_period(b.after).sort_key <= max(ends)
    )


def _series(
    line: Line, place: Place, indicator: Indicator, wording: Wording, several: bool
) -> tuple[Series, ...]:
    found = sorted(line.found, key=lambda d: d.figure.period.sort_key)
    segments = _segments(found, indicator)
    points = tuple(
        _point(one, segment, wording, labelled=_is_labelled(i, found, several, line))
        for i, (one, segment) in enumerate(zip(found, segments, strict=True))
    )
    seconds = tuple(_second(figure, wording) for d in found for figure in _readings(d))
    main = Series(
        key=line.key,
        name=line.name,
        form=Form.LINE,
        emphasis=line.emphasis,
        points=points,
        name_at_end=len(place.lines) > 1,
    )
    if not seconds:
        return (main,)
    other = Series(
        key=line.key + _SECOND,
        name=wording.say(_OTHER),
        form=Form.DOTS,
        emphasis=line.emphasis,
        points=seconds,
        mark=Mark.OPEN_DOT,
    )
    return (main, other)


def _readings(one: Drawn) -> list[Figure]:
    """Other figures that the same source prints for the same thing: drawn as open marks."""
    return [
        f
        for f in one.others
        if f.source == one.figure.source
        and f.value is not None
        and f.estimate == one.figure.estimate
    ]


def _segments(found: Sequence[Drawn], indicator: Indicator) -> list[int]:
    """The number of the unbroken stretch that each figure belongs to."""
    segment, numbers = 0, []
    for i, one in enumerate(found):
        if i and not _may_join(found[i - 1].figure, one.figure, indicator):
            segment += 1
        numbers.append(segment)
    return numbers


def _may_join(earlier: Figure, later: Figure, indicator: Indicator) -> bool:
    breaks = breaks_for(indicator, later.region, later.group, later.item)
    return follows(earlier, later) and not is_broken(breaks, earlier.period, later.period)


def _is_labelled(index: int, found: Sequence[Drawn], several: bool, line: Line) -> bool:
    """In small multiples the first and the last figure carry their number; alone, every one."""
    if line.emphasis is Emphasis.NATION:
        return False
    return not several or index in (0, len(found) - 1)


def _point(one: Drawn, segment: int, wording: Wording, *, labelled: bool) -> Point:
    figure = one.figure
    return Point(
        category=figure.period.code,
        value=figure.value,
        low=figure.low,
        high=figure.high,
        label=wording.label(figure) if labelled else "",
        status=figure.status,
        detail=wording.detail(one),
        mark=wording.mark(figure),
        segment=segment,
    )


def _second(figure: Figure, wording: Wording) -> Point:
    return Point(
        category=figure.period.code,
        value=figure.value,
        label=wording.label(figure),
        detail=wording.detail(Drawn(figure, ())),
        segment=0,
    )
