"""Charts as SVG: each mark at its figure, joined where it may be, labelled as on the page."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from math import ceil
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

import pytest

from dashboard.charts import plotly
from dashboard.charts.fitting import Fitted
from dashboard.charts.geometry import Width
from dashboard.charts.grammar import Chart, Curve, Form, Matrix, Orientation, Stacking, shown
from dashboard.charts.matrix import box_class
from dashboard.charts.matrix_look import dress
from dashboard.charts.plan import plan
from dashboard.charts.stacks import starts
from dashboard.charts.svg.alone import whole
from dashboard.charts.svg.chart import drawn
from dashboard.charts.svg.matrix import matrix_drawn, most_scale
from dashboard.charts.svg.matrix_parts import matrix_in_parts, parts
from dashboard.charts.svg.reading import shown_by
from dashboard.charts.theme import CARD, STAMP
from tests.dashboard import samples
from tests.dashboard.svg_texts import NAMESPACE, meeting, outside, tree, words_of
from warehouse.text import LANGUAGES, Language

MAKERS: Final = (
    samples.survey, samples.missing_and_hidden, samples.intervals, samples.stockholm,
    samples.authorships, samples.targets, samples.multiples, samples.budget,
    samples.budget_columns, samples.answers, samples.answers_beside,
)  # fmt: skip
MakeMatrix = Callable[[Language], Matrix]
WIDTHS: Final = (Width.NARROW, Width.MEDIUM, Width.HALF, Width.WIDE, Width.FULL)
CHARTS: Final = [(make.__name__, language) for make in MAKERS for language in LANGUAGES]


def chart_of(name: str, language: Language) -> Chart:
    chart = getattr(samples, name)(language)
    assert isinstance(chart, Chart)
    return chart


def svg_of(chart: Chart, width: Width = Width.WIDE) -> str:
    drawing = plan(chart, width)
    inner = drawn(Fitted(plan=drawing, width=width, scale=1.0), left=0, top=0)
    return whole(inner, drawing.width + 6, drawing.height, "Titel", "I ord.", "sv")


@pytest.mark.parametrize(("name", "language"), CHARTS)
@pytest.mark.parametrize("width", WIDTHS)
class TestEveryChart:
    def test_it_shows_what_the_chart_says(
        self, name: str, language: Language, width: Width
    ) -> None:
        chart = chart_of(name, language)
        assert shown_by(svg_of(chart, width)) == list(shown(chart))

    def test_its_words_are_those_of_the_page(
        self, name: str, language: Language, width: Width
    ) -> None:
        """Names in several lines are one text there and several here: words are compared."""
        chart = chart_of(name, language)
        page = sorted(word for text in _texts(plotly.figure(chart, language, width))
                      for word in text.split())  # fmt: skip
        ours = sorted(word for w in words_of(svg_of(chart, width)) for word in w.text.split())
        assert ours == page

    def test_no_word_leaves_the_drawing(self, name: str, language: Language, width: Width) -> None:
        assert outside(svg_of(chart_of(name, language), width)) == []


def _texts(figure: dict[str, object]) -> list[str]:
    """Every text of a Plotly figure as it is read, without its tags and hard spaces beside it."""
    found: list[str] = []
    for trace in figure["data"]:  # type: ignore[attr-defined]
        found += trace.get("text", [])
    layout = figure["layout"]
    assert isinstance(layout, dict)
    found += [note["text"] for note in layout["annotations"]]
    for key, axis in layout.items():
        if re.fullmatch(r"[xy]axis\d*", key) and axis.get("showticklabels", True):
            found += axis.get("ticktext", [])
    plain = (re.sub(r"<br>", " ", text) for text in found)
    plain = (re.sub(r"<[^>]+>", "", text) for text in plain)
    return [text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for text in plain]


def marks(text: str) -> list[ElementTree.Element]:
    return [e for e in tree(text).iter() if "data-category" in e.attrib]


class TestPlaces:
    def test_each_mark_stands_at_its_figure_on_the_axis(self) -> None:
        """Between the figures written under the axis, as far along as the figure says."""
        chart = samples.survey("sv")
        text = svg_of(replace(chart, panels=chart.panels[:1]))
        bottom = max(words.box.bottom for words in words_of(text))
        ticks = {
            float(words.text.removesuffix("\u00a0%").replace(",", ".")): (
                words.box.left + words.box.right
            ) / 2
            for words in words_of(text)
            if words.box.bottom > bottom - 3
        }  # fmt: skip
        (low, first), *_, (high, last) = sorted(ticks.items())
        for mark in marks(text):
            if "data-value" in mark.attrib:
                share = (float(mark.attrib["data-value"]) - low) / (high - low)
                assert float(mark.attrib["cx"]) == pytest.approx(
                    first + share * (last - first), abs=0.02
                )

    def test_an_interval_goes_from_its_low_to_its_high(self) -> None:
        chart = samples.intervals("sv")
        text = svg_of(chart)
        drawing = plan(chart, Width.WIDE)
        (frame, *_) = drawing.frames
        for point in frame.panel.series[0].points:
            if point.low is None or point.high is None or point.value is None:
                continue
            ends = f"{_two(frame.value_pixel(point.low))} .*L{_two(frame.value_pixel(point.high))} "
            assert re.search(f'd="M{ends}', text), point

    @pytest.mark.parametrize("make", [samples.budget, samples.answers_beside])
    def test_the_length_of_a_bar_is_its_figure(self, make: Callable[[Language], Chart]) -> None:
        chart = make("sv")
        frame = plan(chart, Width.WIDE).frames[0]
        per_pixel = (frame.panel.axis.high - frame.panel.axis.low) / frame.width
        bars = [mark for mark in marks(svg_of(chart)) if mark.tag == f"{NAMESPACE}rect"]
        assert bars
        for bar in bars:
            length = float(bar.attrib["width"]) * per_pixel
            assert length == pytest.approx(float(bar.attrib["data-value"]), abs=2 * per_pixel)

    def test_the_parts_of_a_stack_stand_end_to_end(self) -> None:
        chart = samples.budget("sv")
        assert chart.stacking is Stacking.STACKED
        rows: dict[str, list[tuple[float, float]]] = {}
        for bar in marks(svg_of(chart)):
            if "width" in bar.attrib:
                left = float(bar.attrib["x"])
                ends = (left, left + float(bar.attrib["width"]))
                rows.setdefault(bar.attrib["data-category"], []).append(ends)
        for ends_found in rows.values():
            ends_found.sort()
            for (_, end), (start, _) in pairwise(ends_found):
                assert start == pytest.approx(end, abs=0.02)

    def test_a_part_begins_where_all_before_it_end(self) -> None:
        chart = samples.budget("sv")
        (panel,) = chart.panels
        lengths = {"a": panel.axis.high / 2, "b": panel.axis.high / 8, "c": panel.axis.high / 4}
        begins = {"a": 0.0, "b": panel.axis.high / 2, "c": panel.axis.high * 5 / 8}
        (first, *_) = panel.series
        parts = tuple(
            replace(first, key=key, points=tuple(replace(p, value=value) for p in first.points))
            for key, value in lengths.items()
        )
        text = svg_of(replace(chart, panels=(replace(panel, series=parts),)))
        frame = plan(chart, Width.WIDE).frames[0]
        assert len(marks(text)) == 3 * len(first.points)
        for bar in marks(text):
            at = frame.value_pixel(begins[bar.attrib["data-series"]])
            assert float(bar.attrib["x"]) == pytest.approx(at, abs=0.01)

    def test_a_stack_on_both_sides_begins_where_it_should(self) -> None:
        chart = samples.answers_beside("sv")
        assert chart.stacking is Stacking.DIVERGING
        frame = plan(chart, Width.WIDE).frames[0]
        begins = starts(frame.panel)
        for bar in marks(svg_of(chart)):
            if "width" in bar.attrib:
                begin = begins[bar.attrib["data-series"], bar.attrib["data-category"]]
                assert float(bar.attrib["x"]) == pytest.approx(frame.value_pixel(begin), abs=0.01)


def _plain(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _two(value: float) -> str:
    return re.escape(_plain(value))


class TestLines:
    def test_no_line_is_drawn_across_a_break(self) -> None:
        chart = samples.stockholm("sv")
        frame = plan(chart, Width.WIDE).frames[0]
        breaks = [frame.category_pixel(item.position) for item in frame.panel.breaks]
        assert breaks
        for xs in _line_runs(svg_of(chart)):
            assert not any(min(xs) < at < max(xs) for at in breaks)

    def test_neighbours_of_a_segment_are_joined(self) -> None:
        chart = samples.stockholm("sv")
        series = [s for panel in chart.panels for s in panel.series if s.form is Form.LINE]
        joined = sum(
            one.segment == other.segment and one.value is not None and other.value is not None
            for s in series
            for one, other in pairwise(s.points)
        )
        assert joined
        assert sum(len(xs) - 1 for xs in _line_runs(svg_of(chart))) == joined


def _line_runs(text: str) -> list[list[float]]:
    """The places across of every line of a series: paths inside the group of its marks."""
    root = tree(text)
    groups = [group for group in root.iter() if "data-order" in group.attrib]
    return [
        [float(x) for x in re.findall(r"[ML]([-\d.]+) ", path.attrib["d"])]
        for group in groups
        for path in group
        if path.attrib.get("fill") == "none"
    ]


class TestMarks:
    def test_an_open_mark_is_filled_with_the_ground(self) -> None:
        text = svg_of(samples.authorships("sv"))
        men = [mark for mark in marks(text) if mark.attrib["data-series"] == "men"]
        assert men
        assert {mark.attrib["fill"] for mark in men} == {CARD}

    def test_ones_own_row_is_shaded(self) -> None:
        text = svg_of(samples.survey("sv"))
        assert text.count('fill="#ECF1F5"') == len(samples.survey("sv").panels)

    def test_the_stamp_has_the_colour_of_the_page(self) -> None:
        text = svg_of(replace(samples.survey("sv"), stamp="EXEMPELDATA"))
        found = re.search(r'<g fill-opacity="([\d.]+)"><text [^>]*fill="rgb\(([\d,]+)\)"', text)
        assert found
        assert f"rgba({found[2].replace(',', ', ')}, {found[1]})" == STAMP

    def test_a_curve_is_cut_at_the_plot(self) -> None:
        chart = samples.stockholm("sv")
        (panel, *rest) = chart.panels
        beyond = Curve(key="limit", label="", points=((2000.0, -999.0), (2030.0, 999.0)))
        bent = replace(chart, panels=(replace(panel, curves=(beyond,)), *rest))
        frame = plan(bent, Width.WIDE).frames[0]
        cut = re.search(r'<clipPath id="plot-0"><rect ([^>]*)/></clipPath>', svg_of(bent))
        assert cut
        assert f'width="{_plain(frame.width)}" height="{_plain(frame.height)}"' in cut[1]
        assert '<g clip-path="url(#plot-0)"><path' in svg_of(bent)


@pytest.mark.parametrize("make", [samples.grades, samples.coverage])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [480.0, 720.0, 1184.0])
class TestMatrices:
    def test_it_shows_every_cell(self, make: MakeMatrix, language: Language, width: float) -> None:
        matrix = make(language)
        assert shown_by(self.svg(matrix, width)) == list(shown(matrix))

    def test_no_word_is_cut_or_covered(
        self, make: MakeMatrix, language: Language, width: float
    ) -> None:
        text = self.svg(make(language), width)
        assert outside(text) == []
        assert meeting(words_of(text)) == []

    def test_in_parts_it_shows_every_cell_and_its_key_once(
        self, make: MakeMatrix, language: Language, width: float
    ) -> None:
        matrix = make(language)
        scale = min(most_scale(part, width) for part in parts(matrix, 2))
        inner, height = matrix_in_parts(matrix, width, min(scale, 1.2), 2)
        text = whole(inner, width, height, "Titel", "I ord.", "sv")
        assert shown_by(text) == [one for part in parts(matrix, 2) for one in shown(part)]
        assert outside(text) == []
        assert meeting(words_of(text)) == []
        together = " ".join(word.text for word in words_of(text))
        whole_one = " ".join(word.text for word in words_of(self.svg(matrix, width)))
        assert together.count(matrix.row_title) == 2 * whole_one.count(matrix.row_title)
        for _, said in matrix.key:
            assert together.count(said) == whole_one.count(said)

    def test_parts_share_the_columns_out(
        self, make: MakeMatrix, language: Language, width: float
    ) -> None:
        matrix = make(language)
        for count in (1, 2, 3):
            found = list(parts(matrix, count))
            assert sum((part.columns for part in found), ()) == matrix.columns
            assert max(len(part.columns) for part in found) == ceil(len(matrix.columns) / count)
            assert sorted(map(repr, (c for part in found for c in part.cells))) == sorted(
                map(repr, matrix.cells)
            )
        assert most_scale(matrix, width) <= min(
            most_scale(part, width) for part in parts(matrix, 2)
        )

    @staticmethod
    def svg(matrix: Matrix, width: float) -> str:
        inner, height = matrix_drawn(matrix, width, 1.2)
        return whole(inner, width, height, "Titel", "I ord.", "sv")


def test_a_cell_looks_as_its_class_in_the_style_sheet() -> None:
    """The dress here and `assets/matrix.css` on the page, rule by rule."""
    css = (Path(plotly.__file__).parents[1] / "assets" / "matrix.css").read_text("utf-8")
    for matrix in (samples.grades("sv"), samples.coverage("sv")):
        for cell in matrix.cells:
            look = dress(cell, matrix, own=False)
            first = box_class(cell, matrix.steps).split()[0]
            (rule,) = re.findall(rf"^\.{first} \{{ (.*) \}}$", css, flags=re.MULTILINE)
            assert f"color: {look.ink}" in rule
            if "background" in rule:
                assert f"background: {look.fill}" in rule


def test_bars_in_columns_stand_on_zero() -> None:
    chart = samples.budget_columns("sv")
    assert chart.orientation is Orientation.COLUMNS
    frame = plan(chart, Width.WIDE).frames[0]
    zero = frame.value_pixel(0)
    bars = [mark for mark in marks(svg_of(chart)) if "height" in mark.attrib]
    ends = [float(bar.attrib["y"]) + float(bar.attrib["height"]) for bar in bars]
    assert max(ends) == pytest.approx(zero, abs=0.02)
