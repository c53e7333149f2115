"""A view: one question, answered by a chart, a table and words from the same numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from dashboard.charts.grammar import Chart, Matrix
from dashboard.state import State
from warehouse.indicators.model import Indicator
from warehouse.queries import Release
from warehouse.text import Text


class NothingToShow(LookupError):
    """There are no figures for what was asked; `reason` says why in both languages."""

    def __init__(self, reason: Text) -> None:
        self.reason = reason
        super().__init__(reason.en)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table: what is read, and the number behind it for those who calculate."""

    text: str
    value: float | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    key: str
    label: str
    is_number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The first column is the header of its row. `emphasised` are indexes of rows of own region."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    emphasised: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """`short` stands under the chart; the rest stands in the about tab."""

    id: str
    short: str
    citation: str
    address: str | None
    locators: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    value: str
    label: str
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One choice the reader has: the key of the address it sets and what it may be."""

    key: str
    label: str
    options: tuple[Option, ...]
    chosen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """What the page shows, an export writes, the API serves and a test draws.

    `overline` is the small line over the headline (topic · survey). `headline` and `description`
    never claim what the numbers do not support; `description` says the whole chart in words
    (text alternative). `note` is the line under the chart: who, how many, what kind of
    uncertainty, which period and source. `warnings` are breaks, contradictions and alternatives.
    `about` are pairs of heading and text: definition, direction, method, caveat.
    """

    view: str
    state: State
    overline: str
    headline: str
    description: str
    chart: Chart | Matrix | None
    table: Table
    note: str
    warnings: tuple[str, ...]
    about: tuple[tuple[str, str], ...]
    sources: tuple[SourceLine, ...]
    release: str
    signs: tuple[tuple[str, str], ...] = ()


class Render(Protocol):
    def __call__(self, release: Release, state: State) -> Rendered: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """`keys` are the choices it takes from the address besides language and region.

    `applies_to` says which indicators it can show. `controls` lists what the reader can choose
    now, with what is chosen; it raises BadState for a value that the release does not have.
    """

    id: str
    title: Text
    question: Text
    keys: tuple[str, ...]
    applies_to: Callable[[Indicator], bool]
    controls: Callable[[Release, State], Sequence[Control]]
    render: Render
