"""Known amounts of the state's compensation as bars, in current prices or in fixed ones.

Fixed prices are drawn beside the current ones, and only for years that the price index reaches;
why the others are not converted is said. The converting itself is in `warehouse/prices.py`.
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
from dashboard.views import parts, price_words
from dashboard.views.choices import item_members, member_control, value_of
from dashboard.views.figures import Drawn, Figure, drawn, figures, is_national
from dashboard.views.funding_known import COMPENSATION, NATURE_ORDER
from dashboard.views.model import Control, NothingToShow, Rendered, View
from dashboard.views.price_table import table_of
from dashboard.views.price_words import Amount, Prices
from dashboard.views.wording import Wording, listed
from warehouse.indicators import INDICATORS
from warehouse.indicators.model import Indicator
from warehouse.prices import FixedPrice, NotConverted, PriceIndex, in_fixed_prices, price_index
from warehouse.queries import Release
from warehouse.text import Text

INDEX: Final = "consumer_price_index"
NOMINAL: Final = "nominal"
FIXED: Final = "fixed"

_NOTHING: Final = Text("Det finns inga daterade belopp.", "There are no dated amounts.")
_PRICES: Final = Text("Priser", "Prices")
_PURPOSE: Final = Text("Ändamål", "Purpose")
_REGIONS: Final = Text("Regioner", "Regions")
_NATION: Final = Text("Riket, egen skala", "Sweden, on a scale of its own")


def applies_to(indicator: Indicator) -> bool:
    return indicator.id == COMPENSATION


def _dated(release: Release) -> list[Figure]:
    found = figures(release, COMPENSATION)
    return [f for f in found if f.period.has_date and f.value is not None]


def _index(release: Release) -> PriceIndex:
    return price_index(
        (f.period.code, f.value) for f in figures(release, INDEX) if f.value is not None
    )


def controls(release: Release, state: State) -> tuple[Control, ...]:
    items = item_members(_dated(release), INDICATORS[COMPENSATION])
    if not items:
        raise NothingToShow(_NOTHING)
    prices = [(NOMINAL, price_words.CURRENT)]
    base_year = _index(release).latest_year
    if base_year is not None:
        prices.append((FIXED, price_words.fixed(base_year)))
    return (
        member_control("item", _PURPOSE, items, state.item, items[0][0], state.language),
        member_control("prices", _PRICES, prices, state.prices, NOMINAL, state.language),
    )


def render(release: Release, state: State) -> Rendered:
    offered = controls(release, state)
    item, is_fixed = value_of(offered, "item"), value_of(offered, "prices") == FIXED
    assert item is not None
    found = [f for f in _dated(release) if f.item == item]
    indicator = INDICATORS[COMPENSATION]
    wording = Wording.for_figures(indicator, found, state.language)
    index = _index(release)
    amounts = tuple(_amounts(found, indicator, index))
    prices = Prices(amounts, index, is_fixed, item, state.region, wording)
    chosen = [amount.one for amount in amounts]
    whole = parts.rendered(
        parts.Subject("funding_prices", release, state, indicator, chosen, wording, None),
        chart=_chart(prices),
        headline=price_words.headline(prices),
        description=price_words.description(prices),
        extra_warnings=price_words.not_converted(prices) if is_fixed else (),
        extra_note=price_words.note(prices),
    )
    overline = f"{whole.overline} · {indicator.items[item].of(state.language)}"
    table = table_of(prices, overline)
    signs = signs_used(parts.cell_texts(table), state.language)
    with_index = figures(release, INDEX) if is_fixed else ()
    sources = parts.merged_sources(whole.sources, parts.source_lines(with_index, state.language))
    return replace(whole, overline=overline, table=table, signs=signs, sources=sources)


def _amounts(found: Sequence[Figure], indicator: Indicator, index: PriceIndex) -> Iterator[Amount]:
    """One for each region and period: of several natures the most certain, the others beside."""

    def place(one: Drawn) -> tuple[str, str]:
        return (one.figure.region, one.figure.period.code)

    for _, same in groupby(drawn(found, indicator), key=place):
        ordered = sorted(same, key=lambda one: NATURE_ORDER.index(one.figure.nature))
        others = (*ordered[0].others, *parts.every_figure(ordered[1:]))
        yield Amount(Drawn(ordered[0].figure, others), _fixed(ordered[0].figure, index))


def _fixed(figure: Figure, index: PriceIndex) -> FixedPrice | NotConverted:
    assert figure.value is not None
    # Without an index any base year gives the same answer: that there is no index.
    base_year = index.latest_year or 0
    return in_fixed_prices(
        figure.value, period=figure.period, base_year=base_year, index=index
    )  # fmt: skip


# ── the chart ────────────────────────────────────────────────────────────────────────────────


def _chart(prices: Prices) -> Chart:
    regional = [a for a in prices.amounts if not is_national(a.figure)]
    national = [a for a in prices.amounts if is_national(a.figure)]
    titled = (("regions", _REGIONS, regional), ("nation", _NATION, national))
    return Chart(
        panels=tuple(_panel(key, title, found, prices) for key, title, found in titled if found),
        orientation=Orientation.ROWS,
        columns=1,
        key=_key(prices) if prices.is_fixed else (),
    )


def _key(prices: Prices) -> tuple[KeyEntry, ...]:
    named = ((price_words.CURRENT, Emphasis.SECOND), (prices.price_name, Emphasis.FIRST))
    return tuple(
        KeyEntry(label=prices.wording.say(name), mark=Mark.SQUARE, emphasis=kind)
        for name, kind in named
    )


def _panel(key: str, title: Text, found: Sequence[Amount], prices: Prices) -> Panel:
    wording = prices.wording
    shown = [a.figure.value for a in found if a.figure.value is not None]
    if prices.is_fixed:
        shown += [a.fixed.value for a in found if isinstance(a.fixed, FixedPrice)]
    names = [price_words.CURRENT, *([prices.price_name] if prices.is_fixed else [])]
    priced = listed([wording.say(name) for name in names], wording.language)
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
    if not prices.is_fixed:
        yield _bars(NOMINAL, price_words.CURRENT, Emphasis.REGION, found, prices)
        return
    yield _bars(NOMINAL, price_words.CURRENT, Emphasis.SECOND, found, prices)
    converted = [a for a in found if isinstance(a.fixed, FixedPrice)]
    if converted:
        yield _bars(FIXED, prices.price_name, Emphasis.FIRST, converted, prices)


def _bars(
    key: str, name: Text, emphasis: Emphasis, found: Sequence[Amount], prices: Prices
) -> Series:
    return Series(
        key=key,
        name=prices.wording.say(name),
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
                     detail=(*detail, price_words.how(amount.fixed, wording)))  # fmt: skip
    return Point(category=amount.key, value=amount.figure.value,
                 label=wording.label(amount.figure), detail=detail)  # fmt: skip


VIEW: Final = View(
    id="funding_prices",
    title=Text("Löpande och fasta priser", "Current and fixed prices"),
    question=Text("Vad är de kända beloppen värda i samma års priser?",
                  "What are the known amounts worth in the prices of one year?"),
    keys=("item", "prices"),
    applies_to=applies_to,
    controls=controls,
    render=render,
)  # fmt: skip
