"""Qualtrics: three header rows (code, question text, ImportId), in older exports two.

The columns and the codes of Status as Qualtrics documents them (qualtrics.com/support, page
"Understanding Your Dataset") and labels them in its SPSS export. Spam is no test: the instrument
may leave such rows out.
"""

import re
from typing import Any, Final

import orjson

from etl.readers.model import RawTable
from etl.surveys.answers.exports.model import Export, FirstRow

_IMPORT: Final = '{"ImportId"'
_OWN: Final = frozenset(
    {
        "startdate", "enddate", "status", "ipaddress", "progress", "duration (in seconds)",
        "finished", "recordeddate", "responseid", "responseset", "name", "email",
        "recipientlastname", "recipientfirstname", "recipientemail", "externaldatareference",
        "externalreference", "locationlatitude", "locationlongitude", "locationaccuracy",
        "distributionchannel", "userlanguage", "start date", "end date", "response type",
        "ip address", "recorded date", "response id", "recipient last name",
        "recipient first name", "recipient email", "external data reference",
        "location latitude", "location longitude", "distribution channel", "user language",
    }
)  # fmt: skip
_ID: Final = frozenset({"responseid", "response id"})
_TESTS: Final = frozenset(
    {
        "1", "2", "9", "17", "Survey Preview", "Survey Test", "Survey Preview Spam",
        "Offline Survey Preview",
    }
)  # fmt: skip


def header(table: RawTable, first: FirstRow) -> tuple[int, int] | None:
    """Two rows of an older export where the readers took one: below the code (`V1`) stands the
    name (`ResponseID`), which no respondent has for an id.
    """
    rows = table.header_rows
    number, cells = first
    if len(rows) != 1 or any(_IMPORT in part for c in table.columns for part in c.parts):
        return None
    is_second = any(_folded(cell) in _ID for cell in cells if cell)
    return (rows[0], number) if is_second else None


def _folded(cell: str) -> str:
    return " ".join(cell.split()).casefold()


def names(cell: str) -> tuple[str, ...]:
    """The ImportId of a cell of the third row."""
    if not cell.startswith(_IMPORT):
        return ()
    try:
        found: dict[str, Any] = orjson.loads(cell)
    except orjson.JSONDecodeError:
        return ()
    return (str(found["ImportId"]),)


QUALTRICS: Final = Export(
    own=_OWN,
    own_forms=(re.compile(r"v\d+"), re.compile(r"q_\w+"), re.compile(r".+_(?:first|last) click")),
    # Seen, and not answered: an option of the export.
    missing=frozenset({"-99", "NA"}),
    tests={
        "status": _TESTS,
        "response type": _TESTS,
        "distributionchannel": frozenset({"preview", "test"}),
        "distribution channel": frozenset({"preview", "test"}),
    },
    header=header,
    names=names,
)
