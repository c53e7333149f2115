"""The seven regions, the nation, and how sources spell them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.organisations import ORGANISATIONS, OrganisationKind
from warehouse.regions import (
    ALF_REGION_CODES,
    ALF_REGIONS,
    NATION,
    OTHER,
    REGIONS,
    Region,
    UnknownRegion,
    region_for,
)


def test_the_seven_run_from_north_to_south() -> None:
    assert [(region.code, region.name.sv, region.order) for region in ALF_REGIONS] == [
        ("vasterbotten", "Västerbotten", 1),
        ("uppsala", "Uppsala", 2),
        ("stockholm", "Stockholm", 3),
        ("orebro", "Örebro län", 4),
        ("ostergotland", "Östergötland", 5),
        ("vastra_gotaland", "Västra Götaland", 6),
        ("skane", "Skåne", 7),
    ]


def test_the_nation_and_other_areas_are_no_regions_of_the_agreement() -> None:
    assert NATION.code not in ALF_REGION_CODES
    assert OTHER.code not in ALF_REGION_CODES
    assert set(REGIONS) == {*ALF_REGION_CODES, NATION.code, OTHER.code}
    assert NATION.university is None
    assert OTHER.university is None


def test_only_orebro_joined_the_agreement_later() -> None:
    joined = {region.code: region.agreement_since for region in ALF_REGIONS}
    assert {code for code, year in joined.items() if year is not None} == {"orebro"}
    assert joined["orebro"] == 2015


@pytest.mark.parametrize("region", ALF_REGIONS, ids=lambda region: region.code)
def test_the_university_of_a_region_lies_in_it(region: Region) -> None:
    assert region.university is not None
    university = ORGANISATIONS[region.university]
    assert university.kind is OrganisationKind.UNIVERSITY
    assert university.region == region.code


@pytest.mark.parametrize(
    ("spelling", "code"),
    [(spelling, region.code) for region in REGIONS.values() for spelling in region.spellings],
)
def test_every_spelling_leads_to_its_region(spelling: str, code: str) -> None:
    assert region_for(spelling).code == code
    assert region_for(f"  {spelling.upper()} ").code == code


def test_no_spelling_belongs_to_two_regions() -> None:
    spellings = [
        (spelling.casefold(), region.code)
        for region in REGIONS.values()
        for spelling in {s.casefold() for s in region.spellings}
    ]
    assert len({spelling for spelling, _ in spellings}) == len(spellings)


def test_an_unknown_region_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownRegion, match="Upsala") as refused:
        region_for("Upsala")
    assert str(refused.value) == "unknown region: 'Upsala' (nearest: Uppsala)"
    assert refused.value.spellings == ("Upsala",)


def test_all_unknown_spellings_are_named_once_and_in_order() -> None:
    refused = UnknownRegion(["Zzz", "Qqq", "Zzz"])
    assert str(refused) == "unknown region: 'Qqq'; 'Zzz'"


@pytest.mark.parametrize("spelling", ["", " ", "Region", "norr", "Götaland", "99", "all"])
def test_what_is_no_region_is_never_guessed(spelling: str) -> None:
    with pytest.raises(UnknownRegion):
        region_for(spelling)


@given(st.text(max_size=20))
def test_any_text_is_a_known_spelling_or_is_refused(text: str) -> None:
    known = {spelling.casefold() for region in REGIONS.values() for spelling in region.spellings}
    if text.strip().casefold() in known:
        assert region_for(text) in REGIONS.values()
    else:
        with pytest.raises(UnknownRegion):
            region_for(text)
