"""`[preferred_sources]` of declarations: which source a chart draws where several print a figure.

A user's file may bring a second source for a measure that ships, and what ships cannot know of it.
What a measure says of itself always goes before.
"""

from collections.abc import Iterable, Iterator

from etl.problems import InputRefused, Problem
from etl.sources.declaration_model import Declaration
from etl.sources.keys import nearest
from warehouse.registry import Registry


def with_preferred_sources(registry: Registry, declared: Iterable[Declaration]) -> Registry:
    """Raises InputRefused where two declarations differ, or name what there is not."""
    said: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for declaration in declared:
        for indicator, sources in declaration.preferred_sources.items():
            problems += _faults(registry, declaration.file, indicator, sources)
            if said.setdefault(indicator, sources) != sources:
                message = f"another declaration has another order of the sources of '{indicator}'"
                problems.append(_problem(declaration.file, message))
    if problems:
        raise InputRefused(problems)
    return registry.with_preferred_sources(said)


def _faults(
    registry: Registry, file: str, indicator: str, sources: Iterable[str]
) -> Iterator[Problem]:
    if indicator not in registry.indicators:
        near = nearest(indicator, registry.indicators)
        yield _problem(file, f"unknown indicator '{indicator}'; {near}")
    for source in sources:
        if source not in registry.sources:
            yield _problem(file, f"unknown source '{source}'; {nearest(source, registry.sources)}")


def _problem(file: str, message: str) -> Problem:
    return Problem("registry", f"preferred_sources: {message}", file)
