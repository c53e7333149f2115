"""Large texts are read as small ones are: the same cells, lines and refusals, from samples.

The threshold and the samples are made small, so that a few thousand rows are a large file.
"""

import csv
import io
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from etl.problems import InputRefused
from etl.readers import delimited, fast_rows, sampling, stream_rows, streaming
from etl.readers.content import Content
from etl.readers.delimited import read_delimited
from etl.readers.model import Batch, Reading, whole
from etl.readers.options import NO_OPTIONS, Options
from etl.readers.stream_rows import StreamedRows

ROWS = 3000


@pytest.fixture(autouse=True)
def small_samples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampling, "HEAD", 4096)
    monkeypatch.setattr(sampling, "PART", 2048)
    monkeypatch.setattr(streaming, "_BATCH_BYTES", 1)


@pytest.fixture
def both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[Reading, Reading]]:
    def read(data: bytes, options: Options = NO_OPTIONS) -> tuple[Reading, Reading]:
        path = tmp_path / "file [1]*.csv"
        path.write_bytes(data)
        return read_both(path, options, monkeypatch)

    return read


def read_both(
    path: Path, options: Options, monkeypatch: pytest.MonkeyPatch
) -> tuple[Reading, Reading]:
    content = Content.of_file(path)
    monkeypatch.setattr(delimited, "THRESHOLD", 10**12)
    in_memory = read_delimited(content, options)
    monkeypatch.setattr(delimited, "THRESHOLD", 0)
    return in_memory, read_delimited(content, options)


def table(
    *, inner: bool = False, quotes: bool = False, blank_every: int = 0, **dialect: str
) -> str:
    chosen, target = random.Random(7), io.StringIO()
    writer = csv.writer(
        target,
        delimiter=dialect.get("delimiter", ","),
        lineterminator=dialect.get("line_end", "\n"),
        quoting=csv.QUOTE_ALL if quotes else csv.QUOTE_MINIMAL,
    )
    writer.writerow(["id", "name", "value", "sex"])
    for number in range(ROWS):
        name = chosen.choice(
            ["Skåne", "Gävle, N", 'Åmål "x"' if quotes or inner else "Åmål", "Mölndal"]
        )
        if inner and number % 7 == 0:
            name = "a\nb"
        value = f"{chosen.random() * 100:.2f}"
        writer.writerow([str(number + 100), name, value, chosen.choice(["K", "M", ""])])
        if blank_every and number % blank_every == blank_every - 1:
            target.write(dialect.get("line_end", "\n"))
    return target.getvalue()


def content_of(batch: Batch) -> tuple[list[int], list[list[object]]]:
    return batch.rows.to_list(), [cells.stored.to_list() for cells in batch.cells]


def same(readings: tuple[Reading, Reading]) -> Reading:
    in_memory, streamed = readings
    assert streamed.problems == ()
    assert isinstance(streamed.tables[0].rows, StreamedRows)
    assert content_of(whole(streamed.tables[0])) == content_of(whole(in_memory.accepted()[0]))
    return streamed


def is_fast(reading: Reading) -> bool:
    rows = reading.tables[0].rows
    assert isinstance(rows, StreamedRows)
    return rows.plan.fast is not None


FAST = {
    "plain": table(),
    "crlf": table(line_end="\r\n"),
    "all quoted": table(quotes=True),
    "line ends in quotes": table(inner=True),
    "line ends in quotes, crlf": table(inner=True, line_end="\r\n"),
    "blank lines": table(blank_every=100),
    "a blank line in the gap": table(blank_every=1700),
    "both": table(inner=True, blank_every=1700),
    "title": "A title of it\n\n" + table(),
    "footer": table() + "\nSource: somebody\nNote: x, y\n",
    "footer with delimiters": table(delimiter=";") + ";;;\nKälla: SCB;;;\n",
    "no end of the last line": table().rstrip("\n"),
    "blank lines at the end": table() + "\n\n\n",
    "rows of empty cells": table().replace("\n1500,", "\n,,,\n1500,"),
    "a carriage return in quotes": table().replace("\n1500,", '\n99,"a\rb",1,K\n1500,'),
    "alike with blank lines": "a,b\n" + "1,2\n" * 5000 + "\n" * 4 + "1,2\n" * 4000,
    "alike with other blank lines": "a,b\n" + "1,2\n" * 5000 + "\n" * 3 + "1,2\n" * 4000,
}
EXACT = {
    "cr": table(line_end="\r"),
    "one column": "name\n" + "".join(f"x{number}\n" for number in range(9000)),
    "mixed line ends": table(delimiter=";").replace("K\n2", "K\r\n2"),
}


