"""What views of any indicator show of surveys: totals of three measures, broken where they are."""

import polars as pl
import pytest

from dashboard.charts.grammar import Chart
from dashboard.state import BadState, State
from dashboard.views import breaks, compare, newest, trend
from dashboard.views.comparable import comparisons
from dashboard.views.figures import breaks_for, figures
from dashboard.views.model import Rendered
from tests.survey_release import SERIES, survey_release
from warehouse.members import ALL
from warehouse.surveys.indicators import Measure, indicator_id

OFFERED = {Measure.RESPONSE_RATE, Measure.SHARE_POSITIVE, Measure.THEME_INDEX}
SHARE = indicator_id(SERIES, Measure.SHARE_POSITIVE)


@pytest.mark.parametrize("measure", Measure)
def test_only_unweighted_totals_of_three_measures_become_figures(measure: Measure) -> None:
    found = figures(survey_release(), indicator_id(SERIES, measure))
    assert bool(found) == (measure in OFFERED)
    assert {(f.organisation, f.sex, f.estimate) for f in found} <= {(ALL, ALL, "unweighted")}


@pytest.mark.parametrize("view", [compare, trend])
def test_views_offer_those_three_alone(view: object) -> None:
    offered = view.controls(survey_release(), State())  # type: ignore[attr-defined]
    measures = {option.value for option in offered[0].options}
    assert measures == {indicator_id(SERIES, measure) for measure in OFFERED}
    with pytest.raises(BadState):
        view.controls(  # type: ignore[attr-defined]
            survey_release(), State(indicator=indicator_id(SERIES, Measure.DISTRIBUTION))
        )


def compared(**choices: str) -> Rendered:
    return compare.render(survey_release(), State(indicator=SHARE).with_(**choices))


def test_a_comparison_opens_on_one_group_and_one_question() -> None:
    rendered = compared(region="skane")
    assert isinstance(rendered.chart, Chart)
    assert len(rendered.chart.panels) == 1
    assert rendered.headline.count("%") == 1


def test_an_earlier_wording_is_told_where_its_figures_are_shown() -> None:
    said = "Frågan löd tidigare: ”Jag har fått återkoppling på det jag gjort”."
    assert said in compared(item="feedback", period="2020").warnings
    assert said not in compared(item="feedback", period="2024").warnings
    assert said not in compared(item="goals", period="2020").warnings


def test_a_break_of_one_question_leaves_the_others_whole() -> None:
    indicator = survey_release().registry.indicators[SHARE]
    mine = {
        item: breaks_for(indicator, "skane", "students", item) for item in ("goals", "feedback")
    }
    assert [len(found) for found in mine.values()] == [0, 1]
    assert breaks_for(indicator, "stockholm", "students", "feedback")[0].item is None


@pytest.mark.parametrize(("item", "times"), [("goals", 0), ("feedback", 1), ("safety", 1)])
def test_the_trend_of_a_question_is_broken_where_that_question_is(item: str, times: int) -> None:
    state = State(region="skane", indicator=SHARE, item=item)
    rendered = trend.render(survey_release(), state)
    assert isinstance(rendered.chart, Chart)
    panel = next(panel for panel in rendered.chart.panels if panel.key == "skane")
    assert len(panel.breaks) == times
    assert len({point.segment for point in panel.series[0].points}) == times + 1
    assert ("bruten" in rendered.headline) == bool(times)


def test_the_newest_figures_hold_rates_and_themes_of_target_groups() -> None:
    found = {(one.indicator.id, one.series[0]) for one in comparisons(survey_release())}
    assert {indicator for indicator, _ in found} == {
        indicator_id(SERIES, Measure.RESPONSE_RATE), indicator_id(SERIES, Measure.THEME_INDEX)
    }  # fmt: skip
    assert {group for _, group in found} <= {"students", "supervisors", "managers"}
    assert newest.render(survey_release(), State()).chart is not None


def test_each_break_of_a_survey_is_listed_once() -> None:
    listed = breaks.declared(survey_release().registry)
    of_survey = [(i.id, one) for i, one in listed if i.id.startswith(f"{SERIES}_")]
    assert len(of_survey) == len({(b.region, b.group, b.item, b.before) for _, b in of_survey})
    assert {b.group for _, b in of_survey} == {"students"}
    # One of the round in Stockholm; two questions in each of the seven regions.
    assert len(of_survey) == 1 + 2 * 7
    rendered = breaks.render(survey_release(), State())
    assert "part" in [column.key for column in rendered.table.columns]


def test_every_row_is_still_counted_where_rows_are_counted() -> None:
    release = survey_release()
    rows = sum(release.observations(id_).filter(pl.col("status") == "ok").height
               for id_ in release.indicators())  # fmt: skip
    assert release.coverage()["observations"].sum() == rows
