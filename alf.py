"""The command `alf`: what a user does with the data. Each command imports what it needs itself,
so that `alf --help` answers at once. What a load does is in `etl/job.py`, not here.

Exit codes: 0 done · 2 usage · 3 input refused, nothing changed · 4 another load is running ·
5 disclosure refused, nothing changed · 130 stopped with Ctrl+C.
"""

# The libraries take a second to import, and `--help` needs none of them.
# ruff: noqa: PLC0415

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from alf_exports import export, report
from dashboard.port import ADDRESS, PortTaken, free_port
from etl.inspection.command import inspect
from etl.surveys.command import survey
from etl.terminal import (
    REFUSED,
    USAGE,
    home,
    only_files,
    print_any_character,
    said_plainly,
    say,
    say_problem,
    say_table,
    warn,
)

if TYPE_CHECKING:
    from etl.report import Report

DEFAULT_PORT: Final = 8050
DICTIONARY: Final = Path(__file__).parent / "docs" / "data-dictionary.md"

app = typer.Typer(
    help="ALF Atlas: Sweden's seven ALF regions compared. Data lies in ALF_HOME (or ./data).",
    epilog="Exit codes: 0 done, 2 usage, 3 input refused and nothing changed, "
    "4 another load is running, 5 disclosure refused and nothing changed, 130 stopped with Ctrl+C.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Port = Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free port.")]
Files = Annotated[
    list[Path] | None,
    typer.Argument(exists=True, dir_okay=False, readable=True, callback=only_files,
                   metavar="PATH", show_default=False,
                   help="Files to accept, besides those in the inbox."),
]  # fmt: skip


def main() -> None:
    print_any_character()
    app()


# ---------------------------------------------------------------- serve


@app.command()
def up(port: Port = DEFAULT_PORT) -> None:
    """Load what ships and what lies in the inbox, if anything changed, then serve.

    Where a load is refused or cannot run, the release in force is served as it is.
    """
    from etl.problems import InputRefused
    from warehouse.release import LoadRunning, ReleaseProblem

    free = _free_port(port)
    with said_plainly():
        try:
            _load_and_report(files=(), supersede=(), accept=None, offline=False, as_json=False)
        except (InputRefused, LoadRunning, ReleaseProblem) as stopped:
            if not _has_release():
                raise
            say_problem(stopped)
            warn("The release in force is served as it is.")
    _become("serve", "--port", str(free))


@app.command()
def serve(port: Port = DEFAULT_PORT) -> None:
    """Serve the release in force, without loading anything."""
    free = _free_port(port)
    if not _has_release():
        warn("There is no release yet: run `alf up` or `alf load`.")
        raise typer.Exit(USAGE)
    _serve(free)


def _become(*arguments: str) -> None:
    """Goes on as another command, in a process that is as good as new.

    The server forks its workers, and one that is forked after a load inherits the locks of
    threads that it does not have: it hangs, and cannot even be stopped.
    """
    sys.stdout.flush()
    program = [sys.executable, str(Path(__file__)), *arguments]
    os.execv(sys.executable, program)  # noqa: S606  # ourselves, no shell is wanted


def _serve(port: int) -> None:
    from dashboard.server import serve as serve_dashboard

    say(f"ALF Atlas listens on http://{ADDRESS}:{port} (stop with Ctrl+C)")
    try:
        serve_dashboard(home(), port)
    except PortTaken as taken:  # in the moment since it was tried
        warn(str(taken))
        raise typer.Exit(USAGE) from taken


def _free_port(port: int) -> int:
    try:
        return free_port(port)
    except PortTaken as taken:
        warn(str(taken))
        raise typer.Exit(USAGE) from taken


def _has_release() -> bool:
    from warehouse.folder import pointer_path

    return pointer_path(home()).exists()


# ---------------------------------------------------------------- load


@app.command()
def load(
    files: Files = None,
    as_json: Annotated[bool, typer.Option("--json", help="The report as JSON.")] = False,
    supersede: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="An accepted file that the new ones replace."),
    ] = None,
    accept: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="Publish although coverage shrinks: the report's code."),
    ] = None,
    offline: Annotated[
        bool, typer.Option("--offline", help="Ask no statistics service: take earlier answers.")
    ] = False,
) -> None:
    """Accept files, rebuild everything, check it and publish it.

    A release is always the whole: what ships plus everything accepted so far. The same content
    again is no work. What changes against the release in force is said before publishing.
    """
    with said_plainly(as_json=as_json):
        _load_and_report(files or (), supersede or (), accept, offline=offline, as_json=as_json)


