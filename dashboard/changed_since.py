"""What a code leads to: the view as it was, what has changed since, and why as far as known.

For the page of a code (`code_page.py`) and for the command; how it is laid out is theirs.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import polars as pl

from dashboard import changed_words as words
from dashboard.addresses import CardAsked, Site, UnknownPage
from dashboard.changed import Change, Changes, changes
from dashboard.codes import Issued, find
from dashboard.exports.model import ExportRefused
from dashboard.header import day
from dashboard.rendering import card_controls, pinned, render_card
from dashboard.state import BadState
from dashboard.stores import Stores
from dashboard.views.inputs import KINDS, file_name
from dashboard.views.model import Rendered
from warehouse.queries import Release
from warehouse.text import Language, Text

# A list longer than this is cut, and says how much more there is.
MOST_LISTED: Final = 40

Row = Mapping[str, Any]


class CodeRefused(ExportRefused):
    """The code is on file, but the program no longer has what it stands for."""


@dataclass(frozen=True, slots=True)
class AsItWas:
    """The view in its own release. `data` says which of the two data folders holds it."""

    issued: Issued
    data: str | None
    release: Release
    asked: CardAsked
    shown: Rendered | Text


@dataclass(frozen=True, slots=True)
class CodeReport:
    """`since` are the changes, or words for why there are none to list. `instead` says what the
    same address shows now, where that is about something else, such as a newer period.

    `inputs` and `program` say why, as far as known; both are empty where the release is the same.
    """

    was: AsItWas
    now: Release | None
    since: Changes | Text
    instead: str
    inputs: tuple[str, ...]
    program: str

    @property
    def language(self) -> Language:
        return self.was.asked.state.language

    @property
    def is_in_force(self) -> bool:
        return self.now is not None and self.now.id == self.was.release.id

    def lines(self) -> list[str]:
        """What the command says."""
        return list(_lines(self))


def as_it_was(stores: Stores, site: Site, typed: str, language: Language | None = None) -> AsItWas:
    """In its own language unless another is given.

    Raises UnknownCode, ReleaseProblem (mostly ReleaseGone) and CodeRefused.
    """
    issued = find(stores, typed)
    path, query = urlsplit(issued.address).path, urlsplit(issued.address).query
    try:
        (asked,) = site.read(path, query).cards
        asked = _in_language(site, asked, path, language)
        release = stores.release(asked.state.data, issued.release)
        card_controls(release, asked)
        shown = render_card(release, asked)
    except UnknownPage as error:
        raise CodeRefused(
            _named(words.VIEW_GONE, code=issued.code, release=issued.release)
        ) from error
    except BadState as error:
        said = _named(words.CHOICE_UNKNOWN, code=issued.code, key=error.key, value=error.value)
        raise CodeRefused(said) from error
    return AsItWas(issued, asked.state.data, release, asked, shown)


def _in_language(site: Site, asked: CardAsked, path: str, language: Language | None) -> CardAsked:
    if language is None or language == asked.state.language:
        return asked
    (other,) = site.read(path, asked.state.with_(language=language).query()).cards
    return other


def code_report(
    stores: Stores, site: Site, typed: str, language: Language | None = None
) -> CodeReport:
    """Raises as `as_it_was` does."""
    was = as_it_was(stores, site, typed, language)
    now = stores.in_force(was.data)
    if now is None:
        return CodeReport(was, None, words.NO_RELEASE_NOW, "", (), "")
    if now.id == was.release.id:
        return CodeReport(was, now, words.STILL_IN_FORCE, "", (), "")
    inputs = input_changes(was.release.inputs(), now.inputs(), was.asked.state.language)
    program = _program(was.release, now, was)
    return CodeReport(was, now, _since(was, now), _instead(was, now), inputs, program)


def _since(was: AsItWas, now: Release) -> Changes | Text:
    """Of the same choices, also those that the address left to the view: a newer period is no
    change of what was shown.
    """
    asked = pinned(was.release, was.asked)
    try:
        card_controls(now, asked)
        shown = render_card(now, asked)
    except BadState as error:
        return _named(words.CHOICE_GONE, key=error.key, value=error.value)
    if isinstance(was.shown, Rendered) and isinstance(shown, Rendered):
        return changes(was.shown, shown) or words.NOTHING_CHANGED
    if isinstance(shown, Rendered):
        return _named(words.SOMETHING_NOW, headline=shown.headline)
    if isinstance(was.shown, Rendered):
        return _with_reason(words.NOTHING_NOW, shown)
    return words.NOTHING_CHANGED


def _instead(was: AsItWas, now: Release) -> str:
    try:
        shown = render_card(now, was.asked)
    except BadState:
        return ""
    if isinstance(shown, Text) or isinstance(was.shown, Text):
        return ""
    if shown.overline == was.shown.overline:
        return ""
    said = words.INSTEAD.of(was.asked.state.language)
    return said.format(overline=shown.overline, headline=shown.headline)


def _named(text: Text, **parts: str) -> Text:
    return Text(text.sv.format(**parts), text.en.format(**parts))


def _with_reason(text: Text, reason: Text) -> Text:
    return Text(text.sv.format(reason=reason.sv), text.en.format(reason=reason.en))


# ---------------------------------------------------------------- why


def input_changes(old: pl.DataFrame, new: pl.DataFrame, language: Language) -> tuple[str, ...]:
    """The files that only one release is made of, or that it has with other content, in words."""
    before, after = _files(old), _files(new)
    return tuple(
        said.of(language).format(
            name=file_name(row, language), kind=KINDS[row["kind"]].of(language)
        )
        for key in {**before, **after}
        for row, said in _file_change(before.get(key, []), after.get(key, []))
    )


def _files(inputs: pl.DataFrame) -> dict[tuple[str, str], list[Row]]:
    """By kind and name; several files may have been accepted under one name."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in inputs.iter_rows(named=True):
        found.setdefault((row["kind"], row["name"]), []).append(row)
    return found


