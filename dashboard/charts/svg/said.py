"""What a mark says, kept as data on its element. `reading.py` reads it back."""

from dashboard.charts.geometry import Frame
from dashboard.charts.grammar import MatrixCell, Point, Series
from dashboard.charts.svg.writing import data


def said(frame: Frame, series: Series, point: Point) -> dict[str, str]:
    return data({
        "panel": frame.panel.key, "series": series.key, "category": point.category,
        "value": point.value, "low": point.low, "high": point.high,
        "label": point.label, "status": point.status,
    })  # fmt: skip


def said_by_cell(cell: MatrixCell) -> dict[str, str]:
    return data({
        "panel": "", "series": cell.column, "category": cell.row,
        "value": cell.value, "low": cell.low, "high": cell.high,
        "label": cell.label, "status": cell.kind.value,
    })  # fmt: skip
