"""What a native chart says to a reader that we did not write: lxml for the chart, openpyxl for it.

`shown_by` lists what is drawn from the chart part itself, and asks the sheets only for what a
chart part has no place for: keys, intervals' ends, why a figure is missing.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import openpyxl
from lxml import etree
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.charts.grammar import Shown
from dashboard.charts.office import figures
from dashboard.charts.office.model import NativeChart
from warehouse.members import STATUSES
from warehouse.text import LANGUAGES, Text

C: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
C15: Final = "{http://schemas.microsoft.com/office/drawing/2012/chart}"
_ADDRESS: Final = re.compile(r"^'((?:[^']|'')+)'!\$([A-Z]+)\$(\d+)(?::\$[A-Z]+\$(\d+))?$")

Value = str | float | None


@dataclass(frozen=True)
class Reference:
    """Cells that a chart refers to, with what its part keeps of them."""

    sheet: str
    column: int
    first: int
    last: int
    cached: tuple[str | None, ...]


def part_of(chart: NativeChart) -> etree._Element:
    return etree.fromstring(chart.xml)


def references(chart: NativeChart) -> Iterator[Reference]:
    """Every reference of a part, labels' too."""
    for kind in ("numRef", "strRef"):
        for found in part_of(chart).iter(C + kind):
            yield reference(found)
    for found in part_of(chart).iter(C15 + "datalabelsRange"):
        yield reference(found)


def reference(element: etree._Element) -> Reference:
    """A `c:numRef`, a `c:strRef` or a `c15:datalabelsRange`."""
    written = element.findtext(C + "f") or element.findtext(C15 + "f") or ""
    parsed = _ADDRESS.match(written)
    assert parsed, f"not a reference: {written}"
    sheet, column, first, last = parsed.groups()
    count = next(element.iter(C + "ptCount")).get("val")
    cached: list[str | None] = [None] * int(count or 0)
    for point in element.iter(C + "pt"):
        cached[int(point.get("idx") or 0)] = point.findtext(C + "v")
    return Reference(
        sheet=sheet.replace("''", "'"), column=column_index_from_string(column), first=int(first),
        last=int(last or first), cached=tuple(cached),
    )  # fmt: skip


@lru_cache(maxsize=512)
def sheets_of(workbook: bytes, *, values: bool = True) -> dict[str, Worksheet]:
    """By name; with the values that formulas gave, or with the formulas."""
    opened = openpyxl.load_workbook(io.BytesIO(workbook), data_only=values)
    return {sheet.title: sheet for sheet in opened.worksheets}


def cells_of(sheet: Worksheet, found: Reference) -> list[Value]:
    rows = range(found.first, found.last + 1)
    return [sheet.cell(row=row, column=found.column).value for row in rows]


@dataclass
class _Columns:
    """The columns of a series in the sheet of data, by what they hold."""

    name: str
    value: int
    others: dict[str, int] = field(default_factory=dict)


_KINDS: Final[dict[str, Text]] = {
    "label": figures.LABEL, "low": figures.LOW, "high": figures.HIGH, "status": figures.STATUS,
}  # fmt: skip
_PASSED: Final = (figures.LEAST, figures.MOST)


def shown_by(charts: Iterable[NativeChart]) -> list[Shown]:
    """What the charts of XY panels show, mark by mark."""
    return [shown for chart in charts for shown in _shown(chart)]


def _shown(chart: NativeChart) -> Iterator[Shown]:
    data, support = list(sheets_of(chart.workbook).values())
    rows, *keys = _keys(support)
    drawn = _drawn(chart, data.title)
    for key, columns in zip([key for (key,) in keys], _series(data), strict=True):
        values = drawn.get(columns.value, {})
        for row, category in enumerate(rows, start=2):
            status = _status(_cell(data, row, columns, "status"))
            label = _cell(data, row, columns, "label")
            if row in values or status != "ok" or label:
                yield Shown(
                    panel=chart.panel, series=key, category=category, value=values.get(row),
                    low=_number(_cell(data, row, columns, "low")),
                    high=_number(_cell(data, row, columns, "high")),
                    label=str(label or ""), status=status,
                )  # fmt: skip


def _keys(support: Worksheet) -> list[list[str]]:
    """Those of the rows, and of each series in its order."""
    ends = tuple(f": {figures.KEY.of(language)}" for language in LANGUAGES)
    return [
        [str(cell.value) for cell in column[1:] if cell.value is not None]
        for column in support.iter_cols()
        if str(column[0].value).endswith(ends)
    ]


def _series(data: Worksheet) -> list[_Columns]:
    found: list[_Columns] = []
    for at, cell in enumerate(data[1], start=1):
        heading = str(cell.value)
        if at <= 2:
            continue
        kind = _kind(heading, found[-1].name) if found else None
        if kind is None:
            found.append(_Columns(name=heading, value=at))
        else:
            found[-1].others[kind] = at
    return found


def _kind(heading: str, name: str) -> str | None:
    """What a column of a series holds; None where another series begins."""
    for kind, words in _KINDS.items():
        if heading in (f"{name}: {words.sv}", f"{name}: {words.en}"):
            return kind
    passed = [f"{name}: {words.of(language)}" for words in _PASSED for language in LANGUAGES]
    lengths = heading.rsplit(", ", maxsplit=1)[0]
    ends = [f"{name}: {words.of(lang)}" for words in (figures.LOW, figures.HIGH, *_PASSED)
            for lang in LANGUAGES]  # fmt: skip
    return heading if heading in passed or (lengths in ends and lengths != heading) else None


def _cell(data: Worksheet, row: int, columns: _Columns, kind: str) -> Value:
    at = columns.others.get(kind)
    return data.cell(row=row, column=at).value if at else None


def _status(written: Value) -> str:
    if written is None:
        return "ok"
    return next(key for key, words in STATUSES.items() if written in (words.sv, words.en))


def _number(value: Value) -> float | None:
    return None if value is None else float(value)


def _drawn(chart: NativeChart, data: str) -> dict[int, dict[int, float]]:
    """The values that have a mark, by their column and row in the sheet of data."""
    found: dict[int, dict[int, float]] = {}
    for series in part_of(chart).iter(C + "ser"):
        symbol = series.find(f"{C}marker/{C}symbol")
        if symbol is None or symbol.get("val") == "none":
            continue
        places = [reference(series.find(C + tag)[0]) for tag in ("xVal", "yVal")]
        marked = [at for at in range(len(places[0].cached)) if all(p.cached[at] for p in places)]
        value = next(p for p in places if p.sheet == data and p.column > 2)
        column = found.setdefault(value.column, {})
        column |= {value.first + at: float(value.cached[at] or 0) for at in marked}
    return found


def series_named(chart: NativeChart) -> Sequence[tuple[str, etree._Element]]:
    """The series by the names that Office lists them under, in the order they are drawn."""
    found = sorted(
        part_of(chart).iter(C + "ser"), key=lambda one: int(one.find(C + "order").get("val"))
    )
    return [(reference(one.find(f"{C}tx/{C}strRef")).cached[0] or "", one) for one in found]
