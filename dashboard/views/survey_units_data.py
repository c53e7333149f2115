"""Units of a region on one question, and the named group of units that they are compared with.

Only from shares that are shown, and only units that were asked the same question on the same
scale. Nothing here orders units by their share. Not for words or drawing (`survey_units.py`,
`survey_units_funnel.py`).
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from dashboard.views.survey_choices import target_groups
from dashboard.views.survey_data import (
    Pooled,
    SurveyCell,
    cells,
    item_of,
    pooled,
    round_of,
    rounds_of,
)
from warehouse.funnel import Dispersion, FunnelPlace, funnel_limits, over_dispersion
from warehouse.many_tests import Separation, separate
from warehouse.members import ALL, GROUPS
from warehouse.organisations import Organisation, OrganisationKind
from warehouse.period import Period
from warehouse.queries import Release
from warehouse.regions import REGIONS
from warehouse.statistics import CONFIDENCE, CONFIDENCE_FOR_COLOUR, Interval, Share
from warehouse.surveys.indicators import Measure
from warehouse.surveys.model import Scale, SurveyRound
from warehouse.text import Text

# With fewer units a funnel says next to nothing: no limits are drawn.
FEWEST: Final = 8
OWN_REGION: Final = "region"
EVERYWHERE: Final = "everywhere"
KINDS: Final[Mapping[OrganisationKind, Text]] = {
    OrganisationKind.UNIVERSITY: Text("universiteten", "the universities"),
    OrganisationKind.FACULTY: Text("fakulteterna", "the faculties"),
    OrganisationKind.HOSPITAL: Text("sjukhusen", "the hospitals"),
    OrganisationKind.HOSPITAL_GROUP: Text("sjukhusgrupperna", "the hospital groups"),
    OrganisationKind.UNIT: Text("enheterna", "the units"),
    OrganisationKind.TOWN: Text("orterna", "the towns"),
    OrganisationKind.AREA: Text("områdena", "the areas"),
    OrganisationKind.SAMPLE: Text("urvalen", "the samples"),
}
_IN_REGION: Final = Text("enheterna i {region}", "the units in {region}")
_IN_ALL: Final = Text("enheterna i alla regioner", "the units in all regions")
_KIND_IN_ALL: Final = Text("{kind} i alla regioner", "{kind} in all regions")
# Swedish puts å, ä and ö last, in that order.
_LAST_LETTERS: Final = str.maketrans({"å": "{", "ä": "|", "ö": "}"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question to one group in one period; `region` is the reader's."""

    series: str
    region: str
    group: str
    period: Period
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """`share` is that of its cell, made once; None where it is hidden."""

    organisation: Organisation
    cell: SurveyCell
    share: Share | None
    is_own: bool

    @property
    def code(self) -> str:
        return self.organisation.code


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A group of units; `name` stands inside a sentence. `kind` None: whatever they are."""

    code: str
    name: Text
    kind: OrganisationKind | None

    def holds(self, unit: Unit) -> bool:
        if self.code == OWN_REGION:
            return unit.is_own
        return self.kind in (None, unit.organisation.kind)


def shown(units: Collection[Unit]) -> list[Unit]:
    return [unit for unit in units if unit.share is not None]


def shares(units: Collection[Unit]) -> list[Share]:
    return [unit.share for unit in units if unit.share is not None]


@dataclass(frozen=True, kw_only=True)
class Compared:
    """`own` are the region's units of the comparison, by name, hidden ones too; `others` those of
    other regions that are shown. `pool` is what all of the shown have in common.
    """

    asked: Asked
    round: SurveyRound
    comparison: Comparison
    own: tuple[Unit, ...]
    others: tuple[Unit, ...]
    hidden_elsewhere: int
    pool: Pooled

    @cached_property
    def drawn(self) -> tuple[Unit, ...]:
        return (*self.others, *shown(self.own))

    @property
    def centre(self) -> float:
        return self.pool.share.value

    @property
    def hidden_own(self) -> int:
        return len(self.own) - len(shown(self.own))

    @property
    def has_limits(self) -> bool:
        return len(self.drawn) >= FEWEST

    @cached_property
    def dispersion(self) -> Dispersion:
        return over_dispersion(shares(self.drawn), self.centre)

    @cached_property
    def limits_95(self) -> Mapping[str, Interval]:
        """Code of a shown unit → the limits of chance for its number of answers."""
        return self._limits(CONFIDENCE)

    @cached_property
    def limits_998(self) -> Mapping[str, Interval]:
        return self._limits(CONFIDENCE_FOR_COLOUR)

    def _limits(self, confidence: float) -> Mapping[str, Interval]:
        """All at once: one by one they are slow, as `funnel.classify` is."""
        ns = [share.n for share in shares(self.drawn)]
        widening = self.dispersion.widening
        found = funnel_limits(self.centre, ns, confidence=confidence, dispersion=widening)
        return dict(zip((unit.code for unit in self.drawn), found, strict=True))

    def place(self, unit: Unit) -> FunnelPlace:
        """Where `funnel.classify` puts it."""
        assert unit.share is not None
        value = unit.share.value
        for limits, below, above in (
            (self.limits_998, FunnelPlace.BELOW_998, FunnelPlace.ABOVE_998),
            (self.limits_95, FunnelPlace.BELOW_95, FunnelPlace.ABOVE_95),
        ):
            if not limits[unit.code].holds(value):
                return below if value < limits[unit.code].low else above
        return FunnelPlace.INSIDE

    @cached_property
    def separation(self) -> Separation:
        """Of the region's shown units, in their order."""
        return separate(shares(self.own))


