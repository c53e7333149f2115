"""What every view of an indicator has in common: sources, about, warnings, and the whole of it.

The note line is written in `note.py`, the table in `table.py`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from typing import Any, Final

from dashboard.charts.grammar import Chart, Matrix
from dashboard.charts.numbers import signs_used, spoken, unit_name
from dashboard.charts.signs_drawn import texts_drawn
from dashboard.state import State
from dashboard.views.choices import sentence_case
from dashboard.views.figures import Drawn, Figure, is_broken
from dashboard.views.model import Rendered, SourceLine, Table
from dashboard.views.note import certainty, note
from dashboard.views.survey_data import measure_of
from dashboard.views.table import figure_table
from dashboard.views.wording import Wording
from warehouse.indicators.model import (
    TOPIC_NAMES,
    Direction,
    Indicator,
    RepresentedBy,
    SeriesBreak,
)
from warehouse.members import ALL, SEXES
from warehouse.period import Period, parse_period
from warehouse.queries import Release
from warehouse.sources import Source
from warehouse.text import NOT_STATED, Language, Text


@dataclass(frozen=True, slots=True)
class Subject:
    """What a rendered view is about. `period` None: several periods are shown."""

    view: str
    release: Release
    state: State
    indicator: Indicator
    chosen: Sequence[Drawn]
    wording: Wording
    period: Period | None


def rendered(
    subject: Subject,
    *,
    chart: Chart | Matrix | None,
    headline: str,
    description: str,
    extra_warnings: Sequence[str] = (),
    extra_note: str = "",
) -> Rendered:
    """The whole of a view of one indicator, with the view's own chart and sentences."""
    language = subject.state.language
    table = figure_table(
        every_figure(subject.chosen), overline(subject), subject.state.region, subject.wording
    )
    return Rendered(
        view=subject.view,
        state=subject.state,
        overline=overline(subject),
        headline=headline,
        description=spoken(description, language),
        chart=chart,
        table=table,
        note=" ".join(part for part in (note(subject.chosen, subject.wording), extra_note) if part),
        warnings=(*extra_warnings, *warnings(subject)),
        about=about(subject.indicator, subject.wording),
        sources=source_lines(every_figure(subject.chosen), language),
        release=subject.release.id,
        signs=signs_used((*cell_texts(table), *_chart_signs(chart)), language),
    )


def _chart_signs(chart: Chart | Matrix | None) -> Iterable[str]:
    """Signs that stand in the chart alone: those of regions without a figure."""
    return texts_drawn(chart) if isinstance(chart, Chart) else []


def every_figure(chosen: Iterable[Drawn]) -> list[Figure]:
    """What is drawn and what stands beside it."""
    return [figure for one in chosen for figure in (one.figure, *one.others)]


def cell_texts(table: Table) -> list[str]:
    return [cell.text for row in table.rows for cell in row]


def overline(subject: Subject) -> str:
    """Area, measure, and the part of it where one alone is shown: a picture is read by itself."""
    indicator, language = subject.indicator, subject.state.language
    named = [TOPIC_NAMES[indicator.topic].of(language), indicator.title.of(language)]
    named += _only_one(indicator.items, [d.figure.item for d in subject.chosen], language)
    named += _only_one(SEXES, [d.figure.sex for d in subject.chosen], language)
    if subject.period:
        named.append(subject.period.label(language))
    return " · ".join(named)


def _only_one(names: Mapping[str, Text], shown: Iterable[str], language: Language) -> list[str]:
    """The name of what every figure is about; nothing where that is the total, or they differ."""
    codes = set(shown)
    return [names[code].of(language) for code in codes if len(codes) == 1 and code != ALL]


def warnings(subject: Subject) -> tuple[str, ...]:
    """Contradictions and series breaks that touch what is shown."""
    language = subject.state.language
    regions = {d.figure.region for d in subject.chosen}
    periods = {d.figure.period for d in subject.chosen}
    said = [
        row[f"text_{language}"]
        for row in contradictions(subject.release)
        if row["indicator"] == subject.indicator.id
        and row["region"] in regions
        and (row["period"] in {p.code for p in periods} or not row["period"])
    ]
    crossed = [b for b in subject.indicator.breaks if _crosses(b, subject.chosen)]
    asked = _asked_then(subject)
    return tuple(dict.fromkeys([*_break_words(crossed, language), *asked, *said]))


def _asked_then(subject: Subject) -> list[str]:
    """Where a survey's question read otherwise than the name over the chart says."""
    surveys = subject.release.registry.surveys
    if measure_of(surveys, subject.indicator.id) is None:
        return []
    notes = (d.figure.note for d in subject.chosen)
    return [note.of(subject.state.language) for note in notes if note is not None]


