"""A matrix is a real table that says in words what its colours say."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from dash import html
from dash.development.base_component import Component

from dashboard.charts.grammar import CellKind, Emphasis, Matrix, Shown, shown
from dashboard.charts.key import key_component
from dashboard.charts.matrix import INFERRED_SIGN, matrix_component, shown_by
from dashboard.charts.theme import CARD, EMPHASIS, SHADES, contrast, shade, text_on
from tests.dashboard import samples
from warehouse.text import LANGUAGES, Language

SHEET = (Path(__file__).parents[2] / "dashboard" / "assets" / "matrix.css").read_text("utf-8")


def parts(component: Any, kind: type) -> Iterator[Any]:  # noqa: ANN401  # any child of a component
    if isinstance(component, kind):
        yield component
    children = getattr(component, "children", None)
    for child in children if isinstance(children, list) else [children] if children else []:
        yield from parts(child, kind)


def built(matrix: Matrix, language: Language = "sv") -> Component:
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
    scopes = [header.scope for header in parts(built(matrix), html.Th)]
    groups = {column.group for column in matrix.columns} - {""}
    assert scopes.count("row") == len(matrix.rows)
    assert scopes.count("col") == len(matrix.columns) + 1
    assert scopes.count("colgroup") == len(groups)


def test_the_table_has_a_caption_and_a_region_that_the_keyboard_reaches() -> None:
    table = built(samples.grades("sv"))
    caption = next(parts(table, html.Caption))
    assert caption.children == "Region × Vetenskaplig produktion, Klinisk betydelse, nytta"
    region = next(d for d in parts(table, html.Div) if getattr(d, "role", None) == "region")
    assert region.tabIndex == 0
    assert getattr(region, "aria-labelledby") == "card-headline"


def test_what_was_inferred_bears_a_sign_and_a_word() -> None:
    matrix = samples.grades("sv")
    box = next(
        next(parts(cell, html.Span))
        for cell in parts(built(matrix), html.Td)
        if getattr(cell, "data-status") == CellKind.INFERRED.value
    )
    label, sign, said = box.children
    joined = f"\u2060{INFERRED_SIGN}"
    assert (label, sign, said.children) == ("Mycket hög", joined, " (härlett)")


def test_what_is_partly_known_keeps_its_words_in_a_dashed_box() -> None:
    cell = next(
        c for c in parts(built(samples.grades("en"), "en"), html.Td)
        if getattr(c, "data-status") == CellKind.PARTLY.value
    )  # fmt: skip
    assert cell.children.children == ["not the highest"]
    assert "matrix-partly" in cell.children.className
    assert re.search(r"\.matrix-partly \{ border: 1px dashed", SHEET)


def test_only_a_cell_with_an_address_is_a_link() -> None:
    matrix = samples.coverage("sv")
    links = list(parts(built(matrix), html.A))
    assert len(links) == sum(cell.address is not None for cell in matrix.cells)


def test_a_warning_is_plum_and_a_grade_takes_its_step() -> None:
    classes = {
        getattr(c, "data-label"): c.children.className
        for c in parts(built(samples.grades("sv")), html.Td)
    }
    assert classes["Undermålig"] == "matrix-box matrix-warning"
    assert classes["God–hög"] == f"matrix-box matrix-shade-{shade(1, 3)}"


def test_the_key_names_every_kind_it_is_given() -> None:
    matrix = samples.grades("sv")
    entries = list(parts(built(matrix), html.Li))
    assert [e.children[1].children for e in entries] == [words for _, words in matrix.key]
    assert not list(parts(built(replace(matrix, key=())), html.Li))


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
    entries = list(parts(key, html.Li))
    assert [entry.children[1].children for entry in entries] == ["ALF-ersättning", "regionens del"]
    assert "chart-first" in entries[0].children[0].className
    assert key_component(samples.survey("sv")) is None


def test_where_colour_says_whose_row_it_is_the_key_tells_by_mark_alone() -> None:
    marks = [
        entry.children[0].className
        for entry in parts(key_component(samples.authorships("sv")), html.Li)
    ]
    assert marks == [
        "chart-mark chart-mark-dot chart-region",
        "chart-mark chart-mark-open-square chart-region",
    ]
