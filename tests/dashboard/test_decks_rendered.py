"""The decks that ship as LibreOffice prints them: nothing cut, piled up, lost or empty.

What is expected on a page is read from the file with python-pptx, or from the views themselves;
what is there, from the PDF with poppler. How the files are built is tested elsewhere.
"""

import io
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import Any, Final

import numpy as np
import pytest
from PIL import Image
from pptx.oxml.ns import qn
from pptx.slide import Slide

from dashboard.addresses import CardAsked, view_address
from dashboard.charts.grammar import Chart, Orientation
from dashboard.exporting import Source, export_report
from dashboard.exports import EXPORTS
from dashboard.ready_decks import READY, ready_deck
from dashboard.rendering import render_card
from dashboard.state import BadState
from dashboard.views import VIEWS
from dashboard.views.model import Rendered
from tests.dashboard.deck_reading import SITE, flat, opened_deck, title_of
from tests.dashboard.releases import whole
from tests.office_render import Page, Word, pages_as_png, to_pdfs, words_of
from tests.survey_release import survey_release
from warehouse.queries import Release
from warehouse.text import Language, Text

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

Case = tuple[str, Language, bool]
# Every deck on what ships; those with surveys also where there is one; and one in English.
CASES: Final[tuple[Case, ...]] = (
    *((name, "sv", False) for name in READY),
    ("surveys", "sv", True), ("strategy-skane", "sv", True), ("gender", "en", False),
)  # fmt: skip
# Word files take longer: one strategy day stands for the seven.
WORD_CASES: Final = tuple(
    case for case in CASES if not case[0].startswith("strategy") or "skane" in case[0]
)


def _name(case: Case) -> str:
    name, language, has_surveys = case
    return f"{name}-{language}{'-surveys' if has_surveys else ''}"


EVERY = pytest.mark.parametrize("case", CASES, ids=_name)
EVERY_WORD = pytest.mark.parametrize("case", WORD_CASES, ids=_name)
_UNSEEN: Final = re.compile(r"[\s\u00a0\u00ad\u200b\u2060]+")


def _release(case: Case) -> Release:
    return survey_release() if case[2] else whole()


@lru_cache(maxsize=1)
def _codes() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="alf-codes-")


@lru_cache(maxsize=64)
def written(case: Case, kind: str) -> bytes:
    source = Source(_release(case), Path(_codes().name))
    deck = ready_deck(case[0], case[1], VIEWS)
    return export_report(source, SITE, deck, EXPORTS[kind]).content


@lru_cache(maxsize=1)
def printed() -> dict[str, bytes]:
    """All files in one start of LibreOffice."""
    slides = {f"{_name(case)}.pptx": written(case, "pptx") for case in CASES}
    documents = {f"word-{_name(case)}.docx": written(case, "docx") for case in WORD_CASES}
    return to_pdfs(slides | documents)


@lru_cache(maxsize=64)
def pages(case: Case) -> list[Page]:
    return words_of(printed()[f"{_name(case)}.pptx"])


@lru_cache(maxsize=64)
def word_pages(case: Case) -> list[Page]:
    return words_of(printed()[f"word-{_name(case)}.docx"])


@lru_cache(maxsize=64)
def slides(case: Case) -> list[Slide]:
    return list(opened_deck(written(case, "pptx")).slides)


def squeezed(text: str) -> str:
    """Without blanks, and without the marks of where a word may be broken."""
    return _UNSEEN.sub("", text)


# ---------------------------------------------------------------- what a slide says


def said_on(slide: Slide) -> Iterator[str]:
    """Every text of a slide that a reader of it sees, those inside its charts too."""
    for shape in flat(slide):
        if shape.has_text_frame:
            yield from (paragraph.text for paragraph in shape.text_frame.paragraphs)
        elif shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)
        elif shape.has_chart:
            yield from said_in(shape.chart._chartSpace)


def said_in(chart: Any) -> Iterator[str]:  # noqa: ANN401 - lxml's elements have no type
    """Labels, titles and the names on the axis of categories."""
    for label in chart.iter(qn("c:dLbl")):
        yield "".join(text.text or "" for text in label.iter(qn("a:t")))
    for title in chart.iter(qn("c:title")):
        yield " ".join(value.text or "" for value in title.iter(qn("c:v")))
    for axis in chart.iter(qn("c:catAx")):
        if axis.find(qn("c:tickLblPos")).get("val") != "none":
            names = next(chart.iter(qn("c:cat")))
            yield from (value.text or "" for value in names.iter(qn("c:v")))


def missing_from(page: Page, texts: list[str]) -> list[str]:
    """Words that a page should have, as often as they are said, and has not."""
    expected = Counter(word for text in texts for word in _UNSEEN.sub(" ", text).split())
    found = Counter(word for one in page.words for word in _UNSEEN.sub(" ", one.text).split())
    whole_page = squeezed(page.text).replace("-", "")
    return [
        word for word in (expected - found).elements()
        if not _is_broken(word) or word.replace("-", "") not in whole_page
    ]  # fmt: skip


def _is_broken(word: str) -> bool:
    """Whether a word is so long that it may stand on two lines."""
    return len(word) > 10 or any(mark in word for mark in "-–/")


# ---------------------------------------------------------------- words on words


def piled(page: Page) -> list[tuple[str, str]]:
    """Pairs of words that stand on each other, by more than lines of a paragraph may touch."""
    return [
        (one.text, other.text)
        for one, other in combinations(page.words, 2)
        if _across(one, other) > 1.0 and _down(one, other) > 0.0
    ]


