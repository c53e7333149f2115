"""An address ↔ a page with the choices of each of its cards. Not for drawing them.

A page with several cards writes a key bare for the first card that takes it ("indicator=…") and
with the view's name in front for the others ("gender_ladder.period=…"): an address with one card
stays short, and no choice is ambiguous.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlencode

from dashboard.pages.model import VIEW_PREFIX, CardPlan, Page, Span
from dashboard.pages.own import OWN_PAGES
from dashboard.state import COMMON_KEYS, BadState, State, parse_state
from dashboard.views.model import View


class UnknownPage(LookupError):
    """No page has this path."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(path)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardAsked:
    """What one card shows. Equal ones show the same, so that it need be made only once.

    `keys` gives for each of the view's keys the name it has in the page's address.
    """

    plan: CardPlan
    view: View
    state: State
    keys: tuple[tuple[str, str], ...]

    @property
    def names(self) -> dict[str, str]:
        return dict(self.keys)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """`state` holds language, region and data; `choices` is everything that the address says."""

    page: Page
    state: State
    choices: Mapping[str, str]
    cards: tuple[CardAsked, ...]

    def address(self, **changes: str | None) -> str:
        """This address with some choices made otherwise; None takes a choice away."""
        return address(self.page.path, {**self.choices, **changes})


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """The pages and views that the addresses lead to."""

    pages: Sequence[Page]
    views: Mapping[str, View]

    def page(self, path: str) -> Page:
        """The page of a path; raises UnknownPage."""
        plain = path.rstrip("/") or "/"
        named = plain.removeprefix(VIEW_PREFIX)
        if plain.startswith(VIEW_PREFIX) and named in self.views:
            return _view_page(self.views[named])
        found = next((page for page in (*self.pages, *OWN_PAGES) if page.path == plain), None)
        if found is None:
            raise UnknownPage(path)
        return found

    def read(self, path: str, query: str) -> Asked:
        """What is asked for; raises UnknownPage or BadState."""
        page = self.page(path)
        names = _names(page, self.views)
        choices = _choices(query, [*COMMON_KEYS, *(n for keys in names for n in keys.values())])
        common = _state({key: choices[key] for key in COMMON_KEYS if key in choices}, {})
        cards = (
            CardAsked(
                plan=plan,
                view=self.views[plan.view_id],
                state=_card_state(plan, common, choices, keys),
                keys=tuple(keys.items()),
            )
            for plan, keys in zip(page.cards, names, strict=True)
        )
        return Asked(page=page, state=common, choices=choices, cards=tuple(cards))

    def home_of(self, view_id: str) -> Page | None:
        """The page where a reader can choose within this view."""
        for page in self.pages:
            if page.has_controls and any(plan.view_id == view_id for plan in page.cards):
                return page
        return None

    def at_home(self, card: CardAsked) -> str:
        """The address where a reader can choose onwards from this card; "/" where none can."""
        home = self.home_of(card.view.id)
        if home is None:
            return address("/", {})
        plans = [plan.view_id for plan in home.cards]
        names = _names(home, self.views)[plans.index(card.view.id)]
        common = dict(parse_qsl(card.state.query()))
        return address(home.path, {names.get(key, key): value for key, value in common.items()})


def address(path: str, choices: Mapping[str, str | None]) -> str:
    query = urlencode({key: value for key, value in choices.items() if value is not None})
    return f"{path}?{query}" if query else path


def view_address(view_id: str, state: State) -> str:
    """The address of one card alone."""
    query = state.query()
    return f"{VIEW_PREFIX}{view_id}?{query}" if query else f"{VIEW_PREFIX}{view_id}"


def _view_page(view: View) -> Page:
    return Page(
        id="view",
        path=f"{VIEW_PREFIX}{view.id}",
        title=view.title,
        question=view.question,
        cards=(CardPlan(view_id=view.id, span=Span.FULL),),
    )


def _names(page: Page, views: Mapping[str, View]) -> list[dict[str, str]]:
    """For each card its keys and what they are called in the page's address."""
    taken: set[str] = set(COMMON_KEYS)
    named = []
    for plan in page.cards:
        keys = views[plan.view_id].keys if page.has_controls else ()
        own = [key for key in keys if key not in COMMON_KEYS]
        named.append({key: f"{plan.view_id}.{key}" if key in taken else key for key in own})
        taken.update(own)
    return named


def _choices(query: str, allowed: Sequence[str]) -> dict[str, str]:
    chosen: dict[str, str] = {}
    for key, value in parse_qsl(query.removeprefix("?"), keep_blank_values=True):
        if key not in allowed:
            raise BadState(KEY, key, allowed)
        if key in chosen:
            raise BadState(key, f"{chosen[key]} and {value}", [chosen[key], value])
        chosen[key] = value
    return chosen


# What `BadState.key` says when it is the key itself that is unknown.
KEY: Final = "key"


def _card_state(
    plan: CardPlan, common: State, choices: Mapping[str, str], keys: Mapping[str, str]
) -> State:
    own = {key: choices[name] for key, name in keys.items() if name in choices}
    chosen = _state(own, keys)
    made = {key: getattr(chosen, key) for key in own}
    return plan.chosen.with_(**{key: getattr(common, key) for key in COMMON_KEYS}, **made)


def _state(choices: Mapping[str, str], keys: Mapping[str, str]) -> State:
    """The state of these choices; a refused one is named as the address names it."""
    try:
        return parse_state(urlencode(choices))
    except BadState as error:
        raise named_as_asked(error, keys) from error


def named_as_asked(error: BadState, keys: Mapping[str, str]) -> BadState:
    return BadState(keys.get(error.key, error.key), error.value, error.allowed)
