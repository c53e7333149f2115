"""What users declare beside what ships: the rules it must keep, and its way through a release."""

import gc
import weakref
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import dataframely as dy
import duckdb
import pytest

from tests.builders import (
    INDICATOR,
    OWN_INDICATOR,
    OWN_ORGANISATION,
    OWN_SOURCE,
    contents,
    declared_registry,
    frame,
    observation,
)
from warehouse.contract import observation_schema
from warehouse.folder import ReleaseProblem, release_path
from warehouse.indicators import INDICATORS
from warehouse.indicators.model import Indicator, Ratio
from warehouse.organisations import Organisation
from warehouse.queries import Release, read_tables
from warehouse.registry import SHIPPED, Registry, RegistryError
from warehouse.release import build, inputs_in_force, publish
from warehouse.sources import SOURCES, Source
from warehouse.store import Store
from warehouse.units import PERCENT, Unit
from warehouse.verify import verify_file

OWN = declared_registry()
INDICATOR_OF_OWN = OWN.indicators[OWN_INDICATOR]
SOURCE_OF_OWN = OWN.sources[OWN_SOURCE]
SHIPPED_SOURCE = next(iter(SOURCES))
ORGANISATION_OF_OWN = OWN.organisations[OWN_ORGANISATION]


def own(**overrides: object) -> dict[str, object]:
    key = {"indicator": OWN_INDICATOR, "source": OWN_SOURCE}
    return observation(OWN, **{**key, **overrides})


def built(home: Path, *rows: dict[str, object], registry: Registry = OWN) -> Path:
    return release_path(home, build(home, contents(rows, registry=registry)))


def said(
    indicators: Iterable[Indicator] = (),
    sources: Iterable[Source] = (),
    organisations: Iterable[Organisation] = (),
) -> tuple[str, ...]:
    with pytest.raises(RegistryError) as told:
        SHIPPED.with_declared(indicators, sources, organisations)
    return tuple(misfit.sentence for misfit in told.value.misfits)


# ---------------------------------------------------------------- the rules


def test_nothing_that_ships_changes() -> None:
    assert OWN_INDICATOR not in SHIPPED.indicators
    assert SHIPPED.indicators is INDICATORS
    assert OWN.indicators[INDICATOR] is INDICATORS[INDICATOR]
    assert [id_ for id_ in OWN.indicators if id_ != OWN_INDICATOR] == list(INDICATORS)


def test_a_declared_indicator_stands_after_the_last_of_its_topic() -> None:
    ids = list(OWN.indicators)
    at = ids.index(OWN_INDICATOR)
    topic = INDICATOR_OF_OWN.topic
    assert INDICATORS[ids[at - 1]].topic is topic
    assert all(INDICATORS[id_].topic is not topic for id_ in ids[at + 1 :])


def test_only_what_is_declared_says_so() -> None:
    assert OWN.is_declared("indicator", OWN_INDICATOR)
    assert OWN.is_declared("source", OWN_SOURCE)
    assert OWN.is_declared("organisation", OWN_ORGANISATION)
    assert not OWN.is_declared("indicator", INDICATOR)
    assert not OWN.is_declared("source", OWN_INDICATOR)


def test_the_id_of_something_that_ships_is_refused() -> None:
    indicator = replace(INDICATOR_OF_OWN, id=INDICATOR)
    (problem, *_) = said([indicator], [SOURCE_OF_OWN])
    assert problem == f"the indicator '{INDICATOR}' exists already: use it, or another id"
    shipped = next(iter(SOURCES.values()))
    assert said((), [replace(shipped, address=None)]) == (
        f"the source '{shipped.id}' exists already: use it, or another id",
    )
    assert said((), (), [replace(ORGANISATION_OF_OWN, code="all")]) == (
        "the organisation 'all' exists already: use it, or another id",
    )


def test_the_same_twice_is_one_and_two_that_differ_are_refused() -> None:
    twice = SHIPPED.with_declared((), [SOURCE_OF_OWN, replace(SOURCE_OF_OWN)], ())
    assert twice.sources[OWN_SOURCE] == SOURCE_OF_OWN
    other = replace(SOURCE_OF_OWN, published="2025")
    assert said((), [SOURCE_OF_OWN, other]) == (
        f"the source '{OWN_SOURCE}' is declared twice, in different words",
    )


def test_two_sources_of_one_address_are_refused() -> None:
    shipped = next(source for source in SOURCES.values() if source.address)
    assert said((), [replace(SOURCE_OF_OWN, address=shipped.address)]) == (
        f"the source '{OWN_SOURCE}' has the address of '{shipped.id}'",
    )


