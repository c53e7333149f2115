"""Response rates over time: the trend view on the response rate of the chosen survey.

The same chart, breaks and words as for any measure; what is a survey's own is the choice of it
and what may be concluded.
"""

from dataclasses import replace
from typing import Final

from dashboard.state import State
from dashboard.views import trend
from dashboard.views.choices import value_of
from dashboard.views.figures import figures
from dashboard.views.listing import no_indicator
from dashboard.views.model import Control, NothingToShow, Rendered, View
from dashboard.views.survey_choices import group_control, series_control
from dashboard.views.survey_data import indicator_of
from dashboard.views.survey_words import MAY, MAY_NOT
from warehouse.queries import Release
from warehouse.surveys.indicators import Measure
from warehouse.text import Text

_TITLE: Final = Text("Svarsfrekvens över tid", "Response rate over time")
_QUESTION: Final = Text("Svarar fler eller färre?", "Do more answer, or fewer?")
_ONE_ROUND: Final = Text(
    "Enkäten har bara en omgång för gruppen, och en omgång är ingen utveckling.",
    "The survey has only one round for the group, and one round is no trend.",
)
_SHORT: Final = Text(
    "Färre svar betyder inte sämre placeringar, men osäkrare resultat.",
    "Fewer answers do not mean worse placements, but less certain results.",
)
_ABOUT: Final = (
    (MAY,
     Text("Om en större eller mindre del av de inbjudna svarar än förr, där serien inte är bruten.",
          "Whether a larger or smaller part of those invited answer than before, where the series"
          " is not broken.")),
    (MAY_NOT,
     Text("Varför det är så, eller att resultaten därför har blivit bättre eller sämre. Över ett"
          " seriebrott kan frekvenser inte jämföras.",
          "Why that is, or that results have become better or worse because of it. Rates cannot be"
          " compared across a series break.")),
)  # fmt: skip


def controls(release: Release, state: State) -> tuple[Control, ...]:
    series = series_control(release, state)
    return (series, group_control(release, series.chosen, state))


def render(release: Release, state: State) -> Rendered:
    offered = controls(release, state)
    series, group = (value_of(offered, key) for key in ("series", "group"))
    assert series
    indicator = indicator_of(release, series, Measure.RESPONSE_RATE)
    found = [f for f in figures(release, indicator.id) if f.group == group and f.period.has_date]
    if trend.length(found) < 2:
        raise NothingToShow(_ONE_ROUND)
    shown = trend.shown(VIEW.id, release, state, indicator, found)
    language = state.language
    said = tuple((heading.of(language), text.of(language)) for heading, text in _ABOUT)
    note = f"{shown.note} {_SHORT.of(language)}"
    return replace(shown, note=note, about=(*said, *shown.about))


VIEW: Final = View(
    id="survey_rates_trend",
    title=_TITLE,
    question=_QUESTION,
    keys=("series", "group"),
    applies_to=no_indicator,
    controls=controls,
    render=render,
)
