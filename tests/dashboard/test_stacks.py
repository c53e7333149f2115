"""Bars on both sides of zero: where the parts lie, how they are shaded and drawn."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.geometry import Width
from dashboard.charts.grammar import (
    Category,
    Emphasis,
    Form,
    Panel,
    Point,
    Series,
    ValueAxis,
)
from dashboard.charts.key import key_component
from dashboard.charts.plotly import figure
from dashboard.charts.rows import BAR_HEIGHT
from dashboard.charts.signs_drawn import texts_drawn
from dashboard.charts.stacks import reach, starts
from dashboard.charts.theme import (
    CARD,
    HIGH_SHADES,
    LOW_SHADES,
    MIDDLE_SHADE,
    contrast,
    luminance,
    strength,
    text_on,
    two_sided,
    two_sided_name,
)
from tests.dashboard import samples
from tests.dashboard.test_plotly import STYLES, drawn, rgb, series_traces

_lengths = st.lists(st.floats(0.1, 100), min_size=1, max_size=11)


def panel_of(lengths: list[float], places: list[float]) -> Panel:
    """One row with a part for each length."""
    series = tuple(
        Series(key=str(i), name=str(i), form=Form.BARS, emphasis=Emphasis.REGION, place=place,
               points=(Point(category="row", value=length),))
        for i, (length, place) in enumerate(zip(lengths, places, strict=True))
    )  # fmt: skip
    return Panel(key="p", title="", subtitle="", categories=(Category(key="row", label="row"),),
                 axis=ValueAxis(low=0, high=1, ticks=()), series=series)  # fmt: skip


def even_places(count: int) -> list[float]:
    return [0.0] if count == 1 else [2 * i / (count - 1) - 1 for i in range(count)]


@given(_lengths)
def test_parts_lie_end_to_end_and_the_middle_of_the_scale_at_zero(lengths: list[float]) -> None:
    """Law: nothing overlaps, nothing is left out, and as much lies left as is low."""
    places = even_places(len(lengths))
    found = starts(panel_of(lengths, places))
    begins = [found[str(i), "row"] for i in range(len(lengths))]
    for (one, length), other in zip(zip(begins, lengths, strict=True), begins[1:], strict=False):
        assert other == pytest.approx(one + length)
    low = sum(n for n, place in zip(lengths, places, strict=True) if place < 0)
    middle = sum(n for n, place in zip(lengths, places, strict=True) if place == 0)
    assert begins[0] == pytest.approx(-(low + middle / 2))
    left, right = reach(panel_of(lengths, places))
    assert left == pytest.approx(min(begins[0], 0))
    assert right == pytest.approx(max(sum(lengths) + begins[0], 0))


def test_the_sample_by_hand() -> None:
    """4 + 9 lie to the left, 21 is split, 41 + 25 lie to the right."""
    found = starts(samples.answers("sv").panels[0])
    assert found["1", "introduction"] == -23.5
    assert found["2", "introduction"] == -19.5
    assert found["3", "introduction"] == -10.5
    assert found["4", "introduction"] == 10.5
    assert found["5", "introduction"] == 51.5
    assert ("1", "hidden") not in found


def test_a_series_without_a_place_is_refused() -> None:
    panel = panel_of([1.0], [0.0])
    series = replace(panel.series[0], place=None)
    with pytest.raises(ValueError, match="no place on a two-sided scale"):
        starts(replace(panel, series=(series,)))


def test_bars_begin_where_they_should_and_are_as_long_as_their_share() -> None:
    traces = {t["meta"]["series"]: t for t in series_traces(drawn("answers"))}
    at = [said[0] for said in traces["4"]["customdata"]].index("introduction")
    assert (traces["4"]["base"][at], traces["4"]["x"][at]) == (10.5, 41.0)
    assert drawn("answers")["layout"]["barmode"] == "overlay"


@pytest.mark.parametrize("width", Width)
@pytest.mark.parametrize("name", ["answers", "answers_beside"])
def test_every_bar_is_equally_thick(name: str, width: Width) -> None:
    """Also of a series that only one row has, and on a drawing that is enlarged."""
    found = drawn(name, width=width)
    widths = {trace["width"] for trace in series_traces(found)}
    assert len(widths) == 1
    rows = len(samples.CHARTS[name]("sv").panels[0].categories)
    axis = found["layout"]["yaxis"]["domain"]
    height = found["layout"]["height"] / width.scale * (axis[1] - axis[0])
    assert widths.pop() * height / rows == pytest.approx(BAR_HEIGHT, abs=0.5)


def test_words_of_merged_answers_give_way_before_their_figure_does() -> None:
    """ "56 instämmer" where it fits, "56" where only that does."""

    def text(width: Width) -> str:
        traces = {t["meta"]["series"]: t for t in series_traces(drawn("answers", width=width))}
        return str(traces["high"]["text"][0])

    assert text(Width.WIDE) == "56 instämmer"
    assert text(Width.NARROW) == "56"


def test_names_over_rows_do_not_meet_their_bars() -> None:
    found = drawn("answers")
    names = [n for n in found["layout"]["annotations"] if n["yanchor"] == "bottom" and n["y"] != 1]
    trace = series_traces(found)[0]
    assert len(names) == 4
    assert {n["y"] for n in names} >= set(trace["y"])
    assert all(n["yshift"] > BAR_HEIGHT / 2 for n in names)


def test_names_lead_on_within_the_same_window() -> None:
    texts = [n["text"] for n in drawn("answers")["layout"]["annotations"]]
    linked = next(text for text in texts if "Jag fick återkoppling" in text)
    assert linked == '<a href="?item=few" target="_self">Jag fick återkoppling</a>'


def test_an_address_cannot_break_out_of_its_link() -> None:
    chart = samples.answers("sv")
    panel = chart.panels[0]
    bad = replace(panel.categories[0], address='/x?a=1&b="><script>')
    chart = replace(chart, panels=(replace(panel, categories=(bad, *panel.categories[1:])),))
    text = figure(chart, "sv")["layout"]["annotations"][0]["text"]
    assert text.startswith('<a href="/x?a=1&amp;b=&quot;&gt;&lt;script&gt;" target="_self">')


def test_notes_stand_under_their_titles_to_the_right_of_the_bars() -> None:
    notes = [n for n in drawn("answers")["layout"]["annotations"] if n.get("x") == 1]
    titles = [n for n in notes if n["y"] == 1 and "domain" in n["yref"]]
    assert [n["text"] for n in titles] == ["positiva, %", "n"]
    assert titles[0]["xshift"] < titles[1]["xshift"]
    assert len(notes) == 2 + 2 * 4
    right = drawn("answers")["layout"]["margin"]["r"]
    assert all(0 < n["xshift"] < right for n in notes)


def test_a_hidden_row_keeps_its_sign() -> None:
    chart = samples.answers("sv")
    assert "U" in list(texts_drawn(chart))
    notes = drawn("answers")["layout"]["annotations"]
    assert [n["text"] for n in notes].count("U") == 1


def test_distances_from_zero_are_written_without_a_sign() -> None:
    assert drawn("answers")["layout"]["xaxis"]["ticktext"] == ["50\u00a0%", "0", "50", "100"]
    assert drawn("answers")["layout"]["xaxis"]["zeroline"] is True
    assert drawn("budget")["layout"]["xaxis"]["zeroline"] is False


# ---------------------------------------------------------------- shades


def test_shades_grow_stronger_towards_both_ends() -> None:
    for shades in (LOW_SHADES, HIGH_SHADES):
        lights = [luminance(shade) for shade in shades]
        assert lights == sorted(lights, reverse=True)
        assert all(contrast(a, b) >= 1.2 for a, b in pairwise(shades))


@pytest.mark.parametrize("shade", [*LOW_SHADES, MIDDLE_SHADE, *HIGH_SHADES])
def test_figures_on_every_shade_can_be_read(shade: str) -> None:
    assert contrast(text_on(shade), shade) >= 4.5


@pytest.mark.parametrize(
    ("count", "strengths"),
    [(2, [5, 5]), (3, [5, 0, 5]), (4, [5, 2, 2, 5]), (5, [5, 3, 0, 3, 5]),
     (6, [5, 3, 1, 1, 3, 5]), (7, [5, 3, 2, 0, 2, 3, 5]),
     (11, [5, 4, 3, 2, 1, 0, 1, 2, 3, 4, 5])],
)  # fmt: skip
def test_neighbours_on_a_scale_have_different_shades(count: int, strengths: list[int]) -> None:
    places = even_places(count)
    assert [strength(place) for place in places] == strengths
    colours = [two_sided(place) for place in places]
    assert len(set(colours)) == count


def test_both_sides_have_their_own_colour() -> None:
    assert two_sided(-1) == LOW_SHADES[-1]
    assert two_sided(1) == HIGH_SHADES[-1]
    assert two_sided(0) == MIDDLE_SHADE
    with pytest.raises(ValueError, match="outside a scale"):
        two_sided(1.2)


@pytest.mark.parametrize("place", [p / 5 for p in range(-5, 6)])
def test_the_style_sheet_knows_every_shade(place: float) -> None:
    sheet = STYLES.read_text("utf-8")
    name, colour = two_sided_name(place), two_sided(place)
    assert f"--chart-{name}: {colour};" in sheet
    assert f'fill: {rgb(colour)}"] {{ fill: var(--chart-{name})' in sheet
    assert f".chart-{name} {{ --mark: var(--chart-{name}); }}" in sheet


def test_the_key_has_the_shade_of_its_series_under_its_heading() -> None:
    html = str(key_component(samples.answers("sv")))
    assert "chart-low-5" in html
    assert "chart-middle" in html
    assert html.index("slagna samman") > html.index("svar")
    assert CARD not in html
