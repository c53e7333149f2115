"""Women and men: the even band, targets beside outcomes, and the career ladder."""

import pytest

from dashboard.charts.grammar import Chart, Panel
from dashboard.state import BadState, State
from dashboard.views import gender_balance, gender_ladder, gender_targets, target_sentences
from dashboard.views.figures import Drawn
from dashboard.views.model import NothingToShow, Rendered
from dashboard.views.sexes import is_even
from dashboard.views.target_sentences import Aim
from tests.builders import observation
from tests.dashboard.figure_rows import ESTIMATED, figure, wording
from tests.view_checks import release_of
from warehouse.period import parse_period
from warehouse.queries import Release

SPACE = "\u00a0"
NEW = "new_professors_share_by_sex"
UNIVERSITIES = {
    "uppsala": "uppsala_university",
    "stockholm": "karolinska_institutet",
    "skane": "lund_university",
}


def panels(rendered: Rendered) -> tuple[Panel, ...]:
    assert isinstance(rendered.chart, Chart)
    return rendered.chart.panels


def values(panel: Panel, series: str) -> dict[str, float]:
    (found,) = [s for s in panel.series if s.key == series]
    return {p.category: p.value for p in found.points if p.value is not None}


def said(rendered: Rendered) -> str:
    return rendered.headline.replace(SPACE, " ")


def shares(values: dict[str, tuple[str, float]], **overrides: object) -> list[dict[str, object]]:
    """The women's and the men's share of each region in its period."""
    return [
        observation(
            indicator=NEW, region=region, organisation=UNIVERSITIES[region], period=period,
            sex=sex, value=share, printed=f"{share:g}", **overrides,
        )
        for region, (period, women) in values.items()
        for sex, share in (("women", women), ("men", 100 - women))
    ]  # fmt: skip


@pytest.mark.data
class TestAuthorships:
    """CWTS Leiden Ranking 2020: women's share of authorships with known sex."""

    def test_the_printed_shares_of_women_and_what_is_left_for_men(self, release: Release) -> None:
        (panel,) = panels(gender_balance.render(release, State()))
        women = values(panel, "women")
        assert women == {
            "vasterbotten": 37.9, "uppsala": 33.0, "stockholm": 41.8, "orebro": 40.0,
            "ostergotland": 32.1, "vastra_gotaland": 39.3, "skane": 34.4,
        }  # fmt: skip
        for region, men in values(panel, "men").items():
            assert men == pytest.approx(100 - women[region])

    def test_two_of_seven_lie_within_40_to_60(self, release: Release) -> None:
        rendered = gender_balance.render(release, State(region="uppsala"))
        assert said(rendered) == ("2 av 7 regioner ligger inom 40–60 % kvinnor; Uppsala har 33 %.")

    def test_the_band_is_drawn(self, release: Release) -> None:
        (panel,) = panels(gender_balance.render(release, State()))
        assert [(band.low, band.high) for band in panel.bands] == [(40, 60)]


@pytest.mark.parametrize(
    ("share", "even"), [(39.9, False), (40.0, True), (50.0, True), (60.0, True), (60.1, False)]
)
def test_the_ends_of_the_band_are_even(share: float, even: bool) -> None:
    assert is_even(figure(ESTIMATED.id, value=share, sex="women"), ESTIMATED) is even


def test_shares_of_one_year_are_told_in_the_present() -> None:
    release = release_of(*shares({"uppsala": ("2022", 45.0), "skane": ("2022", 30.0)}))
    rendered = gender_balance.render(release, State(region="skane", indicator=NEW))
    assert said(rendered) == "1 av 2 regioner ligger inom 40–60 % kvinnor; Skåne har 30 %."
    assert rendered.overline.endswith("2022")


