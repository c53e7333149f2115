"""Real files by other people, which lie beside the checkout and are no part of the project."""

import csv
from pathlib import Path
from typing import Final

import pytest

FOLDER: Final = Path(__file__).resolve().parents[2] / "shared" / "fixtures"
NEEDED: Final = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the folder with real files of others is absent"
)


def manifest() -> list[dict[str, str]]:
    """A row for each file; none where the folder is absent."""
    if not FOLDER.is_dir():
        return []
    with (FOLDER / "MANIFEST.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))
