"""What the tests of releases share."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.warehouse.processes import load_once


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty data folder."""
    return tmp_path / "data"


@pytest.fixture
def loaded(home: Path) -> Path:
    """A data folder with one release in force."""
    load_once(home, 61.0)
    return home


@pytest.fixture
def shared_home() -> Iterator[Path]:
    """One release in force, in a folder that other users may enter."""
    folder = Path(tempfile.mkdtemp(prefix="alf-test-"))
    folder.chmod(0o755)
    load_once(folder, 61.0)
    yield folder
    for path in (folder, folder / "releases"):
        path.chmod(0o755)
    shutil.rmtree(folder)
