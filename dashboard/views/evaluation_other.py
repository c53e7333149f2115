"""How the universities' education and quality work were judged: region by evaluation.

Each evaluation has a scale of its own, so a cell holds its own words and columns are not compared.
The ALF evaluation is in `evaluation_grades.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.charts.grammar import (
    Category,
    CellKind,
    Emphasis,
    Matrix,
    MatrixCell,
    MatrixColumn,
)
from dashboard.state import State
from dashboard.views import parts
from dashboard.views.choices import sentence_case
from dashboard.views.figures import Figure, stands_for_region
from dashboard.views.grades import HOW_KNOWN, Known
from dashboard.views.listing import no_controls
from dashboard.views.model import NothingToShow, Rendered, View
from dashboard.views.number_words import share_of
from dashboard.views.several import Several, subjects_of
from dashboard.views.wording import Wording
from warehouse.indicators.model import Indicator, Topic
from warehouse.members import ALL
from warehouse.queries import Release
from warehouse.regions import ALF_REGION_CODES, ALF_REGIONS
from warehouse.text import Language, Text

DEGREE: Final = "medical_degree_evaluation_grade"
PERMISSION: Final = "medical_degree_permission"
# The columns, and after them what has figures for the nation alone.
COLUMNS: Final[Mapping[str, Text]] = {
    DEGREE: Text("Läkarexamen", "Medical degree"),
    PERMISSION: Text("Sexårig läkarexamen", "Six-year medical degree"),
    "institutional_review_grade": Text("Lärosätets kvalitetsarbete", "University's quality work"),
    "institutional_review_area_grade": Text("Kvalitetsarbete: jämställdhet",
                                            "Quality work: gender equality"),
}  # fmt: skip
NATIONAL: Final = ("medical_programmes_meeting_requirements",)
STEPS: Final = 3

_NOTE: Final = Text(
    "Universitetskanslersämbetets omdömen, var och en på sin egen skala: jämför inom en kolumn, "
    "inte mellan. Starkare blått är ett högre omdöme, vinrött det lägsta; rutor utan färg har mer "
    "än ett omdöme. Lärosätenas kvalitetsarbete granskades under olika år.",
    "Grades by the Swedish Higher Education Authority, each on a scale of its own: compare within "
    "a column, not across. Stronger blue is a higher grade, plum the lowest; boxes without colour "
    "hold more than one grade. The universities' quality work was reviewed in different years.",
)
_NOTHING: Final = Text("Det finns inga omdömen i det som är inläst.", "No grades have been loaded.")


@dataclass(frozen=True, slots=True)
class _Column:
    """One evaluation, and its figures by region in order of time."""

    subject: parts.Subject
    label: str
    year: str
    by_region: Mapping[str, tuple[Figure, ...]]

    @property
    def key(self) -> str:
        return self.subject.indicator.id

    @property
    def title(self) -> str:
        """With the year, where it is the same for all."""
        return f"{self.label} {self.year}".strip()


def applies_to(indicator: Indicator) -> bool:
    return indicator.id in COLUMNS


def render(release: Release, state: State) -> Rendered:
    subjects = subjects_of("evaluation_other", release, state, (*COLUMNS, *NATIONAL))
    columns = [_column(s, state.language) for s in subjects if s.indicator.id in COLUMNS]
    if not columns:
        raise NothingToShow(_NOTHING)
    title = Text("Andra utvärderingar", "Other evaluations")
    several = Several(
        "evaluation_other", title, Topic.EVALUATIONS, release, state, subjects
    )  # fmt: skip
    return several.rendered(
        chart=_matrix(columns, state),
        headline=headline(columns, state),
        description=_description(columns, state.language),
        note=_NOTE.of(state.language),
    )


def _column(subject: parts.Subject, language: Language) -> _Column:
    indicator = subject.indicator
    found = [d.figure for d in subject.chosen if stands_for_region(d.figure, indicator)]
    periods = {f.period for f in found}
    return _Column(
        subject=subject,
        label=COLUMNS[indicator.id].of(language),
        year=periods.pop().label(language) if len(periods) == 1 else "",
        by_region={
            code: tuple(sorted((f for f in found if f.region == code), key=_order))
            for code in ALF_REGION_CODES
        },
    )


def _order(figure: Figure) -> tuple[object, ...]:
    return figure.period.sort_key


# ── the matrix ───────────────────────────────────────────────────────────────────────────────


def _matrix(columns: Sequence[_Column], state: State) -> Matrix:
    language = state.language
    cells = tuple(_cell(code, column, language) for code in ALF_REGION_CODES for column in columns)
    kinds = {cell.kind for cell in cells}
    return Matrix(
        row_title=Text("Region", "Region").of(language),
        rows=tuple(
            Category(
                key=region.code,
                label=region.short.of(language),
                emphasis=Emphasis.OWN if region.code == state.region else Emphasis.REGION,
            )
            for region in ALF_REGIONS
        ),
        columns=tuple(
            MatrixColumn(key=column.key, label=column.year or _YEARS.of(language),
                         group=column.label)
            for column in columns
        ),
        cells=cells,
        steps=STEPS,
        key=tuple((kind, how.of(language)) for kind, how in HOW_KNOWN.items() if kind in kinds),
    )  # fmt: skip


_YEARS: Final = Text("olika år", "different years")


def _cell(region: str, column: _Column, language: Language) -> MatrixCell:
    """Several figures (before and after follow-up) stand in words, without a shade."""
    found = column.by_region[region]
    scale = column.subject.indicator.scale
    known = Known.from_figures(found[:1], scale)
    kinds = {Known.from_figures([figure], scale).kind for figure in found}
    kind = CellKind.INFERRED if CellKind.INFERRED in kinds else known.kind
    step = known.step if len(found) == 1 else None
    return MatrixCell(
        row=region,
        column=column.key,
        label=cell_words(column, region, language),
        kind=kind,
        value=step,
        step=None if step is None else _shade(step, len(scale)),
        warning=len(found) == 1 and known.is_lowest,
        detail=_detail(region, column, language),
    )


def _shade(step: int, steps: int) -> int:
    """The step on the matrix's own shades: the ends of every scale look alike."""
    return round((step - 1) * (STEPS - 1) / (steps - 1))


