"""The example release: chosen by the address, marked wherever it can be seen, never mixed in."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest
from flask.testing import FlaskClient

from dashboard.addresses import Site
from dashboard.app import create_app
from dashboard.charts import plotly
from dashboard.charts.grammar import Chart
from dashboard.content import Content, content, filled
from dashboard.exports import EXPORTS
from dashboard.pages import PAGES
from dashboard.pages.model import Span
from dashboard.rendering import render_card
from dashboard.screen import Screen
from dashboard.state import COMMON_KEYS, State
from dashboard.stores import Stores, example_home
from dashboard.views import VIEWS
from dashboard.views.model import NothingToShow, Rendered
from tests.builders import contents, run
from tests.dashboard.exported import document
from tests.dashboard.texts_in_files import text_in
from warehouse.release import build, publish

SITE = Site(PAGES, VIEWS)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Two data folders, one inside the other, with a small release each."""
    for folder, is_example in ((tmp_path, False), (example_home(tmp_path), True)):
        publish(folder, build(folder, replace(contents(), run=run(is_example=is_example))))
    return tmp_path


@pytest.fixture
def client(home: Path) -> FlaskClient:
    found: FlaskClient = create_app(home).server.test_client()
    return found


def shown(home: Path, path: str, query: str) -> Content:
    return content(SITE, Stores(home), path, query, screen=Screen.LARGE)


def page_of(found: Content) -> str:
    return orjson.dumps([found.header, *found.page]).decode()


def test_the_address_says_which_release(home: Path) -> None:
    real = Stores(home).of(None).current()
    example = Stores(home).of("example").current()
    assert (real.is_example, example.is_example) == (False, True)


@pytest.mark.parametrize(("language", "word"), [("sv", "EXEMPELDATA"), ("en", "EXAMPLE DATA")])
def test_every_page_of_the_example_has_the_banner_and_none_of_the_real_one(
    home: Path, language: str, word: str
) -> None:
    for page in PAGES:
        query = f"language={language}&region=skane"
        assert word not in page_of(shown(home, page.path, query))
        assert word in page_of(shown(home, page.path, f"{query}&data=example"))


def rendered(home: Path) -> Iterator[Rendered]:
    release = Stores(home).of("example").current()
    for view in VIEWS:
        for one in SITE.read(f"/view/{view}", "region=skane&data=example").cards:
            found = render_card(release, one)
            if isinstance(found, Rendered):
                yield found


def test_every_figure_table_and_file_of_the_example_is_marked(home: Path) -> None:
    found = list(rendered(home))
    assert len(found) > 5
    for one in found:
        assert one.chart is None or one.chart.stamp == "EXEMPELDATA"
        for text in (one.overline, one.table.caption, one.note, one.description):
            assert text.startswith("EXEMPELDATA")
        for export in EXPORTS.values():
            written = export.write(replace(document(one), is_example=True), None)
            assert "EXEMPELDATA" in text_in(written, export.extension), export.id


def test_the_stamp_is_drawn(home: Path) -> None:
    charts = [one.chart for one in rendered(home) if isinstance(one.chart, Chart)]
    assert charts
    for chart in charts:
        notes: list[dict[str, Any]] = plotly.figure(chart, "sv")["layout"]["annotations"]
        assert any("EXEMPELDATA" in note["text"] for note in notes)


def test_files_of_the_example_are_called_so(client: FlaskClient) -> None:
    answer = client.get("/export/sources.csv?data=example")
    assert answer.status_code == 200
    assert 'filename="alf-example-sources-' in answer.headers["Content-Disposition"]
    assert "example" not in client.get("/export/sources.csv").headers["Content-Disposition"]


def test_the_api_says_which_release_it_answers_from(client: FlaskClient) -> None:
    assert client.get("/api/v1/indicators").json["is_example"] is False  # type: ignore[index]
    assert client.get("/api/v1/indicators?data=example").json["is_example"] is True  # type: ignore[index]
    assert client.get("/api/v1/indicators?data=other").status_code == 400


def test_links_of_the_example_stay_in_it(home: Path) -> None:
    found = page_of(shown(home, "/compare", "region=skane&data=example"))
    inner = [part.split('"')[0] for part in found.split('"href":"')[1:]]
    leading = [link for link in inner if link.startswith("/") and "?" in link]
    strays = [link for link in leading if "data=example" not in link]
    # Only the switch itself leads back.
    assert strays == ["/?region=skane"]


def test_a_switch_leads_there_only_where_there_is_one(home: Path, tmp_path: Path) -> None:
    assert "to-other-data" in page_of(shown(home, "/", ""))
    alone = tmp_path / "alone"
    publish(alone, build(alone, contents()))
    assert "to-other-data" not in page_of(shown(alone, "/", ""))
    missing = shown(alone, "/", "data=example")
    assert missing.problem is not None
    assert "alf example" in missing.problem.sentence


def test_an_installation_without_surveys_is_offered_the_example(home: Path) -> None:
    assert "Inga enkäter är inlästa än" in page_of(shown(home, "/", ""))
    assert "Visa exempeldata" in page_of(shown(home, "/", ""))


def test_the_choice_of_data_is_common_to_every_view() -> None:
    assert "data" in COMMON_KEYS


def test_what_no_card_has_is_said_once(home: Path) -> None:
    """Without surveys every card of their page has the same to say."""
    page = page_of(shown(home, "/surveys", ""))
    assert page.count("Här finns ingen enkät ännu") == 1


def test_a_card_that_lost_its_neighbour_takes_the_room_of_both(home: Path) -> None:
    page = page_of(shown(home, "/", ""))
    spans = re.findall(r"card span-(full|half)", page)
    assert spans
    at = 0
    while at < len(spans):
        pair = spans[at : at + 2]
        assert pair[0] == "full" or pair == ["half", "half"]
        at += 1 if pair[0] == "full" else 2


@pytest.mark.parametrize(
    ("before", "after"),
    [("fhhf", "fhhf"), ("fhf", "fff"), ("hhh", "hhf"), ("h", "f"), ("hfhh", "ffhh")],
)
def test_no_hole_is_left_beside_a_card(before: str, after: str) -> None:
    names = {"f": Span.FULL, "h": Span.HALF}
    card = SITE.read("/compare", "").cards[0]
    asked = [replace(card, plan=replace(card.plan, span=names[one])) for one in before]
    assert [one.plan.span for one in filled(asked)] == [names[one] for one in after]


def test_the_example_lists_no_real_source_or_break(home: Path) -> None:
    """They would say of made-up figures that somebody had published them."""
    real, example = (Stores(home).of(data).current() for data in (None, "example"))
    state = State()
    used = set(example.observations(example.indicators()[0])["source"])
    assert len(VIEWS["sources"].render(example, state).table.rows) == len(used)
    assert len(VIEWS["sources"].render(real, state).table.rows) > len(used)
    assert len(VIEWS["breaks"].render(real, state).table.rows) > 0
    with pytest.raises(NothingToShow):
        VIEWS["breaks"].render(example, state)
