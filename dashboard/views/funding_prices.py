"""Known amounts of money as bars, in current prices or in fixed ones.

Fixed prices are drawn beside the current ones, and only for years that the price index reaches;
why the others are not converted is said. The converting itself is in `warehouse/prices.py`, the
choice of index and base year in `price_indices.py`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from dashboard.charts import numbers
from dashboard.charts.axis import value_axis
from dashboard.charts.grammar import (
    Category,
    Chart,
    Emphasis,
    Form,
    KeyEntry,
    Mark,
    Orientation,
    Panel,
    Point,
    Series,
)
from dashboard.charts.numbers import signs_used
from dashboard.state import State
from dashboard.views import parts, price_indices, price_sentences, price_words
from dashboard.views.choices import (
    GROUP,
    chosen_indicator,
    group_members,
    indicator_control,
    item_members,
    member_control,
    value_of,
)
from dashboard.views.figures import Drawn, Figure, drawn, figures, is_national
from dashboard.views.funding_known import COMPENSATION, NATURE_ORDER
from dashboard.views.model import Control, NothingToShow, Rendered, View
from dashboard.views.price_indices import CURRENT, FIXED, NOMINAL, FixedPrices
from dashboard.views.price_table import table_of
from dashboard.views.price_words import Amount, Prices
from dashboard.views.wording import Wording, listed
from warehouse.indicators.model import Indicator
from warehouse.members import ALL
from warehouse.prices import FixedPrice, NotConverted
from warehouse.queries import Release
from warehouse.regions import REGIONS
from warehouse.text import Text
from warehouse.units import SEK

_NOTHING: Final = Text("Det finns inga daterade belopp.", "There are no dated amounts.")
_PURPOSE: Final = Text("Ändamål eller post", "Purpose or item")
_REGIONS: Final = Text("Regioner", "Regions")
MOST_BARS: Final = 30  # more cannot be read one by one
_IN_TABLE: Final = Text(
    "Diagrammet visar {shown} av {all} belopp: det nyaste för varje region, och alla för den egna;"
    " tabellen visar alla.",
    "The chart shows {shown} of {all} amounts: the newest of each region, and all of one's own; the"
    " table shows all of them.",
)
_NATION: Final = Text("Riket, egen skala", "Sweden, on a scale of its own")


def applies_to(indicator: Indicator) -> bool:
    return indicator.unit is SEK


def _fits(release: Release, indicator: Indicator) -> bool:
    return applies_to(indicator) and bool(_dated(release, indicator))


def _dated(release: Release, indicator: Indicator) -> list[Figure]:
    """Amounts with a date. Where there is a total of the sexes or categories, only that."""
    found = [f for f in figures(release, indicator.id) if f.period.has_date and f.value is not None]
    for key in ("sex", "category"):
        totals = [f for f in found if getattr(f, key) == ALL]
        found = totals or found
    return found


def controls(release: Release, state: State) -> tuple[Control, ...]:
    language = state.language
    try:
        measure = indicator_control(release, _fits, state.indicator, COMPENSATION, language)
    except NothingToShow:
        raise NothingToShow(_NOTHING) from None
    indicator = chosen_indicator(release, [measure])
    found = _dated(release, indicator)
    items = item_members(found, indicator)
    item = member_control("item", _PURPOSE, items, state.item, items[0][0], language)
    of_item = [f for f in found if f.item == item.chosen]
    groups = group_members(of_item, indicator)
    group = member_control("group", GROUP, groups, state.group, groups[0][0], language)
    return (measure, item, group, *price_indices.price_controls(release, state))


def render(release: Release, state: State) -> Rendered:
    offered = controls(release, state)
    indicator = chosen_indicator(release, offered)
    item, group = value_of(offered, "item"), value_of(offered, "group")
    assert item is not None
    found = [f for f in _dated(release, indicator) if f.item == item and f.group == group]
    wording = Wording.for_figures(indicator, found, state.language)
    fixed = price_indices.chosen_prices(release, offered)
    prices = Prices(tuple(_amounts(found, indicator, fixed)), fixed, item, state.region, wording)
    chosen = [amount.one for amount in prices.amounts]
    whole = parts.rendered(
        parts.Subject("funding_prices", release, state, indicator, chosen, wording, None),
        chart=_chart(prices),
        headline=price_sentences.headline(prices),
        description=price_sentences.description(prices),
        extra_warnings=(*price_words.not_converted(prices), *price_words.disagreements(prices)),
        extra_note=" ".join(t for t in (price_words.note(prices), _left_to_table(prices)) if t),
    )
    return _with_prices(whole, prices)


def _with_prices(whole: Rendered, prices: Prices) -> Rendered:
    """With the table of both prices and, in fixed ones, all that is said of the index."""
    language = prices.wording.language
    table = table_of(prices, _overline(whole, prices))
    signs = signs_used(parts.cell_texts(table), language)
    whole = replace(whole, overline=table.caption, table=table, signs=signs)
    if prices.fixed is None:
        return whole
    series = prices.fixed.series
    years = {str(year) for year in prices.index_years()}
    read = (f for f in (*series.used, *series.others) if f.period.code in years)
    index_lines = parts.source_lines(read, language)
    defined = (prices.fixed.index_name.of(language), series.indicator.definition.of(language))
    return replace(
        whole,
        about=(*whole.about, defined),
        sources=parts.merged_sources(whole.sources, index_lines),
    )


def _overline(whole: Rendered, prices: Prices) -> str:
    """What every view says of itself, and the prices that it is told in."""
    language = prices.wording.language
    priced = CURRENT.of(language) if prices.fixed is None else prices.price_name()
    return f"{whole.overline} · {priced}"


def _amounts(
    found: Sequence[Figure], indicator: Indicator, fixed: FixedPrices | None
) -> Iterator[Amount]:
    """One for each place and period: of several natures the most certain, the others beside."""

    def place(one: Drawn) -> tuple[str, ...]:
        return one.figure.place[:-1]  # without the nature

    ordered = sorted(drawn(found, indicator), key=_in_order)
    for _, same in groupby(ordered, key=place):
        first, *rest = same
        others = (*first.others, *parts.every_figure(rest))
        yield Amount(Drawn(first.figure, others), _fixed(first.figure, fixed))


def _in_order(one: Drawn) -> tuple[object, ...]:
    """Regions as everywhere, each in order of time, and the most certain nature first."""
    figure = one.figure
    return (
        REGIONS[figure.region].order,
        figure.organisation != ALL,
        figure.organisation,
        figure.category,
        figure.sex,
        figure.period.sort_key,
        NATURE_ORDER.index(figure.nature),
    )


def _fixed(figure: Figure, fixed: FixedPrices | None) -> FixedPrice | NotConverted | None:
    assert figure.value is not None
    return None if fixed is None else fixed.of(figure.value, figure.period)


# ── the chart ────────────────────────────────────────────────────────────────────────────────


def _chart(prices: Prices) -> Chart:
    regional = _with_room(_regional(prices), prices)
    national = [a for a in prices.amounts if is_national(a.figure)]
    titled = (("regions", _REGIONS, regional), ("nation", _NATION, national))
    return Chart(
        panels=tuple(_panel(key, title, found, prices) for key, title, found in titled if found),
        orientation=Orientation.ROWS,
        columns=1,
        key=_key(prices) if prices.fixed is not None else (),
    )


def _regional(prices: Prices) -> list[Amount]:
    return [a for a in prices.amounts if not is_national(a.figure)]


def _with_room(regional: Sequence[Amount], prices: Prices) -> list[Amount]:
    """All where there is room; else the newest of each region, and all of one's own."""
    if len(regional) <= MOST_BARS:
        return list(regional)
    ordered = sorted(regional, key=lambda a: a.figure.period.sort_key)
    newest = {a.figure.region: a.figure.period.sort_key for a in ordered}
    return [
        a
        for a in regional
        if a.figure.region == prices.own or a.figure.period.sort_key == newest[a.figure.region]
    ]


