"""Whether a conclusion holds: each way of drawing it, held against independent calculations."""

import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

from dashboard.charts.grammar import Chart, Point
from dashboard.state import State
from dashboard.views import survey_trust
from dashboard.views.model import NothingToShow, Rendered
from dashboard.views.survey_trust_checks import (
    Check,
    Question,
    Verdict,
    Way,
    as_answered,
    checks,
    difference_bounds,
)
from tests.dashboard.survey_rows import Row, release_of, share_row
from tests.survey_release import SERIES, rounds, survey_release
from warehouse.period import parse_period
from warehouse.queries import Release
from warehouse.robustness import Conclusion
from warehouse.text import Language

UNITS = [f"skane_unit_{number:02}" for number in range(1, 9)]


def question(release: Release | None = None, **choices: str) -> Question:
    place = {"region": "skane", "group": "students", "period": "2024", "item": "overall", **choices}
    period = parse_period(place.pop("period"))
    return Question(release=release or survey_release(), series=SERIES, period=period, **place)


def tried(about: Question) -> dict[Way, Check]:
    first = as_answered(about)
    return {check.way: check for check in (first, *checks(about, first))}


def render(release: Release | None = None, language: Language = "sv", **choices: str) -> Rendered:
    state = State(language=language, region="skane").with_(**choices)
    return survey_trust.render(release or survey_release(), state)


def of_regions(own: tuple[int, int], rest: tuple[int, int]) -> list[Row]:
    return [*share_row(*own), *share_row(*rest, region="uppsala")]


# ---------------------------------------------------------------- as they answered


def test_the_difference_is_newcombes_against_the_others_together() -> None:
    """Supervisors are a sample: no finite population, so statsmodels has the same interval."""
    first = as_answered(question(group="supervisors", item="goals"))
    rows = survey_release().observations(f"{SERIES}_share_positive").filter(
        group="supervisors", period="2024", item="goals", organisation="all", sex="all",
        estimate="unweighted",
    )  # fmt: skip
    counts = {row["region"]: (row["numerator"], row["denominator"]) for row in rows.to_dicts()}
    own = counts.pop("skane")
    rest = [sum(values) for values in zip(*counts.values(), strict=True)]
    low, high = confint_proportions_2indep(*own, *rest, compare="diff", method="newcomb")
    assert first.difference is not None
    assert first.difference.interval.low == pytest.approx(low, abs=1e-9)
    assert first.difference.interval.high == pytest.approx(high, abs=1e-9)


@pytest.mark.parametrize(
    ("own", "rest", "expected"),
    [
        ((180, 200), (100, 200), Conclusion.HIGHER),
        ((100, 200), (180, 200), Conclusion.LOWER),
        ((150, 200), (151, 200), Conclusion.NOT_SUPPORTED),
    ],
)
def test_the_conclusion_is_what_the_interval_supports(
    own: tuple[int, int], rest: tuple[int, int], expected: Conclusion
) -> None:
    release = release_of(of_regions(own, rest))
    assert as_answered(question(release)).conclusion is expected
    said = render(release).headline
    assert ("går inte att skilja" in said) == (expected is Conclusion.NOT_SUPPORTED)
    assert ("högre än" in said) == (expected is Conclusion.HIGHER)
    assert ("lägre än" in said) == (expected is Conclusion.LOWER)


# ---------------------------------------------------------------- the other ways


def test_a_planted_small_unit_that_drives_the_result_changes_the_conclusion() -> None:
    """Large units are like the others; two small ones lie at the bottom."""
    sizes = [(64, 80)] * 6 + [(0, 30), (0, 30)]
    units = [
        row
        for code, (positive, n) in zip(UNITS, sizes, strict=True)
        for row in share_row(positive, n, organisation=code)
    ]
    total = tuple(map(sum, zip(*sizes, strict=True)))
    release = release_of([*of_regions((total[0], total[1]), (800, 1000)), *units])
    found = tried(question(release))
    assert found[Way.AS_ANSWERED].conclusion is Conclusion.LOWER
    smallest = found[Way.WITHOUT_SMALLEST]
    assert (smallest.own and smallest.own.positive, smallest.answers) == (384, 480)
    assert smallest.against(found[Way.AS_ANSWERED]) is Verdict.CHANGES
    assert "utan de minsta enheterna" in render(release).headline


def test_hidden_units_are_not_counted_as_none() -> None:
    units = [row for code in UNITS[:2] for row in share_row(None, None, organisation=code)]
    found = tried(question(release_of([*of_regions((90, 100), (50, 100)), *units])))
    assert found[Way.WITHOUT_SMALLEST].conclusion is None
    assert found[Way.WITHOUT_SMALLEST].reason is not None


def test_weighted_answers_count_as_many_as_their_design_effect_leaves() -> None:
    about = question(item="goals")
    check = tried(about)[Way.WEIGHTED]
    known = survey_release().observations(f"{SERIES}_share_positive").filter(
        region="skane", group="students", period="2024", item="goals", estimate="weighted"
    ).to_dicts()[0]  # fmt: skip
    effect = about.design_effects()["skane"]
    assert check.own is not None
    assert check.own.n == pytest.approx(known["base"] / effect)
    assert check.own.value == pytest.approx(known["value"] / 100)
    assert check.own.population == about.rates()["skane"].denominator


def test_the_others_weighted_are_each_region_by_its_invited() -> None:
    about = question(item="goals")
    check, rates = tried(about)[Way.WEIGHTED], about.rates()
    known = survey_release().observations(f"{SERIES}_share_positive").filter(
        group="students", period="2024", item="goals", estimate="weighted"
    ).to_dicts()  # fmt: skip
    invited = {row["region"]: rates[row["region"]].denominator or 0 for row in known}
    rest = [row for row in known if row["region"] != "skane"]
    expected = sum(row["value"] * invited[row["region"]] for row in rest)
    expected /= 100 * sum(invited[row["region"]] for row in rest)
    assert check.others is not None
    assert check.others.value == pytest.approx(expected)


