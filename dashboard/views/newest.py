"""The newest comparable figure of every measure, the seven regions beside each other.

Not for one measure alone: a cell leads to the view that compares it. Figures are read along a
row, never down a column, so nothing is shaded and nothing is ranked.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from dashboard.charts.grammar import (
    Category,
    CellKind,
    Emphasis,
    Matrix,
    MatrixCell,
    MatrixColumn,
)
from dashboard.charts.numbers import signs_used, spoken
from dashboard.charts.signs import STATUS_SIGNS
from dashboard.state import State
from dashboard.views import compare, newest_words, parts
from dashboard.views.choices import member_control, value_of
from dashboard.views.comparable import Comparison, comparisons, series_name
from dashboard.views.figures import Drawn
from dashboard.views.listing import no_indicator
from dashboard.views.model import (
    Cell,
    Column,
    Control,
    NothingToShow,
    Rendered,
    SourceLine,
    Table,
    View,
)
from dashboard.views.wording import Wording
from warehouse.indicators.model import TOPIC_NAMES
from warehouse.queries import Release
from warehouse.regions import ALF_REGIONS, NATION
from warehouse.text import Language, Text

EVERY: Final = "every"
PERIOD: Final = "period"
_EVERY_TOPIC: Final = Text("alla områden", "all topics")
_TOPIC: Final = Text("Område", "Topic")
_TITLE: Final = Text("Nyaste jämförbara värden", "Newest comparable figures")
_QUESTION: Final = Text("Var står vi just nu?", "Where do we stand now?")
_NOTHING: Final = Text(
    "Inget mått har värden för minst tre av de sju regionerna i samma period.",
    "No measure has figures for at least three of the seven regions in the same period.",
)
_KINDS: Final = (
    (CellKind.PARTLY, Text("bara delvis känt", "only partly known")),
    (CellKind.INFERRED, Text("härlett ur källans text", "inferred from the source's words")),
)

Worded = tuple[Comparison, Wording]


def controls(release: Release, state: State) -> tuple[Control, ...]:
    have = {comparison.indicator.topic for comparison in comparisons(release)}
    topics = [(topic.value, name) for topic, name in TOPIC_NAMES.items() if topic in have]
    members = [(EVERY, _EVERY_TOPIC), *topics]
    return (member_control("topic", _TOPIC, members, state.topic, EVERY, state.language),)


def render(release: Release, state: State) -> Rendered:
    topic = value_of(controls(release, state), "topic")
    found = _found(release, topic)
    if not found:
        raise NothingToShow(_NOTHING)
    language = state.language
    worded = [(one, _wording(one, state)) for one in found]
    matrix = _matrix(worded, state)
    caption = _overline(topic, state)
    table = _table(caption, matrix, state)
    sources = _source_lines(release, topic, language)
    return Rendered(
        view="newest",
        state=state,
        overline=caption,
        headline=newest_words.headline(found, state.region, language),
        description=spoken(newest_words.description(worded), language),
        chart=matrix,
        table=table,
        note=newest_words.note(found, len(sources), language),
        warnings=(),
        about=tuple((name.of(language), text.of(language)) for name, text in newest_words.ABOUT),
        sources=sources,
        release=release.id,
        signs=signs_used(parts.cell_texts(table), language),
    )


@lru_cache(maxsize=16)
def _source_lines(
    release: Release, topic: str | None, language: Language
) -> tuple[SourceLine, ...]:
    found = _found(release, topic)
    figures = [drawn.figure for one in found for drawn in one.drawn]
    return parts.source_lines(figures, language)


def _found(release: Release, topic: str | None) -> list[Comparison]:
    return [one for one in comparisons(release) if topic in (EVERY, one.indicator.topic.value)]


def _overline(topic: str | None, state: State) -> str:
    names = {code.value: name for code, name in TOPIC_NAMES.items()}
    named = names[topic] if topic in names else Text("Alla områden", "All topics")
    return f"{named.of(state.language)} · {_TITLE.of(state.language)}"


def _wording(one: Comparison, state: State) -> Wording:
    return Wording.for_figures(one.indicator, [d.figure for d in one.drawn], state.language)


# ── the matrix ───────────────────────────────────────────────────────────────────────────────


def _matrix(worded: Sequence[Worded], state: State) -> Matrix:
    language = state.language
    cells = tuple(cell for one, wording in worded for cell in _cells(one, wording, state))
    kinds = {cell.kind for cell in cells}
    return Matrix(
        row_title=Text("Mått", "Measure").of(language),
        rows=tuple(
            Category(
                key=_key(one),
                label=newest_words.row_label(one, wording),
                group=TOPIC_NAMES[one.indicator.topic].of(language),
            )
            for one, wording in worded
        ),
        columns=_columns(state),
        cells=cells,
        steps=1,
        key=tuple((kind, words.of(language)) for kind, words in _KINDS if kind in kinds),
    )


def _key(one: Comparison) -> str:
    return "|".join((one.indicator.id, *one.series))


def _columns(state: State) -> tuple[MatrixColumn, ...]:
    language = state.language
    period = MatrixColumn(key=PERIOD, label=Text("Period", "Period").of(language))
    regions = (
        MatrixColumn(
            key=region.code,
            label=region.short.of(language),
            emphasis=Emphasis.OWN if region.code == state.region else Emphasis.REGION,
        )
        for region in ALF_REGIONS
    )
    nation = MatrixColumn(
        key=NATION.code, label=NATION.short.of(language), emphasis=Emphasis.NATION
    )
    return (period, *regions, nation)


def _cells(one: Comparison, wording: Wording, state: State) -> Iterable[MatrixCell]:
    row, address = _key(one), _address(one, state)
    yield MatrixCell(row=row, column=PERIOD, label=one.period.label(wording.language),
                     kind=CellKind.KNOWN)  # fmt: skip
    for code in (*(region.code for region in ALF_REGIONS), NATION.code):
        drawn = one.of_region(code)
        if drawn is None:
            yield MatrixCell(row=row, column=code, label=STATUS_SIGNS["missing"],
                             kind=CellKind.UNKNOWN)  # fmt: skip
        else:
            yield _cell(row, drawn, wording, address)


def _cell(row: str, drawn: Drawn, wording: Wording, address: str) -> MatrixCell:
    figure = drawn.figure
    return MatrixCell(
        row=row,
        column=figure.region,
        label=newest_words.breakable(wording.cell(figure)),
        kind=_kind(drawn),
        value=figure.value,
        low=figure.low,
        high=figure.high,
        detail=wording.detail(drawn),
        address=address if figure.status == "ok" else None,
    )


def _kind(drawn: Drawn) -> CellKind:
    figure = drawn.figure
    if figure.status != "ok":
        is_missing = figure.status in ("missing", "suppressed")
        return CellKind.UNKNOWN if is_missing else CellKind.NOT_APPLICABLE
    if figure.value is None:
        return CellKind.PARTLY
    return CellKind.INFERRED if figure.origin == "inferred" else CellKind.KNOWN


def _address(one: Comparison, state: State) -> str:
    """Where the measure is compared; grades have a page of their own."""
    here = State(language=state.language, region=state.region)
    if not compare.applies_to(one.indicator):
        return f"/evaluations?{here.query()}".removesuffix("?")
    return f"/compare?{here.with_(**series_name(one)).query()}"


# ── the table ────────────────────────────────────────────────────────────────────────────────


def _table(caption: str, matrix: Matrix, state: State) -> Table:
    """The matrix as it stands, with the topic of each row."""
    by_place = {(cell.row, cell.column): cell for cell in matrix.cells}
    columns = (
        Column(key="measure", label=matrix.row_title),
        Column(key="topic", label=_TOPIC.of(state.language)),
        *(Column(key=c.key, label=c.label, is_number=c.key != PERIOD) for c in matrix.columns),
    )
    rows = tuple(
        (
            Cell(text=row.label),
            Cell(text=row.group),
            *(_table_cell(by_place[row.key, column.key]) for column in matrix.columns),
        )
        for row in matrix.rows
    )
    return Table(caption=caption, columns=columns, rows=rows)


def _table_cell(cell: MatrixCell) -> Cell:
    text = newest_words.unbroken(cell.label)
    return Cell(text=text, value=cell.value, address=cell.address)


VIEW: Final = View(
    id="newest",
    title=_TITLE,
    question=_QUESTION,
    keys=("topic",),
    applies_to=no_indicator,
    controls=controls,
    render=render,
)
