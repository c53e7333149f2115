"""/export/<view>.<format>: what a card shows, as a file."""

from http import HTTPStatus

import orjson
from flask import Flask, Response, request

from dashboard.addresses import Site
from dashboard.exports import EXPORTS
from dashboard.exports.model import Export
from dashboard.rendering import render_card
from dashboard.state import BadState
from dashboard.stores import Stores
from dashboard.views.model import Rendered
from warehouse.store import NoRelease


def add_exports(server: Flask, site: Site, stores: Stores) -> None:
    @server.get("/export/<view_id>.<extension>")
    def export(view_id: str, extension: str) -> Response:
        if view_id not in site.views:
            return refusal("view", view_id, tuple(site.views), HTTPStatus.NOT_FOUND)
        if extension not in EXPORTS:
            return refusal("format", extension, tuple(EXPORTS), HTTPStatus.NOT_FOUND)
        return _written(site, stores, view_id, EXPORTS[extension])


def _written(site: Site, stores: Stores, view_id: str, export: Export) -> Response:
    try:
        asked = site.read(f"/view/{view_id}", request.query_string.decode("utf-8", "replace"))
        release = stores.of(asked.state.data).current()
        shown = render_card(release, asked.cards[0])
    except NoRelease as error:
        return json_response({"error": str(error)}, HTTPStatus.SERVICE_UNAVAILABLE)
    except BadState as error:
        return refusal(error.key, error.value, error.allowed)
    if not isinstance(shown, Rendered):
        return json_response({"error": shown.of(asked.state.language)}, HTTPStatus.NOT_FOUND)
    response = Response(export.write(shown), mimetype=export.media_type)
    kind = "alf-example" if release.is_example else "alf"
    name = f"{kind}-{view_id}-{shown.release}.{export.extension}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def refusal(
    key: str, value: str, allowed: tuple[str, ...], status: HTTPStatus = HTTPStatus.BAD_REQUEST
) -> Response:
    """A wrong key or value, named with those that are allowed."""
    said = {"error": f"{key}={value} does not exist", "key": key, "value": value}
    return json_response({**said, "allowed": allowed}, status)


def json_response(content: object, status: HTTPStatus = HTTPStatus.OK) -> Response:
    return Response(orjson.dumps(content), status=status, mimetype="application/json")
