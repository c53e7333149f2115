"""PNG pictures: twice the pixels of the SVG, drawn with our fonts, described inside."""

import io
import re
import struct
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import pytest
from PIL import Image

from dashboard.charts.metrics import text_width
from dashboard.charts.theme import OWN, WARNING
from dashboard.exports import svg
from dashboard.exports.model import Export
from dashboard.exports.pictures import FORMS, Proportion, picture
from dashboard.exports.png import EXPORTS, rasterised
from dashboard.views.model import Rendered
from tests.dashboard.exported import ADDRESS, CODE, document, everything

PAIRS: Final = list(zip(Proportion, EXPORTS, strict=True))


def of_view(view: str) -> Rendered:
    return next(r for r in everything() if r.view == view and r.state.region == "skane")


def chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and data of each chunk, its check sum compared."""
    at = 8
    while at < len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        kind, data = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        (check,) = struct.unpack(">I", content[at + 8 + length : at + 12 + length])
        assert check == zlib.crc32(kind + data)
        yield kind, data
        at += 12 + length


@pytest.mark.parametrize(("proportion", "export"), PAIRS)
def test_it_has_twice_the_pixels(proportion: Proportion, export: Export) -> None:
    image = Image.open(io.BytesIO(export.write(document(of_view("compare")), None)))
    form = FORMS[proportion]
    assert image.size == (2 * form.width, 2 * form.height)
    assert image.format == "PNG"


@pytest.mark.parametrize("export", EXPORTS, ids=[export.id for export in EXPORTS])
class TestEveryProportion:
    def test_its_words_are_where_image_programs_look(self, export: Export) -> None:
        rendered = of_view("compare")
        content = export.write(document(rendered), None)
        told = dict(
            data.split(b"\0\0\0\0\0", 1) for kind, data in chunks(content) if kind == b"iTXt"
        )
        assert told[b"Title"].decode() == rendered.headline
        assert told[b"Description"].decode() == rendered.description
        assert told[b"Source"].decode() == ADDRESS
        assert CODE in told[b"Comment"].decode()

    def test_the_same_document_gives_the_same_bytes(self, export: Export) -> None:
        one = document(of_view("trend"))
        assert export.write(one, None) == export.write(one, None)


def test_a_program_of_others_reads_the_words() -> None:
    content = EXPORTS[0].write(document(of_view("compare")), None)
    image = Image.open(io.BytesIO(content))
    image.load()
    assert image.info["Title"] == of_view("compare").headline


def test_the_formats_have_the_names_that_addresses_use() -> None:
    assert [export.id for export in EXPORTS] == ["png", "png-column", "png-square"]
    assert {export.media_type for export in EXPORTS} == {"image/png"}


def test_ones_own_region_has_its_colour() -> None:
    colours = _colours(picture(document(of_view("compare")), Proportion.SLIDE))
    assert _rgb(OWN) in colours
    assert _rgb(WARNING) not in colours


def _colours(drawn: str) -> set[tuple[int, ...]]:
    image = Image.open(io.BytesIO(rasterised(drawn))).convert("RGB")
    found = image.getcolors(maxcolors=1 << 24)
    assert found
    return {colour for count, colour in found if count > 20 and isinstance(colour, tuple)}


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def test_words_are_drawn_at_their_place_and_no_wider_than_measured() -> None:
    """Ink between the sides of the box that was measured, and none to the right of it."""
    words = "Västerbotten 2 345,6 %"
    head = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="60" font-family="Inter">'
    drawn = (
        f'{head}<rect width="400" height="60" fill="#FFFFFF"/>'
        f'<text x="20" y="40" font-size="20" fill="#000000">{words}</text></svg>'
    )
    image = Image.open(io.BytesIO(rasterised(drawn))).convert("L")
    ink = image.point(lambda level: 255 if level < 128 else 0).getbbox()
    assert ink
    left, right = ink[0] / 2, ink[2] / 2
    assert left == pytest.approx(20, abs=2)
    # Kerning draws letters together, never apart.
    assert 0.95 * text_width(words, 20) < right - 20 <= text_width(words, 20)


def test_threads_get_what_one_alone_gets() -> None:
    pictures = [picture(document(of_view(view)), Proportion.SLIDE) for view in ("trend", "quality")]
    alone = [rasterised(one) for one in pictures]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(rasterised, pictures * 3)) == alone * 3


def test_an_svg_and_its_png_are_named_alike() -> None:
    svgs, pngs = ([re.sub("svg|png", "", e.id) for e in found] for found in (svg.EXPORTS, EXPORTS))
    assert svgs == pngs
