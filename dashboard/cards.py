"""A card: one view's answer with its headline, chart, table, about tab, note line and actions."""

from collections.abc import Sequence
from dataclasses import dataclass

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard import words
from dashboard.about import about_panel, signs_list
from dashboard.charts import plotly
from dashboard.charts.geometry import Width
from dashboard.charts.grammar import Chart, Matrix
from dashboard.charts.matrix import matrix_component
from dashboard.exports import EXPORTS
from dashboard.tables import table_component
from dashboard.views.model import Rendered
from warehouse.text import Language, Text

# More remarks than this are folded away behind their number.
OPEN_REMARKS = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where a card stands: its id on the page, its fields, its room and the ways on from it."""

    name: str
    span: str
    controls: Component | None
    width: Width
    export: str
    large: str | None
    more: str | None


def card(rendered: Rendered, frame: Frame) -> Component:
    language = rendered.state.language
    return html.Section(
        [
            dmc.Tabs(
                [_head(rendered, frame), frame.controls, *_panels(rendered, frame)],
                id=f"{frame.name}-tabs",
                value="chart" if rendered.chart else "table",
                className="tabs",
                variant="none",
                keepMounted=False,
                persistence=True,
                persistence_type="memory",
            ),
            html.Div(
                [_words_below(rendered, language), _actions(frame, language)], className="card-foot"
            ),
        ],
        id=frame.name,
        className=f"card span-{frame.span}",
        **{"aria-labelledby": f"{frame.name}-headline"},
    )


def empty_card(
    title: Text, reason: Text, controls: Component | None, name: str, span: str, language: Language
) -> Component:
    """A card that says in words why there is nothing to see."""
    return html.Section(
        [
            html.P(title.of(language), className="overline"),
            html.H2(
                words.NOTHING_TO_SHOW.of(language), id=f"{name}-headline", className="headline"
            ),
            controls,
            html.P(reason.of(language), className="reason"),
        ],
        id=name,
        className=f"card span-{span}",
        **{"aria-labelledby": f"{name}-headline"},
    )


def _head(rendered: Rendered, frame: Frame) -> Component:
    language = rendered.state.language
    shown = [
        *([("chart", words.CHART)] if rendered.chart else []),
        ("table", words.TABLE),
        ("about", words.ABOUT),
    ]
    tabs = [dmc.TabsTab(label.of(language), value=value) for value, label in shown]
    return html.Div(
        [
            html.Div(
                [
                    html.P(rendered.overline, className="overline"),
                    html.H2(rendered.headline, id=f"{frame.name}-headline", className="headline"),
                ]
            ),
            dmc.TabsList(tabs, className="tab-list", **{"aria-label": words.SHOW_AS.of(language)}),
        ],
        className="card-head",
    )


def _panels(rendered: Rendered, frame: Frame) -> Sequence[Component]:
    language = rendered.state.language
    table = [table_component(rendered.table, frame.name, language), signs_list(rendered)]
    panels = {"table": table, "about": about_panel(rendered)}
    if rendered.chart:
        panels = {"chart": [_figure(rendered, rendered.chart, frame)], **panels}
    return [
        dmc.TabsPanel(html.Div(body, className="card-body"), value=name)
        for name, body in panels.items()
    ]


def _figure(rendered: Rendered, chart: Chart | Matrix, frame: Frame) -> Component:
    """The picture, named by the headline, with the whole of it in words for those who listen."""
    described = f"{frame.name}-description"
    return html.Figure(
        [
            _drawing(rendered, chart, frame),
            html.Figcaption(rendered.description, id=described, className="hidden-visually"),
        ],
        className="figure",
        **{"aria-labelledby": f"{frame.name}-headline", "aria-describedby": described},
    )


def _drawing(rendered: Rendered, chart: Chart | Matrix, frame: Frame) -> Component:
    language = rendered.state.language
    if isinstance(chart, Matrix):
        return matrix_component(chart, frame.name, language)
    return html.Div(
        dcc.Graph(
            id=f"{frame.name}-graph",
            figure=plotly.figure(chart, language, frame.width),
            config=plotly.config(language),
            responsive=True,
        ),
        className="chart",
        style={"height": f"{plotly.height(chart, frame.width)}px"},
    )


def _words_below(rendered: Rendered, language: Language) -> Component:
    return html.Div(
        [html.P(rendered.note, className="note"), *_remarks(rendered.warnings, language)],
        className="card-words",
    )


def _remarks(remarks: Sequence[str], language: Language) -> list[Component]:
    if not remarks:
        return []
    listed = html.Ul([html.Li(text) for text in remarks], className="remarks")
    if len(remarks) <= OPEN_REMARKS:
        return [listed]
    count = words.REMARK_COUNT.of(language).format(count=len(remarks))
    return [html.Details([html.Summary(count), listed], className="folded")]


def _actions(frame: Frame, language: Language) -> Component:
    links = [
        *([html.A(words.MORE.of(language), href=frame.more)] if frame.more else []),
        *_downloads(frame.export, language),
        html.Button(words.COPY_LINK.of(language), type="button", **{"data-copy": frame.large or ""}),
        *([html.A(words.SHOW_LARGE.of(language), href=frame.large)] if frame.large else []),
    ]
    return html.Div(links, className="actions")


def _downloads(export: str, language: Language) -> list[Component]:
    """One link for one format, a folded list for several."""
    path, _, query = export.partition("?")
    links = [
        html.A(
            f"{words.DOWNLOAD.of(language)} ({made.label.of(language)})"
            if len(EXPORTS) == 1
            else made.label.of(language),
            href=f"{path}.{made.extension}" + (f"?{query}" if query else ""),
            download="",
        )
        for made in EXPORTS.values()
    ]
    if len(links) == 1:
        return links
    return [html.Details([html.Summary(words.DOWNLOAD.of(language)), *links], className="menu")]
