"""A view as an SVG picture: text as text, nothing fetched from anywhere."""

from functools import partial
from typing import Final

from dashboard.exports.model import Document, Export
from dashboard.exports.pictures import Proportion, picture
from warehouse.text import Text

IDS: Final = {
    Proportion.SLIDE: "svg", Proportion.COLUMN: "svg-column", Proportion.SQUARE: "svg-square",
}  # fmt: skip
LABELS: Final = {
    Proportion.SLIDE: Text("SVG, bred bild", "SVG, wide picture"),
    Proportion.COLUMN: Text("SVG, hög bild", "SVG, tall picture"),
    Proportion.SQUARE: Text("SVG, kvadratisk bild", "SVG, square picture"),
}


def write(proportion: Proportion, document: Document, template: bytes | None) -> bytes:
    """The bytes of the file; a picture takes no template."""
    del template
    return picture(document, proportion).encode()


EXPORTS: Final = tuple(
    Export(
        id=IDS[proportion],
        extension="svg",
        media_type="image/svg+xml",
        label=LABELS[proportion],
        write=partial(write, proportion),
    )
    for proportion in Proportion
)
