"""Views rendered once for each release and state, kept for the next who asks. No HTML here."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from dashboard.addresses import CardAsked, named_as_asked
from dashboard.marked import marked_as_example
from dashboard.state import COMMON_KEYS, BadState, State
from dashboard.views.choices import refuse_unoffered
from dashboard.views.model import Control, NothingToShow, Rendered, View
from warehouse.queries import Release
from warehouse.text import Text

# Pages × regions × languages, several times over. A release that is no longer in force stays in
# memory until its entries have been pushed out.
_KEPT: Final = 1024


def render_card(release: Release, asked: CardAsked) -> Rendered | Text:
    """What the card shows, or why there is nothing; raises BadState as the address names it."""
    try:
        return _rendered(release, asked.view, asked.state)
    except NothingToShow as nothing:
        return nothing.reason
    except BadState as error:
        raise named_as_asked(error, asked.names) from error


def card_controls(release: Release, asked: CardAsked) -> Sequence[Control]:
    try:
        return _controls(release, asked.view, asked.state)
    except NothingToShow:
        return ()
    except BadState as error:
        raise named_as_asked(error, asked.names) from error


def pinned(release: Release, asked: CardAsked) -> CardAsked:
    """The same card with every choice as it stands, also those left to the view."""
    offered = card_controls(release, asked)
    made = {control.key: control.chosen for control in offered if control.key not in COMMON_KEYS}
    return replace(asked, state=asked.state.with_(**made))


@lru_cache(maxsize=_KEPT)
def _rendered(release: Release, view: View, state: State) -> Rendered:
    rendered = view.render(release, state)
    return marked_as_example(rendered) if release.is_example else rendered


@lru_cache(maxsize=_KEPT)
def _controls(release: Release, view: View, state: State) -> tuple[Control, ...]:
    offered = tuple(view.controls(release, state))
    refuse_unoffered(view.keys, offered, state)
    return offered
