"""The data dictionary: every measure of the registry in words, with how much the release has of it.

`warehouse/dictionary.py` writes the same registry as a document; this is the table on the page.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

import polars as pl

from dashboard.charts.numbers import unit_name
from dashboard.state import State
from dashboard.views.breaks import between
from dashboard.views.choices import sentence_case
from dashboard.views.listing import (
    Listing,
    counted,
    no_controls,
    no_indicator,
    number_cell,
    table,
)
from dashboard.views.model import Cell, Rendered, View
from dashboard.views.number_words import in_words
from warehouse.dictionary import DIRECTIONS, REPRESENTATIONS
from warehouse.indicators.model import TOPIC_NAMES, Direction, Indicator
from warehouse.members import ALL, GROUPS
from warehouse.queries import Release
from warehouse.sources import Source
from warehouse.text import Language, Text

_TITLE: Final = Text("Datakatalog", "Data dictionary")
_QUESTION: Final = Text("Vad betyder måtten?", "What do the measures mean?")
_HEADINGS: Final = (
    ("measure", Text("Mått", "Measure")),
    ("topic", Text("Område", "Topic")),
    ("definition", Text("Definition", "Definition")),
    ("unit", Text("Enhet och läsning", "Unit and reading")),
    ("parts", Text("Grupper, delar och brott", "Groups, parts and breaks")),
    ("sources", Text("Källor", "Sources")),
    ("figures", Text("Värden", "Figures")),
)
_SHARE_OF: Final = Text("Andel av", "Share of")
_MEASURE: Final = Text("mått", "measure")
_MEASURES: Final = Text("mått", "measures")
_HEADLINE: Final = Text(
    "{measures} i {topics} områden; {with_figures} har värden i utgåvan.",
    "{measures} in {topics} topics; {with_figures} have figures in the release.",
)
_ALL_HAVE: Final = Text(
    "{measures} i {topics} områden, alla med värden i utgåvan.",
    "{measures} in {topics} topics, all with figures in the release.",
)
_NOTE: Final = Text(
    "Registret styr vad som läses in, hur det kontrolleras och hur det visas.",
    "The registry decides what is loaded, how it is checked and how it is shown.",
)
_TARGET: Final = Text("bäst inom {low}–{high} %", "best within {low}–{high}%")
_RANGES: Final = {
    (True, True): Text("{low} till {high}", "{low} to {high}"),
    (True, False): Text("minst {low}", "at least {low}"),
    (False, True): Text("högst {high}", "at most {high}"),
}
# The names of so many sources fit in a cell; the figures themselves name the others.
_MOST_SOURCES: Final = 3
_MORE: Final = Text("och {n} till", "and {n} more")
_ABOUT: Final = (
    (Text("Vad ett mått är", "What a measure is"),
     Text("En definition, en enhet och en läsriktning som är lika för alla regioner. Två skilda"
          " definitioner är två mått eller två delar av ett mått.",
          "A definition, a unit and a direction that are the same for every region. Two different"
          " definitions are two measures, or two parts of one.")),
)  # fmt: skip


def headline(with_figures: int, whole: int, language: Language) -> str:
    measures = counted(whole, _MEASURE, _MEASURES, language)
    sentence = _ALL_HAVE if with_figures == whole else _HEADLINE
    return sentence.of(language).format(
        measures=measures, topics=in_words(len(TOPIC_NAMES), language), with_figures=with_figures
    )


def unit_words(indicator: Indicator, language: Language) -> str:
    """The unit with the values it may take: "procent, 0 till 100"."""
    unit = unit_name(indicator.unit, language)
    if indicator.scale:
        steps = " < ".join(step.of(language) for step in indicator.scale)
        return f"{unit}: {steps}"
    low, high = indicator.valid_range
    words = _RANGES.get((low is not None, high is not None))
    if words is None:
        return unit
    ends = {
        "low": f"{low:g}" if low is not None else "",
        "high": f"{high:g}" if high is not None else "",
    }
    return f"{unit}, {words.of(language).format(**ends)}"


def direction_words(indicator: Indicator, language: Language) -> str:
    if indicator.direction is Direction.CLOSER_TO_TARGET and indicator.target:
        low, high = indicator.target
        return _TARGET.of(language).format(low=f"{low:g}", high=f"{high:g}")
    return DIRECTIONS[indicator.direction].of(language)


def _members(members: Mapping[str, Text], language: Language) -> str:
    return ", ".join(name.of(language) for code, name in members.items() if code != ALL)


def parts_words(indicator: Indicator, language: Language) -> str:
    """Groups; parts; answer categories. What has nothing but its total is not named."""
    lists = ({code: GROUPS[code] for code in indicator.groups}, indicator.items,
             indicator.categories)  # fmt: skip
    return "; ".join(words for members in lists if (words := _members(members, language)))


def _breaks(indicator: Indicator, language: Language) -> str:
    """Each once: a break that several regions, groups or questions have is one here."""
    said = (f"{between(one, language)}: {one.title.of(language)}" for one in indicator.breaks)
    return "; ".join(dict.fromkeys(said))


def _sources(sources: Sequence[Source], language: Language) -> str:
    named = [source.short.of(language) for source in sources[:_MOST_SOURCES]]
    more = len(sources) - len(named)
    return "; ".join([*named, *([_MORE.of(language).format(n=more)] if more else [])])


def _cells(release: Release, indicator: Indicator, language: Language) -> list[Cell]:
    rows = release.observations(indicator.id)
    used = rows["source"].unique(maintain_order=True)
    texts = (
        indicator.title.of(language),
        TOPIC_NAMES[indicator.topic].of(language),
        definition_words(indicator, language),
        reading_words(indicator, language),
        _sentences([parts_words(indicator, language), _breaks(indicator, language)]),
        _sources([release.registry.sources[source] for source in used], language),
    )
    figures = rows.filter(pl.col("status") == "ok").height
    return [*(Cell(text=text) for text in texts), number_cell(figures, language)]


def definition_words(indicator: Indicator, language: Language) -> str:
    """The definition, and what a share is a share of."""
    definition = indicator.definition.of(language)
    if indicator.denominator is None:
        return definition
    return f"{definition} {_SHARE_OF.of(language)}: {indicator.denominator.of(language)}."


def reading_words(indicator: Indicator, language: Language) -> str:
    """Unit, direction, and whose figure stands for a region."""
    return _sentences([
        unit_words(indicator, language),
        direction_words(indicator, language),
        REPRESENTATIONS[indicator.represented_by].of(language),
    ])  # fmt: skip


def _sentences(parts: Sequence[str]) -> str:
    return " ".join(f"{sentence_case(part)}." for part in parts if part)


@lru_cache(maxsize=4)
def _rows(release: Release, language: Language) -> list[list[Cell]]:
    known = release.registry.indicators.values()
    return [_cells(release, indicator, language) for indicator in known]


def render(release: Release, state: State) -> Rendered:
    listing = Listing(view="dictionary", release=release, state=state, title=_TITLE)
    return listing.rendered(
        headline=headline(
            len(release.indicators()), len(release.registry.indicators), state.language
        ),
        table=table(listing.overline, _HEADINGS, _rows(release, state.language), state.language),
        note=listing.say(_NOTE),
        about=_ABOUT,
    )


VIEW: Final = View(
    id="dictionary",
    title=_TITLE,
    question=_QUESTION,
    keys=(),
    applies_to=no_indicator,
    controls=no_controls,
    render=render,
)
