"""How the cells of a PX file lie: its variables with their values, in the language asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from etl.problems import InputRefused, Problem
from etl.readers.cube import Dimension
from etl.readers.model import Decision
from etl.readers.px_keywords import Keywords, Statement, default_language, refused

# The keywords that describe the variable in their brackets and nothing else.
_OF_VARIABLES: Final = ("VALUES", "CODES", "KEYS", "TIMEVAL")


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """`language` None is the file's own. `names` are the variables in it, before translation."""

    language: str | None
    names: tuple[str, ...]
    dimensions: tuple[Dimension, ...]
    decisions: tuple[Decision, ...]
    remarks: list[Problem] = field(default_factory=list)


def structure_of(found: Keywords, file: str, told: str | None) -> Structure:
    """Raises InputRefused naming the keyword that is missing or does not fit the others."""
    language = _language(found, file, told)
    own = _variables(found, None)
    names = tuple(name for _, name in own)
    _refuse_variables(found, names, file)
    shown = _translated(found, own, language, file)
    dimensions = tuple(
        _dimension(found, own_name, name, language, file)
        for own_name, name in zip(names, shown, strict=True)
    )
    return Structure(
        language=language,
        names=names,
        dimensions=dimensions,
        decisions=(*_language_decision(found, language, told), *_time_decisions(found, names)),
        remarks=[
            *_unused(found, names, file),
            *_odd_times(found, dimensions, names, file),
            *_alike(dimensions, file),
            *_unlisted_languages(found, file),
        ],
    )


def _language(found: Keywords, file: str, told: str | None) -> str | None:
    default = default_language(found)
    if told is None or told == default:
        return None
    there_are = _languages(found)
    if told in there_are:
        return told
    names = ", ".join(f"'{name}'" for name in there_are) or "none is named"
    message = f"the language '{told}' is not in the file (LANGUAGES: {names})"
    raise InputRefused(
        [Problem("px_language", message, file, remedy="choose one of them with --language")]
    )


def _languages(found: Keywords) -> list[str]:
    listed = found.find("LANGUAGES")
    default = default_language(found)
    used = [one.language for one in found.statements if one.keyword == "VALUES"]
    return list(
        dict.fromkeys(name for name in (default, *(listed.values if listed else ()), *used) if name)
    )


def _language_decision(
    found: Keywords, language: str | None, told: str | None
) -> tuple[Decision, ...]:
    there_are = _languages(found)
    default = default_language(found)
    if language is not None:
        reason = "told so; the file also has " + ", ".join(one for one in there_are if one != told)
        return (Decision(subject="language", value=language, reason=reason, is_told=True),)
    if default is None:
        return (Decision(subject="language", value="not stated", reason="there is no LANGUAGE"),)
    others = ", ".join(one for one in there_are if one != default)
    reason = f"LANGUAGE; there is also {others} (--language)" if others else "LANGUAGE"
    return (Decision(subject="language", value=default, reason=reason),)


def _time_decisions(found: Keywords, names: Sequence[str]) -> tuple[Decision, ...]:
    """TLIST says which of the variables is time, and whether years, quarters, months, …"""
    return tuple(
        Decision(subject="time", value=f"{name}: {one.function}", reason="TIMEVAL says so")
        for name in names
        if (one := found.find("TIMEVAL", None, (name,))) is not None and one.function
    )


# ---------------------------------------------------------------- what does not fit


def unused_variables(found: Keywords, names: Sequence[str]) -> list[Statement]:
    """What describes a variable that neither STUB nor HEADING names, in the file's own language."""
    return [
        one
        for one in found.all(_OF_VARIABLES, None)
        if one.subkeys and not set(one.subkeys) & set(names)
    ]


def _unused(found: Keywords, names: Sequence[str], file: str) -> Iterator[Problem]:
    for one in unused_variables(found, names):
        message = (
            f"the keyword {one.keyword} is about '{one.subkeys[0]}', which neither STUB nor "
            "HEADING names; it is not used"
        )
        yield Problem("px_unknown_variable", message, file, one.line)


