"""Whether a data folder holds the example or real data: one of them, from the first load on."""

from pathlib import Path
from typing import Final

from etl.problems import InputRefused, Problem

# Not the name of the folder itself: a real data folder holds the example in `example/`.
MARK: Final = "holds-example-data"


def holds_example(home: Path) -> bool:
    return (home / MARK).exists()


def keep_apart(home: Path, *, is_example: bool) -> None:
    """Marks an empty folder for the example; raises InputRefused where the two would meet."""
    if is_example and not holds_example(home):
        if _has_data(home):
            raise _refused("it holds real data: make the example in a folder of its own")
        (home / MARK).touch()
    elif holds_example(home) and not is_example:
        raise _refused("it holds the example: load into another folder (ALF_HOME says which)")


def _has_data(home: Path) -> bool:
    places = (home / "releases", home / "raw", home / "private" / "surveys")
    return any(place.is_dir() and any(place.iterdir()) for place in places)


def _refused(message: str) -> InputRefused:
    return InputRefused([Problem("example_apart", message, "the data folder")])
