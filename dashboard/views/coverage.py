"""Coverage: how many sourced figures there are for each region and topic, and how new they are.

Not for the figures themselves: a cell leads to the newest comparable ones of its topic.
"""

from collections.abc import Sequence
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
from dashboard.views.coverage_words import NONE, ROWS, Known, description, headline, label
from dashboard.views.listing import (
    Listing,
    counted,
    figures_counted,
    no_controls,
    no_indicator,
    number_cell,
    table,
)
from dashboard.views.model import Cell, Rendered, Table, View
from dashboard.views.wording import listed
from warehouse.indicators.model import TOPIC_NAMES, Topic
from warehouse.queries import Release
from warehouse.regions import NATION, OTHER, REGIONS
from warehouse.text import Language, Text

# The least number of figures of each shade after the first, which begins at one.
SHADES: Final = (5, 10, 20, 40)
_TITLE: Final = Text("Täckning", "Coverage")
_QUESTION: Final = Text("Vad finns det uppgifter om?", "What are there figures about?")
_SECTION: Final = Text("Alla områden", "All topics")


def known(release: Release) -> list[Known]:
    columns = ("topic", "region", "observations", "indicators", "first", "last")
    rows = release.coverage().select(columns).iter_rows()
    return [Known(Topic(topic), *rest) for topic, *rest in rows]


# ── the matrix ───────────────────────────────────────────────────────────────────────────────

_YEARS: Final = Text("från {first} till {last}", "from {first} to {last}")
_ONE_YEAR: Final = Text("från {last}", "from {last}")
_MEASURE: Final = Text("mått", "measure")
_MEASURES: Final = Text("mått", "measures")


def shade(figures: int) -> int | None:
    """The step of the cell; none where there is nothing."""
    return sum(figures >= least for least in SHADES) if figures else None


_CELL: Final = Text("antal värden · nyaste år", "number of figures · newest year")


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
        key=_key(cells, language),
    )


def _key(cells: Sequence[MatrixCell], language: Language) -> tuple[tuple[CellKind, str], ...]:
    known = (CellKind.KNOWN, _CELL.of(language))
    empty = (CellKind.UNKNOWN, NONE.of(language))
    return (known, empty) if any(cell.step is None for cell in cells) else (known,)


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
    region, topic = REGIONS[one.region].short.of(language), TOPIC_NAMES[one.topic].of(language)
    parts = (f"{region}, {topic.lower()}", measures, _years(one, language))
    return tuple(part for part in parts if part)


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
    "Antal värden med källa i utgåvan, och året för det nyaste. Starkare färg: fler värden"
    " (från {shades}). En ruta leder till områdets nyaste jämförbara värden.{others}",
    "Number of sourced figures in the release, and the year of the newest. Stronger colour: more"
    " figures (from {shades}). A cell leads to the newest comparable figures of its topic.{others}",
)
_OTHERS: Final = Text(
    " Utöver dessa finns {figures} för andra geografiska områden.",
    " Besides, there are {figures} for other geographical areas.",
)
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
