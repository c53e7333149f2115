"""How large a table is: letters, columns and rows, and how many slides its rows need.

PowerPoint makes rows higher when their text needs it and pushes a table off its slide; here every
row's height is measured first. Not for how a table is written: `grids.py`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dashboard.charts.metrics import text_width
from dashboard.exports.slides.lettering import LINE, line_count, word_width

ACROSS: Final = 5.0
DOWN: Final = 3.0
SOFT_HYPHEN: Final = "\u00ad"
# A table that fits one slide has letters as large as they may be; else those that need fewest.
_LARGE: Final = (13.0, 12.0, 11.0)
_SMALL: Final = (10.5, 10.0, 9.5)
_NARROWEST: Final = 26.0
# No column is asked to be wider for one word or one text than this.
_LONG_WORD: Final = 130.0
_LONG_TEXT: Final = 420.0
_STRETCH: Final = 1.4
# Rows of a table that leaves room may be so much higher, in sizes of their letters.
_AIR: Final = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """`background` and `colour` are DrawingML, empty for none; `columns` and `rows` are merged.
    `dashed` is the colour of a dashed line around it, empty for none.

    Soft hyphens in its text say where a word may be broken.
    """

    text: str
    colour: str
    background: str = ""
    bold: bool = False
    align: str = "l"
    dashed: str = ""
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """Cells by the column they begin in; `is_group` for a heading of the rows after it."""

    cells: dict[int, GridCell]
    is_group: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """`even`: all columns but the first are equally wide. `gap` is the width of the lines between
    cells, in points, and `line` their colour: the background's where cells stand apart.
    """

    name: str
    description: str
    head: tuple[GridRow, ...]
    rows: tuple[GridRow, ...]
    columns: int
    even: bool
    gap: float
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What of a grid stands on one slide, with its head; `heights` of all these rows."""

    grid: Grid
    size: float
    widths: tuple[float, ...]
    rows: tuple[GridRow, ...]
    heights: tuple[float, ...]

    @property
    def height(self) -> float:
        return sum(self.heights)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """`are_whole` where no word has to be broken but at its own hyphens."""

    size: float
    widths: tuple[float, ...]
    wider: float
    are_whole: bool


def parted(
    grid: Grid, width: float, room: float, wider: float, most: int | None = None
) -> list[Part]:
    """The grid on one slide in large letters, or on as few as it needs, about as much on each; on
    full slides where these are more than `most`.
    """
    if most is not None:
        grid = _beginning(grid, most, room)
    for size in _LARGE:
        parts = _laid_out(grid, width, room, size, wider) if _may_fit(grid, size, room) else None
        if parts and len(parts.parts) == 1 and parts.columns.are_whole:
            return [_airy(parts.parts[0], room)]
    small = [_laid_out(grid, width, room, size, wider) for size in _SMALL]
    whole = [laid for laid in small if laid.columns.are_whole] or small[-1:]
    laid = min(whole, key=lambda one: len(one.parts))
    if len(laid.parts) == 1:
        return [_airy(laid.parts[0], room)]
    if most is not None and len(laid.parts) > most:
        return laid.parts
    return _evened(grid, laid.columns, room, laid.parts)


def _beginning(grid: Grid, most: int, room: float) -> Grid:
    """As many of its rows as so many slides could hold, and one more."""
    lines = int(most * room / _least_row(_SMALL[-1])) + 1
    return replace(grid, rows=grid.rows[:lines])


def _may_fit(grid: Grid, size: float, room: float) -> bool:
    """Measuring is slow: what would not fit even in rows of one line is not measured."""
    return (len(grid.rows) + len(grid.head)) * _least_row(size) <= room


def _least_row(size: float) -> float:
    return size * LINE + 2 * DOWN


@dataclass(frozen=True, slots=True)
class _LaidOut:
    columns: Columns
    parts: list[Part]


def _laid_out(grid: Grid, width: float, room: float, size: float, wider: float) -> _LaidOut:
    columns = columns_of(grid, width, size, wider)
    return _LaidOut(columns, _with_heights(grid, columns, room))


def columns_of(grid: Grid, width: float, size: float, wider: float) -> Columns:
    words, texts = _longest(grid)
    pad = 2 * ACROSS + 1
    least = [max(min(word * size * wider, _LONG_WORD) + pad, _NARROWEST) for word in words]
    wanted = [max(min(text * size * wider, _LONG_TEXT) + pad, _NARROWEST) for text in texts]
    widths = _even(least, wanted, width) if grid.even else _shared(least, wanted, width)
    are_whole = all(have + 0.01 >= need for have, need in zip(widths, least, strict=True))
    return Columns(size=size, widths=tuple(widths), wider=wider, are_whole=are_whole)


