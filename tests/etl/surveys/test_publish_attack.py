"""An attack on published rows by somebody who has nothing but the rows.

It knows no plan and no `Shown`: it reads every count that a row prints, and asks an integer
program how far apart each count that no row prints can be. Written apart from `etl/disclosure/`.
"""

from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np
import polars as pl
import pytest
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from etl.surveys.publishing.publish import publish_survey
from tests.etl.surveys import made_up_answers as made_up
from tests.etl.surveys.made_up_answers import TWO, item, survey_round

Line = NDArray[np.float64]

K: Final = 5
ITEMS: Final = {"q1": 5, "q3": 2}
# Category → answers of the scale, counted from 0, as the scale of `made_up_answers` has them.
GROUPS: Final[Mapping[str, tuple[int, ...]]] = {
    **{f"five_a{at + 1}": (at,) for at in range(5)},
    "five_s1g1": (0, 1), "five_s1g2": (2,), "five_s1g3": (3, 4),
    "five_s2g1": (0, 1, 2), "five_s2g2": (3, 4),
    "two_a1": (0,), "two_a2": (1,),
}  # fmt: skip
POSITIVE: Final = {"q1": (3, 4), "q3": (1,)}
ORGANISATIONS, SEXES = ("a", "b", "c"), ("women", "men")
ATOMS: Final = tuple((o, s) for o in ORGANISATIONS for s in SEXES)
ROUND = survey_round(
    [item("q1"), item("q3", TWO)],
    crossings=(("organisation",), ("sex",), ("organisation", "sex")),
    everyone_invited=False,
)
# The unknowns of an atom: persons, then of each item its answers.
PARTS: Final = [(None, 0), *((code, part) for code, size in ITEMS.items() for part in range(size))]
SIZE: Final = len(ATOMS) * len(PARTS)


def _unknowns(organisation: str, sex: str, code: str | None, parts: tuple[int, ...]) -> Line:
    """1 for each unknown that a count adds up."""
    line = np.zeros(SIZE)
    for at, (o, s) in enumerate(ATOMS):
        if organisation in ("all", o) and sex in ("all", s):
            for part in parts:
                line[at * len(PARTS) + PARTS.index((code, part))] = 1
    return line


def _printed(rows: pl.DataFrame) -> Iterator[tuple[Line, float]]:
    """Every count that a row prints, as unknowns and their sum."""
    for row in rows.filter(estimate="unweighted").iter_rows(named=True):
        place, measure = (row["organisation"], row["sex"]), row["indicator"].removeprefix("vil_")
        if measure == "response_rate" and row["base"] is not None:
            yield _unknowns(*place, None, (0,)), row["base"]
        if row["item"] in ITEMS and row["base"] is not None:
            yield _unknowns(*place, row["item"], tuple(range(ITEMS[row["item"]]))), row["base"]
        if measure == "share_positive" and row["numerator"] is not None:
            yield _unknowns(*place, row["item"], POSITIVE[row["item"]]), row["numerator"]
        if measure == "distribution" and row["numerator"] is not None:
            yield _unknowns(*place, row["item"], GROUPS[row["category"]]), row["numerator"]


def _at_most_those_who_answered() -> Iterator[Line]:
    for at in range(len(ATOMS)):
        for code, size in ITEMS.items():
            line = np.zeros(SIZE)
            for part in range(size):
                line[at * len(PARTS) + PARTS.index((code, part))] = 1
            line[at * len(PARTS)] = -1
            yield line


def _counts() -> Iterator[tuple[str, Line]]:
    """Every count of every cell that somebody could want to know."""
    for organisation in ("all", *ORGANISATIONS):
        for sex in ("all", *SEXES):
            place = (organisation, sex)
            yield f"{place} answers", _unknowns(*place, None, (0,))
            for code, size in ITEMS.items():
                yield f"{place} {code}", _unknowns(*place, code, tuple(range(size)))
                for part in range(size):
                    yield f"{place} {code} {part}", _unknowns(*place, code, (part,))


def _far_end(line: Line, constraints: list[LinearConstraint], sign: int) -> float:
    found = milp(
        -sign * line, constraints=constraints, bounds=Bounds(0, 500), integrality=np.ones(SIZE)
    )
    assert found.x is not None, found.message
    return float(line @ np.rint(found.x))


def _leaks(frame: pl.DataFrame, rows: pl.DataFrame) -> Iterator[str]:
    printed = list(_printed(rows))
    lines = np.array([line for line, _ in printed])
    sums = np.array([count for _, count in printed])
    inside = np.array(list(_at_most_those_who_answered()))
    constraints = [LinearConstraint(lines, sums, sums), LinearConstraint(inside, -np.inf, 0)]
    truth = _truth(frame)
    assert np.array_equal(lines @ truth, sums)
    for name, line in _counts():
        is_printed = (lines == line).all(axis=1).any()
        # A count of nobody in a cell of nobody is nobody's.
        is_nobody = line @ truth == 0 and "answers" in name
        if not is_printed and not is_nobody and _persons_in(line) @ truth > 0:
            low, high = (_far_end(line, constraints, sign) for sign in (-1, 1))
            if high - low < K or high < K:
                yield name


def _persons_in(line: Line) -> Line:
    persons = np.zeros(SIZE)
    for at in range(len(ATOMS)):
        persons[at * len(PARTS)] = line[at * len(PARTS) : (at + 1) * len(PARTS)].any()
    return persons


def _truth(frame: pl.DataFrame) -> Line:
    found = np.zeros(SIZE)
    for row in frame.iter_rows(named=True):
        at = ATOMS.index((row["organisation"], row["sex"])) * len(PARTS)
        found[at] += 1
        for code, size in ITEMS.items():
            if row[code] is not None and row[code] < size:
                found[at + PARTS.index((code, row[code]))] += 1
    return found


def _answers(seed: int) -> pl.DataFrame:
    random = np.random.default_rng(seed)
    members = {"organisation": list(ORGANISATIONS), "sex": list(SEXES)}
    return made_up.random_answers(ROUND, int(random.integers(8, 90)), members, seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_no_hidden_count_follows_from_the_rows(seed: int) -> None:
    frame = _answers(seed)
    published = publish_survey(made_up.instrument(ROUND), made_up.responses(frame), None, [])
    assert list(_leaks(frame, published.observations)) == []


def test_the_attack_finds_what_total_less_the_others_gives() -> None:
    """Planted: the cell of three women is hidden, and nothing else is."""
    rows = [{"organisation": o, "sex": s, "q1": n % 5, "q3": n % 2}
            for o, s, size in (("a", "women", 3), ("a", "men", 20), ("b", "women", 20))
            for n in range(size)]  # fmt: skip
    frame = made_up.answers(ROUND, rows)
    counts = frame.group_by("organisation", "sex").len("base").filter(pl.col("base") >= K)
    total = pl.DataFrame({"organisation": ["all", "a"], "sex": ["all", "all"], "base": [43, 23]})
    printed = pl.concat([counts.cast({"base": pl.Float64}), total.cast({"base": pl.Float64})])
    careless = printed.with_columns(
        indicator=pl.lit("vil_response_rate"), estimate=pl.lit("unweighted"), item=pl.lit("all"),
        numerator=pl.lit(None, pl.Float64), category=pl.lit("all"),
    )  # fmt: skip
    assert "('a', 'women') answers" in list(_leaks(frame, careless))
