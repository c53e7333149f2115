"""The last step of the results: the answers to one question, the region against the others.

Below them the units of the region that can be shown. Units are not compared here: they have a
view of their own.
"""

from collections.abc import Sequence
from typing import Final

from dashboard.charts.grammar import Emphasis
from dashboard.views.choices import sentence_case
from dashboard.views.listing import counted
from dashboard.views.model import Cell, Column, NothingToShow, Rendered, Table
from dashboard.views.survey_against import against, alone
from dashboard.views.survey_against_words import (
    bounds_cell,
    interval_cell,
    left_out_words,
    n_cell,
    n_note,
    pooled_cell,
    positive_note,
    quoted,
    sentence_about,
    share_cell,
    share_ends,
    whole_percent,
)
from dashboard.views.survey_results_lines import Line, regions, units
from dashboard.views.survey_results_scope import VIEW_ID, Scope
from dashboard.views.survey_results_words import (
    NONE,
    answer_cells,
    answer_columns,
    answers_in_words,
    how_sure,
    positive_answers,
)
from dashboard.views.survey_stacks import Row, stacked
from dashboard.views.survey_words import Told, cell_words, whole_number
from warehouse.survey_statistics import Method
from warehouse.surveys.indicators import Measure
from warehouse.text import Text

MOST_UNITS: Final = 24
_TITLE: Final = Text("Resultat, svar", "Results, answers")
_SHORT: Final = Text(
    "Gäller dem som svarade; varför regionerna skiljer sig sägs inte här.",
    "Holds for those who answered; why regions differ is not said here.",
)
_MAY: Final = Text(
    "Hur svaren fördelar sig, och om andelen positiva i regionen skiljer sig från övriga regioner"
    " mer än vad slumpen brukar ge.",
    "How the answers are distributed, and whether the share of positive answers in the region"
    " differs from the other regions by more than chance usually gives.",
)
_MAY_NOT: Final = Text(
    "Varför de skiljer sig, eller vad de som inte svarade tycker: gränserna i tabellen visar hur"
    " långt de kunde flytta andelen. Enheterna är inte jämförda med varandra, och de är inte"
    " ordnade efter resultat.",
    "Why they differ, or what those think who did not answer: the bounds in the table show how far"
    " they could move the share. Units are not compared with each other here, and they are not"
    " in the order of their results.",
)
_UNITS: Final = Text("Enheter i {region}", "Units in {region}")
_HIDDEN_UNITS: Final = Text(
    "{units} visas inte, för att skydda dem som svarade.",
    "Not shown, to protect those who answered: {units}.",
)
_UNIT: Final = Text("enhet", "unit")
_SEVERAL: Final = Text("enheter", "units")
_MORE_UNITS: Final = Text(
    "Diagrammet visar {shown} av {every} enheter; tabellen visar alla.",
    "The chart shows {shown} of {every} units; the table shows all of them.",
)
_NOT_SHOWN: Final = Text("{place}: {why}.", "{place}: {why}.")
_WORDS: Final = Text(
    "{place}: {positive} positiva (n = {n}). {answers}",
    "{place}: {positive} positive (n = {n}). {answers}",
)


def render(asked: Scope) -> Rendered:
    shares = asked.cells(Measure.SHARE_POSITIVE, item=asked.item)
    one = against(asked.release, asked.series, shares, asked.item, asked.region)
    lines, inside = regions(one, asked), units(asked)
    if not any(line.cell or line.pooled for line in (*lines, *inside)):
        raise NothingToShow(NONE)
    told = _told(asked)
    shown = [line for line in inside if line.found]
    bars = [_bar(line, asked) for line in (*lines, *shown[:MOST_UNITS])]
    return told.rendered(
        headline=sentence_about(one, asked.place, alone(one), asked.language),
        description=" ".join(_words(line, asked) for line in (*lines, *shown)),
        chart=stacked(bars, asked.language, names_above=False),
        table=_table([*lines, *inside], told.overline, asked),
        note=_note(inside, shown, asked),
        warnings=left_out_words(one, asked.language),
    )


