"""What a user decides: the same words on the command line and in `[read]`, back and forth."""

from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.inspection.option_words import COLUMN_KEYS, KEYS, BadWord, column_option, option_value
from etl.inspection.options_toml import (
    beside,
    options_of_table,
    over,
    save_options,
    saved_options,
)
from etl.problems import InputRefused
from etl.readers.options import ColumnOptions, Options

SPANS = st.tuples(st.integers(1, 9999), st.integers(0, 9999)).map(lambda p: (p[0], p[0] + p[1]))
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1)
STYLES = {
    "decimal": st.sampled_from([None, ",", "."]),
    "thousands": st.sampled_from([None, "", " ", ".", ",", "'"]),
}
COLUMN = st.builds(
    ColumnOptions, type=st.sampled_from(["text", "number", "code", "date"]), **STYLES
)
OPTIONS = st.builds(
    Options,
    encoding=st.none() | NAMES,
    delimiter=st.sampled_from([None, ";", "\t", " ", "|", "none"]),
    quote=st.sampled_from([None, "none", "'", '"']),
    sheet=st.none() | NAMES,
    header=st.none() | SPANS | st.just((0, 0)),
    rows=st.none() | SPANS,
    ragged=st.sampled_from([None, "pad"]),
    language=st.none() | NAMES,
    answers=st.none() | st.booleans(),
    columns=st.dictionaries(NAMES, COLUMN, max_size=3),
    **STYLES,
)


def test_every_option_has_a_word() -> None:
    assert set(KEYS) == {field.name for field in fields(Options)}
    assert set(COLUMN_KEYS) == {field.name for field in fields(ColumnOptions)}


@given(OPTIONS)
def test_what_is_saved_is_read_back(tmp_path_factory: pytest.TempPathFactory, o: Options) -> None:
    file = tmp_path_factory.mktemp("saved") / "tabell.csv"
    save_options(file, o)
    assert saved_options(file) == o


def test_saving_keeps_what_else_stands_there(tmp_path: Path) -> None:
    file = tmp_path / "tabell.csv"
    text = 'format = 1  # a comment\n[read]\n{read}\n\n[source]\nid = "scb"\n'
    beside(file).write_text(text.format(read='delimiter = ";"'), "utf-8")
    for _ in range(2):
        save_options(file, Options(encoding="windows-1252"))
    assert beside(file).read_text("utf-8") == text.format(read='encoding = "windows-1252"')


def test_nothing_beside_the_file_is_nothing_told(tmp_path: Path) -> None:
    assert saved_options(tmp_path / "tabell.csv") == Options()
    beside(tmp_path / "tabell.csv").write_text("format = 1\n", "utf-8")
    assert saved_options(tmp_path / "tabell.csv") == Options()


@pytest.mark.parametrize(
    ("key", "word", "value"),
    [
        ("delimiter", "tab", "\t"),
        ("delimiter", "\\t", "\t"),
        ("delimiter", ";", ";"),
        ("quote", "none", "none"),
        ("delimiter", "space", " "),
        ("header", "7:8", (7, 8)),
        ("header", "7", (7, 7)),
        ("header", "none", (0, 0)),
        ("rows", "9:100", (9, 100)),
        ("thousands", "space", " "),
        ("thousands", "none", ""),
        ("answers", False, False),
    ],
)
def test_a_word_and_its_value(key: str, word: object, value: object) -> None:
    assert option_value(key, word) == value


@pytest.mark.parametrize(
    ("key", "word"),
    [
        ("delimiter", ";;"),
        ("delimiter", ""),
        ("header", "8:7"),
        ("header", "0:1"),
        ("header", "a"),
        ("header", [7, 8]),
        ("rows", "none"),
        ("rows", "9:"),
        ("decimal", "komma"),
        ("thousands", " "),
        ("ragged", "cut"),
        ("decimal", [","]),
        ("ragged", ["pad"]),
        ("columns", {"A": {"type": ["text"]}}),
        ("answers", "no"),
        ("encoding", ""),
        ("columns", {"A": "text"}),
        ("columns", {"A": {}}),
        ("columns", {"A": {"type": "boolean"}}),
        ("columns", {"A": {"kind": "text"}}),
        ("columns", ["A"]),
    ],
)
def test_a_wrong_word_is_refused_by_its_name(key: str, word: object) -> None:
    with pytest.raises(BadWord, match=f"^'{key}' "):
        option_value(key, word)


def test_every_mistake_in_the_table_is_said_at_once() -> None:
    with pytest.raises(InputRefused) as refused:
        options_of_table({"delimeter": ";", "rows": "x", "encoding": "utf-8"}, "t.csv.alf.toml")
    first, second = refused.value.problems
    assert "did you mean 'delimiter'?" in first.message
    assert "'rows'" in second.message
    assert {first.file, second.file} == {"t.csv.alf.toml"}


def test_a_broken_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "tabell.csv"
    for broken in ("[read", 'read = "utf-8"'):
        beside(file).write_text(broken, "utf-8")
        with pytest.raises(InputRefused, match=r"tabell\.csv\.alf\.toml"):
            saved_options(file)


@pytest.mark.parametrize(
    ("text", "name", "column"),
    [
        ("Antal:type=text", "Antal", ColumnOptions(type="text")),
        ("Antal:type=text,decimal=,", "Antal", ColumnOptions(type="text", decimal=",")),
        ("Antal:decimal=,,thousands=.", "Antal", ColumnOptions(decimal=",", thousands=".")),
        ("Antal:decimal=,thousands=.", "Antal", ColumnOptions(decimal=",", thousands=".")),
        ("Antal:thousands=,", "Antal", ColumnOptions(thousands=",")),
        ("A: b, c:thousands=space", "A: b, c", ColumnOptions(thousands=" ")),
    ],
)
def test_a_column_in_one_word(text: str, name: str, column: ColumnOptions) -> None:
    assert column_option(text) == (name, column)


@pytest.mark.parametrize("text", ["Antal", "Antal:", ":type=text", "A:type", "A:type=x", "A:b=c"])
def test_a_column_without_a_decision_is_refused(text: str) -> None:
    with pytest.raises(BadWord):
        column_option(text)


@given(OPTIONS, OPTIONS)
def test_what_is_told_now_wins(saved: Options, told: Options) -> None:
    both = over(saved, told)
    for field in fields(Options):
        if field.name != "columns":
            now = getattr(told, field.name)
            assert getattr(both, field.name) == (getattr(saved, field.name) if now is None else now)
    assert both.columns.keys() == saved.columns.keys() | told.columns.keys()


def test_what_is_told_of_a_column_leaves_the_rest_of_it() -> None:
    saved = Options(columns={"A": ColumnOptions(type="number", decimal=",")})
    told = Options(columns={"A": ColumnOptions(decimal=".")})
    assert over(saved, told).columns == {"A": ColumnOptions(type="number", decimal=".")}
