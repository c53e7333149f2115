"""A sign in a chart has its key under that chart, whichever tab of the card is open."""

import json
from dataclasses import replace

import pytest

from dashboard.cards import Place, card
from dashboard.charts.geometry import Width
from dashboard.charts.grammar import Chart
from dashboard.charts.plotly import figure
from dashboard.charts.signs import STATUS_SIGNS
from dashboard.charts.signs_drawn import texts_drawn
from dashboard.state import State
from dashboard.views import VIEWS
from tests.dashboard import samples
from tests.dashboard.releases import whole
from warehouse.members import STATUSES
from warehouse.text import LANGUAGES, Language

PLACE = Place(
    name="card", span="full", controls=None, width=Width.FULL, export="", query="", large="/",
    chosen="/",
    ways=(),
)  # fmt: skip


def test_the_signs_listed_are_those_that_the_figure_shows() -> None:
    chart = samples.missing_and_hidden("sv")
    notes = {note["text"] for note in figure(chart, "sv", Width.FULL)["layout"]["annotations"]}
    signs = set(STATUS_SIGNS.values())
    assert signs & set(texts_drawn(chart)) == signs & notes == {"U", "..", "."}


@pytest.mark.parametrize("language", LANGUAGES)
def test_their_key_stands_in_the_card_without_the_table(language: Language) -> None:
    state = State(language=language, region="skane")
    rendered = replace(VIEWS["compare"].render(whole(), state), signs=())

    def written(chart: Chart) -> str:
        drawn = replace(rendered, chart=chart)
        return json.dumps(card(drawn, PLACE), ensure_ascii=False)

    assert STATUSES["suppressed"].of(language) in written(samples.missing_and_hidden(language))
    assert STATUSES["suppressed"].of(language) not in written(samples.survey(language))
