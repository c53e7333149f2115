"""The cells of one xlsx sheet, scanned for what the library for the values leaves out.

Almost every writer puts down cells in one way (`<c r="B2" s="1"><v>0.5</v></c>`), which is
searched as bytes: that takes a fraction of the time of an XML parser. Any other way is parsed.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from etl.readers.marks import (
    LARGEST_COLUMN,
    LARGEST_ROW,
    Cell,
    Damaged,
    Marks,
    Span,
    column_index,
    is_absurd,
    spanned,
)
from etl.readers.markup import walk
from etl.readers.model import Value
from etl.readers.number_formats import Styles, is_no_moment

_ROW: Final = re.compile(rb'<row[^>]*? r="([0-9]{1,9})"')
_PLACE: Final = rb'<c r="([A-Z]{1,3})([0-9]{1,7})"'
_REST: Final = rb'(?: (?:cm|vm|ph)="[0-9]+")* ?>'
_FORMULA: Final = rb"(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)"
_ERROR: Final = re.compile(_PLACE + rb'[^>]* t="e"[^>]*>' + _FORMULA + rb"?<v>([^<]+)<")
_UNCALCULATED: Final = re.compile(
    _PLACE + rb'(?![^>]* t="str")[^>]*>' + _FORMULA + rb"(?:<v></v>|<v ?/>)?</c>"
)
# What no search here expects: cells without a reference or with their attributes in some other
# order, names with a prefix, indented elements, comments and CDATA, and UTF-16.
_UNUSUAL: Final = re.compile(
    rb'<c(?! r="[A-Z]{1,3}[0-9]{1,7}"(?: [st]="[A-Za-z0-9]+")*(?: (?:cm|vm|ph)="[0-9]+")* ?/?>)'
    rb"[\s/>]|<\w+:(?:row|c)\b|\s<[cvf][ >]|<!|\A(?:\xff\xfe|\xfe\xff)"
)
_SAMPLE: Final = 1 << 16
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.IGNORECASE)
_NUMBER_KINDS: Final = ("", "n")
_BELOW_ONE: Final = rb"-[^<]+|0(?:[.][0-9]*)?|[0-9.]+[Ee]-[0-9]+"


def marks_of(xml: bytes, styles: Styles, *, is_dense: bool = False) -> Marks:
    """A writer that puts down its cells in an unusual way does so from the first to the last.
    The used span of a sheet that is known to be dense is not looked for.
    """
    head, tail = xml[: xml.rfind(b">", 0, _SAMPLE) + 1], xml[-_SAMPLE:]
    if b"<row " in head and _UNUSUAL.search(head) is None and _UNUSUAL.search(tail) is None:
        span = None if is_dense else _used(xml)
        scanned = _scanned(xml, styles, span)
        if is_dense or (span is not None and not is_absurd(scanned)):
            return scanned
    return _parsed(xml, styles)


# ---------------------------------------------------------------- searched


def _scanned(xml: bytes, styles: Styles, span: Span | None) -> Marks:
    formats, no_moments = _styled_scanned(xml, styles)
    return Marks(
        filled=0 if span is None else xml.count(b"</v>") + xml.count(b"</is>"),
        used=span,
        formats=formats,
        errors=_errors_scanned(xml) if b' t="e"' in xml else {},
        uncalculated=tuple(_cells(_UNCALCULATED, xml)) if b"<f" in xml else (),
        values=_undated_scanned(xml, styles.undated) | no_moments,
        undated=tuple(no_moments),
    )


def _used(xml: bytes) -> Span | None:
    """From A1 to the last row and a column that no cell lies beyond: at most too large.

    None where a cell lies below the last row that the sheet names.
    """
    last = max(map(int, _ROW.findall(xml)), default=0)
    if last > LARGEST_ROW or re.search(rb'<c r="[A-Z]+[0-9]{%d}' % (len(str(last)) + 1), xml):
        return None
    widths = ((rb'<c r="[A-Z]{3}', LARGEST_COLUMN), (rb'<c r="[A-Z]{2}', 26 * 27), (rb"", 26))
    width = next(width for pattern, width in widths if re.search(pattern, xml))
    return 0, 0, last - 1, width - 1


def _styled_scanned(xml: bytes, styles: Styles) -> tuple[dict[Cell, str], dict[Cell, Value]]:
    """In one search, which costs most: the telling formats, and the numbers that are no date."""
    dates = styles.dates if _has_below_one(xml, styles.dates) else {}
    if not styles.telling and not dates:
        return {}, {}
    # The value must follow: a cell that is only formatted is no number.
    either = rb"(" + _any_of(styles.telling) + rb")|(" + _any_of(dates) + rb")"
    found = re.findall(_styled(either) + rb"(?(4)(" + _BELOW_ONE + rb")<|[^<])", xml)
    columns = {letters: column_index(letters) for letters in {every[0] for every in found}}
    codes = {str(style).encode(): code for style, code in styles.telling.items()}
    formats = {
        (int(row) - 1, columns[letters]): codes[style]
        for letters, row, style, date, _ in found
        if not date
    }
    no_moments: dict[Cell, Value] = {
        (int(row) - 1, columns[letters]): number
        for letters, row, _, date, value in found
        if date and is_no_moment(number := _number(value), styles.dates[int(date)])
    }
    return formats, no_moments


def _has_below_one(xml: bytes, styles: Collection[int]) -> bool:
    """Whether any cell of these styles may hold so little: far fewer places are looked at."""
    cell = rb' s="(?:' + _any_of(styles) + rb')"[^>]*>' + _FORMULA + rb"?<v>"
    return bool(styles) and re.search(cell + rb"(?:" + _BELOW_ONE + rb")<", xml) is not None


def _undated_scanned(xml: bytes, styles: Collection[int]) -> dict[Cell, Value]:
    if not styles:
        return {}
    found = re.findall(_styled(rb"(?:" + _any_of(styles) + rb")") + rb"([^<]+)<", xml)
    return {(int(row) - 1, column_index(letters)): _number(value) for letters, row, value in found}


def _styled(either: bytes) -> bytes:
    """Where a number begins in a cell of one of the styles."""
    return (
        _PLACE + rb'(?: t="n")? s="(?:' + either + rb')"(?: t="n")?' + _REST + _FORMULA + rb"?<v>"
    )


def _any_of(styles: Iterable[int]) -> bytes:
    """Any of the styles, or nothing at all where there is none."""
    return b"|".join(str(style).encode() for style in styles) or rb"(?!)"


def _number(written: bytes | str) -> float:
    try:
        return float(written)
    except ValueError:
        raise Damaged("a number of it cannot be read") from None


def _errors_scanned(xml: bytes) -> dict[Cell, str]:
    return {
        (int(row) - 1, column_index(letters)): code.decode("utf-8", errors="replace")
        for letters, row, code in _ERROR.findall(xml)
    }


def _cells(pattern: re.Pattern[bytes], xml: bytes) -> list[Cell]:
    return [(int(row) - 1, column_index(letters)) for letters, row in pattern.findall(xml)]


# ---------------------------------------------------------------- parsed


def _parsed(xml: bytes, styles: Styles) -> Marks:
    sheet = _Sheet(styles)
    walk(xml, sheet.opened, closed=sheet.closed, written=sheet.written)
    return Marks(
        filled=len(sheet.filled),
        used=spanned(sheet.filled),
        formats=sheet.found_formats,
        errors=sheet.errors,
        uncalculated=tuple(sheet.uncalculated),
        values=sheet.values,
        undated=tuple(sheet.undated),
    )


class _Sheet:
    """Follows the elements of a sheet; a cell or row without a reference follows the last one."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._row, self._column = -1, -1
        self._kind, self._style = "", ""
        self._has_formula = False
        self._value: list[str] | None = None
        self._text = ""
        self.filled: list[Cell] = []
        self.found_formats: dict[Cell, str] = {}
        self.errors: dict[Cell, str] = {}
        self.uncalculated: list[Cell] = []
        self.values: dict[Cell, Value] = {}
        self.undated: list[Cell] = []

    def opened(self, element: str, attributes: Mapping[str, str]) -> None:
        if element == "row":
            self._row, self._column = _stated_row(attributes, self._row + 1), -1
        elif element == "c":
            self._row, self._column = self._place(attributes.get("r"))
            self._kind, self._style = attributes.get("t", ""), attributes.get("s", "")
            self._has_formula, self._text = False, ""
        elif element == "f":
            self._has_formula = True
        elif element in {"v", "t"}:
            self._value = []

    def written(self, text: str) -> None:
        if self._value is not None:
            self._value.append(text)

    def closed(self, element: str) -> None:
        if element in {"v", "t"} and self._value is not None:
            self._text += "".join(self._value)
            self._value = None
        elif element == "c":
            self._end_cell()

    def _place(self, reference: str | None) -> Cell:
        if reference is None:
            return self._row, self._column + 1
        found = _REFERENCE.fullmatch(reference)
        cell = (-1, -1) if found is None else (int(found[2]) - 1, column_index(found[1]))
        if not (0 <= cell[0] < LARGEST_ROW and 0 <= cell[1] < LARGEST_COLUMN):
            raise Damaged("a cell of it has no valid reference")
        return cell

    def _end_cell(self) -> None:
        cell = self._row, self._column
        if not self._text:
            if self._has_formula and self._kind != "str":
                self.uncalculated.append(cell)
            return
        self.filled.append(cell)
        if self._kind == "e":
            self.errors[cell] = self._text
        elif self._kind in _NUMBER_KINDS and self._style.isdecimal():
            self._end_number(cell, int(self._style))

    def _end_number(self, cell: Cell, style: int) -> None:
        if style in self._styles.telling:
            self.found_formats[cell] = self._styles.telling[style]
        if style in self._styles.undated:
            self.values[cell] = _number(self._text)
        code = self._styles.dates.get(style)
        if code is not None and is_no_moment(value := _number(self._text), code):
            self.values[cell] = value
            self.undated.append(cell)


def _stated_row(attributes: Mapping[str, str], following: int) -> int:
    """From 0; a row that does not say its number follows the last one."""
    written = attributes.get("r")
    if written is None:
        return following
    if not written.isdecimal() or not 1 <= int(written) <= LARGEST_ROW:
        raise Damaged("a row of it has no valid number")
    return int(written) - 1
