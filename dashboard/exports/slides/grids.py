"""Native tables in DrawingML. Not for what is in the cells (`matrices.py`, `tables.py`), nor for
how wide and high they are (`grid_sizes.py`).
"""

from collections.abc import Iterator

from dashboard.charts.office.model import LOCALES, Rectangle
from dashboard.exports.slides.drawing import Drawing
from dashboard.exports.slides.grid_sizes import ACROSS, DOWN, Grid, GridCell, GridRow, Part, written
from dashboard.exports.slides.shapes import Slot, emu, fill, graphic_frame, table_content
from dashboard.xml_text import escaped
from warehouse.text import Language

_BREAK = "<a:br/>"


def draw_grid(
    drawing: Drawing, part: Part, left: float, top: float, wider: float, slot: Slot | None
) -> Rectangle:
    """Where it stands."""
    place = Rectangle(left=left, top=top, width=sum(part.widths), height=part.height)
    table = table_content(_table(part, wider, drawing.language))
    grid = part.grid
    drawing.shapes.append(
        graphic_frame(drawing.number(), grid.name, grid.description, place, table, slot)
    )
    return place


def _table(part: Part, wider: float, language: Language) -> str:
    columns = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in part.widths)
    lines = _lines(part)
    rows = "".join(
        f'<a:tr h="{emu(height)}">{_cells(row, covered, part, wider, language, drawn)}</a:tr>'
        for (row, covered), height, drawn in zip(_laid(part), part.heights, lines, strict=True)
    )
    return (
        f'<a:tbl><a:tblPr firstRow="1" firstCol="1"/><a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl>'
    )


def _laid(part: Part) -> Iterator[tuple[GridRow, dict[int, str]]]:
    """Each row with the attributes of those of its cells that a merged one covers."""
    from_above: dict[int, int] = {}
    for row in (*part.grid.head, *part.rows):
        covered = {column: ' vMerge="1"' for column, left in from_above.items() if left > 0}
        from_above = {column: left - 1 for column, left in from_above.items()}
        for column, cell in row.cells.items():
            covered |= dict.fromkeys(range(column + 1, column + cell.columns), ' hMerge="1"')
            if cell.rows > 1:
                from_above[column] = cell.rows - 1
        yield row, covered


def _cells(
    row: GridRow, covered: dict[int, str], part: Part, wider: float, language: Language,
    lines: list[str],
) -> str:  # fmt: skip
    return "".join(
        _empty(covered.get(column, ""), lines[column])
        if column not in row.cells
        else _cell(
            row.cells[column],
            written(row.cells[column], column, part.widths, part.size, wider),
            part.size, language, lines[column],
        )
        for column in range(part.grid.columns)
    )  # fmt: skip


def _empty(merged: str, lines: str) -> str:
    """Letters of its own keep an empty cell from being as high as a line of 18 points."""
    return (
        f'<a:tc{merged}><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr sz="800"/></a:p>'
        f'</a:txBody><a:tcPr marT="0" marB="0">{lines}<a:noFill/></a:tcPr></a:tc>'
    )


def _cell(cell: GridCell, text: str, size: float, language: Language, lines: str) -> str:
    across = f' gridSpan="{cell.columns}"' if cell.columns > 1 else ""
    down = f' rowSpan="{cell.rows}"' if cell.rows > 1 else ""
    look = f'lang="{LOCALES[language]}" sz="{round(size * 100)}" b="{int(cell.bold)}" dirty="0"'
    words = _BREAK.join(
        f"<a:r><a:rPr {look}>{fill(cell.colour)}</a:rPr><a:t>{escaped(line)}</a:t></a:r>"
        for line in text.split("\n")
    )
    anchor = "b" if cell.rows > 1 else "ctr"
    insets = f'marL="{emu(ACROSS)}" marR="{emu(ACROSS)}" marT="{emu(DOWN)}" marB="{emu(DOWN)}"'
    return (
        f"<a:tc{down}{across}><a:txBody><a:bodyPr/><a:lstStyle/><a:p>"
        f'<a:pPr algn="{cell.align}"/>{words if text else f"<a:endParaRPr {look}/>"}</a:p>'
        f'</a:txBody><a:tcPr {insets} anchor="{anchor}">{lines}'
        f"{cell.background or '<a:noFill/>'}</a:tcPr></a:tc>"
    )


def _lines(part: Part) -> list[list[str]]:
    """The lines around each cell. Two cells share a line and both must name the same one."""
    rows = [
        [
            row.cells[column].dashed if column in row.cells else ""
            for column in range(len(part.widths))
        ]
        for row in (*part.grid.head, *part.rows)
    ]
    return [
        [_around(rows, row, column, part.grid) for column in range(len(part.widths))]
        for row in range(len(rows))
    ]


def _around(rows: list[list[str]], row: int, column: int, grid: Grid) -> str:
    here = rows[row][column]
    beside = {
        "lnL": rows[row][column - 1] if column else "",
        "lnR": rows[row][column + 1] if column + 1 < len(rows[row]) else "",
        "lnT": rows[row - 1][column] if row else "",
        "lnB": rows[row + 1][column] if row + 1 < len(rows) else "",
    }
    return "".join(_line(side, here or other, grid) for side, other in beside.items())


def _line(side: str, dashed: str, grid: Grid) -> str:
    """Dashed, or what parts rows; where cells stand apart, the background on all sides."""
    if dashed:
        return _stroke(side, 1.0, dashed, "dash")
    if grid.even or side == "lnB":
        return _stroke(side, grid.gap, grid.line, "solid")
    return f"<a:{side}><a:noFill/></a:{side}>"


def _stroke(side: str, width: float, colour: str, kind: str) -> str:
    return (
        f'<a:{side} w="{emu(width)}" cap="flat" cmpd="sng" algn="ctr">{fill(colour)}'
        f'<a:prstDash val="{kind}"/></a:{side}>'
    )
