"""Laws of reading: the order of rows and columns, the shape and the batches say nothing."""

import random
from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.readers import streaming
from etl.readers.content import Content
from etl.surveys.answers import export_file, read_answers
from etl.surveys.model import LEFT_OUT, Duplicates, Instrument, Role, Shape
from etl.surveys.responses import Responses
from tests.etl.surveys.exports.instruments import KEY, instrument, item
from tests.etl.surveys.exports.reading import read, table

CELLS = ["Instämmer inte alls", "Instämmer delvis", "Instämmer helt", "Ej aktuellt", "", "NA"]
ITEMS = ["Tid", "Plan", "Mål"]
HEAD = ["Nr", "Kön", "Ställe", *ITEMS]
MEMBERS = {
    Role.SEX: {"Kvinna": "women", "Man": "men"},
    Role.ORGANISATION: {"Östra": "east", "Västra": "west", "Utland": LEFT_OUT},
}
COLUMNS = {Role.RESPONDENT: "Nr", Role.SEX: "Kön", Role.ORGANISATION: "Ställe"}


def survey(**changes: object) -> Instrument:
    given: dict[str, Any] = {"columns": COLUMNS, "members": MEMBERS, "minimum_answered": 1}
    return instrument([item(name) for name in ITEMS], **(given | changes))


@st.composite
def exports(draw: st.DrawFn) -> list[list[str]]:
    """Rows with at least one that counts, each respondent once."""
    count = draw(st.integers(1, 12))
    people = [
        [
            f"p{n}",
            draw(st.sampled_from(["Kvinna", "Man", ""])),
            draw(st.sampled_from(["Östra", "Västra", "Utland", ""])),
            *(draw(st.sampled_from(CELLS)) for _ in ITEMS),
        ]
        for n in range(count)
    ]
    return [["first", "Man", "Östra", CELLS[0], CELLS[4], CELLS[2]], *people]


def cube(found: Responses) -> Counter[tuple[object, ...]]:
    """How many respondents have which members and answers; pseudonyms included."""
    return Counter(found.frame.rows())


def reasons(found: Responses) -> dict[str, int]:
    return {one.why.value: one.count for one in found.counted}


@settings(max_examples=60, deadline=None)
@given(exports(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_says_nothing(
    rows: list[list[str]], chance: random.Random
) -> None:
    straight = read(survey(), table(HEAD, *rows))
    order = list(range(len(HEAD)))
    chance.shuffle(order)
    mixed = list(rows)
    chance.shuffle(mixed)
    other = read(survey(), table(*[[row[at] for at in order] for row in [HEAD, *mixed]]))
    assert cube(straight) == cube(other)
    assert reasons(straight) == reasons(other)


@settings(max_examples=60, deadline=None)
@given(exports(), st.randoms(use_true_random=False))
def test_a_long_table_gives_what_the_wide_one_gives(
    rows: list[list[str]], chance: random.Random
) -> None:
    long_rows = [
        [*row[:3], name, cell] for row in rows for name, cell in zip(ITEMS, row[3:], strict=True)
    ]
    chance.shuffle(long_rows)
    columns = {**COLUMNS, Role.QUESTION: "Fråga", Role.ANSWER: "Svar"}
    wide = read(survey(), table(HEAD, *rows))
    long = read(
        survey(shape=Shape.LONG, columns=columns),
        table(["Nr", "Kön", "Ställe", "Fråga", "Svar"], *long_rows),
    )
    assert cube(wide) == cube(long)
    assert reasons(wide) == reasons(long)


@settings(max_examples=60, deadline=None)
@given(exports())
def test_every_row_counts_or_is_counted(rows: list[list[str]]) -> None:
    found = read(survey(duplicates=Duplicates.FIRST), table(HEAD, *rows, *rows))
    assert found.read == 2 * len(rows)
    assert found.frame.height + sum(one.count for one in found.counted) == found.read
    assert found.frame["respondent"].is_duplicated().sum() == 0


@settings(max_examples=40, deadline=None)
@given(exports())
def test_what_is_read_is_what_was_written(rows: list[list[str]]) -> None:
    """By the plainest reading there is: a dictionary for each row."""
    codes = {CELLS[0]: 0, CELLS[1]: 1, CELLS[2]: 2, CELLS[3]: 255, "": None, "NA": None}
    expected = Counter(
        tuple(codes[cell] for cell in row[3:])
        for row in rows
        if row[2] != "Utland" and any(codes[cell] is not None for cell in row[3:])
    )
    found = read(survey(), table(HEAD, *rows))
    assert Counter(found.frame.select("tid", "plan", "mål").rows()) == expected


NOTES = ["", "Källa: egen erfarenhet", "* bra", "Obs: hej", "1) ja", "Not: se ovan", "Nr", "Tack."]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(CELLS), st.sampled_from(NOTES)), min_size=1, max_size=9),
    st.permutations(range(4)),
    st.sampled_from(["", "p{}", "{}"]),
)
def test_no_respondent_is_taken_for_a_note_below_the_table(
    rows: list[tuple[str, str]], order: list[int], name: str
) -> None:
    head = ["Nr", "Tid", "Plan", "Övrigt"]
    data = [head, ["x", CELLS[0], CELLS[2], ""]]
    data += [[name.format(n), cell, "", note] for n, (cell, note) in enumerate(rows)]
    columns = {Role.RESPONDENT: "Nr"}
    one = instrument([item("Tid"), item("Plan")], columns=columns, ignored=["Övrigt"])
    found = read(one, table(*[[row[at] for at in order] for row in data]))
    assert found.read == sum(map(any, data[1:]))


