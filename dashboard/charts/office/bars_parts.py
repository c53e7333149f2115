"""The bars of a panel as series of Office: which cells each stands on, its colours, its labels.

A stack on both sides of zero has its low side as negative cells, and what stands in the middle as
two halves; both are reckoned from the figures in the sheet of data, which stay positive. Not for
axes and texts around bars.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from dashboard.charts.bars import fits, leaves_panel
from dashboard.charts.geometry import Frame
from dashboard.charts.grammar import Emphasis, Point, Series, Stacking
from dashboard.charts.office.drawing import (
    CLEAR,
    NO_FILL,
    NO_LINE,
    label,
    letters,
    line,
    shape,
    solid,
)
from dashboard.charts.office.figures import Data, Figures, label_cell
from dashboard.charts.office.model import Paint
from dashboard.charts.office.paint import rgb, text_colour
from dashboard.charts.office.sheet import Cell, Formula, Range, Sheet
from dashboard.charts.office.surroundings import Scene
from dashboard.charts.panel_labels import figure_of
from dashboard.charts.styles import colour_of, emphasis_of, label_style, places_of
from dashboard.charts.theme import CARD, TEXT_SIZE, text_on, two_sided
from warehouse.text import Text

IN_CHART: Final = Text("i diagrammet", "in the chart")
HALF: Final = Text("halva", "half")
MIDDLE: Final = Text("mitten", "middle")
_BORDER: Final = 1.5
BarSide = Literal["ctr", "outEnd", "inEnd", "inBase"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A series of bars: `fills` has the colour of each row, `texts` its labels, from `shown`.

    `is_parted` from the bars beside it by a thin line: halves of one bar are not.
    """

    name: Range
    values: Range
    fills: tuple[str, ...]
    texts: tuple[str, ...] = ()
    shown: Range | None = None
    is_parted: bool = True


def parts_of(scene: Scene, data: Data, support: Sheet, stacking: Stacking) -> list[Part]:
    """In the order that they are drawn: within stacks, from zero outwards."""
    if stacking is Stacking.DIVERGING:
        return _both_sides(scene, data, support)
    is_stacked = stacking is Stacking.STACKED
    return [_part(scene, figures, support, is_stacked=is_stacked) for figures in data.figures]


def _part(scene: Scene, figures: Figures, support: Sheet, *, is_stacked: bool) -> Part:
    texts, shown = _labels(scene, figures, support, is_stacked=is_stacked)
    return Part(
        name=figures.name, values=figures.value, fills=_fills(scene, figures), texts=texts,
        shown=shown,
    )  # fmt: skip


def _both_sides(scene: Scene, data: Data, support: Sheet) -> list[Part]:
    """The middle first, its label between its halves; then each side outwards."""
    found: list[Part] = []
    for figures in data.figures:
        if _place(figures) == 0:
            found += _middle(scene, figures, support)
    lows = [figures for figures in data.figures if _place(figures) < 0]
    highs = [figures for figures in data.figures if _place(figures) > 0]
    found += [_negative(scene, figures, support) for figures in reversed(lows)]
    return [*found, *(_part(scene, figures, support, is_stacked=True) for figures in highs)]


def _place(figures: Figures) -> float:
    if figures.series.place is None:
        raise ValueError(f"the series '{figures.series.key}' has no place on a two-sided scale")
    return figures.series.place


def _negative(scene: Scene, figures: Figures, support: Sheet) -> Part:
    name = f"{figures.name.values[0]}: \u2212"
    values = support.add(name, _reckoned(figures, "-{}", lambda value: -value))
    whole = _part(scene, figures, support, is_stacked=True)
    return replace(whole, values=values)


def _middle(scene: Scene, figures: Figures, support: Sheet) -> list[Part]:
    """A bar without length at zero bears the label, so that it stands in the middle of the two."""
    half = f"{figures.name.values[0]}: {HALF.of(scene.language)}"
    left = support.add(f"{half} \u2212", _reckoned(figures, "-{}/2", lambda v: -v / 2))
    right = support.add(f"{half} +", _reckoned(figures, "{}/2", lambda v: v / 2))
    middle = f"{figures.name.values[0]}: {MIDDLE.of(scene.language)}"
    at = support.add(middle, [None if v is None else 0.0 for v in figures.value.values])
    whole = _part(scene, figures, support, is_stacked=True)
    bare = replace(whole, texts=(), shown=None, is_parted=False)
    return [replace(whole, values=at), replace(bare, values=left), replace(bare, values=right)]


