"""Loads that ask a statistics service: a real command, a service on this machine, kills between.

How one question is asked is tested in `services/`; here it is what becomes of the release.
"""

import json
import shutil
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.job import load
from etl.services.client import Client
from etl.services.declared import ServiceDeclaration
from etl.services.fetch import Fetched
from tests.etl.conftest import silent
from tests.etl.processes import alf, killed_before_step
from tests.etl.services.replay import Answered, Replay, replaying
from tests.etl.test_declared_inputs import (
    INDICATOR,
    OWN,
    SOURCE,
    TABLE,
    accepted,
    figures,
    written,
)
from warehouse.folder import read_register, release_path
from warehouse.queries import read_tables
from warehouse.release import verify

pytestmark = pytest.mark.data

YEARS = ("2023", "2024")
REGIONS = ("Region Skåne", "Region Uppsala")


def declaration(address: str, table: str = "TAB1") -> str:
    columns = TABLE.replace('period = "År"', 'period = "Tid"').replace(
        'value = "Andel"', 'value = "value"'
    )
    asked = f'[service]\nkind = "pxweb2"\naddress = "{address}/v2"\ntable = "{table}"\n'
    select = 'language = "sv"\n[service.select]\nRegion = "*"\nTid = "*"\n'
    return f"format = 1\n{SOURCE}{INDICATOR}{columns}{asked}{select}"


def table(years: tuple[str, ...], first: float | None) -> Answered:
    """Made by hand, in the shape of JSON-stat 2: the description has no figures."""
    size = len(REGIONS) * len(years)
    return Answered(
        {
            "version": "2.0",
            "class": "dataset",
            "label": "made by hand",
            "id": ["Region", "Tid"],
            "size": [len(REGIONS), len(years)],
            "role": {"time": ["Tid"], "geo": ["Region"]},
            "dimension": {
                "Region": {"label": "region", "category": {
                    "index": {region: at for at, region in enumerate(REGIONS)},
                    "label": {region: region for region in REGIONS}}},
                "Tid": {"label": "år", "category": {
                    "index": {year: at for at, year in enumerate(years)},
                    "label": {year: year for year in years}}},
            },
            "value": [] if first is None else [first + at for at in range(size)],
        }
    )  # fmt: skip


def serve(replay: Replay, first: float, years: tuple[str, ...] = YEARS) -> None:
    """`first` is the first figure; the others follow it."""
    replay.on("/v2/config", Answered({"maxDataCells": 1000, "maxCallsPerTimeWindow": 1000,
                                      "timeWindow": 1}))  # fmt: skip
    replay.on("/v2/tables/TAB1/metadata", table(years, None))
    replay.on("/v2/tables/TAB1/data", table(years, first))


@pytest.fixture
def service() -> Iterator[Replay]:
    with replaying() as replay:
        serve(replay, 50.0)
        yield replay


def content_in_force(home: Path) -> tuple[list[tuple[object, ...]], list[str]]:
    """The figures, and what they were read from."""
    register = read_register(home)
    assert register is not None
    tables = read_tables(release_path(home, register.in_force))
    raw = tables["input"].filter(kind="accepted").sort("id")["sha256"].to_list()
    return tables["observation"].sort(tables["observation"].columns).rows(), raw


def test_the_same_load_offline_gives_the_same_bytes_in_another_folder(
    shipped_home: Path, tmp_path: Path, service: Replay
) -> None:
    toml = written(tmp_path / "a.alf.toml", declaration(service.address))
    online, offline = (
        Path(shutil.copytree(shipped_home, tmp_path / name)) for name in ("online", "offline")
    )
    load(online, [toml], progress=silent)
    assert figures(online)["skane", "2023"] == 50.0
    shutil.copytree(online / "answers", offline / "answers")
    asked = len(service.asked)
    load(offline, [toml], progress=silent, offline=True)
    assert len(service.asked) == asked
    assert content_in_force(offline) == content_in_force(online)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_killing_a_load_that_asks_before_each_lasting_step_loses_nothing(
    shipped_home: Path, tmp_path: Path, service: Replay
) -> None:
    text = declaration(service.address)
    first = Path(shutil.copytree(shipped_home, tmp_path / "first"))
    load(first, [written(tmp_path / "a.alf.toml", text)], progress=silent)
    # Another year and other figures: earlier and new answers do not fit each other.
    serve(service, 60.0, ("2023", "2024", "2025"))
    for step in range(100):
        home = Path(shutil.copytree(first, tmp_path / str(step)))
        toml = written(home / "inbox" / "a.alf.toml", text)
        killed = killed_before_step(home, step)
        assert verify(home, None) == []
        assert figures(home)["skane", "2023"] in (50.0, 60.0)
        # Whatever was kept of the answers is one whole fetch or the other.
        offline = Path(shutil.copytree(home, tmp_path / f"{step}-offline"))
        written(offline / "inbox" / "a.alf.toml", text)
        load(offline, progress=silent, offline=True)
        assert len(figures(offline)) in (4, 6)
        load(home, progress=silent)
        assert figures(home)["skane", "2025"] == 62.0
        assert accepted(home) == ["a.alf.toml"]
        assert not toml.exists()
        if not killed:
            break
    assert step > 15


def test_a_closed_network_is_one_line_within_seconds_and_the_release_stays(
    home: Path, tmp_path: Path
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
    before = read_register(home)
    paths = [
        written(tmp_path / f"{name}.alf.toml", declaration(address, table=name.upper()))
        for name in ("a", "b", "c")
    ]
    begun = time.monotonic()
    ended = alf(home, "load", *paths)
    assert time.monotonic() - begun < 20
    assert ended.returncode == 3
    lines = ended.stderr.splitlines()
    assert [line.partition(":")[0] for line in lines[:3]] == [path.name for path in paths]
    assert all("the service cannot be reached" in line for line in lines[:3])
    assert lines[3:] == ["Refused, nothing changed: service_unreachable 3."]
    assert read_register(home) == before


def test_all_declarations_of_a_load_ask_through_one_client(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that the limit of a host holds for all of them together."""
    clients: list[Client] = []

    def fetch(_: ServiceDeclaration, __: Path, *, client: Client, **___: object) -> Fetched:
        clients.append(client)
        content = table(YEARS, 40.0 + len(clients)).content()
        return Fetched(content=content, answers=1, from_cache=False, remarks=())

    monkeypatch.setattr("etl.services.fetch.fetch", fetch)
    for name in ("a", "b"):
        text = declaration("https://statistics.example.org").replace(OWN, f"{OWN}_{name}")
        written(tmp_path / f"{name}.alf.toml", text)
    load(home, sorted(tmp_path.glob("*.alf.toml")), progress=silent)
    assert len(clients) == 2
    assert clients[0] is clients[1]


def test_a_full_disk_while_answers_are_kept_is_one_line(
    home: Path, tmp_path: Path, service: Replay, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read_register(home)
    (home / "answers").write_text("no folder", encoding="utf-8")
    toml = written(tmp_path / "a.alf.toml", declaration(service.address))
    ended = alf(home, "load", toml, "--json")
    assert ended.returncode == 3
    (problem,) = json.loads(ended.stdout)["problems"]
    assert problem["rule"] == "release"
    assert "answer of a statistics service cannot be stored" in problem["message"]
    assert read_register(home) == before
