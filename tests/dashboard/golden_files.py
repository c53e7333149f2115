"""What telling views look like as files, kept small: their structure in words, and a picture.

`python -m tests.dashboard.golden_files` remakes them; look at what changed before you keep it. No
figures, codes or sentences are kept: they change with the data, and other tests know them.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import docx as python_docx
import numpy as np
import numpy.typing as npt
import openpyxl
import pikepdf
from docx.oxml.ns import qn as word_name
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph
from lxml import etree
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image
from pptx.slide import Slide
from scipy import ndimage

from dashboard.exports import EXPORTS
from dashboard.exports.model import Document
from dashboard.rendering import render_card
from dashboard.views.model import Rendered
from tests.dashboard.deck_reading import opened_deck
from tests.dashboard.exported import SITE, document
from tests.dashboard.pdf_read import children, opened
from tests.dashboard.releases import whole
from tests.office_render import pages_as_png, to_pdfs
from tests.survey_release import survey_release
from warehouse.queries import Release

FOLDER: Final = Path(__file__).parent / "golden"
WIDTH, HEIGHT = 160, 90
# Ten pixels for each of the thumbnail: with fewer, how lines are smoothed would be seen.
DPI: Final = 120
_SPOT: Final = 2.5
_C: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_C15: Final = "{http://schemas.microsoft.com/office/drawing/2012/chart}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_EMU: Final = 12_700
# Places are told in steps so large that another length of a sentence does not matter.
_STEP: Final = 10

Lines = Iterator[str]


@dataclass(frozen=True, slots=True)
class Told:
    """A view that shows what others do not: on which data, and how it is asked for."""

    release: Callable[[], Release]
    path: str
    query: str


TELLING: Final = {
    "compare": Told(whole, "/view/compare", "indicator=alf_survey_response_rate&region=skane"),
    "trend": Told(whole, "/view/trend", "indicator=stockholm_vil_survey_response_rate"),
    "balance": Told(
        whole, "/view/gender_balance", "indicator=authorship_share_by_sex&region=skane"
    ),
    "answers": Told(survey_release, "/view/survey_results", "theme=learning&region=skane"),
    "change": Told(survey_release, "/view/survey_trend", "region=skane"),
    "funnel": Told(survey_release, "/view/survey_units_funnel", "region=skane"),
    "grades": Told(whole, "/view/evaluation_grades", "region=skane"),
    "quality": Told(whole, "/view/quality", "region=skane"),
}


@lru_cache(maxsize=16)
def rendered(name: str) -> Rendered:
    told = TELLING[name]
    (asked,) = SITE.read(told.path, f"{told.query}&language=sv").cards
    shown = render_card(told.release(), asked)
    assert isinstance(shown, Rendered), f"{name} has nothing to show: {shown}"
    return replace(shown, release="20260101T000000Z-00000000")


def exported(name: str) -> Document:
    return document(rendered(name))


@lru_cache(maxsize=64)
def content(name: str, kind: str) -> bytes:
    return EXPORTS[kind].write(exported(name), None)


# ---------------------------------------------------------------- slides


def slides_told(found: bytes) -> Lines:
    for number, slide in enumerate(opened_deck(found).slides, start=1):
        yield f"slide {number}: layout {slide.slide_layout.name}"
        yield from _indented(_shapes(slide))


def _shapes(slide: Slide) -> Lines:
    """Like marks beside each other, such as those of a key, are counted."""
    told = [list(_shape(shape)) for shape in slide.shapes]
    for lines, same in groupby(told):
        count = len(list(same))
        yield lines[0] + (f" × {count}" if count > 1 else "")
        yield from lines[1:]


def _shape(shape: Any) -> Lines:  # noqa: ANN401 - any shape
    """What it is called up to a colon or a dot: what follows there is a sentence."""
    name = re.split(r": | \(| · ", shape.name)[0]
    described = ", described" if _description(shape) else ""
    kind = _kind(shape)
    yield f"{kind}{f' “{name}”' if kind != 'mark' else ''} {_place(shape)}{described}"
    if shape.has_chart:
        yield from _indented(chart_told(shape.chart._chartSpace))
    elif shape.has_table:
        yield from _indented(_table_of_slide(shape.table))
    elif shape.has_text_frame and shape.text_frame.text:
        yield f"  letters {_sizes(shape._element)}"


def _kind(shape: Any) -> str:  # noqa: ANN401 - any shape
    if shape.is_placeholder:
        return f"placeholder {shape.placeholder_format.type.name.lower()}"
    if shape.has_chart:
        return "chart"
    if shape.has_table:
        return "table"
    return "text" if shape.has_text_frame and shape.text_frame.text else "mark"


def _description(shape: Any) -> str:  # noqa: ANN401 - any shape
    (properties,) = shape._element.xpath(".//p:cNvPr[1]")[:1]
    return str(properties.get("descr") or "")


def _place(shape: Any) -> str:  # noqa: ANN401 - any shape
    """A mark of a key has none: where it stands follows from words before it."""
    if _kind(shape) == "mark":
        return ""
    sides = (shape.left, shape.top, shape.width, shape.height)
    return "at {} {}, {} × {}".format(*(_STEP * round(int(s) / _EMU / _STEP) for s in sides))


def _sizes(element: etree._Element) -> str:
    sizes = {run.get("sz") for run in element.iter(f"{_A}rPr")} - {None}
    return ", ".join(f"{int(size) / 100:g}" for size in sorted(sizes, key=int)) or "as its layout"


def _table_of_slide(table: Any) -> Lines:  # noqa: ANN401 - python-pptx's table
    rows, columns = len(table.rows), len(table.columns)
    head = "a head" if table.first_row else "no head"
    merged = sum(cell.is_merge_origin for row in table.rows for cell in row.cells)
    yield f"{rows} rows × {columns} columns, {head}, {merged} merged"


# ---------------------------------------------------------------- charts


def chart_told(chart: etree._Element) -> Lines:
    plot = next(chart.iter(f"{_C}plotArea"))
    yield f"title: {_address(plot.getparent().find(f'{_C}title')) or 'none'}"
    for axis in plot:
        if axis.tag in (f"{_C}valAx", f"{_C}catAx"):
            yield _axis(axis)
    for group in plot:
        if group.tag.endswith("Chart"):
            yield _group(group)
            yield from _indented(line for one in group.iter(f"{_C}ser") for line in _series(one))


def _axis(axis: etree._Element) -> str:
    seen = "unseen" if _value(axis, "delete") == "1" else "seen"
    grid = ", grid" if axis.find(f"{_C}majorGridlines") is not None else ""
    names = _value(axis, "tickLblPos")
    side = _value(axis, "axPos")
    return f"axis {etree.QName(axis).localname} {side} {seen}, figures {names}{grid}"


def _group(group: etree._Element) -> str:
    said = [_value(group, tag) for tag in ("barDir", "grouping", "scatterStyle", "overlap")]
    return " ".join([etree.QName(group).localname, *(one for one in said if one)])


def _series(series: etree._Element) -> Lines:
    name = re.sub(r"[\d,]+", "#", _cached(series.find(f"{_C}tx")))
    yield f"series “{name}” {_look(series)}"
    for tag in ("xVal", "yVal", "cat", "val"):
        if series.find(f"{_C}{tag}") is not None:
            yield f"  {tag} {_address(series.find(f'{_C}{tag}'))}"
    for bars in series.iter(f"{_C}errBars"):
        lengths = " ".join(
            f"{side} {_address(bars.find(f'{_C}{side}'))}" for side in ("plus", "minus")
        )
        yield f"  error bars {_value(bars, 'errDir')}: {lengths}"
    cells = next(series.iter(f"{_C15}datalabelsRange"), None)
    if cells is not None:
        count = len(list(series.iter(f"{_C}dLbl")))
        yield f"  {count} labels from {cells.findtext(f'{_C15}f')}"


def _look(series: etree._Element) -> str:
    """Mark, and colours of mark and stroke."""
    symbol = series.find(f"{_C}marker/{_C}symbol")
    mark = "" if symbol is None or symbol.get("val") == "none" else f"{symbol.get('val')} "
    colours: list[str] = []
    for path in (f"{_C}marker/{_C}spPr", f"{_C}spPr"):
        colours += [
            str(colour.get("val")) for colour in series.iterfind(f"{path}//{_A}solidFill/*")
        ]
    return (mark + " ".join(dict.fromkeys(colours))).strip() or "unseen"


def _value(element: etree._Element, tag: str) -> str:
    found = element.find(f"{_C}{tag}")
    return "" if found is None else str(found.get("val"))


def _address(element: etree._Element | None) -> str:
    found = None if element is None else next(element.iter(f"{_C}f"), None)
    return "" if found is None else str(found.text)


def _cached(element: etree._Element | None) -> str:
    found = None if element is None else next(element.iter(f"{_C}v"), None)
    return "" if found is None else str(found.text)


# ---------------------------------------------------------------- documents


def words_told(found: bytes) -> Lines:
    word = python_docx.Document(io.BytesIO(found))
    for section in word.sections:
        yield f"section {section.orientation.name.lower()}"
    told = [line for block in word.iter_inner_content() for line in _block(block)]
    for line, same in groupby(told):
        count = len(list(same))
        yield line + (f" × {count}" if count > 1 else "")
    with zipfile.ZipFile(io.BytesIO(found)) as parts:
        for name in sorted(parts.namelist()):
            if name.startswith("word/charts/chart"):
                yield "chart"
                yield from _indented(chart_told(etree.fromstring(parts.read(name))))


def _block(block: Paragraph | WordTable) -> Lines:
    if isinstance(block, WordTable):
        head = "a head" if block._tbl.xpath(".//w:tblHeader") else "no head"
        style = block.style.name if block.style else "no style"
        yield f"table “{style}”: {len(block._tbl.tr_lst)} rows × {len(block.columns)}, {head}"
        return
    style = block.style.name if block.style else "no style"
    yield f"paragraph “{style}”"
    for inline in block._p.iter(word_name("wp:inline")):
        extent, properties = inline.find(word_name("wp:extent")), inline.find(word_name("wp:docPr"))
        sides = [_STEP * round(int(extent.get(side)) / _EMU / _STEP) for side in ("cx", "cy")]
        described = ", described" if properties.get("descr") else ""
        yield f"  drawing {sides[0]} × {sides[1]}{described}"


# ---------------------------------------------------------------- workbooks


def workbook_told(found: bytes) -> Lines:
    for sheet in openpyxl.load_workbook(io.BytesIO(found)).worksheets:
        frozen = f", frozen at {sheet.freeze_panes}" if sheet.freeze_panes else ""
        yield f"sheet “{sheet.title}”: {sheet.max_row} rows × {sheet.max_column} columns{frozen}"
        yield from _indented(_columns(sheet))
        yield from _indented(f"table {table.ref}" for table in sheet.tables.values())
        for chart in getattr(sheet, "_charts", ()):
            yield f"  {type(chart).__name__} with {len(chart.series)} series"


def _columns(sheet: Worksheet) -> Lines:
    """The kinds of cells and formats in each column."""
    for column in sheet.iter_cols():
        kinds = sorted({type(cell.value).__name__ for cell in column if cell.value is not None})
        formats = sorted({cell.number_format for cell in column if isinstance(cell.value, float)})
        yield f"{get_column_letter(column[0].column)}: {', '.join([*kinds, *formats]) or 'empty'}"


# ---------------------------------------------------------------- PDF


def pdf_told(found: bytes) -> Lines:
    root = opened(found).Root
    yield f"language {root.Lang}, marked {bool(root.MarkInfo.Marked)}"
    for child in children(root.StructTreeRoot):
        yield from _tags(child)


def _tags(element: pikepdf.Object) -> Lines:
    """A tag with those below it; the same ones after each other are counted."""
    described = ", described" if "/Alt" in element else ""
    yield f"{str(element.S).removeprefix('/')}{described}"
    told = [list(_tags(child)) for child in children(element)]
    for lines, same in groupby(told):
        count = len(list(same))
        lines[0] += f" × {count}" if count > 1 else ""
        yield from _indented(iter(lines))


def _indented(lines: Iterator[str]) -> Lines:
    return (f"  {line}" for line in lines)


TOLD: Final[dict[str, Callable[[bytes], Lines]]] = {
    "pptx": slides_told, "docx": words_told, "xlsx": workbook_told, "pdf": pdf_told,
}  # fmt: skip


def structure(name: str, kind: str) -> str:
    return "\n".join(TOLD[kind](content(name, kind))) + "\n"


def structure_file(name: str, kind: str) -> Path:
    return FOLDER / f"{name}.{kind}.txt"


# ---------------------------------------------------------------- pictures

Shades = npt.NDArray[np.float64]


def picture_file(name: str) -> Path:
    return FOLDER / f"{name}.png"


def small(page: bytes) -> Image.Image:
    """A page in shades of grey, as large as a thumbnail."""
    return Image.open(io.BytesIO(page)).convert("L").resize((WIDTH, HEIGHT), Image.Resampling.BOX)


def first_pages(decks: dict[str, bytes]) -> dict[str, Image.Image]:
    """Of each deck its first slide as LibreOffice draws it."""
    printed = to_pdfs({f"{name}.pptx": deck for name, deck in decks.items()})
    return {name: small(pages_as_png(printed[f"{name}.pptx"], DPI)[0]) for name in decks}


def unlikeness(one: Image.Image, other: Image.Image) -> float:
    """The most that any spot differs in, in shades of 255; a spot is as large as a short word.

    It does not matter how letters and lines are smoothed, but that they are there.
    """
    first, second = (ndimage.gaussian_filter(shades_of(p), sigma=_SPOT) for p in (one, other))
    return float(np.abs(first - second).max())


def shades_of(picture: Image.Image) -> Shades:
    return np.asarray(picture, dtype=np.float64)


# ---------------------------------------------------------------- remaking


def remake() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name in TELLING:
        for kind in TOLD:
            structure_file(name, kind).write_text(structure(name, kind), "utf-8")
    for name, picture in first_pages({name: content(name, "pptx") for name in TELLING}).items():
        picture.save(picture_file(name), optimize=True)


if __name__ == "__main__":
    remake()
