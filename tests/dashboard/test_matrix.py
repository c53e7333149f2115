"""A matrix is a real table that says in words what its colours say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from dashboard.charts.grammar import CellKind, Emphasis, Matrix, Shown, shown
from dashboard.charts.key import key_component
from dashboard.charts.matrix import matrix_component, shown_by
from dashboard.charts.matrix_look import INFERRED_SIGN
from dashboard.charts.theme import CARD, EMPHASIS, SHADES, contrast, shade, text_on
from dashboard.elements import Element, Json, Node, elements_in
from tests.dashboard import samples
from warehouse.text import LANGUAGES, Language

SHEET = (Path(__file__).parents[2] / "dashboard" / "assets" / "matrix.css").read_text("utf-8")


@dataclass(frozen=True)
class Part:
    """An element with names for its attributes and children."""

    attributes: Json
    children: tuple[Node, ...]

    def child(self, number: int = 0) -> "Part":
        return next(part_of(c) for c in self.children[number:] if isinstance(c, tuple))

    @property
    def text(self) -> str:
        (text,) = self.children
        assert isinstance(text, str)
        return text


def part_of(found: Element) -> Part:
    return Part(found[1], found[2:])


def parts(node: Node, tag: str) -> Iterator[Part]:
    return (part_of(found) for found in elements_in(node) if found[0] == tag)


def built(matrix: Matrix, language: Language = "sv") -> Element:
    return matrix_component(matrix, "card", language)


def by_place(found: Iterator[Shown] | list[Shown]) -> list[Shown]:
    return sorted(found, key=lambda s: (s.category, s.series))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", samples.MATRICES)
def test_a_table_shows_what_its_matrix_says(name: str, language: Language) -> None:
    matrix = samples.MATRICES[name](language)
    assert by_place(shown_by(built(matrix, language))) == by_place(shown(matrix))


@pytest.mark.parametrize("name", samples.MATRICES)
def test_every_header_has_its_scope(name: str) -> None:
    matrix = samples.MATRICES[name]("sv")
    scopes = [header.attributes["scope"] for header in parts(built(matrix), "th")]
    groups = {column.group for column in matrix.columns} - {""}
    assert scopes.count("row") == len(matrix.rows)
    assert scopes.count("col") == len(matrix.columns) + 1
    assert scopes.count("colgroup") == len(groups)


def test_the_table_has_a_caption_and_a_region_that_the_keyboard_reaches() -> None:
    table = built(samples.grades("sv"))
    caption = next(parts(table, "caption"))
    assert caption.text == "Region × Vetenskaplig produktion, Klinisk betydelse, nytta"
    region = next(d.attributes for d in parts(table, "div") if "role" in d.attributes)
    assert region["role"] == "region"
    assert region["tabIndex"] == 0
    assert region["aria-labelledby"] == "card-headline"


def test_what_was_inferred_bears_a_sign_and_a_word() -> None:
    matrix = samples.grades("sv")
    box = next(
        cell.child()
        for cell in parts(built(matrix), "td")
        if cell.attributes["data-status"] == CellKind.INFERRED.value
    )
    label, sign, _ = box.children
    joined = f"\u2060{INFERRED_SIGN}"
    assert (label, sign, box.child().text) == ("Mycket hög", joined, " (härlett)")


def test_what_is_partly_known_keeps_its_words_in_a_dashed_box() -> None:
    cell = next(
        c for c in parts(built(samples.grades("en"), "en"), "td")
        if c.attributes["data-status"] == CellKind.PARTLY.value
    )  # fmt: skip
    assert cell.child().text == "not the highest"
    assert "matrix-partly" in cell.child().attributes["className"]
    assert re.search(r"\.matrix-partly \{ border: 1px dashed", SHEET)


def test_only_a_cell_with_an_address_is_a_link() -> None:
    matrix = samples.coverage("sv")
    links = list(parts(built(matrix), "a"))
    assert len(links) == sum(cell.address is not None for cell in matrix.cells)


def test_a_warning_is_plum_and_a_grade_takes_its_step() -> None:
    classes = {
        c.attributes["data-label"]: c.child().attributes["className"]
        for c in parts(built(samples.grades("sv")), "td")
    }
    assert classes["Undermålig"] == "matrix-box matrix-warning"
    assert classes["God–hög"] == f"matrix-box matrix-shade-{shade(1, 3)}"


def test_the_key_names_every_kind_it_is_given() -> None:
    matrix = samples.grades("sv")
    entries = list(parts(built(matrix), "li"))
    assert [e.child(-1).text for e in entries] == [words for _, words in matrix.key]
    assert not list(parts(built(replace(matrix, key=())), "li"))


def test_shades_run_from_the_lightest_to_the_darkest() -> None:
    assert [shade(step, 3) for step in range(3)] == [0, 2, 5]
    assert [shade(step, 6) for step in range(6)] == list(range(6))
    with pytest.raises(ValueError, match="outside 3 steps"):
        shade(3, 3)


@pytest.mark.parametrize("index", range(len(SHADES)))
def test_the_style_sheet_has_each_shade_with_text_that_reads(index: int) -> None:
    rule = (
        f".matrix-shade-{index} {{ background: {SHADES[index]}; color: {text_on(SHADES[index])}; }}"
    )
    assert rule in SHEET
    assert contrast(text_on(SHADES[index]), SHADES[index]) >= 4.5


def test_the_warning_of_the_style_sheet_is_that_of_the_theme() -> None:
    warning = EMPHASIS[Emphasis.WARNING]
    assert f".matrix-warning {{ background: {warning}; color: {CARD}; }}" in SHEET
    assert contrast(warning, CARD) >= 4.5


def test_a_charts_key_is_a_list_of_marks_with_words() -> None:
    key = key_component(samples.budget("sv"))
    entries = list(parts(key, "li"))
    assert [entry.child(1).text for entry in entries] == ["ALF-ersättning", "regionens del"]
    assert "chart-first" in entries[0].child().attributes["className"]
    assert key_component(samples.survey("sv")) is None


def test_where_colour_says_whose_row_it_is_the_key_tells_by_mark_alone() -> None:
    marks = [
        entry.child().attributes["className"]
        for entry in parts(key_component(samples.authorships("sv")), "li")
    ]
    assert marks == [
        "chart-mark chart-mark-dot chart-region",
        "chart-mark chart-mark-open-square chart-region",
    ]