def _left_to_table(prices: Prices) -> str:
    shown, every = len(_with_room(_regional(prices), prices)), len(_regional(prices))
    return prices.wording.say(_IN_TABLE, shown=shown, all=every) if shown < every else ""


def _names(prices: Prices) -> tuple[str, ...]:
    """The prices that are drawn, as they are called everywhere."""
    current = CURRENT.of(prices.wording.language)
    return (current,) if prices.fixed is None else (current, prices.price_name())


def _key(prices: Prices) -> tuple[KeyEntry, ...]:
    return tuple(
        KeyEntry(label=name, mark=Mark.SQUARE, emphasis=kind)
        for name, kind in zip(_names(prices), (Emphasis.SECOND, Emphasis.FIRST), strict=True)
    )


def _panel(key: str, title: Text, found: Sequence[Amount], prices: Prices) -> Panel:
    wording = prices.wording
    shown = [a.figure.value for a in found if a.figure.value is not None]
    shown += [a.fixed.value for a in found if isinstance(a.fixed, FixedPrice)]
    priced = listed(_names(prices), wording.language)
    return Panel(
        key=key,
        title=wording.say(title),
        subtitle=f"{numbers.unit_name(wording.unit, wording.language)}, {priced}",
        categories=tuple(_category(amount, prices) for amount in found),
        axis=value_axis(shown, wording.unit, wording.language, from_zero=True),
        series=tuple(_series(found, prices)),
    )