def _file_change(old: Sequence[Row], new: Sequence[Row]) -> Iterator[tuple[Row, Text]]:
    gone, come = _others(old, new), _others(new, old)
    changed = min(len(gone), len(come))
    yield from ((row, words.INPUT_CHANGED) for row in come[:changed])
    yield from ((row, words.INPUT_NEW) for row in come[changed:])
    yield from ((row, words.INPUT_GONE) for row in gone[changed:])


def _others(of: Sequence[Row], than: Sequence[Row]) -> list[Row]:
    known = {row["sha256"] for row in than}
    return [row for row in of if row["sha256"] not in known]


def _program(old: Release, new: Release, was: AsItWas) -> str:
    """Empty where both were built by the same version."""
    before, after = version(old), version(new)
    if before == after:
        return ""
    return words.PROGRAM.of(was.asked.state.language).format(old=before, new=after)


def version(release: Release) -> str:
    return str(release.run()["program_version"])


# ---------------------------------------------------------------- as lines


def _lines(report: CodeReport) -> Iterator[str]:
    language, was = report.language, report.was
    yield words.CODE_TITLE.of(language).format(code=was.issued.code)
    yield when(words.AS_IT_WAS, was.release, language)
    if isinstance(was.shown, Rendered):
        yield from (was.shown.overline, was.shown.headline)
    else:
        yield _with_reason(words.NOTHING_THEN, was.shown).of(language)
    yield from ("", words.SINCE.of(language))
    if report.now is not None:
        yield when(words.COMPARED, report.now, language)
    if isinstance(report.since, Text):
        yield report.since.of(language)
    else:
        yield from _change_lines(report.since, language)
    yield from filter(None, [report.instead])
    yield from _why_lines(report)


def when(text: Text, release: Release, language: Language) -> str:
    return text.of(language).format(release=release.id, day=day(release.built_at, language))


def _why_lines(report: CodeReport) -> Iterator[str]:
    if report.is_in_force or report.now is None:
        return
    language = report.language
    files = cut(report.inputs, language) or [words.SAME_INPUTS.of(language)]
    yield f"{words.WHY.of(language)}:"
    yield from (f"  {said}" for said in filter(None, [*files, report.program]))


def _change_lines(since: Changes, language: Language) -> Iterator[str]:
    for heading, change in ((words.HEADLINE, since.headline), (words.NOTE, since.note)):
        if change:
            yield f"{heading.of(language)}: {_arrow(change, language)}"
    rows = [
        f"{row.row}: {change.what}: {_arrow(change, language)}"
        for row in since.table.changed
        for change in row.changes
    ]
    about = [f"{change.what}: {_arrow(change, language)}" for change in since.about]
    yield from _listed(words.ROWS_CHANGED, rows, language)
    yield from _listed(words.ABOUT, about, language)
    for heading, texts in lists(since):
        yield from _listed(heading, texts, language)


def lists(since: Changes) -> Iterator[tuple[Text, Sequence[str]]]:
    """Everything that has come or gone, each list with its heading."""
    yield words.ROWS_NEW, since.table.rows.new
    yield words.ROWS_GONE, since.table.rows.gone
    yield words.COLUMNS_NEW, since.table.columns.new
    yield words.COLUMNS_GONE, since.table.columns.gone
    yield words.REMARKS_NEW, since.remarks.new
    yield words.REMARKS_GONE, since.remarks.gone
    yield words.SOURCES_NEW, since.sources.new
    yield words.SOURCES_GONE, since.sources.gone


def _listed(heading: Text, texts: Sequence[str], language: Language) -> Iterator[str]:
    if texts:
        yield f"{heading.of(language)}:"
        yield from (f"  {text}" for text in cut(texts, language))


def cut(texts: Sequence[str], language: Language) -> list[str]:
    """The first of a long list, and how many more there are."""
    more = len(texts) - MOST_LISTED
    said = [words.AND_MORE.of(language).format(count=more)] if more > 0 else []
    return [*texts[:MOST_LISTED], *said]


def _arrow(change: Change, language: Language) -> str:
    nothing = words.NOTHING.of(language)
    return f"{change.old or nothing} → {change.new or nothing}"
