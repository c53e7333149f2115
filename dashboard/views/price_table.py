"""The table of amounts in current and fixed prices: every figure, drawn or not."""

from typing import Final

from dashboard.charts import numbers
from dashboard.charts.signs import STATUS_SIGNS
from dashboard.views.choices import sentence_case
from dashboard.views.figures import Figure
from dashboard.views.listing import table
from dashboard.views.model import Cell, Table
from dashboard.views.price_words import CURRENT, Amount, Prices, fixed_label
from dashboard.views.wording import Wording
from warehouse.members import NATURES
from warehouse.prices import NotConverted
from warehouse.text import Text

_NOT_CONVERTED: Final = Text("Inte omräknat", "Not converted")


def table_of(prices: Prices, caption: str) -> Table:
    """One row for each amount in both prices; of others for the same period, the current one."""
    wording, language = prices.wording, prices.wording.language
    unit = numbers.unit_name(wording.unit, language)
    headings = [
        ("region", Text("Region", "Region")),
        ("period", Text("Period", "Period")),
        ("nature", Text("Art", "Kind")),
        ("value", _headed(CURRENT, unit)),
        *([("fixed", _headed(prices.price_name, unit))] if prices.is_fixed else []),
        ("source", Text("Källa", "Source")),
        ("note", Text("Anmärkning", "Note")),
    ]
    rows = [
        _row(figure, amount, prices)
        for amount in prices.amounts
        for figure in (amount.figure, *amount.one.others)
    ]
    found = [f for a in prices.amounts for f in (a.figure, *a.one.others)]
    own = [at for at, figure in enumerate(found) if figure.region == prices.own]
    return table(caption, headings, rows, language, emphasised=own)


def _headed(prices: Text, unit: str) -> Text:
    return Text(*(f"{sentence_case(text)}, {unit}" for text in (prices.sv, prices.en)))


def _row(figure: Figure, amount: Amount, prices: Prices) -> list[Cell]:
    wording, language = prices.wording, prices.wording.language
    source = figure.publication
    return [
        Cell(text=wording.region(figure.region)),
        Cell(text=figure.period.label(language)),
        Cell(text=NATURES[figure.nature].of(language)),
        Cell(text=wording.cell(figure), value=figure.value),
        *([_fixed_cell(figure, amount, wording)] if prices.is_fixed else []),
        Cell(text=source.short.of(language), address=source.address),
        Cell(text=figure.note.of(language) if figure.note else ""),
    ]


def _fixed_cell(figure: Figure, amount: Amount, wording: Wording) -> Cell:
    if figure is not amount.figure:
        return Cell(text=STATUS_SIGNS["missing"])
    if isinstance(amount.fixed, NotConverted):
        return Cell(text=wording.say(_NOT_CONVERTED))
    return Cell(text=fixed_label(amount, wording), value=amount.fixed.value)
