"""A load as a whole: what is accepted, what is refused, what changes and what stays."""

import os
from pathlib import Path

import duckdb
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from etl.inputs import bundled_inputs
from etl.job import UnknownInput, load, withdraw
from etl.problems import InputRefused
from etl.report import Report
from etl.sources import BUNDLE, BUNDLED
from etl.sources.bundled import read_bundled
from tests.etl.bundles import add_row, copied_bundle, figure, read_rows, user_file
from tests.etl.conftest import silent
from warehouse.folder import (
    Register,
    file_digest,
    pointer_path,
    read_register,
    release_path,
    write_register,
)
from warehouse.indicators import INDICATORS
from warehouse.release import ReleaseProblem, list_releases, load_lock, rollback, verify
from warehouse.store import Store

pytestmark = pytest.mark.data


def accepted(home: Path) -> list[str]:
    inputs = Store(home).current().inputs()
    return [row["name"] for row in inputs.iter_rows(named=True) if row["kind"] == "accepted"]


def rate(home: Path, period: str = "2029") -> list[float]:
    rows = Store(home).current().observations("alf_survey_response_rate")
    return [row["value"] for row in rows.iter_rows(named=True) if row["period"] == period]


def give(home: Path, *paths: Path, supersede: tuple[str, ...] = ()) -> Report:
    return load(home, list(paths), progress=silent, supersede=supersede)


# ---------------------------------------------------------------- what ships


def test_every_line_of_what_ships_is_in_the_release(home: Path) -> None:
    lines = sum(len(read_rows(BUNDLE / f"{topic}.csv")[1]) for topic in BUNDLED)
    release = Store(home).current()
    rows = [release.observations(indicator) for indicator in release.indicators()]
    derived = sum(frame.filter(frame["estimate"] == "weighted").height for frame in rows)
    assert sum(frame.height for frame in rows) == lines + derived
    assert verify(home, None) == []


def test_every_cell_of_what_ships_is_in_the_release(home: Path) -> None:
    release = Store(home).current()
    read = pl.concat(
        [read_bundled(file.id, file.content.all(), INDICATORS) for file in bundled_inputs(BUNDLE)]
    )
    kept = pl.concat([release.observations(indicator) for indicator in release.indicators()])
    printed = kept.filter(pl.col("input_row").is_not_null()).select(read.columns)
    assert_frame_equal(printed, read, check_row_order=False)


@pytest.mark.parametrize(
    ("group", "weighted"), [("researchers", 67.0), ("doctoral_students", 57.4)]
)
def test_the_nation_of_the_survey_of_2022_stands_weighted_and_unweighted(
    home: Path, group: str, weighted: float
) -> None:
    printed = {"researchers": 67.7, "doctoral_students": 60.6}
    rows = (
        Store(home)
        .current()
        .observations("alf_survey_response_rate")
        .filter(region="riket", period="2022", group=group, item="round_1")
    )
    values = dict(rows.select("estimate", "value").iter_rows())
    assert values == {"unweighted": printed[group], "weighted": weighted}


def test_a_repeated_load_says_that_there_is_nothing_to_do(home: Path) -> None:
    pointer, files = pointer_path(home).read_bytes(), list((home / "releases").iterdir())
    report = give(home)
    assert report.unchanged
    assert pointer_path(home).read_bytes() == pointer
    assert list((home / "releases").iterdir()) == files


def test_the_first_load_says_that_everything_is_new(tmp_path: Path) -> None:
    said: list[str] = []
    report = load(tmp_path / "data", progress=said.append)
    assert report.changes is not None
    assert report.changes.new.total == report.observations
    assert report.changes.gone.total == report.changes.changed.total == 0
    assert any(line.startswith(f"{report.observations} new: ") for line in said)


# ---------------------------------------------------------------- a user's file


def test_a_file_is_accepted_kept_by_content_and_published(home: Path, tmp_path: Path) -> None:
    path = user_file(tmp_path / "Ny enkät.csv")
    report = give(home, path)
    assert report.changes is not None
    assert report.changes.new.total == 1
    assert accepted(home) == ["Ny enkät.csv"]
    assert rate(home) == [64.0]
    (kept,) = (home / "raw").iterdir()
    assert kept.read_bytes() == path.read_bytes()


def test_accepted_files_stay_in_later_loads(home: Path, tmp_path: Path) -> None:
    give(home, user_file(tmp_path / "a.csv"))
    give(home, user_file(tmp_path / "b.csv", figure(period="2030")))
    assert accepted(home) == ["a.csv", "b.csv"]
    assert rate(home) == [64.0]


def test_the_same_content_again_is_no_work_whatever_its_name(home: Path, tmp_path: Path) -> None:
    give(home, user_file(tmp_path / "a.csv"))
    assert give(home, user_file(tmp_path / "again.csv")).unchanged
    assert accepted(home) == ["a.csv"]


