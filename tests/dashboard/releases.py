"""Releases for tests of views about the data as a whole: what ships, or contents made by hand."""

import tempfile
from functools import lru_cache
from pathlib import Path

from etl.job import load
from warehouse.folder import release_path
from warehouse.queries import Release
from warehouse.release import Contents, build
from warehouse.store import Store


@lru_cache(maxsize=1)
def whole() -> Release:
    """Everything that ships, through the same load as at a user's. A release is read once."""
    with tempfile.TemporaryDirectory() as folder:
        load(Path(folder), progress=lambda _: None)
        return Store(Path(folder)).current()


def built(contents: Contents) -> Release:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        return Release(release_path(home, build(home, contents)))
