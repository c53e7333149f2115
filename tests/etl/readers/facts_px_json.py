"""Checks of facts about PX and JSON files. Tables of both have a column for each dimension."""

import ast
import json
import re
from collections import Counter
from math import prod

import pytest

from etl.readers import read
from etl.readers.content import Content
from etl.readers.model import Reading
from etl.readers.options import Options
from tests.etl.readers.subject import Subject, Table

NUMBER = r"(-?\d+(?:\.\d+)?)"


def values(subject: Subject) -> list[str]:
    return subject.table.named("value")


def numbers(subject: Subject) -> list[float]:
    return list(subject.table.exact(subject.table.index_of("value")))


def about(value: str) -> object:
    return pytest.approx(float(value), rel=1e-12)


def _sizes(text: str) -> dict[str, int]:
    return {name: int(size) for name, size in re.findall(r"(.+?)=(\d+)(?: x |$)", text)}


# ---------------------------------------------------------------- PX


def header(subject: Subject, fact: re.Match[str]) -> None:
    """The file states its code page or none; each of its languages can be read, another not."""
    stated = re.search(rb'CODEPAGE *= *"(.*?)"', subject.bytes)
    assert fact[1] == (stated[1].decode("ascii").lower() if stated else "(none)")
    languages = fact[3].split("/") if fact[3] else []
    assert not any(_in_language(subject, language).problems for language in languages)
    assert not languages or _in_language(subject, "xx").problems


def _in_language(subject: Subject, language: str) -> Reading:
    return read(Content.of_file(subject.path), Options(language=language))


def dimensions(subject: Subject, fact: re.Match[str]) -> None:
    """In this order, each with so many members."""
    table = subject.table
    sizes = _sizes(fact[1])
    order = [table.index_of(name) for name in sizes]
    assert order == sorted(order)
    assert {name: len(set(table.texts(i))) for name, i in zip(sizes, order, strict=True)} == sizes


def cells(subject: Subject, fact: re.Match[str]) -> None:
    assert int(fact[1]) == int(fact[2]) == len(subject.table.rows)


def numeric(subject: Subject, fact: re.Match[str]) -> None:
    found = numbers(subject)
    assert len(found) == int(fact[1])
    assert sum(found) == about(fact[2])


def special_cells(subject: Subject, fact: re.Match[str]) -> None:
    stated = Counter({text: int(n) for text, n in re.findall(r'"([.-]+)":(\d+)', fact[1])})
    assert Counter(value for value in values(subject) if value.strip(".-") == "") == stated


def cell(subject: Subject, fact: re.Match[str]) -> None:
    """The number of the cell in file order, its members as far as they are shown, its value."""
    row = int(fact[1]) - 1
    assert values(subject)[row] == fact[3].strip('"')
    shown = _members(subject.table, row)
    stated = fact[2]
    assert shown.startswith(stated.removesuffix("...")) if "..." in stated else shown == stated


def _members(table: Table, row: int) -> str:
    names = [column.name for column in table.raw.columns]
    dimensions = [n for n in names if not n.endswith(" (text)") and n not in {"value", "status"}]
    texts = {
        n: table.named(f"{n} (text)" if f"{n} (text)" in names else n)[row] for n in dimensions
    }
    return ", ".join(f"{name}={text}" for name, text in texts.items())


def key_rows(subject: Subject, fact: re.Match[str]) -> None:
    rows, each, all_cells = int(fact[1]), int(fact[2]), int(fact[3])
    assert rows * each == all_cells == len(subject.table.rows)


def key_row(subject: Subject, fact: re.Match[str]) -> None:
    """A row of the file by its keys; the cells behind them in file order."""
    stated = [text.strip('"') for text in fact[2].split(" ")]
    keys = set(re.findall(r'"(.*?)"', fact[1]))
    table = subject.table
    names = [column.name for column in table.raw.columns if column.name != "value"]
    rows = zip(*(table.named(name) for name in names), strict=True)
    found = [v for row, v in zip(rows, values(subject), strict=True) if keys <= set(row)]
    assert found == stated


def names_in_language(subject: Subject, fact: re.Match[str]) -> None:
    """The dimensions are named in the language that was asked for."""
    table = Table(_in_language(subject, fact[1]).tables[0])
    assert {column.name for column in table.raw.columns} >= set(fact[2].split(", "))


def refused_for_data(subject: Subject, _: re.Match[str]) -> None:
    """Refused, and the keyword is named."""
    assert not subject.reading.tables
    assert any("DATA" in str(problem) for problem in subject.reading.problems)


def said_of_contact(subject: Subject, _: re.Match[str]) -> None:
    """A warning or a refusal that names the keyword; a table, if there is one, is whole."""
    told = [*subject.reading.problems, *subject.reading.remarks]
    assert any("CONTACT" in str(problem) for problem in told)
    assert subject.reading.problems or len(subject.table.rows) == 48


