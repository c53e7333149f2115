"""Trend of a survey: comparable rounds only, lines parted with their reason, claims by test."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import polars as pl
import pytest

from dashboard.charts.geometry import Width
from dashboard.charts.grammar import Chart, Emphasis, Mark, Series, shown
from dashboard.charts.plotly import figure, shown_by
from dashboard.state import BadState, State
from dashboard.views.model import NothingToShow, Rendered
from dashboard.views.survey_stretches import Subject
from dashboard.views.survey_trend import VIEW
from dashboard.views.survey_trend_chart import trend_chart
from dashboard.views.survey_trend_lines import lines
from tests.survey_release import SERIES, survey_release
from tests.view_checks import shipped, unreadable
from warehouse.members import ALL
from warehouse.period import parse_period
from warehouse.regions import ALF_REGION_CODES
from warehouse.statistics import Share
from warehouse.surveys.indicators import Measure, indicator_id
from warehouse.text import LANGUAGES, Language, Text
from warehouse.trend_tests import DatedShare, TrendDirection, trend_in_shares
from warehouse.units import PERCENT


def rendered(state: State) -> Rendered:
    return VIEW.render(survey_release(), state)


def rendered_or_reason(state: State) -> Rendered | Text:
    try:
        return rendered(state)
    except NothingToShow as nothing:
        return nothing.reason


def chart(state: State) -> Chart:
    found = rendered(state).chart
    assert isinstance(found, Chart)
    return found


def own(state: State) -> list[Series]:
    return [s for s in chart(state).panels[0].series if s.emphasis is Emphasis.OWN]


def shares(region: str, item: str, group: str = "students") -> pl.DataFrame:
    found = survey_release().observations(indicator_id(SERIES, Measure.SHARE_POSITIVE))
    return found.filter(
        pl.col("region") == region, pl.col("item") == item, pl.col("group") == group,
        pl.col("organisation") == ALL, pl.col("sex") == ALL, pl.col("estimate") == "unweighted",
    ).sort("period")  # fmt: skip


def states() -> Iterator[State]:
    for language in LANGUAGES:
        for region in (None, "stockholm", "vasterbotten", "orebro"):
            here = State(language=language, region=region)
            for item in ("overall", "supervision_time", "feedback", "safety"):
                yield here.with_(item=item)
            yield here.with_(theme="learning")
            yield here.with_(theme="environment")
            for group in ("physiotherapy_students", "supervisors", "managers"):
                yield here.with_(group=group)


@pytest.mark.parametrize("state", list(states()), ids=lambda s: s.query() or "start")
def test_every_state_can_be_read_or_says_why_not(state: State) -> None:
    found = rendered_or_reason(state)
    if isinstance(found, Text):
        assert found.sv != found.en
        return
    assert unreadable(found) == []
    assert isinstance(found.chart, Chart)
    assert any(mark.value is not None for mark in shown(found.chart))
    for width in (Width.NARROW, Width.FULL):
        drawn = figure(found.chart, state.language, width)
        assert shown_by(drawn) == list(shown(found.chart))


# ---------------------------------------------------------------- the lines


def test_points_are_the_published_shares_with_their_intervals() -> None:
    line = own(State(region="uppsala", item="supervision_time"))[0]
    published = shares("uppsala", "supervision_time")
    assert [(p.category, p.value, p.low, p.high) for p in line.points] == [
        (row["period"], row["value"], row["low"], row["high"])
        for row in published.iter_rows(named=True)
    ]


def test_changed_wording_gives_two_lines_and_the_reason() -> None:
    state = State(region="skane", item="feedback")
    lines = own(state)
    assert [[p.category for p in line.points] for line in lines] == [
        ["2019", "2020", "2021"], ["2022", "2023", "2024"],
    ]  # fmt: skip
    assert [line.mark for line in lines] == [Mark.OPEN_DOT, Mark.DOT]
    found = rendered(state)
    assert "tidigare om det fanns någon" in found.note
    warning = next(w for w in found.warnings if "ändrad fråga" in w)
    assert "”Jag har fått återkoppling på det jag gjort”" in warning
    assert "”Jag fick regelbunden återkoppling på mitt arbete”" in warning
    panel = chart(state).panels[0]
    assert [(b.position, b.label) for b in panel.breaks] == [(2022.0, "Ändrad fråga")]
    assert {entry.mark for entry in chart(state).key} == {Mark.DOT, Mark.OPEN_DOT}


def test_a_changed_scale_parts_the_line_too() -> None:
    assert len(own(State(region="skane", item="safety"))) == 2


def test_a_break_of_the_survey_parts_only_the_region_it_was_in() -> None:
    stockholm = chart(State(region="stockholm", item="goals")).panels[0]
    assert [b.label for b in stockholm.breaks] == ["Ny enkät"]
    skane = chart(State(region="skane", item="goals")).panels[0]
    assert skane.breaks == ()
    grey = next(s for s in skane.series if s.key == "stockholm")
    joined = [(a.category, b.category) for a, b in pairwise(grey.points) if a.segment == b.segment]
    assert ("2020", "2021") not in joined
    assert ("2021", "2022") in joined
    assert any("Stockholm" in w for w in rendered(State(region="skane", item="goals")).warnings)


def test_all_regions_together_are_not_joined_where_one_of_them_breaks() -> None:
    panel = chart(State(region="skane", item="goals")).panels[0]
    nation = next(s for s in panel.series if s.emphasis is Emphasis.NATION)
    joined = [
        (a.category, b.category) for a, b in pairwise(nation.points) if a.segment == b.segment
    ]
    assert ("2020", "2021") not in joined
    assert ("2023", "2024") in joined


def test_all_regions_together_count_every_answer_the_same() -> None:
    panel = chart(State(region="skane", item="goals")).panels[0]
    nation = next(s for s in panel.series if s.emphasis is Emphasis.NATION)
    rows = pl.concat([shares(region, "goals") for region in ALF_REGION_CODES])
    for point in nation.points:
        at = rows.filter(pl.col("period") == point.category)
        positive, n = float(at["numerator"].sum()), float(at["denominator"].sum())
        assert point.value == pytest.approx(100 * positive / n)


def test_an_index_is_not_pooled() -> None:
    panel = chart(State(region="skane", theme="learning")).panels[0]
    assert not any(s.emphasis is Emphasis.NATION for s in panel.series)


def test_only_own_region_has_intervals_and_figures() -> None:
    for series in chart(State(region="skane", item="goals")).panels[0].series:
        is_own = series.emphasis is Emphasis.OWN
        assert all((p.low is not None) == is_own for p in series.points)
        assert any(p.label for p in series.points) == is_own


def test_the_newest_figure_stands_in_the_name_of_the_line() -> None:
    """At the mark it would meet the names of the other lines."""
    newest = own(State(region="skane", item="goals"))[-1]
    value = shares("skane", "goals")["value"][-1]
    assert newest.points[-1].label == ""
    assert newest.name == f"Skåne {value:.1f}".replace(".", ",")


@pytest.mark.parametrize(("rounds", "labelled"), [(4, [0, 1, 2]), (9, [0])])
def test_of_many_rounds_only_the_ends_of_a_stretch_have_figures(
    rounds: int, labelled: list[int]
) -> None:
    """The very last stands in the name."""
    found = lines(survey_release(), SERIES, "students", Subject("goals", is_theme=False), "skane")
    spot = found.own.spots[-1]
    periods = [parse_period(str(year)) for year in range(2010, 2010 + rounds)]
    spots = tuple(replace(spot, cell=replace(spot.cell, period=period)) for period in periods)
    long = replace(found, own=replace(found.own, spots=spots))
    points = trend_chart(long, PERCENT, "sv").panels[0].series[-1].points
    assert [at for at, point in enumerate(points) if point.label] == labelled


def test_why_the_line_of_all_regions_is_parted_is_said_where_it_is() -> None:
    for item in ("overall", "goals", "feedback", "safety"):
        state = State(region="skane", item=item)
        found = lines(survey_release(), SERIES, "students", Subject(item, is_theme=False), "skane")
        is_parted = len({spot.found.regions for spot in found.nation}) > 1
        assert ("Den linjen är delad" in rendered(state).note) == is_parted


def test_a_hidden_round_is_a_gap_with_its_sign() -> None:
    line = own(State(region="vasterbotten", group="physiotherapy_students"))[0]
    assert {p.value for p in line.points} == {None}
    assert {p.status for p in line.points} == {"suppressed"}
    found = rendered(State(region="vasterbotten", group="physiotherapy_students"))
    assert "för att skydda dem som svarade" in found.headline
    assert ("U", "dolt för att skydda svar") in found.signs or found.signs[0][0] == "U"


# ---------------------------------------------------------------- what is claimed

_RISEN = re.compile(r"\böka|\brisen")
_FALLEN = re.compile(r"\bminska|\bfallen")


@pytest.mark.parametrize("region", ALF_REGION_CODES)
@pytest.mark.parametrize("item", ["overall", "goals", "supervision_time", "reception"])
def test_a_direction_is_claimed_exactly_where_the_test_supports_it(region: str, item: str) -> None:
    """The test is done here again, on the rows of the release."""
    rows = shares(region, item)
    rows = rows.filter(pl.col("period") >= "2021") if region == "stockholm" else rows
    said = rendered(State(region=region, item=item)).headline
    if len(rows) < 5:
        assert not _RISEN.search(said)
        assert not _FALLEN.search(said)
        return
    trend = trend_in_shares([
        DatedShare(parse_period(r["period"]), Share(positive=r["numerator"], n=r["denominator"]))
        for r in rows.iter_rows(named=True)
    ])  # fmt: skip
    unsure = trend.direction is TrendDirection.NOT_SUPPORTED
    assert ("inte att säga" in said) == unsure
    if not unsure:
        assert bool(_RISEN.search(said)) == (trend.direction is TrendDirection.RISING)


def test_the_planted_trends_are_found() -> None:
    risen = rendered(State(region="uppsala", item="supervision_time")).headline
    fallen = rendered(State(region="vastra_gotaland", item="supervision_time")).headline
    assert _RISEN.search(risen)
    assert _FALLEN.search(fallen)


def test_under_five_comparable_rounds_a_change_stands_with_its_interval() -> None:
    expected: dict[Language, str] = {"sv": "95 % intervall", "en": "95% interval"}
    for language, words in expected.items():
        said = rendered(State(region="skane", item="feedback", language=language)).headline
        assert words in said
        assert "2023" in said
        assert not _RISEN.search(said)
        assert not _FALLEN.search(said)


def test_a_theme_is_told_in_points_and_without_a_trend() -> None:
    said = rendered(State(region="skane", theme="learning")).headline
    assert "poäng" in said
    assert "95 % intervall" in said


# ---------------------------------------------------------------- choices


def test_a_question_and_a_theme_are_not_followed_at_once() -> None:
    keys = [c.key for c in VIEW.controls(survey_release(), State(theme="learning"))]
    assert "item" not in keys
    with pytest.raises(BadState):
        rendered(State(theme="nonsense"))
    with pytest.raises(BadState):
        rendered(State(item="nonsense"))


def test_a_release_without_surveys_says_how_to_load_one() -> None:
    with pytest.raises(NothingToShow) as nothing:
        VIEW.render(shipped("surveys"), State())
    assert "alf survey draft" in nothing.value.reason.en


def test_the_table_says_what_can_be_compared() -> None:
    found = rendered(State(region="skane", item="feedback"))
    at = [c.key for c in found.table.columns].index("stretch")
    assert [row[at].text for row in found.table.rows[:6]] == ["2019–2021"] * 3 + ["2022–2024"] * 3
    assert found.table.emphasised == tuple(range(6))
