"""What a load changes against the release in force: new, changed and gone figures.

Said before publishing. Not for deciding whether a change is allowed: that is in `etl/checks/`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from warehouse.contract import KEY, NUMBERS, WORDS
from warehouse.members import ALL

# Where a figure stands in its file may change without the figure changing.
CONTENT: Final = (*NUMBERS, *WORDS, "cites")
EXAMPLES: Final = 3
# A figure that moves by more than this part of itself deserves a look.
JUMP: Final = 0.25


@dataclass(frozen=True, slots=True)
class Change:
    """Figures of one sort of change: how many per indicator, and a few of them in words."""

    counts: Mapping[str, int]
    examples: tuple[str, ...]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Changes:
    """`jumps` are changed figures that moved far: a warning, never an obstacle."""

    new: Change
    changed: Change
    gone: Change
    jumps: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.new.total or self.changed.total or self.gone.total)

    def as_json(self) -> str:
        return json.dumps(self.as_dict(), ensure_ascii=False)

    def as_dict(self) -> dict[str, object]:
        sorts = {"new": self.new, "changed": self.changed, "gone": self.gone}
        said: dict[str, object] = {
            name: {"counts": dict(change.counts), "examples": list(change.examples)}
            for name, change in sorts.items()
        }
        return {**said, "jumps": list(self.jumps)}


def compare(before: pl.DataFrame, after: pl.DataFrame) -> Changes:
    """Both frames have the contract's columns; `before` is empty when nothing is in force."""
    keys = list(KEY)
    old, new = before.select(*KEY, *CONTENT), after.select(*KEY, *CONTENT)
    both = new.join(old, on=keys, suffix="_before")
    changed = both.filter(
        ~pl.all_horizontal(pl.col(name).eq_missing(pl.col(f"{name}_before")) for name in CONTENT)
    )
    return Changes(
        new=_change(new.join(old, on=keys, how="anti")),
        changed=_change(changed),
        gone=_change(old.join(new, on=keys, how="anti")),
        jumps=_words(changed.filter(_is_jump())),
    )


def _is_jump() -> pl.Expr:
    now, before = pl.col("value"), pl.col("value_before")
    return ((now - before).abs() > JUMP * before.abs()).fill_null(value=False)


def _change(rows: pl.DataFrame) -> Change:
    counts = rows.group_by("indicator", maintain_order=True).len().iter_rows()
    return Change(dict(counts), _words(rows.head(EXAMPLES)))


def _words(rows: pl.DataFrame) -> tuple[str, ...]:
    return tuple(_sentence(row) for row in rows.iter_rows(named=True))


def _sentence(row: Mapping[str, object]) -> str:
    about = ", ".join(
        str(row[column]) for column in KEY if column == "source" or row[column] not in _SILENT
    )
    now = _figure(row, "")
    if "value_before" not in row:
        return f"{about}: {now}"
    before = _figure(row, "_before")
    return f"{about}: {before} → {now}" if before != now else f"{about}: {now}, its words differ"


_SILENT: Final = (ALL, "main", "unweighted", "outcome")


def _figure(row: Mapping[str, object], suffix: str) -> str:
    value = row[f"value{suffix}"]
    return str(row[f"status{suffix}"]) if value is None else f"{value:.10g}"
