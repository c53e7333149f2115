"""The table of a view as text that a spreadsheet opens without questions.

Semicolons, decimal comma in Swedish and a byte-order mark are what Swedish Excel expects. Above the
table stand lines that say what the numbers are, so that a file that travels alone still answers for
itself. Not the one for programs: that is `csv_plain.py`.
"""

import csv
import io
from decimal import Decimal
from typing import Final

from dashboard import words
from dashboard.exports import said
from dashboard.exports.model import Document, Exhibit, Export
from dashboard.exports.typed import TypedColumn, no_formula, typed_columns
from warehouse.text import Language, Text

BYTE_ORDER_MARK: Final = "\ufeff"


def write(document: Document, template: bytes | None = None) -> bytes:
    del template
    exhibit = document.only
    language, table = exhibit.rendered.state.language, exhibit.rendered.table
    columns = typed_columns(table)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([no_formula(cell) for cell in line] for line in _header(exhibit))
    writer.writerow([])
    writer.writerow([no_formula(column.label) for column in table.columns])
    for row in range(len(table.rows)):
        writer.writerow([_written(column, row, language) for column in columns])
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def _header(exhibit: Exhibit) -> list[list[str]]:
    rendered = exhibit.rendered
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
        [said.CODE.of(language), exhibit.code],
        [said.ADDRESS.of(language), exhibit.address],
    ]


def _written(typed: TypedColumn, row: int, language: Language) -> str:
    """What is read on the page, without the spaces that keep a spreadsheet from counting."""
    number = typed.numbers[row] if typed.is_number else None
    if number is None or typed.beside[row]:
        return no_formula(typed.texts[row])
    return _decimal(number, language)


def _decimal(number: Decimal, language: Language) -> str:
    plain = f"{number:f}"
    return plain.replace(".", ",") if language == "sv" else plain


EXPORT: Final = Export(
    id="csv",
    extension="csv",
    media_type="text/csv",
    label=Text("CSV för Excel", "CSV for Excel"),
    write=write,
)
