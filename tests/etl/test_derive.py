"""The nation's weighted mean, and ratios: computed only where everything they need is given."""

from collections.abc import Mapping
from dataclasses import replace

import polars as pl
import pytest

from etl.derive import derive
from tests.builders import INDICATOR, frame, observation
from warehouse.indicators import INDICATORS
from warehouse.indicators.model import Indicator, Ratio
from warehouse.regions import ALF_REGION_CODES, NATION

# Round 1 of the national survey of 2022, researchers: printed per cent and invited.
RATES = (76, 79, 68, 60, 68, 62, 61)
INVITED = (406, 727, 1620, 339, 383, 1447, 784)


def the_seven(**overrides: object) -> list[dict[str, object]]:
    return [
        observation(**{"region": region, "value": float(rate), "printed": str(rate),
                       "denominator": float(invited), "cites": f"vr_alf_survey_2022:{line}"}
                    | overrides)
        for line, (region, rate, invited) in enumerate(
            zip(ALF_REGION_CODES, RATES, INVITED, strict=True), start=2
        )
    ]  # fmt: skip


def nation(**overrides: object) -> dict[str, object]:
    return observation(**{"region": NATION.code, "value": 67.7, "printed": "67.7",
                          "denominator": 5706.0} | overrides)  # fmt: skip


def derived(
    rows: list[dict[str, object]], indicators: Mapping[str, Indicator] = INDICATORS
) -> list[dict[str, object]]:
    return derive(frame(rows), indicators).to_dicts()


def test_the_nation_is_weighted_by_the_denominators_of_the_seven() -> None:
    (row,) = derived([*the_seven(), nation()])
    weighted = sum(r * n for r, n in zip(RATES, INVITED, strict=True)) / sum(INVITED)
    assert row["value"] == round(weighted, 1) == 67.0
    assert row["denominator"] == sum(INVITED) == 5706
    assert (row["region"], row["organisation"], row["estimate"]) == ("riket", "all", "weighted")
    assert (row["origin"], row["status"], row["qualifier"]) == ("computed", "ok", "exact")


def test_a_derived_figure_cites_all_its_inputs_and_says_in_both_languages_what_it_is() -> None:
    (row,) = derived([*the_seven(), nation()])
    assert set(str(row["cites"]).split()) == {f"vr_alf_survey_2022:{n}" for n in range(2, 9)}
    assert row["source"] == nation()["source"]
    assert row["note_sv"]
    assert row["note_en"]
    assert row["printed"] is None


@pytest.mark.parametrize(
    "rows",
    [
        [*the_seven()[1:], nation()],
        the_seven(),
        [*the_seven(denominator=None), nation()],
        [*the_seven(), nation(origin="computed", printed=None)],
        [*the_seven(), nation(source="scb_konsumentprisindex")],
        [*the_seven(), nation(group="doctoral_students")],
        [*the_seven(), nation(period="2021")],
    ],
    ids=[
        "a region is missing", "no nation", "no denominators", "the nation is not printed",
        "no nation of this source", "another group", "another period",
    ],
)  # fmt: skip
def test_nothing_is_computed_from_less_than_all(rows: list[dict[str, object]]) -> None:
    assert derived(rows) == []


def test_an_indicator_that_is_not_pooled_by_weight_has_no_weighted_mean() -> None:
    indicator = INDICATORS[INDICATOR]
    pooling = type(indicator.pooling).NOT_POOLABLE
    assert derived([*the_seven(), nation()], {INDICATOR: replace(indicator, pooling=pooling)}) == []


def test_about_stays_about() -> None:
    rows = the_seven()
    rows[3] |= {"qualifier": "about"}
    (row,) = derived([*rows, nation()])
    assert row["qualifier"] == "about"


def test_a_declared_ratio_is_computed_from_the_same_key() -> None:
    parts, whole = [indicator for indicator in INDICATORS.values() if indicator.id != INDICATOR][:2]
    ratio = replace(INDICATORS[INDICATOR], ratio=Ratio(numerator=parts.id, denominator=whole.id,
                                                       factor=100.0))  # fmt: skip
    rows = pl.DataFrame(
        [
            observation() | {"indicator": parts.id, "value": 1.0, "cites": "a:2"},
            observation() | {"indicator": whole.id, "value": 3.0, "cites": "b:2"},
            observation(region="uppsala") | {"indicator": parts.id, "value": 1.0},
        ],
        schema=frame([]).schema,
    )
    (row,) = derive(rows, {INDICATOR: ratio}).to_dicts()
    assert (row["indicator"], row["region"], row["value"]) == (INDICATOR, "skane", 33.3)
    assert (row["origin"], row["cites"]) == ("computed", "a:2 b:2")


@pytest.mark.parametrize("qualifier", ["at_least", "at_most"])
def test_nothing_is_computed_from_a_bound(qualifier: str) -> None:
    rows = the_seven()
    rows[3] |= {"qualifier": qualifier}
    assert derived([*rows, nation()]) == []
