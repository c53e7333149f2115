"""Requests that Dash does not answer: wrong addresses, files, exports, health. And what is added
to every answer: compression and the headers of `security.py`.
"""

from collections.abc import Callable, Collection
from http import HTTPStatus
from typing import Final

from flask import Flask, Request, Response, jsonify, request

from dashboard.addresses import Site, UnknownPage
from dashboard.api import add_api
from dashboard.compression import compress_response
from dashboard.content import settled
from dashboard.export_routes import add_exports
from dashboard.problems import (
    Problem,
    bad_state,
    no_release,
    problem_page,
    readable_state,
    unknown_page,
)
from dashboard.security import content_policy, secure
from dashboard.state import BadState
from dashboard.static import ASSET_PREFIX, PACKAGE_PREFIX, find_static, static_response
from dashboard.stores import Stores
from warehouse.store import NoRelease

STYLE_SHEETS: Final = ("/assets/colours.css", "/assets/layout.css", "/assets/parts.css")
# Answered by Dash, by a route of ours, or not at all; never by a page.
_OTHER_PREFIXES: Final = ("/_", "/api/", "/export/", "/healthz")


def add_routes(
    server: Flask,
    site: Site,
    stores: Stores,
    *,
    packages: Collection[str],
    script_hashes: Callable[[], list[str]],
) -> None:
    """`packages` are those whose files Dash has registered, filled in while the app starts."""

    @server.before_request
    def answer_early() -> Response | None:
        if request.path.startswith((ASSET_PREFIX, PACKAGE_PREFIX)):
            file = find_static(request.path, "m" in request.args, packages)
            return static_response(file, request) if file else _missing()
        if request.method in {"GET", "HEAD"} and not request.path.startswith(_OTHER_PREFIXES):
            problem = find_problem(site, stores, request)
            return _said(problem) if problem else None
        return None

    @server.after_request
    def finish(response: Response) -> Response:
        return secure(compress_response(request, response), content_policy(script_hashes()))

    @server.get("/healthz")
    def healthz() -> tuple[Response, HTTPStatus]:
        try:
            return jsonify(status="ok", release=stores.of(None).current().id), HTTPStatus.OK
        except NoRelease as error:
            return jsonify(status="no release", detail=str(error)), HTTPStatus.SERVICE_UNAVAILABLE

    add_api(server, stores)
    add_exports(server, site, stores)


def find_problem(site: Site, stores: Stores, asked: Request) -> Problem | None:
    """Why this address cannot be shown, found before any of the page is sent."""
    path, query = asked.path, asked.query_string.decode("utf-8", "replace")
    try:
        settled(site, stores.of(readable_state(query).data).current(), path, query, changed=None)
    except NoRelease as error:
        return no_release(error, query)
    except UnknownPage:
        return unknown_page(path, query, site.pages)
    except BadState as error:
        return bad_state(error, path, query)
    return None


def _said(problem: Problem) -> Response:
    page = problem_page(problem, STYLE_SHEETS)
    return Response(page, status=problem.status, mimetype="text/html")


def _missing() -> Response:
    return Response("not found", status=HTTPStatus.NOT_FOUND, mimetype="text/plain")
