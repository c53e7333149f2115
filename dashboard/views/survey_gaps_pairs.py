"""Two groups on the same questions: which pairs a survey has, and the gap in each question.

Only from shares that are shown. Questions with different scales are not compared; the same
question may be worded to suit each group, and then both wordings are kept. Not for words or
drawing (`survey_gaps.py`, `survey_gaps_chart.py`, `survey_gaps_words.py`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Final

from dashboard.views.survey_choices import target_groups
from dashboard.views.survey_data import SurveyCell, cells, item_of, rounds_of
from warehouse.many_tests import benjamini_hochberg, difference_p_value
from warehouse.members import ALL, GROUPS
from warehouse.period import Period, parse_period
from warehouse.queries import Release
from warehouse.statistics import Difference, newcombe
from warehouse.surveys.indicators import Measure
from warehouse.surveys.model import SurveyRound
from warehouse.text import Text

WOMEN_MEN: Final = "women-men"
SEXES_COMPARED: Final = ("women", "men")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Those who are one end of a gap: a group, all of it or one sex."""

    group: str
    sex: str = ALL

    @property
    def key(self) -> str:
        return self.group if self.sex == ALL else self.sex


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One question. `wordings` and `cells` are of the first and the second side.

    `is_found`: the difference holds when every question of the list is tested at once, and its
    own interval leaves out zero.
    """

    item: str
    wordings: tuple[Text, Text]
    cells: tuple[SurveyCell | None, SurveyCell | None]
    difference: Difference | None
    is_found: bool

    @property
    def n(self) -> float | None:
        """The smaller of the two: it decides how many decimals the difference has."""
        known = [cell.n for cell in self.cells if cell is not None and cell.n is not None]
        return min(known, default=None)

    @property
    def is_worded_alike(self) -> bool:
        return self.wordings[0] == self.wordings[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """`other_scale` are wordings of questions left out because their scales differ; `alone` is
    how many questions only the first and only the second side were asked.
    """

    sides: tuple[Side, Side]
    found: tuple[Gap, ...]
    other_scale: tuple[Text, ...]
    alone: tuple[int, int]

    @property
    def tested(self) -> tuple[Gap, ...]:
        return tuple(gap for gap in self.found if gap.difference is not None)


# ---------------------------------------------------------------- which pairs there are


def pair_code(first: str, second: str) -> str:
    return f"{first}-{second}"


def group_pairs(release: Release, series: str, region: str) -> Mapping[str, tuple[str, str]]:
    """Code → two target groups that were asked the same question in the region in one period."""
    return {
        pair_code(*pair): pair
        for pair in combinations(target_groups(release, series), 2)
        if shared_periods(release, series, region, *pair)
    }


def shared_periods(
    release: Release, series: str, region: str, first: str, second: str
) -> tuple[Period, ...]:
    surveys = release.registry.surveys
    ours = [one for one in rounds_of(release, series) if region in one.regions]
    periods = dict.fromkeys(one.period for one in ours if one.group == first)
    both = [
        (code, surveys.round(series, region, first, code), other)
        for code in periods
        if (other := surveys.round(series, region, second, code)) is not None
    ]
    return tuple(
        parse_period(code) for code, one, other in both if one and shared_items(one, other)
    )


def shared_items(one: SurveyRound, other: SurveyRound) -> tuple[str, ...]:
    """Codes that both rounds ask, on the same scale."""
    return tuple(
        item.code
        for item in one.items
        if item_of(other, item.code) and one.scale_of[item.code] == other.scale_of[item.code]
    )


@lru_cache(maxsize=64)
def told_by_sex(release: Release, series: str, region: str) -> Mapping[str, tuple[Period, ...]]:
    """Group → periods in which its answers are told apart by sex, in the order of groups."""
    found = cells(release, series, Measure.SHARE_POSITIVE, region=region, sex=SEXES_COMPARED)
    by_group: dict[str, dict[Period, None]] = {}
    for cell in found:
        by_group.setdefault(cell.group, {})[cell.period] = None
    return {code: tuple(by_group[code]) for code in _with_target_first(release, series, by_group)}


def _with_target_first(release: Release, series: str, have: Mapping[str, object]) -> list[str]:
    """Target groups, each with its programmes behind it."""
    ordered: dict[str, None] = {}
    for target in target_groups(release, series):
        rounds = [one for one in rounds_of(release, series) if one.group == target]
        subgroups = {code for one in rounds for code in one.subgroups}
        ordered |= dict.fromkeys((target, *(code for code in GROUPS if code in subgroups)))
    return [code for code in ordered if code in have]


# ---------------------------------------------------------------- the gaps


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """The place and time of a comparison; `organisation` ALL is the whole region."""

    series: str
    region: str
    organisation: str
    period: Period


def gaps(release: Release, where: Where, sides: tuple[Side, Side]) -> Gaps | None:
    """Every question that both sides were asked; None where one of them has no round."""
    surveys = release.registry.surveys
    rounds = [
        surveys.round(where.series, where.region, side.group, where.period.code) for side in sides
    ]
    one, other = rounds
    if one is None or other is None:
        return None
    shared = shared_items(one, other)
    drawn = _cells_of(release, where, sides)
    pairs = [(drawn.get((sides[0], code)), drawn.get((sides[1], code))) for code in shared]
    asked = [(_wording(one, code), _wording(other, code)) for code in shared]
    both = {item.code for item in one.items} & {item.code for item in other.items}
    return Gaps(
        sides=sides,
        found=_tested(shared, asked, pairs),
        other_scale=tuple(i.wording for i in one.items if i.code in both - set(shared)),
        alone=(len(one.items) - len(both), len(other.items) - len(both)),
    )


def _wording(one: SurveyRound, code: str) -> Text:
    item = item_of(one, code)
    assert item is not None
    return item.wording


def _cells_of(
    release: Release, where: Where, sides: tuple[Side, Side]
) -> dict[tuple[Side, str], SurveyCell]:
    found = cells(
        release,
        where.series,
        Measure.SHARE_POSITIVE,
        region=where.region,
        organisation=where.organisation,
        period=where.period.code,
        group={side.group for side in sides},
        sex={side.sex for side in sides},
    )
    return {(Side(group=cell.group, sex=cell.sex), cell.item): cell for cell in found}


_Cells = tuple[SurveyCell | None, SurveyCell | None]


def _tested(
    codes: Sequence[str], wordings: Sequence[tuple[Text, Text]], pairs: Sequence[_Cells]
) -> tuple[Gap, ...]:
    """Each with its difference; those that hold among all of them are marked."""
    tests = {code: found for code, pair in zip(codes, pairs, strict=True) if (found := _test(pair))}
    held = benjamini_hochberg([p for _, p in tests.values()]) if tests else ()
    is_held = dict(zip(tests, held, strict=True))
    return tuple(
        Gap(
            item=code,
            wordings=wording,
            cells=pair,
            difference=tests[code][0] if code in tests else None,
            is_found=is_held.get(code, False) and tests[code][0].is_supported,
        )
        for code, wording, pair in zip(codes, wordings, pairs, strict=True)
    )


def _test(pair: _Cells) -> tuple[Difference, float] | None:
    """The first minus the second, and how easily chance gives as much."""
    first, second = (cell.share if cell is not None else None for cell in pair)
    if first is None or second is None:
        return None
    return newcombe(first, second), difference_p_value(first, second)
