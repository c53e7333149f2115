"""The choices a view offers, found in the release: indicators, periods, groups, items.

A value in the address that the release does not have raises BadState with those it has.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from dashboard.state import BadState, State, require
from dashboard.views.figures import Figure, figures
from dashboard.views.model import Control, NothingToShow, Option
from warehouse.indicators.model import TOPIC_NAMES, Indicator
from warehouse.members import GROUPS
from warehouse.period import Period, parse_period
from warehouse.queries import Release
from warehouse.text import Language, Text

INDICATOR: Text = Text("Mått", "Measure")
PERIOD: Text = Text("Period", "Period")
GROUP: Text = Text("Grupp", "Group")
ITEM: Text = Text("Del", "Part")
NO_MEASURE: Text = Text(
    "Inget mått i underlaget kan visas så här.", "No measure in the data can be shown in this way."
)
ORGANISATION: Text = Text("Organisation", "Organisation")


def sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def indicator_control(
    release: Release,
    fits: Callable[[Release, Indicator], bool],
    chosen: str | None,
    default: str,
    language: Language,
) -> Control:
    """The indicators that fit, by topic."""
    fitting = _fitting(release, fits)
    names = [indicator.id for indicator in fitting]
    if not names:
        raise NothingToShow(NO_MEASURE)
    options = tuple(
        Option(value=i.id, label=i.title.of(language), group=TOPIC_NAMES[i.topic].of(language))
        for i in fitting
    )
    first = default if default in names else names[0]
    value = require("indicator", chosen, names) if chosen is not None else first
    return Control(key="indicator", label=INDICATOR.of(language), options=options, chosen=value)


@lru_cache(maxsize=64)
def _fitting(release: Release, fits: Callable[[Release, Indicator], bool]) -> tuple[Indicator, ...]:
    """Every indicator is tried, so the answer is kept for as long as the release."""
    known = release.registry.indicators
    return tuple(known[i] for i in release.indicators() if fits(release, known[i]))


def period_control(
    periods: Iterable[Period], chosen: str | None, default: Period, language: Language
) -> Control:
    """Newest first; undated last."""
    ordered = sorted(set(periods), key=lambda p: (p.has_date, p.sort_key), reverse=True)
    codes = [p.code for p in ordered]
    value = default.code if chosen is None else require("period", chosen, codes)
    options = tuple(Option(value=p.code, label=p.label(language)) for p in ordered)
    return Control(key="period", label=PERIOD.of(language), options=options, chosen=value)


def member_control(
    key: str,
    label: Text,
    members: Sequence[tuple[str, Text]],
    chosen: str | None,
    default: str,
    language: Language,
) -> Control:
    """One of the members, each a code and its name."""
    codes = [code for code, _ in members]
    value = require(key, chosen, codes) if chosen is not None else default
    options = tuple(
        Option(value=code, label=sentence_case(name.of(language))) for code, name in members
    )
    return Control(key=key, label=label.of(language), options=options, chosen=value)


def group_members(found: Iterable[Figure], indicator: Indicator) -> list[tuple[str, Text]]:
    """Groups that have figures, in the order of the registry."""
    have = {figure.group for figure in found}
    return [(code, GROUPS[code]) for code in indicator.groups if code in have]


def item_members(found: Iterable[Figure], indicator: Indicator) -> list[tuple[str, Text]]:
    have = {figure.item for figure in found}
    return [(code, name) for code, name in indicator.items.items() if code in have]


def organisation_members(release: Release, found: Iterable[Figure]) -> list[tuple[str, Text]]:
    have = {figure.organisation for figure in found}
    known = release.registry.organisations
    return [(code, one.name) for code, one in known.items() if code in have]


def value_of(controls: Sequence[Control], key: str) -> str | None:
    """What is chosen for the key; None where the view offers no such choice."""
    return next((control.chosen for control in controls if control.key == key), None)


def chosen_indicator(release: Release, controls: Sequence[Control]) -> Indicator:
    value = value_of(controls, "indicator")
    assert value is not None
    return release.registry.indicators[value]


def chosen_period(controls: Sequence[Control]) -> Period:
    value = value_of(controls, "period")
    assert value is not None
    return parse_period(value)


def with_any(
    release: Release, indicator: Indicator, fits: Callable[[Sequence[Figure]], bool]
) -> bool:
    return fits(figures(release, indicator.id))


def refuse_unoffered(keys: Sequence[str], offered: Sequence[Control], state: State) -> None:
    """Raises BadState for a choice in the address that the view does not offer here."""
    have = {control.key for control in offered}
    for key in keys:
        value = getattr(state, key)
        if value is not None and key not in have:
            raise BadState(key, value, ())
