"""What stays on every page: the index that the browser gets first, and the layout around a page."""

from html import escape
from typing import Any, Final

import orjson
from dash import dcc, html

from dashboard import words
from dashboard.addresses import Site, UnknownPage
from dashboard.content import Content
from dashboard.pieces import as_json
from dashboard.state import State
from warehouse.text import Language


def frame(shown: Content) -> orjson.Fragment:
    """The layout, with the pieces of one page in it."""
    language: Language = shown.facts["language"]
    pieces: list[Any] = [*shown.page]
    return as_json(
        html.Div(
            [
                dcc.Store(id="facts", data=shown.facts),
                dcc.Store(id="wanted"),
                html.A(words.SKIP.of(language), href="#page", className="skip"),
                html.Header(shown.header, id="header", className="top"),
                html.Main(pieces, id="page", className="main", tabIndex=-1),
                html.Footer(shown.footer, id="footer", className="foot"),
            ]
        )
    )


def index_page(site: Site, path: str, state: State, pieces: dict[str, Any]) -> str:
    """The page before any script has run: its language, its title and the room of what comes."""
    language = state.language
    try:
        title = site.page(path).title.of(language)
    except UnknownPage:
        title = words.NO_SUCH_PAGE.of(language)
    return _INDEX.format(
        language=language,
        title=escape(f"{title} – {words.PRODUCT}"),
        heading=escape(title),
        loading=escape(words.LOADING.of(language)),
        needs_script=escape(words.NEEDS_SCRIPT.of(language)),
        scripts=_needed(pieces["scripts"]),
        **{name: pieces[name] for name in ("metas", "css", "config", "renderer")},
    )


# Dash always sends its table, which no page uses.
_NOT_NEEDED: Final = "/dash_table/"


def _needed(scripts: str) -> str:
    """Dash's script tags, one a line, without the one that would only be read in vain."""
    return "\n".join(line for line in scripts.splitlines() if _NOT_NEEDED not in line)


_INDEX: Final = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="preload" href="/assets/fonts/inter-latin-variable.woff2"
 as="font" type="font/woff2" crossorigin>
{metas}
{css}
</head>
<body>
<noscript><p class="needs-script">{needs_script}</p></noscript>
<div id="react-entry-point">
<header class="top">
<span class="wordmark"><span class="wordmark-first">ALF</span>·atlas</span></header>
<main class="main waiting">
<div class="page-head"><h1>{heading}</h1><p class="question">{loading}</p></div>
<div class="cards"><div class="card span-full placeholder"></div></div></main>
</div>
<p id="said" class="said" role="status" aria-live="polite"></p>
{config}{scripts}{renderer}
</body>
</html>"""
