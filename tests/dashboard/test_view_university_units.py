import pytest

from dashboard.charts.grammar import CellKind, Matrix, MatrixCell
from dashboard.state import State
from dashboard.views.model import NothingToShow, Rendered
from dashboard.views.university_units import VIEW
from tests.builders import observation
from tests.view_checks import release_of, shipped, unreadable
from warehouse.regions import ALF_REGION_CODES
from warehouse.text import LANGUAGES, Language

NORTH = "northern_health_care_region"


def shown(region: str | None = None, language: Language = "sv") -> Rendered:
    return VIEW.render(shipped("evaluations"), State(language=language, region=region))


def cell(region: str, period: str) -> MatrixCell:
    chart = shown().chart
    assert isinstance(chart, Matrix)
    return next(c for c in chart.cells if (c.row, c.column) == (region, period))


def units(region: str, period: str, value: float) -> dict[str, object]:
    return observation(indicator="usv_units", region=region, period=period, value=value)


def test_the_northern_health_care_region_is_a_row_of_its_own() -> None:
    # umu.se: 23 units in the first round, for the four counties of the north.
    assert (cell(NORTH, "2016").label, cell(NORTH, "2016").value) == ("23", 23)
    assert cell("vasterbotten", "2016").kind is CellKind.UNKNOWN


def test_a_preliminary_number_says_so() -> None:
    # Minutes of 2025: 70 units in 2026 after a reorganisation.
    assert cell("stockholm", "2026").label == "70, preliminärt"


def test_a_part_of_the_units_is_at_least_as_many() -> None:
    # 17 units of Uppsala said that staff know of an innovation strategy; how many there are is
    # not stated.
    found = cell("uppsala", "2022")
    assert (found.label, found.kind, found.value, found.low) == ("≥17", CellKind.PARTLY, None, 17)


@pytest.mark.parametrize(
    ("region", "sentence"),
    [
        (None, "Antalet universitetssjukvårdsenheter är känt för två av sju regioner, men inte "
               "för samma år."),
        ("stockholm", "Kända antal universitetssjukvårdsenheter i Stockholm: 72 (2022) och 70 "
                      "(2026, preliminärt)."),
        ("vasterbotten", "Antalet universitetssjukvårdsenheter i Västerbotten framgår inte av "
                         "källorna, bara i Stockholm och Östergötland."),
    ],
)  # fmt: skip
def test_the_headline_says_how_little_is_known(region: str | None, sentence: str) -> None:
    assert shown(region).headline == sentence


def test_regions_that_share_a_year_are_counted() -> None:
    release = release_of(units("skane", "2022", 40), units("uppsala", "2022", 30))
    assert VIEW.render(release, State()).headline == (
        "Antalet universitetssjukvårdsenheter är känt för två av sju regioner, för två av dem "
        "samma år."
    )


def test_a_release_without_units_has_nothing_to_show() -> None:
    with pytest.raises(NothingToShow):
        VIEW.render(release_of(observation()), State())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("region", [None, *ALF_REGION_CODES])
def test_every_text_is_readable(region: str | None, language: Language) -> None:
    assert unreadable(shown(region, language)) == []
