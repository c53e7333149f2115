"""The axes of a bar chart: names of rows or columns on one, figures on the other.

And the same axes once more, unseen, for the texts around bars (`bars_words.py`).
"""

from dataclasses import dataclass
from typing import Final

from dashboard.charts.geometry import TITLE_LINE, share_categories, share_values
from dashboard.charts.grammar import Category, Emphasis, Orientation, Stacking
from dashboard.charts.office.bars_parts import elsewhere
from dashboard.charts.office.drawing import (
    NO_LINE,
    edge_layout,
    line,
    number,
    shape,
    text_properties,
    title,
)
from dashboard.charts.office.figures import Data
from dashboard.charts.office.paint import text_colour
from dashboard.charts.office.sheet import Cell, Formula, Range, Sheet
from dashboard.charts.office.space import X_AXIS, Y_AXIS, grid_lines, tick_distance, tick_style
from dashboard.charts.office.surroundings import AXIS_TITLE, ROW_NAMES, Scene
from dashboard.charts.plan import category_tick_lines, subtitle_lines, title_lines
from dashboard.charts.rows import category_lines
from dashboard.charts.signs_drawn import missing_sign
from dashboard.charts.theme import SMALL_SIZE, TEXT_SIZE
from dashboard.charts.ticks import fit

SECOND_X_AXIS: Final = 333_333_333
SECOND_Y_AXIS: Final = 444_444_444
_ZERO_LINE: Final = 1.0
_UNDER: Final = 22


@dataclass(frozen=True, slots=True)
class Axes:
    """Both axes as XML, and the cells of the names that stand on one of them."""

    xml: str
    names: Range


def axes(scene: Scene, plotted: Scene, data: Data, support: Sheet) -> Axes:
    """`scene` places the titles, `plotted` is where the bars are."""
    names = _names(scene, data, support)
    return Axes(_category_axis(scene) + _value_axis(scene, plotted, support), names)


def _names(scene: Scene, data: Data, support: Sheet) -> Range:
    """The names as the axis writes them: those of the data, unless they need lines or signs."""
    names = data.sheet.column(0)
    written = [_name(scene, category) for category in scene.frame.panel.categories]
    if list(names.values) == written:
        return names
    cells: list[Cell] = [
        Formula(f"={elsewhere(names, index)}", text) if text == names.values[index] else text
        for index, text in enumerate(written)
    ]
    return support.add(ROW_NAMES.of(scene.language), cells)


def _name(scene: Scene, category: Category) -> str:
    """A name in its lines, with the sign of why there is no bar."""
    frame = scene.frame
    if frame.orientation is Orientation.ROWS:
        lines = category_lines(category, scene.fitted.width)
    else:
        lines = category_tick_lines(frame)[frame.panel.categories.index(category)]
    sign = missing_sign(frame.panel, category)
    return "\n".join(lines) + (f"  {sign}" if sign else "")


