"""A data folder that holds one survey besides what ships, made once and copied for each test."""

import shutil
from pathlib import Path

import pytest

from etl.job import load
from tests.etl.surveys.given import give


@pytest.fixture(scope="session")
def surveyed_home(shipped_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Not to be changed by a test: take `survey_home`."""
    folder = tmp_path_factory.mktemp("surveyed") / "data"
    shutil.copytree(shipped_home, folder)
    give(folder / "inbox")
    load(folder, progress=lambda _: None)
    return folder


@pytest.fixture
def survey_home(surveyed_home: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(surveyed_home, tmp_path / "data"))
