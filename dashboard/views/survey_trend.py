"""Trend of a question or a theme of a survey, over the rounds that can be compared."""

from collections.abc import Sequence
from typing import Final

from dashboard.state import State, require
from dashboard.views.choices import sentence_case, value_of
from dashboard.views.listing import no_indicator
from dashboard.views.model import (
    Control,
    NothingToShow,
    Option,
    Rendered,
    View,
)
from dashboard.views.survey_against_words import quoted
from dashboard.views.survey_change import development
from dashboard.views.survey_choices import (
    chosen_region,
    group_control,
    item_control,
    items_of,
    rounds_with,
    series_control,
    themes_of,
)
from dashboard.views.survey_stretches import Subject
from dashboard.views.survey_trend_chart import trend_chart
from dashboard.views.survey_trend_lines import Lines, RegionLine, lines
from dashboard.views.survey_trend_table import trend_table
from dashboard.views.survey_trend_words import change_words, description, headline, newest_change
from dashboard.views.survey_words import (
    Told,
    group_name,
    region_name,
    shown_for,
    whole_number,
)
from warehouse.members import ALL, GROUPS
from warehouse.queries import Release
from warehouse.survey_statistics import Method
from warehouse.surveys.model import SurveyRound
from warehouse.text import LANGUAGES, Text
from warehouse.units import INDEX_POINTS, PERCENT, Unit

VIEW_ID: Final = "survey_trend"

_TITLE: Final = Text("Utveckling", "Trend")
_FOLLOWED: Final = Text("Vad som följs", "What is followed")
_A_QUESTION: Final = Text("en fråga", "a question")
_INDEX_OF: Final = Text("temaindex: {theme}", "theme index: {theme}")
_SHORT: Final = Text(
    "Bara omgångar med samma fråga, skala och krets jämförs; varför något ändras sägs inte här.",
    "Only rounds with the same question, scale and circle are compared; why something changes is"
    " not said here.",
)
_MAY: Final = Text(
    "Om andelen positiva i regionen har ökat eller minskat under fem jämförbara omgångar, eller med"
    " färre: om den skiljer sig från förra jämförbara omgången. Ett temaindex prövas bara mot förra"
    " omgången.",
    "Whether the share in the region has risen or fallen over five comparable rounds, or with"
    " fewer: whether it differs from the comparable round before. A theme index is tested against"
    " the round before only.",
)
_MAY_NOT: Final = Text(
    "Att en ändring har en viss orsak, eller att den gäller dem som inte svarade: en annan"
    " svarsfrekvens kan ge en annan andel. Linjer med öppna punkter hör till en annan fråga, skala"
    " eller krets och kan inte jämföras med de fyllda. Regionernas linjer är inte prövade mot"
    " varandra.",
    "That a change has a certain cause, or that it holds for those who did not answer: another"
    " response rate may give another share. Lines with open marks belong to another question, scale"
    " or circle and cannot be compared with the filled ones. The lines of the regions are not"
    " tested against each other.",
)
_INTERVALS: Final = {
    PERCENT: Text(
        "Strecken är 95 % konfidensintervall för regionen (Wilson{fpc}).",
        "The bars are 95% confidence intervals of the region (Wilson{fpc}).",
    ),
    INDEX_POINTS: Text(
        "Strecken är 95 % konfidensintervall för regionen (t-intervall{fpc}).",
        "The bars are 95% confidence intervals of the region (t-intervals{fpc}).",
    ),
}
_FPC: Final = Text(", korrigerat där alla blev inbjudna", ", corrected where everybody was invited")
_NATION: Final = Text(
    "Alla regioner: varje svar räknas lika, ovägt.",
    "All regions: every answer counts the same, unweighted.",
)
_NATION_PARTED: Final = Text(
    "Den linjen är delad där en region inte visas eller inte var med.",
    "That line is parted where a region is not shown or did not take part.",
)
_BASES: Final = Text("n\u00a0=\u00a0{low}–{high}.", "n\u00a0=\u00a0{low}–{high}.")
_BASE: Final = Text("n\u00a0=\u00a0{low}.", "n\u00a0=\u00a0{low}.")
_UNLIKE: Final = Text(
    "Omgångar i andra regioner som frågade på ett annat sätt är utelämnade.",
    "Rounds of other regions that asked in another way are left out.",
)
_ONE: Final = Text(
    "Det finns bara en omgång att visa, och en utveckling behöver minst två.",
    "There is only one round to show, and a trend needs at least two.",
)
_NONE: Final = Text(
    "{region} har ingen omgång av enkäten till {group} med det som valts.",
    "{region} has no round of the survey of {group} with what is chosen.",
)


# ---------------------------------------------------------------- choices


def controls(release: Release, state: State) -> tuple[Control, ...]:
    series = series_control(release, state)
    region = chosen_region(release, series.chosen, state)
    group = group_control(release, series.chosen, state)
    rounds = _rounds(release, series.chosen, group.chosen, region)
    followed = _followed_control(rounds, state)
    items = (item_control(rounds, state),) if followed.chosen == ALL else ()
    return (series, group, *([followed] if len(followed.options) > 1 else []), *items)


