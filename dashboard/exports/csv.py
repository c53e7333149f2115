"""The table of a view as text that a spreadsheet opens without questions.

Semicolons, decimal comma in Swedish and a byte-order mark are what Swedish Excel expects. Above the
table stand lines that say what the numbers are, so that a file that travels alone still answers for
itself.
"""

import csv
import io
from typing import Final

from dashboard import words
from dashboard.exports.model import Export
from dashboard.views.model import Cell, Column, Rendered
from warehouse.text import Text

BYTE_ORDER_MARK: Final = "\ufeff"
# Spreadsheets run a cell that begins so as a formula.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def write(rendered: Rendered) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([_safe(line) for line in _header(rendered)])
    writer.writerow([])
    writer.writerow([_safe_text(column.label) for column in rendered.table.columns])
    for row in rendered.table.rows:
        columns = zip(row, rendered.table.columns, strict=True)
        writer.writerow([_written(cell, column, rendered) for cell, column in columns])
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def _header(rendered: Rendered) -> list[list[str]]:
    language = rendered.state.language
    return [
        [rendered.overline],
        [rendered.headline],
        [rendered.note],
        *([list(pair) for pair in rendered.about]),
        *([words.REMARKS.of(language), remark] for remark in rendered.warnings),
        *([words.SIGNS.of(language), sign, meaning] for sign, meaning in rendered.signs),
        *([words.SOURCES.of(language), s.citation, *s.locators] for s in rendered.sources),
        [words.RELEASE.of(language), rendered.release],
    ]


def _written(cell: Cell, column: Column, rendered: Rendered) -> str:
    """What is read on the page, without the spaces that keep a spreadsheet from counting."""
    if not column.is_number or cell.value is None:
        return _safe_text(cell.text)
    plain = cell.text.replace("\u00a0", "").replace("\u2212", "-").removesuffix("%")
    if rendered.state.language == "en":
        plain = plain.replace(",", "")
    return plain if _is_number(plain) else _safe_text(cell.text)


def _is_number(text: str) -> bool:
    digits = text.removeprefix("-").replace(",", ".", 1).replace(".", "", 1)
    return digits.isascii() and digits.isdigit()


def _safe(line: list[str]) -> list[str]:
    return [_safe_text(text) for text in line]


def _safe_text(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


EXPORT: Final = Export(
    extension="csv",
    media_type="text/csv",
    label=Text("CSV", "CSV"),
    write=write,
)
