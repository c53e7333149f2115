"""The answers of a round as a survey platform exports them; a different one each year.

Also what real exports have that is no answer: tests, duplicates, rows left half way and answers
after closing. `ADDED` says how many, so that a report can be checked against it.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

import polars as pl

from etl.example.questionnaire import (
    PROGRAMME_WORDS,
    SEX_WORDS,
    region_name,
    unit_name,
    wording,
    written_answers,
)


class Written(StrEnum):
    """A way to write an export, named as its platform is in an instrument."""

    LIMESURVEY = "limesurvey"
    QUALTRICS = "qualtrics"
    SURVEYMONKEY = "surveymonkey"
    GOOGLE_FORMS = "google_forms"
    PLAIN = "plain"


# How many rows of each export are no answers that count.
ADDED: Final[Mapping[str, int]] = {"partial": 3, "duplicate": 2, "after_closing": 2}
_OPENED: Final = "-03-01"
_CLOSED: Final = "-05-31"
_BACKGROUND: Final = ("Region", "Enhet", "Program", "Kön")

Row = Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Answers as text: `respondent` and `submitted` of each row, background, answers by code."""

    year: int
    questions: tuple[str, ...]
    background: tuple[str, ...]
    respondents: tuple[str, ...]
    submitted: tuple[datetime, ...]
    cells: tuple[tuple[str, ...], ...]

    def rows(self) -> Iterator[tuple[str, datetime, tuple[str, ...]]]:
        return zip(self.respondents, self.submitted, self.cells, strict=True)


def platform_of(year: int) -> Written:
    return list(Written)[year % len(Written)]


def table_of(answers: pl.DataFrame, questions: Sequence[str], year: int) -> Table:
    """The answers in words, with the rows that do not count behind them."""
    words = written_answers()
    background = tuple(name for name in _BACKGROUND if _has(answers, name))
    cells = [
        (*(_said(row, name) for name in background), *(words[row[code]] for code in questions))
        for row in answers.iter_rows(named=True)
    ]
    respondents = [f"{year}{number:05d}" for number in range(1, len(cells) + 1)]
    start = datetime.fromisoformat(f"{year}{_OPENED}T08:00:00")
    # Spread over the weeks in which it is open; a minute apart would look like one sitting.
    submitted = [start + timedelta(minutes=97 * (n % 1200)) for n in range(len(cells))]
    _add_what_does_not_count(respondents, submitted, cells, len(background))
    return Table(
        year=year,
        questions=tuple(questions),
        background=background,
        respondents=tuple(respondents),
        submitted=tuple(submitted),
        cells=tuple(cells),
    )


def _has(answers: pl.DataFrame, name: str) -> bool:
    column = {"Enhet": "unit", "Program": "programme"}.get(name)
    return column is None or bool((answers[column] != "").any())


def _said(row: Mapping[str, str], name: str) -> str:
    match name:
        case "Region":
            return region_name(row["region"])
        case "Enhet":
            return unit_name(row["region"], row["unit"])
        case "Program":
            return PROGRAMME_WORDS[row["programme"]]
        case _:
            return SEX_WORDS[row["sex"]]


def _add_what_does_not_count(
    respondents: list[str],
    submitted: list[datetime],
    cells: list[tuple[str, ...]],
    background: int,
) -> None:
    late = submitted[0].replace(month=7)
    for number in range(ADDED["partial"]):
        empty = len(cells[number]) - background
        cells.append((*cells[number][:background], *[""] * empty))
        respondents.append(f"9{number:05d}")
        submitted.append(submitted[number])
    for number in range(ADDED["duplicate"]):
        cells.append(cells[number])
        respondents.append(respondents[number])
        submitted.append(submitted[number] + timedelta(minutes=30))
    for number in range(ADDED["after_closing"]):
        cells.append(cells[number])
        respondents.append(f"8{number:05d}")
        submitted.append(late + timedelta(days=number))


# ---------------------------------------------------------------- how each is written


def _limesurvey(table: Table) -> bytes:
    head = ["id", "submitdate", "lastpage", "startlanguage", *table.background, *table.questions]
    body = [
        [respondent, f"{moment:%Y-%m-%d %H:%M:%S}", "3", "sv", *cells]
        for respondent, moment, cells in table.rows()
    ]
    return _csv([head, *body], quoting=csv.QUOTE_ALL).encode()


