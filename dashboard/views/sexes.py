"""Women and men side by side: pairs of figures, their marks and the 40–60 band.

For shares that are composed of women and men, not for answers given by women and by men.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.charts.axis import value_axis
from dashboard.charts.grammar import (
    Band,
    Emphasis,
    Form,
    KeyEntry,
    Mark,
    Point,
    Series,
    ValueAxis,
)
from dashboard.views.figures import Drawn, Figure
from dashboard.views.gaps import no_figure
from dashboard.views.wording import Wording
from warehouse.indicators.model import Direction, Indicator
from warehouse.members import SEXES
from warehouse.text import Text

_BAND: Final = Text("jämn fördelning {low}–{high}\u00a0%", "even split {low}–{high}%")
_MARKS: Final = {"women": Mark.DOT, "men": Mark.OPEN_SQUARE}
_EMPHASES: Final = {"women": Emphasis.WOMEN, "men": Emphasis.MEN}


@dataclass(frozen=True, slots=True)
class Pair:
    """The women's and the men's share of one thing; `men` None where no source gives it."""

    key: str
    label: str
    women: Drawn
    men: Drawn | None


def is_composition(indicator: Indicator) -> bool:
    """Whether an even share of women and men is the aim: then both are shown with the band."""
    return indicator.direction is Direction.CLOSER_TO_TARGET


def partner(women: Figure, chosen: Iterable[Drawn]) -> Drawn | None:
    """The men's figure of the same place from the same source."""
    same = (women.region, women.organisation, women.period, women.group, women.item, women.nature)
    for one in chosen:
        f = one.figure
        if (
            f.sex == "men"
            and f.source == women.source
            and same == (f.region, f.organisation, f.period, f.group, f.item, f.nature)
        ):
            return one
    return None


def is_even(figure: Figure, indicator: Indicator) -> bool:
    """Whether the share lies within the indicator's target, ends included."""
    assert indicator.target is not None
    assert figure.value is not None
    low, high = indicator.target
    return low <= figure.value <= high


def both_series(
    pairs: Sequence[Pair],
    places: Sequence[str],
    wording: Wording,
    emphasis: Emphasis | None = None,
) -> tuple[Series, ...]:
    """A filled mark for women, an open one for men, each with its figure.

    `places` are all the rows: one without a figure keeps a sign. `emphasis` colours both where
    the panel is a region among others; the marks tell the sexes.
    """
    have = {pair.key for pair in pairs}
    gaps = {"women": [no_figure(place) for place in places if place not in have], "men": []}
    women = [(p.key, p.women) for p in pairs]
    men = [(p.key, p.men) for p in pairs if p.men]
    return tuple(
        Series(
            key=sex,
            name=SEXES[sex].of(wording.language),
            form=Form.DOTS,
            emphasis=emphasis or _EMPHASES[sex],
            mark=_MARKS[sex],
            points=(*(_point(key, one, wording) for key, one in found), *gaps[sex]),
        )
        for sex, found in (("women", women), ("men", men))
        if found
    )


def _point(key: str, one: Drawn, wording: Wording) -> Point:
    figure = one.figure
    return Point(
        category=key,
        value=figure.value,
        low=figure.low,
        high=figure.high,
        label=wording.label(figure),
        status=figure.status,
        detail=wording.detail(one),
    )


def band(indicator: Indicator, wording: Wording) -> tuple[Band, ...]:
    assert indicator.target is not None
    low, high = indicator.target
    return (Band(low=low, high=high, label=wording.say(_BAND, low=int(low), high=int(high))),)


def share_axis(pairs: Sequence[Pair], wording: Wording) -> ValueAxis:
    """Even around 50, so that women and men are read alike."""
    shown = [d.figure.value for p in pairs for d in (p.women, p.men) if d]
    reach = max(abs(value - 50) for value in shown if value is not None)
    return value_axis([50 - reach, 50 + reach], wording.unit, wording.language, from_zero=False)


def key_of_marks(wording: Wording, emphasis: Emphasis | None = None) -> tuple[KeyEntry, ...]:
    return tuple(
        KeyEntry(
            label=SEXES[sex].of(wording.language),
            mark=_MARKS[sex],
            emphasis=emphasis or _EMPHASES[sex],
        )
        for sex in ("women", "men")
    )
