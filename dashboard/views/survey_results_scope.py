"""What the results view is asked for: which survey, region, group, period, theme and question.

The choices and the round they lead to. Not for what is shown of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dashboard.pages.model import VIEW_PREFIX
from dashboard.state import State, require
from dashboard.views.choices import chosen_period, sentence_case, value_of
from dashboard.views.model import Control, NothingToShow, Option
from dashboard.views.survey_choices import (
    QUESTION,
    THEME,
    chosen_region,
    group_control,
    items_of,
    rounds_with,
    series_control,
    survey_period_control,
    themes_of,
)
from dashboard.views.survey_data import SurveyCell, cells, item_of
from dashboard.views.survey_words import (
    counts_of,
    group_name,
    percent,
    region_name,
    rounds_at,
    shown_for,
)
from dashboard.views.wording import listed
from warehouse.members import ALL, GROUPS
from warehouse.period import Period
from warehouse.queries import Release
from warehouse.regions import REGIONS
from warehouse.surveys.indicators import Measure
from warehouse.surveys.model import Item, SurveyRound
from warehouse.text import Language, Text

VIEW_ID: Final = "survey_results"
KEYS: Final = ("series", "group", "period", "theme", "item")
# The questions that belong to no theme, among the themes.
WITHOUT_THEME: Final = "without_theme"

_EVERY_THEME: Final = Text("alla teman", "all themes")
_OTHER_QUESTIONS: Final = Text("frågor utan tema", "questions without a theme")
_EVERY_QUESTION: Final = Text("alla frågor", "all questions")
_NO_ROUND: Final = Text(
    "{region} har ingen enkät till {group} {period}; det har {regions}.",
    "{region} has no survey of {group} in {period}; {regions} have.",
)
_ANSWERED: Final = Text(
    "{region}: {counts} inbjudna svarade ({rate}).", "{region}: {counts} invited answered ({rate})."
)


@dataclass(frozen=True, kw_only=True)
class Scope:
    """`theme` and `item` are ALL where none is chosen; `round` is that of the region."""

    release: Release
    state: State
    series: str
    region: str
    group: str
    period: Period
    theme: str
    item: str
    round: SurveyRound

    @property
    def language(self) -> Language:
        return self.state.language

    @property
    def place(self) -> str:
        return region_name(self.region, self.language)

    def say(self, text: Text, **values: object) -> str:
        return text.of(self.language).format(**values)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The questions of the chosen theme, as the region's round asked them."""
        return tuple(
            item for item in self.round.items if self.theme in (ALL, item.theme or WITHOUT_THEME)
        )

    @property
    def has_bare(self) -> bool:
        """Whether some questions belong to no theme."""
        return any(item.theme is None for item in self.round.items)

    def wording(self, code: str) -> str:
        found = item_of(self.round, code)
        assert found is not None
        return sentence_case(found.wording.of(self.language))

    def title_of(self, theme: str) -> str:
        if theme == WITHOUT_THEME:
            return sentence_case(_OTHER_QUESTIONS.of(self.language))
        return sentence_case(themes_of([self.round])[theme].of(self.language))

    @property
    def named(self) -> tuple[str, ...]:
        """What stands in the overline."""
        theme = () if self.theme == ALL else (self.title_of(self.theme),)
        period = self.period.label(self.language)
        return (self.place, group_name(self.group, self.language), period, *theme)

    @cached_property
    def rounds(self) -> tuple[SurveyRound, ...]:
        """Of every region, in this period and group: what a comparison is made of."""
        found = rounds_with(self.release, self.series, self.group)
        return rounds_at(found, self.period, REGIONS)

    def cells(self, measure: Measure, **asked: str | Sequence[str] | None) -> list[SurveyCell]:
        found = {"group": self.group, "period": self.period.code, **asked}
        return list(cells(self.release, self.series, measure, **found))

    def address(self, **choices: str | None) -> str:
        """This view alone, with something else chosen."""
        here = {"series": self.series, "group": self.group, "period": self.period.code}
        return f"{VIEW_PREFIX}{VIEW_ID}?{self.state.with_(**here, **choices).query()}"

    def response(self) -> str:
        """How many answered, and whose region it is where none was chosen."""
        found = self.cells(Measure.RESPONSE_RATE, region=self.region)
        parts = [self._answered(found[0])] if found and found[0].is_shown else []
        return " ".join([*parts, shown_for(self.region, self.state)]).strip()

    def _answered(self, cell: SurveyCell) -> str:
        if cell.numerator is None or cell.denominator is None or cell.value is None:
            return ""
        return self.say(
            _ANSWERED,
            region=self.place,
            counts=counts_of(cell.numerator, cell.denominator, self.language),
            rate=percent(cell.value, cell.denominator, self.language),
        )


