"""Codes of others → our regions: checked against the lists of those who keep the codes."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.real_files import FOLDER, NEEDED
from warehouse.area_codes import SCHEMES, AreaKind
from warehouse.areas import (
    UnknownCode,
    UnknownScheme,
    area_of,
    kind_of,
    name_of,
    region_of,
    scheme_for,
)
from warehouse.members import ALL
from warehouse.organisations import ORGANISATIONS
from warehouse.regions import ALF_REGION_CODES, ALF_REGIONS, NATION, UnknownRegion, region_for

SCB: Path = FOLDER / "scb_pxweb"


def _scb_areas() -> dict[str, str]:
    """Code → Swedish name, as Statistics Sweden's own table has it."""
    table = json.loads((SCB / "scb_v1_table_variables.json").read_text(encoding="utf-8"))
    region = next(v for v in table["variables"] if v["code"] == "Region")
    return dict(zip(region["values"], region["valueTexts"], strict=True))


def _english_counties() -> dict[str, str]:
    text = (SCB / "BE0101A1_population.px").read_bytes().decode("cp1252")
    values = re.search(r'VALUES\("region"\)=(.*?);', text, re.DOTALL)
    assert values is not None
    return {cell[:2]: cell for cell in re.findall(r'"([^"]+)"', values[1])}


@NEEDED
def test_counties_mean_what_statistics_sweden_says() -> None:
    counties = {code: name for code, name in _scb_areas().items() if len(code) == 2}
    ours = {code: region_of("county", code) for code in counties}
    assert {r.code for r in ours.values() if r} == {*ALF_REGION_CODES, NATION.code}
    for code, name in counties.items():
        try:
            assert ours[code] is region_for(name)
        except UnknownRegion:
            assert ours[code] is None
            assert name_of("county", code) == name


@NEEDED
def test_municipalities_are_another_kind_and_none_of_ours() -> None:
    codes = [code for code in _scb_areas() if len(code) == 4]
    assert len(codes) == 290
    assert {region_of("county", code) for code in codes} == {None}
    assert {kind_of("county", code) for code in codes} == {AreaKind.MUNICIPALITY}


@NEEDED
def test_code_and_name_in_one_cell_as_exports_write_them() -> None:
    cells = _english_counties()
    assert len(cells) == 21
    for code, cell in cells.items():
        assert region_of("county", cell) is region_of("county", code)
        region = region_of("county", code)
        if region is not None:
            assert region_for(cell[3:]) is region


@NEEDED
def test_kolada_answers_with_four_digits() -> None:
    file = FOLDER / "kolada" / "kolada_v2_municipality_title_stockholm.json"
    answer = json.loads(file.read_text(encoding="utf-8"))
    by_type = {row["type"]: row for row in answer["values"]}
    assert region_of("kolada", by_type["L"]["id"]) is region_for(by_type["L"]["title"])
    assert kind_of("kolada", by_type["L"]["id"]) is AreaKind.REGION
    assert region_of("kolada", by_type["K"]["id"]) is None
    assert kind_of("kolada", by_type["K"]["id"]) is AreaKind.MUNICIPALITY


def test_a_region_of_kolada_is_its_county_with_two_noughts() -> None:
    for code, area in SCHEMES["county"].areas.items():
        assert area_of("kolada", f"00{code}") is not None
        assert region_of("kolada", f"00{code}") is area.region
    assert {f"00{code}" for code in SCHEMES["county"].others} == set(SCHEMES["kolada"].others)


@pytest.mark.parametrize("scheme", ["county", "kolada"])
def test_areas_stand_for_the_whole_region(scheme: str) -> None:
    areas = SCHEMES[scheme].areas.values()
    assert {area.organisation for area in areas} == {ALL}
    assert sorted(a.region.code for a in areas) == sorted([*ALF_REGION_CODES, NATION.code])


