"""The line under a chart: who, how many, what kind of uncertainty, which source."""

from collections.abc import Sequence
from typing import Final

from dashboard.views.figures import Drawn, Figure, is_national, stands_for_region
from dashboard.views.wording import Wording, listed
from warehouse.indicators.model import Indicator, RepresentedBy, Topic, Uncertainty
from warehouse.members import ALL
from warehouse.text import Text
from warehouse.units import PERCENT

_EVERYBODY_INVITED: Final = Text(
    "Alla inbjudna är räknade, därför inget slumpintervall.",
    "Everybody invited is counted, so there is no sampling interval.",
)
UNCERTAINTY: Final = {
    Uncertainty.COUNTED: Text(
        "Alla är räknade, därför inget slumpintervall.",
        "Everybody is counted, so there is no sampling interval.",
    ),
    Uncertainty.ANSWERS: Text(
        "Bygger på dem som svarade; osäkerheten är inte känd.",
        "Rests on those who answered; the uncertainty is not known.",
    ),
    Uncertainty.ESTIMATED: Text(
        "Skattat med en metod som har egna fel.", "Estimated by a method with errors of its own."
    ),
}
_WITH_INTERVAL: Final = Text(
    "Bygger på dem som svarade; strecken visar 95 % konfidensintervall.",
    "Rests on those who answered; the bars are 95% confidence intervals.",
)
_DENOMINATORS: Final = Text("Underlag{some}: {range} {what}.", "Base{some}: {range} {what}.")
_BASES: Final = Text("n\u00a0=\u00a0{range}{some}.", "n\u00a0=\u00a0{range}{some}.")
# Of a response rate: beside those invited, n could be either.
_ANSWERS: Final = Text("Svar{some}: {range}.", "Answers{some}: {range}.")
_WHERE_STATED: Final = Text(", där det är angivet", ", where stated")
_NO_BASE: Final = Text("Källan anger inte antalet.", "The source does not give the number.")


def note(chosen: Sequence[Drawn], wording: Wording) -> str:
    """Who, how many, what kind of uncertainty, which source."""
    named = [d.figure for d in chosen if d.figure.status == "ok"]
    parts = [
        _whose(named, wording),
        _how_many(named, wording),
        _how_sure(named, wording),
        _source_words(named, wording),
    ]
    return " ".join(part for part in parts if part)


def _whose(found: Sequence[Figure], wording: Wording) -> str:
    groups = sorted({f.group for f in found if f.group != ALL}, key=wording.indicator.groups.index)
    names = [
        wording.group_inside(code) if i else wording.group(code) for i, code in enumerate(groups)
    ]
    by_university = wording.indicator.represented_by is RepresentedBy.UNIVERSITY and any(
        stands_for_region(f, wording.indicator) for f in found
    )
    whole = wording.say(Text("Regionens universitet.", "The region's university."))
    joined = f"{listed(names, wording.language)}." if names and len(names) <= 4 else ""
    return f"{joined} {whole}".strip() if by_university else joined


def _how_many(found: Sequence[Figure], wording: Wording) -> str:
    """Ranges over the regions, or over the nation alone; silent for plain counts.

    Says so where the number stands for some of the figures only.
    """
    found = [f for f in found if not is_national(f)] or found
    wholes = [f.denominator for f in found if f.denominator is not None]
    bases = [f.base for f in found if f.base is not None and f.base != f.denominator]
    indicator = wording.indicator
    said = []
    if wholes and indicator.denominator and indicator.unit is PERCENT:
        what = indicator.denominator.of(wording.language)
        some = _for_some(len(wholes), found, wording)
        said.append(wording.say(_DENOMINATORS, range=_range(wholes, wording), what=what, some=some))
    if bases:
        some = _for_some(len(bases), found, wording)
        text = _ANSWERS if _counts_answers(indicator) else _BASES
        said.append(wording.say(text, range=_range(bases, wording), some=some))
    if not said and indicator.denominator is not None and indicator.unit is PERCENT:
        said.append(wording.say(_NO_BASE))
    return " ".join(said)


def _for_some(count: int, found: Sequence[Figure], wording: Wording) -> str:
    return wording.say(_WHERE_STATED) if count < len(found) else ""


def _range(values: Sequence[float], wording: Wording) -> str:
    low, high = min(values), max(values)
    return wording.count(low) if low == high else f"{wording.count(low)}–{wording.count(high)}"


def _how_sure(found: Sequence[Figure], wording: Wording) -> str:
    indicator = wording.indicator
    if any(f.low is not None for f in found) and indicator.uncertainty is Uncertainty.ANSWERS:
        return wording.say(_WITH_INTERVAL)
    if indicator.uncertainty is Uncertainty.COUNTED and indicator.unit is not PERCENT:
        return ""
    return wording.say(certainty(indicator))


def certainty(indicator: Indicator) -> Text:
    """What kind of uncertainty its figures have. A response rate counts everybody invited."""
    return _EVERYBODY_INVITED if _counts_answers(indicator) else UNCERTAINTY[indicator.uncertainty]


def _counts_answers(indicator: Indicator) -> bool:
    """Whether it is a response rate."""
    is_share = indicator.topic is Topic.SURVEYS and indicator.unit is PERCENT
    return is_share and indicator.uncertainty is Uncertainty.COUNTED


def _source_words(found: Sequence[Figure], wording: Wording) -> str:
    shorts = list(dict.fromkeys(f.publication.short.of(wording.language) for f in found))
    if not shorts:
        return ""
    shown = listed(shorts[:3], wording.language)
    more = wording.say(Text(" med flera", " and others")) if len(shorts) > 3 else ""
    label = Text("Källa", "Source") if len(shorts) == 1 else Text("Källor", "Sources")
    return f"{wording.say(label)}: {shown}{more}."
