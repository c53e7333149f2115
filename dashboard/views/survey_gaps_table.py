"""The table of gaps: both shares of each question, their difference and what it says.

Not for the chart (`survey_gaps_chart.py`).
"""

from typing import Final

from dashboard.charts.signs import STATUS_SIGNS
from dashboard.views.choices import sentence_case
from dashboard.views.model import Cell, Column, Table
from dashboard.views.survey_data import SurveyCell
from dashboard.views.survey_gaps_pairs import Gap, Gaps
from dashboard.views.survey_gaps_words import bare_difference, gap_interval, side_name, verdict
from dashboard.views.survey_words import cell_label, whole_number
from warehouse.text import Language, Text

_QUESTION: Final = Text("Fråga", "Question")
_WORDED_FOR: Final = Text("Frågan till {side}", "The question to {side}")
_POSITIVE: Final = Text("Positiva svar, {side}, %", "Positive answers, {side}, %")
_ANSWERS: Final = Text("Svar, {side}", "Answers, {side}")
_DIFFERENCE: Final = Text("Skillnad, procentenheter", "Difference, percentage points")
_INTERVAL: Final = Text("95\u00a0%-intervall", "95% interval")
_VERDICT: Final = Text("Slutsats", "Conclusion")


def gap_table(found: Gaps, caption: str, language: Language) -> Table:
    names = [side_name(side, language) for side in found.sides]
    worded = any(not gap.is_worded_alike for gap in found.found)
    columns = [Column(key="question", label=_QUESTION.of(language))]
    if worded:
        columns.append(Column(key="worded", label=_WORDED_FOR.of(language).format(side=names[1])))
    for at, name in enumerate(names):
        share, answers = (_said(text, name, language) for text in (_POSITIVE, _ANSWERS))
        columns += [Column(key=f"share_{at}", label=share, is_number=True),
                    Column(key=f"answers_{at}", label=answers, is_number=True)]  # fmt: skip
    columns += [
        Column(key="difference", label=_DIFFERENCE.of(language), is_number=True),
        Column(key="interval", label=_INTERVAL.of(language)),
        Column(key="verdict", label=_VERDICT.of(language)),
    ]
    rows = tuple(_row(gap, language, worded=worded) for gap in found.found)
    return Table(caption=caption, columns=tuple(columns), rows=rows)


def _said(text: Text, side: str, language: Language) -> str:
    return text.of(language).format(side=side)


def _row(gap: Gap, language: Language, *, worded: bool) -> tuple[Cell, ...]:
    wordings = gap.wordings if worded else gap.wordings[:1]
    questions = [Cell(text=sentence_case(text.of(language))) for text in wordings]
    shares = [cell for one in gap.cells for cell in _share_cells(one, language)]
    return (*questions, *shares, *_gap_cells(gap, language))


def _share_cells(cell: SurveyCell | None, language: Language) -> tuple[Cell, Cell]:
    if cell is None or not cell.is_shown:
        sign = Cell(text=STATUS_SIGNS["missing" if cell is None else cell.status])
        return sign, sign
    n = "" if cell.n is None else whole_number(cell.n, language)
    return Cell(text=cell_label(cell, language), value=cell.value), Cell(text=n, value=cell.n)


def _gap_cells(gap: Gap, language: Language) -> tuple[Cell, ...]:
    if gap.difference is None:
        sign = Cell(text=STATUS_SIGNS["missing" if None in gap.cells else "suppressed"])
        return sign, sign, sign
    value = 100 * gap.difference.value
    return (
        Cell(text=bare_difference(gap, language), value=value),
        Cell(text=gap_interval(gap, language)),
        Cell(text=verdict(gap, language)),
    )
