"""What a declaration says about a statistics service, in place of a file: `[service]`.

Only the declaration: which service, which table, which part of it. How it is asked is in one
file for each kind; what the figures mean is for the rest of the declaration.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from etl.problems import InputRefused, Problem

RULE: Final = "service_declaration"
EVERYTHING: Final = "*"
LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")


class ServiceKind(StrEnum):
    """The services that can be asked."""

    PXWEB1 = "pxweb1"
    PXWEB2 = "pxweb2"
    KOLADA3 = "kolada3"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceDeclaration:
    """`address` is the root of the service without a final slash; `table` the path or the id.

    `select` gives for each variable its codes, or expressions such as "*" and "top(5)".
    PxWeb 1 has the language in its address, Kolada has neither table nor language.
    """

    kind: ServiceKind
    address: str
    select: Mapping[str, tuple[str, ...]]
    table: str | None = None
    language: str | None = None


# The keys of each kind beside `kind`, `address` and `select`; all of them must be there.
_KEYS: Final[Mapping[ServiceKind, tuple[str, ...]]] = {
    ServiceKind.PXWEB1: ("table",),
    ServiceKind.PXWEB2: ("table", "language"),
    ServiceKind.KOLADA3: (),
}
# A table in PxWeb 1 is a path of names, in PxWeb 2 one id.
_TABLE: Final[Mapping[ServiceKind, re.Pattern[str]]] = {
    ServiceKind.PXWEB1: re.compile(r"\w[\w.\-]*(/\w[\w.\-]*)*"),
    ServiceKind.PXWEB2: re.compile(r"\w[\w.\-]*"),
}
_KOLADA_VARIABLES: Final = ("kpi", "municipality", "year")
_KOLADA_ID: Final = re.compile(r"\w+", re.ASCII)


def parse_service(table: Mapping[str, object], file: str) -> ServiceDeclaration:
    """The declaration; raises InputRefused with all that is wrong in it."""
    kind = _kind(table, file)
    select = table.get("select")
    problems = [
        *_key_problems(kind, table, file),
        *_text_problems(kind, table, file),
        *_select_problems(kind, select, file),
    ]
    if problems:
        raise InputRefused(problems)
    assert isinstance(select, Mapping)
    return ServiceDeclaration(
        kind=kind,
        address=str(table["address"]).rstrip("/"),
        select={str(variable): _codes(codes) for variable, codes in select.items()},
        table=str(table["table"]) if "table" in _KEYS[kind] else None,
        language=str(table["language"]) if "language" in _KEYS[kind] else None,
    )


def without_secrets(address: str) -> str:
    """An address as it may be printed: what may be a name and a password is taken out."""
    bare = re.sub(r"//[^/?#]*@", "//…@", address)
    return "".join(sign if sign.isprintable() else " " for sign in bare)


def address_fault(address: str) -> str | None:
    """Why an address is not asked: only https, or this machine; never with a password in it."""
    try:
        parts = urlsplit(address)
        is_address = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return "is no address"
    # Blanks and line ends are taken out by some libraries and kept by others.
    if not is_address or not address.isprintable() or " " in address:
        return "is no address"
    if parts.username is not None or parts.password is not None:
        return "holds a user's name or a password"
    if parts.fragment:
        return "holds a '#'"
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        return "does not begin with https://"
    return None


def _kind(table: Mapping[str, object], file: str) -> ServiceKind:
    try:
        return ServiceKind(str(table.get("kind", "")))
    except ValueError:
        known = ", ".join(ServiceKind)
        said = f"'{table['kind']}' is no kind of service" if "kind" in table else "it is missing"
        problem = Problem(RULE, f"service.kind: {said} (known: {known})", file)
        raise InputRefused([problem]) from None


def _key_problems(kind: ServiceKind, table: Mapping[str, object], file: str) -> Iterator[Problem]:
    known = ("kind", "address", *_KEYS[kind], "select")
    for key in table:
        if key not in known:
            near = get_close_matches(key, known, 1)
            hint = f", nearest: {near[0]}" if near else ""
            message = f"service.{key}: {kind} has no such key (known: {', '.join(known)}{hint})"
            yield Problem(RULE, message, file)
    for key in known:
        if key not in table:
            yield Problem(RULE, f"service.{key}: it is missing; {kind} needs it", file)


def _text_problems(kind: ServiceKind, table: Mapping[str, object], file: str) -> Iterator[Problem]:
    forms = {"table": _TABLE.get(kind), "language": re.compile(r"[a-z]{2,3}(-[A-Za-z]+)?")}
    if "address" in table:
        address = table["address"]
        fault = _root_fault(address) if isinstance(address, str) else "is no text"
        if fault:
            message = f"service.address: '{without_secrets(str(address))}' {fault}"
            yield Problem(RULE, message, file)
    for key in _KEYS[kind]:
        value, form = table.get(key), forms[key]
        if key in table and not (isinstance(value, str) and form and form.fullmatch(value)):
            yield Problem(RULE, f"service.{key}: {value!r} is no {key} of {kind}", file)


def _root_fault(address: str) -> str | None:
    """What is put behind the root of a service would be lost behind a question mark."""
    has_question = address_fault(address) is None and "?" in address
    return "holds a '?'" if has_question else address_fault(address)


def _select_problems(kind: ServiceKind, select: object, file: str) -> Iterator[Problem]:
    if select is None:
        return
    if not isinstance(select, Mapping):
        yield Problem(RULE, "service.select: it is no table of variables and their codes", file)
        return
    for variable, codes in select.items():
        if not _codes(codes):
            message = f"service.select.{variable}: give a list of texts or one text"
            remedy = 'write codes in quotation marks: ["01", "03"]'
            yield Problem(RULE, message, file, remedy=remedy)
    if kind is ServiceKind.KOLADA3:
        yield from _kolada_problems(select, file)


def _kolada_problems(select: Mapping[str, object], file: str) -> Iterator[Problem]:
    for variable in select:
        if variable not in _KOLADA_VARIABLES:
            message = f"service.select.{variable}: Kolada has {', '.join(_KOLADA_VARIABLES)}"
            yield Problem(RULE, message, file)
    for variable in _KOLADA_VARIABLES:
        codes = _codes(select.get(variable))
        if variable not in select:
            yield Problem(RULE, f"service.select.{variable}: it is missing", file)
        elif codes == (EVERYTHING,) and variable != "kpi":
            continue
        elif bad := [code for code in codes if not _KOLADA_ID.fullmatch(code)]:
            message = f"service.select.{variable}: {bad[0]!r} is no id of Kolada"
            yield Problem(RULE, message, file)


def _codes(value: object) -> tuple[str, ...]:
    """The codes of one variable; empty where it is anything but texts."""
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, Sequence) or not all(isinstance(c, str) and c for c in listed):
        return ()
    return tuple(dict.fromkeys(listed))
