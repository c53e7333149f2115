"""What is said about gaps: names, the sentences of a question, headline, note and conclusions.

Only a difference that holds among all that are tested is called one. Not for what is compared
(`survey_gaps_pairs.py`).
"""

from typing import Final

from dashboard.charts.numbers import number
from dashboard.views.choices import sentence_case
from dashboard.views.survey_gaps_pairs import Gap, Gaps, Side
from dashboard.views.survey_intervals import cell_interval, supported_interval
from dashboard.views.survey_words import (
    cell_words,
    counts_of,
    difference_words,
    whole_number,
)
from dashboard.views.wording import listed, sentence
from warehouse.members import GROUPS, SEXES
from warehouse.statistics import decimals_supported
from warehouse.text import Language, Text
from warehouse.units import PERCENT

MAY: Final = Text(
    "Att de två grupperna har svarat olika på en fråga, när skillnaden är säkerställd också sedan"
    " alla frågor i listan har prövats samtidigt.",
    "That the two groups answered a question differently, when the difference is supported also"
    " after all questions of the list have been tested at once.",
)
MAY_NOT: Final = Text(
    "Varför de svarat olika eller vem som har rätt. Att ingen skillnad är säkerställd betyder"
    " inte att grupperna är lika: med få svar syns bara stora skillnader. De som inte svarade"
    " kan tycka annorlunda än de som gjorde det.",
    "Why they answered differently, or who is right. That no difference is supported does not mean"
    " that the groups are alike: with few answers only large differences are seen. Those who did"
    " not answer may think differently from those who did.",
)
SHORT: Final = Text(
    "En säkerställd skillnad säger att grupperna svarat olika, inte varför; att ingen är"
    " säkerställd säger inte att de är lika.",
    "A supported difference says that the groups answered differently, not why; that none is"
    " supported does not say that they are alike.",
)
ROUNDED: Final = Text(
    "Andelar och skillnader avrundas var för sig, så skillnaden kan avvika med en enhet i sista"
    " siffran från vad de avrundade andelarna ger.",
    "Shares and differences are rounded one by one, so a difference may be one unit of the last"
    " digit from what the rounded shares give.",
)


def side_name(side: Side, language: Language) -> str:
    """Inside a sentence: "studenter", "kvinnor"."""
    return _side_text(side).of(language)


def _side_text(side: Side) -> Text:
    return SEXES[side.sex] if side.sex in ("women", "men") else GROUPS[side.group]


# ---------------------------------------------------------------- one question

_OF_SIDE: Final = Text("{side}: {value} ({counts})", "{side}: {value} ({counts})")
_PERCENT_POINTS: Final = Text("procentenheter", "percentage points")
_WITH_INTERVAL: Final = Text("{difference} ({interval})", "{difference} ({interval})")
_HOLDS: Final = Text("säkerställd skillnad", "supported difference")
_CHANCE: Final = Text("kan vara slump", "may be chance")


def detail_of_side(gap: Gap, at: int, language: Language) -> tuple[str, ...]:
    """The hover box of one end: the question as this side was asked, and its share."""
    cell = gap.cells[at]
    assert cell is not None
    counts = (
        counts_of(cell.numerator, cell.denominator, language)
        if cell.numerator is not None and cell.denominator is not None
        else ""
    )
    side = Side(group=cell.group, sex=cell.sex)
    name = sentence_case(side_name(side, language))
    said = _OF_SIDE.of(language).format(side=name, value=cell_words(cell, language), counts=counts)
    wording = sentence_case(gap.wordings[at].of(language))
    return tuple(line for line in (wording, said, cell_interval(cell, language)) if line)


def detail_of_gap(found: Gaps, gap: Gap, language: Language) -> tuple[str, ...]:
    return (sentence_case(gap.wordings[0].of(language)), _both(found, gap, language))


def points(gap: Gap, language: Language) -> str:
    """ "+4 procentenheter (−1 till 9)"; the whole interval, and whether it holds."""
    return f"{difference_and_interval(gap, language)}, {verdict(gap, language)}"