def _even(least: list[float], wanted: list[float], width: float) -> list[float]:
    others = len(least) - 1
    if not others:
        return [min(wanted[0], width)]
    narrowest = max(least[0], 0.2 * width)
    needed = max(least[1:])
    first = min(wanted[0], max(width - needed * others, narrowest), 0.36 * width)
    if needed * others <= width - first:
        return [first, *([(width - first) / others] * others)]
    spare = max(width - narrowest - sum(least[1:]), 0) / others
    uneven = [narrowest, *(one + spare for one in least[1:])]
    return [one * width / sum(uneven) for one in uneven]


def _shared(least: list[float], wanted: list[float], width: float) -> list[float]:
    """As wide as the words want, where there is room; else what is left after the longest word of
    each is shared out by how much each wants.
    """
    if sum(wanted) <= width:
        stretch = min(width / sum(wanted), _STRETCH)
        return [one * stretch for one in wanted]
    if sum(least) >= width:
        return [one * width / sum(least) for one in least]
    share = (width - sum(least)) / (sum(wanted) - sum(least))
    return [low + (high - low) * share for low, high in zip(least, wanted, strict=True)]


def _longest(grid: Grid) -> tuple[list[float], list[float]]:
    """Of each column the width of its longest word, and of its longest text, at one point."""
    words, texts = [0.0] * grid.columns, [0.0] * grid.columns
    for row in (*grid.head, *grid.rows):
        for column, cell in row.cells.items():
            if cell.columns == 1:
                word, text = _widths(cell)
                words[column] = max(words[column], word)
                texts[column] = max(texts[column], text)
    return words, texts


def _widths(cell: GridCell) -> tuple[float, float]:
    words = cell.text.replace(SOFT_HYPHEN, "- ").split(" ")
    longest = max(word_width(word, cell.bold) for word in words)
    return longest, sum(word_width(f"{word} ", cell.bold) for word in words)


def written(cell: GridCell, column: int, widths: Sequence[float], size: float, wider: float) -> str:
    """Its text, with a hyphen and a new line in each word that is wider than its column."""
    if SOFT_HYPHEN not in cell.text:
        return cell.text
    room = (sum(widths[column : column + cell.columns]) - 2 * ACROSS) / wider
    return " ".join(_broken(word, room, size, bold=cell.bold) for word in cell.text.split(" "))


def _broken(word: str, room: float, size: float, *, bold: bool) -> str:
    whole = word.replace(SOFT_HYPHEN, "")
    fits = text_width(whole, size, bold=bold) <= room
    return whole if fits else word.replace(SOFT_HYPHEN, "-\n")


def _row_height(row: GridRow, columns: Columns) -> float:
    lines = [_lines(cell, column, columns) for column, cell in row.cells.items() if cell.rows == 1]
    return max(lines, default=1) * columns.size * LINE + 2 * DOWN


def _lines(cell: GridCell, column: int, columns: Columns) -> int:
    room = sum(columns.widths[column : column + cell.columns]) - 2 * ACROSS
    text = written(cell, column, columns.widths, columns.size, columns.wider)
    return line_count(text, room / columns.wider, columns.size, bold=cell.bold)


def _with_heights(grid: Grid, columns: Columns, room: float) -> list[Part]:
    head = [_row_height(row, columns) for row in grid.head]
    heights = [_row_height(row, columns) for row in grid.rows]
    return [
        _part(grid, columns, head, rows) for rows in _filled(grid.rows, heights, room - sum(head))
    ]


_Measured = list[tuple[GridRow, float]]


def _part(grid: Grid, columns: Columns, head: list[float], rows: _Measured) -> Part:
    return Part(
        grid=grid,
        size=columns.size,
        widths=columns.widths,
        rows=tuple(row for row, _ in rows),
        heights=(*head, *(height for _, height in rows)),
    )


def _filled(rows: Sequence[GridRow], heights: Sequence[float], room: float) -> Iterator[_Measured]:
    """A heading is never the last of a slide, and is said again where its rows go on."""
    found: _Measured = []
    heading: _Measured = []
    used = 0.0
    for index, (row, needed) in enumerate(zip(rows, heights, strict=True)):
        with_next = heights[index + 1] if row.is_group and index + 1 < len(heights) else 0.0
        if found and used + needed + with_next > room:
            yield found
            found = [] if row.is_group else list(heading)
            used = sum(height for _, height in found)
        if row.is_group:
            heading = [(row, needed)]
        found.append((row, needed))
        used += needed
    if found:
        yield found


def _evened(grid: Grid, columns: Columns, room: float, parts: list[Part]) -> list[Part]:
    """On as many slides, none of which is much fuller than the others."""
    limit = sum(part.height for part in parts) / len(parts)
    while limit < room:
        found = _with_heights(grid, columns, limit)
        if len(found) == len(parts):
            return found
        limit += max(room / 40, 1.0)
    return parts


def _airy(part: Part, room: float) -> Part:
    """Rows as high as is pleasant where there is room for it."""
    head = len(part.grid.head)
    each = min((room - part.height) / max(len(part.rows), 1), _AIR * part.size)
    heights = (*part.heights[:head], *(height + max(each, 0) for height in part.heights[head:]))
    return Part(grid=part.grid, size=part.size, widths=part.widths, rows=part.rows, heights=heights)
