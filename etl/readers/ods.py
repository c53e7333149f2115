"""The marks of an OpenDocument sheet: what each cell says of its kind, style and span."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Final

from etl.readers.archive import Archive
from etl.readers.marks import Cell, Damaged, Encrypted, Marks, Span, is_absurd
from etl.readers.markup import walk
from etl.readers.model import Value
from etl.readers.number_formats import says_more

_MANIFEST: Final = "META-INF/manifest.xml"
_CONTENT: Final = "content.xml"
_CELLS: Final = frozenset({"table-cell", "covered-table-cell"})
_STYLES: Final = frozenset({"number-style", "percentage-style", "currency-style"})
# office:value-type in OpenDocument 1.3, part 3: of any other, the text is what there is.
_KINDS: Final = frozenset(
    {"boolean", "currency", "date", "float", "percentage", "string", "time", "void"}
)
_ERROR: Final = re.compile(r"#[A-Z0-9/]+[!?]?|Err:[0-9]+")
_DURATION: Final = re.compile(r"(-?)P(?:([0-9]+)D)?T?(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9.]+)S)?")
# A cell repeated more often than this makes a used range that is refused as a whole.
_MOST_REPEATED: Final = 5_000_000


class OdsWorkbook:
    """All sheets lie in one part, which is walked once; raises Encrypted or Damaged."""

    def __init__(self, archive: Archive) -> None:
        if archive.has(_MANIFEST) and b"encryption-data" in archive.part(_MANIFEST):
            raise Encrypted
        content = _Content()
        walk(
            archive.part(_CONTENT),
            content.opened,
            closed=content.closed,
            written=content.written,
        )
        self._marks = {name: sheet.marks() for name, sheet in content.sheets.items()}

    def absurd(self) -> Iterator[tuple[str, Marks]]:
        """Sheets that the library for the values, which opens all at once, must not see."""
        return ((name, marks) for name, marks in self._marks.items() if is_absurd(marks))

    def is_surely_dense(self, _: str, /) -> bool:
        return False

    def marks(self, sheet: str) -> Marks:
        if sheet not in self._marks:
            raise Damaged("the sheet is not in its content")
        return self._marks[sheet]


class _Sheet:
    """The marks of one sheet while it is walked."""

    def __init__(self) -> None:
        self.row, self.column = -1, -1
        self.rows_repeated = 1
        self.default_styles: list[tuple[int, str]] = []
        self.filled = 0
        self.used: Span | None = None
        self.formats: dict[Cell, str] = {}
        self.errors: dict[Cell, str] = {}
        self.uncalculated: list[Cell] = []
        self.merged: list[Span] = []
        self.values: dict[Cell, Value] = {}

    def marks(self) -> Marks:
        return Marks(
            filled=self.filled,
            used=self.used,
            formats=self.formats,
            errors=self.errors,
            uncalculated=tuple(self.uncalculated),
            merged=tuple(self.merged),
            values=self.values,
        )

    def begin_row(self, attributes: Mapping[str, str]) -> None:
        self.row += self.rows_repeated
        self.rows_repeated = _count(attributes, "number-rows-repeated")
        self.column = 0

    def add_column(self, attributes: Mapping[str, str]) -> None:
        count = _count(attributes, "number-columns-repeated")
        self.default_styles.append((count, attributes.get("default-cell-style-name", "")))

    def style_of(self, column: int) -> str:
        for count, style in self.default_styles:
            column -= count
            if column < 0:
                return style
        return ""

    def fill(self, repeated: int) -> None:
        bottom, right = self.row + self.rows_repeated - 1, self.column + repeated - 1
        top, left, last, far = self.used or (self.row, self.column, bottom, right)
        self.used = min(top, self.row), min(left, self.column), max(last, bottom), max(far, right)
        self.filled += 1

    def places(self, repeated: int) -> Iterator[Cell]:
        if self.rows_repeated * repeated <= _MOST_REPEATED:
            for row in range(self.row, self.row + self.rows_repeated):
                for column in range(self.column, self.column + repeated):
                    yield row, column


class _Content:
    """Follows content.xml: first the styles, then the sheets."""

    def __init__(self) -> None:
        self.sheets: dict[str, _Sheet] = {}
        self._codes: dict[str, str] = {}
        self._cell_styles: dict[str, str] = {}
        self._style: tuple[str, list[str]] | None = None
        self._sheet: _Sheet | None = None
        self._cell: Mapping[str, str] | None = None
        self._depth = 0
        self._is_text = 0
        self._has_paragraph = False
        self._text: list[str] = []

    def opened(self, element: str, attributes: Mapping[str, str]) -> None:
        if element == "table":
            self._depth += 1
            if self._depth == 1:
                self._sheet = self.sheets.setdefault(attributes.get("name", ""), _Sheet())
        elif self._sheet is None:
            self._open_style(element, attributes)
        elif self._depth == 1:
            self._open_in_sheet(self._sheet, element, attributes)

    def _open_in_sheet(self, sheet: _Sheet, element: str, attributes: Mapping[str, str]) -> None:
        if element == "table-column":
            sheet.add_column(attributes)
        elif element == "table-row":
            sheet.begin_row(attributes)
        elif element in _CELLS:
            self._cell, self._text, self._has_paragraph = attributes, [], False
        elif element == "p":
            self._is_text += 1
            self._has_paragraph = True

    def written(self, text: str) -> None:
        if self._is_text:
            self._text.append(text)

    def closed(self, element: str) -> None:
        if element == "table":
            self._depth -= 1
            self._sheet = self._sheet if self._depth else None
        elif element in _STYLES and self._style is not None:
            self._codes[self._style[0]] = "".join(self._style[1])
            self._style = None
        elif element == "p" and self._is_text:
            self._is_text -= 1
        elif element in _CELLS and self._depth == 1 and self._sheet and self._cell is not None:
            self._end_cell(self._sheet, self._cell)
            self._cell = None

    # ------------------------------------------------------------ styles

    def _open_style(self, element: str, attributes: Mapping[str, str]) -> None:
        """Only digits are taken: a cell of a percentage or of a currency says so itself."""
        if element in _STYLES:
            self._style = attributes.get("name", ""), []
        elif element == "style" and attributes.get("family") == "table-cell":
            name, data_style = attributes.get("name", ""), attributes.get("data-style-name", "")
            self._cell_styles[name] = self._codes.get(data_style, "")
        elif element == "number" and self._style is not None:
            self._style[1].append(_digits(attributes))

    # ------------------------------------------------------------ cells

    def _end_cell(self, sheet: _Sheet, cell: Mapping[str, str]) -> None:
        repeated = _count(cell, "number-columns-repeated")
        kind = cell.get("value-type", "")
        if kind:
            sheet.fill(repeated)
        self._note_kind(sheet, cell, kind, repeated)
        _note_span(sheet, cell)
        sheet.column += repeated

    def _note_kind(self, sheet: _Sheet, cell: Mapping[str, str], kind: str, repeated: int) -> None:
        text = "".join(self._text)
        if "formula" in cell and _ERROR.fullmatch(text):
            sheet.errors.update(dict.fromkeys(sheet.places(repeated), text))
        elif "formula" in cell and not kind and not self._has_paragraph:
            sheet.uncalculated.extend(sheet.places(repeated))
        elif kind in {"percentage", "currency", "float"}:
            code = self._code(sheet, cell, kind)
            if says_more(code):
                sheet.formats.update(dict.fromkeys(sheet.places(repeated), code))
        elif kind and kind not in _KINDS and text:
            sheet.values.update(dict.fromkeys(sheet.places(repeated), text))
        elif kind == "time" and (duration := _duration(cell.get("time-value", ""))):
            sheet.values.update(dict.fromkeys(sheet.places(repeated), duration))

    def _code(self, sheet: _Sheet, cell: Mapping[str, str], kind: str) -> str:
        style = cell.get("style-name") or sheet.style_of(sheet.column)
        digits = self._cell_styles.get(style, "") or "0"
        if kind == "percentage":
            return f"{digits}%"
        if kind == "currency":
            return f"[${cell.get('currency', '')}] {digits}"
        return digits


def _note_span(sheet: _Sheet, cell: Mapping[str, str]) -> None:
    rows, columns = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
    if rows > 1 or columns > 1:
        top, left = sheet.row, sheet.column
        sheet.merged.append((top, left, top + rows - 1, left + columns - 1))


def _digits(attributes: Mapping[str, str]) -> str:
    """The digits of a format code, such as 0.00; more than one before the point are zeros."""
    whole = "0" * max(_count(attributes, "min-integer-digits"), 1)
    places = _count(attributes, "decimal-places") if "decimal-places" in attributes else 0
    return ("#,##0" if attributes.get("grouping") == "true" else whole) + (
        "." + "0" * places if places else ""
    )


def _duration(written: str) -> timedelta | None:
    """A time of a day or more; a shorter one is a time of day."""
    found = _DURATION.fullmatch(written)
    if found is None:
        return None
    sign, *parts = found.groups()
    days, hours, minutes = (int(part or 0) for part in parts[:3])
    length = timedelta(days=days, hours=hours, minutes=minutes, seconds=float(parts[3] or 0))
    if sign:
        return -length
    return length if length >= timedelta(days=1) else None


def _count(attributes: Mapping[str, str], name: str) -> int:
    written = attributes.get(name, "1")
    if not written.isdecimal() or len(written) > 9:
        raise Damaged(f"its '{name}' is no number")
    return int(written)
