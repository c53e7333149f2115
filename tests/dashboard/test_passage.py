"""What may be said of a series over time: hand-made figures, rule by rule."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.views import passage
from dashboard.views.figures import Drawn
from tests.dashboard.figure_rows import ANSWERS, COUNTED, figure, over_time, wording
from warehouse.indicators import INDICATORS
from warehouse.text import Language

VIL = "stockholm_vil_survey_response_rate"
SPACE = "\u00a0"


def said(found: tuple[Drawn, ...], indicator: str = COUNTED.id, language: Language = "sv") -> str:
    text = passage.headline("Skåne", found, INDICATORS[indicator], wording(indicator, language))
    return text.replace(SPACE, " ")


def years(*values: float, first: int = 2016) -> dict[str, float]:
    return {str(first + i): value for i, value in enumerate(values)}


def test_a_single_figure_is_no_trend() -> None:
    assert said(over_time({"2022": 61.0})) == (
        "Skåne: 61 % (2022). Ett enda värde är ingen utveckling."
    )


def test_two_figures_are_told_without_a_direction() -> None:
    assert said(over_time(years(50, 61))) == "Skåne gick från 50 % (2016) till 61 % (2017)."


def test_four_points_that_rise_have_no_direction_yet() -> None:
    assert said(over_time(years(10, 20, 30, 40))) == (
        "Skåne gick från 10 % (2016) till 40 % (2019)."
    )


def test_five_points_that_rise_have_risen() -> None:
    assert said(over_time(years(10, 20, 30, 40, 50))) == (
        "Skåne: värdet har stigit från 10 % (2016) till 50 % (2020)."
    )
    assert said(over_time(years(10, 20, 30, 40, 50)), language="en") == (
        "Skåne: the figure has risen from 10% (2016) to 50% (2020)."
    )


def test_five_points_that_fall_have_fallen() -> None:
    assert said(over_time(years(50, 40, 30, 20, 10))) == (
        "Skåne: värdet har sjunkit från 50 % (2016) till 10 % (2020)."
    )


def test_five_points_that_go_up_and_down_have_no_direction() -> None:
    assert said(over_time(years(10, 40, 20, 50, 30))).startswith("Skåne gick från 10 %")


def test_five_points_that_stand_still_have_no_direction() -> None:
    assert said(over_time(years(40, 40, 40, 40, 40))) == (
        "Skåne hade samma värde i början (2016) som i slutet (2020): 40 %."
    )


def test_a_rise_that_may_be_rounding_is_not_called_one() -> None:
    """60 and 61 may be 60.4 and 60.6."""
    values = years(60, 60, 60, 60, 60, 60, 60, 61, 61)
    assert said(over_time(values)) == "Skåne gick från 60 % (2016) till 61 % (2024)."


def test_a_direction_is_not_named_against_first_and_last() -> None:
    """Almost every step rises, but the last figure lies below the first."""
    text = said(over_time(years(30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 27)))
    assert text.startswith("Skåne gick från 30 %")


@pytest.mark.parametrize("qualifier", ["about", "at_least", "at_most"])
def test_figures_that_are_not_exact_have_no_direction(qualifier: str) -> None:
    text = said(over_time(years(10, 20, 30, 40, 50), qualifier=qualifier))
    assert "stigit" not in text


def test_figures_of_two_sources_are_not_a_change() -> None:
    found = (
        Drawn(figure(period="2016", value=10.0), ()),
        Drawn(figure(period="2017", value=50.0, source="stockholm_vfu_report_2020_21"), ()),
    )
    assert said(found) == (
        "Skåne: 10 % (2016) och 50 % (2017), ur olika källor som kan räkna olika."
    )


def test_a_year_and_a_term_are_not_a_change() -> None:
    assert said(over_time({"2016": 10.0, "HT2017": 50.0})) == (
        "Skåne: 10 % (2016) och 50 % (HT 2017), men perioderna är av olika slag."
    )


def test_a_difference_between_answers_is_not_claimed_to_be_one() -> None:
    found = over_time(years(50, 61), indicator=ANSWERS.id)
    assert said(found, ANSWERS.id) == (
        "Skåne gick från 50 % (2016) till 61 % (2017). Skillnaden kan bero på vilka som svarade."
    )


def test_a_figure_that_is_missing_is_no_first_or_last() -> None:
    gap = (Drawn(figure(period="2015", value=None, status="missing"), ()),)
    assert said(gap + over_time(years(50, 61))).startswith("Skåne gick från 50 % (2016)")


def broken(periods: tuple[str, ...]) -> str:
    values = {period: 40.0 - i for i, period in enumerate(periods)}
    found = over_time(values, indicator=VIL, region="stockholm")
    return said(found, VIL)


@pytest.mark.parametrize(
    ("periods", "end"),
    [
        (("2015", "2016"), "men serien är bruten en gång."),
        (("2015", "2016", "2018/19"), "men serien är bruten två gånger."),
        (("2015", "2018/19"), "men serien är bruten två gånger."),
        (("2015", "2016", "2018/19", "2020/21", "HT2024"), "men serien är bruten tre gånger."),
    ],
)
def test_declared_breaks_are_counted(periods: tuple[str, ...], end: str) -> None:
    assert broken(periods).endswith(end)
    assert "stigit" not in broken(periods)
    assert "sjunkit" not in broken(periods)


def test_no_break_lies_inside_an_unbroken_stretch() -> None:
    assert "bruten" not in broken(("2018/19", "2019/20", "2020/21"))


def test_a_figure_from_inside_a_break_is_broken_off() -> None:
    """The break lies somewhere between 2016 and 2018/19, and so may a figure of 2017/18."""
    assert "bruten" in broken(("2017/18", "2018/19"))


@given(st.lists(st.integers(0, 100), min_size=2, max_size=12))
def test_a_direction_never_contradicts_first_and_last(values: list[int]) -> None:
    text = said(over_time(years(*map(float, values))))
    assert ("stigit" not in text) or values[-1] > values[0] + 1
    assert ("sjunkit" not in text) or values[-1] < values[0] - 1
    assert len(values) >= passage.LEAST_POINTS or ("stigit" not in text and "sjunkit" not in text)


@dataclass(frozen=True)
class NamedFigures:
    name: str
    inside: str
    found: tuple[Drawn, ...]


def test_the_description_tells_every_figure_of_every_line() -> None:
    own = NamedFigures("AT-läkare", "AT-läkare", over_time(years(50, 61)))
    other = NamedFigures("Skåne", "Skåne", over_time({"2016": 40.0}))
    text = passage.description([("Skåne", own), ("Skåne", other)], wording()).replace(SPACE, " ")
    assert text == "Skåne, AT-läkare: 50 % (2016) och 61 % (2017). Skåne: 40 % (2016)."


def test_a_line_that_stands_in_several_panels_is_told_once() -> None:
    nation = NamedFigures("Riket", "riket", over_time(years(50, 61)))
    text = passage.description([("Riket", nation), ("Riket", nation)], wording())
    assert text.count("Riket") == 1
