"""The Dash app: its frame, its one callback, and what the server is told to do around it.

The page for an address is made by `content.py`. The first one travels in Dash's first answer, the
layout, so that the browser need not ask once more before anything is seen.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dash
import orjson
from dash import ClientsideFunction, Input, Output, html
from flask import Response, request

from dashboard import words
from dashboard.addresses import Site
from dashboard.content import Content, content
from dashboard.frame import frame, index_page
from dashboard.pages import PAGES
from dashboard.pages.model import Page
from dashboard.precompress import ASSETS
from dashboard.problems import readable_state
from dashboard.routes import add_routes
from dashboard.screen import COOKIE, read_screen
from dashboard.security import secret_key, trusted_hosts
from dashboard.stores import Stores
from dashboard.views import VIEWS
from dashboard.views.model import View


class AtlasApp(dash.Dash):
    """Dash with an index page in the reader's language and a layout made for the address."""

    def __init__(self, home: Path, site: Site) -> None:
        super().__init__(
            "dashboard",
            use_async=False,
            enable_mcp=False,
            update_title=None,  # type: ignore[arg-type] # what its own documents say to give
            title=words.PRODUCT,
            assets_folder=str(ASSETS),
            # What a graph needs is asked for at once; `frame.py` leaves out what nothing needs.
            eager_loading=True,
            suppress_callback_exceptions=True,
        )
        self.stores = Stores(home)
        self.site = site
        self.server.secret_key = secret_key(home)
        self.server.config["TRUSTED_HOSTS"] = trusted_hosts()
        # Dash insists on a layout; the one that is sent is made in `serve_layout`.
        self.layout = html.Div()

    def interpolate_index(self, **pieces: Any) -> str:  # type: ignore[override] # noqa: ANN401
        """Called for each request of a page."""
        state = readable_state(request.query_string.decode())
        return index_page(self.site, request.path, state, pieces)

    def serve_layout(self) -> Response:
        """The frame and, inside it, what the asking page's own address shows."""
        asking = urlsplit(request.referrer or "/")
        shown = self.shown(asking.path or "/", asking.query)
        return Response(orjson.dumps(frame(shown)), mimetype="application/json")

    def shown(self, path: str, query: str, changed: str | None = None) -> Content:
        screen = read_screen(request.cookies.get(COOKIE))
        return content(self.site, self.stores, path, query, screen=screen, changed=changed)


def create_app(
    home: Path, pages: Sequence[Page] = PAGES, views: Mapping[str, View] = VIEWS
) -> AtlasApp:
    """The app, set up to the last detail: nothing is left for the first requests to do."""
    app = AtlasApp(home, Site(pages, views))
    _add_callbacks(app)
    add_routes(
        app.server,
        app.site,
        app.stores,
        packages=app.registered_paths,
        script_hashes=cache(lambda: list(app.csp_hashes())),
    )
    _warm(app)
    return app


def _add_callbacks(app: AtlasApp) -> None:
    @app.callback(
        Output("header", "children"),
        Output("page", "children"),
        Output("footer", "children"),
        Output("facts", "data"),
        Input("wanted", "data"),
        prevent_initial_call=True,
    )
    def show(wanted: dict[str, str | None]) -> tuple[Any, ...]:
        asked = urlsplit(wanted["address"] or "/")
        shown = app.shown(asked.path, asked.query, wanted["changed"])
        return shown.header, shown.page, shown.footer, shown.facts

    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("atlas", "arrived"), Input("facts", "data")
    )


def _warm(app: AtlasApp) -> None:
    """Have Dash do now what it else does in the first request, where two can get in its way.

    It calls itself set up before its list of callbacks is filled: another thread that asks
    meanwhile gets an error.
    """
    client = app.server.test_client()
    for path in ("/_dash-layout", "/_dash-dependencies"):
        status = client.get(path).status_code
        assert status == HTTPStatus.OK, f"{path} answers {status} at start"
