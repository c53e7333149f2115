"""Trend: Stockholm's survey with its breaks, and what may stand on one line."""

from itertools import groupby

import pytest

from dashboard.charts.grammar import Chart, Form, Panel, Series
from dashboard.state import BadState, State
from dashboard.views import trend
from dashboard.views.model import NothingToShow, Rendered
from tests.builders import observation
from tests.view_checks import release_of
from warehouse.queries import Release
from warehouse.regions import ALF_REGION_CODES

SPACE = "\u00a0"
STAFF = "staff_share_by_sex"


def shown(release: Release, **choices: str | None) -> Rendered:
    return trend.render(release, State().with_(**choices))


def panels(rendered: Rendered) -> tuple[Panel, ...]:
    assert isinstance(rendered.chart, Chart)
    return rendered.chart.panels


def filled(rendered: Rendered) -> tuple[Panel, ...]:
    """The panels of regions that have figures."""
    return tuple(panel for panel in panels(rendered) if panel.series)


def stretches(series: Series) -> list[list[float | None]]:
    """The values of each unbroken stretch."""
    return [
        [point.value for point in stretch]
        for _, stretch in groupby(series.points, key=lambda point: point.segment)
    ]


@pytest.mark.data
class TestTheSurveyOfStockholm:
    """Region Stockholm's report of 2020–21 and the minutes of 2025."""

    def test_it_is_what_opens(self, release: Release) -> None:
        assert shown(release).overline == "Enkäter · Svarsfrekvens, Stockholms VIL/VFU-enkät"

    def test_it_has_three_breaks_and_nothing_is_joined_across(self, release: Release) -> None:
        (panel,) = panels(shown(release))
        assert stretches(panel.series[0]) == [[48], [39], [32, 26, 28], [22]]
        assert len(panel.breaks) == 3

    def test_a_break_lies_between_the_figures_it_parts(self, release: Release) -> None:
        (panel,) = panels(shown(release))
        positions = [c.position for c in panel.categories if c.position is not None]
        for found in panel.breaks:
            assert positions[0] < found.position < positions[-1]
            assert found.position not in positions

    def test_the_second_figure_of_2015_is_an_open_mark_that_is_joined_to_nothing(
        self, release: Release
    ) -> None:
        """The report has 48 on slide 5 and 51 on slide 6."""
        (panel,) = panels(shown(release))
        (second,) = [s for s in panel.series if s.form is Form.DOTS]
        assert [(p.category, p.value, p.label) for p in second.points] == [("2015", 51.0, "51")]

    def test_medical_students_are_a_point_of_their_own(self, release: Release) -> None:
        (panel,) = panels(shown(release))
        medical = next(s for s in panel.series if s.key == "medical_students")
        assert [(p.category, p.value) for p in medical.points] == [("HT2024", 11.0)]

    def test_the_headline_tells_of_the_breaks(self, release: Release) -> None:
        assert shown(release, region="stockholm").headline.replace(SPACE, " ") == (
            "Stockholm gick från 48 % (2015) till 22 % (HT 2024), men serien är bruten tre gånger."
        )

    def test_another_region_is_told_that_it_has_no_series(self, release: Release) -> None:
        headline = shown(release, region="uppsala").headline
        assert headline.startswith("Uppsala har ingen serie här. Stockholm gick")

    def test_the_number_of_one_year_is_not_the_number_of_all(self, release: Release) -> None:
        """Only 2020/21 has the number who got the survey: 10 045."""
        assert f"10{SPACE}045 studenter som fick enkäten" in shown(release).note
        assert "där det är angivet" in shown(release).note

    def test_each_break_is_explained(self, release: Release) -> None:
        warnings = shown(release).warnings
        assert sum(warning.startswith("Seriebrott mellan") for warning in warnings) == 3
        assert any("48 procent" in warning and "51 procent" in warning for warning in warnings)

    def test_the_university_alone(self, release: Release) -> None:
        """Slide 6: 49, 39, 30, 24 and 26 per cent."""
        (panel,) = panels(shown(release, organisation="karolinska_institutet"))
        assert stretches(panel.series[0]) == [[49], [39], [30, 24, 26]]

    def test_breaks_after_the_last_figure_are_not_told(self, release: Release) -> None:
        rendered = shown(release, organisation="karolinska_institutet")
        assert len(panels(rendered)[0].breaks) == 2
        assert sum(w.startswith("Seriebrott") for w in rendered.warnings) == 2

    def test_undated_figures_are_not_on_the_time_axis(self, release: Release) -> None:
        """Three figures of the Red Cross college have no year in the report."""
        (panel,) = panels(shown(release, organisation="red_cross_college"))
        assert [p.value for s in panel.series for p in s.points] == [31.0]


