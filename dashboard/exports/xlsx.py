"""A view, or a report, as a workbook: its figures as numbers, its chart as one that can be edited.

One view has a sheet of data, one with the chart, one with what is to be known about it. A report
has these for each view, a list of contents first, and methods and sources once at the end.
"""

import io
from typing import Final

from xlsxwriter import Workbook

from dashboard import words
from dashboard.charts.grammar import Chart, Matrix
from dashboard.exports import said
from dashboard.exports.model import Document, Exhibit, Export, Holds
from dashboard.exports.xlsx_about import about_sheet, methods_sheet
from dashboard.exports.xlsx_book import FONT, TEXT_POINTS, Book
from dashboard.exports.xlsx_charts import chart_sheet
from dashboard.exports.xlsx_contents import Sheets, contents_sheet, fill_contents
from dashboard.exports.xlsx_data import data_sheet
from dashboard.exports.xlsx_matrix import matrix_sheet
from warehouse.text import Text

AUTHOR: Final = "ALF Atlas"
DATA: Final = Text("Data", "Data")
MATRIX: Final = Text("Matris", "Matrix")
ABOUT: Final = Text("Om", "About")


def write(document: Document, _template: bytes | None = None) -> bytes:
    written = io.BytesIO()
    with Workbook(written, _options()) as workbook:
        workbook.set_properties(_properties(document))
        book = Book(workbook, stamp=said.stamp(document), footer=_footer(document))
        if document.is_report:
            _report(book, document)
        else:
            _sheets(book, document, document.only, "")
    return written.getvalue()


def _options() -> dict[str, object]:
    """Made anew for each workbook, which takes out of it what it has read."""
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "default_format_properties": {"font_name": FONT, "font_size": TEXT_POINTS},
    }


def _properties(document: Document) -> dict[str, object]:
    stamp = said.stamp(document)
    return {
        "title": f"{stamp} · {document.title}" if stamp else document.title,
        "subject": document.subtitle,
        "author": AUTHOR,
        "comments": _footer(document),
        "created": document.made,
    }


def _footer(document: Document) -> str:
    """What a printed sheet says of where it comes from."""
    if document.is_report:
        release = words.RELEASE.of(document.language)
        return f"{AUTHOR} · {release} {document.release}"
    return said.way_back(document.only)


def _report(book: Book, document: Document) -> None:
    contents = contents_sheet(book, document)
    sheets = [
        _sheets(book, document, exhibit, f"{number} ")
        for number, exhibit in enumerate(document.exhibits, 1)
    ]
    fill_contents(contents, document, sheets, methods_sheet(book, document))


def _sheets(book: Book, document: Document, exhibit: Exhibit, before: str) -> Sheets:
    """The sheets of one view: what each holds, and its name."""
    rendered, language = exhibit.rendered, document.language
    data, about = DATA.of(language), ABOUT.of(language)
    made = {data: data_sheet(book, f"{before}{data}", rendered)}
    match rendered.chart:
        case Chart() as chart:
            kind = words.CHART.of(language)
            made[kind] = chart_sheet(book, f"{before}{kind}", rendered, chart)
        case Matrix() as matrix:
            kind = MATRIX.of(language)
            made[kind] = matrix_sheet(book, f"{before}{kind}", rendered, matrix)
        case None:
            pass
    made[about] = about_sheet(book, f"{before}{about}", document, exhibit)
    return made


EXPORT: Final = Export(
    id="xlsx",
    extension="xlsx",
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    label=Text("Excel (XLSX)", "Excel (XLSX)"),
    write=write,
    holds=Holds.MANY,
)
