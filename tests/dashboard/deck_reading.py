"""Decks read back with python-pptx, and what is wrong with their slides. For tests."""

import io
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from openxml_audit import OpenXmlValidator
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.util import Length

from dashboard.addresses import Site
from dashboard.charts.metrics import text_width, wrapped
from dashboard.exports.model import Absent, Document, Exhibit
from dashboard.pages import PAGES
from dashboard.rendering import render_card
from dashboard.views import VIEWS
from dashboard.views.model import Rendered
from warehouse.queries import Release
from warehouse.text import Language

MADE: Final = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)
SITE: Final = Site(PAGES, VIEWS)
ADDRESS: Final = "https://atlas.example.se/view/{}?language={}"


@lru_cache(maxsize=16)
def exhibits(
    release: Release, language: Language, region: str = "skane"
) -> tuple[tuple[Exhibit, ...], tuple[Absent, ...]]:
    """Every view with something to show, and those with nothing."""
    found, absent = [], []
    for view in VIEWS.values():
        asked = SITE.read(f"/view/{view.id}", f"region={region}&language={language}").cards[0]
        rendered = render_card(release, asked)
        if isinstance(rendered, Rendered):
            address = ADDRESS.format(view.id, language)
            found.append(Exhibit(rendered=rendered, address=address, code="ABCD-EFGH"))
        else:
            absent.append(Absent(title=view.title.of(language), reason=rendered.of(language)))
    return tuple(found), tuple(absent)


def report_of(release: Release, language: Language, region: str = "skane") -> Document:
    found, absent = exhibits(release, language, region)
    return Document(
        title="En rapport", subtitle="Till ledningsgruppen", language=language,
        release=found[0].rendered.release, made=MADE, is_example=release.is_example, is_report=True,
        exhibits=found, absent=absent,
    )  # fmt: skip


def alone(exhibit: Exhibit, document: Document) -> Document:
    return replace(document, is_report=False, exhibits=(exhibit,), absent=())


def opened_deck(content: bytes) -> Deck:
    return Presentation(io.BytesIO(content))


def audit(content: bytes) -> list[str]:
    """What the validator built on the rules of the Open XML SDK says."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.pptx"
        path.write_bytes(content)
        return [str(error) for error in OpenXmlValidator().validate(str(path)).errors]


def texts_of(slide: Slide) -> list[str]:
    """Every text on a slide, those in groups too."""
    return [text.text or "" for text in slide._element.iter(qn("a:t"))]


def flat(slide: Slide) -> Iterator[Any]:
    """Shapes with those in groups, whose children have the places of the slide.

    python-pptx gives all of them the type of the plainest.
    """
    for shape in slide.shapes:
        yield shape
        yield from getattr(shape, "shapes", ())


def outside(deck: Deck) -> list[str]:
    """Shapes that reach beyond their slide, by more than half a point."""
    width, height = int(deck.slide_width or 0), int(deck.slide_height or 0)
    edge = 6350
    return [
        f"{number}: {shape.name}"
        for number, slide in enumerate(deck.slides, start=1)
        for shape in flat(slide)
        if shape.left < -edge or shape.top < -edge
        or shape.left + shape.width > width + edge or shape.top + shape.height > height + edge
    ]  # fmt: skip


def overlapping(slide: Slide) -> list[tuple[str, str]]:
    """Pairs of texts and tables and charts of a slide that cover each other."""
    shapes: list[Any] = [one for one in slide.shapes if _is_content(one)]
    return [
        (one.name, other.name)
        for index, one in enumerate(shapes)
        for other in shapes[index + 1 :]
        if _share(one, other) and not (one.has_chart and other.has_chart)
    ]


def _is_content(shape: Any) -> bool:  # noqa: ANN401 - any shape of a slide
    if shape.has_text_frame:
        return bool(shape.text_frame.text)
    return shape.has_chart or shape.has_table or hasattr(shape, "shapes")


def _share(one: BaseShape, other: BaseShape) -> bool:
    across = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
    down = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
    return across > 12700 and down > 12700


def overflowing(slide: Slide) -> list[str]:
    """Boxes whose text needs more lines than they have room for, measured apart from the writer:
    in the letters that the file gives them.
    """
    return [
        shape.name
        for shape in flat(slide)
        if shape.has_text_frame and shape.text_frame.text
        and _needed(shape) > Length(shape.height).pt + 1
    ]  # fmt: skip


def _needed(shape: Any) -> float:  # noqa: ANN401 - any shape with text
    total = 0.0
    for paragraph in shape.text_frame.paragraphs:
        sizes = [run.font.size.pt for run in paragraph.runs if run.font.size]
        size = max(sizes, default=9.0)
        bold = any(run.font.bold for run in paragraph.runs)
        indent = paragraph._p.pPr.get("marL", "0") if paragraph._p.pPr is not None else "0"
        room = Length(shape.width).pt - int(indent) / 12700
        text = paragraph.text.split("\t")[-1]
        lines = wrapped(text, max(room, 1), size, bold=bold)
        wide = [line for line in lines if text_width(line, size, bold=bold) > room * 1.001]
        total += (len(lines) + len(wide)) * size * 1.15
    return total


def title_of(slide: Slide) -> str:
    title: Any = slide.shapes.title
    return str(title.text_frame.text)


def notes_of(slide: Slide) -> str:
    frame = slide.notes_slide.notes_text_frame
    assert frame is not None
    return frame.text


def charts_of(slide: Slide) -> list[Any]:
    return [shape for shape in flat(slide) if shape.has_chart]


def empty_placeholders(slide: Slide) -> list[str]:
    return [
        shape.name
        for shape in slide.placeholders
        if shape.has_text_frame and not shape.text_frame.text.strip()
    ]
