"""`[frame]` of an instrument: how many were invited, in strata or in a file beside the export."""

from collections.abc import Collection
from typing import Any, Final

from etl.inspection.options_toml import options_of_table
from etl.problems import InputRefused
from etl.readers.options import NO_OPTIONS, Options
from etl.sources.keys import Keys, unknown
from etl.surveys.instrument.columns import (
    MEMBER_ROLES,
    Known,
    cells_of,
    columns_of,
    member_of,
    members_of,
)
from etl.surveys.model import DIMENSION_OF, FrameDeclaration, FrameKind, Role, Stratum

_OF_A_FILE: Final = ("file", "kind", "columns", "members", "count", "ineligible", "only", "read")


def frame_of(keys: Keys, known: Known, asked: Collection[Role]) -> FrameDeclaration | None:
    """`asked` are the roles that the export has a column for: only those can be compared."""
    if "frame" not in keys:
        keys.any("frame")
        return None
    with keys.child("frame") as part:
        if "stratum" in part and "file" in part:
            part.fault("file", "is said beside strata: keep one of them")
        if "stratum" in part:
            return _of_strata(part, known, asked)
        return _of_file(part, known, asked)


def options_in(keys: Keys) -> Options:
    """`[read]` of a table; its mistakes are said at its place."""
    part = keys.child_or_empty("read")
    try:
        return options_of_table(part.table, keys.faults.file) if part.table else NO_OPTIONS
    except InputRefused as refused:
        keys.faults.take_over(part.path, refused.problems)
        return NO_OPTIONS


# ---------------------------------------------------------------- strata


def _of_strata(keys: Keys, known: Known, asked: Collection[Role]) -> FrameDeclaration:
    for name in _OF_A_FILE[1:]:
        if name in keys:
            keys.fault(name, "belongs to a file, and the frame is given in strata")
            keys.any(name)
    strata, seen = [], set[Any]()
    for one in keys.children("stratum", "must be written [[frame.stratum]], once for each"):
        stratum = _stratum(one, known, asked)
        strata.append(stratum)
        members = frozenset(stratum.members.items())
        if members in seen:
            one.fault("members", "this stratum stands twice")
        if set(stratum.members) != set(strata[0].members):
            one.fault("members", "every stratum must tell the same apart as the first one")
        seen.add(members)
    if not strata:
        keys.fault("stratum", "is missing: [[frame.stratum]], or a file")
    return FrameDeclaration(strata=tuple(strata))


def _stratum(keys: Keys, known: Known, asked: Collection[Role]) -> Stratum:
    with keys:
        part = keys.child("members")
        roles = [role for role in MEMBER_ROLES if role.value in part]
        _check_roles(part, asked)
        members = {
            DIMENSION_OF[role]: member_of(part, role.value, role, part.word(role.value), known)
            for role in roles
        }
        invited, ineligible = keys.whole("invited"), 0
        if "ineligible" in keys:
            ineligible = keys.whole("ineligible")
        keys.any("ineligible")
        if invited < 0 or ineligible < 0:
            keys.fault("invited", "cannot be below 0")
        elif ineligible > invited:
            keys.fault("ineligible", "cannot be more than invited")
        return Stratum(members=members, invited=invited, ineligible=ineligible)


def _check_roles(keys: Keys, asked: Collection[Role]) -> None:
    """What the export cannot tell apart cannot be held against the invited."""
    known = [role.value for role in MEMBER_ROLES]
    for name in keys.table:
        if name not in known:
            keys.fault(name, unknown(name, known))
        elif Role(name) not in asked:
            keys.fault(name, "is told apart in the frame, but [columns] has none: take it out")
    if Role.REGION in asked and Role.REGION.value not in keys.table:
        keys.fault(Role.REGION.value, "is missing: the export has several regions")


# ---------------------------------------------------------------- a file


def _of_file(keys: Keys, known: Known, asked: Collection[Role]) -> FrameDeclaration:
    kind = keys.member("kind", FrameKind)
    roles = MEMBER_ROLES if kind is FrameKind.COUNTS else (*MEMBER_ROLES, Role.RESPONDENT)
    columns = columns_of(keys, roles)
    members = members_of(keys, known)
    file = keys.word("file")
    if "/" in file or "\\" in file:
        keys.fault("file", "must be a name without a folder: it lies beside the export")
    place = {name: "" for name in keys.child_or_empty("columns").table if name != "respondent"}
    _check_roles(Keys(place, (*keys.path, "columns"), keys.faults), asked)
    for role in members:
        if role not in columns:
            keys.child_or_empty("members").fault(role.value, "has no column in [frame.columns]")
    return FrameDeclaration(
        file=file,
        kind=kind,
        options=options_in(keys),
        columns=columns,
        members=members,
        count=_count(keys, kind),
        ineligible=_ineligible(keys, kind),
        only=cells_of(keys, "only"),
    )


def _count(keys: Keys, kind: FrameKind) -> str | None:
    if kind is FrameKind.COUNTS:
        return keys.word("count")
    return _none_of_a_list(keys, "count")


def _ineligible(keys: Keys, kind: FrameKind) -> str | None:
    if kind is FrameKind.COUNTS:
        return keys.word_or_none("ineligible")
    return _none_of_a_list(keys, "ineligible")


def _none_of_a_list(keys: Keys, key: str) -> str | None:
    if key in keys:
        keys.fault(key, f"a {FrameKind.LIST} has none: its rows are counted")
    keys.any(key)
    return None
