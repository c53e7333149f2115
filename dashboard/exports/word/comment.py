"""A user's comment in paragraphs: over the chart if it is short, else under it.

A long one over its chart would push it away from its heading.
"""

from typing import Final

from dashboard.exports.model import Exhibit

# Signs; about eight lines.
_LONG: Final = 700


def short_comment(exhibit: Exhibit) -> list[str]:
    return _lines(exhibit) if len(exhibit.comment) <= _LONG else []


def long_comment(exhibit: Exhibit) -> list[str]:
    return _lines(exhibit) if len(exhibit.comment) > _LONG else []


def _lines(exhibit: Exhibit) -> list[str]:
    return [line for part in exhibit.comment.splitlines() if (line := part.strip())]
