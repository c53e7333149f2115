"""What is counted while the rows of a table are read: what is set aside, and what is wrong.

Each thing is said once, with how often and where first, however many rows it stands in.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from etl.problems import Problem

# Of spellings, signs and rows so many are listed; the rest is a number.
LISTED: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """Rows, or cells of a wide table, that give no figure: why, how many, what they are called.

    `names` are the distinct spellings, for a person to see what was left out.
    """

    reason: str
    count: int
    names: tuple[str, ...] = ()


@dataclass(slots=True)
class _Seen:
    """One cell in one column: how often, and the first rows."""

    count: int = 0
    rows: list[int] = field(default_factory=list)

    def add(self, rows: Sequence[int]) -> None:
        self.count += len(rows)
        self.rows += rows[: max(0, 5 - len(self.rows))]


@dataclass(slots=True)
class Tally:
    """For one table of one file. `place` is the problem that all of its problems are made from."""

    place: Problem
    problems: list[Problem] = field(default_factory=list)
    _aside: dict[str, Counter[str]] = field(default_factory=dict)
    _unknown: dict[tuple[str, str], dict[str, _Seen]] = field(default_factory=dict)
    _signs: dict[str, dict[str, _Seen]] = field(default_factory=dict)

    def problem(self, rule: str, message: str, **more: object) -> None:
        self.problems.append(replace(self.place, rule=rule, message=message, **more))  # type: ignore[arg-type]

    # ------------------------------------------------------------ while reading

    def set_aside(self, reason: str, names: Iterable[str]) -> None:
        found = Counter(names)
        if found:
            self._aside.setdefault(reason, Counter()).update(found)

    def count_aside(self, reason: str, name: str, count: int) -> None:
        if count:
            self._aside.setdefault(reason, Counter())[name] += count

    def unknown(self, dimension: str, column: str, spelling: str, rows: Sequence[int]) -> None:
        cells = self._unknown.setdefault((dimension, column), {})
        cells.setdefault(spelling, _Seen()).add(rows)

    def sign(self, column: str, sign: str, rows: Sequence[int]) -> None:
        self._signs.setdefault(sign, {}).setdefault(column, _Seen()).add(rows)

    # ------------------------------------------------------------ in the end

    def unknown_spellings(self) -> dict[tuple[str, str], dict[str, _Seen]]:
        return self._unknown

    def aside(self) -> tuple[SetAside, ...]:
        return tuple(
            SetAside(reason=reason, count=names.total(), names=tuple(sorted(filter(None, names))))
            for reason, names in self._aside.items()
        )

    def unmapped_signs(self) -> list[Problem]:
        """One problem for each sign that nothing maps, with where it stands."""
        return [self._unmapped(sign, columns) for sign, columns in self._signs.items()]

    def _unmapped(self, sign: str, columns: dict[str, _Seen]) -> Problem:
        what = f"'{sign}'" if sign else "an empty cell"
        count = sum(seen.count for seen in columns.values())
        rows = sorted({row for seen in columns.values() for row in seen.rows})[:5]
        where = ", ".join(map(str, rows))
        names = listed(f"'{name}'" for name in columns)
        return replace(
            self.place,
            rule="unmapped_sign",
            message=f"{what} stands {count} times instead of a number in {names} (rows {where}"
            f"{' …' if count > len(rows) else ''})",
            row=rows[0],
            column=next(iter(columns)),
            remedy=f'say what it means: [table.signs] "{sign}" = "missing", "suppressed", '
            '"not_applicable", "not_asked", "zero" or "left_out"',
        )


def listed(names: Iterable[str]) -> str:
    found = list(names)
    more = f" and {len(found) - LISTED} more" if len(found) > LISTED else ""
    return ", ".join(found[:LISTED]) + more
