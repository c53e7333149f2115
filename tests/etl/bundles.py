"""Copies of what ships, spoilt in one place, and files that a user might give."""

import csv
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from etl.sources import BUNDLE
from etl.sources.bundled import COLUMNS

Row = dict[str, str]


def copied_bundle(folder: Path) -> Path:
    return Path(shutil.copytree(BUNDLE, folder / "bundle"))


def read_rows(path: Path) -> tuple[list[str], list[Row]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
        return list(reader.fieldnames or ()), rows


def write_rows(path: Path, columns: list[str], rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def spoil(path: Path, where: Callable[[Row], bool], **cells: str) -> int:
    """Changes cells of the first row that fits; gives its line (no cell holds a line break)."""
    columns, rows = read_rows(path)
    index = next(index for index, row in enumerate(rows) if where(row))
    rows[index] |= cells
    write_rows(path, columns, rows)
    return index + 2


def add_row(path: Path, row: Row) -> int:
    columns, rows = read_rows(path)
    write_rows(path, columns, [*rows, row])
    return len(rows) + 2


def figure(**cells: str) -> Row:
    """A row of a user's file: a response rate of a year that nothing else speaks about."""
    row = dict.fromkeys(COLUMNS, "") | {
        "indicator": "alf_survey_response_rate",
        "region": "Skåne",
        "organisation": "all",
        "period": "2029",
        "sex": "all",
        "group": "researchers",
        "item": "round_1",
        "category": "all",
        "estimate": "unweighted",
        "nature": "outcome",
        "source": "ki_vr_survey_2022",
        "reading": "main",
        "value": "64",
        "unit": "percent",
        "qualifier": "exact",
        "status": "ok",
        "origin": "printed",
        "printed": "64",
    }
    assert set(cells) <= set(row)
    return row | cells


def user_file(path: Path, *rows: Mapping[str, str]) -> Path:
    """A file in the project's own shape; of one figure when nothing is said."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_rows(path, list(COLUMNS), [dict(row) for row in rows or [figure()]])
    return path