def test_two_rounds_are_every_answer_of_both() -> None:
    rows = survey_release().observations(f"{SERIES}_share_positive").filter(
        region="skane", group="students", item="goals", organisation="all", sex="all",
        estimate="unweighted",
    ).to_dicts()  # fmt: skip
    counts = [row["denominator"] for row in rows if row["period"] in ("2023", "2024")]
    assert tried(question(item="goals"))[Way.TWO_ROUNDS].answers == sum(counts)


@pytest.mark.parametrize(
    ("region", "period", "item"),
    [("stockholm", "2021", "goals"), ("skane", "2022", "feedback"), ("skane", "2022", "safety")],
)
def test_rounds_with_a_break_between_are_never_pooled(region: str, period: str, item: str) -> None:
    found = tried(question(region=region, period=period, item=item))[Way.TWO_ROUNDS]
    assert found.own is None
    assert found.reason is not None
    assert "går inte att jämföra" in found.reason.sv


def test_a_region_whose_break_it_is_does_not_keep_the_others_from_pooling() -> None:
    """Stockholm breaks in 2021: of the others' two rounds its earlier one is left out."""
    found = tried(question(region="skane", period="2021", item="goals"))[Way.TWO_ROUNDS]
    rows = survey_release().observations(f"{SERIES}_share_positive").filter(
        group="students", item="goals", organisation="all", sex="all", estimate="unweighted"
    ).to_dicts()  # fmt: skip
    expected = sum(
        row["denominator"]
        for row in rows
        if row["region"] != "skane"
        and (row["period"] == "2021" or (row["period"] == "2020" and row["region"] != "stockholm"))
    )
    assert found.others is not None
    assert found.others.n == expected


def test_the_first_round_has_none_before_it() -> None:
    found = tried(question(period="2019", item="goals"))[Way.TWO_ROUNDS]
    assert found.against(tried(question(period="2019", item="goals"))[Way.AS_ANSWERED]) is (
        Verdict.CANNOT_TELL
    )
    warnings = render(period="2019", item="goals").warnings
    assert any("tidigare omgång" in text for text in warnings)


# ---------------------------------------------------------------- bounds


def test_bounds_are_the_worst_and_the_best_of_non_response() -> None:
    """34 of 48 positive, 60 invited: 56.7 to 76.7 % (FEATURES 5.4)."""
    point = _points(render(release_of([*share_row(34, 48, 60), *share_row(30, 50, 60,
                           region="uppsala")])))["own"]  # fmt: skip
    assert point.bound_low == pytest.approx(56.7, abs=0.05)
    assert point.bound_high == pytest.approx(76.7, abs=0.05)
    assert point.low == pytest.approx(64.7, abs=0.05)
    assert point.high == pytest.approx(76.3, abs=0.05)


def test_non_response_that_could_turn_the_difference_is_said_and_one_that_cannot_too() -> None:
    everyone = [*share_row(95, 100, 102), *share_row(50, 100, 102, region="uppsala")]
    few = [*share_row(28, 30, 300), *share_row(15, 30, 300, region="uppsala")]
    bounds = difference_bounds(as_answered(question(release_of(everyone))))
    assert bounds is not None
    assert bounds.low == pytest.approx(95 / 102 - 52 / 102)
    assert "även i värsta fallet" in render(release_of(everyone)).note
    assert "kunde vända" in render(release_of(few)).note


def test_a_sample_has_no_bounds_and_says_which_interval_it_has() -> None:
    rendered = render(group="supervisors", language="en")
    assert "without finite-population correction" in rendered.note
    assert _points(rendered)["own"].bound_low is None


# ---------------------------------------------------------------- the view


def _points(rendered: Rendered) -> dict[str, Point]:
    assert isinstance(rendered.chart, Chart)
    return {p.category: p for panel in rendered.chart.panels for s in panel.series
            for p in s.points}  # fmt: skip


def test_hidden_answers_are_told_in_words() -> None:
    with pytest.raises(NothingToShow) as nothing:
        render(region="orebro", group="managers")
    assert "visas inte" in nothing.value.reason.sv


def test_a_region_alone_has_its_share_and_nothing_to_compare() -> None:
    rendered = render(release_of(share_row(34, 48, 60)))
    assert "ingen annan region" in rendered.headline
    assert isinstance(rendered.chart, Chart)
    assert [panel.key for panel in rendered.chart.panels] == ["shares"]


def test_each_way_is_a_row_with_its_verdict() -> None:
    rows = render(item="goals").table.rows
    assert len(rows) == len(Way)
    verdicts = {"samma slutsats", "ändrar slutsatsen", "går inte att säga"}
    assert {row[-1].text for row in rows[1:]} <= verdicts
    assert rows[0][-1].text == ""


def test_an_item_of_another_group_is_not_offered() -> None:
    offered = survey_trust.controls(survey_release(), State(region="skane", group="managers"))
    items = next(control for control in offered if control.key == "item")
    asked = {item.code for one in rounds() if one.group == "managers" for item in one.items}
    assert {option.value for option in items.options} == asked


def test_no_figure_has_more_decimals_than_its_answers_support() -> None:
    release = release_of([*share_row(34, 48, 60), *share_row(300, 500, 900, region="uppsala")])
    first = render(release, language="en").table.rows[0]
    assert [cell.text for cell in first[1:5]] == ["71", "48", "60.0", "+11"]
