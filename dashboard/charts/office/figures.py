"""The sheet of data of a panel: what each figure is, its label and its interval, row by row.

Labels that are nothing but the figure are formulas, and so are the lengths of intervals: whoever
changes a figure moves its mark, its label and its interval. Not for how they are drawn.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from dashboard.charts.geometry import Frame
from dashboard.charts.grammar import Category, Orientation, Panel, Point, Series
from dashboard.charts.office.sheet import DATA, Cell, Formula, Range, Sheet
from dashboard.charts.signs import HARD_SPACE, MINUS
from warehouse.members import STATUSES
from warehouse.text import Language, Text

ROW: Final = Text("Rad", "Row")
PERIOD: Final = Text("Period", "Period")
NAME: Final = Text("Namn", "Name")
PLACE: Final = Text("Plats", "Place")
VALUE: Final = Text("Värde", "Value")
LABEL: Final = Text("etikett", "label")
STATUS: Final = Text("varför tomt", "why empty")
LOW: Final = Text("från", "from")
HIGH: Final = Text("till", "to")
LEAST: Final = Text("lägst möjligt", "least possible")
MOST: Final = Text("högst möjligt", "most possible")
BELOW: Final = Text("ned till", "down to")
ABOVE: Final = Text("upp till", "up to")
KEY: Final = Text("nyckel", "key")


@dataclass(frozen=True, slots=True)
class Ends:
    """An interval around each figure: its ends, and how far they lie from the figure."""

    low: Range
    high: Range
    minus: Range
    plus: Range

    def part(self, start: int, stop: int) -> "Ends":
        low, high, minus, plus = (
            one.part(start, stop) for one in (self.low, self.high, self.minus, self.plus)
        )
        return Ends(low, high, minus, plus)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A series' columns in the sheet of data. `points` has one for each of its rows, or None.

    `x` and `y` are what marks stand at; there is no `label` where no point has one.
    """

    series: Series
    points: tuple[Point | None, ...]
    name: Range
    value: Range
    x: Range
    y: Range
    label: Range | None
    interval: Ends | None
    bounds: Ends | None

    def part(self, start: int, stop: int) -> "Figures":
        """These rows of the series alone."""
        return replace(
            self, points=self.points[start:stop], value=self.value.part(start, stop),
            x=self.x.part(start, stop), y=self.y.part(start, stop),
            label=self.label.part(start, stop) if self.label else None,
            interval=self.interval.part(start, stop) if self.interval else None,
            bounds=self.bounds.part(start, stop) if self.bounds else None,
        )  # fmt: skip

    def row_of(self, point: Point) -> int:
        return next(index for index, one in enumerate(self.points) if one is point)


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """The sheet of a panel: the rows' names and places, and the figures of every series."""

    sheet: Sheet
    rows: tuple[Category, ...]
    places: Range
    figures: tuple[Figures, ...]

    def of(self, series: Series) -> Figures:
        return next(found for found in self.figures if found.series is series)


def data_of(frame: Frame, support: Sheet, language: Language, prefix: str = "") -> Data:
    """Writes a panel's figures into a new sheet, and what only charts need into `support`."""
    panel = frame.panel
    sheet = Sheet(f"{prefix}{DATA.of(language)}")
    rows = _rows(panel)
    heading = _row_heading(frame).of(language)
    sheet.add(heading, [category.label for category in rows])
    places = sheet.add(PLACE.of(language), [frame.along(category) for category in rows], "General")
    support.add(f"{heading}: {KEY.of(language)}", [category.key for category in rows])
    tables = _Tables(frame, sheet, support, language, rows, places)
    return Data(
        sheet=sheet, rows=rows, places=places,
        figures=tuple(tables.figures(series) for series in panel.series),
    )  # fmt: skip


def _row_heading(frame: Frame) -> Text:
    if frame.panel.along is not None:
        return NAME
    return PERIOD if frame.orientation is Orientation.COLUMNS else ROW


def _rows(panel: Panel) -> tuple[Category, ...]:
    """The categories, each as often as any series has figures of it."""
    counts = [_counts(series) for series in panel.series]
    return tuple(
        category
        for category in panel.categories
        for _ in range(max((count.get(category.key, 1) for count in counts), default=1))
    )


def _counts(series: Series) -> dict[str, int]:
    found: dict[str, int] = {}
    for point in series.points:
        found[point.category] = found.get(point.category, 0) + 1
    return found


