"""Pages made ready before anybody asks for them: after a start, and after a new release.

Each worker keeps what it has answered; this asks for every page once, for every region and
language, as a reader with a wide window would. It pauses between pages, so that readers go first.
"""

import threading
import time
from collections.abc import Iterator
from typing import Final

from dashboard.addresses import Site
from dashboard.content import content
from dashboard.screen import Screen
from dashboard.state import State
from dashboard.stores import Stores
from warehouse.regions import ALF_REGION_CODES
from warehouse.store import NoRelease, Store
from warehouse.text import LANGUAGES

_PAUSE: Final = 0.02
_LOOK_AGAIN: Final = 2.0


def keep_warm(site: Site, stores: Stores) -> threading.Thread:
    """Starts the thread that does it; it ends with the process."""
    thread = threading.Thread(target=_run, args=(site, stores), name="warming", daemon=True)
    thread.start()
    return thread


def _run(site: Site, stores: Stores) -> None:
    warmed: dict[str | None, str] = {}
    while True:
        for data, store in stores.every():
            newest = _release_in_force(store)
            if newest is not None and newest != warmed.get(data):
                for _ in warm(site, stores, data):
                    time.sleep(_PAUSE)
                warmed[data] = newest
        time.sleep(_LOOK_AGAIN)


def _release_in_force(store: Store) -> str | None:
    try:
        return store.current().id
    except NoRelease:
        return None


def warm(site: Site, stores: Stores, data: str | None = None) -> Iterator[str]:
    """Every page, region and language; yields each address once its answer is kept."""
    for language in LANGUAGES:
        for region in (None, *ALF_REGION_CODES):
            query = State(language=language, region=region, data=data).query()
            for page in site.pages:
                content(site, stores, page.path, query, screen=Screen.LARGE)
                yield f"{page.path}?{query}"
