"""The key of a chart as one line of text whose signs have the colours of the marks."""

from itertools import groupby
from typing import Final

from dashboard.charts.grammar import Chart, KeyEntry
from dashboard.charts.styles import emphasis_in_key
from dashboard.charts.theme import BAND_LABEL, EMPHASIS, SOFT, two_sided
from dashboard.exports.key_signs import sign_of
from dashboard.exports.xlsx_book import NOTE, Page, Properties

_BETWEEN: Final = "     "


def write_key(page: Page, row: int, chart: Chart) -> None:
    """Nothing where everything is labelled in place."""
    if not chart.key:
        return
    pieces: list[object] = []
    for group, entries in groupby(chart.key, lambda entry: entry.group):
        if group:
            pieces += [page.book.format({"bold": True, "font_color": SOFT}), f"{group}: "]
        for entry in entries:
            look: Properties = {"font_color": _colour(chart, entry), "bold": True}
            pieces += [page.book.format(look), f"{sign_of(entry)} "]
            pieces += [page.book.format({"font_color": SOFT}), f"{entry.label}{_BETWEEN}"]
    page.line(row, _key_text(chart), NOTE)
    page.sheet.write_rich_string(row, 0, *pieces, page.book.format(NOTE))


def _key_text(chart: Chart) -> str:
    """What the line says without its colours."""
    return "".join(
        (f"{group}: " if group else "")
        + "".join(f"{sign_of(entry)} {entry.label}{_BETWEEN}" for entry in entries)
        for group, entries in groupby(chart.key, lambda entry: entry.group)
    )


def _colour(chart: Chart, entry: KeyEntry) -> str:
    if entry.place is not None:
        return two_sided(entry.place)
    if entry.is_band:
        return BAND_LABEL
    return EMPHASIS[emphasis_in_key(chart, entry)]
