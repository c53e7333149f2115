"""/export/<view>.<format>: what a card shows, as a file.

With `release=` as the page of a code writes it, from that kept release instead of the one in
force.
"""

import threading
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qsl, urlencode

import orjson
from flask import Flask, Response, request

from dashboard.addresses import Site
from dashboard.exporting import File, Source, asked_at, export_card, source_in_force, source_kept
from dashboard.exports import EXPORTS
from dashboard.exports.model import Export, ExportRefused
from dashboard.state import BadState
from dashboard.stores import ReleaseGone, Stores
from dashboard.views.model import NothingToShow
from warehouse.store import NoRelease

RELEASE_KEY: Final = "release"
# One at a time in each process: an export computes for up to a second, and pages shall not wait
# behind several of them.
WRITING: Final = threading.Lock()


def add_exports(server: Flask, site: Site, stores: Stores) -> None:
    @server.get("/export/<view_id>.<name>")
    def export(view_id: str, name: str) -> Response:
        if view_id not in site.views:
            return refusal("view", view_id, tuple(site.views), HTTPStatus.NOT_FOUND)
        if name not in EXPORTS:
            return refusal("format", name, tuple(EXPORTS), HTTPStatus.NOT_FOUND)
        return _answered(site, stores, view_id, EXPORTS[name])


def _answered(site: Site, stores: Stores, view_id: str, export: Export) -> Response:
    query, release = _parted(request.query_string.decode("utf-8", "replace"))
    try:
        asked = asked_at(site, f"/view/{view_id}", query)
        source = _source(stores, asked.state.data, release)
        with WRITING:
            return file_response(export_card(source, asked, export))
    except NoRelease as error:
        return problem_response(str(error), HTTPStatus.SERVICE_UNAVAILABLE)
    except ReleaseGone as gone:
        return problem_response(gone.words.of(asked.state.language), HTTPStatus.NOT_FOUND)
    except BadState as error:
        return refusal(error.key, error.value, error.allowed)
    except NothingToShow as nothing:
        return problem_response(nothing.reason.of(asked.state.language), HTTPStatus.NOT_FOUND)
    except ExportRefused as refused:
        said = refused.words.of(asked.state.language)
        return problem_response(said, HTTPStatus.UNPROCESSABLE_ENTITY)


def _parted(query: str) -> tuple[str, str | None]:
    """The query of the view, and the release that is asked for."""
    pairs = parse_qsl(query, keep_blank_values=True)
    asked = [value for key, value in pairs if key == RELEASE_KEY]
    if not asked:
        return query, None
    return urlencode([pair for pair in pairs if pair[0] != RELEASE_KEY]), asked[-1]


def _source(stores: Stores, data: str | None, release: str | None) -> Source:
    return source_kept(stores, data, release) if release else source_in_force(stores, data)


def file_response(file: File) -> Response:
    """A file to be saved under its own name."""
    response = Response(file.content, mimetype=file.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response


def problem_response(said: str, status: HTTPStatus) -> Response:
    return json_response({"error": said}, status)


def refusal(
    key: str, value: str, allowed: tuple[str, ...], status: HTTPStatus = HTTPStatus.BAD_REQUEST
) -> Response:
    """A wrong key or value, named with those that are allowed."""
    said = {"error": f"{key}={value} does not exist", "key": key, "value": value}
    return json_response({**said, "allowed": allowed}, status)


def json_response(content: object, status: HTTPStatus = HTTPStatus.OK) -> Response:
    return Response(orjson.dumps(content), status=status, mimetype="application/json")
