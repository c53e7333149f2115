"""What surrounds the marks of a panel: its titles, row names, lines, bands, breaks and names.

As Plotly annotations and shapes. Not for axes and marks.
"""

from collections.abc import Iterator
from itertools import accumulate
from math import floor
from typing import Final

from dashboard.charts.geometry import (
    SMALL_LINE,
    TITLE_LINE,
    Frame,
    Plan,
    Width,
    is_own,
    is_own_panel,
    share_categories,
)
from dashboard.charts.grammar import Orientation
from dashboard.charts.metrics import text_width
from dashboard.charts.names import end_names
from dashboard.charts.plan import subtitle_lines, title_lines
from dashboard.charts.rows import BAR_HEIGHT, category_lines, lines_above, note_rooms
from dashboard.charts.signs_drawn import missing_sign
from dashboard.charts.strips import StripLabel, strip_labels
from dashboard.charts.styles import Json, axes_of, escaped, quoted, refs
from dashboard.charts.theme import (
    BAND,
    BAND_LABEL,
    CARD,
    EMPHASIS,
    INK,
    OWN,
    OWN_ROW,
    SMALL_SIZE,
    SOFT,
    STAMP,
    STAMP_SIZE,
    TEXT_SIZE,
    WARNING,
)

_ROW_SHARE: Final = 0.44
_OVERHANG: Final = 10
_AT_SIDE: Final = 4
_STAMP_MARGIN: Final = 24


def annotation(text: str, *, size: int, colour: str, bold: bool = False, **placed: object) -> Json:
    """A text without arrow or box; what it is placed by is given in Plotly's words."""
    return {
        "text": f"<b>{text}</b>" if bold else text,
        "showarrow": False, "borderpad": 0, "font": {"size": size, "color": colour}, **placed,
    }  # fmt: skip


def joined(lines: list[str] | tuple[str, ...]) -> str:
    return "<br>".join(map(escaped, lines))


def annotations(plan: Plan, frame: Frame, width: Width) -> list[Json]:
    return [
        *_titles(plan, frame),
        *_row_names(plan, frame, width),
        *_notes(plan, frame),
        *_missing(frame),
        *(_strip(frame, label) for label in strip_labels(frame)),
        *end_names(frame, width),
    ]


def stamped(plan: Plan) -> Iterator[Json]:
    """The word across the whole drawing; behind nothing, so that no bar hides it.

    Never wider than the drawing: half a word on a phone would say nothing. Half of what is
    between the margins, and then half of what one margin has more than the other, is the middle
    of the drawing, however wide the window makes it.
    """
    if plan.chart.stamp:
        wide = text_width(plan.chart.stamp, STAMP_SIZE, bold=True)
        size = floor(STAMP_SIZE * min(1.0, (plan.width - _STAMP_MARGIN) / wide))
        yield annotation(
            plan.chart.stamp, size=size, colour=STAMP, bold=True, xref="paper", yref="paper",
            x=0.5, y=0.5, xanchor="center", yanchor="middle", textangle=0,
            xshift=(plan.right - plan.left) / 2,
        )  # fmt: skip


def _titles(plan: Plan, frame: Frame) -> Iterator[Json]:
    top = frame.top - frame.strip - frame.header
    at: Json = {"xref": "paper", "yref": "paper", "x": plan.paper_x(frame.left), "align": "left",
          "xanchor": "left", "yanchor": "top"}  # fmt: skip
    title, subtitle = title_lines(frame), subtitle_lines(frame)
    if title:
        colour = OWN if is_own_panel(plan, frame) else INK
        yield annotation(joined(title), size=TEXT_SIZE, colour=colour, bold=True,
                         y=plan.paper_y(top), **at)  # fmt: skip
    top += len(title) * TITLE_LINE
    if subtitle:
        yield annotation(joined(subtitle), size=SMALL_SIZE, colour=SOFT, y=plan.paper_y(top), **at)
    if frame.panel.axis.title:
        yield _axis_title(plan, frame)
    if frame.panel.along is not None and frame.panel.along.title:
        yield _along_title(plan, frame, frame.panel.along.title)


