"""Whether a file seems to hold survey answers, one row for each respondent.

Such a file is personal data: none of its cells is ever shown. Where the columns leave it open the
answer is yes; `--answers no` says otherwise. The reason names columns, never cells.
"""

import re
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Final

import polars as pl

from etl.readers.model import Batch, Column, ColumnType, RawTable

_ROWS: Final = 2000
_LIMESURVEY: Final = frozenset(
    {
        "submitdate", "lastpage", "startlanguage", "startdate", "datestamp", "seed", "ipaddr",
        "refurl", "token", "date submitted", "last page", "start language", "date started",
        "date last action", "response id", "ip address", "referrer url", "datum inskickat",
        "sista sida", "sista sidan", "startspråk", "svars-id", "datum påbörjat",
    }
)  # fmt: skip
# Words that other files have too, such as `status`, count only beside one that these have alone.
_LIMESURVEY_ALONE: Final = frozenset(
    {
        "submitdate", "lastpage", "startlanguage", "date submitted", "last page",
        "start language", "response id", "datum inskickat", "sista sida", "sista sidan",
        "startspråk", "svars-id", "refurl",
    }
)  # fmt: skip
_QUALTRICS_ALONE: Final = frozenset(
    {
        "ipaddress", "duration (in seconds)", "recordeddate", "responseid", "responseset",
        "recipientlastname", "recipientemail", "externaldatareference", "distributionchannel",
        "userlanguage", "recorded date", "response type",
    }
)  # fmt: skip
_QUALTRICS: Final = frozenset(
    {
        "startdate", "enddate", "status", "ipaddress", "progress", "duration (in seconds)",
        "finished", "recordeddate", "responseid", "responseset", "recipientlastname",
        "recipientfirstname", "recipientemail", "externaldatareference", "externalreference",
        "locationlatitude", "locationlongitude", "distributionchannel", "userlanguage",
        "start date", "end date", "response type", "recorded date",
    }
)  # fmt: skip
_SURVEYMONKEY: Final = frozenset(
    {
        "respondentid", "respondent id", "respondent_id", "collectorid", "collector id",
        "collector_id", "respondent", "respondentnr", "respondentnummer", "svarandeid",
        "deltagarid", "deltagare-id", "participant id", "participantid",
    }
)  # fmt: skip
_TIMESTAMPS: Final = frozenset(
    {
        "timestamp", "tidstämpel", "tidsstempel", "zeitstempel", "start time", "completion time",
        "starttid", "slutförandetid", "svarstid", "svarsdatum", "tid för slutförande",
        "submitted at", "inskickad", "submission date", "response time", "besvarad",
    }
)  # fmt: skip
_PERSON: Final = re.compile(r"(?i)person(?:nummer|nr|_?id)|fødselsnummer|\bpnr\b|\bssn\b")
_OPTION: Final = frozenset({"response", "open-ended response", "svar", "öppet svar"})
_NUMBERED: Final = re.compile(
    r"(?i)(?:q|fr|f|fråga|question|spørsmål|spm|item|v)[ _.]?[0-9]{1,3}(?:[._ ]?[0-9a-z]{1,4})?"
    r"(?:[.:) ].*)?|[a-z][a-z0-9_]{0,20}\[[^\]]+\](?:\[[^\]]+\])?(?:\. .*)?"
)
_Look = Callable[[RawTable], str | None]


def holds_answers(tables: Sequence[RawTable]) -> str | None:
    """Why the file seems to hold survey answers; None where it does not."""
    looks: tuple[_Look, ...] = (_limesurvey, _qualtrics, _surveymonkey, _form, _persons, _questions)
    for table in tables:
        for look in (*looks, _options):
            if table.columns and (reason := look(table)) is not None:
                return reason
    return None


def _named(table: RawTable, words: frozenset[str]) -> list[str]:
    """The columns that have one of the words as a header cell."""
    return [
        column.name
        for column in table.columns
        if any(word in words for part in column.parts for word in _words_of(part))
    ]


def _words_of(part: str) -> tuple[str, ...]:
    """A header cell, and its code and its text where an export writes both: `code. text`."""
    cell = part.strip().lower()
    return (cell, *cell.split(". ", 1)) if ". " in cell else (cell,)


