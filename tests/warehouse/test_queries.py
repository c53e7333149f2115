"""What a release answers."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tests.builders import INDICATOR, SOURCE, contents, observation
from warehouse.contract import Observation
from warehouse.folder import release_path
from warehouse.indicators import INDICATORS
from warehouse.indicators.model import TOPIC_NAMES
from warehouse.queries import Release
from warehouse.regions import REGIONS
from warehouse.release import build
from warehouse.sources import SOURCES

SHARE = "medical_student_positive_share"


def release(home: Path, rows: Iterable[dict[str, object]]) -> Release:
    return Release(release_path(home, build(home, contents(rows))))


def test_observations_have_the_columns_of_the_contract_and_the_days_of_their_period(
    home: Path,
) -> None:
    found = release(home, [observation(period="2022")]).observations(INDICATOR)
    expected = {**Observation.create_empty().schema, "start": pl.Date, "end": pl.Date}
    assert dict(found.schema) == expected
    days = (found["start"].item(), found["end"].item())
    assert days == (date(2022, 1, 1), date(2022, 12, 31))


def test_observations_run_from_north_to_south_then_by_time_then_by_the_rest_of_the_key(
    home: Path,
) -> None:
    wanted = [
        ("vasterbotten", "2022", "researchers"),
        ("skane", "2021", "researchers"),
        ("skane", "2022", "doctoral_students"),
        ("skane", "2022", "researchers"),
        ("skane", "undated", "researchers"),
        ("riket", "2020", "researchers"),
    ]
    rows = [observation(region=r, period=p, group=g) for r, p, g in reversed(wanted)]
    found = release(home, rows).observations(INDICATOR)
    assert found.select("region", "period", "group").rows() == wanted


def test_a_value_without_a_date_has_no_days(home: Path) -> None:
    found = release(home, [observation(period="undated")]).observations(INDICATOR)
    assert found.select("start", "end").rows() == [(None, None)]


@pytest.mark.parametrize("indicator", [SHARE, "nothing"])
def test_an_indicator_without_observations_gives_an_empty_frame_of_the_same_columns(
    home: Path, indicator: str
) -> None:
    asked = release(home, [observation()])
    found = asked.observations(indicator)
    assert found.height == 0
    assert found.schema == asked.observations(INDICATOR).schema


def test_indicators_are_those_with_observations_in_the_order_of_the_registry(home: Path) -> None:
    rows = [observation(indicator=SHARE), observation()]
    found = release(home, rows).indicators()
    assert found == tuple(id_ for id_ in INDICATORS if id_ in {INDICATOR, SHARE})
    assert set(found) == {INDICATOR, SHARE}


def test_coverage_counts_figures_for_every_topic_and_region(home: Path) -> None:
    rows = [
        observation(region="skane", period="2015"),
        observation(region="skane", period="2022"),
        observation(region="skane", period="undated"),
        observation(region="skane", indicator=SHARE, period="HT2023"),
        observation(region="uppsala", value=None, status="missing"),
    ]
    coverage = release(home, rows).coverage()
    assert coverage.height == len(TOPIC_NAMES) * len(REGIONS)
    assert coverage["region"].head(len(REGIONS)).to_list() == list(REGIONS)
    skane = coverage.filter(topic="surveys", region="skane").row(0, named=True)
    assert skane == {
        "topic": "surveys",
        "region": "skane",
        "observations": 4,
        "indicators": 2,
        "first": date(2015, 1, 1),
        "last": date(2023, 12, 31),
    }
    others = coverage.filter((pl.col("region") != "skane") | (pl.col("topic") != "surveys"))
    assert others.select("observations", "indicators", "first", "last").unique().rows() == [
        (0, 0, None, None)
    ]


def test_every_source_is_listed_with_the_number_of_its_observations(home: Path) -> None:
    sources = release(home, [observation(), observation(region="uppsala")]).sources()
    assert set(sources["id"]) == set(SOURCES)
    counted = dict(sources.select("id", "observations").iter_rows())
    assert counted.pop(SOURCE) == 2
    assert set(counted.values()) == {0}
    found = sources.filter(id=SOURCE).row(0, named=True)
    assert found["short_sv"] == SOURCES[SOURCE].short.sv
    assert found["address"] == SOURCES[SOURCE].address


def test_contradictions_what_was_left_out_and_inputs_are_told(home: Path) -> None:
    asked = release(home, [observation()])
    assert asked.contradictions()["id"].to_list() == ["skane_two_rates"]
    assert asked.left_out()["fact"].to_list() == ["vr_alf_survey_2022:99"]
    assert asked.inputs()["id"].to_list() == ["surveys.csv"]


def test_the_run_is_told_with_moments_in_utc(home: Path) -> None:
    asked = release(home, [observation()])
    run = asked.run()
    assert run["release"] == asked.id
    assert run["built_at"] == asked.built_at
    assert asked.built_at.utcoffset() is not None
    assert run["changes"] == "{}"
    assert asked.is_example is False
