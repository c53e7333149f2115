"""What a report tells once: nothing twice, nothing lost, and who rests on what."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dashboard.exports import said
from dashboard.exports.gathered import methods, sources
from dashboard.exports.model import Document, Exhibit
from dashboard.views.model import SourceLine
from tests.dashboard.exported import ADDRESS, CODE, SHARE, document, made_up

_PLACES = st.lists(st.sampled_from(("tabell 1", "tabell 2", "sida 7")), unique=True)
_LINES = st.lists(
    st.tuples(st.sampled_from("abc"), _PLACES), unique_by=lambda pair: pair[0], max_size=3
)
_ABOUT = st.lists(st.tuples(st.sampled_from("DM"), st.sampled_from("xyz")), max_size=4)
_VIEWS = st.lists(st.tuples(_LINES, _ABOUT), max_size=4)
_Views = list[tuple[list[tuple[str, list[str]]], list[tuple[str, str]]]]


def source(name: str, places: list[str]) -> SourceLine:
    return SourceLine(
        id=name, short=name, citation=f"Utgivare {name}.", address=None, locators=tuple(places)
    )


def report(views: _Views) -> Document:
    rendered = made_up((SHARE,), ())
    exhibits = tuple(
        Exhibit(
            rendered=replace(
                rendered, about=tuple(about), sources=tuple(source(*line) for line in lines)
            ),
            address=ADDRESS,
            code=CODE,
        )
        for lines, about in views
    )
    return document(rendered, exhibits=exhibits, is_report=True)


@given(_VIEWS)
def test_each_source_stands_once_with_every_place_and_every_view(views: _Views) -> None:
    given_places = {
        (name, place, number)
        for number, (lines, _) in enumerate(views, 1)
        for name, places in lines
        for place in places
    }
    found = sources(report(views))
    names = [one.line.id for one in found]
    assert names == sorted({name for lines, _ in views for name, _ in lines})
    assert {(one.line.id, place) for one in found for place in one.line.locators} == {
        (name, place) for name, place, _ in given_places
    }
    for one in found:
        assert len(set(one.line.locators)) == len(one.line.locators)
        uses = [n for n, (lines, _) in enumerate(views, 1) if one.line.id in dict(lines)]
        assert list(one.views) == uses


@given(_VIEWS)
def test_each_method_stands_once_where_it_is_first_said(views: _Views) -> None:
    found = methods(report(views))
    pairs = [(one.heading, one.text) for one in found]
    assert pairs == list(dict.fromkeys(pair for _, about in views for pair in about))
    for one in found:
        pair = (one.heading, one.text)
        assert list(one.views) == [n for n, (_, about) in enumerate(views, 1) if pair in about]


def test_places_past_the_most_are_counted_but_never_one_alone() -> None:
    line = source("a", ["sida 1", "sida 2", "sida 3", "sida 4"])
    assert said.read_at(line, "sv").endswith("sida 1; sida 2; sida 3; sida 4")
    assert said.read_at(line, "sv", 3) == said.read_at(line, "sv")
    assert said.read_at(line, "sv", 2).endswith(
        "sida 1; sida 2; och 2 ställen till, som står i tabellfilerna"
    )
    assert said.read_at(source("a", []), "sv", 2) == ""
    assert said.cited(source("a", []), "sv") == "a. Utgivare a."
