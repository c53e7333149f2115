"""The registry forgets nothing: two languages, whole sentences, sources and rows that exist."""

import csv
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import pytest

from etl.sources import BUNDLE, BUNDLED
from warehouse.indicators import INDICATORS
from warehouse.indicators.model import Direction, Indicator
from warehouse.members import (
    ALL,
    ESTIMATES,
    GROUPS,
    NATURES,
    ORIGINS,
    QUALIFIERS,
    READINGS,
    SEXES,
    STATUSES,
    SURVEYED_GROUPS,
)
from warehouse.organisations import ORGANISATIONS
from warehouse.period import parse_period
from warehouse.sources import SOURCES, Source
from warehouse.text import LANGUAGES, Text
from warehouse.units import PERCENT, RANK, UNITS

EVERY = list(INDICATORS.values())
SNAKE_CASE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
RAW_ID = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")
MEMBERS: Final = {
    "sex": SEXES, "group": GROUPS, "estimate": ESTIMATES, "nature": NATURES,
    "qualifier": QUALIFIERS, "status": STATUSES, "origin": ORIGINS, "reading": READINGS,
}  # fmt: skip

# Members that no bundled figure uses, each with the reason to keep it.
KEPT_UNUSED_GROUPS: Final = {"managers": "a group that the surveys of the regions ask"}
SOURCES_OF_LEFT_OUT_FACTS: Final = {
    "ki_alf_utvarderingen": "names the steps of the scale, no figure",
    "ki_usv_utvarderingen": "says how the units were reviewed, no figure",
}


def each(indicator: Indicator) -> str:
    return indicator.id


@lru_cache(maxsize=1)
def rows() -> tuple[dict[str, str], ...]:
    found: list[dict[str, str]] = []
    for topic in BUNDLED:
        with (BUNDLE / f"{topic}.csv").open(encoding="utf-8") as lines:
            found.extend(csv.DictReader(lines))
    return tuple(found)


def sentences(indicator: Indicator) -> Iterator[Text]:
    """Texts that are whole sentences."""
    yield indicator.definition
    if indicator.caveat:
        yield indicator.caveat
    yield from (one.reason for one in indicator.breaks)


def names(indicator: Indicator) -> Iterator[Text]:
    """Texts that stand in a sentence, a heading or a label."""
    yield indicator.title
    if indicator.denominator:
        yield indicator.denominator
    yield from indicator.items.values()
    yield from indicator.categories.values()
    yield from indicator.scale
    yield from (one.title for one in indicator.breaks)


@pytest.mark.parametrize("indicator", EVERY, ids=each)
def test_sentences_are_whole_in_both_languages_and_differ(indicator: Indicator) -> None:
    for text in sentences(indicator):
        assert text.sv != text.en
        for said in (text.sv, text.en):
            assert said[-1] == "."
            assert said[0].isupper() or said[0].isdigit()
            assert said == said.strip()
            assert "  " not in said


@pytest.mark.parametrize("indicator", EVERY, ids=each)
def test_names_have_both_languages_and_no_full_stop(indicator: Indicator) -> None:
    for text in names(indicator):
        for said in (text.sv, text.en):
            assert said
            assert said == said.strip()
            assert not said.endswith(".")
    assert indicator.title.sv != indicator.title.en
    assert indicator.title.sv[0].isupper()
    assert indicator.title.en[0].isupper()


@pytest.mark.parametrize("indicator", EVERY, ids=each)
def test_no_text_holds_a_raw_id(indicator: Indicator) -> None:
    for text in (*sentences(indicator), *names(indicator)):
        assert not RAW_ID.search(text.sv), text.sv
        assert not RAW_ID.search(text.en), text.en


def test_titles_tell_the_indicators_apart() -> None:
    for language in ("sv", "en"):
        titles = [getattr(indicator.title, language) for indicator in EVERY]
        assert len(set(titles)) == len(titles)


def test_ids_are_snake_case() -> None:
    ids = [
        *INDICATORS, *UNITS, *ORGANISATIONS, *GROUPS, *SEXES, *NATURES, *STATUSES,
        *(code for i in EVERY for code in (*i.items, *i.categories)),
    ]  # fmt: skip
    assert [identifier for identifier in ids if not SNAKE_CASE.fullmatch(identifier)] == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (code, text)
        for members in MEMBERS.values()
        for code, text in members.items()
        if code != "exact"
    ],
)
def test_members_have_both_languages(code: str, text: Text) -> None:
    assert text.sv, code
    assert text.en, code
    assert not RAW_ID.search(text.sv + " " + text.en)


def test_organisations_are_named_in_both_languages() -> None:
    for organisation in ORGANISATIONS.values():
        assert organisation.name.sv
        assert organisation.name.en
        assert not RAW_ID.search(organisation.name.sv)


