"""What the release was made of and when: its files, the load, and what that load changed."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from dashboard.state import State
from dashboard.views.listing import (
    Listing,
    count,
    counted,
    no_controls,
    no_indicator,
    number_cell,
    table,
)
from dashboard.views.model import Cell, NothingToShow, Rendered, Table, View
from dashboard.views.wording import listed
from warehouse.indicators.model import TOPIC_NAMES, Indicator
from warehouse.queries import Release
from warehouse.text import Language, Text

_TITLE: Final = Text("Inläsning", "Load")
_QUESTION: Final = Text("Vad lästes in, och när?", "What was loaded, and when?")
_NOTHING: Final = Text("Utgåvan har inga filer.", "The release has no files.")
KINDS: Final = {
    "bundled": Text("följer med programmet", "ships with the program"),
    "accepted": Text("tillagd här", "added here"),
}
_HEADINGS: Final = (
    ("name", Text("Fil", "File")),
    ("kind", Text("Art", "Kind")),
    ("rows", Text("Rader", "Rows")),
    ("set_aside", Text("Utan värde här", "No figure here")),
    ("accepted", Text("Tillagd", "Added")),
    ("checksum", Text("Kontrollsumma", "Checksum")),
)
# Columns that are left out where they would say nothing of any file.
_WHERE_SAID: Final = ("set_aside", "accepted")
_MOMENT: Final = {"sv": "d MMMM y 'kl.' HH.mm", "en": "d MMMM y 'at' HH:mm"}
_LOCAL: Final = ZoneInfo("Europe/Stockholm")
_FILE: Final = Text("fil", "file")
_FILES: Final = Text("filer", "files")
_ROW: Final = Text("rad", "row")
_ROWS: Final = Text("rader", "rows")
_HEADLINE: Final = Text(
    "Utgåvan byggdes {moment} av {files} med {rows}.",
    "The release was built {moment} from {files} with {rows}.",
)
_NOTE: Final = Text(
    "Utgåva {release}. Svensk tid. Kontrollsumman visar att en fil är densamma; här står dess"
    " första tolv tecken.",
    "Release {release}. Swedish time. The checksum shows that a file is the same; its first twelve"
    " characters are given.",
)
_CHANGES: Final = Text(
    "{new} nya, {changed} ändrade och {gone} borttagna värden.{most}",
    "{new} new, {changed} changed and {gone} removed figures.{most}",
)
_UNCHANGED: Final = Text(
    "Inga värden är nya, ändrade eller borttagna.", "No figures are new, changed or removed."
)
_MOST: Final = Text(" Flest i: {measures}.", " Most in: {measures}.")
_CHANGED_HEADING: Final = Text("Ändrat mot utgåvan före", "Changed against the release before")
_STARTED: Final = Text("Inläsningen började {moment}.", "The load began {moment}.")
_STARTED_HEADING: Final = Text("Inläsningen", "The load")
_VERSION: Final = Text("Programmets version", "Version of the program")
# More measures than these would make a list of the sentence.
_MOST_MEASURES: Final = 5

Row = Mapping[str, Any]


def moment(when: datetime, language: Language) -> str:
    """Such as "22 november 2026 kl. 02.44", in Swedish time; the release keeps the world's."""
    known = when if when.tzinfo else when.replace(tzinfo=UTC)
    return format_datetime(known, _MOMENT[language], tzinfo=_LOCAL, locale=language)


def changes(found: Row, indicators: Mapping[str, Indicator], language: Language) -> str:
    """What the load changed, from its own account: {"new": {"counts": {measure: n}}, …}."""
    counts = {sort: found.get(sort, {}).get("counts", {}) for sort in ("new", "changed", "gone")}
    totals = {sort: sum(of_sort.values()) for sort, of_sort in counts.items()}
    if not any(totals.values()):
        return _UNCHANGED.of(language)
    said = {sort: count(total, language) for sort, total in totals.items()}
    return _CHANGES.of(language).format(**said, most=_measures(counts, indicators, language))


def _measures(
    counts: Mapping[str, Mapping[str, int]],
    indicators: Mapping[str, Indicator],
    language: Language,
) -> str:
    """The measures with most changes; a measure that the registry no longer has is not named."""
    together: dict[str, int] = {}
    for of_sort in counts.values():
        for indicator, number in of_sort.items():
            together[indicator] = together.get(indicator, 0) + number
    most = sorted((i for i in together if i in indicators), key=lambda i: -together[i])
    names = [
        f"{indicators[i].title.of(language)} ({count(together[i], language)})"
        for i in most[:_MOST_MEASURES]
    ]
    return _MOST.of(language).format(measures=listed(names, language)) if names else ""


def headline(built_at: datetime, rows: Sequence[Row], number: int, language: Language) -> str:
    return _HEADLINE.of(language).format(
        moment=moment(built_at, language),
        files=counted(len(rows), _FILE, _FILES, language),
        rows=counted(number, _ROW, _ROWS, language),
    )


def file_name(row: Row, language: Language) -> str:
    """What ships is named by its topic; a user's file by the name the user gave it."""
    names = {f"{topic.value}.csv": name.of(language) for topic, name in TOPIC_NAMES.items()}
    name = str(row["name"])
    return names.get(name, name) if row["kind"] == "bundled" else name


def _cells(row: Row, language: Language) -> list[Cell]:
    accepted = row["accepted_at"]
    return [
        Cell(text=file_name(row, language)),
        Cell(text=KINDS[row["kind"]].of(language)),
        number_cell(row["rows"], language),
        number_cell(row["set_aside"], language),
        Cell(text=moment(accepted, language) if accepted else ""),
        Cell(text=row["sha256"][:12]),
    ]


def _table(listing: Listing, rows: Sequence[Row]) -> Table:
    cells = [_cells(row, listing.language) for row in rows]
    shown = [
        at
        for at, (key, _) in enumerate(_HEADINGS)
        if key not in _WHERE_SAID or any(row[at].text not in ("", "0") for row in cells)
    ]
    headings = [_HEADINGS[at] for at in shown]
    return table(
        listing.overline, headings, [[row[at] for at in shown] for row in cells], listing.language
    )


def _about(release: Release, language: Language) -> tuple[tuple[Text, Text], ...]:
    run: Row = release.run()
    changed = changes(json.loads(run["changes"]), release.registry.indicators, language)
    started = _STARTED.of(language).format(moment=moment(run["started_at"], language))
    version = str(run["program_version"])
    pairs = ((_CHANGED_HEADING, changed), (_STARTED_HEADING, started), (_VERSION, version))
    return tuple((heading, Text(text, text)) for heading, text in pairs)


def render(release: Release, state: State) -> Rendered:
    rows = list(release.inputs().iter_rows(named=True))
    if not rows:
        raise NothingToShow(_NOTHING)
    listing = Listing(view="inputs", release=release, state=state, title=_TITLE)
    number = sum(row["rows"] for row in rows)
    return listing.rendered(
        headline=headline(release.built_at, rows, number, state.language),
        table=_table(listing, rows),
        note=listing.say(_NOTE, release=release.id),
        about=_about(release, state.language),
    )


VIEW: Final = View(
    id="inputs",
    title=_TITLE,
    question=_QUESTION,
    keys=(),
    applies_to=no_indicator,
    controls=no_controls,
    render=render,
)
