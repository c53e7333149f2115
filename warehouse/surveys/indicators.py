"""The indicators of a series of surveys, made from its rounds. One list of measures, no more.

Raises RegistryError where rounds of a series contradict each other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Final

from warehouse.indicators.model import (
    Direction,
    Indicator,
    Pooling,
    RepresentedBy,
    SeriesBreak,
    Topic,
    Uncertainty,
)
from warehouse.members import ALL
from warehouse.period import parse_period
from warehouse.surveys.model import Comparability, Merged, Scale, SurveyRound
from warehouse.text import Text
from warehouse.units import INDEX_POINTS, MEAN_SCORE, PERCENT, RATIO, Unit


class Measure(StrEnum):
    """What is computed of a survey; with the id of a series it is the id of an indicator."""

    RESPONSE_RATE = "response_rate"
    SHARE_POSITIVE = "share_positive"
    DISTRIBUTION = "distribution"
    MEAN = "mean"
    STANDARD_DEVIATION = "standard_deviation"
    THEME_INDEX = "theme_index"
    DESIGN_EFFECT = "design_effect"
    REPRESENTATIVENESS = "representativeness"


def indicator_id(series: str, measure: Measure) -> str:
    return f"{series}_{measure.value}"


# What the representativeness of a round is told apart by, beside the whole of it.
PARTIAL: Final[Mapping[str, Text]] = {
    ALL: Text("alla", "all"),
    "by_sex": Text("efter kön", "by sex"),
    "by_group": Text("efter utbildning", "by programme"),
    "by_organisation": Text("efter enhet", "by unit"),
}


@dataclass(frozen=True, slots=True)
class _About:
    """What a measure is; `title` and `definition` are completed with the title of the series."""

    title: Text
    definition: Text
    unit: Unit
    direction: Direction
    denominator: Text | None
    uncertainty: Uncertainty
    pooling: Pooling
    valid_range: tuple[float | None, float | None]


_ABOUT: Final[Mapping[Measure, _About]] = {
    Measure.RESPONSE_RATE: _About(
        Text("Svarsfrekvens, {series}", "Response rate, {series}"),
        Text("Andel av de inbjudna som svarade på enkäten, av dem som kunde svara.",
             "Share of those invited who answered the survey, of those who could answer."),
        PERCENT, Direction.HIGHER,
        Text("inbjudna utan dem som man vet inte hörde till målgruppen",
             "invited, without those known not to belong to the target group"),
        Uncertainty.COUNTED, Pooling.WEIGHTED, (0.0, 100.0),
    ),
    Measure.SHARE_POSITIVE: _About(
        Text("Andel positiva svar, {series}", "Share of positive answers, {series}"),
        Text("Andel av svaren på frågan som enligt frågans skala räknas som positiva.",
             "Share of the answers to the question that its scale counts as positive."),
        PERCENT, Direction.HIGHER,
        Text("svar på frågan, utan ”ej aktuellt”", "answers to the question, without “does not"
             " apply”"),
        Uncertainty.ANSWERS, Pooling.WEIGHTED, (0.0, 100.0),
    ),
    Measure.DISTRIBUTION: _About(
        Text("Svarsfördelning, {series}", "Distribution of answers, {series}"),
        Text("Andel av svaren på frågan som är det angivna svarsalternativet.",
             "Share of the answers to the question that are the named answer."),
        PERCENT, Direction.NO_JUDGEMENT,
        Text("svar på frågan, utan ”ej aktuellt”", "answers to the question, without “does not"
             " apply”"),
        Uncertainty.ANSWERS, Pooling.WEIGHTED, (0.0, 100.0),
    ),
    Measure.MEAN: _About(
        Text("Medelvärde på skalan, {series}", "Mean on the scale, {series}"),
        Text("Medelvärdet av svarens plats på frågans skala.",
             "The mean of the answers' places on the scale of the question."),
        MEAN_SCORE, Direction.NO_JUDGEMENT,
        Text("svar på frågan, utan ”ej aktuellt”", "answers to the question, without “does not"
             " apply”"),
        Uncertainty.ANSWERS, Pooling.NOT_POOLABLE, (None, None),
    ),
    Measure.STANDARD_DEVIATION: _About(
        Text("Standardavvikelse på skalan, {series}", "Standard deviation on the scale, {series}"),
        Text("Hur långt svaren ligger från sitt medelvärde på frågans skala.",
             "How far the answers lie from their mean on the scale of the question."),
        MEAN_SCORE, Direction.NO_JUDGEMENT,
        Text("svar på frågan, utan ”ej aktuellt”", "answers to the question, without “does not"
             " apply”"),
        Uncertainty.ANSWERS, Pooling.NOT_POOLABLE, (0.0, None),
    ),
    Measure.THEME_INDEX: _About(
        Text("Temaindex, {series}", "Theme index, {series}"),
        Text("Medelvärdet av personernas index: 0 är det sämsta svaret på alla temats frågor,"
             " 100 det bästa. En person räknas om hen svarat på tillräckligt många av dem.",
             "The mean of the persons' indices: 0 is the worst answer to all questions of the"
             " theme, 100 the best. A person counts who answered enough of them."),
        INDEX_POINTS, Direction.HIGHER,
        Text("personer med tillräckligt många svar", "persons with enough answers"),
        Uncertainty.ANSWERS, Pooling.NOT_POOLABLE, (0.0, 100.0),
    ),
    Measure.DESIGN_EFFECT: _About(
        Text("Vägningens effekt, {series}", "Design effect, {series}"),
        Text("Hur många gånger större variansen blir av att svaren vägs till de inbjudna; 1 är"
             " ingen skillnad.",
             "By how many times the variance grows when answers are weighted to those invited; 1"
             " is no difference."),
        RATIO, Direction.NO_JUDGEMENT, None,
        Uncertainty.COUNTED, Pooling.NOT_POOLABLE, (1.0, None),
    ),
    Measure.REPRESENTATIVENESS: _About(
        Text("Representativitet, {series}", "Representativeness, {series}"),
        Text("R-indikator: 1 om alla delar av de inbjudna svarade lika ofta, lägre ju mer de"
             " skiljer sig. Delarna visar vilken indelning som skiljer mest; där är 0"
             " ingen skillnad.",
             "R-indicator: 1 where all parts of those invited answered equally often, lower the"
             " more they differ. The parts show which division differs most; there 0 means none."),
        RATIO, Direction.HIGHER, None,
        Uncertainty.COUNTED, Pooling.NOT_POOLABLE, (0.0, 1.0),
    ),
}  # fmt: skip


def survey_indicators(rounds: Iterable[SurveyRound]) -> list[Indicator]:
    """Every measure of every series; the rounds of a series are known to agree."""
    ordered = sorted(rounds, key=lambda one: one.series)
    return [
        _indicator(series, measure, list(found))
        for series, group in groupby(ordered, key=lambda one: one.series)
        for found in [sorted(group, key=lambda one: parse_period(one.period).sort_key)]
        for measure in Measure
    ]


def _indicator(series: str, measure: Measure, rounds: Sequence[SurveyRound]) -> Indicator:
    about, name = _ABOUT[measure], rounds[-1].series_title
    return Indicator(
        id=indicator_id(series, measure),
        topic=Topic.SURVEYS,
        title=Text(about.title.sv.format(series=name.sv), about.title.en.format(series=name.en)),
        definition=about.definition,
        unit=about.unit,
        direction=about.direction,
        target=None,
        denominator=about.denominator,
        pooling=about.pooling,
        valid_range=about.valid_range,
        smallest_base=max(one.smallest_group for one in rounds),
        uncertainty=about.uncertainty,
        represented_by=RepresentedBy.REGION,
        groups=tuple(dict.fromkeys(code for one in rounds for code in one.groups)),
        items=_items(measure, rounds),
        categories=_categories(measure, rounds),
        breaks=tuple(_breaks(measure, rounds)),
    )


def _items(measure: Measure, rounds: Sequence[SurveyRound]) -> dict[str, Text]:
    """As the latest round words them, in the order of the latest round; older ones behind."""
    match measure:
        case Measure.RESPONSE_RATE | Measure.DESIGN_EFFECT:
            return {ALL: PARTIAL[ALL]}
        case Measure.REPRESENTATIVENESS:
            return dict(PARTIAL)
        case Measure.THEME_INDEX:
            themes = {t.code: t.title for one in reversed(rounds) for t in reversed(one.themes)}
            return dict(reversed(themes.items())) or {ALL: PARTIAL[ALL]}
        case _:
            found: dict[str, Text] = {}
            for one in reversed(rounds):
                for item in one.items:
                    found.setdefault(item.code, item.wording)
            return found


def _categories(measure: Measure, rounds: Sequence[SurveyRound]) -> dict[str, Text]:
    """Of a distribution every answer and merged answer; ALL where all of it is hidden."""
    found = {ALL: PARTIAL[ALL]}
    if measure is Measure.DISTRIBUTION:
        for one in rounds:
            for scale in one.scales:
                found |= {scale.category(code): x.label for code, x in scale.by_code.items()}
    return found


_CHANGED: Final[Mapping[Comparability, Text]] = {
    Comparability.CHANGED_WORDING: Text("Ändrad fråga", "Changed question"),
    Comparability.CHANGED_SCALE: Text("Ändrad skala", "Changed scale"),
}
# What a changed question or scale says something about.
_BY_ITEM: Final = frozenset(
    {Measure.SHARE_POSITIVE, Measure.DISTRIBUTION, Measure.MEAN, Measure.STANDARD_DEVIATION}
)


def _breaks(measure: Measure, rounds: Sequence[SurveyRound]) -> Iterator[SeriesBreak]:
    for one in rounds:
        for region in one.regions:
            before = _before(one, region, rounds)
            if before is None:
                continue
            if one.series_break is not None:
                yield from _round_breaks(one, region, before)
            if measure in _BY_ITEM:
                yield from _item_breaks(one, region, before)


def _before(one: SurveyRound, region: str, rounds: Sequence[SurveyRound]) -> SurveyRound | None:
    """The latest earlier round of the same region and target group."""
    start = parse_period(one.period).sort_key
    earlier = [
        other
        for other in rounds
        if other.group == one.group
        and region in other.regions
        and parse_period(other.period).sort_key < start
    ]
    return earlier[-1] if earlier else None


def _round_breaks(one: SurveyRound, region: str, before: SurveyRound) -> Iterator[SeriesBreak]:
    assert one.series_break is not None
    for group in one.groups:
        yield SeriesBreak(
            region=region, group=group, item=None, before=before.period, after=one.period,
            title=one.series_break.title, reason=one.series_break.reason, source=one.source,
        )  # fmt: skip


def _item_breaks(one: SurveyRound, region: str, before: SurveyRound) -> Iterator[SeriesBreak]:
    asked_before = {item.code for item in before.items}
    for item in one.items:
        if item.reason is None or item.code not in asked_before:
            continue
        for group in one.groups:
            yield SeriesBreak(
                region=region, group=group, item=item.code, before=before.period,
                after=one.period, title=_CHANGED[item.comparability], reason=item.reason,
                source=one.source,
            )  # fmt: skip


# ---------------------------------------------------------------- rounds that contradict


def contradicting(rounds: Iterable[SurveyRound]) -> Iterator[tuple[str, str]]:
    """Id of a round and why it does not fit the others of its series."""
    ordered = sorted(rounds, key=lambda found: parse_period(found.period).sort_key)
    yield from _told_twice(ordered)
    yield from _other_scales(ordered)
    yield from _unsaid_changes(ordered)


def _told_twice(rounds: Iterable[SurveyRound]) -> Iterator[tuple[str, str]]:
    seen: dict[tuple[str, ...], str] = {}
    ids = [one.id for one in rounds]
    for one in rounds:
        if ids.count(one.id) > 1:
            yield one.id, "two instruments have this id: give each its own"
        for place, said in _places(one):
            if seen.setdefault(place, one.id) != one.id:
                yield one.id, f"{said} is what the survey '{seen[place]}' is about already"


def _other_scales(rounds: Iterable[SurveyRound]) -> Iterator[tuple[str, str]]:
    scales: dict[tuple[str, str], Scale] = {}
    for one in rounds:
        for scale in one.scales:
            if scales.setdefault((one.series, scale.id), scale) != scale:
                yield (
                    one.id,
                    f"the scale '{scale.id}' is another in an earlier round of the series"
                    f" '{one.series}': give it another id",
                )


def _unsaid_changes(rounds: Iterable[SurveyRound]) -> Iterator[tuple[str, str]]:
    """An item that has another scale than before, and does not say so."""
    before: dict[tuple[str, ...], str] = {}
    for one in rounds:
        for region in one.regions:
            for item in one.items:
                place = (one.series, region, one.group, item.code)
                is_said = item.comparability in {Comparability.CHANGED_SCALE, Comparability.NEW}
                if before.get(place, item.scale) != item.scale and not is_said:
                    yield (
                        one.id,
                        f"the item '{item.code}' had the scale '{before[place]}' in the round"
                        ' before: say comparability = "changed_scale", or give it another code',
                    )
                before[place] = item.scale


def _places(one: SurveyRound) -> Iterator[tuple[tuple[str, ...], str]]:
    for region in one.regions:
        for group in one.groups:
            key = (one.series, region, group, one.period)
            yield key, f"'{group}' in '{region}' in {one.period}, series '{one.series}',"


def merged_of(scale: Scale, code: str) -> tuple[str, ...]:
    """The codes of the answers that a category of the scale stands for."""
    found = scale.by_code[code]
    return found.answers if isinstance(found, Merged) else (found.code,)