# ---------------------------------------------------------------- what there is


@lru_cache(maxsize=64)
def told_by_unit(release: Release, series: str, region: str) -> Mapping[str, tuple[Period, ...]]:
    """Group → periods in which the region's answers are told apart by unit; targets first."""
    found = cells(release, series, Measure.RESPONSE_RATE, region=region, organisation=None)
    by_group: dict[str, dict[Period, None]] = {}
    for cell in found:
        if cell.organisation != ALL:
            by_group.setdefault(cell.group, {})[cell.period] = None
    targets = target_groups(release, series)
    ordered = dict.fromkeys((*targets, *GROUPS))
    return {code: tuple(by_group[code]) for code in ordered if code in by_group}


def rounds_here(release: Release, series: str, region: str, group: str, period: Period
                ) -> tuple[SurveyRound, ...]:  # fmt: skip
    return tuple(
        one
        for one in rounds_of(release, series)
        if region in one.regions and group in one.groups and period.code in (one.period, *one.terms)
    )


# ---------------------------------------------------------------- the units


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """Every unit that has a row, from north to south and by name; `other_question` are regions
    that asked something else under the same code.
    """

    asked: Asked
    round: SurveyRound
    every: tuple[Unit, ...]
    other_question: tuple[str, ...]


def units(release: Release, asked: Asked, one: SurveyRound) -> Units:
    found = cells(
        release, asked.series, Measure.SHARE_POSITIVE, organisation=None, group=asked.group,
        period=asked.period.code, item=asked.item,
    )  # fmt: skip
    mine = _question(one, asked.item)
    rounds = {
        cell.region: round_of(release, asked.series, cell)
        for cell in {cell.region: cell for cell in found}.values()
    }
    other = [code for code, its in rounds.items() if its and _question(its, asked.item) != mine]
    known = release.registry.organisations
    every = [
        Unit(organisation=known[cell.organisation], cell=cell, share=cell.share,
             is_own=cell.region == asked.region)
        for cell in found
        if cell.organisation != ALL and cell.region not in other
    ]  # fmt: skip
    every.sort(key=lambda unit: (REGIONS[unit.cell.region].order, _by_name(unit)))
    return Units(asked=asked, round=one, every=tuple(every), other_question=tuple(other))


def _question(one: SurveyRound, code: str) -> tuple[Text, Scale] | None:
    item = item_of(one, code)
    return None if item is None else (item.wording, one.scale_of[code])


def _by_name(unit: Unit) -> list[tuple[bool, int, str]]:
    """Alphabetical, but "Enhet 2" before "Enhet 10"."""
    parts = re.findall(r"\d+|\D+", unit.organisation.name.sv.casefold())
    return [
        (False, int(part), "") if part.isdecimal() else (True, 0, part.translate(_LAST_LETTERS))
        for part in parts
    ]


def comparisons(found: Units) -> tuple[Comparison, ...]:
    """Own region's units; those of all regions; those of one kind, where there are several."""
    region = REGIONS[found.asked.region].short
    mine = [unit for unit in found.every if unit.is_own]
    offered = [Comparison(code=OWN_REGION, kind=None,
                          name=Text(_IN_REGION.sv.format(region=region.sv),
                                    _IN_REGION.en.format(region=region.en)))]  # fmt: skip
    if len(mine) < len(found.every):
        offered.append(Comparison(code=EVERYWHERE, name=_IN_ALL, kind=None))
    if len({unit.organisation.kind for unit in found.every}) > 1:
        have = {unit.organisation.kind for unit in mine}
        offered += [_of_kind(kind) for kind in KINDS if kind in have]
    return tuple(offered)


def _of_kind(kind: OrganisationKind) -> Comparison:
    name = Text(_KIND_IN_ALL.sv.format(kind=KINDS[kind].sv),
                _KIND_IN_ALL.en.format(kind=KINDS[kind].en))  # fmt: skip
    return Comparison(code=f"{kind.value}-everywhere", name=name, kind=kind)


def default_comparison(found: Units, offered: Sequence[Comparison]) -> Comparison:
    """Own region's units, or all regions' where only these are enough for a funnel."""
    enough = (
        one
        for one in offered
        if len(shown([unit for unit in found.every if one.holds(unit)])) >= FEWEST
    )
    return next(enough, offered[0])


def compared(found: Units, comparison: Comparison) -> Compared | None:
    """None where no unit of the region is shown in this comparison."""
    inside = [unit for unit in found.every if comparison.holds(unit)]
    own = tuple(unit for unit in inside if unit.is_own)
    elsewhere = [unit for unit in inside if not unit.is_own]
    pool = pooled(unit.cell for unit in inside)
    if pool is None or not shown(own):
        return None
    others = tuple(shown(elsewhere))
    return Compared(
        asked=found.asked, round=found.round, comparison=comparison, own=own, others=others,
        hidden_elsewhere=len(elsewhere) - len(others), pool=pool,
    )  # fmt: skip
