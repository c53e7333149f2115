"""What the running app sends: the first page inside the layout, and one answer for each change."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from tests.builders import contents, observation
from tests.dashboard.fake_site import FAKE_PAGES, FAKE_VIEWS, published
from warehouse.release import build, publish

Json = Any


@pytest.fixture
def home(tmp_path: Path) -> Path:
    published(tmp_path)
    return tmp_path


@pytest.fixture
def client(home: Path) -> Iterator[FlaskClient]:
    with create_app(home, FAKE_PAGES, FAKE_VIEWS).server.test_client() as client:
        yield client


def layout(client: FlaskClient, address: str) -> Json:
    answer = client.get("/_dash-layout", headers={"Referer": f"http://localhost{address}"})
    assert answer.status_code == 200
    return orjson.loads(answer.data)


def change(client: FlaskClient, address: str, changed: str | None = None) -> Json:
    """What the page's script asks for when the address has changed."""
    outputs = [("header", "children"), ("page", "children"), ("footer", "children")]
    outputs.append(("facts", "data"))
    body = {
        "output": "..{}..".format("...".join(f"{i}.{p}" for i, p in outputs)),
        "outputs": [{"id": i, "property": p} for i, p in outputs],
        "inputs": [
            {
                "id": "wanted",
                "property": "data",
                "value": {"address": address, "changed": changed, "screen": "broad"},
            }
        ],
        "changedPropIds": ["wanted.data"],
    }
    answer = client.post("/_dash-update-component", json=body)
    assert answer.status_code == 200
    return orjson.loads(answer.data)["response"]


def parts(node: Json) -> Iterator[Json]:
    """Every dict and list of what was sent, from the outside in."""
    yield node
    for child in (
        node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    ):
        yield from parts(child)


def texts(node: Json) -> list[str]:
    return [part for part in parts(node) if isinstance(part, str)]


def of_kind(node: Json, kind: str) -> list[Json]:
    return [part for part in parts(node) if isinstance(part, dict) and part.get("type") == kind]


def test_the_first_answer_does_not_ask_for_another(client: FlaskClient) -> None:
    """A property that is there, even if it is null, would make Dash call back at once."""
    stores = {s["props"]["id"]: s["props"] for s in of_kind(layout(client, "/"), "Store")}
    assert "data" not in stores["wanted"]
    assert stores["facts"]["data"]["address"] == "/"


def test_the_page_is_sent_the_scripts_it_needs_and_no_others(client: FlaskClient) -> None:
    sent = client.get("/").text
    for needed in ("react@", "react-dom@", "dash_renderer.", "dash_core_components.",
                   "async-graph.", "dash_html_components.", "components.js"):  # fmt: skip
        assert sent.count(needed) == 1
    for unneeded in ("dash_table/", "polyfill", "plotly.min.js", "async-dropdown"):
        assert unneeded not in sent


def test_the_first_answer_holds_the_page_that_the_address_names(client: FlaskClient) -> None:
    sent = layout(client, "/compare?region=skane")
    assert "Rubriken säger 41,5 %." in texts(sent)
    assert len(of_kind(sent, "Graph")) == 1


def test_the_layout_follows_the_language_of_the_address(client: FlaskClient) -> None:
    sent = layout(client, "/compare?language=en")
    assert "The headline says 41.5%." in texts(sent)
    assert "Rubriken säger 41,5 %." not in texts(sent)


def test_without_an_address_the_layout_is_that_of_the_first_page(client: FlaskClient) -> None:
    assert "De sju ALF-regionerna sida vid sida" in texts(
        orjson.loads(client.get("/_dash-layout").data)
    )


def test_a_change_brings_header_page_and_facts_in_one_answer(client: FlaskClient) -> None:
    sent = change(client, "/compare?region=skane&period=2022", "period")
    assert set(sent) == {"header", "page", "footer", "facts"}
    facts = sent["facts"]["data"]
    assert facts["address"] == "/compare?region=skane&period=2022"
    assert facts["region"] == "skane"
    assert facts["said"] == "Diagrammet visar nu: Rubriken säger 41,5 %."


