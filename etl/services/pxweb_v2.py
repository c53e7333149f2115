"""PxWeb API version 2: tables have an id; a question is an address, or a POST when that is long.

`address` is the root, as https://statistikdatabasen.scb.se/api/v2. Answers are asked for as
JSON-stat 2. https://github.com/PxTools/PxApiSpecs
"""

from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import quote, urlencode

from etl.problems import InputRefused
from etl.services.asking import Answer, Asking
from etl.services.declared import ServiceDeclaration
from etl.services.limits import limits_of
from etl.services.selection import Chosen, Variable, chosen, questions

# Some servers and proxies between refuse addresses above 2048 characters.
LONGEST_ADDRESS: Final = 2000


def answers(service: ServiceDeclaration, asking: Asking) -> Iterator[Answer]:
    """The table's figures, in as many answers as the service's limit makes necessary."""
    assert service.table is not None
    table = f"{service.address}/tables/{quote(service.table)}"
    limits = limits_of(
        asking,
        f"{service.address}/config",
        cells=("maxDataCells",),
        calls="maxCallsPerTimeWindow",
        seconds="timeWindow",
    )
    language = {"lang": str(service.language)}
    variables = _variables(asking, f"{table}/metadata?{urlencode(language)}")
    selection = chosen(variables, service.select, table=service.table, file=asking.file)
    settings = urlencode({**language, "outputFormat": "json-stat2"})
    parts = questions(selection, limits.cells, table=service.table, file=asking.file)
    for batch in parts:
        yield _figures(asking, f"{table}/data?{settings}", batch)


def query(selection: Chosen) -> dict[str, object]:
    """The question as the body of a POST."""
    return {
        "selection": [
            {"variableCode": code, "valueCodes": list(values)} for code, values in selection.items()
        ]
    }


def _figures(asking: Asking, address: str, selection: Chosen) -> Answer:
    codes = {f"valueCodes[{code}]": ",".join(values) for code, values in selection.items()}
    whole = f"{address}&{urlencode(codes, safe='[],*')}"
    # A comma parts codes in an address; in a body it is a part of one.
    has_comma = any("," in value for values in selection.values() for value in values)
    if len(whole) > LONGEST_ADDRESS or has_comma:
        return asking.post(address, query(selection))
    return asking.get(whole)


def _variables(asking: Asking, address: str) -> list[Variable]:
    described = asking.get(address).json()
    if not isinstance(described, Mapping):
        raise _no_table(asking, address)
    dimensions, identifiers = described.get("dimension"), described.get("id")
    role = described.get("role")
    times = role.get("time", []) if isinstance(role, Mapping) else []
    if not isinstance(dimensions, Mapping) or not isinstance(identifiers, list):
        raise _no_table(asking, address)
    return [
        _variable(asking, address, str(code), dimensions.get(code), is_time=code in times)
        for code in identifiers
    ]


def _no_table(asking: Asking, address: str) -> InputRefused:
    message = f"{address} describes no table of PxWeb 2"
    return asking.refused("service_table", message, "correct `address` or `table`")


def _variable(
    asking: Asking, address: str, code: str, described: object, *, is_time: bool
) -> Variable:
    dimension = described if isinstance(described, Mapping) else {}
    category, extension = dimension.get("category"), dimension.get("extension")
    index = category.get("index") if isinstance(category, Mapping) else None
    if not isinstance(index, Mapping | list):
        message = f"{address} does not list the codes of '{code}'"
        raise asking.refused("service_table", message, "choose another table")
    ordered = sorted(index, key=index.__getitem__) if isinstance(index, Mapping) else index
    return Variable(
        code=code,
        codes=tuple(map(str, ordered)),
        is_time=is_time,
        may_be_left_out=isinstance(extension, Mapping) and extension.get("elimination") is True,
    )
