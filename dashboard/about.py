"""The about tab of a card: what the number is, where it comes from, what its signs mean."""

from dash import html
from dash.development.base_component import Component

from dashboard import words
from dashboard.browser_components import named
from dashboard.tables import link
from dashboard.views.model import Rendered, SourceLine
from warehouse.text import Language


def about_panel(rendered: Rendered) -> list[Component]:
    language = rendered.state.language
    pairs = [
        *rendered.about,
        (words.RELEASE.of(language), rendered.release),
    ]
    defined = [html.Div([html.Dt(term), html.Dd(text)]) for term, text in pairs]
    return [html.Dl(defined, className="about"), *_sources(rendered, language)]


def _sources(rendered: Rendered, language: Language) -> list[Component]:
    if not rendered.sources:
        return []
    return [
        html.H3(words.SOURCES.of(language)),
        html.Ul([_source(source, language) for source in rendered.sources], className="sources"),
    ]


def _source(source: SourceLine, language: Language) -> Component:
    cited = link(source.citation, source.address) if source.address else source.citation
    if not source.locators:
        return html.Li(cited)
    read_at = f"{words.READ_AT.of(language)} {'; '.join(source.locators)}"
    return html.Li([cited, html.Span(read_at, className="locators")])


def signs_list(rendered: Rendered) -> Component | None:
    """The key to the signs that stand in the table's cells."""
    if not rendered.signs:
        return None
    language = rendered.state.language
    pairs = [html.Div([html.Dt(sign), html.Dd(meaning)]) for sign, meaning in rendered.signs]
    return html.Dl(pairs, className="signs", **named(aria_label=words.SIGNS.of(language)))
