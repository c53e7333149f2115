"""Results of a survey: themes, their questions, the answers to one; what is said of them."""

import re
from collections.abc import Iterator

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep

from dashboard.charts.geometry import Width
from dashboard.charts.grammar import Chart, Emphasis, Stacking, shown
from dashboard.charts.plotly import figure, shown_by
from dashboard.state import BadState, State, parse_state
from dashboard.views.model import NothingToShow, Rendered
from dashboard.views.survey_distribution import Distribution, Part, label_of
from dashboard.views.survey_results import VIEW
from dashboard.views.survey_stacks import Row, stacked
from tests.survey_release import SERIES, rounds, survey_release
from tests.view_checks import release_of, shipped, texts, unreadable
from warehouse.members import ALL
from warehouse.regions import ALF_REGION_CODES
from warehouse.surveys.indicators import Measure, indicator_id
from warehouse.text import LANGUAGES, Language, Text

THEME = State(region="skane", theme="learning")
ITEM = THEME.with_(item="supervision_time")


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


def rows(measure: Measure, **key: str) -> pl.DataFrame:
    """Straight from the release, past the view."""
    asked = {"organisation": ALL, "sex": ALL, "estimate": "unweighted", "group": "students",
             "period": "2024"} | key  # fmt: skip
    found = survey_release().observations(indicator_id(SERIES, measure))
    return found.filter(*(pl.col(column) == value for column, value in asked.items()))


def total(found: pl.DataFrame, column: str) -> float:
    return float(found[column].sum())


def cell(state: State, row: int, column: str) -> str:
    found = rendered(state).table
    at = [c.key for c in found.columns].index(column)
    return found.rows[row][at].text


# ---------------------------------------------------------------- every state


def states() -> Iterator[State]:
    for language in LANGUAGES:
        for region in (None, "skane", "vasterbotten", "orebro"):
            for group in ("students", "physiotherapy_students", "supervisors", "managers"):
                here = State(language=language, region=region, group=group)
                yield here
                yield here.with_(theme="without_theme")
                yield here.with_(theme="without_theme", item="overall")
                if group != "managers":
                    yield here.with_(theme="learning")
                    yield here.with_(theme="learning", item="goals")


@pytest.mark.parametrize("state", list(states()), ids=lambda s: s.query() or "start")
def test_every_state_can_be_read_or_says_why_not(state: State) -> None:
    if state.group == "managers" and state.theme:
        with pytest.raises(BadState):  # their survey has no themes
            rendered(state)
        return
    found = rendered_or_reason(state)
    if isinstance(found, Text):
        assert "{" not in found.sv + found.en
        assert found.sv != found.en
        return
    assert unreadable(found) == []
    assert found.chart is not None
    assert isinstance(found.chart, Chart)
    assert any(mark.value is not None for mark in shown(found.chart))
    for width in (Width.NARROW, Width.FULL):
        drawn = figure(found.chart, state.language, width)
        assert shown_by(drawn) == list(shown(found.chart))


@pytest.mark.parametrize("state", [State(region="skane"), THEME, ITEM], ids=["1", "2", "3"])
def test_each_step_says_what_may_and_what_may_not_be_concluded(state: State) -> None:
    for language, headings in (
        ("sv", ("Vad man kan dra för slutsats", "Vad man inte kan dra för slutsats")),
        ("en", ("What may be concluded", "What may not be concluded")),
    ):
        found = rendered(state.with_(language=language))
        about = dict(found.about)
        assert all(len(about[heading]) > 60 for heading in headings)
        assert len(found.note.split(". ")) > 2


# ---------------------------------------------------------------- themes


def test_the_first_step_shows_an_index_with_interval_for_each_theme() -> None:
    marks = {m.category: m for m in shown(chart(State(region="skane"))) if m.series == "own"}
    for theme in ("learning", "environment"):
        row = rows(Measure.THEME_INDEX, region="skane", item=theme).row(0, named=True)
        assert (marks[theme].value, marks[theme].low, marks[theme].high) == (
            row["value"], row["low"], row["high"]
        )  # fmt: skip


def test_other_regions_are_grey_and_without_a_figure() -> None:
    found = chart(State(region="skane"))
    others = next(s for s in found.panels[0].series if s.key == "others")
    assert others.emphasis is Emphasis.REGION
    assert {p.label for p in others.points} == {""}
    assert len(others.points) == 2 * 6


