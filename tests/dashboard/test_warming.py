"""Pages made ready ahead: every one of them, once, and again for a new release."""

from pathlib import Path

from dashboard import pieces
from dashboard.addresses import Site
from dashboard.pages import PAGES
from dashboard.stores import Stores
from dashboard.views import VIEWS
from dashboard.warming import warm
from warehouse.regions import ALF_REGION_CODES
from warehouse.text import LANGUAGES


def test_every_page_is_made_for_every_region_and_language(release_home: Path) -> None:
    addresses = list(warm(Site(PAGES, VIEWS), Stores(release_home)))
    assert len(addresses) == len(set(addresses))
    assert len(addresses) == len(PAGES) * (1 + len(ALF_REGION_CODES)) * len(LANGUAGES)


def test_what_is_warm_is_not_made_again(release_home: Path) -> None:
    site, stores = Site(PAGES, VIEWS), Stores(release_home)
    list(warm(site, stores))
    made = pieces._card_json.cache_info().misses
    list(warm(site, stores))
    assert pieces._card_json.cache_info().misses == made
