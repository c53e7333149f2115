"""The list of sources: all of them, in order, with what they do not state said so."""

import pytest

from dashboard.state import State
from dashboard.views.sources import VIEW, by_publisher, citation, headline
from tests.dashboard.releases import whole
from tests.view_checks import unreadable
from warehouse.sources import SOURCES
from warehouse.text import LANGUAGES, Language


def source(publisher: str | None, **fields: str | None) -> dict[str, str | None]:
    stated = {"published": None, "licence": None, "short_sv": "Källa", "short_en": "Source"}
    return {"publisher": publisher, **stated, **fields}


def test_publishers_stand_in_swedish_order_and_the_unknown_last() -> None:
    names = ["Örebro", None, "ämnet", "Åland", "Zorn", "alf"]
    ordered = [row["publisher"] for row in by_publisher([source(n) for n in names], "sv")]
    assert ordered == ["alf", "Zorn", "Åland", "ämnet", "Örebro", None]


def test_the_headline_counts_what_sources_state() -> None:
    rows = [source("UKÄ", published="2018"), source("UKÄ"), source(None)]
    assert headline(rows, "sv") == (
        "3\u00a0källor från 1\u00a0utgivare; en av dem anger datum och ingen anger licens."
    )


def test_a_licence_is_counted_where_one_is_stated() -> None:
    rows = [source("UKÄ", licence="CC0"), source("VR")]
    assert headline(rows, "en") == (
        "2\u00a0sources from 2\u00a0publishers; none states a date and one of them states a"
        " licence."
    )


def test_every_source_has_a_row_with_its_address_and_figures() -> None:
    """gender.csv holds 16 figures that were read from a newspaper's page on a ranking."""
    rows = VIEW.render(whole(), State()).table.rows
    assert {row[0].address for row in rows} == {one.address for one in SOURCES.values()}
    assert len(rows) == len(SOURCES)
    by_name = {row[0].text: row for row in rows}
    newspaper = by_name["Affärsliv, om Allbrights ranking 2019"]
    assert [cell.text for cell in newspaper[1:]] == [
        "Affärsliv", "Jämställdhet", "16",
    ]  # fmt: skip


def test_a_citation_holds_what_the_source_states_of_itself() -> None:
    stated = source("UKÄ", title="Läkarexamen", published="2014")
    assert citation(stated, "sv") == "UKÄ. Läkarexamen. 2014"
    assert citation(source(None, title=None), "en") == "not stated"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_read(language: Language) -> None:
    assert unreadable(VIEW.render(whole(), State(language=language))) == []
