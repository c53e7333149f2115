"""Writes the table of the real files into docs/readers.md: what each is, and how it was read.

    python -m tools.real_files_table

The files are others' and lie beside the checkout; `real_files.csv` says in our words what is hard
about each, and which options it needs because nothing in it decides.
"""

import csv
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from etl.inspection.option_words import option_value
from etl.readers import read
from etl.readers.content import Content
from etl.readers.model import RawTable, Reading
from etl.readers.options import NO_OPTIONS, Options
from tools.environment import ROOT

FOLDER: Final = ROOT.parent / "shared" / "fixtures"
PAGE: Final = ROOT / "docs" / "readers.md"
LIST: Final = Path(__file__).with_name("real_files.csv")
BEGIN: Final = "<!-- real files: written by tools/real_files_table.py -->\n"
END: Final = "<!-- end of real files -->\n"
SHOWN_TABLES: Final = 3


def main() -> None:
    PAGE.write_text(with_table(PAGE.read_text("utf-8"), table_of(FOLDER)), encoding="utf-8")


def listed() -> list[dict[str, str]]:
    with LIST.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def with_table(page: str, table: str) -> str:
    """The page with this table between its marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{table}{END}{after}"


def table_of(folder: Path) -> str:
    rows = [_row(folder, entry) for entry in listed()]
    head = ("file", "kind", "what is hard", "result: rows × columns of each table")
    return "".join(f"| {' | '.join(cells)} |\n" for cells in [head, ("---",) * 4, *rows])


def _row(folder: Path, entry: Mapping[str, str]) -> tuple[str, ...]:
    content = Content.of_file(folder / entry["file"])
    reading = read(content)
    kind = "–" if reading.kind is None else str(reading.kind)
    result = _result(reading)
    if entry["told"]:
        told = _result(read(content, options_of(entry["told"])))
        result = f"{result}; with `{entry['told']}`: {told}"
    return f"`{entry['file']}`", kind, _escaped(entry["hard"]), result


def options_of(words: str) -> Options:
    """The options of a command line such as `--decimal . --thousands ,`."""
    parts = shlex.split(words)
    values: dict[str, Any] = {
        name.removeprefix("--"): option_value(name.removeprefix("--"), word)
        for name, word in zip(parts[::2], parts[1::2], strict=True)
    }
    return Options(**values) if values else NO_OPTIONS


def _result(reading: Reading) -> str:
    if reading.problems:
        return "refused: " + ", ".join(sorted({f"`{p.rule}`" for p in reading.problems}))
    return _sizes(reading.tables)


def _sizes(tables: Sequence[RawTable]) -> str:
    sizes = [f"{table.row_count} × {len(table.columns)}" for table in tables[:SHOWN_TABLES]]
    others = len(tables) - SHOWN_TABLES
    return ", ".join(sizes) + (f" and {others} more tables" if others > 0 else "")


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    main()
