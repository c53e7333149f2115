"""What is said of a region against the others on a question: a sentence, and cells of a table.

A difference is called higher or lower only where its test says so. Not for the test itself.
"""

from typing import Final

from dashboard.charts.numbers import change, number
from dashboard.charts.signs import STATUS_SIGNS
from dashboard.views.model import Cell
from dashboard.views.survey_against import Against
from dashboard.views.survey_data import Pooled, SurveyCell
from dashboard.views.survey_words import (
    bare_percent,
    cell_label,
    interval_words,
    region_name,
    share_words,
    whole_number,
)
from dashboard.views.wording import listed
from warehouse.robustness import Conclusion
from warehouse.statistics import Share, decimals_supported, wilson
from warehouse.text import Language, Text
from warehouse.units import PERCENT

VERDICTS: Final = {
    Conclusion.HIGHER: Text("högre", "higher"),
    Conclusion.LOWER: Text("lägre", "lower"),
    Conclusion.NOT_SUPPORTED: Text("går inte att skilja åt", "cannot be told apart"),
}
NOT_TESTED: Final = Text("inte prövad", "not tested")
_TO: Final = Text("{low} till {high}", "{low} to {high}")
_HIGHER: Final = Text(
    "{place} har {value} positiva svar, {points} högre än övriga regioner ({ends}).",
    "{place} has {value} positive answers, {points} higher than the other regions ({ends}).",
)
_LOWER: Final = Text(
    "{place} har {value} positiva svar, {points} lägre än övriga regioner ({ends}).",
    "{place} has {value} positive answers, {points} lower than the other regions ({ends}).",
)
_NOT_SUPPORTED: Final = Text(
    "{place} har {value} positiva svar och övriga regioner {others}; skillnaden kan vara slump"
    " ({ends}).",
    "{place} has {value} positive answers and the other regions {others}; the difference may be"
    " chance ({ends}).",
)
_SENTENCES: Final = {
    Conclusion.HIGHER: _HIGHER,
    Conclusion.LOWER: _LOWER,
    Conclusion.NOT_SUPPORTED: _NOT_SUPPORTED,
}
_ALONE: Final = Text(
    "{place} har {value} positiva svar; ingen annan region har ett värde att jämföra med.",
    "{place} has {value} positive answers; no other region has a figure to compare with.",
)
_HIDDEN: Final = Text(
    "Svaren i {place} visas inte, för att skydda dem som svarade.",
    "The answers of {place} are not shown, to protect those who answered.",
)
_ABSENT: Final = Text("{place} har inget svar på frågan.", "{place} has no answer to the question.")
_UNLIKE: Final = Text(
    "Frågan ställdes med andra ord eller annan skala i {regions}; de är inte med i jämförelsen.",
    "The question had other words or another scale in {regions}, which are left out of the"
    " comparison.",
)
_HIDDEN_OTHERS: Final = Text(
    "Visas inte i {regions}, för att skydda dem som svarade; inte med bland övriga regioner.",
    "Not shown in {regions}, to protect those who answered; not among the other regions.",
)


def quoted(text: str, language: Language) -> str:
    return Text("”{}”", "“{}”").of(language).format(text)


def sentence_about(one: Against, place: str, verdict: Conclusion | None, how: Language) -> str:
    """The conclusion with its figures; `verdict` None where nothing was compared."""
    if one.mine is None:
        return _ABSENT.of(how).format(place=place)
    share = one.mine.share
    if share is None:
        return _HIDDEN.of(how).format(place=place)
    if one.difference is None or one.others is None or verdict is None:
        return _ALONE.of(how).format(place=place, value=share_words(share, how))
    return (
        _SENTENCES[verdict]
        .of(how)
        .format(
            place=place,
            value=share_words(share, how),
            others=share_words(one.others.share, how),
            points=_points(one, how),
            ends=difference_interval(one, how),
        )
    )


def _points(one: Against, language: Language) -> str:
    """Without its sign, which the sentence says in words."""
    assert one.difference is not None
    decimals = decimals_supported(_least(one))
    return change(abs(100 * one.difference.value), PERCENT, language, decimals=decimals).lstrip("+")


