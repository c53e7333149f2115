"""What a first chart is measured against: a bare Dash page with one small Plotly chart.

Served by the same program with the same settings, with the same compressed files and the same
Plotly bundle as the product; everything else is left out.
"""

import sys
from collections.abc import Callable
from typing import Any, Final, cast

import dash
from dash import dcc, html
from flask import Flask, Response, request
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from dashboard.charts.plotly import CONFIG
from dashboard.compression import compress_response
from dashboard.port import ADDRESS, free_port
from dashboard.precompress import ASSETS
from dashboard.server import THREADS, WORKERS
from dashboard.static import ASSET_PREFIX, PACKAGE_PREFIX, find_static, static_response

FIGURE: Final = {
    "data": [{"type": "bar", "x": ["A", "B", "C"], "y": [1, 3, 2]}],
    "layout": {"height": 300, "margin": {"t": 10}},
}
# Of the product's own files only the Plotly bundle.
_ALL_BUT_PLOTLY: Final = r"^(?!plotly-cartesian\.min\.js$)"


def bare_server() -> Flask:
    """What each worker loads."""
    app = dash.Dash(
        __name__,
        use_async=False,
        enable_mcp=False,
        title="Bare page",
        assets_folder=str(ASSETS),
        assets_ignore=_ALL_BUT_PLOTLY,
    )
    app.layout = html.Div(dcc.Graph(figure=FIGURE, config=cast(Any, CONFIG)))
    server: Flask = app.server
    server.before_request(_static(app))
    server.after_request(lambda response: compress_response(request, response))
    client = server.test_client()
    for path in ("/", "/_dash-layout", "/_dash-dependencies"):
        client.get(path)
    return server


def _static(app: dash.Dash) -> Callable[[], Response | None]:
    def answer() -> Response | None:
        if not request.path.startswith((ASSET_PREFIX, PACKAGE_PREFIX)):
            return None
        file = find_static(request.path, "m" in request.args, app.registered_paths)
        return static_response(file, request) if file else Response("not found", 404)

    return answer


def main() -> None:
    port = free_port(0)
    sys.stdout.write(f"The bare page listens on http://{ADDRESS}:{port}\n")
    sys.stdout.flush()
    Granian(
        "bench.bare:bare_server",
        address=ADDRESS,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        factory=True,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    main()
