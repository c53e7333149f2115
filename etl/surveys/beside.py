"""Which files lie beside an instrument: its export, and the frame of those invited.

Only names and places; nothing of a file is read here but the instrument itself.
"""

import tomllib
from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from pathlib import Path

from etl.problems import InputRefused, Problem
from etl.readers.content import printable_name
from etl.surveys.instrument import is_instrument
from etl.surveys.model import Instrument


def frame_path(instrument: Path, meaning: Instrument) -> Path | None:
    """Where the frame lies, whether it is there or not."""
    file = meaning.frame.file if meaning.frame else None
    return instrument.with_name(Path(file).name) if file else None


def frame_named_in(instrument: Path) -> Path | None:
    """The same of an instrument with mistakes: a list of persons is nobody else's file."""
    text = instrument.read_bytes().decode("utf-8-sig", errors="replace")
    try:
        file = tomllib.loads(text).get("frame", {}).get("file")
    except (tomllib.TOMLDecodeError, AttributeError):
        return None
    is_named = is_instrument(text) and isinstance(file, str) and file
    return instrument.with_name(Path(file).name) if is_named else None


def export_by_pattern(
    instrument: Path, meaning: Instrument, is_data: Callable[[Path], bool]
) -> list[Path]:
    """The one export that the pattern names; none where there is none."""
    if meaning.pattern is None:
        return []
    frame = frame_path(instrument, meaning)
    found = [
        path
        for path in sorted(instrument.parent.iterdir())
        if fnmatchcase(path.name, meaning.pattern) and path.is_file() and is_data(path)
        if path != frame
    ]
    if len(found) > 1:
        raise InputRefused([_several(instrument, found)])
    return found


def _several(instrument: Path, found: Iterable[Path]) -> Problem:
    names = ", ".join(f"'{printable_name(path)}'" for path in found)
    message = f"its pattern fits several files, and a survey has one export: {names}"
    remedy = "give the one that holds, or each survey an instrument of its own"
    return Problem("one_export", message, printable_name(instrument), remedy=remedy)
