"""Columns with the same answers become one scale, with an order as far as it can be known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from etl.sources.budget import slug
from etl.surveys.draft.answers import Answers, Kind, is_yes_no
from etl.surveys.draft.known import Position, folded, lettered, number_of, placed, words_of
from etl.surveys.draft.model import DraftAnswer, DraftScale
from etl.surveys.draft.steps import steps_for
from etl.surveys.draft.table import Rare
from warehouse.text import Language, Text

TICKED: Final = "ticked"
YES, NO = "yes", "no"
_NOT_APPLYING: Final = Text("Vet ej eller ej aktuellt", "Don't know or does not apply")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One column of answers: `at` is its place, `stem` the question that it shares."""

    at: int
    stem: str
    answers: Answers


def scales_of(
    asked: Sequence[Asked], language: Language | None
) -> tuple[tuple[DraftScale, ...], dict[int, str]]:
    """The scales, and the id of the scale of each column by its place."""
    groups = _grouped(asked)
    scales: list[DraftScale] = []
    scale_of: dict[int, str] = {}
    for group in groups:
        scale = _scale(group, language)
        taken = {one.id for one in scales}
        same = [one for one in scales if one.id == TICKED and one.answers == scale.answers]
        identifier = same[0].id if same else unique(scale.id, taken)
        if not same:
            scales.append(replace(scale, id=identifier))
        scale_of |= {one.at: identifier for one in group}
    return tuple(scales), scale_of


def unique(word: str, taken: set[str]) -> str:
    """The word, with a number behind it where it is taken."""
    found, number = word, 2
    while found in taken:
        found, number = f"{word}_{number}", number + 1
    return found


# ---------------------------------------------------------------- columns of one scale


def _grouped(asked: Sequence[Asked]) -> list[list[Asked]]:
    """First the columns of one question, then columns anywhere."""
    groups: list[list[Asked]] = []
    for one in asked:
        same = [group for group in groups if one.stem and group[0].stem == one.stem]
        home = next((group for group in same if _is_one(group, one, is_near=True)), None)
        home.append(one) if home is not None else groups.append([one])
    whole: list[list[Asked]] = []
    for group in groups:
        home = next((to for to in whole if _are_one(to, group)), None)
        home.extend(group) if home is not None else whole.append(group)
    return whole


def _are_one(group: Sequence[Asked], other: Sequence[Asked]) -> bool:
    joined = replace(other[0], answers=_together(other))
    return _is_one(group, joined, is_near=False)


def _together(group: Sequence[Asked]) -> Answers:
    """All the cells of a group."""
    first = group[0].answers
    cells = dict.fromkeys(cell for one in group for cell in one.answers.cells)
    other = dict.fromkeys(cell for one in group for cell in one.answers.not_applying)
    return replace(first, cells=tuple(cells), not_applying=tuple(other))


def _is_one(group: Sequence[Asked], one: Asked, *, is_near: bool) -> bool:
    known, new = _together(group), one.answers
    if known.kind is not new.kind or known.family != new.family:
        return False
    match known.kind:
        case Kind.NUMBERS:
            is_choice = is_yes_no(known) and is_yes_no(new)
            is_span = is_near or known.span == new.span
            return is_choice or (is_span and _same_words(known, new))
        case Kind.LETTERS:  # the same code means something else in another question
            return is_near and lettered((*known.cells, *new.cells)) is not None
        case Kind.KNOWN:
            return placed(dict.fromkeys((*known.cells, *new.cells))) is not None
        case Kind.UNKNOWN:
            return _overlap(known.cells, new.cells) >= 0.5
        case _:
            return True


def _same_words(known: Answers, new: Answers) -> bool:
    """Whether no number has other words in the other column."""
    words: dict[int, str] = {}
    for cell in (*known.cells, *new.cells):
        said = folded(words_of(cell))
        if said and words.setdefault(number_of(cell) or 0, said) != said:
            return False
    return True


def _overlap(first: Sequence[str], second: Sequence[str]) -> float:
    one, other = {folded(cell) for cell in first}, {folded(cell) for cell in second}
    return len(one & other) / len(one | other)


# ---------------------------------------------------------------- one scale


def _scale(group: Sequence[Asked], language: Language | None) -> DraftScale:
    answers = _together(group)
    identifier, found, question = _ordered(answers, group[0].stem, language)
    rare = Rare(
        max(one.answers.rare.spellings for one in group),
        sum(one.answers.rare.rows for one in group),
    )
    return DraftScale(
        id=identifier,
        answers=found,
        does_not_apply=_does_not_apply(answers.not_applying),
        steps=steps_for(found),
        questions=(question, *_of_rare(rare)),
    )


def _of_rare(rare: Rare) -> tuple[str, ...]:
    if not rare.rows:
        return ()
    return (
        f"which answers are the {rare.rows} cells with a spelling that is not written here?\n"
        f"Fewer than 3 rows have each of the up to {rare.spellings} spellings of a column. Add "
        'what is an answer to `spellings`, or say outside = "count_as_missing".',
    )


