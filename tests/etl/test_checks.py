"""Each check stops what it should stop, lets through what is right, and accepts a declaration."""

from dataclasses import replace

import polars as pl
import pytest

from etl.checks import find_problems
from etl.checks.coverage import lost_coverage
from etl.contradictions import Contradiction, Declarations, Expected, Kind, Sum
from etl.problems import Problem
from tests.builders import INDICATOR, SOURCE, frame, observation
from tests.etl.test_derive import nation, the_seven
from warehouse.indicators import INDICATORS
from warehouse.indicators.model import Direction
from warehouse.text import Text
from warehouse.units import PERCENT, PERSONS, SEK, Unit

OTHER_SOURCE = "liu_lakarutbildningen_far_bra_betyg_men_negativ_s"


def raw(*rows: dict[str, object]) -> pl.DataFrame:
    """Rows that no contract was asked about: a test may use members that are not real."""
    return pl.DataFrame(list(rows), schema=frame([]).schema)


def problems_in(
    *rows: dict[str, object],
    declared: Declarations | None = None,
    unit: Unit = PERCENT,
    preferred: tuple[str, ...] = (SOURCE,),
    is_gender_share: bool = False,
) -> list[Problem]:
    indicator = replace(
        INDICATORS[INDICATOR],
        unit=unit,
        preferred_sources=preferred,
        direction=Direction.CLOSER_TO_TARGET if is_gender_share else Direction.HIGHER,
        target=(40.0, 60.0) if is_gender_share else None,
    )
    registry = dict(INDICATORS) | {INDICATOR: indicator}
    return list(find_problems(raw(*rows), declared or Declarations(), registry))


def rules(problems: list[Problem]) -> list[str]:
    return [problem.rule for problem in problems]


def contradiction(kind: Kind, *rows: tuple[dict[str, str], float]) -> Declarations:
    expected = tuple(
        Expected(where={"indicator": INDICATOR, **where}, column="value", value=value)
        for where, value in rows
    )
    return Declarations((
        Contradiction(id="known", kind=kind, indicator=INDICATOR, region="skane", period="2022",
                      text=Text("Känt.", "Known."), rows=expected, file="x.toml"),
    ))  # fmt: skip


# ---------------------------------------------------------------- women and men


def sexes(women: float, men: float, total: float | None) -> list[dict[str, object]]:
    values = {"women": women, "men": men, "all": total}
    return [
        observation(sex=sex, value=value, printed=None, origin="computed", input_row=line)
        for line, (sex, value) in enumerate(values.items(), start=2)
        if value is not None
    ]


def test_women_and_men_that_make_the_total_pass() -> None:
    assert problems_in(*sexes(86, 141, 227), unit=PERSONS) == []


def test_women_and_men_that_do_not_make_the_total_are_refused_with_the_line_of_the_total() -> None:
    (problem,) = problems_in(*sexes(86, 141, 232), unit=PERSONS)
    assert problem.rule == "women_and_men_make_the_total"
    assert (problem.file, problem.row, problem.column) == ("surveys.csv", 4, "value")
    assert "86 in line 2" in problem.message
    assert "141 in line 3" in problem.message


def test_a_declared_contradiction_covers_women_and_men() -> None:
    known = contradiction(
        Kind.PARTS_DO_NOT_SUM, ({"sex": "all"}, 232), ({"sex": "women"}, 86), ({"sex": "men"}, 141)
    )
    assert problems_in(*sexes(86, 141, 232), declared=known, unit=PERSONS) == []


def test_a_contradiction_of_other_figures_covers_nothing() -> None:
    known = contradiction(Kind.PARTS_DO_NOT_SUM, ({"sex": "all"}, 232), ({"sex": "women"}, 86))
    problems = problems_in(*sexes(86, 141, 232), declared=known, unit=PERSONS)
    assert rules(problems) == ["women_and_men_make_the_total"]


def test_shares_of_women_and_men_make_a_hundred_within_rounding() -> None:
    assert problems_in(*sexes(29.7, 70.3, None), is_gender_share=True) == []
    assert problems_in(*sexes(29.7, 70.4, None), is_gender_share=True) == []
    problems = problems_in(*sexes(29.7, 71.3, None), is_gender_share=True)
    assert rules(problems) == ["shares_of_women_and_men_make_100"]


@pytest.mark.parametrize(("women", "total", "is_refused"), [(86, 85, True), (86, 232, False)])
def test_women_alone_are_never_more_than_all(women: int, total: int, is_refused: bool) -> None:
    rows = [row for row in sexes(women, 0, total) if row["sex"] != "men"]
    expected = ["women_and_men_make_the_total"] if is_refused else []
    assert rules(problems_in(*rows, unit=PERSONS)) == expected


def test_rates_of_women_and_of_men_need_not_make_a_hundred() -> None:
    assert problems_in(*sexes(22, 25, None)) == []


# ---------------------------------------------------------------- declared sums


