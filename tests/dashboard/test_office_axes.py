"""Axes, colours and labels of native charts, piece by piece; whole charts are tested elsewhere."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from dashboard.charts import theme
from dashboard.charts.fitting import Room, fitted
from dashboard.charts.grammar import Chart, Emphasis, Tick, ValueAxis
from dashboard.charts.office.drawing import MAIN, escaped, marker, number
from dashboard.charts.office.marks import FAR
from dashboard.charts.office.native import native_charts
from dashboard.charts.office.paint import ATLAS, bound, paler, rgb, text_colour, themed
from dashboard.charts.office.space import tick_distance, tick_format
from dashboard.rendering import render_card
from dashboard.views.model import Rendered
from tests.dashboard.exported import SITE
from tests.office_reading import C, series_named
from tests.survey_release import survey_release


def axis(*labels: str, low: float = 0.0, step: float = 10.0) -> ValueAxis:
    ticks = tuple(Tick(value=low + step * at, label=label) for at, label in enumerate(labels))
    return ValueAxis(low=low, high=ticks[-1].value, ticks=ticks)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (axis("0", "10", "20"), "[$-41D]#,##0;[$-41D]−#,##0"),
        (axis("40\u00a0%", "50", "60", low=40.0), '[=40][$-41D]#,##0" %";[$-41D]#,##0'),
        (axis("40%", "50", "60", low=40.0), '[=40][$-41D]#,##0"%";[$-41D]#,##0'),
        (axis("−5", "−2,5", "0", low=-5.0, step=2.5), "[$-41D]#,##0.0;[$-41D]−#,##0.0"),
        (axis("0", "500", "1\u00a0000", step=500e6), "[$-41D]#,##0,,;[$-41D]−#,##0,,"),
        (axis("0", "500", "1\u00a0000", step=500.0), "[$-41D]#,##0;[$-41D]−#,##0"),
    ],
)
def test_ticks_are_written_as_on_the_page(found: ValueAxis, expected: str) -> None:
    assert tick_format(found, "sv") == expected


def test_ticks_are_written_in_the_language_of_the_document() -> None:
    """LibreOffice writes them so wherever it runs: comma or point."""
    assert tick_format(axis("0", "2.5"), "en") == "[$-809]#,##0.0;[$-809]−#,##0.0"


def test_ticks_are_as_far_apart_as_on_the_page() -> None:
    assert tick_distance(axis("0", "25", "50", step=25.0)) == 25.0


def test_a_tick_that_is_a_word_is_no_figure() -> None:
    words = replace(axis("0", "1"), ticks=(Tick(value=0, label="låg"), Tick(value=1, label="hög")))
    assert tick_format(words, "sv") == "[$-41D]#,##0;[$-41D]−#,##0"


@given(st.floats(-1e15, 1e15))
def test_numbers_keep_fifteen_digits(value: float) -> None:
    assert float(number(value)) == pytest.approx(value, rel=1e-14)


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_is_xml(text: str) -> None:
    """Answers come from anywhere; what XML cannot hold is left out, and nothing else."""
    read = etree.fromstring(f'<a b="{escaped(text)}">{escaped(text)}</a>')
    shown = [c for c in text if c in "\t\n" or (c >= " " and c not in "\x7f\ufffe\uffff")]
    assert (read.text or "") == "".join(shown)


@pytest.mark.parametrize(("points", "size"), [(0.4, 2), (5.4, 5), (90.0, 72)])
def test_marks_have_sizes_that_office_knows(points: float, size: int) -> None:
    assert f'<c:size val="{size}"/>' in marker("circle", points, rgb("#12436D"))


def test_every_meaning_has_a_colour_and_letters() -> None:
    assert set(ATLAS.emphasis) == set(Emphasis)
    assert ATLAS.emphasis[Emphasis.OWN] == '<a:srgbClr val="12436D"/>'
    assert text_colour(ATLAS, Emphasis.REGION) == ATLAS.ink


@pytest.mark.parametrize("colour", [*theme.TEXT.values(), theme.SOFT, theme.BAND_LABEL])
def test_every_colour_of_letters_has_one_in_a_template(colour: str) -> None:
    assert themed(ATLAS, colour)


TINTED = '<a:schemeClr val="tx1"><a:tint val="5000"/></a:schemeClr>'


@pytest.mark.parametrize("colour", ['<a:schemeClr val="accent1"/>', rgb("#12436D"), TINTED])
def test_a_paler_colour_keeps_what_it_was(colour: str) -> None:
    """The change comes last: DrawingML applies changes in their order."""
    given_, changed = (
        etree.fromstring(f'<x xmlns:a="{MAIN}">{one}</x>')[0]
        for one in (colour, paler(colour, 0.25))
    )
    assert changed.attrib == given_.attrib
    names = [etree.QName(one).localname for one in changed]
    assert names[len(given_) :] == ["satMod", "lumMod", "lumOff"]


def test_a_template_gives_derived_colours_too() -> None:
    own = {**ATLAS.emphasis, Emphasis.OWN: '<a:schemeClr val="accent2"/>'}
    assert "accent2" in bound(replace(ATLAS, emphasis=own))


def test_a_label_beside_its_interval_stands_clear_of_the_mark() -> None:
    """Where there is no room over the interval; Office knows of no mark there to keep off from."""
    (asked,) = SITE.read("/view/survey_trend", "region=vasterbotten&language=sv").cards
    shown = render_card(survey_release(), asked)
    assert isinstance(shown, Rendered)
    assert isinstance(shown.chart, Chart)
    (sheet,) = fitted(shown.chart, Room(width=860, height=330, least_text=10, most_text=16))
    (chart,) = native_charts(sheet, ATLAS, "sv")
    (far,) = (one for name, one in series_named(chart) if name == FAR.sv)
    beside = {
        "".join(label.itertext()): float(label.find(f"{C}layout//{C}x").get("val"))
        for label in far.iter(f"{C}dLbl")
        if label.find(f"{C}dLblPos").get("val") == "r"
    }
    assert beside
    assert all(across * chart.place.width >= 4 for across in beside.values())