def difference_and_interval(gap: Gap, language: Language) -> str:
    assert gap.difference is not None
    difference = difference_words(gap.difference, gap.n, language)
    return _WITH_INTERVAL.of(language).format(
        difference=difference, interval=gap_interval(gap, language)
    )


def bare_difference(gap: Gap, language: Language) -> str:
    """At a mark and in a table, whose heading has the unit: "+4,1"."""
    assert gap.difference is not None
    decimals = decimals_supported(gap.n)
    value = 100 * gap.difference.value
    return number(value, PERCENT, language, decimals=decimals, signed=True, with_unit=False)


def gap_interval(gap: Gap, language: Language) -> str:
    """With as many decimals as the smaller side supports."""
    assert gap.difference is not None
    ends = (100 * gap.difference.interval.low, 100 * gap.difference.interval.high)
    return supported_interval(*ends, gap.n, language, with_unit=False)


def verdict(gap: Gap, language: Language) -> str:
    return (_HOLDS if gap.is_found else _CHANCE).of(language)


def _both(found: Gaps, gap: Gap, language: Language) -> str:
    said = [
        f"{side_name(side, language)} {cell_words(cell, language)}"
        for side, cell in zip(found.sides, gap.cells, strict=True)
        if cell is not None
    ]
    return sentence_case(", ".join(said))


# ---------------------------------------------------------------- the whole

_NONE: Final = Text(
    "Ingen skillnad mellan {first} och {second} {place} är säkerställd när {m} frågor prövas"
    " samtidigt",
    "No difference between {first} and {second} {place} is supported when {m} questions are"
    " tested at once",
)
_NONE_OF_ONE: Final = Text(
    "Skillnaden mellan {first} och {second} {place} kan vara slump på den enda fråga som kan"
    " jämföras",
    "The difference between {first} and {second} {place} may be chance on the only question that"
    " can be compared",
)
_OFTENER: Final = Text(
    "{first} {place} svarar oftare positivt än {second} på {k}",
    "{first} {place} answer positively more often than {second} on {k}",
)
_RARER: Final = Text(
    "{first} {place} svarar mer sällan positivt än {second} på {k}",
    "{first} {place} answer positively less often than {second} on {k}",
)
_AND_RARER: Final = Text(" och mer sällan på {k}", " and less often on {k}")
_K_OF_M: Final = Text("{k} av {m} frågor", "{k} of {m} questions")
_ONLY_ONE: Final = Text("den enda fråga som kan jämföras", "the only question that can be compared")


def headline(found: Gaps, place: str, language: Language) -> str:
    """How many differences hold, and which way; `place` is "i Skåne" or a unit."""
    held = [gap.difference.value for gap in found.found if gap.is_found and gap.difference]
    m = len(found.tested)
    first, second = (side_name(side, language) for side in found.sides)
    names = {"first": first, "second": second, "place": place}
    up, down = sum(value > 0 for value in held), sum(value < 0 for value in held)
    if not held:
        said = _NONE_OF_ONE if m == 1 else _NONE
        return sentence(said.of(language).format(**names, m=m))
    names["first"] = sentence_case(first)
    opening = _OFTENER if up else _RARER
    words = opening.of(language).format(**names, k=_of(up or down, m, language))
    if up and down:
        words += _AND_RARER.of(language).format(k=down)
    return sentence(words)


def _of(k: int, m: int, language: Language) -> str:
    return _ONLY_ONE.of(language) if m == 1 else _K_OF_M.of(language).format(k=k, m=m)


_TOLD: Final = Text(
    "{question}: {both}; skillnad {gap}, {verdict}.",
    "{question}: {both}; difference {gap}, {verdict}.",
)
_NOT_TOLD: Final = Text("{question}: {both}.", "{question}: {both}.")


def description(found: Gaps, place: str, language: Language) -> str:
    """The headline and then every question."""
    return " ".join([headline(found, place, language), *_told(found, language)])