def test_shares_of_different_years_are_told_with_their_years() -> None:
    rows = shares({"uppsala": ("2022", 45.0), "stockholm": ("2006", 17.0), "skane": ("2024", 30.0)})
    rendered = gender_balance.render(release_of(*rows), State(region="stockholm", indicator=NEW))
    assert said(rendered) == (
        "1 av 3 regioner låg inom 40–60 % kvinnor, senast det är känt (2006–2024);"
        " Stockholm hade 17 % (2006)."
    )
    (panel,) = panels(rendered)
    assert {c.key: c.label for c in panel.categories}["stockholm"] == "Stockholm 2006"
    assert rendered.note.endswith("se tabellen.")


def test_a_region_without_shares_keeps_its_row_and_is_told() -> None:
    release = release_of(*shares({"uppsala": ("2022", 45.0), "skane": ("2022", 30.0)}))
    rendered = gender_balance.render(release, State(region="orebro", indicator=NEW))
    assert said(rendered).endswith("; Örebro saknar värde.")
    (panel,) = panels(rendered)
    assert {c.key: c.sign for c in panel.categories}["orebro"] == ".."


def test_undated_shares_are_never_the_newest() -> None:
    rows = shares({"uppsala": ("2022", 45.0), "skane": ("2022", 30.0)}) + shares(
        {"uppsala": ("undated", 10.0), "skane": ("undated", 10.0)}
    )
    (_, when) = gender_balance.controls(release_of(*rows), State(indicator=NEW))
    assert [option.value for option in when.options] == ["newest", "2022", "undated"]
    assert when.chosen == "2022"


def test_targets_are_not_taken_for_outcomes_in_the_balance() -> None:
    rows = shares({"uppsala": ("2022", 45.0), "skane": ("2022", 30.0)}) + shares(
        {"stockholm": ("2022", 60.0)}, nature="target"
    )
    (panel,) = panels(gender_balance.render(release_of(*rows), State(indicator=NEW)))
    assert set(values(panel, "women")) == {"uppsala", "skane"}


@pytest.mark.parametrize("period", ["1950", ""])
def test_a_period_that_the_release_does_not_have_is_refused(release: Release, period: str) -> None:
    with pytest.raises(BadState):
        gender_balance.render(release, State(period=period))


@pytest.mark.data
class TestTargets:
    """The government's targets for newly recruited professors 2017–2019, in the trade press."""

    def test_targets_and_outcomes_of_2017_to_2019(self, release: Release) -> None:
        first = panels(gender_targets.render(release, State()))[0]
        assert first.key == "2017-2019"
        targets, outcomes = values(first, "target"), values(first, "outcome")
        assert {region: (targets[region], outcomes[region]) for region in outcomes} == {
            "uppsala": (48, 36),
            "stockholm": (60, 32),
            "ostergotland": (46, 31),
            "skane": (46, 46),
        }

    def test_one_of_four_reached_its_target(self, release: Release) -> None:
        assert said(gender_targets.render(release, State(region="uppsala"))) == (
            "1 av 4 lärosäten med känt utfall nådde sitt mål 2017–2019"
            " (källorna motsäger varandra om Skåne); Uppsala hade målet 48 % och utfallet 36 %."
        )

    def test_a_target_without_a_known_outcome_is_told_so(self, release: Release) -> None:
        headline = said(gender_targets.render(release, State(region="vastra_gotaland")))
        assert headline.endswith("; Västra Götaland hade målet 53 %, utfallet är inte känt.")

    def test_a_region_without_target_is_told_so(self, release: Release) -> None:
        headline = said(gender_targets.render(release, State(region="orebro")))
        assert headline.endswith("; Örebro saknar både mål och utfall.")

    def test_that_lunds_outcome_may_be_the_target_itself_is_told(self, release: Release) -> None:
        warnings = gender_targets.render(release, State()).warnings
        assert any("Lunds universitets utfall 2017–2019" in warning for warning in warnings)


def aim(region: str, target: float | None, outcome: float | None, period: str = "2022") -> Aim:
    def one(value: float | None, nature: str) -> Drawn | None:
        if value is None:
            return None
        return Drawn(figure(NEW, region=region, value=value, nature=nature, sex="women"), ())

    return Aim(region, parse_period(period), one(target, "target"), one(outcome, "outcome"))


