"""Distributions of answers as bars on both sides of zero: the chart, its key and its axis.

The share of positive answers and n stand at the right of each row. Not for what is pooled or
merged: that is `survey_distribution.py`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Final

from dashboard.charts.grammar import (
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
    Stacking,
    Tick,
    ValueAxis,
)
from dashboard.charts.numbers import number
from dashboard.charts.signs import STATUS_SIGNS
from dashboard.charts.stacks import reach
from dashboard.views.choices import sentence_case
from dashboard.views.survey_distribution import Codes, Distribution, Part, label_of, place_of
from dashboard.views.survey_words import counts_of, percent
from warehouse.surveys.model import Scale
from warehouse.text import Language, Text
from warehouse.units import PERCENT

POSITIVE: Final = Text("positiva", "positive")
_MERGED: Final = Text("Hopslagna för att få svarat", "Merged because few answered")
_ANSWERS: Final = Text("Svar", "Answers")
_TO: Final = Text("Från ”{first}” till ”{last}”", "From “{first}” to “{last}”")
_STEPS: Final = (25, 50)
_MOST_TICKS: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One bar. `found` None where its answers are hidden or missing: `status` says which.

    `positive` and `n` are ready to read.
    """

    key: str
    label: str
    scale: Scale
    found: Distribution | None
    status: str
    positive: str
    n: str
    emphasis: Emphasis = Emphasis.REGION
    address: str | None = None
    title: str = ""


def stacked(rows: Sequence[Row], language: Language, *, names_above: bool) -> Chart:
    """One panel for each scale and each `title` of rows, on one axis; scales in their order."""
    sections = list(dict.fromkeys((row.scale, row.title) for row in rows))
    several = len({scale for scale, _ in sections}) > 1
    panels = [
        _panel([r for r in rows if (r.scale, r.title) == (scale, title)], language, several)
        for scale, title in sections
    ]
    axis = _axis(panels, language)
    return Chart(
        panels=tuple(replace(panel, axis=axis) for panel in panels),
        orientation=Orientation.ROWS,
        columns=1,
        stacking=Stacking.DIVERGING,
        key=_key(rows, language),
        names_above=names_above,
    )


def _panel(rows: Sequence[Row], language: Language, several: bool) -> Panel:
    scale = rows[0].scale
    return Panel(
        key=f"{scale.id}|{rows[0].title}",
        title=rows[0].title,
        subtitle=_ends(scale, language) if several else "",
        categories=tuple(_category(row) for row in rows),
        axis=ValueAxis(low=0, high=1, ticks=()),
        series=_series(rows, language),
        note_titles=(POSITIVE.of(language), "n"),
    )


def _category(row: Row) -> Category:
    return Category(
        key=row.key,
        label=row.label,
        emphasis=row.emphasis,
        notes=(row.positive, row.n),
        address=row.address,
    )


def _series(rows: Sequence[Row], language: Language) -> tuple[Series, ...]:
    """One for each answer or merged answers that a row has, from the lowest place up."""
    scale = rows[0].scale
    codes = sorted(_codes_of(rows, scale), key=lambda codes: place_of(scale, codes))
    series = [_of_codes(scale, answers, rows, language) for answers in codes]
    gaps = tuple(_gap(row) for row in rows if row.found is None)
    if not gaps:
        return tuple(series)
    missing = Series(key=f"{scale.id}|missing", name="", form=Form.BARS, emphasis=Emphasis.REGION,
                     place=0.0, points=gaps)  # fmt: skip
    return (*series, missing)


def _gap(row: Row) -> Point:
    return Point(
        category=row.key, value=None, status=row.status, label=STATUS_SIGNS[row.status],
        detail=(row.label,),
    )  # fmt: skip


def _codes_of(rows: Iterable[Row], scale: Scale) -> list[Codes]:
    found = {codes for row in rows if row.found and row.scale == scale for codes in row.found.codes}
    order = [answer.code for answer in scale.answers]
    return sorted(found, key=lambda codes: (len(codes) > 1, order.index(codes[0])))


def _of_codes(scale: Scale, answers: Codes, rows: Sequence[Row], language: Language) -> Series:
    label = label_of(scale, answers)
    return Series(
        key=f"{scale.id}|{'+'.join(answers)}",
        name=sentence_case(label.of(language)),
        form=Form.BARS,
        emphasis=Emphasis.REGION,
        mark=Mark.SQUARE,
        place=place_of(scale, answers),
        points=tuple(
            _point(row, row.found, part, language)
            for row in rows
            if row.found
            for part in row.found.parts
            if part.answers == answers
        ),
    )


def _point(row: Row, found: Distribution, part: Part, language: Language) -> Point:
    """Merged answers are named at their bar, where the words fit: the key has them too."""
    figure = number(part.percent, PERCENT, language, decimals=0, with_unit=False)
    words = part.label.of(language)
    told = percent(part.percent, found.n, language)
    return Point(
        category=row.key,
        value=part.percent,
        label=f"{figure} {words}" if part.is_merged else figure,
        detail=(row.label, f"{sentence_case(words)}: {told}",
                counts_of(round(part.count), round(found.n), language)),
    )  # fmt: skip


# ---------------------------------------------------------------- axis and key


def _axis(panels: Sequence[Panel], language: Language) -> ValueAxis:
    """The same for all panels; distances from zero have no sign, since both sides are shares."""
    ends = [reach(panel) for panel in panels]
    left, right = max(-low for low, _ in ends), max(high for _, high in ends)
    # Room for something where every row is hidden.
    left, right = (left, right) if left + right > 0 else (25.0, 25.0)
    step = next(s for s in _STEPS if s == _STEPS[-1] or _count(left, right, s) <= _MOST_TICKS)
    first, last = -ceil(left / step) * step, ceil(right / step) * step
    ticks = tuple(
        Tick(value=at, label=number(abs(at), PERCENT, language, with_unit=at == first))
        for at in range(first, last + 1, step)
    )
    return ValueAxis(low=first, high=last, ticks=ticks)


def _count(left: float, right: float, step: int) -> int:
    return ceil(left / step) + ceil(right / step) + 1


def _key(rows: Sequence[Row], language: Language) -> tuple[KeyEntry, ...]:
    """The answers that are drawn, then those that are merged; one kind needs no heading."""
    entries = []
    scales = list(dict.fromkeys(row.scale for row in rows))
    for scale in scales:
        heading = _ends(scale, language) if len(scales) > 1 else _ANSWERS.of(language)
        codes = _codes_of(rows, scale)
        merged = [c for c in codes if len(c) > 1]
        whole = sorted((c for c in codes if len(c) == 1), key=lambda c: place_of(scale, c))
        entries += [_entry(scale, c, heading, language) for c in whole]
        entries += [_entry(scale, c, _MERGED.of(language), language) for c in merged]
    if len({entry.group for entry in entries}) > 1:
        return tuple(entries)
    return tuple(replace(entry, group="") for entry in entries)


def _entry(scale: Scale, answers: Codes, heading: str, language: Language) -> KeyEntry:
    return KeyEntry(
        label=label_of(scale, answers).of(language),
        mark=Mark.SQUARE,
        emphasis=Emphasis.REGION,
        place=place_of(scale, answers),
        group=heading,
    )


def _ends(scale: Scale, language: Language) -> str:
    first, last = (scale.answers[at].label.of(language) for at in (0, -1))
    return _TO.of(language).format(first=first, last=last)
