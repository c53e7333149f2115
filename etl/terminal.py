"""How a command speaks and ends: lines, tables, and the exit code of what went wrong.

Light to import, since every command does: what it needs of the libraries it imports itself.
"""

# ruff: noqa: PLC0415

import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TextIO

import typer

USAGE: Final = 2
REFUSED: Final = 3
LOAD_RUNNING: Final = 4
NOT_DISCLOSED: Final = 5
STOPPED: Final = 130  # what a shell says of a program that was stopped with Ctrl+C


def home() -> Path:
    """The folder of all data: ALF_HOME, or ./data."""
    folder = Path(os.environ.get("ALF_HOME") or "data").absolute()
    # For the database, a question mark begins a setting, a backslash separates folders, and
    # bytes that are not UTF-8 are no path.
    is_text = os.fsencode(folder).decode("utf-8", "ignore") == str(folder)
    if not is_text or set("?\\") & set(str(folder)):
        warn(f"The path of the data folder cannot be used ({str(folder)!a}): it may hold no '?' "
             "or '\\' and must be UTF-8. Choose another with ALF_HOME.")  # fmt: skip
        raise typer.Exit(USAGE)
    return folder


@contextmanager
def said_plainly(*, as_json: bool = False) -> Iterator[None]:
    """Turns what a command may meet into its exit code and one clear line per problem."""
    from etl.job import UnknownInput
    from etl.problems import InputRefused
    from etl.report import ending_as_json, refusal_as_json
    from etl.surveys.publishing.not_disclosed import NotDisclosed
    from etl.surveys.store.deliveries import UnknownSurvey
    from warehouse.release import LoadRunning, ReleaseProblem, UnknownRelease
    from warehouse.store import NoRelease, UnreadableRelease

    def say_ending(rule: str, problem: Exception) -> None:
        if as_json:
            say(ending_as_json(rule, str(problem)))
        say_problem(problem)

    try:
        yield
    except KeyboardInterrupt as stopped:
        warn("Stopped. The release in force is whole; the same command does the rest.")
        raise typer.Exit(STOPPED) from stopped
    except InputRefused as refused:
        if as_json:
            say(refusal_as_json(refused.problems))
        say_problem(refused)
        code = NOT_DISCLOSED if isinstance(refused, NotDisclosed) else REFUSED
        raise typer.Exit(code) from refused
    except UnreadableRelease as unreadable:
        say_ending("release", unreadable)
        raise typer.Exit(REFUSED) from unreadable
    except (NoRelease, UnknownInput, UnknownRelease, UnknownSurvey) as unknown:
        say_ending("unknown", unknown)
        raise typer.Exit(USAGE) from unknown
    except LoadRunning as running:
        say_ending("load_running", running)
        raise typer.Exit(LOAD_RUNNING) from running
    except (ReleaseProblem, OSError) as problem:
        say_ending("release", problem)
        raise typer.Exit(REFUSED) from problem


def only_files(paths: Sequence[Path] | None) -> Sequence[Path] | None:
    """For arguments: reading a pipe or a device would never end, or give something else again."""
    for path in paths or ():
        if not path.is_file():
            raise typer.BadParameter(f"'{path}' is no file (a pipe, a device or the like).")
    return paths


def say_problem(problem: Exception) -> None:
    from etl.problems import InputRefused
    from etl.report import refusal_lines

    if isinstance(problem, InputRefused):
        for line in refusal_lines(problem.problems):
            warn(line)
    else:
        warn(str(problem))


def print_any_character() -> None:
    """An old terminal without «→» or «å» shows a substitute rather than an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(line: str) -> None:
    with suppress(ReaderGone):
        _write(sys.stdout, f"{line}\n")


def warn(line: str) -> None:
    with suppress(ReaderGone):
        _write(sys.stderr, f"{line}\n")


class ReaderGone(Exception):
    """Whoever read the output has stopped, as `head` does after its lines."""


def write(text: str) -> None:
    """For output that is made while it is written; raises ReaderGone, since the rest is for none.

    What is said with `say` is said while something is done: that goes on, and is said no more.
    """
    _write(sys.stdout, text)


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(text)
        if text.endswith("\n"):
            stream.flush()
    except BrokenPipeError as error:
        # Else the interpreter complains of it once more when it ends.
        with Path(os.devnull).open("w") as nowhere:
            os.dup2(nowhere.fileno(), stream.fileno())
        raise ReaderGone from error


def say_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Drawn on a terminal; tab-separated lines everywhere else, so that programs can read it."""
    if not sys.stdout.isatty():
        for row in [head, *rows]:
            say("\t".join(row))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(*head, box=None, header_style="bold")
    for row in rows:
        table.add_row(*row)
    Console(markup=False, highlight=False).print(table)
