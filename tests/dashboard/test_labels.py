"""Labels find a free side, and stay apart."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.geometry import Frame, Width
from dashboard.charts.grammar import Chart
from dashboard.charts.labels import GAP, Box, Reach, Side, Wanted, place, spread
from dashboard.charts.metrics import text_width, wrapped
from dashboard.charts.panel_labels import labelled, radius
from dashboard.charts.plan import plan
from dashboard.charts.strips import strip_labels
from tests.dashboard import samples

AREA = Box(0, 0, 200, 100)
ANY = (Side.RIGHT, Side.LEFT, Side.ABOVE, Side.BELOW)
MARK = Reach(5, 5, 5, 5)


def wanted(
    x: float, y: float, key: str = "a", sides: tuple[Side, ...] = ANY, width: float = 20
) -> Wanted:
    return Wanted(key=(key,), x=x, y=y, reach=MARK, width=width, height=14, sides=sides)


def test_the_preferred_side_is_taken_where_nothing_stands() -> None:
    assert place([wanted(100, 50)], [], AREA) == {("a",): Side.RIGHT}


def test_a_line_to_the_right_sends_the_label_to_the_left() -> None:
    line = Box(110, 0, 112, 100)
    assert place([wanted(100, 50)], [line], AREA) == {("a",): Side.LEFT}


def test_a_label_does_not_leave_the_drawing() -> None:
    assert place([wanted(190, 50)], [], AREA) == {("a",): Side.LEFT}


def test_lines_on_both_sides_send_the_label_above() -> None:
    lines = [Box(110, 0, 112, 100), Box(88, 0, 90, 100)]
    assert place([wanted(100, 50)], lines, AREA) == {("a",): Side.ABOVE}


def test_two_marks_beside_each_other_take_opposite_sides() -> None:
    sides = place([wanted(100, 50, "a"), wanted(115, 50, "b")], [], AREA)
    assert sides == {("a",): Side.LEFT, ("b",): Side.RIGHT}


def test_a_label_stands_beyond_the_interval_of_its_mark() -> None:
    reach = Reach(30, 5, 40, 5)
    label = Wanted(key=("a",), x=100, y=50, reach=reach, width=20, height=14, sides=ANY)
    assert label.box(Side.RIGHT, 4) == Box(144, 43, 164, 57)


def test_where_every_side_is_taken_the_least_covered_is_chosen() -> None:
    blocks = [Box(105, 40, 200, 60), Box(0, 40, 95, 60), Box(90, 56, 110, 80), Box(90, 40, 92, 45)]
    assert place([wanted(100, 50)], blocks, AREA) == {("a",): Side.ABOVE}


positions = st.lists(st.floats(0, 300), min_size=1, max_size=8)


@given(positions)
def test_spread_names_are_apart_and_in_order(found: list[float]) -> None:
    moved = spread(found, [15] * len(found), 0, 300)
    inner = sorted(moved)
    assert all(b - a >= 15 - 1e-6 for a, b in pairwise(inner))
    order = sorted(range(len(found)), key=lambda i: found[i])
    assert [moved[i] for i in order] == inner


@given(positions)
def test_spread_names_stay_inside_where_there_is_room(found: list[float]) -> None:
    moved = spread(found, [15] * len(found), 0, 300)
    assert min(moved) >= -1e-6
    assert max(moved) <= 300 + 1e-6


def test_names_that_are_apart_do_not_move() -> None:
    assert spread([10, 40, 80], [15, 15, 15], 0, 100) == [10, 40, 80]


def test_figures_are_equally_wide() -> None:
    assert text_width("111", 13) == text_width("888", 13)


def test_bold_text_is_wider_and_size_scales() -> None:
    assert text_width("Uppsala", 13, bold=True) > text_width("Uppsala", 13)
    assert text_width("Uppsala", 26) == pytest.approx(2 * text_width("Uppsala", 13))


def test_wrapped_lines_fit_and_keep_every_word() -> None:
    lines = wrapped("Löpande insamling varje vecka", 80, 12)
    assert " ".join(lines) == "Löpande insamling varje vecka"
    assert all(text_width(line, 12) <= 80 for line in lines)


def frames(chart: Chart, width: Width) -> tuple[Frame, ...]:
    return plan(chart, width).frames


@pytest.mark.parametrize("width", Width)
@pytest.mark.parametrize("name", samples.CHARTS)
def test_labels_of_breaks_lines_and_bands_never_meet(name: str, width: Width) -> None:
    for frame in frames(samples.CHARTS[name]("sv"), width):
        boxes = []
        for label in strip_labels(frame):
            at = frame.value_pixel(label.at) if label.kind != "break" else (
                frame.category_pixel(label.at))  # fmt: skip
            wide = max(text_width(line, 12, bold=True) for line in label.lines)
            left = at + label.shift - {"left": 0, "center": 0.5, "right": 1}[label.anchor] * wide
            boxes.append(Box(left, -label.top, left + wide, -label.bottom))
        assert all(a.overlap(b) == 0 for i, a in enumerate(boxes) for b in boxes[i + 1 :])


@pytest.mark.parametrize("width", Width)
def test_every_labelled_point_of_the_survey_gets_a_side(width: Width) -> None:
    for frame in frames(samples.survey("sv"), width):
        found = labelled(frame, width)
        series = frame.panel.series[0]
        assert all(found.side(series, point) for point in series.points)


def label_boxes(frame: Frame, width: Width) -> list[Box]:
    """Where the labels at the marks of a panel stand."""
    found = labelled(frame, width)
    categories = {category.key: category for category in frame.panel.categories}
    boxes = []
    for series in frame.panel.series:
        for point in series.points:
            side = found.side(series, point)
            if side and point.value is not None:
                x, y = frame.pixel(categories[point.category], point.value)
                r = radius(frame, series, point)
                wide = text_width(found.written(series, point), 13)
                label = Wanted(key=("",), x=x, y=y, reach=Reach(r, r, r, r), sides=(side,),
                               width=wide, height=14)  # fmt: skip
                boxes.append(label.box(side, GAP))
    return boxes


@pytest.mark.parametrize("width", Width)
def test_labels_of_the_survey_keep_clear_of_the_nations_line(width: Width) -> None:
    for frame in frames(samples.survey("sv"), width):
        at = frame.value_pixel(frame.panel.lines[0].value)
        line = Box(at - 1, frame.top, at + 1, frame.top + frame.height)
        assert [box for box in label_boxes(frame, width) if box.overlap(line)] == []


@pytest.mark.parametrize("width", Width)
@pytest.mark.parametrize("name", samples.CHARTS)
def test_labels_of_points_never_meet(name: str, width: Width) -> None:
    for frame in frames(samples.CHARTS[name]("en"), width):
        boxes = label_boxes(frame, width)
        assert [(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :] if a.overlap(b)] == []


def test_only_a_text_of_two_lines_takes_the_room_of_two() -> None:
    assert spread([50, 50, 50], [16, 32, 16], 0, 300) == [50, 74, 98]
    assert spread([90, 95], [16, 32], 0, 100) == [76, 100]
