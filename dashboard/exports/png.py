"""A view as a PNG picture of twice its pixels: the SVG of the same proportion, rasterised.

By typst, which is there for PDF already and draws the same on every machine: it is given our own
fonts and no others.
"""

import struct
import zlib
from functools import partial
from typing import Final

import typst

from dashboard.exports import said, svg
from dashboard.exports.fonts import FOLDER
from dashboard.exports.model import Document, Export, ExportRefused
from dashboard.exports.pictures import Proportion, picture
from warehouse.text import Text

# Typst takes a pixel of an SVG for 0.75 points: at 192 per inch each becomes two.
_PER_INCH: Final = 192
_PAGE: Final = b"""
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.picture), format: "svg")
"""
_FONTS: Final = typst.Fonts(
    include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)]
)
# Length, name and content of the chunk that every PNG begins with, behind its signature.
_AFTER_HEADER: Final = 8 + 25

_TOO_LARGE: Final = Text(
    "Bilden fick inte plats på en sida: välj svg i stället.",
    "The picture did not fit on one page: choose svg instead.",
)


def write(proportion: Proportion, document: Document, template: bytes | None) -> bytes:
    """The bytes of the file; a picture takes no template."""
    del template
    return _described(rasterised(picture(document, proportion)), document)


def rasterised(drawn: str) -> bytes:
    """A new compiler each time costs next to nothing, and threads then share none."""
    content = typst.Compiler(font_paths=_FONTS).compile(
        _PAGE, format="png", ppi=_PER_INCH, sys_inputs={"picture": drawn}
    )
    if not isinstance(content, bytes):
        raise ExportRefused(_TOO_LARGE)
    return content


def _described(content: bytes, document: Document) -> bytes:
    """The picture with the words that image programs show of it, behind its header."""
    exhibit = document.only
    told = {
        "Title": exhibit.rendered.headline,
        "Description": exhibit.rendered.description,
        "Source": exhibit.address,
        "Comment": said.way_back(exhibit),
    }
    words = b"".join(_text_chunk(name, words) for name, words in told.items())
    return content[:_AFTER_HEADER] + words + content[_AFTER_HEADER:]


def _text_chunk(name: str, words: str) -> bytes:
    """International text, not compressed: https://www.w3.org/TR/png-3/#11iTXt"""
    kind_and_data = b"iTXt" + name.encode("latin-1") + b"\0\0\0\0\0" + words.encode()
    length = struct.pack(">I", len(kind_and_data) - 4)
    return length + kind_and_data + struct.pack(">I", zlib.crc32(kind_and_data))


LABELS: Final = {
    Proportion.SLIDE: Text("PNG, bred bild", "PNG, wide picture"),
    Proportion.COLUMN: Text("PNG, hög bild", "PNG, tall picture"),
    Proportion.SQUARE: Text("PNG, kvadratisk bild", "PNG, square picture"),
}
EXPORTS: Final = tuple(
    Export(
        id=svg.IDS[proportion].replace("svg", "png"),
        extension="png",
        media_type="image/png",
        label=LABELS[proportion],
        write=partial(write, proportion),
    )
    for proportion in Proportion
)
