"""Gaps between groups: which pairs there are, what is tested, and what is said of it."""

from dataclasses import replace

import pytest
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep

from dashboard.charts.grammar import Chart, Mark, shown
from dashboard.state import BadState, State
from dashboard.views.model import NothingToShow, Rendered
from dashboard.views.survey_gaps import VIEW
from dashboard.views.survey_gaps_pairs import Side, Where, gaps, group_pairs, told_by_sex
from tests.dashboard.survey_rows import Row, release_of, share_row
from tests.survey_release import SERIES, rounds, survey_release
from tests.view_checks import unreadable
from warehouse.members import ALL
from warehouse.period import parse_period
from warehouse.queries import Release
from warehouse.surveys.model import Comparability, SurveyRound
from warehouse.text import LANGUAGES, Language, Text

STUDENTS, SUPERVISORS = Side(group="students"), Side(group="supervisors")
WOMEN, MEN = Side(group="students", sex="women"), Side(group="students", sex="men")
HERE = Where(series=SERIES, region="skane", organisation=ALL, period=parse_period("2024"))
# Item → positive and n of students, then of supervisors (a sample).
COUNTS = {
    "overall": ((160, 200), (90, 150)),
    "goals": ((150, 200), (90, 150)),
    "supervision_time": ((130, 200), (96, 150)),
    "feedback": ((120, 200), (75, 150)),
}


def state(**choices: str) -> State:
    return State(region="skane").with_(**choices)


def of_groups(counts: dict[str, tuple[tuple[int, int], tuple[int, int]]]) -> list[Row]:
    """No population is told, so the intervals are those of the textbook."""
    rows = []
    for item, pair in counts.items():
        for group, (positive, n) in zip(("students", "supervisors"), pair, strict=True):
            made = share_row(positive, n, item=item, group=group)
            rows.append(made[0])
    return rows


def of_sexes(*pairs: tuple[str, tuple[int, int], tuple[int, int]]) -> list[Row]:
    return [
        row
        for item, women, men in pairs
        for sex, (positive, n) in (("women", women), ("men", men))
        for row in share_row(positive, n, item=item, sex=sex)[:1]
    ]


def rendered(release: Release, asked: State) -> Rendered:
    return VIEW.render(release, asked)


# ---------------------------------------------------------------- the numbers


def test_each_gap_is_newcombes_and_the_list_is_benjamini_hochbergs() -> None:
    found = gaps(release_of(of_groups(COUNTS)), HERE, (STUDENTS, SUPERVISORS))
    assert found is not None
    p_values = []
    for gap, (first, second) in zip(found.found, COUNTS.values(), strict=True):
        assert gap.difference is not None
        low, high = confint_proportions_2indep(*first, *second, method="newcomb", compare="diff")
        assert gap.difference.value == pytest.approx(first[0] / first[1] - second[0] / second[1])
        assert gap.difference.interval.low == pytest.approx(low)
        assert gap.difference.interval.high == pytest.approx(high)
        table = [[x, n - x] for x, n in (first, second)]
        p_values.append(stats.chi2_contingency(table, correction=False).pvalue)
    expected = multipletests(p_values, alpha=0.05, method="fdr_bh")[0]
    assert [gap.is_found for gap in found.found] == list(expected)
    assert sum(expected) == 2


def test_what_is_supported_alone_may_not_be_in_the_list() -> None:
    weak = {
        "goals": ((150, 200), (97, 150)),
        "overall": ((160, 200), (120, 150)),
        "feedback": ((120, 200), (90, 150)),
        "supervision_time": ((130, 200), (98, 150)),
    }
    found = gaps(release_of(of_groups(weak)), HERE, (STUDENTS, SUPERVISORS))
    assert found is not None
    alone = {gap.item for gap in found.found if gap.difference and gap.difference.is_supported}
    assert alone == {"goals"}
    assert not any(gap.is_found for gap in found.found)
    said = rendered(release_of(of_groups(weak)), state())
    assert said.headline == (
        "Ingen skillnad mellan studenter och handledare i Skåne är säkerställd när 4 frågor prövas"
        " samtidigt."
    )


def test_a_population_that_is_told_narrows_the_interval() -> None:
    rows = of_sexes(("overall", (80, 100), (60, 100)))
    bare = gaps(release_of(rows), HERE, (WOMEN, MEN))
    told = [row for sex, x in (("women", 80), ("men", 60))
            for row in share_row(x, 100, 120, item="overall", sex=sex)]  # fmt: skip
    known = gaps(release_of(told), HERE, (WOMEN, MEN))
    assert bare is not None
    assert known is not None
    (wide, narrow) = (one.found[0].difference for one in (bare, known))
    assert wide is not None
    assert narrow is not None
    assert narrow.interval.low > wide.interval.low
    assert narrow.interval.high < wide.interval.high


