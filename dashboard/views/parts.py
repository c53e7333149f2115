"""What every view of an indicator has in common: table, note line, sources, about, warnings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any, Final

from dashboard.charts.grammar import Chart, Matrix
from dashboard.charts.numbers import signs_used, spoken, unit_name
from dashboard.state import State
from dashboard.views.choices import sentence_case
from dashboard.views.figures import Drawn, Figure
from dashboard.views.model import Cell, Column, Rendered, SourceLine, Table
from dashboard.views.wording import Wording
from warehouse.indicators.model import TOPIC_NAMES, Direction, Indicator, RepresentedBy, Uncertainty
from warehouse.members import ALL, NATURES, ORIGINS, SEXES
from warehouse.period import Period, parse_period
from warehouse.queries import Release
from warehouse.sources import SOURCES
from warehouse.text import NOT_STATED, Language, Text
from warehouse.units import PERCENT


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
    subject: Subject, *, chart: Chart | Matrix | None, headline: str, description: str,
    extra_warnings: Sequence[str] = (), extra_note: str = "",
) -> Rendered:  # fmt: skip
    """The whole of a view of one indicator, with the view's own chart and sentences."""
    language = subject.state.language
    table = figure_table(subject)
    return Rendered(
        view=subject.view,
        state=subject.state,
        overline=overline(subject),
        headline=headline,
        description=spoken(description, language),
        chart=chart,
        table=table,
        note=" ".join(part for part in (note(subject), extra_note) if part),
        warnings=(*extra_warnings, *warnings(subject)),
        about=about(subject.indicator, subject.wording),
        sources=source_lines(every_figure(subject.chosen), language),
        release=subject.release.id,
        signs=signs_used(cell_texts(table), language),
    )


def every_figure(chosen: Iterable[Drawn]) -> list[Figure]:
    """What is drawn and what stands beside it."""
    return [figure for one in chosen for figure in (one.figure, *one.others)]


def cell_texts(table: Table) -> list[str]:
    return [cell.text for row in table.rows for cell in row]


def overline(subject: Subject) -> str:
    indicator, language = subject.indicator, subject.state.language
    named = [TOPIC_NAMES[indicator.topic].of(language), indicator.title.of(language)]
    if subject.period:
        named.append(subject.period.label(language))
    return " · ".join(named)


# ── the note line ────────────────────────────────────────────────────────────────────────────

_UNCERTAINTY: Final = {
    Uncertainty.COUNTED: Text("Alla ingår, därför inget slumpintervall.",
                              "Everybody is included, so there is no sampling interval."),
    Uncertainty.ANSWERS: Text(
        "Bygger på dem som svarade; osäkerheten är inte känd.",
        "Rests on those who answered; the uncertainty is not known."),
    Uncertainty.ESTIMATED: Text(
        "Skattat med en metod som har egna fel.", "Estimated by a method with errors of its own."),
}  # fmt: skip
_WITH_INTERVAL: Final = Text(
    "Bygger på dem som svarade; strecken visar 95 % konfidensintervall.",
    "Rests on those who answered; the bars are 95% confidence intervals.",
)
_DENOMINATORS: Final = Text("Underlag: {range} {what}.", "Base: {range} {what}.")
_BASES: Final = Text("n = {range}.", "n = {range}.")
_NO_BASE: Final = Text("Källan anger inte antalet.", "The source does not give the number.")


def note(subject: Subject) -> str:
    """Who, how many, what kind of uncertainty, which source."""
    wording = subject.wording
    named = [d.figure for d in subject.chosen if d.figure.status == "ok"]
    parts = [_whose(named, wording), _how_many(named, wording), _how_sure(named, wording),
             _source_words(named, wording)]  # fmt: skip
    return " ".join(part for part in parts if part)


def _whose(found: Sequence[Figure], wording: Wording) -> str:
    groups = sorted({f.group for f in found if f.group != ALL}, key=wording.indicator.groups.index)
    names = [wording.group(code) if i == 0 else wording.group(code).lower()
             for i, code in enumerate(groups)]  # fmt: skip
    by_university = wording.indicator.represented_by is RepresentedBy.UNIVERSITY
    whole = wording.say(Text("Regionens universitet.", "The region's university."))
    joined = f"{listed(names, wording.language)}." if names and len(names) <= 4 else ""
    return f"{joined} {whole}".strip() if by_university else joined


