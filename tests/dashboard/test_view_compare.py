"""Compare: the figures of 2022 as the sources print them, seven regions and the nation."""

import pytest

from dashboard.charts.grammar import Chart, Emphasis, Panel
from dashboard.state import BadState, State
from dashboard.views import compare
from dashboard.views.model import NothingToShow, Rendered
from tests.builders import observation
from tests.view_checks import release_of
from warehouse.queries import Release
from warehouse.regions import ALF_REGION_CODES

# Karolinska Institutet's table of the Swedish Research Council's survey of 2022, north to south.
SURVEY_2022 = {
    "researchers|round_1|all": [76, 79, 68, 60, 68, 62, 61],
    "researchers|round_2|all": [83, 84, 78, 77, 81, 75, 79],
    "doctoral_students|round_1|all": [72, 65, 56, 70, 57, 56, 48],
    "doctoral_students|round_2|all": [71, 76, 71, 79, 66, 64, 66],
}
# The nation weighted by the numbers invited where they are printed, else as the source has it.
NATION_2022 = [67.0, 80.0, 57.4, 70.4]
SPACE = "\u00a0"


def shown(release: Release, **choices: str | None) -> Rendered:
    return compare.render(release, State().with_(**choices))


def panels(rendered: Rendered) -> tuple[Panel, ...]:
    assert isinstance(rendered.chart, Chart)
    return rendered.chart.panels


def labels(panel: Panel) -> dict[str, str]:
    return {point.category: point.label for series in panel.series for point in series.points}


def values(panel: Panel) -> dict[str, float | None]:
    """The figures of a panel; a region without one has a point with a sign instead."""
    points = (point for series in panel.series for point in series.points)
    return {point.category: point.value for point in points if point.value is not None}


@pytest.mark.data
class TestTheSurveyOf2022:
    def test_it_is_what_opens(self, release: Release) -> None:
        rendered = shown(release)
        assert rendered.overline == "Enkäter · Svarsfrekvens, ALF-utvärderingens enkät · 2022"

    def test_the_four_panels_have_the_printed_figures(self, release: Release) -> None:
        found = {panel.key: values(panel) for panel in panels(shown(release))}
        assert found == {
            key: dict(zip(ALF_REGION_CODES, map(float, printed), strict=True))
            for key, printed in SURVEY_2022.items()
        }

    def test_the_nation_is_weighted_by_the_invited(self, release: Release) -> None:
        """67.7 and 60.6 in the source are the unweighted means of the seven regions."""
        lines = [panel.lines[0].value for panel in panels(shown(release))]
        assert lines == pytest.approx(NATION_2022, abs=0.05)
        labels = [panel.lines[0].label for panel in panels(shown(release))]
        assert labels == ["Riket 67,0", "Riket 80", "Riket 57,4", "Riket 70,4"]

    def test_the_printed_mean_stands_in_the_table_and_the_warnings(self, release: Release) -> None:
        rendered = shown(release)
        cells = {cell.text for row in rendered.table.rows for cell in row}
        assert {"67,7", "60,6"} <= cells
        assert any("67,7 procent" in warning for warning in rendered.warnings)

    def test_uppsala_is_highest_among_the_researchers(self, release: Release) -> None:
        assert shown(release, region="uppsala").headline.replace(SPACE, " ") == (
            "Uppsala ligger högst av regionerna i 2 av 4 jämförelser:"
            " forskare, omgång 1 (79 %) och forskare, omgång 2 (84 %)."
        )

    def test_own_region_is_marked_in_every_panel_and_in_the_table(self, release: Release) -> None:
        rendered = shown(release, region="uppsala")
        for panel in panels(rendered):
            own = [c.key for c in panel.categories if c.emphasis is Emphasis.OWN]
            assert own == ["uppsala"]
        marked = {rendered.table.rows[i][0].text for i in rendered.table.emphasised}
        assert marked == {"Uppsala"}
        assert len(rendered.table.emphasised) == 4

    def test_the_numbers_are_those_of_the_regions_not_of_the_nation(self, release: Release) -> None:
        """168 doctoral students in Örebro, 1 620 researchers in Stockholm."""
        assert f"Underlag, där det är angivet: 168–1{SPACE}620 inbjudna" in shown(release).note

    def test_one_group_and_round_alone(self, release: Release) -> None:
        rendered = shown(release, group="doctoral_students", item="round_2", region="orebro")
        assert [panel.key for panel in panels(rendered)] == ["doctoral_students|round_2|all"]
        assert rendered.headline.replace(SPACE, " ") == (
            "Örebro har 79 %, högst av de sju; riket 70,4 %."
        )


@pytest.mark.data
def test_a_region_without_a_figure_keeps_its_row_with_a_sign(release: Release) -> None:
    rendered = shown(release, indicator="new_physician_positive_share")
    without = {key: label for key, label in labels(panels(rendered)[0]).items() if label == ".."}
    assert set(without) == {"uppsala", "stockholm", "orebro", "ostergotland"}
    assert dict(rendered.signs)[".."] == "uppgift saknas"


@pytest.mark.data
def test_authorships_are_estimates_and_have_no_order(release: Release) -> None:
    """CWTS Leiden Ranking 2020: sex is inferred from first names, 26 % unknown at Uppsala."""
    rendered = shown(release, indicator="authorship_share_by_sex", region="stockholm")
    assert rendered.headline.replace(SPACE, " ") == (
        "Stockholm har 41,8 % kvinnor. Värdena är skattade; små skillnader säger inget."
    )
    assert values(panels(rendered)[0]) == {
        "vasterbotten": 37.9, "uppsala": 33.0, "stockholm": 41.8, "orebro": 40.0,
        "ostergotland": 32.1, "vastra_gotaland": 39.3, "skane": 34.4,
    }  # fmt: skip


