"""What a load says when it has ended: for people on a terminal, and as JSON for programs."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final

from etl.changes import Change, Changes
from etl.inputs import InputFile
from etl.problems import Problem
from etl.sources.table_source import SetAside
from etl.surveys.said import SurveyTaken

# Of what was set aside so many are named; the count says all.
_NAMES_SAID: Final = 10
# Blocks for a declaration are long: beyond these, a program writes them better than a person.
_BLOCKS_SAID: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSetAside:
    """Rows of one file that gave no figure: why, how many, and what they are called."""

    file: str
    reason: str
    count: int
    names: tuple[str, ...]

    def __str__(self) -> str:
        named = ", ".join(self.names[:_NAMES_SAID])
        more = len(self.names) - _NAMES_SAID
        names = f" ({named}{f' and {more} more' if more > 0 else ''})" if named else ""
        return f"Set aside from {self.file}: {self.count}, {self.reason}{names}"


def set_aside_of(
    inputs: Sequence[InputFile], found: Mapping[str, Sequence[SetAside]]
) -> tuple[FileSetAside, ...]:
    return tuple(
        FileSetAside(file=file.name, reason=one.reason, count=one.count, names=tuple(one.names))
        for file in inputs
        for one in found[file.id]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`release_id` is the release in force afterwards; `unchanged`: there was nothing to do.

    `overdue` are the surveys whose answers are kept too long.
    """

    release_id: str | None
    unchanged: bool
    inputs: int
    observations: int
    derived: int = 0
    contradictions: int = 0
    left_out: int = 0
    changes: Changes | None = None
    accepted: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    set_aside: tuple[FileSetAside, ...] = ()
    surveys: tuple[SurveyTaken, ...] = ()
    overdue: tuple[str, ...] = ()
    seconds: float = 0.0


def report_as_json(report: Report) -> str:
    return json.dumps(
        {
            "release": report.release_id,
            "unchanged": report.unchanged,
            "inputs": report.inputs,
            "observations": report.observations,
            "derived": report.derived,
            "contradictions": report.contradictions,
            "left_out": report.left_out,
            "accepted": list(report.accepted),
            "withdrawn": list(report.withdrawn),
            "set_aside": [asdict(one) for one in report.set_aside],
            "surveys": [one.as_dict() for one in report.surveys],
            "overdue": list(report.overdue),
            "changes": report.changes.as_dict() if report.changes else None,
            "problems": [],
            "seconds": round(report.seconds, 3),
        },
        ensure_ascii=False,
    )


def refusal_as_json(problems: Sequence[Problem]) -> str:
    said = [
        {
            "rule": problem.rule,
            "message": problem.message,
            "file": problem.file or None,
            "sheet": problem.sheet,
            "row": problem.row,
            "column": problem.column,
            "remedy": problem.remedy,
            "block": problem.block,
        }
        for problem in problems
    ]
    return json.dumps({"release": None, "unchanged": True, "problems": said}, ensure_ascii=False)


def ending_as_json(rule: str, message: str) -> str:
    """What ended a load that is no problem of a file: another load, a full disk."""
    return refusal_as_json([Problem(rule, message, "")])


def report_lines(report: Report) -> list[str]:
    """The report for people, one line after the other; the changes were said before."""
    if report.unchanged:
        return [f"Nothing to do: release {report.release_id} already holds all of this."]
    lines = [
        f"Release {report.release_id} is in force: {report.observations} figures from "
        f"{report.inputs} files ({report.derived} computed here, {report.contradictions} "
        f"contradictions shown, {report.left_out} facts left out with reasons), "
        f"{report.seconds:.1f} s."
    ]
    return [
        *lines,
        *(f"Accepted: {name}" for name in report.accepted),
        *(f"Withdrawn: {name}" for name in report.withdrawn),
        *map(str, report.set_aside),
        *(line for one in report.surveys for line in one.lines()),
    ]


def change_lines(changes: Changes) -> list[str]:
    """What a load would change, said before it is published."""
    if changes.is_empty:
        return ["No figure changes."]
    lines = [
        line
        for word, change in (
            ("new", changes.new),
            ("changed", changes.changed),
            ("gone", changes.gone),
        )
        if change.total
        for line in _lines_of(word, change)
    ]
    return lines + [f"Look at this, it moved far: {jump}" for jump in changes.jumps]


def _lines_of(word: str, change: Change) -> list[str]:
    largest = sorted(change.counts.items(), key=lambda pair: -pair[1])[:5]
    indicators = ", ".join(f"{name} {count}" for name, count in largest)
    others = len(change.counts) - 5
    more = f" and {others} more measures" if others > 0 else ""
    head = f"{change.total} {word}: {indicators}{more}"
    return [head, *(f"  e.g. {example}" for example in change.examples)]


def refusal_lines(problems: Sequence[Problem], limit: int = 40) -> list[str]:
    """Every problem on its own line, by file and row; many are cut with their number."""
    lines = [str(problem) for problem in problems[:limit]]
    hidden = len(problems) - limit
    counts: dict[str, int] = {}
    for problem in problems:
        counts[problem.rule] = counts.get(problem.rule, 0) + 1
    summary = ", ".join(f"{rule} {count}" for rule, count in counts.items())
    tail = [f"… and {hidden} more"] if hidden > 0 else []
    blocks = _block_lines(problems)
    return [*lines, *tail, *blocks, f"Refused, nothing changed: {summary}."]


def _block_lines(problems: Sequence[Problem]) -> Iterator[str]:
    """What a declaration may say, for the first problems; all of them are in the JSON."""
    blocks = list(dict.fromkeys(problem.block for problem in problems if problem.block))
    for block in blocks[:_BLOCKS_SAID]:
        yield f"\n{block}\n"
    hidden = len(blocks) - _BLOCKS_SAID
    if hidden > 0:
        yield f"… and {hidden} more such blocks: with --json each is the `block` of its problem"
