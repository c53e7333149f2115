"""Strokes under the marks of a panel, from the cells of its figures: limits, intervals, joints.

Intervals are error bars. LibreOffice draws none sideways from a slide or a document, so that
those of rows have a line from the same cells under them.

Not for what belongs to no figure (`ground.py`).
"""

from collections.abc import Iterator
from typing import Final

from dashboard.charts.geometry import is_own
from dashboard.charts.grammar import Category, Emphasis, Point
from dashboard.charts.office.drawing import CLEAR, error_bars
from dashboard.charts.office.figures import Data, Ends, Figures
from dashboard.charts.office.paint import bound, guide
from dashboard.charts.office.series import NO_MARKER, Group, Series, Stroke, runs
from dashboard.charts.office.sheet import Cell, Formula, Range
from dashboard.charts.office.surroundings import Scene
from dashboard.charts.styles import emphasis_of, places_of
from warehouse.text import Text

JOINED: Final = Text("Avstånd inom raden", "Distance within the row")
_NOTHING: Final = ""


def add_strokes(group: Group, scene: Scene, data: Data) -> None:
    _add_curves(group, scene)
    for figures in data.figures:
        if figures.bounds:
            stroke = scene.stroke(bound(scene.paint), 7)
            _add_interval(group, scene, data, (figures, figures.bounds), stroke)
    for figures in data.figures:
        if figures.interval:
            _add_intervals(group, scene, data, (figures, figures.interval))
    _add_joints(group, scene, data)


def _add_curves(group: Group, scene: Scene) -> None:
    for curve in scene.frame.panel.curves:
        stroke = scene.stroke(scene.paint.soft, 1.25, "dash" if curve.dashed else "solid")
        group.add_line(curve.label or curve.key, curve.points, stroke)


def _add_intervals(group: Group, scene: Scene, data: Data, of: tuple[Figures, Ends]) -> None:
    """In the colour of each mark: the error bars of a series have one, so a stretch is a series."""
    figures, ends = of
    for key, start, stop in runs(_colours(scene, figures, ends)):
        if key != _NOTHING:
            stroke = scene.stroke(scene.paint.emphasis[Emphasis(key)], 1.75)
            part = (figures.part(start, stop), ends.part(start, stop))
            _add_interval(group, scene, data, part, stroke)


def _colours(scene: Scene, figures: Figures, ends: Ends) -> list[str]:
    return [
        _NOTHING if point is None or low is None else _colour(scene, figures, point)
        for point, low in zip(figures.points, ends.low.values, strict=True)
    ]


def _colour(scene: Scene, figures: Figures, point: Point) -> str:
    category = places_of(scene.frame)[point.category]
    return emphasis_of(scene.frame, figures.series, category).value


def _add_interval(
    group: Group, scene: Scene, data: Data, of: tuple[Figures, Ends], stroke: str
) -> None:
    """A series without marks at the figures' own cells, so that its bars lie under all marks."""
    figures, ends = of
    name = data.sheet.heading(ends.low.column)
    errors = error_bars("x" if scene.is_rows else "y", ends.plus, ends.minus, stroke)
    if scene.is_rows:
        group.add_strokes(str(name.values[0]), list(_sideways(scene, figures, ends)), stroke)
    before = CLEAR + NO_MARKER + errors
    group.series.append(Series(name=name, x=figures.x, y=figures.y, before=before, after=""))


def _sideways(scene: Scene, figures: Figures, ends: Ends) -> Iterator[Stroke]:
    for index, place in enumerate(figures.y.values):
        if ends.low.values[index] is not None:
            yield scene.between(place, at(ends.low, index), at(ends.high, index))


def at(cells: Range, index: int) -> Cell:
    """What another cell holds, by a formula."""
    one = cells.one(index)
    value = one.values[0]
    assert value is not None
    return Formula(f"={one.address}", value)


def _add_joints(group: Group, scene: Scene, data: Data) -> None:
    """What joins the marks of a row, from its least to its largest figure."""
    if not scene.frame.panel.connected:
        return
    name = JOINED.of(scene.language)
    for own in (False, True):
        colour = scene.paint.emphasis[Emphasis.OWN] if own else guide(scene.paint)
        group.add_strokes(name, list(_joints(scene, data, own=own)), scene.stroke(colour, 3))


def _joints(scene: Scene, data: Data, *, own: bool) -> Iterator[Stroke]:
    for category in scene.frame.panel.categories:
        cells = _cells(data, category)
        if is_own(category) is own and len(cells) > 1:
            yield _joint(scene, cells, scene.frame.along(category))


def _cells(data: Data, category: Category) -> list[Range]:
    """The figures of a row."""
    return [
        figures.value.one(index)
        for figures in data.figures
        for index, point in enumerate(figures.points)
        if point and point.category == category.key and point.value is not None
    ]


def _joint(scene: Scene, cells: list[Range], place: float) -> Stroke:
    values = [value for cell in cells for value in cell.values if isinstance(value, float | int)]
    all_cells = ",".join(cell.address for cell in cells)
    least = Formula(f"=MIN({all_cells})", min(values))
    most = Formula(f"=MAX({all_cells})", max(values))
    return scene.between(place, least, most)
