import pytest

from dashboard.charts.grammar import Chart, Orientation, Stacking
from dashboard.state import BadState, State
from dashboard.views.funding_budget import VIEW
from dashboard.views.model import NothingToShow, Rendered
from tests.builders import observation
from tests.view_checks import release_of, shipped, unreadable
from warehouse.regions import ALF_REGION_CODES
from warehouse.text import LANGUAGES, Language


def shown(region: str | None = None, language: Language = "sv") -> Rendered:
    return VIEW.render(shipped("funding"), State(language=language, region=region))


def post(nature: str, item: str, million: float) -> dict[str, object]:
    return observation(indicator="stockholm_alf_fouu_budget", region="stockholm", period="2026",
                       item=item, nature=nature, value=million * 1e6,
                       source="document_001_47654398d06e6ab8")  # fmt: skip


def headline(*rows: dict[str, object]) -> str:
    return VIEW.render(release_of(*rows), State()).headline.replace("\u00a0", " ")


def test_the_two_frames_are_stacked_in_rows_with_the_total_in_the_name() -> None:
    # Minutes of 2025, § 7: 727.1 + 374.3 = 1 101.4 and 727.5 + 374.3 = 1 101.8 million.
    chart = shown().chart
    assert isinstance(chart, Chart)
    assert (chart.orientation, chart.stacking) == (Orientation.ROWS, Stacking.STACKED)
    [panel] = chart.panels
    assert [c.label.replace("\u00a0", " ") for c in panel.categories] == [
        "Preliminärt: 1 101,4 mkr", "Beslutat: 1 101,8 mkr"]  # fmt: skip
    assert [[p.value for p in s.points] for s in panel.series] == [
        [727_100_000, 727_500_000], [374_300_000, 374_300_000]]  # fmt: skip
    assert panel.axis.low == 0


@pytest.mark.parametrize("region", [None, "stockholm", "skane"])
def test_the_headline_names_the_small_difference_and_whose_it_is(region: str | None) -> None:
    assert shown(region).headline.replace("\u00a0", " ") == (
        "Stockholms ALF/FoUU-budget 2026 ökade med 0,4 mkr från preliminär till beslutad ram, "
        "till 1 101,8 mkr; hela skillnaden är statens ALF-ersättning."
    )


def test_a_difference_of_two_parts_is_nobodys_alone() -> None:
    rows = [
        *(post("preliminary", i, v) for i, v in
          (("total", 100), ("alf_compensation", 60), ("region_contribution", 40))),
        *(post("decided", i, v) for i, v in
          (("total", 97), ("alf_compensation", 58), ("region_contribution", 39))),
    ]  # fmt: skip
    assert headline(*rows) == (
        "Stockholms ALF/FoUU-budget 2026 minskade med 3 mkr från preliminär till beslutad ram, "
        "till 97 mkr."
    )


def test_equal_frames_and_a_single_frame_claim_no_change() -> None:
    assert headline(post("preliminary", "total", 100), post("decided", "total", 100)) == (
        "Stockholms ALF/FoUU-budget 2026 är 100 mkr, lika mycket preliminärt som beslutat."
    )
    assert headline(post("preliminary", "total", 100)) == (
        "Stockholms ALF/FoUU-budget 2026 är preliminärt 100 mkr."
    )


def test_the_note_says_that_it_is_about_stockholm() -> None:
    assert "Gäller Region Stockholm" in shown("skane").note


def test_an_unknown_period_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadState) as refused:
        VIEW.render(shipped("funding"), State(period="1999"))
    assert refused.value.allowed == ("2026",)


def test_a_release_without_a_budget_has_nothing_to_show() -> None:
    with pytest.raises(NothingToShow):
        VIEW.render(release_of(observation()), State())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("region", [None, *ALF_REGION_CODES])
def test_every_text_is_readable(region: str | None, language: Language) -> None:
    assert unreadable(shown(region, language)) == []