def _said(columns: Sequence[str]) -> str:
    shown = ", ".join(f"'{name[:60]}'" for name in columns[:4])
    return shown + (", …" if len(columns) > 4 else "")


def _limesurvey(table: RawTable) -> str | None:
    found = _named(table, _LIMESURVEY)
    is_it = len(found) >= 2 and bool(_named(table, _LIMESURVEY_ALONE))
    return f"LimeSurvey's columns {_said(found)}" if is_it else None


def _qualtrics(table: RawTable) -> str | None:
    for column in table.columns:
        if any(part.startswith('{"ImportId"') for part in column.parts):
            return "a header row of Qualtrics with ImportId"
    found = _named(table, _QUALTRICS)
    is_it = len(found) >= 3 and bool(_named(table, _QUALTRICS_ALONE))
    return f"Qualtrics' columns {_said(found)}" if is_it else None


def _surveymonkey(table: RawTable) -> str | None:
    if found := _named(table, _SURVEYMONKEY):
        return f"one row for each respondent, by the column {_said(found)}"
    options = [c.name for c in table.columns if c.parts and c.parts[-1].strip().lower() in _OPTION]
    return f"SurveyMonkey's second header row over {_said(options)}" if len(options) >= 2 else None


def _form(table: RawTable) -> str | None:
    """Google Forms begins with a time stamp, Microsoft Forms has it among the first columns."""
    first = [column for column in table.columns[:4] if column.name.strip().lower() in _TIMESTAMPS]
    if not first:
        return None
    batch = _head(table)
    others = [column for column in table.columns if column is not first[0]]
    asked = [c for c in others if "?" in c.name or _has_few_answers(_texts(table, batch, c))]
    words = [column for column in others if column.type is ColumnType.TEXT]
    is_form = len(asked) > 0 or len(words) >= 2
    return f"one row for each time stamp in {_said([first[0].name])}" if is_form else None


def _persons(table: RawTable) -> str | None:
    found = [column.name for column in table.columns if _PERSON.search(column.name)]
    return f"one row for each person, by the column {_said(found)}" if found else None


def _questions(table: RawTable) -> str | None:
    asked = [column for column in table.columns if "?" in column.name]
    if len(asked) >= 2:
        return f"questions as columns: {_said([column.name for column in asked])}"
    numbered = [c for c in table.columns if any(map(_NUMBERED.fullmatch, _filled_parts(c)))]
    if len(numbered) + len(asked) < 3:
        return None
    batch = _head(table)
    few = [c for c in numbered + asked if _has_few_answers(_texts(table, batch, c))]
    if len(few) >= 3:
        return f"few different answers in numbered questions: {_said([c.name for c in few])}"
    return None


def _filled_parts(column: Column) -> tuple[str, ...]:
    return tuple(part.strip() for part in column.parts if part.strip())


def _head(table: RawTable) -> Batch | None:
    """The first batch only: a large file is not read through for this."""
    return next(islice(table.rows.batches(), 1), None)


def _texts(table: RawTable, batch: Batch | None, column: Column) -> pl.Series:
    if batch is None:
        return pl.Series(dtype=pl.String)
    stored = batch.cells[table.column(column.name)].stored.head(_ROWS)
    return stored.cast(pl.String).drop_nulls()


def _has_few_answers(text: pl.Series) -> bool:
    """Whether at most eleven different answers are given, most of them by several rows."""
    return text.len() >= 4 and text.n_unique() <= min(11, text.len() / 2)


def _options(table: RawTable) -> str | None:
    """Several columns of words with the same three or more options are a battery of questions."""
    words = [column for column in table.columns if column.type is ColumnType.TEXT]
    if len(words) < 3:
        return None
    batch = _head(table)
    seen: dict[frozenset[str], list[str]] = {}
    for column in words:
        text = _texts(table, batch, column)
        if _has_few_answers(text) and text.n_unique() >= 3:
            options = frozenset(text.str.strip_chars().unique())
            _group(seen, options).append(column.name)
    for names in seen.values():
        if len(names) >= 3:
            return f"the same few answers in the columns {_said(names)}"
    return None


def _group(seen: dict[frozenset[str], list[str]], options: frozenset[str]) -> list[str]:
    """The columns that share most of their options."""
    for known, names in seen.items():
        if len(known & options) >= 0.75 * len(known | options):
            return names
    return seen.setdefault(options, [])
