"""Weighted shares, design effects and representativeness, worked out again from the answers."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl
import pytest

from etl.disclosure.model import NOTHING
from etl.surveys.figures import figures_of
from etl.surveys.responses import DOES_NOT_APPLY
from tests.etl.surveys import made_up_answers as made_up
from tests.etl.surveys.made_up_answers import TWO, item, survey_round
from tests.etl.surveys.shown_figures import everything, figures, one_row, table_of
from warehouse.surveys.model import SurveyRound

ROUND = survey_round([item("q3", TWO)], crossings=(("sex",), ("organisation",)))
WOMEN, MEN = {"sex": "women"}, {"sex": "men"}
Given = list[dict[str, object]]


def _answers(members: Mapping[str, object], positive: int, negative: int, none: int = 0) -> Given:
    codes: list[int | None] = [1] * positive + [0] * negative + [None] * none
    return [{**members, "q3": code} for code in codes]


def _figures(
    rows: Given, invited: Sequence[Mapping[str, object]], one: SurveyRound = ROUND
) -> pl.DataFrame:
    return figures(one, made_up.answers(one, rows), made_up.invited(one, invited))


# 30 of 100 women and 20 of 100 men answered; by hand: (0.8 · 100 + 0.4 · 100) / 200.
BY_SEX = [*_answers(WOMEN, 24, 6), *_answers(MEN, 8, 12)]
INVITED = [{**WOMEN, "invited": 100}, {**MEN, "invited": 100}]


def test_every_stratum_counts_as_it_was_invited() -> None:
    rows = _figures(BY_SEX, INVITED)
    assert one_row(rows, "share_positive", item="q3")["value"] == 64.0
    weighted = one_row(rows, "share_positive", item="q3", estimate="weighted")
    assert weighted["value"] == 60.0
    assert weighted["base"] == 50.0
    assert weighted["low"] < 60 < weighted["high"]
    assert weighted["numerator"] is None


def test_the_design_effect_is_that_of_kish() -> None:
    weights = [100 / 30] * 30 + [100 / 20] * 20
    effect = len(weights) * sum(w * w for w in weights) / sum(weights) ** 2
    row = one_row(_figures(BY_SEX, INVITED), "design_effect")
    assert row["value"] == pytest.approx(effect, abs=0.005)
    assert row["base"] == 50.0


def test_equal_rates_cost_nothing_and_are_representative() -> None:
    rows = _figures([*_answers(WOMEN, 10, 10), *_answers(MEN, 5, 15)], INVITED)
    assert one_row(rows, "design_effect")["value"] == 1.0
    assert one_row(rows, "representativeness", item="all")["value"] == 1.0
    assert one_row(rows, "representativeness", item="by_sex")["value"] == 0.0


def test_representativeness_is_one_less_two_deviations_of_the_rates() -> None:
    rows = _figures(BY_SEX, INVITED)
    deviation = math.sqrt((0.05**2 + 0.05**2) / 2)
    assert one_row(rows, "representativeness", item="all")["value"] == pytest.approx(
        1 - 2 * deviation
    )
    assert one_row(rows, "representativeness", item="by_sex")["value"] == pytest.approx(deviation)


def test_only_what_the_frame_tells_is_weighted_by() -> None:
    """No stratum by organisation is in the frame, so it gives no part of representativeness."""
    rows = _figures([{**row, "organisation": "a"} for row in BY_SEX], INVITED)
    parts = rows.filter(indicator="vil_representativeness")["item"].to_list()
    assert sorted(parts) == ["all", "by_sex"]


def test_without_strata_nothing_is_weighted() -> None:
    rows = _figures(BY_SEX, [{"invited": 200}])
    assert set(rows["estimate"]) == {"unweighted"}
    assert rows.filter(pl.col("indicator").is_in(["vil_design_effect", "vil_representativeness"])
                       ).is_empty()  # fmt: skip
    without_frame = figures(ROUND, made_up.answers(ROUND, BY_SEX))
    assert set(without_frame["estimate"]) == {"unweighted"}


def test_a_stratum_in_which_nobody_answered_joins_the_smallest() -> None:
    """Somebody must speak for the 50 of whom none answered: men do, who are the fewest."""
    invited = [*INVITED, {"sex": "other", "invited": 50}]
    weighted = one_row(_figures(BY_SEX, invited), "share_positive", item="q3", estimate="weighted")
    assert weighted["value"] == round((0.8 * 100 + 0.4 * 150) / 250 * 100)


def test_what_is_hidden_is_one_rest_that_follows_from_the_total() -> None:
    members = [{"organisation": name} for name in "abcd"]
    rows = [*_answers(members[0], 20, 10), *_answers(members[1], 10, 10),
            *_answers(members[2], 3, 4), *_answers(members[3], 1, 5)]  # fmt: skip
    invited = [{**one, "invited": 50} for one in members]
    table = table_of(ROUND, made_up.answers(ROUND, rows), made_up.invited(ROUND, invited))
    shown = everything(table)
    for place, cell in enumerate(table.cells):
        if dict(cell.members).get("organisation") in ("c", "d"):
            shown.answers[place], shown.items["q3"][place] = False, NOTHING
    found = figures_of(ROUND, table, shown)
    weighted = one_row(found, "share_positive", item="q3", estimate="weighted")
    rest = 4 / 13
    expected = (20 / 30 * 50 + 10 / 20 * 50 + rest * 100) / 200
    assert weighted["value"] == round(100 * expected)
    rates = [30 / 50, 20 / 50, 13 / 100]
    mean = 63 / 200
    variance = sum(w * (r - mean) ** 2 for w, r in zip((50, 50, 100), rates, strict=True)) / 200
    assert one_row(found, "representativeness", item="all")["value"] == pytest.approx(
        1 - 2 * math.sqrt(variance), abs=0.005
    )


def test_a_few_of_whom_the_frame_knows_nothing_change_nothing() -> None:
    rows = [*BY_SEX, *_answers({"sex": "unknown"}, 2, 0)]
    found = _figures(rows, INVITED)
    weighted = one_row(found, "share_positive", item="q3", estimate="weighted")
    assert (weighted["value"], weighted["base"]) == (60.0, 52.0)
    assert one_row(found, "representativeness", item="by_sex")["value"] == 0.05


@pytest.mark.parametrize("sex", ["unknown", "all"])
def test_where_many_are_of_no_stratum_nothing_is_weighted_by_it(sex: str) -> None:
    rows = [*BY_SEX, *_answers({"sex": sex}, 10, 10)]
    found = _figures(rows, INVITED)
    assert set(found["estimate"]) == {"unweighted"}
    assert found.filter(indicator="vil_representativeness").is_empty()


def test_the_finest_crossing_is_weighted_by() -> None:
    one = survey_round([item("q3", TWO)], crossings=(("sex",), ("organisation", "sex")))
    members = {"organisation": ["a", "b"], "sex": ["women", "men"]}
    frame = made_up.random_answers(one, 120, members, 5, missing=0.1, not_applying=0.1)
    sizes = {("a", "women"): 90, ("a", "men"): 60, ("b", "women"): 50, ("b", "men"): 200}
    invited = [{"organisation": o, "sex": s, "invited": n} for (o, s), n in sizes.items()]
    rows = figures(one, frame, made_up.invited(one, invited))
    total = 0.0
    for (organisation, sex), size in sizes.items():
        inside = frame.filter(organisation=organisation, sex=sex)["q3"].drop_nulls()
        valid = inside.filter(inside != DOES_NOT_APPLY)
        total += size * valid.to_list().count(1) / valid.len()
    weighted = one_row(rows, "share_positive", item="q3", estimate="weighted")
    assert weighted["value"] == pytest.approx(100 * total / 400, abs=0.5)


def test_each_programme_is_weighted_for_itself() -> None:
    one = survey_round(
        [item("q3", TWO)],
        subgroups=("medical_students", "nursing_students"),
        crossings=(("group",), ("group", "sex")),
    )
    medical, nursing = {"group": "medical_students"}, {"group": "nursing_students"}
    rows = [{**medical, **row} for row in BY_SEX] + [{**nursing, **row} for row in BY_SEX[:40]]
    invited = [{**group, **row} for group in (medical, nursing) for row in INVITED]
    found = _figures(rows, invited, one)
    weighted = one_row(
        found, "share_positive", item="q3", estimate="weighted", group="medical_students"
    )
    assert weighted["value"] == 60.0
    parts = found.filter(indicator="vil_representativeness", group="medical_students")
    assert parts["item"].to_list() == ["all", "by_sex"]
    assert one_row(found, "representativeness", item="by_group", group="students")["value"] > 0


@pytest.mark.parametrize("seed", range(6))
def test_weighting_to_the_answers_themselves_changes_nothing(seed: int) -> None:
    """Where as many of each stratum answered, the weighted share is the plain one."""
    random = np.random.default_rng(seed)
    rows: list[dict[str, Any]] = []
    for sex in ("women", "men"):
        rows += [{"sex": sex, "q3": int(code)} for code in random.integers(0, 2, 40)]
    counts = Counter(row["q3"] for row in rows)
    found = _figures(rows, INVITED)
    weighted = one_row(found, "share_positive", item="q3", estimate="weighted")
    assert weighted["value"] == pytest.approx(100 * counts[1] / 80, abs=0.5)
    assert one_row(found, "share_positive", item="q3")["low"] == weighted["low"]
