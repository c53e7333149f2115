"""What stands on the page of the report. The browser keeps the report itself and draws it.

The server gives the words, the formats and the ready decks; `report_routes.py` answers when a
file is asked for.
"""

from functools import lru_cache
from typing import Final

import orjson

from dashboard import browser_components, report_words, words
from dashboard.addresses import Site
from dashboard.decks import LONGEST_TEXT, MOST_CARDS, as_json
from dashboard.elements import Json
from dashboard.exports import EXPORTS
from dashboard.exports.model import Export, Holds
from dashboard.ready_decks import READY, ready_deck
from dashboard.state import State
from dashboard.stores import EXAMPLE
from warehouse.regions import REGIONS
from warehouse.text import Language

LARGEST_TEMPLATE: Final = 30 * 1024 * 1024


@lru_cache(maxsize=64)
def report_page(site: Site, state: State) -> orjson.Fragment:
    """The component that draws the report, with all that it needs to be told."""
    language = state.language
    component = browser_components.report(
        id="report",
        words={name: text.of(language) for name, text in report_words.PAGE.items()},
        titles={view.id: view.title.of(language) for view in site.views.values()},
        formats=[
            _format(export, language) for export in EXPORTS.values() if export.holds is Holds.MANY
        ],
        decks=[_deck(name, site, language) for name in READY],
        chosen={"language": language, "region": state.region, "data": state.data},
        spoken=_spoken(state),
        limits={"cards": MOST_CARDS, "text": LONGEST_TEXT, "template": LARGEST_TEMPLATE},
    )
    return orjson.Fragment(orjson.dumps(component))


def _format(export: Export, language: Language) -> Json:
    return {
        "id": export.id,
        "label": export.label.of(language),
        "extension": export.extension,
        "takesTemplate": export.takes_template,
    }


def _deck(name: str, site: Site, language: Language) -> Json:
    deck = ready_deck(name, language, site.views)
    return {"name": name, "title": deck.title, "deck": as_json(deck)}


def _spoken(state: State) -> dict[str, str]:
    """Language, region and data as a reader calls them."""
    region = REGIONS[state.region].short if state.region else words.NO_REGION
    data = words.EXAMPLE_DATA if state.data == EXAMPLE else words.REAL_DATA
    return {
        "language": words.LANGUAGE_NAMES[state.language],
        "region": f"{words.MY_REGION.of(state.language)}: {region.of(state.language)}",
        "data": data.of(state.language),
    }
