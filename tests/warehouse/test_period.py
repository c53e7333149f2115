"""Periods: every form is read, printed and ordered; nothing else is a period."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.period import EXAMPLES, Period, PeriodKind, UnparseablePeriod, parse_period
from warehouse.text import LANGUAGES

YEARS = st.integers(1900, 2098)


def _split(first: int) -> str:
    return f"{first}/{(first + 1) % 100:02}"


CODES = st.one_of(
    YEARS.map(str),
    st.builds("{}{}".format, st.sampled_from(["VT", "HT"]), YEARS),
    YEARS.map(_split),
    YEARS.map(lambda year: f"FY{_split(year)}"),
    st.tuples(YEARS, st.integers(1, 100))
    .map(lambda pair: (pair[0], pair[0] + pair[1]))
    .filter(lambda pair: pair[1] <= 2099)
    .map(lambda pair: f"{pair[0]}-{pair[1]}"),
    st.tuples(YEARS, st.integers(1, 12), st.integers(0, 11))
    .filter(lambda months: months[1] + months[2] <= 12)
    .map(lambda months: f"{months[0]}-{months[1]:02}..{months[1] + months[2]:02}"),
    YEARS.map(lambda year: f"ed {year}"),
    YEARS.map(lambda year: f"ca {year}"),
    st.just("undated"),
)


@pytest.mark.parametrize(
    ("code", "kind", "start", "end", "swedish", "english"),
    [
        ("2024", PeriodKind.YEAR, date(2024, 1, 1), date(2024, 12, 31), "2024", "2024"),
        ("VT2016", PeriodKind.TERM, date(2016, 1, 1), date(2016, 6, 30), "VT 2016", "spring 2016"),
        ("HT2024", PeriodKind.TERM, date(2024, 7, 1), date(2024, 12, 31), "HT 2024", "autumn 2024"),
        (
            "2020/21", PeriodKind.ACADEMIC_YEAR, date(2020, 7, 1), date(2021, 6, 30),
            "2020/21", "2020/21",
        ),
        (
            "1999/00", PeriodKind.ACADEMIC_YEAR, date(1999, 7, 1), date(2000, 6, 30),
            "1999/00", "1999/00",
        ),
        (
            "FY1995/96", PeriodKind.FISCAL_YEAR, date(1995, 7, 1), date(1996, 6, 30),
            "budgetåret 1995/96", "fiscal year 1995/96",
        ),
        (
            "2017-2019", PeriodKind.SPAN, date(2017, 1, 1), date(2019, 12, 31),
            "2017–2019", "2017–2019",
        ),
        (
            "2024-01..05", PeriodKind.MONTHS, date(2024, 1, 1), date(2024, 5, 31),
            "januari–maj 2024", "January–May 2024",
        ),
        (
            "2024-02..02", PeriodKind.MONTHS, date(2024, 2, 1), date(2024, 2, 29),
            "februari 2024", "February 2024",
        ),
        (
            "2023-11..12", PeriodKind.MONTHS, date(2023, 11, 1), date(2023, 12, 31),
            "november–december 2023", "November–December 2023",
        ),
        (
            "ed 2020", PeriodKind.EDITION, date(2020, 1, 1), date(2020, 12, 31),
            "utgåva 2020", "2020 edition",
        ),
        (
            "ca 2019", PeriodKind.ABOUT, date(2019, 1, 1), date(2019, 12, 31),
            "omkring 2019", "about 2019",
        ),
        ("undated", PeriodKind.UNDATED, None, None, "utan datum", "undated"),
    ],
)  # fmt: skip
def test_a_form_is_read_and_printed_in_both_languages(
    code: str,
    kind: PeriodKind,
    start: date | None,
    end: date | None,
    swedish: str,
    english: str,
) -> None:
    period = parse_period(code)
    assert period == Period(code, kind, start, end)
    labels = (period.label("sv"), period.label("en"))
    assert tuple(label.replace("\u00a0", " ") for label in labels) == (swedish, english)


@pytest.mark.parametrize("code", ["VT2016", "HT2024", "ed 2020", "ca 2019"])
def test_a_year_is_never_parted_from_its_word(code: str) -> None:
    assert " " not in parse_period(code).label("sv") + parse_period(code).label("en")


@pytest.mark.parametrize(
    "code",
    [
        "", " 2024", "2024 ", "2024\n", "24", "1899", "2100", "20245", "20٢٤", "all",
        "HT 2024", "ht2024", "ST2024", "2024HT", "ed2020", "ed  2020", "ED 2020",
        "2020/22", "2020/20", "2020/2021", "20/21", "2020/٢١", "FY1995", "fy1995/96", "FY1995/97",
        "2019-2017", "2017-2017", "2017–2019", "2017-19", "2024-13..13", "2024-00..05",
        "2024-05..01", "2024-05", "2024-1..5", "ca2019", "circa 2019", "Undated", "utan datum",
    ],
)  # fmt: skip
def test_another_form_is_refused_by_name_with_the_forms_that_are_read(code: str) -> None:
    with pytest.raises(UnparseablePeriod) as refused:
        parse_period(code)
    assert f"'{code}'" in str(refused.value)
    assert all(f"'{form}'" in str(refused.value) for form in EXAMPLES)


@given(CODES)
def test_the_code_is_kept_as_it_was_written(code: str) -> None:
    assert parse_period(code).code == code


@given(CODES)
def test_a_label_has_no_sign_of_the_code_and_no_hyphen_between_years(code: str) -> None:
    for language in LANGUAGES:
        label = parse_period(code).label(language)
        assert label.strip() == label
        assert not any(mark in label for mark in ("-", "..", "FY", "ca ", "ed "))


@given(st.text(max_size=12))
def test_any_text_is_a_period_or_is_refused_by_name(text: str) -> None:
    try:
        period = parse_period(text)
    except UnparseablePeriod:
        return
    assert period.code == text


@given(CODES)
def test_a_period_begins_before_it_ends_and_its_middle_lies_inside(code: str) -> None:
    period = parse_period(code)
    if period.start is None or period.end is None:
        assert not period.has_date
        with pytest.raises(ValueError, match="no place on a time axis"):
            _ = period.middle
        return
    assert period.start < period.end
    assert period.start.year <= period.middle <= period.end.year + 1


def test_the_middle_of_a_year_is_half_way_through_it() -> None:
    assert parse_period("2023").middle == 2023.5
    assert parse_period("2017-2019").middle == 2018.5
    assert parse_period("2020/21").middle == pytest.approx(2021.0, abs=0.01)


@given(st.lists(CODES, min_size=2, max_size=12, unique=True))
def test_order_follows_time_and_undated_comes_last(codes: list[str]) -> None:
    ordered = sorted(map(parse_period, codes), key=lambda p: p.sort_key)
    starts = [period.start or date.max for period in ordered]
    assert starts == sorted(starts)
    assert all(p.code == "undated" for p in ordered[len([p for p in ordered if p.has_date]) :])


@given(CODES, CODES)
def test_two_periods_have_the_same_place_in_the_order_only_when_they_are_the_same(
    one: str, other: str
) -> None:
    first, second = parse_period(one), parse_period(other)
    assert (first.sort_key == second.sort_key) == (first == second)


@given(YEARS)
def test_terms_and_years_lie_inside_each_other(year: int) -> None:
    whole, spring, autumn = (parse_period(f"{term}{year}") for term in ("", "VT", "HT"))
    assert whole.start == spring.start
    assert whole.end == autumn.end
    assert spring.sort_key < whole.sort_key < autumn.sort_key
