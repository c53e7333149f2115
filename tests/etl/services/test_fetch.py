"""Whole fetches from each kind of service, on real descriptions of tables, online and offline."""

import contextlib
import itertools
import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from etl.problems import InputRefused
from etl.services import SERVICES
from etl.services.cache import AnswerCache, Stored
from etl.services.client import Client
from etl.services.declared import ServiceDeclaration, ServiceKind
from etl.services.fetch import Fetched, fetch
from etl.services.pace import Pace
from tests.etl.services.conftest import SHORT
from tests.etl.services.made import (
    bodies_of,
    figure,
    figures_of,
    kolada_page,
    pxweb1_answer,
    pxweb2_answer,
)
from tests.etl.services.replay import Answered, Asked, Replay
from tests.real_files import FOLDER, NEEDED

REAL = FOLDER / "scb_pxweb"
# As Statistics Sweden answers, taken down by rOpenGov/pxweb (tests/testthat).
CONFIG1 = Answered({"maxValues": 110000, "maxCells": 150000, "maxCalls": 30, "timeWindow": 10})
CONFIG2 = Answered({"maxDataCells": 150000, "maxCallsPerTimeWindow": 30, "timeWindow": 10})
# Made by hand: the description of the table whose real answer the fixtures hold.
CIVIL = Answered(
    {
        "title": "made by hand",
        "variables": [
            {"code": "Civilstand", "text": "civilstånd", "values": ["OG", "G", "SK", "ÄNKL"],
             "valueTexts": ["ogifta", "gifta", "skilda", "änkor"], "elimination": True},
            {"code": "ContentsCode", "text": "tabellinnehåll", "values": ["BE0101N1"],
             "valueTexts": ["Folkmängd"]},
            {"code": "Tid", "text": "år", "values": ["2015", "2016", "2017"],
             "valueTexts": ["2015", "2016", "2017"], "time": True},
        ],
    }
)  # fmt: skip
TABLE1 = "/v1/sv/ssd/BE/BE0101/BefolkningNy"
TABLE2 = "/v2/tables/TAB6471"


def pxweb1(replay: Replay, **select: str | tuple[str, ...]) -> ServiceDeclaration:
    return ServiceDeclaration(
        kind=ServiceKind.PXWEB1,
        address=f"{replay.address}/v1/sv/ssd",
        table="BE/BE0101/BefolkningNy",
        select={k: (v,) if isinstance(v, str) else v for k, v in select.items()},
    )


def pxweb2(replay: Replay, **select: str | tuple[str, ...]) -> ServiceDeclaration:
    return ServiceDeclaration(
        kind=ServiceKind.PXWEB2,
        address=f"{replay.address}/v2",
        table="TAB6471",
        language="sv",
        select={k: (v,) if isinstance(v, str) else v for k, v in select.items()},
    )


def kolada(
    replay: Replay, kpi: tuple[str, ...], municipality: tuple[str, ...], year: tuple[str, ...]
) -> ServiceDeclaration:
    return ServiceDeclaration(
        kind=ServiceKind.KOLADA3,
        address=f"{replay.address}/v3",
        select={"kpi": kpi, "municipality": municipality, "year": year},
    )


def fetched(
    service: ServiceDeclaration, home: Path, client: Client, *, offline: bool = False
) -> Fetched:
    return fetch(service, home, file="x.alf.toml", offline=offline, client=client)


def refusal(
    service: ServiceDeclaration, home: Path, client: Client, *, offline: bool = False
) -> InputRefused:
    with pytest.raises(InputRefused) as found:
        fetched(service, home, client, offline=offline)
    assert {problem.file for problem in found.value.problems} == {"x.alf.toml"}
    return found.value


@pytest.fixture
def civil(replay: Replay) -> ServiceDeclaration:
    """The table of the real answer, described by hand."""
    replay.on(f"{TABLE1}?config", CONFIG1)
    replay.on(TABLE1, lambda asked: CIVIL if asked.method == "GET" else pxweb1_answer(asked))
    return pxweb1(replay, Civilstand="*", ContentsCode="BE0101N1", Tid="*")


