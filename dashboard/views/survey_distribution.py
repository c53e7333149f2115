"""How the answers to a question are distributed: of one cell, or pooled of several.

Only from what is shown. Answers that were merged stay merged, and a pool is as fine as the
coarsest of what it holds. Not for drawing: that is `survey_stacks.py`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum
from statistics import fmean

from dashboard.views.survey_data import SurveyCell
from warehouse.surveys.model import Answer, Merged, Scale
from warehouse.text import Text

# The codes of the answers of a part, in the order of the scale.
Codes = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the answers; several codes where answers are merged. `count` may be rounded."""

    answers: Codes
    label: Text
    count: float
    percent: float

    @property
    def is_merged(self) -> bool:
        return len(self.answers) > 1


@dataclass(frozen=True, slots=True)
class Distribution:
    """All substantive answers to a question, in the order of the scale."""

    scale: Scale
    parts: tuple[Part, ...]
    n: float

    @property
    def codes(self) -> frozenset[Codes]:
        return frozenset(part.answers for part in self.parts)


def distribution(cells: Iterable[SurveyCell], scale: Scale) -> Distribution | None:
    """Of one cell's rows, one for each category; None where it is hidden or not there.

    The shares are those that are published, which may be rounded.
    """
    codes = {scale.category(code): code for code in scale.by_code}
    rows = {
        answers_of(scale, codes[cell.category]): cell
        for cell in cells
        if cell.is_shown and cell.category in codes
    }
    made = _of_counts(scale, {answers: _count(cell) for answers, cell in rows.items()})
    if made is None:
        return None
    parts = tuple(_as_published(part, rows[part.answers]) for part in made.parts)
    return replace(made, parts=parts, n=next(iter(rows.values())).n or made.n)


def _as_published(part: Part, cell: SurveyCell) -> Part:
    return part if cell.value is None else replace(part, percent=cell.value)


def answers_of(scale: Scale, code: str) -> Codes:
    found = scale.by_code[code]
    return found.answers if isinstance(found, Merged) else (found.code,)


def _count(cell: SurveyCell) -> float:
    """How many answered so: as it is published, else from the share."""
    if cell.numerator is not None:
        return cell.numerator
    return (cell.value or 0.0) * (cell.n or 0.0) / 100


def _of_counts(scale: Scale, counts: Mapping[Codes, float]) -> Distribution | None:
    """None where an answer is in no part: the others would then seem to be all there is."""
    n = fsum(counts.values())
    told = sorted(code for answers in counts for code in answers)
    if n <= 0 or told != sorted(answer.code for answer in scale.answers):
        return None
    parts = [
        Part(answers, label_of(scale, answers), count, 100 * count / n)
        for answers, count in sorted(counts.items(), key=lambda pair: _first(scale, pair[0]))
    ]
    return Distribution(scale, tuple(parts), n)


def _first(scale: Scale, answers: Codes) -> int:
    return [answer.code for answer in scale.answers].index(answers[0])


def label_of(scale: Scale, answers: Codes) -> Text:
    """An answer in its own words; merged ones in those that the survey gives them."""
    if len(answers) == 1:
        return scale.by_code[answers[0]].label
    return next(m.label for step in scale.steps for m in step if m.answers == answers)


# ---------------------------------------------------------------- pooled


def pooled_distribution(found: Sequence[Distribution]) -> Distribution | None:
    """Every answer counts the same; the finest step that all of them can be read at.

    None where there is none, where they have different scales, or no such step.
    """
    if not found or len({one.scale for one in found}) > 1:
        return None
    scale = found[0].scale
    step = next((s for s in _steps(scale) if all(_fits(one, s) for one in found)), None)
    if step is None:
        return None
    return _of_counts(scale, {answers: _sum(found, answers) for answers in step})


def _steps(scale: Scale) -> list[tuple[Codes, ...]]:
    """Every answer by itself, then the declared ways to merge them, finest first."""
    whole = tuple((answer.code,) for answer in scale.answers)
    return [whole, *(tuple(merged.answers for merged in step) for step in scale.steps)]


def _fits(one: Distribution, step: Sequence[Codes]) -> bool:
    """Whether each of its parts lies inside one part of the step."""
    return all(any(set(codes) <= set(answers) for answers in step) for codes in one.codes)


def _sum(found: Iterable[Distribution], answers: Codes) -> float:
    return fsum(
        part.count for one in found for part in one.parts if set(part.answers) <= set(answers)
    )


# ---------------------------------------------------------------- places on the scale


def place_of(scale: Scale, answers: Codes) -> float:
    """Where answers stand on the scale, −1 to 1; merged ones in the middle of what they hold.

    The end with the positive answers is 1, so that it is on the same side for every question.
    """
    places = dict(zip((a.code for a in scale.answers), _places(len(scale.answers)), strict=True))
    place = fmean(places[code] for code in answers)
    # The middle is split at zero, so it must not miss it by a rounding error.
    place = 0.0 if abs(place) < 1e-9 else place
    return -place if _is_reversed(scale.answers) else place


def _places(count: int) -> list[float]:
    return [0.0] if count == 1 else [2 * i / (count - 1) - 1 for i in range(count)]


def _is_reversed(answers: Sequence[Answer]) -> bool:
    """Whether the positive answers have the low values."""
    positive = [i for i, answer in enumerate(answers) if answer.is_positive]
    rest = [i for i, answer in enumerate(answers) if not answer.is_positive]
    return bool(positive and rest) and fmean(positive) < fmean(rest)
