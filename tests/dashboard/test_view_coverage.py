"""Coverage counts what the release has, and its headline names the thinnest topic by rule."""

from datetime import date

import pytest

from dashboard.charts.grammar import CellKind, Emphasis, Matrix, MatrixCell
from dashboard.state import State, parse_state
from dashboard.views import newest
from dashboard.views.coverage import VIEW, shade
from dashboard.views.coverage_words import Known, headline, label
from tests.builders import contents, observation
from tests.dashboard.releases import built, whole
from tests.view_checks import unreadable
from warehouse.indicators.model import Topic
from warehouse.regions import ALF_REGION_CODES
from warehouse.text import LANGUAGES, Language


def known(topic: Topic, region: str, figures: int, last: int | None = 2024) -> Known:
    day = date(last, 12, 31) if last and figures else None
    return Known(topic, region, figures, 1, day, day)


def of_uppsala(**figures: int) -> list[Known]:
    return [known(Topic(name), "uppsala", number) for name, number in figures.items()]


def cells(state: State) -> dict[tuple[str, str], MatrixCell]:
    chart = VIEW.render(whole(), state).chart
    assert isinstance(chart, Matrix)
    return {(cell.row, cell.column): cell for cell in chart.cells}


FULL = {"surveys": 12, "gender": 18, "education": 7, "funding": 1, "evaluations": 16}


@pytest.mark.parametrize(
    ("figures", "language", "sentence"),
    [
        (FULL, "sv", "Finansiering är tunnast: Uppsala har ett enda värde."),
        (FULL, "en", "Funding is thinnest: Uppsala has a single figure."),
        (FULL | {"funding": 0}, "sv", "Finansiering är tunnast: Uppsala har inga värden."),
        (FULL | {"funding": 5}, "sv", "Finansiering är tunnast: Uppsala har 5\u00a0värden."),
        (FULL | {"education": 1}, "sv",
         "Utbildning och finansiering är tunnast: Uppsala har ett enda värde i varje."),
        (dict.fromkeys(FULL, 4), "sv",
         "Uppsala har lika mycket i alla områden: 4\u00a0värden i varje."),
    ],
)  # fmt: skip
def test_the_headline_names_the_thinnest_topic_of_own_region(
    figures: dict[str, int], language: Language, sentence: str
) -> None:
    assert headline(of_uppsala(**figures), "uppsala", language) == sentence


def test_without_a_region_the_headline_is_about_the_seven_and_leaves_the_nation_out() -> None:
    found = [
        known(Topic.GENDER, "uppsala", 18), known(Topic.GENDER, "skane", 39),
        known(Topic.SURVEYS, "skane", 13), known(Topic.EDUCATION, "skane", 7),
        known(Topic.FUNDING, "skane", 3), known(Topic.FUNDING, "riket", 100),
        known(Topic.EVALUATIONS, "skane", 14),
    ]  # fmt: skip
    assert headline(found, None, "sv") == (
        "Finansiering är tunnast: de sju regionerna har 3\u00a0värden tillsammans, mot 57 för"
        " jämställdhet."
    )


def test_nothing_at_all_is_said_without_comparing() -> None:
    assert headline([], None, "sv") == "De sju regionerna har inga värden ännu."


def test_a_cell_says_how_many_and_how_new() -> None:
    assert label(known(Topic.FUNDING, "skane", 3), "sv") == "3\u00a0· 2024"
    assert label(known(Topic.FUNDING, "skane", 1, None), "sv") == "1\u00a0· utan\u00a0datum"
    assert label(known(Topic.FUNDING, "skane", 0), "en") == "no figures"


@pytest.mark.parametrize(
    ("figures", "step"), [(0, None), (1, 0), (4, 0), (5, 1), (10, 2), (20, 3), (39, 3), (40, 4)]
)
def test_shades_are_steps_of_the_count(figures: int, step: int | None) -> None:
    assert shade(figures) == step


def test_uppsala_has_one_undated_figure_about_funding() -> None:
    """funding_public_pages: the region's place in the order by amount, without a year."""
    cell = cells(State(region="uppsala"))["uppsala", "funding"]
    assert (cell.value, cell.label) == (1.0, "1\u00a0· utan\u00a0datum")


def test_every_region_and_the_nation_has_a_row_and_own_is_marked() -> None:
    chart = VIEW.render(whole(), State(region="orebro")).chart
    assert isinstance(chart, Matrix)
    assert [row.key for row in chart.rows] == [*ALF_REGION_CODES, "riket"]
    assert [row.key for row in chart.rows if row.emphasis is Emphasis.OWN] == ["orebro"]
    assert len(chart.cells) == len(chart.rows) * len(chart.columns)


def test_a_cell_leads_to_the_newest_figures_of_its_topic() -> None:
    address = cells(State(region="skane", language="en"))["orebro", "gender"].address
    assert address == "/?language=en&region=skane&topic=gender"
    newest.VIEW.render(whole(), parse_state(address.partition("?")[2], newest.VIEW.keys))


def test_a_topic_without_figures_is_an_empty_cell_that_leads_nowhere() -> None:
    chart = VIEW.render(built(contents([observation(region="skane")])), State()).chart
    assert isinstance(chart, Matrix)
    by_place = {(cell.row, cell.column): cell for cell in chart.cells}
    empty = by_place["skane", "funding"]
    assert (empty.kind, empty.step, empty.address) == (CellKind.UNKNOWN, None, None)
    # One region is not a comparison, so there is nothing to lead to either.
    assert by_place["skane", "surveys"].address is None


@pytest.mark.parametrize("region", [None, "uppsala"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_read(language: Language, region: str | None) -> None:
    assert unreadable(VIEW.render(whole(), State(language=language, region=region))) == []