@pytest.mark.slow
@pytest.mark.parametrize("shape", [Shape.WIDE, Shape.LONG])
def test_a_large_file_in_batches_gives_what_a_small_one_gives(
    shape: Shape, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A comment and answers that come only late in the file break no decision made on samples."""
    count, chance = 8_000, random.Random(1)
    rows = [
        [f"p{n}", chance.choice(["Kvinna", "Man"]), "Östra", *chance.choices(CELLS[:5], k=3), ""]
        for n in range(count)
    ]
    rows[5_000][3] = "Ej aktuellt"
    rows[-1] = ["Obs: ett eget nummer", "", "", CELLS[0], "", "", ""]
    rows[5_000][-1] = "en kommentar mitt i"
    one = survey(ignored=["Övrigt"])
    data = [[*HEAD, "Övrigt"], *rows]
    if shape is Shape.LONG:
        columns = {**COLUMNS, Role.QUESTION: "Fråga", Role.ANSWER: "Svar"}
        one = survey(shape=shape, columns=columns, ignored=["Övrigt"])
        long_rows = [
            [*row[:3], name, cell, row[-1]]
            for row in rows
            for name, cell in zip(ITEMS, row[3:6], strict=True)
        ]
        data = [["Nr", "Kön", "Ställe", "Fråga", "Svar", "Övrigt"], *long_rows]
    path = tmp_path / "export.csv"
    path.write_bytes(table(*data).encode("cp1252"))
    whole = read_answers(one, Content.of_file(path), KEY)
    monkeypatch.setattr(streaming, "THRESHOLD", 1000)
    monkeypatch.setattr("etl.readers.delimited.THRESHOLD", 1000)
    monkeypatch.setattr(export_file, "THRESHOLD", 1000)
    monkeypatch.setattr(streaming, "_BATCH_BYTES", 50_000)
    said: list[int] = []
    batches = read_answers(one, Content.of_file(path), KEY, progress=said.append)
    assert batches.frame.sort("respondent").equals(whole.frame.sort("respondent"))
    assert batches.counted == whole.counted
    assert len(said) > 3
    assert said == sorted(said)
    assert said[-1] == batches.read == len(data) - 1


def test_the_types_are_those_that_private_answers_are_kept_in() -> None:
    found = read(survey(), table(HEAD, ["p", "Man", "Östra", *CELLS[:3]]))
    assert found.frame.select(pl.col(pl.UInt8)).columns == ["tid", "plan", "mål"]
