"""What the steps of the results share: answers in words and columns, and which are positive."""

from collections.abc import Iterable, Sequence
from typing import Final

from dashboard.views.choices import sentence_case
from dashboard.views.model import Cell, Column
from dashboard.views.survey_against_words import quoted
from dashboard.views.survey_distribution import Codes, Distribution, Part
from dashboard.views.survey_results_scope import Scope
from dashboard.views.survey_words import bare_percent, group_name, percent, region_name
from dashboard.views.wording import listed
from warehouse.surveys.model import Item, Scale, SurveyRound
from warehouse.text import LANGUAGES, Language, Text

NONE: Final = Text("Det finns inga svar för valet.", "There are no answers for this choice.")
_ALL_HIDDEN: Final = Text(
    "{group} i {region} {period}: svaren kan inte visas utan att någons svar riskerar att röjas."
    " Välj en annan grupp, period eller region.",
    "{group} in {region} in {period}: the answers cannot be shown without a risk of revealing"
    " somebody's. Choose another group, period or region.",
)
_HOW_SURE: Final = Text(
    "Staplarna visar andelen av svaren, ovägda; flera regioner tillsammans räknar varje svar lika."
    " Andelarna positiva har Wilsons 95 % intervall i tabellen{fpc}.",
    "The bars show the share of the answers, unweighted; several regions together count every"
    " answer the same. Shares of positive answers have Wilson's 95% interval in the table{fpc}.",
)
_FPC: Final = Text(
    ", korrigerat för att alla blev inbjudna", ", corrected since everybody was invited"
)
_POSITIVE: Final = Text("Räknas som positiva", "Counted as positive")
_MERGED: Final = Text("{label} (sammanslaget)", "{label} (merged)")
_Place = tuple[Scale, Codes]


def all_hidden(asked: Scope) -> Text:
    said = [
        _ALL_HIDDEN.of(language).format(
            group=group_name(asked.group, language),
            region=region_name(asked.region, language),
            period=asked.period.label(language),
        )
        for language in LANGUAGES
    ]
    return Text(*said)


def how_sure(one: SurveyRound, language: Language) -> str:
    """What the bars are, and which kind of interval the table has."""
    fpc = _FPC.of(language) if one.everyone_invited else ""
    return _HOW_SURE.of(language).format(fpc=fpc)


def positive_answers(one: SurveyRound, items: Sequence[Item]) -> tuple[tuple[Text, Text], ...]:
    """For the about tab: which answers the share counts, for every scale that is shown."""
    scales = dict.fromkeys(one.scale_of[item.code] for item in items)
    said = Text(*(" ".join(_positive(s, language) for s in scales) for language in ("sv", "en")))
    return ((_POSITIVE, said),) if scales else ()


def _positive(scale: Scale, language: Language) -> str:
    of = Text("{positive}, av {every}.", "{positive}, of {every}.").of(language)
    names = [quoted(a.label.of(language), language) for a in scale.answers]
    positive = [
        name for name, answer in zip(names, scale.answers, strict=True) if answer.is_positive
    ]
    return of.format(positive=listed(positive, language), every=listed(names, language))


def answers_in_words(found: Distribution | None, language: Language) -> str:
    """Every answer with its share: "instämmer helt 41 %, …"."""
    if found is None:
        return ""
    said = [
        f"{part.label.of(language)} {percent(part.percent, found.n, language)}"
        for part in found.parts
    ]
    return sentence_case(listed(said, language)) + "."


def _places(found: Iterable[Distribution | None]) -> list[_Place]:
    """Every answer that a row of the table has, whole ones first, in the order of the scale."""
    places = dict.fromkeys((one.scale, p.answers) for one in found if one for p in one.parts)
    return sorted(places, key=_order)


def _order(place: _Place) -> tuple[str, bool, int]:
    scale, answers = place
    codes = [answer.code for answer in scale.answers]
    return scale.id, len(answers) > 1, codes.index(answers[0])


def answer_columns(found: Sequence[Distribution | None], language: Language) -> tuple[Column, ...]:
    labels = {(one.scale, p.answers): p for one in found if one for p in one.parts}
    return tuple(
        Column(
            key=f"{place[0].id}|{'+'.join(place[1])}",
            label=f"{_heading(labels[place], language)}, %",
            is_number=True,
        )
        for place in _places(found)
    )


def _heading(part: Part, language: Language) -> str:
    label = sentence_case(part.label.of(language))
    return _MERGED.of(language).format(label=label) if part.is_merged else label


def answer_cells(
    one: Distribution | None, every: Sequence[Distribution | None], language: Language
) -> tuple[Cell, ...]:
    """The answers of one row; empty where it has them merged otherwise, or not at all."""
    parts = {(one.scale, part.answers): part for part in one.parts} if one else {}
    n = one.n if one else None
    return tuple(
        Cell(text=bare_percent(parts[place].percent, n, language), value=parts[place].percent)
        if place in parts
        else Cell(text="")
        for place in _places(every)
    )
