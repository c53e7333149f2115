"""What lies under everything in a panel: its own row, bands, lines and breaks, as lines of helpers.

Not for strokes that belong to figures (`behind.py`).
"""

from typing import Final

from dashboard.charts.geometry import is_own
from dashboard.charts.grammar import Emphasis
from dashboard.charts.office.paint import own_row
from dashboard.charts.office.series import Group
from dashboard.charts.office.surroundings import Scene
from warehouse.text import Text

ROW_LINES: Final = Text("Radernas linjer", "Lines of rows")
OWN_ROW: Final = Text("Egen rad", "Own row")
BAND: Final = Text("Fält", "Band")
LINE: Final = Text("Linje", "Line")
BREAK: Final = Text("Brott i serien", "Break in the series")
_ROW_SHARE: Final = 0.88
_BAND_PARTS: Final = 6
# Strokes beside each other overlap by so much, or light would be seen between them.
_SEAM: Final = 0.5


def add_ground(group: Group, scene: Scene) -> None:
    """In this order, each over those before it."""
    _add_own_row(group, scene)
    _add_bands(group, scene)
    _add_row_lines(group, scene)
    _add_lines(group, scene)
    _add_breaks(group, scene)


def _add_own_row(group: Group, scene: Scene) -> None:
    """A ground under it, unless there are bands, which say more."""
    if not scene.is_rows or scene.frame.panel.bands:
        return
    strokes = [
        scene.across(float(index))
        for index, category in enumerate(scene.frame.panel.categories)
        if is_own(category)
    ]
    stroke = scene.stroke(own_row(scene.paint), scene.frame.row_height * _ROW_SHARE)
    group.add_strokes(OWN_ROW.of(scene.language), strokes, stroke)


def _add_row_lines(group: Group, scene: Scene) -> None:
    if scene.is_rows:
        places = [scene.frame.along(category) for category in scene.frame.panel.categories]
        dotted = scene.stroke(scene.paint.hairline, 1, "sysDot")
        strokes = [scene.across(place) for place in places]
        group.add_strokes(ROW_LINES.of(scene.language), strokes, dotted)


def _add_bands(group: Group, scene: Scene) -> None:
    """An area of wide strokes beside each other, whose ends are the band's."""
    frame = scene.frame
    first, last = frame.category_range
    step = (last - first) / _BAND_PARTS
    places = [first + step * (part + 0.5) for part in range(_BAND_PARTS)]
    height = (frame.height if scene.is_rows else frame.width) / _BAND_PARTS
    stroke = scene.stroke(scene.paint.band, height + _SEAM)
    for band in frame.panel.bands:
        strokes = [scene.between(place, band.low, band.high) for place in places]
        group.add_strokes(band.label or BAND.of(scene.language), strokes, stroke)


def _add_lines(group: Group, scene: Scene) -> None:
    first, last = scene.frame.category_range
    for found in scene.frame.panel.lines:
        stroke = scene.stroke(scene.paint.emphasis[found.emphasis], 1.5, "sysDot")
        ends = [scene.at(place, found.value) for place in (first, last)]
        group.add_line(found.label or LINE.of(scene.language), ends, stroke)


def _add_breaks(group: Group, scene: Scene) -> None:
    bottom, top = scene.y_range
    for found in scene.frame.panel.breaks:
        stroke = scene.stroke(scene.paint.emphasis[Emphasis.WARNING], 1.25, "dash")
        ends = [(found.position, bottom), (found.position, top)]
        group.add_line(found.label or BREAK.of(scene.language), ends, stroke)
