"""Requests that Dash does not answer: wrong addresses, files, exports, health. And what is added
to every answer: compression and the headers of `security.py`.
"""

from collections.abc import Callable, Collection
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

from flask import Flask, Request, Response, jsonify, request

from dashboard.addresses import Site, UnknownPage
from dashboard.api import add_api
from dashboard.code_form import FIELD, OPEN_PATH
from dashboard.code_page import asked_code, asked_language, code_address, code_problem, is_code
from dashboard.codes import as_written
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
from dashboard.report_routes import READY_PATH, add_reports
from dashboard.security import content_policy, secure
from dashboard.state import BadState
from dashboard.static import ASSET_PREFIX, PACKAGE_PREFIX, find_static, static_response
from dashboard.stores import Stores
from warehouse.store import NoRelease

STYLE_SHEETS: Final = ("/assets/colours.css", "/assets/layout.css", "/assets/parts.css")
# Answered by Dash, by a route of ours, or not at all; never by a page.
_OTHER_PREFIXES: Final = ("/_", "/api/", "/export/", "/healthz", READY_PATH)


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
        is_page = request.path != OPEN_PATH and not request.path.startswith(_OTHER_PREFIXES)
        if request.method in {"GET", "HEAD"} and is_page:
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

    @server.get(OPEN_PATH)
    def open_code() -> Response:
        """From the field at the foot of a page to the page of the code."""
        typed = request.args.get(FIELD, "")
        language = asked_language(request.query_string.decode("utf-8", "replace"))
        found = code_address(as_written(typed) or quote(typed, safe=""), language)
        return Response(status=HTTPStatus.SEE_OTHER, headers={"Location": found})

    add_api(server, stores)
    add_exports(server, site, stores)
    add_reports(server, site, stores)


def find_problem(site: Site, stores: Stores, asked: Request) -> Problem | None:
    """Why this address cannot be shown, found before any of the page is sent."""
    path, query = asked.path, asked.query_string.decode("utf-8", "replace")
    if is_code(path):
        return code_problem(site, stores, asked_code(path), asked_language(query))
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
