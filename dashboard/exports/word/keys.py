"""The key of a chart or a matrix as a line of text: signs in the colours of the marks.

Not for signs such as ".." in cells and labels: those stand in the notes.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from dashboard.charts.grammar import CellKind, Chart, Emphasis, KeyEntry, Mark, Matrix
from dashboard.charts.matrix import INFERRED_SIGN
from dashboard.charts.styles import BY_ROW
from dashboard.charts.theme import BAND, GUIDE, SHADES, shade, two_sided
from dashboard.exports.word.markup import bold, coloured, run, shaded
from dashboard.exports.word.setting import Setting
from dashboard.exports.word.styles import Role

_SIGNS: Final[dict[Mark, str]] = {
    Mark.DOT: "●",
    Mark.OPEN_DOT: "○",
    Mark.SQUARE: "■",
    Mark.OPEN_SQUARE: "□",
    Mark.DIAMOND: "◆",
    Mark.OPEN_DIAMOND: "◇",
}
_LINE: Final = "━"
_BETWEEN: Final = "\u2003"
_HARD_SPACE: Final = "\u00a0"


def key_of_chart(chart: Chart, setting: Setting) -> str:
    """One paragraph, a line for each group; empty where everything is labelled in place."""
    if not chart.key:
        return ""
    by_row = any(c.emphasis is Emphasis.OWN for p in chart.panels for c in p.categories)
    lines = [
        (bold(f"{group}: ") if group else "")
        + run(_BETWEEN).join(_entry(one, setting, by_row=by_row) for one in entries)
        for group, entries in groupby(chart.key, key=lambda entry: entry.group)
    ]
    return setting.say(Role.KEY, "<w:r><w:br/></w:r>".join(lines))


def _entry(entry: KeyEntry, setting: Setting, *, by_row: bool) -> str:
    emphasis = Emphasis.REGION if by_row and entry.emphasis in BY_ROW else entry.emphasis
    if entry.is_band:
        mark = _box(BAND)
    elif entry.place is not None:
        mark = _box(two_sided(entry.place))
    else:
        sign = _LINE if entry.is_line or entry.mark is None else _SIGNS[entry.mark]
        mark = run(sign, coloured(setting.colours[emphasis]))
    return mark + run(f"{_HARD_SPACE}{entry.label}")


def _box(colour: str) -> str:
    """A filled box with an edge: some fills are too pale to be seen on paper without one."""
    edge = f'<w:bdr w:val="single" w:sz="4" w:space="0" w:color="{GUIDE.removeprefix("#")}"/>'
    return run(_HARD_SPACE * 4, edge + shaded(colour))


def key_of_matrix(matrix: Matrix, setting: Setting) -> str:
    if not matrix.key:
        return ""
    entries = [
        "".join(_samples(matrix, kind)) + run(f"{_HARD_SPACE}{words}") for kind, words in matrix.key
    ]
    return setting.say(Role.KEY, run(_BETWEEN).join(entries))


def _samples(matrix: Matrix, kind: CellKind) -> Iterator[str]:
    """The shades that occur, or one box as cells of this kind have it."""
    if kind is CellKind.INFERRED:
        yield run(INFERRED_SIGN)
        return
    steps = {
        shade(cell.step, matrix.steps)
        for cell in matrix.cells
        if cell.kind is kind and cell.step is not None and not cell.warning
    }
    if kind is CellKind.KNOWN and steps:
        yield from (_box(SHADES[step]) for step in sorted(steps))
        return
    yield run(_HARD_SPACE * 4, dashed())


def dashed() -> str:
    """The edge of what is not fully known."""
    return f'<w:bdr w:val="dashed" w:sz="4" w:space="0" w:color="{GUIDE.removeprefix("#")}"/>'
