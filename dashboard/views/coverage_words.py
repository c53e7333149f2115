"""What is said about how much is known: headline, labels, the whole in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dashboard.views.listing import count, figures_counted
from dashboard.views.wording import listed
from warehouse.indicators.model import TOPIC_NAMES, Topic
from warehouse.regions import ALF_REGION_CODES, NATION, REGIONS
from warehouse.text import Language, Text

ROWS: Final = (*ALF_REGION_CODES, NATION.code)


@dataclass(frozen=True, slots=True)
class Known:
    """What there is for one topic and region; `first` and `last` are None when all is undated."""

    topic: Topic
    region: str
    figures: int
    indicators: int
    first: date | None
    last: date | None


_THINNEST: Final = Text(
    "{topic} är tunnast: {region} har {figures}.", "{topic} is thinnest: {region} has {figures}."
)
_THINNEST_SEVERAL: Final = Text(
    "{topic} är tunnast: {region} har {figures} i varje.",
    "{topic} are thinnest: {region} has {figures} in each.",
)
_EVEN: Final = Text(
    "{region} har lika mycket i alla områden: {figures} i varje.",
    "{region} has the same in every topic: {figures} in each.",
)
_THINNEST_OF_ALL: Final = Text(
    "{topic} är tunnast: de sju regionerna har {figures} tillsammans, mot {most} för {richest}.",
    "{topic} is thinnest: the seven regions have {figures} together, against {most} for {richest}.",
)
_NOTHING: Final = Text(
    "De sju regionerna har inga värden ännu.", "The seven regions have no figures yet."
)
_ONLY_ONE: Final = Text("ett enda värde", "a single figure")
NONE: Final = Text("inga värden", "no figures")  # fmt: skip


def headline(found: Sequence[Known], own: str | None, language: Language) -> str:
    """Which topic is thinnest: for own region, or for the seven together."""
    if own is None:
        return _of_all_seven(found, language)
    mine = {k.topic: k.figures for k in found if k.region == own}
    least = min(mine.values())
    thinnest = [topic for topic, number in mine.items() if number == least]
    sentence = _THINNEST if len(thinnest) == 1 else _THINNEST_SEVERAL
    return (
        (sentence if len(thinnest) < len(mine) else _EVEN)
        .of(language)
        .format(
            topic=_named(thinnest, language),
            region=REGIONS[own].short.of(language),
            figures=_in_words(least, language),
        )
    )


def _of_all_seven(found: Sequence[Known], language: Language) -> str:
    totals = {
        topic: sum(k.figures for k in found if k.topic is topic and k.region in ALF_REGION_CODES)
        for topic in TOPIC_NAMES
    }
    thinnest, richest = min(totals, key=totals.__getitem__), max(totals, key=totals.__getitem__)
    if not totals[richest]:
        return _NOTHING.of(language)
    return _THINNEST_OF_ALL.of(language).format(
        topic=TOPIC_NAMES[thinnest].of(language),
        figures=_in_words(totals[thinnest], language),
        most=count(totals[richest], language),
        richest=TOPIC_NAMES[richest].of(language).lower(),
    )


def _named(topics: Sequence[Topic], language: Language) -> str:
    """The first with a capital, the others as in running text."""
    names = [TOPIC_NAMES[topic].of(language) for topic in topics]
    return listed([names[0], *(name.lower() for name in names[1:])], language)


def _in_words(number: int, language: Language) -> str:
    if number == 1:
        return _ONLY_ONE.of(language)
    return figures_counted(number, language) if number else NONE.of(language)


# ── labels and the whole in words ────────────────────────────────────────────────────────────

_DATED: Final = "{number}\u00a0· {year}"
_UNDATED: Final = Text("utan\u00a0datum", "undated")


def label(one: Known, language: Language) -> str:
    """How many figures and the newest year, as the key says; in words in `in_words`."""
    if not one.figures:
        return NONE.of(language)
    year = str(one.last.year) if one.last else _UNDATED.of(language)
    return _DATED.format(number=count(one.figures, language), year=year)


_NEWEST: Final = Text("{figures}, senast\u00a0{year}", "{figures}, newest\u00a0{year}")


def in_words(one: Known, language: Language) -> str:
    if not one.figures:
        return NONE.of(language)
    figures = figures_counted(one.figures, language)
    year = str(one.last.year) if one.last else _UNDATED.of(language)
    return _NEWEST.of(language).format(figures=figures, year=year)


def description(found: Sequence[Known], language: Language) -> str:
    rows = (
        f"{REGIONS[code].short.of(language)}: "
        + "; ".join(_described(one, language) for one in found if one.region == code)
        for code in ROWS
    )
    return " ".join(f"{row}." for row in rows)


def _described(one: Known, language: Language) -> str:
    return f"{TOPIC_NAMES[one.topic].of(language).lower()} {in_words(one, language)}"
