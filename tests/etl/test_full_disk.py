"""A full disk and a folder that may not be written: one clear line, and nothing is lost."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.etl.bundles import figure, user_file
from tests.etl.processes import alf, alf_as_nobody, limit_files_to
from warehouse.release import verify

pytestmark = pytest.mark.data


@pytest.fixture
def open_home(shipped_home: Path) -> Iterator[Path]:
    """A data folder that other users may enter and write, outside pytest's own folder."""
    folder = Path(tempfile.mkdtemp(prefix="alf-test-"))
    home = Path(shutil.copytree(shipped_home, folder / "data"))
    folder.chmod(0o755)
    user_file(folder / "new.csv").chmod(0o644)
    for path in [home, *home.rglob("*")]:
        path.chmod(0o777 if path.is_dir() else 0o666)
    yield home
    for path in [home, *home.rglob("*")]:
        path.chmod(0o777)
    shutil.rmtree(folder)


def state_of(home: Path) -> dict[str, bytes]:
    lasting = [path for name in ("releases", "raw") for path in (home / name).iterdir()]
    return {path.name: path.read_bytes() for path in lasting}


@pytest.mark.parametrize("read_only", [".", "releases", "raw"])
def test_a_read_only_folder_gives_one_clear_line_and_nothing_is_lost(
    open_home: Path, read_only: str
) -> None:
    before, releases = state_of(open_home), sorted((open_home / "releases").iterdir())
    (open_home / "load.lock").unlink()
    (open_home / read_only).chmod(0o555)
    code, errors = alf_as_nobody(open_home, "load", open_home.parent / "new.csv")
    assert code == 3, errors
    assert "there is no permission" in errors
    assert errors.count("\n") == 1
    assert before.items() <= state_of(open_home).items()
    assert sorted((open_home / "releases").iterdir()) == releases
    assert verify(open_home, None) == []


def test_somebody_else_may_load_where_the_folder_may_be_written(open_home: Path) -> None:
    assert alf_as_nobody(open_home, "load", open_home.parent / "new.csv") == (0, "")


# Writing fails at the lock, at the accepted file, in the middle of the release and near its end.
@pytest.mark.parametrize("bytes_per_file", [0, 200, 50_000, 500_000])
def test_a_full_disk_gives_one_clear_line_and_nothing_is_lost(
    home: Path, tmp_path: Path, bytes_per_file: int
) -> None:
    path = user_file(tmp_path / "new.csv", *(figure(period=str(2030 + n)) for n in range(9)))
    releases = sorted((home / "releases").iterdir())
    before = state_of(home)
    ended = alf(home, "load", path, before=limit_files_to(bytes_per_file))
    assert ended.returncode == 3, ended.stderr
    assert "file-size limit" in ended.stderr
    assert ended.stderr.count("\n") == 1
    assert sorted((home / "releases").iterdir()) == releases
    assert before.items() <= state_of(home).items()
    assert verify(home, None) == []
    assert alf(home, "load", path).returncode == 0
