"""Coverage: how many sourced figures there are for each region and topic, and how new they are.

Not for the figures themselves: a cell leads to the newest comparable ones of its topic.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dashboard.charts.grammar import (
    Category,
    CellKind,
    Emphasis,
    Matrix,
    MatrixCell,
    MatrixColumn,
)
from dashboard.state import State
from dashboard.views.comparable import comparisons
from dashboard.views.listing import (
    Listing,
    count,
    counted,
    figures_counted,
    no_controls,
    no_indicator,
    number_cell,
    table,
)
from dashboard.views.model import Cell, Rendered, Table, View
from dashboard.views.parts import listed
from warehouse.indicators.model import TOPIC_NAMES, Topic
from warehouse.queries import Release
from warehouse.regions import ALF_REGION_CODES, NATION, OTHER, REGIONS
from warehouse.text import Language, Text

# The least number of figures of each shade after the first, which begins at one.
SHADES: Final = (5, 10, 20, 40)
ROWS: Final = (*ALF_REGION_CODES, NATION.code)
_TITLE: Final = Text("Täckning", "Coverage")
_QUESTION: Final = Text("Vad vet vi om vilken region?", "What do we know about which region?")
_SECTION: Final = Text("Alla områden", "All topics")


@dataclass(frozen=True, slots=True)
class Known:
    """What there is for one topic and region; `first` and `last` are None when all is undated."""

    topic: Topic
    region: str
    figures: int
    indicators: int
    first: date | None
    last: date | None


def known(release: Release) -> list[Known]:
    columns = ("topic", "region", "observations", "indicators", "first", "last")
    rows = release.coverage().select(columns).iter_rows()
    return [Known(Topic(topic), *rest) for topic, *rest in rows]


# ── sentences ────────────────────────────────────────────────────────────────────────────────

_THINNEST: Final = Text("{topic} är tunnast: {region} har {figures}.",
                        "{topic} is thinnest: {region} has {figures}.")
_THINNEST_SEVERAL: Final = Text("{topic} är tunnast: {region} har {figures} i varje.",
                                "{topic} are thinnest: {region} has {figures} in each.")
_EVEN: Final = Text("{region} har lika mycket i alla områden: {figures} i varje.",
                    "{region} has the same in every topic: {figures} in each.")
_THINNEST_OF_ALL: Final = Text(
    "{topic} är tunnast: de sju regionerna har {figures} tillsammans, mot {most} för {richest}.",
    "{topic} is thinnest: the seven regions have {figures} together, against {most} for {richest}.")
_NOTHING: Final = Text("De sju regionerna har inga värden ännu.",
                       "The seven regions have no figures yet.")
_ONLY_ONE: Final = Text("ett enda värde", "a single figure")
_NONE: Final = Text("inga värden", "no figures")  # fmt: skip


def headline(found: Sequence[Known], own: str | None, language: Language) -> str:
    """Which topic is thinnest: for own region, or for the seven together."""
    if own is None:
        return _of_all_seven(found, language)
    mine = {k.topic: k.figures for k in found if k.region == own}
    least = min(mine.values())
    thinnest = [topic for topic, number in mine.items() if number == least]
    sentence = _THINNEST if len(thinnest) == 1 else _THINNEST_SEVERAL
    return (sentence if len(thinnest) < len(mine) else _EVEN).of(language).format(
        topic=_named(thinnest, language),
        region=REGIONS[own].short.of(language),
        figures=_in_words(least, language),
    )


def _of_all_seven(found: Sequence[Known], language: Language) -> str:
    totals = {
        topic: sum(k.figures for k in found if k.topic is topic and k.region in ALF_REGION_CODES)
        for topic in TOPIC_NAMES
    }
    thinnest, richest = min(totals, key=totals.__getitem__), max(totals, key=totals.__getitem__)
    if not totals[richest]:
        return _NOTHING.of(language)
    return _THINNEST_OF_ALL.of(language).format(
        topic=TOPIC_NAMES[thinnest].of(language),
        figures=_in_words(totals[thinnest], language),
        most=count(totals[richest], language),
        richest=TOPIC_NAMES[richest].of(language).lower(),
    )


def _named(topics: Sequence[Topic], language: Language) -> str:
    """The first with a capital, the others as in running text."""
    names = [TOPIC_NAMES[topic].of(language) for topic in topics]
    return listed([names[0], *(name.lower() for name in names[1:])], language)


def _in_words(number: int, language: Language) -> str:
    if number == 1:
        return _ONLY_ONE.of(language)
    return figures_counted(number, language) if number else _NONE.of(language)


# ── the matrix ───────────────────────────────────────────────────────────────────────────────

_NEWEST: Final = Text("{figures}, senast\u00a0{year}", "{figures}, newest\u00a0{year}")
_UNDATED: Final = Text("{figures}, utan\u00a0datum", "{figures}, undated")
_YEARS: Final = Text("från {first} till {last}", "from {first} to {last}")
_ONE_YEAR: Final = Text("från {last}", "from {last}")
_MEASURE: Final = Text("mått", "measure")
_MEASURES: Final = Text("mått", "measures")


def shade(figures: int) -> int | None:
    """The step of the cell; none where there is nothing."""
    return sum(figures >= least for least in SHADES) if figures else None


def label(one: Known, language: Language) -> str:
    if not one.figures:
        return _NONE.of(language)
    figures = figures_counted(one.figures, language)
    if one.last is None:
        return _UNDATED.of(language).format(figures=figures)
    return _NEWEST.of(language).format(figures=figures, year=one.last.year)


def _matrix(found: Sequence[Known], state: State, comparable: set[Topic]) -> Matrix:
    language = state.language
    cells = tuple(
        _cell(one, state, has_more=one.topic in comparable) for one in found if one.region in ROWS
    )
    return Matrix(
        row_title=Text("Region", "Region").of(language),
        rows=tuple(_row(code, state) for code in ROWS),
        columns=tuple(
            MatrixColumn(key=topic.value, label=name.of(language))
            for topic, name in TOPIC_NAMES.items()
        ),
        cells=cells,
        steps=len(SHADES) + 1,
        key=((CellKind.UNKNOWN, _NONE.of(language)),) if any(c.step is None for c in cells) else (),
    )


def _row(code: str, state: State) -> Category:
    emphasis = Emphasis.OWN if code == state.region else Emphasis.REGION
    if code == NATION.code:
        emphasis = Emphasis.NATION
    return Category(key=code, label=REGIONS[code].short.of(state.language), emphasis=emphasis)


def _cell(one: Known, state: State, *, has_more: bool) -> MatrixCell:
    language = state.language
    address = "/?" + state.with_(topic=one.topic.value).query()
    return MatrixCell(
        row=one.region,
        column=one.topic.value,
        label=label(one, language),
        kind=CellKind.KNOWN if one.figures else CellKind.UNKNOWN,
        value=float(one.figures),
        step=shade(one.figures),
        detail=_detail(one, language),
        address=address if has_more and one.figures else None,
    )


def _detail(one: Known, language: Language) -> tuple[str, ...]:
    if not one.figures:
        return ()
    measures = counted(one.indicators, _MEASURE, _MEASURES, language)
    named = f"{REGIONS[one.region].short.of(language)}, {TOPIC_NAMES[one.topic].of(language).lower()}"
    return tuple(part for part in (named, measures, _years(one, language)) if part)


def _years(one: Known, language: Language) -> str:
    if one.first is None or one.last is None:
        return ""
    first, last = one.first.year, one.last.year
    return (_ONE_YEAR if first == last else _YEARS).of(language).format(first=first, last=last)


# ── table, note and the whole ────────────────────────────────────────────────────────────────

_HEADINGS: Final = (
    ("region", Text("Region", "Region")),
    ("topic", Text("Område", "Topic")),
    ("figures", Text("Värden", "Figures")),
    ("measures", Text("Mått", "Measures")),
    ("first", Text("Äldst", "Oldest")),
    ("last", Text("Nyast", "Newest")),
)
_NOTE: Final = Text(
    "Antal värden med källa i utgåvan, och året för det nyaste. Mörkare ruta: fler värden"
    " (från {shades}). En ruta leder till områdets nyaste jämförbara värden.{others}",
    "Number of sourced figures in the release, and the year of the newest. Darker cell: more"
    " figures (from {shades}). A cell leads to the newest comparable figures of its topic.{others}",
)
_OTHERS: Final = Text(" Utöver dessa finns {figures} för andra områden än de sju och riket.",
                      " Besides, there are {figures} for areas other than the seven and the nation.")
_ABOUT: Final = (
    (Text("Vad som räknas", "What is counted"),
     Text("Varje värde i utgåvan: ett mått för en region, en period och en grupp ur en källa."
          " Kvinnors och mäns andelar är två värden, och två källor till samma sak är två värden.",
          "Every figure of the release: one measure for a region, a period and a group from one"
          " source. The shares of women and of men are two figures, and two sources for the same"
          " thing are two figures.")),
    (Text("Att tänka på", "Keep in mind"),
     Text("Många värden betyder inte att de kan jämföras: de kan gälla skilda år och grupper."
          " Det avgör nästa ruta, de nyaste jämförbara värdena.",
          "Many figures does not mean that they can be compared: they may be about different years"
          " and groups. That is answered by the newest comparable figures.")),
)  # fmt: skip


def _table(caption: str, found: Sequence[Known], state: State) -> Table:
    language = state.language
    shown = [one for code in ROWS for one in found if one.region == code]
    rows = [
        [
            Cell(text=REGIONS[one.region].short.of(language)),
            Cell(text=TOPIC_NAMES[one.topic].of(language)),
            number_cell(one.figures, language),
            number_cell(one.indicators, language),
            Cell(text=str(one.first.year) if one.first else ""),
            Cell(text=str(one.last.year) if one.last else ""),
        ]
        for one in shown
    ]
    own = [at for at, one in enumerate(shown) if one.region == state.region]
    return table(caption, _HEADINGS, rows, language, emphasised=own)


def _note(listing: Listing, found: Sequence[Known]) -> str:
    elsewhere = sum(one.figures for one in found if one.region == OTHER.code)
    figures = figures_counted(elsewhere, listing.language)
    others = listing.say(_OTHERS, figures=figures) if elsewhere else ""
    shades = listed([str(least) for least in SHADES], listing.language)
    return listing.say(_NOTE, shades=shades, others=others)


def description(found: Sequence[Known], language: Language) -> str:
    rows = (
        f"{REGIONS[code].short.of(language)}: "
        + "; ".join(_described(one, language) for one in found if one.region == code)
        for code in ROWS
    )
    return " ".join(f"{row}." for row in rows)


def _described(one: Known, language: Language) -> str:
    return f"{TOPIC_NAMES[one.topic].of(language).lower()} {label(one, language)}"


def render(release: Release, state: State) -> Rendered:
    listing = Listing(view="coverage", release=release, state=state, title=_TITLE, section=_SECTION)
    found = known(release)
    comparable = {comparison.indicator.topic for comparison in comparisons(release)}
    return listing.rendered(
        headline=headline(found, state.region, state.language),
        description=description(found, state.language),
        chart=_matrix(found, state, comparable),
        table=_table(listing.overline, found, state),
        note=_note(listing, found),
        about=_ABOUT,
    )


VIEW: Final = View(
    id="coverage",
    title=_TITLE,
    question=_QUESTION,
    keys=(),
    applies_to=no_indicator,
    controls=no_controls,
    render=render,
)
