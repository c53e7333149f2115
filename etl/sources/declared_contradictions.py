"""`[[contradiction]]` and `[[sum]]`, of a user's declaration as of what ships: the same reader.

Whether the figures are there and hold what is expected is for `etl/contradictions.py`, once they
are read.
"""

from collections.abc import Iterable
from typing import Final

from etl.contradictions import SHARED, Contradiction, Declarations, Expected, Kind, Sum
from etl.problems import InputRefused, Problem
from etl.sources.declaration_model import DIMENSIONS
from etl.sources.declared_tables import member_of
from etl.sources.keys import Faults, Keys, parsed
from warehouse.contract import KEY, NUMBERS
from warehouse.text import Text

_ROWS: Final = "must be a list of tables: rows = [{source = …, expect = …}, …]"


def read_declarations(file: str, content: bytes) -> Declarations:
    """What ships beside the figures of one topic; raises InputRefused with every mistake."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputRefused([Problem("wrong_encoding", "is not UTF-8", file)]) from error
    faults = Faults(text, file)
    with Keys(parsed(text, file), (), faults) as keys:
        contradictions = contradictions_of(keys.children("contradiction"))
        sums = tuple(filter(None, map(_sum, keys.children("sum"))))
    if faults.problems:
        raise InputRefused(faults.problems)
    return Declarations(contradictions, sums)


def contradictions_of(tables: Iterable[Keys]) -> tuple[Contradiction, ...]:
    """Those without a mistake; the faults say what is wrong with the others."""
    return tuple(filter(None, map(_contradiction, tables)))


def _contradiction(keys: Keys) -> Contradiction | None:
    before = len(keys.faults)
    with keys:
        shared = {name: _cell(keys, name) for name in SHARED}
        found = Contradiction(
            id=keys.word("id"),
            kind=keys.member("kind", Kind),
            indicator=shared["indicator"],
            region=shared["region"],
            period=shared["period"],
            text=Text(keys.word("text_sv"), keys.word("text_en")),
            rows=tuple(_expected(row, shared) for row in keys.children("rows", _ROWS)),
            file=keys.faults.file,
            line=keys.faults.line(keys.path),
        )
    _need_rows(keys, "rows")
    return found if len(keys.faults) == before else None


def _expected(keys: Keys, shared: dict[str, str]) -> Expected:
    with keys:
        return Expected(
            where={**shared, **_where(keys)},
            column=_column(keys),
            value=float(keys.number("expect")),
        )


def _sum(keys: Keys) -> Sum | None:
    before = len(keys.faults)
    with keys:
        found = Sum(
            id=keys.word("id"),
            indicator=keys.word("indicator"),
            total=_selection(keys.child("total")),
            parts=tuple(map(_selection, keys.children("parts", _ROWS))),
            column=_column(keys),
            tolerance=float(keys.number("tolerance")),
            file=keys.faults.file,
        )
    _need_rows(keys, "parts")
    return found if len(keys.faults) == before else None


def _selection(keys: Keys) -> dict[str, str]:
    with keys:
        return _where(keys)


def _where(keys: Keys) -> dict[str, str]:
    """The key columns that a table names; the others are asked for, so that they are known."""
    found = {name: _cell(keys, name) for name in KEY if name in keys}
    for name in KEY:
        keys.any(name)
    return found


def _cell(keys: Keys, name: str) -> str:
    word = keys.word(name)
    return member_of(keys, name, word) if word and name in DIMENSIONS else word


def _column(keys: Keys) -> str:
    if "column" not in keys:
        keys.any("column")
        return "value"
    return keys.one_of("column", NUMBERS)


def _need_rows(keys: Keys, name: str) -> None:
    if not keys.table.get(name):
        keys.fault(name, f"is missing: {_ROWS}")
