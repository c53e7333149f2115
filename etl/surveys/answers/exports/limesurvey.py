"""LimeSurvey: one header row of codes (`Q1[SQ001]`, in R's export `Q1_SQ001`), of question texts,
or of both (`Q1[SQ001]. Text`).

Names as LimeSurvey writes them: github.com/LimeSurvey/LimeSurvey, createFieldMap in
application/helpers/common_helper.php, and the translated ones of etl/readers/answers.py. There
"submitdate for not-datestamped surveys is always 1980/01/01": it was submitted, nobody noted when.
"""

import re
from typing import Final

from etl.surveys.answers.exports.model import Export

# A code, and the text behind it where the export writes both.
_CODE_AND_TEXT: Final = re.compile(r"([A-Za-z][A-Za-z0-9_]*(?:\[[^\]]*\])*)\. (.+)", re.DOTALL)
_CODE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:[\[._][A-Za-z0-9_\]\[.]*)?")


def names(cell: str) -> tuple[str, ...]:
    """The code as R's export writes it, and the text, of a header cell."""
    both = _CODE_AND_TEXT.fullmatch(cell)
    if both:
        return (_plain(both[1]), both[2].strip())
    return (_plain(cell),) if _CODE.fullmatch(cell) else ()


def _plain(code: str) -> str:
    """`Q1[SQ001]`, `Q1.SQ001.` and `Q1_SQ001` are one code."""
    return re.sub(r"[\[\]._]+", "_", code).strip("_")


LIMESURVEY: Final = Export(
    own=frozenset(
        {
            "", "id", "submitdate", "lastpage", "startlanguage", "startdate", "datestamp", "seed",
            "ipaddr", "refurl", "token", "interviewtime", "completed", "firstname", "lastname",
            "email", "response id", "date submitted", "last page", "last page seen",
            "start language", "date started", "date last action", "ip address", "ip-address",
            "referrer url", "referring url", "first name", "last name", "email address",
            "total time", "svars-id", "datum inskickat", "sista sida", "sista sidan",
            "startspråk", "datum påbörjat",
        }
    ),
    own_forms=(
        re.compile(r"attribute_\d+"),
        re.compile(r"group ?time.*"),
        re.compile(r"question ?time.*"),
    ),
    # "N/A" is a question that was not shown; NA is R's sign of an empty cell.
    missing=frozenset({"N/A", "NA"}),
    names=names,
    no_date="1980-01-01",
)  # fmt: skip