def _category_axis(scene: Scene) -> str:
    """Its line is where bars begin, which is seen where they go both ways."""
    is_rows = scene.frame.orientation is Orientation.ROWS
    is_both = scene.fitted.plan.chart.stacking is Stacking.DIVERGING
    stroke = line(scene.paint.emphasis[Emphasis.REGION], scene.canvas.points(_ZERO_LINE))
    position = "low" if _has_names(scene) else "none"
    size = scene.canvas.points(TEXT_SIZE if is_rows else SMALL_SIZE)
    return (
        f'<c:catAx><c:axId val="{X_AXIS}"/><c:scaling>'
        f'<c:orientation val="{"maxMin" if is_rows else "minMax"}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{"l" if is_rows else "b"}"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="{position}"/>{shape(stroke if is_both else NO_LINE)}'
        f"{text_properties(scene.paint.ink if is_rows else scene.paint.soft, size)}"
        f'<c:crossAx val="{Y_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="50"/><c:tickLblSkip val="1"/>'
        '<c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _has_names(scene: Scene) -> bool:
    """Once for panels beside each other that share rows; elsewhere they stand over their rows."""
    frame = scene.frame
    if frame.orientation is Orientation.COLUMNS:
        return True
    panels = [other.panel for other in scene.fitted.plan.frames]
    return not frame.names and not (frame.column and share_categories(panels))


def _value_axis(scene: Scene, plotted: Scene, support: Sheet) -> str:
    """Under the bars, or at the left of columns where its figures are not those beside it."""
    frame = scene.frame
    is_rows = frame.orientation is Orientation.ROWS
    axis = frame.panel.axis
    panels = [other.panel for other in scene.fitted.plan.frames]
    is_named = is_rows or frame.column == 0 or not share_values(panels)
    fits = not is_rows or fit([(frame.value_pixel(t.value), t.label) for t in axis.ticks])
    step = tick_distance(axis) * (1 if fits else 2)
    ticks = tick_style(axis, scene.paint, plotted.canvas, scene.language)
    if not is_named:
        ticks = ticks.replace('<c:tickLblPos val="nextTo"/>', '<c:tickLblPos val="none"/>')
    return (
        f'<c:valAx><c:axId val="{Y_AXIS}"/>{_scaling(axis.low, axis.high)}<c:delete val="0"/>'
        f'<c:axPos val="{"b" if is_rows else "l"}"/>{grid_lines(scene.paint)}'
        f"{_axis_title(scene, support)}{ticks}"
        f'<c:crossAx val="{X_AXIS}"/><c:crosses val="{"max" if is_rows else "autoZero"}"/>'
        f'<c:crossBetween val="between"/><c:majorUnit val="{number(step)}"/></c:valAx>'
    )


def _scaling(low: float, high: float) -> str:
    return (
        f'<c:scaling><c:orientation val="minMax"/><c:max val="{number(high)}"/>'
        f'<c:min val="{number(low)}"/></c:scaling>'
    )


def _axis_title(scene: Scene, support: Sheet) -> str:
    """Under the figures of rows. Over columns it is a text of its own: Office would turn it.

    Bars beside each other leave no room for unseen ones in LibreOffice, so what would be written
    with these stands in the title too, over the plot.
    """
    frame = scene.frame
    if frame.orientation is Orientation.COLUMNS:
        return ""
    over = over_plot(scene)
    text = " · ".join(filter(None, (*over, frame.panel.axis.title)))
    if not text:
        return ""
    top = frame.top + frame.height + _UNDER
    if over:
        top = frame.top - frame.strip - frame.header + len(title_lines(frame)) * TITLE_LINE
    cell = support.add(AXIS_TITLE.of(scene.language), [text])
    at = edge_layout(*scene.canvas.share_of(frame.left, top))
    is_stamped = bool(over) and bool(scene.fitted.plan.chart.stamp)
    colour = text_colour(scene.paint, Emphasis.WARNING) if is_stamped else scene.paint.soft
    return title(cell, at, colour, scene.canvas.points(SMALL_SIZE), bold=is_stamped)


def over_plot(scene: Scene) -> tuple[str, ...]:
    """The stamp and the subtitle, where the title of the axis of rows has to bear them."""
    chart, frame = scene.fitted.plan.chart, scene.frame
    if chart.stacking is not Stacking.NONE or frame.orientation is Orientation.COLUMNS:
        return ()
    return tuple(filter(None, (chart.stamp, "\n".join(subtitle_lines(frame)))))


def unseen_axes(scene: Scene) -> str:
    """The same axes once more, for what lies on the bars without being one of them."""
    axis, is_rows = scene.frame.panel.axis, scene.frame.orientation is Orientation.ROWS
    return (
        f'<c:catAx><c:axId val="{SECOND_X_AXIS}"/><c:scaling>'
        f'<c:orientation val="{"maxMin" if is_rows else "minMax"}"/></c:scaling>'
        f'<c:delete val="1"/><c:axPos val="{"l" if is_rows else "b"}"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="none"/>'
        f'<c:crossAx val="{SECOND_Y_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="50"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="{SECOND_Y_AXIS}"/>{_scaling(axis.low, axis.high)}'
        f'<c:delete val="1"/><c:axPos val="{"t" if is_rows else "r"}"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="none"/>'
        f'<c:crossAx val="{SECOND_X_AXIS}"/><c:crosses val="max"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )
