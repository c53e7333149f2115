"""Native XY charts of every view: what they show, that all of it is cells, and what others read."""

import io
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Final

import pytest
from openxml_audit import OpenXmlValidator
from pptx import Presentation
from python_calamine import CalamineWorkbook

from dashboard.charts.fitting import Fitted, Room, fitted
from dashboard.charts.grammar import Chart, Form, Shown, shown
from dashboard.charts.office.model import NativeChart, Rectangle
from dashboard.charts.office.native import native_charts
from dashboard.charts.office.paint import ATLAS
from dashboard.marked import marked_as_example
from dashboard.views.model import Rendered
from tests.dashboard.exported import everything, name
from tests.office_decks import deck_of
from tests.office_reading import (
    C15,
    C,
    cells_of,
    part_of,
    reference,
    references,
    series_named,
    sheets_of,
    shown_by,
)
from tests.office_render import to_pdf, words_of

ROOM: Final = Room(width=880, height=400, least_text=10.5, most_text=14)
LOW_ROOM: Final = Room(width=450, height=330, least_text=9, most_text=12, most_stretch=1)


def is_xy(chart: Chart) -> bool:
    return not any(series.form is Form.BARS for p in chart.panels for series in p.series)


@lru_cache(maxsize=1)
def rendered() -> tuple[Rendered, ...]:
    """Those with XY charts; of surveys, as example data, which is stamped."""
    return tuple(
        marked_as_example(one) if one.view.startswith("survey") else one
        for one in everything()
        if isinstance(one.chart, Chart) and is_xy(one.chart)
        if one.state.language == "sv" or one.state.region == "skane"
    )


@lru_cache(maxsize=512)
def drawn(one: Rendered, room: Room = ROOM) -> tuple[tuple[Fitted, tuple[NativeChart, ...]], ...]:
    assert isinstance(one.chart, Chart)
    language = one.state.language
    return tuple(
        (sheet, native_charts(sheet, ATLAS, language)) for sheet in fitted(one.chart, room)
    )  # fmt: skip


def charts() -> list[NativeChart]:
    return [chart for one in rendered() for _, found in drawn(one) for chart in found]


def test_there_is_something_to_test() -> None:
    views = {one.view for one in rendered()}
    assert {"compare", "trend", "gender_balance", "survey_trend", "survey_gaps"} <= views
    assert {one.state.language for one in rendered()} == {"sv", "en"}


def said(one: Shown) -> tuple[object, ...]:
    numbers = (digits(number) for number in (one.value, one.low, one.high))
    return (one.panel, one.series, one.category, *numbers, one.label, one.status)


def digits(number: float | None) -> float | None:
    """Excel has fifteen of them."""
    return None if number is None else float(f"{number:.15g}")


@pytest.mark.parametrize("room", [ROOM, LOW_ROOM], ids=["slide", "page"])
@pytest.mark.parametrize("one", rendered(), ids=name)
def test_charts_show_what_the_grammar_says(one: Rendered, room: Room) -> None:
    for sheet, found in drawn(one, room):
        expected = Counter(said(mark) for mark in shown(sheet.plan.chart))
        assert Counter(said(mark) for mark in shown_by(found)) == expected


@pytest.mark.parametrize("one", rendered(), ids=name)
def test_every_reference_points_at_cells_that_hold_what_the_chart_keeps(one: Rendered) -> None:
    for _, found in drawn(one):
        for chart in found:
            sheets = sheets_of(chart.workbook)
            for item in references(chart):
                cells = cells_of(sheets[item.sheet], item)
                for cell, cached in zip(cells, item.cached, strict=True):
                    assert cached == cell if isinstance(cell, str) else as_number(cached) == cell


def as_number(cached: str | None) -> float | None:
    return None if cached is None else float(cached)


def test_no_text_and_no_figure_of_a_chart_is_without_a_cell() -> None:
    for chart in charts():
        part = part_of(chart)
        for label in part.iter(C + "dLbl"):
            assert label.find(f".//{C15}showDataLabelsRange").get("val") == "1"
        for series in part.iter(C + "ser"):
            labelled = {int(one.get("val")) for one in series.findall(f"{C}dLbls/{C}dLbl/{C}idx")}
            if labelled:
                cells = reference(next(series.iter(C15 + "datalabelsRange"))).cached
                assert all(cells[index] for index in labelled)
        assert not list(part.iter(C + "numLit")), "a figure that is in no cell"
        assert not list(part.iter(C + "strLit")), "a text that is in no cell"


