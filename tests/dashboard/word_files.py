"""What the tests of Word files share: reports of every view, and how others read a file."""

import io
import posixpath
import tempfile
import zipfile
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Final

import docx as python_docx
import openpyxl
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from lxml import etree
from openxml_audit import OpenXmlValidator

from dashboard.exports import docx
from dashboard.exports.model import Absent, Document, Exhibit
from dashboard.marked import marked_as_example
from dashboard.views.model import Rendered
from tests.dashboard.exported import ADDRESS, CODE, document, everything
from warehouse.text import Language

_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
COMMENT: Final = "Vi följer upp i vår.\nSe <bilagan> & protokollet.\x0b"


@lru_cache(maxsize=4)
def report(language: Language) -> Document:
    """Every view once, of what ships and of surveys; the second has words of the user's own."""
    found: dict[str, Rendered] = {}
    for one in everything():
        if (one.state.language, one.state.region) == (language, "skane"):
            found.setdefault(one.view, one)
    # Surveys come as made-up answers: half of the report is example data.
    rendered = [marked_as_example(r) if r.view.startswith("survey") else r for r in found.values()]
    exhibits = tuple(Exhibit(rendered=one, address=ADDRESS, code=CODE) for one in rendered)
    second = exhibits[1].rendered
    own = Exhibit(rendered=second, address=ADDRESS, code=CODE, heading="Vår egen rubrik",
                  comment=COMMENT)  # fmt: skip
    return document(
        second,
        title="Skåne inför strategidagen",
        subtitle="Underlag till ledningsgruppen",
        is_report=True,
        is_example=True,
        exhibits=(exhibits[0], own, *exhibits[2:]),
        absent=(Absent(title="Mål", reason="Det finns inga mål i underlaget."),),
    )


@lru_cache(maxsize=4)
def report_file(language: Language) -> bytes:
    return docx.write(report(language), None)


def alone(view: str, language: Language) -> Rendered:
    """A view in a language, of whichever release has something to show."""
    return next(r for r in everything() if (r.view, r.state.language) == (view, language))


def opened(content: bytes) -> WordDocument:
    return python_docx.Document(io.BytesIO(content))


def styled(word: WordDocument, *names: str) -> list[str]:
    return [p.text for p in word.paragraphs if p.style is not None and p.style.name in names]


def caption_of(table: WordTable) -> str:
    return str(table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")))


def cells_of(table: WordTable) -> list[list[str]]:
    """Read from the rows themselves: python-docx's own way is slow for long tables."""
    return [
        ["".join(text.text or "" for text in cell.iter(qn("w:t"))) for cell in row.tc_lst]
        for row in table._tbl.tr_lst
    ]


def inlines_of(word: WordDocument) -> list[tuple[str, str, str]]:
    """For each drawing in the text: alternative text, title and relation to its chart."""
    chart = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
    found = []
    for inline in word.element.body.iter(f"{_DRAWING}inline"):
        properties = inline.find(f"{_DRAWING}docPr")
        (reference,) = inline.iter(chart)
        found.append((properties.get("descr"), properties.get("title"), reference.get(qn("r:id"))))
    return found


def numbers_in(word: WordDocument, relation: str) -> set[float]:
    """Every number in the workbook that is embedded with a chart."""
    (workbook,) = (rel.target_part for rel in word.part.related_parts[relation].rels.values())
    book = openpyxl.load_workbook(io.BytesIO(workbook.blob), data_only=True)
    cells = (cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    return {round(float(cell), 9) for cell in cells if isinstance(cell, int | float)}


def complaints(content: bytes) -> list[str]:
    """What the rules of the Open XML SDK find wrong."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.docx"
        path.write_bytes(content)
        return [f"{e.part_uri}: {e.description}" for e in OpenXmlValidator().validate(path).errors]


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def saved(word: WordDocument) -> bytes:
    written = io.BytesIO()
    word.save(written)
    return written.getvalue()


def loose_parts(content: bytes) -> list[str]:
    """Parts that no relation leads to, and relations that lead to no part."""
    parts = parts_of(content)
    targets: set[str] = set()
    for name in parts:
        if name.endswith(".rels"):
            folder = PurePosixPath(name).parent.parent
            for relation in etree.fromstring(parts[name]):
                if relation.get("TargetMode") != "External":
                    target = posixpath.normpath(folder / relation.get("Target"))
                    targets.add(target.lstrip("/"))
    there = {name for name in parts if not name.endswith(".rels")} - {"[Content_Types].xml"}
    return sorted(there ^ targets)
