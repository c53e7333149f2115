"""The same conclusion drawn in other ways: without the smallest units, weighted, over two rounds.

The conclusion is whether a region lies higher or lower than the other regions together on one
question, by Newcombe's interval. Figures only: how it is said is in `survey_trust_words.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from dashboard.views.survey_choices import rounds_with
from dashboard.views.survey_data import SurveyCell, cells, indicator_of, item_of, others, pooled
from warehouse.members import ALL
from warehouse.period import Period, parse_period
from warehouse.post_stratification import Stratum, post_stratified_share
from warehouse.queries import Release
from warehouse.robustness import Conclusion, conclusion, pooled_share, without_smallest
from warehouse.statistics import (
    Difference,
    Interval,
    Share,
    break_between,
    newcombe,
    nonresponse_bounds,
)
from warehouse.surveys.indicators import Measure
from warehouse.surveys.model import SurveyRound
from warehouse.text import Text


class Way(StrEnum):
    """How the conclusion is drawn; the first is the one that the others are held against."""

    AS_ANSWERED = "as_answered"
    WITHOUT_SMALLEST = "without_smallest"
    WEIGHTED = "weighted"
    TWO_ROUNDS = "two_rounds"


class Verdict(StrEnum):
    SAME = "same"
    CHANGES = "changes"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """`answers` are how many of the region it rests on; `reason` is why it could not be made."""

    way: Way
    own: Share | None = None
    others: Share | None = None
    answers: float | None = None
    reason: Text | None = None

    @property
    def difference(self) -> Difference | None:
        return newcombe(self.own, self.others) if self.own and self.others else None

    @property
    def conclusion(self) -> Conclusion | None:
        return conclusion(self.difference) if self.difference else None

    def against(self, first: "Check") -> Verdict:
        if self.conclusion is None or first.conclusion is None:
            return Verdict.CANNOT_TELL
        return Verdict.SAME if self.conclusion is first.conclusion else Verdict.CHANGES


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked about: one item, in one region, group and period."""

    release: Release
    series: str
    region: str
    group: str
    period: Period
    item: str

    def shares(self, **asked: str | None) -> tuple[SurveyCell, ...]:
        """Of every region, unless asked for otherwise."""
        place = {"group": self.group, "period": self.period.code, "item": self.item}
        return cells(self.release, self.series, Measure.SHARE_POSITIVE, **{**place, **asked})

    def rates(self) -> Mapping[str, SurveyCell]:
        """Region → its response rate."""
        found = cells(
            self.release, self.series, Measure.RESPONSE_RATE,
            group=self.group, period=self.period.code,
        )  # fmt: skip
        return {cell.region: cell for cell in found}

    def design_effects(self) -> Mapping[str, float]:
        found = cells(
            self.release, self.series, Measure.DESIGN_EFFECT,
            group=self.group, period=self.period.code, estimate=None,
        )  # fmt: skip
        return {cell.region: cell.value for cell in found if cell.value is not None}


def as_answered(question: Question) -> Check:
    found = question.shares()
    mine = next((cell for cell in found if cell.region == question.region), None)
    rest = others(found, question.region)
    own = mine.share if mine else None
    return Check(
        way=Way.AS_ANSWERED, own=own, others=rest.share if rest else None,
        answers=own.n if own else None,
    )  # fmt: skip


def checks(question: Question, first: Check) -> tuple[Check, ...]:
    """The other ways, in the order in which they are told."""
    return (
        _without_smallest(question, first),
        _weighted(question),
        _two_rounds(question),
    )


# ---------------------------------------------------------------- without the smallest units

_FEW_UNITS: Final = Text(
    "för få enheter visas för att någon ska kunna utelämnas",
    "too few units are shown for any to be left out",
)


def _without_smallest(question: Question, first: Check) -> Check:
    """Of the units that are shown; those that are hidden are the smallest, and left out too."""
    units = question.shares(region=question.region, organisation=None)
    shares = [cell.share for cell in units if cell.organisation != ALL and cell.share is not None]
    kept = without_smallest(shares)
    if kept is None:
        return Check(way=Way.WITHOUT_SMALLEST, reason=_FEW_UNITS)
    own = pooled_share(kept)
    return Check(way=Way.WITHOUT_SMALLEST, own=own, others=first.others, answers=own.n)