def test_every_kind_has_its_service() -> None:
    assert set(SERVICES) == set(ServiceKind)


# ---------------------------------------------------------------- PxWeb 1


@NEEDED
def test_a_real_answer_of_pxweb_1_is_handed_on_as_it_came(
    replay: Replay, civil: ServiceDeclaration, tmp_path: Path, client: Client
) -> None:
    real = (REAL / "scb_v1_befolkning_civilstand_post.json").read_text(encoding="utf-8")
    replay.on(TABLE1, CIVIL, Answered(real))
    result = fetched(civil, tmp_path, client)
    assert bodies_of(result.content) == [real]
    assert (result.answers, result.from_cache, result.remarks) == (1, False, ())
    query = replay.asked[-1].json()
    assert query == {
        "query": [
            {"code": "Civilstand",
             "selection": {"filter": "item", "values": ["OG", "G", "SK", "ÄNKL"]}},
            {"code": "ContentsCode", "selection": {"filter": "item", "values": ["BE0101N1"]}},
            {"code": "Tid", "selection": {"filter": "item", "values": ["2015", "2016", "2017"]}},
        ],
        "response": {"format": "json-stat2"},
    }  # fmt: skip


@NEEDED
def test_a_large_question_on_a_real_table_is_cut_into_parts_that_fit(
    replay: Replay, tmp_path: Path, client: Client
) -> None:
    described = json.loads((REAL / "scb_v1_table_variables.json").read_text(encoding="utf-8"))
    replay.on(f"{TABLE1}?config", Answered({"maxCells": 500, "maxCalls": 0, "timeWindow": 0}))
    replay.on(
        TABLE1,
        lambda asked: Answered(described) if asked.method == "GET" else pxweb1_answer(asked),
    )
    service = pxweb1(
        replay,
        Region=("??",),
        Kon="*",
        Alder=("tot16+", "tot20+"),
        Inkomstklass="TOT",
        ContentsCode="*",
        Tid=("top(3)",),
    )
    result = fetched(service, tmp_path, client)
    codes = {one["code"]: one["values"] for one in described["variables"]}
    counties = [code for code in codes["Region"] if len(code) == 2]
    wanted = list(
        product(
            counties, codes["Kon"], ["tot16+", "tot20+"], ["TOT"], codes["ContentsCode"],
            codes["Tid"][-3:],
        )
    )  # fmt: skip
    assert result.answers > 1
    bodies = bodies_of(result.content)
    assert all(len(json.loads(body)["value"]) <= 500 for body in bodies)
    assert figures_of(bodies) == {combination: figure(combination) for combination in wanted}


def test_a_folder_is_no_table(replay: Replay, tmp_path: Path, client: Client) -> None:
    replay.on(TABLE1, Answered([{"id": "BE0101A", "type": "l", "text": "Folkmängd"}]))
    said = str(refusal(pxweb1(replay, Tid="*"), tmp_path, client))
    assert "is a folder of tables, not a table; name a table in it with `table`" in said


@pytest.mark.parametrize(
    "described", [{}, {"variables": []}, {"variables": [1]}, {"variables": [{"code": "A"}]}, 7]
)
def test_what_describes_no_table_is_refused(
    replay: Replay, tmp_path: Path, client: Client, described: object
) -> None:
    replay.on(TABLE1, Answered(described))
    replay.on("/v2/config", CONFIG2)
    replay.on(f"{TABLE2}/metadata", Answered(described))
    for service in (pxweb1(replay, Tid="*"), pxweb2(replay, Tid="*")):
        assert "describes no table of PxWeb" in str(refusal(service, tmp_path, client))


def test_a_wrong_selection_is_refused_before_figures_are_asked_for(
    replay: Replay, civil: ServiceDeclaration, tmp_path: Path, client: Client
) -> None:
    service = replace(civil, select={"Civilstand": ("OGX",), "Tid": ("2015",)})
    said = str(refusal(service, tmp_path, client))
    assert "'Civilstand': there is no code 'OGX' (nearest: OG" in said
    assert "nothing is chosen of 'ContentsCode'" in said
    assert {asked.method for asked in replay.asked} == {"GET"}


