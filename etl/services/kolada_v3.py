"""Kolada version 3: measures of municipalities and regions, in pages.

`address` is the root, as https://api.kolada.se/v3. The shape of questions and answers is that of
the package koladapy (https://github.com/xemarap/koladapy) and of public code that asks
/data/kpi/…/municipality/…/year/….
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Final
from urllib.parse import urljoin, urlsplit, urlunsplit

from etl.services.asking import Answer, Asking
from etl.services.declared import EVERYTHING, ServiceDeclaration

# The most that one page may hold, and how often we ask: koladapy 1.0.1.
_PER_PAGE: Final = 5000
_CALLS_A_SECOND: Final = 5
# koladapy sends 25 ids at once; others found that the service takes about twenty.
_IDS_AT_ONCE: Final = 20
# Ours: fifty million figures, which no question needs; more is a circle that changes its address.
_MOST_PAGES: Final = 10_000
_FAULT: Final = "look whether `address` is the root of Kolada; else it is a fault of the service"


def answers(service: ServiceDeclaration, asking: Asking) -> Iterator[Answer]:
    """The figures of all measures, areas and years, page by page."""
    asking.limit(service.address, _CALLS_A_SECOND, 1.0)
    seen: dict[str, set[str]] = {"kpi": set(), "municipality": set(), "period": set()}
    for address in _addresses(service):
        for answer, rows in _pages(service.address, address, asking):
            for name, values in seen.items():
                values.update(str(row.get(name)) for row in rows)
            yield answer
    if not seen["kpi"]:
        message = f"{service.address} has no figures of what [service.select] names"
        raise asking.refused("service_empty", message, "look up its ids and years")
    _remark_on_absent(service, asking, seen)


def _addresses(service: ServiceDeclaration) -> Iterator[str]:
    """One address for each group of ids; a variable of which everything is wanted is left out."""
    groups = [_groups(service.select[variable]) for variable in ("kpi", "municipality", "year")]
    for kpis, municipalities, years in product(*groups):
        parts = [("kpi", kpis), ("municipality", municipalities), ("year", years)]
        path = "".join(f"/{name}/{','.join(ids)}" for name, ids in parts if ids)
        yield f"{service.address}/data{path}?per_page={_PER_PAGE}"


def _groups(ids: Sequence[str]) -> list[Sequence[str]]:
    if tuple(ids) == (EVERYTHING,):
        return [()]
    return [ids[start : start + _IDS_AT_ONCE] for start in range(0, len(ids), _IDS_AT_ONCE)]


def _pages(
    root: str, address: str, asking: Asking
) -> Iterator[tuple[Answer, list[Mapping[str, object]]]]:
    visited: set[str] = set()
    following: str | None = address
    while following is not None:
        if following in visited or len(visited) >= _MOST_PAGES:
            message = f"{address}: its pages go in a circle"
            raise asking.refused("service_pages", message, _FAULT)
        visited.add(following)
        answer = asking.get(following)
        page = answer.json()
        rows = page.get("values") if isinstance(page, Mapping) else None
        if not isinstance(page, Mapping) or not isinstance(rows, list):
            message = f"{following}: the answer holds no 'values'"
            raise asking.refused("service_answer", message, _FAULT)
        yield answer, [row for row in rows if isinstance(row, Mapping)]
        following = _next_page(root, following, page, asking)


def _next_page(root: str, address: str, page: Mapping[str, object], asking: Asking) -> str | None:
    """The address of the next page, on the same host as the service itself."""
    named = page.get("next_url", page.get("next_page"))
    if not named:
        return None
    home = urlsplit(root)
    try:
        target = urlsplit(urljoin(address, str(named)))
        lies_here = target.hostname == home.hostname
    except ValueError:
        lies_here = False
    if not lies_here or not target.path.startswith(f"{home.path}/"):
        message = f"{address}: the next page lies elsewhere ({named})"
        raise asking.refused("service_pages", message, _FAULT)
    # A service behind a proxy may name itself by http: and the port behind it.
    return urlunsplit((home.scheme, home.netloc, target.path, target.query, ""))


def _remark_on_absent(
    service: ServiceDeclaration, asking: Asking, seen: Mapping[str, set[str]]
) -> None:
    columns = {"kpi": "kpi", "municipality": "municipality", "year": "period"}
    for variable, column in columns.items():
        wanted = service.select[variable]
        absent = [code for code in wanted if code not in {*seen[column], EVERYTHING}]
        if absent:
            asking.remark(f"{service.address} has no figure of {variable} {', '.join(absent)}")
