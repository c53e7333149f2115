"""A data folder with the release of what ships, made once and copied for each test."""

import shutil
from pathlib import Path

import pytest

from etl.job import load
from tests.etl.bundles import copied_bundle


def silent(_: str) -> None:
    """Progress that nobody reads."""


@pytest.fixture(scope="session")
def shipped_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Not to be changed by a test: take `home`."""
    folder = tmp_path_factory.mktemp("shipped") / "data"
    load(folder, progress=silent)
    return folder


@pytest.fixture
def home(shipped_home: Path, tmp_path: Path) -> Path:
    """A data folder with what ships in force."""
    return Path(shutil.copytree(shipped_home, tmp_path / "data"))


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A copy of what ships, to be spoilt."""
    return copied_bundle(tmp_path)
