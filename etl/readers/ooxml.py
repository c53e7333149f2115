"""The marks of an xlsx or xlsm workbook: number formats, error cells, formulas without a value."""

import re
from collections.abc import Mapping
from typing import Final

from etl.readers.archive import Archive
from etl.readers.marks import Damaged, Marks, column_index
from etl.readers.markup import walk
from etl.readers.number_formats import BUILT_IN, Styles, styles_of
from etl.readers.ooxml_cells import marks_of

_DIMENSION: Final = re.compile(rb"<dimension ref=\"([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)\"")
_HEAD: Final = 4096
# A sheet of this size is scanned faster than its cells are read, whatever it holds.
_LARGE: Final = 4 << 20
# `<c/>` and no less stands for each cell; by far most have a reference and a value as well.
_LEAST_BYTES_A_CELL: Final = 8


class OoxmlWorkbook:
    """The parts of the archive that hold the sheets, and the formats that say more."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._main = archive.main_part("xl/workbook.xml")
        self._parts = self._sheet_parts()
        styles = archive.related(self._main, "styles")
        self._styles = Styles() if styles is None else _styles_in(styles)

    def is_surely_dense(self, sheet: str, /) -> bool:
        """By the used range that the sheet states, where its size in bytes makes that plausible."""
        part = self._part(sheet)
        size = self._archive.size(part)
        stated = _DIMENSION.search(self._archive.head(part, _HEAD))
        if size < _LARGE or stated is None:
            return False
        left, top, right, bottom = stated.groups()
        columns = column_index(right) - column_index(left) + 1
        return 0 < columns * (int(bottom) - int(top) + 1) * _LEAST_BYTES_A_CELL <= size

    def marks(self, sheet: str) -> Marks:
        xml = self._archive.part(self._part(sheet))
        return marks_of(xml, self._styles, is_dense=self.is_surely_dense(sheet))

    def _part(self, sheet: str) -> str:
        part = self._parts.get(sheet)
        if part is None or not self._archive.has(part):
            raise Damaged("the part that holds the sheet is missing")
        return part

    def _sheet_parts(self) -> dict[str, str]:
        targets = self._archive.targets(self._main)
        parts: dict[str, str] = {}

        def opened(element: str, attributes: Mapping[str, str]) -> None:
            if element == "sheet":
                _, part = targets.get(attributes.get("id", ""), ("", ""))
                parts[attributes.get("name", "")] = part

        walk(self._archive.part(self._main), opened)
        return parts


def _styles_in(styles: bytes) -> Styles:
    codes: dict[int, str] = dict(BUILT_IN)
    used: list[int] = []
    inside: list[str] = []

    def opened(element: str, attributes: Mapping[str, str]) -> None:
        inside.append(element)
        # A format of a conditional style (dxf) has the same name and no cell.
        if element == "numFmt" and "numFmts" in inside:
            codes[_number(attributes, "numFmtId")] = attributes.get("formatCode", "")
        if element == "xf" and "cellXfs" in inside:
            used.append(_number(attributes, "numFmtId"))

    walk(styles, opened, closed=lambda _: _forget(inside))
    return styles_of((style, codes[number]) for style, number in enumerate(used) if number in codes)


def _forget(inside: list[str]) -> None:
    inside.pop()


def _number(attributes: Mapping[str, str], name: str) -> int:
    written = attributes.get(name, "0")
    if not written.isdecimal():
        raise Damaged(f"its styles hold '{name}' without a number")
    return int(written)
