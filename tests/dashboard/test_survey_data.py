"""Cells of surveys, what is pooled from them, and the choices that a release allows."""

import math
from typing import cast

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.state import BadState, State
from dashboard.views.model import NothingToShow
from dashboard.views.survey_choices import (
    chosen_region,
    group_control,
    item_control,
    organisation_control,
    rounds_with,
    series_control,
    sex_control,
    survey_period_control,
    theme_control,
)
from dashboard.views.survey_data import (
    SurveyCell,
    cells,
    measure_of,
    nation,
    others,
    pooled,
    survey_of,
)
from tests.dashboard.survey_rows import release_of, share_row
from tests.survey_release import SERIES, STUDENTS, rounds, survey_release
from tests.view_checks import shipped
from warehouse.members import ALL
from warehouse.period import parse_period
from warehouse.regions import ALF_REGION_CODES
from warehouse.surveys.indicators import Measure

SHARE = Measure.SHARE_POSITIVE
PLACE = {"group": "students", "period": "2024", "item": "goals"}


def share(**asked: object) -> tuple[SurveyCell, ...]:
    return cells(survey_release(), SERIES, SHARE, **cast(dict[str, str], {**PLACE, **asked}))


# ---------------------------------------------------------------- cells


def test_unless_asked_for_otherwise_cells_are_unweighted_totals_from_north_to_south() -> None:
    found = share()
    assert tuple(cell.region for cell in found) == ALF_REGION_CODES
    assert {(c.organisation, c.sex, c.estimate) for c in found} == {(ALL, ALL, "unweighted")}


def test_every_member_of_a_dimension_is_the_total_and_its_parts() -> None:
    found = share(region="skane", sex=None)
    assert {cell.sex for cell in found} == {ALL, "women", "men"}
    total = next(cell for cell in found if cell.sex == ALL)
    parts = [cell for cell in found if cell.sex != ALL]
    assert total.numerator == sum(cell.numerator or 0 for cell in parts)


def test_several_members_may_be_asked_for() -> None:
    found = share(region=["skane", "uppsala"], period=("2023", "2024"))
    assert {(c.region, c.period.code) for c in found} == {
        (region, year) for region in ("skane", "uppsala") for year in ("2023", "2024")
    }


def test_who_was_asked_is_known_where_everybody_was() -> None:
    rates = cells(survey_release(), SERIES, Measure.RESPONSE_RATE, group="students", period="2024")
    assert [cell.population for cell in share()] == [cell.denominator for cell in rates]


def test_of_a_sample_nobody_knows_how_many_there_are() -> None:
    assert {cell.population for cell in share(group="supervisors")} == {None}


def test_a_hidden_cell_has_no_share_and_neither_has_a_weighted_one() -> None:
    hidden = share(region="orebro", group="managers", item="overall")
    assert [cell.status for cell in hidden] == ["suppressed"]
    assert [cell.share for cell in (*hidden, *share(estimate="weighted"))] == [None] * 8


# ---------------------------------------------------------------- pooled


def test_the_nation_is_every_answer_of_the_regions() -> None:
    rows = survey_release().observations(f"{SERIES}_share_positive").filter(
        group="students", period="2024", item="goals", organisation=ALL, sex=ALL,
        estimate="unweighted",
    )  # fmt: skip
    whole = nation(share())
    assert whole is not None
    assert (whole.share.positive, whole.share.n) == (
        rows["numerator"].sum(), rows["denominator"].sum(),
    )  # fmt: skip


def test_a_region_is_not_among_the_others() -> None:
    rest = others(share(), "skane")
    assert rest is not None
    assert set(rest.regions) == set(ALF_REGION_CODES) - {"skane"}


def test_what_is_hidden_is_left_out_and_said() -> None:
    found = share(group="managers", item="overall")
    whole = nation(found)
    assert whole is not None
    assert "orebro" not in whole.regions
    assert "orebro" in {cell.region for cell in whole.left_out}


def test_nothing_shown_is_nothing_pooled() -> None:
    assert pooled(share(region="orebro", group="managers", item="overall")) is None
    assert pooled(()) is None


COUNTS = st.tuples(st.integers(1, 400), st.integers(0, 400), st.integers(0, 400))


@given(st.lists(COUNTS, min_size=1, max_size=7))
def test_pooling_adds_up_and_lies_between_its_parts(found: list[tuple[int, int, int]]) -> None:
    made = [_cell(n, min(positive, n), n + missing) for n, positive, missing in found]
    whole = pooled(made)
    assert whole is not None
    shares = [cell.share for cell in made if cell.share is not None]
    assert whole.share.n == sum(share.n for share in shares)
    assert whole.share.population == sum(share.population or 0 for share in shares)
    values = [share.value for share in shares]
    assert min(values) - 1e-12 <= whole.share.value <= max(values) + 1e-12