def _rounds(release: Release, series: str, group: str, region: str) -> tuple[SurveyRound, ...]:
    mine = rounds_with(release, series, group, region)
    return mine or rounds_with(release, series, group)


def _followed_control(rounds: Sequence[SurveyRound], state: State) -> Control:
    """A question, or the index of one of the themes."""
    language = state.language
    themes = [(code, title) for code, title in themes_of(rounds).items() if code]
    options = [Option(value=ALL, label=sentence_case(_A_QUESTION.of(language)))]
    options += [
        Option(
            value=code,
            label=sentence_case(_INDEX_OF.of(language).format(theme=title.of(language))),
        )
        for code, title in themes
    ]
    codes = [option.value for option in options]
    chosen = ALL if state.theme is None else require("theme", state.theme, codes)
    label = _FOLLOWED.of(language)
    return Control(key="theme", label=label, options=tuple(options), chosen=chosen)


# ---------------------------------------------------------------- the view


def render(release: Release, state: State) -> Rendered:
    offered = controls(release, state)
    series, group = value_of(offered, "series"), value_of(offered, "group")
    assert series is not None
    assert group is not None
    region, subject = chosen_region(release, series, state), _subject(offered)
    found = lines(release, series, group, subject, region)
    _refuse_too_little(found, group)
    unit: Unit = INDEX_POINTS if subject.is_theme else PERCENT
    rounds = tuple(one for part in found.own.stretches for one in part.rounds)
    place = region_name(region, state.language)
    told = Told(
        view=VIEW_ID, release=release, state=state, series=series, title=_TITLE,
        named=(place, group_name(group, state.language), _named(rounds, subject, state)),
        rounds=rounds, short=_SHORT, may=_MAY, may_not=_MAY_NOT,
        methods=_methods(subject),
    )  # fmt: skip
    return told.rendered(
        headline=headline(development(found.own.comparable), place, unit, state.language),
        description=description(found, unit, state.language),
        chart=trend_chart(found, unit, state.language),
        table=trend_table(found, unit, told.overline, state),
        note=_note(found, unit, rounds, state),
        warnings=change_words(found, subject, state.language),
    )


def _subject(offered: Sequence[Control]) -> Subject:
    theme, item = value_of(offered, "theme"), value_of(offered, "item")
    if item is not None:
        return Subject(item, is_theme=False)
    assert theme is not None
    return Subject(theme, is_theme=True)


def _refuse_too_little(found: Lines, group: str) -> None:
    if not found.own.spots:
        said = [
            _NONE.of(language).format(
                region=region_name(found.own.region, language), group=GROUPS[group].of(language)
            )
            for language in LANGUAGES
        ]
        raise NothingToShow(Text(*said))
    shown = {s.cell.period for line in found.every for s in line.spots if s.cell.is_shown}
    if len(shown) < 2:
        raise NothingToShow(_ONE)


def _named(rounds: Sequence[SurveyRound], subject: Subject, state: State) -> str:
    """As the newest round words it."""
    if subject.is_theme:
        return themes_of(rounds)[subject.code].of(state.language)
    item = next(item for item in items_of(rounds) if item.code == subject.code)
    return quoted(sentence_case(item.wording.of(state.language)), state.language)


def _methods(subject: Subject) -> tuple[Method, ...]:
    return (Method.MEAN,) if subject.is_theme else (Method.WILSON, Method.TREND, Method.NEWCOMBE)


def _note(found: Lines, unit: Unit, rounds: Sequence[SurveyRound], state: State) -> str:
    language = state.language
    fpc = _FPC.of(language) if any(one.everyone_invited for one in rounds) else ""
    parts = [
        shown_for(found.own.region, state),
        _base_words(found.own, state),
        _INTERVALS[unit].of(language).format(fpc=fpc),
        _NATION.of(language) if found.nation else "",
        _NATION_PARTED.of(language) if len({s.found.regions for s in found.nation}) > 1 else "",
        _UNLIKE.of(language) if found.has_unlike else "",
        newest_change(found.own, language),
    ]
    return " ".join(part for part in parts if part)


def _base_words(line: RegionLine, state: State) -> str:
    bases = [s.cell.n for s in line.spots if s.cell.is_shown and s.cell.n]
    if not bases:
        return ""
    low, high = (whole_number(end, state.language) for end in (min(bases), max(bases)))
    return (_BASE if low == high else _BASES).of(state.language).format(low=low, high=high)


VIEW: Final = View(
    id=VIEW_ID,
    title=Text("Enkätens utveckling", "Trend of the survey"),
    question=Text("Blir svaren bättre?", "Are the answers getting better?"),
    keys=("series", "group", "theme", "item"),
    applies_to=no_indicator,
    controls=controls,
    render=render,
)
