"""Which codes of a table are asked for, and in how many questions: the same for both PxWebs.

Expressions are worked out here from the table's own list of codes, so that an unknown code is
named before anything is asked, and so that the size of the answer is known. What may be left out,
and that codes of time sort by their letters: https://github.com/PxTools/PxApiSpecs specs.md.
Asks nobody.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatchcase
from math import prod
from typing import Final

from etl.problems import InputRefused, Problem

RULE: Final = "service_selection"
_EXPRESSION: Final = re.compile(r"(top|bottom|from|to|range)\s*\((.*)\)", re.IGNORECASE)
_SHOWN: Final = 12
# Ours: far more than any table of the seven needs, and a load of minutes rather than hours.
MOST_QUESTIONS: Final = 500
MOST_CELLS: Final = 5_000_000

Chosen = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """One variable of a table. `may_be_left_out`: the service then gives its total."""

    code: str
    codes: tuple[str, ...]
    is_time: bool
    may_be_left_out: bool


class _NoChoice(ValueError):
    """An expression that chooses nothing, with the reason."""


def chosen(variables: Sequence[Variable], select: Chosen, *, table: str, file: str) -> Chosen:
    """The codes asked for, variable by variable; raises InputRefused with all that is wrong."""
    problems = [
        Problem(RULE, f"{table}: {message}", file, remedy=remedy)
        for message, remedy in _faults(variables, select)
    ]
    if problems:
        raise InputRefused(problems)
    return {v.code: _codes(v, select[v.code]) for v in variables if v.code in select}


def cells(selection: Chosen) -> int:
    """How many figures a selection asks for."""
    return prod(len(codes) for codes in selection.values())


def questions(selection: Chosen, most: int, *, table: str, file: str) -> list[Chosen]:
    """The selection in parts of at most `most` cells; raises InputRefused for too many of them."""
    asked = cells(selection)
    least = -(-asked // most)
    if asked > MOST_CELLS or least > MOST_QUESTIONS:
        message = (
            f"{table}: {asked:,} figures in at least {least:,} questions are asked for, more than"
            f" {MOST_CELLS:,} figures or {MOST_QUESTIONS} questions"
        )
        remedy = "choose fewer codes in [service.select]"
        raise InputRefused([Problem(RULE, message, file, remedy=remedy)])
    return batches(selection, most)


def batches(selection: Chosen, most: int) -> list[Chosen]:
    """The selection in parts of at most `most` cells, which together are all of it, once."""
    if cells(selection) <= most:
        return [selection]
    longest = max(selection, key=lambda variable: len(selection[variable]))
    codes = selection[longest]
    size = max(1, most // (cells(selection) // len(codes)))
    parts = [codes[start : start + size] for start in range(0, len(codes), size)]
    return [
        batch
        for part in parts
        for batch in (
            batches({**selection, longest: part}, most) if len(part) < len(codes) else [selection]
        )
    ]


def _faults(variables: Sequence[Variable], select: Chosen) -> Iterator[tuple[str, str | None]]:
    known = {variable.code: variable for variable in variables}
    for code in select:
        if code not in known:
            yield f"there is no variable '{code}' (there are: {', '.join(known)})", None
    for variable in variables:
        if variable.code in select:
            yield from _code_faults(variable, select[variable.code])
        elif not variable.may_be_left_out:
            message = f"nothing is chosen of '{variable.code}' ({_some(variable.codes)})"
            yield message, f'add {variable.code} = ["…"] to [service.select], or "*" for all'


def _code_faults(variable: Variable, wanted: Sequence[str]) -> Iterator[tuple[str, str | None]]:
    for one in wanted:
        try:
            _chosen_by(variable, one)
        except _NoChoice as fault:
            yield f"'{variable.code}': {fault}", None


def _codes(variable: Variable, wanted: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for one in wanted for code in _chosen_by(variable, one)))


def _chosen_by(variable: Variable, wanted: str) -> Sequence[str]:
    """The codes that one text chooses: itself, a pattern with * and ?, or an expression."""
    if wanted in variable.codes:
        return (wanted,)
    if found := _EXPRESSION.fullmatch(wanted):
        return _by_expression(variable, found[1].lower(), found[2])
    if set(wanted) & set("*?"):
        # Square brackets mean nothing in PxWeb, but a range for fnmatch.
        pattern = wanted.replace("[", "[[]")
        codes = [code for code in variable.codes if fnmatchcase(code, pattern)]
        if codes:
            return codes
    near = get_close_matches(wanted, variable.codes, n=3)
    hint = f"nearest: {', '.join(near)}" if near else _some(variable.codes)
    raise _NoChoice(f"there is no code '{wanted}' ({hint})")


def _by_expression(variable: Variable, name: str, inside: str) -> Sequence[str]:
    if not variable.is_time:
        raise _NoChoice(f"{name}() is for the variable of time; name the codes")
    # Codes of time have one length and sort as time does: 2024, 2024K1, 2024M01.
    codes = sorted(variable.codes)
    given = [part.strip() for part in inside.split(",")]
    if name in ("top", "bottom"):
        return _ends(codes, name, given)
    if len(given) != (2 if name == "range" else 1):
        raise _NoChoice(f"{name}({inside}) has the wrong number of codes")
    for code in given:
        if code not in codes:
            raise _NoChoice(f"there is no code '{code}' in {name}({inside}) ({_some(codes)})")
    first = codes.index(given[0]) if name != "to" else 0
    last = codes.index(given[-1]) if name != "from" else len(codes) - 1
    if first > last:
        raise _NoChoice(f"{name}({inside}) ends before it begins")
    return codes[first : last + 1]


def _ends(codes: Sequence[str], name: str, given: Sequence[str]) -> Sequence[str]:
    """top: the latest; bottom: the earliest."""
    if len(given) != 1 or not re.fullmatch(r"[1-9]\d{0,5}", given[0], re.ASCII):
        raise _NoChoice(f"{name}({','.join(given)}) needs one number, as {name}(5)")
    count = int(given[0])
    return codes[-count:] if name == "top" else codes[:count]


def _some(codes: Sequence[str]) -> str:
    shown = ", ".join(codes[:_SHOWN])
    return f"{len(codes)} codes: {shown}{', …' if len(codes) > _SHOWN else ''}"
