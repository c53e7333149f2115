"""Google Forms: one header row of questions behind a time stamp; several ticked options stand in
one cell, joined by commas.
"""

import re
from typing import Final

from etl.surveys.answers.exports.model import Export

GOOGLE_FORMS: Final = Export(
    own=frozenset(
        {
            "timestamp", "tidstämpel", "tidsstempel", "username", "användarnamn", "brukernavn",
            "email address", "e-postadress", "score", "poäng", "poengsum",
        }
    ),
    own_forms=(re.compile(r".+ \[(?:score|feedback)\]"),),
    missing=frozenset({"NA"}),
)  # fmt: skip
