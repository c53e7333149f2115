"""Exports as bytes, read through an instrument; what the tests of exports share."""

from collections.abc import Sequence

from etl.problems import InputRefused
from etl.readers.content import Content
from etl.surveys.answers import read_answers
from etl.surveys.model import Instrument
from etl.surveys.responses import NotCounted, Responses
from tests.etl.surveys.exports.instruments import KEY


def table(*rows: Sequence[str], delimiter: str = ";") -> str:
    """Every cell as it is: a test writes its own quotes."""
    return "".join(delimiter.join(row) + "\r\n" for row in rows)


def read(one: Instrument, data: str | bytes, *, encoding: str = "utf-8") -> Responses:
    written = data.encode(encoding) if isinstance(data, str) else data
    return read_answers(one, Content.of_bytes("export.csv", written), KEY)


def answers(found: Responses, item: str) -> list[int | None]:
    return found.frame[item].to_list()


def not_counted(found: Responses) -> dict[NotCounted, tuple[int, tuple[int, ...]]]:
    return {one.why: (one.count, one.rows) for one in found.counted}


def refusal(one: Instrument, data: str | bytes) -> InputRefused:
    try:
        read(one, data)
    except InputRefused as refused:
        return refused
    raise AssertionError("the export was read")


def rules(refused: InputRefused) -> list[str]:
    return [problem.rule for problem in refused.problems]