# ---------------------------------------------------------------- what is compared


def test_pairs_are_groups_with_a_question_in_common() -> None:
    release = release_of(of_groups(COUNTS))
    assert list(group_pairs(release, SERIES, "skane")) == [
        "students-supervisors", "students-managers", "supervisors-managers",
    ]  # fmt: skip
    alone = [one for one in rounds() if one.group != "managers"]
    assert list(group_pairs(release_of(of_groups(COUNTS), alone), SERIES, "skane")) == [
        "students-supervisors"
    ]


def changed(one: SurveyRound, **changes: object) -> SurveyRound:
    """The supervisors' round of 2024 with another scale or wording of its first question."""
    if one.group != "supervisors" or one.period != "2024":
        return one
    first, *rest = one.items
    return replace(one, items=(replace(first, **changes), *rest))  # type: ignore[arg-type]


def test_questions_with_another_scale_are_left_out_and_named() -> None:
    reason = Text("Skalan har fyra steg.", "The scale has four steps.")
    other = [
        changed(one, scale="agreement", comparability=Comparability.CHANGED_SCALE, reason=reason)
        for one in rounds()
    ]
    release = release_of(of_groups(COUNTS), other)
    said = rendered(release, state())
    assert "overall" not in {mark.category for mark in shown(chart_of(said))}
    assert said.warnings[0] == (
        "Jämförs inte, eftersom skalorna är olika: ”Hur var din placering som helhet?”."
    )


def test_questions_worded_to_suit_each_group_show_both_wordings() -> None:
    wording = Text("Hur var studentens placering?", "How was the student's placement?")
    release = release_of(of_groups(COUNTS), [changed(one, wording=wording) for one in rounds()])
    said = rendered(release, state())
    assert said.warnings[0].startswith("En fråga är olika formulerad för studenter och handledare")
    assert [cell.text for cell in said.table.rows[0][:2]] == [
        "Hur var din placering som helhet?", "Hur var studentens placering?",
    ]  # fmt: skip
    assert "Frågan till handledare" in [column.label for column in said.table.columns]


def test_what_only_one_side_was_asked_is_counted() -> None:
    said = rendered(release_of(of_groups(COUNTS)), state())
    assert said.warnings == ("Bara studenter har fått 2 frågor till; de jämförs inte.",)


def test_women_stand_before_men_and_both_are_shown() -> None:
    release = release_of(of_sexes(("overall", (80, 100), (40, 100)), ("goals", (60, 90), (50, 90))))
    said = rendered(release, state(comparison="women-men"))
    shares, difference = chart_of(said).panels
    assert [series.key for series in shares.series] == ["women", "men"]
    assert difference.subtitle == "Kvinnor minus män, procentenheter"
    values = {p.category: p.value for p in difference.series[0].points}
    assert values["overall"] == pytest.approx(40.0)
    assert said.headline == "Kvinnor i Skåne svarar oftare positivt än män på 1 av 2 frågor."


def test_the_groups_told_by_sex_are_those_that_have_rows() -> None:
    release = release_of(of_sexes(("overall", (80, 100), (40, 100))))
    assert list(told_by_sex(release, SERIES, "skane")) == ["students"]
    with pytest.raises(BadState) as refused:
        rendered(release, state(comparison="women-men", group="managers"))
    assert refused.value.allowed == ("students",)


# ---------------------------------------------------------------- what is drawn and said


def chart_of(said: Rendered) -> Chart:
    assert isinstance(said.chart, Chart)
    return said.chart


def test_filled_marks_are_those_that_hold_in_the_list() -> None:
    said = rendered(release_of(of_groups(COUNTS)), state())
    marks = {p.category: p.mark for p in chart_of(said).panels[1].series[0].points}
    assert marks == {"overall": Mark.DOT, "goals": Mark.DOT,
                     "supervision_time": Mark.OPEN_DOT, "feedback": Mark.OPEN_DOT}  # fmt: skip
    assert said.headline == (
        "Studenter i Skåne svarar oftare positivt än handledare på 2 av 4 frågor."
    )


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        ((40, 100), (80, 100),
         "Kvinnor i Skåne svarar mer sällan positivt än män på den enda fråga som kan jämföras."),
        ((80, 100), (78, 100),
         "Skillnaden mellan kvinnor och män i Skåne kan vara slump på den enda fråga som kan"
         " jämföras."),
    ],
)  # fmt: skip
def test_a_single_question_has_sentences_of_its_own(
    first: tuple[int, int], second: tuple[int, int], sentence: str
) -> None:
    release = release_of(of_sexes(("overall", first, second)))
    assert rendered(release, state(comparison="women-men")).headline == sentence


