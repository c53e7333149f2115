"""When a figure holds: parsed, ordered and printed in both languages.

Each kind keeps its own name, since a budget year of the state is not an academic year and the
edition of a ranking is not the year of its data. A value without a date has no place in time.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final

from warehouse.text import Language


class PeriodKind(StrEnum):
    YEAR = "year"
    TERM = "term"
    ACADEMIC_YEAR = "academic_year"
    FISCAL_YEAR = "fiscal_year"
    SPAN = "span"
    MONTHS = "months"
    EDITION = "edition"
    ABOUT = "about"
    UNDATED = "undated"


class UnparseablePeriod(ValueError):
    """A text that is no period; the message shows the forms that are."""

    def __init__(self, text: str) -> None:
        forms = ", ".join(f"'{form}'" for form in EXAMPLES)
        super().__init__(f"unparseable period: '{text}' (forms: {forms})")


@dataclass(frozen=True, slots=True)
class Period:
    """One period. `code` is what is stored; `start` and `end` are both None when undated."""

    code: str
    kind: PeriodKind
    start: date | None
    end: date | None

    @property
    def has_date(self) -> bool:
        return self.start is not None

    @property
    def sort_key(self) -> tuple[date, date, str]:
        """Undated periods come last."""
        return (self.start or date.max, self.end or date.max, self.code)

    @property
    def middle(self) -> float:
        """The middle as a decimal year, for a time axis; raises ValueError when undated."""
        if self.start is None or self.end is None:
            raise ValueError(f"'{self.code}' has no place on a time axis")
        return (_decimal_year(self.start) + _decimal_year(self.end + timedelta(days=1))) / 2

    def label(self, language: Language) -> str:
        return _LABELS[self.kind](self, language)


def _decimal_year(day: date) -> float:
    first = date(day.year, 1, 1)
    length = (date(day.year + 1, 1, 1) - first).days if day.year < date.max.year else 365
    return day.year + (day - first).days / length


_MONTHS: Final[dict[Language, tuple[str, ...]]] = {
    "sv": ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
           "oktober", "november", "december"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December"),
}  # fmt: skip


def _months_label(period: Period, language: Language) -> str:
    assert period.start is not None
    assert period.end is not None
    names = _MONTHS[language]
    months = dict.fromkeys((names[period.start.month - 1], names[period.end.month - 1]))
    return f"{'–'.join(months)} {period.start.year}"


def _term_label(period: Period, language: Language) -> str:
    season, year = period.code[:2], period.code[2:]
    words: dict[tuple[Language, str], str] = {
        ("sv", "VT"): f"VT\u00a0{year}",
        ("sv", "HT"): f"HT\u00a0{year}",
        ("en", "VT"): f"spring\u00a0{year}",
        ("en", "HT"): f"autumn\u00a0{year}",
    }
    return words[language, season]


_LABELS: Final[dict[PeriodKind, Callable[[Period, Language], str]]] = {
    PeriodKind.YEAR: lambda period, _: period.code,
    PeriodKind.TERM: _term_label,
    PeriodKind.ACADEMIC_YEAR: lambda period, _: period.code,
    PeriodKind.FISCAL_YEAR: lambda period, language: (
        f"budgetåret {period.code[2:]}" if language == "sv" else f"fiscal year {period.code[2:]}"
    ),
    PeriodKind.SPAN: lambda period, _: period.code.replace("-", "–"),
    PeriodKind.MONTHS: _months_label,
    PeriodKind.EDITION: lambda period, language: (
        f"utgåva\u00a0{period.code[3:]}" if language == "sv" else f"{period.code[3:]}\u00a0edition"
    ),
    PeriodKind.ABOUT: lambda period, language: (
        f"omkring\u00a0{period.code[3:]}" if language == "sv" else f"about\u00a0{period.code[3:]}"
    ),
    PeriodKind.UNDATED: lambda _, language: "utan datum" if language == "sv" else "undated",
}


def _whole_years(first: int, last: int) -> tuple[date, date]:
    return date(first, 1, 1), date(last, 12, 31)


def _last_day(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def _split_year(text: str) -> tuple[int, int] | None:
    """'2020/21' as (2020, 2021); None unless the second year follows the first."""
    first, second = int(text[:4]), int(text[5:7])
    return (first, first + 1) if (first + 1) % 100 == second else None


def _year(match: re.Match[str]) -> tuple[date, date] | None:
    return _whole_years(int(match[1]), int(match[1]))


def _term(match: re.Match[str]) -> tuple[date, date] | None:
    year = int(match[2])
    spring = match[1] == "VT"
    return (
        (date(year, 1, 1), date(year, 6, 30)) if spring else (date(year, 7, 1), date(year, 12, 31))
    )


def _academic(match: re.Match[str]) -> tuple[date, date] | None:
    """Swedish academic years, and the state's fiscal years before 1997, ran July to June."""
    years = _split_year(match[1])
    return (date(years[0], 7, 1), date(years[1], 6, 30)) if years else None


def _span(match: re.Match[str]) -> tuple[date, date] | None:
    first, last = int(match[1]), int(match[2])
    return _whole_years(first, last) if first < last else None


def _months(match: re.Match[str]) -> tuple[date, date] | None:
    year, first, last = int(match[1]), int(match[2]), int(match[3])
    return (date(year, first, 1), _last_day(year, last)) if 1 <= first <= last <= 12 else None


_YEAR: Final = r"((?:19|20)\d\d)"
_FORMS: Final[
    tuple[tuple[PeriodKind, str, Callable[[re.Match[str]], tuple[date, date] | None]], ...]
] = (
    (PeriodKind.YEAR, _YEAR, _year),
    (PeriodKind.TERM, r"(VT|HT)" + _YEAR, _term),
    (PeriodKind.ACADEMIC_YEAR, r"((?:19|20)\d\d/\d\d)", _academic),
    (PeriodKind.FISCAL_YEAR, r"FY((?:19|20)\d\d/\d\d)", _academic),
    (PeriodKind.SPAN, _YEAR + "-" + _YEAR, _span),
    (PeriodKind.MONTHS, _YEAR + r"-(\d\d)\.\.(\d\d)", _months),
    (PeriodKind.EDITION, "ed " + _YEAR, _year),
    (PeriodKind.ABOUT, "ca " + _YEAR, _year),
)
EXAMPLES: Final = (
    "2024",
    "HT2024",
    "2020/21",
    "FY1995/96",
    "2017-2019",
    "2024-01..05",
    "ed 2020",
    "ca 2019",
    "undated",
)


@lru_cache(maxsize=4096)
def parse_period(code: str) -> Period:
    """The period that a stored code names; raises UnparseablePeriod."""
    if code == "undated":
        return Period(code, PeriodKind.UNDATED, None, None)
    for kind, pattern, read in _FORMS:
        match = re.fullmatch(pattern, code, re.ASCII)
        days = read(match) if match else None
        if days:
            return Period(code, kind, *days)
    raise UnparseablePeriod(code)
