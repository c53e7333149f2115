"""A draft for a new round of a series: what the instrument of an earlier round says is carried
over, and what differs is asked.

A column is the same one where it is called the same; one that is called nearly the same is asked
about. What the earlier round does not know is proposed as for a first one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from etl.surveys.answers.spellings import folded
from etl.surveys.draft.answers import is_open_text, writable
from etl.surveys.draft.headings import headings_of
from etl.surveys.draft.model import (
    Draft,
    DraftAnswer,
    DraftItem,
    DraftMembers,
    DraftOrganisation,
    DraftScale,
    DraftTheme,
)
from etl.surveys.draft.places import Found, Places
from etl.surveys.draft.proposal import members_in, organisations_for, proposal
from etl.surveys.draft.scales import unique
from etl.surveys.draft.table import Look, Opened
from etl.surveys.instrument.columns import MEMBER_ROLES
from etl.surveys.instrument.items import DeclaredItem
from etl.surveys.instrument.parts import Parts
from etl.surveys.instrument.scales import DeclaredScale
from etl.surveys.instrument.words import RESERVED, normal_spelling
from etl.surveys.model import Role
from warehouse.surveys.model import Answer, Comparability
from warehouse.text import Text

_OF_LONG: Final = {Role.QUESTION, Role.ANSWER}


def carried_over(export: Opened, before: Parts) -> Draft:
    columns = [look.column for look in export.looks]
    new = proposal(export)
    places = Places(headings_of(columns, export.platform), export)
    roles = _roles(before, new, places)
    items = {one.item.code: found for one in before.items if (found := places.item(one))}
    kept = tuple(_kept(one, items, before, places, export) for one in _there(before, items))
    taken = {places.headings[found.at].name for found in items.values()}
    members = tuple(_members(roles, before, places, export))
    fresh = _fresh(new, taken | set(roles.values()), set(before.ignored), before)
    return Draft(
        platform=export.platform,
        rows=new.rows,
        columns=roles,
        shape=new.shape,
        members=members,
        organisations=(*_known_organisations(before), *_new_organisations(members, before)),
        scales=(*_scales(before, kept), *fresh.scales),
        themes=_themes(before, kept),
        items=(*kept, *fresh.items),
        ignored=_ignored(new, before, taken | set(roles.values()), places),
        gone={
            one.item.code: one.column.column for one in before.items if one.item.code not in items
        },
    )


# ---------------------------------------------------------------- columns


def _roles(before: Parts, new: Draft, places: Places) -> dict[Role, str]:
    found = {
        role: places.headings[at].name
        for role, name in before.columns.items()
        if (at := places.named(name)) is not None
    }
    others = {role: name for role, name in new.columns.items() if name not in found.values()}
    return {**others, **found, **{role: new.columns[role] for role in _OF_LONG & set(new.columns)}}


def _members(
    roles: Mapping[Role, str], before: Parts, places: Places, export: Opened
) -> Iterator[DraftMembers]:
    """Those of before, and the spellings that are new."""
    for role in MEMBER_ROLES:
        at = places.named(roles[role]) if role in roles else None
        if at is None:
            continue
        known = before.members.get(role, {})
        spelled = {normal_spelling(cell) for cell in known}
        look = export.looks[at]
        unspelled = replace(
            look,
            cells={cell: rows for cell, rows in look.cells.items() if cell not in spelled},
            filled=sum(rows for cell, rows in look.cells.items() if cell not in spelled),
        )
        new = members_in(role, roles[role], unspelled)
        again = known if role is not Role.TERM else dict.fromkeys(known, "")
        yield replace(new, members={**_as_words(again, role, before), **new.members})


def _as_words(members: Mapping[str, str], role: Role, before: Parts) -> dict[str, str]:
    """Totals are written `all`."""
    total = {Role.PROGRAMME: before.about.group}.get(role)
    return {cell: "all" if member == total else member for cell, member in members.items()}


def _known_organisations(before: Parts) -> tuple[DraftOrganisation, ...]:
    return tuple(
        DraftOrganisation(spelling=one.name.sv, code=one.code, known=one)
        for one in before.organisations
        if one.code in before.members.get(Role.ORGANISATION, {}).values()
    )


def _new_organisations(
    members: Sequence[DraftMembers], before: Parts
) -> tuple[DraftOrganisation, ...]:
    names = [
        cell
        for one in members
        if one.role is Role.ORGANISATION
        for cell, member in one.members.items()
        if not member
    ]
    return organisations_for(names, {one.code for one in before.organisations})


def _ignored(new: Draft, before: Parts, taken: set[str], places: Places) -> dict[str, str]:
    """What was ignored stays so; of the rest what is no item."""
    again = [at for name in before.ignored if (at := places.named(name)) is not None]
    kept = {places.headings[at].name: "as in the round before" for at in again}
    others = {name: why for name, why in new.ignored.items() if name not in taken}
    return {**others, **{name: why for name, why in kept.items() if name not in taken}}


# ---------------------------------------------------------------- items and scales


def _there(before: Parts, items: Mapping[str, Found]) -> list[DeclaredItem]:
    return [one for one in before.items if one.item.code in items]


def _kept(
    one: DeclaredItem,
    items: Mapping[str, Found],
    before: Parts,
    places: Places,
    export: Opened,
) -> DraftItem:
    found = items[one.item.code]
    heading, look = places.headings[found.at], export.looks[found.at]
    questions = [] if found.is_same else [_changed(one.column.column, heading.name)]
    scale = next(scale for scale in before.scales if scale.scale.id == one.item.scale)
    questions += _unspelled(one, look)
    return DraftItem(
        code=one.item.code,
        column=heading.name,
        wording=one.item.wording if found.is_same else Text("", ""),
        theme=one.item.theme,
        scale=one.item.scale,
        direction=one.item.direction,
        comparability=Comparability.SAME if found.is_same else Comparability.CHANGED_WORDING,
        blank=one.column.blank,
        spellings=_own(one, scale),
        questions=tuple(questions),
    )


def _changed(before: str, now: str) -> str:
    return f"is it the same question?\nIt was called '{before}' and is called '{now}' now."


def _unspelled(one: DeclaredItem, look: Look) -> Iterator[str]:
    """Answers that its scale does not have; those that few rows have are counted."""
    spelled = {folded(cell) for cell in one.column.spellings}
    rest = {cell: rows for cell, rows in look.cells.items() if folded(cell) not in spelled}
    written = [] if is_open_text(look) else sorted(writable(replace(look, cells=rest))[0])
    if rest or look.has_many:
        listed = f" ({', '.join(map(repr, written))})" if written else ""
        yield (
            f"is it another scale now? {len(rest)} spellings are none of '{one.item.scale}'\n"
            f"Add them to its spellings if they are answers of it{listed}."
        )


def _own(one: DeclaredItem, scale: DeclaredScale) -> dict[str, str]:
    """The spellings of its column alone."""
    shared = scale.spellings
    return {c: code for c, code in one.column.spellings.items() if shared.get(c) != code}


def _scales(before: Parts, kept: Sequence[DraftItem]) -> Iterator[DraftScale]:
    used = {item.scale for item in kept}
    for one in before.scales:
        if one.scale.id not in used:
            continue
        other = one.scale.does_not_apply
        yield DraftScale(
            id=one.scale.id,
            answers=tuple(_answer(answer, one) for answer in one.scale.answers),
            does_not_apply=_answer(other, one) if other else None,
            steps=one.scale.steps,
            questions=(),
            outside=one.outside,
        )


def _answer(answer: Answer, scale: DeclaredScale) -> DraftAnswer:
    cells = [cell for cell, code in scale.spellings.items() if code == answer.code]
    return DraftAnswer(
        code=answer.code,
        label=answer.label,
        value=answer.value,
        is_positive=answer.is_positive,
        spellings=tuple(cells),
    )


def _themes(before: Parts, kept: Sequence[DraftItem]) -> tuple[DraftTheme, ...]:
    found = []
    for theme in before.themes:
        count = sum(item.theme == theme.code for item in kept)
        if count:
            least = min(theme.minimum_items, count)
            found.append(DraftTheme(code=theme.code, title=theme.title, minimum_items=least))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Fresh:
    scales: tuple[DraftScale, ...]
    items: tuple[DraftItem, ...]


def _fresh(new: Draft, taken: set[str], ignored: set[str], before: Parts) -> _Fresh:
    """Items that the round before had not, on a scale of it where that has all their answers."""
    codes = {*RESERVED, *(one.item.code for one in before.items)}
    ids = {one.scale.id for one in before.scales}
    scales = {scale.id: scale for scale in new.scales}
    known = {scale.id: _as_known(scale, before) for scale in new.scales}
    renamed = {scale.id: known[scale.id] or unique(scale.id, ids) for scale in new.scales}
    items = []
    for item in new.items:
        if item.column in taken or item.column in ignored:
            continue
        code = unique(item.code, codes)
        codes.add(code)
        items.append(replace(item, code=code, theme=None, scale=renamed[item.scale]))
    used = {item.scale for item in items}
    fresh = tuple(
        replace(scales[old], id=name)
        for old, name in renamed.items()
        if known[old] is None and name in used
    )
    return _Fresh(fresh, tuple(items))


def _as_known(scale: DraftScale, before: Parts) -> str | None:
    """The scale of before that has all of these answers."""
    cells = {folded(cell) for answer in scale.answers for cell in answer.spellings}
    for one in before.scales:
        if cells and cells <= {folded(cell) for cell in one.spellings}:
            return one.scale.id
    return None
