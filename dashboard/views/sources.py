"""Every source with what it states of itself, how many figures it gave and in which topics."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

import polars as pl

from dashboard.state import State
from dashboard.views.listing import (
    Heading,
    Listing,
    count,
    counted,
    no_controls,
    no_indicator,
    number_cell,
    observations,
    table,
)
from dashboard.views.model import Cell, NothingToShow, Rendered, View
from warehouse.indicators.model import TOPIC_NAMES
from warehouse.queries import Release
from warehouse.text import NOT_STATED, Language, Text

_TITLE: Final = Text("Alla källor", "All sources")
_QUESTION: Final = Text("Varifrån kommer siffrorna?", "Where do the figures come from?")
_NOTHING: Final = Text("Utgåvan har inga källor.", "The release has no sources.")
_HEADINGS: Final[tuple[Heading, ...]] = (
    ("short", Text("Källa", "Source")),
    ("citation", Text("Utgivare, titel och datum", "Publisher, title and date")),
    ("licence", Text("Licens", "Licence")),
    ("topics", Text("Områden", "Topics")),
    ("figures", Text("Värden", "Figures")),
)
_CITED: Final = ("publisher", "title", "published")
_SOURCE: Final = Text("källa", "source")
_SOURCES: Final = Text("källor", "sources")
_PUBLISHER: Final = Text("utgivare", "publisher")
_PUBLISHERS: Final = Text("utgivare", "publishers")
_HEADLINE: Final = Text(
    "{sources} från {publishers}; {dated} anger datum och {licensed} anger licens.",
    "{sources} from {publishers}; {dated} a date and {licensed} a licence.",
)
_STATING: Final = Text("{n} av dem", "{n} of them state")
_ONE_STATING: Final = Text("en av dem", "one of them states")
_NO_ONE: Final = Text("ingen", "none states")
_NOTE: Final = Text(
    "Ordnade efter utgivare. Det som inte står här säger källan inte själv. {unlinked}",
    "In order of publisher. What is not here, the source itself does not say. {unlinked}",
)
_UNLINKED: Final = Text("{n} saknar offentlig adress.", "{n} have no public address.")
_ONE_UNLINKED: Final = Text("En saknar offentlig adress.", "One has no public address.")
_ABOUT: Final = (
    (Text("Hur källor anges", "How sources are cited"),
     Text("Varje värde leder till sin källa och till stället i den. Siffror är hämtade ur källan;"
          " anmärkningar är skrivna på nytt.",
          "Every figure leads to its source and to the place in it. Figures are taken from the"
          " source; notes are written anew.")),
    (Text("Licens", "Licence"),
     Text("Bara det som källan själv anger. Uppgifter som sådana är fria att återge med källan"
          " angiven.",
          "Only what the source itself states. Facts as such may be repeated with their source.")),
)  # fmt: skip
# Swedish puts å, ä and ö last, in that order.
_LAST_LETTERS: Final = str.maketrans({"å": "{", "ä": "|", "ö": "}"})

Row = Mapping[str, Any]


def by_publisher(rows: Sequence[Row], language: Language) -> list[Row]:
    """In the order of the Swedish alphabet; those without a publisher last."""

    def place(row: Row) -> tuple[bool, str, str]:
        names = (row["publisher"] or "", row[f"short_{language}"])
        publisher, short = (name.casefold().translate(_LAST_LETTERS) for name in names)
        return (not row["publisher"], publisher, short)

    return sorted(rows, key=place)


def headline(rows: Sequence[Row], language: Language) -> str:
    publishers = len({row["publisher"] for row in rows if row["publisher"]})
    return _HEADLINE.of(language).format(
        sources=counted(len(rows), _SOURCE, _SOURCES, language),
        publishers=counted(publishers, _PUBLISHER, _PUBLISHERS, language),
        dated=_stating(rows, "published", language),
        licensed=_stating(rows, "licence", language),
    )


def _stating(rows: Sequence[Row], field: str, language: Language) -> str:
    number = sum(row[field] is not None for row in rows)
    sentence = {0: _NO_ONE, 1: _ONE_STATING}.get(number, _STATING)
    return sentence.of(language).format(n=count(number, language))


def _topics(release: Release, language: Language) -> dict[str, str]:
    """The names of each source's topics, in their order."""
    found: dict[str, set[str]] = {}
    for source, topic in observations(release).select("source", "topic").unique().iter_rows():
        found.setdefault(source, set()).add(topic)
    return {
        source: ", ".join(n.of(language) for code, n in TOPIC_NAMES.items() if code.value in topics)
        for source, topics in found.items()
    }


def _figures(release: Release) -> dict[str, int]:
    """How many figures each source gave; what it only says is missing does not count."""
    rows = observations(release).filter(pl.col("status") == "ok")
    return dict(rows.group_by("source").len().iter_rows())


@lru_cache(maxsize=4)
def _rows(release: Release, language: Language) -> tuple[Row, ...]:
    """All that ship, but of the example only its own: real sources say nothing of made-up data."""
    rows = list(release.sources().iter_rows(named=True))
    if release.is_example:
        used = set(observations(release)["source"])
        rows = [row for row in rows if row["id"] in used]
    return tuple(by_publisher(rows, language))


@lru_cache(maxsize=4)
def _cells(release: Release, language: Language) -> list[list[Cell]]:
    topics, figures = _topics(release, language), _figures(release)
    missing = NOT_STATED.of(language)
    rows = _rows(release, language)
    has_licences = _has_licences(rows)
    return [
        [
            Cell(text=row[f"short_{language}"], address=row["address"]),
            Cell(text=citation(row, language)),
            *([Cell(text=row["licence"] or missing)] if has_licences else []),
            Cell(text=topics.get(row["id"], "")),
            number_cell(figures.get(row["id"], 0), language),
        ]
        for row in rows
    ]


def citation(row: Row, language: Language) -> str:
    """What the source states of itself, in the order of a reference list."""
    return ". ".join(row[name] for name in _CITED if row[name]) or NOT_STATED.of(language)


def _has_licences(rows: Sequence[Row]) -> bool:
    """A column in which nothing is stated would say nothing."""
    return any(row["licence"] for row in rows)


def _headings(rows: Sequence[Row]) -> list[Heading]:
    return [pair for pair in _HEADINGS if pair[0] != "licence" or _has_licences(rows)]


def _note(listing: Listing, rows: Sequence[Row]) -> str:
    unlinked = sum(row["address"] is None for row in rows)
    said = {0: Text("", ""), 1: _ONE_UNLINKED}.get(unlinked, _UNLINKED)
    return listing.say(_NOTE, unlinked=listing.say(said, n=unlinked)).strip()


def render(release: Release, state: State) -> Rendered:
    language = state.language
    rows = _rows(release, language)
    if not rows or not release.indicators():
        raise NothingToShow(_NOTHING)
    listing = Listing(view="sources", release=release, state=state, title=_TITLE)
    return listing.rendered(
        headline=headline(rows, language),
        table=table(listing.overline, _headings(rows), _cells(release, language), language),
        note=_note(listing, rows),
        about=_ABOUT,
    )


VIEW: Final = View(
    id="sources",
    title=_TITLE,
    question=_QUESTION,
    keys=(),
    applies_to=no_indicator,
    controls=no_controls,
    render=render,
)