def test_labels_say_the_text_of_their_cells_to_readers_without_cells() -> None:
    for chart in charts():
        for series in part_of(chart).iter(C + "ser"):
            for label in series.iter(C + "dLbl"):
                index = int(label.find(C + "idx").get("val"))
                cells = reference(next(series.iter(C15 + "datalabelsRange"))).cached
                assert "".join(label.itertext()) == cells[index]


def marks_of(one: Rendered) -> list[Shown]:
    assert isinstance(one.chart, Chart)
    return list(shown(one.chart))


def with_intervals() -> list[Rendered]:
    return [one for one in rendered() if any(mark.low is not None for mark in marks_of(one))]


@pytest.mark.parametrize("one", with_intervals(), ids=name)
def test_error_bars_are_formulas_of_the_figure_and_the_ends(one: Rendered) -> None:
    """What a bar's lengths lead to are the ends that the grammar says, for each of its points."""
    for sheet, found in drawn(one):
        expected = {
            (_near(mark.low), _near(mark.value), _near(mark.high))
            for mark in shown(sheet.plan.chart)
            if mark.low is not None and mark.high is not None and mark.value is not None
        }
        reached = {end for chart in found for end in _reached(chart)}
        assert expected <= reached


def _reached(chart: NativeChart) -> list[tuple[float, float, float]]:
    formulas = sheets_of(chart.workbook, values=False)
    found = []
    for bars in part_of(chart).iter(C + "errBars"):
        sideways = bars.find(C + "errDir").get("val") == "x"
        series = bars.getparent()
        values = reference(series.find(C + ("xVal" if sideways else "yVal"))[0])
        plus, minus = (reference(bars.find(C + tag)[0]) for tag in ("plus", "minus"))
        for item in (plus, minus):
            cells = cells_of(formulas[item.sheet], item)
            assert all(cell is None or str(cell).startswith("=") for cell in cells)
        for value, more, less in zip(values.cached, plus.cached, minus.cached, strict=True):
            if value and more and less:
                middle = float(value)
                ends = (middle - float(less), middle, middle + float(more))
                found.append((_near(ends[0]), _near(ends[1]), _near(ends[2])))
    return found


def _near(value: float) -> float:
    """Without what is lost when a distance is added again."""
    return round(value, 9)


def test_nothing_is_joined_across_a_break_or_a_gap() -> None:
    """Neighbouring points of a drawn line are neighbours of one segment in the grammar."""
    checked = 0
    for one in rendered():
        for sheet, found in drawn(one):
            for frame, chart in zip(sheet.plan.frames, found, strict=True):
                joined = {
                    (digits(frame.along(place[a.category])), digits(frame.along(place[b.category])))
                    for place in [{c.key: c for c in frame.panel.categories}]
                    for series in frame.panel.series
                    if series.form is Form.LINE
                    for a, b in zip(series.points, series.points[1:], strict=False)
                    if a.segment == b.segment and a.value is not None and b.value is not None
                }
                for pair in _joins(chart):
                    assert pair in joined
                    checked += 1
    assert checked > 100


def _joins(chart: NativeChart) -> list[tuple[float, float]]:
    """The places that lines with marks go between."""
    found = []
    for series in part_of(chart).iter(C + "ser"):
        is_line = series.find(f"{C}spPr//{{*}}solidFill") is not None
        if is_line and series.find(f"{C}marker/{C}symbol").get("val") != "none":
            x, y = (reference(series.find(C + tag)[0]).cached for tag in ("xVal", "yVal"))
            points = [float(a) if a and b else None for a, b in zip(x, y, strict=True)]
            found += [(a, b) for a, b in pairwise(points)
                      if a is not None and b is not None]  # fmt: skip
    return found


def test_charts_of_a_sheet_cover_it_and_not_each_other() -> None:
    for one in rendered():
        for room in (ROOM, LOW_ROOM):
            for _, found in drawn(one, room):
                places = [chart.place for chart in found]
                for place in places:
                    assert place.left >= 0
                    assert place.top >= 0
                    assert place.left + place.width <= room.width + 0.01
                    assert place.top + place.height <= room.height + 0.01
                for a, b in combinations(places, 2):
                    assert not meet(a, b)


def meet(a: Rectangle, b: Rectangle) -> bool:
    return (
        a.left + 0.01 < b.left + b.width
        and b.left + 0.01 < a.left + a.width
        and a.top + 0.01 < b.top + b.height
        and b.top + 0.01 < a.top + a.height
    )


