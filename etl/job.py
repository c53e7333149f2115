"""The order of the hops from files to a published release; nothing else.

Lock → leftovers → surveys to tables → anything to do? → read, contract, derive, checks → what
changes → raw → build and verify → publish → answers to `private/` → inbox. Whatever stops it, at
whatever hop, the release in force stays as it is; the docstring of `etl/inputs.py` says how the
accepted files keep up with it.
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
from etl.example_home import holds_example, keep_apart
from etl.fingerprint import fingerprint, program_version
from etl.in_force import InForce, in_force
from etl.inbox import not_read, remove_taken_in
from etl.inputs import (
    InputFile,
    accepted_before,
    bundled_inputs,
    contents_of,
    declarations_before,
    inputs_frame,
    make_folders,
)
from etl.offered import asking, offered_inputs
from etl.prepare import Prepared, Progress, prepare
from etl.problems import InputRefused, Problem
from etl.raw import discard_raw_leftovers, store_raw
from etl.replaced import read_as_before, replaced_by
from etl.report import Report, change_lines, set_aside_of
from etl.sources import BUNDLE
from etl.surveys.intake import Intake, surveys_of_a_load
from etl.surveys.meter import Meter, lines
from etl.surveys.store.deliveries import answers_stay, overdue, overdue_line, settle_deliveries
from warehouse.folder import one_clear_line
from warehouse.release import Contents, Run, build, discard_leftovers, load_lock, publish


class UnknownInput(LookupError):
    """No accepted file has this id; the message lists those that are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What the user asks for. `accept` is the code of a coverage report that was read.

    `offline`: statistics services are not asked, their earlier answers are taken. `is_example`
    None: whichever the data folder holds.
    """

    files: tuple[Path, ...] = ()
    take_back: frozenset[str] = frozenset()
    accept: str | None = None
    with_inbox: bool = True
    offline: bool = False
    is_example: bool | None = None


def load(  # noqa: PLR0913  # what the command offers, and where to
    home: Path,
    files: Sequence[Path] = (),
    *,
    progress: Progress,
    supersede: Sequence[str] = (),
    accept: str | None = None,
    offline: bool = False,
    bundle: Path | None = BUNDLE,
    is_example: bool = False,
    meter: Meter | None = None,
) -> Report:
    """Accepts the files and the inbox, rebuilds everything, checks it and publishes it.

    `bundle` None: nothing of what ships. `is_example`: into a data folder of its own. `meter`
    shows how far a long export is read.
    """
    asked = _Asked(
        files=tuple(files),
        take_back=frozenset(supersede),
        accept=accept,
        offline=offline,
        is_example=is_example,
    )
    return _run(home, asked, bundle, progress, meter or lines(progress))


def withdraw(
    home: Path, input_id: str, *, progress: Progress, bundle: Path | None = BUNDLE
) -> Report:
    """Rebuilds without one accepted file; its content stays in `raw/`, answers in `private/`."""
    asked = _Asked(take_back=frozenset([input_id]), with_inbox=False)
    return _run(home, asked, bundle, progress, lines(progress))


def _run(
    home: Path, asked: _Asked, bundle: Path | None, progress: Progress, meter: Meter
) -> Report:
    started = time.monotonic()
    with load_lock(home):
        before = _prepared_folder(home, asked)
        with surveys_of_a_load(home, progress, meter) as surveys:
            report, inputs = _loaded(home, asked, bundle, before, surveys)
            surveys.commit()
        with one_clear_line("the release is in force, but the inbox could not be emptied"):
            remove_taken_in(home, inputs)
        late = overdue(home)
    for about in late:
        progress(overdue_line(about))
    return replace(
        report,
        seconds=time.monotonic() - started,
        surveys=tuple(surveys.taken),
        overdue=tuple(about.id for about in late),
    )


def _prepared_folder(home: Path, asked: _Asked) -> InForce:
    """The folders as they should be, whatever was killed before, and what is in force."""
    with one_clear_line("the data folder could not be prepared"):
        if asked.is_example is not None:
            keep_apart(home, is_example=asked.is_example)
        make_folders(home)
        discard_leftovers(home)
        discard_raw_leftovers(home)
    before = in_force(home)
    with one_clear_line("the data folder could not be prepared"):
        settle_deliveries(home, before.marks(before.accepted_ids))
    return before


def _loaded(
    home: Path, asked: _Asked, bundle: Path | None, before: InForce, surveys: Intake
) -> tuple[Report, list[InputFile]]:
    progress = surveys.progress
    shipped = bundled_inputs(bundle)
    with one_clear_line("the files could not be read"):
        for line in not_read(home) if asked.with_inbox else ():
            progress(line)
        accepted = _accepted_now(home, asked, before, shipped, surveys)
        mark = fingerprint(bundle, accepted)
    inputs = [*shipped, *accepted]
    if mark == before.fingerprint:
        _store(home, accepted)
        return _nothing_to_do(before, inputs), inputs
    prepared = prepare(inputs, bundle, progress)
    return _published(home, asked, before, inputs, prepared, mark, progress), inputs


def _accepted_now(
    home: Path,
    asked: _Asked,
    before: InForce,
    shipped: Sequence[InputFile],
    surveys: Intake,
) -> list[InputFile]:
    """The accepted files after this load; content that is already held is no new file."""
    progress = surveys.progress
    unknown = asked.take_back - before.accepted_ids
    if unknown:
        there_are = ", ".join(sorted(before.accepted_ids)) or "none"
        names = ", ".join(sorted(unknown))
        raise UnknownInput(f"no accepted file '{names}' (there are: {there_are})")
    held = before.marks(before.accepted_ids) | {file.mark for file in shipped}
    fetch = asking(home, offline=asked.offline, progress=progress)
    kept_declarations = partial(declarations_before, home, before.accepted)
    offered = (
        offered_inputs(home, asked.files, held, fetch, kept_declarations, surveys.take)
        if asked.with_inbox
        else []
    )
    new = [file for file in offered if file.mark not in held]
    if asked.take_back and asked.with_inbox and not new:
        message = "no new file takes its place: use `alf withdraw` to take it back"
        raise InputRefused([Problem("superseded_by_a_file", message, min(asked.take_back))])
    replaced = replaced_by(new, before.accepted, kept_declarations)
    stay = () if asked.with_inbox else answers_stay(home, before.marks(asked.take_back))
    for line in (*replaced.values(), *read_as_before(new, before.accepted), *stay):
        progress(line)
    kept = before.accepted.filter(~pl.col("id").is_in({*asked.take_back, *replaced}))
    return [*accepted_before(home, kept, contents_of(offered)), *new]


def _nothing_to_do(before: InForce, inputs: Sequence[InputFile]) -> Report:
    return Report(
        release_id=before.release_id,
        unchanged=True,
        inputs=len(inputs),
        observations=before.observations.height,
    )


def _published(
    home: Path,
    asked: _Asked,
    before: InForce,
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
    contents = _contents(inputs, prepared, changes, mark, is_example=holds_example(home))
    release_id = build(home, contents)
    publish(home, release_id)
    return _report(release_id, before, inputs, prepared, changes)


def _store(home: Path, accepted: Sequence[InputFile]) -> None:
    if accepted:
        with one_clear_line("the accepted files could not be stored"):
            store_raw(home, contents_of(accepted))


def _meant_to_stay(before: InForce, asked: _Asked) -> InForce:
    """Who withdraws a file means its figures, and those computed from them, to be gone.

    Who supersedes one does not: the new file may hold less by mistake.
    """
    if asked.with_inbox:
        return before
    withdrawn = pl.col("input").is_in(asked.take_back) | pl.col("input_row").is_null()
    return replace(before, observations=before.observations.filter(~withdrawn))


def _refuse_lost_coverage(before: InForce, prepared: Prepared, accept: str | None) -> None:
    """A smaller release may be meant; whoever means it repeats the code of this very report."""
    release_id = before.release_id or "none"
    lost = list(lost_coverage(before.observations, prepared.observations, release_id))
    code = sha256("\n".join(map(str, lost)).encode()).hexdigest()[:8]
    if lost and accept != code:
        message = f"to publish all the same, load again with --accept {code}"
        raise InputRefused([*lost, Problem("coverage_kept", message, f"release {release_id}")])


def _contents(
    inputs: Sequence[InputFile],
    prepared: Prepared,
    changes: Changes,
    mark: str,
    *,
    is_example: bool,
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
            is_example=is_example,
            changes=changes.as_json(),
        ),
    )


def _counts(prepared: Prepared) -> dict[str, int]:
    return {id_: sum(one.count for one in found) for id_, found in prepared.set_aside.items()}


def _report(
    release_id: str,
    before: InForce,
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
