"""What is said of theme indices: figures in words, and regions where an index is not shown.

Not for the chart and the table (`survey_results_themes.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.charts.numbers import interval, number
from dashboard.charts.signs import STATUS_SIGNS
from dashboard.views.survey_against_words import quoted
from dashboard.views.survey_data import SurveyCell
from dashboard.views.survey_results_scope import Scope
from dashboard.views.survey_words import region_name, whole_number
from dashboard.views.wording import listed
from warehouse.members import STATUSES
from warehouse.statistics import decimals_supported
from warehouse.text import Text
from warehouse.units import INDEX_POINTS

_HEADLINE: Final = Text(
    "{region} har temaindex {values}.", "{region} has a theme index of {values}."
)
_VALUE: Final = Text("{value} för {theme}", "{value} for {theme}")
_HIDDEN: Final = Text(
    "{region}: inget temaindex visas, för att skydda dem som svarade.",
    "{region}: no theme index is shown, to protect those who answered.",
)
_NOTE: Final = Text(
    "Strecken är 95 % konfidensintervall (t-intervall{fpc}).",
    "The bars are 95% confidence intervals (t-intervals{fpc}).",
)
FPC: Final = Text(
    ", korrigerade för att alla blev inbjudna", ", corrected since everybody was invited"
)
_WITHOUT: Final = Text(
    "Frågor utan tema finns under valet av tema.", "Questions without a theme are among the themes."
)
_HIDDEN_OTHERS: Final = Text(
    "{theme} visas inte i {regions}, för att skydda dem som svarade.",
    "{theme} is not shown in {regions}, to protect those who answered.",
)


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme and its index by region, without regions whose questions are others."""

    code: str
    title: str
    mine: SurveyCell | None
    others: tuple[SurveyCell, ...]

    @property
    def cells(self) -> tuple[SurveyCell, ...]:
        return (*((self.mine,) if self.mine else ()), *self.others)


def notes_of(cell: SurveyCell | None, asked: Scope) -> tuple[str, str]:
    """The figure beside the row: at the end of an interval it would be read as that end."""
    shown = bare(cell, asked) if cell and cell.is_shown else ""
    return shown, n_words(cell, asked)


def n_words(cell: SurveyCell | None, asked: Scope) -> str:
    if cell is None or not cell.is_shown or cell.n is None:
        return STATUS_SIGNS[cell.status if cell and not cell.is_shown else "missing"]
    return whole_number(cell.n, asked.language)


def bare(cell: SurveyCell, asked: Scope) -> str:
    if cell.value is None:
        return STATUS_SIGNS[cell.status]
    decimals = decimals_supported(cell.n)
    return number(cell.value, INDEX_POINTS, asked.language, decimals=decimals, with_unit=False)


def value_words(cell: SurveyCell, asked: Scope) -> str:
    return STATUSES[cell.status].of(asked.language) if cell.value is None else bare(cell, asked)


def interval_words(cell: SurveyCell, asked: Scope) -> str:
    if cell.low is None or cell.high is None:
        return ""
    ends = [round(end, decimals_supported(cell.n)) for end in (cell.low, cell.high)]
    return interval(ends[0], ends[1], INDEX_POINTS, asked.language)


def headline(themes: Sequence[Theme], asked: Scope) -> str:
    values = [
        asked.say(_VALUE, value=bare(t.mine, asked), theme=quoted(t.title, asked.language))
        for t in themes
        if t.mine and t.mine.value is not None
    ]
    if not values:
        return asked.say(_HIDDEN, region=asked.place)
    return asked.say(_HEADLINE, region=asked.place, values=listed(values, asked.language))


def words_of(theme: Theme, asked: Scope) -> str:
    values = [
        f"{region_name(c.region, asked.language)} {value_words(c, asked)}"
        + (f" ({interval_words(c, asked)})" if interval_words(c, asked) else "")
        for c in theme.cells
    ]
    return f"{theme.title}: {listed(values, asked.language)}."


def hidden_elsewhere(theme: Theme, asked: Scope) -> list[str]:
    """Without it, the few marks that are drawn would pass for all regions."""
    hidden = [c.region for c in theme.others if c.status == "suppressed"]
    if not hidden:
        return []
    names = listed([region_name(code, asked.language) for code in hidden], asked.language)
    return [asked.say(_HIDDEN_OTHERS, theme=theme.title, regions=names)]


def note(asked: Scope) -> str:
    fpc = asked.say(FPC) if asked.round.everyone_invited else ""
    without = asked.say(_WITHOUT) if asked.has_bare else ""
    parts = [asked.response(), asked.say(_NOTE, fpc=fpc), without]
    return " ".join(part for part in parts if part)
