"""What an indicator is. It says what the number means; how it is drawn follows elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from warehouse.members import ALL, GROUPS
from warehouse.period import parse_period
from warehouse.regions import REGIONS
from warehouse.text import Text
from warehouse.units import GRADE, INDEX, Unit


class Topic(StrEnum):
    SURVEYS = "surveys"
    GENDER = "gender"
    EDUCATION = "education"
    FUNDING = "funding"
    EVALUATIONS = "evaluations"


TOPIC_NAMES: Mapping[Topic, Text] = {
    Topic.SURVEYS: Text("Enkäter", "Surveys"),
    Topic.GENDER: Text("Jämställdhet", "Gender"),
    Topic.EDUCATION: Text("Utbildning", "Education"),
    Topic.FUNDING: Text("Finansiering", "Funding"),
    Topic.EVALUATIONS: Text("Utvärderingar", "Evaluations"),
}


class Direction(StrEnum):
    HIGHER = "higher"
    LOWER = "lower"
    NO_JUDGEMENT = "no_judgement"
    CLOSER_TO_TARGET = "closer_to_target"


class Pooling(StrEnum):
    """How regions make one figure: added, weighted by the denominator, or not at all."""

    SUM = "sum"
    WEIGHTED = "weighted"
    NOT_POOLABLE = "not_poolable"


class RepresentedBy(StrEnum):
    """Which body's figure stands for a region in a comparison of the seven."""

    REGION = "region"
    UNIVERSITY = "university"


class Uncertainty(StrEnum):
    """What a figure is unsure of, and so what may be said of a difference.

    COUNTED: everybody or everything was counted or asked; there is no sampling interval.
    ANSWERS: it rests on those who answered. ESTIMATED: by a method with errors of its own.
    """

    COUNTED = "counted"
    ANSWERS = "answers"
    ESTIMATED = "estimated"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesBreak:
    """Figures up to `before` and from `after` on cannot be compared.

    `region`, `group` or `item` None: the break holds in every one.
    """

    region: str | None
    group: str | None
    item: str | None = None
    before: str
    after: str
    title: Text
    reason: Text
    source: str

    def __post_init__(self) -> None:
        if parse_period(self.before).sort_key >= parse_period(self.after).sort_key:
            raise ValueError(f"a break lies between an earlier and a later period: {self}")
        if self.region is not None and self.region not in REGIONS:
            raise ValueError(f"break in unknown region '{self.region}'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """Derived: `factor` × numerator indicator ÷ denominator indicator, same key otherwise."""

    numerator: str
    denominator: str
    factor: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One measure. Fields that carry meaning have no default.

    `target` is an interval in the unit and goes with CLOSER_TO_TARGET alone.
    `denominator` says in words what a share is a share of; None only where nothing is divided.
    `valid_range` has None where no bound exists. `smallest_base` is the least n that is shown.
    `groups` are members of GROUPS; `items` and `categories` are the indicator's own, with `all`
    where a total exists. `scale` lists the steps of a grade, lowest first: value 1 is the first.
    `preferred_sources` decides which source a chart draws where several print the same thing.
    `deflator` is the short name of a price index ("KPI") by which amounts become fixed prices; an
    indicator that is none has None. A price index is one series in the unit index; its base is
    said in the definition, and only ratios of its figures are used.
    """

    id: str
    topic: Topic
    title: Text
    definition: Text
    unit: Unit
    direction: Direction
    target: tuple[float, float] | None
    denominator: Text | None
    pooling: Pooling
    valid_range: tuple[float | None, float | None]
    smallest_base: int
    uncertainty: Uncertainty
    represented_by: RepresentedBy
    groups: tuple[str, ...]
    items: Mapping[str, Text]
    categories: Mapping[str, Text] = field(default_factory=lambda: {ALL: Text("alla", "all")})
    scale: tuple[Text, ...] = ()
    breaks: tuple[SeriesBreak, ...] = ()
    ratio: Ratio | None = None
    preferred_sources: tuple[str, ...] = ()
    caveat: Text | None = None
    deflator: Text | None = None

    def __post_init__(self) -> None:
        unknown = set(self.groups) - set(GROUPS)
        if unknown:
            raise ValueError(f"{self.id}: unknown groups {sorted(unknown)}")
        if (self.direction is Direction.CLOSER_TO_TARGET) != (self.target is not None):
            raise ValueError(f"{self.id}: a target goes with the direction closer_to_target")
        if (self.unit is GRADE) != bool(self.scale):
            raise ValueError(f"{self.id}: a scale goes with the unit grade")
        if not self.groups or not self.items or not self.categories:
            raise ValueError(f"{self.id}: groups, items and categories each need a member")
        if self.deflator is not None:
            _check_price_index(self)


def _check_price_index(indicator: Indicator) -> None:
    """With parts nobody could say which of them turns amounts into fixed prices."""
    if indicator.unit is not INDEX:
        raise ValueError(f"{indicator.id}: a deflator goes with the unit index")
    lists = (indicator.groups, indicator.items, indicator.categories)
    if any(len(members) > 1 for members in lists):
        raise ValueError(f"{indicator.id}: a price index has one group, item and category")


# For an indicator that has no items of its own.
NO_ITEMS: Mapping[str, Text] = {ALL: Text("alla", "all")}