# ---------------------------------------------------------------- choices


def controls(release: Release, state: State) -> tuple[Control, ...]:
    """A question is chosen among those of a theme; where there are no themes, among all."""
    series = series_control(release, state)
    region = chosen_region(release, series.chosen, state)
    group = group_control(release, series.chosen, state)
    when = survey_period_control(release, series.chosen, group.chosen, state, region)
    rounds = _rounds(release, series.chosen, group.chosen, when.chosen, region)
    theme = _theme_control(rounds, state)
    items = _item_control(rounds, theme.chosen, state)
    offered = (series, group, when, theme, *items)
    return tuple(c for c in offered if c is not theme or len(theme.options) > 1)


def _rounds(
    release: Release, series: str, group: str, period: str, region: str
) -> tuple[SurveyRound, ...]:
    """That of the region, else those of the others, so that there is still something to choose."""
    found = [o for o in rounds_with(release, series, group) if period in (o.period, *o.terms)]
    mine = [one for one in found if region in one.regions]
    return tuple(mine or found)


def _theme_control(rounds: Sequence[SurveyRound], state: State) -> Control:
    themes = [(code, title) for code, title in themes_of(rounds).items() if code]
    bare = any(item.theme is None for item in items_of(rounds)) and bool(themes)
    members = [(ALL, _EVERY_THEME), *themes, *([(WITHOUT_THEME, _OTHER_QUESTIONS)] * bare)]
    codes = [code for code, _ in members]
    chosen = ALL if state.theme is None else require("theme", state.theme, codes)
    options = tuple(_option(code, title, state.language) for code, title in members)
    return Control(key="theme", label=THEME.of(state.language), options=options, chosen=chosen)


def _item_control(rounds: Sequence[SurveyRound], theme: str, state: State) -> tuple[Control, ...]:
    has_themes = any(one.themes for one in rounds)
    if theme == ALL and has_themes:
        return ()
    items = [i for i in items_of(rounds) if theme in (ALL, i.theme or WITHOUT_THEME)]
    codes = [ALL, *(item.code for item in items)]
    chosen = ALL if state.item is None else require("item", state.item, codes)
    options = tuple(
        _option(code, title, state.language)
        for code, title in ((ALL, _EVERY_QUESTION), *((i.code, i.wording) for i in items))
    )
    label = QUESTION.of(state.language)
    return (Control(key="item", label=label, options=options, chosen=chosen),)


def _option(code: str, title: Text, language: Language) -> Option:
    return Option(value=code, label=sentence_case(title.of(language)))


def scope(release: Release, state: State) -> Scope:
    """What is asked for; raises NothingToShow where the region has no such round."""
    offered = controls(release, state)
    series, group = value_of(offered, "series"), value_of(offered, "group")
    assert series is not None
    assert group is not None
    region, period = chosen_region(release, series, state), chosen_period(offered)
    one = release.registry.surveys.round(series, region, group, period.code)
    if one is None:
        raise NothingToShow(_no_round(release, series, region, group, period))
    return Scope(
        release=release,
        state=state,
        series=series,
        region=region,
        group=group,
        period=period,
        theme=value_of(offered, "theme") or ALL,
        item=value_of(offered, "item") or ALL,
        round=one,
    )


def _no_round(release: Release, series: str, region: str, group: str, period: Period) -> Text:
    found = rounds_at(rounds_with(release, series, group), period, REGIONS)
    have = dict.fromkeys(code for one in found for code in one.regions)
    said = [
        _NO_ROUND.of(language).format(
            region=region_name(region, language),
            group=GROUPS[group].of(language),
            period=period.label(language),
            regions=listed([region_name(code, language) for code in have], language),
        )
        for language in ("sv", "en")
    ]
    return Text(*said)