def _across(one: Word, other: Word) -> float:
    return min(one.right, other.right) - max(one.left, other.left)


def _down(one: Word, other: Word) -> float:
    """Of the letters: a box reaches a fifth of its height over them, and below them."""
    tops = [word.top + 0.2 * (word.bottom - word.top) for word in (one, other)]
    feet = [word.bottom - 0.2 * (word.bottom - word.top) for word in (one, other)]
    return min(feet) - max(tops)


def ink(picture: bytes) -> float:
    """The share of a page that is not white."""
    shades = np.asarray(Image.open(io.BytesIO(picture)).convert("L"))
    return float((shades < 200).mean())


# ---------------------------------------------------------------- slides


@EVERY
class TestSlides:
    def test_every_slide_is_a_page(self, case: Case) -> None:
        assert len(pages(case)) == len(slides(case)) > 3

    def test_no_word_is_cut_by_the_edge(self, case: Case) -> None:
        assert [word for page in pages(case) for word in page.outside()] == []

    def test_every_slide_has_its_title_on_top(self, case: Case) -> None:
        for number, (page, slide) in enumerate(zip(pages(case), slides(case), strict=True)):
            upper = 0.75 if number == 0 else 0.3
            above = [word.text for word in page.words if word.bottom < upper * page.height]
            assert squeezed(title_of(slide)) in squeezed(" ".join(above)), number

    def test_everything_said_is_seen(self, case: Case) -> None:
        for number, (page, slide) in enumerate(zip(pages(case), slides(case), strict=True), 1):
            assert (number, missing_from(page, list(said_on(slide)))) == (number, [])

    def test_no_words_stand_on_each_other(self, case: Case) -> None:
        for number, page in enumerate(pages(case), start=1):
            assert (number, piled(page)) == (number, [])

    def test_no_page_is_blank(self, case: Case) -> None:
        pictures = pages_as_png(printed()[f"{_name(case)}.pptx"], dpi=40)
        assert len(pictures) == len(pages(case))
        assert [n for n, picture in enumerate(pictures, 1) if ink(picture) < 0.002] == []

    def test_every_row_and_panel_of_a_chart_is_named(self, case: Case) -> None:
        """From the views themselves: a name that was never written is not missed above."""
        seen = squeezed(" ".join(page.text for page in pages(case)))
        for chart in charts_of(case):
            assert [name for name in named_in(chart) if squeezed(name) not in seen] == []


def named_in(chart: Chart) -> list[str]:
    names = [panel.title for panel in chart.panels]
    if chart.orientation is Orientation.ROWS:
        names += [c.label for panel in chart.panels for c in panel.categories]
    return names


def charts_of(case: Case) -> Iterator[Chart]:
    deck = ready_deck(case[0], case[1], VIEWS)
    for card in deck.cards:
        path, _, query = view_address(card.view_id, deck.state(card)).partition("?")
        shown = _shown(_release(case), *SITE.read(path, query).cards)
        if isinstance(shown, Rendered) and isinstance(shown.chart, Chart):
            yield shown.chart


def _shown(release: Release, asked: CardAsked) -> Rendered | Text:
    try:
        return render_card(release, asked)
    except BadState:
        return Text("Måttet saknas i utgåvan.", "The release is without the measure.")


# ---------------------------------------------------------------- Word files


@EVERY_WORD
class TestDocuments:
    def test_no_word_is_cut_by_the_edge(self, case: Case) -> None:
        assert [word for page in word_pages(case) for word in page.outside()] == []

    def test_no_words_stand_on_each_other(self, case: Case) -> None:
        for number, page in enumerate(word_pages(case), start=1):
            assert (number, piled(page)) == (number, [])

    def test_no_page_is_blank(self, case: Case) -> None:
        pictures = pages_as_png(printed()[f"word-{_name(case)}.docx"], dpi=40)
        assert [n for n, picture in enumerate(pictures, 1) if ink(picture) < 0.002] == []

    def test_every_row_and_panel_of_a_chart_is_named(self, case: Case) -> None:
        seen = squeezed(" ".join(page.text for page in word_pages(case)))
        for chart in charts_of(case):
            assert [name for name in named_in(chart) if squeezed(name) not in seen] == []


# ---------------------------------------------------------------- that damage would be seen


def _page(*words: Word) -> Page:
    return Page(width=960, height=540, words=words)


def _word(text: str, left: float, top: float) -> Word:
    return Word(text=text, left=left, top=top, right=left + 8 * len(text), bottom=top + 16)


def test_words_on_each_other_are_seen() -> None:
    apart = _page(_word("Skåne", 100, 100), _word("98", 142, 100), _word("Uppsala", 100, 113))
    assert piled(apart) == []
    assert piled(_page(_word("Skåne", 100, 100), _word("98", 132, 104))) == [("Skåne", "98")]


def test_a_word_that_is_said_and_not_seen_is_missed() -> None:
    page = _page(_word("Skåne", 100, 100), _word("98", 142, 100), _word("jämför", 100, 130),
                 _word("barhet", 100, 150))  # fmt: skip
    assert missing_from(page, ["Skåne 98", "jämför\u00adbarhet"]) == []
    assert missing_from(page, ["Skåne 98", "98"]) == ["98"]


def test_a_blank_page_is_seen() -> None:
    blank = io.BytesIO()
    Image.new("RGB", (533, 300), "white").save(blank, "PNG")
    assert ink(blank.getvalue()) == 0