def _qualtrics(table: Table) -> bytes:
    about = ["StartDate", "EndDate", "Status", "Progress", "Finished", "RecordedDate",
             "ResponseId", "DistributionChannel", "UserLanguage"]  # fmt: skip
    codes = [f"Q{number}" for number in range(1, len(table.questions) + 1)]
    names = [*about, *table.background, *codes]
    texts = [*about, *table.background, *(wording(q, table.year).sv for q in table.questions)]
    imports = [f'{{"ImportId":"{name}"}}' for name in names]
    body = []
    for respondent, moment, cells in table.rows():
        when = f"{moment:%Y-%m-%d %H:%M:%S}"
        body.append([when, when, "IP Address", "100", "True", when, f"R_{respondent}", "email",
                     "SV", *cells])  # fmt: skip
    return ("\ufeff" + _csv([names, texts, imports, *body])).encode()


def _surveymonkey(table: Table) -> bytes:
    about = ["Respondent ID", "Collector ID", "Start Date", "End Date"]
    asked = [wording(question, table.year).sv for question in table.questions]
    head = [*about, *table.background, *asked]
    second = ["", "", "", "", *["Response"] * (len(table.background) + len(asked))]
    body = [
        [
            respondent,
            "1",
            f"{moment:%m/%d/%Y %I:%M:%S %p}",
            f"{moment:%m/%d/%Y %I:%M:%S %p}",
            *cells,
        ]
        for respondent, moment, cells in table.rows()
    ]
    return _csv([head, second, *body]).encode()


def _google_forms(table: Table) -> bytes:
    asked = [wording(question, table.year).sv for question in table.questions]
    head = ["Tidstämpel", "Svarskod", *table.background, *asked]
    body = [
        [f"{moment:%Y-%m-%d %H:%M:%S}", respondent, *cells]
        for respondent, moment, cells in table.rows()
    ]
    return _csv([head, *body]).encode()


def _plain(table: Table) -> bytes:
    """As Nordic platforms give it to Excel: semicolons, Windows' letters, a number before it."""
    asked = [
        f"{number}. {wording(question, table.year).sv}"
        for number, question in enumerate(table.questions, start=1)
    ]
    head = ["Svars-ID", "Inskickad", *table.background, *asked]
    body = [
        [respondent, f"{moment:%Y-%m-%d %H:%M}", *cells]
        for respondent, moment, cells in table.rows()
    ]
    return _csv([head, *body], delimiter=";").encode("windows-1252")


def _csv(rows: Sequence[Row], *, delimiter: str = ",", quoting: int = csv.QUOTE_MINIMAL) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator="\r\n")  # type: ignore[arg-type]
    writer.writerows(rows)
    return text.getvalue()


WRITERS: Final[Mapping[Written, Callable[[Table], bytes]]] = {
    Written.LIMESURVEY: _limesurvey,
    Written.QUALTRICS: _qualtrics,
    Written.SURVEYMONKEY: _surveymonkey,
    Written.GOOGLE_FORMS: _google_forms,
    Written.PLAIN: _plain,
}


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of an export are called."""

    respondent: str
    submitted: str
    questions: tuple[str, ...]


def columns_of(written: Written, questions: Sequence[str], year: int) -> Columns:
    texts = tuple(wording(question, year).sv for question in questions)
    match written:
        case Written.LIMESURVEY:
            return Columns("id", "submitdate", tuple(questions))
        case Written.QUALTRICS:
            codes = tuple(f"Q{number}" for number in range(1, len(texts) + 1))
            return Columns("ResponseId", "RecordedDate", codes)
        case Written.SURVEYMONKEY:
            return Columns("Respondent ID", "End Date", texts)
        case Written.GOOGLE_FORMS:
            return Columns("Svarskod", "Tidstämpel", texts)
        case Written.PLAIN:
            numbered = tuple(f"{number}. {text}" for number, text in enumerate(texts, start=1))
            return Columns("Svars-ID", "Inskickad", numbered)


def opened(year: int) -> str:
    return f"{year}{_OPENED}"


def closed(year: int) -> str:
    return f"{year}{_CLOSED}"
