"""Ledgers: many rows of the same key. Sums are held against the same cells added up here."""

import csv
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.problems import InputRefused, Problem
from etl.readers.content import Content
from etl.readers.model import Value
from etl.sources.declaration import parse_declaration
from etl.sources.table_source import TableResult, observations_of, result_of
from etl.validation import hold_to_contract
from tests.etl.sources.declared import HEAD
from tests.etl.sources.hand_made import reading_of
from tests.real_files import FOLDER, NEEDED
from warehouse.registry import SHIPPED, Registry

Rows = Sequence[Sequence[Value]]
BERGEN = FOLDER / "funding" / "bergen_driftsbudsjett_2012.csv"
SOGNDAL = FOLDER / "funding" / "sogndal_driftsbudsjett_2013.csv"
LEDGER = f"""{HEAD}
[[table]]
indicator = "test_money"
unit = "tkr"
same_key = "sum"
[table.columns]
item = "Konto"
value = "Belopp"
[table.constants]
region = "skane"
organisation = "all"
period = "2024"
sex = "all"
estimate = "unweighted"
nature = "outcome"
[table.members.item]
"Lön" = "salaries"
"Hyra" = "premises"
"""


def _registry(text: str) -> Registry:
    return SHIPPED.with_declared(*parse_declaration(text, "d").additions())


def _load(text: str, rows: Rows) -> TableResult:
    declaration, registry = parse_declaration(text, "d"), _registry(text)
    result = result_of(declaration, reading_of(("Blad1", rows)), registry, input_id="fil")
    hold_to_contract(result.observations, registry)
    return result


def _refused(text: str, rows: Rows) -> tuple[Problem, ...]:
    with pytest.raises(InputRefused) as refused:
        _load(text, rows)
    return refused.value.problems


ROWS: Rows = (
    ("Konto", "Belopp"),
    ("Lön", "1,1"),
    ("Hyra", "7"),
    ("Lön", "2,2"),
    ("Lön", "-0,1"),
)


def test_rows_of_one_key_are_added_counted_and_said() -> None:
    result = _load(LEDGER, ROWS)
    found = {row["item"]: row for row in result.observations.to_dicts()}
    salaries, premises = found["salaries"], found["premises"]
    assert (salaries["value"], premises["value"]) == (3200.0, 7000.0)
    assert (salaries["origin"], salaries["printed"]) == ("computed", None)
    assert (salaries["note_sv"], salaries["note_en"]) == (
        "Summan av 3 rader i filen.",
        "The sum of 3 rows of the file.",
    )
    assert (salaries["input_row"], salaries["locator"]) == (
        2,
        "sheet 'Blad1', cell B2 to row 5",
    )
    assert (premises["origin"], premises["printed"], premises["note_sv"]) == ("printed", "7", None)
    assert [(one.count, "same_key" in one.reason) for one in result.set_aside] == [(2, True)]


def test_without_it_they_are_refused_once_with_what_may_tell_them_apart() -> None:
    (problem,) = _refused(LEDGER.replace('same_key = "sum"\n', ""), ROWS)
    assert (problem.rule, problem.row) == ("duplicate_key", 2)
    assert "3 figures have only 1 different keys" in problem.message
    assert "rows 2 and 4" in problem.message
    assert 'same_key = "sum"' in str(problem.remedy)


@pytest.mark.parametrize("cell", ["..", "<5"])
def test_a_sum_of_what_is_not_known_is_refused(cell: str) -> None:
    text = f'{LEDGER}[table.signs]\n".." = "missing"\n'
    (problem,) = _refused(text, [*ROWS, ("Lön", cell)])
    assert (problem.rule, problem.row) == ("adds_up", 6)


def test_what_is_not_added_may_be_unknown() -> None:
    text = f'{LEDGER}[table.signs]\n".." = "missing"\n'
    rows = [("Konto", "Belopp"), ("Lön", "1"), ("Lön", "2"), ("Hyra", "..")]
    found = dict(_load(text, rows).observations.select("item", "value").rows())
    assert found == {"salaries": 3000.0, "premises": None}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({'"test_money"': '"test_share"', '"tkr"': '"%"', 'item = "Konto"\n': "",
          '[table.members.item]\n"Lön" = "salaries"\n"Hyra" = "premises"\n': ""},
         "percent do not add up"),
        ({'value = "Belopp"': 'value = "Belopp"\nbase = "n"'}, "what stands beside them (base)"),
    ],
)  # fmt: skip
def test_only_amounts_and_counts_add_up(changes: dict[str, str], said: str) -> None:
    text = LEDGER
    for old, new in changes.items():
        assert old in text.split("[[table]]")[1]
        head, table = text.split("[[table]]")
        text = f"{head}[[table]]{table.replace(old, new)}"
    (problem,) = _refused(text, [("Konto", "Belopp", "n"), ("Lön", "1", "5"), ("Lön", "2", "6")])
    assert problem.rule == "adds_up"
    assert said in problem.message


def test_another_word_is_refused() -> None:
    with pytest.raises(InputRefused, match=r"same_key.*known: 'sum'"):
        parse_declaration(LEDGER.replace('same_key = "sum"', 'same_key = "mean"'), "d")


@given(
    st.lists(st.tuples(st.sampled_from(["Lön", "Hyra"]), st.integers(-(10**9), 10**9)), min_size=1)
)
def test_a_sum_is_that_of_its_parts_exactly(parts: list[tuple[str, int]]) -> None:
    rows: Rows = [("Konto", "Belopp"), *((post, number / 10) for post, number in parts)]
    found: dict[str, float] = dict(_load(LEDGER, rows).observations.select("item", "value").rows())
    codes = {"Lön": "salaries", "Hyra": "premises"}
    assert found == {
        codes[post]: float(sum(Decimal(n) * 100 for p, n in parts if p == post))
        for post in dict(parts)
    }


@NEEDED
@pytest.mark.parametrize(
    ("path", "columns", "total"),
    [
        (BERGEN, ("2012", "2015"), (-110, -437)),
        (SOGNDAL, ("rekneskap_2011", "budsjett_2013"), (16, 0)),
    ],
)
def test_real_ledgers_add_up_to_the_sums_that_their_manifest_states(
    path: object, columns: tuple[str, str], total: tuple[int, int]
) -> None:
    text = f"""{HEAD}
[[table]]
indicator = "test_money"
unit = "kr"
same_key = "sum"
[table.columns]
[table.values]
{columns[0]} = {{period = "2012"}}
{columns[1]} = {{period = "2013"}}
[table.constants]
region = "skane"
organisation = "all"
sex = "all"
item = "total"
estimate = "unweighted"
nature = "decided"
"""
    content = Content.of_file(path)  # type: ignore[arg-type]
    result = observations_of(parse_declaration(text, "d"), content, _registry(text), input_id="fil")
    found = tuple(result.observations.sort("period")["value"])
    assert found == tuple(map(float, total))
    (added,) = [one for one in result.set_aside if "same_key" in one.reason]
    with (
        BERGEN.open(encoding="utf-8-sig")
        if path == BERGEN
        else SOGNDAL.open(encoding="utf-8-sig") as opened
    ):
        records = sum(1 for row in csv.reader(opened, delimiter=";") if any(row)) - 1
    assert added.count == 2 * (records - 1)


def test_parts_of_a_krona_add_up_without_noise() -> None:
    text = LEDGER.replace('"tkr"', '"kr"')
    result = _load(text, [("Konto", "Belopp"), ("Lön", "0,1"), ("Lön", "0,2")])
    assert result.observations["value"].to_list() == [0.3]