@pytest.mark.data
def test_figures_of_different_items_do_not_make_a_comparison(release: Release) -> None:
    """In 2019 one region counts persons and two do not say what they count."""
    rendered = shown(release, indicator="staff_share_by_sex", period="2019", region="ostergotland")
    assert "högst" not in rendered.headline
    assert "lägst" not in rendered.headline


@pytest.mark.parametrize(
    "choices",
    [
        {"indicator": "no_such"},
        {"indicator": "alf_evaluation_grade"},
        {"period": "1950"},
        {"period": ""},
        {"group": "nurses"},
        {"item": ""},
    ],
)
def test_what_the_release_does_not_have_is_refused(
    release: Release, choices: dict[str, str]
) -> None:
    with pytest.raises(BadState):
        shown(release, **choices)


def made(*rows: dict[str, object]) -> Release:
    return release_of(*rows)


def test_targets_are_never_dots_among_outcomes() -> None:
    new = "new_professors_share_by_sex"
    university = {"skane": "lund_university", "uppsala": "uppsala_university"}
    rows = [
        observation(
            indicator=new, region=region, organisation=name, sex="women", nature=nature,
            value=value, printed=str(value), source="ki_vr_survey_2022",
        )
        for region, name in university.items()
        for nature, value in (("outcome", 30.0), ("target", 60.0))
    ]  # fmt: skip
    rendered = shown(made(*rows), indicator=new)
    assert {v for panel in panels(rendered) for v in values(panel).values()} == {30.0}


def test_plans_and_targets_are_not_mixed_where_there_is_no_outcome() -> None:
    new = "new_professors_share_by_sex"
    university = {"skane": "lund_university", "uppsala": "uppsala_university"}
    rows = [
        observation(
            indicator=new, region=region, organisation=name, sex="women", nature=nature,
            value=value, printed=str(value),
        )
        for region, name in university.items()
        for nature, value in (("plan", 30.0), ("target", 60.0))
    ]  # fmt: skip
    rendered = shown(made(*rows), indicator=new)
    assert {v for panel in panels(rendered) for v in values(panel).values()} == {30.0}


def test_a_hidden_figure_shows_its_own_sign() -> None:
    rows = [observation(region=region, value=50.0, printed="50") for region in ("skane", "orebro")]
    hidden = observation(
        region="uppsala", value=None, status="suppressed", origin="computed", printed=None
    )
    rendered = shown(made(*rows, hidden))
    signs = labels(panels(rendered)[0])
    assert signs["uppsala"] == "U"
    assert signs["stockholm"] == ".."
    assert set(dict(rendered.signs)) == {"U", ".."}


def test_before_it_joined_a_region_cannot_have_a_figure() -> None:
    """Örebro has been in the agreement since 2015."""
    rows = [
        observation(region=region, period="2014", value=50.0, printed="50")
        for region in ("skane", "uppsala")
    ]
    signs = labels(panels(shown(made(*rows)))[0])
    assert signs["orebro"] == "."
    assert signs["stockholm"] == ".."


def test_a_comparison_needs_two_regions() -> None:
    with pytest.raises(NothingToShow, match="No measure"):
        shown(made(observation(region="skane")))


def test_an_undated_period_is_offered_last_and_can_be_shown() -> None:
    rows = [
        observation(region=region, period=period, value=value, printed=str(value))
        for region in ("skane", "orebro")
        for period, value in (("undated", 20.0), ("2022", 50.0))
    ]
    release = made(*rows)
    when = {c.key: c for c in compare.controls(release, State())}["period"]
    assert [option.value for option in when.options] == ["2022", "undated"]
    assert when.chosen == "2022"
    assert shown(release, period="undated").overline.endswith("utan datum")


def test_only_figures_of_the_chosen_period_are_shown() -> None:
    rows = [
        observation(region=region, period=period, value=value, printed=str(value))
        for region in ("skane", "orebro")
        for period, value in (("2018", 20.0), ("2022", 50.0))
    ]
    rendered = shown(made(*rows), period="2018")
    assert values(panels(rendered)[0]) == {"skane": 20.0, "orebro": 20.0}
    assert {row[0].text for row in rendered.table.rows} == {"Örebro", "Skåne"}
    assert len(rendered.table.rows) == 2


@pytest.mark.data
def test_the_total_of_the_nation_is_no_line_among_the_regions(release: Release) -> None:
    """5 706 researchers were invited, 1 620 at the most in one region."""
    for panel in panels(shown(release, indicator="alf_survey_invited")):
        assert panel.lines == ()
        assert panel.axis.high < 3000


@pytest.mark.data
def test_a_choice_that_only_the_nation_has_shows_nothing(release: Release) -> None:
    with pytest.raises(NothingToShow):
        shown(release, indicator="new_physician_positive_share", item="workload_acceptable")


@pytest.mark.data
def test_a_figure_has_the_decimals_that_its_source_printed(release: Release) -> None:
    """Läkartidningen 2006 prints 10,0 for Stockholm and 6,94 for Umeå."""
    (panel,) = panels(
        shown(release, indicator="medical_programme_applicants_per_place", period="HT2006")
    )
    labels = {point.category: point.label for s in panel.series for point in s.points}
    assert labels["stockholm"] == "10,0"
    assert labels["vasterbotten"] == "6,94"
    assert labels["uppsala"] == "7,6"