def regions_make_the_nation(tolerance: float = 0.0) -> Declarations:
    parts = tuple({"region": row["region"]} for row in the_seven())
    return Declarations(sums=(
        Sum(id="invited", indicator=INDICATOR, total={"region": "riket"},
            parts=tuple({"region": str(part["region"])} for part in parts),
            column="denominator", tolerance=tolerance, file="x.toml"),
    ))  # fmt: skip


MEAN_DECLARED = contradiction(Kind.MEAN_NOT_WEIGHTED, ({"region": "riket"}, 67.7))


def test_a_declared_sum_that_holds_passes() -> None:
    declared = regions_make_the_nation() + MEAN_DECLARED
    assert problems_in(*the_seven(), nation(denominator=5706.0), declared=declared) == []


def test_a_declared_sum_that_does_not_hold_is_refused() -> None:
    declared = regions_make_the_nation(tolerance=3) + MEAN_DECLARED
    (problem,) = problems_in(*the_seven(), nation(denominator=5710.0), declared=declared)
    assert (problem.rule, problem.column) == ("declared_sum_holds", "denominator")
    assert "make 5706, not 5710" in problem.message


def test_the_tolerance_of_a_declared_sum_is_kept() -> None:
    declared = regions_make_the_nation(tolerance=4) + MEAN_DECLARED
    assert problems_in(*the_seven(), nation(denominator=5710.0), declared=declared) == []


@pytest.mark.parametrize(("denominator", "is_refused"), [(5299.0, True), (5706.0, False)])
def test_parts_are_not_more_than_the_total_where_one_is_not_known(
    denominator: float, is_refused: bool
) -> None:
    # Six of the seven make 5300; another year has all seven, so that the sum applies.
    other_year = [row | {"period": "2021"} for row in (*the_seven(), nation())]
    rows = [*the_seven()[1:], nation(denominator=denominator), *other_year]
    declared = regions_make_the_nation()
    found = rules(problems_in(*rows, declared=declared))
    assert ("declared_sum_holds" in found) == is_refused


def test_a_declared_sum_that_finds_no_figures_is_refused() -> None:
    problems = problems_in(*the_seven()[1:], nation(), declared=regions_make_the_nation())
    assert rules(problems) == ["sum_applies"]


# ---------------------------------------------------------------- sources against each other


def two_sources(one: dict[str, object], other: dict[str, object]) -> list[dict[str, object]]:
    return [observation(**one), observation(**{"source": OTHER_SOURCE} | other)]


@pytest.mark.parametrize(
    ("one", "other", "unit"),
    [
        ({"value": 61.0}, {"value": 61.0}, PERCENT),
        ({"value": 24.4}, {"value": 24.0, "qualifier": "about"}, PERCENT),
        ({"value": 24.4}, {"value": 24.0}, PERCENT),
        ({"value": 512.0}, {"value": 500.0, "qualifier": "about"}, PERSONS),
        ({"value": 350.0, "qualifier": "at_least"}, {"value": 371.0}, PERSONS),
        ({"value": 1.7e9}, {"value": 1_693_000_000.0}, SEK),
        ({"value": 1.7e9, "printed": "1,7 miljarder"}, {"value": 1_693_000_000.0}, SEK),
        ({"value": 24.0, "printed": "24 procent 2022"}, {"value": 24.4}, PERCENT),
        ({"value": 24.0, "printed": "om 24,0", "qualifier": "about"}, {"value": 24.4}, PERCENT),
    ],
)
def test_sources_that_agree_within_their_precision_pass(
    one: dict[str, object], other: dict[str, object], unit: Unit
) -> None:
    assert problems_in(*two_sources(one, other), unit=unit) == []


@pytest.mark.parametrize(
    ("one", "other", "unit"),
    [
        ({"value": 61.0}, {"value": 62.5}, PERCENT),
        ({"value": 24.9}, {"value": 24.0, "qualifier": "about"}, PERCENT),
        ({"value": 512.0}, {"value": 500.0}, PERSONS),
        ({"value": 350.0, "qualifier": "at_least"}, {"value": 271.0}, PERSONS),
        ({"value": 1.7e9}, {"value": 1_593_000_000.0}, SEK),
        # The source's own zeros count: 24,0 is not 24, and 1,0 billion not about a billion.
        ({"value": 24.4, "printed": "24,4 %"}, {"value": 24.0, "printed": "24,0 %"}, PERCENT),
        ({"value": 1e9, "printed": "1,0 miljarder"}, {"value": 1.3e9}, SEK),
        ({"value": 2e9, "printed": "2 000 000"}, {"value": 2.4e9, "printed": "2 400 000"}, SEK),
        ({"value": 2e9, "printed": "2 000 000"}, {"value": 2.0001e9, "printed": "2 000 100"}, SEK),
    ],
)
def test_sources_that_disagree_are_refused_unless_declared(
    one: dict[str, object], other: dict[str, object], unit: Unit
) -> None:
    rows = two_sources(one, other)
    assert rules(problems_in(*rows, unit=unit)) == ["sources_agree_or_declared"]
    known = contradiction(
        Kind.SOURCES_DISAGREE,
        ({"source": SOURCE}, float(str(one["value"]))),
        ({"source": OTHER_SOURCE}, float(str(other["value"]))),
    )
    assert problems_in(*rows, declared=known, unit=unit) == []


