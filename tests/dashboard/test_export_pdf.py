"""What a PDF says and how it stands: words of the user, reports, example data, same bytes."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest
import typst

from dashboard.charts import theme
from dashboard.charts.grammar import Chart, Matrix
from dashboard.elements import Json
from dashboard.exports import pdf_compile, said
from dashboard.exports.model import Absent, Document, Exhibit, Holds
from dashboard.exports.pdf import EXPORT
from dashboard.exports.pdf_exhibit import exhibit_content
from dashboard.exports.pdf_report import report_content
from dashboard.marked import marked_as_example
from dashboard.views.model import Cell, Rendered
from tests.dashboard.exported import ADDRESS, CODE, document, everything, shares
from tests.dashboard.pdf_read import (
    HEADINGS,
    NEEDS_POPPLER,
    addresses,
    boxes,
    elements,
    of_kind,
    opened,
    page_of,
    pages,
    squashed,
)

LOOK: Final = Path(pdf_compile.__file__).parent / "print" / "look.typ"
MARKUP: Final = (
    r"# Rubrik $x^2$ *fet* _kursiv_ @ref <label> \n \u{41} [ruta] #eval(\"1\") // `kod` ~ -- "
    "... -> \"citat\" ”svenska” 'ett' = + - / https://example.se/a?b=c&d <b>&amp;"
)
LONG_WORD: Final = "Riksförsäkringsverkstadsarbetare" * 12
HEBREW: Final = "שלום"


@lru_cache(maxsize=1)
def shown() -> dict[str, Rendered]:
    """A view of each kind, in Swedish and with a region."""
    return {
        one.view: one
        for one in everything()
        if one.state.language == "sv" and one.state.region == "skane"
    }


def exhibit(view: str, *, heading: str = "", comment: str = "") -> Exhibit:
    return Exhibit(
        rendered=shown()[view], address=ADDRESS, code=CODE, heading=heading, comment=comment
    )


def report(*exhibits: Exhibit, absent: tuple[Absent, ...] = (), title: str = "Dag") -> Document:
    return document(
        exhibits[0].rendered,
        title=title,
        subtitle="Underlag",
        is_report=True,
        exhibits=exhibits,
        absent=absent,
    )


def _contents(made: Document) -> list[Json]:
    return [exhibit_content(one, in_report=True) for one in made.exhibits]


def text_of(made: Document) -> str:
    return squashed("".join(pages(EXPORT.write(made, None))))


@pytest.mark.slow
class TestBytes:
    def test_the_same_document_gives_the_same_bytes(self) -> None:
        made = report(exhibit("compare"), exhibit("coverage"))
        first = EXPORT.write(made, None)
        EXPORT.write(document(shown()["trend"]), None)
        assert EXPORT.write(made, None) == first

    def test_threads_do_not_disturb_each_other(self) -> None:
        documents = [document(shown()[view]) for view in ("compare", "trend", "coverage")] * 3
        alone = [EXPORT.write(one, None) for one in documents[:3]] * 3
        with ThreadPoolExecutor(4) as threads:
            assert list(threads.map(lambda one: EXPORT.write(one, None), documents)) == alone

    def test_it_holds_many_and_is_found_by_its_ending(self) -> None:
        assert (EXPORT.id, EXPORT.extension, EXPORT.holds) == ("pdf", "pdf", Holds.MANY)
        assert not EXPORT.takes_template

    def test_typst_refuses_a_chart_without_words(self) -> None:
        """The check that conformance rests on is awake."""
        made = report(exhibit("compare"))
        content = exhibit_content(made.exhibits[0], in_report=False)
        sheets = [{**sheet, "alt": None} for sheet in content["sheets"]]
        whole = {**_frame(made), "exhibits": [{**content, "sheets": sheets}]}
        with pytest.raises(typst.TypstError, match="missing alt text"):
            pdf_compile.compiled(whole)

    def test_memory_is_not_kept_by_typst(self) -> None:
        for number in range(3):
            EXPORT.write(report(exhibit("compare", comment=str(number))), None)
        before = _resident()
        for number in range(8):
            EXPORT.write(report(*map(exhibit, ("trend", "sources")), title=str(number)), None)
        assert _resident() - before < 60


def _frame(made: Document) -> dict[str, object]:
    return {
        "title": "T", "running": "T", "author": "A", "description": "D", "keywords": [],
        "made": {"year": 2026, "month": 1, "day": 1}, "language": "sv", "region": "SE",
        "stamp": "", "foot": "F", "page_of": "{part} av {parts}", "report": None,
    }  # fmt: skip


def _resident() -> float:
    """Megabytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6


