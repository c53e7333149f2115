"""What was loaded when: files, the moment, and what the load changed."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dashboard.state import State
from dashboard.views.inputs import VIEW, changes, file_name, headline, moment
from tests.builders import LOADED_AT, contents, input_row, observation, table
from tests.dashboard.releases import built, whole
from tests.view_checks import unreadable
from warehouse.indicators import INDICATORS
from warehouse.release import Contents
from warehouse.text import LANGUAGES, Language


def test_a_moment_is_written_in_swedish_time() -> None:
    assert moment(LOADED_AT, "sv") == "22 november 2026 kl. 02.44"
    assert moment(LOADED_AT, "en") == "22 November 2026 at 02:44"


def test_the_headline_says_when_and_of_what() -> None:
    assert headline(LOADED_AT, [{}, {}], 1024, "sv") == (
        "Utgåvan byggdes 22 november 2026 kl. 02.44 av 2\u00a0filer med 1\u00a0024\u00a0rader."
    )


def test_what_ships_is_named_by_topic_and_a_file_of_the_user_by_its_name() -> None:
    assert file_name({"kind": "bundled", "name": "funding.csv"}, "sv") == "Finansiering"
    assert file_name({"kind": "accepted", "name": "funding.csv"}, "sv") == "funding.csv"


def test_changes_are_counted_with_the_measures_that_changed_most() -> None:
    found = {
        "new": {"counts": {"alf_survey_response_rate": 2, "measure_of_an_older_registry": 9}},
        "changed": {"counts": {"alf_survey_invited": 3}},
        "gone": {"counts": {}},
    }
    assert changes(found, INDICATORS, "sv") == (
        "11 nya, 3 ändrade och 0 borttagna värden. Flest i: Inbjudna till ALF-utvärderingens enkät"
        " (3) och Svarsfrekvens, ALF-utvärderingens enkät (2)."
    )
    assert changes({}, INDICATORS, "en") == "No figures are new, changed or removed."


def test_a_file_that_a_user_added_shows_when() -> None:
    made = contents([observation()], changes=json.dumps({}))
    added = input_row(
        id="own-1",
        name="min fil.csv",
        kind="accepted",
        sha256="ab" * 32,
        rows=0,
        accepted_at=datetime(2026, 11, 20, 9, 5, tzinfo=UTC).replace(tzinfo=None),
    )
    release = built(
        Contents(
            registry=made.registry,
            observations=made.observations,
            contradictions=made.contradictions,
            left_out=made.left_out,
            inputs=table("input", [input_row(), added]),
            run=made.run,
        )
    )
    rows = [[cell.text for cell in row] for row in VIEW.render(release, State()).table.rows]
    assert [
        "min fil.csv",
        "tillagd här",
        "0",
        "20 november 2026 kl. 10.05",
        "abababababab",
    ] in (rows)
    assert ["Enkäter", "följer med programmet", "1", "", "000000000000"] in rows


def test_what_ships_was_not_added_by_anybody() -> None:
    shown = VIEW.render(whole(), State()).table
    assert "Tillagd" not in [column.label for column in shown.columns]
    assert len(shown.rows) == 5


def test_the_release_and_its_moment_are_named() -> None:
    rendered = VIEW.render(whole(), State())
    assert whole().id in rendered.note
    assert moment(whole().built_at.astimezone(UTC), "sv") in rendered.headline


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_read(language: Language) -> None:
    assert unreadable(VIEW.render(whole(), State(language=language))) == []


def test_rows_that_gave_no_figure_are_counted_where_there_are_any() -> None:
    made = contents([observation()])
    aside = table("input", [input_row(set_aside=283)])
    shown = VIEW.render(built(replace(made, inputs=aside)), State()).table
    assert "Utan värde här" in [column.label for column in shown.columns]
    assert "283" in [cell.text for cell in shown.rows[0]]
    plain = VIEW.render(built(made), State()).table
    assert "Utan värde här" not in [column.label for column in plain.columns]
