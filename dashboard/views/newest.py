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
from dashboard.charts.numbers import signs_used, spoken, unit_name
from dashboard.charts.signs import STATUS_SIGNS
from dashboard.state import State
from dashboard.views import compare, parts
from dashboard.views.choices import member_control, value_of
from dashboard.views.comparable import LEAST_REGIONS, Comparison, comparisons, series_name
from dashboard.views.figures import Drawn
from dashboard.views.listing import counted, no_indicator
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
from dashboard.views.parts import listed
from dashboard.views.wording import Wording
from warehouse.indicators.model import TOPIC_NAMES, Topic
from warehouse.members import ALL, SEXES
from warehouse.queries import Release
from warehouse.regions import ALF_REGIONS, NATION, REGIONS
from warehouse.text import Language, Text
from warehouse.units import GRADE, RANK

EVERY: Final = "every"
PERIOD: Final = "period"
_EVERY_TOPIC: Final = Text("alla områden", "all topics")
_TOPIC: Final = Text("Område", "Topic")
_TITLE: Final = Text("Nyaste jämförbara värden", "Newest comparable figures")
_QUESTION: Final = Text("Var står vi just nu?", "Where do we stand now?")
_MEASURE: Final = Text("jämförbart mått", "comparable measure")
_MEASURES: Final = Text("jämförbara mått", "comparable measures")


def controls(release: Release, state: State) -> tuple[Control, ...]:
    have = {comparison.indicator.topic for comparison in comparisons(release)}
    topics = [(topic.value, name) for topic, name in TOPIC_NAMES.items() if topic in have]
    members = [(EVERY, _EVERY_TOPIC), *topics]
    return (member_control("topic", _TOPIC, members, state.topic, EVERY, state.language),)


# ── sentences ────────────────────────────────────────────────────────────────────────────────

_ALL_OF_THEM: Final = Text("{region} har värde i alla {measures}.",
                           "{region} has a figure in all {measures}.")
_IN_THE_ONE: Final = Text("{region} har värde i det enda jämförbara måttet.",
                          "{region} has a figure in the only comparable measure.")
_NONE_OF_THEM: Final = Text("{region} har inget värde i {measures}.",
                            "{region} has no figure in {measures}.")
_SOME_OF_THEM: Final = Text("Av {measures} har {region} {n}; det som saknas gäller {lacking}.",
                            "Of {measures} {region} has {n}; what is lacking is in {lacking}.")
_LACKING: Final = Text("{topic} ({n} av {whole})", "{topic} ({n} of {whole})")
_NO_REGION: Final = Text("{measures}; i {n} har alla sju regioner ett värde.",
                         "{measures}; in {n} of them all seven regions have a figure.")  # fmt: skip


def headline(found: Sequence[Comparison], own: str | None, language: Language) -> str:
    """How many of the measures own region has, and in which topics it lacks some."""
    measures = counted(len(found), _MEASURE, _MEASURES, language)
    if own is None:
        whole = sum(len(one.regions()) == len(ALF_REGIONS) for one in found)
        return _NO_REGION.of(language).format(measures=measures, n=whole)
    having = sum(own in one.regions() for one in found)
    sentence = _SOME_OF_THEM
    if having == len(found):
        sentence = _ALL_OF_THEM if having > 1 else _IN_THE_ONE
    elif not having:
        sentence = _NONE_OF_THEM
    return sentence.of(language).format(
        measures=measures, n=having, region=REGIONS[own].short.of(language),
        lacking=_lacking(found, own, language),
    )  # fmt: skip


def _lacking(found: Sequence[Comparison], own: str, language: Language) -> str:
    said = []
    for topic, name in TOPIC_NAMES.items():
        of_topic = [one for one in found if one.indicator.topic is topic]
        missing = sum(own not in one.regions() for one in of_topic)
        if missing:
            named = name.of(language).lower()
            said.append(_LACKING.of(language).format(topic=named, n=missing, whole=len(of_topic)))
    return listed(said, language)


def _wording(one: Comparison, language: Language) -> Wording:
    return Wording.for_figures(one.indicator, [d.figure for d in one.drawn], language)


def row_name(one: Comparison, wording: Wording) -> str:
    """Measure, what of it, and its unit: "Svarsfrekvens: doktorander, omgång 1, %"."""
    series = wording.series(one.drawn[0].figure)
    sex = SEXES[one.sex].of(wording.language) if one.sex != ALL else ""
    parts_ = [series[:1].lower() + series[1:] if not series[:2].isupper() else series, sex]
    about = ", ".join(part for part in parts_ if part)
    title = one.indicator.title.of(wording.language)
    return ": ".join(part for part in (title, about) if part) + _unit(one, wording)


def _unit(one: Comparison, wording: Wording) -> str:
    """Grades and places say themselves what they are."""
    if one.indicator.unit in (GRADE, RANK):
        return ""
    symbol = wording.unit.symbol.of(wording.language) or unit_name(wording.unit, wording.language)
    return f" ({symbol})"


def description(found: Sequence[Comparison], language: Language) -> str:
    return " ".join(_described(one, _wording(one, language)) for one in found)


def _described(one: Comparison, wording: Wording) -> str:
    values = [
        f"{wording.region(d.figure.region)} {wording.value(d.figure)}"
        for d in one.drawn
        if d.figure.status == "ok"
    ]
    period = one.period.label(wording.language)
    return f"{row_name(one, wording)}, {period}: {listed(values, wording.language)}."


