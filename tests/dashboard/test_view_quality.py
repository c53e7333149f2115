"""How figures were come by: counted from rows, said by rule."""

import pytest

from dashboard.charts.grammar import Chart, Stacking, shown
from dashboard.state import State
from dashboard.views.listing import share
from dashboard.views.model import NothingToShow
from dashboard.views.quality import VIEW, counts, headline
from tests.builders import observation
from tests.dashboard.releases import whole
from tests.view_checks import release_of, unreadable
from warehouse.text import LANGUAGES, Language

ROWS = (
    observation(region="skane"),
    observation(region="uppsala", qualifier="about"),
    observation(region="stockholm", origin="computed", printed=None),
    observation(region="orebro", value=None, status="missing", origin="inferred", printed=None),
)


def test_a_gap_is_no_figure_whatever_is_said_of_its_origin() -> None:
    assert counts(release_of(*ROWS))["surveys"] == {
        "printed": 2, "computed": 1, "exact": 2, "about": 1, "ok": 3, "missing": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("total", "language", "sentence"),
    [
        ({"ok": 1024, "printed": 1024}, "sv", "Alla 1\u00a0024\u00a0värden är tryckta i källan."),
        ({"ok": 100, "printed": 96, "computed": 4}, "sv",
         "Av 100\u00a0värden är 96\u00a0% tryckta i källan och 4\u00a0% beräknade ur källans tal."),
        ({"ok": 1000, "printed": 999, "inferred": 1}, "en",
         "Of 1\u00a0000\u00a0figures, more than 99% are printed in the source and less than 1% are"
         " inferred from the source's words."),
    ],
)  # fmt: skip
def test_the_headline_gives_the_share_of_each_origin(
    total: dict[str, int], language: Language, sentence: str
) -> None:
    assert headline(total, language) == sentence


def test_a_share_is_only_all_or_nothing_when_it_is() -> None:
    assert share(1000, 1000, "sv") == "100\u00a0%"
    assert share(999, 1000, "sv") == "mer än 99\u00a0%"
    assert share(1, 1000, "sv") == "mindre än 1\u00a0%"


def test_the_bars_of_a_topic_make_its_figures() -> None:
    """gender.csv: 359 printed and 186 computed, mostly the share of men from that of women."""
    chart = VIEW.render(whole(), State()).chart
    assert isinstance(chart, Chart)
    assert chart.stacking is Stacking.STACKED
    bars = {mark.series: mark.value for mark in shown(chart) if mark.category == "gender"}
    assert bars == {"printed": 359, "computed": 186, "inferred": 0}


def test_the_table_ends_with_all_topics() -> None:
    table = VIEW.render(release_of(*ROWS), State()).table
    assert [column.label for column in table.columns] == [
        "Område", "Värden", "Tryckt i källan", "Beräknad ur källans tal", "Cirka",
        "Uppgift saknas",
    ]  # fmt: skip
    assert [cell.text for cell in table.rows[-1]] == ["Alla områden", "3", "2", "1", "1", "1"]


def test_an_empty_release_is_said_in_words() -> None:
    with pytest.raises(NothingToShow):
        VIEW.render(release_of(), State())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_read(language: Language) -> None:
    assert unreadable(VIEW.render(whole(), State(language=language))) == []
