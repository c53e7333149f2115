"""The labels between a panel's title and its plot: of bands, reference lines and breaks.

They stand there, and never inside the plot, so that they cannot meet a point.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from dashboard.charts.geometry import SMALL_LINE, Frame
from dashboard.charts.grammar import Break, Orientation
from dashboard.charts.metrics import text_width, wrapped
from dashboard.charts.theme import SMALL_SIZE

Kind = Literal["band", "line", "break"]
Anchor = Literal["left", "center", "right"]

_BREAK_WIDTH: Final = 150
_LEAST_WIDTH: Final = 84
_GAP: Final = 6.0
_MOST_LINES: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class StripLabel:
    """A label in the strip: `at` is where its line or band stands on the axis, in data; it is
    anchored there, moved by `shift` pixels; `bottom` and `top` are pixels above the plot."""

    kind: Kind
    index: int
    lines: tuple[str, ...]
    at: float
    anchor: Anchor
    shift: float
    bottom: float
    top: float


@dataclass(frozen=True, slots=True)
class _Wish:
    kind: Kind
    index: int
    lines: tuple[str, ...]
    at: float
    anchor: Anchor
    shift: float
    left: float
    right: float

    def meets(self, other: "_Wish") -> bool:
        # The label of a break has air on the side of its line already.
        gap = 1.0 if self.kind == other.kind == "break" else _GAP
        return self.left < other.right + gap and other.left < self.right + gap


def strip_labels(frame: Frame) -> list[StripLabel]:
    """Labels in lanes, the rightmost lowest, so that no break's line runs through a label."""
    lanes: list[tuple[_Wish, float, float]] = []
    for wish in sorted(_wishes(frame), key=lambda w: -w.left):
        under = [top for other, _, top in lanes if wish.meets(other)]
        bottom = max(under, default=2.0)
        lanes.append((wish, bottom, bottom + len(wish.lines) * SMALL_LINE))
    return [
        StripLabel(kind=w.kind, index=w.index, lines=w.lines, at=w.at, anchor=w.anchor,
                   shift=w.shift, bottom=bottom, top=top)
        for w, bottom, top in lanes
    ]  # fmt: skip


def strip_height(frame: Frame) -> float:
    return max((label.top for label in strip_labels(frame)), default=0.0) + 4


def _wishes(frame: Frame) -> list[_Wish]:
    panel = frame.panel
    wishes = [_break(frame, index, item) for index, item in enumerate(panel.breaks) if item.label]
    if frame.orientation is Orientation.COLUMNS:
        return wishes + (_over_first(frame) if frame.number == 0 and not frame.is_alone else [])
    return wishes + _over_rows(frame)


def _over_rows(frame: Frame) -> list[_Wish]:
    lines: list[tuple[Kind, int, str, float]] = [
        ("line", i, item.label, item.value) for i, item in enumerate(frame.panel.lines)
    ]
    bands: list[tuple[Kind, int, str, float]] = [
        ("band", i, item.label, (item.low + item.high) / 2)
        for i, item in enumerate(frame.panel.bands)
    ]
    return [
        _centred(frame, kind, index, label, at) for kind, index, label, at in lines + bands if label
    ]


def _over_first(frame: Frame) -> list[_Wish]:
    """What runs across columns is named over the first of several panels, in its colour."""
    labels: list[tuple[Kind, int, str]] = [
        ("line", i, item.label) for i, item in enumerate(frame.panel.lines)
    ]
    labels += [("band", i, item.label) for i, item in enumerate(frame.panel.bands)]
    found = []
    for kind, index, label in labels:
        if label:
            lines = tuple(wrapped(label, frame.width + frame.end, SMALL_SIZE, bold=True))
            right = frame.left + _width(lines)
            at = frame.category_range[0]
            found.append(_Wish(kind, index, lines, at, "left", 0, frame.left, right))
    return found


def _width(lines: Sequence[str]) -> float:
    return max(text_width(line, SMALL_SIZE, bold=True) for line in lines)


def _centred(frame: Frame, kind: Kind, index: int, label: str, at: float) -> _Wish:
    """Over its line, but not beyond the sides of the panel."""
    lines = tuple(wrapped(label, frame.width, SMALL_SIZE, bold=True))
    half, middle = _width(lines) / 2, frame.value_pixel(at)
    low, high = frame.left - 12, frame.left + frame.width + frame.end + 12
    shift = max(low - (middle - half), 0) - max((middle + half) - high, 0)
    left = middle - half + shift
    return _Wish(kind, index, lines, at, "center", shift, left, left + 2 * half)


def _break(frame: Frame, index: int, item: Break) -> _Wish:
    """To the right of its line, else to the left: where it ends before the next break's line."""
    pixel = frame.category_pixel(item.position)
    before, after = _room(frame, pixel)
    if lines := _lines_in(frame, item, after) or _lines_in(frame, item, before):
        width = _width(lines)
        if width <= after:
            return _Wish("break", index, lines, item.position, "left", 5, pixel, pixel + 5 + width)
        return _Wish("break", index, lines, item.position, "right", -5, pixel - 5 - width, pixel)
    lines = tuple(wrapped(item.label, _most(frame), SMALL_SIZE, bold=True))
    width = _width(lines)
    if pixel + 5 + width <= frame.left + frame.width + frame.end:
        return _Wish("break", index, lines, item.position, "left", 5, pixel, pixel + 5 + width)
    return _Wish("break", index, lines, item.position, "right", -5, pixel - 5 - width, pixel)


def _room(frame: Frame, pixel: float) -> tuple[float, float]:
    """What lies free before and after a break's line, up to the next or the panel's sides."""
    others = [frame.category_pixel(item.position) for item in frame.panel.breaks]
    start = max([at for at in others if at < pixel], default=frame.left - 12)
    end = min([at - 3 for at in others if at > pixel], default=frame.left + frame.width + frame.end)
    return pixel - start - 5 - _GAP, end - pixel - 5


def _lines_in(frame: Frame, item: Break, room: float) -> tuple[str, ...]:
    """The label in a few lines no wider than the room; none where it has no room."""
    lines = tuple(wrapped(item.label, min(room, _most(frame)), SMALL_SIZE, bold=True))
    return lines if _width(lines) <= room and len(lines) <= _MOST_LINES else ()


def _most(frame: Frame) -> float:
    return min(_BREAK_WIDTH, max(frame.width / 2, _LEAST_WIDTH))