def test_no_theme_is_called_better_than_another() -> None:
    for language in LANGUAGES:
        said = rendered(State(region="skane", language=language)).headline.lower()
        assert not re.search(r"högst|lägst|bäst|sämst|high|low|best|worst", said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_row_leads_to_its_questions_and_they_to_their_answers(language: Language) -> None:
    """Row → address → the step below it: the whole way down, in both languages."""
    first = rendered(State(region="skane", language=language))
    address = first.table.rows[0][0].address
    assert address
    state = parse_state(address.partition("?")[2])
    second = rendered(state)
    assert (state.theme, state.item, state.language) == ("learning", None, language)
    below = second.table.rows[0][0].address
    assert below
    third = parse_state(below.partition("?")[2])
    assert (third.theme, third.item) == ("learning", "goals")
    assert third.item is not None
    assert rendered(third).headline
    linked = [c.address for p in chart(state).panels for c in p.categories]
    assert linked == [row[0].address for row in second.table.rows]


def test_questions_without_a_theme_can_be_reached() -> None:
    found = rendered(State(region="skane"))
    address = found.table.rows[-1][0].address
    assert address
    state = parse_state(address.partition("?")[2])
    assert [c.key for c in chart(state).panels[0].categories] == ["overall"]


def test_a_survey_without_themes_begins_with_its_questions() -> None:
    state = State(region="stockholm", group="managers")
    assert [c.key for p in chart(state).panels for c in p.categories] == [
        "overall", "supervision_time",
    ]  # fmt: skip
    keys = [control.key for control in VIEW.controls(survey_release(), state)]
    assert "theme" not in keys
    assert "item" in keys


# ---------------------------------------------------------------- questions


def test_bars_are_the_published_shares_of_each_answer() -> None:
    found = chart(THEME)
    assert found.stacking is Stacking.DIVERGING
    published = rows(Measure.DISTRIBUTION, region="skane", item="goals")
    values = sorted(m.value for m in shown(found) if m.category == "goals" and m.value is not None)
    assert values == sorted(published["value"])
    assert sum(values) == pytest.approx(100, abs=0.2)


def test_answers_stand_from_low_to_high_around_the_middle() -> None:
    series = chart(State(region="skane", theme="without_theme")).panels[0].series
    assert [s.place for s in series] == [-1, -0.5, 0, 0.5, 1]
    assert series[0].name == "Mycket dåligt"


def test_n_and_the_positive_share_stand_at_the_row() -> None:
    panel = chart(THEME).panels[0]
    row = rows(Measure.SHARE_POSITIVE, region="skane", item="goals").row(0, named=True)
    notes = next(c.notes for c in panel.categories if c.key == "goals")
    assert panel.note_titles == ("positiva", "n")
    assert notes == (f"{row['value']:.0f}\u00a0%", f"{row['denominator']:.0f}")


def test_the_table_compares_with_the_others_by_newcombe() -> None:
    mine = rows(Measure.SHARE_POSITIVE, region="skane", item="goals").row(0, named=True)
    rest = rows(Measure.SHARE_POSITIVE, item="goals").filter(
        pl.col("region").is_in(ALF_REGION_CODES), pl.col("region") != "skane"
    )
    positive, n = total(rest, "numerator"), total(rest, "denominator")
    assert cell(THEME, 0, "others") == f"{100 * positive / n:.1f}".replace(".", ",")
    # Without the correction for a finite population the interval is a little wider.
    low, high = confint_proportions_2indep(
        mine["numerator"], mine["denominator"], positive, n, method="newcomb", compare="diff"
    )
    ends = cell(THEME, 0, "ends").replace(",", ".").replace("−", "-").split(" till ")
    assert 100 * low < float(ends[0]) < float(ends[1]) < 100 * high


def test_the_headline_counts_what_the_list_supports() -> None:
    found = rendered(THEME)
    verdicts = [cell(THEME, i, "verdict") for i in range(3)]
    lower = verdicts.count("lägre")
    assert lower > 0
    assert found.headline == (
        f"Skåne skiljer sig från övriga regioner på {lower} av 3 frågor: {lower} lägre."
    )


def test_scales_that_differ_stand_in_panels_of_their_own() -> None:
    """In 2021 `safety` had three answers; both panels have the same axis."""
    found = chart(State(region="skane", theme="environment", period="2021"))
    assert [len(p.categories) for p in found.panels] == [1, 1]
    assert found.panels[0].axis == found.panels[1].axis
    assert found.panels[0].subtitle != found.panels[1].subtitle
    assert len({entry.group for entry in found.key}) == 2


def test_what_is_too_few_is_said_in_words_and_not_drawn() -> None:
    state = State(region="vasterbotten", group="physiotherapy_students", theme="learning")
    with pytest.raises(NothingToShow) as nothing:
        rendered(state)
    assert "riskerar att röjas" in nothing.value.reason.sv
    assert "Fysioterapeutstudenter i Västerbotten 2024" in nothing.value.reason.sv


# ---------------------------------------------------------------- answers


def test_the_region_the_others_and_all_come_first_then_the_units() -> None:
    panels = chart(ITEM).panels
    assert [c.key for c in panels[0].categories] == ["skane", "others", "nation"]
    assert panels[0].categories[0].emphasis is Emphasis.OWN
    assert panels[1].title == "Enheter i Skåne"
    units = [c.key for c in panels[1].categories]
    assert units == sorted(units)  # never in the order of their results
    assert len(units) == 9


def test_all_regions_are_the_sum_of_what_is_published() -> None:
    found = chart(ITEM)
    published = rows(Measure.DISTRIBUTION, item="supervision_time").filter(
        pl.col("region").is_in(ALF_REGION_CODES)
    )
    n = total(published, "numerator")
    values = {m.series.partition("|")[2]: m.value for m in shown(found) if m.category == "nation"}
    for code in ("disagree", "partly_disagree", "partly_agree", "agree"):
        count = total(published.filter(pl.col("category") == f"agreement_{code}"), "numerator")
        assert values[code] == pytest.approx(100 * count / n)


def test_merged_answers_are_drawn_as_one_part_with_words() -> None:
    """The outlier has so few positive answers that its answers are merged."""
    found = chart(THEME.with_(item="feedback"))
    marks = [m for m in shown(found) if m.category == "skane_unit_03" and m.value is not None]
    assert len(marks) == 2
    assert all(re.fullmatch(r"\d+ instämmer( inte)?", mark.label) for mark in marks)
    merged = [entry for entry in found.key if entry.group.startswith("Hopslagna")]
    assert [entry.label for entry in merged] == ["instämmer inte", "instämmer"]


def test_bounds_of_non_response_stand_beside_the_interval() -> None:
    row = rows(Measure.SHARE_POSITIVE, region="skane", item="supervision_time").row(0, named=True)
    low, high = (f"{row[end]:.1f}".replace(".", ",") for end in ("bound_low", "bound_high"))
    assert cell(ITEM, 0, "bounds") == f"{low}–{high}\u00a0%"
    # A sample of the supervisors was asked: nobody knows how many the others are.
    assert cell(ITEM.with_(group="supervisors"), 0, "bounds") == ""


def test_units_that_are_hidden_are_counted_in_words() -> None:
    found = rendered(State(region="stockholm", group="managers", item="overall"))
    hidden = sum(row[1].text == "U" for row in found.table.rows)
    drawn = sum(len(p.categories) for p in chart(found.state).panels) - 3
    assert hidden > 0
    assert hidden + drawn == 14
    assert f"{hidden}\u00a0enheter visas inte" in found.note


# ---------------------------------------------------------------- choices


def test_an_unknown_theme_or_question_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadState) as bad:
        rendered(State(region="skane", theme="nonsense"))
    assert bad.value.key == "theme"
    assert "learning" in bad.value.allowed
    with pytest.raises(BadState) as bad:
        rendered(THEME.with_(item="safety"))
    assert "goals" in bad.value.allowed


