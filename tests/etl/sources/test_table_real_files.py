"""Real files of others through declarations; expectations are read from them by other means."""

import csv
import io
import re
from pathlib import Path
from typing import Final

import pytest

from etl.problems import InputRefused
from etl.readers.content import Content
from etl.sources.declaration import parse_declaration
from etl.sources.table_source import TableResult, observations_of
from etl.validation import hold_to_contract
from tests.etl.sources.declared import CONSTANTS, HEAD
from tests.real_files import FOLDER, NEEDED
from warehouse.registry import SHIPPED

pytestmark = NEEDED
COSTS: Final = FOLDER / "funding" / "skolverket_kostnader_grundskola_2024_tkr.csv"
GRADES: Final = FOLDER / "scb_pxweb" / "skolverket_betyg_ak6_samtliga_2025.csv"
POPULATION: Final = FOLDER / "scb_pxweb" / "BE0101A1_population.px"
SOGNDAL: Final = FOLDER / "funding" / "sogndal_driftsbudsjett_2013.csv"


def _load(text: str, path: Path) -> TableResult:
    declaration = parse_declaration(text, f"{path.name}.alf.toml")
    registry = SHIPPED.with_declared(*declaration.additions())
    result = observations_of(declaration, Content.of_file(path), registry, input_id="fil")
    hold_to_contract(result.observations, registry)
    return result


def _lines(path: Path, header: int) -> list[dict[str, str]]:
    lines = path.read_text("utf-8-sig").splitlines()[header - 1 :]
    return list(csv.DictReader(io.StringIO("\n".join(lines)), delimiter=";"))


COSTS_OF_TOWNS: Final = f"""{HEAD}
[[table]]
indicator = "test_money"
unit = "tkr"
unit_confirmed = "tusentals kronor"
[table.columns]
region = "Län"
[table.values]
Totalt = {{item = "total"}}
Undervisning = {{item = "salaries"}}
[table.only]
Kommun = ["Stockholm", "Malmö", "Umeå"]
{CONSTANTS}period = "2024"
sex = "all"
"""


def test_costs_whose_unit_stands_in_the_definitions_below_the_table() -> None:
    result = _load(COSTS_OF_TOWNS, COSTS)
    towns = {"stockholm": "Stockholm", "skane": "Malmö", "vasterbotten": "Umeå"}
    rows = {row["Kommun"]: row for row in _lines(COSTS, 7)}
    for region, item, value in result.observations.select("region", "item", "value").rows():
        name = {"total": "Totalt", "salaries": "Undervisning"}[item]
        assert value == int(re.sub(r"\s", "", rows[towns[region]][name])) * 1000
    assert result.observations.height == 6
    (towns_left,) = [one for one in result.set_aside if "table.only" in one.reason]
    assert towns_left.count == 290 - 3


def test_the_unit_of_a_footer_must_be_confirmed() -> None:
    text = COSTS_OF_TOWNS.replace('unit_confirmed = "tusentals kronor"\n', "")
    with pytest.raises(InputRefused, match="unit_to_confirm"):
        _load(text, COSTS)


GRADES_OF_TOWNS: Final = f"""{HEAD}
[[table]]
indicator = "test_share"
unit = "%"
outside = "set_aside"
[table.columns]
region = "Län"
value = "Andel (%) elever som fått godkänt betyg i alla ämnen"
[table.only]
"Typ av huvudman" = ["Samtliga"]
Kommun = ["Stockholm", "Malmö", "Umeå", "Kiruna", "Uppsala"]
{CONSTANTS}period = "2024/25"
sex = "all"
[table.signs]
".." = "suppressed"
"." = "missing"
"""


def test_grades_with_signs_and_a_place_that_is_none_of_ours() -> None:
    result = _load(GRADES_OF_TOWNS, GRADES)
    kept = result.observations.select("region", "printed").rows()
    assert {region for region, _ in kept} == {"stockholm", "skane", "vasterbotten", "uppsala"}
    (outside,) = [one for one in result.set_aside if "none of the seven" in one.reason]
    assert (outside.count, outside.names) == (1, ("Norrbottens län",))
    text = GRADES.read_text("utf-8-sig")
    assert all(printed in text for _, printed in kept)


def test_a_px_file_with_codes_of_counties() -> None:
    text = f"""{HEAD.replace('"percent"', '"persons"').replace("{low = 0, high = 100}", "{}")}
[[table]]
indicator = "test_share"
unit = "persons"
areas = "county"
outside = "set_aside"
[table.columns]
region = "region"
period = "period"
sex = "sex (text)"
value = "value"
[table.only]
"age (text)" = ["30"]
"marital status (text)" = ["single"]
{CONSTANTS}"""
    result = _load(text, POPULATION)
    regions = set(result.observations["region"])
    assert regions == {"stockholm", "uppsala", "ostergotland", "skane", "vastra_gotaland",
                       "orebro", "vasterbotten"}  # fmt: skip
    assert result.observations.height == 7 * 2 * 2
    (outside,) = [one for one in result.set_aside if "none of the seven" in one.reason]
    assert (outside.count, len(outside.names)) == (14 * 2 * 2, 14)


def test_a_ledger_of_a_norwegian_town_in_its_three_years() -> None:
    row = _lines(SOGNDAL, 1)[1]
    text = f"""{HEAD}
[[table]]
indicator = "test_money"
unit = "kr"
[table.columns]
[table.values]
rekneskap_2011 = {{period = "2011", nature = "outcome"}}
budsjett_2012 = {{period = "2012", nature = "decided"}}
[table.only]
konto_tekst = ["{row["konto_tekst"]}"]
ansvar_tekst = ["{row["ansvar_tekst"]}"]
tjeneste_tekst = ["{row["tjeneste_tekst"]}"]
[table.constants]
region = "skane"
organisation = "all"
estimate = "unweighted"
sex = "all"
item = "total"
"""
    found = dict(_load(text, SOGNDAL).observations.select("period", "value").rows())
    assert found == {
        "2011": float(row["rekneskap_2011"].replace(" ", "")),
        "2012": float(row["budsjett_2012"].replace(" ", "")),
    }
