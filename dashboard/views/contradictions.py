"""Every declared contradiction, with the figures that disagree and where they were read.

Not for deciding which is right: all are kept, and a chart says which of them it draws.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from dashboard.charts import numbers
from dashboard.state import State
from dashboard.views.figures import Figure, figures
from dashboard.views.listing import Listing, count, counted, no_controls, no_indicator, table
from dashboard.views.model import Cell, NothingToShow, Rendered, Table, View
from dashboard.views.parts import contradictions
from dashboard.views.wording import Wording
from warehouse.contract import KEY
from warehouse.indicators.model import Indicator
from warehouse.members import ALL, SEXES
from warehouse.period import parse_period
from warehouse.queries import Release
from warehouse.regions import REGIONS
from warehouse.text import Language, Text
from warehouse.units import COUNT

_TITLE: Final = Text("Motsägelser", "Contradictions")
_QUESTION: Final = Text("Var säger källorna olika saker?", "Where do the sources disagree?")
_NOTHING: Final = Text("Inga motsägelser är kända.", "No contradictions are known.")
KINDS: Final = {
    "parts_do_not_sum": Text("Delarna ger inte summan", "The parts do not make the sum"),
    "sources_disagree": Text("Källor säger olika", "Sources disagree"),
    "readings_differ": Text("Samma källa anger olika tal", "One source gives different figures"),
    "mean_not_weighted": Text("Rikets tal är ett ovägt medelvärde",
                              "The nation's figure is an unweighted mean"),
    "definition_unclear": Text("Oklart vad talet avser", "It is unclear what the figure is about"),
}  # fmt: skip
_HEADINGS: Final = (
    ("measure", Text("Mått", "Measure")),
    ("region", Text("Region", "Region")),
    ("period", Text("Period", "Period")),
    ("kind", Text("Art", "Kind")),
    ("text", Text("Vad som inte stämmer", "What does not agree")),
    ("figures", Text("Värden", "Figures")),
    ("sources", Text("Källor", "Sources")),
)
_ONE: Final = Text("känd motsägelse", "known contradiction")
_SEVERAL: Final = Text("kända motsägelser", "known contradictions")
_HEADLINE: Final = Text(
    "{contradictions}, alla visade; vanligast: {kind} ({n}).",
    "{contradictions}, all of them shown; most common: {kind} ({n}).",
)
_ALL_OF_ONE_KIND: Final = Text("{contradictions}: {kind}.", "{contradictions}: {kind}.")
_NOTE: Final = Text(
    "Ingenting är rättat: alla tal finns kvar och syns där de hör hemma. Om en källa ändrar sitt"
    " tal stannar inläsningen, så att listan kan hållas rätt.",
    "Nothing is corrected: all figures are kept and shown where they belong. If a source changes"
    " its figure, the load stops, so that this list stays right.",
)
_ABOUT: Final = (
    (Text("Vad som räknas", "What is counted"),
     Text("Tal för samma sak som inte är lika, delar som inte ger den tryckta summan och tal vars"
          " innebörd källan lämnar öppen.",
          "Figures for the same thing that are not equal, parts that do not make the printed sum,"
          " and figures whose meaning the source leaves open.")),
)  # fmt: skip
# A figure keeps its period as more than the code.
_KEY: Final = tuple(name for name in KEY if name != "period")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Member:
    """A figure that disagrees; `declared` names the column that is meant, and its value."""

    figure: Figure
    indicator: Indicator
    declared: Row


def headline(rows: Sequence[Row], language: Language) -> str:
    """How many, and which kind is most common; of equally common ones the first of the list."""
    kinds = Counter(row["kind"] for row in rows)
    most = max(KINDS, key=lambda kind: kinds[kind])
    sentence = _HEADLINE if len(kinds) > 1 else _ALL_OF_ONE_KIND
    return sentence.of(language).format(
        contradictions=counted(len(rows), _ONE, _SEVERAL, language),
        kind=_lower_first(KINDS[most].of(language)),
        n=count(kinds[most], language),
    )


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _members(release: Release, row: Row) -> list[Member]:
    """The figures that disagree, each with what is declared of it."""
    known = release.registry.indicators
    return [
        Member(_figure(release, declared), known[declared["indicator"]], declared)
        for declared in json.loads(row["rows"])
    ]


def _figure(release: Release, member: Row) -> Figure:
    return next(
        figure
        for figure in figures(release, member["indicator"])
        if figure.period.code == member["period"]
        and all(getattr(figure, name) == member[name] for name in _KEY)
    )


def _figures_in_words(members: Sequence[Member], language: Language) -> str:
    """Each figure with what tells it from the others: "637 personer (all personal); …"."""
    names = [_names(one.figure, one.indicator, language) for one in members]
    differing = [at for at, said in enumerate(zip(*names, strict=True)) if len(set(said)) > 1]
    said = []
    for member, name in zip(members, names, strict=True):
        which = ", ".join(name[at] for at in differing if name[at])
        value = _value(member, language)
        said.append(f"{value} ({which})" if which else value)
    return "; ".join(said)


def _names(figure: Figure, indicator: Indicator, language: Language) -> tuple[str, ...]:
    wording = Wording.for_figures(indicator, [figure], language)
    return (
        indicator.title.of(language),
        wording.place(figure),
        figure.period.label(language),
        _lower_first(wording.series(figure)),
        SEXES[figure.sex].of(language) if figure.sex != ALL else "",
        figure.publication.short.of(language),
    )


def _value(member: Member, language: Language) -> str:
    """As everywhere else; a declared count beside the value is a plain number."""
    if member.declared["column"] == "value":
        wording = Wording.for_figures(member.indicator, [member.figure], language)
        return wording.value(member.figure)
    return numbers.number(member.declared["expect"], COUNT, language)


def _cells(release: Release, row: Row, language: Language) -> list[Cell]:
    members = _members(release, row)
    sources = dict.fromkeys(member.figure.publication for member in members)
    addresses = {source.address for source in sources}
    indicator = release.registry.indicators[row["indicator"]]
    return [
        Cell(text=indicator.title.of(language)),
        Cell(text=REGIONS[row["region"]].short.of(language) if row["region"] else ""),
        Cell(text=parse_period(row["period"]).label(language) if row["period"] else ""),
        Cell(text=KINDS[row["kind"]].of(language)),
        Cell(text=row[f"text_{language}"]),
        Cell(text=_figures_in_words(members, language)),
        Cell(
            text="; ".join(source.short.of(language) for source in sources),
            address=addresses.pop() if len(addresses) == 1 else None,
        ),
    ]


@lru_cache(maxsize=4)
def _every_row(release: Release, language: Language) -> list[list[Cell]]:
    return [_cells(release, row, language) for row in contradictions(release)]


def _table(listing: Listing, rows: Sequence[Row]) -> Table:
    cells = _every_row(listing.release, listing.language)
    own = [at for at, row in enumerate(rows) if row["region"] == listing.state.region]
    return table(listing.overline, _HEADINGS, cells, listing.language,
                 emphasised=own if listing.state.region else ())  # fmt: skip


def render(release: Release, state: State) -> Rendered:
    rows = contradictions(release)
    if not rows:
        raise NothingToShow(_NOTHING)
    listing = Listing(view="contradictions", release=release, state=state, title=_TITLE)
    return listing.rendered(
        headline=headline(rows, state.language),
        table=_table(listing, rows),
        note=listing.say(_NOTE),
        about=_ABOUT,
    )


VIEW: Final = View(
    id="contradictions",
    title=_TITLE,
    question=_QUESTION,
    keys=(),
    applies_to=no_indicator,
    controls=no_controls,
    render=render,
)