@pytest.mark.parametrize(
    "config",
    [
        Answered(status=404),
        Answered(status=400),
        Answered({}),
        Answered([1]),
        Answered({"maxCells": "many", "maxCalls": 1}),
        Answered({"maxCells": 0}),
    ],
)
def test_a_service_that_does_not_say_what_it_allows_is_asked_carefully(
    replay: Replay, civil: ServiceDeclaration, tmp_path: Path, client: Client, config: Answered
) -> None:
    replay.on(f"{TABLE1}?config", config)
    result = fetched(civil, tmp_path, client)
    (remark,) = result.remarks
    assert (
        "does not say what it allows, or nothing sensible: at most 10000 figures" in remark.message
    )
    again = fetched(civil, tmp_path, client, offline=True)
    assert again.content == result.content


class _Counted(Pace):
    """A clock that only waiting moves, so that a busy machine changes nothing: when calls went."""

    def __init__(self) -> None:
        self.now = 0.0
        self.times: list[float] = []
        super().__init__(lambda: self.now, self._move)

    def _move(self, seconds: float) -> None:
        self.now += seconds

    def wait(self, host: str) -> None:
        super().wait(host)
        self.times.append(self.now)


def test_calls_are_kept_within_the_limit_of_the_service(
    replay: Replay, civil: ServiceDeclaration, tmp_path: Path
) -> None:
    limits = {"maxCells": 1, "maxCalls": 7, "timeWindow": 1}
    replay.on(f"{TABLE1}?config", Answered(limits))
    pace = _Counted()
    assert fetched(civil, tmp_path, Client(patience=SHORT, pace=pace)).answers == 12
    assert len(pace.times) == len(replay.asked) == 14
    assert all(later - first >= 1 for first, later in zip(pace.times, pace.times[7:], strict=False))


# ---------------------------------------------------------------- PxWeb 2


@NEEDED
def test_a_question_to_pxweb_2_on_a_real_description(
    replay: Replay, tmp_path: Path, client: Client
) -> None:
    described = (REAL / "scb_TAB6471_metadata_jsonstat2.json").read_text(encoding="utf-8")
    replay.on("/v2/config", CONFIG2)
    replay.on(f"{TABLE2}/metadata?lang=sv", Answered(described))
    replay.on(f"{TABLE2}/data", pxweb2_answer)
    service = pxweb2(
        replay, Region=("01", "03"), Kon="*", ContentsCode="*", Tid=("from(2026M03)",),
        Alder=("tot",) if "tot" in json.loads(described)["dimension"]["Alder"]["category"]["index"]
        else tuple(list(json.loads(described)["dimension"]["Alder"]["category"]["index"])[:1]),
    )  # fmt: skip
    result = fetched(service, tmp_path, client)
    assert result.answers == 1
    last = replay.asked[-1]
    assert last.method == "GET"
    assert "valueCodes[Region]=01,03&" in last.address
    assert last.address.endswith("valueCodes[Tid]=2026M03,2026M04")
    dimension = json.loads(described)["dimension"]
    assert len(figures_of(bodies_of(result.content))) == 2 * 2 * len(
        dimension["Kon"]["category"]["index"]
    ) * len(dimension["ContentsCode"]["category"]["index"])


@NEEDED
@pytest.mark.parametrize(("most", "method", "answers"), [(20_000, "GET", 5), (90_000, "POST", 1)])
def test_a_long_question_to_pxweb_2_is_posted_or_cut(
    replay: Replay, tmp_path: Path, client: Client, most: int, method: str, answers: int
) -> None:
    described = json.loads((REAL / "scb_TAB6471_metadata_jsonstat2.json").read_text("utf-8"))
    replay.on("/v2/config", Answered({"maxDataCells": most}))
    replay.on(f"{TABLE2}/metadata", Answered(described))
    replay.on(f"{TABLE2}/data", pxweb2_answer)
    service = pxweb2(replay, Region="*", Alder="*", Kon="1", ContentsCode="*", Tid=("top(2)",))
    result = fetched(service, tmp_path, client)
    data = [asked for asked in replay.asked if "/data" in asked.address]
    assert {asked.method for asked in data} == {method}
    assert all(len(asked.address) < 2100 for asked in data)
    assert len(figures_of(bodies_of(result.content))) == 312 * 134 * 2
    assert result.answers == len(data) == answers


