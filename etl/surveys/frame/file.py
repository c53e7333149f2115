"""A frame that is a file: a row for each stratum, or for each person.

A list of persons is personal data: of its cells nothing is ever said, and nothing is kept. Of a
file of counts the names of strata may be said.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import polars as pl

from etl.problems import InputRefused, Problem
from etl.readers import read
from etl.readers.content import Content
from etl.readers.model import Batch, RawTable, Reading, text_of, whole
from etl.readers.numbers import read_numbers
from etl.readers.options import ColumnOptions, Options
from etl.sources.keys import nearest
from etl.surveys.answers.pseudonym import pseudonyms
from etl.surveys.answers.spellings import MISSING, UNKNOWN, Coder, Spellings, folded
from etl.surveys.answers.tally import Found, Tally, cells
from etl.surveys.counts import totals
from etl.surveys.model import (
    DIMENSION_OF,
    LEFT_OUT,
    FrameDeclaration,
    FrameKind,
    Instrument,
    Role,
)
from etl.surveys.responses import Counted, NotCounted

_AS_TEXT: Final = ColumnOptions(type="text")
_NAMED: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FrameRows:
    """`rows` has a column for each dimension that is told, `invited` and `ineligible`."""

    rows: pl.DataFrame
    counted: tuple[Counted, ...]


class FrameFile:
    """One frame while it is read; what is wrong gathers in `tally`."""

    def __init__(
        self, instrument: Instrument, declared: FrameDeclaration, content: Content
    ) -> None:
        self.instrument, self.declared, self.content = instrument, declared, content
        self.tally = Tally(content.name)
        self.is_list = declared.kind is FrameKind.LIST
        self.counted: list[Counted] = []

    def read(self) -> FrameRows:
        """Raises InputRefused with everything that is wrong."""
        table = self._table()
        batch = self._without_left_out(table, self._wanted(table, whole(table)))
        if self.is_list and Role.RESPONDENT in self.declared.columns:
            batch = self._once(table, batch)
        rows = pl.DataFrame(
            [*(self._members(table, batch, role) for role in self._roles()),
             *self._sums(table, batch)]
        )  # fmt: skip
        self._check(rows)
        self._refuse()
        return FrameRows(rows=rows, counted=tuple(self.counted))

    def _refuse(self) -> None:
        if self.tally.problems:
            raise InputRefused(self.tally.problems)

    def _roles(self) -> list[Role]:
        return [role for role in self.declared.columns if role in DIMENSION_OF]

    def _check(self, rows: pl.DataFrame) -> None:
        if not rows.height and not self.tally.problems:
            message = "nobody is invited: there is no row that counts"
            self.tally.problem("frame_empty", message, remedy="correct the file, or [frame.only]")

    # ------------------------------------------------------------ table and columns

    def _table(self) -> RawTable:
        try:
            table = self._the_one(self._reading())
        except InputRefused as refused:
            kept = refused.problems
            raise InputRefused([replace(one, evidence=(), block=None) for one in kept]) from None
        there = [column.name for column in table.columns]
        missing = [name for name in self._named() if _place(table, name) is None]
        for name in missing:
            # Where no name is there at all, the first row may be a person's.
            known = f"; {nearest(name, there)}" if len(missing) < len(self._named()) else ""
            message = f"there is no column '{name}', which the frame names{known}"
            self.tally.problem("column_missing", message, remedy="correct [frame.columns]")
        self._refuse()
        return table

    def _named(self) -> list[str]:
        numbers = [self.declared.count, self.declared.ineligible]
        told = [*self.declared.columns.values(), *self.declared.only, *filter(None, numbers)]
        return list(dict.fromkeys(told))

    def _reading(self) -> Reading:
        """Only counts are numbers; every other column is compared as text."""
        options = replace(self.declared.options, answers=self.is_list or None)
        reading = read(self.content, options)
        if any(table.columns for table in reading.tables):
            reading = read(self.content, self._as_text(reading, options))
        return reading

    def _as_text(self, reading: Reading, options: Options) -> Options:
        numbers = {folded(name) for name in (self.declared.count, self.declared.ineligible) if name}
        names = {column.name for table in reading.tables for column in table.columns}
        text = {name: _AS_TEXT for name in names if folded(name) not in numbers}
        return replace(options, columns={**text, **options.columns})

    def _the_one(self, reading: Reading) -> RawTable:
        tables = [table for table in reading.accepted() if table.columns]
        if len(tables) == 1:
            return tables[0]
        listed = ", ".join(f"'{table.name}'" for table in tables) or "none"
        message = f"the frame has {len(tables)} tables ({listed})"
        remedy = "name the one that is meant: [frame.read] sheet"
        raise InputRefused([Problem("frame_table", message, reading.file, remedy=remedy)])

    def _text(self, table: RawTable, batch: Batch, name: str) -> pl.Series:
        return text_of(batch.cells[_known_place(table, name)]).fill_null("")

    # ------------------------------------------------------------ rows

    def _wanted(self, table: RawTable, batch: Batch) -> Batch:
        """The rows that [frame.only] lets count."""
        for name, wanted in self.declared.only.items():
            known = {folded(cell) for cell in wanted}
            text = self._text(table, batch, name)
            keep = [cell for cell in text.unique() if folded(cell) in known]
            batch = batch.chosen(text.is_in(keep))
        return batch

    def _codes(self, table: RawTable, batch: Batch, role: Role) -> tuple[list[str], pl.Series]:
        """The members there may be, and for each row the index of its own."""
        declared = self.declared.members.get(role) or self.instrument.members.get(role, {})
        members = sorted(set(declared.values()))
        # A code stands for itself, as well as what the instrument spells otherwise.
        spelled = {**{member: member for member in members}, **declared}
        meaning = Spellings({cell: members.index(member) for cell, member in spelled.items()}, ())
        return members, Coder(meaning).codes(self._text(table, batch, self.declared.columns[role]))

    def _without_left_out(self, table: RawTable, batch: Batch) -> Batch:
        """Before anything else is asked of them: a row of totals has hardly any members."""
        out = pl.Series([False]).new_from_index(0, batch.rows.len())
        for role in self._roles():
            members, codes = self._codes(table, batch, role)
            if LEFT_OUT in members:
                out |= codes == members.index(LEFT_OUT)
        return self._count(batch, out, NotCounted.LEFT_OUT)

    def _members(self, table: RawTable, batch: Batch, role: Role) -> pl.Series:
        """The member of each row; one that is not declared is a problem."""
        members, codes = self._codes(table, batch, role)
        is_blank_wrong = not self.is_list or role is Role.REGION
        wrong = (codes == UNKNOWN) | ((codes == MISSING) & is_blank_wrong)
        if wrong.any():
            name = self.declared.columns[role]
            text = self._text(table, batch, name)
            self._unknown(role, name, text.filter(wrong), batch.rows.filter(wrong))
        dimension = DIMENSION_OF[role]
        total = totals(self.instrument.round).get(dimension)
        of_code = {MISSING: total, UNKNOWN: total, **dict(enumerate(members))}
        return codes.replace_strict(of_code, return_dtype=pl.String).alias(dimension)

    def _unknown(self, role: Role, name: str, text: pl.Series, rows: pl.Series) -> None:
        found = Found()
        found.add(rows)
        message = f"no declared {role.value} in {cells(found.count)} {found.said()}"
        if not self.is_list:
            message += f": {_quoted(text)}"
        remedy = f'add the spelling under [frame.members.{role.value}], or as = "{LEFT_OUT}"'
        self.tally.problem("frame_member", message, column=name, rows=found.rows, remedy=remedy)

    def _once(self, table: RawTable, batch: Batch) -> Batch:
        """Each person once; their ids are compared as those of the export, by a key for now."""
        ids = self._text(table, batch, self.declared.columns[Role.RESPONDENT])
        hashed = pseudonyms("", ids, secrets.token_bytes(32))
        persons = pl.Series(list(hashed), dtype=pl.String)
        return self._count(
            batch, persons.is_not_null() & ~persons.is_first_distinct(), NotCounted.DUPLICATE
        )

    def _count(self, batch: Batch, out: pl.Series, why: NotCounted) -> Batch:
        found = Found()
        found.add(batch.rows.filter(out))
        if found.count:
            self.counted.append(found.counted(why))
        return batch.chosen(~out)

    # ------------------------------------------------------------ numbers

    def _sums(self, table: RawTable, batch: Batch) -> Sequence[pl.Series]:
        size = batch.rows.len()
        if self.declared.count is None:
            invited = pl.Series("invited", [1], pl.Int64).new_from_index(0, size)
        else:
            invited = self._whole(table, batch, self.declared.count).alias("invited")
        ineligible = pl.Series("ineligible", [0], pl.Int64).new_from_index(0, size)
        if self.declared.ineligible is not None:
            ineligible = self._whole(table, batch, self.declared.ineligible, blank=0)
            self._no_more_than(invited, ineligible, batch.rows)
        return invited, ineligible.alias("ineligible")

    def _whole(
        self, table: RawTable, batch: Batch, name: str, blank: int | None = None
    ) -> pl.Series:
        """Whole numbers from 0; a cell that is none is a problem."""
        at = _known_place(table, name)
        numbers = read_numbers(batch.cells[at], table.columns[at])
        value = numbers["value"]
        is_blank = value.is_null() & numbers["sign"].is_null()
        fits = (value >= 0) & (value == value.floor()) & (numbers["qualifier"] == "exact")
        wrong = ~fits.fill_null(value=False) & ~(is_blank & (blank is not None))
        if wrong.any():
            found = Found()
            found.add(batch.rows.filter(wrong))
            message = f"no whole number from 0 in {cells(found.count)} {found.said()}"
            self.tally.problem("frame_number", message, column=name, rows=found.rows)
        return value.set(wrong | is_blank, blank or 0).cast(pl.Int64)

    def _no_more_than(self, invited: pl.Series, ineligible: pl.Series, rows: pl.Series) -> None:
        found = Found()
        found.add(rows.filter(ineligible > invited))
        if found.count:
            message = f"more are ineligible than invited {found.said()}"
            column = self.declared.ineligible
            self.tally.problem("frame_number", message, column=column, rows=found.rows)


def _place(table: RawTable, name: str) -> int | None:
    """The column of exactly this name, or else the only one that differs in spaces or capitals."""
    names = [column.name for column in table.columns]
    if name in names:
        return names.index(name)
    near = [at for at, other in enumerate(names) if folded(other) == folded(name)]
    return near[0] if len(near) == 1 else None


def _known_place(table: RawTable, name: str) -> int:
    at = _place(table, name)
    assert at is not None, name  # looked at before any row is
    return at


def _quoted(text: pl.Series) -> str:
    named = text.unique(maintain_order=True)
    listed = ", ".join(f"'{cell}'" for cell in named.head(_NAMED))
    return f"{listed}, …" if named.len() > _NAMED else listed