app.command()(inspect)
app.add_typer(survey, name="survey")


@app.command()
def inputs() -> None:
    """List the files that the release in force is made of."""
    from warehouse.release import inputs_in_force

    with said_plainly():
        rows = inputs_in_force(home())
    say_table(
        ("id", "file", "kind", "figures", "bytes", "accepted"),
        [
            (r["id"], r["name"], r["kind"], str(r["rows"]), str(r["size"]),
             "ships" if r["accepted_at"] is None else f"{r['accepted_at']:%Y-%m-%d %H:%M} UTC")
            for r in rows.iter_rows(named=True)
        ],
    )  # fmt: skip


@app.command()
def withdraw(
    input_id: Annotated[str, typer.Argument(metavar="ID", help="As `alf inputs` lists it.")],
) -> None:
    """Take an accepted file back: rebuild without it and publish."""
    from etl.job import withdraw as withdraw_input

    with said_plainly():
        _print_report(withdraw_input(home(), input_id, progress=say), as_json=False)


def _load_and_report(
    files: Sequence[Path],
    supersede: Sequence[str],
    accept: str | None,
    *,
    offline: bool,
    as_json: bool,
) -> None:
    from etl.job import load as load_files
    from etl.surveys.meter import on_terminal

    progress = warn if as_json else say
    report = load_files(
        home(),
        files,
        progress=progress,
        supersede=supersede,
        accept=accept,
        offline=offline,
        meter=on_terminal(progress),
    )
    _print_report(report, as_json=as_json)


def _print_report(report: "Report", *, as_json: bool) -> None:
    from etl.report import report_as_json, report_lines

    for line in [report_as_json(report)] if as_json else report_lines(report):
        say(line)


@app.command()
def example(
    seed: Annotated[
        int | None, typer.Option(min=0, help="Another seed gives other made-up answers.")
    ] = None,
) -> None:
    """Build the example release: made-up surveys of all seven regions, apart from all real data.

    It lies in a folder of its own, and every page, figure, table and file of it says so.
    """
    from etl.example.build import build_example
    from etl.example.truths import SEED

    with said_plainly():
        report = build_example(home(), progress=say, seed=SEED if seed is None else seed)
    _print_report(report, as_json=False)


# ---------------------------------------------------------------- exports


app.command()(export)
app.command()(report)


# ---------------------------------------------------------------- releases


@app.command()
def releases() -> None:
    """List the releases that are kept; the one in force is marked."""
    from warehouse.release import list_releases

    with said_plainly():
        kept = list_releases(home())
    say_table(
        ("in force", "release", "built", "figures", "bytes"),
        [
            ("→" if r.in_force else "", r.id, f"{r.built_at:%Y-%m-%d %H:%M:%S} UTC",
             "unreadable" if r.observations is None else str(r.observations), str(r.size))
            for r in kept
        ],
    )  # fmt: skip


@app.command()
def rollback(
    release_id: Annotated[str, typer.Argument(metavar="ID", help="As `alf releases` lists it.")],
) -> None:
    """Put an earlier release in force again, with the accepted files it was made of."""
    from warehouse.release import load_lock
    from warehouse.release import rollback as roll_back

    folder = home()
    with said_plainly(), load_lock(folder):
        roll_back(folder, release_id)
    say(f"Release {release_id} is in force.")


@app.command()
def verify(
    release_id: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="The release in force if none is named.")
    ] = None,
) -> None:
    """Prove that a release is whole: rows, keys, references, contract and digests."""
    from warehouse.release import verify as verify_release

    with said_plainly():
        problems = verify_release(home(), release_id)
    for problem in problems:
        warn(problem)
    if problems:
        raise typer.Exit(REFUSED)
    say(f"Release {release_id or 'in force'}: whole.")


@app.command(hidden=True)
def dictionary(
    check: Annotated[bool, typer.Option("--check", help="Compare only, write nothing.")] = False,
) -> None:
    """Write docs/data-dictionary.md from the registry."""
    from warehouse.dictionary import data_dictionary

    page = data_dictionary()
    if not check:
        DICTIONARY.write_text(page, encoding="utf-8")
    elif not DICTIONARY.exists() or DICTIONARY.read_text(encoding="utf-8") != page:
        warn(f"{DICTIONARY.name} is not what the registry says: run `alf dictionary`.")
        raise typer.Exit(REFUSED)


if __name__ == "__main__":
    main()