@NEEDED
def test_a_real_answer_of_pxweb_2_is_handed_on_as_it_came(
    replay: Replay, tmp_path: Path, client: Client
) -> None:
    real = (REAL / "scb_v2_TAB638_jsonstat2.json").read_text(encoding="utf-8")
    replay.on("/v2/config", CONFIG2)
    # A data set is described by the same shape, with the codes that it holds.
    replay.on(f"{TABLE2}/metadata", Answered(real))
    replay.on(f"{TABLE2}/data", Answered(real))
    dimensions = json.loads(real)["dimension"]
    service = pxweb2(replay, **dict.fromkeys(dimensions, "*"))
    assert bodies_of(fetched(service, tmp_path, client).content) == [real]


def test_a_code_with_a_comma_is_posted(replay: Replay, tmp_path: Path, client: Client) -> None:
    described = {
        "id": ["Tid"],
        "role": {"time": ["Tid"]},
        "dimension": {"Tid": {"category": {"index": {"2,1": 1, "1": 0}}}},
    }
    replay.on("/v2/config", CONFIG2)
    replay.on(f"{TABLE2}/metadata", Answered(described))
    replay.on(f"{TABLE2}/data", pxweb2_answer)
    result = fetched(pxweb2(replay, Tid="*"), tmp_path, client)
    assert replay.asked[-1].method == "POST"
    assert set(figures_of(bodies_of(result.content))) == {("1",), ("2,1",)}


# ---------------------------------------------------------------- Kolada 3


def _three_pages(replay: Replay) -> ServiceDeclaration:
    path = "/v3/data/kpi/N79179/municipality/0001,0003/year/2023,2024"
    replay.on(
        f"{path}?per_page=5000",
        kolada_page(
            [("N79179", "0001", 2023, 84.2)], f"{replay.address}{path}?per_page=5000&page=2"
        ),
    )
    # A service behind a proxy names itself as it sees itself, and sometimes only by path.
    replay.on(
        f"{path}?per_page=5000&page=2",
        kolada_page([("N79179", "0003", 2023, 80.7)], f"{path}?per_page=5000&page=3"),
    )
    replay.on(f"{path}?per_page=5000&page=3", kolada_page(
        [("N79179", "0003", 2024, 88.8)], None))  # fmt: skip
    return kolada(replay, ("N79179",), ("0001", "0003"), ("2023", "2024"))


def test_all_pages_are_fetched_in_order(replay: Replay, tmp_path: Path, client: Client) -> None:
    result = fetched(_three_pages(replay), tmp_path, client)
    rows = [json.loads(body)["values"][0] for body in bodies_of(result.content)]
    assert [(row["municipality"], row["period"]) for row in rows] == [
        ("0001", 2023),
        ("0003", 2023),
        ("0003", 2024),
    ]
    assert (result.answers, result.remarks) == (3, ())


def test_many_ids_are_asked_for_in_groups(replay: Replay, tmp_path: Path) -> None:
    ids = tuple(f"{number:04d}" for number in range(1000, 1045))

    def page(asked: Asked) -> Answered:
        listed = asked.address.split("/municipality/")[1].partition("?")[0].split(",")
        assert len(listed) <= 20
        return kolada_page([("N1", one, 2024, 1.0) for one in listed], None)

    groups = [ids[:20], ids[20:40], ids[40:]]
    for group in groups:
        replay.on(f"/v3/data/kpi/N1/municipality/{','.join(group)}", page)
    result = fetched(kolada(replay, ("N1",), ids, ("*",)), tmp_path, Client(patience=SHORT))
    found = [
        row["municipality"]
        for body in bodies_of(result.content)
        for row in json.loads(body)["values"]
    ]
    assert tuple(found) == ids