def _told(asked: Scope) -> Told:
    item = next(item for item in asked.items if item.code == asked.item)
    question = quoted(asked.wording(asked.item), asked.language)
    return Told(
        view=VIEW_ID, release=asked.release, state=asked.state, series=asked.series, title=_TITLE,
        named=(*asked.named, question), rounds=asked.rounds, short=_SHORT, may=_MAY,
        may_not=_MAY_NOT, methods=(Method.WILSON, Method.BOUNDS, Method.NEWCOMBE),
        more=positive_answers(asked.round, [item]),
    )  # fmt: skip


# ---------------------------------------------------------------- the chart


def _bar(line: Line, asked: Scope) -> Row:
    pooled, language = line.pooled, asked.language
    positive = (
        whole_percent(pooled.share, language) if pooled else positive_note(line.cell, language)
    )
    return Row(
        key=line.key,
        label=line.label,
        scale=asked.round.scale_of[asked.item],
        found=line.found,
        status=line.status,
        positive=positive,
        n=whole_number(pooled.share.n, language) if pooled else n_note(line.cell, language),
        emphasis=line.emphasis,
        title=asked.say(_UNITS, region=asked.place) if line.is_unit else "",
    )


# ---------------------------------------------------------------- the words


def _words(line: Line, asked: Scope) -> str:
    bar = _bar(line, asked)
    answers = answers_in_words(line.found, asked.language)
    place = sentence_case(line.label)
    if line.cell and not line.cell.is_shown:
        return asked.say(_NOT_SHOWN, place=place, why=cell_words(line.cell, asked.language))
    return asked.say(_WORDS, place=place, positive=bar.positive, n=bar.n, answers=answers).strip()


def _note(inside: Sequence[Line], shown: Sequence[Line], asked: Scope) -> str:
    hidden = sum(line.found is None for line in inside)
    parts = [asked.response(), how_sure(asked.round, asked.language)]
    parts += (
        [asked.say(_HIDDEN_UNITS, units=counted(hidden, _UNIT, _SEVERAL, asked.language))]
        if hidden
        else []
    )
    if len(shown) > MOST_UNITS:
        parts.append(asked.say(_MORE_UNITS, shown=MOST_UNITS, every=len(shown)))
    return " ".join(part for part in parts if part)


# ---------------------------------------------------------------- the table

_HEADINGS: Final = (
    ("place", Text("Svar från", "Answers of")),
    ("positive", Text("Positiva, %", "Positive, %")),
    ("interval", Text("95 % intervall", "95% interval")),
    ("bounds", Text("Gränser för bortfallet", "Bounds of non-response")),
    ("n", Text("n", "n")),
)


def _table(lines: Sequence[Line], caption: str, asked: Scope) -> Table:
    found = [line.found for line in lines]
    columns = tuple(
        Column(key=key, label=label.of(asked.language), is_number=key in ("positive", "n"))
        for key, label in _HEADINGS
    )
    return Table(
        caption=caption,
        columns=(*columns, *answer_columns(found, asked.language)),
        rows=tuple(
            (*_row(line, asked), *answer_cells(line.found, found, asked.language)) for line in lines
        ),
        emphasised=tuple(i for i, line in enumerate(lines) if line.emphasis is Emphasis.OWN),
    )


def _row(line: Line, asked: Scope) -> tuple[Cell, ...]:
    language, cell, pooled = asked.language, line.cell, line.pooled
    if pooled:
        return (
            Cell(text=line.label),
            pooled_cell(pooled, language),
            share_ends(pooled.share, language),
            Cell(text=""),
            n_cell(pooled.share.n, language),
        )
    share = cell.share if cell else None
    return (
        Cell(text=line.label),
        share_cell(cell, language),
        interval_cell(cell, language),
        bounds_cell(cell, language),
        n_cell(share.n if share else None, language),
    )