@NEEDS_POPPLER
class TestWordsOfTheUser:
    @pytest.mark.parametrize("words", [MARKUP, HEBREW[::-1], LONG_WORD, "Å, ä & ö – 50 %"])
    def test_they_are_never_markup(self, words: str) -> None:
        made = report(exhibit("compare", heading=words, comment=words), title=words)
        assert text_of(made).count(squashed(words)) >= 4

    def test_what_no_font_has_is_written_by_its_name(self) -> None:
        text = text_of(report(exhibit("compare", comment="Klart 🎉 中 \a!")))
        assert squashed("Klart [party popper] [cjk unified ideograph-4e2d] [u+0007]!") in text

    def test_a_comment_keeps_its_paragraphs(self) -> None:
        content = exhibit_content(exhibit("compare", comment="Ett.\n\n Två. \n"), in_report=True)
        assert content["comment_above"] == ["Ett.", "Två."]

    def test_a_long_comment_does_not_push_the_chart_from_its_heading(self) -> None:
        for count in (5, 30, 300):
            made = report(exhibit("trend", heading="Min rubrik", comment="Vi ser detta. " * count))
            content = EXPORT.write(made, None)
            found = of_kind(content, "/H1", "/Figure")
            before, figure = next(pair for pair in pairwise(found) if str(pair[1].S) == "/Figure")
            assert str(before.S) == "/H1"
            assert page_of(before) == page_of(figure)
            assert squashed("".join(pages(content))).count("Viserdetta.") == count

    def test_long_words_and_titles_stay_on_the_page(self) -> None:
        made = report(exhibit("compare", heading=LONG_WORD, comment=LONG_WORD), title=LONG_WORD)
        for width, _, word, right, _ in boxes(EXPORT.write(made, None)):
            assert right <= width - 50, word

    def test_a_heading_of_ones_own_keeps_the_headline_below_it(self) -> None:
        text = text_of(document(shown()["compare"], exhibits=(exhibit("compare", heading="Egen"),)))
        headline = squashed(shown()["compare"].headline)
        assert text.index("Egen") < text.index(headline)


class TestTables:
    def test_links_within_the_site_become_whole(self) -> None:
        content = EXPORT.write(
            document(shares(Cell(text="1", value=1.0, address="/view/a?b=c"))), None
        )
        assert "https://atlas.example.se/view/a?b=c" in addresses(content)

    @NEEDS_POPPLER
    def test_own_region_is_said_in_words(self) -> None:
        made = shares(Cell(text="41,5", value=41.5))
        own = replace(made, table=replace(made.table, emphasised=(0,)))
        assert squashed("Skåne (min region)") in text_of(document(own))
        assert squashed("min region") not in text_of(document(made))

    @NEEDS_POPPLER
    def test_what_is_hidden_keeps_its_sign_and_its_key(self) -> None:
        text = text_of(document(shares(Cell(text="U"))))
        assert squashed("U = dold för att skydda svar") in text

    @NEEDS_POPPLER
    def test_a_table_of_words_wider_than_a_page_is_still_whole(self) -> None:
        wide = shares(*(Cell(text="x" * 400) for _ in range(3)))
        content = EXPORT.write(document(wide), None)
        assert squashed("".join(pages(content))).count("x" * 400) == 3
        assert all(right <= width - 40 for width, _, _, right, _ in boxes(content))

    @NEEDS_POPPLER
    def test_heads_are_repeated_on_every_page(self) -> None:
        view = shown()["sources"]
        found = pages(EXPORT.write(document(view), None))
        head = squashed("".join(column.label for column in view.table.columns))
        assert sum(head in squashed(page) for page in found) >= 3


@NEEDS_POPPLER
class TestExampleData:
    def test_every_page_says_so(self) -> None:
        exhibits = tuple(
            replace(exhibit(view), rendered=marked_as_example(shown()[view]))
            for view in ("compare", "newest", "dictionary")
        )
        made = replace(report(*exhibits), is_example=True)
        assert all("EXEMPELDATA" in page for page in pages(EXPORT.write(made, None)))

    def test_real_data_do_not(self) -> None:
        assert "EXEMPELDATA" not in text_of(document(shown()["compare"]))


