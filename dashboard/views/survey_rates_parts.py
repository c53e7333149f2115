"""What the two views of response rates share: the margin, answers still needed, rows and points.

Not for what is concluded: each view says that itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dashboard.charts.axis import value_axis
from dashboard.charts.grammar import (
    Category,
    Emphasis,
    Form,
    Panel,
    Point,
    ReferenceLine,
    Series,
)
from dashboard.charts.signs import STATUS_SIGNS
from dashboard.state import State
from dashboard.views.choices import member_control
from dashboard.views.model import Cell, Control
from dashboard.views.survey_data import SurveyCell
from dashboard.views.survey_words import (
    bare_percent,
    cell_label,
    cell_words,
    counts_of,
    whole_number,
)
from warehouse.statistics import Share
from warehouse.survey_statistics import answers_needed_for_margin
from warehouse.text import Language, Text
from warehouse.units import PERCENT

MARGIN: Final = Text("Felmarginal", "Margin of error")
# Per cent units to either side.
MARGINS: Final = ("3", "5", "10")
DEFAULT_MARGIN: Final = "5"
_MARGIN_NAME: Final = Text("±{margin} procentenheter", "±{margin} percentage points")
ANSWERS: Final = Text("svar", "answers")
NEEDED: Final = Text("kvar till ±{margin}", "left to ±{margin}")
_ENOUGH: Final = Text("räcker", "enough")
_MORE_THAN_ASKED: Final = Text("fler än inbjudna", "more than invited")

NEEDED_ABOUT: Final = (
    Text("Svar som fattas", "Answers still needed"),
    Text(
        "Så många svar till som behövs för att intervallet för en andel ska rymmas inom den valda"
        " felmarginalen, räknat för det fall där osäkerheten är störst (en andel på 50 %). När alla"
        " blev inbjudna tar beräkningen hänsyn till att de är ett begränsat antal. Fler svar gör"
        " intervallet smalare, men de som fattas kan ändå tycka något annat.",
        "How many more answers it takes for the interval of a share to fit within the chosen margin"
        " of error, reckoned where the uncertainty is greatest (a share of 50%). When everybody was"
        " invited it allows for their being a limited number. More answers make the interval"
        " narrower, but those who are missing may still think otherwise.",
    ),
)


def margin_control(state: State) -> Control:
    members = [
        (margin, Text(_MARGIN_NAME.sv.format(margin=margin), _MARGIN_NAME.en.format(margin=margin)))
        for margin in MARGINS
    ]
    return member_control("margin", MARGIN, members, state.margin, DEFAULT_MARGIN, state.language)


def needed(cell: SurveyCell, margin: str) -> int | None:
    """How many more answers; None where the number of answers is hidden or missing."""
    answers = cell.numerator if cell.is_shown else _counted_alone(cell)
    return None if answers is None else _needed(answers, cell.population, margin)


def _counted_alone(cell: SurveyCell) -> float | None:
    """How many answered where nobody knows how many were invited, so that there is no rate."""
    return cell.base if cell.status == "missing" else None


@lru_cache(maxsize=8192)
def _needed(answers: float, population: float | None, margin: str) -> int:
    """A search over intervals: kept, since each card asks for it several times."""
    return answers_needed_for_margin(answers, population, int(margin) / 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class RateRow:
    """A region or a unit: its name and its response rate."""

    key: str
    name: str
    is_own: bool
    cell: SurveyCell | None
    absent: str = "not_asked"

    @property
    def status(self) -> str:
        return self.cell.status if self.cell else self.absent

    def answers(self, language: Language) -> str:
        cell = self.cell
        if cell is not None and _counted_alone(cell) is not None:
            return whole_number(cell.base or 0, language)
        if cell is None or cell.numerator is None or cell.denominator is None:
            return STATUS_SIGNS.get(self.status, "")
        return counts_of(cell.numerator, cell.denominator, language)

    def needed(self, margin: str, language: Language) -> str:
        more = needed(self.cell, margin) if self.cell else None
        if self.cell is None or more is None:
            return ""
        if more == 0:
            return _ENOUGH.of(language)
        if self.cell.denominator is None:
            return whole_number(more, language)
        left = self.cell.denominator - (self.cell.numerator or 0)
        return _MORE_THAN_ASKED.of(language) if more > left else whole_number(more, language)


def category(row: RateRow, margin: str, language: Language, *, has_notes: bool) -> Category:
    notes = (row.answers(language), row.needed(margin, language)) if has_notes else ()
    emphasis = Emphasis.OWN if row.is_own else Emphasis.REGION
    return Category(key=row.key, label=row.name, emphasis=emphasis, notes=notes)


@dataclass(frozen=True, slots=True, kw_only=True)
class RatePanel:
    """Dots from zero, since length is read; `whole` is the share and the name of the thin line.

    `highest` is that of all panels, which share an axis. With notes the counts stand at the right.
    """

    key: str
    title: str
    rows: Sequence[RateRow]
    whole: tuple[Share, str] | None
    margin: str
    highest: float
    has_notes: bool

    def panel(self, language: Language) -> Panel:
        titles = (ANSWERS.of(language), NEEDED.of(language).format(margin=self.margin))
        return Panel(
            key=self.key,
            title=self.title,
            subtitle="",
            categories=tuple(
                category(row, self.margin, language, has_notes=self.has_notes) for row in self.rows
            ),
            axis=value_axis([self.highest], PERCENT, language, from_zero=True),
            series=_series(self.rows, language),
            lines=(_line(*self.whole, language),) if self.whole else (),
            note_titles=titles if self.has_notes else (),
        )


def _line(share: Share, name: str, language: Language) -> ReferenceLine:
    value = 100 * share.value
    return ReferenceLine(value=value, label=f"{name} {bare_percent(value, share.n, language)}")


_SERIES_NAMES: Final = {
    "own": (Emphasis.OWN, Text("min region", "my region")),
    "others": (Emphasis.REGION, Text("övriga", "others")),
}


def _series(rows: Sequence[RateRow], language: Language) -> tuple[Series, ...]:
    kinds = {"own": [r for r in rows if r.is_own], "others": [r for r in rows if not r.is_own]}
    return tuple(
        Series(
            key=key,
            name=_SERIES_NAMES[key][1].of(language),
            form=Form.DOTS,
            emphasis=_SERIES_NAMES[key][0],
            points=tuple(_point(row, language) for row in members),
        )
        for key, members in kinds.items()
        if members
    )


def _point(row: RateRow, language: Language) -> Point:
    if row.cell is None:
        return Point(category=row.key, value=None, status=row.absent, detail=(row.name,))
    return Point(
        category=row.key,
        value=row.cell.value,
        label=cell_label(row.cell, language),
        status=row.cell.status,
        detail=tuple(
            line
            for line in (row.name, cell_words(row.cell, language), row.answers(language))
            if line not in ("", STATUS_SIGNS.get(row.status))
        ),
    )


# ---------------------------------------------------------------- the table

HEADINGS: Final = (
    ("place", Text("Region", "Region")),
    ("group", Text("Grupp", "Group")),
    ("rate", Text("Svarsfrekvens, procent", "Response rate, percent")),
    ("answers", Text("Svar", "Answers")),
    ("invited", Text("Inbjudna", "Invited")),
    (
        "needed",
        Text(
            "Svar kvar till ±{margin} procentenheter", "Answers left to ±{margin} percentage points"
        ),
    ),
)


def table_row(row: RateRow, group: str, margin: str, language: Language) -> list[Cell]:
    cell = row.cell
    if cell is None or not cell.is_shown:
        sign = Cell(text=STATUS_SIGNS[row.status])
        answers, more = row.answers(language), row.needed(margin, language)
        told = [sign, Cell(text=answers), sign, Cell(text=more or sign.text)]
        return [Cell(text=row.name), Cell(text=group), *told]
    return [
        Cell(text=row.name),
        Cell(text=group),
        Cell(text=cell_label(cell, language), value=cell.value),
        _count(cell.numerator, language),
        _count(cell.denominator, language),
        Cell(text=row.needed(margin, language), value=needed(cell, margin)),
    ]


def _count(value: float | None, language: Language) -> Cell:
    text = STATUS_SIGNS["missing"] if value is None else whole_number(value, language)
    return Cell(text=text, value=value)
