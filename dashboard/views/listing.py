"""What the views of the sources page and the coverage have in common: plain tables about the data.

Not for figures of an indicator: those have their table, note and sources from `parts.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import polars as pl

from dashboard.charts import numbers
from dashboard.charts.grammar import Chart, Matrix
from dashboard.charts.signs import spoken
from dashboard.state import State
from dashboard.views.model import Cell, Column, Control, Rendered, Table
from warehouse.contract import Observation
from warehouse.indicators.model import Indicator
from warehouse.queries import Release
from warehouse.text import Language, Text
from warehouse.units import COUNT, PERCENT

SECTION: Final = Text("Källor och kvalitet", "Sources and quality")
_FIGURE: Final = Text("värde", "figure")
_FIGURES: Final = Text("värden", "figures")

Heading = tuple[str, Text]
About = Sequence[tuple[Text, Text]]


def no_indicator(_: Indicator) -> bool:
    """A view about the data as a whole is not chosen by indicator."""
    return False


def no_controls(_: Release, __: State) -> tuple[Control, ...]:
    return ()


@lru_cache(maxsize=4)
def observations(release: Release) -> pl.DataFrame:
    """All observations of the release, each with the topic of its indicator."""
    if not release.indicators():
        return Observation.create_empty().with_columns(topic=pl.lit(""))
    frames = [
        release.observations(id_).with_columns(
            topic=pl.lit(release.registry.indicators[id_].topic.value)
        )
        for id_ in release.indicators()
    ]
    return pl.concat(frames)


def count(number: float, language: Language) -> str:
    return numbers.number(number, COUNT, language)


def counted(number: int, one: Text, several: Text, language: Language) -> str:
    """Such as "1 värde" and "1 024 värden"."""
    return f"{count(number, language)}\u00a0{(one if number == 1 else several).of(language)}"


def figures_counted(number: int, language: Language) -> str:
    return counted(number, _FIGURE, _FIGURES, language)


def share(part: int, whole: int, language: Language) -> str:
    """A rounded share that never says all or nothing when it is not."""
    percent = 100 * part / whole
    if part > 0 and percent < 1:
        return Text("mindre än ", "less than ").of(language) + _percent(1, language)
    if part < whole and percent > 99:
        return Text("mer än ", "more than ").of(language) + _percent(99, language)
    return _percent(percent, language)


def _percent(value: float, language: Language) -> str:
    return numbers.number(value, PERCENT, language, decimals=0)


def number_cell(number: int, language: Language) -> Cell:
    return Cell(text=count(number, language), value=float(number))


def table(
    caption: str,
    headings: Sequence[Heading],
    rows: Sequence[Sequence[Cell]],
    language: Language,
    *,
    emphasised: Sequence[int] = (),
) -> Table:
    """Columns of numbers are those in which every cell has a value."""
    are_numbers = [
        bool(rows) and all(row[at].value is not None for row in rows) for at in range(len(headings))
    ]
    columns = tuple(
        Column(key=key, label=label.of(language), is_number=is_number)
        for (key, label), is_number in zip(headings, are_numbers, strict=True)
    )
    return Table(caption=caption, columns=columns, rows=tuple(map(tuple, rows)),
                 emphasised=tuple(emphasised))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One such view: `title` stands over the headline, after the name of the section."""

    view: str
    release: Release
    state: State
    title: Text
    section: Text = SECTION

    @property
    def language(self) -> Language:
        return self.state.language

    @property
    def overline(self) -> str:
        return f"{self.section.of(self.language)} · {self.title.of(self.language)}"

    def say(self, text: Text, **values: object) -> str:
        return text.of(self.language).format(**values)

    def rendered(
        self, *, headline: str, table: Table, note: str, about: About, description: str = "",
        chart: Chart | Matrix | None = None,
    ) -> Rendered:  # fmt: skip
        language = self.language
        return Rendered(
            view=self.view,
            state=self.state,
            overline=self.overline,
            headline=headline,
            description=spoken(description or headline, language),
            chart=chart,
            table=table,
            note=note,
            warnings=(),
            about=tuple((heading.of(language), text.of(language)) for heading, text in about),
            sources=(),
            release=self.release.id,
        )
