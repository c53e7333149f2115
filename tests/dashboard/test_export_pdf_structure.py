"""What those who listen to a PDF, or search it, get: every view in both languages.

Typst checks what PDF/UA-1 and PDF/A-2a ask of it while it writes; here other programs look. This
is no proof of conformance: the package pdfua covers 16 of the 106 rules that a machine can check,
and no screen reader has read a file.
"""

import io
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

import pikepdf
import pytest
from pdfua import validate

from dashboard.charts.grammar import Chart, Matrix
from dashboard.exports.pdf import EXPORT
from dashboard.views.model import Rendered
from tests.dashboard.exported import ADDRESS, document, everything, name
from tests.dashboard.pdf_read import (
    HEADINGS,
    NEEDS_POPPLER,
    addresses,
    attribute,
    boxes,
    children,
    of_kind,
    opened,
    page_of,
    pages,
    squashed,
)

SHOWN: Final = [one for one in everything() if one.state.region == "skane"]
LANGUAGES: Final = {"sv": "sv-SE", "en": "en-GB"}
MARGIN: Final = 52.0


@cache
def written(number: int) -> bytes:
    return EXPORT.write(document(SHOWN[number]), None)


@pytest.fixture
def content(rendered: Rendered) -> bytes:
    return written(next(n for n, one in enumerate(SHOWN) if one is rendered))


def found_by_pdfua(content: bytes, folder: Path) -> list[str]:
    file = folder / "checked.pdf"
    file.write_bytes(content)
    return [finding.message for finding in validate(str(file)).findings]


def test_the_package_pdfua_would_find_something(tmp_path: Path) -> None:
    """The check is awake: a file that says neither its language nor what its chart is."""
    content = EXPORT.write(document(next(one for one in SHOWN if one.view == "trend")), None)
    with pikepdf.open(io.BytesIO(content)) as read:
        del read.Root.Lang
        broken = io.BytesIO()
        read.save(broken)
    assert found_by_pdfua(broken.getvalue(), tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("rendered", SHOWN, ids=name, scope="class")
class TestEveryView:
    def test_it_says_what_it_is(self, rendered: Rendered, content: bytes) -> None:
        read = opened(content)
        root = read.Root
        assert root.MarkInfo.Marked
        assert root.ViewerPreferences.DisplayDocTitle
        assert str(root.Lang) == LANGUAGES[rendered.state.language]
        assert root.Outlines.Count > 0
        with read.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
            assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "A")
            assert about["dc:title"] == rendered.headline
            assert about["xmp:CreateDate"].startswith("2026-11-22")

    def test_a_chart_is_told_in_words(self, rendered: Rendered, content: bytes) -> None:
        told = [str(figure.Alt) for figure in of_kind(content, "/Figure")]
        assert bool(told) == isinstance(rendered.chart, Chart)
        assert all(text.startswith(rendered.description) for text in told)

    def test_a_chart_stands_on_the_page_of_its_heading(
        self, rendered: Rendered, content: bytes
    ) -> None:
        found = of_kind(content, "/H1", "/Figure")
        if isinstance(rendered.chart, Chart):
            assert page_of(found[0]) == page_of(found[1])

    def test_headings_are_nested(self, content: bytes) -> None:
        levels = [HEADINGS[str(one.S)] for one in of_kind(content, *HEADINGS)]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))

    def test_every_cell_has_its_headers(self, content: bytes) -> None:
        read = opened(content)
        named = pikepdf.NameTree(read.Root.StructTreeRoot.IDTree)
        for row in of_kind(content, "/TR"):
            header, *cells = children(row)
            assert str(header.S) == "/TH"
            if str(row.P.S) == "/THead":
                continue
            assert attribute(header, "/Scope") == "/Row"
            for cell in cells:
                headers = [str(one) for one in attribute(cell, "/Headers") or ()]
                assert str(header.ID) in headers
                assert all(one in named for one in headers)

    def test_the_table_has_all_of_its_rows(self, rendered: Rendered, content: bytes) -> None:
        counted = [
            sum(len(children(body)) for body in children(table) if str(body.S) == "/TBody")
            for table in of_kind(content, "/Table")
        ]
        assert len(rendered.table.rows) in counted
        assert len(counted) == 1 + isinstance(rendered.chart, Matrix)

    def test_the_package_pdfua_finds_nothing(self, content: bytes, tmp_path: Path) -> None:
        assert found_by_pdfua(content, tmp_path) == []

    @NEEDS_POPPLER
    def test_everything_is_read_in_its_order(self, rendered: Rendered, content: bytes) -> None:
        text = squashed("".join(_without_frame(page) for page in pages(content)))
        opening = [rendered.overline, rendered.headline, rendered.note, *rendered.warnings]
        places = [text.find(squashed(part)) for part in opening]
        assert -1 not in places
        assert places == sorted(places)
        assert squashed(f"{ADDRESS}") in text

    @NEEDS_POPPLER
    def test_what_is_copied_holds_no_signs_that_nobody_sees(self, content: bytes) -> None:
        assert "\u200b" not in "".join(pages(content))

    @NEEDS_POPPLER
    def test_every_cell_is_read_after_the_one_before(
        self, rendered: Rendered, content: bytes
    ) -> None:
        text = squashed("".join(_without_frame(page) for page in pages(content)))
        place = text.rindex(squashed(rendered.table.caption))
        for row in rendered.table.rows:
            for cell in row:
                found = text.find(squashed(cell.text), place)
                assert found >= place, cell.text
                place = found

    @NEEDS_POPPLER
    def test_nothing_is_cut_at_the_side_of_a_page(self, content: bytes) -> None:
        for width, height, word, right, below in boxes(content):
            assert right <= width - MARGIN + 2, word
            assert below <= height, word

    def test_links_lead_somewhere_from_anywhere(self, rendered: Rendered, content: bytes) -> None:
        found = addresses(content)
        assert ADDRESS in found
        assert all(address.startswith(("https://", "http://")) for address in found)
        assert {s.address for s in rendered.sources if s.address} <= found


def _without_frame(page: str) -> str:
    """The page without its running title and its number, which stand in the way of a table."""
    lines = page.splitlines()
    return "\n".join(line for line in lines if not line.startswith("ALF Atlas · "))
