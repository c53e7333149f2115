"""A region against the others: who is in the comparison, and what it may say."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

import pytest
from scipy.stats import false_discovery_control
from statsmodels.stats.proportion import confint_proportions_2indep

from dashboard.views.survey_against import Against, against, alone, supported
from dashboard.views.survey_against_words import (
    difference_cell,
    difference_interval,
    left_out_words,
    sentence_about,
    verdict_cell,
)
from dashboard.views.survey_data import SurveyCell
from tests.dashboard.test_survey_distribution import CELL
from tests.survey_release import SERIES, rounds, survey_release
from warehouse.many_tests import difference_p_value
from warehouse.queries import Release
from warehouse.robustness import Conclusion
from warehouse.surveys.model import SurveyRound, Surveys
from warehouse.text import LANGUAGES, Language


def cell(region: str, positive: float, n: float, item: str = "goals") -> SurveyCell:
    return replace(CELL, region=region, item=item, value=100 * positive / n, numerator=positive,
                   denominator=n, base=n)  # fmt: skip


def hidden(region: str, item: str = "goals") -> SurveyCell:
    return replace(CELL, region=region, item=item, status="suppressed")


def compared(*cells: SurveyCell, item: str = "goals") -> Against:
    return against(survey_release(), SERIES, cells, item, "skane")


def test_the_others_are_all_but_oneself_and_the_nation_is_all() -> None:
    one = compared(cell("uppsala", 30, 50), cell("orebro", 20, 50), cell("skane", 45, 60))
    assert one.others
    assert one.nation
    assert (one.others.share.positive, one.others.share.n) == (50, 100)
    assert (one.nation.share.positive, one.nation.share.n) == (95, 160)


def test_the_difference_has_newcombes_interval() -> None:
    one = compared(cell("uppsala", 50, 100), cell("skane", 45, 60))
    assert one.difference
    low, high = confint_proportions_2indep(45, 60, 50, 100, method="newcomb", compare="diff")
    assert one.difference.interval.low == pytest.approx(low, abs=1e-9)
    assert one.difference.interval.high == pytest.approx(high, abs=1e-9)
    assert alone(one) is Conclusion.HIGHER


def test_nothing_is_compared_where_one_side_lacks() -> None:
    assert compared(hidden("skane"), cell("uppsala", 50, 100)).difference is None
    assert compared(cell("skane", 45, 60)).difference is None
    assert compared(cell("skane", 45, 60), hidden("uppsala")).others is None
    assert compared().mine is None
    assert alone(compared()) is None


class Otherwise:
    """The made-up release, but Uppsala asked `goals` with other words in 2024."""

    def __init__(self) -> None:
        self.registry = replace(survey_release().registry, surveys=Surveys(rounds=_reworded()))


def _reworded() -> tuple[SurveyRound, ...]:
    found = []
    for one in rounds():
        if one.group == "students" and "uppsala" in one.regions and one.period == "2024":
            rest = tuple(region for region in one.regions if region != "uppsala")
            items = tuple(
                replace(i, wording=replace(i.wording, sv="Annan fråga")) if i.code == "goals" else i
                for i in one.items
            )
            found.append(replace(one, regions=rest))
            found.append(replace(one, id=f"{one.id}_other", regions=("uppsala",), items=items))
        else:
            found.append(one)
    return tuple(found)


def test_a_region_that_asked_otherwise_is_in_no_comparison() -> None:
    release = cast(Release, Otherwise())
    cells = [cell("uppsala", 90, 100), cell("orebro", 50, 100), cell("skane", 45, 60)]
    one = against(release, SERIES, cells, "goals", "skane")
    assert one.unlike == ("uppsala",)
    assert one.others
    assert one.others.regions == ("orebro",)
    assert one.nation
    assert "uppsala" not in one.nation.regions
    assert "Uppsala" in left_out_words(one, "sv")[0]


# ---------------------------------------------------------------- lists


def of_item(code: str, positive: float) -> Against:
    return replace(
        compared(cell("uppsala", 500, 1000), cell("skane", positive, 200)), item=code
    )  # fmt: skip


def test_a_list_is_tested_as_a_whole() -> None:
    """One difference of 8 points among twenty is not a finding, though alone it is."""
    lists = [of_item("real", 116), *(of_item(f"same_{i}", 100) for i in range(19))]
    verdicts = supported(lists)
    assert alone(lists[0]) is Conclusion.HIGHER
    assert verdicts["real"] is Conclusion.NOT_SUPPORTED
    assert supported(lists[:1])["real"] is Conclusion.HIGHER


def test_the_list_follows_benjamini_and_hochberg() -> None:
    lists = [of_item(str(i), positive) for i, positive in enumerate((60, 75, 88, 100, 112, 140))]
    values = [difference_p_value(o.mine.share, o.others.share) for o in lists]  # type: ignore[union-attr, arg-type]
    expected = false_discovery_control(values, method="bh") <= 0.05
    found = supported(lists)
    assert [found[o.item] is not Conclusion.NOT_SUPPORTED for o in lists] == list(expected)
    assert found["0"] is Conclusion.LOWER
    assert found["5"] is Conclusion.HIGHER


def test_what_cannot_be_tested_is_not_in_the_list() -> None:
    assert supported([compared(hidden("skane"), cell("uppsala", 5, 10))]) == {}
    assert supported([]) == {}


# ---------------------------------------------------------------- words

CLAIMS: dict[Language, tuple[str, str]] = {"sv": ("högre", "lägre"), "en": ("higher", "lower")}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("positive", [20, 40, 48, 50, 52, 60, 80])
def test_higher_and_lower_are_said_only_where_the_test_says_so(
    positive: int, language: Language
) -> None:
    one = compared(cell("uppsala", 50, 100), cell("skane", positive, 100))
    said = sentence_about(one, "Skåne", alone(one), language)
    higher, lower = CLAIMS[language]
    assert one.difference
    is_supported = one.difference.is_supported
    assert (higher in said) == (is_supported and positive > 50)
    assert (lower in said) == (is_supported and positive < 50)
    assert "95" in said


def test_a_difference_in_words_has_the_decimals_of_its_smaller_base() -> None:
    few = compared(cell("uppsala", 500, 1000), cell("skane", 45, 60))
    many = compared(cell("uppsala", 500, 1000), cell("skane", 450, 600))
    assert "25\u00a0procentenheter högre" in sentence_about(few, "Skåne", alone(few), "sv")
    assert "25,0\u00a0procentenheter högre" in sentence_about(many, "Skåne", alone(many), "sv")
    assert difference_cell(many, "sv").text == "+25,0"
    assert difference_interval(few, "en").startswith("95% interval +")


def test_what_is_hidden_is_said_and_not_shown() -> None:
    one = compared(hidden("skane"), cell("uppsala", 50, 100), hidden("orebro"))
    assert sentence_about(one, "Skåne", alone(one), "sv") == (
        "Svaren i Skåne visas inte, för att skydda dem som svarade."
    )
    assert left_out_words(one, "sv") == (
        "Visas inte i Örebro, för att skydda dem som svarade; inte med bland övriga regioner.",
    )


def test_one_region_alone_is_told_without_a_comparison() -> None:
    one = compared(cell("skane", 45, 60))
    said: Sequence[str] = [sentence_about(one, "Skåne", alone(one), lang) for lang in LANGUAGES]
    assert said == [
        "Skåne har 75\u00a0% positiva svar; ingen annan region har ett värde att jämföra med.",
        "Skåne has 75% positive answers; no other region has a figure to compare with.",
    ]
    assert verdict_cell(None, "sv").text == "inte prövad"