@pytest.mark.parametrize("region", ALF_REGIONS, ids=lambda region: region.code)
def test_the_university_of_a_region_is_found_by_both_names_in_any_case(region: object) -> None:
    assert region in ALF_REGIONS
    found = next(r for r in ALF_REGIONS if r is region)
    name = ORGANISATIONS[found.university or ""].name
    for spelling in (name.sv, name.en, name.sv.upper(), f" {name.en} "):
        area = area_of("university", spelling)
        assert area is not None
        assert (area.region, area.organisation) == (found, found.university)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("uu", "Uppsala universitet"),
        ("lu", "Lunds universitet"),
        ("ki", "Karolinska Institutet"),
        ("gu", "Göteborgs universitet"),
        ("liu", "Linköpings universitet"),
        ("umu", "Umeå universitet"),
        ("oru", "Örebro universitet"),
    ],
)
def test_codes_of_swepub_as_its_own_list_has_them(code: str, name: str) -> None:
    assert area_of("swepub", code) == area_of("university", name)


def test_another_institution_is_known_and_none_of_ours() -> None:
    assert region_of("university", "Stockholms universitet") is None
    assert kind_of("university", "Handelshögskolan i Stockholm") is AreaKind.INSTITUTION
    assert name_of("swepub", "su") == "Stockholms universitet"


@pytest.mark.parametrize(
    ("scheme", "code"),
    [
        ("county", "1"),  # a lost nought is no code
        ("county", "02"),  # not in the list of today
        ("county", "99"),
        ("county", "180"),
        ("county", "Stockholm"),
        ("county", ""),
        ("county", "٠١"),  # digits of another script
        ("county", "01 02"),
        ("kolada", "01"),  # other projects write this; Kolada does not
        ("kolada", "0002"),
        ("kolada", "1"),
        ("kolada", "0001 Region Stockholm"),
        ("swepub", "uppsala"),
        ("university", "Uppsala"),
        ("university", "Lunds universtet"),
        ("university", "Lund\nuniversitet"),
    ],
)
def test_what_a_scheme_does_not_explain_raises(scheme: str, code: str) -> None:
    for asked in (region_of, area_of, kind_of, name_of):
        with pytest.raises(UnknownCode):
            asked(scheme, code)


def test_the_refusal_names_the_code_and_the_nearest() -> None:
    with pytest.raises(UnknownCode) as refused:
        region_of("university", "Lunds universtet")
    assert refused.value.codes == ("Lunds universtet",)
    assert "'Lunds universtet' (nearest: Lunds universitet" in str(refused.value)


def test_thousands_of_unknown_codes_cost_next_to_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The nearest codes are looked for once somebody reads the message."""

    def never(*_: object, **__: object) -> list[str]:
        raise AssertionError("looked for the nearest codes")

    monkeypatch.setattr("warehouse.areas.get_close_matches", never)
    for number in range(5000):
        with pytest.raises(UnknownCode) as refused:
            region_of("university", f"Lärosäte {number}")
    assert refused.value.codes == ("Lärosäte 4999",)


def test_an_unknown_scheme_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownScheme) as refused:
        region_of("lan", "01")
    assert str(refused.value) == (
        "unknown code scheme 'lan' (known: county, kolada, swepub, university)"
    )


@pytest.mark.parametrize("scheme", SCHEMES)
def test_each_scheme_is_sourced_and_without_a_code_of_two_meanings(scheme: str) -> None:
    found = scheme_for(scheme)
    assert found.address.startswith("https://")
    assert found.evidence
    ours = {code.casefold() for code in found.areas}
    assert ours.isdisjoint(code.casefold() for code in found.others)
    for code in (*found.areas, *found.others):
        assert found.form.fullmatch(code)
        assert not any(form.fullmatch(code) for form in found.other_forms.values())


@given(st.sampled_from(list(SCHEMES)), st.text(max_size=6))
def test_any_text_is_explained_or_refused(scheme: str, code: str) -> None:
    try:
        kind = kind_of(scheme, code)
    except UnknownCode:
        return
    found = SCHEMES[scheme]
    assert kind in {found.kind, AreaKind.NATION, *found.other_forms}
