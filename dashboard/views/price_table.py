"""The table of amounts in current and fixed prices: every figure, drawn or not.

In fixed prices it has the index figure that each amount was divided by, and beside it what other
sources print for the same year, so that a reader can compute the amounts again.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dashboard.charts import numbers
from dashboard.charts.signs import STATUS_SIGNS
from dashboard.views.choices import sentence_case
from dashboard.views.figures import Figure
from dashboard.views.listing import Heading, table
from dashboard.views.model import Cell, Table
from dashboard.views.price_indices import CURRENT
from dashboard.views.price_words import Amount, Prices, fixed_label, index_figure
from dashboard.views.wording import Wording
from warehouse.members import ALL, NATURES, SEXES
from warehouse.prices import FixedPrice, calendar_year
from warehouse.sources import Source
from warehouse.text import Text

_NOT_CONVERTED: Final = Text("Inte omräknat", "Not converted")
_NUMBERS: Final = ("value", "fixed", "index")


def table_of(prices: Prices, caption: str) -> Table:
    """One row for each amount in both prices; of others for the same period, the current one."""
    language = prices.wording.language
    found = [(f, a) for a in prices.amounts for f in (a.figure, *a.one.others)]
    rows = [_row(figure, amount, prices) for figure, amount in found]
    headings = _headings(prices)
    kept = [
        at for at, (key, _) in enumerate(headings)
        if key != "series" or any(row[at].text for row in rows)
    ]  # fmt: skip
    own = [at for at, (figure, _) in enumerate(found) if figure.region == prices.own]
    made = table(
        caption,
        [headings[at] for at in kept],
        [[row[at] for at in kept] for row in rows],
        language,
        emphasised=own,
    )
    # A column of amounts is one of numbers also where some cannot be converted.
    columns = (replace(one, is_number=one.key.startswith(_NUMBERS)) for one in made.columns)
    return replace(made, columns=tuple(columns))


def _headings(prices: Prices) -> list[Heading]:
    unit = numbers.unit_name(prices.wording.unit, prices.wording.language)
    return [
        ("region", Text("Region", "Region")),
        ("series", Text("Avser", "About")),
        ("period", Text("Period", "Period")),
        ("nature", Text("Art", "Kind")),
        ("value", _headed(CURRENT, unit)),
        *_fixed_headings(prices, unit),
        ("source", Text("Källa", "Source")),
        ("note", Text("Anmärkning", "Note")),
    ]


def _headed(prices: Text, unit: str) -> Text:
    return Text(*(f"{sentence_case(text)}, {unit}" for text in (prices.sv, prices.en)))


def _fixed_headings(prices: Prices, unit: str) -> list[Heading]:
    """The index by source: the one that is used first."""
    fixed = prices.fixed
    if fixed is None:
        return []
    sources = (fixed.series.source, *fixed.series.other_sources)
    indices = [(f"index.{at}", _index_heading(fixed.index_name, s)) for at, s in enumerate(sources)]
    return [("fixed", _headed(fixed.name, unit)), *indices]


def _index_heading(index: Text, source: Source) -> Text:
    return Text(
        f"{index.sv} för året ({source.short.sv})", f"{index.en} of the year ({source.short.en})"
    )


def _row(figure: Figure, amount: Amount, prices: Prices) -> list[Cell]:
    wording, language = prices.wording, prices.wording.language
    source = figure.publication
    return [
        Cell(text=wording.place(figure)),
        Cell(text=_series(figure, wording)),
        Cell(text=figure.period.label(language)),
        Cell(text=NATURES[figure.nature].of(language)),
        Cell(text=wording.cell(figure), value=figure.value),
        *_fixed_cells(figure, amount, prices),
        Cell(text=source.short.of(language), address=source.address),
        Cell(text=figure.note.of(language) if figure.note else ""),
    ]


def _series(figure: Figure, wording: Wording) -> str:
    """What tells apart several amounts of one place and year. The part was chosen."""
    language, categories = wording.language, wording.indicator.categories
    category = categories[figure.category].of(language) if len(categories) > 1 else ""
    named = ((figure.category, category), (figure.sex, SEXES[figure.sex].of(language)))
    return sentence_case(", ".join(said for code, said in named if code != ALL and said))


def _fixed_cells(figure: Figure, amount: Amount, prices: Prices) -> Sequence[Cell]:
    fixed = prices.fixed
    if fixed is None:
        return ()
    year = calendar_year(figure.period)
    mine = next((f for f in fixed.series.used if f.period == figure.period), None)
    others = (
        fixed.series.other(source, year) if year is not None else None
        for source in fixed.series.other_sources
    )
    indices = (_index_cell(one, prices) for one in (mine, *others))
    return (_fixed_cell(figure, amount, prices.wording), *indices)


def _fixed_cell(figure: Figure, amount: Amount, wording: Wording) -> Cell:
    if figure is not amount.figure:
        return Cell(text=STATUS_SIGNS["missing"])
    if isinstance(amount.fixed, FixedPrice):
        return Cell(text=fixed_label(amount, wording), value=amount.fixed.value)
    return Cell(text=wording.say(_NOT_CONVERTED))


def _index_cell(figure: Figure | None, prices: Prices) -> Cell:
    if figure is None:
        return Cell(text=STATUS_SIGNS["missing"])
    assert prices.fixed is not None
    return Cell(text=index_figure(figure, prices.fixed, prices.wording), value=figure.value)
