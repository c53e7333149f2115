"""Word files as LibreOffice lays them out: nothing is cut, no heading is left alone."""

import re
from functools import lru_cache

import pytest

from dashboard.charts.grammar import Chart
from tests.dashboard.word_files import opened, report, report_file, styled
from tests.office_render import Page, Word, to_pdfs, words_of
from warehouse.text import LANGUAGES, Language

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@lru_cache(maxsize=1)
def pages() -> dict[str, list[Page]]:
    """Of both reports, which hold every view."""
    written = to_pdfs({f"{language}.docx": report_file(language) for language in LANGUAGES})
    return {name.removesuffix(".docx"): words_of(pdf) for name, pdf in written.items()}


def after_contents(language: Language) -> list[Page]:
    """From the page of the first view on: contents say the same as headings."""
    first = squeezed(report(language).exhibits[0].rendered.note)
    found = pages()[language]
    start = next(n for n, page in enumerate(found) if first in squeezed(page.text))
    return found[start:]


def body(page: Page) -> list[Word]:
    """Without header and footer."""
    return [word for word in page.words if word.top > 60 and word.bottom < page.height - 50]


def last_line(page: Page) -> list[Word]:
    lowest = max((word.bottom for word in body(page)), default=0.0)
    return [word for word in body(page) if word.bottom > lowest - 4]


def squeezed(text: str) -> str:
    """Without blanks and hyphens, which differ where lines break."""
    return re.sub(r"[\s\u00a0\u2060-]+", "", text)


@pytest.mark.parametrize("language", LANGUAGES)
class TestRendered:
    def test_no_word_is_cut_by_the_edge(self, language: Language) -> None:
        assert [word for page in pages()[language] for word in page.outside()] == []

    def test_no_word_of_the_text_stands_in_the_margins(self, language: Language) -> None:
        """They are 53 points; LibreOffice lets labels at the edge of a chart stand out a little."""
        for page in pages()[language]:
            assert [w for w in body(page) if w.left < 45 or w.right > page.width - 45] == []

    def test_no_heading_ends_a_page(self, language: Language) -> None:
        """Headings are set in 12.5 points and more, which gives words higher than all others."""
        for page in after_contents(language):
            assert [word.text for word in last_line(page) if word.bottom - word.top > 15.9] == []

    def test_every_chart_stands_on_the_page_of_its_heading(self, language: Language) -> None:
        captions = iter(styled(opened(report_file(language)), "table of figures"))
        texts = [squeezed(page.text) for page in after_contents(language)]
        for exhibit in report(language).exhibits:
            rendered = exhibit.rendered
            if not rendered.chart:
                continue
            caption = squeezed(next(c for c in captions if rendered.overline in c))
            if isinstance(rendered.chart, Chart):
                heading = squeezed(exhibit.heading or rendered.headline)
                together = [text for text in texts if heading in text and caption in text]
                assert together, rendered.view

    def test_no_page_is_empty(self, language: Language) -> None:
        """The last of a section that is turned could be, where its holder has no room."""
        assert [n for n, page in enumerate(pages()[language], start=1) if not body(page)] == []
