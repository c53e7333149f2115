"""How numbers are written, in both languages. Expected texts follow the rules, not the output."""

import re
from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.numbers import (
    SINGULAR,
    cell,
    change,
    decimals_of,
    grade,
    interval,
    label,
    money_scale,
    number,
    rank,
    unit_name,
)
from dashboard.charts.signs import QUALIFIER_SIGNS, STATUS_SIGNS, signs_used, spoken
from warehouse.members import QUALIFIERS, STATUSES
from warehouse.text import LANGUAGES, Language, Text
from warehouse.units import (
    APPLICANTS_PER_PLACE,
    COUNT,
    GRADE,
    MEAN_SCORE,
    PERCENT,
    PERSONS,
    SEK,
    UNITS,
)

languages = st.sampled_from(LANGUAGES)
tenths = st.integers(-10_000_000, 10_000_000).map(lambda n: n / 10)


@pytest.mark.parametrize(
    ("value", "swedish", "english"),
    [
        (57.9, "57,9\u00a0%", "57.9%"),
        (48.0, "48\u00a0%", "48%"),
        (-26.0, "\u221226\u00a0%", "\u221226%"),
        (0.0, "0\u00a0%", "0%"),
        (66.6667, "66,7\u00a0%", "66.7%"),
    ],
)
def test_percent_in_both_languages(value: float, swedish: str, english: str) -> None:
    assert number(value, PERCENT, "sv") == swedish
    assert number(value, PERCENT, "en") == english


def test_thousands_are_set_apart_by_a_hard_space_in_both_languages() -> None:
    assert number(10045, COUNT, "sv") == "10\u00a0045"
    assert number(10045, COUNT, "en") == "10\u00a0045"


def test_as_many_decimals_as_the_source_printed() -> None:
    assert number(33.0, PERCENT, "sv", decimals=decimals_of("33.0")) == "33,0\u00a0%"
    assert number(40.0, PERCENT, "sv", decimals=decimals_of("40")) == "40\u00a0%"
    assert number(4.58, MEAN_SCORE, "sv", decimals=decimals_of("4,58")) == "4,58"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("57,9", 1), ("48", 0), ("5 706", 0), ("drygt 350", 0), ("4.58", 2), ("tre av fyra", None),
     (None, None)],
)  # fmt: skip
def test_decimals_are_read_from_what_was_printed(printed: str | None, expected: int | None) -> None:
    assert decimals_of(printed) == expected


def test_a_computed_figure_has_no_more_decimals_than_its_unit() -> None:
    assert number(7 / 3, APPLICANTS_PER_PLACE, "sv", with_unit=False) == "2,33"
    assert number(7 / 3, COUNT, "sv") == "2"


@pytest.mark.parametrize(
    ("amounts", "swedish", "english"),
    [
        ([1101.4e6, 727.1e6], "1\u00a0101,4\u00a0mkr", "SEK\u00a01\u00a0101.4\u00a0million"),
        ([65e3, 350e3], "65\u00a0tkr", "SEK\u00a065\u00a0thousand"),
        ([14e9, 2.5e9], "14\u00a0mdkr", "SEK\u00a014\u00a0billion"),
        ([750.0], "750\u00a0kr", "SEK\u00a0750"),
    ],
)
def test_kronor_in_the_readable_unit(amounts: list[float], swedish: str, english: str) -> None:
    scale = money_scale(amounts)
    assert number(amounts[0], scale, "sv") == swedish
    assert number(amounts[0], scale, "en") == english


def test_amounts_of_one_chart_share_their_unit() -> None:
    scale = money_scale([1101.4e6, 7.8e6, None])
    assert label(7.8e6, scale, "sv") == "7,8"
    assert unit_name(scale, "sv") == "mkr"
    assert unit_name(scale, "en") == "SEK million"


def test_computed_amounts_get_one_decimal() -> None:
    assert number(123_456_789.0, money_scale([123_456_789.0]), "sv") == "123,5\u00a0mkr"


def test_a_single_amount_finds_its_own_unit() -> None:
    assert number(350e3, SEK, "sv", qualifier="about") == "cirka\u00a0350\u00a0tkr"


@pytest.mark.parametrize(
    ("qualifier", "words", "sign"),
    [("about", "cirka\u00a0500", "≈500"), ("at_least", "minst\u00a0500", "≥500"),
     ("at_most", "högst\u00a0500", "≤500"), ("exact", "500", "500")],
)  # fmt: skip
def test_qualifiers_are_words_in_text_and_signs_in_labels(
    qualifier: str, words: str, sign: str
) -> None:
    assert number(500, COUNT, "sv", qualifier=qualifier) == words
    assert label(500, COUNT, "sv", qualifier=qualifier) == sign


@pytest.mark.parametrize(
    ("status", "sign"),
    [("suppressed", "U"), ("missing", ".."), ("not_asked", "."), ("not_applicable", ".")],
)
def test_a_cell_without_a_figure_says_why(status: str, sign: str) -> None:
    assert cell(None, PERCENT, "sv", status=status) == sign


def test_an_exact_zero_has_its_own_sign_and_nearly_nothing_is_zero() -> None:
    assert cell(0.0, PERCENT, "sv") == "–"
    assert cell(0.02, PERCENT, "sv") == "0"
    assert cell(-0.02, PERCENT, "sv") == "0"


