"""Every declared series break: where a series can no longer be compared with itself, and why."""

from collections.abc import Sequence
from typing import Final

from dashboard.state import State
from dashboard.views.choices import sentence_case
from dashboard.views.listing import Listing, counted, no_controls, no_indicator, table
from dashboard.views.model import Cell, NothingToShow, Rendered, Table, View
from dashboard.views.survey_data import measure_of
from warehouse.indicators.model import Indicator, SeriesBreak
from warehouse.members import GROUPS
from warehouse.period import parse_period
from warehouse.queries import Release
from warehouse.regions import REGIONS
from warehouse.registry import Registry
from warehouse.sources import Source
from warehouse.surveys.indicators import Measure
from warehouse.surveys.model import Surveys
from warehouse.text import Language, Text

_TITLE: Final = Text("Seriebrott", "Series breaks")
_QUESTION: Final = Text("Var går en serie inte att följa?", "Where can a series not be followed?")
_NOTHING: Final = Text("Inga seriebrott är angivna.", "No series breaks are declared.")
_EVERYWHERE: Final = Text("överallt", "everywhere")
_EVERY_GROUP: Final = Text("alla grupper", "every group")
_BETWEEN: Final = Text("{before} och {after}", "{before} and {after}")
_HEADINGS: Final = (
    ("measure", Text("Mått", "Measure")),
    ("region", Text("Region", "Region")),
    ("group", Text("Grupp", "Group")),
    ("part", Text("Del", "Part")),
    ("between", Text("Mellan", "Between")),
    ("title", Text("Brott", "Break")),
    ("reason", Text("Skäl", "Reason")),
    ("source", Text("Källa", "Source")),
)
_BREAK: Final = Text("seriebrott", "series break")
_BREAKS: Final = Text("seriebrott", "series breaks")
_HEADLINE: Final = Text(
    "{breaks} i {measures}: värden före och efter jämförs inte.",
    "{breaks} in {measures}: figures before and after are not compared.",
)
_MEASURE: Final = Text("mått", "measure")
_MEASURES: Final = Text("mått", "measures")
_NOTE: Final = Text(
    "Ett seriebrott ritas som en linje i diagrammet, och ingen kurva dras över det. Att ett mått"
    " saknas här betyder inte att det är oförändrat, bara att inget brott är känt.",
    "A series break is drawn as a line in the chart, and no curve crosses it. That a measure is not"
    " listed does not mean that it is unchanged, only that no break is known.",
)
_ABOUT: Final = (
    (Text("Vad ett seriebrott är", "What a series break is"),
     Text("En ändring i fråga, insamling, krets eller regler som gör att skillnaden mellan två år"
          " inte säger vad som har ändrats i verkligheten.",
          "A change of question, collection, population or rules, so that the difference between"
          " two years does not tell what changed in reality.")),
)  # fmt: skip

Declared = tuple[Indicator, SeriesBreak]


def declared(registry: Registry) -> list[Declared]:
    known = registry.indicators.values()
    surveys = registry.surveys
    return [
        (indicator, one)
        for indicator in known
        for one in indicator.breaks
        if _is_listed(one, measure_of(surveys, indicator.id), surveys)
    ]


def _is_listed(one: SeriesBreak, measure: Measure | None, surveys: Surveys) -> bool:
    """A break of a survey holds in every measure of it and in every programme; it is told once.

    That of a round under the response rate, that of a question under the share of positives.
    """
    if measure is None:
        return True
    told = Measure.RESPONSE_RATE if one.item is None else Measure.SHARE_POSITIVE
    return measure is told and one.group in {found.group for found in surveys.rounds}


def headline(found: Sequence[Declared], language: Language) -> str:
    return _HEADLINE.of(language).format(
        breaks=counted(len(found), _BREAK, _BREAKS, language),
        measures=counted(len({i.id for i, _ in found}), _MEASURE, _MEASURES, language),
    )


def between(one: SeriesBreak, language: Language) -> str:
    """The last period before and the first after: "2015 och 2016"."""
    return _BETWEEN.of(language).format(
        before=parse_period(one.before).label(language),
        after=parse_period(one.after).label(language),
    )


def _cells(
    indicator: Indicator, one: SeriesBreak, source: Source, language: Language
) -> list[Cell]:
    return [
        Cell(text=indicator.title.of(language)),
        Cell(text=(REGIONS[one.region].short if one.region else _EVERYWHERE).of(language)),
        Cell(text=(GROUPS[one.group] if one.group else _EVERY_GROUP).of(language)),
        Cell(text=sentence_case(indicator.items[one.item].of(language)) if one.item else ""),
        Cell(text=between(one, language)),
        Cell(text=sentence_case(one.title.of(language))),
        Cell(text=one.reason.of(language)),
        Cell(text=source.short.of(language), address=source.address),
    ]


def _table(listing: Listing, found: Sequence[Declared]) -> Table:
    own = listing.state.region
    sources = listing.release.registry.sources
    cells = [_cells(of, one, sources[one.source], listing.language) for of, one in found]
    kept = [at for at, (key, _) in enumerate(_HEADINGS) if key != "part" or _has_parts(found)]
    touched = [at for at, (_, one) in enumerate(found) if own and one.region == own]
    return table(
        listing.overline,
        [_HEADINGS[at] for at in kept],
        [[row[at] for at in kept] for row in cells],
        listing.language,
        emphasised=touched,
    )


def _has_parts(found: Sequence[Declared]) -> bool:
    return any(one.item is not None for _, one in found)


def _of(release: Release) -> list[Declared]:
    """All that are known, but of the example only those of its own measures."""
    found = declared(release.registry)
    if not release.is_example:
        return found
    have = release.indicators()
    return [(indicator, one) for indicator, one in found if indicator.id in have]


def render(release: Release, state: State) -> Rendered:
    found = _of(release)
    if not found:
        raise NothingToShow(_NOTHING)
    listing = Listing(view="breaks", release=release, state=state, title=_TITLE)
    return listing.rendered(
        headline=headline(found, state.language),
        table=_table(listing, found),
        note=listing.say(_NOTE),
        about=_ABOUT,
    )


VIEW: Final = View(
    id="breaks",
    title=_TITLE,
    question=_QUESTION,
    keys=(),
    applies_to=no_indicator,
    controls=no_controls,
    render=render,
)
