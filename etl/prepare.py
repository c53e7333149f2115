"""From input files to what a release will hold: read, contract, derive, checks. Writes nothing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import add
from pathlib import Path

import polars as pl

from etl.accounting import unaccounted
from etl.checks import find_problems
from etl.contradictions import (
    Contradiction,
    Declarations,
    contradictions_frame,
    unknown_words,
)
from etl.derive import derive
from etl.inputs import BUNDLED_KIND, InputDeclaration, InputFile, bundled_content
from etl.problems import InputRefused, Problem
from etl.sources import BUNDLED
from etl.sources.bundled import read_bundled, read_left_out
from etl.sources.declaration_model import Declaration
from etl.sources.declared_contradictions import read_declarations
from etl.sources.declared_preferences import with_preferred_sources
from etl.sources.table_source import SetAside, TableResult, observations_of
from etl.surveys.model import Instrument
from etl.surveys.publishing.table import rows_of
from etl.validation import hold_to_contract
from warehouse.contract import KEY, Observation
from warehouse.layout import layout
from warehouse.registry import SHIPPED, Misfit, Registry, RegistryError, id_of
from warehouse.surveys.indicators import Measure, indicator_id

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """`observations` holds everything, the last `derived` of them computed here.

    `set_aside` is, by the id of the file, what of it gave no figure.
    """

    registry: Registry
    set_aside: Mapping[str, tuple[SetAside, ...]]
    observations: pl.DataFrame
    derived: int
    contradictions: pl.DataFrame
    left_out: pl.DataFrame


def prepare(inputs: Sequence[InputFile], bundle: Path | None, progress: Progress) -> Prepared:
    """Raises InputRefused with everything that is wrong, each with its file, row and column."""
    names = {file.id: file.name for file in inputs}
    try:
        registry = registry_of(inputs)
        progress(f"Reading {len(inputs)} files")
        results = _every(inputs, registry)
        frames = [result.observations for result in results]
        _refuse_repeated(inputs, frames)
        # In one piece: every check goes through hundreds of small pieces otherwise. An example
        # from which all is taken back holds nothing.
        whole = pl.concat([Observation.create_empty(), *frames], rechunk=True)
        rows = hold_to_contract(whole, registry)
        left_out, shipped = _beside_the_figures(bundle)
        declarations = shipped + Declarations(declared_contradictions(inputs))
        progress(f"Checking {rows.height} figures")
        _check(rows, inputs, left_out, declarations, registry)
    except InputRefused as refused:
        raise InputRefused(_in_words(refused.problems, names)) from refused
    # A figure that a source prints itself is not computed beside it.
    computed = derive(rows, registry.indicators).join(rows, on=list(KEY), how="anti")
    derived = hold_to_contract(computed, registry)
    return Prepared(
        registry=registry,
        set_aside={file.id: result.set_aside for file, result in zip(inputs, results, strict=True)},
        observations=pl.concat([rows, derived]),
        derived=derived.height,
        contradictions=contradictions_frame(rows, declarations.contradictions),
        left_out=left_out,
    )


def registry_of(inputs: Iterable[InputFile]) -> Registry:
    """What ships and what the files declare; the same said by two of them is one."""
    declared = _declarations(inputs)
    if not declared:
        return SHIPPED
    meanings = [declaration.meaning for declaration in declared.values()]
    tables = [meaning for meaning in meanings if isinstance(meaning, Declaration)]
    try:
        registry = SHIPPED.with_declared(
            [indicator for table in tables for indicator in table.indicators],
            [source for meaning in meanings for source in meaning.sources],
            [organisation for meaning in meanings for organisation in meaning.organisations],
        ).with_surveys(meaning.round for meaning in meanings if isinstance(meaning, Instrument))
    except RegistryError as error:
        problems = [
            Problem("registry", misfit.sentence, _who_declares(misfit, declared.values()))
            for misfit in error.misfits
        ]
        raise InputRefused(problems) from error
    return with_preferred_sources(registry, tables)


def _declarations(inputs: Iterable[InputFile]) -> dict[str, InputDeclaration]:
    """Each once, by its SHA-256."""
    return {file.declaration.sha256: file.declaration for file in inputs if file.declaration}


def _who_declares(misfit: Misfit, declared: Iterable[InputDeclaration]) -> str:
    """The names of the declarations and instruments that hold it."""
    holders = [one.name for one in declared if misfit.id in _ids_of(one.meaning)]
    return ", ".join(dict.fromkeys(holders))


def _ids_of(meaning: Declaration | Instrument) -> set[str]:
    """What a meaning adds to the registry."""
    ids = {id_of(one) for one in (*meaning.sources, *meaning.organisations)}
    if isinstance(meaning, Declaration):
        return ids | {indicator.id for indicator in meaning.indicators}
    series = meaning.round.series
    return ids | {meaning.round.id} | {indicator_id(series, measure) for measure in Measure}


def _read(file: InputFile, registry: Registry) -> TableResult:
    if file.declaration is None:
        rows = read_bundled(file.id, file.content.all(), registry.indicators)
        return TableResult(observations=rows, set_aside=())
    if isinstance(file.declaration.meaning, Instrument):
        return TableResult(observations=rows_of(file), set_aside=())
    return observations_of(file.declaration.meaning, file.content, registry, input_id=file.id)


def _every(inputs: Iterable[InputFile], registry: Registry) -> list[TableResult]:
    """Reads all the files before it refuses, so that every problem is said at once."""
    results: list[TableResult] = []
    problems: list[Problem] = []
    for file in inputs:
        try:
            results.append(_read(file, registry))
        except InputRefused as refused:
            problems.extend(refused.problems)
    if problems:
        raise InputRefused(problems)
    return results


def _beside_the_figures(bundle: Path | None) -> tuple[pl.DataFrame, Declarations]:
    if bundle is None:
        return pl.DataFrame(schema=layout().tables["left_out"]), Declarations()
    left_out = [
        read_left_out(name, bundled_content(bundle, name), topic)
        for topic in BUNDLED
        for name in [f"{topic}_left_out.csv"]
    ]
    declarations = [
        read_declarations(name, bundled_content(bundle, name))
        for topic in BUNDLED
        for name in [f"{topic}_contradictions.toml"]
    ]
    return pl.concat(left_out), reduce(add, declarations)


def declared_contradictions(inputs: Iterable[InputFile]) -> tuple[Contradiction, ...]:
    """Those of the users; the same said by two declarations, as those of two years, is one."""
    found: list[Contradiction] = []
    for declaration in _declarations(inputs).values():
        if isinstance(declaration.meaning, Instrument):
            continue
        said = [replace(one, file="", line=None) for one in found]
        found += [
            one
            for one in declaration.meaning.contradictions
            if replace(one, file="", line=None) not in said
        ]
    return tuple(found)


def _check(
    rows: pl.DataFrame,
    inputs: Sequence[InputFile],
    left_out: pl.DataFrame,
    declarations: Declarations,
    registry: Registry,
) -> None:
    shipped = [file.id for file in inputs if file.kind == BUNDLED_KIND]
    ships = rows.filter(pl.col("input").is_in(shipped))
    problems = [
        *unknown_words(declarations, registry.indicators, registry.sources),
        *find_problems(rows, declarations, registry.indicators),
        *(unaccounted(ships, left_out) if shipped else ()),
    ]
    if problems:
        raise InputRefused(problems)


def _refuse_repeated(inputs: Sequence[InputFile], frames: Sequence[pl.DataFrame]) -> None:
    """A file that gives what another file already gives; within one the contract sees it."""
    keys = [
        frame.select(*KEY, "input_row", file=pl.lit(number, pl.Int64))
        for number, frame in enumerate(frames)
    ]
    if not keys:
        return
    first = pl.col("file").min().over(*KEY)
    again = pl.concat(keys).with_columns(older=first).filter(pl.col("older") < pl.col("file"))
    counted = again.group_by("file", "older", maintain_order=True).agg(
        pl.len(), pl.col("input_row").first()
    )
    problems = [
        _repeated(inputs[newer], count, line, inputs[older])
        for newer, older, count, line in counted.iter_rows()
        if inputs[newer].kind != BUNDLED_KIND
    ]
    if problems:
        raise InputRefused(problems)


def _repeated(newer: InputFile, count: int, line: int | None, older: InputFile) -> Problem:
    remedy = (
        "what ships with the project cannot be superseded"
        if older.kind == BUNDLED_KIND
        else f"give one of the two, or say `--supersede {older.id}` if it replaces an accepted file"
    )
    message = f"{count} figures, from this line on, are also in '{older.id}': {remedy}"
    return Problem("figures_already_given", message, newer.id, line)


def _in_words(problems: Iterable[Problem], names: Mapping[str, str]) -> list[Problem]:
    """A user's file by the name the user gave it, not by its id alone."""
    return [
        replace(problem, file=name if name == problem.file else f"{name} ({problem.file})")
        for problem in problems
        for name in [names.get(problem.file, problem.file)]
    ]