def _ordered(
    answers: Answers, stem: str, language: Language | None
) -> tuple[str, tuple[DraftAnswer, ...], str]:
    if answers.kind in (Kind.TICKED, Kind.JOINED) or is_yes_no(answers):
        is_choice = answers.kind in (Kind.TICKED, Kind.JOINED)
        return (TICKED if is_choice else "yes_no"), _yes_no(answers), _YES_NO
    match answers.kind:
        case Kind.NUMBERS:
            low, high = answers.span
            return f"numbers_{low}_to_{high}", _numbers(answers, language), _ORDERED
        case Kind.LETTERS:
            return (f"codes_{slug(stem)}" if stem else "codes"), _letters(answers), _CODED
        case Kind.KNOWN:
            return answers.family, _known(answers), _ORDERED
        case _:
            return "answers", _unknown(answers, language), _UNORDERED


_YES_NO: Final = "does yes count as positive?"
_ORDERED: Final = (
    "is the order right, is an answer missing that nobody gave, which count as positive, and are "
    "the texts right in both languages?"
)
_CODED: Final = "what do the codes say, in which order, and which answers count as positive?"
_UNORDERED: Final = (
    "in which order are the answers, from the lowest to the highest, and which count as positive?\n"
    "Number their values in that order. If it is no scale, take it and its item out and name the "
    "column in [ignore]."
)


def _answered(
    found: Sequence[tuple[str, Text, float, Sequence[str]]],
) -> tuple[DraftAnswer, ...]:
    """From the lowest to the highest; those above the middle are proposed as positive."""
    return tuple(
        DraftAnswer(
            code=code,
            label=label,
            value=value,
            is_positive=2 * at > len(found) - 1,
            spellings=tuple(dict.fromkeys(spellings)),
        )
        for at, (code, label, value, spellings) in enumerate(found)
    )


def _yes_no(answers: Answers) -> tuple[DraftAnswer, ...]:
    """Options that a column repeats are spellings of the column, not of the scale."""
    places = placed(answers.cells) if answers.kind is Kind.KNOWN else None
    if places and {position.code for position in places.values()} - {YES, NO}:
        return _known(answers)
    by_code: Mapping[str, list[str]] = {NO: ["0"], YES: ["1"]}
    if places:
        by_code = {
            NO: [cell for cell, position in places.items() if position.code == NO],
            YES: [cell for cell, position in places.items() if position.code == YES],
        }
    return _answered(
        [
            (NO, Text("Nej", "No"), 0, by_code[NO]),
            (YES, Text("Ja", "Yes"), 1, by_code[YES]),
        ]
    )


def _numbers(answers: Answers, language: Language | None) -> tuple[DraftAnswer, ...]:
    """Every number of the span: what nobody chose is an answer all the same."""
    low, high = answers.span
    found = []
    for number in range(low, high + 1):
        cells = [cell for cell, its in answers.numbers.items() if its == number]
        words = next((words_of(cell) for cell in cells if words_of(cell)), "")
        label = _worded(words, language) if words else Text(str(number), str(number))
        found.append((f"answer_{number}", label, number, [str(number), *cells]))
    return _answered(found)


def _worded(words: str, language: Language | None) -> Text:
    places = placed([words])
    if places:
        return _translated(words, *places.values())
    return in_language(words, language)


def in_language(words: str, language: Language | None) -> Text:
    """The other language is for a person to write."""
    return Text(words if language == "sv" else "", words if language == "en" else "")


def _translated(words: str, position: Position) -> Text:
    match position.words[folded(words)]:
        case "sv":
            return Text(words, position.en)
        case "en":
            return Text(position.sv, words)
        case _:
            return Text(position.sv, position.en)


def _letters(answers: Answers) -> tuple[DraftAnswer, ...]:
    numbers = lettered(answers.cells) or {}
    ordered = sorted(numbers, key=lambda cell: numbers[cell])
    return _answered([(slug(cell), Text("", ""), numbers[cell], [cell]) for cell in ordered])


def _known(answers: Answers) -> tuple[DraftAnswer, ...]:
    places = placed(answers.cells) or {}
    ordered = sorted(places, key=lambda cell: places[cell].order)
    codes = dict.fromkeys(places[cell].code for cell in ordered)
    found = []
    for value, code in enumerate(codes, 1):
        cells = [cell for cell in ordered if places[cell].code == code]
        found.append((code, _translated(words_of(cells[0]), places[cells[0]]), value, cells))
    return _answered(found)


def _unknown(answers: Answers, language: Language | None) -> tuple[DraftAnswer, ...]:
    taken: set[str] = set()
    found = []
    for value, cell in enumerate(sorted(answers.cells), 1):
        code = unique(letter_first(slug(cell)[:40].strip("_")), taken)
        taken.add(code)
        found.append((code, in_language(cell, language), float(value), [cell]))
    return _answered(found)


def letter_first(code: str) -> str:
    return code if code[:1].isalpha() else f"answer_{code}"


def _does_not_apply(cells: Sequence[str]) -> DraftAnswer | None:
    if not cells:
        return None
    return DraftAnswer(
        code="does_not_apply",
        label=_NOT_APPLYING,
        value=None,
        is_positive=False,
        spellings=tuple(cells),
    )
