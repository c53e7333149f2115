"""Units: who is compared with whom, which can be told apart, the funnel, and what is said."""

import re
from dataclasses import replace
from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from dashboard.charts.grammar import Chart, Mark, shown
from dashboard.state import BadState, State
from dashboard.views import survey_units, survey_units_funnel
from dashboard.views.model import NothingToShow, Option, Rendered, View
from dashboard.views.survey_data import pooled
from dashboard.views.survey_units_choices import chosen_units
from dashboard.views.survey_units_data import FEWEST, Compared
from tests.dashboard.survey_rows import Row, release_of, share_row
from tests.survey_release import OUTLIER, rounds, survey_release
from tests.view_checks import texts, unreadable
from warehouse.funnel import FunnelPlace, classify
from warehouse.organisations import Organisation, OrganisationKind
from warehouse.queries import Release
from warehouse.statistics import Share
from warehouse.surveys.model import SurveyRound
from warehouse.text import LANGUAGES, Language, Text

UNITS, FUNNEL = survey_units.VIEW, survey_units_funnel.VIEW
BOTH = [UNITS, FUNNEL]
# Skåne has nine units in the made-up registry, Uppsala six, Örebro four.
ALIKE = [(40, 50)] * 9
ONE_LOW = [(80, 100), (82, 100), (20, 100), (78, 100), (81, 100), (79, 100), (80, 100),
           (83, 100), (77, 100)]  # fmt: skip


def of_units(counts: list[tuple[int, int]], region: str = "skane", **key: str) -> list[Row]:
    return [
        row
        for number, (positive, n) in enumerate(counts, start=1)
        for row in share_row(
            positive, n, None, region=region, organisation=f"{region}_unit_{number:02}", **key
        )
    ]


def state(**choices: str) -> State:
    return State(region="skane").with_(**choices)


def compared(release: Release, asked: State) -> Compared:
    return chosen_units(release, asked)[1]


def chart_of(said: Rendered) -> Chart:
    assert isinstance(said.chart, Chart)
    return said.chart


# ---------------------------------------------------------------- the comparison group


def test_the_line_is_the_pooled_share_of_the_named_group() -> None:
    release = release_of(of_units([(40, 50)] * 9) + of_units([(20, 50)] * 6, "uppsala"))
    own, everywhere = (
        compared(release, state(comparison=code)) for code in ("region", "everywhere")
    )
    assert own.centre == pytest.approx(360 / 450)
    assert everywhere.centre == pytest.approx((360 + 120) / 750)
    for view in BOTH:
        said = view.render(release, state(comparison="everywhere"))
        (line,) = chart_of(said).panels[0].lines
        assert line.value == pytest.approx(64)
        assert line.label == "enheterna i alla regioner 64,0"


def test_with_few_units_at_home_all_regions_are_the_default() -> None:
    release = release_of(of_units(ALIKE[:4], "orebro") + of_units(ALIKE))
    asked = State(region="orebro")
    chosen = {control.key: control for control in UNITS.controls(release, asked)}["comparison"]
    assert chosen.chosen == "everywhere"
    assert {c.key: c for c in UNITS.controls(release, state())}["comparison"].chosen == "region"


def test_kinds_are_offered_only_where_there_are_several() -> None:
    release = release_of(of_units(ALIKE))
    assert [o.value for o in options(release, "comparison")] == ["region"]
    hospital = Organisation("skane_hospital", Text("Sjukhuset", "The hospital"),
                            OrganisationKind.HOSPITAL, "skane")  # fmt: skip
    rows = of_units(ALIKE) + share_row(30, 50, organisation="skane_hospital")
    release = release_of(rows, organisations=[hospital])
    assert [o.label for o in options(release, "comparison")] == [
        "Enheterna i Skåne", "Sjukhusen i alla regioner", "Enheterna i alla regioner",
    ]  # fmt: skip
    result = compared(release, state(comparison="hospital-everywhere"))
    assert [unit.code for unit in result.drawn] == ["skane_hospital"]


def options(release: Release, key: str) -> tuple[Option, ...]:
    return next(c.options for c in UNITS.controls(release, state()) if c.key == key)