def _axis_title(plan: Plan, frame: Frame) -> Json:
    """Under the figures of rows, over those of columns: never turned on its side."""
    rows = frame.orientation is Orientation.ROWS
    edge = frame.top + frame.height + 22 if rows else frame.top - frame.strip - SMALL_LINE - 8
    at_edge = not rows and frame.column == 0
    return annotation(
        escaped(frame.panel.axis.title), size=SMALL_SIZE, colour=SOFT, xref="paper", yref="paper",
        x=plan.paper_x(frame.left), y=plan.paper_y(edge), xanchor="left", yanchor="top",
        xshift=-plan.left if at_edge else 0,
    )  # fmt: skip


def _along_title(plan: Plan, frame: Frame, title: str) -> Json:
    """Under the figures of a scatter's second axis."""
    return annotation(
        escaped(title), size=SMALL_SIZE, colour=SOFT, xref="paper", yref="paper",
        x=plan.paper_x(frame.left), y=plan.paper_y(frame.top + frame.height + 22),
        xanchor="left", yanchor="top",
    )  # fmt: skip


def _row_names(plan: Plan, frame: Frame, width: Width) -> Iterator[Json]:
    panels = [f.panel for f in plan.frames]
    if frame.orientation is Orientation.COLUMNS or (frame.column and share_categories(panels)):
        return
    for category in frame.panel.categories:
        lines = lines_above(category, width) if frame.names else category_lines(category, width)
        own = is_own(category)
        yield annotation(
            _linked(joined(lines), category.address), size=TEXT_SIZE, bold=own,
            colour=OWN if own else INK, xref="paper", yref=axes_of(frame)["yaxis"], x=0,
            y=frame.along(category), xanchor="left", yanchor="bottom" if frame.names else "middle",
            xshift=-plan.left, align="left",
            yshift=BAR_HEIGHT / 2 + 1 if frame.names else 0,
            **_on_its_row(own) if frame.names else {},
        )  # fmt: skip


def _on_its_row(own: bool) -> Json:
    """A name over its row hides the lines that would go through it."""
    return {"bgcolor": OWN_ROW if own else CARD}


def _linked(text: str, address: str | None) -> str:
    """Plotly opens a link in a window of its own unless told otherwise."""
    if address is None:
        return text
    return f'<a href="{quoted(address)}" target="_self">{text}</a>'


def _notes(plan: Plan, frame: Frame) -> Iterator[Json]:
    """Columns of text at the right of the rows, ranged right, under their titles."""
    _, y = refs(frame)
    rooms = note_rooms(plan.chart)
    ends = accumulate(rooms, initial=plan.right - sum(rooms) - _AT_SIDE)
    for at, (title, end) in enumerate(zip(frame.panel.note_titles, list(ends)[1:], strict=False)):
        place: Json = {"xref": "paper", "x": 1, "xanchor": "right", "xshift": end}
        yield annotation(escaped(title), size=SMALL_SIZE, colour=SOFT, yref=f"{y} domain", y=1,
                         yanchor="bottom", yshift=4, **place)  # fmt: skip
        for category in frame.panel.categories:
            own = is_own(category)
            yield annotation(escaped(category.notes[at]), size=TEXT_SIZE, bold=own,
                             colour=OWN if own else INK, yref=y, y=frame.along(category),
                             yanchor="middle", **place)  # fmt: skip


def _missing(frame: Frame) -> Iterator[Json]:
    """The sign of why there is no figure, where the figure would have stood."""
    x, y = refs(frame)
    for category in frame.panel.categories:
        sign = missing_sign(frame.panel, category)
        if not sign:
            continue
        style: Json = {"size": TEXT_SIZE, "colour": SOFT}
        at = frame.along(category)
        if frame.orientation is Orientation.ROWS:
            yield annotation(sign, **style, xref=f"{x} domain", yref=y, x=0, y=at,
                             xanchor="left", yanchor="middle", xshift=4)  # fmt: skip
        else:
            yield annotation(sign, **style, xref=x, yref=f"{y} domain", x=at, y=0,
                             xanchor="center", yanchor="bottom", yshift=2)  # fmt: skip


