"""The commands `alf survey …`: which surveys there are, a first instrument, forgetting, the key."""

# What the libraries need a second for is imported by what uses it: `alf --help` needs none.
# ruff: noqa: PLC0415

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from etl.surveys.draft_command import draft_command
from etl.terminal import REFUSED, home, said_plainly, say, say_table, warn

if TYPE_CHECKING:
    from etl.surveys.store.about import About

survey = typer.Typer(
    help="Surveys: their instruments, and the answers that are kept in private/.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
survey.command("draft")(draft_command)


@survey.command("list")
def list_surveys() -> None:
    """List the surveys whose answers are or were kept here; counts and dates only."""
    from etl.in_force import in_force
    from etl.surveys.store.private import deliveries

    folder = home()
    with said_plainly():
        found = deliveries(folder)
        held = in_force(folder)
        marks = held.marks(held.accepted_ids)
    say_table(
        ("id", "title", "answers", "keep until", "loaded", "by", "key", "in release"),
        [_row(about, is_held=about.mark in marks) for about in found.values()],
    )


def _row(about: "About", *, is_held: bool) -> tuple[str, ...]:
    return (
        about.id,
        about.title_en,
        str(about.rows),
        _kept(about),
        f"{about.loaded_at:%Y-%m-%d %H:%M} UTC",
        about.loaded_by,
        about.key,
        "yes" if is_held else "no",
    )


def _kept(about: "About") -> str:
    if about.forgotten_at:
        return f"forgotten {about.forgotten_at:%Y-%m-%d}"
    overdue = ", overdue" if about.is_overdue(datetime.now(UTC).date()) else ""
    return f"{about.keep_until}{overdue}"


@contextmanager
def _settled() -> Iterator[Path]:
    """The data folder, which nobody else loads into meanwhile, after what a kill left was ended."""
    from etl.in_force import in_force
    from etl.inputs import make_folders
    from etl.surveys.store.deliveries import settle_deliveries
    from warehouse.lock import load_lock

    folder = home()
    with load_lock(folder):
        make_folders(folder)
        held = in_force(folder)
        settle_deliveries(folder, held.marks(held.accepted_ids))
        yield folder


@survey.command()
def forget(
    survey_id: Annotated[str, typer.Argument(metavar="ID", help="As `alf survey list` lists it.")],
) -> None:
    """Delete the answers, pseudonyms and the original of a survey; what was published stays."""
    from etl.surveys.store.deliveries import forget as forget_answers

    with said_plainly(), _settled() as folder:
        about = forget_answers(folder, survey_id)
    say(
        f"Survey {about.id}: its answers, pseudonyms and original are deleted since "
        f"{about.forgotten_at:%Y-%m-%d}. What was published of it stays."
    )


@survey.command("new-key")
def new_key(
    replace: Annotated[
        bool, typer.Option("--replace", help="Also where the key that is there is whole.")
    ] = False,
) -> None:
    """Make another key for pseudonyms, where the one that was made here is lost."""
    from etl.surveys.store.key import made_with_other_keys, make_key, whole_key

    with said_plainly(), _settled() as folder:
        if whole_key(folder) and not replace:
            warn("The key is whole. To put another in its place all the same: --replace.")
            raise typer.Exit(REFUSED)
        key = make_key(folder)
        lost = made_with_other_keys(folder, key.id)
    say(f"Key {key.id} was made: keep a copy of private/key where only you can read it.")
    if lost:
        say(f"Lost: whoever answered these can no longer be recognised in new files of the same "
            f"series, nor told apart from somebody else there: {', '.join(lost)}.")  # fmt: skip