@pytest.mark.parametrize(
    ("target", "outcome", "reached"),
    [(40, 40, True), (40, 41, True), (40, 39, False), (40, None, None), (None, 40, None)],
)
def test_a_target_is_reached_from_the_target_on(
    target: float | None, outcome: float | None, reached: bool | None
) -> None:
    assert aim("skane", target, outcome).is_reached is reached


def test_without_any_known_outcome_nothing_is_said_to_be_reached() -> None:
    aims = [aim("skane", 40, None), aim("uppsala", 50, None)]
    assert target_sentences.headline(aims, "skane", wording(NEW), set()) == (
        "Inget lärosätes utfall är känt för de perioder som har mål."
    )


def test_an_outcome_without_target_is_told_but_not_judged() -> None:
    aims = [aim("skane", None, 40), aim("uppsala", 50, 40), aim("stockholm", 50, 60)]
    assert target_sentences.headline(aims, "skane", wording(NEW), set()).replace(SPACE, " ") == (
        "1 av 2 lärosäten med känt utfall nådde sitt mål 2022;"
        " Skåne hade utfallet 40 %, målet är inte känt."
    )


def test_targets_need_targets() -> None:
    release = release_of(*shares({"uppsala": ("2022", 45.0)}))
    with pytest.raises(NothingToShow):
        gender_targets.render(release, State())


@pytest.mark.data
class TestLadder:
    """Regionfakta Örebro, autumn 2018: the university and the nation, step by step."""

    def test_the_ladder_of_orebro(self, release: Release) -> None:
        own = panels(gender_ladder.render(release, State(region="orebro")))[0]
        assert own.key == "orebro"
        women = values(own, "women")
        assert women["professors"] == 31
        assert women["senior_lecturers"] == 51
        assert "lecturers" not in women
        assert women["career_development_positions"] == 53

    def test_a_ladder_stands_on_one_year_and_one_way_of_counting(self, release: Release) -> None:
        rendered = gender_ladder.render(release, State(region="orebro"))
        for panel in panels(rendered):
            assert " · " in panel.subtitle
        assert said(rendered).startswith("Örebro universitet (Örebro) 2018: kvinnornas andel går")

    def test_professors_stand_at_the_top(self, release: Release) -> None:
        for panel in panels(gender_ladder.render(release, State())):
            assert panel.categories[0].key == "professors"

    def test_a_region_without_a_ladder_is_told_so(self, release: Release) -> None:
        headline = said(gender_ladder.render(release, State(region="uppsala")))
        assert headline.startswith("Uppsala saknar uppgifter för en hel trappa. Riket 2018:")


def steps(region: str, period: str, women: dict[str, float]) -> list[dict[str, object]]:
    return [
        observation(
            indicator="staff_share_by_sex", region=region, organisation=UNIVERSITIES[region],
            group=group, sex=sex, period=period, value=share, printed=f"{share:g}",
        )
        for group, value in women.items()
        for sex, share in (("women", value), ("men", 100 - value))
    ]  # fmt: skip


def test_steps_of_different_years_never_make_one_ladder() -> None:
    rows = steps("skane", "2020", {"lecturers": 60.0, "senior_lecturers": 50.0}) + steps(
        "skane", "2021", {"professors": 30.0}
    )
    with pytest.raises(NothingToShow):
        gender_ladder.render(release_of(*rows), State())


def test_the_year_with_most_steps_is_drawn_before_a_newer_one_with_fewer() -> None:
    full = {
        "doctoral_students": 60.0,
        "career_development_positions": 55.0,
        "senior_lecturers": 50.0,
        "professors": 30.0,
    }
    three = {"doctoral_students": 1.0, "senior_lecturers": 2.0, "professors": 3.0}
    rows = steps("skane", "2020", full) + steps("skane", "2022", three)
    (panel,) = panels(gender_ladder.render(release_of(*rows), State(region="skane")))
    assert values(panel, "women") == full
