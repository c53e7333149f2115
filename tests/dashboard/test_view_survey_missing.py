"""Who is missing: the parts, their skew, R beside chance, and what is said of it."""

import pytest

from dashboard.charts.grammar import Chart
from dashboard.state import State
from dashboard.views import survey_missing
from dashboard.views.model import NothingToShow, Rendered
from dashboard.views.survey_missing_words import Division
from tests.dashboard.survey_rows import release_of, share_row
from tests.survey_release import SERIES, survey_release
from warehouse.queries import Release
from warehouse.representativeness import ResponseStratum, representativeness_by_chance
from warehouse.text import LANGUAGES, Language


def render(release: Release | None = None, **choices: str) -> Rendered:
    state = State(region="skane").with_(**choices)
    return survey_missing.render(release or survey_release(), state)


def test_the_parts_are_sexes_programmes_and_units_in_fixed_order() -> None:
    chart = render().chart
    assert isinstance(chart, Chart)
    assert [panel.key for panel in chart.panels] == ["by_sex", "by_group", "by_organisation"]
    assert [c.label for c in chart.panels[0].categories] == ["Kvinnor", "Män"]
    assert [c.label for c in chart.panels[1].categories] == [
        "Läkarstudenter", "Sjuksköterskestudenter", "Fysioterapeutstudenter",
    ]  # fmt: skip


def test_skew_is_the_share_of_answers_minus_that_of_invited() -> None:
    rows = survey_release().observations(f"{SERIES}_response_rate").filter(
        region="skane", group="students", period="2024", organisation="all"
    ).to_dicts()  # fmt: skip
    counts = {row["sex"]: (row["numerator"], row["denominator"]) for row in rows}
    expected = 100 * (counts["women"][0] / counts["all"][0] - counts["women"][1] / counts["all"][1])
    women = render().table.rows[0]
    assert women[0].text == "Kvinnor"
    assert women[-1].value == pytest.approx(expected)


def test_skews_of_a_division_that_is_whole_add_up_to_nothing() -> None:
    rows = render().table.rows
    for division in ("Efter kön", "Efter utbildning", "Efter enhet"):
        skews = [row[-1].value or 0.0 for row in rows if row[1].text == division]
        assert sum(skews) == pytest.approx(0, abs=1e-9)


def test_the_headline_tells_of_the_division_that_differs_most() -> None:
    partial = survey_release().observations(f"{SERIES}_representativeness").filter(
        region="skane", group="students", period="2024"
    )  # fmt: skip
    values = dict(zip(partial["item"], partial["value"], strict=True))
    assert max(("by_sex", "by_group", "by_organisation"), key=values.__getitem__) == "by_group"
    assert "fysioterapeutstudenter svarade oftast" in render().headline


@pytest.mark.parametrize("language", LANGUAGES)
def test_r_stands_beside_what_chance_alone_gives(language: Language) -> None:
    """In the crossing with most parts, as the release's own R: nine units, not six by sex."""
    rows = survey_release().observations(f"{SERIES}_response_rate").filter(
        region="skane", period="2024", group="students", sex="all"
    ).to_dicts()  # fmt: skip
    strata = [
        ResponseStratum(invited=row["denominator"], answers=row["numerator"])
        for row in rows
        if row["organisation"] != "all"
    ]
    assert len(strata) == 9
    chance = f"{representativeness_by_chance(strata):.2f}"
    note = render(language=language).note
    assert (chance if language == "en" else chance.replace(".", ",")) in note


def test_what_is_hidden_is_one_more_part_of_chance() -> None:
    """Two of three units are shown; the third is what they leave of the region."""
    shown = {"skane_unit_01": (20, 100), "skane_unit_02": (40, 100)}
    units = [row for code, (n, invited) in shown.items()
             for row in share_row(n // 2, n, invited, organisation=code)]  # fmt: skip
    hidden = share_row(None, None, organisation="skane_unit_03")
    r = representativeness_row(0.8)
    release = release_of([*share_row(40, 80, 300), *units, *hidden, r])
    counts = [*shown.values(), (20, 100)]
    strata = [ResponseStratum(invited=invited, answers=n) for n, invited in counts]
    expected = f"{representativeness_by_chance(strata):.2f}".replace(".", ",")
    assert f"slumpen ensam ger omkring {expected}" in render(release).note


def representativeness_row(value: float) -> dict[str, object]:
    rows = survey_release().observations(f"{SERIES}_representativeness").filter(
        region="skane", group="students", period="2024", item="all"
    )  # fmt: skip
    return {**rows.drop("start", "end").to_dicts()[0], "value": value}


def test_two_parts_are_compared_and_a_hidden_one_is_not_named() -> None:
    rendered = render(region="uppsala", group="supervisors")
    assert rendered.headline.startswith("Uppsala: kvinnor svarade oftare (")
    hidden = render(region="vasterbotten")
    assert "fysioterapeut" not in hidden.headline
    assert "Delar med U visas inte" in hidden.note


def test_units_are_never_named_as_good_or_bad() -> None:
    sizes = {"skane_unit_01": 20, "skane_unit_02": 40}
    units = [row for code, n in sizes.items() for row in share_row(n // 2, n, 100,
             organisation=code)]  # fmt: skip
    release = release_of([*share_row(60, 80, 200), *units])
    headline = render(release).headline
    assert "Enhet" not in headline
    assert headline.startswith("Skåne: enheternas svarsfrekvens går från ")


def test_a_survey_without_parts_says_that_nobody_can_see_who_is_missing() -> None:
    with pytest.raises(NothingToShow) as nothing:
        render(release_of(share_row(60, 80, 200)))
    assert "vilka som saknas" in nothing.value.reason.sv


@pytest.mark.parametrize(
    ("women", "men", "verdict"),
    # 306 of 1023 against 97 of 507: a z-test of two shares has p = 6e-6 (chi-square 20.6).
    [((306, 1023), (97, 507), "är större än slumpen brukar ge"),
     ((268, 1023), (120, 507), "kan vara slump")],
)  # fmt: skip
def test_the_headline_says_whether_the_difference_may_be_chance(
    women: tuple[int, int], men: tuple[int, int], verdict: str
) -> None:
    """By a test of the very division that is named, whatever R of another division is."""
    parts = [
        row
        for sex, (n, invited) in (("women", women), ("men", men))
        for row in share_row(n // 2, n, invited, sex=sex)
    ]
    whole = share_row(200, women[0] + men[0], women[1] + men[1])
    headline = render(release_of([*whole, *parts, representativeness_row(0.99)])).headline
    assert headline.endswith(f"Skillnaden {verdict}.")


def test_one_part_alone_has_no_verdict() -> None:
    women = share_row(30, 60, 100, sex="women")
    headline = render(release_of([*share_row(40, 80, 200), *women])).headline
    assert "bara en del visas" in headline
    assert "Skillnaden" not in headline


def test_r_says_what_it_is_of() -> None:
    assert "Representativitet efter enhet R = " in render().note


def test_a_division_has_the_words_of_the_registry() -> None:
    assert Division("by_sex", ()).name("en") == "By sex"
    assert Division("by_organisation", ()).name("sv") == "Efter enhet"
