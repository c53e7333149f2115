"""Builds the example release: its files into a data folder of its own, then the ordinary load.

The folder lies inside the real one and shares nothing with it.
"""

from pathlib import Path
from typing import Final

from etl.example.files import Size, files
from etl.example.truths import SEED
from etl.job import load
from etl.prepare import Progress
from etl.report import Report

FOLDER: Final = "example"


def build_example(
    home: Path, *, progress: Progress, seed: int = SEED, size: Size = Size.WHOLE
) -> Report:
    """The report of its load; with the files that are loaded already there is nothing to do."""
    example = home / FOLDER
    inbox = example / "inbox"
    inbox.mkdir(parents=True, exist_ok=True)
    for made in files(seed, size):
        (inbox / made.name).write_bytes(made.content)
    return load(example, progress=progress, bundle=None, is_example=True)