_STRIP_COLOURS: Final = {"band": BAND_LABEL, "line": INK, "break": WARNING}


def _strip(frame: Frame, label: StripLabel) -> Json:
    x, y = refs(frame)
    return annotation(
        joined(label.lines), size=SMALL_SIZE, colour=_STRIP_COLOURS[label.kind],
        bold=label.kind != "line", xref=x, yref=f"{y} domain", x=label.at, y=1,
        xanchor=label.anchor, yanchor="bottom", xshift=label.shift, yshift=label.bottom,
        align=label.anchor,
    )  # fmt: skip


def shapes(frame: Frame) -> list[Json]:
    tops: _Tops = {(label.kind, label.index): label for label in strip_labels(frame)}
    return [*_own_rows(frame), *_bands(frame), *_lines(frame, tops), *_breaks(frame, tops)]


def _own_rows(frame: Frame) -> Iterator[Json]:
    if frame.orientation is Orientation.COLUMNS or frame.panel.bands:
        return
    x, y = refs(frame)
    over = _OVERHANG / frame.width
    for index, category in enumerate(frame.panel.categories):
        if is_own(category):
            yield {
                "type": "rect", "layer": "below", "fillcolor": OWN_ROW, "line": {"width": 0},
                "xref": f"{x} domain", "yref": y, "x0": -over, "x1": 1 + over,
                "y0": index - _ROW_SHARE, "y1": index + _ROW_SHARE,
            }  # fmt: skip


def _across(frame: Frame, low: float, high: float, top: float = 1.0) -> Json:
    """From one value to another, over the whole panel and up to `top` of its height."""
    x, y = refs(frame)
    if frame.orientation is Orientation.ROWS:
        return {"xref": x, "yref": f"{y} domain", "x0": low, "x1": high, "y0": 0, "y1": top}
    return {"xref": f"{x} domain", "yref": y, "x0": 0, "x1": 1, "y0": low, "y1": high}


def _bands(frame: Frame) -> Iterator[Json]:
    for band in frame.panel.bands:
        yield {"type": "rect", "layer": "below", "fillcolor": BAND, "line": {"width": 0},
               **_across(frame, band.low, band.high)}  # fmt: skip


_Tops = dict[tuple[str, int], StripLabel]


def _lines(frame: Frame, tops: _Tops) -> Iterator[Json]:
    for index, line in enumerate(frame.panel.lines):
        label = tops.get(("line", index))
        top = 1 + (label.bottom / frame.height if label else 0)
        stroke = {"color": EMPHASIS[line.emphasis], "width": 1.5, "dash": "dot"}
        yield {"type": "line", "layer": _layer(frame, line.value), "line": stroke,
               **_across(frame, line.value, line.value, top)}  # fmt: skip


def _layer(frame: Frame, value: float) -> str:
    """Under the marks; but on top where a line of the grid would lie on it and hide it."""
    pixel = frame.value_pixel(value)
    hidden = any(abs(frame.value_pixel(tick.value) - pixel) < 2 for tick in frame.panel.axis.ticks)
    return "above" if hidden else "below"


def _breaks(frame: Frame, tops: _Tops) -> Iterator[Json]:
    x, y = refs(frame)
    for index, item in enumerate(frame.panel.breaks):
        label = tops.get(("break", index))
        yield {
            "type": "line", "layer": "below",
            "line": {"color": WARNING, "width": 1.25, "dash": "4px,3px"},
            "xref": x, "yref": f"{y} domain", "x0": item.position, "x1": item.position,
            "y0": 0, "y1": 1 + (label.top / frame.height if label else 0),
        }  # fmt: skip
