"""The state is the address: there and back again, and everything else is refused in words."""

from dataclasses import fields
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.state import DATA, KEYS, PRICES, BadState, State, parse_state, require
from warehouse.regions import ALF_REGION_CODES
from warehouse.text import LANGUAGES

ANY_VALUE = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)
STATES = st.builds(
    State,
    language=st.sampled_from(LANGUAGES),
    region=st.none() | st.sampled_from(ALF_REGION_CODES),
    prices=st.none() | st.sampled_from(PRICES),
    data=st.none() | st.sampled_from(DATA),
    **{
        key: st.none() | ANY_VALUE
        for key in KEYS
        if key not in ("language", "region", "prices", "data")
    },
)


@given(STATES)
def test_a_state_survives_the_way_through_the_address(state: State) -> None:
    assert parse_state(state.query()) == state
    assert parse_state(f"?{state.query()}") == state


@given(STATES)
def test_the_same_state_has_one_address(state: State) -> None:
    assert parse_state(state.query()).query() == state.query()


def test_the_default_state_has_an_empty_address() -> None:
    assert State().query() == ""
    assert parse_state("") == State()
    assert parse_state("language=sv") == State()


def test_keys_are_whole_words_in_the_order_of_the_fields() -> None:
    state = State(language="en", region="skane", indicator="x", period="2020/21", group="y")
    assert state.query() == "language=en&region=skane&indicator=x&period=2020%2F21&group=y"
    assert tuple(field.name for field in fields(State)) == KEYS


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=12))
def test_an_unknown_key_is_refused_with_the_keys_that_are_allowed(key: str) -> None:
    if key in KEYS:
        return
    with pytest.raises(BadState) as refused:
        parse_state(urlencode({key: "x"}) if not key.startswith("?") else f"%3F={key}")
    assert set(refused.value.allowed) == set(KEYS)


def test_a_key_that_the_view_does_not_use_is_refused() -> None:
    with pytest.raises(BadState) as refused:
        parse_state("region=skane&group=students", keys=("indicator",))
    assert refused.value.allowed == ("language", "region", "data", "indicator")
    assert refused.value.words().sv == (
        "Adressen har nyckeln group, som inte finns här."
        " Tillåtna nycklar: language, region, data, indicator."
    )
    assert refused.value.words().en == (
        "The address has the key group, which does not exist here."
        " Allowed keys: language, region, data, indicator."
    )


@pytest.mark.parametrize(
    ("query", "key", "allowed"),
    [
        ("region=norr", "region", ALF_REGION_CODES),
        ("region=riket", "region", ALF_REGION_CODES),
        ("region=other", "region", ALF_REGION_CODES),
        ("region=Skane", "region", ALF_REGION_CODES),
        ("region=", "region", ALF_REGION_CODES),
        ("region", "region", ALF_REGION_CODES),
        ("language=de", "language", LANGUAGES),
        ("language=", "language", LANGUAGES),
        ("prices=real", "prices", PRICES),
    ],
)
def test_an_unknown_value_is_refused_with_the_allowed_ones(
    query: str, key: str, allowed: tuple[str, ...]
) -> None:
    with pytest.raises(BadState) as refused:
        parse_state(query)
    assert refused.value.key == key
    assert refused.value.allowed == tuple(allowed)
    for text in (refused.value.words().sv, refused.value.words().en):
        assert all(value in text for value in allowed)
        assert text.endswith(".")


@pytest.mark.parametrize("query", ["region=skane&region=uppsala", "period=2022&period=2023"])
def test_a_key_that_stands_twice_is_refused_with_both_values(query: str) -> None:
    first, second = (pair.split("=")[1] for pair in query.split("&"))
    with pytest.raises(BadState) as refused:
        parse_state(query)
    assert refused.value.allowed == (first, second)
    assert query in str(refused.value)


def test_the_same_value_twice_is_refused_too() -> None:
    with pytest.raises(BadState):
        parse_state("region=skane&region=skane")


def test_a_value_is_required_to_be_among_the_allowed() -> None:
    assert require("item", "a", ["a", "b"]) == "a"
    with pytest.raises(BadState, match="item=c: allowed are a, b"):
        require("item", "c", ["a", "b"])


def test_a_choice_makes_a_new_state() -> None:
    state = State(region="skane")
    assert state.with_(language="en") == State(region="skane", language="en")
    assert state == State(region="skane")
