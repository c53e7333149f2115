"""Bars as native Office charts: what they show, read back by other readers than ours."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl.utils import range_boundaries
from openxml_audit import OpenXmlValidator

from dashboard.charts.fitting import Fitted, Room, fitted
from dashboard.charts.grammar import (
    Band,
    Break,
    Category,
    Chart,
    Curve,
    Emphasis,
    Form,
    Orientation,
    Panel,
    Point,
    ReferenceLine,
    Series,
    Shown,
    Stacking,
    Tick,
    ValueAxis,
    shown,
)
from dashboard.charts.office.bars import bar_chart
from dashboard.charts.office.model import NativeChart
from dashboard.charts.office.native import native_charts
from dashboard.charts.office.paint import ATLAS
from dashboard.charts.plotly import figure
from dashboard.charts.stacks import starts
from dashboard.charts.theme import OWN, REGION, two_sided
from dashboard.marked import EXAMPLE_WORD, marked_as_example
from dashboard.state import State
from dashboard.views import VIEWS
from tests.dashboard import samples
from tests.dashboard.exported import everything
from tests.office_decks import deck_of
from tests.office_render import to_pdf, words_of
from tests.survey_release import survey_release
from warehouse.members import STATUSES
from warehouse.text import LANGUAGES, Language

# An element of lxml, which ships no types; and what fields are given.
Node = Any
Given = Any
ROOM: Final = Room(width=880, height=420, least_text=10.5, most_text=16)
C: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C15: Final = "{http://schemas.microsoft.com/office/drawing/2012/chart}"
SAMPLES: Final = ("budget", "budget_columns", "answers", "answers_beside")
TO_DATA: Final = re.compile(r"'Data'!([A-Z]+)(\d+)")


@dataclass(frozen=True)
class Case:
    name: str
    chart: Chart
    language: Language


def has_bars(chart: object) -> bool:
    return isinstance(chart, Chart) and any(
        series.form is Form.BARS for panel in chart.panels for series in panel.series
    )


@lru_cache(maxsize=1)
def cases() -> tuple[Case, ...]:
    """Bars made by hand, bars of every view, and a distribution of answers, marked as example."""
    found = [
        Case(f"{name}-{language}", samples.CHARTS[name](language), language)
        for name in SAMPLES
        for language in LANGUAGES
    ]
    for rendered in everything():
        if isinstance(rendered.chart, Chart) and has_bars(rendered.chart):
            state = rendered.state
            name = f"{rendered.view}-{state.language}-{state.region}"
            found.append(Case(name, rendered.chart, state.language))
    return (*found, *_distributions())


def _distributions() -> Iterator[Case]:
    release, view = survey_release(), VIEWS["survey_results"]
    for language in LANGUAGES:
        state = State(language=language, region="skane")
        themes = next(c for c in view.controls(release, state) if c.key == "theme").options
        for theme in themes:
            shown_ = marked_as_example(view.render(release, state.with_(theme=theme.value)))
            if isinstance(shown_.chart, Chart) and has_bars(shown_.chart):
                yield Case(f"answers-{theme.value}-{language}", shown_.chart, language)


def sheets(case: Case) -> tuple[Fitted, ...]:
    return fitted(case.chart, ROOM)


@lru_cache(maxsize=512)
def charts(case: Case) -> tuple[NativeChart, ...]:
    return tuple(
        chart for sheet in sheets(case) for chart in native_charts(sheet, ATLAS, case.language)
    )


def every_chart() -> Iterator[tuple[Case, NativeChart]]:
    return ((case, chart) for case in cases() for chart in charts(case))


class Read:
    """A native chart as lxml and openpyxl see it."""

    def __init__(self, chart: NativeChart) -> None:
        self.xml = etree.fromstring(chart.xml)
        self.values = openpyxl.load_workbook(io.BytesIO(chart.workbook), data_only=True)
        self.formulas = openpyxl.load_workbook(io.BytesIO(chart.workbook))
        (self.visible, *self.unseen) = self.xml.iter(f"{C}barChart")

    def cells(self, address: str, *, formulas: bool = False) -> list[Any]:
        name, area = address.rsplit("!", 1)
        book = self.formulas if formulas else self.values
        left, top, right, bottom = range_boundaries(area.replace("$", ""))
        assert left == right
        sheet = book[name.strip("'").replace("''", "'")]
        return [sheet.cell(row, left).value for row in range(top, bottom + 1)]

    def support(self, heading: str) -> list[str]:
        """The texts under a heading of the second sheet."""
        sheet = self.values.worksheets[1]
        column = next(c for c in sheet.iter_cols(values_only=True) if c[0] == heading)
        return [text for text in column[1:] if text is not None]

    def series(self) -> list[Any]:
        return list(self.visible.iter(f"{C}ser"))


def cached(reference: Node) -> list[Any]:
    """What a reference held when it was written."""
    kind = etree.QName(reference.getparent()).localname
    holder = reference.getparent()
    cache = next(one for one in holder if one.tag.endswith("Cache"))
    count = int(cache.find(f"{C}ptCount").get("val"))
    found: list[Any] = [None] * count
    for point in cache.iter(f"{C}pt"):
        text = point.find(f"{C}v").text
        found[int(point.get("idx"))] = float(text) if kind == "numRef" else text
    return found


def by_name(case: Case) -> str:
    return case.name


def test_there_are_bars_of_every_kind() -> None:
    kinds = {(case.chart.stacking, case.chart.orientation) for case in cases()}
    assert {stacking for stacking, _ in kinds} == set(Stacking)
    assert {orientation for _, orientation in kinds} == set(Orientation)
    assert len(cases()) > 20


def test_every_reference_holds_what_its_cells_hold() -> None:
    checked = 0
    for _, chart in every_chart():
        read = Read(chart)
        for reference in (*read.xml.iter(f"{C}f"), *read.xml.iter(f"{C15}f")):
            held = [None if cell == "" else cell for cell in read.cells(reference.text)]
            assert held == cached(reference), reference.text
            checked += 1
    assert checked > 500


def drawn(read: Read, panel: Panel, language: Language) -> list[Shown]:
    """Mark by mark from the chart: the lengths of the bars that stand on each cell of figures."""
    say = {"sv": ("nyckel", "etikett", "varför tomt"), "en": ("key", "label", "why empty")}
    key, label, status = say[language]
    data = read.values.worksheets[0]
    headings = [cell.value for cell in data[1]]
    lengths: dict[tuple[int, int], float] = {}
    for series in read.series():
        address = series.find(f"{C}val/{C}numRef/{C}f").text
        for at, (value, formula) in enumerate(
            zip(read.cells(address), read.cells(address, formulas=True), strict=True)
        ):
            if value is None:
                continue
            origin = TO_DATA.search(str(formula)) if str(formula).startswith("=") else None
            column = origin[1] if origin else re.sub(r"[^A-Z]", "", address.rsplit("$", 2)[-2])
            place = openpyxl.utils.column_index_from_string(column), at
            if "Data" in address or origin:
                lengths[place] = lengths.get(place, 0.0) + abs(value)
    (rows,) = [read.support(h) for h in (f"Rad: {key}", f"Row: {key}", f"Period: {key}")
               if h in [c.value for c in read.values.worksheets[1][1]]]  # fmt: skip
    found = []
    reasons = {text.of(language): code for code, text in STATUSES.items()}
    for series in panel.series:
        name = series.name or panel.title or {"sv": "Värde", "en": "Value"}[language]
        column = headings.index(name) + 1

        def beside(kind: str, row: int, name: str = name) -> str:
            wanted = f"{name}: {kind}"
            at = headings.index(wanted) + 1 if wanted in headings else 0
            return (data.cell(row + 2, at).value or "") if at else ""

        keys = {point.category for point in series.points}
        found += [
            Shown(panel=panel.key, series=series.key, category=row, value=lengths.get((column, at)),
                  low=None, high=None, label=beside(label, at),
                  status=reasons.get(beside(status, at), "ok"))
            for at, row in enumerate(rows) if row in keys
        ]  # fmt: skip
    return found


def ordered(marks: list[Shown]) -> list[tuple[Any, ...]]:
    return sorted(
        (m.panel, m.series, m.category, None if m.value is None else round(m.value, 9), m.label,
         m.status) for m in marks
    )  # fmt: skip


@pytest.mark.parametrize("case", cases(), ids=by_name)
def test_the_bars_show_what_the_chart_shows(case: Case) -> None:
    found: list[Shown] = []
    wanted: list[Shown] = []
    for sheet in sheets(case):
        wanted += shown(sheet.plan.chart)
        for panel, chart in zip(
            sheet.plan.chart.panels, native_charts(sheet, ATLAS, case.language), strict=True
        ):
            found += drawn(Read(chart), panel, case.language)
    assert ordered(found) == ordered(wanted)


def page_text(text: str) -> str:
    return re.sub(r"</?b>", "", text).replace("&amp;", "&").replace("&lt;", "<")


def labels_of(read: Read) -> list[str]:
    return sorted(
        "".join(label.itertext(f"{A}t"))
        for series in read.series()
        for label in series.iter(f"{C}dLbl")
    )


ROWS: Final = [case for case in cases() if case.chart.orientation is Orientation.ROWS]


@pytest.mark.parametrize("case", ROWS, ids=by_name)
def test_labels_are_those_of_the_page(case: Case) -> None:
    for sheet in sheets(case):
        page = figure(sheet.plan.chart, case.language, sheet.width)
        for panel, chart in zip(
            sheet.plan.chart.panels, native_charts(sheet, ATLAS, case.language), strict=True
        ):
            traces = [t for t in page["data"] if t.get("meta", {}).get("panel") == panel.key]
            wanted = [page_text(text) for trace in traces for text in trace["text"] if text]
            assert labels_of(Read(chart)) == sorted(wanted)


def fills_of(series: Node, rows: int) -> list[str]:
    colour = f"{C}spPr/{A}solidFill/{A}srgbClr"
    usual = series.find(colour).get("val")
    found = [usual] * rows
    for point in series.iter(f"{C}dPt"):
        found[int(point.find(f"{C}idx").get("val"))] = point.find(colour).get("val")
    return [f"#{one}" for one in found]


def test_ones_own_row_has_a_colour_of_its_own() -> None:
    own = chart_of([series("s", [3.0, 5.0])], emphasised="b")
    (native,) = native_charts(fitted(own, ROOM)[0], ATLAS, "sv")
    assert fills_of(Read(native).series()[0], 2) == [REGION, OWN]


def test_places_on_a_scale_have_their_shade() -> None:
    case = next(case for case in cases() if case.name == "answers-sv")
    names = [s.name for s in case.chart.panels[0].series]
    read = Read(charts(case)[0])
    found = {
        cached(one.find(f"{C}tx/{C}strRef/{C}f"))[0]: fills_of(one, 1)[0] for one in read.series()
    }
    places = samples.ANSWER_PLACES
    for name, place in zip(names, places.values(), strict=True):
        drawn_as = {colour for title, colour in found.items() if title.split(":")[0] == name}
        assert drawn_as == {two_sided(place)}


def sides(read: Read) -> list[tuple[float, float]]:
    """How far the bars of each row go to the left and to the right of zero."""
    columns = [cached(one.find(f"{C}val/{C}numRef/{C}f")) for one in read.series()]
    return [
        (sum(v for v in row if v and v < 0), sum(v for v in row if v and v > 0))
        for row in zip(*columns, strict=True)
    ]


def test_stacks_on_both_sides_begin_where_they_do_on_the_page() -> None:
    checked = 0
    for case, chart in every_chart():
        if case.chart.stacking is not Stacking.DIVERGING or len(sheets(case)) > 1:
            continue
        panel = sheets(case)[0].plan.chart.panels[0]
        begins = starts(panel)
        for category, (left, _) in zip(panel.categories, sides(Read(chart)), strict=True):
            wanted = [at for (_, row), at in begins.items() if row == category.key]
            assert left == pytest.approx(min([0.0, *wanted]))
            checked += 1
    assert checked > 6


def series(key: str, values: list[float | None], **changes: Given) -> Series:
    points = tuple(
        Point(category=category, value=value, label="" if value is None else f"{value:.0f}",
              status="suppressed" if value is None else "ok")
        for category, value in zip("abcdefgh", values, strict=False)
    )  # fmt: skip
    made = Series(key=key, name=f"Namn {key}", form=Form.BARS, emphasis=Emphasis.REGION,
                  points=points)  # fmt: skip
    return replace(made, **changes)


def chart_of(
    found: list[Series], *, emphasised: str = "", stacking: Stacking = Stacking.NONE,
    stamp: str = "", **panel: Given,
) -> Chart:  # fmt: skip
    rows = max(len(one.points) for one in found)
    categories = tuple(
        Category(key=key, label=f"Rad {key}",
                 emphasis=Emphasis.OWN if key == emphasised else Emphasis.REGION)
        for key in "abcdefgh"[:rows]
    )  # fmt: skip
    axis = ValueAxis(low=-100 if stacking is Stacking.DIVERGING else 0, high=100, ticks=tuple(
        Tick(value=v, label=f"{abs(v)}")
        for v in ((-100, 0, 100) if stacking is Stacking.DIVERGING else (0, 50, 100))))  # fmt: skip
    made = Panel(key="p", title="", subtitle="", categories=categories, axis=axis,
                 series=tuple(found))  # fmt: skip
    return Chart(panels=(replace(made, **panel),), orientation=Orientation.ROWS, columns=1,
                 stacking=stacking, stamp=stamp)  # fmt: skip


shares = st.lists(st.floats(0.1, 33), min_size=3, max_size=3)


@settings(max_examples=25)
@given(st.lists(shares, min_size=1, max_size=5))
def test_nothing_is_lost_between_the_sides_of_a_stack(rows: list[list[float]]) -> None:
    places = (-1.0, 0.0, 1.0)
    found = [
        series(str(place), [row[at] for row in rows], place=place)
        for at, place in enumerate(places)
    ]
    (native,) = native_charts(
        fitted(chart_of(found, stacking=Stacking.DIVERGING), ROOM)[0], ATLAS, "sv"
    )
    for (low, middle, high), (left, right) in zip(rows, sides(Read(native)), strict=True):
        assert -left == pytest.approx(low + middle / 2)
        assert right == pytest.approx(high + middle / 2)


def test_what_is_negative_in_the_chart_follows_the_figure_in_the_data() -> None:
    """Whoever edits a figure in the sheet of data moves both halves and the low side."""
    case = next(case for case in cases() if case.name == "answers-sv")
    read = Read(charts(case)[0])
    for one in read.series():
        address = one.find(f"{C}val/{C}numRef/{C}f").text
        for cell in read.cells(address, formulas=True):
            assert "Data" in address or cell in (None, 0) or TO_DATA.search(cell)
    assert not [v for row in read.values["Data"].iter_rows(min_row=2, min_col=3, values_only=True)
                for v in row if isinstance(v, float | int) and v < 0]  # fmt: skip


def test_labels_follow_the_figures_too() -> None:
    chart = chart_of([series("s", [3.0, 48.0])])
    read = Read(native_charts(fitted(chart, ROOM)[0], ATLAS, "sv")[0])
    (address,) = [f.text for f in read.xml.iter(f"{C15}f")]
    assert read.cells(address) == ["3", "48"]
    assert all(str(cell).startswith("=FIXED(") for cell in read.cells(address, formulas=True))


@pytest.mark.parametrize("names_above", [False, True])
def test_a_hidden_figure_leaves_its_sign_in_the_name_and_no_value(*, names_above: bool) -> None:
    hidden = chart_of([series("s", [3.0, None], place=1.0)], stacking=Stacking.DIVERGING)
    hidden = replace(hidden, names_above=names_above)
    (native,) = native_charts(fitted(hidden, ROOM)[0], ATLAS, "sv")
    read = Read(native)
    texts = {text for f in read.xml.iter(f"{C}f", f"{C15}f") for text in cached(f) if text}
    assert "Rad b  U" in texts
    assert "Rad a" in texts
    assert cached(read.series()[0].find(f"{C}val/{C}numRef/{C}f")) == [3.0, None]
    assert read.values["Data"].cell(3, 3).value is None


@pytest.mark.parametrize("stacking", list(Stacking))
@pytest.mark.parametrize("language", LANGUAGES)
def test_example_data_is_marked_in_each_panel(stacking: Stacking, language: Language) -> None:
    word = EXAMPLE_WORD.of(language)
    chart = chart_of([series("s", [30.0, 50.0], place=1.0)], stacking=stacking, stamp=word)
    for native in native_charts(fitted(chart, ROOM)[0], ATLAS, language):
        assert word in native.xml.decode()
        book = openpyxl.load_workbook(io.BytesIO(native.workbook))
        assert any(word in str(c.value) for s in book for row in s.iter_rows() for c in row)


REFUSED: Final[dict[str, Callable[[Panel], Panel]]] = {
    "dots or lines": lambda p: replace(
        p, series=(*p.series, replace(p.series[0], key="dots", form=Form.DOTS))),
    "bands": lambda p: replace(p, bands=(Band(low=40, high=60, label="40–60"),)),
    "reference lines": lambda p: replace(p, lines=(ReferenceLine(value=50, label="riket"),)),
    "breaks": lambda p: replace(p, breaks=(Break(position=1.0, label="brott"),)),
    "curves": lambda p: replace(p, curves=(Curve(key="c", label="", points=((0, 0), (1, 1))),)),
    "a second axis of values": lambda p: replace(p, along=p.axis),
    "joined marks": lambda p: replace(p, connected=True),
    "a time axis": lambda p: replace(
        p, categories=tuple(replace(c, position=float(i)) for i, c in enumerate(p.categories))),
    "intervals": lambda p: replace(p, series=(replace(
        p.series[0], points=tuple(replace(q, low=1.0, high=9.0) for q in p.series[0].points)),)),
    "several figures of a series in one row": lambda p: replace(p, series=(replace(
        p.series[0], points=(*p.series[0].points, p.series[0].points[0])),)),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_what_bars_cannot_bear_is_refused_by_name(what: str) -> None:
    chart = chart_of([series("s", [3.0, 5.0])])
    sheet = fitted(chart, ROOM)[0]
    frame = replace(sheet.plan.frames[0], panel=REFUSED[what](chart.panels[0]))
    with pytest.raises(ValueError, match=f"panel 'p' has bars together with .*{what}"):
        bar_chart(sheet, frame, ATLAS, "sv")


def test_a_stack_on_both_sides_needs_a_place_for_each_series() -> None:
    chart = chart_of([series("s", [3.0])], stacking=Stacking.DIVERGING)
    with pytest.raises(ValueError, match="'s' has no place"):
        native_charts(fitted(chart, ROOM)[0], ATLAS, "sv")


def test_the_same_chart_gives_the_same_bytes() -> None:
    case = cases()[0]
    assert native_charts(sheets(case)[0], ATLAS, "sv") == native_charts(
        sheets(case)[0], ATLAS, "sv"
    )


def deck() -> bytes:
    return deck_of(
        (native_charts(sheet, ATLAS, case.language) for case in cases() for sheet in sheets(case)),
        ROOM.width, ROOM.height,
    )  # fmt: skip


@pytest.mark.slow
def test_a_validator_finds_no_error(tmp_path: Path) -> None:
    path = tmp_path / "bars.pptx"
    path.write_bytes(deck())
    assert OpenXmlValidator().validate(path).errors == []


@pytest.mark.slow
def test_libreoffice_writes_every_name_and_label_inside_the_slide() -> None:
    pages = words_of(to_pdf(deck(), "pptx"))
    slides = [(case, sheet) for case in cases() for sheet in sheets(case)]
    assert len(pages) == len(slides)
    for page, (case, sheet) in zip(pages, slides, strict=True):
        assert page.outside() == [], case.name
        written = {word.text for word in page.words}
        for chart in native_charts(sheet, ATLAS, case.language):
            texts = [
                *labels_of(Read(chart)),
                *(c.label for c in sheet.plan.chart.panels[0].categories),
            ]
            missing = [w for text in texts for w in text.split() if w not in written]
            assert missing == [], case.name
