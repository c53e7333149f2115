"""`python -m bench.readers_workbook`: a workbook of 100 000 rows, read by us and by calamine alone.

Both read the same file in turns in one process, so that the ratio holds on a busy machine too.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import xlsxwriter
from python_calamine import CalamineWorkbook

from bench.measures import Measure, best
from bench.report import say_measures
from etl.readers.content import Content
from etl.readers.options import NO_OPTIONS
from etl.readers.workbook import grids_of, read_workbook

ROWS: Final = 100_000
MOST: Final = 1.2


def main() -> None:
    asked = _arguments()
    say_measures(measure_all(asked.rows, asked.runs))


def measure_all(rows: int, runs: int) -> list[Measure]:
    """Without and with cells in percent, whose number formats are read too."""
    measures: list[Measure] = []
    with tempfile.TemporaryDirectory(prefix="alf-bench-") as folder:
        for name, has_percent in (("plain", False), ("with percent", True)):
            path = Path(folder) / f"{name}.xlsx"
            write_workbook(path, rows, has_percent=has_percent)
            measures += measure(name, path, runs)
    return measures


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.readers_workbook", description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--runs", type=int, default=5)
    return parser.parse_args()


def measure(name: str, path: Path, runs: int) -> list[Measure]:
    """The ratios are those of the best runs: other work on the machine can only add to a time."""
    content = Content.of_file(path)
    ways: dict[str, Callable[[], object]] = {
        "calamine alone": lambda: calamine_alone(path),
        "cut into cells": lambda: grids_of(content, NO_OPTIONS),
        "read": lambda: read_workbook(content, NO_OPTIONS),
    }
    taken: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(runs):
        for way, run in ways.items():
            taken[way].append(_timed(run))
    least = min(taken["calamine alone"])
    measures = [best(f"workbook, {name}", way, "s", times) for way, times in taken.items()]
    ratios = [value / least for value in taken["read"]]
    return [*measures, best(f"workbook, {name}", "read / calamine", "×", ratios, limit=MOST)]


def calamine_alone(path: Path) -> list[object]:
    """What the library below needs for the same values: all sheets as Python's objects."""
    with CalamineWorkbook.from_path(path) as workbook:
        sheets = [workbook.get_sheet_by_name(name) for name in workbook.sheet_names]
        return [list(sheet.to_python()) for sheet in sheets]


def _timed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def write_workbook(path: Path, rows: int, *, has_percent: bool) -> None:
    """Ten columns: texts, codes kept as text, years, counts, amounts, shares and dates."""
    drawn = random.Random(1)
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Data")
        share = workbook.add_format({"num_format": "0.0%" if has_percent else "0.0"})
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        names = ("region", "unit", "code", "sex", "year", "count", "amount", "share", "day", "text")
        sheet.write_row(0, 0, names)
        for row in range(1, rows + 1):
            sheet.write_string(row, 0, f"Region {row % 21}")
            sheet.write_string(row, 1, f"Unit {row}")
            sheet.write_string(row, 2, f"{row % 2600:04d}")
            sheet.write_string(row, 3, "women" if row % 2 else "men")
            sheet.write_number(row, 4, 2000 + row % 25)
            sheet.write_number(row, 5, drawn.randint(0, 1_000_000))
            sheet.write_number(row, 6, drawn.random() * 1000)
            sheet.write_number(row, 7, round(drawn.random(), 3), share)
            sheet.write_datetime(row, 8, date(2000, 1, 1) + timedelta(row % 9000), day)
            sheet.write_string(row, 9, f"Note {row % 500}")


if __name__ == "__main__":
    main()
