"""The choices of survey views: series, group, period, item, theme, organisation, sex, region.

As in choices.py, a value in the address that there is not raises BadState with those there are;
a release without surveys raises NothingToShow, which says how to load one.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from dashboard.state import State, require
from dashboard.views.choices import (
    GROUP,
    ORGANISATION,
    member_control,
    period_control,
    sentence_case,
)
from dashboard.views.model import Control, NothingToShow, Option
from dashboard.views.survey_data import SurveyCell, all_series, regions_of, rounds_of
from dashboard.views.wording import listed
from warehouse.members import ALL, GROUPS, SEXES
from warehouse.period import Period, parse_period
from warehouse.queries import Release
from warehouse.regions import REGIONS
from warehouse.surveys.model import Item, SurveyRound
from warehouse.text import Text

SERIES: Final = Text("Enkät", "Survey")
QUESTION: Final = Text("Fråga", "Question")
THEME: Final = Text("Tema", "Theme")
SEX: Final = Text("Kön", "Sex")
NO_SURVEYS: Final = Text(
    "Här finns ingen enkät ännu. Lägg enkätverktygets export och listan över hur många som"
    " bjudits in i mappen inbox, låt ”alf survey draft FIL” skriva ett första utkast till"
    " beskrivning av enkäten, och kör ”alf load”. Den som bara vill se hur det ser ut kan göra"
    " exempeldata med ”alf example”.",
    "There is no survey here yet. Put the export of the survey tool and the list of how many were"
    " invited into the folder inbox, let “alf survey draft FILE” write a first draft of the"
    " survey's description, and run “alf load”. To see what it looks like, make example data with"
    " “alf example”.",
)
_NOT_THIS_REGION: Final = Text(
    "Enkäten har ingen omgång i {region}. Den finns för {regions}; välj en av dem som region.",
    "The survey has no round in {region}. It exists for {regions}; choose one of them as region.",
)


def series_control(release: Release, state: State) -> Control:
    """Raises NothingToShow where the release has no survey."""
    known = all_series(release)
    if not known:
        raise NothingToShow(NO_SURVEYS)
    first = next(iter(known))
    return member_control(
        "series", SERIES, list(known.items()), state.series, first, state.language
    )


def chosen_region(release: Release, series: str, state: State) -> str:
    """The reader's region, or the northernmost of the survey where none is chosen.

    Raises NothingToShow where the survey was not made in the region.
    """
    have = regions_of(release, series)
    if state.region is None:
        return have[0]
    if state.region not in have:
        names = {
            "sv": [REGIONS[code].name.sv for code in have],
            "en": [REGIONS[code].name.en for code in have],
        }
        mine = REGIONS[state.region].name
        raise NothingToShow(
            Text(
                _NOT_THIS_REGION.sv.format(region=mine.sv, regions=listed(names["sv"], "sv")),
                _NOT_THIS_REGION.en.format(region=mine.en, regions=listed(names["en"], "en")),
            )
        )
    return state.region


# ---------------------------------------------------------------- group and period


def target_groups(release: Release, series: str) -> tuple[str, ...]:
    """Who the rounds ask: students, supervisors … In the order of the list of groups."""
    have = {one.group for one in rounds_of(release, series)}
    return tuple(code for code in GROUPS if code in have)


def group_control(
    release: Release, series: str, state: State, *, with_subgroups: bool = True
) -> Control:
    """Each target group, and behind it the programmes that are told apart in it."""
    codes = [
        code
        for target in target_groups(release, series)
        for code in (target, *(_subgroups(release, series, target) if with_subgroups else ()))
    ]
    members = [(code, GROUPS[code]) for code in dict.fromkeys(codes)]
    return member_control("group", GROUP, members, state.group, codes[0], state.language)


def _subgroups(release: Release, series: str, target: str) -> tuple[str, ...]:
    found = (one for one in rounds_of(release, series) if one.group == target)
    have = {code for one in found for code in one.subgroups}
    return tuple(code for code in GROUPS if code in have)


def rounds_with(
    release: Release, series: str, group: str, region: str | None = None
) -> tuple[SurveyRound, ...]:
    """The rounds that tell of the group, oldest first."""
    return tuple(
        one
        for one in rounds_of(release, series)
        if group in one.groups and region in (None, *one.regions)
    )


def survey_period_control(
    release: Release, series: str, group: str, state: State, region: str | None = None
) -> Control:
    """Newest first; opens on the newest round of the region, or of any."""
    everywhere = _periods(rounds_with(release, series, group))
    here = _periods(rounds_with(release, series, group, region)) or everywhere
    newest = max(here, key=lambda period: period.sort_key)
    return period_control(everywhere, state.period, newest, state.language)


def _periods(rounds: Iterable[SurveyRound]) -> list[Period]:
    return [parse_period(one.period) for one in rounds]


# ---------------------------------------------------------------- item and theme


def items_of(rounds: Sequence[SurveyRound]) -> tuple[Item, ...]:
    """Every question of the rounds once, as the newest words it and in its order."""
    found: dict[str, Item] = {}
    for one in reversed(rounds):
        for item in one.items:
            found.setdefault(item.code, item)
    return tuple(found.values())


def item_control(
    rounds: Sequence[SurveyRound],
    state: State,
    fits: Callable[[Item], bool] = lambda _: True,
) -> Control:
    """The questions of the rounds under the heading of their theme."""
    language = state.language
    themes = themes_of(rounds)
    items = [item for item in items_of(rounds) if fits(item)]
    if not items:
        raise NothingToShow(_NO_ITEMS)
    options = tuple(
        Option(
            value=item.code,
            label=sentence_case(item.wording.of(language)),
            group=themes[item.theme].of(language) if item.theme in themes else "",
        )
        for item in items
    )
    codes = [item.code for item in items]
    value = codes[0] if state.item is None else require("item", state.item, codes)
    return Control(key="item", label=QUESTION.of(language), options=options, chosen=value)


_NO_ITEMS: Final = Text(
    "Ingen fråga i enkäten kan visas så här.", "No question of the survey can be shown like this."
)


def themes_of(rounds: Sequence[SurveyRound]) -> dict[str | None, Text]:
    """Code → title, as the newest round calls it."""
    found: dict[str | None, Text] = {}
    for one in reversed(rounds):
        for theme in one.themes:
            found.setdefault(theme.code, theme.title)
    return found


def theme_control(rounds: Sequence[SurveyRound], state: State, default: str = ALL) -> Control:
    """All themes, or one of them."""
    named = [(code, title) for code, title in themes_of(rounds).items() if code is not None]
    members = [(ALL, _EVERY_THEME), *named]
    return member_control("theme", THEME, members, state.theme, default, state.language)


_EVERY_THEME: Final = Text("alla teman", "all themes")


# ---------------------------------------------------------------- organisation and sex


def organisation_control(release: Release, found: Iterable[SurveyCell], state: State) -> Control:
    """The whole region, and the units that have a row; those that are hidden too."""
    have = {cell.organisation for cell in found}
    known = release.registry.organisations
    members = [(code, one.name) for code, one in known.items() if code in have and code != ALL]
    members.insert(0, (ALL, known[ALL].name))
    return member_control(
        "organisation", ORGANISATION, members, state.organisation, ALL, state.language
    )


def sex_control(found: Iterable[SurveyCell], state: State) -> Control:
    have = {ALL, *(cell.sex for cell in found)}
    members = [(code, name) for code, name in SEXES.items() if code in have]
    return member_control("sex", SEX, members, state.sex, ALL, state.language)
