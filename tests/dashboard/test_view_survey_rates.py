"""Response rates: what is drawn, how many answers are still needed, and what is said."""

import math

import pytest
from scipy.stats import norm

from dashboard.charts.grammar import Chart, Emphasis
from dashboard.state import BadState, State
from dashboard.views import survey_rates, survey_rates_trend, survey_rates_units
from dashboard.views.model import NothingToShow, Rendered
from tests.dashboard.survey_rows import release_of, share_row
from tests.survey_release import SERIES, rounds, survey_release
from warehouse.members import ALL
from warehouse.regions import ALF_REGION_CODES
from warehouse.survey_statistics import RESPONSE_RATE_RULE
from warehouse.text import LANGUAGES, Language

RATE = f"{SERIES}_response_rate"


def chart_of(rendered: Rendered) -> Chart:
    assert isinstance(rendered.chart, Chart)
    return rendered.chart


def regions(**choices: str | None) -> Rendered:
    return survey_rates.render(survey_release(), State().with_(**choices))


def units(**choices: str | None) -> Rendered:
    return survey_rates_units.render(survey_release(), State().with_(**choices))


def half_width(n: float, population: float | None) -> float:
    """Of Wilson's interval at one half, from the formula: DESIGN section 8."""
    z = norm.ppf(0.975)
    if population == n:
        return 0.0
    effective = n if population is None else n * (population - 1) / (population - n)
    return float(z * math.sqrt(0.25 / effective + z * z / (4 * effective**2))
                 / (1 + z * z / effective))  # fmt: skip


def still_needed(n: int, population: int, margin: float) -> int:
    return next(m for m in range(population) if half_width(n + m, population) <= margin)


# ---------------------------------------------------------------- regions


def test_rates_are_those_of_the_release_and_none_has_an_interval() -> None:
    rows = survey_release().observations(RATE).filter(
        group="students", period="2024", organisation=ALL, sex=ALL
    )  # fmt: skip
    points = [p for series in chart_of(regions()).panels[0].series for p in series.points]
    assert {p.category: p.value for p in points} == dict(
        zip(rows["region"], rows["value"], strict=True)
    )
    assert {(p.low, p.high, p.bound_low, p.bound_high) for p in points} == {(None,) * 4}


def test_regions_stand_from_north_to_south_with_own_alone_in_colour() -> None:
    panel = chart_of(regions(region="skane")).panels[0]
    assert tuple(c.key for c in panel.categories) == ALF_REGION_CODES
    assert [c.key for c in panel.categories if c.emphasis is Emphasis.OWN] == ["skane"]


@pytest.mark.parametrize("margin", ["3", "5", "10"])
def test_answers_still_needed_follow_from_the_formula(margin: str) -> None:
    table = regions(margin=margin).table
    rows = [[cell.value for cell in row[3:]] for row in table.rows]
    for answers, invited, needed in rows:
        assert answers is not None
        assert invited is not None
        assert needed == still_needed(int(answers), int(invited), int(margin) / 100)


def test_the_choice_of_margin_is_drawn() -> None:
    def notes(margin: str) -> list[str]:
        return [c.notes[1] for c in chart_of(regions(margin=margin)).panels[0].categories]

    assert notes("10") == ["räcker"] * 7
    assert all(note.replace("\xa0", "").isdigit() for note in notes("3"))


def test_a_margin_that_is_not_offered_is_refused() -> None:
    with pytest.raises(BadState) as refused:
        regions(margin="4")
    assert refused.value.allowed == ("3", "5", "10")


def test_a_hidden_rate_has_its_sign_and_is_told_in_words() -> None:
    rendered = regions(region="orebro", group="managers")
    row = next(row for row in rendered.table.rows if row[0].text == "Örebro")
    assert [cell.text for cell in row[2:]] == ["U"] * 4
    assert rendered.headline == "Örebro: svarsfrekvensen är dold för att skydda svar."
    assert ("U", "dold för att skydda svar") in rendered.signs


def test_the_line_names_how_many_regions_it_is_of() -> None:
    assert chart_of(regions(group="managers")).panels[0].lines[0].label.startswith("de sex till")
    students = survey_release().observations(RATE).filter(
        group="students", period="2024", organisation=ALL, sex=ALL
    )  # fmt: skip
    counts = students.select("numerator", "denominator").sum().row(0)
    whole = 100 * counts[0] / counts[1]
    assert chart_of(regions()).panels[0].lines[0].value == pytest.approx(whole)


