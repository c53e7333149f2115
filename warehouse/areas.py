"""Codes of others → our regions and organisations: the one place where they are asked for.

A code of a known form which is none of ours gives None, so that it can be counted and set aside;
a code that its scheme does not explain raises. The lists are in `area_codes.py`; names of regions
are in `regions.py`. Names of universities are a scheme too, since sources give a university where
we need a region and an organisation.
"""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache

from warehouse.area_codes import SCHEMES, Area, AreaKind, Scheme
from warehouse.regions import Region


class UnknownScheme(ValueError):
    """A scheme that is not listed; the message names those that are."""

    def __init__(self, identifier: str) -> None:
        self.identifier = identifier
        super().__init__(f"unknown code scheme '{identifier}' (known: {', '.join(SCHEMES)})")


class UnknownCode(ValueError):
    """Codes that a scheme does not explain; the message names each with the nearest known ones.

    The nearest are looked for when the message is read: a file may hold thousands of such codes.
    """

    def __init__(self, scheme: str, codes: Iterable[str]) -> None:
        self.scheme = scheme
        self.codes = tuple(sorted(set(codes)))
        super().__init__(scheme, self.codes)

    def __str__(self) -> str:
        named = "; ".join(_with_nearest(SCHEMES[self.scheme], code) for code in self.codes)
        return f"not a code of '{self.scheme}': {named}"


def _with_nearest(scheme: Scheme, code: str) -> str:
    known = {known.casefold(): known for known in (*scheme.areas, *scheme.others)}
    nearest = [known[match] for match in get_close_matches(code.casefold(), known, n=2)]
    return f"'{code}' (nearest: {', '.join(nearest)})" if nearest else f"'{code}'"


def scheme_for(identifier: str) -> Scheme:
    """The scheme of this id; raises UnknownScheme."""
    try:
        return SCHEMES[identifier]
    except KeyError:
        raise UnknownScheme(identifier) from None


def area_of(scheme: str, cell: str) -> Area | None:
    """The area that a code means; None: a known kind, but none of ours. Raises UnknownCode."""
    found = scheme_for(scheme)
    meaning = _listed(found.id).get(_code(found, cell).casefold())
    return meaning if isinstance(meaning, Area) else None


def region_of(scheme: str, cell: str) -> Region | None:
    """The region that a code lies in; None: a known kind, but none of ours. Raises UnknownCode."""
    area = area_of(scheme, cell)
    return None if area is None else area.region


def kind_of(scheme: str, cell: str) -> AreaKind:
    """What a code stands for, whether it is one of ours or not; raises UnknownCode."""
    found, area = scheme_for(scheme), area_of(scheme, cell)
    if area is not None:
        return area.kind
    code = _code(found, cell)
    kinds = (kind for kind, form in found.other_forms.items() if form.fullmatch(code))
    return next(kinds, found.kind)


def name_of(scheme: str, cell: str) -> str | None:
    """The name of an area that is none of ours, where the scheme lists it."""
    found = scheme_for(scheme)
    meaning = _listed(found.id).get(_code(found, cell).casefold())
    return meaning if isinstance(meaning, str) else None


def _code(scheme: Scheme, cell: str) -> str:
    """The code in a cell; raises UnknownCode where the scheme does not explain it."""
    text = cell.strip()
    for form in scheme.other_forms.values():
        if matched := form.fullmatch(text):
            return matched["code"]
    matched = scheme.form.fullmatch(text)
    if matched is None or matched["code"].casefold() not in _listed(scheme.id):
        raise UnknownCode(scheme.id, [cell])
    return matched["code"]


@cache
def _listed(scheme: str) -> Mapping[str, Area | str]:
    """Every code of a scheme: our area, or the name of one that is none of ours."""
    listed: dict[str, Area | str] = {**SCHEMES[scheme].areas, **SCHEMES[scheme].others}
    return {code.casefold(): meaning for code, meaning in listed.items()}
