"""/api/v1: the registry and the observations as JSON, from the same queries as the pages."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from http import HTTPStatus
from typing import Any, Final

import polars as pl
from flask import Flask, Response, request

from dashboard.export_routes import json_response, refusal
from dashboard.state import DATA, BadState, require
from dashboard.stores import Stores
from warehouse.indicators.model import Indicator
from warehouse.queries import Release
from warehouse.store import NoRelease
from warehouse.text import Text

# What observations can be narrowed by, besides the indicator.
FILTERS: Final = ("region", "organisation", "period", "sex", "group", "item", "category", "source")


def add_api(server: Flask, stores: Stores) -> None:
    @server.get("/api/v1/indicators")
    @_answering
    def indicators() -> Response:
        _check_keys(("data",))
        release = stores.of(_data()).current()
        known = release.registry.indicators
        described = [_described(known[i], release) for i in release.indicators()]
        return json_response({**_about(release), "indicators": described})

    @server.get("/api/v1/observations")
    @_answering
    def observations() -> Response:
        _check_keys(("data", "indicator", *FILTERS))
        release = stores.of(_data()).current()
        indicator = require("indicator", request.args.get("indicator", ""), release.indicators())
        rows = _narrowed(release.observations(indicator))
        return json_response(
            {**_about(release), "indicator": indicator, "observations": rows.to_dicts()}
        )


def _data() -> str | None:
    """Which release is asked for; raises BadState."""
    said = request.args.get("data")
    return None if said is None else require("data", said, DATA)


def _about(release: Release) -> dict[str, Any]:
    return {"release": release.id, "is_example": release.is_example}


def _answering(answer: Callable[[], Response]) -> Callable[[], Response]:
    """Refusals in words with what is allowed."""

    @wraps(answer)
    def answered() -> Response:
        try:
            return answer()
        except BadState as error:
            return refusal(error.key, error.value, error.allowed)
        except NoRelease as error:
            return json_response({"error": str(error)}, HTTPStatus.SERVICE_UNAVAILABLE)

    return answered


def _check_keys(allowed: tuple[str, ...]) -> None:
    for key, values in request.args.lists():
        require("key", key, allowed)
        if len(values) > 1:
            raise BadState(key, " and ".join(values), ["one value"])


def _narrowed(rows: pl.DataFrame) -> pl.DataFrame:
    for key in FILTERS:
        value = request.args.get(key)
        if value is not None:
            present = rows.get_column(key).unique(maintain_order=True).to_list()
            rows = rows.filter(pl.col(key) == require(key, value, present))
    return rows


def _described(indicator: Indicator, release: Release) -> dict[str, Any]:
    rows = release.observations(indicator.id)
    first, last = rows.get_column("start").min(), rows.get_column("end").max()
    return {
        "id": indicator.id,
        "topic": indicator.topic,
        "title": _both(indicator.title),
        "definition": _both(indicator.definition),
        "unit": indicator.unit.id,
        "direction": indicator.direction.value,
        "deflator": _both(indicator.deflator) if indicator.deflator else None,
        "observations": rows.height,
        "first": first.isoformat() if isinstance(first, date) else None,
        "last": last.isoformat() if isinstance(last, date) else None,
    }


def _both(text: Text) -> dict[str, str]:
    return {"sv": text.sv, "en": text.en}
