"""A region's answer to a question against those of the others: who is in it, and what it supports.

Pure: cells in, a difference out. A region that was asked otherwise is in no comparison. Words
about it are in `survey_against_words.py`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.views.survey_data import Pooled, SurveyCell, item_of, nation, others, round_of
from warehouse.many_tests import benjamini_hochberg, difference_p_value
from warehouse.queries import Release
from warehouse.robustness import Conclusion, conclusion
from warehouse.statistics import Difference, newcombe
from warehouse.surveys.model import SurveyRound

# What makes an answer comparable: the words of the question and the scale.
Asked = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """One question. `difference` is own region minus the others; None where one of them lacks.

    `unlike` are the regions that asked it with other words or another scale.
    """

    item: str
    mine: SurveyCell | None
    others: Pooled | None
    nation: Pooled | None
    unlike: tuple[str, ...]
    difference: Difference | None

    @property
    def p_value(self) -> float | None:
        if self.mine is None or self.mine.share is None or self.others is None:
            return None
        return difference_p_value(self.mine.share, self.others.share)


def asked_in(one: SurveyRound | None, item: str) -> Asked | None:
    """How a round asked it; None where it did not."""
    found = item_of(one, item) if one else None
    return (found.wording.sv, found.scale) if found else None


def against(
    release: Release, series: str, found: Iterable[SurveyCell], item: str, region: str
) -> Against:
    """`found` are regions' shares of one group and period, of any questions."""
    cells = [cell for cell in found if cell.item == item]
    mine = next((cell for cell in cells if cell.region == region), None)
    said = {c.region: asked_in(round_of(release, series, c), item) for c in cells}
    alike = [c for c in cells if mine is None or said[c.region] == said[region]]
    rest = others(alike, region)
    share = mine.share if mine else None
    return Against(
        item=item,
        mine=mine,
        others=rest,
        nation=nation(alike),
        unlike=tuple(c.region for c in cells if c not in alike),
        difference=newcombe(share, rest.share) if share and rest else None,
    )


def supported(found: Sequence[Against]) -> dict[str, Conclusion]:
    """Item → what the list supports of it, when all its comparisons are held together.

    What cannot be tested is not in it.
    """
    tested = [(one, p) for one in found if (p := one.p_value) is not None]
    findings = benjamini_hochberg([p for _, p in tested]) if tested else ()
    return {
        one.item: _direction(one) if is_finding else Conclusion.NOT_SUPPORTED
        for (one, _), is_finding in zip(tested, findings, strict=True)
    }


def _direction(one: Against) -> Conclusion:
    assert one.difference is not None
    return Conclusion.HIGHER if one.difference.value > 0 else Conclusion.LOWER


def alone(one: Against) -> Conclusion | None:
    """What the comparison supports by itself, by its interval; None where there is none."""
    return conclusion(one.difference) if one.difference else None