def _told(found: Gaps, language: Language) -> list[str]:
    told = []
    for gap in found.found:
        question = sentence_case(gap.wordings[0].of(language)).rstrip("?.")
        both = _both(found, gap, language)
        if gap.difference is None:
            told.append(_NOT_TOLD.of(language).format(question=question, both=both or ".."))
            continue
        said = difference_and_interval(gap, language)
        words = {"question": question, "both": both, "gap": said, "verdict": verdict(gap, language)}
        told.append(_TOLD.of(language).format(**words))
    return told


# ---------------------------------------------------------------- note and warnings

_ANSWERS: Final = Text("Svar per fråga: {ranges}.", "Answers per question: {ranges}.")
_INTERVALS: Final = Text(
    "Strecken är Newcombes intervall (95\u00a0%){corrected}.",
    "The bars are Newcombe's intervals (95%){corrected}.",
)
_CORRECTED: Final = Text(
    ", med korrigering för att alla {who} bjöds in",
    ", corrected for all {who} having been invited",
)
_FILLED: Final = Text(
    "Fyllt märke: skillnaden är säkerställd när alla frågor prövas samtidigt.",
    "Filled mark: the difference is supported when all questions are tested at once.",
)


def note(found: Gaps, language: Language) -> str:
    """How many answered, what the bars are, what a filled mark says."""
    ranges = [text for at in (0, 1) if (text := _range(found, at, language))]
    said = [_ANSWERS.of(language).format(ranges=", ".join(ranges))] if ranges else []
    corrected = _corrected(found, language)
    said += [_INTERVALS.of(language).format(corrected=corrected), _FILLED.of(language)]
    return " ".join(said)


def _range(found: Gaps, at: int, language: Language) -> str:
    cells = [gap.cells[at] for gap in found.found]
    ns = [cell.n for cell in cells if cell is not None and cell.n is not None and cell.is_shown]
    if not ns:
        return ""
    low, high = whole_number(min(ns), language), whole_number(max(ns), language)
    name = side_name(found.sides[at], language)
    return f"{name} {low}" if low == high else f"{name} {low}–{high}"


def _corrected(found: Gaps, language: Language) -> str:
    who = [
        GROUPS[side.group].of(language)
        for at, side in enumerate(found.sides)
        if any(gap.cells[at] and gap.cells[at].population for gap in found.tested)  # type: ignore[union-attr]
    ]
    names = list(dict.fromkeys(who))
    return _CORRECTED.of(language).format(who=listed(names, language)) if names else ""


_WORDED: Final = Text(
    "{count} är olika formulerade för {first} och {second}; tabellen visar båda formuleringarna.",
    "{count} are worded differently for {first} and {second}; the table shows both wordings.",
)
_WORDED_ONE: Final = Text(
    "En fråga är olika formulerad för {first} och {second}; tabellen visar båda formuleringarna.",
    "One question is worded differently for {first} and {second}; the table shows both wordings.",
)
_QUESTIONS: Final = Text("{count} frågor", "{count} questions")
_SCALES: Final = Text(
    "Jämförs inte, eftersom skalorna är olika: {questions}.",
    "Not compared, since the scales differ: {questions}.",
)
_ALONE: Final = Text(
    "Bara {side} har fått {count}; de jämförs inte.",
    "Only {side} were asked {count}; these are not compared.",
)
_ONE_MORE: Final = Text("en fråga till", "one more question")
_MORE: Final = Text("{count} frågor till", "{count} more questions")


def warnings(found: Gaps, language: Language) -> tuple[str, ...]:
    """What makes the two less comparable, and what is left out."""
    first, second = (side_name(side, language) for side in found.sides)
    said = []
    if differing := sum(not gap.is_worded_alike for gap in found.found):
        worded = _WORDED_ONE if differing == 1 else _WORDED
        count = _QUESTIONS.of(language).format(count=differing)
        said.append(worded.of(language).format(count=count, first=first, second=second))
    if found.other_scale:
        named = listed([f"”{text.of(language)}”" for text in found.other_scale], language)
        said.append(_SCALES.of(language).format(questions=named))
    for name, alone in zip((first, second), found.alone, strict=True):
        if alone:
            more = (_ONE_MORE if alone == 1 else _MORE).of(language).format(count=alone)
            said.append(_ALONE.of(language).format(side=name, count=more))
    return tuple(said)
