"""A panel of bars as a bar chart of Office: beside each other, stacked, or on both sides of zero.

Rows are bars across with their names on the axis; columns stand up. What a bar chart of ours
cannot bear is refused by name, so that nothing is left out in silence. Not for dots and lines.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dashboard.charts.fitting import Fitted
from dashboard.charts.geometry import Frame
from dashboard.charts.grammar import Form, Orientation, Panel, Point, Stacking
from dashboard.charts.office.bars_axes import SECOND_X_AXIS, SECOND_Y_AXIS, axes, unseen_axes
from dashboard.charts.office.bars_parts import Part, fill_of, parts_of
from dashboard.charts.office.bars_words import words_of
from dashboard.charts.office.canvas import canvas_of
from dashboard.charts.office.drawing import (
    label_cells,
    labels,
    numbers,
    strings,
)
from dashboard.charts.office.figures import data_of
from dashboard.charts.office.model import Paint
from dashboard.charts.office.sheet import SUPPORT, Range, Sheet
from dashboard.charts.office.space import X_AXIS, Y_AXIS, Drawn, chart_space
from dashboard.charts.office.surroundings import Scene, panel_title
from dashboard.charts.rows import BAR_HEIGHT
from warehouse.text import Language

_LEAST_GAP: Final = 0.36
_WIDEST_BAR: Final = 96
_APART: Final = -8
_WIDEST_GAP: Final = 500


def bar_chart(
    fitted: Fitted, frame: Frame, paint: Paint, language: Language, prefix: str = ""
) -> Drawn:
    """Raises ValueError for what bars cannot bear."""
    _refuse_what_is_left_out(frame.panel)
    canvas = canvas_of(fitted, frame)
    scene = Scene(fitted=fitted, frame=frame, canvas=canvas, paint=paint, language=language)
    plotted = _plotted(scene)
    support = Sheet(f"{prefix}{SUPPORT.of(language)}")
    heading = panel_title(scene, support)
    data = data_of(frame, support, language, prefix)
    seen = axes(scene, plotted, data, support)
    parts = parts_of(plotted, data, support, fitted.plan.chart.stacking)
    words = words_of(plotted, support)
    groups = _seen(plotted, parts, seen.names) + _unseen(plotted, words, seen.names, len(parts))
    second = unseen_axes(plotted) if words else ""
    xml = chart_space(
        canvas=plotted.canvas, title=heading, groups=groups, axes=seen.xml + second, paint=paint,
        language=language,
    )  # fmt: skip
    return Drawn(canvas=canvas, title=frame.panel.title, xml=xml, sheets=(data.sheet, support))


def _plotted(scene: Scene) -> Scene:
    """Bars stand in the middle of their row; with names over them, below it: the plot moves so."""
    down = scene.frame.names / 2
    frame = replace(scene.frame, top=scene.frame.top + down, height=scene.frame.height - down)
    return replace(scene, frame=frame, canvas=replace(scene.canvas, frame=frame))


def _refuse_what_is_left_out(panel: Panel) -> None:
    found = {
        "dots or lines": any(series.form is not Form.BARS for series in panel.series),
        "bands": bool(panel.bands),
        "reference lines": bool(panel.lines),
        "breaks": bool(panel.breaks),
        "curves": bool(panel.curves),
        "a second axis of values": panel.along is not None,
        "joined marks": panel.connected,
        "a time axis": any(category.position is not None for category in panel.categories),
        "intervals": any(map(_has_interval, _points(panel))),
        "several figures of a series in one row": any(_repeats(panel)),
    }
    refused = [name for name, is_there in found.items() if is_there]
    if refused:
        raise ValueError(
            f"the panel '{panel.key}' has bars together with {', '.join(refused)}: an Office chart"
            " of ours cannot show that yet; draw dots instead, or teach office/bars.py to"
        )


def _points(panel: Panel) -> list[Point]:
    return [point for series in panel.series for point in series.points]


def _has_interval(point: Point) -> bool:
    return (point.low, point.high, point.bound_low, point.bound_high) != (None,) * 4


def _repeats(panel: Panel) -> list[bool]:
    return [
        max(Counter(point.category for point in series.points).values(), default=0) > 1
        for series in panel.series
    ]


def _seen(scene: Scene, parts: Sequence[Part], names: Range) -> str:
    stacked = scene.fitted.plan.chart.stacking is not Stacking.NONE
    return _group(
        scene, "".join(_series(scene, part, at, names) for at, part in enumerate(parts)),
        grouping="stacked" if stacked else "clustered", gap=_gap(scene, len(parts)),
        overlap=100 if stacked else _APART, axes=(X_AXIS, Y_AXIS),
    )  # fmt: skip


def _unseen(scene: Scene, words: Sequence[Part], names: Range, first: int) -> str:
    if not words:
        return ""
    written = (_series(scene, part, at, names) for at, part in enumerate(words, first))
    return _group(
        scene, "".join(written), grouping="clustered", gap=0, overlap=100,
        axes=(SECOND_X_AXIS, SECOND_Y_AXIS),
    )  # fmt: skip


def _group(
    scene: Scene, series: str, *, grouping: str, gap: int, overlap: int, axes: tuple[int, int]
) -> str:
    direction = "bar" if scene.frame.orientation is Orientation.ROWS else "col"
    return (
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="{grouping}"/>'
        f'<c:varyColors val="0"/>{series}<c:gapWidth val="{gap}"/><c:overlap val="{overlap}"/>'
        f'<c:axId val="{axes[0]}"/><c:axId val="{axes[1]}"/></c:barChart>'
    )


def _gap(scene: Scene, count: int) -> int:
    """The air between the bars of two rows, in hundredths of a bar: as on the page."""
    frame = scene.frame
    is_rows = frame.orientation is Orientation.ROWS
    place = (frame.height if is_rows else frame.width) / max(len(frame.panel.categories), 1)
    stacking = scene.fitted.plan.chart.stacking
    share = max(_LEAST_GAP, 1 - _WIDEST_BAR / place)
    if stacking is Stacking.DIVERGING:
        share = max(0.0, 1 - BAR_HEIGHT / place)
    beside = count if stacking is Stacking.NONE else 1
    return min(round(100 * beside * share / (1 - share)), _WIDEST_GAP)


def _series(scene: Scene, part: Part, at: int, names: Range) -> str:
    usual = Counter(part.fills).most_common(1)[0][0]
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx>{strings(part.name)}</c:tx>'
        f'{fill_of(scene, part, usual)}<c:invertIfNegative val="0"/>'
        f"{_differing(scene, part, usual)}"
        f"{labels(part.texts) if part.texts else ''}"
        f"<c:cat>{strings(names)}</c:cat><c:val>{numbers(part.values)}</c:val>"
        f"{label_cells(part.shown) if part.shown and part.texts else ''}</c:ser>"
    )


def _differing(scene: Scene, part: Part, usual: str) -> str:
    """Rows whose bar has a colour of its own."""
    return "".join(
        f'<c:dPt><c:idx val="{row}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"{fill_of(scene, part, colour)}</c:dPt>"
        for row, colour in enumerate(part.fills)
        if colour != usual
    )