# ---------------------------------------------------------------- JSON-stat


def product_of_sizes(subject: Subject, fact: re.Match[str]) -> None:
    """One row for each cell; nulls are empty."""
    found = values(subject)
    sizes = _sizes(re.search(r"dims (.+?);", subject.row["expected_facts"])[1])  # type: ignore[index]
    assert prod(sizes.values()) == int(fact[1]) == int(fact[2]) == len(found)
    assert found.count("") == int(fact[3])


def total(subject: Subject, fact: re.Match[str]) -> None:
    assert sum(numbers(subject)) == about(fact[1])


def first_and_last(subject: Subject, fact: re.Match[str]) -> None:
    found = values(subject)
    assert (float(found[0]), float(found[-1])) == (about(fact[1]), about(fact[2]))


def status(subject: Subject, fact: re.Match[str]) -> None:
    found = Counter(value for value in subject.table.named("status") if value)
    assert found == Counter(ast.literal_eval(fact[1]))


def raw_part(subject: Subject, fact: re.Match[str]) -> None:
    """`id=[…]`, `size=[…]`: as the file has it; it is refused, so there is no table of it."""
    assert isinstance(subject.json, dict)
    assert subject.json[fact[1]] == ast.literal_eval(fact[2])
    assert subject.reading.problems


def without_values(subject: Subject, _: re.Match[str]) -> None:
    assert not subject.reading.tables
    assert any("value" in problem.message for problem in subject.reading.problems)


def regions_in_index(subject: Subject, fact: re.Match[str]) -> None:
    assert isinstance(subject.json, dict)
    assert len(subject.json["dimension"]["Region"]["category"]["index"]) == int(fact[1])


def metadata(subject: Subject, fact: re.Match[str]) -> None:
    """Title, variables and their sizes; the reading says that it holds no values."""
    assert isinstance(subject.json, dict)
    assert subject.json["title"].startswith(fact[1].removesuffix("..."))
    variables = subject.json["variables"]
    assert [variable["code"] for variable in variables] == ast.literal_eval(fact[2])
    assert [len(variable["values"]) for variable in variables] == ast.literal_eval(fact[3])
    assert any("holds no data" in problem.message for problem in subject.reading.problems)


def collection(subject: Subject, fact: re.Match[str]) -> None:
    assert isinstance(subject.json, dict)
    assert len(subject.json["link"]["item"]) == int(fact[1])
    assert any("collection" in problem.message for problem in subject.reading.problems)


def member(subject: Subject, fact: re.Match[str]) -> None:
    """A code and its text."""
    texts = zip(subject.table.named(fact[1]), subject.table.named(f"{fact[1]} (text)"), strict=True)
    assert (fact[2], fact[3]) in set(texts)


def notes(subject: Subject, _: re.Match[str]) -> None:
    """A note keeps its line ends and its dash."""
    texts = json.dumps([aside.text for aside in subject.table.raw.aside])
    assert "\\u2013" in texts
    assert "\\r\\n" in texts


# ---------------------------------------------------------------- PxWeb json, Kolada, other JSON


def pxweb_columns(subject: Subject, fact: re.Match[str]) -> None:
    assert isinstance(subject.json, dict)
    codes = ast.literal_eval(fact[1])
    assert [column["code"] for column in subject.json["columns"]] == codes
    texts = [column["text"] for column in subject.json["columns"]]
    for code, text in zip(codes, texts, strict=True):
        names = {part for c in subject.table.raw.columns for part in (*c.parts, c.name)}
        assert code in names or text in names


def pxweb_rows(subject: Subject, fact: re.Match[str]) -> None:
    assert len(subject.table.rows) == int(fact[1])


def pxweb_total(subject: Subject, fact: re.Match[str]) -> None:
    index = len(subject.table.raw.columns) - 1
    assert subject.table.exact(index).sum() == about(fact[1])


def pxweb_ends(subject: Subject, fact: re.Match[str]) -> None:
    columns = [subject.table.texts(i) for i in range(len(subject.table.raw.columns))]
    rows = list(zip(*columns, strict=True))
    for row, keys, value in ((rows[0], fact[1], fact[2]), (rows[-1], fact[3], fact[4])):
        assert set(ast.literal_eval(keys)) <= set(row)
        assert row[-1] == value


def kolada_count(subject: Subject, fact: re.Match[str]) -> None:
    assert len(subject.table.rows) == int(fact[1])


def kolada_ids(subject: Subject, fact: re.Match[str]) -> None:
    """Text, with the leading noughts."""
    pairs = zip(subject.table.named("type"), subject.table.named("id"), strict=True)
    assert [id_ for type_, id_ in pairs if type_ == fact[1]] == ast.literal_eval(fact[2])


