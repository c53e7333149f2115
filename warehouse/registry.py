"""The registry as one value: what ships, and what users declare beside it.

A release brings its own, so nothing global changes when a file declares an indicator. Not for
how it is stored (`catalogue.py`) or read back from a release (`registry_tables.py`).
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, NamedTuple, Self

from warehouse.indicators import INDICATORS
from warehouse.indicators.model import Indicator
from warehouse.organisations import ORGANISATIONS, Organisation
from warehouse.period import parse_period
from warehouse.regions import REGIONS
from warehouse.sources import SOURCES, Source
from warehouse.surveys.indicators import contradicting, survey_indicators
from warehouse.surveys.model import SurveyRound, Surveys
from warehouse.units import UNITS

_ID: Final = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
_MEMBER: Final = re.compile(r"[a-z0-9_]+", re.ASCII)


class Misfit(NamedTuple):
    """Something declared that does not fit, by its id; `sentence` says why."""

    id: str
    sentence: str


class RegistryError(ValueError):
    """What is declared does not fit what there is; the message has a sentence for each."""

    def __init__(self, misfits: Iterable[Misfit]) -> None:
        self.misfits = tuple(misfits)
        super().__init__("; ".join(misfit.sentence for misfit in self.misfits))


# Two registries are the same only when they are one object, so what is worked out from one can
# be kept as long as it.
@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Registry:
    """Everything by id, in the order in which it is shown. `declared` are ids that do not ship."""

    indicators: Mapping[str, Indicator]
    sources: Mapping[str, Source]
    organisations: Mapping[str, Organisation]
    declared: frozenset[tuple[str, str]] = field(default=frozenset())
    surveys: Surveys = field(default=Surveys())

    def is_declared(self, kind: str, identifier: str) -> bool:
        """`kind` is the table: indicator, source or organisation."""
        return (kind, identifier) in self.declared

    def with_declared(
        self,
        indicators: Iterable[Indicator],
        sources: Iterable[Source],
        organisations: Iterable[Organisation],
    ) -> Self:
        """This one and what is declared; raises RegistryError with all that does not fit.

        The same definition twice is one; two of the same id that differ do not fit.
        """
        problems: list[Misfit] = []
        new = {
            "indicator": _added("indicator", indicators, self.indicators, problems),
            "source": _added("source", sources, self.sources, problems),
            "organisation": _added("organisation", organisations, self.organisations, problems),
        }
        whole = type(self)(
            _by_topic(self.indicators, new["indicator"].values()),
            {**self.sources, **new["source"]},
            {**self.organisations, **new["organisation"]},
            self.declared | {(kind, id_) for kind, found in new.items() for id_ in found},
            self.surveys,
        )
        problems += [*_unfitting(whole, new["indicator"].values()), *_addresses(whole)]
        problems += _same_deflator(whole)
        problems += _homeless(new["organisation"].values())
        if problems:
            raise RegistryError(problems)
        return whole

    def with_surveys(self, rounds: Iterable[SurveyRound]) -> Self:
        """This one, the rounds and the indicators that they give; raises RegistryError.

        Their sources and organisations are declared already.
        """
        found = sorted({*self.surveys.rounds, *rounds}, key=_round_order)
        problems = [Misfit(id_, f"the survey '{id_}': {why}") for id_, why in contradicting(found)]
        problems += _no_such_source(found, self.sources)
        if problems:
            raise RegistryError(problems)
        whole = self.with_declared(survey_indicators(found), (), ())
        return replace(whole, surveys=Surveys(rounds=tuple(found)))

    def with_preferred_sources(self, preferred: Mapping[str, Iterable[str]]) -> Self:
        """Indicator → sources that a chart draws first, behind those that it names itself.

        Itself where nothing is new.
        """
        new = {
            identifier: replace(indicator, preferred_sources=ordered)
            for identifier, indicator in self.indicators.items()
            for ordered in [_behind(indicator.preferred_sources, preferred.get(identifier, ()))]
            if ordered != indicator.preferred_sources
        }
        return replace(self, indicators={**self.indicators, **new}) if new else self


SHIPPED: Final = Registry(INDICATORS, SOURCES, ORGANISATIONS)


def _round_order(one: SurveyRound) -> tuple[str, tuple[date, date, str], str, str]:
    return one.series, parse_period(one.period).sort_key, one.group, one.id


def _no_such_source(rounds: Iterable[SurveyRound], sources: Collection[str]) -> Iterator[Misfit]:
    for one in rounds:
        if one.source not in sources:
            yield Misfit(one.id, f"the survey '{one.id}': no source '{one.source}'")


def _behind(first: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *others)))


def id_of(thing: Any) -> str:  # noqa: ANN401  # an organisation calls its id a code
    return str(thing.code if isinstance(thing, Organisation) else thing.id)


def _added(
    kind: str, things: Iterable[Any], known: Collection[str], problems: list[Misfit]
) -> dict[str, Any]:
    added: dict[str, Any] = {}
    for thing in things:
        identifier = id_of(thing)
        if identifier in known:
            why = f"the {kind} '{identifier}' exists already: use it, or another id"
        elif added.get(identifier, thing) != thing:
            why = f"the {kind} '{identifier}' is declared twice, in different words"
        elif not _ID.fullmatch(identifier):
            why = f"the {kind} id '{identifier}' may hold only a-z, 0-9 and _"
        else:
            added[identifier] = thing
            continue
        problems.append(Misfit(identifier, why))
    return added


def _by_topic(
    known: Mapping[str, Indicator], declared: Iterable[Indicator]
) -> dict[str, Indicator]:
    """Each declared indicator after the last of its topic, since readers look for it there."""
    ordered = list(known.values())
    for indicator in declared:
        same = [at for at, other in enumerate(ordered) if other.topic is indicator.topic]
        ordered.insert(same[-1] + 1 if same else len(ordered), indicator)
    return {indicator.id: indicator for indicator in ordered}


def _unfitting(registry: Registry, declared: Iterable[Indicator]) -> Iterator[Misfit]:
    for indicator in declared:
        sources = {*indicator.preferred_sources, *(one.source for one in indicator.breaks)}
        ratio = indicator.ratio
        whole = {ratio.numerator, ratio.denominator} if ratio else set[str]()
        members = {*indicator.items, *indicator.categories}
        wrong = {
            "no source": sources - set(registry.sources),
            "no indicator": whole - set(registry.indicators),
            "an item or category may hold only a-z, 0-9 and _, not": {
                code for code in members if not _MEMBER.fullmatch(code)
            },
            "no unit": set() if indicator.unit in UNITS.values() else {indicator.unit.id},
        }
        for what, found in wrong.items():
            for name in sorted(found):
                sentence = f"the indicator '{indicator.id}': {what} '{name}'"
                yield Misfit(indicator.id, sentence)


def _addresses(registry: Registry) -> Iterator[Misfit]:
    """Two sources of one address are one publication."""
    seen: dict[str, str] = {}
    for source in registry.sources.values():
        if source.address is not None and source.address in seen:
            sentence = f"the source '{source.id}' has the address of '{seen[source.address]}'"
            yield Misfit(source.id, sentence)
        elif source.address is not None:
            seen[source.address] = source.id


def _same_deflator(registry: Registry) -> Iterator[Misfit]:
    """Labels name an index by its short name alone."""
    seen: dict[str, str] = {}
    for indicator in registry.indicators.values():
        names = indicator.deflator
        for name in dict.fromkeys((names.sv, names.en)) if names else ():
            if name in seen:
                sentence = (
                    f"the indicator '{indicator.id}': the deflator '{name}' is that of "
                    f"'{seen[name]}': use that indicator, or another name"
                )
                yield Misfit(indicator.id, sentence)
            seen.setdefault(name, indicator.id)


def _homeless(declared: Iterable[Organisation]) -> Iterator[Misfit]:
    for organisation in declared:
        if organisation.region is not None and organisation.region not in REGIONS:
            sentence = f"the organisation '{organisation.code}': no region '{organisation.region}'"
            yield Misfit(organisation.code, sentence)
