"""Slides read back with python-pptx: every view in both languages, and a report of all of them."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Final

import pytest
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.slide import Slide

from dashboard.charts.grammar import Chart, Matrix, shown
from dashboard.charts.matrix_look import INFERRED_SIGN
from dashboard.exports import said
from dashboard.exports.model import Exhibit
from dashboard.exports.pptx import EXPORT, write
from tests.dashboard.deck_reading import (
    alone,
    audit,
    charts_of,
    empty_placeholders,
    exhibits,
    flat,
    notes_of,
    opened_deck,
    outside,
    overflowing,
    overlapping,
    report_of,
    texts_of,
    title_of,
)
from tests.dashboard.releases import whole
from tests.survey_release import survey_release
from warehouse.queries import Release
from warehouse.text import LANGUAGES, Language

Make = Callable[[], Release]
RELEASES: Final[tuple[Make, ...]] = (whole, survey_release)
CASES: Final = [(make, language) for make in RELEASES for language in LANGUAGES]
IDS: Final = [f"{make.__name__}-{language}" for make, language in CASES]
EVERY = pytest.mark.parametrize(("make", "language"), CASES, ids=IDS)


def slides_of(exhibit: Exhibit, make: Make, language: Language) -> list[Slide]:
    return list(opened_deck(_alone(exhibit.rendered.view, make, language)).slides)


@lru_cache(maxsize=256)
def _alone(view: str, make: Make, language: Language) -> bytes:
    document = report_of(make(), language)
    exhibit = next(one for one in document.exhibits if one.rendered.view == view)
    return write(alone(exhibit, document), None)


@lru_cache(maxsize=8)
def report(make: Make, language: Language) -> bytes:
    return write(report_of(make(), language), None)


def plain(text: str) -> str:
    """Without the marks of where a word may be broken, and without breaks."""
    return re.sub(r"-?[\v\n]", "", text.replace("\u00ad", ""))


def tables_in(slides: list[Slide]) -> list[list[list[str]]]:
    return [
        [[plain(cell.text) for cell in row.cells] for row in shape.table.rows]
        for slide in slides
        for shape in flat(slide)
        if shape.has_table
    ]


@EVERY
def test_titles_notes_and_way_back_of_every_view(make: Make, language: Language) -> None:
    for exhibit in exhibits(make(), language)[0]:
        slides = slides_of(exhibit, make, language)
        titles = [title_of(slide) for slide in slides]
        headline = exhibit.rendered.headline
        assert titles[0] in (
            headline,
            f"{headline} ({said.PART_OF.of(language).format(part=1, parts=len(slides))})",
        )
        for slide in slides:
            notes = notes_of(slide)
            assert notes == said.speaker_notes(exhibit)
            assert said.way_back(exhibit) in texts_of(slide)
            assert exhibit.rendered.overline in texts_of(slide)
            assert exhibit.rendered.note in texts_of(slide)
            links = [link.target_ref for link in slide.part.rels.values()
                     if link.reltype == RELATIONSHIP_TYPE.HYPERLINK]  # fmt: skip
            assert links == [exhibit.address]


@EVERY
def test_charts_are_native_and_are_described(make: Make, language: Language) -> None:
    for exhibit in exhibits(make(), language)[0]:
        if not isinstance(exhibit.rendered.chart, Chart):
            continue
        slides = slides_of(exhibit, make, language)
        charts = [chart for slide in slides for chart in charts_of(slide)]
        assert len(charts) >= len(exhibit.rendered.chart.panels)
        for chart in charts:
            assert chart.chart.part.chart_workbook.xlsx_part.blob.startswith(b"PK")
            assert chart._element.nvGraphicFramePr.cNvPr.get("descr") or len(charts) > 1
        for slide in slides:
            first = charts_of(slide)[0]
            spoken = first._element.nvGraphicFramePr.cNvPr.get("descr")
            assert exhibit.rendered.description in spoken


@EVERY
def test_a_matrix_is_a_native_table_with_its_words(make: Make, language: Language) -> None:
    for exhibit in exhibits(make(), language)[0]:
        matrix = exhibit.rendered.chart
        if not isinstance(matrix, Matrix):
            continue
        tables = tables_in(slides_of(exhibit, make, language))
        rows = [row for table in tables for row in table]
        labels = {row.key: plain(row.label) for row in matrix.rows}
        columns = [column.key for column in matrix.columns]
        for mark in shown(matrix):
            label = plain(mark.label) + (INFERRED_SIGN if mark.status == "inferred" else "")
            at = columns.index(mark.series) + 1
            assert any(row[0] == labels[mark.category] and row[at] == label for row in rows)


@EVERY
def test_a_view_without_a_chart_is_a_table(make: Make, language: Language) -> None:
    for exhibit in exhibits(make(), language)[0]:
        if exhibit.rendered.chart is not None:
            continue
        table = exhibit.rendered.table
        slides = slides_of(exhibit, make, language)
        tables = tables_in(slides)
        assert len(tables) == len(slides) <= 4
        assert all(found[0] == [column.label for column in table.columns] for found in tables)
        read = [row for found in tables for row in found[1:]]
        for have, want in zip(read, table.rows, strict=False):
            assert all(cell.text == text or text.endswith(" …")
                       for cell, text in zip(want, have, strict=True))  # fmt: skip
        if len(read) < len(table.rows):
            left = str(len(table.rows) - len(read))
            assert any(left in text and "XLSX" in text for text in texts_of(slides[-1]))


@EVERY
def test_a_report_of_everything_fits_its_slides(make: Make, language: Language) -> None:
    deck = opened_deck(report(make, language))
    assert outside(deck) == []
    for number, slide in enumerate(deck.slides, start=1):
        assert (number, overflowing(slide)) == (number, [])
        assert (number, overlapping(slide)) == (number, [])
        assert (number, empty_placeholders(slide)) == (number, [])


@EVERY
@pytest.mark.slow
def test_a_report_of_everything_is_valid(make: Make, language: Language) -> None:
    assert audit(report(make, language)) == []


@EVERY
def test_a_report_leads_to_its_views_and_tells_its_sources_once(
    make: Make, language: Language
) -> None:
    document = report_of(make(), language)
    deck = opened_deck(report(make, language))
    slides = list(deck.slides)
    assert title_of(slides[0]) == document.title
    titles = [title_of(slide) for slide in slides]
    entries = [shape for slide in slides for shape in flat(slide)
               if shape.has_text_frame and shape.click_action.target_slide is not None]  # fmt: skip
    assert len(entries) == len(document.exhibits)
    for entry, exhibit in zip(entries, document.exhibits, strict=True):
        number, name = entry.text_frame.text.split("\t")
        assert name == exhibit.rendered.headline
        target = entry.click_action.target_slide
        assert target.slide_id == slides[int(number) - 1].slide_id
        assert titles[int(number) - 1].startswith(exhibit.rendered.headline)
    everything = [text for slide in slides for text in texts_of(slide)]
    sources = {
        f"{line.short}. {line.citation}"
        for one in document.exhibits
        for line in one.rendered.sources
    }
    for source in sources:
        starts = [text for text in everything if text.startswith(source)]
        assert 1 <= len(starts) <= len([one for one in sources if one.startswith(source)]) + 1
    for absent in document.absent:
        assert any(absent.reason == text for text in everything)
        assert sum(text == absent.reason for text in everything) == 1


@EVERY
def test_methods_are_told_once(make: Make, language: Language) -> None:
    document = report_of(make(), language)
    slides = list(opened_deck(report(make, language)).slides)
    heading = said.METHODS.of(language)
    told = [
        paragraph.text
        for slide in slides
        if title_of(slide).startswith(heading)
        for paragraph in slide.placeholders[14].text_frame.paragraphs
    ]
    pairs = {f"{name}: {text}" for one in document.exhibits for name, text in one.rendered.about}
    assert pairs <= set(told)
    assert all(told.count(pair) == 1 for pair in pairs)


def test_example_data_are_marked_on_every_slide_of_a_view() -> None:
    release = survey_release()
    document = report_of(release, "sv")
    marked = replace(document, is_example=True)
    first = opened_deck(write(marked, None)).slides[0]
    assert any("EXEMPELDATA" in text for text in texts_of(first))
    exhibit = document.exhibits[0]
    stamped = replace(exhibit.rendered, overline=f"EXEMPELDATA · {exhibit.rendered.overline}")
    for slide in opened_deck(
        write(alone(replace(exhibit, rendered=stamped), document), None)
    ).slides:
        assert texts_of(slide).count("EXEMPELDATA") == 1


def test_the_users_own_words_stand_on_the_slide() -> None:
    document = report_of(whole(), "sv")
    exhibit = next(one for one in document.exhibits if one.rendered.view == "compare")
    own = replace(exhibit, heading="Mål 1 <&> \x0b", comment="Rad ett\n\n=Rad två")
    slides = list(opened_deck(write(alone(own, document), None)).slides)
    assert len(slides) == 1
    texts = texts_of(slides[0])
    assert "Mål 1 <&>  · " in texts
    assert texts[texts.index("Rad ett") + 1] == "=Rad två"
    assert overlapping(slides[0]) == []


def test_a_long_comment_has_slides_of_its_own() -> None:
    document = report_of(whole(), "sv")
    exhibit = next(one for one in document.exhibits if one.rendered.view == "compare")
    comment = "\n".join(f"Stycke {number}. " + "Ord " * 90 for number in range(12))
    slides = list(
        opened_deck(write(alone(replace(exhibit, comment=comment), document), None)).slides
    )
    assert len(slides) > 2
    assert not any(charts_of(slide) for slide in slides[:-1])
    assert [len(overflowing(slide)) for slide in slides] == [0] * len(slides)
    joined = " ".join(text for slide in slides for text in texts_of(slide))
    assert all(f"Stycke {number}." in joined for number in range(12))


def test_the_same_document_gives_the_same_bytes() -> None:
    document = report_of(survey_release(), "sv")
    assert write(document, None) == write(document, None)


def test_a_deck_says_what_it_is_and_when_its_release_was_made() -> None:
    document = report_of(whole(), "en")
    stated = opened_deck(write(document, None)).core_properties
    assert (stated.title, stated.author, stated.language) == (document.title, "ALF Atlas", "en-GB")
    assert stated.created == document.made.replace(tzinfo=None)
    assert stated.revision == 1


@EVERY
def test_every_run_says_its_language(make: Make, language: Language) -> None:
    locale = {"sv": "sv-SE", "en": "en-GB"}[language]
    for slide in opened_deck(report(make, language)).slides:
        runs = list(slide._element.iter(qn("a:rPr")))
        assert {run.get("lang") for run in runs} == {locale}


def test_a_deck_holds_no_part_that_nothing_refers_to() -> None:
    content = report(whole, "sv")
    deck = opened_deck(content)
    reached = {str(part.partname).removeprefix("/") for part in deck.part.package.iter_parts()}
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        names = {name for name in parts.namelist()
                 if not name.endswith(".rels") and name != "[Content_Types].xml"}  # fmt: skip
    assert names == reached


def test_reading_order_is_title_overline_chart_note() -> None:
    document = report_of(whole(), "sv")
    exhibit = next(one for one in document.exhibits if one.rendered.view == "compare")
    slide = opened_deck(write(alone(exhibit, document), None)).slides[0]
    kinds = ["chart" if shape.has_chart else shape.name for shape in slide.shapes]
    order = [kind for index, kind in enumerate(kinds) if kind not in kinds[:index]]
    assert order[0].startswith("Title")
    assert order[1:4] == ["Overline", "chart", "Note"]


def test_numbers_of_shapes_differ() -> None:
    for slide in opened_deck(report(whole, "sv")).slides:
        numbers = [shape.shape_id for shape in flat(slide)]
        assert len(numbers) == len(set(numbers))


def test_the_export_says_what_it_is() -> None:
    assert (EXPORT.id, EXPORT.extension, EXPORT.takes_template) == ("pptx", "pptx", True)