def test_regions_that_were_asked_something_else_are_left_out_and_named() -> None:
    def reworded(one: SurveyRound) -> SurveyRound:
        if "stockholm" not in one.regions or one.period != "2024" or one.group != "students":
            return one
        first, *rest = one.items
        wording = Text("Hur var din praktik?", "How was your practice?")
        return replace(one, items=(replace(first, wording=wording), *rest))

    rows = of_units(ALIKE) + of_units([(10, 50)] * 9, "stockholm")
    release = release_of(rows, [reworded(one) for one in rounds()])
    result = compared(release, state())
    assert result.centre == pytest.approx(0.8)
    said = UNITS.render(release, state())
    assert said.warnings == (
        "Jämförs inte, eftersom frågan eller skalan var en annan där: Stockholm.",
    )


def test_other_periods_groups_and_questions_are_not_mixed_in() -> None:
    rows = of_units(ALIKE) + of_units([(1, 50)] * 9, period="2023")
    rows += of_units([(1, 50)] * 9, item="goals")[::2] + of_units([(1, 50)] * 9, group="managers")
    assert compared(release_of(rows), state()).centre == pytest.approx(0.8)


def test_the_total_of_the_region_is_no_unit() -> None:
    result = compared(release_of(of_units(ALIKE) + share_row(50, 450)), state())
    assert result.centre == pytest.approx(0.8)
    assert len(result.drawn) == 9


# ---------------------------------------------------------------- the funnel


@lru_cache(maxsize=1)
def nine_units() -> Compared:
    return compared(release_of(of_units(ALIKE)), state())


def with_counts(counts: list[tuple[int, int]]) -> Compared:
    """The nine units with other counts; a release for each of them would be slow."""
    nine = nine_units()
    own = tuple(
        replace(unit, share=share, cell=replace(unit.cell, numerator=share.positive,
                                                denominator=share.n, population=None))
        for unit, (positive, n) in zip(nine.own, counts, strict=False)
        for share in [Share(positive=positive, n=n)]
    )  # fmt: skip
    pool = pooled([unit.cell for unit in own])
    assert pool is not None
    return replace(nine, own=own, pool=pool)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(60, 200)), min_size=FEWEST, max_size=9))
def test_places_are_those_of_the_funnel(counts: list[tuple[int, int]]) -> None:
    """Limits are made for all units at once; `funnel.classify` makes them one by one."""
    result = with_counts(counts)
    assert len(result.drawn) == len(counts)
    for unit in result.drawn:
        assert unit.share is not None
        widening = result.dispersion.widening
        assert result.place(unit) is classify(unit.share, result.centre, dispersion=widening)


def test_outside_is_where_wilson_of_the_unit_leaves_out_the_line() -> None:
    """The law of these limits, with another library's interval; nothing is over-dispersed."""
    counts = [(400, 500), (410, 500), (390, 500), (405, 500), (395, 500), (400, 500), (397, 500),
              (402, 500), (352, 500)]  # fmt: skip
    result = compared(release_of(of_units(counts)), state())
    assert not result.dispersion.is_over
    for unit in result.drawn:
        assert unit.share is not None
        low, high = proportion_confint(unit.share.positive, 500, alpha=0.002, method="wilson")
        is_far = result.place(unit) in (FunnelPlace.BELOW_998, FunnelPlace.ABOVE_998)
        assert is_far == (not low <= result.centre <= high)
    said = FUNNEL.render(release_of(of_units(counts)), state())
    assert said.headline == (
        "Enhet 09 Skåne ligger längre under enheterna i Skåne (78,9\u00a0%) än slumpen brukar ge."
    )


def test_the_outlier_of_the_made_up_release_is_found_and_named() -> None:
    said = FUNNEL.render(survey_release(), state(comparison="everywhere"))
    (panel,) = chart_of(said).panels
    marks = {p.category: p for series in panel.series for p in series.points}
    assert marks[OUTLIER].mark is Mark.DIAMOND
    assert marks[OUTLIER].label == "Enhet 03 Skåne"
    assert {series.key for series in panel.series} == {"others", "own"}
    assert [curve.key for curve in panel.curves] == ["high_998", "low_998", "high_95", "low_95"]
    assert sorted(curve.label for curve in panel.curves if curve.label) == [
        "95\u00a0%", "99,8\u00a0%",
    ]  # fmt: skip