def _odd_times(
    found: Keywords, dimensions: Sequence[Dimension], names: Sequence[str], file: str
) -> Iterator[Problem]:
    """TIMEVAL may list the periods again; VALUES says which they are."""
    for name, dimension in zip(names, dimensions, strict=True):
        one = found.find("TIMEVAL", None, (name,))
        count = len(dimension.codes)
        if one is not None and one.function and one.values and len(one.values) != count:
            message = f"TIMEVAL lists {len(one.values)} periods for '{name}', VALUES has {count}"
            yield Problem("px_time", message, file, one.line)


def _alike(dimensions: Sequence[Dimension], file: str) -> Iterator[Problem]:
    """Without codes the texts are all there is to tell the rows by."""
    for one in dimensions:
        repeated = len(one.codes) - len(set(one.codes))
        if repeated:
            message = (
                f"VALUES of '{one.name}' has {repeated} texts more than once, and no CODES tell "
                "them apart"
            )
            yield Problem("px_repeated_value", message, file)


def _unlisted_languages(found: Keywords, file: str) -> Iterator[Problem]:
    listed = set(_languages(found))
    unlisted = {one.language: one for one in found.statements if one.language is not None}
    for language, one in unlisted.items():
        if language not in listed:
            message = f"the keyword {one.keyword} is in '{language}', which LANGUAGES does not name"
            yield Problem("px_language", message, file, one.line)


# ---------------------------------------------------------------- variables


def _variables(found: Keywords, language: str | None) -> list[tuple[str, str]]:
    """(STUB or HEADING, name): the cells lie in this order, the last variable fastest."""
    return [
        (keyword, name)
        for keyword in ("STUB", "HEADING")
        if (one := found.find(keyword, language)) is not None
        for name in one.values
        if name
    ]


def _refuse_variables(found: Keywords, names: Sequence[str], file: str) -> None:
    if not names:
        raise refused("px_missing_keyword", "neither STUB nor HEADING names a variable", file)
    repeated = next((name for name in names if names.count(name) > 1), None)
    if repeated is not None:
        one = found.find("HEADING") or found.find("STUB")
        line = None if one is None else one.line
        message = f"STUB and HEADING name the variable '{repeated}' more than once"
        raise refused("px_repeated_keyword", message, file, line)


def _translated(
    found: Keywords, own: list[tuple[str, str]], language: str | None, file: str
) -> list[str]:
    shown = _variables(found, language) if language is not None else own
    if [keyword for keyword, _ in shown] != [keyword for keyword, _ in own]:
        message = f"STUB[{language}] and HEADING[{language}] do not name as many variables as STUB"
        raise refused("px_count", f"{message} and HEADING", file)
    return [name for _, name in shown]


def _dimension(found: Keywords, own: str, name: str, language: str | None, file: str) -> Dimension:
    values = found.find("VALUES", language, (name,)) or found.find("VALUES", None, (own,))
    if values is None:
        message = f"the keyword VALUES is missing for the variable '{name}'"
        raise refused("px_missing_keyword", message, file)
    if not values.values:
        raise refused("px_count", f"VALUES of '{name}' names no value", file, values.line)
    codes = found.find("CODES", language, (name,)) or found.find("CODES", None, (own,))
    own_values = found.find("VALUES", None, (own,)) or values
    _refuse_count(values, own_values, name, file)
    reason = f"the texts of VALUES, since '{name}' has no CODES"
    if codes is not None:
        _refuse_count(codes, own_values, name, file)
        _refuse_repeated(codes, name, file)
        reason = "CODES"
    return Dimension(
        name=name,
        parts=(name,),
        codes=(codes or own_values).values,
        texts=values.values,
        reason=reason,
    )


def _refuse_count(one: Statement, values: Statement, name: str, file: str) -> None:
    if len(one.values) != len(values.values):
        language = f"[{one.language}]" if one.language else ""
        message = (
            f"the keyword {one.keyword}{language} has {len(one.values)} values for the variable "
            f"'{name}', VALUES has {len(values.values)}"
        )
        raise refused("px_count", message, file, one.line)


def _refuse_repeated(codes: Statement, name: str, file: str) -> None:
    """Two values of one code are two rows that nothing tells apart."""
    repeated = len(codes.values) - len(set(codes.values))
    if repeated:
        message = f"the keyword CODES has {repeated} codes more than once for '{name}'"
        raise refused("px_repeated_code", message, file, codes.line)
