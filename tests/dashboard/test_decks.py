"""Decks: what is read is what was written, and a wrong one is told all that is wrong with it."""

from typing import Any

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from dashboard.decks import (
    AS_CHOSEN,
    MOST_CARDS,
    NEWEST,
    BadDeck,
    Deck,
    DeckCard,
    deck_from,
    read_deck,
    write_deck,
)
from dashboard.ready_decks import READY, ready_deck
from dashboard.state import State
from dashboard.views import VIEWS
from warehouse.regions import ALF_REGION_CODES
from warehouse.text import LANGUAGES, Language

# What a person may write: everything but what no file of text can hold.
WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=60)
CARDS = st.builds(
    DeckCard,
    view_id=st.sampled_from(("compare", "trend")),
    choices=st.sampled_from(((), (("indicator", "x"),), (("region", "skane"),))),
    heading=WORDS,
    comment=WORDS,
)
DECKS = st.builds(
    Deck,
    title=WORDS.filter(bool),
    subtitle=WORDS,
    language=st.sampled_from(LANGUAGES),
    region=st.none() | st.sampled_from(ALF_REGION_CODES),
    data=st.none() | st.just("example"),
    periods=st.sampled_from((AS_CHOSEN, NEWEST)),
    cards=st.lists(CARDS, min_size=1, max_size=4).map(tuple),
)


@given(DECKS)
def test_a_deck_that_was_written_is_read_back(deck: Deck) -> None:
    assert read_deck(write_deck(deck), VIEWS) == deck


def _deck(**changed: object) -> dict[str, Any]:
    return {"title": "T", "card": [{"view": "/view/compare"}]} | changed


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (_deck(titel="T"), "the deck has no key 'titel'"),
        (_deck(title=""), "the deck needs one"),
        (_deck(title=7), "is a text"),
        (_deck(language="fi"), "allowed are sv, en"),
        (_deck(region="gotland"), "allowed are vasterbotten"),
        (_deck(periods="latest"), "allowed are as_chosen, newest"),
        (_deck(data="real"), "allowed are example"),
        (_deck(card=[]), "between 1 and 60"),
        (_deck(card=[{"view": "/view/compare"}] * (MOST_CARDS + 1)), "between 1 and 60"),
        (_deck(card=["/view/compare"]), "card 1 is not a table"),
        (_deck(card=[{"view": "/view/compere"}]), "there is no such view"),
        (_deck(card=[{"view": "compare"}]), "there is no such view"),
        (_deck(card=[{}]), "there is no such view"),
        (_deck(card=[{"view": "/view/compare?indikator=x"}]), "indikator"),
        (_deck(card=[{"view": "/view/compare?region=gotland"}]), "region=gotland"),
        (_deck(card=[{"view": "/view/compare", "rubrik": "x"}]), "card 1 has no key 'rubrik'"),
        (_deck(card=[{"view": "/view/compare", "comment": 3}]), "comment of card 1 is a text"),
        (_deck(card=[{"view": "/view/compare?data=example"}]), "never meet"),
        (["a list"], "a deck is a table"),
    ],
)
def test_what_is_wrong_is_named(found: object, said: str) -> None:
    with pytest.raises(BadDeck) as refused:
        deck_from(found, VIEWS)
    assert any(said in problem for problem in refused.value.problems), refused.value.problems


def test_everything_that_is_wrong_is_told_at_once() -> None:
    cards = [{"view": "/view/nowhere"}, {"view": "/view/compare"}, {"view": "/view/trend?a=b"}]
    with pytest.raises(BadDeck) as refused:
        deck_from({"titel": "T", "card": cards}, VIEWS)
    assert len(refused.value.problems) == 4


def test_no_toml_is_said_with_its_place() -> None:
    with pytest.raises(BadDeck, match=r"not TOML.*line 2"):
        read_deck('title = "T"\nregion skane', VIEWS)


def test_a_copied_link_is_a_view() -> None:
    """As a card's "copy link" gives it: with host, language and region."""
    link = "https://atlas.example.se/view/compare?language=en&region=skane&indicator=x"
    deck = deck_from(_deck(language="sv", region="uppsala", card=[{"view": link}]), VIEWS)
    assert deck.state(deck.cards[0]) == State(language="sv", region="skane", indicator="x")


def test_the_newest_period_is_taken_where_the_deck_says_so() -> None:
    card = {"view": "/view/compare?indicator=x&period=2019"}
    chosen = deck_from(_deck(card=[card]), VIEWS)
    newest = deck_from(_deck(card=[card], periods="newest"), VIEWS)
    assert chosen.state(chosen.cards[0]).period == "2019"
    assert newest.state(newest.cards[0]).period is None


def test_ten_decks_ship_and_one_for_each_region() -> None:
    assert len(READY) == 10
    assert sorted(deck.region for deck in READY.values() if deck.region) == sorted(ALF_REGION_CODES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", READY)
def test_a_ready_deck_can_be_saved_and_read(name: str, language: Language) -> None:
    deck = ready_deck(name, language, VIEWS)
    saved = write_deck(deck)
    assert read_deck(saved, VIEWS) == deck
    assert len(tomlkit.parse(saved)["card"]) == len(READY[name].cards)