def _how_many(found: Sequence[Figure], wording: Wording) -> str:
    """Ranges over the regions; silent for plain counts, which are their own n."""
    wholes = [f.denominator for f in found if f.denominator is not None]
    bases = [f.base for f in found if f.base is not None]
    indicator = wording.indicator
    said = []
    if wholes and indicator.denominator and indicator.unit is PERCENT:
        what = indicator.denominator.of(wording.language)
        said.append(wording.say(_DENOMINATORS, range=_range(wholes, wording), what=what))
    if bases:
        said.append(wording.say(_BASES, range=_range(bases, wording)))
    if not said and indicator.denominator is not None and indicator.unit is PERCENT:
        said.append(wording.say(_NO_BASE))
    return " ".join(said)


def _range(values: Sequence[float], wording: Wording) -> str:
    low, high = min(values), max(values)
    return wording.count(low) if low == high else f"{wording.count(low)}–{wording.count(high)}"


def _how_sure(found: Sequence[Figure], wording: Wording) -> str:
    indicator = wording.indicator
    if any(f.low is not None for f in found) and indicator.uncertainty is Uncertainty.ANSWERS:
        return wording.say(_WITH_INTERVAL)
    if indicator.uncertainty is Uncertainty.COUNTED and indicator.unit is not PERCENT:
        return ""
    return wording.say(_UNCERTAINTY[indicator.uncertainty])


def _source_words(found: Sequence[Figure], wording: Wording) -> str:
    shorts = list(dict.fromkeys(SOURCES[f.source].short.of(wording.language) for f in found))
    if not shorts:
        return ""
    shown = listed(shorts[:3], wording.language)
    more = wording.say(Text(" med flera", " and others")) if len(shorts) > 3 else ""
    label = Text("Källa", "Source") if len(shorts) == 1 else Text("Källor", "Sources")
    return f"{wording.say(label)}: {shown}{more}."


def listed(names: Sequence[str], language: Language) -> str:
    """ "a, b och c"."""
    if len(names) < 2:
        return "".join(names)
    last = Text("och", "and").of(language)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


# ── the table ────────────────────────────────────────────────────────────────────────────────

_HEADINGS: Final = {
    "region": Text("Region", "Region"),
    "series": Text("Avser", "About"),
    "period": Text("Period", "Period"),
    "sex": Text("Kön", "Sex"),
    "nature": Text("Art", "Kind"),
    "value": Text("Värde", "Value"),
    "interval": Text("Intervall", "Interval"),
    "base": Text("Underlag", "Base"),
    "origin": Text("Uppgiften är", "The figure is"),
    "source": Text("Källa", "Source"),
    "note": Text("Anmärkning", "Note"),
}
_ALWAYS: Final = ("region", "value", "source")


def figure_table(subject: Subject) -> Table:
    """One row for each figure, drawn or not; columns that would say the same throughout are left out."""
    wording = subject.wording
    found = every_figure(subject.chosen)
    texts = [_texts(figure, wording) for figure in found]
    keys = [key for key in _HEADINGS if key in _ALWAYS or _differs(key, texts)]
    rows = tuple(
        tuple(_table_cell(key, row, figure) for key in keys)
        for row, figure in zip(texts, found, strict=True)
    )
    own = [i for i, figure in enumerate(found) if figure.region == subject.state.region]
    return Table(
        caption=overline(subject),
        columns=tuple(_column(key, wording) for key in keys),
        rows=rows,
        emphasised=tuple(own),
    )


def _differs(key: str, texts: Sequence[dict[str, str]]) -> bool:
    seen = {row[key] for row in texts}
    return bool(seen - {""}) and (len(seen) > 1 or key in ("period", "base", "note"))


def _texts(figure: Figure, wording: Wording) -> dict[str, str]:
    language = wording.language
    return {
        "region": wording.place(figure),
        "series": wording.series(figure),
        "period": figure.period.label(language),
        "sex": SEXES[figure.sex].of(language),
        "nature": NATURES[figure.nature].of(language),
        "value": wording.cell(figure),
        "interval": interval_text(figure, wording),
        "base": wording.base(figure),
        "origin": ORIGINS[figure.origin].of(language),
        "source": SOURCES[figure.source].short.of(language),
        "note": figure.note.of(language) if figure.note else "",
    }


