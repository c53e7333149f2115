"""A card: one view's answer with its headline, chart, table, about tab, note line and actions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard import browser_components, report_words, words
from dashboard.about import about_panel, signs_list
from dashboard.browser_components import graph, static, watched
from dashboard.charts import plotly
from dashboard.charts.geometry import Width
from dashboard.charts.grammar import Chart, Matrix
from dashboard.charts.key import key_component
from dashboard.charts.matrix import matrix_component
from dashboard.charts.signs import signs_used
from dashboard.charts.signs_drawn import texts_drawn
from dashboard.decks import MOST_CARDS
from dashboard.downloads import downloads, href
from dashboard.elements import Element, Json, element
from dashboard.exports import EXPORTS
from dashboard.tables import table_component
from dashboard.views.model import Rendered
from warehouse.text import Language, Text

# More remarks than this are folded away behind their number.
OPEN_REMARKS = 1
# The format that "copy image" copies.
PICTURE = "png"


@dataclass(frozen=True, slots=True)
class Way:
    """A link that leads on from a card."""

    label: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a card stands: its id on the page, its fields, its room and the ways on from it.

    `large` is its own address, the one to copy; `export` and `query` lead to its files; `chosen`
    is the address that a report keeps, None where no report can show what the card does.
    """

    name: str
    span: str
    controls: Element | None
    width: Width
    export: str
    query: str
    large: str
    chosen: str | None
    ways: tuple[Way, ...]


def card(rendered: Rendered, place: Place) -> Json:
    language = rendered.state.language
    foot = element(
        "div",
        _words_below(rendered, language),
        _actions(place, language),
        className="card-foot",
    )
    return watched(
        "article",
        _tabs(rendered, place),
        static(foot),
        id=place.name,
        className=f"card span-{place.span}",
        aria_labelledby=f"{place.name}-headline",
    )


def empty_card(title: Text, reason: Text, place: Place, language: Language) -> Json:
    """A card that says in words why there is nothing to see."""
    headline = f"{place.name}-headline"
    said = element(
        "div",
        element("p", title.of(language), className="overline"),
        element("h2", words.NOTHING_TO_SHOW.of(language), id=headline, className="headline"),
        place.controls,
        element("p", reason.of(language), className="reason"),
    )
    return watched(
        "article",
        static(said),
        id=place.name,
        className=f"card span-{place.span}",
        aria_labelledby=headline,
    )


def _tabs(rendered: Rendered, place: Place) -> Json:
    """A view without a chart has no tab for one."""
    language = rendered.state.language
    table = [
        table_component(rendered.table, place.name, language),
        signs_list(rendered.signs, language),
    ]
    shown: list[tuple[str, str, Json]] = [
        ("table", words.TABLE.of(language), static(*table)),
        ("about", words.ABOUT.of(language), static(*about_panel(rendered))),
    ]
    if rendered.chart:
        drawn = _figure(rendered, rendered.chart, place)
        shown.insert(0, ("chart", words.CHART.of(language), drawn))
    return browser_components.tabs(
        place.name,
        words.SHOW_AS.of(language),
        [(value, label) for value, label, _ in shown],
        [
            static(_heading(rendered, place)),
            static(place.controls),
            *(panel for _, _, panel in shown),
        ],
    )


def _heading(rendered: Rendered, place: Place) -> Element:
    return element(
        "div",
        element("p", rendered.overline, className="overline"),
        element("h2", rendered.headline, id=f"{place.name}-headline", className="headline"),
    )


def _figure(rendered: Rendered, chart: Chart | Matrix, place: Place) -> Json:
    """The picture, named by the headline, with the whole of it in words for those who listen."""
    described = f"{place.name}-description"
    caption = element("figcaption", rendered.description, id=described, className="hidden-visually")
    return watched(
        "figure",
        _drawing(rendered, chart, place),
        static(caption),
        className="figure",
        aria_labelledby=f"{place.name}-headline",
        aria_describedby=described,
    )


def _drawing(rendered: Rendered, chart: Chart | Matrix, place: Place) -> Json:
    language = rendered.state.language
    if isinstance(chart, Matrix):
        return static(matrix_component(chart, place.name, language))
    drawn = watched(
        "div",
        graph(
            id=f"{place.name}-graph",
            figure=plotly.figure(chart, language, place.width),
            config=plotly.config(language),
            responsive=True,
        ),
        className="chart",
        style={"height": f"{plotly.height(chart, place.width)}px"},
    )
    signs = signs_list(signs_used(texts_drawn(chart), language), language)
    return watched("div", static(key_component(chart)), drawn, static(signs))


def _words_below(rendered: Rendered, language: Language) -> Element:
    return element(
        "div",
        element("p", rendered.note, className="note"),
        _remarks(rendered.warnings, language),
        className="card-words",
    )


def _remarks(remarks: Sequence[str], language: Language) -> Element | None:
    if not remarks:
        return None
    listed = element("ul", *(element("li", text) for text in remarks), className="remarks")
    if len(remarks) <= OPEN_REMARKS:
        return listed
    count = words.REMARK_COUNT.of(language).format(count=len(remarks))
    return element("details", element("summary", count), listed, className="folded")


def _actions(place: Place, language: Language) -> Element:
    ways = [element("a", way.label, href=way.address) for way in place.ways]
    return element(
        "div",
        _add_to_report(place, language) if place.chosen else None,
        downloads(place.export, place.query, language),
        _copy_picture(place, language),
        element(
            "button",
            words.COPY_LINK.of(language),
            type="button",
            data_copy=place.large,
            data_copied=words.COPIED.of(language),
        ),
        *ways,
        className="actions",
    )


def _add_to_report(place: Place, language: Language) -> Json:
    return browser_components.add_to_report(
        label=report_words.ADD.of(language),
        words=_each(report_words.ADDING, language),
        view=place.chosen,
        named=f"{place.name}-headline",
        limit=MOST_CARDS,
    )


def _copy_picture(place: Place, language: Language) -> Json:
    return browser_components.copy_picture(
        label=report_words.COPY_PICTURE.of(language),
        words=_each(report_words.COPYING, language),
        address=href(EXPORTS[PICTURE], place.export, place.query),
    )


def _each(texts: Mapping[str, Text], language: Language) -> dict[str, str]:
    return {name: text.of(language) for name, text in texts.items()}