def test_what_kolada_has_no_figure_of_is_said(
    replay: Replay, tmp_path: Path, client: Client
) -> None:
    replay.on("/v3/data/kpi/N1,N2/municipality/0001", kolada_page([("N1", "0001", 2024, 1)], None))
    result = fetched(kolada(replay, ("N1", "N2"), ("0001",), ("*",)), tmp_path, client)
    (remark,) = result.remarks
    assert remark.message == f"{replay.address}/v3 has no figure of kpi N2"


def test_an_empty_answer_of_kolada_is_refused(
    replay: Replay, tmp_path: Path, client: Client
) -> None:
    replay.on("/v3/data/kpi/N1/year/2024", kolada_page([], None))
    said = str(refusal(kolada(replay, ("N1",), ("*",), ("2024",)), tmp_path, client))
    assert "has no figures of what [service.select] names" in said


@pytest.mark.parametrize(
    ("following", "words"),
    [
        ("/v3/data/kpi/N1/year/2024?per_page=5000", "its pages go in a circle"),
        ("https://elsewhere.example/v3/data?page=2", "the next page lies elsewhere"),
        ("/v2/data?page=2", "the next page lies elsewhere"),
        ("file:///etc/passwd", "the next page lies elsewhere"),
        ("http://[", "the next page lies elsewhere"),
    ],
)
def test_pages_that_lead_astray_are_refused(
    replay: Replay, tmp_path: Path, client: Client, following: str, words: str
) -> None:
    replay.on("/v3/data/kpi/N1/year/2024", kolada_page([("N1", "0001", 2024, 1)], following))
    service = kolada(replay, ("N1",), ("*",), ("2024",))
    assert words in str(refusal(service, tmp_path, client))


@pytest.mark.parametrize("page", [{}, [], {"values": None}, "text"])
def test_a_page_without_values_is_refused(
    replay: Replay, tmp_path: Path, client: Client, page: object
) -> None:
    replay.on("/v3/data/kpi/N1/year/2024", Answered(json.dumps(page)))
    service = kolada(replay, ("N1",), ("*",), ("2024",))
    assert "the answer holds no 'values'" in str(refusal(service, tmp_path, client))


# ---------------------------------------------------------------- cache and offline


def test_offline_gives_the_same_bytes_and_asks_nobody(
    replay: Replay, civil: ServiceDeclaration, tmp_path: Path, client: Client
) -> None:
    for service in (civil, _three_pages(replay)):
        online = fetched(service, tmp_path, client)
        asked = len(replay.asked)
        offline = fetched(service, tmp_path, client, offline=True)
        assert offline.content == online.content
        assert offline.from_cache
        assert len(replay.asked) == asked


def test_the_same_answers_give_the_same_bytes_in_another_folder(
    civil: ServiceDeclaration, tmp_path: Path, client: Client
) -> None:
    first = fetched(civil, tmp_path / "one", client)
    assert fetched(civil, tmp_path / "two", client).content == first.content


def test_offline_without_an_answer_names_what_is_missing(
    replay: Replay, civil: ServiceDeclaration, tmp_path: Path, client: Client
) -> None:
    (problem,) = refusal(civil, tmp_path, client, offline=True).problems
    assert problem.rule == "service_not_stored"
    assert problem.message == f"{replay.address}{TABLE1}: no answer is stored"
    assert problem.remedy is not None
    assert "without --offline" in problem.remedy


def test_a_damaged_answer_is_fetched_anew_and_refused_offline(
    replay: Replay, civil: ServiceDeclaration, tmp_path: Path, client: Client
) -> None:
    first = fetched(civil, tmp_path, client)
    for body in (tmp_path / "answers" / "bodies").iterdir():
        body.write_bytes(body.read_bytes()[:-2] + b"9}")
    (problem,) = refusal(civil, tmp_path, client, offline=True).problems
    assert "the stored answer is damaged" in problem.message
    again = fetched(civil, tmp_path, client)
    assert again.content == first.content
    assert fetched(civil, tmp_path, client, offline=True).content == first.content