def test_text_is_never_smaller_than_nine_points() -> None:
    for chart in charts():
        sizes = [int(found) for found in part_of(chart).xpath("//@sz")]
        assert sizes
        assert min(sizes) >= 900


def test_example_data_are_stamped_in_every_chart_of_their_own() -> None:
    for one in rendered():
        for _, found in drawn(one):
            for chart in found:
                stamps = [series for label, series in series_named(chart)
                          if label in ("Stämpel", "Stamp")]  # fmt: skip
                assert len(stamps) == one.view.startswith("survey")
                assert all("DATA" in "".join(stamp.itertext()) for stamp in stamps)


def test_hidden_figures_leave_nothing_but_their_sign() -> None:
    """A suppressed figure has no value in any sheet or cache, and its sign is drawn."""
    hidden = [one for one in rendered()
              if any(mark.status == "suppressed" for mark in marks_of(one))]  # fmt: skip
    assert hidden
    for one in hidden:
        for sheet, found in drawn(one):
            for mark in shown(sheet.plan.chart):
                if mark.status == "suppressed":
                    assert mark.value is None
            marks = [mark for mark in shown_by(found) if mark.status == "suppressed"]
            assert all(mark.value is None and mark.low is None for mark in marks)
            if marks:
                drawn_signs = [text for chart in found for text in part_of(chart).itertext()]
                assert "U" in drawn_signs


def test_the_same_chart_gives_the_same_bytes() -> None:
    one = next(one for one in rendered() if one.view == "survey_trend")
    drawn.cache_clear()
    first = drawn(one)
    drawn.cache_clear()
    assert [found for _, found in first] == [found for _, found in drawn(one)]


@lru_cache(maxsize=1)
def deck() -> bytes:
    """Every chart, a slide for each sheet."""
    return deck_of([f for one in rendered() for _, f in drawn(one)], ROOM.width, ROOM.height)


def test_the_open_xml_sdk_finds_no_error(tmp_path: object) -> None:
    path = f"{tmp_path}/deck.pptx"
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(deck())
    result = OpenXmlValidator(max_errors=0).validate(path)
    assert [str(error) for error in result.errors] == []


def test_python_pptx_reads_the_same_figures() -> None:
    """Marks of each slide, read by python-pptx from the charts, are those of the grammar."""
    slides = iter(Presentation(io.BytesIO(deck())).slides)
    for one in rendered():
        for sheet, _ in drawn(one):
            slide = next(slides)
            found = Counter[float | None](
                value for shape in slide.shapes for value in _plotted(shape.chart)
            )
            expected = Counter(digits(m.value) for m in shown(sheet.plan.chart))
            del expected[None]
            assert not expected - found


def _plotted(chart: object) -> list[float]:
    found = []
    for series in chart.plots[0].series:  # type: ignore[attr-defined]
        for axis in ("xVal", "yVal"):
            points = series._element.find(C + axis).iter(C + "v")
            found += [float(point.text) for point in points]
    return found


def test_another_reader_finds_the_same_sheets() -> None:
    for chart in charts()[:20]:
        book = CalamineWorkbook.from_filelike(io.BytesIO(chart.workbook))
        assert book.sheet_names == list(sheets_of(chart.workbook))
        assert book.get_sheet_by_index(0).to_python()[0][0]


def test_libre_office_draws_every_label_inside_the_slide() -> None:
    """Whatever a chart's labels say stands on its slide, and nothing reaches beyond its edge."""
    pages = iter(words_of(to_pdf(deck(), "pptx")))
    for one in rendered():
        for _, found in drawn(one):
            page = next(pages)
            assert page.outside() == []
            written = page.text.replace("\u00a0", " ")
            for chart in found:
                for label in part_of(chart).iter(C + "dLbl"):
                    for word in "".join(label.itertext()).replace("\u00a0", " ").split():
                        assert word in written


def test_a_line_that_skips_a_row_is_refused() -> None:
    """It would be drawn with a gap that is not in the grammar."""
    one = next(one for one in rendered() if one.view == "survey_trend")
    assert isinstance(one.chart, Chart)
    panel = one.chart.panels[0]
    series = panel.series[0]
    first = series.points[0].segment
    points = tuple(replace(p, segment=first) for p in series.points)
    holed = replace(series, points=points[:2] + points[3:])
    chart = replace(one.chart, panels=(replace(panel, series=(holed,)),))
    (sheet, *_) = fitted(chart, ROOM)
    with pytest.raises(ValueError, match="skips a row"):
        native_charts(sheet, ATLAS, "sv")
