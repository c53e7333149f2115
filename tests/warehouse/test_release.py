"""A release holds what it was given, explains itself, and can be gone back to."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from tests.builders import contents, input_row, observation, table
from tests.warehouse.processes import load_once
from warehouse.contents import tables
from warehouse.contract import KEY, Observation
from warehouse.folder import read_register, release_path
from warehouse.layout import layout
from warehouse.queries import connect, read_tables
from warehouse.release import (
    ReleaseProblem,
    build,
    discard_leftovers,
    list_releases,
    publish,
    rollback,
    verify,
)
from warehouse.store import Store

TWO = [observation(), observation(region="uppsala", value=None, status="missing", printed="–")]


def in_force(home: Path) -> str:
    return next(release.id for release in list_releases(home) if release.in_force)


def test_a_release_holds_exactly_what_it_was_given(home: Path) -> None:
    given = contents(TWO)
    release_id = build(home, given)
    found = read_tables(release_path(home, release_id))
    for name, rows in tables(given).items():
        assert_frame_equal(found[name], rows, check_row_order=False)
    kept = found["observation"].select(given.observations.columns)
    assert_frame_equal(kept, given.observations, check_row_order=False)


def test_the_run_says_which_load_made_the_release(home: Path) -> None:
    started_at = datetime(2026, 11, 22, 1, 44, tzinfo=UTC)
    release_id = build(home, contents(TWO, id="load-7", program_version="1.2", is_example=True))
    run = read_tables(release_path(home, release_id))["run"].row(0, named=True)
    assert run["release"] == release_id
    assert (run["id"], run["program_version"], run["is_example"]) == ("load-7", "1.2", True)
    assert run["started_at"].replace(tzinfo=UTC) == started_at
    assert release_id.endswith(run["content_sha256"][:8])


def test_the_same_content_has_the_same_digest_whatever_the_order_of_its_rows(home: Path) -> None:
    first, second = build(home, contents(TWO)), build(home, contents(TWO[::-1]))
    assert first != second
    assert first.partition("-")[2] == second.partition("-")[2]


def test_another_value_has_another_digest(home: Path) -> None:
    first, second = build(home, contents()), build(home, contents([observation(value=61.5)]))
    assert first.partition("-")[2] != second.partition("-")[2]


def test_every_table_and_column_of_a_release_is_explained(loaded: Path) -> None:
    with connect(release_path(loaded, in_force(loaded))) as connection:
        relations = connection.sql(
            "SELECT table_name, comment FROM duckdb_tables() UNION ALL "
            "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal"
        ).fetchall()
        columns = connection.sql(
            "SELECT column_name, comment, table_name FROM duckdb_columns() "
            "WHERE NOT internal AND table_name <> 'citation'"
        ).fetchall()
    assert {name for name, _ in relations} == {*layout().tables, "citation"}
    assert [name for name, comment in relations if not comment] == []
    assert [(name, owner) for name, comment, owner in columns if not comment] == []
    observed = {name: comment for name, comment, owner in columns if owner == "observation"}
    assert observed == {n: column.description for n, column in Observation.columns().items()}


def test_the_primary_key_of_the_figures_is_that_of_the_contract() -> None:
    assert layout().keys["observation"] == KEY


def test_each_cited_fact_has_a_row_of_its_own(home: Path) -> None:
    release_id = build(home, contents([observation(cites="a:2 a:3"), TWO[1] | {"cites": None}]))
    with connect(release_path(home, release_id)) as connection:
        facts = connection.sql("SELECT region, fact FROM citation ORDER BY fact").fetchall()
    assert facts == [("skane", "a:2"), ("skane", "a:3")]


def test_a_figure_from_a_file_that_nobody_listed_is_refused(home: Path) -> None:
    expected = "table observation: no input for 1 rows, for example input = surveys.csv"
    with pytest.raises(ReleaseProblem, match=expected):
        build(home, replace(contents(), inputs=table("input")))
    assert not (home / "releases").exists()


def test_a_figure_that_stands_twice_is_refused(home: Path) -> None:
    given = contents()
    twice = pl.concat([given.observations, given.observations])
    with pytest.raises(ReleaseProblem, match="table observation: 1 rows repeat the key indicator"):
        build(home, replace(given, observations=twice))


def test_a_figure_that_breaks_the_contract_is_refused(home: Path) -> None:
    given = contents()
    rows = given.observations.with_columns(value=pl.lit(161.0))
    with pytest.raises(ReleaseProblem, match="1 rows break the rule value_inside_valid_range"):
        build(home, replace(given, observations=rows))


def test_a_frame_without_one_of_its_columns_is_refused_by_name(home: Path) -> None:
    given = contents()
    with pytest.raises(ReleaseProblem, match="table left_out: no column reason_en"):
        build(home, replace(given, left_out=given.left_out.drop("reason_en")))


@pytest.mark.parametrize(
    "accepted_at",
    [
        "2026-11-22T02:44:00+01:00",
        datetime(2026, 11, 22, 2, 44, tzinfo=ZoneInfo("Europe/Stockholm")),
        datetime(2026, 11, 22, 1, 44, tzinfo=UTC),
    ],
)
def test_the_moment_of_acceptance_is_kept_in_utc(home: Path, accepted_at: object) -> None:
    inputs = pl.DataFrame([input_row(accepted_at=accepted_at)])
    release_id = build(home, replace(contents(), inputs=inputs))
    publish(home, release_id)
    stored = Store(home).current().inputs()["accepted_at"].to_list()
    assert stored == [datetime(2026, 11, 22, 1, 44, tzinfo=UTC)]


def test_a_built_release_is_not_in_force_until_it_is_published(loaded: Path) -> None:
    before = in_force(loaded)
    new = build(loaded, contents([observation(value=62.0)]))
    assert in_force(loaded) == before
    publish(loaded, new)
    assert in_force(loaded) == new


def test_the_list_of_releases_is_newest_first_and_counts_the_figures(loaded: Path) -> None:
    earlier = in_force(loaded)
    new = build(loaded, contents(TWO))
    publish(loaded, new)
    found = [(r.id, r.observations, r.in_force) for r in list_releases(loaded)]
    assert found == [(new, 2, True), (earlier, 1, False)]
    assert all(release.size > 0 for release in list_releases(loaded))


def test_going_back_puts_the_earlier_release_in_force_and_keeps_the_later(loaded: Path) -> None:
    earlier = in_force(loaded)
    later = load_once(loaded, 62.0)
    rollback(loaded, earlier)
    assert in_force(loaded) == earlier
    assert verify(loaded) == []
    rollback(loaded, later)
    assert in_force(loaded) == later


@pytest.mark.parametrize("release_id", ["20200101T000000Z-00000000", "../../etc/passwd", ""])
def test_going_back_to_a_release_that_is_not_there_is_refused(
    loaded: Path, release_id: str
) -> None:
    before = in_force(loaded)
    with pytest.raises(ReleaseProblem, match="there is no release"):
        rollback(loaded, release_id)
    assert in_force(loaded) == before


def test_going_back_to_a_damaged_release_is_refused(loaded: Path) -> None:
    earlier, later = in_force(loaded), load_once(loaded, 62.0)
    with release_path(loaded, earlier).open("r+b") as file:
        file.truncate(100_000)
    with pytest.raises(ReleaseProblem, match="has changed since it was published"):
        rollback(loaded, earlier)
    assert in_force(loaded) == later


def test_going_back_mends_a_damaged_pointer(loaded: Path) -> None:
    release_id = in_force(loaded)
    (loaded / "releases" / "CURRENT").write_text("nonsense", encoding="utf-8")
    assert verify(loaded) != []
    with pytest.raises(ReleaseProblem, match="is damaged"):
        list_releases(loaded)
    rollback(loaded, release_id)
    assert verify(loaded) == []


@pytest.mark.slow
def test_the_last_ten_are_kept_with_the_one_in_force_and_those_that_a_code_names(
    home: Path,
) -> None:
    coded, rolled_back_to, *_ = built = [load_once(home, float(n)) for n in range(4)]
    (home / "reports").mkdir()
    (home / "reports" / "codes.jsonl").write_text(f'{{"release": "{coded}"}}', encoding="utf-8")
    built += [load_once(home, float(n)) for n in range(4, 11)]
    rollback(home, rolled_back_to)
    built.append(build(home, contents([observation(value=99.0)])))
    discard_leftovers(home)
    assert in_force(home) == rolled_back_to
    built[-1] = load_once(home, 99.0)
    expected = sorted({coded, *sorted(built)[-10:]}, reverse=True)
    assert [release.id for release in list_releases(home)] == expected
    files = {path.name for path in (home / "releases").glob("*.duckdb")}
    assert files == {release_path(home, release_id).name for release_id in expected}


def test_without_a_pointer_the_releases_that_are_there_are_taken_over(loaded: Path) -> None:
    earlier = in_force(loaded)
    (loaded / "releases" / "CURRENT").unlink()
    later = load_once(loaded, 62.0)
    assert [release.id for release in list_releases(loaded)] == [later, earlier]


def test_releases_are_in_the_order_of_building_even_within_a_second_or_with_the_clock_set_back(
    loaded: Path,
) -> None:
    ahead = release_path(loaded, "29991231T235958Z-00000000")
    release_path(loaded, in_force(loaded)).rename(ahead)
    (loaded / "releases" / "alf-other.duckdb").write_bytes(b"")
    built = [build(loaded, contents([observation(value=float(n))])) for n in range(2)]
    assert [id_.partition("-")[0] for id_ in built] == ["29991231T235959Z", "30000101T000000Z"]


def test_there_are_no_releases_before_the_first_load(home: Path) -> None:
    assert list_releases(home) == []
    assert read_register(home) is None
    assert verify(home) == ["there is no release in force"]
