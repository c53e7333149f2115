"""The about tab of a card: what the number is, where it comes from, what its signs mean."""

from collections.abc import Iterable, Sequence

from dashboard import words
from dashboard.elements import Element, element
from dashboard.tables import link
from dashboard.views.model import Rendered, SourceLine
from warehouse.text import Language


def about_panel(rendered: Rendered) -> list[Element]:
    language = rendered.state.language
    pairs = [
        *rendered.about,
        (words.RELEASE.of(language), rendered.release),
    ]
    defined = element("dl", *_defined(pairs), className="about")
    return [defined, *_sources(rendered, language)]


def _defined(pairs: Iterable[tuple[str, str]]) -> list[Element]:
    return [element("div", element("dt", term), element("dd", text)) for term, text in pairs]


def _sources(rendered: Rendered, language: Language) -> list[Element]:
    if not rendered.sources:
        return []
    listed = [_source(source, language) for source in rendered.sources]
    return [
        element("h3", words.SOURCES.of(language)),
        element("ul", *listed, className="sources"),
    ]


def _source(source: SourceLine, language: Language) -> Element:
    cited = link(source.citation, source.address) if source.address else source.citation
    if not source.locators:
        return element("li", cited)
    read_at = f"{words.READ_AT.of(language)} {'; '.join(source.locators)}"
    return element("li", cited, element("span", read_at, className="locators"))


def signs_list(signs: Sequence[tuple[str, str]], language: Language) -> Element | None:
    """The key to the signs that stand in a table's cells or a chart's labels."""
    if not signs:
        return None
    name = words.SIGNS.of(language)
    return element("dl", *_defined(signs), className="signs", aria_label=name)