# ---------------------------------------------------------------- weighted

_NOT_WEIGHTED: Final = Text(
    "svaren kan inte vägas till de inbjudna", "the answers cannot be weighted to those invited"
)


def _weighted(question: Question) -> Check:
    found = question.shares(estimate="weighted")
    strata = _effective(question, found)
    mine = next((cell for cell in found if cell.region == question.region), None)
    rest = [stratum for region, stratum in strata.items() if region != question.region]
    if mine is None or question.region not in strata or not rest:
        return Check(way=Way.WEIGHTED, reason=_NOT_WEIGHTED)
    everyone = mine.population is not None
    own = post_stratified_share([strata[question.region]], everyone_invited=everyone)
    together = post_stratified_share(rest, everyone_invited=everyone)
    return Check(way=Way.WEIGHTED, own=own.share, others=together.share, answers=mine.base)


def _effective(question: Question, found: Sequence[SurveyCell]) -> dict[str, Stratum]:
    """Each region as a stratum, with as many answers as its weighted share is worth."""
    effects, rates = question.design_effects(), question.rates()
    strata = {}
    for cell in found:
        rate, effect = rates.get(cell.region), effects.get(cell.region)
        if cell.value is None or not cell.base or effect is None or rate is None:
            continue
        if rate.denominator is None:
            continue
        answers = cell.base / effect
        strata[cell.region] = Stratum(
            invited=rate.denominator, answers=answers, positive=cell.value / 100 * answers
        )
    return strata


# ---------------------------------------------------------------- two rounds

_NO_EARLIER: Final = Text(
    "frågan ställdes inte i någon tidigare omgång", "the question was asked in no earlier round"
)
_HIDDEN_EARLIER: Final = Text("den förra omgången visas inte", "the round before is not shown")
_BROKEN: Final = Text(
    "den förra omgången går inte att jämföra", "the round before cannot be compared"
)


def _two_rounds(question: Question) -> Check:
    """This round and the one before, where nothing lies between them that forbids it."""
    before = _round_before(question)
    if before is None:
        return Check(way=Way.TWO_ROUNDS, reason=_NO_EARLIER)
    earlier = parse_period(before.period)
    if _is_broken(question, question.region, earlier):
        return Check(way=Way.TWO_ROUNDS, reason=_BROKEN)
    both = [
        *question.shares(),
        *(
            cell
            for cell in question.shares(period=before.period)
            if not _is_broken(question, cell.region, earlier)
        ),
    ]
    mine = [cell for cell in both if cell.region == question.region]
    own, rest = pooled(mine), others(both, question.region)
    if own is None or rest is None or len(own.cells) < 2:
        return Check(way=Way.TWO_ROUNDS, reason=_HIDDEN_EARLIER)
    return Check(way=Way.TWO_ROUNDS, own=own.share, others=rest.share, answers=own.share.n)


def _round_before(question: Question) -> SurveyRound | None:
    """The latest earlier round of the region and group that put the question."""
    found = rounds_with(question.release, question.series, question.group, question.region)
    earlier = [
        one
        for one in found
        if parse_period(one.period).sort_key < question.period.sort_key
        and item_of(one, question.item) is not None
    ]
    return earlier[-1] if earlier else None


def _is_broken(question: Question, region: str, earlier: Period) -> bool:
    indicator = indicator_of(question.release, question.series, Measure.SHARE_POSITIVE)
    found = break_between(
        earlier, question.period, indicator.breaks,
        region=region, group=question.group, item=question.item,
    )  # fmt: skip
    return found is not None


# ---------------------------------------------------------------- non-response


def difference_bounds(first: Check) -> Interval | None:
    """Between which the difference must lie, whatever those think who did not answer."""
    if first.own is None or first.others is None:
        return None
    if first.own.population is None or first.others.population is None:
        return None
    own, rest = nonresponse_bounds(first.own), nonresponse_bounds(first.others)
    return Interval(own.low - rest.high, own.high - rest.low)
