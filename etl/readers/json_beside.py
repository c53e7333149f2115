"""JSON that is no table though it could be cut into one, and answers that are a part of one."""

from collections.abc import Iterator, Mapping
from typing import Final

from etl.problems import InputRefused, Problem
from etl.readers.json_lists import arrays
from etl.readers.json_text import Json, refused

# Where the rest of an answer lies: OData 4 (§4.5.5 of its JSON format), the statistics of
# Socialstyrelsen, the documents of Riksdagen, and HAL, in which the Skolverket answers.
_NEXT: Final = (
    "next", "next_url", "next_page", "nextPage", "nextLink", "@odata.nextLink", "nasta_sida",
    "@nasta_sida",
)  # fmt: skip
_LINKS: Final = ("links", "_links")
_FIRST_ERROR: Final = 400


def refuse_no_table(document: Json, file: str) -> None:
    """Raises InputRefused for SDMX-JSON and for what a service says instead of data."""
    if not isinstance(document, Mapping):
        return
    if _is_sdmx(document) or _is_sdmx(document.get("data")):
        message = "the file is SDMX-JSON, which is not read"
        remedy = "ask the service for CSV or JSON-stat"
        raise refused(message, file, rule="sdmx_json", remedy=remedy)
    if _is_error(document) and next(arrays(document, ()), None) is None:
        message = "the file holds an error that a service answered, and no data"
        said = tuple(f"{name}: {value}" for name, value in document.items())
        raise InputRefused(
            [Problem("service_error", message, file, remedy="ask the service again", evidence=said)]
        )


def _is_sdmx(document: Json) -> bool:
    """By what a data message must have: https://github.com/sdmx-twg/sdmx-json."""
    return (
        isinstance(document, Mapping)
        and isinstance(document.get("dataSets"), list)
        and not {"structure", "structures"}.isdisjoint(document)
    )


def _is_error(document: Mapping[str, Json]) -> bool:
    """JSON-RPC and PxWeb have `error`; a status with a title is of RFC 9457."""
    status = document.get("status")
    is_problem = type(status) is int and status >= _FIRST_ERROR and "title" in document
    error = document.get("error")
    return is_problem or (isinstance(error, str | Mapping) and bool(error))


def page_remarks(document: Json, file: str) -> Iterator[Problem]:
    """An answer in pages is whole only with all of them."""
    if not isinstance(document, Mapping):
        return
    places = [document, *(document.get(name) for name in _LINKS)]
    for place in places:
        names = [name for name in _NEXT if isinstance(place, Mapping) and place.get(name)]
        for name in names[:1]:
            message = f"'{name}' leads to another page of the same data, which is not in this file"
            remedy = "load the other pages too, or ask for all in one"
            yield Problem("json_page", message, file, remedy=remedy)
