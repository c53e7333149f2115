"""The table of a view as plain CSV for programs: commas, decimal point, UTF-8, one line of header.

A number has a column of its own; what the page says beside it (a sign for what is hidden, "about")
stands in the column after it. What the table is and its signs mean, its release, code and address
stand in every row, so that a file that travels alone, or is put together with others, still answers
for itself.
"""

import csv
import io
from typing import Final

from dashboard import words
from dashboard.exports import said
from dashboard.exports.model import Document, Exhibit, Export
from dashboard.exports.typed import AS_SHOWN, TypedColumn, no_formula, typed_columns
from warehouse.text import Language, Text

_Column = tuple[str, list[str]]


def write(document: Document, template: bytes | None = None) -> bytes:
    del template
    columns = _columns(document.only)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([no_formula(heading) for heading, _ in columns])
    writer.writerows(zip(*(cells for _, cells in columns), strict=True))
    return text.getvalue().encode()


def _columns(exhibit: Exhibit) -> list[_Column]:
    rendered = exhibit.rendered
    language, count = rendered.state.language, len(rendered.table.rows)
    own = [one for typed in typed_columns(rendered.table) for one in _written(typed, language)]
    return own + [(heading, [no_formula(text)] * count) for heading, text in _what_it_is(exhibit)]


def _what_it_is(exhibit: Exhibit) -> list[tuple[str, str]]:
    rendered = exhibit.rendered
    language = rendered.state.language
    signs = said.signs_line(rendered)
    return [
        (words.TABLE.of(language), rendered.table.caption),
        *([(words.SIGNS.of(language), signs)] if signs else []),
        (words.RELEASE.of(language), rendered.release),
        (said.CODE.of(language), exhibit.code),
        (said.ADDRESS.of(language), exhibit.address),
    ]


def _written(typed: TypedColumn, language: Language) -> list[_Column]:
    label = typed.column.label
    if not typed.is_number:
        return [(label, list(map(no_formula, typed.texts)))]
    written: list[_Column] = [(label, ["" if n is None else f"{n:f}" for n in typed.numbers])]
    if typed.has_more:
        written.append((f"{label} ({AS_SHOWN.of(language)})", list(map(no_formula, typed.beside))))
    return written


EXPORT: Final = Export(
    id="csv-plain",
    extension="csv",
    media_type="text/csv",
    label=Text("CSV", "CSV"),
    write=write,
)
