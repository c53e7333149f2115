"""Series breaks: every declared one, with where, when and why."""

import pytest

from dashboard.state import State
from dashboard.views.breaks import VIEW, declared, headline
from tests.dashboard.releases import whole
from tests.view_checks import unreadable
from warehouse.indicators import INDICATORS
from warehouse.registry import SHIPPED
from warehouse.text import LANGUAGES, Language


def test_every_declared_break_has_a_row() -> None:
    breaks = [one for indicator in INDICATORS.values() for one in indicator.breaks]
    rows = VIEW.render(whole(), State()).table.rows
    assert [row[5].text for row in rows] == [one.reason.sv for one in breaks]


def test_the_stockholm_survey_breaks_after_2015() -> None:
    """Region Stockholm's report: another supplier counted answers in another way from 2016 on."""
    rows = VIEW.render(whole(), State()).table.rows
    stockholm = [row for row in rows if row[1].text == "Stockholm"]
    assert [cell.text for cell in stockholm[0][2:4]] == ["alla grupper", "2015 och 2016"]
    assert stockholm[0][6].address is not None


def test_only_breaks_of_own_region_are_marked() -> None:
    rows = VIEW.render(whole(), State(region="stockholm")).table
    assert {rows.rows[at][1].text for at in rows.emphasised} == {"Stockholm"}
    assert VIEW.render(whole(), State(region="skane")).table.emphasised == ()


def test_the_headline_counts_breaks_and_measures() -> None:
    one = declared(SHIPPED)[0]
    assert headline([one, one], "sv") == (
        "2\u00a0seriebrott i 1\u00a0mått: värden före och efter jämförs inte."
    )
    assert headline([one], "en") == (
        "1\u00a0series break in 1\u00a0measure: figures before and after are not compared."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_read(language: Language) -> None:
    assert unreadable(VIEW.render(whole(), State(language=language, region="skane"))) == []