@pytest.mark.data
def test_the_share_of_women_students_rises_only_where_it_is_more_than_rounding(
    release: Release,
) -> None:
    """THE prints whole per cent: 60 to 61 at Umeå is no rise, 57 to 60 at Uppsala is one."""
    rank = "ranking_student_share_by_sex"
    assert "stigit" not in shown(release, indicator=rank, region="vasterbotten").headline
    assert "har stigit från 57" in shown(release, indicator=rank, region="uppsala").headline


@pytest.mark.data
def test_shares_of_professors_from_two_sources_are_not_a_change(release: Release) -> None:
    """Sveriges Radio 2009 and Umeå university 2010–2015."""
    headline = shown(release, indicator=STAFF, region="vasterbotten").headline
    assert "gick från" not in headline
    assert headline.endswith("ur olika källor som kan räkna olika.")


@pytest.mark.data
def test_places_of_six_years_are_no_point_beside_those_of_one(release: Release) -> None:
    """440 places in 2018–2023 beside 40 in 2018."""
    rendered = shown(release, indicator="medical_programme_new_places", item="unspecified")
    drawn = {p.value for panel in panels(rendered) for s in panel.series for p in s.points}
    assert 440.0 not in drawn
    assert 40.0 in drawn


@pytest.mark.data
def test_the_nation_is_in_every_panel_and_told_once(release: Release) -> None:
    rendered = shown(release, indicator=STAFF)
    assert all(any(s.key == "riket" for s in panel.series) for panel in filled(rendered))
    assert rendered.description.count("Riket:") == 1


@pytest.mark.data
def test_what_opens_is_a_series_where_there_is_one(release: Release) -> None:
    view = trend.controls(release, State())
    for option in view[0].options:
        rendered = shown(release, indicator=option.value)
        longest = max(len(series.points) for panel in panels(rendered) for series in panel.series)
        assert longest >= 2, option.value


@pytest.mark.parametrize(
    "choices",
    [
        {"indicator": "alf_evaluation_grade"},
        {"indicator": "nursing_vfu_rank"},
        {"organisation": "lund_university"},
        {"organisation": ""},
        {"indicator": STAFF, "group": "nurses"},
    ],
)
def test_what_the_release_does_not_have_is_refused(
    release: Release, choices: dict[str, str]
) -> None:
    with pytest.raises(BadState):
        shown(release, **choices)


def yearly(**overrides: object) -> list[dict[str, object]]:
    """Skåne's and Uppsala's rate in three years."""
    return [
        observation(region=region, period=period, value=value, printed=str(value), **overrides)
        for region in ("skane", "uppsala")
        for period, value in (("2020", 50.0), ("2021", 55.0), ("2022", 60.0))
    ]


def test_years_in_a_row_from_one_source_are_joined() -> None:
    rendered = shown(release_of(*yearly()), region="skane")
    series = {panel.key: panel.series[0] for panel in filled(rendered)}
    assert stretches(series["skane"]) == [[50, 55, 60]]
    assert rendered.headline.replace(SPACE, " ") == (
        "Skåne gick från 50,0 % (2020) till 60,0 % (2022)."
    )


def test_a_missing_year_is_a_gap() -> None:
    rows = [row for row in yearly() if row["period"] != "2021"]
    (first, _) = filled(shown(release_of(*rows)))
    assert stretches(first.series[0]) == [[50], [60]]


def test_a_year_from_another_source_is_not_joined() -> None:
    rows = yearly()
    rows[2]["source"] = "stockholm_vfu_report_2020_21"
    (skane,) = [p for p in panels(shown(release_of(*rows))) if p.key == "skane"]
    assert stretches(skane.series[0]) == [[50, 55], [60]]


def test_the_own_region_without_a_figure_is_not_told_as_if_it_had_one() -> None:
    missing = observation(
        region="orebro", period="2022", value=None, status="missing", origin="computed",
        printed=None,
    )  # fmt: skip
    headline = shown(release_of(*yearly(), missing), region="orebro").headline
    assert headline.startswith("Örebro har ingen serie här. ")


def test_regions_without_figures_are_named() -> None:
    note = shown(release_of(*yearly())).note
    assert note.endswith(
        "Utan värden: Västerbotten, Stockholm, Örebro, Östergötland och Västra Götaland."
    )


def test_regions_without_figures_keep_an_empty_panel_in_their_order() -> None:
    drawn = panels(shown(release_of(*yearly())))
    assert [panel.key for panel in drawn] == list(ALF_REGION_CODES)
    assert {panel.subtitle for panel in drawn if not panel.series} == {"inga värden"}


def test_one_point_in_time_is_no_series() -> None:
    with pytest.raises(NothingToShow):
        shown(release_of(observation(), observation(region="uppsala")))


def test_a_value_without_a_date_is_left_to_the_other_views() -> None:
    undated = observation(region="skane", period="undated", value=99.0, printed="99")
    rendered = shown(release_of(*yearly(), undated))
    assert 99.0 not in {
        p.value for panel in panels(rendered) for s in panel.series for p in s.points
    }
    assert "99" not in rendered.description
