"""What to do next with a file that was looked at: the last words of an inspection for people."""

from collections.abc import Iterator
from pathlib import Path
from shlex import quote

from etl.inspection.one_line import WHOLE, printable
from etl.inspection.options_toml import beside, document_at
from etl.readers.model import Reading


def next_steps(reading: Reading, path: Path) -> Iterator[str]:
    name, declaration = printable(quote(str(path)), WHOLE), printable(beside(path).name, WHOLE)
    if any("--" in (problem.remedy or "") for problem in reading.problems):
        yield "It cannot be loaded as it is. Give the options that solve the problems, and keep"
        yield "them for `alf load`:"
        yield f"  alf inspect {name} … --save"
    elif reading.problems:
        yield "It cannot be loaded as it is, and no option mends that: ask its sender."
    elif reading.answers is not None:
        yield from _of_answers(name, declaration, path)
    elif _is_declared(path):
        yield f"Load it as {declaration} declares:"
        yield f"  alf load {name}"
    else:
        yield f"1. Write what the table means to {declaration}:"
        yield f"  alf inspect {name} --draft"
        yield "2. Answer the questions in it, and take their lines out."
        yield "3. Load both:"
        yield f"  alf load {name}"


def _of_answers(name: str, declaration: str, path: Path) -> Iterator[str]:
    """No table says what answers mean: an instrument does."""
    yield "Survey answers are not loaded as a table: they need an instrument."
    if _has_instrument(path):
        yield f"Load them as {declaration} says:"
    else:
        yield f"1. Write a first one to {declaration}:"
        yield f"  alf survey draft {name}"
        yield "2. Answer the questions in it, and take their lines out."
        yield "3. Load both:"
    yield f"  alf load {name}"


def _has_instrument(path: Path) -> bool:
    place = beside(path)
    return place.exists() and "survey" in document_at(place)


def _is_declared(path: Path) -> bool:
    place = beside(path)
    return place.exists() and "table" in document_at(place)
