"""What people click: addresses that the controls of the pages lead to. Not for sending them."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.addresses import Asked, Site, view_address
from dashboard.content import settled
from dashboard.pages import PAGES
from dashboard.rendering import card_controls
from dashboard.views import VIEWS
from warehouse.queries import Release
from warehouse.regions import ALF_REGION_CODES
from warehouse.text import LANGUAGES

# The same clicks in every run, so that two runs can be compared.
SEED: Final = 2


@dataclass(frozen=True, slots=True)
class Click:
    """A choice made on a page: the address it leads to and the key that was changed."""

    page: str
    address: str
    changed: str | None


@dataclass(frozen=True, slots=True)
class Reader:
    """Language and region stay while somebody reads; they hardly change in a meeting."""

    language: str
    region: str


READERS: Final = tuple(Reader(lang, region) for lang in LANGUAGES for region in ALF_REGION_CODES)


def every_choice(release: Release, site: Site, reader: Reader) -> dict[str, list[Click]]:
    """Page → every choice that its fields offer to this reader, two fields deep."""
    common = f"language={reader.language}&region={reader.region}"
    found: dict[str, list[Click]] = {}
    for page in site.pages:
        asked = site.read(page.path, common)
        clicks = [Click(page.id, asked.address(), None), Click(page.id, asked.address(), "region")]
        for first in _choices(release, asked):
            clicks.append(first)
            clicks.extend(_choices(release, arrived(release, site, first)))
        found[page.id] = list(dict.fromkeys(clicks))
    return found


def arrived(release: Release, site: Site, click: Click) -> Asked:
    """What the page shows then: a choice that no longer fits the one just made is let go."""
    path, _, query = click.address.partition("?")
    return settled(site, release, path, query, click.changed)


def _choices(release: Release, asked: Asked) -> Iterator[Click]:
    for card in asked.cards:
        if not card.keys:
            continue
        for control in card_controls(release, card):
            name = card.names[control.key]
            for option in control.options:
                if option.value != control.chosen:
                    yield Click(asked.page.id, asked.address(**{name: option.value}), name)


def all_over(release: Release, site: Site, per_page: int) -> list[Click]:
    """For one who clicks through everything: every page, many readers, no address twice."""
    chance = random.Random(SEED)
    pools: dict[str, dict[str, Click]] = {}
    for reader in READERS:
        for page, clicks in every_choice(release, site, reader).items():
            pools.setdefault(page, {}).update({click.address: click for click in clicks})
    chosen = [
        click
        for pool in pools.values()
        for click in chance.sample(list(pool.values()), min(per_page, len(pool)))
    ]
    chance.shuffle(chosen)
    return chosen


def walks(release: Release, site: Site, people: int, steps: int) -> list[list[Click]]:
    """For each of several people a walk: a page drawn evenly, then a choice on it."""
    chance = random.Random(SEED)
    readers = [chance.choice(READERS) for _ in range(people)]
    known = {reader: every_choice(release, site, reader) for reader in set(readers)}
    return [_walk(list(known[reader].values()), steps, chance) for reader in readers]


def _walk(pages: Sequence[Sequence[Click]], steps: int, chance: random.Random) -> list[Click]:
    return [chance.choice(chance.choice(pages)) for _ in range(steps)]


def by_page(
    release: Release, site: Site, clicks: Sequence[Click], most: int
) -> dict[str, list[str]]:
    """Page → addresses that these clicks lead to."""
    found: dict[str, dict[str, None]] = {f"page {page.id}": {} for page in site.pages}
    for click in clicks:
        asked = arrived(release, site, click)
        found[f"page {asked.page.id}"][asked.address()] = None
    return _cut(found, most)


def by_view(
    release: Release, site: Site, clicks: Sequence[Click], most: int
) -> dict[str, list[str]]:
    """View → addresses of it alone, with the choices that these clicks make."""
    found: dict[str, dict[str, None]] = {view: {} for view in VIEWS}
    for click in clicks:
        for card in arrived(release, site, click).cards:
            found[card.view.id][view_address(card.view.id, card.state)] = None
    return _cut(found, most)


def _cut(found: Mapping[str, Mapping[str, None]], most: int) -> dict[str, list[str]]:
    return {name: list(addresses)[:most] for name, addresses in found.items() if addresses}


def the_site() -> Site:
    return Site(PAGES, VIEWS)