def test_target_groups_may_stand_side_by_side() -> None:
    rendered = regions(region="skane", group="every")
    assert [panel.title for panel in chart_of(rendered).panels] == [
        "Studenter", "Handledare", "Chefer",
    ]  # fmt: skip
    assert rendered.headline.startswith("Skåne: studenter ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rule_of_counting_is_printed(language: Language) -> None:
    assert RESPONSE_RATE_RULE.of(language) in regions(language=language).note


def test_of_a_sample_that_is_said_and_no_reminder_is_promised_to_be_enough() -> None:
    rendered = regions(region="uppsala", group="supervisors", language="en")
    assert "Those invited are a sample of the group." in rendered.note
    assert "more than invited" in [row[5].text for row in rendered.table.rows]
    assert "more answers would" not in rendered.headline


def test_a_region_outside_the_survey_keeps_its_row() -> None:
    only = [one for one in rounds() if one.regions == ("stockholm",)]
    release = release_of(share_row(30, 60, 100, region="stockholm"), rounds=only)
    rendered = survey_rates.render(release, State(region="skane", language="en"))
    assert rendered.headline == "Skåne: the response rate is not in the survey."
    assert len(rendered.table.rows) == 7
    assert chart_of(rendered).panels[0].lines == ()


def test_few_answers_have_no_decimals_and_many_have_one() -> None:
    labels = [p.label for s in chart_of(regions()).panels[0].series for p in s.points]
    assert all("," in label for label in labels)
    labels = [
        p.label
        for s in chart_of(regions(group="managers")).panels[0].series
        for p in s.points
        if p.status == "ok"
    ]
    assert not any("," in label for label in labels)


def test_where_nobody_knows_how_many_were_invited_the_answers_are_still_counted() -> None:
    rate = {**share_row(30, 60, 100)[1], "value": None, "status": "missing", "base": 60.0,
            "numerator": None, "denominator": None}  # fmt: skip
    known = share_row(30, 60, 100, region="uppsala")
    rendered = survey_rates.render(release_of([rate, *known]), State(region="skane"))
    row = next(row for row in rendered.table.rows if row[0].text == "Skåne")
    more = next(m for m in range(1000) if half_width(60 + m, None) <= 0.05)
    assert [cell.text for cell in row[2:]] == ["..", "60", "..", str(more)]


# ---------------------------------------------------------------- units


def test_units_are_those_of_the_region_in_the_order_of_the_register() -> None:
    panel = chart_of(units(region="skane")).panels[0]
    keys = [category.key for category in panel.categories]
    assert keys == [code for code in survey_release().registry.organisations if code in keys]
    assert all(key.startswith("skane_") for key in keys)
    assert panel.lines[0].label.startswith("Skåne")


def test_hidden_units_are_counted_and_never_named_as_anything_but_hidden() -> None:
    rendered = units(region="stockholm", group="managers")
    hidden = [row for row in rendered.table.rows if row[2].text == "U"]
    assert f"{len(hidden)} enheter visas inte" in rendered.headline
    assert all({cell.text for cell in row[2:]} == {"U"} for row in hidden)


def test_units_that_are_all_hidden_are_no_empty_chart() -> None:
    with pytest.raises(NothingToShow) as nothing:
        units(region="orebro", group="managers")
    assert "dolda" in nothing.value.reason.sv


def test_where_no_region_is_chosen_the_note_says_whose_units_are_shown() -> None:
    assert "Ingen region är vald, så Västerbotten visas" in units().note
    assert "Ingen region är vald" not in units(region="skane").note


# ---------------------------------------------------------------- over time


def test_rates_over_time_are_broken_where_the_survey_is() -> None:
    rendered = survey_rates_trend.render(survey_release(), State(region="stockholm"))
    panel = next(p for p in chart_of(rendered).panels if p.key == "stockholm")
    assert [one.label for one in panel.breaks] == ["Ny enkät"]
    segments = {p.category: p.segment for p in panel.series[0].points}
    assert segments["2020"] != segments["2021"] == segments["2022"]
    others = [p for p in chart_of(rendered).panels if p.key != "stockholm"]
    assert not any(panel.breaks for panel in others)


def test_another_group_gives_other_rates() -> None:
    release = survey_release()
    students, managers = (
        survey_rates_trend.render(release, State(group=group)).table.rows
        for group in ("students", "managers")
    )
    assert len(students) == 42
    assert len(managers) == 14


def test_one_round_is_no_trend() -> None:
    release = release_of(share_row(30, 60, 100))
    with pytest.raises(NothingToShow) as nothing:
        survey_rates_trend.render(release, State(region="skane"))
    assert "ingen utveckling" in nothing.value.reason.sv


@pytest.mark.parametrize(
    ("status", "words"), [("missing", "inte känd"), ("suppressed", "dold för att skydda svar")]
)
def test_why_there_is_no_rate_is_a_sentence(status: str, words: str) -> None:
    hidden = {**share_row(30, 60, 100)[1], "value": None, "status": status, "numerator": None,
              "denominator": None, "base": None}  # fmt: skip
    known = share_row(30, 60, 100, region="uppsala")
    rendered = survey_rates.render(release_of([hidden, *known]), State(region="skane"))
    assert rendered.headline == f"Skåne: svarsfrekvensen är {words}."
    unit = share_row(30, 60, 100, organisation="skane_unit_01")
    rendered = survey_rates_units.render(release_of([hidden, *unit]), State(region="skane"))
    assert rendered.headline == ("Skåne: 0 av 1 enheter har svar nog för ±5 procentenheter.")
