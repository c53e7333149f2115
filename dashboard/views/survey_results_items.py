"""The second step of the results: every question of a theme as a bar of its answers.

Each is held against the other regions, and the list is tested as a whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.views.model import Cell, Column, NothingToShow, Rendered, Table
from dashboard.views.survey_against import Against, against, supported
from dashboard.views.survey_against_words import (
    VERDICTS,
    difference_cell,
    ends_of_difference,
    interval_cell,
    left_out_words,
    n_cell,
    n_note,
    pooled_cell,
    positive_note,
    quoted,
    share_cell,
    verdict_cell,
)
from dashboard.views.survey_data import SurveyCell
from dashboard.views.survey_distribution import Distribution, distribution
from dashboard.views.survey_results_scope import VIEW_ID, Scope
from dashboard.views.survey_results_words import (
    NONE,
    all_hidden,
    answer_cells,
    answer_columns,
    answers_in_words,
    how_sure,
    positive_answers,
)
from dashboard.views.survey_stacks import Row, stacked
from dashboard.views.survey_words import Told, cell_words, share_words
from dashboard.views.wording import listed
from warehouse.members import ALL, STATUSES
from warehouse.robustness import Conclusion
from warehouse.survey_statistics import Method
from warehouse.surveys.indicators import Measure
from warehouse.surveys.model import Item
from warehouse.text import Text

_TITLE: Final = Text("Resultat, frågor", "Results, questions")
_SHORT: Final = Text(
    "Skillnader är prövade i hela listan på en gång; enstaka kan ändå vara slump, och varför de"
    " finns sägs inte här.",
    "Differences are tested for the whole list at once; a single one may still be chance, and why"
    " they are there is not said here.",
)
_MAY: Final = Text(
    "Hur de som svarade fördelar sig mellan svaren, och på vilka frågor regionen skiljer sig från"
    " övriga regioner mer än vad slumpen brukar ge.",
    "How those who answered are distributed between the answers, and on which questions the region"
    " differs from the other regions by more than chance usually gives.",
)
_MAY_NOT: Final = Text(
    "Varför regionerna skiljer sig, eller vad de som inte svarade tycker. Att en fråga inte går"
    " att skilja åt betyder inte att regionerna är lika, och en fråga med högre andel positiva är"
    " inte bättre än en annan: frågorna är olika lätta att instämma i.",
    "Why the regions differ, or what those think who did not answer. That a question cannot be"
    " told apart does not mean that the regions are alike, and a question with a higher share is"
    " not better than another: questions are not equally easy to agree with.",
)
_DIFFERS: Final = Text(
    "{region} skiljer sig från övriga regioner på {k} av {n} frågor: {ways}.",
    "{region} differs from the other regions on {k} of {n} questions: {ways}.",
)
_DIFFERS_ONE: Final = Text(
    "{region} skiljer sig från övriga regioner på 1 av {n} frågor: {way} andel positiva svar på"
    " {item}.",
    "{region} differs from the other regions on 1 of {n} questions: a {way} share of positive"
    " answers to {item}.",
)
_HIGHER: Final = Text("{count} högre", "{count} higher")
_LOWER: Final = Text("{count} lägre", "{count} lower")
_ALIKE: Final = Text(
    "{region} går inte att skilja från övriga regioner på någon av {n} frågor.",
    "{region} cannot be told apart from the other regions on any of {n} questions.",
)
_ALIKE_ONE: Final = Text(
    "{region} går inte att skilja från övriga regioner på frågan.",
    "{region} cannot be told apart from the other regions on the question.",
)
_SHARES: Final = Text(
    "{region}: {values} positiva svar; ingen annan region att jämföra med.",
    "{region}: {values} positive answers; no other region to compare with.",
)
_WORDS: Final = Text(
    "{item}: {value} positiva i {region}{others}. {answers}",
    "{item}: {value} positive in {region}{others}. {answers}",
)
_OTHERS: Final = Text(
    ", {value} i övriga regioner: {verdict}", ", {value} in the other regions: {verdict}"
)
_NOT_SHOWN: Final = Text("{item}: {why} i {region}.", "{item}: {why} in {region}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    item: Item
    one: Against
    found: Distribution | None
    status: str
    verdict: Conclusion | None


def render(asked: Scope) -> Rendered:
    questions = _questions(asked)
    if not any(q.one.mine for q in questions):
        raise NothingToShow(NONE)
    if not any(q.found for q in questions):
        raise NothingToShow(all_hidden(asked))
    told = Told(
        view=VIEW_ID, release=asked.release, state=asked.state, series=asked.series, title=_TITLE,
        named=asked.named, rounds=asked.rounds, short=_SHORT, may=_MAY, may_not=_MAY_NOT,
        methods=(Method.WILSON, Method.NEWCOMBE, Method.MANY_TESTS),
        more=positive_answers(asked.round, [q.item for q in questions]),
    )  # fmt: skip
    return told.rendered(
        headline=_headline(questions, asked),
        description=" ".join(_words(q, asked) for q in questions),
        chart=stacked([_bar(q, asked) for q in questions], asked.language, names_above=True),
        table=_table(questions, told.overline, asked),
        note=f"{asked.response()} {how_sure(asked.round, asked.language)}".strip(),
        warnings=[w for q in questions for w in _warnings(q, asked)],
    )


def _questions(asked: Scope) -> list[_Question]:
    codes = [item.code for item in asked.items]
    shares = asked.cells(Measure.SHARE_POSITIVE, item=codes)
    compared = [against(asked.release, asked.series, shares, c, asked.region) for c in codes]
    verdicts = supported(compared)
    answers = asked.cells(Measure.DISTRIBUTION, item=codes, region=asked.region)
    return [
        _question(item, one, verdicts, [c for c in answers if c.item == item.code], asked)
        for item, one in zip(asked.items, compared, strict=True)
    ]


def _question(
    item: Item,
    one: Against,
    verdicts: Mapping[str, Conclusion],
    answers: Sequence[SurveyCell],
    asked: Scope,
) -> _Question:
    hidden = next((c.status for c in answers if not c.is_shown), None)
    return _Question(
        item=item,
        one=one,
        found=distribution(answers, asked.round.scale_of[item.code]),
        status=hidden or (one.mine.status if one.mine and not one.mine.is_shown else "missing"),
        verdict=verdicts.get(item.code),
    )


def _bar(question: _Question, asked: Scope) -> Row:
    code = question.item.code
    return Row(
        key=code,
        label=asked.wording(code),
        scale=asked.round.scale_of[code],
        found=question.found,
        status=question.status,
        positive=positive_note(question.one.mine, asked.language),
        n=n_note(question.one.mine, asked.language),
        address=asked.address(theme=None if asked.theme == ALL else asked.theme, item=code),
    )


# ---------------------------------------------------------------- the words


def _headline(questions: Sequence[_Question], asked: Scope) -> str:
    verdicts = [q.verdict for q in questions if q.verdict is not None]
    if not verdicts:
        return _only_own(questions, asked)
    counts = (
        (_HIGHER, verdicts.count(Conclusion.HIGHER)),
        (_LOWER, verdicts.count(Conclusion.LOWER)),
    )
    words = {"region": asked.place, "n": len(verdicts)}
    ways = [asked.say(way, count=count) for way, count in counts if count]
    if not ways:
        return asked.say(_ALIKE_ONE if len(verdicts) == 1 else _ALIKE, **words)
    k = sum(count for _, count in counts)
    if k == 1:
        return asked.say(_DIFFERS_ONE, **words, **_only_one(questions, asked))
    return asked.say(_DIFFERS, k=k, ways=listed(ways, asked.language), **words)


def _only_one(questions: Sequence[_Question], asked: Scope) -> dict[str, str]:
    """The only question that differs, and which way."""
    differ = (Conclusion.HIGHER, Conclusion.LOWER)
    one = next(q for q in questions if q.verdict in differ)
    assert one.verdict
    item = quoted(asked.wording(one.item.code).rstrip(".?"), asked.language)
    return {"way": VERDICTS[one.verdict].of(asked.language), "item": item}


def _only_own(questions: Sequence[_Question], asked: Scope) -> str:
    shares = [s for q in questions if q.one.mine and (s := q.one.mine.share)]
    ordered = sorted(shares, key=lambda share: share.value)
    ends = dict.fromkeys(share_words(share, asked.language) for share in (ordered[0], ordered[-1]))
    values = Text("till", "to").of(asked.language).join(f" {end} " for end in ends).strip()
    return asked.say(_SHARES, region=asked.place, values=values)


def _words(question: _Question, asked: Scope) -> str:
    mine, language = question.one.mine, asked.language
    item = quoted(asked.wording(question.item.code), language)
    if mine is None or not mine.is_shown:
        why = cell_words(mine, language) if mine else STATUSES["missing"].of(language)
        return asked.say(_NOT_SHOWN, item=item, why=why, region=asked.place)
    return asked.say(
        _WORDS,
        item=item,
        region=asked.place,
        value=cell_words(mine, language),
        others=_others_in_words(question, asked),
        answers=answers_in_words(question.found, language),
    ).strip()


def _others_in_words(question: _Question, asked: Scope) -> str:
    others, verdict = question.one.others, question.verdict
    if others is None or verdict is None:
        return ""
    value = share_words(others.share, asked.language)
    return asked.say(_OTHERS, value=value, verdict=VERDICTS[verdict].of(asked.language))


def _warnings(question: _Question, asked: Scope) -> list[str]:
    item = quoted(asked.wording(question.item.code), asked.language)
    return [f"{item}: {text}" for text in left_out_words(question.one, asked.language)]


# ---------------------------------------------------------------- the table

_HEADINGS: Final = (
    ("item", Text("Fråga", "Question")),
    ("positive", Text("Positiva, %", "Positive, %")),
    ("interval", Text("95 % intervall", "95% interval")),
    ("n", Text("n", "n")),
    ("others", Text("Övriga regioner, %", "Other regions, %")),
    ("nation", Text("Alla regioner, %", "All regions, %")),
    ("difference", Text("Skillnad, procentenheter", "Difference, percentage points")),
    ("ends", Text("95 % intervall för skillnaden", "95% interval of the difference")),
    ("verdict", Text("Mot övriga regioner", "Against the other regions")),
)
_NUMBERS: Final = frozenset({"positive", "n", "others", "nation", "difference"})


def _table(questions: Sequence[_Question], caption: str, asked: Scope) -> Table:
    found = [q.found for q in questions]
    columns = tuple(
        Column(key=key, label=label.of(asked.language), is_number=key in _NUMBERS)
        for key, label in _HEADINGS
    )
    return Table(
        caption=caption,
        columns=(*columns, *answer_columns(found, asked.language)),
        rows=tuple(
            (*_row(q, asked), *answer_cells(q.found, found, asked.language)) for q in questions
        ),
    )


def _row(question: _Question, asked: Scope) -> tuple[Cell, ...]:
    one, language, code = question.one, asked.language, question.item.code
    share = one.mine.share if one.mine else None
    theme = None if asked.theme == ALL else asked.theme
    return (
        Cell(text=asked.wording(code), address=asked.address(theme=theme, item=code)),
        share_cell(one.mine, language),
        interval_cell(one.mine, language),
        n_cell(share.n if share else None, language),
        pooled_cell(one.others, language),
        pooled_cell(one.nation, language),
        difference_cell(one, language),
        Cell(text=ends_of_difference(one, language)),
        verdict_cell(question.verdict, language),
    )
