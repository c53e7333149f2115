"""Distributions of answers: what they hold, how they are pooled, where answers stand."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.views.survey_data import SurveyCell
from dashboard.views.survey_distribution import (
    Distribution,
    distribution,
    place_of,
    pooled_distribution,
)
from tests.survey_release import AGREEMENT, OLD_SAFETY, RATING
from warehouse.period import parse_period
from warehouse.surveys.model import Answer, Scale
from warehouse.text import Text

CELL = SurveyCell(
    region="skane", organisation="all", group="students", sex="all", period=parse_period("2024"),
    item="overall", category="all", estimate="unweighted", value=None, low=None, high=None,
    bound_low=None, bound_high=None, numerator=None, denominator=None, base=None, status="ok",
    population=None,
)  # fmt: skip


def cells(scale: Scale, counts: dict[str, float]) -> list[SurveyCell]:
    n = sum(counts.values())
    return [
        replace(CELL, category=scale.category(code), numerator=count, denominator=n, base=n,
                value=100 * count / n)
        for code, count in counts.items()
    ]  # fmt: skip


def found(scale: Scale, counts: dict[str, float]) -> Distribution:
    made = distribution(cells(scale, counts), scale)
    assert made is not None
    return made


WHOLE = {"very_poor": 3.0, "poor": 5.0, "neither": 12.0, "good": 40.0, "very_good": 20.0}
THREE = {"all_poor": 4.0, "middle": 6.0, "all_good": 10.0}
TWO = {"not_good": 7.0, "all_good": 13.0}


def test_parts_stand_in_the_order_of_the_scale_and_sum_to_all() -> None:
    one = found(RATING, dict(reversed(WHOLE.items())))
    assert [part.answers[0] for part in one.parts] == [answer.code for answer in RATING.answers]
    assert [part.percent for part in one.parts] == [3.75, 6.25, 15.0, 50.0, 25.0]
    assert one.n == 80


def test_merged_answers_are_one_part_in_the_words_of_the_survey() -> None:
    one = found(RATING, TWO)
    assert [(p.answers, p.label.sv, p.is_merged) for p in one.parts] == [
        (("very_poor", "poor", "neither"), "inte bra", True), (("good", "very_good"), "bra", True),
    ]  # fmt: skip


def test_a_merged_answer_that_holds_one_is_that_answer() -> None:
    one = found(RATING, THREE)
    assert [(p.answers, p.label.sv) for p in one.parts][1] == (
        ("neither",), "varken bra eller dåligt"
    )  # fmt: skip
    assert not one.parts[1].is_merged


def test_counts_come_from_shares_where_they_are_not_published() -> None:
    shares = [replace(cell, numerator=None) for cell in cells(RATING, WHOLE)]
    one = distribution(shares, RATING)
    assert one
    assert [part.count for part in one.parts] == pytest.approx(list(WHOLE.values()))


def test_published_shares_are_shown_as_they_are() -> None:
    """Rounded counts would give other shares than the table that was published."""
    rounded = [
        replace(c, numerator=5 * round((c.numerator or 0) / 5)) for c in cells(RATING, WHOLE)
    ]
    one = distribution(rounded, RATING)
    assert one
    assert [part.percent for part in one.parts] == [3.75, 6.25, 15.0, 50.0, 25.0]
    assert one.n == 80


def test_what_is_hidden_is_no_distribution() -> None:
    hidden = replace(CELL, status="suppressed")
    assert distribution([hidden], RATING) is None
    assert distribution([], RATING) is None


def test_an_answer_that_is_in_no_part_makes_it_none() -> None:
    """Else the others would seem to be all there is."""
    assert distribution(cells(RATING, WHOLE)[1:], RATING) is None


def test_a_pool_is_as_fine_as_its_coarsest_part() -> None:
    assert pooled([WHOLE, WHOLE]).codes == found(RATING, WHOLE).codes
    assert pooled([WHOLE, THREE]).codes == found(RATING, THREE).codes
    assert pooled([WHOLE, THREE, TWO]).codes == found(RATING, TWO).codes
    assert [p.count for p in pooled([WHOLE, TWO]).parts] == [20 + 7, 60 + 13]


def pooled(counts: list[dict[str, float]]) -> Distribution:
    made = pooled_distribution([found(RATING, one) for one in counts])
    assert made is not None
    return made


_counts = st.lists(
    st.sampled_from([WHOLE, THREE, TWO]).flatmap(
        lambda one: st.fixed_dictionaries({code: st.integers(1, 500) for code in one})
    ),
    min_size=1, max_size=7,
)  # fmt: skip


@given(_counts)
def test_pooling_loses_no_answer_and_keeps_the_positive(counts: list[dict[str, int]]) -> None:
    """Law: the number of answers, and of positive ones, is the sum of the parts'."""
    several = [{code: float(count) for code, count in one.items()} for one in counts]
    pool = pooled(several)
    assert pool.n == pytest.approx(sum(sum(one.values()) for one in several))
    positive = sum(part.count for part in pool.parts if part.answers[-1] == "very_good" or
                   part.answers == ("good",))  # fmt: skip
    told = sum(
        count for one in several for code, count in one.items()
        if code in {"good", "very_good", "all_good"}
    )  # fmt: skip
    assert positive == pytest.approx(told)
    assert sum(part.percent for part in pool.parts) == pytest.approx(100)


def test_other_scales_are_not_pooled() -> None:
    yes = found(OLD_SAFETY, {"no": 3, "partly": 4, "yes": 5})
    assert pooled_distribution([yes, found(RATING, WHOLE)]) is None
    assert pooled_distribution([]) is None


# ---------------------------------------------------------------- places


def test_places_run_from_the_lowest_answer_to_the_highest() -> None:
    assert [place_of(RATING, (a.code,)) for a in RATING.answers] == [-1, -0.5, 0, 0.5, 1]
    assert [place_of(AGREEMENT, (a.code,)) for a in AGREEMENT.answers] == [
        -1, pytest.approx(-1 / 3), pytest.approx(1 / 3), 1,
    ]  # fmt: skip


def test_merged_answers_stand_in_the_middle_of_what_they_hold() -> None:
    assert place_of(RATING, ("good", "very_good")) == 0.75
    assert place_of(RATING, ("very_poor", "poor", "neither")) == -0.5
    assert place_of(RATING, ("poor", "neither", "good")) == 0


def scale_of(*positive: bool) -> Scale:
    return Scale(
        id="made",
        answers=tuple(
            Answer(code=str(i), label=Text(str(i), str(i)), value=float(i), is_positive=is_positive)
            for i, is_positive in enumerate(positive)
        ),
    )


def test_the_positive_end_is_on_the_same_side_for_every_question() -> None:
    """ "Often tired" counts its low answers as positive."""
    turned = scale_of(True, True, False, False)
    assert place_of(turned, ("0",)) == 1
    assert place_of(turned, ("3",)) == -1


def test_a_scale_without_a_judgement_keeps_its_order() -> None:
    for scale in (scale_of(False, False, False), scale_of(True, True, True)):
        assert [place_of(scale, (a.code,)) for a in scale.answers] == [-1, 0, 1]
    assert place_of(scale_of(True), ("0",)) == 0


@given(st.integers(2, 12))
def test_only_the_middle_of_an_odd_scale_is_split(count: int) -> None:
    scale = scale_of(*[2 * i >= count for i in range(count)])
    places = [place_of(scale, (a.code,)) for a in scale.answers]
    assert places == sorted(places)
    assert places.count(0) == count % 2
