"""What happens to a release after it was made is found."""

import random
from pathlib import Path

import duckdb
import pytest

from tests.builders import contents, observation
from warehouse.folder import Register, file_digest, release_path, write_register
from warehouse.release import build, list_releases, verify
from warehouse.verify import verify_file


@pytest.fixture
def path(loaded: Path) -> Path:
    return release_path(loaded, list_releases(loaded)[0].id)


def changed_by(home: Path, path: Path, statement: str) -> list[str]:
    """Problems after a change by somebody who also mended the digest of the file."""
    with duckdb.connect(str(path)) as connection:
        connection.execute(statement)
    release_id = list_releases(home)[0].id
    write_register(home, Register(release_id, {release_id: file_digest(path)}))
    return verify(home)


def test_a_release_that_nobody_touched_is_whole(loaded: Path) -> None:
    assert verify(loaded) == []
    assert verify(loaded, list_releases(loaded)[0].id) == []


def test_any_flipped_byte_is_found(loaded: Path, path: Path) -> None:
    whole = path.read_bytes()
    positions = random.Random(7)
    for position in [0, len(whole) - 1, *(positions.randrange(len(whole)) for _ in range(50))]:
        damaged = bytearray(whole)
        damaged[position] ^= 1 << positions.randrange(8)
        path.write_bytes(damaged)
        (problem,) = verify(loaded)
        assert "has changed since it was published" in problem
    path.write_bytes(whole)
    assert verify(loaded) == []


@pytest.mark.parametrize("share", [0.0, 0.001, 0.5, 0.99])
def test_a_truncated_file_is_found(loaded: Path, path: Path, share: float) -> None:
    with path.open("r+b") as file:
        file.truncate(int(path.stat().st_size * share))
    (problem,) = verify(loaded)
    assert "has changed since it was published" in problem


@pytest.mark.parametrize("size", [0, 1000, 200_000])
def test_a_truncated_file_is_found_even_when_its_digest_is_not_known(
    path: Path, loaded: Path, size: int
) -> None:
    with path.open("r+b") as file:
        file.truncate(size)
    (problem,) = verify_file(path, list_releases(loaded)[0].id)
    assert "cannot be read" in problem
    assert "\n" not in problem


def test_a_file_that_is_gone_is_found(loaded: Path, path: Path) -> None:
    path.unlink()
    (problem,) = verify(loaded)
    assert problem.endswith(f"the file {path.name} is gone")


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("DELETE FROM left_out", "table left_out has 0 rows, expected 1"),
        ("DELETE FROM observation", "table observation has 0 rows, expected 1"),
        ("UPDATE observation SET value = 62", "table observation has the expected 1 rows, but "
         "other content"),
        ("UPDATE source SET title = 'x' WHERE id = 'ki_vr_survey_2022'", "table source has the "
         "expected"),
        ("UPDATE content SET rows = 5 WHERE table_name = 'member'", "table member has"),
        ("UPDATE content SET rows = 5", "the list of tables is not the one that was written"),
        ("UPDATE run SET schema_version = 99", "(schema 99, this one reads"),
        ("UPDATE run SET release = 'x'", "the file says that it is release x"),
        ("DELETE FROM run", "table run has 0 rows, expected 1"),
        ("UPDATE observation SET reading = 'fourth'", "unknown reading: fourth"),
        ("UPDATE observation SET value = 161", "break the rule value_inside_valid_range"),
        ("ALTER TABLE left_out DROP COLUMN topic", "other columns than the schema"),
        ("DROP TABLE left_out", "cannot be read"),
    ],
)  # fmt: skip
def test_a_changed_table_is_found_even_when_the_digest_was_mended(
    loaded: Path, path: Path, statement: str, found: str
) -> None:
    problems = changed_by(loaded, path, statement)
    assert [problem for problem in problems if found in problem]


def test_a_key_that_stands_twice_and_a_reference_to_nothing_are_found(
    loaded: Path, path: Path
) -> None:
    # A file without constraints, as nobody but a fault could make it.
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE free AS SELECT * FROM observation")
        connection.execute("DROP VIEW citation; DROP TABLE observation")
        connection.execute("ALTER TABLE free RENAME TO observation")
    problems = changed_by(
        loaded,
        path,
        "INSERT INTO observation SELECT * FROM observation; "
        "UPDATE observation SET input = 'nowhere', item = 'nothing'",
    )
    expected = [
        "table observation: 1 rows repeat the key indicator, region",
        "table observation: no input for 2 rows, for example input = nowhere",
        "table observation: no indicator_item for 2 rows, for example indicator, item = "
        "alf_survey_response_rate, nothing",
    ]
    for text in expected:
        assert [problem for problem in problems if text in problem]


def test_a_release_that_is_built_and_not_published_can_be_verified(loaded: Path) -> None:
    release_id = build(loaded, contents([observation(value=62.0)]))
    assert verify(loaded, release_id) == []


@pytest.mark.parametrize("release_id", ["20200101T000000Z-00000000", "../CURRENT"])
def test_a_release_that_is_not_there_is_a_problem_in_words(loaded: Path, release_id: str) -> None:
    (problem,) = verify(loaded, release_id)
    assert release_id in problem
