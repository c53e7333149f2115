"""The table of a view: one row for each figure, drawn or not, with what qualifies it."""

from collections.abc import Sequence
from typing import Final

from dashboard.charts.numbers import unit_name
from dashboard.views.figures import Figure
from dashboard.views.model import Cell, Column, Table
from dashboard.views.wording import Wording
from warehouse.members import NATURES, ORIGINS, SEXES
from warehouse.text import Text

_HEADINGS: Final = {
    "region": Text("Region", "Region"),
    "series": Text("Avser", "About"),
    "period": Text("Period", "Period"),
    "sex": Text("Kön", "Sex"),
    "nature": Text("Art", "Kind"),
    "value": Text("Värde", "Value"),
    "interval": Text("Intervall", "Interval"),
    "base": Text("Underlag", "Base"),
    "origin": Text("Uppgiften är", "The figure is"),
    "source": Text("Källa", "Source"),
    "note": Text("Anmärkning", "Note"),
}
_ALWAYS: Final = ("region", "value", "source")


def figure_table(found: Sequence[Figure], caption: str, own: str | None, wording: Wording) -> Table:
    """One row for each figure; columns that would say the same throughout are left out."""
    texts = [_texts(figure, wording) for figure in found]
    keys = [key for key in _HEADINGS if key in _ALWAYS or _differs(key, texts)]
    rows = tuple(
        tuple(_table_cell(key, row, figure) for key in keys)
        for row, figure in zip(texts, found, strict=True)
    )
    emphasised = [i for i, figure in enumerate(found) if figure.region == own]
    return Table(
        caption=caption,
        columns=tuple(_column(key, wording) for key in keys),
        rows=rows,
        emphasised=tuple(emphasised),
    )


def _differs(key: str, texts: Sequence[dict[str, str]]) -> bool:
    seen = {row[key] for row in texts}
    return bool(seen - {""}) and (len(seen) > 1 or key in ("period", "base", "note"))


def _texts(figure: Figure, wording: Wording) -> dict[str, str]:
    language = wording.language
    return {
        "region": wording.place(figure),
        "series": wording.series(figure),
        "period": figure.period.label(language),
        "sex": SEXES[figure.sex].of(language),
        "nature": NATURES[figure.nature].of(language),
        "value": wording.cell(figure),
        "interval": interval_text(figure, wording),
        "base": wording.base(figure),
        "origin": ORIGINS[figure.origin].of(language),
        "source": figure.publication.short.of(language),
        "note": figure.note.of(language) if figure.note else "",
    }


def interval_text(figure: Figure, wording: Wording) -> str:
    if figure.low is None or figure.high is None or wording.indicator.scale:
        return ""
    return f"{wording.amount(figure.low)}–{wording.amount(figure.high)}"


def _column(key: str, wording: Wording) -> Column:
    heading = _HEADINGS[key].of(wording.language)
    unit = unit_name(wording.unit, wording.language)
    label = f"{heading}, {unit}" if key == "value" and unit else heading
    return Column(key=key, label=label, is_number=key in ("value", "interval", "base"))


def _table_cell(key: str, row: dict[str, str], figure: Figure) -> Cell:
    address = figure.publication.address if key == "source" else None
    return Cell(text=row[key], value=figure.value if key == "value" else None, address=address)
