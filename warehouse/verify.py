"""Is a release whole? Every answer is a sentence about what is wrong; none means that it is.

The file is compared with what was written down when it was made, and with the rules. Not for the
figures themselves: whether they are likely is asked in `etl/checks/` before publishing.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import duckdb
import polars as pl

from warehouse.catalogue import MEMBER_LISTS, catalogue
from warehouse.contents import SELF_DESCRIBING, content_digest, digest
from warehouse.contract import observation_schema
from warehouse.folder import ReleaseProblem, file_digest, read_register, release_path
from warehouse.layout import SCHEMA_VERSION, layout
from warehouse.queries import other_schema, read_tables
from warehouse.registry import Registry
from warehouse.registry_tables import registry_of

Tables = Mapping[str, pl.DataFrame]


def verify(home: Path, release_id: str | None = None) -> list[str]:
    """What is wrong with a release, or with the one in force; empty when it is whole."""
    try:
        register = read_register(home)
        if release_id is None and register is None:
            return ["there is no release in force"]
        chosen = release_id or (register.in_force if register else "")
        path = release_path(home, chosen)
    except ReleaseProblem as problem:
        return [str(problem)]
    if not path.is_file():
        return [f"release {chosen}: the file {path.name} is gone"]
    # A file that has changed is not opened: what a damaged one makes of the reader is unknown.
    expected = register.published.get(chosen) if register else None
    try:
        if expected is not None and file_digest(path) != expected:
            return [f"release {chosen}: the file {path.name} has changed since it was published"]
    except OSError as error:
        return [f"release {chosen}: the file {path.name} cannot be read: {error.strerror}"]
    return [f"release {chosen}: {problem}" for problem in verify_file(path, chosen)]


def verify_file(path: Path, release_id: str) -> list[str]:
    """The same for a file of which nothing is written down elsewhere."""
    try:
        made_under = read_tables(path, ("run",))["run"]["schema_version"].to_list()
        if made_under not in ([SCHEMA_VERSION], []):
            return [other_schema(made_under[0])]
        tables = read_tables(path)
    except (duckdb.Error, pl.exceptions.PolarsError) as error:
        return [f"the file {path.name} cannot be read: {str(error).splitlines()[0]}"]
    # Without the declared columns no other question can be asked.
    problems = list(_as_declared(tables))
    if problems:
        return problems
    return [*_about_itself(tables, release_id), *_as_counted(tables), *broken_rules(tables)]


def broken_rules(tables: Tables) -> list[str]:
    """What is wrong with the tables themselves, asked before they are written and after."""
    return [problem for rule in _RULES for problem in rule(tables)]


def _about_itself(tables: Tables, release_id: str) -> Iterable[str]:
    run = tables["run"]
    if run.height != 1:
        yield f"table run has {run.height} rows, expected 1"
        return
    row = run.row(0, named=True)
    if row["release"] != release_id:
        yield f"the file says that it is release {row['release']}"
    if row["content_sha256"] != content_digest(tables["content"]):
        yield "the list of tables is not the one that was written"


def _as_counted(tables: Tables) -> Iterable[str]:
    written = {row["table_name"]: row for row in tables["content"].iter_rows(named=True)}
    for name, rows in tables.items():
        if name in SELF_DESCRIBING:
            continue
        if name not in written:
            yield f"table {name} was not counted when the release was made"
        elif written[name]["rows"] != rows.height:
            yield f"table {name} has {rows.height} rows, expected {written[name]['rows']}"
        elif written[name]["sha256"] != digest(rows):
            yield f"table {name} has the expected {rows.height} rows, but other content"


def _as_declared(tables: Tables) -> Iterable[str]:
    for name, schema in layout().tables.items():
        if dict(tables[name].schema) != dict(schema):
            yield f"table {name} has other columns than the schema"


def _keys_are_unique(tables: Tables) -> Iterable[str]:
    for name, rows in tables.items():
        key = layout().keys[name]
        double = rows.height - rows.select(key).n_unique()
        if double:
            yield f"table {name}: {double} rows repeat the key {', '.join(key)}"


def _references_lead_somewhere(tables: Tables) -> Iterable[str]:
    for reference in layout().references:
        rows = tables[reference.table].drop_nulls(list(reference.columns))
        lost = rows.join(
            tables[reference.target],
            left_on=reference.columns,
            right_on=reference.target_columns,
            how="anti",
        )
        if lost.height:
            example = ", ".join(map(str, lost.select(reference.columns).row(0)))
            yield (
                f"table {reference.table}: no {reference.target} for {lost.height} rows, "
                f"for example {', '.join(reference.columns)} = {example}"
            )


def _words_are_members(tables: Tables) -> Iterable[str]:
    """The value lists of the file itself, so that an older release is held to its own."""
    for column in MEMBER_LISTS:
        known = tables["member"].filter(list=column)["code"].implode()
        unknown = tables["observation"].filter(~pl.col(column).is_in(known))[column].unique()
        if unknown.len():
            yield f"table observation: unknown {column}: {', '.join(sorted(unknown))}"


def _contract_holds(tables: Tables) -> Iterable[str]:
    """With what the release declares; only where what ships is still what it was made under."""
    try:
        registry = registry_of(tables)
    except (ValueError, KeyError) as error:
        yield f"what the release declares does not fit what ships: {error}"
        return
    if not _same_registry(tables, registry):
        return
    _, failures = observation_schema(registry).filter(tables["observation"])
    for rule, count in sorted(failures.counts().items()):
        yield f"table observation: {count} rows break the rule {rule}"


def _same_registry(tables: Tables, registry: Registry) -> bool:
    periods = tables["period"]["code"].to_list()
    today = catalogue(periods, registry)
    schemas = layout().tables
    return all(
        digest(tables[name]) == digest(pl.DataFrame(rows, schema=schemas[name], orient="row"))
        for name, rows in today.items()
    )


_RULES: tuple[Callable[[Tables], Iterable[str]], ...] = (
    _keys_are_unique,
    _references_lead_somewhere,
    _words_are_members,
    _contract_holds,
)