def test_units_stand_at_their_number_of_answers() -> None:
    said = FUNNEL.render(release_of(of_units(ONE_LOW)), state())
    (panel,) = chart_of(said).panels
    assert {category.position for category in panel.categories} == {100.0}
    assert panel.along is not None
    assert panel.along.low == 0
    assert panel.along.high >= 100


def test_with_few_units_intervals_stand_instead_of_limits() -> None:
    few = of_units(ALIKE[: FEWEST - 1])
    said = FUNNEL.render(release_of(few), state())
    (panel,) = chart_of(said).panels
    assert panel.curves == ()
    assert all(p.low is not None for series in panel.series for p in series.points)
    assert said.headline == (
        "Bara 7 enheter kan visas bland enheterna i Skåne: för få för att dra gränser för slumpen."
    )
    assert "Med färre än 8 enheter ritas inga gränser" in said.note
    enough = FUNNEL.render(release_of(of_units(ALIKE[:FEWEST])), state())
    assert len(chart_of(enough).panels[0].curves) == 4


def test_more_variation_than_chance_widens_the_limits_and_is_said() -> None:
    wild = [(90, 100), (30, 100), (80, 100), (40, 100), (70, 100), (50, 100), (95, 100),
            (25, 100), (60, 100)]  # fmt: skip
    result = compared(release_of(of_units(wild)), state())
    assert result.dispersion.is_over
    narrow = 1.96 * (result.centre * (1 - result.centre) / 100) ** 0.5
    limits = result.limits_95["skane_unit_01"]
    assert limits.high - result.centre == pytest.approx(
        min(1 - result.centre, narrow * result.dispersion.factor**0.5), rel=1e-3
    )
    said = FUNNEL.render(release_of(of_units(wild)), state())
    assert any("varierar mer än slumpen" in warning for warning in said.warnings)
    calm = FUNNEL.render(release_of(of_units(ALIKE)), state())
    assert calm.warnings == ()


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (ALIKE, "Ingen av de 9 enheterna i Skåne ligger utanför gränserna runt enheterna i Skåne"
                " (80,0\u00a0%): skillnaderna kan vara slump."),
        ([*[(80, 100)] * 8, (70, 100)],
         "Ingen av enheterna i Skåne ligger utanför 99,8\u00a0%-gränsen runt enheterna i Skåne"
         " (78,9\u00a0%); 1 av 9 ligger utanför 95\u00a0%-gränsen, och dit hamnar ungefär en enhet"
         " av 20 av en slump."),
    ],
)  # fmt: skip
def test_the_headline_of_the_funnel(counts: list[tuple[int, int]], sentence: str) -> None:
    assert FUNNEL.render(release_of(of_units(counts)), state()).headline == sentence


# ---------------------------------------------------------------- which can be told apart


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (ALIKE, "Ingen av de 9 enheterna i Skåne kan skiljas från någon annan av dem."),
        (ONE_LOW, "Enhet 03 Skåne har lägre andel positiva svar än var och en av de 8 andra"
                  " enheterna i Skåne; de andra kan inte skiljas åt."),
        ([(20, 100), (20, 100), (80, 100)],
         "Enhet 03 Skåne har högre andel positiva svar än var och en av de 2 andra enheterna i"
         " Skåne; de andra kan inte skiljas åt."),
        ([(20, 100), (50, 100), (80, 100)], "Alla 3 enheter i Skåne kan skiljas från varandra."),
        ([(20, 100), (20, 100), (80, 100), (80, 100)],
         "4 av 6 par av enheter i Skåne kan skiljas åt; för övriga kan skillnaden vara slump."),
        ([(40, 50), (41, 50)], "De två enheterna i Skåne kan inte skiljas åt."),
        ([(10, 50), (41, 50)], "De två enheterna i Skåne kan skiljas åt."),
        ([(40, 50)],
         "Bara en enhet i Skåne kan visas, så det finns inget att skilja den från."),
    ],
)  # fmt: skip
def test_the_headline_says_which_can_be_told_apart(
    counts: list[tuple[int, int]], sentence: str
) -> None:
    assert UNITS.render(release_of(of_units(counts)), state()).headline == sentence