@pytest.mark.slow
class TestReport:
    def test_it_has_title_contents_views_absent_methods_and_sources(self) -> None:
        made = report(
            exhibit("compare", heading="Först"), exhibit("coverage", heading="Sedan"),
            absent=(Absent(title="Enkäter", reason="Inga finns."),),
        )  # fmt: skip
        content = EXPORT.write(made, None)
        headings = [str(one.T) for one in of_kind(content, "/H1")]
        assert headings == [
            "Innehåll", "Figurer", "Först", "Sedan", said.NOT_SHOWN.sv, said.METHODS.sv, "Källor",
        ]  # fmt: skip

    @NEEDS_POPPLER
    def test_pages_are_counted(self) -> None:
        found = pages(EXPORT.write(report(exhibit("compare"), exhibit("coverage")), None))
        for number, page in enumerate(found, start=1):
            assert re.search(rf"\b{number} av {len(found)}\b", page)

    @NEEDS_POPPLER
    def test_contents_name_the_page_of_each_view(self) -> None:
        made = report(exhibit("compare", heading="Alfa"), exhibit("coverage", heading="Beta"))
        found = pages(EXPORT.write(made, None))
        for heading in ("Alfa", "Beta"):
            number = next(n for n, page in enumerate(found, 1) if n > 2 and heading in page)
            assert re.search(rf"{heading}[ .\u2060]+{number}\b", found[1])

    @NEEDS_POPPLER
    def test_a_table_too_wide_for_its_view_stands_last_and_its_page_is_named(self) -> None:
        made = report(exhibit("evaluation_grades", heading="Alfa"), exhibit("quality"))
        first, second = (one["put_last"] for one in _contents(made))
        assert (first, second) == (True, False)
        content = EXPORT.write(made, None)
        assert said.TABLES.sv in [str(one.T) for one in of_kind(content, "/H1")]
        found = pages(content)
        pointer = next(page for page in found[2:] if "Alfa" in page)
        named = re.search(rf"{re.escape(said.TABLE_LAST.sv)}, sidan (\d+)\.", pointer)
        assert named
        at = found[int(named[1]) - 1]
        assert said.TABLES.sv in at
        assert "Alfa" in at

    def test_a_view_that_is_its_table_keeps_it(self) -> None:
        assert [one["put_last"] for one in _contents(report(exhibit("contradictions")))] == [False]

    def test_alone_a_view_keeps_its_table(self) -> None:
        content = exhibit_content(exhibit("evaluation_grades"), in_report=False)
        assert content["table"]["lies"]
        assert not content["put_last"]

    def test_contents_and_bookmarks_lead_to_the_headings(self) -> None:
        content = EXPORT.write(report(exhibit("compare", heading="Alfa")), None)
        with opened(content).open_outline() as outline:
            titles = [item.title for item in outline.root]
        assert "Alfa" in titles
        assert "/TOC" in {str(one.S) for one in elements(content)}

    def test_sources_and_methods_are_told_once(self) -> None:
        made = report(exhibit("compare"), exhibit("compare"), exhibit("trend"))
        content = report_content(made)
        pairs = [tuple(pair) for pair in content["methods"]["pairs"]]
        cited = [item["citation"] for item in content["sources"]["items"]]
        assert set(pairs) == {pair for one in made.exhibits for pair in one.rendered.about}
        assert len(pairs) == len(set(pairs))
        wanted = {line.citation for one in made.exhibits for line in one.rendered.sources}
        assert set(cited) == wanted
        assert len(cited) == len(wanted)

    def test_no_heading_is_skipped_and_every_chart_stands_under_its_own(self) -> None:
        views = [v for v, one in shown().items() if isinstance(one.chart, Chart | Matrix)]
        content = EXPORT.write(report(*map(exhibit, views)), None)
        levels = [HEADINGS[str(one.S)] for one in of_kind(content, *HEADINGS)]
        assert all(b <= a + 1 for a, b in pairwise(levels))
        found = of_kind(content, "/H1", "/Figure")
        for before, after in pairwise(found):
            if (str(before.S), str(after.S)) == ("/H1", "/Figure"):
                assert page_of(before) == page_of(after)


def test_colours_of_print_are_those_of_the_charts() -> None:
    found = dict(re.findall(r'#let ([a-z-]+) = rgb\("(#\w{6})"\)', LOOK.read_text("utf-8")))
    assert found == {
        "ink": theme.INK, "soft": theme.SOFT, "hairline": theme.HAIRLINE, "own": theme.OWN,
        "own-row": theme.OWN_ROW, "warning": theme.WARNING,
    }  # fmt: skip
