"""Results of a survey, in three steps: themes → the questions of one → the answers to one.

The address says which step it is: no theme chosen, a theme, a question. A survey without themes
begins with its questions.
"""

from typing import Final

from dashboard.state import State
from dashboard.views import survey_results_item, survey_results_items, survey_results_themes
from dashboard.views.listing import no_indicator
from dashboard.views.model import Rendered, View
from dashboard.views.survey_results_scope import KEYS, VIEW_ID, controls, scope
from warehouse.members import ALL
from warehouse.queries import Release
from warehouse.text import Text


def render(release: Release, state: State) -> Rendered:
    asked = scope(release, state)
    if asked.item != ALL:
        return survey_results_item.render(asked)
    if asked.theme == ALL and asked.round.themes:
        return survey_results_themes.render(asked)
    return survey_results_items.render(asked)


VIEW: Final = View(
    id=VIEW_ID,
    title=Text("Resultat", "Results"),
    question=Text("Vad svarade de?", "What did they answer?"),
    keys=KEYS,
    applies_to=no_indicator,
    controls=controls,
    render=render,
)