def test_unchanged_answers_are_not_sent_again(
    replay: Replay, tmp_path: Path, client: Client
) -> None:
    page = kolada_page([("N1", "0001", 2024, 1.0)], None)
    marked = replace(page, headers={"ETag": '"7"', "Last-Modified": "Mon, 02 Jan 2023"})

    def answer(asked: Asked) -> Answered:
        return Answered(status=304) if asked.headers.get("if-none-match") == '"7"' else marked

    replay.on("/v3/data/kpi/N1/year/2024", answer)
    service = kolada(replay, ("N1",), ("*",), ("2024",))
    first = fetched(service, tmp_path, client)
    second = fetched(service, tmp_path, client)
    assert replay.asked[-1].headers["if-modified-since"] == "Mon, 02 Jan 2023"
    assert second.content == first.content
    assert (first.from_cache, second.from_cache) == (False, True)


def test_a_new_answer_takes_the_place_of_the_old(
    replay: Replay, tmp_path: Path, client: Client
) -> None:
    service = kolada(replay, ("N1",), ("*",), ("2024",))
    for value in (1.0, 2.0):
        replay.on("/v3/data/kpi/N1/year/2024", kolada_page([("N1", "0001", 2024, value)], None))
        result = fetched(service, tmp_path, client)
        assert not result.from_cache
        assert json.loads(bodies_of(result.content)[0])["values"][0]["values"][0]["value"] == value
    offline = fetched(service, tmp_path, client, offline=True)
    assert offline.content == result.content


def test_an_unreachable_service_is_refused_and_offline_is_named(
    replay: Replay, civil: ServiceDeclaration, tmp_path: Path, client: Client
) -> None:
    down = Answered(status=503)
    replay_of_figures = lambda asked: down if asked.method == "GET" else pxweb1_answer(asked)  # noqa: E731
    fetched(civil, tmp_path, client)
    replay.on(TABLE1, replay_of_figures)
    (problem,) = refusal(civil, tmp_path, client).problems
    assert problem.rule == "service_unreachable"
    assert problem.remedy == "an earlier answer is stored: --offline takes it"
    (problem,) = refusal(civil, tmp_path / "empty", client).problems
    assert problem.remedy is None


def test_an_earlier_answer_to_a_query_also_serves_offline(
    replay: Replay, civil: ServiceDeclaration, tmp_path: Path, client: Client
) -> None:
    first = fetched(civil, tmp_path, client)
    replay.on(
        TABLE1, lambda asked: CIVIL if asked.method == "GET" else Answered("<p>", kind="text/html")
    )
    (problem,) = refusal(civil, tmp_path, client).problems
    assert "text/html, not with data" in problem.message
    assert problem.remedy == "an earlier answer is stored: --offline takes it"
    assert fetched(civil, tmp_path, client, offline=True).content == first.content


def test_a_refusal_of_the_service_carries_its_words_as_evidence(
    replay: Replay, civil: ServiceDeclaration, tmp_path: Path, client: Client
) -> None:
    refusing = Answered("Too many values selected", status=403, kind="text/plain")
    replay.on(TABLE1, CIVIL, refusing)
    (problem,) = refusal(civil, tmp_path, client).problems
    assert problem.rule == "service_refused"
    assert "perhaps since it asks for too much (HTTP 403)" in problem.message
    assert problem.evidence == ("Too many values selected",)
    assert problem.remedy is None


def test_a_failed_fetch_stores_nothing(
    replay: Replay, civil: ServiceDeclaration, tmp_path: Path, client: Client
) -> None:
    replay.on(TABLE1, CIVIL, Answered({"fine": 1}, cut=2))
    refusal(civil, tmp_path, client)
    problem = refusal(civil, tmp_path, client, offline=True).problems[0]
    assert problem.message.endswith("no answer is stored")
    assert not (tmp_path / "answers").exists()


