"""Kinds of delimited text found in public test suites, written anew; no file of theirs is here."""

import pytest

from etl.readers.content import Content
from etl.readers.delimited import read_delimited
from etl.readers.model import Reading, whole
from etl.readers.options import NO_OPTIONS


def read(text: str) -> Reading:
    return read_delimited(Content.of_bytes("file.csv", text.encode()), NO_OPTIONS)


@pytest.mark.parametrize("unusual", ["#", "^", "~", "!"])
@pytest.mark.parametrize("usual", [";", ",", "|"])
def test_a_usual_delimiter_inside_quotes_is_content(unusual: str, usual: str) -> None:
    """Each record has quoted cells with evenly many usual delimiters, as serialised values do."""
    held = [usual.join(f'{word}""{number}""' for word in "abcde") for number in range(4)]
    text = "".join(
        unusual.join([str(number), f'"{cell}"', "1", "done"]) + "\n"
        for number, cell in enumerate(held)
    )
    table = read(text).accepted()[0]
    assert len(table.columns) == 4
    found = whole(table).cells[1].stored.to_list()
    assert found == [cell.replace('""', '"') for cell in held]


def test_an_unusual_delimiter_between_quotes_needs_every_record() -> None:
    """One cell that only looks quoted is no evidence against even records."""
    text = 'kod;namn;text\n1;a;x#"b;c"#y\n' + "".join(f"{n};a;x#b#y\n" for n in range(2, 9))
    reading = read(text)
    delimiter = next(each.value for each in reading.decisions if each.subject == "delimiter")
    assert delimiter == "';'"


@pytest.mark.parametrize("mark", ["# ", " # ", "// ", "#"])
def test_comments_between_rows_are_named_as_such(mark: str) -> None:
    """Filling them with empty cells, as for a short record, would make data of them."""
    text = f"x;y;z\n1;2;3\n{mark}said of it\n{mark}said more\n4;5;6\n7;8;9\n"
    problem = read(text).problems[0]
    assert problem.rule == "ragged_rows"
    assert (problem.row, "lines 3, 4" in problem.message) == (3, True)
    assert "comment" in problem.message
    assert "--ragged pad" not in str(problem.remedy)
    assert "take" in str(problem.remedy)
    assert "said" not in str(problem)


def test_a_short_record_beside_a_comment_is_still_told_of() -> None:
    reading = read("x;y;z\n1;2;3\n# said of it\n4;5\n7;8;9\n")
    assert [problem.rule for problem in reading.problems] == ["ragged_rows", "ragged_rows"]
    assert {problem.row for problem in reading.problems} == {3, 4}
    assert sum("--ragged pad" in str(problem.remedy) for problem in reading.problems) == 1
