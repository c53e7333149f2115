"""The key of a chart or a matrix as a line of text: signs in the colours of the marks.

Not for signs such as ".." in cells and labels: those stand in the notes.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from dashboard.charts.grammar import CellKind, Chart, KeyEntry, Matrix
from dashboard.charts.matrix_look import plain, sample
from dashboard.charts.styles import emphasis_in_key
from dashboard.charts.theme import BAND, GUIDE, SHADES, two_sided
from dashboard.exports.key_signs import sign_of
from dashboard.exports.word.markup import bold, coloured, run, shaded
from dashboard.exports.word.setting import Setting
from dashboard.exports.word.styles import Role

_BETWEEN: Final = "\u2003"
_HARD_SPACE: Final = "\u00a0"


def key_of_chart(chart: Chart, setting: Setting) -> str:
    """One paragraph, a line for each group; empty where everything is labelled in place."""
    if not chart.key:
        return ""
    lines = [
        (bold(f"{group}: ") if group else "")
        + run(_BETWEEN).join(_entry(chart, one, setting) for one in entries)
        for group, entries in groupby(chart.key, key=lambda entry: entry.group)
    ]
    return setting.say(Role.KEY, "<w:r><w:br/></w:r>".join(lines))


def _entry(chart: Chart, entry: KeyEntry, setting: Setting) -> str:
    if entry.is_band:
        mark = _box(BAND)
    elif entry.place is not None:
        mark = _box(two_sided(entry.place))
    else:
        colour = setting.colours[emphasis_in_key(chart, entry)]
        mark = run(sign_of(entry), coloured(colour))
    return mark + run(f"{_HARD_SPACE}{entry.label}")


def _box(colour: str) -> str:
    """A filled box with an edge: some fills are too pale to be seen on paper without one."""
    return run(_HARD_SPACE * 4, _edge("single") + shaded(colour))


def key_of_matrix(matrix: Matrix, setting: Setting) -> str:
    if not matrix.key:
        return ""
    entries = [
        "".join(_samples(matrix, kind)) + run(f"{_HARD_SPACE}{words}") for kind, words in matrix.key
    ]
    return setting.say(Role.KEY, run(_BETWEEN).join(entries))


def _samples(matrix: Matrix, kind: CellKind) -> Iterator[str]:
    """The sign or the shades that occur, or one box as cells of this kind have it."""
    found = sample(matrix, kind)
    if found.sign:
        yield run(found.sign)
    elif found.shades:
        yield from (_box(SHADES[index]) for index in found.shades)
    else:
        yield run(_HARD_SPACE * 4, _edge("dashed" if plain(kind).dashed else "single"))


def _edge(line: str) -> str:
    colour = GUIDE.removeprefix("#")
    return f'<w:bdr w:val="{line}" w:sz="4" w:space="0" w:color="{colour}"/>'
