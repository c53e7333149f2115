"""The data dictionary on the page says what the registry says, for every measure."""

import pytest

from dashboard.state import State
from dashboard.views.dictionary import (
    VIEW,
    direction_words,
    headline,
    parts_words,
    unit_words,
)
from tests.builders import observation
from tests.dashboard.releases import whole
from tests.view_checks import release_of, unreadable
from warehouse.indicators import INDICATORS
from warehouse.indicators.model import Direction
from warehouse.text import LANGUAGES, Language


def test_every_measure_of_the_registry_has_a_row() -> None:
    rows = VIEW.render(whole(), State()).table.rows
    assert [row[0].text for row in rows] == [i.title.sv for i in INDICATORS.values()]
    for row, indicator in zip(rows, INDICATORS.values(), strict=True):
        assert row[2].text.startswith(indicator.definition.sv)


def test_a_unit_is_given_with_the_values_it_may_take() -> None:
    assert unit_words(INDICATORS["alf_survey_response_rate"], "sv") == "procent, 0 till 100"
    assert unit_words(INDICATORS["alf_survey_invited"], "en") == "persons, at least 0"


def test_a_scale_is_given_lowest_first() -> None:
    indicator = INDICATORS["alf_evaluation_grade"]
    assert unit_words(indicator, "sv").split(": ")[1].split(" < ") == [
        step.sv for step in indicator.scale
    ]


def test_the_even_split_is_named_where_it_is_the_aim() -> None:
    """Shares by sex are judged by the interval of 40 to 60 per cent."""
    indicator = next(i for i in INDICATORS.values() if i.target == (40.0, 60.0))
    assert indicator.direction is Direction.CLOSER_TO_TARGET
    assert direction_words(indicator, "sv") == "bäst inom 40–60 %"


def test_totals_are_not_named_as_parts() -> None:
    assert parts_words(INDICATORS["alf_survey_response_rate"], "sv") == (
        "forskare, doktorander; omgång\u00a01, omgång\u00a02"
    )


def test_figures_and_sources_are_those_of_the_release() -> None:
    release = release_of(
        observation(region="skane"),
        observation(region="uppsala"),
        observation(region="orebro", value=None, status="missing"),
    )
    rows = VIEW.render(release, State()).table.rows
    by_title = {row[0].text: row for row in rows}
    survey = by_title[INDICATORS["alf_survey_response_rate"].title.sv]
    assert survey[6].value == 2
    assert "Vetenskapsrådets ALF-utvärdering 2022" in survey[5].text
    assert by_title[INDICATORS["alf_compensation"].title.sv][6].value == 0


def test_the_headline_says_when_a_measure_has_no_figures() -> None:
    assert headline(79, 80, "sv") == "80\u00a0mått i fem områden; 79 har värden i utgåvan."
    assert (
        headline(80, 80, "en")
        == "80\u00a0measures in five topics, all with figures in the release."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_read(language: Language) -> None:
    assert unreadable(VIEW.render(whole(), State(language=language))) == []