def _reckoned(figures: Figures, formula: str, reckon: Callable[[float], float]) -> list[Cell]:
    """Cells that follow those of the figures; blank where these are."""
    return [
        Formula("=" + formula.format(elsewhere(figures.value, index)), reckon(value))
        if isinstance(value, float | int) else None
        for index, value in enumerate(figures.value.values)
    ]  # fmt: skip


def elsewhere(cells: Range, index: int) -> str:
    """A cell as a formula in another sheet calls it."""
    name = cells.sheet.replace("'", "''")
    return f"'{name}'!{cells.here(index)}"


def _fills(scene: Scene, figures: Figures) -> tuple[str, ...]:
    """The colour of each row; rows without a figure have that of most others."""
    known = [_fill(scene, figures.series, p) for p in figures.points if p and p.value is not None]
    usual = Counter(known).most_common(1)[0][0] if known else scene.paint.ink
    return tuple(
        _fill(scene, figures.series, point) if point and point.value is not None else usual
        for point in figures.points
    )


def _fill(scene: Scene, series: Series, point: Point) -> str:
    if series.place is not None:
        return rgb(two_sided(series.place))
    return scene.paint.emphasis[_emphasis(scene.frame, series, point)]


def _emphasis(frame: Frame, series: Series, point: Point) -> Emphasis:
    return emphasis_of(frame, series, places_of(frame)[point.category])


Labels = tuple[tuple[str, ...], Range | None]


def _labels(scene: Scene, figures: Figures, support: Sheet, *, is_stacked: bool) -> Labels:
    """Labels where they have room, else only their figure, else none; as on the page."""
    texts = [
        _text(scene.frame, point, is_stacked=is_stacked) if point else ""
        for point in figures.points
    ]
    if not any(texts):
        return (), None
    written = [
        _label(scene, figures.series, point, (index, text), is_stacked=is_stacked)
        for index, (point, text) in enumerate(zip(figures.points, texts, strict=True))
        if point and text
    ]
    return tuple(written), _shown(scene, figures, texts, support)


def _text(frame: Frame, point: Point, *, is_stacked: bool) -> str:
    if point.value is None:
        return ""
    tried = (point.label, figure_of(point.label)) if is_stacked else (point.label,)
    return next((text for text in tried if not is_stacked or fits(frame, point, text)), "")


def _shown(scene: Scene, figures: Figures, texts: Sequence[str], support: Sheet) -> Range:
    """The cells of these labels: those beside the figures, unless some have only their figure."""
    labels = [point.label if point else "" for point in figures.points]
    is_whole = all(text in ("", whole) for text, whole in zip(texts, labels, strict=True))
    if figures.label is not None and is_whole:
        return figures.label
    cells = [
        label_cell(replace(point, label=text), elsewhere(figures.value, index))
        if point and text else None
        for index, (point, text) in enumerate(zip(figures.points, texts, strict=True))
    ]  # fmt: skip
    return support.add(f"{figures.name.values[0]}: {IN_CHART.of(scene.language)}", cells)


def _label(
    scene: Scene, series: Series, point: Point, said: tuple[int, str], *, is_stacked: bool
) -> str:
    frame, paint = scene.frame, scene.paint
    side: BarSide = "ctr" if is_stacked else "outEnd"
    colour = text_colour(paint, _emphasis(frame, series, point))
    if not is_stacked and leaves_panel(frame, point):
        side = "inEnd"
    if side != "outEnd":
        colour = _ink_on(paint, colour_of(frame, series, point))
    bold = label_style(frame, series, point)[1]
    run = letters(colour, scene.canvas.points(TEXT_SIZE), bold=bold, tag="a:rPr")
    return bar_label(*said, run, side)


def bar_label(
    index: int, text: str, run: str, side: BarSide, *, layout: str = "", ground: str = ""
) -> str:
    """A label as bars have it: the sides of an XY chart are not theirs. It may have a ground."""
    written = label(index, text, run, "ctr", layout=layout)
    written = written.replace('<c:dLblPos val="ctr"/>', f'<c:dLblPos val="{side}"/>')
    return written.replace(CLEAR, shape(NO_LINE, solid(ground))) if ground else written


def _ink_on(paint: Paint, background: str) -> str:
    """White or ink on a bar, as it reads better there."""
    return paint.card if text_on(background) == CARD else paint.ink


def fill_of(scene: Scene, part: Part, colour: str) -> str:
    """`c:spPr` of a bar: a hairline in the colour of the ground parts it from the next."""
    if not colour:
        return shape(NO_LINE, NO_FILL)
    border = line(scene.paint.card, scene.canvas.points(_BORDER)) if part.is_parted else NO_LINE
    return shape(border, solid(colour))
