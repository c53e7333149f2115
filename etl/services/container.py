"""The answers of one fetch as one file: a line each, as `etl/readers/service_answers.py` reads it.

The same answers always give the same bytes: no time, no place, no order but that of asking.
"""

from collections.abc import Iterable

from etl.readers.service_answers import line_of
from etl.services.asking import Answer


def container(answers: Iterable[Answer]) -> bytes:
    """The answers in the order in which they were asked for."""
    return "".join(f"{line_of(one.address, one.text)}\n" for one in answers).encode("utf-8")
