"""Contradictions: every declared one is shown with the figures that disagree."""

import json

import pytest

from dashboard.state import State
from dashboard.views.contradictions import KINDS, VIEW, headline
from dashboard.views.model import NothingToShow
from etl.contradictions import Kind
from tests.builders import contents, contradiction, observation, table
from tests.dashboard.releases import built, whole
from tests.view_checks import release_of, unreadable
from warehouse.contract import KEY
from warehouse.queries import Release
from warehouse.release import Contents
from warehouse.text import LANGUAGES, Language


def disagreeing(*rows: dict[str, object], column: str = "value") -> Release:
    """A release in which the rows contradict each other."""
    members = [{k: row[k] for k in KEY} | {"column": column, "expect": row[column]} for row in rows]
    whole_contents = contents(rows)
    return built(
        Contents(
            registry=whole_contents.registry,
            observations=whole_contents.observations,
            contradictions=table("contradiction", [contradiction(rows=json.dumps(members))]),
            left_out=whole_contents.left_out,
            inputs=whole_contents.inputs,
            run=whole_contents.run,
        )
    )


def texts(release: Release, state: State | None = None) -> dict[str, str]:
    """The texts of the first row by column."""
    shown = VIEW.render(release, state or State()).table
    names = [column.key for column in shown.columns]
    return dict(zip(names, (cell.text for cell in shown.rows[0]), strict=True))


def test_every_kind_that_can_be_declared_has_words() -> None:
    assert set(KINDS) == {str(kind) for kind in Kind}


def test_figures_are_told_apart_by_what_differs() -> None:
    release = disagreeing(observation(region="skane"), observation(region="uppsala", value=79.0))
    assert texts(release)["figures"] == "61\u00a0% (Skåne); 79\u00a0% (Uppsala)"


def test_two_readings_of_one_source_stand_as_two_figures() -> None:
    second = observation(value=51.0, printed="51", reading="second")
    assert texts(disagreeing(observation(), second))["figures"] == "61\u00a0%; 51\u00a0%"


def test_a_declared_count_is_a_plain_number() -> None:
    counted = observation(denominator=1784.0)
    assert texts(disagreeing(counted, column="denominator"))["figures"] == "1\u00a0784"


def test_two_sources_of_a_ranking_are_both_named() -> None:
    """surveys_contradictions.toml: place 9 by one source, place 6 by the other, of 25."""
    shown = VIEW.render(whole(), State()).table
    row = next(r for r in shown.rows if "plats 9 för Göteborgs" in r[4].text)
    assert [cell.text for cell in row[:4]] == [
        "Vårdstudenters ranking av VFU", "Västra Götaland", "2017", "Källor säger olika",
    ]  # fmt: skip
    assert row[5].text.startswith("9\u00a0av\u00a025 (")
    assert "6\u00a0av\u00a025 (" in row[5].text


def test_all_that_the_release_holds_are_shown() -> None:
    assert len(VIEW.render(whole(), State()).table.rows) == whole().contradictions().height


def test_rows_of_own_region_are_marked() -> None:
    release = disagreeing(observation(), observation(value=51.0, printed="51", reading="second"))
    assert VIEW.render(release, State(region="skane")).table.emphasised == (0,)
    assert VIEW.render(release, State(region="uppsala")).table.emphasised == ()
    assert VIEW.render(release, State()).table.emphasised == ()


def test_the_headline_counts_and_names_the_most_common_kind() -> None:
    rows = [{"kind": kind} for kind in ("parts_do_not_sum", "parts_do_not_sum", "readings_differ")]
    assert headline(rows, "sv") == (
        "3\u00a0kända motsägelser, alla visade; vanligast: delarna ger inte summan (2)."
    )
    assert headline(rows[2:], "en") == (
        "1\u00a0known contradiction: one source gives different figures."
    )


def test_none_at_all_is_said_in_words() -> None:
    with pytest.raises(NothingToShow):
        VIEW.render(release_of(observation()), State())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_read(language: Language) -> None:
    assert unreadable(VIEW.render(whole(), State(language=language, region="skane"))) == []
