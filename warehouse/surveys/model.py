"""What a survey is, as far as a reader needs to know it: questions, scales, rounds.

A *series* is what regions, groups of people and years share: the same item code is the same
question. A *round* is one survey of it: one target group, one period, one or more regions. How
an export is read is for the instrument in `etl/surveys/`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from warehouse.indicators.model import Direction
from warehouse.members import GROUPS
from warehouse.period import parse_period
from warehouse.regions import REGIONS
from warehouse.text import Text


class Comparability(StrEnum):
    """How an item stands to the round before, in the same region and target group."""

    SAME = "same"
    CHANGED_WORDING = "changed_wording"
    CHANGED_SCALE = "changed_scale"
    NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer of a scale. `value` is its place in means; None for "does not apply"."""

    code: str
    label: Text
    value: float | None
    is_positive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Answers that are shown as one where a distribution is too thin; `answers` are their codes."""

    code: str
    label: Text
    answers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Scale:
    """Answers from the lowest value to the highest, without "does not apply".

    `steps` are the ways to collapse them, finest first; each holds every answer once, in order.
    Codes of answers and merged answers are unique within the scale.
    """

    id: str
    answers: tuple[Answer, ...]
    does_not_apply: Answer | None = None
    steps: tuple[tuple[Merged, ...], ...] = ()

    @cached_property
    def by_code(self) -> Mapping[str, Answer | Merged]:
        merged = {one.code: one for step in self.steps for one in step}
        return {**{answer.code: answer for answer in self.answers}, **merged}

    def category(self, code: str) -> str:
        """The category of the series' indicators that an answer or a merged answer is."""
        return f"{self.id}_{code}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Items that are one matter. An index needs `minimum_items` of them answered."""

    code: str
    title: Text
    minimum_items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question as it was asked in one round. `scale` is the id of one of the round's scales.

    `direction` says whether higher values are better; `reason` why it cannot be compared with
    the round before, and is there exactly when its comparability is a change.
    """

    code: str
    wording: Text
    theme: str | None
    scale: str
    direction: Direction
    comparability: Comparability
    reason: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundBreak:
    """Nothing of this round can be compared with the one before: another method, another circle."""

    title: Text
    reason: Text


@dataclass(frozen=True, kw_only=True)
class SurveyRound:
    """One survey. `group` is the target group, `subgroups` the programmes told apart in it.

    `everyone_invited`: all in the target group were asked, not a sample. `rule` is how answers
    and invited are counted, as it is printed. `terms` are periods within `period` that it tells
    apart. `dimensions` are the crossings shown, each a tuple of `organisation`, `group`, `sex`
    and `term`.
    """

    id: str
    series: str
    series_title: Text
    title: Text
    regions: tuple[str, ...]
    group: str
    subgroups: tuple[str, ...]
    period: str
    terms: tuple[str, ...]
    everyone_invited: bool
    rule: Text
    smallest_group: int
    crossings: tuple[tuple[str, ...], ...]
    scales: tuple[Scale, ...]
    themes: tuple[Theme, ...]
    items: tuple[Item, ...]
    source: str
    is_example: bool
    series_break: RoundBreak | None = None

    def __post_init__(self) -> None:
        for code in (self.group, *self.subgroups):
            if code not in GROUPS:
                raise ValueError(f"{self.id}: unknown group '{code}'")
        for code in self.regions:
            if code not in REGIONS:
                raise ValueError(f"{self.id}: unknown region '{code}'")
        for code in (self.period, *self.terms):
            parse_period(code)

    @cached_property
    def scale_of(self) -> Mapping[str, Scale]:
        """Item code → its scale."""
        scales = {scale.id: scale for scale in self.scales}
        return {item.code: scales[item.scale] for item in self.items}

    @property
    def groups(self) -> tuple[str, ...]:
        return (self.group, *self.subgroups)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surveys:
    """Every round of a release, in the order of series, time, group and region."""

    rounds: tuple[SurveyRound, ...] = field(default=())

    def series(self) -> Mapping[str, Text]:
        """Id → title of every series, as its latest round calls it."""
        return {one.series: one.series_title for one in self.rounds}

    def of_series(self, series: str) -> tuple[SurveyRound, ...]:
        return tuple(one for one in self.rounds if one.series == series)

    def round(self, series: str, region: str, group: str, period: str) -> SurveyRound | None:
        """The round that a figure is from; `group` may be one of its subgroups, `period` a term."""
        for one in self.of_series(series):
            if region in one.regions and group in one.groups and period in (one.period, *one.terms):
                return one
        return None