def _category(amount: Amount, prices: Prices) -> Category:
    is_own = amount.figure.region == prices.own
    return Category(
        key=amount.key,
        label=price_words.name(amount, prices.wording),
        emphasis=Emphasis.OWN if is_own else Emphasis.REGION,
    )


def _series(found: Sequence[Amount], prices: Prices) -> Iterator[Series]:
    """Current prices first; the two kinds are told apart by colour and by the key."""
    current, *fixed = _names(prices)
    yield _bars(NOMINAL, current, Emphasis.SECOND if fixed else Emphasis.REGION, found, prices)
    converted = [a for a in found if isinstance(a.fixed, FixedPrice)]
    if converted:
        yield _bars(FIXED, fixed[0], Emphasis.FIRST, converted, prices)


def _bars(
    key: str, name: str, emphasis: Emphasis, found: Sequence[Amount], prices: Prices
) -> Series:
    return Series(
        key=key,
        name=name,
        form=Form.BARS,
        emphasis=emphasis,
        mark=Mark.SQUARE,
        points=tuple(_point(amount, prices, is_fixed=key == FIXED) for amount in found),
    )


def _point(amount: Amount, prices: Prices, *, is_fixed: bool) -> Point:
    wording = prices.wording
    detail = wording.detail(amount.one)
    if is_fixed and isinstance(amount.fixed, FixedPrice):
        return Point(category=amount.key, value=amount.fixed.value,
                     label=price_words.fixed_label(amount, wording),
                     detail=(*detail, price_words.how(amount.fixed, prices)))  # fmt: skip
    return Point(category=amount.key, value=amount.figure.value,
                 label=wording.label(amount.figure), detail=detail)  # fmt: skip


VIEW: Final = View(
    id="funding_prices",
    title=Text("Löpande och fasta priser", "Current and fixed prices"),
    question=Text("Vad är de kända beloppen värda i samma års priser?",
                  "What are the known amounts worth in the prices of one year?"),
    keys=("indicator", "item", "group", *price_indices.KEYS),
    applies_to=applies_to,
    controls=controls,
    render=render,
)  # fmt: skip
