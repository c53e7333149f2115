"""A PDF read by those that did not write it: poppler for words, pikepdf for structure."""

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from xml.etree import ElementTree

import pikepdf
import pytest

NEEDS_POPPLER: Final = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler is not installed"
)
HEADINGS: Final = {f"/H{level}": level for level in range(1, 7)}


def pages(content: bytes) -> list[str]:
    """The words of each page in the order in which they are written."""
    return _poppler(content, "-raw").split("\f")[:-1]


def squashed(text: str) -> str:
    """Without spaces, line breaks and the marks that tell where a line may break."""
    return re.sub(r"[\s\u200b\u2060\u00ad]", "", text)


def boxes(content: bytes) -> Iterator[tuple[float, float, str, float, float]]:
    """Width and height of the page, the word, and where its box ends to the right and below."""
    whole = ElementTree.fromstring(_poppler(content, "-bbox"))  # noqa: S314 - poppler wrote it
    for page in whole.iter("{http://www.w3.org/1999/xhtml}page"):
        width, height = float(page.attrib["width"]), float(page.attrib["height"])
        for word in page:
            ends = float(word.attrib["xMax"]), float(word.attrib["yMax"])
            yield width, height, word.text or "", *ends


def _poppler(content: bytes, *options: str) -> str:
    done = subprocess.run(  # noqa: S603 - the options are those above
        ["pdftotext", *options, "-enc", "UTF-8", "-", "-"],  # noqa: S607
        input=content,
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()


@lru_cache(maxsize=4)
def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


@lru_cache(maxsize=4)
def elements(content: bytes) -> list[pikepdf.Object]:
    """Every element of the structure in reading order."""
    return list(_below(opened(content).Root.StructTreeRoot))


def children(element: pikepdf.Object) -> list[pikepdf.Object]:
    found = element.get("/K", pikepdf.Array())
    listed = found if isinstance(found, pikepdf.Array) else [found]
    return [child for child in listed if isinstance(child, pikepdf.Dictionary) and "/S" in child]


def _below(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for child in children(element):
        yield child
        yield from _below(child)


def of_kind(content: bytes, *kinds: str) -> list[pikepdf.Object]:
    return [element for element in elements(content) if str(element.S) in kinds]


def page_of(element: pikepdf.Object) -> tuple[int, int]:
    """The object number of the first page that anything of the element stands on."""
    if "/Pg" in element:
        return element.Pg.objgen
    found = next(below for below in _below(element) if "/Pg" in below)
    return found.Pg.objgen


def attribute(cell: pikepdf.Object, name: str) -> pikepdf.Object | None:
    """An attribute that says something of a table."""
    found = [a for a in cell.get("/A", pikepdf.Array()) if str(a.O) == "/Table" and name in a]
    return found[0][name] if found else None


def addresses(content: bytes) -> set[str]:
    links = [
        note for page in opened(content).pages for note in page.get("/Annots", pikepdf.Array())
    ]
    return {str(link.A.URI) for link in links if "/A" in link and "/URI" in link.A}
