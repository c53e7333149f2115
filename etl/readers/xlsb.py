"""The marks of an xlsb workbook, whose parts are records of [MS-XLSB] and not XML.

A record is its kind and its length, both in groups of seven bits, and its bytes. Only the few
kinds that are named here are looked at.
"""

import struct
from collections.abc import Iterator
from typing import Final

from etl.readers.archive import Archive
from etl.readers.marks import Cell, Damaged, Marks, Span, spanned
from etl.readers.model import Value
from etl.readers.number_formats import BUILT_IN, Styles, is_no_moment, styles_of

# [MS-XLSB] 2.3.2: the records by number.
_ROW, _MERGED, _SHEET = 0, 176, 156
_ERRORS: Final = frozenset({3, 11})
_SHORT: Final = 2
_NUMBERS: Final = frozenset({_SHORT, 5, 9})
_FILLED: Final = frozenset(range(2, 12))
_FORMAT, _STYLE, _STYLES_BEGIN, _STYLES_END = 44, 47, 617, 618
# [MS-XLSB] 2.5.97.2 BErr.
_ERROR_CODES: Final = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


class XlsbWorkbook:
    """The parts of the archive that hold the sheets, and the formats that say more."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._main = archive.main_part("xl/workbook.bin")
        self._targets = archive.targets(self._main)
        self._parts = self._sheet_parts()
        styles = archive.related(self._main, "styles")
        self._styles = Styles() if styles is None else _styles_in(styles)

    def is_surely_dense(self, _: str, /) -> bool:
        return False

    def marks(self, sheet: str) -> Marks:
        part = self._parts.get(sheet)
        if part is None:
            raise Damaged("the part that holds the sheet is missing")
        try:
            return _marks_of(self._archive.part(part), self._styles)
        except (struct.error, IndexError):
            raise Damaged(f"its part '{part}' has a record that is too short") from None

    def _sheet_parts(self) -> dict[str, str]:
        """BrtBundleSh: state and number of the sheet (4 bytes each), relation, name."""
        parts = {}
        for kind, record in _records(self._archive.part(self._main)):
            if kind == _SHEET:
                relation, after = _text(record, 8)
                name, _ = _text(record, after)
                parts[name] = self._targets.get(relation, ("", ""))[1]
        return parts


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data):
        kind, at = _record_kind(data, at)
        length, at = _record_length(data, at)
        if at + length > len(data):
            raise Damaged("a part of it ends inside a record")
        yield kind, data[at : at + length]
        at += length


def _record_kind(data: bytes, at: int) -> tuple[int, int]:
    if data[at] < 0x80 or at + 1 == len(data):
        return data[at], at + 1
    return (data[at] & 0x7F) | (data[at + 1] & 0x7F) << 7, at + 2


def _record_length(data: bytes, at: int) -> tuple[int, int]:
    length = 0
    for place, byte in enumerate(data[at : at + 4]):
        length |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            return length, at + place + 1
    return length, at + 4


def _text(record: bytes, at: int) -> tuple[str, int]:
    """XLWideString: the number of characters, then UTF-16. Returns it and where it ends."""
    try:
        (count,) = struct.unpack_from("<I", record, at)
    except struct.error:
        raise Damaged("a record of it is too short") from None
    end = at + 4 + 2 * count
    return record[at + 4 : end].decode("utf-16-le", errors="replace"), end


def _styles_in(styles: bytes) -> Styles:
    """BrtFmt: number (2 bytes), code. BrtXF: parent (2 bytes), number of its format (2 bytes)."""
    codes: dict[int, str] = dict(BUILT_IN)
    used: list[int] = []
    is_of_cells = False
    for kind, record in _records(styles):
        if kind in {_STYLES_BEGIN, _STYLES_END}:
            is_of_cells = kind == _STYLES_BEGIN
        elif kind == _FORMAT:
            codes[int.from_bytes(record[:2], "little")] = _text(record, 2)[0]
        elif kind == _STYLE and is_of_cells:
            used.append(int.from_bytes(record[2:4], "little"))
    return styles_of((style, codes[number]) for style, number in enumerate(used) if number in codes)


class _Sheet:
    """Follows the records of a sheet; a cell begins with its column (4 bytes) and its style."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._row = 0
        self._filled: list[Cell] = []
        self._formats: dict[Cell, str] = {}
        self._errors: dict[Cell, str] = {}
        self._merged: list[Span] = []
        self._values: dict[Cell, Value] = {}
        self._undated: list[Cell] = []

    def take(self, kind: int, record: bytes) -> None:
        if kind == _ROW:
            (self._row,) = struct.unpack_from("<I", record)
        elif kind in _FILLED:
            self._take_cell(kind, record)
        elif kind == _MERGED:
            top, bottom, left, right = struct.unpack_from("<IIII", record)
            self._merged.append((top, left, bottom, right))

    def marks(self) -> Marks:
        return Marks(
            filled=len(self._filled),
            used=spanned(self._filled),
            formats=self._formats,
            errors=self._errors,
            merged=tuple(self._merged),
            values=self._values,
            undated=tuple(self._undated),
        )

    def _take_cell(self, kind: int, record: bytes) -> None:
        """The style has 3 bytes, the fourth holds flags."""
        column, style = struct.unpack_from("<II", record)
        cell = self._row, column
        self._filled.append(cell)
        if kind in _ERRORS:
            self._errors[cell] = _ERROR_CODES.get(record[8], "#ERROR")
        elif kind in _NUMBERS:
            self._take_number(cell, style & 0xFFFFFF, _number(kind, record))

    def _take_number(self, cell: Cell, style: int, value: float) -> None:
        if style in self._styles.telling:
            self._formats[cell] = self._styles.telling[style]
        if style in self._styles.undated:
            self._values[cell] = value
        code = self._styles.dates.get(style)
        if code is not None and is_no_moment(value, code):
            self._values[cell] = value
            self._undated.append(cell)


def _marks_of(part: bytes, styles: Styles) -> Marks:
    sheet = _Sheet(styles)
    for kind, record in _records(part):
        sheet.take(kind, record)
    return sheet.marks()


def _number(kind: int, record: bytes) -> float:
    """Xnum, or RkNumber: 30 bits of a whole number or of the head of a float, and two flags."""
    if kind != _SHORT:
        (value,) = struct.unpack_from("<d", record, 8)
        return float(value)
    (packed,) = struct.unpack_from("<i", record, 8)
    bits = struct.pack("<q", (packed & ~3) << 32)
    whole = float(packed >> 2) if packed & 2 else float(struct.unpack("<d", bits)[0])
    return whole / 100 if packed & 1 else whole