def kolada_text(subject: Subject, fact: re.Match[str]) -> None:
    assert {len(id_) for id_ in subject.table.named("id")} == {int(fact[1])}


def schools(subject: Subject, fact: re.Match[str]) -> None:
    tables = [Table(table) for table in subject.reading.tables]
    assert any(
        len(table.rows) == int(fact[1])
        and any("schoolUnitCode" in c.name for c in table.raw.columns)
        for table in tables
    )


def school_keys(subject: Subject, fact: re.Match[str]) -> None:
    """The plain ones among them are columns."""
    names = {c.name.rpartition(".")[2] for table in subject.reading.tables for c in table.columns}
    assert set(ast.literal_eval(fact[1])) <= names


def plain_value(subject: Subject, fact: re.Match[str]) -> None:
    """A single value beside the tables stands in what is set aside, under its name."""
    notes = [aside.text for table in subject.reading.tables for aside in table.aside]
    assert any(re.fullmatch(rf"(?:.*\.)?{fact[1]}: {fact[2]}", note) for note in notes)


def _tables(subject: Subject) -> list[Table]:
    return [Table(table) for table in subject.reading.tables]


def value_types(subject: Subject, fact: re.Match[str]) -> None:
    """Counted over every column of that name in every table."""
    assert Counter(kind for kind, _ in _typed_values(subject)) == Counter(ast.literal_eval(fact[1]))


def tokens(subject: Subject, fact: re.Match[str]) -> None:
    stated = Counter({key or "": n for key, n in ast.literal_eval(fact[1]).items()})
    assert Counter(v for kind, v in _typed_values(subject) if kind != "EXISTS") == stated


def _typed_values(subject: Subject) -> list[tuple[str, str]]:
    """(type, value) wherever the one stands beside the other."""
    pairs: list[tuple[str, str]] = []
    for table in _tables(subject):
        names = [column.name for column in table.raw.columns]
        for index, name in enumerate(names):
            if name.endswith("valueType"):
                value = names.index(name.removesuffix("Type"))
                pairs += zip(table.texts(index), table.texts(value), strict=True)
    return [(kind, value) for kind, value in pairs if kind]


PATTERNS = (
    (r"CHARSET=ANSI CODEPAGE=(\S+) LANGUAGE=(\S+)(?: LANGUAGES=(\S+))?", header),
    (r"dims (.+?=\d+)", dimensions),
    (r"cells=(\d+) \(product=(\d+)\)", cells),
    (rf"numeric=(\d+) sum={NUMBER}", numeric),
    (r"special cells (.+?)", special_cells),
    (r'cell#(\d+) \[(.+?)\]=(-?[\d.]+|"\.+")', cell),
    (r"(\d+) key rows, each followed by (\d+) cells = (\d+) cells", key_rows),
    (r'(?:last )?row ("[^;]*?) -> (.+?)', key_row),
    (r"VALUES\[(\w+)\] keys=(.+?)", names_in_language),
    (r"no DATA section: loader must reject", refused_for_data),
    (r"quote unbalanced in CONTACT: .+? 48 cells follow\)", said_of_contact),
    (r"product=(\d+), value is array with (\d+) entries, (\d+) null", product_of_sizes),
    (rf"sum\(non-null\)={NUMBER}", total),
    (rf"value\[0\]={NUMBER}, value\[-1\]={NUMBER}", first_and_last),
    (r"status (\{.*?\})", status),
    (r"(id|size)=(\[.*?\])", raw_part),
    (r"value is an empty list: no data rows", without_values),
    (r"regions in category index=(\d+)", regions_in_index),
    (r"title=(.+?); variables=(\[.*?\]); value counts=(\[.*?\])", metadata),
    (r"class=collection; items=(\d+); no value array", collection),
    (r"(Region) (\d+)=(\w+)", member),
    (r"notes contain \\r\\n and en dash", notes),
    (r"columns=(\[.*?\])", pxweb_columns),
    (r"data rows=(\d+)", pxweb_rows),
    (rf"sum of values={NUMBER}", pxweb_total),
    (r"first=(\[.*?\])->(\d+), last=(\[.*?\])->(\d+)", pxweb_ends),
    (r"count=(\d+)", kolada_count),
    (r"type (\w) ids=(\[.*?\])", kolada_ids),
    (r"ids must stay (\d+)-character text", kolada_text),
    (r"(schemaVersion)=(\d+)", plain_value),
    (r"schools=(\d+)", schools),
    (r"first school keys=(\[.*?\])", school_keys),
    (r"(schoolUnit)=(\d+)", plain_value),
    (r"valueType counts=(\{.*?\})", value_types),
    (r"non-EXISTS value tokens=(\{.*?\})", tokens),
)
