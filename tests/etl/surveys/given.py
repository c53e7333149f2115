"""A survey as a user gives it: an export with marked answers, its instrument, a list of persons.

The marker stands in every free text, in every respondent's id and in every person of the list, so
that a test can look for it in all that a load leaves behind.
"""

import csv
import io
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import duckdb
import polars as pl

from etl.readers import delimited, sampling
from warehouse.layout import CONFIG

MARKER = "MARKERXQ"

ANSWERS = ("Nej", "Delvis", "Ja")
UNITS = ("Enhet A", "Enhet B", "Enhet C")

INSTRUMENT = """
format = 1

[survey]
id = "{id}"
series = "vil_test"
series_title = {{sv = "VIL-enkäten", en = "The VIL survey"}}
title = {{sv = "VIL-enkäten 2024", en = "The VIL survey 2024"}}
region = "stockholm"
group = "students"
period = "2024"
unit = "hospital"
invited = "all"
minimum_answered = 1
duplicates = "last"
keep_until = {keep_until}
{more}

[file]
platform = "plain"

[columns]
respondent = "Svars-ID"
organisation = "Placering"
sex = "Kön"

[members.organisation]
"Enhet A" = "unit_a"
"Enhet B" = "unit_b"
"Enhet C" = "unit_c"

[members.sex]
"Kvinna" = "women"
"Man" = "men"

[[scale]]
id = "three"
answers = [
  {{code = "no", value = 1, positive = false, label = {{sv = "Nej", en = "No"}}}},
  {{code = "partly", value = 2, positive = false, label = {{sv = "Delvis", en = "Partly"}}}},
  {{code = "yes", value = 3, positive = true, label = {{sv = "Ja", en = "Yes"}}}},
]

[[item]]
code = "feedback"
column = "Fick du återkoppling?"
wording = {{sv = "Fick du återkoppling?", en = "Were you given feedback?"}}
scale = "three"
direction = "higher"
comparability = "new"

[[item]]
code = "plan"
column = "Hade du en plan?"
wording = {{sv = "Hade du en plan?", en = "Did you have a plan?"}}
scale = "three"
direction = "higher"
comparability = "new"

[ignore]
columns = ["Kommentar"]

[[crossing]]
by = ["organisation"]

[[crossing]]
by = ["sex"]

[frame]
file = "{frame}"
kind = "list"

[frame.columns]
respondent = "E-post"
organisation = "Placering"
sex = "Kön"

[frame.read]
delimiter = ";"

[source]
id = "vil_test_survey"
short = {{sv = "VIL-enkäten", en = "The VIL survey"}}
publisher = "Region Stockholm"

[[organisation]]
code = "unit_a"
name = {{sv = "Enhet A", en = "Unit A"}}
kind = "hospital"
region = "stockholm"

[[organisation]]
code = "unit_b"
name = {{sv = "Enhet B", en = "Unit B"}}
kind = "hospital"
region = "stockholm"

[[organisation]]
code = "unit_c"
name = {{sv = "Enhet C", en = "Unit C"}}
kind = "hospital"
region = "stockholm"
"""

HEADER = (
    "Svars-ID", "Placering", "Kön", "Fick du återkoppling?", "Hade du en plan?", "Kommentar",
)  # fmt: skip
FRAME = "inbjudna.csv"
EXPORT = "vil.csv"


def people(count: int = 180, seed: int = 1) -> list[list[str]]:
    """Rows of an export; every third unit and both sexes have enough answers to be shown."""
    chance = random.Random(seed)
    return [
        [
            f"{MARKER}-{number}", UNITS[number % 3], ("Kvinna", "Man")[number // 3 % 2],
            chance.choices(ANSWERS, (2, 3, 4))[0], chance.choices(ANSWERS, (4, 3, 2))[0],
            f"fritext {MARKER}",
        ]
        for number in range(count)
    ]  # fmt: skip


def export_text(rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER) -> str:
    return _csv([header, *rows])


def frame_text(count: int = 300) -> str:
    rows = [
        (f"{MARKER}{number}@example.org", UNITS[number % 3], ("Kvinna", "Man")[number // 3 % 2])
        for number in range(count)
    ]
    return _csv([("E-post", "Placering", "Kön"), *rows])


def _csv(rows: Sequence[Sequence[str]]) -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\n").writerows(rows)
    return written.getvalue()


def instrument_text(
    survey: str = "vil_test_2024",
    *,
    keep_until: str = "2099-12-31",
    more: str = "",
    frame: str = FRAME,
) -> str:
    return INSTRUMENT.format(id=survey, keep_until=keep_until, more=more, frame=frame)


def give(
    folder: Path,
    rows: Sequence[Sequence[str]] | None = None,
    *,
    name: str = EXPORT,
    instrument: str | None = None,
    frame: str | None = None,
    encoding: str = "windows-1252",
) -> Path:
    """Puts export, instrument and frame into a folder, and gives the export."""
    folder.mkdir(parents=True, exist_ok=True)
    export = folder / name
    export.write_text(export_text(people() if rows is None else rows), encoding=encoding)
    text = instrument_text() if instrument is None else instrument
    export.with_name(f"{name}.alf.toml").write_text(text, encoding="utf-8")
    (folder / FRAME).write_text(frame_text() if frame is None else frame, encoding="utf-8")
    return export


def read_as_large(patches: Callable[[object, str, int], object]) -> None:
    """An export of any size is read as a large one is: from a copy, when it is not UTF-8."""
    patches(delimited, "THRESHOLD", 1)
    patches(sampling, "HEAD", 4096)
    patches(sampling, "PART", 2048)


def with_marker(folder: Path, marker: str = MARKER) -> list[str]:
    """Every file below a folder in which the marker stands, also packed, by its place."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and any(marker.encode() in data for data in _readings(path))
    )


def _readings(path: Path) -> Iterator[bytes]:
    """The bytes as they are, and unpacked where they are a packed table or a release."""
    data = path.read_bytes()
    yield data
    if data[:4] == b"PAR1":
        yield pl.read_parquet(path).write_csv().encode()
    if path.suffix == ".duckdb":
        with duckdb.connect(str(path), read_only=True, config=CONFIG) as connection:
            for (name,) in connection.execute("SHOW TABLES").fetchall():
                yield str(connection.table(name).fetchall()).encode()
