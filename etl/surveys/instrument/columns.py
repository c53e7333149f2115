"""`[columns]`, `[members]`, `[tests]` and `[ignore]`: what the columns of an export are."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from etl.sources.keys import Keys, unknown
from etl.surveys.instrument.survey import About, period_of, region_code
from etl.surveys.instrument.words import normal_spelling
from etl.surveys.model import DIMENSION_OF, LEFT_OUT, Role
from warehouse.members import ALL, GROUPS, SEXES
from warehouse.organisations import ORGANISATIONS, Organisation
from warehouse.period import parse_period

MEMBER_ROLES: Final = tuple(DIMENSION_OF)
_PROGRAMMES: Final = tuple(code for code in GROUPS if code != ALL)

Members = Mapping[Role, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Known:
    """What a member can be: the totals of this survey, and every organisation there is.

    `named` are the codes of those declared here, also of one with a mistake.
    """

    about: About
    organisations: Mapping[str, Organisation]
    named: frozenset[str]

    @classmethod
    def of(cls, about: About, declared: Iterable[Organisation], named: Iterable[str]) -> "Known":
        known = {**ORGANISATIONS, **{one.code: one for one in declared}}
        return cls(about, known, frozenset(named))

    def total(self, role: Role) -> str:
        """The member of those who belong to none that is told apart."""
        own = {Role.PROGRAMME: self.about.group, Role.TERM: self.about.period}
        return own.get(role, ALL)


def columns_of(keys: Keys, roles: Collection[Role] = tuple(Role)) -> dict[Role, str]:
    """Role → column; a key that is no role is named with those that are."""
    found = keys.pairs("columns")
    known = [role.value for role in roles]
    place = keys.child_or_empty("columns")
    for name in found:
        if name not in known:
            place.fault(name, unknown(name, known))
    return {role: found[role.value] for role in roles if role.value in found}


def members_of(keys: Keys, known: Known) -> dict[Role, dict[str, str]]:
    """Role → spelling → member of its dimension."""
    part = keys.child_or_empty("members")
    roles = [role.value for role in MEMBER_ROLES]
    found = {}
    for name in part.table:
        if name in roles:
            role = Role(name)
            found[role] = _spellings(part.child(name), role, known)
        else:
            part.fault(name, unknown(name, roles))
    return found


def _spellings(keys: Keys, role: Role, known: Known) -> dict[str, str]:
    if not keys.table:
        keys.faults.add(keys.path, "names no spelling")
    found, seen = {}, dict[str, str]()
    for spelling in keys.table:
        word = keys.word(spelling)
        member = word if word == LEFT_OUT else member_of(keys, spelling, role, word, known)
        if seen.setdefault(normal_spelling(spelling), member) != member:
            keys.fault(spelling, "is spelled as another line here that has another member")
        found[spelling] = member
    return found


def member_of(keys: Keys, key: str, role: Role, word: str, known: Known) -> str:
    """The member as it is stored; `all` is the total of its dimension."""
    if not word or role is Role.REGION:
        return region_code(keys, key, word)
    if word == ALL:
        return known.total(role)
    match role:
        case Role.ORGANISATION:
            return _organisation(keys, key, word, known)
        case Role.PROGRAMME:
            return _programme(keys, key, word, known)
        case Role.TERM:
            return _term(keys, key, word, known)
        case _:
            return _listed(keys, key, word, SEXES)


def _listed(keys: Keys, key: str, word: str, members: Collection[str]) -> str:
    if word not in members:
        keys.fault(key, unknown(word, members))
    return word


def _organisation(keys: Keys, key: str, word: str, known: Known) -> str:
    """Known, of a kind that the survey is about, and in its region."""
    one = known.organisations.get(word)
    if one is None and word in known.named:
        return word
    if one is None:
        near = unknown(word, known.organisations)
        keys.fault(key, f"{near}; a new one is declared as [[organisation]]")
        return word
    kinds = known.about.units
    if kinds and one.kind not in kinds:
        said = ", ".join(kinds)
        keys.fault(key, f"'{word}' is a {one.kind}, and `unit` of the survey says {said}")
    region = known.about.region
    if region and one.region and one.region != region:
        keys.fault(key, f"'{word}' lies in '{one.region}', not in '{region}'")
    return word


def _programme(keys: Keys, key: str, word: str, known: Known) -> str:
    if word == known.about.group:
        message = f"'{word}' is the target group itself: write '{ALL}' where no programme is known"
        keys.fault(key, message)
    return _listed(keys, key, word, _PROGRAMMES)


def _term(keys: Keys, key: str, word: str, known: Known) -> str:
    """A period within that of the survey."""
    term = period_of(keys, key, word)
    if term is None or not known.about.period:
        return word
    whole = parse_period(known.about.period)
    (first, last, _), (opening, closing, _) = term.sort_key, whole.sort_key
    if first < opening or last > closing:
        keys.fault(key, f"'{term.code}' does not lie within '{whole.code}'")
    return term.code


# ---------------------------------------------------------------- cells and columns


def cells_of(keys: Keys, key: str) -> dict[str, tuple[str, ...]]:
    """Column → cells."""
    part = keys.child_or_empty(key)
    found = {column: part.words(column) for column in part.table}
    for column, cells in found.items():
        if not cells:
            part.fault(column, "names no cell")
    return found


def ignored_of(keys: Keys) -> tuple[str, ...]:
    with keys.child_or_empty("ignore") as part:
        return part.words("columns")