def test_what_ships_given_as_a_file_is_no_work(home: Path) -> None:
    assert give(home, BUNDLE / "surveys.csv").unchanged


def test_the_same_figures_in_another_file_are_refused_unless_they_supersede(
    home: Path, tmp_path: Path
) -> None:
    (first,) = give(home, user_file(tmp_path / "a.csv")).accepted
    corrected = user_file(tmp_path / "b.csv", figure(value="65", printed="65"))
    with pytest.raises(InputRefused, match=rf"line 2: 1 figures.*--supersede {first}"):
        give(home, corrected)
    assert rate(home) == [64.0]
    report = give(home, corrected, supersede=(first,))
    assert rate(home) == [65.0]
    assert report.withdrawn == (first,)
    assert report.changes is not None
    assert report.changes.changed.total == 1
    assert "64 → 65" in report.changes.changed.examples[0]


def test_what_ships_cannot_be_superseded(home: Path, tmp_path: Path) -> None:
    same = figure(period="2022", value="99", printed="99")
    with pytest.raises(InputRefused, match=r"also in 'surveys\.csv': what ships .* cannot be"):
        give(home, user_file(tmp_path / "a.csv", same))


def test_two_new_files_may_not_give_the_same(home: Path, tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="figures_already_given"):
        give(home, user_file(tmp_path / "a.csv"),
             user_file(tmp_path / "b.csv", figure(value="1", printed="1")))  # fmt: skip
    assert accepted(home) == []


def test_superseding_needs_a_file_that_takes_the_place(home: Path, tmp_path: Path) -> None:
    (first,) = give(home, user_file(tmp_path / "a.csv")).accepted
    with pytest.raises(InputRefused, match="use `alf withdraw`"):
        give(home, supersede=(first,))


