"""One spoilt row of what ships is refused by name, and the release in force stays as it is."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from etl.job import load
from etl.problems import InputRefused, Problem
from tests.etl.bundles import Row, add_row, read_rows, spoil
from tests.etl.conftest import silent
from warehouse.folder import pointer_path
from warehouse.release import verify

SURVEYS = "surveys.csv"
EDUCATION = "education.csv"


@dataclass(frozen=True)
class Spoilt:
    """Where the bundle was spoilt: the problem must say the same."""

    file: str
    row: int | None
    column: str | None
    rule: str
    says: str


def is_percent(row: Row) -> bool:
    return row["unit"] == "percent" and row["status"] == "ok" and not row["high"]


def unknown_region(bundle: Path) -> Spoilt:
    row = spoil(bundle / SURVEYS, is_percent, region="Skone")
    return Spoilt(SURVEYS, row, "region", "unknown_region", "'Skone' (nearest: Skåne)")


def unknown_measure(bundle: Path) -> Spoilt:
    row = spoil(bundle / SURVEYS, is_percent, indicator="happiness")
    return Spoilt(SURVEYS, row, "indicator", "unknown_indicator", "'happiness'")


def unknown_unit(bundle: Path) -> Spoilt:
    row = spoil(bundle / SURVEYS, is_percent, unit="furlongs")
    return Spoilt(SURVEYS, row, "unit", "unknown_unit", "'furlongs'")


def percent_over_100(bundle: Path) -> Spoilt:
    row = spoil(bundle / SURVEYS, is_percent, value="161")
    return Spoilt(SURVEYS, row, "value", "value_inside_valid_range", "161")


def sum_of_women_and_men(bundle: Path, spoilt_sex: str) -> Spoilt:
    total = first_total(bundle)
    same = {name: total[name] for name in KEY_BUT_SEX}
    _, rows = read_rows(bundle / total["file"])
    line = next(
        index + 2
        for index, row in enumerate(rows)
        if row["sex"] == "all" and same.items() <= row.items()
    )
    spoil(
        bundle / total["file"],
        lambda row: row["sex"] == spoilt_sex and same.items() <= row.items(),
        value=str(int(float(total["value"])) + 1000),
    )
    return Spoilt(total["file"], line, "value", "women_and_men_make_the_total", "the parts")


def women_and_men_not_the_total(bundle: Path) -> Spoilt:
    return sum_of_women_and_men(bundle, "all")


def women_not_the_total(bundle: Path) -> Spoilt:
    return sum_of_women_and_men(bundle, "women")


KEY_BUT_SEX = (
    "indicator", "region", "organisation", "period", "group", "item", "category", "estimate",
    "nature", "source", "reading",
)  # fmt: skip


def first_total(bundle: Path) -> Row:
    """A count of all that has women and men beside it."""
    for path in sorted(bundle.glob("*.csv")):
        columns, rows = read_rows(path)
        if "sex" not in columns:
            continue
        by_key: dict[tuple[str, ...], dict[str, Row]] = {}
        for row in rows:
            key = tuple(row[name] for name in KEY_BUT_SEX)
            by_key.setdefault(key, {})[row["sex"]] = row
        for sexes in by_key.values():
            if {"all", "women", "men"} <= set(sexes) and sexes["all"]["unit"] == "persons":
                return sexes["all"] | {"file": path.name}
    raise AssertionError("no count of all has women and men beside it")


def duplicate_key(bundle: Path) -> Spoilt:
    _, rows = read_rows(bundle / EDUCATION)
    row = add_row(bundle / EDUCATION, rows[0])
    key = "indicator, region, organisation, period, sex, group, item, category, estimate, nature"
    return Spoilt(EDUCATION, row, f"{key}, source, reading", "duplicate_key", "line 2")


def unparseable_period(bundle: Path) -> Spoilt:
    row = spoil(bundle / SURVEYS, is_percent, period="2020/22")
    return Spoilt(SURVEYS, row, "period", "unparseable_period", "'2020/22'")


def missing_column(bundle: Path) -> Spoilt:
    path = bundle / SURVEYS
    header, rest = path.read_text(encoding="utf-8").split("\n", 1)
    path.write_text(f"{header.replace(',unit,', ',enhet,')}\n{rest}", encoding="utf-8")
    return Spoilt(SURVEYS, 1, "unit", "column_missing", "expected indicator, region")


def wrong_encoding(bundle: Path) -> Spoilt:
    """Only one row is in another encoding; no cell before it holds a line break."""
    path = bundle / SURVEYS
    lines = path.read_bytes().split(b"\n")
    index = next(i for i, line in enumerate(lines) if "Örebro".encode() in line.split(b",")[1])
    lines[index] = lines[index].decode("utf-8").encode("latin-1", errors="replace")
    path.write_bytes(b"\n".join(lines))
    return Spoilt(SURVEYS, index + 1, "region", "wrong_encoding", "is not UTF-8")


SPOILING: tuple[Callable[[Path], Spoilt], ...] = (
    unknown_region, unknown_measure, unknown_unit, percent_over_100, women_and_men_not_the_total,
    women_not_the_total, duplicate_key, unparseable_period, missing_column, wrong_encoding,
)  # fmt: skip


def said(problems: tuple[Problem, ...], spoilt: Spoilt) -> bool:
    return any(
        (problem.file, problem.row, problem.column, problem.rule)
        == (spoilt.file, spoilt.row, spoilt.column, spoilt.rule)
        and spoilt.says in problem.message
        for problem in problems
    )


@pytest.mark.data
@pytest.mark.parametrize("spoiling", SPOILING, ids=lambda spoiling: spoiling.__name__)
def test_a_spoilt_row_is_refused_by_name_and_the_earlier_release_stays(
    spoiling: Callable[[Path], Spoilt], home: Path, bundle: Path
) -> None:
    spoilt = spoiling(bundle)
    pointer = pointer_path(home).read_bytes()
    files = sorted(path.name for path in (home / "releases").iterdir())
    with pytest.raises(InputRefused) as refused:
        load(home, progress=silent, bundle=bundle)
    assert said(refused.value.problems, spoilt), str(refused.value)
    assert pointer_path(home).read_bytes() == pointer
    assert sorted(path.name for path in (home / "releases").iterdir()) == files
    assert verify(home, None) == []


@pytest.mark.data
def test_a_copy_that_is_not_spoilt_is_no_reason_to_refuse(home: Path, bundle: Path) -> None:
    load(home, progress=silent, bundle=bundle)
    assert verify(home, None) == []


@pytest.mark.data
def test_every_problem_of_every_file_is_said_at_once(home: Path, bundle: Path) -> None:
    both = [unknown_region(bundle), Spoilt(EDUCATION, 2, "region", "unknown_region", "'Narnia'")]
    spoil(bundle / EDUCATION, lambda _: True, region="Narnia")
    with pytest.raises(InputRefused) as refused:
        load(home, progress=silent, bundle=bundle)
    assert all(said(refused.value.problems, spoilt) for spoilt in both)


@pytest.mark.data
def test_a_missing_file_of_what_ships_is_named(home: Path, bundle: Path) -> None:
    (bundle / "gender_contradictions.toml").unlink()
    with pytest.raises(InputRefused, match=r"gender_contradictions\.toml.*\[file_missing\]"):
        load(home, progress=silent, bundle=bundle)


@pytest.mark.data
def test_a_fact_that_no_figure_cites_any_more_is_named(home: Path, bundle: Path) -> None:
    _, rows = read_rows(bundle / "funding.csv")
    times = [fact for row in rows for fact in row["cites"].split()]
    fact = next(fact for fact in times if times.count(fact) == 1)
    spoil(bundle / "funding.csv", lambda row: row["cites"] == fact, cites="")
    with pytest.raises(InputRefused, match=rf"'{fact}' is neither cited .*\[fact_accounted_for\]"):
        load(home, progress=silent, bundle=bundle)


@pytest.mark.data
def test_a_number_with_a_decimal_comma_is_refused(home: Path, bundle: Path) -> None:
    row = spoil(bundle / SURVEYS, is_percent, value="61,5")
    with pytest.raises(InputRefused, match=rf"line {row}, column 'value'.*'61,5' is not a number"):
        load(home, progress=silent, bundle=bundle)


@pytest.mark.data
def test_a_line_with_too_few_cells_is_refused(home: Path, bundle: Path) -> None:
    with (bundle / SURVEYS).open("a", encoding="utf-8") as file:
        file.write("alf_survey_response_rate,Skåne,all,2022\n")
    with pytest.raises(InputRefused, match="more or fewer cells than the header"):
        load(home, progress=silent, bundle=bundle)
