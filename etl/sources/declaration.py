"""A declaration read from TOML: `FILE.alf.toml` beside a file, or one that stands by itself.

Every mistake is refused with its key and line, all of them at once. Nothing is defaulted that
carries meaning, and the file that it is about is not looked at here.
"""

import re
from collections.abc import Sequence
from typing import Final

from etl.inspection.options_toml import options_of_table
from etl.problems import InputRefused, Problem
from etl.readers.options import NO_OPTIONS, Options
from etl.services.declared import ServiceDeclaration, parse_service
from etl.sources.declaration_model import Declaration
from etl.sources.declared_contradictions import contradictions_of
from etl.sources.declared_registry import indicator_of, organisation_of, source_of
from etl.sources.declared_tables import table_of
from etl.sources.keys import ASKED, EMPTY, Faults, Keys, parsed

FORMAT: Final = 1
QUESTION: Final = "# QUESTION:"
_QUESTION: Final = re.compile(r"\s*#\s*QUESTION:\s*(.*)")


def parse_declaration(text: str, file: str) -> Declaration:
    """The declaration; raises InputRefused with every mistake, each with its key and line."""
    faults = Faults(text, file)
    _ask(text, faults)
    with Keys(parsed(text, file), (), faults) as keys:
        declaration = _declaration(keys, file)
    if faults.problems:
        raise InputRefused(_worth_saying(faults.problems))
    return declaration


def _worth_saying(problems: Sequence[Problem]) -> list[Problem]:
    """What is empty because its question stands is not said twice."""
    is_draft = any(problem.rule == ASKED for problem in problems)
    return [problem for problem in problems if not (is_draft and problem.rule == EMPTY)]


def _ask(text: str, faults: Faults) -> None:
    """A draft is no declaration yet: each of its questions is answered, and its line taken out."""
    for number, line in enumerate(text.splitlines(), 1):
        if asked := _QUESTION.match(line):
            faults.ask(number, asked[1])


def _declaration(keys: Keys, file: str) -> Declaration:
    if keys.whole("format") != FORMAT and "format" in keys:
        keys.fault("format", f"is not {FORMAT}: this program reads format {FORMAT} only")
    with keys.child_or_empty("file") as about:
        pattern = about.word_or_none("pattern")
    source, new = source_of(keys.child("source")) if "source" in keys else (None, None)
    keys.any("source")
    tables = tuple(map(table_of, keys.children("table")))
    if tables and source is None:
        keys.fault("source", "is missing: the id of a source, or a new publication")
    return Declaration(
        file=file,
        pattern=pattern,
        options=_options(keys, file),
        service=_service(keys, file),
        source=source,
        tables=tables,
        indicators=tuple(filter(None, map(indicator_of, keys.children("indicator")))),
        sources=(new,) if new else (),
        organisations=tuple(filter(None, map(organisation_of, keys.children("organisation")))),
        contradictions=contradictions_of(keys.children("contradiction")),
        preferred_sources=_preferred_sources(keys.child_or_empty("preferred_sources")),
    )


def _preferred_sources(keys: Keys) -> dict[str, tuple[str, ...]]:
    found = {indicator: keys.words(indicator) for indicator in keys.table}
    for indicator, sources in found.items():
        if not sources:
            keys.fault(indicator, "names no source")
    return found


def _options(keys: Keys, file: str) -> Options:
    part = keys.child_or_empty("read")
    if not part.table:
        return NO_OPTIONS
    try:
        return options_of_table(part.table, file)
    except InputRefused as refused:
        keys.faults.take_over(part.path, refused.problems)
        return NO_OPTIONS


def _service(keys: Keys, file: str) -> ServiceDeclaration | None:
    part = keys.child_or_empty("service")
    if not part.table:
        return None
    try:
        return parse_service(part.table, file)
    except InputRefused as refused:
        keys.faults.take_over(part.path, refused.problems)
        return None
