"""`[[scale]]` of an instrument: answers, their spellings, and how a thin distribution is merged."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from etl.sources.keys import Keys
from etl.surveys.instrument.words import code_of, normal_spelling, truth, twice
from etl.surveys.model import OutsideScale
from warehouse.surveys.model import Answer, Merged, Scale
from warehouse.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredScale:
    """A scale and how exports write it: `spellings` are cell → code of an answer."""

    scale: Scale
    spellings: Mapping[str, str]
    outside: OutsideScale


def scales_of(tables: Iterable[Keys]) -> tuple[DeclaredScale, ...]:
    read = [(keys, _scale(keys)) for keys in tables]
    ids = [one.scale.id for _, one in read]
    for keys, one in read:
        if one.scale.id in twice(ids):
            keys.fault("id", f"two scales are called '{one.scale.id}'")
    _check_categories(read)
    return tuple(one for _, one in read)


def _check_categories(read: Sequence[tuple[Keys, DeclaredScale]]) -> None:
    """A category is scale and code in one word, which must say which of them is meant."""
    seen: dict[str, str] = {}
    for keys, one in read:
        for code in one.scale.by_code:
            category = one.scale.category(code)
            if seen.setdefault(category, one.scale.id) != one.scale.id:
                other = seen[category]
                message = f"'{category}' would be a category of '{other}' too: choose another id"
                keys.fault("id", message)


def _scale(keys: Keys) -> DeclaredScale:
    with keys:
        identifier = code_of(keys, "id")
        spelled = _Spelled()
        answers = tuple(_answer(one, spelled) for one in keys.children("answers", _TABLES))
        not_applying = _does_not_apply(keys, spelled)
        _check_answers(keys, answers, not_applying)
        scale = Scale(
            id=identifier,
            answers=answers,
            does_not_apply=not_applying,
            steps=_steps(keys, answers, not_applying),
        )
        return DeclaredScale(scale=scale, spellings=spelled.codes, outside=_outside(keys))


_TABLES = "must be a list of tables: [{code = …, value = …, positive = …, label = …}, …]"


def _outside(keys: Keys) -> OutsideScale:
    """Refused unless it is said that such answers may be missing."""
    if "outside" in keys:
        return keys.member("outside", OutsideScale)
    keys.any("outside")
    return OutsideScale.REFUSE


# ---------------------------------------------------------------- answers


class _Spelled:
    """Every cell that is an answer, so that none can be two."""

    def __init__(self) -> None:
        self.codes: dict[str, str] = {}
        self._of: dict[str, str] = {}

    def add(self, keys: Keys, key: str, cells: Iterable[str], code: str) -> None:
        for cell in filter(None, cells):
            if not cell.strip():
                keys.fault(key, "an empty cell is no answer: `blank` of the item says what it is")
            elif self._of.setdefault(normal_spelling(cell), code) != code:
                other = self._of[normal_spelling(cell)]
                keys.fault(key, f"'{cell}' is a spelling of the answer '{other}' already")
            else:
                self.codes[cell] = code


def _answer(keys: Keys, spelled: _Spelled) -> Answer:
    with keys:
        code, label = code_of(keys, "code"), keys.text("label")
        value = keys.number("value")
        if not math.isfinite(value):
            keys.fault("value", "must be a number that can be counted with")
        _spell(keys, spelled, code, label)
        return Answer(
            code=code, label=label, value=float(value), is_positive=truth(keys, "positive")
        )


def _spell(keys: Keys, spelled: _Spelled, code: str, label: Text) -> None:
    """The labels are spellings by themselves."""
    spelled.add(keys, "label", dict.fromkeys((label.sv, label.en)), code)
    spelled.add(keys, "spellings", keys.words("spellings"), code)


def _does_not_apply(keys: Keys, spelled: _Spelled) -> Answer | None:
    if "does_not_apply" not in keys:
        keys.any("does_not_apply")
        return None
    with keys.child("does_not_apply") as one:
        code, label = code_of(one, "code"), one.text("label")
        _spell(one, spelled, code, label)
        return Answer(code=code, label=label, value=None, is_positive=False)


def _check_answers(keys: Keys, answers: Sequence[Answer], not_applying: Answer | None) -> None:
    if len(answers) < 2:
        keys.fault("answers", "a scale has at least two answers")
        return
    codes = [answer.code for answer in answers]
    if not_applying is not None:
        codes.append(not_applying.code)
    for code in filter(None, twice(codes)):
        keys.fault("answers", f"two answers have the code '{code}'")
    values = [answer.value or 0.0 for answer in answers]
    if any(later <= earlier for earlier, later in pairwise(values)):
        keys.fault("answers", "the values must rise from each answer to the next")
    _check_positive(keys, [answer.is_positive for answer in answers])


def _check_positive(keys: Keys, positive: Sequence[bool]) -> None:
    if all(positive) or not any(positive):
        said = "every answer counts" if any(positive) else "no answer counts"
        keys.fault("answers", f"{said} as positive: the share would always be the same")
    elif sum(a != b for a, b in pairwise(positive)) > 1:
        keys.fault(
            "answers",
            "the positive answers must be those of one end: write the answers from the worst to "
            "the best, as too little, too much, about right",
        )


# ---------------------------------------------------------------- steps


def _steps(
    keys: Keys, answers: Sequence[Answer], not_applying: Answer | None
) -> tuple[tuple[Merged, ...], ...]:
    taken = {answer.code for answer in (*answers, *([not_applying] if not_applying else []))}
    steps: list[tuple[Merged, ...]] = []
    seen: dict[str, Merged] = {}
    for one in keys.children("step", "must be written [[scale.step]], once for each"):
        with one:
            step = tuple(_merged(group, seen) for group in one.children("groups", _GROUPS))
            _check_codes(one, step, taken, seen)
            _check_whole(one, step, answers)
            _check_coarser(one, step, steps[-1] if steps else None, len(answers))
        steps.append(step)
    return tuple(steps)


_GROUPS = "must be a list of tables: [{code = …, label = …, answers = […]}, …]"


def _merged(keys: Keys, seen: Mapping[str, Merged]) -> Merged:
    """A code alone is the group that an earlier step has under it."""
    if set(keys.table) == {"code"} and keys.table["code"] in seen:
        return seen[keys.word("code")]
    with keys:
        return Merged(
            code=code_of(keys, "code"), label=keys.text("label"), answers=keys.words("answers")
        )


def _check_codes(
    keys: Keys, step: Sequence[Merged], taken: set[str], seen: dict[str, Merged]
) -> None:
    for code in filter(None, twice([one.code for one in step])):
        keys.fault("groups", f"two groups have the code '{code}'")
    for one in step:
        if one.code in taken:
            keys.fault("groups", f"'{one.code}' is the code of an answer: choose another")
        elif one.code and seen.setdefault(one.code, one) != one:
            keys.fault("groups", f"'{one.code}' is another group in an earlier step")


def _check_whole(keys: Keys, step: Sequence[Merged], answers: Sequence[Answer]) -> None:
    """Every answer in one group, in the order of the scale; positive answers with their like."""
    codes = [answer.code for answer in answers]
    named = [code for one in step for code in one.answers]
    positive = {answer.code: answer.is_positive for answer in answers}
    for code in dict.fromkeys(named):
        if code not in codes:
            keys.fault("groups", f"the scale has no answer '{code}'")
    for code in twice(named):
        keys.fault("groups", f"the answer '{code}' is in two groups, or twice in one")
    for code in codes:
        if code and code not in named:
            keys.fault("groups", f"the answer '{code}' is in no group")
    if sorted(named) == sorted(codes) and named != codes:
        keys.fault("groups", "the answers must keep the order of the scale")
    for one in step:
        if not one.answers:
            keys.fault("groups", f"the group '{one.code}' holds no answer")
        elif len({positive[code] for code in one.answers if code in positive}) > 1:
            message = f"the group '{one.code}' holds positive answers and others: part them"
            keys.fault("groups", message)


def _check_coarser(
    keys: Keys, step: Sequence[Merged], before: Sequence[Merged] | None, answers: int
) -> None:
    """Each step only merges what the one before shows: no two of them can be played off."""
    if len(step) < 2:
        keys.fault("groups", "a step has at least two groups")
    elif len(step) >= (len(before) if before else answers):
        keys.fault("groups", "each step must have fewer groups than what stands before it")
    elif before is not None and not _ends(step) <= _ends(before):
        keys.fault("groups", "each group must be made of whole groups of the step before")


def _ends(step: Sequence[Merged]) -> set[str]:
    """The last answer of each group."""
    return {one.answers[-1] for one in step if one.answers}
