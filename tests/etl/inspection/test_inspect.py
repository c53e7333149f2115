"""`alf inspect`: what it says, what it never says, what it writes, and how it ends."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
import tomlkit
from typer.testing import CliRunner

import alf
from etl.inspection import report
from etl.inspection.as_text import spans
from etl.inspection.one_line import printable
from etl.inspection.options_toml import beside
from etl.problems import Problem
from etl.readers.content import Content
from etl.readers.marks import column_letters
from etl.readers.model import Batch, Cells, CellType, Reading, RowsInMemory
from etl.readers.options import Options
from etl.sources import draft
from tests.etl.inspection.readings import (
    BATCH,
    COLUMNS,
    PRIVATE,
    PROBLEM,
    READING,
    TABLE,
    Streamed,
    of_answers,
    with_problem,
)

runner = CliRunner()
Given = Callable[[Reading], list[Options]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "betyg.csv"
    path.write_text("what is in it does not matter here\n", "utf-8")
    return path


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Given:
    """The readers are replaced; the options that each reading was asked with."""
    asked: list[Options] = []

    def give(reading: Reading) -> list[Options]:
        def read(_: Content, options: Options) -> Reading:
            asked.append(options)
            is_told_no = options.answers is False
            return replace(reading, answers=None) if is_told_no else reading

        monkeypatch.setattr(report, "read", read)
        return asked

    return give


def run(*arguments: str | Path) -> tuple[int, str, str]:
    result = runner.invoke(alf.app, ["inspect", *(str(argument) for argument in arguments)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def document(*arguments: str | Path) -> dict[str, object]:
    _, out, errors = run(*arguments, "--json")
    assert errors == ""
    assert out.count("\n") == 1
    loaded: dict[str, object] = json.loads(out)
    return loaded


# ---------------------------------------------------------------- for people


def test_everything_decided_is_said_with_its_reason(file: Path, given: Given) -> None:
    given(READING)
    code, out, errors = run(file)
    assert (code, errors) == (0, "")
    for said in (
        "betyg.csv: delimited, 53 966 bytes",
        "encoding\tutf-8-sig\tbyte order mark",
        "delimiter\t';'\ttold so",
        "Table 'Statistik': 3 rows of data, 2 columns",
        "Header: row 6–7",
        "C\tAndel (%)\tnumber; decimal ,; thousands space; in %\t2\t1\t.. 1×",
        "A: by its cells",
        "C: '1 234,5' proves it",
        "row 1, title: Betyg årskurs 6",
        "2 blank: row 2, 10",
        "% in header, row 7, column 'Andel (%)'",
        "column\trow 8\trow 9\trow 11",
        "Andel (%)\t1234.5\t.. (sign)\t",
        "--draft",
    ):
        assert said in out


def test_a_problem_is_said_with_place_evidence_and_remedy(file: Path, given: Given) -> None:
    given(with_problem())
    code, out, _ = run(file)
    assert code == 3
    assert "1. sheet 'Statistik', row 8, column 'Andel (%)': two readings are possible" in out
    assert "seen: 1.234" in out
    assert "solve: say --decimal ," in out
    assert "cannot be loaded" in out


def test_a_file_that_is_no_table_at_all_is_said(file: Path, given: Given) -> None:
    nothing = Reading(file="a.pdf", kind=None, size=3, problems=(replace(PROBLEM, row=None),))
    given(nothing)
    code, out, _ = run(file)
    assert code == 3
    assert "a.pdf: not readable, 3 bytes" in out


def test_the_next_step_of_a_declared_file_is_to_load_it(file: Path, given: Given) -> None:
    given(READING)
    beside(file).write_text("format = 1\n[[table]]\n", "utf-8")
    assert f"alf load {file}" in run(file)[1].replace("\n", " ")
    assert "--draft" not in run(file)[1]


def test_what_a_terminal_would_obey_is_shown_by_its_code() -> None:
    assert printable("a\x1b[31m\u00a0b\nc") == "a\\x1b[31m b\\nc"
    assert len(printable("x" * 500)) == 72


def test_row_numbers_that_follow_each_other_are_one_span() -> None:
    assert spans([3, 1, 2, 7]) == "1–3, 7"
    assert spans([]) == ""


@pytest.mark.parametrize(("position", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (703, "AAA")])
def test_columns_have_the_letters_of_a_spreadsheet(position: int, letters: str) -> None:
    assert column_letters(position) == letters


# ---------------------------------------------------------------- for machines


def test_the_document_has_the_shape_that_is_described(file: Path, given: Given) -> None:
    given(with_problem())
    found = document(file)
    assert list(found) == [
        "file", "kind", "size", "encoding", "delimiter", "quote", "line_ends", "answers",
        "decisions", "tables", "problems", "remarks",
    ]  # fmt: skip
    assert (found["encoding"], found["delimiter"], found["quote"]) == ("utf-8-sig", ";", '"')
    table = found["tables"][0]  # type: ignore[index]
    assert list(table) == [
        "sheet", "hidden", "header_rows", "columns", "data_rows", "set_aside", "notes", "units",
        "decisions",
    ]  # fmt: skip
    assert table["notes"] == ["Gäller läsåret"]
    assert table["columns"][1] == {
        "position": 3, "letter": "C", "name": "Andel (%)", "parts": ["Andel (%)"],
        "type": "number", "decimal": ",", "thousands": " ", "unit": "%", "number_format": None,
        "filled": 2, "empty": 1, "signs": {"..": 1}, "reason": "'1 234,5' proves it",
        "told": False,
    }  # fmt: skip
    assert found["problems"] == [
        {
            "rule": "ambiguous_numbers", "message": "two readings are possible",
            "sheet": "Statistik", "row": 8, "column": "Andel (%)", "evidence": ["1.234", "1,5"],
            "remedy": "say --decimal ,",
        }
    ]  # fmt: skip


def test_the_page_describes_every_name_of_the_document(file: Path, given: Given) -> None:
    given(with_problem())
    page = (Path(alf.__file__).parent / "docs" / "readers.md").read_text("utf-8")
    for name in _names(document(file, "--rows")):
        assert f"`{name}`" in page, name


def _names(value: object) -> set[str]:
    if isinstance(value, dict):
        inner = [_names(part) for key, part in value.items() if key != "signs"]
        return set(value).union(*inner)
    return set().union(*map(_names, value)) if isinstance(value, list) else set()


def test_rows_hold_text_type_and_value_of_each_cell(file: Path, given: Given) -> None:
    given(READING)
    rows = document(file, "--rows")["tables"][0]["rows"]  # type: ignore[index]
    assert [row["row"] for row in rows] == [8, 9, 11]
    assert rows[0]["cells"] == [
        {"text": "Ale", "type": "text"},
        {"text": "1 234,5", "type": "text", "value": 1234.5},
    ]
    assert rows[1]["cells"][1] == {"text": "..", "type": "text", "sign": ".."}
    assert rows[2]["cells"][1] == {"text": None, "type": "empty"}


def test_stored_types_and_number_formats_are_in_the_rows(file: Path, given: Given) -> None:
    cells = Cells(
        pl.Series(["0.579", "<5"]),
        pl.Series([CellType.NUMBER, CellType.TEXT], dtype=pl.String),
        pl.Series(["0.0%", None], dtype=pl.String),
    )
    batch = Batch(pl.Series([2, 3]), (Cells(pl.Series([True, None])), cells))
    given(replace(READING, tables=(replace(TABLE, rows=RowsInMemory(batch)),)))
    rows = document(file, "--rows")["tables"][0]["rows"]  # type: ignore[index]
    assert rows[0]["cells"][0] == {"text": "true", "type": "boolean"}
    assert rows[1]["cells"][0] == {"text": None, "type": "empty"}
    assert rows[0]["cells"][1] == {
        "text": "0.579", "type": "number", "number_format": "0.0%", "value": 57.9, "percent": True,
    }  # fmt: skip
    assert rows[1]["cells"][1]["qualifier"] == "at_most"


def test_several_files_are_a_document_a_line(file: Path, given: Given) -> None:
    given(READING)
    lines = run(file, file, "--json")[1].splitlines()
    assert [json.loads(line)["file"] for line in lines] == ["betyg.csv", "betyg.csv"]


# ---------------------------------------------------------------- a large file


def test_a_large_file_is_counted_and_gone_through(file: Path, given: Given) -> None:
    table = replace(TABLE, rows=Streamed([BATCH, BATCH]), row_count=None)
    given(replace(READING, tables=(table,)))
    found = document(file, "--rows")["tables"][0]  # type: ignore[index]
    assert found["data_rows"] == len(found["rows"]) == 6
    assert [c["filled"] for c in found["columns"]] == [6, 4]
    assert [c["empty"] for c in found["columns"]] == [0, 2]


def test_a_later_row_that_breaks_a_decision_is_a_problem(file: Path, given: Given) -> None:
    table = replace(TABLE, rows=Streamed([BATCH], fails=PROBLEM), row_count=None)
    given(replace(READING, tables=(table,)))
    code, out, _ = run(file)
    assert code == 3
    assert "two readings are possible" in out


def test_rows_that_break_off_are_shown_as_far_as_they_go(file: Path, given: Given) -> None:
    table = replace(TABLE, rows=Streamed([BATCH], fails=PROBLEM), row_count=None)
    given(replace(READING, tables=(table,)))
    assert run(file, "--rows")[0] == 3
    found = document(file, "--rows")
    assert len(found["tables"][0]["rows"]) == 3  # type: ignore[index]
    assert found["problems"]


# ---------------------------------------------------------------- survey answers


@pytest.mark.parametrize("arguments", [[], ["--rows"], ["--json"], ["--json", "--rows"]])
def test_no_cell_of_survey_answers_is_ever_said(
    arguments: list[str], file: Path, given: Given
) -> None:
    given(of_answers())
    code, out, errors = run(file, *arguments)
    assert code == 3
    assert PRIVATE not in out + errors
    assert "Andel (%)" in out
    assert "look so" in out


def test_a_respondent_who_is_taken_for_the_header_is_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("Mycket bra;Handledaren var sen\nBra;Allt gick bra\nBra;Sent schema\n")
    for shown in (run(path, "--answers"), run(path, "--answers", "--json")):
        assert "Handledaren" not in "".join(shown[1:])
    told = run(path, "--answers", "--header", "1:1")
    assert "Handledaren" in told[1]


def test_told_that_it_holds_none_the_cells_are_shown(file: Path, given: Given) -> None:
    given(of_answers())
    assert PRIVATE in run(file, "--rows", "--not-answers")[1]


def test_a_streamed_survey_does_not_say_what_broke_it(file: Path, given: Given) -> None:
    broken = Problem("x", "is broken", "svar.csv", 5, evidence=(PRIVATE,))
    answers = of_answers()
    table = replace(answers.tables[0], rows=Streamed([BATCH], fails=broken), row_count=None)
    given(replace(answers, tables=(table,), problems=()))
    code, out, _ = run(file, "--json", "--rows")
    assert code == 3
    assert "is broken" in out
    assert PRIVATE not in out


def test_no_draft_of_survey_answers(file: Path, given: Given) -> None:
    given(replace(of_answers(), problems=(), remarks=()))
    code, out, errors = run(file, "--draft")
    assert code == 3
    assert "--not-answers" in errors
    assert PRIVATE not in out + errors
    assert not beside(file).exists()


# ---------------------------------------------------------------- options


def test_every_option_reaches_the_reader(file: Path, given: Given) -> None:
    asked = given(READING)
    run(
        file, "--encoding", "windows-1252", "--delimiter", "tab", "--quote", "none",
        "--sheet", "Blad1", "--header", "7:8", "--data-rows", "9:100", "--decimal", ",",
        "--thousands", "space", "--ragged", "pad", "--language", "sv", "--not-answers",
        "--column", "Antal:type=text", "--column", "Antal:decimal=,",
    )  # fmt: skip
    (options,) = asked
    assert options == Options(
        encoding="windows-1252", delimiter="\t", quote="none", sheet="Blad1", header=(7, 8),
        rows=(9, 100), decimal=",", thousands=" ", ragged="pad", language="sv", answers=False,
        columns={"Antal": replace(options.columns["Antal"], type="text", decimal=",")},
    )  # fmt: skip


@pytest.mark.parametrize(
    "arguments",
    [
        ["--delimiter", ";;"],
        ["--header", "8:7"],
        ["--decimal", "komma"],
        ["--column", "Antal"],
        ["--save"],
        ["--output", "-"],
        ["--no-such-option"],
    ],
    ids=" ".join,
)
def test_a_wrong_option_is_a_matter_of_usage(
    arguments: list[str], file: Path, given: Given
) -> None:
    given(READING)
    code, out, errors = run(file, *arguments)
    assert (code, out) == (2, "")
    assert errors


def test_a_missing_file_is_a_matter_of_usage(tmp_path: Path) -> None:
    assert run(tmp_path / "none.csv")[0] == 2


def test_what_is_saved_is_used_and_what_is_given_wins(file: Path, given: Given) -> None:
    asked = given(READING)
    assert run(file, "--delimiter", ";", "--decimal", ",", "--save")[0] == 0
    assert beside(file).read_text("utf-8") == '[read]\ndelimiter = ";"\ndecimal = ","\n'
    run(file, "--decimal", ".")
    assert asked[-1] == Options(delimiter=";", decimal=".")


def test_a_broken_file_of_options_is_refused(file: Path, given: Given) -> None:
    given(READING)
    beside(file).write_text("[read]\nseparator = ';'\n", "utf-8")
    code, _, errors = run(file)
    assert code == 3
    assert "'separator'" in errors
    code, out, _ = run(file, "--json")
    assert code == 3
    assert "separator" in json.dumps(json.loads(out))


# ---------------------------------------------------------------- drafts


@pytest.fixture
def drafted(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a draft says is for the sources; here it is only written."""

    def draft_of(_: Reading, name: str) -> str:
        return f'format = 1\n# QUESTION: what is {name}?\n[[table]]\nsheet = "Statistik"\n'

    monkeypatch.setattr(draft, "draft_of", draft_of)


