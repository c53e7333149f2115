"""PxWeb API version 1: a table is an address; GET describes it, POST asks for figures.

`address` is the root with language and database, as https://api.scb.se/OV0104/v1/doris/sv/ssd.
Answers are asked for as JSON-stat 2. https://www.scb.se/en/services/open-data-api/
"""

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from etl.services.asking import Answer, Asking
from etl.services.declared import ServiceDeclaration
from etl.services.limits import limits_of
from etl.services.selection import Chosen, Variable, chosen, questions


def answers(service: ServiceDeclaration, asking: Asking) -> Iterator[Answer]:
    """The table's figures, in as many answers as the service's limit makes necessary."""
    assert service.table is not None
    address = f"{service.address}/{quote(service.table)}"
    limits = limits_of(
        asking,
        f"{address}?config",
        cells=("maxCells", "maxValues"),
        calls="maxCalls",
        seconds="timeWindow",
    )
    variables = _variables(asking, address)
    selection = chosen(variables, service.select, table=service.table, file=asking.file)
    parts = questions(selection, limits.cells, table=service.table, file=asking.file)
    for batch in parts:
        yield asking.post(address, query(batch))


def query(selection: Chosen) -> dict[str, object]:
    """The question as PxWeb 1 wants it."""
    return {
        "query": [
            {"code": code, "selection": {"filter": "item", "values": list(values)}}
            for code, values in selection.items()
        ],
        "response": {"format": "json-stat2"},
    }


def _variables(asking: Asking, address: str) -> list[Variable]:
    described = asking.get(address).json()
    if isinstance(described, list):
        message = f"{address} is a folder of tables, not a table"
        raise asking.refused("service_table", message, "name a table in it with `table`")
    listed = described.get("variables") if isinstance(described, Mapping) else None
    variables = [_variable(one) for one in listed] if isinstance(listed, list) else []
    if not variables or None in variables:
        message = f"{address} describes no table of PxWeb 1"
        raise asking.refused("service_table", message, "correct `address` or `table`")
    return [variable for variable in variables if variable is not None]


def _variable(described: object) -> Variable | None:
    if not isinstance(described, Mapping):
        return None
    code, values = described.get("code"), described.get("values")
    if not isinstance(code, str) or not isinstance(values, list):
        return None
    return Variable(
        code=code,
        codes=tuple(map(str, values)),
        is_time=described.get("time") is True,
        may_be_left_out=described.get("elimination") is True,
    )
