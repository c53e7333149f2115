"""The table of the real files in docs/readers.md is what the readers give today."""

from tests.real_files import FOLDER, NEEDED, manifest
from tools.real_files_table import BEGIN, END, PAGE, listed, options_of, table_of, with_table


@NEEDED
def test_the_table_of_the_page_is_current() -> None:
    page = PAGE.read_text("utf-8")
    assert with_table(page, table_of(FOLDER)) == page, "run python -m tools.real_files_table"


@NEEDED
def test_every_file_is_listed_once() -> None:
    assert [entry["file"] for entry in listed()] == [row["path"] for row in manifest()]


def test_every_file_says_what_is_hard_about_it() -> None:
    assert all(len(entry["hard"]) > 5 for entry in listed())


def test_only_the_table_is_replaced() -> None:
    page = f"before\n{BEGIN}old\n{END}after\n"
    assert with_table(page, "new\n") == f"before\n{BEGIN}new\n{END}after\n"


def test_options_are_read_as_on_the_command_line() -> None:
    options = options_of("--decimal . --thousands ,")
    assert (options.decimal, options.thousands) == (".", ",")