def test_parts_that_do_not_sum_say_nothing_about_sources_that_disagree() -> None:
    rows = two_sources({"value": 61.0}, {"value": 65.0})
    known = contradiction(
        Kind.PARTS_DO_NOT_SUM, ({"source": SOURCE}, 61.0), ({"source": OTHER_SOURCE}, 65.0)
    )
    assert rules(problems_in(*rows, declared=known)) == ["sources_agree_or_declared"]


def test_readings_that_differ_are_refused_unless_declared() -> None:
    rows = [observation(value=48.0), observation(value=51.0, reading="second")]
    assert rules(problems_in(*rows)) == ["readings_declared"]
    known = contradiction(
        Kind.READINGS_DIFFER, ({"reading": "main"}, 48.0), ({"reading": "second"}, 51.0)
    )
    assert problems_in(*rows, declared=known) == []


def test_several_sources_of_a_drawn_figure_need_a_preferred_one() -> None:
    rows = two_sources({}, {})
    assert rules(problems_in(*rows, preferred=())) == ["preferred_source_named"]
    assert problems_in(*rows, preferred=(OTHER_SOURCE,)) == []


def test_figures_that_no_chart_draws_need_no_preferred_source() -> None:
    university: dict[str, object] = {"organisation": "lund_university"}
    assert problems_in(*two_sources(university, university), preferred=()) == []


# ---------------------------------------------------------------- the nation


def test_an_unweighted_mean_printed_for_the_nation_must_be_declared() -> None:
    rows = [*the_seven(), nation()]
    problems = problems_in(*rows)
    assert rules(problems) == ["mean_named_for_what_it_is"]
    assert "weighted by the denominator it is 67.0" in problems[0].message
    assert problems_in(*rows, declared=MEAN_DECLARED) == []


def test_a_weighted_mean_printed_for_the_nation_needs_no_declaration() -> None:
    assert problems_in(*the_seven(), nation(value=67.0, printed="67.0")) == []


def test_where_all_weigh_the_same_the_unweighted_mean_is_the_weighted_one() -> None:
    assert problems_in(*the_seven(denominator=100.0), nation()) == []


# ---------------------------------------------------------------- declarations themselves


def test_a_contradiction_stops_the_load_once_the_source_mends_it() -> None:
    known = contradiction(Kind.READINGS_DIFFER, ({"reading": "main"}, 48.0),
                          ({"reading": "second"}, 51.0))  # fmt: skip
    mended = [observation(value=51.0), observation(value=51.0, reading="second")]
    assert rules(problems_in(*mended, declared=known)) == ["contradiction_as_expected"]


def test_a_contradiction_must_name_figures_that_exist() -> None:
    known = contradiction(Kind.DEFINITION_UNCLEAR, ({"region": "uppsala"}, 61.0))
    assert rules(problems_in(observation(), declared=known)) == ["contradiction_selects_one"]


def test_parts_that_do_sum_are_no_contradiction() -> None:
    known = contradiction(
        Kind.PARTS_DO_NOT_SUM, ({"sex": "all"}, 227), ({"sex": "women"}, 86), ({"sex": "men"}, 141)
    )
    problems = problems_in(*sexes(86, 141, 227), declared=known, unit=PERSONS)
    assert rules(problems) == ["contradiction_is_one"]


# ---------------------------------------------------------------- coverage


def test_lost_regions_and_periods_are_named() -> None:
    before = raw(observation(), observation(region="uppsala"), observation(period="2021"))
    after = raw(observation())
    messages = [problem.message for problem in lost_coverage(before, after, "R")]
    assert messages == [
        f"{INDICATOR}: region uppsala would be gone",
        f"{INDICATOR}: period 2021 would be gone",
    ]


def test_a_figure_that_becomes_missing_is_lost_coverage_too() -> None:
    before = raw(observation())
    after = raw(observation(status="missing", value=None))
    assert [p.column for p in lost_coverage(before, after, "R")] == ["region", "period"]


def test_more_than_before_is_no_loss() -> None:
    before, after = raw(observation()), raw(observation(), observation(region="uppsala"))
    assert list(lost_coverage(before, after, "R")) == []


def test_a_region_that_is_gone_from_one_period_only_is_named_with_it() -> None:
    before = raw(
        observation(), observation(period="2021"),
        observation(region="uppsala"), observation(region="uppsala", period="2021"),
    )  # fmt: skip
    messages = [p.message for p in lost_coverage(before, before[:3], "R")]
    assert messages == [f"{INDICATOR}: period uppsala 2021 would be gone"]