def test_a_choice_that_no_longer_fits_the_one_just_made_is_let_go(client: FlaskClient) -> None:
    sent = change(client, "/compare?group=doctors&period=2023&region=skane", "period")
    assert sent["facts"]["data"]["address"] == "/compare?period=2023&region=skane"


def test_a_choice_that_never_fitted_is_said_to_be_wrong(client: FlaskClient) -> None:
    sent = change(client, "/compare?group=doctors&period=2023")
    assert "Adressen stämmer inte" in texts(sent["page"])


def test_going_to_a_page_that_is_not_there_says_so_inside_the_app(client: FlaskClient) -> None:
    assert "Sidan finns inte" in texts(change(client, "/nowhere")["page"])


def test_a_card_with_nothing_to_show_says_why(client: FlaskClient) -> None:
    assert "Örebro var inte med." in texts(change(client, "/compare?region=orebro")["page"])


def test_links_of_the_navigation_keep_region_and_language_and_mark_the_page(
    client: FlaskClient,
) -> None:
    sent = change(client, "/compare?region=skane&language=en")
    links = [
        part[1]
        for part in parts(sent["header"])
        if isinstance(part, list) and part and part[0] == "a"
    ]
    by_id = {link["id"]: link for link in links}
    assert by_id["to-both"]["href"] == "/both?language=en&region=skane"
    assert by_id["to-compare"]["aria-current"] == "page"
    assert "aria-current" not in by_id["to-both"]
    assert by_id["to-other-language"]["href"] == "/compare?region=skane"
    assert by_id["to-other-language"]["lang"] == "sv"


def test_the_first_visit_offers_the_seven_regions_and_still_shows_everything(
    client: FlaskClient,
) -> None:
    without, chosen = layout(client, "/"), layout(client, "/?region=skane")
    assert "Välj din region" in texts(without)
    assert texts(without).count("Rubriken säger 41,5 %.") == 2
    assert "Välj din region" not in texts(chosen)


def test_fields_stand_where_a_reader_can_choose_and_hold_what_is_chosen(
    client: FlaskClient,
) -> None:
    fields = {f["props"]["name"]: f["props"] for f in of_kind(layout(client, "/both"), "Choice")}
    assert fields["period"]["value"] == "2023"
    assert fields["other.period"]["value"] == "2023"
    first = {f["props"]["name"] for f in of_kind(layout(client, "/"), "Choice")}
    assert first == {"region"}


def test_chart_and_table_say_the_same_and_the_chart_is_said_in_words(client: FlaskClient) -> None:
    sent = layout(client, "/compare?region=skane")
    (table,) = of_kind(sent, "Table")
    assert table["props"]["rows"][0] == [["Skåne", "/compare"], "1\u00a0141,5"]
    assert table["props"]["own"] == [0]
    (figure,) = of_kind(sent, "Figure")
    described = figure["props"]["aria-describedby"]
    assert "Skåne 41,5 procent." in texts(figure)
    assert described in texts(figure["props"]["children"])


def test_no_chart_talks_to_a_server_of_plotly(client: FlaskClient) -> None:
    for graph in of_kind(layout(client, "/"), "Graph"):
        assert graph["props"]["config"]["showSendToCloud"] is False
        assert graph["props"]["config"]["plotlyServerURL"] == ""


def test_a_new_release_is_shown_from_the_next_request_on(home: Path, client: FlaskClient) -> None:
    before = orjson.loads(client.get("/healthz").data)["release"]
    newer = build(home, contents([observation(value=62.0, printed="62")]))
    publish(home, newer)
    assert newer != before
    assert newer in " ".join(texts(layout(client, "/")))


def test_nothing_is_left_to_set_up_for_the_first_request(client: FlaskClient) -> None:
    """Dash fills its list of callbacks in its first request; here that has been made."""
    sent = change(client, "/compare")
    assert sent["facts"]["data"]["title"] == "Sida compare – ALF Atlas"
