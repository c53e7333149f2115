"""Files that are wrong, given to the commands: one clear line, exit 3, and no answer anywhere.

The marker stands in every comment, every respondent's id and every person of the list, and in the
cell that is wrong where one is.
"""

import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from typer.testing import CliRunner

import alf
from tests.etl.surveys.given import (
    FRAME,
    MARKER,
    export_text,
    frame_text,
    give,
    instrument_text,
    people,
    with_marker,
)

pytestmark = pytest.mark.data
runner = CliRunner()

WINDOWS: Final = "windows-1252"
EXPORT: Final = export_text(people())
SAME: Final = EXPORT.encode(WINDOWS)


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """`rule` is what the one problem is called, `says` a part of its line."""

    rule: str
    says: str
    export: bytes = SAME
    frame: str = frame_text()
    instrument: str = instrument_text()


def told(encoding: str) -> str:
    return f'{instrument_text()}\n[read]\nencoding = "{encoding}"\n'


CASES: Final = {
    "instrument is no TOML": Wrong(
        rule="declaration", says="(at line 22, column 9)",
        instrument=instrument_text().replace("[columns]", "[columns"),
    ),
    "instrument with an unknown word": Wrong(
        rule="instrument", says="stockholm",
        instrument=instrument_text().replace("stockholm", "stokholm", 1),
    ),
    "a draft": Wrong(
        rule="question", says="line 2",
        instrument=instrument_text().replace("format = 1", "# QUESTION: who?\nformat = 1"),
    ),
    "missing column": Wrong(
        rule="column_missing", says="'Hade du en plan?'",
        instrument=instrument_text().replace("[ignore]\n", '[ignore]\n# as before\n').replace(
            'column = "Hade du en plan?"', 'column = "Fanns en plan?"'
        ).replace('["Kommentar"]', '["Kommentar", "Hade du en plan?"]'),
    ),
    "label that is not declared": Wrong(
        rule="outside_scale", says="column 'Hade du en plan?': 1 cell",
        export=re.sub(r";Ja;(?=frit)", f";{MARKER} ja;", EXPORT, count=1).encode(WINDOWS),
    ),
    "unit that is not declared": Wrong(
        rule="unknown_member", says="(row 2)",
        export=EXPORT.replace("Enhet A", f"{MARKER} A", 1).encode(WINDOWS),
    ),
    "more answers than invited": Wrong(
        rule="more_than_invited", says="organisation unit_a",
        frame="\n".join(line for line in frame_text().splitlines() if "Enhet A;Man" not in line),
    ),
    "frame with an unknown unit": Wrong(
        rule="frame_member", says=FRAME, frame=frame_text().replace("Enhet B", f"{MARKER} B", 1)
    ),
    "half a frame": Wrong(rule="ragged_rows", says=FRAME, frame=frame_text()[:-14]),
    "wrong encoding told": Wrong(rule="invalid_bytes", says="utf-8", instrument=told("utf-8")),
    "mark of another encoding": Wrong(
        rule="encoding", says="byte order mark",
        export=EXPORT.encode("utf-16"), instrument=told(WINDOWS),
    ),
    "cut in the middle of a row": Wrong(
        rule="ragged_rows", says="fewer cells", export=SAME[: SAME.rindex(b"fritext") - 5]
    ),
    "cut in the middle of a quoted cell": Wrong(
        rule="unterminated_quote", says="never closed",
        export=EXPORT.replace("fritext", '"fritext').replace(f"{MARKER}\n", f'{MARKER}"\n').encode(
            WINDOWS
        )[:-4],
    ),
    "cut in the header": Wrong(rule="column_missing", says="all of it", export=SAME[:20]),
    "header alone": Wrong(
        rule="no_answers", says="no answer", export=SAME[: SAME.index(b"\n") + 1]
    ),
    "empty": Wrong(rule="empty_file", says="empty", export=b""),
    "half a workbook": Wrong(
        rule="damaged_file", says="cut off", export=b"PK\x03\x04" + SAME[:999]
    ),
    "bytes that are no text": Wrong(
        rule="not_a_table", says="binary", export=SAME[:2000] + b"\0" * 4000
    ),
    "another file": Wrong(
        rule="column_missing", says="the right file", export=frame_text().encode(WINDOWS)
    ),
}  # fmt: skip


@pytest.fixture
def alf_says(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str]]:
    """A command in a data folder and a folder for temporary files of the test's own."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("ALF_HOME", str(home))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))

    def run(*words: object) -> tuple[int, str]:
        result = runner.invoke(alf.app, [str(word) for word in words])
        assert list(temporary.iterdir()) == []
        return result.exit_code, result.output

    return run


@pytest.mark.parametrize("name", CASES)
def test_it_is_said_in_one_line_and_no_answer_is_left(
    name: str, alf_says: Callable[..., tuple[int, str]], home: Path, tmp_path: Path
) -> None:
    wrong = CASES[name]
    export = give(tmp_path / "given", instrument=wrong.instrument, frame=wrong.frame)
    export.write_bytes(wrong.export)
    (tmp_path / "given" / FRAME).write_text(wrong.frame, encoding="utf-8")
    releases = sorted((home / "releases").iterdir())
    code, said = alf_says("load", export)
    assert code == 3
    (line,) = [line for line in said.splitlines() if line.endswith("]")]
    assert line.endswith(f"[{wrong.rule}]")
    assert wrong.says in line
    assert f"Refused, nothing changed: {wrong.rule} 1." in said
    assert MARKER not in said
    assert with_marker(home) == []
    assert sorted((home / "releases").iterdir()) == releases


@pytest.mark.parametrize("name", sorted({*CASES} - {"another file"}))
def test_looking_at_the_export_and_drafting_show_no_answer(
    name: str, alf_says: Callable[..., tuple[int, str]], home: Path, tmp_path: Path
) -> None:
    wrong = CASES[name]
    export = give(tmp_path / "given", instrument=wrong.instrument, frame=wrong.frame)
    export.write_bytes(wrong.export)
    for words in (("inspect", export, "--rows"), ("survey", "draft", export, "-o", "-")):
        code, said = alf_says(*words)
        assert code in (0, 3), said
        assert MARKER not in said, words
    assert with_marker(home) == []
