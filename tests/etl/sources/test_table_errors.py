"""Errors of a workbook's calculation in columns that a declared table uses, and in others."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from etl.problems import InputRefused, Problem
from etl.readers.layout import lay_out
from etl.readers.model import FileKind, Grid, Reading
from etl.readers.options import NO_OPTIONS
from etl.sources.declaration import parse_declaration
from etl.sources.table_source import TableResult, result_of
from tests.etl.sources.declared import LONG
from warehouse.registry import SHIPPED

GRID = Grid(
    name="Blad1",
    rows=[
        ["Län", "År", "Kön", "Andel", "Kvot"],
        ["Skåne län", 2023, "Kvinnor", 57.9, 1.5],
        ["Uppsala län", 2023, "Män", 42.1, 2.5],
        ["Riket", 2024, "Alla", 50.0, 3.5],
    ],
    numbers=range(1, 5),
)


def _load(errors: Mapping[tuple[int, int], str], text: str = LONG) -> TableResult:
    rows = [list(row) for row in GRID.rows]
    for (row, column), code in errors.items():
        rows[row][column] = code
    laid_out = lay_out(replace(GRID, rows=rows, errors=errors), NO_OPTIONS, file="fil.xlsx")
    reading = Reading(file="fil.xlsx", kind=FileKind.XLSX, size=0, tables=(laid_out.table,))
    declaration = parse_declaration(text, "fil.alf.toml")
    registry = SHIPPED.with_declared(*declaration.additions())
    return result_of(declaration, reading, registry, input_id="fil")


def _refused(errors: Mapping[tuple[int, int], str]) -> list[Problem]:
    with pytest.raises(InputRefused) as refused:
        _load(errors)
    return [problem for problem in refused.value.problems if problem.rule == "error_cell"]


def test_errors_among_the_figures_are_named_by_cell() -> None:
    (problem,) = _refused({(1, 3): "#DIV/0!", (3, 3): "#N/A"})
    assert "2 cells hold the error of a calculation (D2, D4)" in problem.message
    assert (problem.row, problem.column) == (2, "Andel")


def test_an_error_in_place_of_a_region_is_named_by_cell() -> None:
    (problem,) = _refused({(2, 0): "#N/A"})
    assert "1 cell holds the error of a calculation (A3)" in problem.message


def test_errors_in_a_column_that_is_not_read_do_no_harm() -> None:
    assert _load({(1, 4): "#DIV/0!"}).observations.height == 3


def test_an_error_may_mean_what_the_declaration_says() -> None:
    result = _load({(1, 3): "#N/A"}, LONG + '[table.signs]\n"#N/A" = "missing"\n')
    assert result.observations["status"].to_list() == ["missing", "ok", "ok"]
