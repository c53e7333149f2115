"""Every view in every format and both languages, through the same function as button and command.

What a single format holds is tested with that format; here is what holds for all.
"""

import json
import shutil
from functools import lru_cache
from pathlib import Path

import pytest

from dashboard.addresses import CardAsked, Site
from dashboard.decks import Deck, DeckCard
from dashboard.downloads import GROUPS
from dashboard.exporting import (
    File,
    Source,
    UnknownFormat,
    asked_at,
    export_card,
    export_report,
    find_export,
    source_in_force,
    source_of_code,
)
from dashboard.exports import EXPORTS
from dashboard.exports.model import ExportRefused, Holds
from dashboard.pages import PAGES
from dashboard.ready_decks import READY, ready_deck
from dashboard.state import BadState
from dashboard.stores import Stores
from dashboard.views import VIEWS
from dashboard.views.model import NothingToShow
from etl.job import load
from tests.survey_release import publish_surveys
from warehouse.text import LANGUAGES, Language

SITE = Site(PAGES, VIEWS)
REPORTS = [name for name, export in EXPORTS.items() if export.holds is Holds.MANY]
# How each kind of file begins; those without an entry are text.
BEGINS = {
    "pptx": b"PK\x03\x04", "docx": b"PK\x03\x04", "xlsx": b"PK\x03\x04", "pdf": b"%PDF-",
    "png": b"\x89PNG\r\n", "svg": b"<svg", "parquet": b"PAR1", "json": b"{",
}  # fmt: skip


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Stores:
    """A data folder with what ships, and an example beside it."""
    home = tmp_path_factory.mktemp("exports") / "data"
    load(home, progress=lambda _: None)
    publish_surveys(home / "example", is_example=True)
    return Stores(home)


@lru_cache(maxsize=4)
def source(stores: Stores, data: str | None) -> Source:
    return source_in_force(stores, data)


def asked(view: str, language: Language, data: str | None = None) -> CardAsked:
    more = "&data=example" if data else ""
    return asked_at(SITE, f"/view/{view}", f"language={language}&region=skane{more}")


@pytest.mark.parametrize("data", [None, "example"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EXPORTS)
def test_every_view_is_written(
    stores: Stores, name: str, language: Language, data: str | None
) -> None:
    written = 0
    for view in VIEWS:
        try:
            file = export_card(source(stores, data), asked(view, language, data), EXPORTS[name])
        except NothingToShow:
            continue
        written += 1
        assert file.content.startswith(BEGINS.get(EXPORTS[name].extension, b"")), view
        assert file.name.endswith(f".{EXPORTS[name].extension}")
        assert ("example" in file.name) == (data is not None)
    assert written >= 15


@pytest.mark.parametrize("name", EXPORTS)
def test_the_same_release_gives_the_same_bytes(stores: Stores, name: str) -> None:
    first, second = (
        export_card(source(stores, None), asked("trend", "sv"), EXPORTS[name]) for _ in range(2)
    )
    assert first == second


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_gives_the_same_bytes(stores: Stores, name: str) -> None:
    deck = ready_deck("gender", "en", VIEWS)
    first, second = (
        export_report(source(stores, None), SITE, deck, EXPORTS[name]) for _ in range(2)
    )
    assert first == second


@pytest.mark.parametrize("format_", REPORTS)
@pytest.mark.parametrize("name", READY)
def test_every_ready_deck_is_written(stores: Stores, name: str, format_: str) -> None:
    deck = ready_deck(name, "sv", VIEWS)
    file = export_report(source(stores, None), SITE, deck, EXPORTS[format_])
    assert file.content.startswith(BEGINS[format_])


def test_every_format_stands_in_the_menu_once() -> None:
    listed = [name for _, names in GROUPS for name in names]
    assert sorted(listed) == sorted(EXPORTS)


def test_a_format_is_named_by_its_id_and_its_media_type_once() -> None:
    assert all(name == export.id for name, export in EXPORTS.items())
    endings = {(export.extension, export.media_type) for export in EXPORTS.values()}
    assert len(endings) == len({ending for ending, _ in endings})


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownFormat, match=r"'ppt'.*pptx"):
        find_export("ppt")
    with pytest.raises(UnknownFormat, match="report cannot be written as 'csv'"):
        find_export("csv", is_report=True)


@pytest.mark.parametrize("name", [n for n, export in EXPORTS.items() if not export.takes_template])
def test_a_template_is_refused_where_it_means_nothing(stores: Stores, name: str) -> None:
    with pytest.raises(ExportRefused, match="template"):
        export_card(source(stores, None), asked("trend", "sv"), EXPORTS[name], b"PK")


def _deck(*cards: DeckCard) -> Deck:
    return Deck(title="T", cards=cards, region="skane")


def test_a_report_of_nothing_says_why(stores: Stores) -> None:
    nothing = _deck(DeckCard(view_id="survey_rates", choices=()))
    with pytest.raises(ExportRefused, match="none of the views"):
        export_report(source(stores, None), SITE, nothing, EXPORTS["xlsx"])


def test_a_wrong_choice_in_a_deck_names_its_card(stores: Stores) -> None:
    cards = (
        DeckCard(view_id="trend", choices=()),
        DeckCard(view_id="compare", choices=(("indicator", "no_such_measure"),)),
    )
    with pytest.raises(BadState, match="card 2, indicator=no_such_measure"):
        export_report(source(stores, None), SITE, _deck(*cards), EXPORTS["xlsx"])


def _codes(stores: Stores) -> list[str]:
    return (stores.home(None) / "reports" / "codes.jsonl").read_text("utf-8").splitlines()


def test_a_code_leads_back_to_the_same_file(stores: Stores) -> None:
    made = export_card(source(stores, None), asked("compare", "en"), EXPORTS["json"])
    code = json.loads(made.content)["extension"]["code"]
    for typed in (code, code.lower().replace("-", " "), code.replace("0", "O").replace("1", "l")):
        back, view = source_of_code(stores, SITE, typed)
        assert export_card(back, view, EXPORTS["json"]) == made


def test_an_export_that_fails_leaves_its_code_and_nothing_else(
    stores: Stores, tmp_path: Path
) -> None:
    """The code is on file first: a file without one would lead nowhere."""
    before = len(_codes(stores))
    made: list[File] = [
        export_card(source(stores, None), asked("quality", "en"), EXPORTS["csv"]) for _ in range(3)
    ]
    assert len(_codes(stores)) <= before + 1
    assert len(set(made)) == 1


def test_without_room_for_its_code_nothing_is_exported(tmp_path: Path, stores: Stores) -> None:
    home = tmp_path / "data"
    shutil.copytree(stores.home(None), home)
    shutil.rmtree(home / "reports", ignore_errors=True)
    (home / "reports").write_text("not a folder", "utf-8")
    with pytest.raises(ExportRefused, match="without a code"):
        export_card(source_in_force(Stores(home), None), asked("trend", "sv"), EXPORTS["csv"])