def difference_interval(one: Against, language: Language) -> str:
    """ "95 % intervall +1,2 till +9,8"."""
    if one.difference is None:
        return ""
    words = Text("95 % intervall {ends}", "95% interval {ends}").of(language)
    return words.format(ends=ends_of_difference(one, language))


def ends_of_difference(one: Against, language: Language) -> str:
    if one.difference is None:
        return ""
    low, high = (
        _signed(100 * end, _least(one), language)
        for end in (one.difference.interval.low, one.difference.interval.high)
    )
    return _TO.of(language).format(low=low, high=high)


def _signed(value: float, n: float | None, language: Language) -> str:
    return number(
        value, PERCENT, language, decimals=decimals_supported(n), signed=True, with_unit=False
    )


def _least(one: Against) -> float | None:
    """A difference has no more decimals than the smaller of its two bases supports."""
    bases = [s.n for s in (_share(one.mine), _share(one.others)) if s]
    return min(bases) if bases else None


def _share(found: SurveyCell | Pooled | None) -> Share | None:
    return found.share if found else None


def left_out_words(one: Against, language: Language) -> tuple[str, ...]:
    """Which regions are not in the comparison, and why."""
    hidden = [cell.region for cell in one.others.left_out] if one.others else []
    said = ((_UNLIKE, one.unlike), (_HIDDEN_OTHERS, hidden))
    return tuple(
        text.of(language).format(regions=_regions(codes, language)) for text, codes in said if codes
    )


def _regions(codes: tuple[str, ...] | list[str], language: Language) -> str:
    return listed([region_name(code, language) for code in dict.fromkeys(codes)], language)


# ---------------------------------------------------------------- cells of tables


def share_cell(cell: SurveyCell | None, language: Language) -> Cell:
    if cell is None:
        return Cell(text="")
    return Cell(text=cell_label(cell, language), value=cell.value if cell.is_shown else None)


def pooled_cell(found: Pooled | None, language: Language) -> Cell:
    if found is None:
        return Cell(text="")
    value = 100 * found.share.value
    return Cell(text=bare_percent(value, found.share.n, language), value=value)


def ends_cell(low: float | None, high: float | None, n: float | None, language: Language) -> Cell:
    """An interval or bounds, with the decimals that n supports."""
    if low is None or high is None:
        return Cell(text="")
    decimals = decimals_supported(n)
    return Cell(text=interval_words(round(low, decimals), round(high, decimals), language))


def share_ends(share: Share | None, language: Language) -> Cell:
    """Wilson's interval, in per cent."""
    found = wilson(share) if share else None
    if share is None or found is None:
        return Cell(text="")
    return ends_cell(100 * found.low, 100 * found.high, share.n, language)


def bounds_cell(cell: SurveyCell | None, language: Language) -> Cell:
    if cell is None:
        return Cell(text="")
    return ends_cell(cell.bound_low, cell.bound_high, cell.n, language)


def interval_cell(cell: SurveyCell | None, language: Language) -> Cell:
    if cell is None:
        return Cell(text="")
    return ends_cell(cell.low, cell.high, cell.n, language)


def n_cell(n: float | None, language: Language) -> Cell:
    return Cell(text="" if n is None else whole_number(n, language), value=n)


def difference_cell(one: Against, language: Language) -> Cell:
    if one.difference is None:
        return Cell(text="")
    value = 100 * one.difference.value
    return Cell(text=_signed(value, _least(one), language), value=value)


def verdict_cell(verdict: Conclusion | None, language: Language) -> Cell:
    return Cell(text=(VERDICTS[verdict] if verdict else NOT_TESTED).of(language))


def positive_note(cell: SurveyCell | None, language: Language) -> str:
    """At the right of a row, in whole per cent: "76 %", or the sign of why not."""
    if cell is None:
        return STATUS_SIGNS["missing"]
    share = cell.share
    return cell_label(cell, language) if share is None else whole_percent(share, language)


def whole_percent(share: Share, language: Language) -> str:
    return number(100 * share.value, PERCENT, language, decimals=0)


def n_note(cell: SurveyCell | None, language: Language) -> str:
    share = cell.share if cell else None
    return whole_number(share.n, language) if share else ""
