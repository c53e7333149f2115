"""Which sourced facts no figure shows, each with the reason, and how many are shown.

Facts are the rows that the bundled data was made from; files that users add have none.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from dashboard.state import State
from dashboard.views.listing import (
    Listing,
    count,
    figures_counted,
    no_controls,
    no_indicator,
    observations,
    table,
)
from dashboard.views.model import Cell, NothingToShow, Rendered, Table, View
from warehouse.indicators.model import TOPIC_NAMES
from warehouse.queries import Release
from warehouse.text import Language, Text

_TITLE: Final = Text("Utelämnat", "Left out")
_QUESTION: Final = Text("Vad är inte med, och varför?", "What is left out, and why?")
_NOTHING: Final = Text(
    "Utgåvan bygger inte på någon lista av uppgifter.",
    "The release does not rest on a list of facts.",
)
KINDS: Final = {
    "merged": Text("sammanslagen med en annan", "merged with another"),
    "unused": Text("inte använd", "not used"),
}
_HEADINGS: Final = (
    ("fact", Text("Uppgift", "Fact")),
    ("topic", Text("Område", "Topic")),
    ("kind", Text("Hur", "How")),
    ("reason", Text("Skäl", "Reason")),
)
_LINE: Final = Text("{file}, rad {line}", "{file}, line {line}")
_ALL_USED: Final = Text(
    "Alla {whole} insamlade uppgifter är använda.", "All {whole} collected facts are used."
)
_ALL_BUT_ONE: Final = Text(
    "{used} av {whole} insamlade uppgifter är använda; en är utelämnad.",
    "{used} of {whole} collected facts are used; one is left out.",
)
_ALL_BUT: Final = Text(
    "{used} av {whole} insamlade uppgifter är använda; {n} är utelämnade.",
    "{used} of {whole} collected facts are used; {n} are left out.",
)
_NOTE: Final = Text(
    "En uppgift är en rad i det insamlade underlaget. {cited} bygger på minst en uppgift;"
    " {together} på två eller flera som säger samma sak eller hör ihop.{merged}",
    "A fact is a row of the collected material. {cited} rest on at least one fact; {together} on"
    " two or more that say the same or belong together.{merged}",
)
_MERGED: Final = Text(
    " Sammanslagna: {merged}; inte använda: {unused}.", " Merged: {merged}; not used: {unused}."
)
_ABOUT: Final = (
    (Text("Så hålls räkningen", "How the account is kept"),
     Text("Varje uppgift ligger bakom minst ett värde eller står i listan en gång med skälet."
          " Inläsningen stannar om någon är glömd.",
          "Every fact stands behind at least one figure or is listed once with the reason. The load"
          " stops if one is forgotten.")),
)  # fmt: skip

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Account:
    """`facts` are cited by a figure; `together` are figures that cite more than one."""

    facts: int
    figures: int
    together: int


def account(release: Release) -> Account:
    rows = observations(release).filter(pl.col("cites").is_not_null())
    cited = [(text.split(), status) for text, status in rows.select("cites", "status").iter_rows()]
    facts = {fact for several, _ in cited for fact in several}
    of_figures = [several for several, status in cited if status == "ok"]
    together = sum(len(several) > 1 for several in of_figures)
    return Account(len(facts), len(of_figures), together)


def headline(used: int, left: int, language: Language) -> str:
    sentence = {0: _ALL_USED, 1: _ALL_BUT_ONE}.get(left, _ALL_BUT)
    return sentence.of(language).format(
        used=count(used, language), whole=count(used + left, language), n=count(left, language)
    )


def fact_name(fact: str, language: Language) -> str:
    """ "evaluation_a:54" as "evaluation_a, rad 54"."""
    file, _, line = fact.rpartition(":")
    return _LINE.of(language).format(file=file, line=line)


def _place(row: Row) -> tuple[str, int]:
    file, _, line = row["fact"].rpartition(":")
    return (file, int(line))


def _table(listing: Listing, rows: Sequence[Row]) -> Table:
    language = listing.language
    topics = {topic.value: name.of(language) for topic, name in TOPIC_NAMES.items()}
    cells = [
        [
            Cell(text=fact_name(row["fact"], language)),
            Cell(text=topics[row["topic"]]),
            Cell(text=KINDS[row["kind"]].of(language)),
            Cell(text=row[f"reason_{language}"]),
        ]
        for row in sorted(rows, key=_place)
    ]
    return table(listing.overline, _HEADINGS, cells, language)


def _note(listing: Listing, found: Account, rows: Sequence[Row]) -> str:
    language = listing.language
    kinds = Counter(row["kind"] for row in rows)
    numbers = {kind: count(kinds[kind], language) for kind in KINDS}
    return listing.say(
        _NOTE,
        cited=figures_counted(found.figures, language),
        together=count(found.together, language),
        merged=listing.say(_MERGED, **numbers) if rows else "",
    )


def render(release: Release, state: State) -> Rendered:
    rows = list(release.left_out().iter_rows(named=True))
    found = account(release)
    if not found.facts and not rows:
        raise NothingToShow(_NOTHING)
    listing = Listing(view="left_out", release=release, state=state, title=_TITLE)
    return listing.rendered(
        headline=headline(found.facts, len(rows), state.language),
        table=_table(listing, rows),
        note=_note(listing, found, rows),
        about=_ABOUT,
    )


VIEW: Final = View(
    id="left_out",
    title=_TITLE,
    question=_QUESTION,
    keys=(),
    applies_to=no_indicator,
    controls=no_controls,
    render=render,
)