def cell_words(column: _Column, region: str, language: Language) -> str:
    """The grade in the words of its scale; what it is about and the year where they differ."""
    found, wording = column.by_region[region], column.subject.wording
    if not found:
        return Text("okänt", "unknown").of(language)
    told = [_figure_words(figure, column, wording) for figure in found]
    return sentence_case(", ".join(told))


def _figure_words(figure: Figure, column: _Column, wording: Wording) -> str:
    if figure.status != "ok":
        return _NOT_EVALUATED.of(wording.language)
    several = len(column.by_region[figure.region]) > 1
    # That a grade is the overall one goes without saying.
    item = _SHORTER.get(figure.item, wording.indicator.items[figure.item]).of(wording.language)
    named = several and figure.item not in (ALL, "overall")
    year = "" if column.year else f" {figure.period.label(wording.language)}"
    return f"{item}: {wording.value(figure)}{year}" if named else f"{wording.value(figure)}{year}"


_SHORTER: Final = {"after_follow_up": Text("efter uppföljning", "after follow-up")}
_NOT_EVALUATED: Final = Text("inte utvärderad", "not evaluated")


def _detail(region: str, column: _Column, language: Language) -> tuple[str, ...]:
    wording = column.subject.wording
    by_region = {d.figure: d for d in column.subject.chosen}
    lines = [line for f in column.by_region[region] for line in wording.detail(by_region[f])]
    notes = [f.note.of(language) for f in column.by_region[region] if f.note]
    nothing = [f"{wording.region(region)}, {column.title}",
               HOW_KNOWN[CellKind.UNKNOWN].of(language)]  # fmt: skip
    return tuple(dict.fromkeys([*(lines or nothing), *notes]))


# ── the words ────────────────────────────────────────────────────────────────────────────────

_LOW_DEGREE: Final = Text(
    "{of} läkarutbildningar fick {grade} {year}", "{of} medical programmes got “{grade}” in {year}"
)
_PERMITTED: Final = Text(
    "{of} lärosäten fick tillstånd för sexårig läkarexamen {year}",
    "{of} universities were permitted the six-year degree in {year}",
)


def headline(columns: Sequence[_Column], state: State) -> str:
    """Own region's grades in their own words, else how many were judged how."""
    if state.region is not None:
        told = [
            f"{cell_words(column, state.region, state.language).lower()} ({column.title.lower()})"
            for column in columns
            if column.key != "institutional_review_area_grade"
        ]
        name = columns[0].subject.wording.region(state.region)
        return f"{name}: {', '.join(told)}."
    by_key = {column.key: column for column in columns}
    counted = [
        _counted(text, by_key[key], step, state.language)
        for text, key, step in ((_LOW_DEGREE, DEGREE, 1), (_PERMITTED, PERMISSION, 2))
        if key in by_key
    ]
    return sentence_case("; ".join(counted)) + "."


def _counted(text: Text, column: _Column, step: int, language: Language) -> str:
    judged = [f for found in column.by_region.values() for f in found if f.value is not None]
    return text.of(language).format(
        of=share_of(sum(f.value == step for f in judged), len(judged), language),
        grade=column.subject.indicator.scale[step - 1].of(language),
        year=column.year,
    )


def _description(columns: Sequence[_Column], language: Language) -> str:
    return " ".join(
        f"{column.title}: "
        + ", ".join(
            f"{column.subject.wording.region(code)} {cell_words(column, code, language).lower()}"
            for code in ALF_REGION_CODES
        )
        + "."
        for column in columns
    )


VIEW: Final = View(
    id="evaluation_other",
    title=Text("Andra utvärderingar", "Other evaluations"),
    question=Text("Hur har utbildningen och kvalitetsarbetet bedömts?",
                  "How were education and quality work judged?"),
    keys=(),
    applies_to=applies_to,
    controls=no_controls,
    render=render,
)  # fmt: skip
