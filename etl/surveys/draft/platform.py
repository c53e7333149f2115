"""Which platform wrote an export, by its header rows alone. A draft asks to confirm nothing here:
the platform decides only what the columns about the answering are called.
"""

from typing import Final

from etl.readers.model import RawTable
from etl.surveys.answers.exports import EXPORTS
from etl.surveys.model import Platform

_IMPORT: Final = '{"ImportId"'
# Words that the platform has alone, beside others that several have.
_ALONE: Final = {
    Platform.LIMESURVEY: frozenset(
        {
            "submitdate", "lastpage", "startlanguage", "date submitted", "last page",
            "last page seen", "start language", "datum inskickat", "sista sida", "sista sidan",
            "startspråk", "svars-id", "interviewtime",
        }
    ),
    Platform.QUALTRICS: frozenset(
        {
            "responseid", "recordeddate", "distributionchannel", "userlanguage", "responseset",
            "recipientlastname", "duration (in seconds)", "externaldatareference",
        }
    ),
    Platform.SURVEYMONKEY: frozenset(
        {
            "respondentid", "respondent id", "respondent_id", "collectorid", "collector id",
            "collector_id",
        }
    ),
}  # fmt: skip
_FIRST_OF_GOOGLE: Final = frozenset({"timestamp", "tidstämpel", "tidsstempel"})
_SECOND_ROW: Final = frozenset({"response", "open-ended response", "svar", "öppet svar"})


def platform_of(table: RawTable) -> Platform:
    """PLAIN where nothing says otherwise."""
    parts = [part for column in table.columns for part in column.parts]
    if any(part.startswith(_IMPORT) for part in parts):
        return Platform.QUALTRICS
    for platform, fewest in (
        (Platform.QUALTRICS, 3),
        (Platform.LIMESURVEY, 2),
        (Platform.SURVEYMONKEY, 1),
    ):
        export = EXPORTS[platform]
        own = [part for part in parts if export.is_own(part)]
        words = {_folded(name) for part in own for name in export.called(part)} - {""}
        if len(words) >= fewest and words & _ALONE[platform]:
            return platform
    if sum(_folded(c.parts[-1]) in _SECOND_ROW for c in table.columns if len(c.parts) > 1) > 1:
        return Platform.SURVEYMONKEY
    first = table.columns[0].parts
    if first and _folded(first[0]) in _FIRST_OF_GOOGLE:
        return Platform.GOOGLE_FORMS
    return Platform.PLAIN


def _folded(part: str) -> str:
    return " ".join(part.split()).casefold()