def test_sources_without_an_address_are_told_apart_by_their_id() -> None:
    first, second = (replace(SOURCE_OF_OWN, id=id_, address=None) for id_ in ("one", "two"))
    assert {"one", "two"} <= set(SHIPPED.with_declared((), [first, second], ()).sources)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"preferred_sources": ("nowhere",)}, "no source 'nowhere'"),
        ({"breaks": (replace(INDICATOR_OF_OWN.breaks[0], source="lost"),)}, "no source 'lost'"),
        (
            {"ratio": Ratio(numerator="a", denominator=OWN_INDICATOR, factor=1.0)},
            "no indicator 'a'",
        ),
        (
            {"items": {"two words": PERCENT.label}},
            "an item or category may hold only a-z, 0-9 and _, not 'two words'",
        ),
        (
            {"unit": Unit(id="hugs", label=PERCENT.label, symbol=PERCENT.symbol, decimals=0)},
            "no unit 'hugs'",
        ),
    ],
)
def test_what_an_indicator_refers_to_must_exist(change: dict[str, object], problem: str) -> None:
    wrong = replace(INDICATOR_OF_OWN, **change)  # type: ignore[arg-type]  # fields by name
    assert said([wrong], [SOURCE_OF_OWN]) == (f"the indicator '{OWN_INDICATOR}': {problem}",)


@pytest.mark.parametrize("identifier", ["", "Own", "own id", "1st", "a|b", "åre"])
def test_an_id_that_an_address_cannot_hold_is_refused(identifier: str) -> None:
    assert said((), [replace(SOURCE_OF_OWN, id=identifier)]) == (
        f"the source id '{identifier}' may hold only a-z, 0-9 and _",
    )


def test_an_organisation_lies_in_a_region_that_exists() -> None:
    assert said((), (), [replace(ORGANISATION_OF_OWN, region="atlantis")]) == (
        f"the organisation '{OWN_ORGANISATION}': no region 'atlantis'",
    )


def test_everything_wrong_is_said_at_once() -> None:
    problems = said(
        [replace(INDICATOR_OF_OWN, preferred_sources=("nowhere",), breaks=())],
        [replace(SOURCE_OF_OWN, id="B")],
        [replace(ORGANISATION_OF_OWN, region="atlantis")],
    )
    assert len(problems) == 3


# ---------------------------------------------------------------- the contract


def test_the_contract_holds_declared_rows_to_their_declaration() -> None:
    assert frame([own()], OWN).height == 1
    for wrong in (own(value=101.0), own(item="money"), own(group="interns"), own(category="no")):
        with pytest.raises(dy.exc.ValidationError):
            frame([wrong], OWN)
    with pytest.raises(dy.exc.ValidationError):
        frame([own(organisation=OWN_ORGANISATION, region="uppsala")], OWN)
    with pytest.raises(dy.exc.ValidationError):
        frame([own()], SHIPPED)


# ---------------------------------------------------------------- the release


def test_what_is_declared_comes_back_equal(home: Path) -> None:
    path = built(home, own(), own(organisation=OWN_ORGANISATION), observation())
    read = Release(path).registry
    assert dict(read.indicators) == dict(OWN.indicators)
    assert list(read.indicators) == list(OWN.indicators)
    members = (read.indicators[OWN_INDICATOR].items, INDICATOR_OF_OWN.items)
    assert list(members[0]) == list(members[1])
    assert dict(read.sources) == dict(OWN.sources)
    assert dict(read.organisations) == dict(OWN.organisations)
    assert read.declared == OWN.declared
    assert read.indicators[INDICATOR] is INDICATORS[INDICATOR]


def test_a_release_without_declarations_has_what_ships(home: Path) -> None:
    assert Release(built(home, observation(), registry=SHIPPED)).registry is SHIPPED


def test_a_release_answers_with_what_is_declared(home: Path) -> None:
    release = Release(built(home, own(), observation()))
    assert release.indicators() == (INDICATOR, OWN_INDICATOR)
    assert release.observations(OWN_INDICATOR)["value"].to_list() == [61.0]
    row = release.sources().filter(id=OWN_SOURCE).row(0, named=True)
    assert (row["observations"], row["is_declared"]) == (1, True)


def test_verify_holds_a_release_to_its_own_declarations(home: Path) -> None:
    path = built(home, own())
    release_id = path.stem.removeprefix("alf-")
    assert verify_file(path, release_id) == []
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE observation SET value = 161")
    problems = verify_file(path, release_id)
    assert "table observation: 1 rows break the rule value_inside_valid_range" in problems


def test_a_declaration_that_no_longer_fits_is_one_clear_line(home: Path) -> None:
    path = built(home, own())
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE source SET is_declared = true WHERE id = ?", [SHIPPED_SOURCE])
    with pytest.raises(ReleaseProblem, match="exists already") as told:
        Release(path)
    assert "alf withdraw" in str(told.value)
    assert any("does not fit what ships" in line for line in verify_file(path, path.stem[4:]))


def test_the_files_of_a_release_that_cannot_be_read_are_listed(home: Path) -> None:
    """Who is told to withdraw one must be able to see which."""
    path = built(home, own())
    publish(home, path.stem[4:])
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE source SET is_declared = true WHERE id = ?", [SHIPPED_SOURCE])
    with pytest.raises(ReleaseProblem):
        Store(home).current()
    assert inputs_in_force(home)["id"].to_list() == read_tables(path)["input"]["id"].to_list()


def test_many_registries_are_not_kept_for_ever() -> None:
    """A server goes on for months and sees a new registry with each release."""
    registry = declared_registry()
    seen = weakref.ref(registry)
    observation_schema(registry)
    del registry
    for _ in range(20):
        observation_schema(declared_registry())
    gc.collect()
    assert seen() is None
