"""What may be said of a region among the others: hand-made figures, rule by rule."""

import pytest

from dashboard.views import position
from dashboard.views.figures import Drawn
from tests.dashboard.figure_rows import (
    ANSWERS,
    COUNTED,
    ESTIMATED,
    RANKED,
    each_region,
    figure,
    wording,
)
from warehouse.indicators import INDICATORS
from warehouse.text import Language

SEVEN = {
    "vasterbotten": 76.0,
    "uppsala": 79.0,
    "stockholm": 68.0,
    "orebro": 60.0,
    "ostergotland": 68.0,
    "vastra_gotaland": 62.0,
    "skane": 61.0,
}
SPACE = "\u00a0"


def said(
    chosen: tuple[Drawn, ...],
    own: str | None,
    indicator: str = COUNTED.id,
    language: Language = "sv",
) -> str:
    text = position.headline(chosen, INDICATORS[indicator], own, wording(indicator, language))
    return text.replace(SPACE, " ")


def nation(value: float, **overrides: str) -> tuple[Drawn, ...]:
    return (Drawn(figure(region="riket", value=value, **overrides), ()),)


def test_the_highest_is_said_to_be_so_where_all_were_counted() -> None:
    assert said(each_region(SEVEN), "uppsala") == "Uppsala har 79 %, högst av de sju."
    assert said(each_region(SEVEN), "uppsala", language="en") == (
        "Uppsala has 79%, the highest of the seven."
    )


def test_the_lowest_is_said_to_be_so() -> None:
    assert said(each_region(SEVEN), "orebro") == "Örebro har 60 %, lägst av de sju."


def test_regions_in_between_are_told_how_many_are_higher() -> None:
    assert said(each_region(SEVEN), "vastra_gotaland") == (
        "Västra Götaland har 62 %; 4 av 6 andra ligger högre."
    )


def test_the_one_who_shares_the_top_is_not_the_highest() -> None:
    tied = SEVEN | {"vasterbotten": 79.0}
    assert (
        said(each_region(tied), "uppsala") == "Uppsala har 79 %; ingen av de 6 andra ligger högre."
    )


def test_those_with_the_same_figure_do_not_count_as_higher() -> None:
    assert said(each_region(SEVEN), "stockholm") == (
        "Stockholm har 68 %; 2 av 6 andra ligger högre."
    )


def test_the_number_with_a_figure_is_told_where_it_is_not_seven() -> None:
    three = {region: SEVEN[region] for region in ("uppsala", "skane", "orebro")}
    assert said(each_region(three), "uppsala") == "Uppsala har 79 %, högst av de 3 som har värde."


def test_the_nation_is_beside_the_regions_and_never_one_of_them() -> None:
    chosen = each_region(SEVEN) + nation(99.0)
    assert said(chosen, "uppsala") == "Uppsala har 79 %, högst av de sju; riket 99 %."
    assert said(chosen, None).endswith("från 60 % (Örebro) till 79 % (Uppsala).")


def test_without_own_figure_the_others_are_told() -> None:
    others = {region: value for region, value in SEVEN.items() if region != "skane"}
    assert said(each_region(others), "skane") == (
        "Skåne har inget värde här; de andra går från 60 % till 79 %."
    )


def test_without_own_figure_and_with_one_other_no_range_is_told() -> None:
    assert said(each_region({"uppsala": 79.0}), "skane") == (
        "Skåne har inget värde här; av de andra har bara Uppsala det (79 %)."
    )


def test_the_only_region_is_not_the_highest_of_one() -> None:
    assert said(each_region({"skane": 61.0}), "skane") == (
        "Skåne har 61 %; ingen annan region har ett värde här."
    )


def test_no_region_chosen_and_one_figure_is_no_range() -> None:
    assert said(each_region({"skane": 61.0}), None).endswith("bara Skåne har ett värde (61 %).")


@pytest.mark.parametrize("qualifier", ["about", "at_least", "at_most"])
@pytest.mark.parametrize("inexact", ["uppsala", "skane"])
def test_no_order_is_claimed_where_a_figure_is_not_exact(qualifier: str, inexact: str) -> None:
    chosen = tuple(
        Drawn(
            figure(
                region=region,
                value=value,
                qualifier=qualifier if region == inexact else "exact",
            ),
            (),
        )
        for region, value in SEVEN.items()
    )
    text = said(chosen, "uppsala")
    assert text.endswith("Alla värden är inte exakta, så ordningen är osäker.")
    assert "högst av" not in text
    assert "ligger" not in text


@pytest.mark.parametrize(
    ("indicator", "reason"),
    [
        (ANSWERS.id, "Skillnader kan bero på vilka som svarade."),
        (ESTIMATED.id, "Värdena är skattade; små skillnader säger inget."),
    ],
)
def test_no_order_is_claimed_of_answers_and_estimates(indicator: str, reason: str) -> None:
    text = said(each_region(SEVEN, indicator), "uppsala", indicator)
    assert text == f"Uppsala har 79 %. {reason}"