def test_both_ways_are_told_apart() -> None:
    rows = of_sexes(("overall", (80, 100), (40, 100)), ("goals", (30, 100), (70, 100)),
                    ("feedback", (50, 100), (51, 100)))  # fmt: skip
    said = rendered(release_of(rows), state(comparison="women-men", language="en"))
    assert said.headline == (
        "Women in Skåne answer positively more often than men on 1 of 3 questions and less often"
        " on 1."
    )


def test_a_hidden_side_keeps_its_sign_and_is_not_tested() -> None:
    rows = of_sexes(("overall", (80, 100), (40, 100)))
    rows += share_row(60, 100, item="goals", sex="women")[:1]
    rows += share_row(None, None, item="goals", sex="men")[:1]
    said = rendered(release_of(rows), state(comparison="women-men"))
    statuses = {(m.panel, m.category): m.status for m in shown(chart_of(said)) if m.value is None}
    assert statuses["differences", "goals"] == "suppressed"
    assert ("U", "dold för att skydda svar") in said.signs
    assert "den enda fråga som kan jämföras" in said.headline


def test_all_hidden_is_said_in_words() -> None:
    rows = [r for sex in ("women", "men") for r in share_row(None, None, sex=sex)[:1]]
    with pytest.raises(NothingToShow) as nothing:
        rendered(release_of(rows), state(comparison="women-men"))
    assert "pekas ut" in nothing.value.reason.sv


def test_few_answers_have_no_decimals() -> None:
    said = rendered(release_of(of_sexes(("overall", (40, 60), (300, 401)))),
                    state(comparison="women-men"))  # fmt: skip
    row = said.table.rows[0]
    assert [cell.text for cell in row[1:6]] == ["67", "60", "74,8", "401", "−8"]
    assert "," not in row[6].text


def test_differences_are_in_percentage_points_never_in_per_cent() -> None:
    said = rendered(release_of(of_groups(COUNTS)), state())
    assert "skillnad +20,0 procentenheter" in said.description
    assert "Skillnad, procentenheter" in [column.label for column in said.table.columns]


def test_the_note_tells_n_interval_and_what_may_not_be_concluded() -> None:
    said = rendered(survey_release(), state())
    assert "Newcombes intervall (95\u00a0%), med korrigering för att alla studenter bjöds in" in (
        said.note
    )
    assert "Svar per fråga: studenter " in said.note
    assert "inte varför" in said.note
    assert {"Vad man kan dra för slutsats", "Vad man inte kan dra för slutsats"} <= {
        heading for heading, _ in said.about
    }


def test_a_unit_may_be_chosen_where_both_sides_tell_it() -> None:
    rows = of_groups(COUNTS)
    for group in ("students", "supervisors"):
        rows += share_row(30, 50, organisation="skane_unit_01", group=group)[:1]
    rows += share_row(30, 50, organisation="skane_unit_02", group="students")[:1]
    release = release_of(rows)
    offered = {control.key: control for control in VIEW.controls(release, state())}
    assert [o.value for o in offered["organisation"].options] == [ALL, "skane_unit_01"]
    said = rendered(release, state(organisation="skane_unit_01"))
    assert "vid Enhet 01 Skåne" in said.headline


def test_a_region_without_any_pair_says_so() -> None:
    only = [one for one in rounds() if one.group == "managers"]
    with pytest.raises(NothingToShow) as nothing:
        VIEW.controls(release_of(share_row(30, 50, group="managers")[:1], only), state())
    assert "inga två grupper" in nothing.value.reason.sv


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("region", [None, "skane", "vasterbotten", "stockholm"])
@pytest.mark.parametrize("comparison", ["students-supervisors", "students-managers", "women-men"])
def test_every_text_is_readable(language: Language, region: str | None, comparison: str) -> None:
    asked = State(language=language, region=region, comparison=comparison)
    said = rendered(survey_release(), asked)
    assert unreadable(said) == []
    assert said.sources
    assert len({control.key for control in VIEW.controls(survey_release(), asked)}) >= 4
