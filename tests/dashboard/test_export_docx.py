"""Word files as python-docx and openpyxl read them: they say what the page says."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from dashboard import words
from dashboard.charts.grammar import Chart, Matrix, shown
from dashboard.exports import docx, said
from dashboard.exports.model import Document
from dashboard.views import VIEWS
from dashboard.views.model import Cell, Column, Rendered
from tests.dashboard.exported import ADDRESS, CODE, SHARE, document, made_up, shares
from tests.dashboard.word_files import (
    alone,
    caption_of,
    cells_of,
    complaints,
    inlines_of,
    numbers_in,
    opened,
    parts_of,
    report,
    report_file,
    styled,
)
from warehouse.text import LANGUAGES, Language


@pytest.mark.parametrize("language", LANGUAGES)
class TestReport:
    def test_headings_follow_the_exhibits(self, language: Language) -> None:
        source = report(language)
        of_views = [one.heading or one.rendered.headline for one in source.exhibits]
        ending = [said.NOT_SHOWN, said.TABLES, said.METHODS, words.SOURCES]
        found = styled(opened(report_file(language)), "Heading 1")
        assert found == [*of_views, *(text.of(language) for text in ending)]

    def test_the_contents_list_headings_and_figures_by_links_that_lead_there(
        self, language: Language
    ) -> None:
        word = opened(report_file(language))
        names = {mark.get(qn("w:name")) for mark in word.element.iter(qn("w:bookmarkStart"))}
        links = [link.get(qn("w:anchor")) for link in word.element.iter(qn("w:hyperlink"))]
        assert {link for link in links if link} == names
        assert styled(word, "toc 1") == styled(word, "Heading 1")
        captions = [text for text in styled(word, "Caption") if not re.match("Tab", text)]
        assert styled(word, "table of figures") == captions

    def test_figures_and_tables_are_numbered_from_one(self, language: Language) -> None:
        captions = styled(opened(report_file(language)), "Caption")
        for word in {caption.split()[0] for caption in captions}:
            of_kind = [caption for caption in captions if caption.startswith(word)]
            numbers = [int(caption.split()[1].rstrip(".")) for caption in of_kind]
            assert numbers == list(range(1, len(numbers) + 1))

    def test_fields_begin_and_end(self, language: Language) -> None:
        word = opened(report_file(language))
        kinds = [f.get(qn("w:fldCharType")) for f in word.element.iter(qn("w:fldChar"))]
        assert kinds == ["begin", "separate", "end"] * (len(kinds) // 3)

    def test_tables_hold_what_the_views_say(self, language: Language) -> None:
        source = report(language)
        captions = {one.rendered.table.caption for one in source.exhibits}
        tables = [t for t in opened(report_file(language)).tables if _is_of_view(t, captions)]
        assert len(tables) == len(source.exhibits)
        # Those too wide for the page of their view come last, in the same order.
        wanted = {repr(expected_cells(one.rendered)) for one in source.exhibits}
        assert {repr(cells_of(table)) for table in tables} == wanted

    def test_tables_too_wide_for_their_view_stand_last_and_are_pointed_at(
        self, language: Language
    ) -> None:
        word = opened(report_file(language))
        at_end = styled(word, "Heading 1").index(said.TABLES.of(language))
        assert styled(word, "Heading 1")[at_end + 1] == said.METHODS.of(language)
        pointers = [
            link.get(qn("w:anchor"))
            for link in word.element.iter(qn("w:hyperlink"))
            if link.text == f"{said.TABLE_LAST.of(language)}."
        ]
        marks = [m.get(qn("w:name")) for m in word.element.iter(qn("w:bookmarkStart"))]
        assert pointers
        assert pointers == [mark for mark in marks if mark.startswith("_Table")]
        charted = {
            one.heading or one.rendered.headline
            for one in report(language).exhibits
            if one.rendered.chart is not None
        }
        headings = [p for p in word.paragraphs if p.style and p.style.name == "Heading 2"]
        last = [p.text for p in headings if "_Table" in p._p.xml]
        assert len(last) == len(pointers)
        assert set(last) <= charted

    def test_tables_say_what_they_are_and_repeat_their_header(self, language: Language) -> None:
        for table in opened(report_file(language)).tables:
            properties = table._tbl.tblPr
            assert caption_of(table)
            assert properties.find(qn("w:tblDescription")).get(qn("w:val"))
            first, *others = table._tbl.tr_lst
            assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
            whole = f"{qn('w:trPr')}/{qn('w:cantSplit')}"
            assert all(row.find(whole) is not None for row in (first, *others))

    def test_matrices_are_tables_with_every_word_of_theirs(self, language: Language) -> None:
        by_caption = {caption_of(t): t for t in reversed(opened(report_file(language)).tables)}
        for exhibit in report(language).exhibits:
            matrix = exhibit.rendered.chart
            if isinstance(matrix, Matrix):
                table = by_caption[exhibit.rendered.table.caption]
                found = {text.rstrip("*\u2060") for row in cells_of(table) for text in row}
                assert found >= {cell.label for cell in matrix.cells}

    def test_charts_are_native_and_hold_the_figures(self, language: Language) -> None:
        word = opened(report_file(language))
        inlines = inlines_of(word)
        panels = 0
        for exhibit in report(language).exhibits:
            chart = exhibit.rendered.chart
            if not isinstance(chart, Chart):
                continue
            own = [one for one in inlines if one[1] == exhibit.rendered.headline]
            numbers = set().union(*(numbers_in(word, relation) for _, _, relation in own))
            values = {round(m.value, 9) for m in shown(chart) if m.value is not None}
            assert values <= numbers, exhibit.rendered.view
            assert own[0][0].startswith(exhibit.rendered.description)
            panels += len(own)
        assert panels == len(inlines)

    def test_every_drawing_has_an_id_and_an_alternative_text(self, language: Language) -> None:
        inlines = inlines_of(opened(report_file(language)))
        assert all(description and title for description, title, _ in inlines)
        relations = [relation for _, _, relation in inlines]
        assert len(set(relations)) == len(relations)

    def test_sources_and_methods_stand_once(self, language: Language) -> None:
        word = opened(report_file(language))
        said_at_end = list(_at_end(word, said.METHODS.of(language)))
        pairs = {pair for one in report(language).exhibits for pair in one.rendered.about}
        assert {(heading, text) for heading, text in said_at_end if heading} == pairs
        assert len(said_at_end) == len(set(said_at_end))
        bullets = [text for heading, text in said_at_end if not heading]
        sources = {one.id: one for e in report(language).exhibits for one in e.rendered.sources}
        assert len(bullets) == len(sources)
        for source in sources.values():
            assert any(
                bullet.startswith(f"{source.short}. {source.citation}") for bullet in bullets
            )

    def test_each_view_has_its_way_back(self, language: Language) -> None:
        word = opened(report_file(language))
        texts = styled(word, "Atlas Note")
        assert sum(CODE in text for text in texts) == len(report(language).exhibits)
        targets = {rel.target_ref for rel in word.part.rels.values() if rel.is_external}
        assert ADDRESS in targets

    def test_the_language_is_set_everywhere(self, language: Language) -> None:
        word = opened(report_file(language))
        locale = {"sv": "sv-SE", "en": "en-GB"}[language]
        langs = {e.get(qn("w:val")) for e in word.styles.element.iter(qn("w:lang"))}
        assert langs == {locale}
        assert word.core_properties.language == locale

    def test_nothing_is_wrong_by_the_rules_of_office(self, language: Language) -> None:
        assert complaints(report_file(language)) == []

    def test_the_same_document_gives_the_same_bytes(self, language: Language) -> None:
        assert docx.write(report(language), None) == report_file(language)


def _at_end(word: WordDocument, heading: str) -> Iterator[tuple[str, str]]:
    """Each text after this heading with the lower heading it stands under, if it has one."""
    paragraphs = [(p.style.name if p.style else "", p.text) for p in word.paragraphs]
    under = ""
    for style, text in paragraphs[paragraphs.index(("Heading 1", heading)) + 1 :]:
        if style.startswith("Heading"):
            under = text if style == "Heading 2" else ""
        else:
            yield under, text


def _is_of_view(table: object, captions: set[str]) -> bool:
    """Not one of those that draw a matrix, which are described by the whole description."""
    properties = table._tbl.tblPr  # type: ignore[attr-defined]
    headline = properties.find(qn("w:tblDescription")).get(qn("w:val"))
    return caption_of(table) in captions and headline in _headlines()  # type: ignore[arg-type]


def _headlines() -> set[str]:
    return {e.rendered.headline for language in LANGUAGES for e in report(language).exhibits}


def expected_cells(rendered: Rendered) -> list[list[str]]:
    own = words.OWN_REGION.of(rendered.state.language)
    rows = [[cell.text for cell in row] for row in rendered.table.rows]
    for number in rendered.table.emphasised:
        rows[number][0] += f" ({own})"
    return [[column.label for column in rendered.table.columns], *rows]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_a_view_alone_tells_all_by_itself(view: str, language: Language) -> None:
    rendered = alone(view, language)
    word = opened(docx.write(document(rendered), None))
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert styled(word, "Heading 1") == [rendered.headline]
    assert rendered.overline in texts
    assert rendered.note in texts
    for heading, text in rendered.about:
        assert f"{heading}. {text}" in texts
    for remark in rendered.warnings:
        assert remark in texts
    assert cells_of(word.tables[-1]) == expected_cells(rendered)


def test_a_users_words_are_written_as_they_are() -> None:
    word = opened(report_file("sv"))
    texts = [paragraph.text for paragraph in word.paragraphs]
    own = texts.index("Vår egen rubrik", texts.index("Figurer"))
    exhibit = report("sv").exhibits[1].rendered
    assert texts[own + 1 : own + 5] == [
        exhibit.overline, exhibit.headline, "Vi följer upp i vår.", "Se <bilagan> & protokollet.",
    ]  # fmt: skip


def test_properties_name_the_document_and_nobody() -> None:
    properties = opened(report_file("sv")).core_properties
    assert properties.title == "Skåne inför strategidagen"
    assert (properties.author, properties.last_modified_by) == ("ALF Atlas", "ALF Atlas")
    assert properties.created == properties.modified
    assert str(properties.created).startswith("2026-11-22 10:01:45")
    assert properties.keywords == "EXEMPELDATA"


@pytest.mark.parametrize("is_example", [True, False])
def test_example_data_are_marked_in_the_header_and_nothing_else_is(is_example: bool) -> None:
    source = replace(document(shares()), is_example=is_example)
    header = opened(docx.write(source, None)).sections[0].header
    assert [p.text for p in header.paragraphs if "EXEMPELDATA" in p.text] == (
        ["EXEMPELDATA"] if is_example else []
    )


def test_the_header_names_the_document_and_the_footer_its_pages() -> None:
    parts = parts_of(docx.write(document(shares(), title="Vår <rapport> & mer"), None))
    assert "Vår &lt;rapport&gt; &amp; mer" in parts["word/header1.xml"].decode()
    assert {"PAGE", "NUMPAGES"} <= set(parts["word/footer1.xml"].decode().split())


def test_a_long_comment_does_not_part_a_chart_from_its_heading() -> None:
    source = report("sv")
    exhibit = replace(source.exhibits[2], comment="Ett långt resonemang. " * 60)
    word = opened(docx.write(replace(source, exhibits=(exhibit,), is_report=False), None))
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert texts.index(exhibit.comment.strip()) > texts.index(
        next(text for text in texts if text.startswith("Figur 1."))
    )


def test_headings_and_charts_are_kept_with_what_follows() -> None:
    """Each paragraph from a heading to the caption of its chart keeps the next on its page."""
    word = opened(report_file("sv"))
    body = list(word.paragraphs)
    for first, second in pairwise(body):
        if first.style is not None and first.style.name in ("Heading 1", "Heading 2"):
            assert first.style.paragraph_format.keep_with_next
            assert second.text or second._p.findall(".//" + qn("w:drawing"))
    for paragraph in body:
        if paragraph._p.findall(".//" + qn("w:drawing")):
            assert paragraph.style is not None
            assert paragraph.style.paragraph_format.keep_with_next


def test_wide_tables_lie_and_the_rest_stands() -> None:
    word = opened(report_file("sv"))
    turned = [section.page_width > section.page_height for section in word.sections]  # type: ignore[operator]
    assert True in turned
    assert False in turned
    assert not turned[-1]
    assert all(one != other for one, other in pairwise(turned))
    for section in word.sections:
        assert section.footer.paragraphs[0].text == " / "


def test_a_cell_that_leads_somewhere_is_a_link_with_a_whole_address() -> None:
    rows = (
        (Cell(text="inom", address="/view/trend?region=skane"), Cell(text="1")),
        (Cell(text="utom", address="https://example.org/x"), Cell(text="2")),
        (Cell(text="skum", address="javascript:alert(1)"), Cell(text="3")),
    )
    rendered = made_up((Column(key="a", label="A"), SHARE), rows)
    word = opened(docx.write(document(rendered), None))
    targets = {rel.target_ref for rel in word.part.rels.values() if rel.is_external}
    assert targets == {
        ADDRESS, "https://atlas.example.se/view/trend?region=skane", "https://example.org/x",
        "https://example.org/a",
    }  # fmt: skip
    assert cells_of(word.tables[-1])[3][0] == "skum"


def test_an_empty_report_is_still_a_document() -> None:
    source: Document = replace(report("sv"), exhibits=())
    assert complaints(docx.write(source, None)) == []
