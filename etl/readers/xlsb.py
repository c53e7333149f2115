"""The marks of an xlsb workbook, whose parts are records of [MS-XLSB] and not XML.

A record is its kind and its length, both in groups of seven bits, and its bytes. Only the few
kinds that are named here are looked at.
"""

import struct
from collections.abc import Iterator
from typing import Final

from etl.readers.archive import Archive
from etl.readers.marks import Cell, Damaged, Marks, Span, spanned
from etl.readers.number_formats import BUILT_IN, says_more

# [MS-XLSB] 2.3.2: the records by number.
_ROW, _MERGED, _SHEET = 0, 176, 156
_ERRORS: Final = frozenset({3, 11})
_NUMBERS: Final = frozenset({2, 5, 9})
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
        self._formats = self._interesting_formats()

    def is_surely_dense(self, _: str, /) -> bool:
        return False

    def marks(self, sheet: str) -> Marks:
        part = self._parts.get(sheet)
        if part is None:
            raise Damaged("the part that holds the sheet is missing")
        try:
            return _marks_of(self._archive.part(part), self._formats)
        except struct.error:
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

    def _interesting_formats(self) -> dict[int, str]:
        for kind, part in self._targets.values():
            if kind == "styles" and self._archive.has(part):
                return _formats_in(self._archive.part(part))
        return {}


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


def _formats_in(styles: bytes) -> dict[int, str]:
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
    return {
        style: codes[number]
        for style, number in enumerate(used)
        if number in codes and says_more(codes[number])
    }


def _marks_of(sheet: bytes, styles: dict[int, str]) -> Marks:
    """A cell begins with its column (4 bytes) and its style (3 bytes and one of flags)."""
    row = 0
    filled: list[Cell] = []
    formats: dict[Cell, str] = {}
    errors: dict[Cell, str] = {}
    merged: list[Span] = []
    for kind, record in _records(sheet):
        if kind == _ROW:
            (row,) = struct.unpack_from("<I", record)
        elif kind in _FILLED:
            column, style = struct.unpack_from("<II", record)
            filled.append((row, column))
            if kind in _ERRORS:
                errors[row, column] = _ERROR_CODES.get(record[8], "#ERROR")
            elif kind in _NUMBERS and style & 0xFFFFFF in styles:
                formats[row, column] = styles[style & 0xFFFFFF]
        elif kind == _MERGED:
            top, bottom, left, right = struct.unpack_from("<IIII", record)
            merged.append((top, left, bottom, right))
    return Marks(
        filled=len(filled),
        used=spanned(filled),
        formats=formats,
        errors=errors,
        merged=tuple(merged),
    )
