"""The marks of a panel and the labels at them, as series of an XY chart.

Nothing is joined over a gap or another segment: each stretch of a line is a series of its own,
with the same name. Not for strokes under the marks (`behind.py`).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from dashboard.charts.grammar import Emphasis, Form, Mark, Point
from dashboard.charts.labels import Side as Beside
from dashboard.charts.office.behind import at
from dashboard.charts.office.drawing import (
    NO_LINE,
    Dash,
    Side,
    Symbol,
    label,
    label_cells,
    labels,
    letters,
    line,
    marker,
    shape,
)
from dashboard.charts.office.figures import Data, Figures
from dashboard.charts.office.paint import themed
from dashboard.charts.office.series import NO_MARKER, Group, Series, Word
from dashboard.charts.office.sheet import Cell
from dashboard.charts.office.surroundings import Scene
from dashboard.charts.panel_labels import Far, Labelled, radius
from dashboard.charts.styles import emphasis_of, label_style, places_of
from dashboard.charts.theme import DIAMONDS, OPEN_MARKS, TEXT_SIZE
from warehouse.text import Text

FAR: Final = Text("Etiketter vid intervallens ändar", "Labels at the ends of intervals")
SHORT: Final = Text("Korta etiketter", "Short labels")

_SYMBOLS: Final[dict[Mark, Symbol]] = {
    Mark.DOT: "circle", Mark.OPEN_DOT: "circle",
    Mark.SQUARE: "square", Mark.OPEN_SQUARE: "square",
    Mark.DIAMOND: "diamond", Mark.OPEN_DIAMOND: "diamond",
}  # fmt: skip
_SIDES: Final[dict[Beside, Side]] = {
    Beside.LEFT: "l", Beside.RIGHT: "r", Beside.ABOVE: "t", Beside.BELOW: "b",
}  # fmt: skip
_WAYS: Final[dict[Beside, tuple[int, int]]] = {
    Beside.LEFT: (-1, 0), Beside.RIGHT: (1, 0), Beside.ABOVE: (0, -1), Beside.BELOW: (0, 1),
}  # fmt: skip
_OPEN_LINE: Final = 1.75
_RING: Final = 0.75


def add_marks(group: Group, scene: Scene, data: Data, placed: Labelled) -> None:
    """Series in the order of the page: one's own on top, diamonds under dots."""
    ordered = sorted(
        data.figures,
        key=lambda f: (f.series.mark not in DIAMONDS, f.series.emphasis is Emphasis.OWN),
    )
    for figures in ordered:
        for part in _stretches(figures):
            _add_series(group, scene, part, placed)
    group.add_words(FAR.of(scene.language), [_far(scene, data, far) for far in placed.far])
    group.add_words(SHORT.of(scene.language), list(_short(scene, data, placed)))


def _stretches(figures: Figures) -> Iterator[Figures]:
    """The rows of each segment of a line; dots are joined by nothing and stay together."""
    if figures.series.form is not Form.LINE:
        yield figures
        return
    filled = [(index, point) for index, point in enumerate(figures.points) if point]
    for _, found in groupby(filled, key=lambda pair: pair[1].segment):
        rows = [index for index, _ in found]
        if len(rows) != rows[-1] - rows[0] + 1:
            # A blank row would part what belongs together.
            raise ValueError(f"the line {figures.series.key} skips a row of its panel")
        yield figures.part(rows[0], rows[-1] + 1)


def _add_series(group: Group, scene: Scene, figures: Figures, placed: Labelled) -> None:
    stroke = _stroke(scene, figures)
    marks = [_mark(scene, figures, p) for p in figures.points]
    usual = Counter(filter(None, marks)).most_common(1)
    if not usual:
        return
    mark = usual[0][0]
    texts = list(_near(scene, figures, placed))
    written = labels(texts) if texts else ""
    different = "".join(_different(marks, mark, stroke))
    group.series.append(
        Series(
            name=figures.name, x=figures.x, y=figures.y,
            before=shape(stroke) + mark + different + written,
            after=label_cells(figures.label) if texts and figures.label else "",
        )
    )  # fmt: skip
    _add_hollows(group, scene, figures)


def _add_hollows(group: Group, scene: Scene, figures: Figures) -> None:
    """The insides of open marks, at the same cells: not all readers draw the line of a mark."""
    hollows = [_hollow(scene, figures, p) if p and _is_open(figures, p) else NO_MARKER
               for p in figures.points]  # fmt: skip
    usual = next((one for one in hollows if one != NO_MARKER), "")
    if usual:
        before = shape(NO_LINE) + usual + "".join(_different(hollows, usual, NO_LINE))
        group.series.append(
            Series(name=figures.name, x=figures.x, y=figures.y, before=before, after="")
        )


def _is_open(figures: Figures, point: Point) -> bool:
    return point.value is not None and (point.mark or figures.series.mark) in OPEN_MARKS