def _crosses(one: SeriesBreak, chosen: Sequence[Drawn]) -> bool:
    """Whether a series that it concerns has figures on both sides of it."""
    concerned = [
        d.figure
        for d in chosen
        if one.region in (None, d.figure.region)
        and one.group in (None, d.figure.group)
        and one.item in (None, d.figure.item)
    ]
    dated = sorted((f.period for f in concerned if f.period.has_date), key=lambda p: p.sort_key)
    return bool(dated) and is_broken([one], dated[0], dated[-1])


def break_sentences(indicator: Indicator, regions: Iterable[str], language: Language) -> list[str]:
    concerned = {None, *regions}
    said = _break_words([b for b in indicator.breaks if b.region in concerned], language)
    return list(dict.fromkeys(said))


def _break_words(breaks: Iterable[SeriesBreak], language: Language) -> list[str]:
    said = Text(
        "Seriebrott mellan {before} och {after}: {reason}",
        "Series break between {before} and {after}: {reason}",
    )
    return [
        said.of(language).format(
            before=parse_period(b.before).label(language),
            after=parse_period(b.after).label(language),
            reason=b.reason.of(language),
        )
        for b in breaks
    ]


@lru_cache(maxsize=8)
def contradictions(release: Release) -> tuple[dict[str, Any], ...]:
    return tuple(release.contradictions().iter_rows(named=True))


_DIRECTIONS: Final = {
    Direction.HIGHER: Text("Högre är bättre.", "Higher is better."),
    Direction.LOWER: Text("Lägre är bättre.", "Lower is better."),
    Direction.NO_JUDGEMENT: Text(
        "Varken högt eller lågt är bättre i sig.", "Neither high nor low is better in itself."
    ),
    Direction.CLOSER_TO_TARGET: Text(
        "Bäst är ett värde inom {low}–{high}\u00a0%.", "Best is a value within {low}–{high}%."
    ),
}


def about(indicator: Indicator, wording: Wording) -> tuple[tuple[str, str], ...]:
    """Definition, what it is a share of, how to read it, what it cannot say."""
    language = wording.language
    low, high = indicator.target or (0.0, 0.0)
    direction = _DIRECTIONS[indicator.direction].of(language).format(low=int(low), high=int(high))
    representing = {
        RepresentedBy.REGION: Text("Regionen som helhet.", "The region as a whole."),
        RepresentedBy.UNIVERSITY: Text("Regionens universitet.", "The region's university."),
    }[indicator.represented_by]
    scale = " < ".join(step.of(language) for step in indicator.scale)
    pairs = (
        (Text("Definition", "Definition"), indicator.definition.of(language)),
        (
            Text("Andel av", "Share of"),
            indicator.denominator.of(language) if indicator.denominator else "",
        ),
        (Text("Skala", "Scale"), scale),
        (Text("Enhet", "Unit"), sentence_case(unit_name(wording.unit, language))),
        (Text("Hur det läses", "How to read it"), direction),
        (Text("Vad som jämförs", "What is compared"), representing.of(language)),
        (Text("Osäkerhet", "Uncertainty"), certainty(indicator).of(language)),
        (
            Text("Att tänka på", "Keep in mind"),
            indicator.caveat.of(language) if indicator.caveat else "",
        ),
        (
            Text("Seriebrott", "Series breaks"),
            " ".join(break_sentences(indicator, _broken_regions(indicator), language)),
        ),
    )
    return tuple((heading.of(language), text) for heading, text in pairs if text)


def _broken_regions(indicator: Indicator) -> set[str]:
    return {b.region for b in indicator.breaks if b.region}


def source_lines(found: Iterable[Figure], language: Language) -> tuple[SourceLine, ...]:
    """Each source once, with every place in it that a figure was read from."""
    locators: dict[Source, dict[str, None]] = {}
    for figure in found:
        places = locators.setdefault(figure.publication, {})
        places[figure.locator or NOT_STATED.of(language)] = None
    return tuple(
        SourceLine(
            id=source.id,
            short=source.short.of(language),
            citation=source.citation(language),
            address=source.address,
            locators=tuple(places),
        )
        for source, places in locators.items()
    )


def merged_sources(*lines: Iterable[SourceLine]) -> tuple[SourceLine, ...]:
    """Each source once, with every place in it that any of the lines names."""
    found: dict[str, SourceLine] = {}
    for line in chain(*lines):
        known = found.get(line.id, line)
        places = tuple(dict.fromkeys((*known.locators, *line.locators)))
        found[line.id] = replace(known, locators=places)
    return tuple(found.values())
