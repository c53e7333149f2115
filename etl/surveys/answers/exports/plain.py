"""The plain table that Nordic platforms give: a header row, and a row for each respondent.

It has no columns of its own, but for the names of rows that R writes without a header.
"""

from typing import Final

from etl.surveys.answers.exports.model import Export

PLAIN: Final = Export(own=frozenset({""}), missing=frozenset({"NA"}))
