"""The order of the hops from files to a published release; nothing else.

Lock → leftovers → anything to do? → read, contract, derive, checks → what changes → raw →
build and verify → publish → inbox. Whatever stops it, at whatever hop, the release in force
stays as it is; the docstring of `etl/inputs.py` says how the accepted files keep up with it.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

import polars as pl

from etl.changes import Changes, compare
from etl.checks.coverage import lost_coverage
from etl.fingerprint import fingerprint, program_version
from etl.inputs import (
    InputFile,
    accepted_before,
    accepted_rows,
    bundled_inputs,
    contents_of,
    declarations_before,
    inputs_frame,
    make_folders,
)
from etl.offered import asking, not_read, offered_inputs, remove_taken_in
from etl.prepare import Prepared, Progress, prepare
from etl.problems import InputRefused, Problem
from etl.raw import discard_raw_leftovers, store_raw
from etl.replaced import read_as_before, replaced_by
from etl.report import Report, change_lines, set_aside_of
from etl.sources import BUNDLE
from warehouse.contract import Observation
from warehouse.folder import one_clear_line, read_register, release_path
from warehouse.layout import SCHEMA_VERSION
from warehouse.queries import read_tables
from warehouse.release import Contents, Run, build, discard_leftovers, load_lock, publish


class UnknownInput(LookupError):
    """No accepted file has this id; the message lists those that are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _InForce:
    """What the release in force holds that a load needs; empty before the first one.

    `accepted` are the rows of its table of inputs that are about accepted files.
    """

    release_id: str | None
    fingerprint: str | None
    observations: pl.DataFrame
    accepted: pl.DataFrame

    @property
    def accepted_ids(self) -> frozenset[str]:
        return frozenset(self.accepted["id"])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What the user asks for. `accept` is the code of a coverage report that was read.

    `offline`: statistics services are not asked, their earlier answers are taken.
    """

    files: tuple[Path, ...] = ()
    take_back: frozenset[str] = frozenset()
    accept: str | None = None
    with_inbox: bool = True
    offline: bool = False


def load(
    home: Path,
    files: Sequence[Path] = (),
    *,
    progress: Progress,
    supersede: Sequence[str] = (),
    accept: str | None = None,
    offline: bool = False,
    bundle: Path = BUNDLE,
) -> Report:
    """Accepts the files and the inbox, rebuilds everything, checks it and publishes it."""
    asked = _Asked(
        files=tuple(files), take_back=frozenset(supersede), accept=accept, offline=offline
    )
    return _run(home, asked, bundle, progress)


def withdraw(home: Path, input_id: str, *, progress: Progress, bundle: Path = BUNDLE) -> Report:
    """Rebuilds without one accepted file; its content stays in `raw/`."""
    asked = _Asked(take_back=frozenset([input_id]), with_inbox=False)
    return _run(home, asked, bundle, progress)


def _run(home: Path, asked: _Asked, bundle: Path, progress: Progress) -> Report:
    started = time.monotonic()
    with load_lock(home):
        with one_clear_line("the data folder could not be prepared"):
            make_folders(home)
            discard_leftovers(home)
            discard_raw_leftovers(home)
        before = _in_force(home)
        shipped = bundled_inputs(bundle)
        with one_clear_line("the files could not be read"):
            for line in not_read(home) if asked.with_inbox else ():
                progress(line)
            accepted = _accepted_now(home, asked, before, shipped, progress)
            mark = fingerprint(bundle, accepted)
        inputs = [*shipped, *accepted]
        if mark == before.fingerprint:
            _store(home, accepted)
            report = _nothing_to_do(before, inputs)
        else:
            prepared = prepare(inputs, bundle, progress)
            report = _published(home, asked, before, inputs, prepared, mark, progress)
        with one_clear_line("the release is in force, but the inbox could not be emptied"):
            remove_taken_in(home, inputs)
    return replace(report, seconds=time.monotonic() - started)


def _in_force(home: Path) -> _InForce:
    register = read_register(home)
    if register is None:
        nothing = Observation.create_empty()
        return _InForce(release_id=None, fingerprint=None, observations=nothing,
                        accepted=inputs_frame((), nothing, {}))  # fmt: skip
    with one_clear_line(f"the release in force, {register.in_force}, cannot be read (go back to "
                        "an earlier one with `alf rollback`)"):  # fmt: skip
        path = release_path(home, register.in_force)
        tables = read_tables(path, ("run", "input", "observation"))
    run = tables["run"].row(0, named=True)
    return _InForce(
        release_id=register.in_force,
        # A release of another schema is always built anew, from its files and what ships.
        fingerprint=run["fingerprint"] if run["schema_version"] == SCHEMA_VERSION else None,
        observations=_in_todays_columns(tables["observation"]),
        accepted=accepted_rows(tables["input"]),
    )


def _in_todays_columns(rows: pl.DataFrame) -> pl.DataFrame:
    """The figures of a release of an earlier schema: what it had no column for is not known."""
    today = Observation.create_empty()
    return pl.concat([today, rows], how="diagonal_relaxed").select(today.columns)


def _accepted_now(
    home: Path,
    asked: _Asked,
    before: _InForce,
    shipped: Sequence[InputFile],
    progress: Progress,
) -> list[InputFile]:
    """The accepted files after this load; content that is already held is no new file."""
    unknown = asked.take_back - before.accepted_ids
    if unknown:
        there_are = ", ".join(sorted(before.accepted_ids)) or "none"
        names = ", ".join(sorted(unknown))
        raise UnknownInput(f"no accepted file '{names}' (there are: {there_are})")
    held = {*before.accepted.select("sha256", "declaration").rows(), *(f.mark for f in shipped)}
    fetch = asking(home, offline=asked.offline, progress=progress)
    kept_declarations = partial(declarations_before, home, before.accepted)
    offered = (
        offered_inputs(home, asked.files, held, fetch, kept_declarations)
        if asked.with_inbox
        else []
    )
    new = [file for file in offered if file.mark not in held]
    if asked.take_back and asked.with_inbox and not new:
        message = "no new file takes its place: use `alf withdraw` to take it back"
        raise InputRefused([Problem("superseded_by_a_file", message, min(asked.take_back))])
    replaced = replaced_by(new, before.accepted)
    for line in (*replaced.values(), *read_as_before(new, before.accepted)):
        progress(line)
    kept = before.accepted.filter(~pl.col("id").is_in({*asked.take_back, *replaced}))
    return [*accepted_before(home, kept, contents_of(offered)), *new]


def _nothing_to_do(before: _InForce, inputs: Sequence[InputFile]) -> Report:
    return Report(
        release_id=before.release_id,
        unchanged=True,
        inputs=len(inputs),
        observations=before.observations.height,
    )


def _published(
    home: Path,
    asked: _Asked,
    before: _InForce,
    inputs: Sequence[InputFile],
    prepared: Prepared,
    mark: str,
    progress: Progress,
) -> Report:
    changes = compare(before.observations, prepared.observations)
    for line in change_lines(changes):
        progress(line)
    _refuse_lost_coverage(_meant_to_stay(before, asked), prepared, asked.accept)
    _store(home, [file for file in inputs if file.accepted_at])
    progress("Building and verifying the release")
    release_id = build(home, _contents(inputs, prepared, changes, mark))
    publish(home, release_id)
    return _report(release_id, before, inputs, prepared, changes)


def _store(home: Path, accepted: Sequence[InputFile]) -> None:
    if accepted:
        with one_clear_line("the accepted files could not be stored"):
            store_raw(home, contents_of(accepted))


def _meant_to_stay(before: _InForce, asked: _Asked) -> _InForce:
    """Who withdraws a file means its figures, and those computed from them, to be gone.

    Who supersedes one does not: the new file may hold less by mistake.
    """
    if asked.with_inbox:
        return before
    withdrawn = pl.col("input").is_in(asked.take_back) | pl.col("input_row").is_null()
    return replace(before, observations=before.observations.filter(~withdrawn))


def _refuse_lost_coverage(before: _InForce, prepared: Prepared, accept: str | None) -> None:
    """A smaller release may be meant; whoever means it repeats the code of this very report."""
    release_id = before.release_id or "none"
    lost = list(lost_coverage(before.observations, prepared.observations, release_id))
    code = sha256("\n".join(map(str, lost)).encode()).hexdigest()[:8]
    if lost and accept != code:
        message = f"to publish all the same, load again with --accept {code}"
        raise InputRefused([*lost, Problem("coverage_kept", message, f"release {release_id}")])


def _contents(
    inputs: Sequence[InputFile], prepared: Prepared, changes: Changes, mark: str
) -> Contents:
    now = datetime.now(UTC)
    return Contents(
        registry=prepared.registry,
        observations=prepared.observations,
        contradictions=prepared.contradictions,
        left_out=prepared.left_out,
        inputs=inputs_frame(inputs, prepared.observations, _counts(prepared)),
        run=Run(
            id=f"{now:%Y%m%dT%H%M%S.%fZ}",
            started_at=now,
            program_version=program_version(),
            fingerprint=mark,
            is_example=False,
            changes=changes.as_json(),
        ),
    )


def _counts(prepared: Prepared) -> dict[str, int]:
    return {id_: sum(one.count for one in found) for id_, found in prepared.set_aside.items()}


def _report(
    release_id: str,
    before: _InForce,
    inputs: Sequence[InputFile],
    prepared: Prepared,
    changes: Changes,
) -> Report:
    earlier = before.accepted_ids
    now = {file.id for file in inputs if file.accepted_at}
    return Report(
        release_id=release_id,
        unchanged=False,
        inputs=len(inputs),
        observations=prepared.observations.height,
        derived=prepared.derived,
        contradictions=prepared.contradictions.height,
        left_out=prepared.left_out.height,
        changes=changes,
        accepted=tuple(sorted(now - earlier)),
        withdrawn=tuple(sorted(earlier - now)),
        set_aside=set_aside_of(inputs, prepared.set_aside),
    )