@pytest.mark.usefixtures("drafted")
def test_a_draft_is_written_with_the_options_that_were_given(file: Path, given: Given) -> None:
    given(READING)
    assert run(file, "--draft", "--decimal", ",")[0] == 0
    text = beside(file).read_text("utf-8")
    assert "# QUESTION: what is betyg.csv?" in text
    assert tomlkit.parse(text).unwrap()["read"] == {"decimal": ","}


@pytest.mark.usefixtures("drafted")
def test_a_draft_never_overwrites_but_completes_saved_options(file: Path, given: Given) -> None:
    asked = given(READING)
    run(file, "--decimal", ",", "--save")
    assert run(file, "--draft")[0] == 0
    assert tomlkit.parse(beside(file).read_text("utf-8")).unwrap()["read"] == {"decimal": ","}
    before = beside(file).read_bytes()
    code, _, errors = run(file, "--draft")
    assert code == 2
    assert "--force" in errors
    assert beside(file).read_bytes() == before
    assert len(asked) == 2
    assert run(file, "--draft", "--force", "--decimal", ".")[0] == 0
    assert beside(file).read_bytes() != before


@pytest.mark.usefixtures("drafted")
def test_a_printed_draft_is_alone_on_the_output(file: Path, given: Given) -> None:
    given(READING)
    code, out, errors = run(file, "--draft", "--output", "-")
    assert (code, errors) == (0, "")
    assert "table" in tomlkit.parse(out)
    assert not beside(file).exists()


@pytest.mark.usefixtures("drafted")
def test_a_file_with_problems_is_not_drafted(file: Path, given: Given) -> None:
    given(with_problem())
    code, out, _ = run(file, "--draft")
    assert code == 3
    assert "solve the problems first" in out
    assert not beside(file).exists()


def test_columns_of_a_table_made_here_match_its_cells() -> None:
    assert len(COLUMNS) == len(BATCH.cells)
