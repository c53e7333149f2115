"""What tests in several folders share: the release of what ships, loaded as a user loads it."""

from pathlib import Path

import pytest
from hypothesis import settings

from etl.job import load
from warehouse.queries import Release
from warehouse.store import Store

# How long an example takes says more of the machine than of the law it tries.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def release_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the bundled facts loaded and published."""
    home = tmp_path_factory.mktemp("alf") / "data"
    load(home, progress=lambda _: None)
    return home


@pytest.fixture(scope="session")
def release(release_home: Path) -> Release:
    """The release in force; never changed by a test."""
    return Store(release_home).current()
