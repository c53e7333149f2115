"""Every real file of the folder is read so that all its stated facts hold, or is refused for the
reason that its manifest states. The files themselves are no part of the project.
"""

import re
from collections import Counter
from functools import cache
from typing import Final

import pytest

from etl.readers.options import Options
from tests.etl.readers.facts import NOT_EXECUTED, Fact, UnknownFact, facts_of
from tests.etl.readers.subject import Subject, Table
from tests.real_files import FOLDER, NEEDED, manifest

# openpyxl says what it cannot write again; it only reads here.
pytestmark = [NEEDED, pytest.mark.filterwarnings("ignore:Unknown extension:UserWarning")]

ROWS: Final = {row["path"]: row for row in manifest()}

# Refused: the rule of the problem, and what the manifest says of the file.
REFUSED: Final = {
    "scb_pxweb/err_missingData.px": ("px_missing_keyword", "loader must reject"),
    "scb_pxweb/scb_TAB6471_metadata_jsonstat2.json": (
        "json_stat",
        "must not be read as a data set",
    ),
    "scb_pxweb/scb_v1_table_variables.json": ("pxweb_json", "PxWeb v1 metadata"),
    "scb_pxweb/jsonstat_collection.json": ("json_stat", "links only, no values"),
    "nasty/duckdb_invalid_utf8_one_cell.csv": ("invalid_bytes", "holds bytes FF FF"),
}

# Refused until one decision is told, because nothing in the file proves it; then all facts hold.
TOLD: Final = {
    "nasty/duckdb_ragged_rows.csv": ("ragged_rows", Options(ragged="pad")),
    "nasty/duckdb_thousands_or_text.csv": (
        "ambiguous_numbers",
        Options(decimal=".", thousands=","),
    ),
}

FACTS: Final = [
    (path, index)
    for path, row in ROWS.items()
    for index in range(len(facts_of(row["expected_facts"])))
]


@cache
def subject(path: str) -> Subject:
    options = TOLD[path][1] if path in TOLD else Options()
    return Subject(FOLDER, ROWS[path], options)


@cache
def facts(path: str) -> list[Fact]:
    return facts_of(ROWS[path]["expected_facts"])


@pytest.mark.parametrize(("path", "index"), FACTS)
def test_fact(path: str, index: int) -> None:
    facts(path)[index].hold(subject(path))


@pytest.mark.parametrize("path", sorted(ROWS))
def test_a_file_is_read_without_problems_or_refused_as_listed(path: str) -> None:
    problems = subject(path).reading.problems
    if path in REFUSED:
        rule, stated = REFUSED[path]
        assert {problem.rule for problem in problems} == {rule}
        row = ROWS[path]
        assert stated in row["expected_facts"] + row["what_is_hard"]
    else:
        assert problems == ()


@pytest.mark.parametrize("path", sorted(TOLD))
def test_what_nothing_proves_is_refused_with_its_option(path: str) -> None:
    reading = Subject(FOLDER, ROWS[path]).reading
    assert {problem.rule for problem in reading.problems} == {TOLD[path][0]}
    assert all(problem.remedy and problem.evidence for problem in reading.problems)


@pytest.mark.parametrize("path", sorted(ROWS))
def test_encoding_and_delimiter_are_those_stated(path: str) -> None:
    row = ROWS[path]
    decided = {decision.subject: decision.value for decision in subject(path).reading.decisions}
    if path.endswith((".csv", ".tsv", ".psv")) and path not in REFUSED:
        assert decided["encoding"] in ENCODINGS[row["encoding"].split(" ")[0]]
        assert decided.get("delimiter", "none") in DELIMITERS[row["delimiter"]]


ENCODINGS: Final = {
    "ascii": {"ascii", "utf-8"},
    "utf-8": {"utf-8"},
    "utf-8-sig": {"utf-8-sig"},
    "utf-16-le": {"utf-16-le", "utf-16"},
    # All of these files hold bytes only that both code pages read alike.
    "latin-1": {"iso-8859-1", "windows-1252"},
    "not": {"windows-1252"},
}
# A file of one column shows no delimiter.
DELIMITERS: Final = {
    "','": {"','", "none"},
    "';'": {"';'"},
    "'|'": {"'|'"},
    "'#'": {"'#'"},
    "TAB": {"tab"},
}


# ---------------------------------------------------------------- twins


def test_text_and_workbook_of_the_same_table_agree() -> None:
    name = "scb_pxweb/skolverket_betyg_ak6_samtliga_2025"
    text = subject(f"{name}.csv").table
    sheet = subject(f"{name}.xlsx").sheet("Statistik")
    # The workbook has one column less: the text file has the school year as a column of its own.
    shared = [c.name for c in sheet.raw.columns if c.name in {t.name for t in text.raw.columns}]
    assert len(shared) >= 9
    for column in shared:
        assert _values(text, column) == _values(sheet, column)


def _values(table: Table, name: str) -> list[object]:
    index = table.index_of(name)
    pairs = zip(table.numbers(index)["value"].to_list(), table.texts(index), strict=True)
    return [text if number is None else number for number, text in pairs]


# ---------------------------------------------------------------- the checks themselves


def test_every_clause_is_taken_by_one_check() -> None:
    checks = Counter(fact.check is None for path in ROWS for fact in facts(path))
    assert checks[False] > 500
    assert checks[True] == sum(row["expected_facts"].count("re-typed") for row in ROWS.values())


def test_every_exception_is_met() -> None:
    not_executed = [
        fact.matched.re.pattern for path in ROWS for fact in facts(path) if not fact.check
    ]
    for pattern, reason in NOT_EXECUTED:
        assert any(pattern in used for used in not_executed)
        assert reason


def test_an_unknown_clause_is_an_error() -> None:
    with pytest.raises(UnknownFact, match="the moon"):
        facts_of("data_rows=3; the moon is full")


def _wrong(clause: str) -> list[str]:
    """The clause with one of its numbers one too large, once for each."""
    return [
        f"{clause[: m.start()]}{int(m[0]) + 1}{clause[m.end() :]}"
        for m in re.finditer(r"\d+", clause)
    ]


def _holds(clause: str, path: str) -> bool:
    try:
        for fact in facts_of(clause):
            fact.hold(subject(path))
    except (AssertionError, LookupError, OSError, StopIteration, ValueError):
        return False
    return True


# One clause for each check.
BY_CHECK: Final = {fact.check: (path, i) for path in ROWS for i, fact in enumerate(facts(path))}


@pytest.mark.parametrize(("path", "index"), BY_CHECK.values())
def test_a_check_fails_where_a_stated_number_is_another(path: str, index: int) -> None:
    fact = facts(path)[index]
    wrong = _wrong(fact.clause.removesuffix("; then "))
    assert fact.check is None or not wrong or not all(_holds(clause, path) for clause in wrong)
