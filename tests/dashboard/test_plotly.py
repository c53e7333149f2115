"""What the page's figures say and keep to, for every kind of chart, width and language."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from plotly import graph_objects

from dashboard.charts.geometry import Width, width_for
from dashboard.charts.grammar import Chart, Emphasis, Form, Mark, Series, shown
from dashboard.charts.metrics import text_width
from dashboard.charts.plotly import CONFIG, config, figure, height, shown_by
from dashboard.charts.theme import (
    BAND,
    BAND_LABEL,
    CARD,
    EMPHASIS,
    INK,
    OWN,
    OWN_ROW,
    REGION,
    SHADES,
    SOFT,
    TEXT,
    contrast,
    luminance,
    text_on,
)
from tests.dashboard import samples
from warehouse.text import LANGUAGES, Language

NAMES = list(samples.CHARTS)
STYLES = Path(__file__).parents[2] / "dashboard" / "assets" / "charts.css"


CHARTS = [(name, language, width) for name in NAMES for language in LANGUAGES for width in Width]


def drawn(name: str, language: Language = "sv", width: Width = Width.WIDE) -> dict[str, Any]:
    return figure(samples.CHARTS[name](language), language, width)


def series_traces(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [trace for trace in found["data"] if "meta" in trace]


@pytest.mark.parametrize(("name", "language", "width"), CHARTS)
def test_plotly_accepts_every_figure(name: str, language: Language, width: Width) -> None:
    graph_objects.Figure(drawn(name, language, width))


@pytest.mark.parametrize(("name", "language", "width"), CHARTS)
def test_a_figure_shows_what_its_chart_says(name: str, language: Language, width: Width) -> None:
    chart = samples.CHARTS[name](language)
    assert shown_by(figure(chart, language, width)) == list(shown(chart))


@pytest.mark.parametrize("name", NAMES)
def test_the_height_is_known_beforehand(name: str) -> None:
    chart = samples.CHARTS[name]("sv")
    for width in Width:
        assert figure(chart, "sv", width)["layout"]["height"] == height(chart, width)


@pytest.mark.parametrize("name", NAMES)
def test_marks_stand_at_their_values(name: str) -> None:
    """What is kept beside the marks is also where they are drawn."""
    chart = samples.CHARTS[name]("sv")
    across = "x" if chart.orientation == "rows" else "y"
    for trace in series_traces(figure(chart, "sv")):
        kept = [said[1] if said else None for said in trace["customdata"]]
        assert trace[across] == kept


def sizes(part: object) -> Iterator[float]:
    if isinstance(part, dict):
        for key, value in part.items():
            if key in ("font", "tickfont", "textfont"):
                yield value["size"]
            yield from sizes(value)
    elif isinstance(part, list):
        for value in part:
            yield from sizes(value)


@pytest.mark.parametrize(("name", "language", "width"), CHARTS)
def test_no_text_is_under_twelve_pixels(name: str, language: Language, width: Width) -> None:
    assert min(sizes(drawn(name, language, width))) >= 12


@pytest.mark.parametrize("name", NAMES)
def test_all_text_is_horizontal(name: str) -> None:
    found = drawn(name)
    axes = [axis for key, axis in found["layout"].items() if key[1:].startswith("axis")]
    assert axes
    assert all(axis["tickangle"] == 0 for axis in axes)
    assert not any("textangle" in note for note in found["layout"]["annotations"])


@pytest.mark.parametrize("name", NAMES)
def test_few_lines_and_no_zooming(name: str) -> None:
    for key, axis in drawn(name)["layout"].items():
        if key[1:].startswith("axis"):
            assert len(axis["tickvals"]) <= 10
            assert axis["fixedrange"] is True


def test_nothing_leaves_the_machine_and_nothing_floats_over_the_chart() -> None:
    assert CONFIG["showSendToCloud"] is False
    assert CONFIG["plotlyServerURL"] == ""
    assert CONFIG["displaylogo"] is False
    assert CONFIG["displayModeBar"] is False
    assert config("en")["locale"] == "en"


def test_row_names_stand_once_where_panels_share_them() -> None:
    texts = [note["text"] for note in drawn("survey")["layout"]["annotations"]]
    assert texts.count("Västerbotten") == 1
    assert texts.count("<b>Uppsala</b>") == 1


def test_row_names_are_repeated_where_panels_stand_on_each_other() -> None:
    texts = [note["text"] for note in drawn("survey", width=Width.NARROW)["layout"]["annotations"]]
    assert texts.count("Västerbotten") == 4


def test_own_region_has_its_colour_a_larger_mark_and_a_row() -> None:
    found = drawn("survey")
    trace = series_traces(found)[0]
    own = samples.REGIONS.index("uppsala")
    assert trace["marker"]["color"][own] == OWN
    assert set(trace["marker"]["color"]) == {OWN, REGION}
    assert trace["marker"]["size"][own] == max(trace["marker"]["size"])
    rows = [s for s in found["layout"]["shapes"] if s.get("fillcolor") == OWN_ROW]
    assert [(shape["y0"] + shape["y1"]) / 2 for shape in rows] == [own] * 4


def test_the_nation_is_a_thin_dotted_line_with_its_name() -> None:
    found = drawn("survey")
    lines = [s for s in found["layout"]["shapes"] if s["type"] == "line"]
    assert [line["x0"] for line in lines] == [67.0, 80.0, 57.4, 70.4]
    assert {line["line"]["dash"] for line in lines} == {"dot"}
    assert {line["line"]["color"] for line in lines} == {INK}
    texts = [note["text"] for note in found["layout"]["annotations"]]
    assert {"riket 67", "riket 80", "riket 57,4", "riket 70,4"} <= set(texts)


def test_a_line_is_never_drawn_across_a_break() -> None:
    trace = series_traces(drawn("stockholm"))
    students = next(t for t in trace if t["meta"]["series"] == "students")
    assert students["y"] == [48, 39, None, 32, 26, 28, None, 22]
    assert students["connectgaps"] is False


def test_breaks_are_dashed_lines_at_their_place() -> None:
    dashed = [s for s in drawn("stockholm")["layout"]["shapes"] if s["type"] == "line"]
    assert [line["x0"] for line in dashed] == [2017.75, 2022.9]
    assert {line["line"]["color"] for line in dashed} == {EMPHASIS[Emphasis.WARNING]}


def test_a_second_figure_has_an_open_mark() -> None:
    second = next(
        t for t in series_traces(drawn("stockholm")) if t["meta"]["series"] == "second"
    )  # fmt: skip
    assert second["marker"]["color"] == [CARD]
    assert second["marker"]["line"]["color"] == [OWN]


def test_a_dumbbell_joins_women_and_men_over_the_band() -> None:
    found = drawn("authorships")
    joins = [t for t in found["data"] if t["mode"] == "lines"]
    ends = [x for trace in joins for x in trace["x"] if x is not None]
    assert sorted(ends) == sorted(
        [*samples.AUTHORSHIPS, *(round(100 - share, 1) for share in samples.AUTHORSHIPS)]
    )
    band = next(s for s in found["layout"]["shapes"] if s.get("fillcolor") == BAND)
    assert (band["x0"], band["x1"]) == (40, 60)


def test_intervals_are_drawn_from_low_to_high() -> None:
    strokes = [t["x"] for t in drawn("intervals")["data"] if t["mode"] == "lines"]
    pairs = {(x[i], x[i + 1]) for x in strokes for i in range(0, len(x), 3)}
    rates = samples.SURVEY[3][3]
    assert {(rate - 6.5, rate + 5.5) for rate in rates} | {(62.0, 86.0)} == pairs


def test_what_is_missing_stands_as_a_sign_in_its_row() -> None:
    notes = drawn("missing")["layout"]["annotations"]
    signs = {n["y"]: n["text"] for n in notes if n["text"] in ("U", "..", ".")}
    order = samples.REGIONS.index
    assert signs == {order("orebro"): "U", order("ostergotland"): "..",
                     order("vastra_gotaland"): "."}  # fmt: skip


def test_a_label_inside_a_bar_is_left_out_where_it_does_not_fit() -> None:
    chart = samples.budget("sv")
    panel = chart.panels[0]
    small = replace(panel.series[1].points[0], value=1e6, label="1,0")
    series = replace(panel.series[1], points=(small, *panel.series[1].points[1:]))
    chart = replace(chart, panels=(replace(panel, series=(panel.series[0], series)),))
    found = figure(chart, "sv")
    assert [trace["text"] for trace in found["data"]] == [["727,1", "727,5"], ["", "374,3"]]
    assert shown_by(found) == list(shown(chart))


def test_text_from_outside_is_never_read_as_markup() -> None:
    chart = samples.survey("sv")
    panel = replace(chart.panels[0], title="n < 5 & <b>fler</b>")
    texts = [
        note["text"]
        for note in figure(replace(chart, panels=(panel,)), "sv")["layout"]["annotations"]
    ]
    assert "<b>n &lt; 5 &amp; &lt;b&gt;fler&lt;/b&gt;</b>" in texts


def test_small_multiples_name_their_values_once_in_each_row() -> None:
    layout = drawn("multiples")["layout"]
    shows = [layout[f"yaxis{n or ''}"]["showticklabels"] for n in ("", 2, 3, 4, 5, 6, 7)]
    assert shows == [True, False, False, False, True, False, False]


@pytest.mark.parametrize(
    ("pixels", "width"),
    [(250, Width.NARROW), (300, Width.NARROW), (440, Width.MEDIUM), (539, Width.MEDIUM),
     (540, Width.HALF), (779, Width.HALF),
     (780, Width.WIDE), (1039, Width.WIDE), (1040, Width.FULL), (1900, Width.FULL)],
)  # fmt: skip
def test_a_width_is_the_largest_that_fits(pixels: float, width: Width) -> None:
    assert width_for(pixels) is width


def one_series(chart: Chart) -> Series:
    return chart.panels[0].series[0]


def test_series_keep_their_own_colours_where_no_row_is_ones_own() -> None:
    chart = samples.authorships("sv")
    panel = chart.panels[0]
    plain = tuple(replace(c, emphasis=Emphasis.REGION) for c in panel.categories)
    chart = replace(chart, panels=(replace(panel, categories=plain),))
    women = series_traces(figure(chart, "sv"))[0]
    assert set(women["marker"]["color"]) == {EMPHASIS[Emphasis.WOMEN]}
    assert one_series(chart).mark is Mark.DOT
    assert one_series(chart).form is Form.DOTS


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#FFFFFF", "#FFFFFF") == 1
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert luminance("#FF0000") == pytest.approx(0.2126)


@pytest.mark.parametrize("emphasis", Emphasis)
def test_marks_and_words_stand_out_from_the_card(emphasis: Emphasis) -> None:
    assert contrast(EMPHASIS[emphasis], CARD) >= 3
    assert contrast(TEXT[emphasis], CARD) >= 4.5


def test_parts_of_a_stack_stand_out_from_their_neighbours() -> None:
    parts = [EMPHASIS[e] for e in (Emphasis.FIRST, Emphasis.SECOND, Emphasis.THIRD)]
    assert contrast(parts[0], parts[1]) >= 3
    assert contrast(parts[1], parts[2]) >= 3
    assert all(contrast(text_on(part), part) >= 4.5 for part in parts)


def test_text_stands_out_on_every_ground() -> None:
    assert contrast(SOFT, CARD) >= 4.5
    assert contrast(BAND_LABEL, BAND) >= 4.5
    assert contrast(INK, BAND) >= 4.5
    assert contrast(OWN, OWN_ROW) >= 4.5
    assert all(contrast(text_on(shade), shade) >= 4.5 for shade in SHADES)


def rgb(colour: str) -> str:
    channels = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgb({', '.join(map(str, channels))})"


@pytest.mark.parametrize("name", NAMES)
def test_the_style_sheet_knows_every_colour_of_a_figure(name: str) -> None:
    """Else a colour would stay as it is on a dark screen."""
    sheet = STYLES.read_text("utf-8")
    found = set(colours(drawn(name)))
    assert found
    assert [c for c in sorted(found) if f"fill: {rgb(c)}" not in sheet] == []
    assert [c for c in sorted(found) if f": {c};" not in sheet] == []


def colours(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        for value in part.values():
            yield from colours(value)
    elif isinstance(part, list):
        for value in part:
            yield from colours(value)
    elif isinstance(part, str) and len(part) == 7 and part.startswith("#"):
        yield part


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_alone_is_the_same_drawing_with_larger_text(name: str) -> None:
    """13 and 12 pixels, half as large again."""
    assert set(sizes(drawn(name, width=Width.FULL))) <= {12, 13}
    assert set(sizes(drawn(name, width=Width.FULL_ENLARGED))) <= {18, 19.5}


@pytest.mark.parametrize("width", list(Width))
@pytest.mark.parametrize("word", ["EXEMPELDATA", "EXAMPLE DATA"])
def test_the_stamp_is_whole_on_every_width(width: Width, word: str) -> None:
    """Half a word on a phone would say nothing."""
    for name in ("survey", "multiples", "answers", "answers_beside"):
        chart = samples.CHARTS[name]("sv")
        assert isinstance(chart, Chart)
        layout = figure(replace(chart, stamp=word), "sv", width)["layout"]
        note = next(one for one in layout["annotations"] if word in one["text"])
        margin = layout["margin"]
        half = text_width(word, note["font"]["size"], bold=True) / 2
        assert note["font"]["size"] >= 24
        for wide in (width.pixels, width.pixels + 44):
            between = wide - margin["l"] - margin["r"]
            middle = margin["l"] + note["x"] * between + note["xshift"]
            assert middle == pytest.approx(wide / 2, abs=1)
            assert half <= wide / 2