@pytest.mark.parametrize("indicator", [ANSWERS.id, ESTIMATED.id])
def test_no_order_is_claimed_of_answers_and_estimates_in_several_series(indicator: str) -> None:
    first, second = [*INDICATORS[indicator].items][:2]
    chosen = each_region(SEVEN, indicator, item=first) + each_region(SEVEN, indicator, item=second)
    text = said(chosen, "uppsala", indicator)
    assert text.startswith("Uppsala har 79 % och 79 %. ")
    assert "högst" not in text


def test_a_rank_is_told_and_never_compared_as_an_amount() -> None:
    places = {"stockholm": 1.0, "vastra_gotaland": 2.0, "orebro": 7.0}
    chosen = each_region(places, RANKED.id, denominator=7.0)
    assert said(chosen, "orebro", RANKED.id) == "Örebro har placering 7 av 7."
    assert said(chosen, "stockholm", RANKED.id) == "Stockholm har placering 1 av 7."


def both_groups(values: dict[str, float]) -> tuple[Drawn, ...]:
    return each_region(values, group="researchers", item="round_1") + each_region(
        values, group="doctoral_students", item="round_1"
    )


def test_the_highest_in_several_comparisons_names_them() -> None:
    assert said(both_groups(SEVEN), "uppsala") == (
        "Uppsala ligger högst av regionerna i 2 av 2 jämförelser:"
        " forskare, omgång 1 (79 %) och doktorander, omgång 1 (79 %)."
    )


def test_in_several_comparisons_the_nation_is_the_measure_where_it_is_always_known() -> None:
    chosen = (
        both_groups(SEVEN)
        + nation(67.0, group="researchers", item="round_1")
        + nation(70.0, group="doctoral_students", item="round_1")
    )
    assert said(chosen, "stockholm") == "Stockholm ligger över riket i 1 av 2 jämförelser."


def test_in_several_comparisons_without_nation_the_other_regions_are_the_measure() -> None:
    assert said(both_groups(SEVEN), "vasterbotten") == (
        "Västerbotten ligger högre än de flesta andra regioner i 2 av 2 jämförelser."
    )


def test_only_comparisons_that_own_region_takes_part_in_count() -> None:
    others = {region: value for region, value in SEVEN.items() if region != "uppsala"}
    chosen = each_region(SEVEN, group="researchers") + each_region(
        others, group="doctoral_students"
    )
    assert said(chosen, "uppsala") == "Uppsala har 79 %, högst av de sju."


def test_the_range_is_told_of_the_series_that_most_regions_have() -> None:
    one = each_region({"skane": 24.0}, group="researchers", item="round_1")
    many = each_region(SEVEN, group="doctoral_students", item="round_1")
    assert said(one + many, None) == (
        "Doktorander, omgång 1: från 60 % (Örebro) till 79 % (Uppsala)."
    )


def test_the_share_of_women_is_said_to_be_that() -> None:
    chosen = each_region(SEVEN, ESTIMATED.id, sex="women")
    assert said(chosen, "uppsala", ESTIMATED.id).startswith("Uppsala har 79 % kvinnor.")
    assert said(chosen, "uppsala", ESTIMATED.id, "en").startswith("Uppsala has 79% women.")


def test_the_description_tells_every_figure_once() -> None:
    text = position.description(each_region(SEVEN) + nation(67.0), wording()).replace(SPACE, " ")
    assert text == (
        "Svarsfrekvens, ALF-utvärderingens enkät."
        " Forskare, omgång 1: Västerbotten 76 %, Uppsala 79 %, Stockholm 68 %, Örebro 60 %,"
        " Östergötland 68 %, Västra Götaland 62 %, Skåne 61 % och Riket 67 %."
    )


def test_a_total_of_all_regions_is_no_measure_of_one() -> None:
    """5 706 invited in the nation says nothing of Uppsala's 727."""
    invited = "alf_survey_invited"
    values = {"uppsala": 727.0, "stockholm": 1620.0, "skane": 784.0}
    chosen = tuple(
        one
        for group in ("researchers", "doctoral_students")
        for one in (
            *each_region(values, invited, group=group),
            *each_region({"riket": 5706.0}, invited, group=group),
        )
    )
    assert said(chosen, "skane", invited) == (
        "Skåne ligger inte högre än de flesta andra regioner i någon av 2 jämförelser."
    )


def test_a_whole_number_and_a_count_of_regions_do_not_run_together() -> None:
    """ "har 1, 2 av 6" would be read as 1.2."""
    chosen = each_region({"stockholm": 1.0, "skane": 2.0, "uppsala": 0.0}, COUNTED.id)
    assert "1 %; 1 av 2 andra" in said(chosen, "stockholm")