def test_every_indicator_has_bundled_rows_and_every_row_an_indicator() -> None:
    assert {row["indicator"] for row in rows()} == set(INDICATORS)


@pytest.mark.parametrize("column", MEMBERS)
def test_bundled_rows_use_known_members(column: str) -> None:
    assert {row[column] for row in rows()} <= set(MEMBERS[column])


@pytest.mark.parametrize("indicator", EVERY, ids=each)
def test_every_group_and_item_of_an_indicator_has_rows(indicator: Indicator) -> None:
    mine = [row for row in rows() if row["indicator"] == indicator.id]
    assert {row["group"] for row in mine} == set(indicator.groups)
    assert {row["item"] for row in mine} == set(indicator.items)
    assert {row["category"] for row in mine} == set(indicator.categories)


def test_every_group_belongs_to_an_indicator() -> None:
    used = {group for indicator in EVERY for group in indicator.groups}
    assert set(GROUPS) - used == {*KEPT_UNUSED_GROUPS, *SURVEYED_GROUPS}


@pytest.mark.parametrize("indicator", EVERY, ids=each)
def test_preferred_sources_and_sources_of_breaks_exist(indicator: Indicator) -> None:
    named = {*indicator.preferred_sources, *(one.source for one in indicator.breaks)}
    assert named <= set(SOURCES)
    assert len(set(indicator.preferred_sources)) == len(indicator.preferred_sources)


@pytest.mark.parametrize("indicator", EVERY, ids=each)
def test_a_preferred_source_prints_something_for_the_indicator(indicator: Indicator) -> None:
    used = {row["source"] for row in rows() if row["indicator"] == indicator.id}
    assert set(indicator.preferred_sources) <= used


@pytest.mark.parametrize("indicator", EVERY, ids=each)
def test_where_sources_print_the_same_thing_one_is_preferred(indicator: Indicator) -> None:
    """Otherwise the alphabet would decide which figure is drawn."""
    key = ("region", "organisation", "period", "sex", "group", "item", "category", "nature",
           "estimate")  # fmt: skip
    sources: dict[tuple[str, ...], set[str]] = {}
    for row in rows():
        if row["indicator"] == indicator.id and row["status"] == "ok":
            sources.setdefault(tuple(row[name] for name in key), set()).add(row["source"])
    undecided = {
        place: found
        for place, found in sources.items()
        if len(found) > 1 and len(found - set(indicator.preferred_sources)) > 1
    }
    assert undecided == {}


def test_every_source_is_used_by_a_row_or_a_break() -> None:
    used = {row["source"] for row in rows()}
    breaks = {one.source for indicator in EVERY for one in indicator.breaks}
    assert set(SOURCES) - used - breaks == set(SOURCES_OF_LEFT_OUT_FACTS)


@pytest.mark.parametrize("source", SOURCES.values(), ids=lambda source: source.id)
def test_a_source_says_what_it_is_in_both_languages(source: Source) -> None:
    assert source.short.sv
    assert source.short.en
    assert not RAW_ID.search(source.short.sv + " " + source.short.en)
    assert not source.short.sv.endswith(".")
    for language in LANGUAGES:
        assert "None" not in source.citation(language)


@pytest.mark.parametrize("indicator", EVERY, ids=each)
def test_what_an_indicator_is_hangs_together(indicator: Indicator) -> None:
    low, high = indicator.valid_range
    if indicator.unit.id == PERCENT.id:
        assert (low, high) == (0, 100)
        assert indicator.denominator is not None
    if indicator.unit.id == RANK.id:
        assert low == 1
        assert indicator.direction in (Direction.LOWER, Direction.NO_JUDGEMENT)
    if indicator.target:
        assert list(indicator.target) == [40, 60]
        assert indicator.unit.id == PERCENT.id
    if indicator.ratio is not None:
        assert {indicator.ratio.numerator, indicator.ratio.denominator} <= set(INDICATORS)


@pytest.mark.parametrize("indicator", EVERY, ids=each)
def test_breaks_lie_between_figures_of_the_indicator(indicator: Indicator) -> None:
    mine = [row for row in rows() if row["indicator"] == indicator.id]
    for one in indicator.breaks:
        concerned = [
            parse_period(row["period"]).sort_key
            for row in mine
            if parse_period(row["period"]).has_date
        ]
        assert min(concerned) <= parse_period(one.before).sort_key
        assert max(concerned) >= parse_period(one.after).sort_key
        assert one.group is None or one.group in indicator.groups


def test_a_member_that_means_all_is_the_total() -> None:
    for indicator in EVERY:
        if ALL in indicator.items:
            assert next(iter(indicator.items)) == ALL, indicator.id