# ── the matrix ───────────────────────────────────────────────────────────────────────────────


def _matrix(found: Sequence[Comparison], state: State) -> Matrix:
    language = state.language
    worded = [(one, _wording(one, language)) for one in found]
    cells = tuple(cell for one, wording in worded for cell in _cells(one, wording, state))
    return Matrix(
        row_title=Text("Mått", "Measure").of(language),
        rows=tuple(
            Category(
                key=_key(one),
                label=row_name(one, wording),
                group=TOPIC_NAMES[one.indicator.topic].of(language),
            )
            for one, wording in worded
        ),
        columns=_columns(state),
        cells=cells,
        steps=1,
        key=tuple((kind, words.of(language)) for kind, words in _KINDS if _has(cells, kind)),
    )


_KINDS: Final = (
    (CellKind.PARTLY, Text("bara delvis känt", "only partly known")),
    (CellKind.INFERRED, Text("härlett ur källans text", "inferred from the source's words")),
)


def _has(cells: Iterable[MatrixCell], kind: CellKind) -> bool:
    return any(cell.kind is kind for cell in cells)


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
        label=wording.cell(figure),
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
        query = here.query()
        return f"/evaluations?{query}" if query else "/evaluations"
    return f"/compare?{here.with_(**series_name(one)).query()}"


# ── table, note and the whole ────────────────────────────────────────────────────────────────

_NOTE: Final = Text(
    "Nyaste perioden då minst {least} av de sju har samma mått för samma grupp, kön och del; bara"
    " utfall. Läs längs raden: {span}.{undated} {sources}.",
    "The newest period in which at least {least} of the seven have the same measure for the same"
    " group, sex and part; outcomes only. Read along the row: {span}.{undated} {sources}.",
)
_SPAN: Final = Text("raderna gäller {oldest} till {newest}", "the rows are of {oldest} to {newest}")
_SAME_PERIOD: Final = Text("alla rader gäller {newest}", "all rows are of {newest}")
_NO_SPAN: Final = Text("ingen rad har ett datum", "no row has a date")
_ONE_UNDATED: Final = Text(" En rad finns bara utan datum.", " One row exists only undated.")
_SOME_UNDATED: Final = Text(" {n} rader finns bara utan datum.", " {n} rows exist only undated.")
_ABOUT: Final = (
    (Text("Vad som är jämförbart", "What is comparable"),
     Text("Samma mått, grupp, del, svarskategori och kön i samma period, för minst tre av de sju."
          " Andelar efter kön visas som kvinnors andel. Mål, planer och budgetar är inte med.",
          "The same measure, group, part, answer category and sex in the same period, for at least"
          " three of the seven. Shares by sex are shown as the share of women. Targets, plans and"
          " budgets are left out.")),
    (Text("Flera källor", "Several sources"),
     Text("Där källor anger olika tal visas det som måttet helst bygger på; de andra står i rutans"
          " detaljer.",
          "Where sources print different figures, the one that the measure prefers is shown; the"
          " others stand in the details of the cell.")),
    (Text("Att tänka på", "Keep in mind"),
     Text("Ett nyare värde kan finnas för enstaka regioner; det syns under måttets egen utveckling."
          " Skillnader är inte prövade här.",
          "A newer figure may exist for single regions; it shows in the trend of the measure."
          " Differences are not tested here.")),
)  # fmt: skip


@lru_cache(maxsize=4)
def _source_lines(release: Release, topic: str, language: Language) -> tuple[SourceLine, ...]:
    drawn = [one for comparison in _found(release, topic) for one in comparison.drawn]
    return parts.source_lines([one.figure for one in drawn], language)


def _note(found: Sequence[Comparison], sources: int, language: Language) -> str:
    undated = sum(not one.period.has_date for one in found)
    said = {0: Text("", ""), 1: _ONE_UNDATED}.get(undated, _SOME_UNDATED)
    of_sources = counted(sources, Text("källa", "source"), Text("källor", "sources"), language)
    return _NOTE.of(language).format(
        least=LEAST_REGIONS, span=_span(found, language), sources=of_sources,
        undated=said.of(language).format(n=undated),
    )  # fmt: skip


def _span(found: Sequence[Comparison], language: Language) -> str:
    dated = sorted({one.period for one in found if one.period.has_date}, key=lambda p: p.sort_key)
    if not dated:
        return _NO_SPAN.of(language)
    oldest, newest = dated[0].label(language), dated[-1].label(language)
    return (_SAME_PERIOD if len(dated) == 1 else _SPAN).of(language).format(
        oldest=oldest, newest=newest
    )


def _table(caption: str, matrix: Matrix) -> Table:
    """The matrix as it stands, with the topic of each row."""
    language_free = [(column.key, column.label) for column in matrix.columns]
    by_place = {(cell.row, cell.column): cell for cell in matrix.cells}
    rows = tuple(
        (
            Cell(text=row.label),
            Cell(text=row.group),
            *(_table_cell(by_place[row.key, key]) for key, _ in language_free),
        )
        for row in matrix.rows
    )
    return Table(caption=caption, columns=_table_columns(matrix), rows=rows)


def _table_columns(matrix: Matrix) -> tuple[Column, ...]:
    return ()


def _table_cell(cell: MatrixCell) -> Cell:
    return Cell(text=cell.label, value=cell.value, address=cell.address)
