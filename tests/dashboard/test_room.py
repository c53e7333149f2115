"""Words that would have no room: periods under a small panel, amounts below zero on a phone."""

from dataclasses import replace
from typing import Any

from dashboard.charts.axis import value_axis
from dashboard.charts.geometry import Width
from dashboard.charts.grammar import (
    Category,
    Chart,
    Emphasis,
    Form,
    Orientation,
    Panel,
    Point,
    Series,
)
from dashboard.charts.plotly import figure
from warehouse.units import PERSONS

YEARS = ("2019", "2020", "2021", "2022", "2023", "2024")


def panel(categories: tuple[Category, ...], values: tuple[float, ...], form: Form) -> Panel:
    points = tuple(
        Point(category=category.key, value=value, label=f"{value:.3f}")
        for category, value in zip(categories, values, strict=True)
    )
    return Panel(
        key="one", title="Skåne", subtitle="", categories=categories,
        axis=value_axis(values, PERSONS, "sv", from_zero=True),
        series=(
            Series(key="own", name="", form=form, emphasis=Emphasis.REGION, points=points),
        ),
    )  # fmt: skip


def multiples() -> Chart:
    years = tuple(Category(key=year, label=year, position=float(year)) for year in YEARS)
    one = panel(years, (1, 2, 3, 4, 5, 6), Form.LINE)
    # The name at the end of a line takes room from its panel.
    named = tuple(replace(series, name="Riket", name_at_end=True) for series in one.series)
    panels = tuple(replace(one, key=str(i), title=f"Region {i}", series=named) for i in range(7))
    return Chart(panels=panels, orientation=Orientation.COLUMNS, columns=4)


def test_no_year_is_left_out_where_two_lines_have_room() -> None:
    layout = figure(multiples(), "sv", Width.FULL)["layout"]
    axes = [axis for name, axis in layout.items() if name.startswith("xaxis")]
    assert axes
    for axis in axes:
        words = [text.replace("<br>", "").strip() for text in axis["ticktext"]]
        assert words == list(YEARS)


def bars(width: Width, *values: float) -> dict[str, Any]:
    rows = tuple(
        Category(key=str(i), label=f"Skåne {2022 + i}, beslutad") for i in range(len(values))
    )
    chart = Chart(panels=(panel(rows, values, Form.BARS),), orientation=Orientation.ROWS, columns=1)
    return figure(chart, "sv", width)["data"][0]  # type: ignore[no-any-return]


def test_an_amount_below_zero_is_not_written_on_the_name_of_its_row() -> None:
    assert bars(Width.NARROW, -505.838, -100.0)["textposition"] == ["inside", "outside"]
    assert bars(Width.FULL, -505.838, -100.0)["textposition"] == ["outside", "outside"]
    assert bars(Width.NARROW, 505.838, 100.0)["textposition"] == ["outside", "outside"]