def test_a_release_without_surveys_says_how_to_load_one() -> None:
    for release in (shipped("surveys"), release_of()):
        with pytest.raises(NothingToShow) as nothing:
            VIEW.render(release, State())
        assert "alf example" in nothing.value.reason.sv


def test_a_period_without_a_round_in_the_region_says_who_has_one() -> None:
    """Supervisors were not asked in 2019 at all, so the period is not offered."""
    with pytest.raises(BadState):
        rendered(State(region="skane", group="supervisors", period="2019"))


def test_no_text_holds_a_hidden_number() -> None:
    """The counts of hidden cells are nowhere: not in the table, the words or the chart."""
    found = rendered(State(region="vasterbotten", group="managers", theme=None))
    assert all("None" not in text for text in texts(found))
    assert "U" in {c.text for row in found.table.rows for c in row}


@given(st.sampled_from(ALF_REGION_CODES), st.sampled_from(["goals", "feedback"]))
def test_rows_and_words_say_the_same_share(region: str, item: str) -> None:
    state = State(region=region, theme="learning", item=item)
    row = rows(Measure.SHARE_POSITIVE, region=region, item=item).row(0, named=True)
    assert f"{row['value']:.1f}".replace(".", ",") in rendered(state).headline


def test_regions_whose_index_is_hidden_are_named() -> None:
    """The marks of the others would else pass for all regions."""
    found = rows(Measure.THEME_INDEX).filter(pl.col("region") != "skane")
    hidden = {(r["item"], r["region"]) for r in found.to_dicts() if r["status"] == "suppressed"}
    warnings = rendered(State(region="skane")).warnings
    assert len(warnings) == len({theme for theme, _ in hidden})
    assert all("för att skydda dem som svarade" in text for text in warnings)


def test_the_key_holds_only_answers_that_are_drawn() -> None:
    """Where answers are merged in pairs, the pairs are named and not what they are made of."""
    scale = next(one.scale_of["goals"] for one in rounds() if "goals" in one.scale_of)
    codes = [answer.code for answer in scale.answers]
    parts = [Part(tuple(one), label_of(scale, tuple(one)), 20, 100 / 2)
             for one in (codes[:2], codes[-2:])]  # fmt: skip
    row = Row(key="goals", label="Mål", scale=scale, found=Distribution(scale, tuple(parts), 40),
              status="ok", positive="50 %", n="40")  # fmt: skip
    key = stacked([row], "sv", names_above=True).key
    assert [entry.label for entry in key] == [part.label.sv for part in parts]


def test_the_only_question_that_differs_is_named() -> None:
    headlines = [
        rendered_or_reason(State(region=region, theme=theme))
        for region in ALF_REGION_CODES
        for theme in ("learning", "without_theme")
    ]
    said = [one.headline for one in headlines if isinstance(one, Rendered)]
    ones = [text for text in said if " på 1 av " in text]
    assert ones
    assert all("andel positiva svar på ”" in text for text in ones)
