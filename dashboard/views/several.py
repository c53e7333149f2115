"""A view of several indicators at once: one table, one list of sources, every contradiction.

Views of one indicator have `parts.py`. Not for charts: each view makes its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.charts.grammar import Chart, Matrix
from dashboard.charts.numbers import signs_used, spoken
from dashboard.state import State
from dashboard.views import parts
from dashboard.views.figures import Figure, drawn, figures
from dashboard.views.listing import table
from dashboard.views.model import Cell, Rendered, Table
from dashboard.views.wording import Wording
from warehouse.indicators.model import TOPIC_NAMES, Topic
from warehouse.members import NATURES, ORIGINS
from warehouse.queries import Release
from warehouse.text import Text


@dataclass(frozen=True, slots=True)
class Several:
    """`title` stands after the topic over the headline; `subjects` in the order of the table."""

    view: str
    title: Text
    topic: Topic
    release: Release
    state: State
    subjects: tuple[parts.Subject, ...]

    @property
    def overline(self) -> str:
        language = self.state.language
        return f"{TOPIC_NAMES[self.topic].of(language)} · {self.title.of(language)}"

    def figures(self) -> list[tuple[Figure, Wording]]:
        return [
            (figure, subject.wording)
            for subject in self.subjects
            for figure in parts.every_figure(subject.chosen)
        ]

    def rendered(
        self, *, chart: Chart | Matrix | None, headline: str, description: str, note: str,
        about_one: bool = False,
    ) -> Rendered:  # fmt: skip
        """`about_one`: the first indicator is told in full and the others by their definition."""
        language = self.state.language
        rows = _table(self)
        return Rendered(
            view=self.view,
            state=self.state,
            overline=self.overline,
            headline=headline,
            description=spoken(description, language),
            chart=chart,
            table=rows,
            note=note,
            warnings=self._warnings(),
            about=self._about(in_full=about_one),
            sources=parts.source_lines([figure for figure, _ in self.figures()], language),
            release=self.release.id,
            signs=signs_used([*parts.cell_texts(rows), *_labels(chart)], language),
        )

    def _warnings(self) -> tuple[str, ...]:
        said = [line for subject in self.subjects for line in parts.warnings(subject)]
        return tuple(dict.fromkeys(said))

    def _about(self, *, in_full: bool) -> tuple[tuple[str, str], ...]:
        language = self.state.language
        first = self.subjects[0]
        opening = parts.about(first.indicator, first.wording) if in_full else ()
        rest = self.subjects[1:] if in_full else self.subjects
        return (*opening, *((s.indicator.title.of(language), _told(s.wording)) for s in rest))


def _labels(chart: Chart | Matrix | None) -> list[str]:
    return [cell.label for cell in chart.cells] if isinstance(chart, Matrix) else []


def subjects_of(
    view: str, release: Release, state: State, indicators: Sequence[str]
) -> tuple[parts.Subject, ...]:
    """The indicators that have figures, each with all of them."""
    subjects = []
    for name in indicators:
        found = figures(release, name)
        if found:
            indicator = release.registry.indicators[name]
            wording = Wording.for_figures(indicator, found, state.language)
            chosen = drawn(found, indicator)
            subjects.append(parts.Subject(view, release, state, indicator, chosen, wording, None))
    return tuple(subjects)


def _told(wording: Wording) -> str:
    """Definition, scale and caveat in one paragraph."""
    indicator, language = wording.indicator, wording.language
    scale = " < ".join(step.of(language) for step in indicator.scale)
    told = [
        indicator.definition.of(language),
        f"{Text('Skala', 'Scale').of(language)}: {scale}." if scale else "",
        indicator.caveat.of(language) if indicator.caveat else "",
    ]
    return " ".join(part for part in told if part)


_HEADINGS: Final = (
    ("region", Text("Region", "Region")),
    ("indicator", Text("Mått", "Measure")),
    ("series", Text("Avser", "About")),
    ("period", Text("Period", "Period")),
    ("nature", Text("Art", "Kind")),
    ("value", Text("Värde", "Value")),
    ("base", Text("Underlag", "Base")),
    ("origin", Text("Uppgiften är", "The figure is")),
    ("source", Text("Källa", "Source")),
    ("note", Text("Anmärkning", "Note")),
)


def _table(several: Several) -> Table:
    """One row for each figure, with its unit and qualifier in the cell: units differ by row."""
    found = several.figures()
    rows = [_row(figure, wording) for figure, wording in found]
    kept = [
        at for at, (key, _) in enumerate(_HEADINGS)
        if key not in ("nature", "series", "base") or len({row[at].text for row in rows}) > 1
    ]  # fmt: skip
    own = [i for i, (figure, _) in enumerate(found) if figure.region == several.state.region]
    return table(
        several.overline,
        [_HEADINGS[at] for at in kept],
        [[row[at] for at in kept] for row in rows],
        several.state.language,
        emphasised=own,
    )


def _row(figure: Figure, wording: Wording) -> tuple[Cell, ...]:
    language = wording.language
    source = figure.publication
    return (
        Cell(text=wording.place(figure)),
        Cell(text=wording.indicator.title.of(language)),
        Cell(text=wording.series(figure)),
        Cell(text=figure.period.label(language)),
        Cell(text=NATURES[figure.nature].of(language)),
        Cell(text=wording.value(figure), value=figure.value),
        Cell(text=wording.base(figure)),
        Cell(text=ORIGINS[figure.origin].of(language)),
        Cell(text=source.short.of(language), address=source.address),
        Cell(text=figure.note.of(language) if figure.note else ""),
    )
