"""What stays on every page: the index that the browser gets first, and the layout around a page."""

from html import escape
from typing import Any, Final

import orjson

from dashboard import words
from dashboard.addresses import Site, UnknownPage
from dashboard.browser_components import static, store, watched
from dashboard.code_page import is_code, title_of
from dashboard.content import Content
from dashboard.elements import element
from dashboard.pieces import as_json
from dashboard.state import State
from warehouse.text import Language


def frame(shown: Content) -> orjson.Fragment:
    """The layout, with the pieces of one page in it."""
    language: Language = shown.facts["language"]
    skip = element("a", words.SKIP.of(language), href="#page", className="skip")
    return as_json(
        watched(
            "div",
            store("facts", data=shown.facts),
            store("wanted"),
            static(skip),
            watched("header", shown.header, id="header", className="top"),
            watched("main", *shown.page, id="page", className="main", tabIndex=-1),
            watched("footer", shown.footer, id="footer", className="foot"),
        )
    )


def index_page(site: Site, path: str, state: State, pieces: dict[str, Any]) -> str:
    """The page before any script has run: its language, its title and the room of what comes."""
    language = state.language
    title = _title(site, path, language)
    return _INDEX.format(
        language=language,
        title=escape(f"{title} – {words.PRODUCT}"),
        heading=escape(title),
        loading=escape(words.LOADING.of(language)),
        needs_script=escape(words.NEEDS_SCRIPT.of(language)),
        scripts=_needed(pieces["scripts"]),
        **{name: pieces[name] for name in ("metas", "css", "config", "renderer")},
    )


def _title(site: Site, path: str, language: Language) -> str:
    if is_code(path):
        return title_of(path, language)
    try:
        return site.page(path).title.of(language)
    except UnknownPage:
        return words.NO_SUCH_PAGE.of(language)


# Which of the scripts that Dash would send are read: its table and its other fields would be read
# in vain, and its polyfill, a tenth of all that runs before the first chart, is for old browsers
# (`components.js` has the one thing in it that is used). Plotly is among the assets.
_NEEDED: Final = (
    "/assets/", "/react@", "/react-dom@", "/prop-types@", "/dash_renderer.",
    "/dash_core_components", "/async-graph.", "/dash_html_components.",
)  # fmt: skip


def _needed(scripts: str) -> str:
    """Those of Dash's script tags, one a line."""
    return "\n".join(line for line in scripts.splitlines() if any(name in line for name in _NEEDED))


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