def interval_text(figure: Figure, wording: Wording) -> str:
    if figure.low is None or figure.high is None or wording.indicator.scale:
        return ""
    return f"{wording.amount(figure.low)}–{wording.amount(figure.high)}"


def _column(key: str, wording: Wording) -> Column:
    heading = _HEADINGS[key].of(wording.language)
    unit = unit_name(wording.unit, wording.language)
    label = f"{heading}, {unit}" if key == "value" and unit else heading
    return Column(key=key, label=label, is_number=key in ("value", "interval", "base"))


def _table_cell(key: str, row: dict[str, str], figure: Figure) -> Cell:
    address = SOURCES[figure.source].address if key == "source" else None
    return Cell(text=row[key], value=figure.value if key == "value" else None, address=address)


# ── warnings, about and sources ──────────────────────────────────────────────────────────────


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
    breaks = [] if len(periods) < 2 else break_sentences(subject.indicator, regions, language)
    return tuple(dict.fromkeys([*breaks, *said]))


def break_sentences(
    indicator: Indicator, regions: Iterable[str], language: Language
) -> list[str]:
    said = Text("Seriebrott mellan {before} och {after}: {reason}",
                "Series break between {before} and {after}: {reason}")  # fmt: skip
    return [
        said.of(language).format(
            before=parse_period(b.before).label(language),
            after=parse_period(b.after).label(language),
            reason=b.reason.of(language),
        )
        for b in indicator.breaks
        if b.region is None or b.region in set(regions)
    ]


@lru_cache(maxsize=8)
def contradictions(release: Release) -> tuple[dict[str, Any], ...]:
    return tuple(release.contradictions().iter_rows(named=True))


_DIRECTIONS: Final = {
    Direction.HIGHER: Text("Högre är bättre.", "Higher is better."),
    Direction.LOWER: Text("Lägre är bättre.", "Lower is better."),
    Direction.NO_JUDGEMENT: Text("Varken högt eller lågt är bättre i sig.",
                                 "Neither high nor low is better in itself."),
    Direction.CLOSER_TO_TARGET: Text("Bäst är ett värde inom {low}–{high} %.",
                                     "Best is a value within {low}–{high}%."),
}  # fmt: skip


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
        (Text("Andel av", "Share of"),
         indicator.denominator.of(language) if indicator.denominator else ""),
        (Text("Skala", "Scale"), scale),
        (Text("Enhet", "Unit"), sentence_case(unit_name(wording.unit, language))),
        (Text("Hur det läses", "How to read it"), direction),
        (Text("Vad som jämförs", "What is compared"), representing.of(language)),
        (Text("Osäkerhet", "Uncertainty"), _UNCERTAINTY[indicator.uncertainty].of(language)),
        (Text("Att tänka på", "Keep in mind"),
         indicator.caveat.of(language) if indicator.caveat else ""),
        (Text("Seriebrott", "Series breaks"),
         " ".join(break_sentences(indicator, _broken_regions(indicator), language))),
    )  # fmt: skip
    return tuple((heading.of(language), text) for heading, text in pairs if text)


def _broken_regions(indicator: Indicator) -> set[str]:
    return {b.region for b in indicator.breaks if b.region}


def source_lines(found: Iterable[Figure], language: Language) -> tuple[SourceLine, ...]:
    """Each source once, with every place in it that a figure was read from."""
    locators: dict[str, dict[str, None]] = {}
    for figure in found:
        locators.setdefault(figure.source, {})[figure.locator or NOT_STATED.of(language)] = None
    return tuple(
        SourceLine(
            id=source,
            short=SOURCES[source].short.of(language),
            citation=SOURCES[source].citation(language),
            address=SOURCES[source].address,
            locators=tuple(places),
        )
        for source, places in locators.items()
    )


def merged_sources(*lines: Iterable[SourceLine]) -> tuple[SourceLine, ...]:
    return tuple({line.id: line for line in chain(*lines)}.values())
