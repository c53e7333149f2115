"""A price index of Statistics Sweden as a declared service, from the question to the figures.

The table: https://statistikdatabasen.scb.se/api/v2/tables/TAB4352, the contents 000000KL
(https://github.com/klahr/mandatperioden). The answers are made by hand, the figures with them.
"""

from pathlib import Path

from etl.readers.content import Content
from etl.services.client import Client
from etl.services.fetch import fetch
from etl.sources.declaration import parse_declaration
from etl.sources.table_source import observations_of
from tests.etl.services.replay import Answered, Asked, Replay
from warehouse.prices import price_index
from warehouse.registry import SHIPPED

DECLARATION = """
format = 1

[service]
kind = "pxweb2"
address = "https://statistikdatabasen.scb.se/api/v2"
table = "TAB4352"
language = "sv"
[service.select]
ContentsCode = "000000KL"
Tid = "*"

[source]
id = "scb_kpi_arsmedeltal"
short = {sv = "SCB, KPI, fastställda årsmedeltal", en = "Statistics Sweden, CPI, yearly averages"}
title = "Konsumentprisindex (KPI) fastställda årsmedeltal, totalt, 1980=100"
publisher = "SCB"
licence = "CC0"
address = "https://statistikdatabasen.scb.se/api/v2/tables/TAB4352"

[[table]]
indicator = "consumer_price_index"
unit = "index 1980=100"
[table.columns]
period = "Tid"
value = "value"
[table.constants]
region = "riket"
organisation = "all"
sex = "all"
estimate = "unweighted"
nature = "outcome"
"""

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


def test_an_index_is_fetched_and_becomes_figures(
    replay: Replay, tmp_path: Path, client: Client
) -> None:
    def answer(asked: Asked) -> Answered:
        assert "valueCodes[ContentsCode]=000000KL" in asked.address
        assert "valueCodes[Tid]=2021,2022,2023" in asked.address
        return Answered(_data(YEARS, FIGURES))

    replay.on("/api/v2/config", Answered({"maxDataCells": 150000}))
    replay.on("/api/v2/tables/TAB4352/metadata", Answered(_data(YEARS, [])))
    replay.on("/api/v2/tables/TAB4352/data", answer)
    text = DECLARATION.replace(
        'address = "https://statistikdatabasen.scb.se/api/v2"\n',
        f'address = "{replay.address}/api/v2"\n',
    )
    declaration = parse_declaration(text, "kpi.alf.toml")
    assert declaration.service is not None
    fetched = fetch(
        declaration.service, tmp_path, file="kpi.alf.toml", offline=False, client=client
    )
    content = Content.of_bytes("kpi", fetched.content)
    registry = SHIPPED.with_declared(*declaration.additions())
    result = observations_of(declaration, content, registry, input_id="kpi")
    pairs = result.observations.select("period", "value").rows()
    assert price_index(pairs).by_year == dict(zip(map(int, YEARS), FIGURES, strict=True))
    assert result.observations["region"].unique().to_list() == ["riket"]
    assert result.observations["source"].unique().to_list() == ["scb_kpi_arsmedeltal"]