def _cell(n: int, positive: int, population: int) -> SurveyCell:
    return SurveyCell(
        region="skane", organisation=ALL, group="students", sex=ALL, period=parse_period("2024"),
        item="goals", category=ALL, estimate="unweighted", value=100 * positive / n, low=None,
        high=None, bound_low=None, bound_high=None, numerator=float(positive),
        denominator=float(n), base=float(n), status="ok", population=float(population),
    )  # fmt: skip


def test_one_part_of_unknown_population_makes_that_of_the_whole_unknown() -> None:
    whole = pooled([*share(region="skane"), *share(region="uppsala", group="supervisors")])
    assert whole is not None
    assert whole.share.population is None
    assert math.isfinite(whole.share.n)


def test_an_indicator_of_no_survey_is_of_no_measure() -> None:
    surveys = survey_release().registry.surveys
    assert measure_of(surveys, "alf_survey_response_rate") is None
    assert survey_of(surveys, "vil_share_positive") == ("vil", SHARE)


# ---------------------------------------------------------------- choices


def test_a_release_without_surveys_says_how_to_load_one_and_that_there_are_examples() -> None:
    with pytest.raises(NothingToShow) as nothing:
        series_control(shipped("surveys"), State())
    for text in (nothing.value.reason.sv, nothing.value.reason.en):
        assert "alf survey draft" in text
        assert "alf example" in text


@pytest.mark.parametrize("key", ["series", "group", "period", "item", "theme", "sex"])
def test_a_value_that_there_is_not_is_refused_with_those_that_there_are(key: str) -> None:
    release = survey_release()
    state = State().with_(**{key: "nothing"})
    found = rounds_with(release, SERIES, "students")
    asked = {
        "series": lambda: series_control(release, state),
        "group": lambda: group_control(release, SERIES, state),
        "period": lambda: survey_period_control(release, SERIES, "students", state),
        "item": lambda: item_control(found, state),
        "theme": lambda: theme_control(found, state),
        "sex": lambda: sex_control(share(sex=None), state),
    }
    with pytest.raises(BadState) as refused:
        asked[key]()
    assert refused.value.key == key
    assert refused.value.allowed


def test_groups_are_target_groups_each_followed_by_its_programmes() -> None:
    options = group_control(survey_release(), SERIES, State()).options
    assert [option.value for option in options] == [
        "students", *sorted(STUDENTS, key=_order), "supervisors", "managers",
    ]  # fmt: skip


def _order(code: str) -> int:
    return ("medical_students", "nursing_students", "physiotherapy_students").index(code)


def test_the_period_opens_on_the_newest_round_of_the_region() -> None:
    mine = [one for one in rounds() if one.group == "students" and one.period != "2024"]
    newest = [one for one in rounds() if "stockholm" in one.regions and one.group == "students"]
    release = release_of(share_row(10, 20), rounds=[*mine, newest[-1]])
    opened = survey_period_control(release, SERIES, "students", State(), "skane")
    assert (opened.chosen, opened.options[0].value) == ("2023", "2024")


def test_questions_stand_under_their_themes_as_they_are_worded_now() -> None:
    control = item_control(rounds_with(survey_release(), SERIES, "students"), State())
    named = {option.value: (option.label, option.group) for option in control.options}
    assert named["overall"][1] == ""
    assert named["feedback"] == ("Jag fick regelbunden återkoppling på mitt arbete", "Lärande")


def test_units_of_the_region_are_offered_behind_the_whole_of_it() -> None:
    found = share(region="uppsala", organisation=None)
    control = organisation_control(survey_release(), found, State())
    assert control.options[0].value == ALL
    assert all(option.value.startswith("uppsala_") for option in control.options[1:])
    assert len(control.options) == 7


def test_a_region_that_has_no_round_is_told_which_have() -> None:
    only = [one for one in rounds() if one.regions == ("stockholm",)]
    release = release_of(share_row(10, 20, region="stockholm"), rounds=only)
    assert chosen_region(release, SERIES, State()) == "stockholm"
    with pytest.raises(NothingToShow) as nothing:
        chosen_region(release, SERIES, State(region="skane"))
    assert "Stockholm" in nothing.value.reason.en


def test_rows_of_the_release_are_never_changed() -> None:
    before = survey_release().observations(f"{SERIES}_share_positive")
    share()
    assert isinstance(before, pl.DataFrame)
    assert before.equals(survey_release().observations(f"{SERIES}_share_positive"))
