"""`alf inspect` on files as they come: what is said of them, and that its remedies are ones."""

import io
import json
import os
import random
from pathlib import Path
from typing import Any, Final

import pytest
import xlsxwriter
from typer.testing import CliRunner

import alf
from etl.inspection.options_toml import beside, saved_options
from etl.readers import streaming
from etl.readers.options import ColumnOptions

runner = CliRunner()


def run(*arguments: str | Path) -> tuple[int, str]:
    result = runner.invoke(alf.app, ["inspect", *(str(argument) for argument in arguments)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout


def document(*arguments: str | Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(run(*arguments, "--json", "--rows")[1])
    return loaded


def written(folder: Path, content: str | bytes, name: str = "fil.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


BUDGET = "Budget 2025;;\nTusentals kronor;;\n\nPost;Utfall 2024;Budget 2025\nLön;1 234,5;~1 300\nHyra;..;210\n\nKälla: ekonomi;;\n"  # noqa: E501


def test_a_budget_is_shown_as_it_will_be_read(tmp_path: Path) -> None:
    found = document(written(tmp_path, BUDGET.encode("windows-1252")))
    table = found["tables"][0]
    assert found["problems"] == []
    assert found["kind"] == "delimited"
    assert found["delimiter"] == ";"
    assert [row["row"] for row in table["rows"]] == [5, 6]
    values = [[cell.get("value") for cell in row["cells"][1:]] for row in table["rows"]]
    assert values == [[1234.5, 1300.0], [None, 210.0]]
    assert table["rows"][0]["cells"][2]["qualifier"] == "about"
    aside = {(part["kind"], part["row"]) for part in table["set_aside"]}
    assert {("unit", 2), ("footer", 8)} <= aside
    assert "Tusentals kronor" in {unit["written"] for unit in table["units"]}


def test_percent_of_a_workbook_is_shown_as_the_workbook_shows_it(tmp_path: Path) -> None:
    path = tmp_path / "andel.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Andel")
        sheet.write_row(0, 0, ["Region", "Andel"])
        sheet.write_row(1, 0, ["Skåne"])
        sheet.write_number(1, 1, 0.579, book.add_format({"num_format": "0.0%"}))
    cell = document(path)["tables"][0]["rows"][0]["cells"][1]
    assert cell == {
        "text": "0.579", "type": "number", "number_format": "0.0%", "value": 57.9, "percent": True,
    }  # fmt: skip
    assert "57.9 %" in run(path)[1]


SOLVED: Final[dict[str, tuple[str | bytes, list[str]]]] = {
    "ambiguous_numbers": ("a;b\nx;1.234\ny;1,5\n", ["--column", "b:type=text"]),
    "ambiguous_three_digits": ("a;b\nx;1,234\ny;2,345\n", ["--decimal", ",", "--thousands", "."]),
    "ragged": ("a;b;c\n1;2;3\n4;5\n6;7;8\n9;8;7\n", ["--ragged", "pad"]),
    "quote": ('a;b\nx;1\n"y;2\nz;3\n', ["--quote", "none"]),
    "encoding": ("namn;v\nåker;1\nälv;2\n".encode("cp437"), ["--encoding", "cp437"]),
}


@pytest.mark.parametrize("case", SOLVED)
def test_what_a_problem_says_solves_it(case: str, tmp_path: Path) -> None:
    """The remedy names the option, the option is one of this command, and with it all is well."""
    content, options = SOLVED[case]
    path = written(tmp_path, content)
    code, out = run(path)
    assert code == 3
    assert options[0] in out
    assert run(path, *options)[0] == 0
    assert run(path, *options, "--save")[0] == 0
    assert run(path)[0] == 0


def test_saved_columns_are_read_back(tmp_path: Path) -> None:
    path = written(tmp_path, 'a;"b: c, d"\nx;1.234\ny;1,5\n')
    assert run(path, "--column", "b: c, d:decimal=,,thousands=.", "--save")[0] == 0
    saved = saved_options(path).columns
    assert saved == {"b: c, d": ColumnOptions(decimal=",", thousands=".")}


SURVEY = "RespondentID,Trivs du?,Kommentar\n" + "".join(
    f"{number},{answer},HEMLIGT {number}\n"
    for number, answer in enumerate(["Ja", "Nej", "Ja", "Kanske"] * 10, 3288372923)
)


@pytest.mark.parametrize("arguments", [[], ["--rows"], ["--json", "--rows"]])
def test_answers_stay_where_they_are(arguments: list[str], tmp_path: Path) -> None:
    path = written(tmp_path, SURVEY)
    code, out = run(path, *arguments)
    assert code == 0
    assert "Trivs du?" in out
    for cell in ("HEMLIGT", "Kanske", "3288372923"):
        assert cell not in out
    assert "HEMLIGT" in run(path, "--rows", "--not-answers")[1]


@pytest.mark.parametrize("broken", [b"1,2,3,HEMLIGT\n", b'"HEMLIGT\n', b"HEMLIGT,\xff\x00,3\n"])
@pytest.mark.parametrize("arguments", [[], ["--json", "--rows"], ["--answers"]])
def test_broken_answers_stay_where_they_are(
    arguments: list[str], broken: bytes, tmp_path: Path
) -> None:
    """A file that cannot be read to its end may hold answers as well as one that can."""
    path = written(tmp_path, SURVEY.encode() + broken)
    code, out = run(path, *arguments)
    assert code == 3
    assert "HEMLIGT" not in out


def test_a_late_row_of_a_large_file_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between head and tail, where no sample looks."""
    monkeypatch.setattr("etl.readers.delimited.THRESHOLD", 100_000)
    rows = [f"{number};{random.Random(number).randint(0, 9999)}\n" for number in range(200_000)]
    assert streaming.THRESHOLD
    path = written(tmp_path, "".join(["id;antal\n", *rows]))
    assert document(path)["tables"][0]["data_rows"] == 200_000
    rows[61_803] = "61803;många\n"
    path = written(tmp_path, "".join(["id;antal\n", *rows]))
    code, out = run(path)
    assert code == 3
    assert "row 61805" in out


def test_the_draft_of_a_clear_file_is_toml(tmp_path: Path) -> None:
    path = written(tmp_path, "Region,2023,2024\nSkåne,1,2\nUppsala,3,4\n")
    assert run(path, "--draft")[0] == 0
    assert "[[table]]" in beside(path).read_text("utf-8")


def test_no_file_is_a_picture(tmp_path: Path) -> None:
    path = written(tmp_path, b"\x89PNG\r\n\x1a\n" + bytes(100), "tabell.csv")
    code, out = run(path)
    assert code == 3
    assert "PNG" in out
    assert io.StringIO(out).readline() == "\n"


def test_several_files_are_each_reported_and_one_that_is_refused_stops_none(
    tmp_path: Path,
) -> None:
    good, bad = written(tmp_path, "a;b\nx;1\ny;2\n", "a.csv"), written(tmp_path, "", "b.csv")
    broken = written(tmp_path, "a;b\nx;1\n", "c.csv")
    beside(broken).write_text("[read]\nheader = []\n", encoding="utf-8")
    code, said = run(broken, bad, good)
    assert code == 3
    assert "the file is empty" in said
    assert "a.csv: delimited" in said
    assert run(good)[0] == 0


def test_rows_counted_from_the_end_are_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "THRESHOLD", 0)
    monkeypatch.setattr("etl.readers.delimited.THRESHOLD", 0, raising=False)
    rows = "".join(f"Skåne;{2000 + n % 20};{n}\n" for n in range(5000))
    path = written(tmp_path, f"Rubrik;;\n\nLän;År;Antal\n{rows};;\nKälla: SCB;;\nUttag 2024;;\n")
    said = run(path)[1]
    assert "row 2 from the end, footer: Källa: SCB" in said
    assert "row the last, footer: Uttag 2024" in said
    assert "4 to 4 from the end" in said
    assert "5 000 rows of data" in said


@pytest.mark.parametrize("arguments", [[], ["--json", "--rows"], ["--draft"]])
def test_a_name_in_another_encoding_is_no_obstacle(tmp_path: Path, arguments: list[str]) -> None:
    path = tmp_path / os.fsdecode(b"b\xe5r.csv")
    path.write_text("Län;Antal\nSkåne;1\nUppsala;2\n", encoding="utf-8")
    code, said = run(path, *arguments)
    assert code == 0
    assert "b\ufffdr.csv" in said


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    """Reading one would wait for ever."""
    os.mkfifo(tmp_path / "fifo")
    for command in ("inspect", "load"):
        result = runner.invoke(alf.app, [command, str(tmp_path / "fifo")])
        assert result.exit_code == 2
        assert "is no file" in result.output


@pytest.mark.parametrize(
    ("arguments", "rule", "said"),
    [
        (["--column", "Antall:type=text"], "column_told", "did you mean 'Antal'?"),
        (["--sheet", "Blad1"], "sheet_told", "no sheets"),
    ],
)
def test_an_option_about_nothing_is_a_mistake(
    tmp_path: Path, arguments: list[str], rule: str, said: str
) -> None:
    path = written(tmp_path, "Län;Antal\nSkåne;1\nUppsala;2\n")
    (problem,) = document(path, *arguments)["problems"]
    assert problem["rule"] == rule
    assert said in problem["message"]


def test_where_no_option_helps_none_is_offered(tmp_path: Path) -> None:
    said = run(written(tmp_path, ""))[1]
    assert "no option mends that" in said
    assert "--save" not in said


@pytest.mark.parametrize("place", ["nowhere/d.toml", "."])
def test_a_draft_needs_a_place(tmp_path: Path, place: str) -> None:
    path = written(tmp_path, "Län;Antal\nSkåne;1\nUppsala;2\n")
    assert run(path, "--draft", "--output", tmp_path / place)[0] == 2
