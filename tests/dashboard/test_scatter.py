"""A panel with values both ways: points at their place, curves, names at the points."""

from dataclasses import replace
from typing import Any, Final

import pytest
from plotly import graph_objects

from dashboard.charts.geometry import Width
from dashboard.charts.grammar import (
    Category,
    Chart,
    Curve,
    Emphasis,
    Form,
    Mark,
    Orientation,
    Panel,
    Point,
    ReferenceLine,
    Series,
    Tick,
    ValueAxis,
    shown,
)
from dashboard.charts.panel_labels import labelled
from dashboard.charts.plan import plan
from dashboard.charts.plotly import figure, height, shown_by
from tests.dashboard.test_plotly import STYLES, colours, rgb

# Unit → answers, share.
UNITS: Final = {"north": (20.0, 80.0), "south": (60.0, 70.0), "own": (60.0, 40.0)}
LIMIT: Final = ((20.0, 95.0), (40.0, 90.0), (80.0, 85.0))


def axis(low: int, high: int, step: int, title: str) -> ValueAxis:
    ticks = tuple(Tick(value=v, label=str(v)) for v in range(low, high + 1, step))
    return ValueAxis(low=low, high=high, ticks=ticks, title=title)


def funnel(label: str = "own unit") -> Chart:
    own = Point(category="own", value=UNITS["own"][1], label=label, mark=Mark.DIAMOND)
    others = tuple(Point(category=k, value=UNITS[k][1]) for k in ("north", "south"))
    panel = Panel(
        key="funnel", title="", subtitle="",
        categories=tuple(
            Category(key=key, label=key, position=n,
                     emphasis=Emphasis.OWN if key == "own" else Emphasis.REGION)
            for key, (n, _) in UNITS.items()
        ),
        axis=axis(20, 100, 20, "share"), along=axis(0, 80, 20, "answers"),
        series=(
            Series(key="others", name="others", form=Form.DOTS, emphasis=Emphasis.REGION,
                   points=others),
            Series(key="own", name="own", form=Form.DOTS, emphasis=Emphasis.OWN, points=(own,)),
        ),
        lines=(ReferenceLine(value=72.0, label="all 72"),),
        curves=(
            Curve(key="high", label="", points=LIMIT),
            Curve(key="low", label="99.8%", points=tuple((n, 144 - v) for n, v in LIMIT)),
            Curve(key="low_95", label="95%", dashed=True,
                  points=tuple((n, 134 - v) for n, v in LIMIT)),
        ),
    )  # fmt: skip
    return Chart(panels=(panel,), orientation=Orientation.COLUMNS, columns=1)


def drawn(chart: Chart, width: Width = Width.WIDE) -> dict[str, Any]:
    return figure(chart, "sv", width)


@pytest.mark.parametrize("width", Width)
def test_plotly_accepts_it_and_shows_what_it_says(width: Width) -> None:
    graph_objects.Figure(drawn(funnel(), width))
    assert shown_by(drawn(funnel(), width)) == list(shown(funnel()))
    assert drawn(funnel(), width)["layout"]["height"] == height(funnel(), width)


def test_points_stand_at_both_their_values() -> None:
    for trace in drawn(funnel())["data"]:
        if "meta" in trace:
            places = [UNITS[said[0]] for said in trace["customdata"]]
            assert list(zip(trace["x"], trace["y"], strict=True)) == places


def test_curves_run_through_their_points_under_the_marks() -> None:
    data = drawn(funnel())["data"]
    curves = [trace for trace in data if trace.get("name")]
    assert [trace["name"] for trace in curves] == ["high", "low", "low_95"]
    assert list(zip(curves[0]["x"], curves[0]["y"], strict=True)) == list(LIMIT)
    assert [trace["line"]["dash"] for trace in curves] == ["solid", "solid", "6px,4px"]
    assert data[:3] == curves


def test_both_axes_have_their_figures_and_titles() -> None:
    layout = drawn(funnel())["layout"]
    assert layout["xaxis"]["tickvals"] == [0, 20, 40, 60, 80]
    assert layout["xaxis"]["range"][0] <= 0
    assert layout["xaxis"]["range"][1] >= 80
    assert layout["yaxis"]["tickvals"] == [20, 40, 60, 80, 100]
    texts = [note["text"] for note in layout["annotations"]]
    assert {"share", "answers", "all 72", "99.8%", "95%"} <= {t.replace("<br>", " ") for t in texts}


def test_titles_stay_inside_the_drawing() -> None:
    layout = drawn(funnel(), Width.NARROW)["layout"]
    placed = [n["y"] for n in layout["annotations"] if n["yref"] == "paper"]
    assert all(0 < y <= 1 for y in placed)


def test_names_of_curves_never_meet() -> None:
    layout = drawn(funnel())["layout"]
    low, high = layout["yaxis"]["range"]
    (frame,) = plan(funnel(), Width.WIDE).frames
    per_value = frame.height / (high - low)
    names = [n for n in layout["annotations"] if n["text"] in ("99.8%", "95%")]
    heights = sorted(n["y"] * per_value + n["yshift"] for n in names)
    assert heights[1] - heights[0] >= 15


def test_ones_own_point_keeps_its_colour_and_mark() -> None:
    own = next(t for t in drawn(funnel())["data"] if t.get("meta", {}).get("series") == "own")
    assert own["marker"]["symbol"] == ["diamond"]
    assert own["marker"]["color"] != "#8C959E"
    assert "own unit" in own["text"][0]


@pytest.mark.parametrize("width", Width)
def test_a_name_without_room_is_left_out_whole(width: Width) -> None:
    """Half a name would be another's: the hover box and the table have it."""
    (frame,) = plan(funnel("a name " * 40), width).frames
    found = labelled(frame, width)
    assert found.near == {}
    assert found.far == ()
    assert found.short == frozenset()


def test_the_style_sheet_knows_every_colour() -> None:
    """So that curves are seen in the dark and in forced colours too."""
    sheet = STYLES.read_text()
    missing = {c for c in colours(drawn(funnel())) if c.startswith("#") and rgb(c) not in sheet}
    assert missing == set()


def test_time_axes_are_not_scatters() -> None:
    """Without an axis along, positions are years again."""
    years = tuple(
        replace(category, position=2020.0 + at)
        for at, category in enumerate(funnel().panels[0].categories)
    )
    panel = replace(funnel().panels[0], along=None, curves=(), categories=years)
    (frame,) = plan(replace(funnel(), panels=(panel,)), Width.WIDE).frames
    assert frame.is_time
    (scatter,) = plan(funnel(), Width.WIDE).frames
    assert not scatter.is_time
