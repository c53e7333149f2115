"""How a scale may be collapsed where a distribution is too thin: proposed for a draft."""

from collections.abc import Sequence

from etl.surveys.draft.model import DraftAnswer
from warehouse.surveys.model import Merged
from warehouse.text import Text


def steps_for(answers: Sequence[DraftAnswer]) -> tuple[tuple[Merged, ...], ...]:
    """First the positive, the middle and the others where there is a middle, then two groups."""
    middle = len(answers) // 2
    others = [answer for answer in answers if not answer.is_positive]
    positive = [answer for answer in answers if answer.is_positive]
    if len(answers) < 3:
        return ()
    two = (_merged("group_not_positive", others), _merged("group_positive", positive))
    if len(answers) < 5 or len(answers) % 2 == 0:
        return (two,)
    low = _merged("group_low", answers[:middle])
    return ((low, _merged("group_middle", answers[middle : middle + 1]), two[1]), two)


def _merged(code: str, answers: Sequence[DraftAnswer]) -> Merged:
    return Merged(
        code=code,
        label=_label(answers),
        answers=tuple(answer.code for answer in answers),
    )


def _label(answers: Sequence[DraftAnswer]) -> Text:
    """The answers in words; numbers from the first to the last."""
    labels = [answer.label for answer in answers]
    if len(labels) > 2 or all(label.sv.isdigit() for label in labels):
        ends = labels[:1] if len(labels) == 1 else [labels[0], labels[-1]]
        return Text(*(_filled("–", words) for words in _both(ends)))
    swedish, english = _both(labels)
    return Text(_filled(" eller ", swedish), _filled(" or ", english))


def _both(labels: Sequence[Text]) -> tuple[list[str], list[str]]:
    return [label.sv for label in labels], [label.en for label in labels]


def _filled(between: str, words: Sequence[str]) -> str:
    """Nothing where one of them is to be written yet."""
    return between.join(words) if all(words) else ""
