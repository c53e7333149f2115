"""SurveyMonkey: two header rows, questions over their options, "Response" or "Open-Ended Response";
a column for each option that repeats its text where it was ticked.

Columns as its exports of all responses have them; others keep only the first header row.
"""

import re
from typing import Final

from etl.readers.model import RawTable
from etl.surveys.answers.exports.model import Export, FirstRow, is_own_name

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


def header(table: RawTable, first: FirstRow) -> tuple[int, int] | None:
    """The second row is a header where nothing stands below the columns about the answering."""
    rows = table.header_rows
    number, cells = first
    if len(rows) != 1:
        return None
    own = [
        cell
        for column, cell in zip(table.columns, cells, strict=True)
        if is_own_name(column.parts[0], _OWN, _OWN_FORMS)
    ]
    # A respondent has at least a number.
    is_second = bool(own) and not any(own) and any(cells)
    return (rows[0], number) if is_second else None


SURVEYMONKEY: Final = Export(
    own=_OWN, own_forms=_OWN_FORMS, missing=frozenset({"NA"}), header=header
)
