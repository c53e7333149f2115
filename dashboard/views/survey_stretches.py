"""Which rounds of a survey can be compared with each other: unbroken stretches, and what ends them.

From what the rounds themselves say: a break of the whole survey, a question or a scale that was
changed, a theme whose questions are others. Not for what is drawn.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.views.survey_data import item_of
from warehouse.period import parse_period
from warehouse.surveys.model import Comparability, Item, SurveyRound
from warehouse.text import Text

_TITLES: Final = {
    Comparability.CHANGED_WORDING: Text("Ändrad fråga", "Changed question"),
    Comparability.CHANGED_SCALE: Text("Ändrad skala", "Changed scale"),
    Comparability.NEW: Text("Ny fråga", "New question"),
}
_NEW: Final = Text(
    "Frågan ställs på nytt och jämförs inte med den förra.",
    "The question is asked anew and is not compared with the former one.",
)
_OTHER_ITEMS: Final = Text("Andra frågor i temat", "Other questions in the theme")
_OTHER_ITEMS_WHY: Final = Text(
    "Temat består av andra frågor än förut.", "The theme consists of other questions than before."
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is followed: a question, or the index of a theme."""

    code: str
    is_theme: bool

    def is_in(self, one: SurveyRound) -> bool:
        if self.is_theme:
            return any(theme.code == self.code for theme in one.themes)
        return item_of(one, self.code) is not None

    def items(self, one: SurveyRound) -> tuple[Item, ...]:
        if self.is_theme:
            return tuple(item for item in one.items if item.theme == self.code)
        return tuple(item for item in one.items if item.code == self.code)


@dataclass(frozen=True, slots=True)
class Change:
    """Why nothing is joined between two rounds of a region."""

    before: SurveyRound
    after: SurveyRound
    title: Text
    reason: Text

    @property
    def position(self) -> float:
        """Between the two, on an axis of time."""
        ends = (parse_period(one.period).middle for one in (self.before, self.after))
        return sum(ends) / 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rounds that can be compared, oldest first. `begins` is what parts it from those before."""

    rounds: tuple[SurveyRound, ...]
    begins: Change | None

    @property
    def periods(self) -> tuple[str, ...]:
        return tuple(one.period for one in self.rounds)


def stretches(rounds: Iterable[SurveyRound], subject: Subject) -> tuple[Stretch, ...]:
    """`rounds` are those of one region and target group; those that did not ask it may be there."""
    ordered = sorted(rounds, key=lambda one: parse_period(one.period).sort_key)
    found: list[Stretch] = []
    for one, change in _asked(ordered, subject):
        if not found or change is not None:
            found.append(Stretch((one,), change))
        else:
            found[-1] = Stretch((*found[-1].rounds, one), found[-1].begins)
    return tuple(found)


def _asked(
    ordered: Sequence[SurveyRound], subject: Subject
) -> Iterator[tuple[SurveyRound, Change | None]]:
    """The rounds that asked it, each with what parts it from the one before that did."""
    before: SurveyRound | None = None
    since: list[SurveyRound] = []
    for one in ordered:
        since.append(one)
        if subject.is_in(one):
            yield one, _change(before, one, since, subject) if before else None
            before, since = one, []


def _change(
    before: SurveyRound, after: SurveyRound, since: Sequence[SurveyRound], subject: Subject
) -> Change | None:
    """A break of the whole survey first, also in a round between that did not ask."""
    for one in since:
        if one.series_break:
            return Change(before, after, one.series_break.title, one.series_break.reason)
    if subject.is_theme and _codes(before, subject) != _codes(after, subject):
        return Change(before, after, _OTHER_ITEMS, _OTHER_ITEMS_WHY)
    for item in subject.items(after):
        if item.comparability is not Comparability.SAME:
            return Change(before, after, _TITLES[item.comparability], item.reason or _NEW)
    return None


def _codes(one: SurveyRound, subject: Subject) -> frozenset[str]:
    return frozenset(item.code for item in subject.items(one))
