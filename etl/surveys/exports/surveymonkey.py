"""SurveyMonkey: two header rows, questions over their options, "Response" or "Open-Ended Response";
a column for each option that repeats its text where it was ticked.

Columns as its exports of all responses have them; others keep only the first header row.
"""

import re
from typing import Final

from etl.readers.model import RawTable
from etl.surveys.exports.model import Export, FirstRow

_OWN: Final = frozenset(
    {
        "respondent id", "respondentid", "respondent_id", "collector id", "collectorid",
        "collector_id", "start date", "startdate", "end date", "enddate", "date created",
        "date modified", "date_created", "date_modified", "ip address", "ip_address",
        "email address", "email_address", "first name", "first_name", "last name", "last_name",
        "custom data", "custom_data",
    }
)  # fmt: skip
_OWN_FORMS: Final = (re.compile(r"custom data \d+"), re.compile(r"custom_\d+"))
_SECOND: Final = frozenset({"response", "open-ended response", "svar", "öppet svar"})


def header(table: RawTable, first: FirstRow) -> tuple[int, int] | None:
    """The second row is a header where nothing stands below the columns about the answering."""
    rows = table.header_rows
    number, cells = first
    if len(rows) != 1:
        return None
    own = [
        cell
        for column, cell in zip(table.columns, cells, strict=True)
        if EXPORT_OWN.is_own(column.parts[0])
    ]
    is_second = bool(own) and not any(own) and any(_is_word(cell) for cell in cells)
    return (rows[0], number) if is_second else None


def _is_word(cell: str | None) -> bool:
    return cell is not None and (cell.strip().casefold() in _SECOND or not cell.isdigit())


EXPORT_OWN: Final = Export(own=_OWN, own_forms=_OWN_FORMS, missing=frozenset())
SURVEYMONKEY: Final = Export(
    own=_OWN, own_forms=_OWN_FORMS, missing=frozenset({"NA"}), header=header
)
