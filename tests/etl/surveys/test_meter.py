"""How far a long reading has come, on a terminal and without one."""

import io
import sys
import time

import pytest

from etl.readers.content import Content
from etl.surveys import meter
from etl.surveys.meter import bar, lines, on_terminal, rows_in


class Clock:
    """Goes on by a second each time somebody looks at it."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def monotonic(self) -> float:
        self.seconds += 1
        return self.seconds


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meter, "time", Clock())


def test_a_line_is_said_at_times_with_the_time_left() -> None:
    said: list[str] = []
    with lines(said.append, every=4)("Reading x", 120) as tick:
        for rows in range(10, 130, 10):
            tick(rows)
    # At 4, 8 and 12 seconds of the clock, in each of which 10 rows are read.
    assert said == [
        "Reading x: 40 rows read, about 8 s left",
        "Reading x: 80 rows read, about 4 s left",
        "Reading x: 120 rows read",
    ]


def test_nothing_is_said_of_what_is_read_at_once() -> None:
    said: list[str] = []
    with lines(said.append)("Reading x", 2) as tick:
        tick(2)
    assert said == []


@pytest.mark.parametrize(("rows", "total"), [(0, 10), (10, None), (11, 10)])
def test_no_time_is_guessed_where_nothing_is_known(rows: int, total: int | None) -> None:
    said: list[str] = []
    with lines(said.append, every=0)("Reading x", total) as tick:
        tick(rows)
    assert said == [f"Reading x: {rows} rows read"]


def test_without_a_terminal_lines_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert on_terminal(print) is not bar


@pytest.mark.parametrize("total", [3, None])
def test_a_bar_goes_to_the_errors_and_not_into_the_report(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, total: int | None
) -> None:
    monkeypatch.setattr(meter, "time", time)
    with bar("Reading [x]", total) as tick:
        for rows in range(4):
            tick(rows)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "[x]" in captured.err or captured.err.strip() == ""


def test_the_rows_of_a_text_are_its_lines_and_those_of_a_workbook_are_not_known() -> None:
    text = b"a;b\n" + b"1;2\n" * 700_000
    assert rows_in(Content.of_bytes("x.csv", text)) == 700_001
    assert rows_in(Content.of_bytes("x.csv", b"a;b\n1;2\n")) == 2
    assert rows_in(Content.of_bytes("x.csv", b"")) is None
    assert rows_in(Content.of_bytes("x.xlsx", b"PK\x03\x04" + text)) is None