def a_year_later(replay: Replay, figures: Callable[[Asked], Answered]) -> None:
    """The table has one more year."""
    described = json.loads(CIVIL.content())
    described["variables"][2]["values"] = ["2016", "2017", "2018"]
    described["variables"][2]["valueTexts"] = ["2016", "2017", "2018"]
    later = Answered(described)
    replay.on(TABLE1, lambda asked: later if asked.method == "GET" else figures(asked))


def test_a_fetch_that_fails_half_way_leaves_the_earlier_one_whole(
    replay: Replay, civil: ServiceDeclaration, tmp_path: Path, client: Client
) -> None:
    first = fetched(civil, tmp_path, client).content
    a_year_later(replay, lambda _: Answered(status=403))
    refusal(civil, tmp_path, client)
    assert fetched(civil, tmp_path, client, offline=True).content == first


def test_a_kill_while_answers_are_kept_leaves_a_whole_fetch(
    replay: Replay,
    civil: ServiceDeclaration,
    tmp_path: Path,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = fetched(civil, tmp_path, client).content
    a_year_later(replay, pxweb1_answer)
    second = fetched(civil, tmp_path / "other", client).content
    whole = AnswerCache.store
    kept = tmp_path / "answers"
    for step in range(4):
        shutil.rmtree(tmp_path / "answers")
        monkeypatch.setattr(AnswerCache, "store", whole)
        replay.on(TABLE1, lambda asked: CIVIL if asked.method == "GET" else pxweb1_answer(asked))
        assert fetched(civil, tmp_path, client).content == first
        a_year_later(replay, pxweb1_answer)
        left = itertools.count(step, -1)

        def stopped(self: AnswerCache, question: str, stored: Stored) -> None:
            if next(left) == 0:  # noqa: B023  # called within this round
                raise KeyboardInterrupt
            whole(self, question, stored)

        monkeypatch.setattr(AnswerCache, "store", stopped)
        with contextlib.suppress(KeyboardInterrupt):
            fetched(civil, tmp_path, client)
        assert fetched(civil, tmp_path, client, offline=True).content in (first, second)
    assert kept.exists()


def test_limits_that_are_said_no_more_do_not_count_offline(
    replay: Replay, civil: ServiceDeclaration, tmp_path: Path, client: Client
) -> None:
    replay.on(f"{TABLE1}?config", Answered({"maxCells": 3, "maxCalls": 100, "timeWindow": 1}))
    fetched(civil, tmp_path, client)
    replay.on(f"{TABLE1}?config", Answered(status=404))
    whole = fetched(civil, tmp_path, client).content
    assert fetched(civil, tmp_path, client, offline=True).content == whole


def test_a_limit_that_would_make_us_wait_for_ever_is_none(
    replay: Replay, civil: ServiceDeclaration, tmp_path: Path, client: Client
) -> None:
    senseless = {"maxCells": 5, "maxCalls": 1, "timeWindow": 10**9}
    replay.on(f"{TABLE1}?config", Answered(senseless))
    (remark,) = fetched(civil, tmp_path, client).remarks
    assert "nothing sensible" in remark.message


def test_a_question_that_would_take_thousands_of_answers_is_refused(
    replay: Replay, tmp_path: Path, client: Client
) -> None:
    codes = [str(number) for number in range(3000)]
    variables = [{"code": "A", "values": codes}, {"code": "B", "values": codes}]
    replay.on(TABLE1, Answered({"variables": variables}))
    for cells, least in ((1000, "9,000"), (10**9, "1")):
        replay.on(f"{TABLE1}?config", Answered({"maxCells": cells}))
        (problem,) = refusal(pxweb1(replay, A="*", B="*"), tmp_path, client).problems
        assert f"9,000,000 figures in at least {least} questions" in problem.message
    assert {one.method for one in replay.asked} == {"GET"}


def test_two_threads_fetch_the_same_into_one_folder(
    civil: ServiceDeclaration, tmp_path: Path, client: Client
) -> None:
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda _: fetched(civil, tmp_path, client), range(4)))
    assert len({result.content for result in results}) == 1
    assert fetched(civil, tmp_path, client, offline=True).content == results[0].content
