"""What becomes of deliveries beside loads: ended after a kill, written down, forgotten."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from etl.surveys.store.about import ABOUT, About, Mark, now
from etl.surveys.store.journal import Action, record, user
from etl.surveys.store.private import (
    delete_answers,
    deliveries,
    delivery_folder,
    make_private,
    settle,
    write_private,
)
from warehouse.folder import file_digest


class UnknownSurvey(LookupError):
    """No survey has this id; the message lists those that are."""


def settle_deliveries(home: Path, in_force: Collection[Mark]) -> None:
    """Before a load: what an earlier one or a `forget` did not get done, also in the journal."""
    make_private(home)
    settle(home, in_force)
    for about in deliveries(home).values():
        written_down(home, about)


def written_down(home: Path, about: About) -> None:
    """In the journal, once."""
    of_it = {"survey": about.id, "answers": about.rows}
    digests = {"export": about.export, "published": about.published, "key": about.key}
    action = Action.REPLACED if about.replaces else Action.LOADED
    record(home, action, when=about.loaded_at, who=about.loaded_by, about=of_it | digests)
    if about.forgotten_at and about.forgotten_by:
        record(home, Action.FORGOTTEN, when=about.forgotten_at, who=about.forgotten_by, about=of_it)


def forget(home: Path, survey: str) -> About:
    """Deletes answers, pseudonyms and the original; what was published stays.

    It is said first that they are forgotten, so that a kill leaves nothing unsaid: the next
    command deletes the rest.
    """
    about = deliveries(home).get(survey)
    if about is None:
        there_are = ", ".join(deliveries(home)) or "none"
        raise UnknownSurvey(f"no survey '{survey}' (there are: {there_are})")
    if about.forgotten_at is None:
        about = replace(about, forgotten_at=now(), forgotten_by=user())
        write_private(delivery_folder(home, survey) / ABOUT, about.as_bytes())
    _delete_from_inbox(home, about)
    delete_answers(delivery_folder(home, survey))
    written_down(home, about)
    return about


def _delete_from_inbox(home: Path, about: About) -> None:
    """The files as they were given, where a kill left them behind."""
    inbox = home / "inbox"
    for path in list(inbox.iterdir()) if inbox.is_dir() else ():
        if path.is_file() and file_digest(path) in (about.export, about.frame):
            path.unlink()


def overdue(home: Path) -> list[About]:
    """The surveys whose answers are kept too long."""
    today = datetime.now(UTC).date()
    return [about for about in deliveries(home).values() if about.is_overdue(today)]


def overdue_line(about: About) -> str:
    """What every load says of them."""
    return (
        f"Survey {about.id}: its answers were to be kept until {about.keep_until}: delete them "
        f"with `alf survey forget {about.id}`"
    )


def answers_stay(home: Path, marks: Collection[Mark]) -> Iterator[str]:
    """What is said when the figures of a survey are taken back: its answers are not."""
    for about in deliveries(home).values():
        if about.mark in marks and about.forgotten_at is None:
            yield (
                f"Survey {about.id}: its answers stay in private/ until `alf survey forget "
                f"{about.id}`"
            )


def given_files(home: Path, held: Collection[Mark]) -> tuple[frozenset[str], frozenset[str]]:
    """SHA-256 of the exports, and of the frames, whose published tables these are."""
    abouts = [about for about in deliveries(home).values() if about.mark in held]
    frames = frozenset(about.frame for about in abouts if about.frame)
    return frozenset(about.export for about in abouts), frames
