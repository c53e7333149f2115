"""When an answer was submitted, however a platform writes it; by Python's own clock."""

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.surveys.answers.times import Times, local_times

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def at(written: str) -> datetime:
    return datetime.fromisoformat(written)


MOMENTS = st.datetimes(at("2015-01-01"), at("2030-01-01"))


def times(*texts: str | None, no_date: str | None = None) -> Times:
    rows = pl.Series(range(2, 2 + len(texts)), dtype=pl.Int64)
    written = pl.Series(texts, dtype=pl.String)
    return local_times(written, rows, file="f.csv", column="Tid", no_date=no_date)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-05", at("2024-03-05")),
        ("2024-03-05 09:13", at("2024-03-05 09:13:00")),
        ("2024-03-05T09:13:22", at("2024-03-05 09:13:22")),
        ("2024-03-05T09:13:22.123Z", at("2024-03-05 10:13:22")),
        ("2024-07-05T23:30:00Z", at("2024-07-06 01:30:00")),
        ("2024-07-05T23:30:00+02:00", at("2024-07-05 23:30:00")),
        ("2024-03-05 23:30:00 -0500", at("2024-03-06 05:30:00")),
        ("2024/03/05 9:13:22 em CET", at("2024-03-05 21:13:22")),
        ("2024/03/05 12:13:22 fm CET", at("2024-03-05 00:13:22")),
        ("2024/07/05 9:13:22 AM GMT+2", at("2024-07-05 09:13:22")),
        ("2024/07/05 12:13:22 PM CEST", at("2024-07-05 12:13:22")),
        ("25/03/2024", at("2024-03-25")),
        ("25/03/2024 kl. 14.05", at("2024-03-25 14:05:00")),
        ("03/25/2024 10:00:00 PM", at("2024-03-25 22:00:00")),
        ("3/25/24 8:05", at("2024-03-25 08:05:00")),
        ("05.03.2024 08:05:01", at("2024-03-05 08:05:01")),
        ("5-3-2024", at("2024-03-05")),
        ("5/5/2024", at("2024-05-05")),
        ("5 mars 2024 kl. 08:00", at("2024-03-05 08:00:00")),
        ("5. desember 2024 08:00", at("2024-12-05 08:00:00")),
        ("Mar 5, 2024 8:00 AM", at("2024-03-05 08:00:00")),
        ("  2024-03-05 \u00a009:13:22 ", at("2024-03-05 09:13:22")),
    ],
)
def test_a_time(text: str, expected: datetime) -> None:
    found = times(text)
    assert found.problem is None
    assert found.at.to_list() == [expected]


@pytest.mark.parametrize(
    "text", ["i går", "45356.38", "2024-13-05", "31.02.2024", "2024", "5/2024"]
)
def test_what_is_no_date_is_said_by_its_row(text: str) -> None:
    found = times("2024-03-05", text)
    assert found.problem is not None
    assert found.problem.rule == "no_date"
    assert found.problem.row == 3
    assert text not in str(found.problem)


def test_the_whole_column_says_whether_the_day_stands_first() -> None:
    assert times("03/04/2024", "25/03/2024").at[0] == at("2024-04-03")
    assert times("03/04/2024", "03/25/2024").at[0] == at("2024-03-04")


def test_an_open_order_is_refused() -> None:
    found = times("03/04/2024", "05/06/2024")
    assert found.problem is not None
    assert found.problem.rule == "date_order"


def test_two_orders_in_one_column_are_refused() -> None:
    found = times("25/03/2024", "03/25/2024")
    assert found.problem is not None
    assert "row 2" in found.problem.message
    assert "row 3" in found.problem.message


def test_a_date_that_nobody_noted_is_none() -> None:
    found = times("1980-01-01 00:00:00", "", None, "NA", no_date="1980-01-01")
    assert found.problem is None
    assert found.at.to_list() == [None] * 4


@given(MOMENTS, st.integers(-12, 14))
def test_a_time_with_a_zone_is_that_of_sweden(local: datetime, hours: int) -> None:
    moment = local.replace(microsecond=0, tzinfo=timezone(timedelta(hours=hours)))
    expected = moment.astimezone(STOCKHOLM).replace(tzinfo=None)
    assert times(moment.isoformat()).at.to_list() == [expected]


FORMS = ["%Y-%m-%d %H:%M:%S", "%Y/%m/%d %I:%M:%S %p", "%d.%m.%Y %H:%M:%S", "%d %B %Y %H:%M:%S"]


@given(MOMENTS, st.sampled_from(FORMS))
def test_every_way_of_writing_gives_the_time_back(local: datetime, form: str) -> None:
    moment = local.replace(microsecond=0)
    assert times(moment.strftime(form)).at.to_list() == [moment]