def test_units_stand_in_the_order_of_their_names_never_of_their_shares() -> None:
    named = [
        Organisation(f"skane_{at}", Text(name, name), OrganisationKind.UNIT, "skane")
        for at, name in enumerate(["Öst", "Enhet 10", "Enhet 2", "Ängen", "Ålen", "väst"])
    ]
    rows = [
        row
        for at, one in enumerate(named)
        for row in share_row(45 - 5 * at, 50, organisation=one.code)
    ]
    said = UNITS.render(release_of(rows, organisations=named), state())
    names = [category.label for category in chart_of(said).panels[0].categories]
    assert names == ["Enhet 2", "Enhet 10", "väst", "Ålen", "Ängen", "Öst"]
    assert [row[0].text for row in said.table.rows] == names


@pytest.mark.parametrize("view", BOTH, ids=lambda view: view.id)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_place_in_a_ranking_is_ever_written(view: View, language: Language) -> None:
    said = view.render(survey_release(), state(language=language))
    ranked = re.compile(
        r"\b(plats|rang|bäst|sämst|etta|topp|rank|best|worst|top|first place)\b", re.IGNORECASE
    )
    excused = {text for _, text in said.about} | {said.note}
    assert [text for text in texts(said) if text not in excused and ranked.search(text)] == []


def test_a_hidden_unit_keeps_its_row_and_its_sign() -> None:
    rows = of_units(ALIKE[:8]) + share_row(None, None, organisation="skane_unit_09")
    said = UNITS.render(release_of(rows), state())
    statuses = {mark.category: mark.status for mark in shown(chart_of(said))}
    assert statuses["skane_unit_09"] == "suppressed"
    assert "En av enheterna i Skåne visas inte" in said.note
    assert ("U", "dold för att skydda svar") in said.signs
    funnel = FUNNEL.render(release_of(rows), state())
    assert "skane_unit_09" not in {mark.category for mark in shown(chart_of(funnel))}
    assert funnel.table.rows[-1][3].text == "U"


@pytest.mark.parametrize("view", BOTH, ids=lambda view: view.id)
def test_all_hidden_and_no_units_are_said_in_words(view: View) -> None:
    hidden = [row for n in (1, 2) for row in share_row(None, None, organisation=f"skane_unit_0{n}")]
    with pytest.raises(NothingToShow) as nothing:
        view.render(release_of(hidden), state())
    assert "pekas ut" in nothing.value.reason.sv
    with pytest.raises(NothingToShow) as nothing:
        view.render(release_of(share_row(40, 50)), state())
    assert "inte efter enhet" in nothing.value.reason.sv


def test_when_everybody_answered_no_interval_is_drawn() -> None:
    rows = [
        row
        for n in (1, 2, 3)
        for row in share_row(40, 50, 50, organisation=f"skane_unit_0{n}")
    ]  # fmt: skip
    said = UNITS.render(release_of(rows), state())
    assert all(mark.low is None for mark in shown(chart_of(said)))


def test_intervals_have_no_more_decimals_than_their_n() -> None:
    said = UNITS.render(release_of(of_units([(40, 50), (123, 400)])), state())
    small, large = (row[3].text for row in said.table.rows)
    assert "," not in small
    assert "," in large


@pytest.mark.parametrize("view", BOTH, ids=lambda view: view.id)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("region", [None, "skane", "orebro", "stockholm"])
@pytest.mark.parametrize("group", ["students", "supervisors"])
def test_every_text_is_readable(
    view: View, language: Language, region: str | None, group: str
) -> None:
    asked = State(language=language, region=region, group=group)
    said = view.render(survey_release(), asked)
    assert unreadable(said) == []
    assert said.sources
    assert {"Vad man inte kan dra för slutsats", "What may not be concluded"} & {
        heading for heading, _ in said.about
    }


@pytest.mark.parametrize("key", ["group", "period", "item", "comparison", "series"])
def test_what_there_is_not_is_refused(key: str) -> None:
    with pytest.raises(BadState) as refused:
        UNITS.controls(survey_release(), state().with_(**{key: "no_such_thing"}))
    assert refused.value.key == key


def test_the_share_stands_beside_the_row_not_at_the_end_of_its_interval() -> None:
    """There it would be read as the end of the interval."""
    said = UNITS.render(release_of(of_units([(60, 100), (45, 90)])), state())
    (panel,) = chart_of(said).panels
    assert panel.note_titles == ("procent", "n")
    assert [c.notes for c in panel.categories] == [("60,0", "100"), ("50", "90")]
    assert all(p.label == "" for p in panel.series[0].points)
