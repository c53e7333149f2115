"""Which codes are asked for, and that a selection in parts is the whole selection."""

from itertools import product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.problems import InputRefused
from etl.services.selection import Chosen, Variable, batches, cells, chosen

REGION = Variable(
    code="Region", codes=("00", "01", "0114", "0180", "12"), is_time=False, may_be_left_out=True
)
CONTENTS = Variable(code="ContentsCode", codes=("A", "B"), is_time=False, may_be_left_out=False)
# Not in the order of time, as some tables have them.
YEARS = Variable(
    code="Tid", codes=("2020", "2019", "2021", "2022"), is_time=True, may_be_left_out=False
)


def picked(variable: Variable, *wanted: str) -> tuple[str, ...]:
    return chosen([variable], {variable.code: wanted}, table="T", file="f.toml")[variable.code]


def refusal(select: Chosen) -> str:
    with pytest.raises(InputRefused) as found:
        chosen([REGION, CONTENTS, YEARS], select, table="T", file="f.toml")
    return str(found.value)


@pytest.mark.parametrize(
    ("variable", "wanted", "codes"),
    [
        (REGION, ["*"], ("00", "01", "0114", "0180", "12")),
        (REGION, ["01*"], ("01", "0114", "0180")),
        (REGION, ["*1*"], ("01", "0114", "0180", "12")),
        (REGION, ["??"], ("00", "01", "12")),
        (REGION, ["12", "01", "12"], ("12", "01")),
        (REGION, ["12", "*"], ("12", "00", "01", "0114", "0180")),
        (YEARS, ["top(2)"], ("2021", "2022")),
        (YEARS, ["TOP(9)"], ("2019", "2020", "2021", "2022")),
        (YEARS, ["bottom(1)"], ("2019",)),
        (YEARS, ["from(2021)"], ("2021", "2022")),
        (YEARS, ["to(2020)"], ("2019", "2020")),
        (YEARS, ["range(2020, 2021)"], ("2020", "2021")),
        (YEARS, ["2022", "to(2019)"], ("2022", "2019")),
    ],
)
def test_expressions(variable: Variable, wanted: list[str], codes: tuple[str, ...]) -> None:
    assert picked(variable, *wanted) == codes


def test_a_code_that_looks_like_an_expression_is_the_code() -> None:
    odd = Variable(
        code="V", codes=("top(2)", "*", "a[1]", "a1"), is_time=False, may_be_left_out=False
    )
    assert picked(odd, "top(2)") == ("top(2)",)
    assert picked(odd, "*") == ("*",)
    assert picked(odd, "a[1]*") == ("a[1]",)


@pytest.mark.parametrize(
    ("variable", "wanted", "words"),
    [
        (REGION, "0181", "there is no code '0181' (nearest: 0180, 01"),
        (REGION, "99*", "there is no code '99*'"),
        (REGION, "top(2)", "top() is for the variable of time; name the codes"),
        (YEARS, "top(0)", "top(0) needs one number, as top(5)"),
        (YEARS, "top(two)", "top(two) needs one number"),
        (YEARS, "from(2018)", "there is no code '2018' in from(2018) (4 codes: 2019"),
        (YEARS, "from(2019,2020)", "from(2019,2020) has the wrong number of codes"),
        (YEARS, "range(2022,2019)", "range(2022,2019) ends before it begins"),
    ],
)
def test_what_chooses_nothing_is_refused(variable: Variable, wanted: str, words: str) -> None:
    with pytest.raises(InputRefused) as found:
        picked(variable, wanted)
    assert words in str(found.value)


def test_all_that_is_wrong_is_said_at_once() -> None:
    said = refusal({"Regoin": ("01",), "Region": ("99", "98"), "Tid": ("2019",)})
    lines = said.splitlines()
    assert len(lines) == 4
    assert "no variable 'Regoin' (there are: Region, ContentsCode, Tid)" in lines[0]
    assert "nothing is chosen of 'ContentsCode' (2 codes: A, B)" in said
    assert 'add ContentsCode = ["…"] to [service.select]' in said


def test_what_the_service_sums_up_may_be_left_out() -> None:
    select = {"ContentsCode": ("A",), "Tid": ("2019",)}
    assert chosen([REGION, CONTENTS, YEARS], select, table="T", file="f") == select


def _combinations(selection: Chosen) -> list[tuple[str, ...]]:
    return list(product(*selection.values()))


@given(sizes=st.lists(st.integers(1, 7), min_size=1, max_size=4), most=st.integers(1, 60))
def test_parts_are_the_whole_once_and_none_is_too_large(sizes: list[int], most: int) -> None:
    selection = {
        f"v{number}": tuple(f"{number}.{code}" for code in range(size))
        for number, size in enumerate(sizes)
    }
    parts = batches(selection, most)
    assert all(cells(part) <= most for part in parts)
    together = [one for part in parts for one in _combinations(part)]
    assert len(together) == prod(sizes)
    assert sorted(together) == sorted(_combinations(selection))
    assert all(list(part) == list(selection) for part in parts)


def test_a_small_selection_is_one_question() -> None:
    selection = {"a": ("1", "2"), "b": ("3",)}
    assert batches(selection, 2) == [selection]