def _stroke(scene: Scene, figures: Figures) -> str:
    series = figures.series
    if series.form is not Form.LINE:
        return NO_LINE
    dash: Dash = "sysDot" if series.emphasis is Emphasis.NATION else "solid"
    width = 2.5 if series.emphasis is Emphasis.OWN else 1.5
    return line(scene.paint.emphasis[series.emphasis], scene.canvas.points(width), dash)


def _mark(scene: Scene, figures: Figures, point: Point | None) -> str:
    """Filled, with a thin ring of white, which keeps it apart from what it lies on.

    Empty for a point without a figure. An open mark is a larger one with its inside over it.
    """
    if point is None or point.value is None:
        return ""
    category = places_of(scene.frame)[point.category]
    colour = scene.paint.emphasis[emphasis_of(scene.frame, figures.series, category)]
    more = _OPEN_LINE if _is_open(figures, point) else 0
    return _symbol(scene, figures, point, more, colour)


def _hollow(scene: Scene, figures: Figures, point: Point) -> str:
    return _symbol(scene, figures, point, -_OPEN_LINE, scene.paint.card)


def _symbol(scene: Scene, figures: Figures, point: Point, more: float, colour: str) -> str:
    kind = point.mark or figures.series.mark
    size = scene.canvas.points(2 * radius(scene.frame, figures.series, point) + more)
    return marker(_SYMBOLS[kind], size, colour, line(scene.paint.card, _RING))


def _different(marks: Sequence[str], usual: str, stroke: str) -> Iterator[str]:
    """Points whose marks are not as those of most."""
    for index, mark in enumerate(marks):
        if mark and mark != usual:
            yield (
                f'<c:dPt><c:idx val="{index}"/>{mark}<c:bubble3D val="0"/>{shape(stroke)}</c:dPt>'
            )


def _near(scene: Scene, figures: Figures, placed: Labelled) -> Iterator[str]:
    """Labels that stand at their marks and are written whole: cells of the data."""
    for index, point in enumerate(figures.points):
        side = _side(figures, point, placed)
        if point and side and placed.written(figures.series, point) == point.label:
            yield label(index, point.label, _letters(scene, figures, point), side)


def _side(figures: Figures, point: Point | None, placed: Labelled) -> Side | None:
    if point is None or point.value is None or not point.label:
        return None
    side = placed.side(figures.series, point)
    return _SIDES[side] if side else None


def _letters(scene: Scene, figures: Figures, point: Point) -> str:
    colour, bold = label_style(scene.frame, figures.series, point)
    size = scene.canvas.points(TEXT_SIZE)
    return letters(themed(scene.paint, colour), size, bold=bold, tag="a:rPr")


def _short(scene: Scene, data: Data, placed: Labelled) -> Iterator[Word]:
    """Labels with words for which there is no room: the figure alone, at the same cells."""
    for figures in data.figures:
        for index, point in enumerate(figures.points):
            side = _side(figures, point, placed)
            if point and side and placed.written(figures.series, point) != point.label:
                text = placed.written(figures.series, point)
                yield _word(scene, figures, point, text, side, at(figures.value, index))


def _far(scene: Scene, data: Data, far: Far) -> Word:
    """A label at the end of its interval: its place and its text follow the data.

    Where it stands beside the interval, it is moved off the mark, which Office does not know of.
    """
    figures = data.of(far.series)
    index = figures.row_of(far.point)
    written = placed_text(figures, index)
    end = _end(scene, figures, far)
    word = _word(scene, figures, far.point, written, _SIDES[far.side], end)
    away = radius(scene.frame, far.series, far.point) if far.anchor == far.point.value else 0.0
    across, down = _WAYS[far.side]
    return replace(word, across=across * away, down=down * away)


def placed_text(figures: Figures, index: int) -> Cell:
    assert figures.label is not None
    return at(figures.label, index)


def _end(scene: Scene, figures: Figures, far: Far) -> Cell:
    """The cell of the interval's end where the label stands, if that lies inside the panel."""
    axis = scene.frame.panel.axis
    index = figures.row_of(far.point)
    ends = [one for pair in (figures.interval, figures.bounds) if pair
            for one in (pair.low, pair.high)]  # fmt: skip
    for one in (*ends, figures.value):
        if one.values[index] == far.anchor and axis.low <= far.anchor <= axis.high:
            return at(one, index)
    return min(max(far.anchor, axis.low), axis.high)


def _word(
    scene: Scene, figures: Figures, point: Point, text: Cell, side: Side, value: Cell
) -> Word:
    colour, bold = label_style(scene.frame, figures.series, point)
    along = scene.frame.along(places_of(scene.frame)[point.category])
    x, y = (value, along) if scene.is_rows else (along, value)
    return Word(text=text, x=x, y=y, side=side, colour=themed(scene.paint, colour),
                size=TEXT_SIZE, bold=bold)  # fmt: skip