def _placed(series: Series, rows: Sequence[Category]) -> tuple[Point | None, ...]:
    waiting: dict[str, list[Point]] = {}
    for point in series.points:
        waiting.setdefault(point.category, []).append(point)
    return tuple(
        waiting[row.key].pop(0) if waiting.get(row.key) else None for row in rows
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Tables:
    """What the columns of every series of a panel are written with."""

    frame: Frame
    sheet: Sheet
    support: Sheet
    language: Language
    rows: tuple[Category, ...]
    places: Range

    def figures(self, series: Series) -> Figures:
        points = _placed(series, self.rows)
        name = series.name or self.frame.panel.title or VALUE.of(self.language)
        self.support.add(f"{name}: {KEY.of(self.language)}", [series.key])
        value = self.sheet.add(name, [p.value if p else None for p in points], _format(points))
        label = self._labels(name, points, value)
        interval = self._ends(name, points, value, (LOW, HIGH), _interval)
        bounds = self._ends(name, points, value, (LEAST, MOST), _bounds)
        self._statuses(name, points)
        along = self._along(name, value)
        rows = self.frame.orientation is Orientation.ROWS
        x, y = (value, along) if rows else (along, value)
        return Figures(
            series=series, points=points, name=self.sheet.heading(value.column), value=value,
            x=x, y=y, label=label, interval=interval, bounds=bounds,
        )  # fmt: skip

    def _labels(
        self, name: str, points: Sequence[Point | None], value: Range
    ) -> Range | None:  # fmt: skip
        if not any(point and point.label for point in points):
            return None
        cells = [
            label_cell(point, value.here(index)) if point else None
            for index, point in enumerate(points)
        ]
        return self.sheet.add(f"{name}: {LABEL.of(self.language)}", cells)

    def _ends(
        self,
        name: str,
        points: Sequence[Point | None],
        value: Range,
        words: tuple[Text, Text],
        ends: Callable[[Point], tuple[float, float] | None],
    ) -> Ends | None:
        """Blank where a figure has none; error bars then have no length."""
        found = [ends(p) if p and p.value is not None else None for p in points]
        if not any(found):
            return None
        low_name, high_name = (f"{name}: {word.of(self.language)}" for word in words)
        low = self.sheet.add(low_name, [pair[0] if pair else None for pair in found])
        high = self.sheet.add(high_name, [pair[1] if pair else None for pair in found])
        below, above = BELOW.of(self.language), ABOVE.of(self.language)
        minus = self.sheet.add(f"{low_name}, {below}", _apart(value, low))
        plus = self.sheet.add(f"{high_name}, {above}", _apart(high, value))
        return Ends(low, high, minus, plus)

    def _statuses(self, name: str, points: Sequence[Point | None]) -> None:
        if any(point and point.status != "ok" for point in points):
            cells = [
                STATUSES[p.status].of(self.language) if p and p.status != "ok" else None
                for p in points
            ]
            self.sheet.add(f"{name}: {STATUS.of(self.language)}", cells)

    def _along(self, name: str, value: Range) -> Range:
        """The places of a series: blank where it has no figure, or a mark would stand at zero."""
        if all(one is not None for one in value.values):
            return self.places
        if self.frame.orientation is Orientation.COLUMNS:
            return self.places
        cells = [
            Formula(f"='{self.sheet.name}'!{self.places.here(index)}", place)
            if one is not None and isinstance(place, float | int) else None
            for index, (one, place) in enumerate(
                zip(value.values, self.places.values, strict=True))
        ]  # fmt: skip
        return self.support.add(f"{name}: {PLACE.of(self.language)}", cells)


def _interval(point: Point) -> tuple[float, float] | None:
    return None if point.low is None or point.high is None else (point.low, point.high)


def _bounds(point: Point) -> tuple[float, float] | None:
    if point.bound_low is None or point.bound_high is None:
        return None
    return point.bound_low, point.bound_high


def _apart(upper: Range, lower: Range) -> list[Cell]:
    """The distances between two columns, reckoned by the workbook."""
    return [
        Formula(f"={upper.here(index)}-{lower.here(index)}", more - less)
        if isinstance(more, float | int) and isinstance(less, float | int) else None
        for index, (more, less) in enumerate(zip(upper.values, lower.values, strict=True))
    ]  # fmt: skip


def _format(points: Sequence[Point | None]) -> str:
    """As many decimals as the labels have; as they come where these say nothing of it."""
    found = [_FIGURE.match(point.label) for point in points if point and point.value is not None]
    decimals = {len(one[3] or "") for one in found if one}
    return "0" + ("." + "0" * max(decimals) if max(decimals) else "") if decimals else ""


_FIGURE: Final = re.compile(rf"^({MINUS}?)(\d[\d{HARD_SPACE}]*?)(?:[.,](\d+))?({HARD_SPACE}?%)?$")
_FACTORS: Final = (1, 1_000, 1_000_000, 1_000_000_000)


def label_cell(point: Point, cell: str) -> Cell:
    """A label as a formula of the cell of its figure, where the one follows from the other.

    A decimal sign is then the reader's own. What has words or signs with it stays a text, and so
    has what no rounding of the figure gives.
    """
    found = _FIGURE.match(point.label)
    if found is None or point.value is None or (HARD_SPACE in found[2] and found[3]):
        return point.label or None
    written = Decimal(f"{found[2]}.{found[3] or 0}".replace(HARD_SPACE, ""))
    decimals = len(found[3] or "")
    for factor in _FACTORS:
        if _rounded(abs(point.value) / factor, decimals) == written:
            # A bar to the left of zero is labelled with its length.
            figure = f"ABS({cell})" if point.value < 0 and not found[1] else cell
            return Formula(_formula(figure, factor, decimals, found), point.label)
    return point.label


def _rounded(value: float, decimals: int) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _formula(cell: str, factor: int, decimals: int, found: re.Match[str]) -> str:
    figure = cell if factor == 1 else f"{cell}/{factor}"
    grouped = HARD_SPACE in found[2]
    text = f"FIXED({figure},{decimals},{'FALSE' if grouped else 'TRUE'})"
    if grouped:
        text = f'SUBSTITUTE({text},",","{HARD_SPACE}")'
    if found[1]:
        text = f'SUBSTITUTE({text},"-","{MINUS}")'
    return f'={text}&"{found[4]}"' if found[4] else f"={text}"
