"""What is said of recruitment targets: how many were reached, and where own region stands."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.views.figures import Drawn
from dashboard.views.wording import Wording, listed
from warehouse.period import Period
from warehouse.text import Text

_REACHED: Final = Text(
    "{k} av {n} lärosäten med känt utfall nådde sitt mål {period}{doubt}{own}.",
    "{k} of {n} universities with a known outcome reached their target in {period}{doubt}{own}.",
)
_DOUBT: Final = Text(
    " (källorna motsäger varandra om {regions})",
    " (the sources contradict each other on {regions})",
)
_OWN: Final = Text(
    "; {region} hade målet {target} och utfallet {outcome}",
    "; {region} had a target of {target} and an outcome of {outcome}",
)
_OWN_TARGET: Final = Text(
    "; {region} hade målet {target}, utfallet är inte känt",
    "; {region} had a target of {target}, the outcome is not known",
)
_WORDS: Final = Text(
    "{period}, {region}: mål {target}, utfall {outcome}.",
    "{period}, {region}: target {target}, outcome {outcome}.",
)
_OWN_OUTCOME: Final = Text(
    "; {region} hade utfallet {outcome}, målet är inte känt",
    "; {region} had an outcome of {outcome}, the target is not known",
)
_OWN_LACKS: Final = Text(
    "; {region} saknar både mål och utfall", "; {region} has neither target nor outcome"
)
_NOT_JUDGED: Final = Text(
    "Inget lärosätes utfall är känt för de perioder som har mål.",
    "No university's outcome is known for the periods that have targets.",
)
_UNKNOWN: Final = Text("okänt", "unknown")


@dataclass(frozen=True, slots=True)
class Aim:
    """One region in one period; either may be unknown."""

    region: str
    period: Period
    target: Drawn | None
    outcome: Drawn | None

    @property
    def is_reached(self) -> bool | None:
        """None unless both are known."""
        if not self.target or not self.outcome:
            return None
        target, outcome = self.target.figure.value, self.outcome.figure.value
        assert target is not None
        assert outcome is not None
        return outcome >= target


def headline(
    aims: Sequence[Aim], own: str | None, wording: Wording, doubted: Collection[tuple[str, str]]
) -> str:
    """The newest period in which more than one outcome is known, and own region in it.

    `doubted` are regions and periods whose figures the sources contradict.
    """
    judged = [aim for aim in aims if aim.is_reached is not None]
    if not judged:
        return wording.say(_NOT_JUDGED)
    period = _told_period(judged)
    here = [aim for aim in judged if aim.period == period]
    mine = next((a for a in aims if a.region == own and a.period == period), None)
    reached = [aim for aim in here if aim.is_reached]
    unsure = [aim for aim in reached if (aim.region, aim.period.code) in doubted]
    return wording.say(
        _REACHED,
        k=len(reached),
        n=len(here),
        doubt=_doubt(unsure, wording),
        period=period.label(wording.language),
        own=_own(mine, own, wording),
    )


def _doubt(unsure: Sequence[Aim], wording: Wording) -> str:
    """Where an outcome that reaches its target is itself contradicted, the sentence says so."""
    names = listed([wording.region(aim.region) for aim in unsure], wording.language)
    return wording.say(_DOUBT, regions=names) if unsure else ""


def _told_period(judged: Sequence[Aim]) -> Period:
    periods = sorted({aim.period for aim in judged}, key=lambda p: p.sort_key, reverse=True)
    several = [p for p in periods if sum(aim.period == p for aim in judged) > 1]
    return (several or periods)[0]


def _own(mine: Aim | None, own: str | None, wording: Wording) -> str:
    if own is None:
        return ""
    target, outcome = (mine.target, mine.outcome) if mine else (None, None)
    text = {
        (True, True): _OWN,
        (True, False): _OWN_TARGET,
        (False, True): _OWN_OUTCOME,
        (False, False): _OWN_LACKS,
    }[target is not None, outcome is not None]
    return wording.say(
        text,
        region=wording.region(own),
        target=wording.value(target.figure) if target else "",
        outcome=wording.value(outcome.figure) if outcome else "",
    )


def target_words(aim: Aim, wording: Wording) -> str:
    target, outcome = (
        wording.value(d.figure) if d else wording.say(_UNKNOWN) for d in (aim.target, aim.outcome)
    )
    return wording.say(
        _WORDS,
        period=aim.period.label(wording.language),
        region=wording.region(aim.region),
        target=target,
        outcome=outcome,
    )
