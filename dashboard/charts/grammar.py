"""What a chart shows, and nothing about who draws it.

A view builds one of these from numbers; each backend (Plotly, Office, SVG) draws the same one.
Texts are ready for the reader: in the reader's language, with numbers written by `numbers.py`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Emphasis(StrEnum):
    """What a series or a category is to the reader; the theme decides the colour."""

    OWN = "own"
    REGION = "region"
    NATION = "nation"
    WOMEN = "women"
    MEN = "men"
    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    WARNING = "warning"


class Mark(StrEnum):
    DOT = "dot"
    OPEN_DOT = "open_dot"
    SQUARE = "square"
    OPEN_SQUARE = "open_square"
    DIAMOND = "diamond"
    OPEN_DIAMOND = "open_diamond"


class Form(StrEnum):
    DOTS = "dots"
    LINE = "line"
    BARS = "bars"


class Orientation(StrEnum):
    """ROWS: categories run down the side, values along the bottom. COLUMNS: the other way."""

    ROWS = "rows"
    COLUMNS = "columns"


class Stacking(StrEnum):
    """DIVERGING: what stands low on a two-sided scale goes to the left of zero (`stacks.py`)."""

    NONE = "none"
    STACKED = "stacked"
    DIVERGING = "diverging"


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """One place on the category axis. `position` is a decimal year on a time axis, a number where
    the panel has an axis `along`, else None.

    Rows of a matrix that follow each other with the same `group` stand under that heading.
    `notes` stand at the right of a row, under the panel's `note_titles`: n, a total. `address` is
    where the name of a row leads.
    """

    key: str
    label: str
    position: float | None = None
    emphasis: Emphasis = Emphasis.REGION
    sign: str = ""
    group: str = ""
    notes: tuple[str, ...] = ()
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One figure. Points are joined only with neighbours of the same `segment`.

    `value` None with a status other than ok draws nothing but its category keeps the `sign`
    of why. `detail` are the lines of the hover box. `mark` differs from the series' own where
    a figure is of another kind (a second printed figure, an approximate one).
    """

    category: str
    value: float | None
    low: float | None = None
    high: float | None = None
    bound_low: float | None = None
    bound_high: float | None = None
    label: str = ""
    status: str = "ok"
    detail: tuple[str, ...] = ()
    mark: Mark | None = None
    segment: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """`name` stands at the end of a line or in the key; `joined` points only matter for LINE.

    `place` is where the series stands on a two-sided scale, −1 lowest to 1 highest and 0 in the
    middle: it decides the shade, whatever the emphasis, and the side in a DIVERGING stack.
    """

    key: str
    name: str
    form: Form
    emphasis: Emphasis
    points: tuple[Point, ...]
    mark: Mark = Mark.DOT
    name_at_end: bool = False
    place: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    value: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueAxis:
    low: float
    high: float
    ticks: tuple[Tick, ...]
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """An interval of values with a meaning, such as 40–60 per cent."""

    low: float
    high: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceLine:
    value: float
    label: str
    emphasis: Emphasis = Emphasis.NATION


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A series break between two positions of a time axis; nothing is joined across it."""

    position: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A limit that bends: pairs of a place `along` and a value. No figure, so it has no marks.

    `label` stands at its end; empty where another curve says it already.
    """

    key: str
    label: str
    points: tuple[tuple[float, float], ...]
    dashed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """`connected` joins the marks within each category (a dumbbell).

    With an axis `along` both directions are values (a scatter): each category lies at its
    `position` on it, and `curves` may run through the panel. Its chart has COLUMNS.

    Where there are `note_titles`, every category has as many `notes`.
    """

    key: str
    title: str
    subtitle: str
    categories: tuple[Category, ...]
    axis: ValueAxis
    series: tuple[Series, ...]
    bands: tuple[Band, ...] = ()
    lines: tuple[ReferenceLine, ...] = ()
    breaks: tuple[Break, ...] = ()
    connected: bool = False
    note_titles: tuple[str, ...] = ()
    along: ValueAxis | None = None
    curves: tuple[Curve, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEntry:
    """One line of the key, for marks that no direct label explains.

    `place` is that of its series; entries that follow each other with the same `group` stand
    under that heading.
    """

    label: str
    mark: Mark | None
    emphasis: Emphasis
    is_line: bool = False
    is_band: bool = False
    place: float | None = None
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Panels side by side. `columns` is how many fit beside each other on a wide screen.

    `names_above`: the names of rows are whole sentences, so they stand over their rows. `stamp`
    is a word written across it that no one can overlook, such as EXAMPLE DATA.
    """

    panels: tuple[Panel, ...]
    orientation: Orientation
    columns: int
    stacking: Stacking = Stacking.NONE
    key: tuple[KeyEntry, ...] = ()
    stamp: str = ""
    names_above: bool = False


class CellKind(StrEnum):
    """How well a cell of a matrix is known."""

    KNOWN = "known"
    INFERRED = "inferred"
    PARTLY = "partly"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixColumn:
    """`emphasis` OWN marks the column of own region; the page gives it `matrix-own-column`."""

    key: str
    label: str
    group: str = ""
    emphasis: Emphasis = Emphasis.REGION


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixCell:
    """`step` runs from 0 to the matrix's `steps` − 1; None where there is nothing to shade."""

    row: str
    column: str
    label: str
    kind: CellKind
    value: float | None = None
    low: float | None = None
    high: float | None = None
    step: int | None = None
    warning: bool = False
    detail: tuple[str, ...] = ()
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Rows × columns of labelled cells: grades, coverage. A real table on the page."""

    row_title: str
    rows: tuple[Category, ...]
    columns: tuple[MatrixColumn, ...]
    cells: tuple[MatrixCell, ...]
    steps: int
    key: tuple[tuple[CellKind, str], ...] = ()
    stamp: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One mark as a reader meets it; every backend can list these, and the lists are equal."""

    panel: str
    series: str
    category: str
    value: float | None
    low: float | None
    high: float | None
    label: str
    status: str


def shown(chart: Chart | Matrix) -> Iterator[Shown]:
    """What the chart says, mark by mark: the list that a backend's own is compared with."""
    if isinstance(chart, Matrix):
        yield from (
            Shown(
                panel="",
                series=cell.column,
                category=cell.row,
                value=cell.value,
                low=cell.low,
                high=cell.high,
                label=cell.label,
                status=cell.kind.value,
            )
            for cell in chart.cells
        )
        return
    for panel in chart.panels:
        for series in panel.series:
            yield from (
                Shown(
                    panel=panel.key,
                    series=series.key,
                    category=point.category,
                    value=point.value,
                    low=point.low,
                    high=point.high,
                    label=point.label,
                    status=point.status,
                )
                for point in series.points
            )
