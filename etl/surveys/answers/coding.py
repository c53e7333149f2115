"""Cells → codes: an answer's place in its scale, and a member's place in the list of its role.

What is no answer and no member is counted by column with the first rows; never what it says.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

import polars as pl

from etl.surveys.answers.columns_named import Bound
from etl.surveys.answers.exports.model import Export
from etl.surveys.answers.spellings import MISSING, UNKNOWN, Coder, Meaning, Spellings, all_codes
from etl.surveys.answers.tally import Found, Tally, many
from etl.surveys.answers.ticked_together import TickedTogether, own_spellings
from etl.surveys.model import Instrument, ItemColumn, OutsideScale, Role
from etl.surveys.responses import DOES_NOT_APPLY, Counted, NotCounted
from warehouse.surveys.model import Scale

_DRAFT: Final = (
    "`alf survey draft FILE -o -` lists the spellings that three rows or more have, a rarer one "
    "stands in the export, in the row named here"
)


@dataclass(slots=True)
class ItemCoder:
    """The answers to one item. `column` is its header, or its word in a LONG export."""

    item: str
    column: str
    scale: str
    blank: int | None
    outside: OutsideScale
    coder: Coder
    wrong: Found = field(default_factory=Found)

    def note(self, codes: pl.Series, rows: pl.Series) -> None:
        """Counts the cells that are no answer."""
        is_wrong = codes == UNKNOWN
        if is_wrong.any():
            self.wrong.add(rows.filter(is_wrong))


def item_coders(instrument: Instrument, bound: Bound) -> list[ItemCoder]:
    """In the order of the instrument's items."""
    scales = instrument.round.scale_of
    meanings = _meanings(instrument, bound)
    return [
        ItemCoder(
            item=item.item,
            column=bound.name(columns_of(bound)[item.item]) if bound.items else item.column,
            scale=scales[item.item].id,
            blank=None if item.blank is None else answer_codes(scales[item.item])[item.blank],
            outside=item.outside,
            coder=Coder(meaning),
        )
        for item, meaning in zip(instrument.items, meanings, strict=True)
    ]


def columns_of(bound: Bound) -> Mapping[str, int]:
    """Item → index of its column."""
    return {item.item: index for item, index in bound.items}


def answer_codes(scale: Scale) -> dict[str, int]:
    """Code of an answer → its place in the scale, or DOES_NOT_APPLY."""
    found = {answer.code: place for place, answer in enumerate(scale.answers)}
    if scale.does_not_apply is not None:
        found[scale.does_not_apply.code] = DOES_NOT_APPLY
    return found


def _meanings(instrument: Instrument, bound: Bound) -> Iterator[Meaning]:
    at = columns_of(bound)
    for item in instrument.items:
        sharing = [other for other in instrument.items if at and at[other.item] == at[item.item]]
        codes = answer_codes(instrument.round.scale_of[item.item])
        if len(sharing) > 1:
            yield _ticked(item, sharing, codes, bound.export)
        else:
            spellings = {cell: codes[code] for cell, code in item.spellings.items()}
            yield Spellings(spellings, bound.export.missing)


def _ticked(
    item: ItemColumn, sharing: Sequence[ItemColumn], codes: Mapping[str, int], export: Export
) -> TickedTogether:
    own = own_spellings([other.spellings for other in sharing])
    assert item.blank is not None, "the columns were checked"
    return TickedTogether(
        own={cell: codes[code] for cell, code in own[sharing.index(item)].items()},
        every={cell for one in own for cell in one},
        blank=codes[item.blank],
        missing=export.missing,
    )


# ---------------------------------------------------------------- members


def key_of(role: Role) -> str:
    """The column of a role among the rows that are read; no item is called so."""
    return f"\0{role.value}"


@dataclass(slots=True)
class MemberCoder:
    """The members of one role. `members` are in the order of their codes."""

    role: Role
    column: str
    members: tuple[str, ...]
    coder: Coder
    unknown: Found = field(default_factory=Found)
    empty: Found = field(default_factory=Found)

    @property
    def key(self) -> str:
        return key_of(self.role)

    def note(self, codes: pl.Series, rows: pl.Series) -> None:
        """Counts the cells that are no member, and empty ones where there must be one."""
        is_unknown, is_empty = codes == UNKNOWN, codes == MISSING
        if is_unknown.any():
            self.unknown.add(rows.filter(is_unknown))
        if self.role is Role.REGION and is_empty.any():
            self.empty.add(rows.filter(is_empty))


class Noting(Protocol):
    """A coder that counts what it does not know."""

    @property
    def coder(self) -> Coder: ...

    def note(self, codes: pl.Series, rows: pl.Series) -> None: ...


def noted(
    coders: Sequence[Noting],
    texts: Sequence[pl.Series],
    rows: pl.Series,
) -> list[pl.Series]:
    """Int16 for each text: an answer or a member, MISSING, or UNKNOWN, which is counted."""
    codes = all_codes([(one.coder, text) for one, text in zip(coders, texts, strict=True)])
    for one, found in zip(coders, codes, strict=True):
        one.note(found, rows)
    return codes


def member_coders(instrument: Instrument, bound: Bound) -> list[MemberCoder]:
    """For each role of members that the export has a column of."""
    return [
        _member_coder(role, declared, bound)
        for role, declared in instrument.members.items()
        if role in bound.roles
    ]


def _member_coder(role: Role, declared: Mapping[str, str], bound: Bound) -> MemberCoder:
    members = tuple(dict.fromkeys(declared.values()))
    spellings = {cell: members.index(member) for cell, member in declared.items()}
    coder = Coder(Spellings(spellings, bound.export.missing))
    return MemberCoder(role, bound.name(bound.roles[role]), members, coder)


# ---------------------------------------------------------------- tests


def test_coders(bound: Bound) -> list[tuple[int, Coder]]:
    """Column → a coder that knows nothing but the cells of tests."""
    return [(index, Coder(Spellings(dict.fromkeys(found, 0), ()))) for index, found in bound.tests]


# ---------------------------------------------------------------- what was wrong


def note_members(coders: Sequence[MemberCoder], tally: Tally) -> None:
    for one in coders:
        if one.unknown.count:
            holding = many(one.unknown.count, "cell holds", "cells hold")
            tally.problem(
                "unknown_member",
                f"{holding} no declared {one.role} {one.unknown.said()}",
                column=one.column,
                rows=one.unknown.rows,
                remedy=f"add the spelling to [members.{one.role}]; {_DRAFT}",
            )
        if one.empty.count:
            empty = many(one.empty.count, "cell is empty", "cells are empty")
            tally.problem(
                "member_missing",
                f"{empty}: nothing says the region {one.empty.said()}",
                column=one.column,
                rows=one.empty.rows,
                remedy=f'say what an empty cell means: [members.{one.role}] "" = …',
            )


def note_answers(coders: Sequence[ItemCoder], tally: Tally) -> list[Counted]:
    """Answers outside the scale that may count as missing; the others are problems."""
    for one in coders:
        if one.wrong.count and one.outside is OutsideScale.REFUSE:
            wrong = many(one.wrong.count, "cell is no answer", "cells are no answers")
            tally.problem(
                "outside_scale",
                f"{wrong} of the scale '{one.scale}' {one.wrong.said()}",
                column=one.column,
                rows=one.wrong.rows,
                remedy='add the spelling to the scale, or say outside = "count_as_missing"; '
                + _DRAFT,
            )
    return [
        one.wrong.counted(NotCounted.OUTSIDE_SCALE, one.column)
        for one in coders
        if one.wrong.count and one.outside is OutsideScale.COUNT_AS_MISSING
    ]