@pytest.mark.parametrize("name", FAST)
def test_a_large_text_is_read_as_a_small_one(
    name: str, both: Callable[..., tuple[Reading, Reading]]
) -> None:
    assert is_fast(same(both(FAST[name].encode())))


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in FAST
        if name not in ("both", "a carriage return in quotes") and "blank" not in name
    ],
)
def test_plain_texts_are_read_by_duckdb_alone(
    name: str, both: Callable[..., tuple[Reading, Reading]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("read one by one")

    _, streamed = both(FAST[name].encode())
    if "footer" not in name:
        monkeypatch.setattr(stream_rows, "_exact_batch", refuse)
    assert len(whole(streamed.tables[0]).rows) == ROWS


@pytest.mark.parametrize("name", EXACT)
def test_what_duckdb_cannot_tell_is_read_one_by_one(
    name: str, both: Callable[..., tuple[Reading, Reading]]
) -> None:
    same(both(EXACT[name].encode()))


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "iso-8859-1", "utf-16", "utf-16-le", "mac-roman"]
)
def test_other_encodings_are_transcoded_and_leave_nothing_behind(
    encoding: str,
    both: Callable[..., tuple[Reading, Reading]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    same(both(table(delimiter=";").encode(encoding)))
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1"])
def test_a_system_that_reaches_no_file_by_number_reads_alike(
    encoding: str,
    both: Callable[..., tuple[Reading, Reading]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setattr(stream_rows, "_BY_NUMBER", tmp_path / "none")
    same(both(table(delimiter=";").encode(encoding)))
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="no files by number here")
@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1"])
def test_a_kill_leaves_no_copy_behind(
    encoding: str,
    both: Callable[..., tuple[Reading, Reading]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """While the rows are read there is no file that a kill could leave."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    _, reading = both(table(delimiter=";").encode(encoding))
    batches = reading.tables[0].rows.batches()
    next(batches)
    assert list(folder.iterdir()) == []
    assert sum(len(batch.rows) for batch in batches) > 0
    assert list(folder.iterdir()) == []


def test_duckdb_keeps_nothing_outside_its_memory() -> None:
    with duckdb.connect(config=fast_rows._SETTINGS) as connection:
        found = connection.execute("SELECT current_setting('temp_directory')").fetchone()
    assert found == ("",)


def test_told_rows_header_and_padding(both: Callable[..., tuple[Reading, Reading]]) -> None:
    data = table().encode()
    same(both(data, Options(rows=(2, 1500))))
    same(both(data.partition(b"\n")[2], Options(header=(0, 0))))
    short = data.replace(b"\n2900,Sk", b"\n2899,x\n2900,Sk")
    same(both(short, Options(ragged="pad")))


def test_one_name_too_few_is_told_alike(both: Callable[..., tuple[Reading, Reading]]) -> None:
    data = table().replace("id,name,", "name,", 1).encode()
    assert [problem.rule for problem in both(data)[1].problems] == ["ragged_rows"]
    streamed = same(both(data, Options(ragged="pad")))
    assert [column.name for column in streamed.tables[0].columns][:2] == ["#1", "name"]


LATE = [
    ("\n2900,", "\nabc,", "id", None),
    ("\n2900,", "\n2900,x,", None, None),
    ("\n2900,", "\n2900\0,", None, "null_bytes"),
    ("\n2900,", '\n"2900,', None, None),
]


@pytest.mark.parametrize(
    ("old", "new", "column", "rule"), LATE, ids=["type", "width", "nul", "quote"]
)
def test_a_later_row_that_breaks_a_decision_is_named(
    old: str,
    new: str,
    column: str | None,
    rule: str | None,
    both: Callable[..., tuple[Reading, Reading]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    _, streamed = both(table().replace(old, new).encode("utf-8-sig"))
    assert not streamed.problems
    with pytest.raises(InputRefused) as refused:
        whole(streamed.tables[0])
    problem = refused.value.problems[0]
    assert problem.row is not None
    assert 2802 <= problem.row <= 2812
    assert column is None or problem.column == column
    assert rule is None or problem.rule == rule
    assert list(folder.iterdir()) == []


def test_a_short_row_and_bad_bytes_are_named(both: Callable[..., tuple[Reading, Reading]]) -> None:
    for old, new, rule in (
        (b"\n2900,", b"\n2899,x\n2900,", "ragged_rows"),
        (b"\n2900,", b"\n2900\xff,", "invalid_bytes"),
    ):
        _, streamed = both(table().encode().replace(old, new))
        with pytest.raises(InputRefused) as refused:
            whole(streamed.tables[0])
        problem = refused.value.problems[0]
        assert (problem.rule, problem.row) == (rule, 2802)


def test_what_breaks_near_the_middle_is_told_before_the_reading(
    both: Callable[..., tuple[Reading, Reading]],
) -> None:
    data = table().encode()
    middle = data.index(b"\n", len(data) // 2 + 500)
    _, streamed = both(data[:middle] + b"\nabc" + data[middle + 5 :])
    assert any("middle" in problem.message for problem in streamed.problems)


def test_no_message_holds_a_cell(both: Callable[..., tuple[Reading, Reading]]) -> None:
    hidden = "Hemligsvar"
    data = table().replace("\n2900,", f"\n{hidden},{hidden},")
    _, streamed = both(data.encode())
    with pytest.raises(InputRefused) as refused:
        whole(streamed.tables[0])
    chain: BaseException | None = refused.value
    while chain is not None:
        assert hidden not in str(chain)
        chain = chain.__cause__ or (None if chain.__suppress_context__ else chain.__context__)


ROW = st.tuples(
    st.integers(0, 10**6).map(str),
    st.sampled_from(["x", "å, b", 'q"q', "two\nlines", "", "  "]),
    st.sampled_from(["", "1", "2.5"]),
)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(ROW, min_size=5, max_size=12),
    st.integers(150, 300),
    st.lists(st.integers(0, 2000), max_size=4),
    st.sampled_from(["\n", "\r\n"]),
)
def test_whatever_is_written_is_read_alike(
    rows: list[tuple[str, str, str]], times: int, blanks: list[int], line_end: str
) -> None:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator=line_end)
    writer.writerow(["id", "text", "value"])
    for number, row in enumerate(rows * times):
        writer.writerow(row)
        if number in blanks:
            target.write(line_end)
    options = Options(delimiter=",", quote='"', header=(1, 1))
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        path = Path(folder) / "file.csv"
        path.write_bytes(target.getvalue().encode())
        assume(path.stat().st_size > 8192)
        in_memory, streamed = read_both(path, options, patched)
        if in_memory.problems or streamed.problems:
            return
        assert content_of(whole(streamed.tables[0])) == content_of(whole(in_memory.tables[0]))


MEMORY = """
import resource, sys
from pathlib import Path
from etl.readers.content import Content
from etl.readers.delimited import read_delimited
from etl.readers.options import NO_OPTIONS
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
reading = read_delimited(Content.of_file(Path(sys.argv[1])), NO_OPTIONS)
rows = sum(len(batch.rows) for batch in reading.accepted()[0].rows.batches())
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(rows, (after - before) // 1024)
"""


@pytest.mark.slow
def test_memory_stays_bounded(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    line = "123456,Västra Götaland,2024,K,12345.67,a text of some length to fill the file\n"
    number = 200 * 2**20 // len(line.encode())
    with path.open("w", encoding="utf-8") as opened:
        opened.write("id,region,year,sex,value,note\n")
        for _ in range(number // 10_000):
            opened.write(line * 10_000)
    run = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", MEMORY, str(path)], capture_output=True, text=True, check=True
    )
    rows, megabytes = map(int, run.stdout.split())
    assert rows == number // 10_000 * 10_000
    # A file of 200 MB: what is held are buffers and some batches, whatever the size.
    assert megabytes < 600