def test_signs_are_listed_only_where_they_are_used() -> None:
    assert signs_used(["76", "..", "≥350"], "sv") == (("..", "uppgift saknas"), ("≥", "minst"))
    assert signs_used(["76", "\u22123", "2017–2019"], "en") == ()
    assert dict(signs_used(["."], "en"))["."] == "not asked or not applicable"


def test_every_status_and_qualifier_has_a_sign() -> None:
    assert {*STATUS_SIGNS, "ok"} == set(STATUSES)
    assert set(QUALIFIER_SIGNS) == set(QUALIFIERS)
    assert set(SINGULAR) <= set(UNITS)


def test_intervals_have_equal_decimals_at_both_ends() -> None:
    assert interval(60.1, 79.7, PERCENT, "sv") == "60,1–79,7"
    assert interval(60.0, 79.7, PERCENT, "en", with_unit=True) == "60.0–79.7%"
    assert interval(-3.0, 2.0, PERCENT, "sv") == "\u22123\u00a0till\u00a02"


@pytest.mark.parametrize(
    ("difference", "swedish", "english"),
    [
        (-26.0, "\u221226\u00a0procentenheter", "\u221226\u00a0percentage points"),
        (1.0, "+1\u00a0procentenhet", "+1\u00a0percentage point"),
        (1.5, "+1,5\u00a0procentenheter", "+1.5\u00a0percentage points"),
        (0.0, "0\u00a0procentenheter", "0\u00a0percentage points"),
    ],
)
def test_differences_of_percentages_are_percentage_points(
    difference: float, swedish: str, english: str
) -> None:
    assert change(difference, PERCENT, "sv") == swedish
    assert change(difference, PERCENT, "en") == english


def test_differences_of_counts_keep_their_unit() -> None:
    assert change(1, PERSONS, "en") == "+1\u00a0person"
    assert change(-12, PERSONS, "sv") == "\u221212\u00a0personer"


def test_ranks_say_of_how_many() -> None:
    assert rank(7, 25, "sv") == "7\u00a0av\u00a025"
    assert rank(7, 25, "en") == "7\u00a0of\u00a025"
    assert rank(7, None, "sv") == "7"


SCALE = (Text("låg", "low"), Text("god", "good"), Text("hög", "high"))


@pytest.mark.parametrize(
    ("value", "low", "high", "expected"),
    [(3, None, None, "hög"), (None, 1, 2, "ej högsta"), (None, 2, 3, "ej lägsta"),
     (None, None, None, "okänt")],
)  # fmt: skip
def test_grades_are_words(
    value: float | None, low: float | None, high: float | None, expected: str
) -> None:
    assert grade(value, SCALE, "sv", low=low, high=high) == expected


@pytest.mark.parametrize("value", [0, 4, 1.5])
def test_a_grade_outside_its_scale_is_an_error(value: float) -> None:
    with pytest.raises(ValueError, match="outside a scale of 3 steps"):
        grade(value, SCALE, "sv")


def test_spoken_numbers_have_no_spaces_and_no_signs() -> None:
    assert spoken("11\u00a0700 svar av 1\u00a0234\u00a0567", "sv") == "11700 svar av 1234567"
    assert spoken("\u221226\u00a0%", "sv") == "minus 26 procent"
    assert spoken("57.9%", "en") == "57.9 percent"
    assert spoken("60,1–79,7", "sv") == "60,1 till 79,7"
    assert spoken("≥350", "sv") == "minst 350"


def test_a_grade_of_zero_would_not_be_a_dash() -> None:
    assert cell(0.0, GRADE, "sv") == "0"


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_never_written(value: float) -> None:
    with pytest.raises(ValueError, match="not a number"):
        number(value, PERCENT, "sv")


@given(value=tenths, language=languages)
def test_every_text_reads_back_as_its_number(value: float, language: Language) -> None:
    text = number(value, PERCENT, language, with_unit=False)
    plain = text.replace("\u00a0", "").replace("\u2212", "-").replace(",", ".")
    assert float(plain) == value


@given(value=tenths)
def test_swedish_numbers_are_those_of_the_common_locale_data(value: float) -> None:
    theirs = format_decimal(Decimal(repr(value)), locale="sv")
    assert label(value, PERCENT, "sv") == theirs.replace("-", "\u2212")


@given(value=tenths, language=languages)
def test_no_number_can_break_or_bears_an_ascii_minus(value: float, language: Language) -> None:
    text = number(value, PERCENT, language)
    assert " " not in text
    assert "-" not in text
    assert "\u22120" not in re.sub(r"\u22120[.,]\d*[1-9]", "", text)


@given(amounts=st.lists(st.floats(0, 1e12), min_size=1, max_size=8), language=languages)
def test_a_money_scale_writes_every_amount_it_was_made_from(
    amounts: list[float], language: Language
) -> None:
    scale = money_scale(amounts)
    for amount in amounts:
        shown = label(amount, scale, language).replace("\u00a0", "").replace(",", ".")
        assert float(shown) * scale.factor == pytest.approx(
            amount, abs=0.5000001 * scale.factor * 10**-scale.decimals
        )


@given(value=tenths, language=languages)
def test_spoken_text_has_no_hard_space_between_digits(value: float, language: Language) -> None:
    assert not re.search(r"\d\s\d", spoken(number(value, PERCENT, language), language))
