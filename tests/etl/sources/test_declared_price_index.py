"""A price index of the user's own: declared, loaded and chosen; units that say the base year."""

from pathlib import Path

import pytest

from dashboard.state import State
from dashboard.views import funding_prices
from etl.job import load
from etl.problems import InputRefused
from etl.sources.declaration import parse_declaration
from etl.sources.table_units import meaning_of
from warehouse.store import Store
from warehouse.text import Text
from warehouse.units import INDEX, PERCENT, UnknownUnit, base_unit

INDICATOR = """
[[indicator]]
id = "own_building_price_index"
topic = "funding"
title = {sv = "Byggprisindex, årsmedeltal", en = "Building price index, yearly average"}
definition = {sv = "Pris på byggande, där 2020 är 100.", en = "Price of building; 2020 is 100."}
deflator = {sv = "BPI", en = "BPI"}
unit = "index"
direction = "no_judgement"
denominator = "none"
pooling = "not_poolable"
valid_range = {low = 0}
smallest_base = 1
uncertainty = "estimated"
represented_by = "region"
groups = ["all"]
items = "none"
"""
DECLARATION = f"""
format = 1
[source]
id = "own_building_prices"
short = {{sv = "Byggprisfilen", en = "Building price file"}}
{INDICATOR}
[[table]]
indicator = "own_building_price_index"
unit = "index 2020=100"
[table.columns]
period = "År"
value = "Byggpris (index 2020=100)"
[table.constants]
region = "riket"
organisation = "all"
sex = "all"
estimate = "unweighted"
nature = "outcome"
"""
# Made up.
FILE = "År;Byggpris (index 2020=100)\n2006;60,0\n2015;80,0\n2020;100,0\n"


def written(folder: Path, declaration: str = DECLARATION) -> Path:
    path = folder / "byggpris.csv"
    path.write_text(FILE, "utf-8")
    path.with_name("byggpris.csv.alf.toml").write_text(declaration, "utf-8")
    return path


def test_the_name_of_the_index_is_read() -> None:
    [indicator] = parse_declaration(DECLARATION, "f").indicators
    assert indicator.deflator == Text("BPI", "BPI")


@pytest.mark.parametrize(
    ("line", "wrong", "said"),
    [
        ('unit = "index"', 'unit = "percent"', "a deflator goes with the unit index"),
        ('items = "none"', 'items = {a = {sv = "a", en = "a"}, b = {sv = "b", en = "b"}}',
         "a price index has one group, item and category"),
        ('deflator = {sv = "BPI", en = "BPI"}', 'deflator = "BPI"', "deflator"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_price_index_is_refused(line: str, wrong: str, said: str) -> None:
    with pytest.raises(InputRefused) as refused:
        parse_declaration(DECLARATION.replace(line, wrong), "f")
    assert any(said in problem.message for problem in refused.value.problems)


@pytest.mark.data
def test_it_is_loaded_and_chosen(tmp_path: Path) -> None:
    load(tmp_path / "home", [written(tmp_path)], progress=lambda _: None)
    release = Store(tmp_path / "home").current()
    state = State(prices="fixed", price_index="own_building_price_index", region="stockholm")
    shown = funding_prices.VIEW.render(release, state)
    # Stockholm's 525 million of 2006, as it ships: 525 × 100 ÷ 60.
    assert shown.headline.replace("\u00a0", " ") == (
        "Stockholm: 525 mkr 2006 motsvarar 875 mkr i 2020 års priser (BPI)."
    )


@pytest.mark.data
def test_a_name_that_another_index_has_is_refused(tmp_path: Path) -> None:
    same = DECLARATION.replace('{sv = "BPI", en = "BPI"}', '{sv = "KPI", en = "KPI"}')
    with pytest.raises(InputRefused) as refused:
        load(tmp_path / "home", [written(tmp_path, same)], progress=lambda _: None)
    assert any("'KPI' is that of 'consumer_price_index'" in p.message
               for p in refused.value.problems)  # fmt: skip


@pytest.mark.data
def test_a_file_that_is_100_in_another_year_is_refused(tmp_path: Path) -> None:
    other = DECLARATION.replace('unit = "index 2020=100"', 'unit = "index 1980=100"')
    with pytest.raises(InputRefused) as refused:
        load(tmp_path / "home", [written(tmp_path, other)], progress=lambda _: None)
    assert [problem.rule for problem in refused.value.problems] == ["unit_disagrees"]


@pytest.mark.parametrize("year", ["1914", "1949", "1980", "2020", "2025"])
def test_an_index_may_be_100_in_any_year(year: str) -> None:
    assert base_unit(f"index {year}=100") == (INDEX, 1.0)


@pytest.mark.parametrize("unit", ["index 980=100", "index 2020=1", "Index 2020=100", "2020=100"])
def test_another_spelling_is_unknown_and_the_known_ones_are_said(unit: str) -> None:
    with pytest.raises(UnknownUnit, match="index 2020=100 with any year"):
        base_unit(unit)


@pytest.mark.parametrize(
    "written_so",
    ["Index", "index 1980=100", "1980=100", "Index (1980 = 100)", "Indextal, 2020=100", "Indeks"],
)
def test_how_files_write_an_index(written_so: str) -> None:
    assert meaning_of(written_so) == (INDEX, 1.0)


def test_a_share_is_no_index() -> None:
    assert meaning_of("%") == (PERCENT, 1.0)
    assert meaning_of("1980=1000") is None
