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
from warehouse.regions import ALF_REGION_CODES
from warehouse.store import NoRelease, Store
from warehouse.text import LANGUAGES

_PAUSE: Final = 0.02
_LOOK_AGAIN: Final = 2.0


def keep_warm(site: Site, store: Store) -> threading.Thread:
    """Starts the thread that does it; it ends with the process."""
    thread = threading.Thread(target=_run, args=(site, store), name="warming", daemon=True)
    thread.start()
    return thread


def _run(site: Site, store: Store) -> None:
    warmed: str | None = None
    while True:
        newest = _release_in_force(store)
        if newest is not None and newest != warmed:
            for _ in warm(site, store):
                time.sleep(_PAUSE)
            warmed = newest
        time.sleep(_LOOK_AGAIN)


def _release_in_force(store: Store) -> str | None:
    try:
        return store.current().id
    except NoRelease:
        return None


def warm(site: Site, store: Store) -> Iterator[str]:
    """Every page, region and language; yields each address once its answer is kept."""
    for language in LANGUAGES:
        for region in (None, *ALF_REGION_CODES):
            query = State(language=language, region=region).query()
            for page in site.pages:
                content(site, store, page.path, query, screen=Screen.LARGE)
                yield f"{page.path}?{query}"
