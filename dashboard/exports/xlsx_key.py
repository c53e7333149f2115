"""The key of a chart as one line of text whose signs have the colours of the marks."""

from itertools import groupby
from typing import Final

from dashboard.charts.grammar import Chart, Emphasis, KeyEntry, Mark
from dashboard.charts.styles import BY_ROW
from dashboard.charts.theme import BAND_LABEL, EMPHASIS, SOFT, two_sided
from dashboard.exports.xlsx_book import NOTE, Page, Properties

_SIGNS: Final[dict[Mark, str]] = {
    Mark.DOT: "●", Mark.OPEN_DOT: "○", Mark.SQUARE: "■", Mark.OPEN_SQUARE: "□",
    Mark.DIAMOND: "◆", Mark.OPEN_DIAMOND: "◇",
}  # fmt: skip
_LINE: Final = "―"
_BAND: Final = "▬"
_BETWEEN: Final = "     "


def write_key(page: Page, row: int, chart: Chart) -> None:
    """Nothing where everything is labelled in place."""
    if not chart.key:
        return
    by_row = any(c.emphasis is Emphasis.OWN for panel in chart.panels for c in panel.categories)
    pieces: list[object] = []
    for group, entries in groupby(chart.key, lambda entry: entry.group):
        if group:
            pieces += [page.book.format({"bold": True, "font_color": SOFT}), f"{group}: "]
        for entry in entries:
            look: Properties = {"font_color": _colour(entry, by_row=by_row), "bold": True}
            pieces += [page.book.format(look), f"{sign_of(entry)} "]
            pieces += [page.book.format({"font_color": SOFT}), f"{entry.label}{_BETWEEN}"]
    page.line(row, key_text(chart), NOTE)
    page.sheet.write_rich_string(row, 0, *pieces, page.book.format(NOTE))


def key_text(chart: Chart) -> str:
    """What the line says without its colours."""
    return "".join(
        (f"{group}: " if group else "")
        + "".join(f"{sign_of(entry)} {entry.label}{_BETWEEN}" for entry in entries)
        for group, entries in groupby(chart.key, lambda entry: entry.group)
    )


def sign_of(entry: KeyEntry) -> str:
    if entry.is_band:
        return _BAND
    return _LINE if entry.is_line or entry.mark is None else _SIGNS[entry.mark]


def _colour(entry: KeyEntry, *, by_row: bool) -> str:
    """As in the chart: where colour says whose row it is, the mark alone tells series apart."""
    if entry.place is not None:
        return two_sided(entry.place)
    if entry.is_band:
        return BAND_LABEL
    return EMPHASIS[Emphasis.REGION if by_row and entry.emphasis in BY_ROW else entry.emphasis]
