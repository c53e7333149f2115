"""A declared indicator is drawn, listed and served like one that ships."""

from functools import lru_cache
from pathlib import Path

import pytest

from dashboard.app import create_app
from dashboard.pages import PAGES
from dashboard.state import BadState, State
from dashboard.views import VIEWS
from dashboard.views.model import NothingToShow, Rendered
from tests.builders import (
    INDICATOR,
    OWN_INDICATOR,
    OWN_ORGANISATION,
    OWN_SOURCE,
    contents,
    declared_registry,
    observation,
)
from tests.dashboard.releases import built, whole
from tests.view_checks import texts
from warehouse.members import SEXES
from warehouse.queries import Release
from warehouse.regions import ALF_REGION_CODES
from warehouse.release import Contents, build, publish
from warehouse.text import LANGUAGES, Language, Text

OWN = declared_registry()
TITLE = OWN.indicators[OWN_INDICATOR].title
SHORT = OWN.sources[OWN_SOURCE].short
# Views of one fixed indicator that ships: nothing of a user's own can be in them.
FIXED = {
    "gender_targets", "gender_ladder", "evaluation_grades", "evaluation_other",
    "university_units", "funding_budget", "funding_prices", "funding_known",
}  # fmt: skip


def held_rows() -> list[dict[str, object]]:
    """The seven in three years, by sex."""
    return [
        observation(
            OWN, indicator=OWN_INDICATOR, source=OWN_SOURCE, region=region, period=period, sex=sex,
            value=value + at, printed=str(value + at), denominator=100.0, cites=None,
        )
        for at, region in enumerate(ALF_REGION_CODES)
        for period, value in (("2021", 40), ("2022", 45), ("2024", 50))
        for sex in ("women", "men")
    ]  # fmt: skip


def held() -> Contents:
    """These, and a hospital of its own."""
    hospital = observation(
        OWN, indicator=OWN_INDICATOR, source=OWN_SOURCE, organisation=OWN_ORGANISATION, sex="women",
        value=12.0, printed="12", cites=None,
    )  # fmt: skip
    return contents([*held_rows(), hospital, observation()], registry=OWN)


@lru_cache(maxsize=1)
def release() -> Release:
    return built(held())


def rendered(view: str, language: Language, **choices: str) -> Rendered:
    return VIEWS[view].render(release(), State(language=language, **choices))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", ["compare", "trend"])
def test_a_view_of_one_measure_draws_it(view: str, language: Language) -> None:
    shown = rendered(view, language, indicator=OWN_INDICATOR, region="skane")
    assert shown.chart is not None
    assert TITLE.of(language) in shown.overline
    assert SHORT.of(language) in shown.note
    assert [(line.id, line.address) for line in shown.sources] == [
        (OWN_SOURCE, "https://example.org/own")
    ]


def test_a_series_break_that_is_declared_is_said() -> None:
    shown = rendered("trend", "sv", indicator=OWN_INDICATOR, region="skane")
    assert any("Frågan ställdes om." in warning for warning in shown.warnings)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("view", "said"),
    [
        ("newest", TITLE),
        ("sources", SHORT),
        ("dictionary", TITLE),
        ("breaks", TITLE),
    ],
)
def test_a_list_of_everything_names_it(view: str, said: Text, language: Language) -> None:
    assert any(said.of(language) in text for text in texts(rendered(view, language)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", sorted(set(VIEWS) - FIXED))
def test_no_view_stumbles_over_it(view: str, language: Language) -> None:
    try:
        shown = rendered(view, language)
    except NothingToShow:
        return
    assert shown.headline


@pytest.mark.parametrize("view", ["compare", "trend"])
def test_every_control_that_lists_measures_offers_it(view: str) -> None:
    control = VIEWS[view].controls(release(), State(indicator=OWN_INDICATOR))[0]
    assert control.chosen == OWN_INDICATOR
    with pytest.raises(BadState):
        VIEWS[view].controls(whole(), State(indicator=OWN_INDICATOR))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", ["compare", "trend"])
def test_a_total_of_the_nation_hides_no_figures_by_sex(view: str, language: Language) -> None:
    """And where women alone are drawn, the picture says so, not the headline only."""
    nation = [
        observation(
            OWN, indicator=OWN_INDICATOR, source=OWN_SOURCE, region="riket", period=period,
            value=50.0, printed="50", cites=None,
        )
        for period in ("2021", "2022", "2024")
    ]  # fmt: skip
    told = built(contents([*held_rows(), *nation], registry=OWN))
    shown = VIEWS[view].render(told, State(language=language, indicator=OWN_INDICATOR))
    assert SEXES["women"].of(language) in shown.overline


def test_the_server_and_the_api_answer_about_it(tmp_path: Path) -> None:
    publish(tmp_path, build(tmp_path, held()))
    with create_app(tmp_path, PAGES, VIEWS).server.test_client() as client:
        described = {one["id"]: one for one in client.get("/api/v1/indicators").json["indicators"]}
        assert described[OWN_INDICATOR]["title"] == {"sv": TITLE.sv, "en": TITLE.en}
        assert list(described) == [INDICATOR, OWN_INDICATOR]
        found = client.get(
            f"/api/v1/observations?indicator={OWN_INDICATOR}&organisation={OWN_ORGANISATION}"
        ).json
        assert [one["organisation"] for one in found["observations"]] == [OWN_ORGANISATION]
        assert client.get(f"/compare?indicator={OWN_INDICATOR}").status_code == 200
        assert client.get("/compare?indicator=nobody_declared_it").status_code == 400
