"""When an answer was submitted, from the texts of a whole column.

Year first, day first or month first, with the time of day in 24 or twice 12 hours. Whether
03/04/2024 is in April or in March is decided by the whole column or refused. A time that says its
zone is turned into that of Sweden; one that says none is taken to be local.
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from etl.problems import Problem
from etl.surveys.answers.tally import Found, many

_ZONE: Final = "Europe/Stockholm"
_REST: Final = (
    r"(?:(?:T|,? +)(?:kl\.? ?)?(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})"
    r"(?:[:.](?P<second>[0-9]{2})(?:[.,][0-9]+)?)?)?"
    r"(?: ?(?P<half>am|pm|fm|em|a\.m\.|p\.m\.))?"
    r"(?: ?\(?(?P<zone>z|utc|gmt|cet|cest|(?:utc|gmt)?[+-][0-9]{1,2}(?::?[0-9]{2})?)\)?)?$"
)
_MONTH: Final = (
    r"(?P<word>jan|feb|mar|apr|may|maj|mai|jun|jul|aug|sep|oct|okt|nov|dec|des)[a-z]*\.?"
)
_YEAR_FIRST: Final = (
    r"(?i)^(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})" + _REST
)
_YEAR_LAST: Final = (
    r"(?i)^(?P<one>[0-9]{1,2})(?P<sign>[-/.])(?P<two>[0-9]{1,2})[-/.]"
    r"(?P<year>[0-9]{4}|[0-9]{2})" + _REST
)
_DAY_WORD: Final = r"(?i)^(?P<day>[0-9]{1,2})\.?[ -]" + _MONTH + r"[ ,-]+(?P<year>[0-9]{4})" + _REST
_WORD_DAY: Final = (
    r"(?i)^" + _MONTH + r" (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<year>[0-9]{4})" + _REST
)
_MONTHS: Final = {
    "jan": "1", "feb": "2", "mar": "3", "apr": "4", "may": "5", "maj": "5", "mai": "5",
    "jun": "6", "jul": "7", "aug": "8", "sep": "9", "oct": "10", "okt": "10", "nov": "11",
    "dec": "12", "des": "12",
}  # fmt: skip
_PLAIN: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}$"
_FORMAT: Final = "%Y-%m-%d %H:%M:%S"
_REMEDY: Final = (
    "export the dates as year-month-day, or leave out `submitted`, `opened` and `closed`"
)


@dataclass(frozen=True, slots=True)
class Times:
    """Local times, null where a cell is empty or nobody noted one; or what is wrong with them."""

    at: pl.Series
    problem: Problem | None = None


def local_times(
    text: pl.Series, rows: pl.Series, *, file: str, column: str, no_date: str | None
) -> Times:
    """`rows` are the rows of the file, for what is said of a cell that is no date."""
    noted = _noted(text, no_date)
    if noted.str.contains(_PLAIN).fill_null(value=True).all():
        return _checked(noted, _plain(noted), rows, file, column)
    order, wrong = _order(noted, rows)
    if wrong is not None:
        problem = Problem("date_order", wrong, file, None, column, remedy=_REMEDY)
        return Times(noted.to_frame("at").select(pl.lit(None, pl.Datetime)).to_series(), problem)
    return _checked(noted, _in_words_or_numbers(noted, order), rows, file, column)


def _noted(text: pl.Series, no_date: str | None) -> pl.Series:
    """Trimmed; null where there is no date."""
    trimmed = text.str.replace_all(r"\s+", " ").str.strip_chars(" ").rename("text")
    none = (trimmed == "") | (trimmed == "NA")
    if no_date is not None:
        none |= trimmed.str.starts_with(no_date)
    return trimmed.set(none.fill_null(value=True), None)


def _plain(text: pl.Series) -> pl.Series:
    return text.str.replace("T", " ", literal=True).str.to_datetime(
        _FORMAT, time_unit="us", strict=False
    )


def _checked(text: pl.Series, at: pl.Series, rows: pl.Series, file: str, column: str) -> Times:
    """Every cell that is filled must be a date."""
    wrong = Found()
    wrong.add(rows.filter(at.is_null() & text.is_not_null()))
    if not wrong.count:
        return Times(at)
    message = f"{many(wrong.count, 'cell is', 'cells are')} no date that can be read {wrong.said()}"
    return Times(at, Problem("no_date", message, file, wrong.rows[0], column, remedy=_REMEDY))


def _order(text: pl.Series, rows: pl.Series) -> tuple[str, str | None]:
    """Which of the numbers before the year is the day, `one` or `two`; or why that is open."""
    found = text.str.extract_groups(_YEAR_LAST).struct.unnest()
    with_row = found.select("one", "two", "sign").with_columns(row=rows)
    pairs = with_row.filter(pl.col("sign") == "/").with_columns(pl.col("one", "two").cast(pl.Int64))
    day_first = pairs.filter(pl.col("one") > 12)["row"]
    month_first = pairs.filter(pl.col("two") > 12)["row"]
    if day_first.len() and month_first.len():
        return "one", (
            f"row {day_first[0]} has the day first and row {month_first[0]} the month: the dates "
            "of one column are written in two ways"
        )
    if month_first.len():
        return "two", None
    is_open = not day_first.len() and bool((pairs["one"] != pairs["two"]).any())
    return (
        "one",
        "nothing in the column says whether day or month stands first" if is_open else None,
    )


def _in_words_or_numbers(text: pl.Series, day: str) -> pl.Series:
    month = "two" if day == "one" else "one"
    first = _composed(text, _YEAR_FIRST)
    # Between points and dashes the day stands first wherever the year stands last.
    by_sign = pl.col("sign") == "/"
    last = _composed(
        text,
        _YEAR_LAST,
        day=pl.when(by_sign).then(day).otherwise("one"),
        month=pl.when(by_sign).then(month).otherwise("two"),
    )
    words = pl.col("word").str.to_lowercase().replace_strict(_MONTHS, default=None)
    named = [_composed(text, form, month=words) for form in (_DAY_WORD, _WORD_DAY)]
    return pl.select(pl.coalesce(first, last, *named)).to_series()


def _composed(text: pl.Series, form: str, **parts: pl.Expr) -> pl.Series:
    """The local time of each text that has the form, null for the others."""
    found = text.str.extract_groups(form).struct.unnest().with_columns(**parts)
    two = {name: pl.col(name).str.zfill(2) for name in ("month", "day", "minute", "second")}
    year = pl.when(pl.col("year").str.len_bytes() == 2).then("20" + pl.col("year"))
    hour = pl.col("hour").cast(pl.Int64).fill_null(0)
    half = pl.col("half").str.to_lowercase().str.slice(0, 1)
    is_late, is_early = half.is_in(["p", "e"]), half.is_in(["a", "f"])
    hour = pl.when(is_late & (hour < 12)).then(hour + 12).otherwise(hour)
    hour = pl.when(is_early & (hour == 12)).then(0).otherwise(hour)
    written = pl.format(
        "{}-{}-{} {}:{}:{}",
        year.otherwise("year"),
        two["month"],
        two["day"],
        hour.cast(pl.String).str.zfill(2),
        two["minute"].fill_null("00"),
        two["second"].fill_null("00"),
    )
    at = written.str.to_datetime(_FORMAT, time_unit="us", strict=False)
    return found.select(_as_local(at, pl.col("zone").str.to_lowercase())).to_series()


def _as_local(at: pl.Expr, zone: pl.Expr) -> pl.Expr:
    offset = zone.replace_strict(
        {"z": 0, "utc": 0, "gmt": 0, "cet": 60, "cest": 120},
        default=_minutes(zone),
        return_dtype=pl.Int64,
    )
    utc = at - pl.duration(minutes=offset)
    local = utc.dt.replace_time_zone("UTC").dt.convert_time_zone(_ZONE).dt.replace_time_zone(None)
    return pl.when(zone.is_null()).then(at).otherwise(local)


def _minutes(zone: pl.Expr) -> pl.Expr:
    """`+01:00`, `gmt+1` and `-0530` as minutes east."""
    form = r"([+-])([0-9]{1,2}):?([0-9]{2})?$"
    size = zone.str.extract(form, 2).cast(pl.Int64) * 60
    size += zone.str.extract(form, 3).cast(pl.Int64).fill_null(0)
    return pl.when(zone.str.extract(form, 1) == "-").then(-size).otherwise(size)