def test_another_kind_of_file_is_refused_by_name(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "budget.xlsx"
    path.write_bytes(b"PK")
    with pytest.raises(
        InputRefused,
        match=r"budget\.xlsx: no declaration says what it means; write one with "
        r"`alf inspect budget\.xlsx --draft` \[no_declaration\]",
    ):
        give(home, path)


def test_a_file_that_disagrees_with_what_ships_is_refused(home: Path, tmp_path: Path) -> None:
    same_thing = figure(period="2022", value="50", source="documents_nobody_knows")
    with pytest.raises(InputRefused, match="unknown source 'documents_nobody_knows'"):
        give(home, user_file(tmp_path / "a.csv", same_thing))
    known = figure(period="2022", value="50", source="scb_konsumentprisindex")
    with pytest.raises(InputRefused, match=r"sources_agree_or_declared"):
        give(home, user_file(tmp_path / "a.csv", known))


def test_a_problem_names_the_file_as_the_user_named_it(home: Path, tmp_path: Path) -> None:
    path = user_file(tmp_path / "Min fil.csv", figure(), figure(period="2030", value="130"))
    with pytest.raises(InputRefused) as refused:
        give(home, path)
    (problem,) = refused.value.problems
    assert problem.file.startswith("Min fil.csv (min-fil-")
    assert (problem.row, problem.column) == (3, "value")


def test_content_that_was_damaged_is_refused(home: Path, tmp_path: Path) -> None:
    give(home, user_file(tmp_path / "a.csv"))
    (kept,) = (home / "raw").iterdir()
    kept.write_bytes(kept.read_bytes() + b"\n")
    with pytest.raises(InputRefused, match=r"a\.csv: .*raw_content_whole"):
        give(home, user_file(tmp_path / "b.csv", figure(period="2030")))


# ---------------------------------------------------------------- taking back


def test_withdrawing_rebuilds_without_the_file(home: Path, tmp_path: Path) -> None:
    (first,) = give(home, user_file(tmp_path / "a.csv")).accepted
    report = withdraw(home, first, progress=silent)
    assert report.withdrawn == (first,)
    assert accepted(home) == []
    assert rate(home) == []
    assert verify(home, None) == []
    assert give(home).unchanged


def test_withdrawing_what_was_never_accepted_says_what_was(home: Path, tmp_path: Path) -> None:
    (first,) = give(home, user_file(tmp_path / "a.csv")).accepted
    with pytest.raises(UnknownInput, match=rf"'surveys\.csv' \(there are: {first}\)"):
        withdraw(home, "surveys.csv", progress=silent)


def test_a_rollback_takes_back_the_list_of_files_too(home: Path, tmp_path: Path) -> None:
    (before,) = list_releases(home)
    give(home, user_file(tmp_path / "a.csv"))
    rollback(home, before.id)
    assert accepted(home) == []
    assert give(home).unchanged


# ---------------------------------------------------------------- inbox


def test_the_inbox_is_taken_in_and_emptied(home: Path) -> None:
    user_file(home / "inbox" / "a.csv")
    (home / "inbox" / ".hidden").write_text("not for us", encoding="utf-8")
    give(home)
    assert accepted(home) == ["a.csv"]
    assert [path.name for path in (home / "inbox").iterdir()] == [".hidden"]
    assert give(home).unchanged


def test_a_refused_file_stays_in_the_inbox(home: Path) -> None:
    path = user_file(home / "inbox" / "a.csv", figure(region="Narnia"))
    with pytest.raises(InputRefused, match=r"a\.csv.*line 2, column 'region'"):
        give(home)
    assert path.exists()
    assert not list((home / "raw").iterdir())


def test_a_named_file_is_never_removed(home: Path, tmp_path: Path) -> None:
    path = user_file(tmp_path / "a.csv")
    give(home, path)
    assert path.exists()


# ---------------------------------------------------------------- coverage


def test_lost_coverage_stops_the_load_unless_that_very_report_is_accepted(
    home: Path, tmp_path: Path
) -> None:
    more = copied_bundle(tmp_path)
    add_row(more / "surveys.csv", figure())
    load(home, progress=silent, bundle=more)
    with pytest.raises(InputRefused, match="period 2029 would be gone") as refused:
        give(home)
    with pytest.raises(InputRefused):
        load(home, progress=silent, accept="00000000")
    assert rate(home) == [64.0]
    code = refused.value.problems[-1].message.split()[-1]
    load(home, progress=silent, accept=code)
    assert rate(home) == []


# ---------------------------------------------------------------- one at a time


def test_folders_are_made_and_survey_answers_are_for_their_owner_alone(home: Path) -> None:
    assert {"inbox", "raw", "private", "releases", "reports"} <= {p.name for p in home.iterdir()}
    assert (home / "private").stat().st_mode & 0o777 == 0o700


def test_a_release_that_cannot_be_read_stops_the_load(home: Path, tmp_path: Path) -> None:
    (release,) = (home / "releases").glob("*.duckdb")
    release.write_bytes(b"no database")
    with pytest.raises(ReleaseProblem, match="alf rollback"):
        give(home, user_file(tmp_path / "a.csv"))


def test_the_lock_is_given_back_after_a_refusal(home: Path, tmp_path: Path) -> None:
    with pytest.raises(InputRefused):
        give(home, user_file(tmp_path / "a.csv", figure(region="Narnia")))
    with load_lock(home):
        pass


# ---------------------------------------------------------------- what others left behind


def change_release(home: Path, *statements: str) -> None:
    """Changes the release in force as an earlier version of the program would have made it."""
    register = read_register(home)
    assert register is not None
    path = release_path(home, register.in_force)
    with duckdb.connect(str(path)) as connection:
        for statement in statements:
            connection.execute(statement)
    published = {**register.published, register.in_force: file_digest(path)}
    write_register(home, Register(register.in_force, published))


@pytest.mark.parametrize(
    "change", ["DROP TABLE left_out", "ALTER TABLE run DROP COLUMN changes", "DROP VIEW citation"]
)
def test_a_release_of_an_earlier_schema_is_built_anew_with_its_accepted_files(
    home: Path, tmp_path: Path, change: str
) -> None:
    give(home, user_file(tmp_path / "a.csv"))
    change_release(home, change, "UPDATE run SET schema_version = 0")
    report = give(home)
    assert not report.unchanged
    assert report.changes is not None
    assert report.changes.is_empty
    assert accepted(home) == ["a.csv"]
    assert verify(home, None) == []


def test_figures_of_an_earlier_schema_without_a_column_are_compared_all_the_same(
    home: Path,
) -> None:
    old = "CREATE TABLE old AS SELECT * EXCLUDE (bound_low) FROM observation"
    change_release(
        home, old, "DROP VIEW citation", "DROP TABLE observation",
        "ALTER TABLE old RENAME TO observation", "UPDATE run SET schema_version = 0",
    )  # fmt: skip
    report = give(home)
    assert report.changes is not None
    assert report.changes.gone.total == report.changes.new.total == 0
    assert verify(home, None) == []


def damaged(home: Path) -> Path:
    (kept,) = (home / "raw").iterdir()
    kept.write_bytes(b"x" * kept.stat().st_size)
    return kept


def test_the_same_file_again_mends_damaged_content(home: Path, tmp_path: Path) -> None:
    path = user_file(tmp_path / "a.csv")
    give(home, path)
    kept = damaged(home)
    assert give(home, path).unchanged
    assert kept.read_bytes() == path.read_bytes()


def test_a_file_whose_content_is_lost_can_be_withdrawn(home: Path, tmp_path: Path) -> None:
    (first,) = give(home, user_file(tmp_path / "a.csv")).accepted
    damaged(home)
    assert withdraw(home, first, progress=silent).withdrawn == (first,)
    assert accepted(home) == []


def test_what_was_withdrawn_may_be_given_again(home: Path, tmp_path: Path) -> None:
    path = user_file(tmp_path / "a.csv")
    (first,) = give(home, path).accepted
    withdraw(home, first, progress=silent)
    assert give(home, path).accepted == (first,)
    assert rate(home) == [64.0]


def test_a_file_that_supersedes_another_may_not_hold_less_by_mistake(
    home: Path, tmp_path: Path
) -> None:
    both = user_file(tmp_path / "a.csv", figure(), figure(region="Uppsala"))
    (first,) = give(home, both).accepted
    less = user_file(tmp_path / "b.csv", figure(value="65", printed="65"))
    with pytest.raises(InputRefused, match="uppsala 2029 would be gone") as refused:
        give(home, less, supersede=(first,))
    code = refused.value.problems[-1].message.split()[-1]
    load(home, [less], progress=silent, supersede=(first,), accept=code)
    assert rate(home) == [65.0]


def test_a_chain_of_files_that_supersede_each_other_leaves_the_last(
    home: Path, tmp_path: Path
) -> None:
    (last,) = give(home, user_file(tmp_path / "0.csv")).accepted
    for value in ("65", "66"):
        path = user_file(tmp_path / f"{value}.csv", figure(value=value, printed=value))
        (last,) = give(home, path, supersede=(last,)).accepted
    assert rate(home) == [66.0]
    assert accepted(home) == ["66.csv"]


def test_a_weighted_mean_that_its_source_prints_is_not_computed_beside_it(
    home: Path, tmp_path: Path
) -> None:
    printed = figure(region="riket", period="2022", estimate="weighted", value="67", printed="67")
    report = give(home, user_file(tmp_path / "a.csv", printed))
    assert report.derived == 1
    assert verify(home, None) == []


def test_what_is_no_file_stays_in_the_inbox_and_is_named(home: Path) -> None:
    (home / "inbox" / "folder").mkdir()
    (home / "inbox" / "gone.csv").symlink_to("nowhere.csv")
    said: list[str] = []
    assert load(home, progress=said.append).unchanged
    assert [line.rsplit("/", 1)[1] for line in said] == ["folder", "gone.csv"]


def test_a_name_in_another_encoding_is_stored_with_a_substitute(home: Path) -> None:
    source = user_file(home / "a.csv")
    source.rename(os.fsdecode(os.fsencode(home / "inbox") + b"/f\xf6rsk.csv"))
    give(home)
    assert accepted(home) == ["f\ufffdrsk.csv"]


def test_a_thousand_duplicates_name_a_few_places_each(home: Path, tmp_path: Path) -> None:
    with pytest.raises(InputRefused) as refused:
        give(home, user_file(tmp_path / "a.csv", *[figure()] * 1000))
    assert len(refused.value.problems) == 1000
    assert all(problem.message.count("line") == 3 for problem in refused.value.problems)


def test_what_is_hidden_or_no_file_stays_in_the_inbox_and_is_named(home: Path) -> None:
    inbox = home / "inbox"
    user_file(inbox / ".hidden.csv")
    os.mkfifo(inbox / "pipe.csv")
    (inbox / "zero.csv").symlink_to("/dev/zero")
    said: list[str] = []
    assert load(home, progress=said.append).unchanged
    assert [line for line in said if line.startswith("Not read")] == [
        "Not read, its name begins with a dot: inbox/.hidden.csv",
        "Not read, it is no file: inbox/pipe.csv",
        "Not read, it is no file: inbox/zero.csv",
    ]
    assert len(list(inbox.iterdir())) == 3


def test_a_link_in_the_inbox_is_taken_and_what_it_leads_to_stays(
    home: Path, tmp_path: Path
) -> None:
    path = user_file(tmp_path / "a.csv")
    (home / "inbox" / "b.csv").symlink_to(path)
    assert len(give(home).accepted) == 1
    assert path.exists()
    assert not list((home / "inbox").iterdir())


def test_five_hundred_files_in_the_inbox_take_seconds(home: Path) -> None:
    """Checks that look at each pair of files, or at each piece of a frame, took most of a minute.

    On a machine that has nothing else to do this takes two seconds.
    """
    for number in range(500):
        where = {"region": ["Skåne", "Uppsala", "Stockholm", "Örebro", "Västerbotten"][number % 5]}
        row = figure(period=str(1900 + number // 5), **where)
        user_file(home / "inbox" / f"{number}.csv", row)
    report = give(home)
    assert len(report.accepted) == 500
    assert report.seconds < 20
