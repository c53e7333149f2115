"""Answers made by hand, in the shapes of the services; real ones are in the fixtures."""

import json
from collections.abc import Mapping, Sequence
from itertools import product
from math import prod

from tests.etl.services.replay import Answered, Asked

Selection = Mapping[str, Sequence[str]]


def figure(combination: Sequence[str]) -> int:
    """The figure of a combination of codes: any number, always the same."""
    return sum(place * ord(sign) for place, sign in enumerate("|".join(combination), 1)) % 9973


def json_stat(selection: Selection) -> dict[str, object]:
    """A JSON-stat 2 data set with exactly these codes."""
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "made by hand",
        "id": list(selection),
        "size": [len(codes) for codes in selection.values()],
        "dimension": {
            code: {"label": code, "category": {"index": list(codes)}}
            for code, codes in selection.items()
        },
        "value": [figure(combination) for combination in product(*selection.values())],
    }


def figures_of(bodies: Sequence[str]) -> dict[tuple[str, ...], int]:
    """The figures of several data sets by their codes; fails where one stands twice."""
    figures: dict[tuple[str, ...], int] = {}
    for body in bodies:
        data = json.loads(body)
        codes = [data["dimension"][code]["category"]["index"] for code in data["id"]]
        assert len(data["value"]) == prod(data["size"])
        for combination, value in zip(product(*codes), data["value"], strict=True):
            assert combination not in figures
            figures[combination] = value
    return figures


def bodies_of(content: bytes) -> list[str]:
    """What stands in the file that `fetch` gives."""
    lines = [json.loads(line) for line in content.decode("utf-8").splitlines()]
    assert all(set(line) == {"alf_answer", "address", "body"} for line in lines)
    assert {line["alf_answer"] for line in lines} <= {1}
    return [line["body"] for line in lines]


def pxweb1_answer(asked: Asked) -> Answered:
    """Answers a query of PxWeb 1."""
    query = json.loads(asked.body)
    assert query["response"] == {"format": "json-stat2"}
    chosen = {one["code"]: one["selection"]["values"] for one in query["query"]}
    assert {one["selection"]["filter"] for one in query["query"]} == {"item"}
    return Answered(json_stat(chosen))


def pxweb2_answer(asked: Asked) -> Answered:
    """Answers a question of PxWeb 2, whether it stands in the address or in the body."""
    settings = dict(part.split("=") for part in asked.address.partition("?")[2].split("&"))
    assert (settings.pop("lang"), settings.pop("outputFormat")) == ("sv", "json-stat2")
    if asked.method == "POST":
        assert not settings
        listed = json.loads(asked.body)["selection"]
        return Answered(json_stat({one["variableCode"]: one["valueCodes"] for one in listed}))
    return Answered(
        json_stat(
            {
                name.removeprefix("valueCodes[").removesuffix("]"): codes.split(",")
                for name, codes in settings.items()
            }
        )
    )


def kolada_page(rows: Sequence[tuple[str, str, int, float]], following: str | None) -> Answered:
    """A page of Kolada 3, in the shape that koladapy reads."""
    values = [
        {
            "kpi": kpi,
            "municipality": municipality,
            "period": year,
            "values": [
                {"gender": "T", "value": value, "status": "", "count": 1, "isdeleted": False}
            ],
        }
        for kpi, municipality, year, value in rows
    ]
    return Answered({"count": len(values), "values": values, "next_url": following})
