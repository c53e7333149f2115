"""A panel of dots or lines as an XY chart of Office, which Word, PowerPoint and Excel all draw.

Not for bars, and not for the series themselves: `ground.py`, `behind.py` and `marks.py`.
"""

from dashboard.charts.fitting import Fitted
from dashboard.charts.geometry import Frame, share_values
from dashboard.charts.office.behind import add_strokes
from dashboard.charts.office.canvas import canvas_of
from dashboard.charts.office.figures import data_of
from dashboard.charts.office.ground import add_ground
from dashboard.charts.office.marks import add_marks
from dashboard.charts.office.model import Paint
from dashboard.charts.office.series import Group
from dashboard.charts.office.sheet import SUPPORT, Sheet
from dashboard.charts.office.space import (
    X_AXIS,
    Y_AXIS,
    Axis,
    Drawn,
    chart_space,
    grid_lines,
    tick_distance,
    tick_style,
)
from dashboard.charts.office.stamp import add_stamp
from dashboard.charts.office.surroundings import Scene, add_texts, panel_title
from dashboard.charts.panel_labels import labelled
from dashboard.charts.ticks import fit
from warehouse.text import Language


def scatter_chart(
    fitted: Fitted, frame: Frame, paint: Paint, language: Language, prefix: str = ""
) -> Drawn:
    canvas = canvas_of(fitted, frame)
    scene = Scene(fitted=fitted, frame=frame, canvas=canvas, paint=paint, language=language)
    support = Sheet(f"{prefix}{SUPPORT.of(language)}")
    title = panel_title(scene, support)
    data = data_of(frame, support, language, prefix)
    group = Group(canvas, support, language)
    placed = labelled(frame, fitted.width)
    add_ground(group, scene)
    add_stamp(group, scene, placed)
    add_strokes(group, scene, data)
    add_marks(group, scene, data, placed)
    add_texts(group, scene)
    xml = chart_space(
        canvas=canvas, title=title, groups=_scatter(group.xml), axes=_axes(scene), paint=paint,
        language=language,
    )  # fmt: skip
    return Drawn(
        canvas=canvas, title=frame.panel.title, xml=xml, sheets=(data.sheet, support)
    )  # fmt: skip


def _scatter(series: str) -> str:
    return (
        f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{series}'
        f'<c:axId val="{X_AXIS}"/><c:axId val="{Y_AXIS}"/></c:scatterChart>'
    )


def _axes(scene: Scene) -> str:
    return _x_axis(scene) + _y_axis(scene)


def _x_axis(scene: Scene) -> str:
    """Of values under rows and under a scatter; unseen on time, whose periods are texts."""
    frame, (low, high) = scene.frame, scene.x_range
    axis = frame.panel.axis if scene.is_rows else frame.panel.along
    if axis is None:
        return Axis(ident=X_AXIS, crossing=Y_AXIS, at="b", low=low, high=high).xml
    pixel = frame.value_pixel if scene.is_rows else frame.category_pixel
    fits = fit([(pixel(tick.value), tick.label) for tick in axis.ticks])
    return Axis(
        ident=X_AXIS, crossing=Y_AXIS, at="b", low=low, high=high,
        step=tick_distance(axis) * (1 if fits else 2),
        ticks=tick_style(axis, scene.paint, scene.canvas, scene.language),
        grid=grid_lines(scene.paint) if scene.is_rows else "",
        crosses="max" if scene.is_rows else "min",
    ).xml  # fmt: skip


def _y_axis(scene: Scene) -> str:
    frame, (bottom, top) = scene.frame, scene.y_range
    if scene.is_rows:
        return Axis(
            ident=Y_AXIS, crossing=X_AXIS, at="l", low=top, high=bottom, reverse=True
        ).xml  # fmt: skip
    panels = [other.panel for other in scene.fitted.plan.frames]
    is_named = frame.column == 0 or not share_values(panels)
    axis = frame.panel.axis
    return Axis(
        ident=Y_AXIS, crossing=X_AXIS, at="l", low=bottom, high=top, step=tick_distance(axis),
        ticks=tick_style(axis, scene.paint, scene.canvas, scene.language) if is_named else "",
        grid=grid_lines(scene.paint),
    ).xml  # fmt: skip
