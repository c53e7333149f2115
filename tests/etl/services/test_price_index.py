"""The ready declaration of Statistics Sweden's price index, from the question to the page.

The table: https://statistikdatabasen.scb.se/api/v2/tables/TAB4352, the contents 000000KL
(https://github.com/klahr/mandatperioden). The answers are made by hand, the figures with them.
"""

import csv
from pathlib import Path

import pytest

from dashboard.state import State
from dashboard.views import funding_prices
from etl.job import load
from etl.readers.content import Content
from etl.services.client import Client
from etl.services.fetch import fetch
from etl.sources import BUNDLE
from etl.sources.declaration import parse_declaration
from etl.sources.table_source import observations_of
from tests.etl.services.replay import Answered, Asked, Replay
from warehouse.prices import price_index
from warehouse.registry import SHIPPED
from warehouse.store import Store
from warehouse.text import Text

DECLARATION = Path(__file__).parents[3] / "declarations" / "scb_kpi.alf.toml"

# Made by hand: a description and figures in the shape of JSON-stat 2.
YEARS = ["2021", "2022", "2023"]
FIGURES = [101.5, 110.25, 120.0]


def _data(codes: list[str], values: list[float]) -> dict[str, object]:
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "made by hand",
        "id": ["ContentsCode", "Tid"],
        "size": [1, len(codes)],
        "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
        "dimension": {
            "ContentsCode": {
                "label": "tabellinnehåll",
                "category": {
                    "index": {"000000KL": 0},
                    "label": {"000000KL": "made by hand"},
                    "unit": {"000000KL": {"base": "index", "decimals": 2}},
                },
            },
            "Tid": {
                "label": "år",
                "category": {
                    "index": {code: place for place, code in enumerate(codes)},
                    "label": {code: code for code in codes},
                },
            },
        },
        "value": values,
    }


def replayed(replay: Replay, years: list[str], figures: list[float]) -> str:
    """The declaration with the replaying service in the place of the real one."""

    def answer(asked: Asked) -> Answered:
        assert "valueCodes[ContentsCode]=000000KL" in asked.address
        assert f"valueCodes[Tid]={','.join(years)}" in asked.address
        return Answered(_data(years, figures))

    replay.on("/api/v2/config", Answered({"maxDataCells": 150000}))
    replay.on("/api/v2/tables/TAB4352/metadata", Answered(_data(years, [])))
    replay.on("/api/v2/tables/TAB4352/data", answer)
    return DECLARATION.read_text("utf-8").replace(
        'address = "https://statistikdatabasen.scb.se/api/v2"\n',
        f'address = "{replay.address}/api/v2"\n',
    )


def test_an_index_is_fetched_and_becomes_figures(
    replay: Replay, tmp_path: Path, client: Client
) -> None:
    declaration = parse_declaration(replayed(replay, YEARS, FIGURES), "kpi.alf.toml")
    assert declaration.service is not None
    fetched = fetch(
        declaration.service, tmp_path, file="kpi.alf.toml", offline=False, client=client
    )
    content = Content.of_bytes("kpi", fetched.content)
    registry = SHIPPED.with_declared(*declaration.additions())
    result = observations_of(declaration, content, registry, input_id="kpi")
    pairs = result.observations.select("period", "value").rows()
    index = price_index(Text("KPI", "CPI"), pairs)
    assert index.by_year == dict(zip(map(int, YEARS), FIGURES, strict=True))
    assert result.observations["region"].unique().to_list() == ["riket"]
    assert result.observations["source"].unique().to_list() == ["scb_kpi_arsmedeltal"]


def test_the_file_asks_statistics_sweden() -> None:
    declaration = parse_declaration(DECLARATION.read_text("utf-8"), DECLARATION.name)
    assert declaration.service is not None
    assert declaration.service.address == "https://statistikdatabasen.scb.se/api/v2"
    assert declaration.service.table == "TAB4352"
    [source] = declaration.additions()[1]
    assert source.address == "https://statistikdatabasen.scb.se/api/v2/tables/TAB4352"


@pytest.mark.data
def test_it_loads_beside_what_ships_and_the_view_reaches_its_newest_year(
    replay: Replay, tmp_path: Path
) -> None:
    shipped = shipped_figures()
    # Made by hand: a year that does not ship.
    figures = {**shipped, "2031": 500.0}
    path = tmp_path / "kpi.alf.toml"
    path.write_text(replayed(replay, list(figures), list(figures.values())), "utf-8")
    home = tmp_path / "home"
    report = load(home, [path], progress=lambda _: None)
    assert len(report.accepted) == 1
    release = Store(home).current()
    shown = funding_prices.VIEW.render(release, State(prices="fixed", region="stockholm"))
    # The year of the amount ships, the base year was fetched.
    assert "i 2031 års priser (KPI)" in shown.headline
    assert f"{525 * 500.0 / shipped['2006']:.0f}" in shown.headline
    assert "Källa: SCB, KPI, fastställda årsmedeltal." in shown.note
    assert "KPI finns också från SCB, konsumentprisindex" in shown.note
    assert {"scb_kpi_arsmedeltal", "scb_konsumentprisindex"} <= {line.id for line in shown.sources}


def shipped_figures() -> dict[str, float]:
    with (BUNDLE / "funding.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["period"]: float(row["value"])
            for row in csv.DictReader(file)
            if row["indicator"] == "consumer_price_index"
        }
