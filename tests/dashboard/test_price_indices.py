"""Choosing index, source and base year; amounts of a user's own budget. All figures made up."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

import pytest

from dashboard.charts.grammar import Chart
from dashboard.exports.csv import write
from dashboard.state import BadState, State
from dashboard.views.funding_prices import VIEW
from dashboard.views.model import NothingToShow, Rendered
from dashboard.views.price_indices import IndexSeries, price_indices
from tests.builders import contents, observation
from tests.dashboard.exported import document
from tests.dashboard.releases import built
from tests.view_checks import texts, unreadable
from warehouse.indicators import INDICATORS
from warehouse.indicators.model import Indicator
from warehouse.members import ALL
from warehouse.queries import Release
from warehouse.registry import SHIPPED, RegistryError
from warehouse.sources import Source
from warehouse.text import LANGUAGES, Language, Text
from warehouse.units import PERCENT

CPI = INDICATORS["consumer_price_index"]
BUDGET = INDICATORS["alf_distribution"]
SHIPPED_SOURCE = "scb_konsumentprisindex"
AMOUNTS = "oru_nytt_avtal_2015"


def source(identifier: str, name: str) -> Source:
    short = Text(name, f"{name} in English")
    return Source(id=identifier, short=short, title=name, publisher=None, published=None,
                  licence=None, address=None, update_rhythm=None)  # fmt: skip


FETCHED = source("own_fetched_index", "Hämtat")
BUILDING = source("own_building_index", "Byggprisfilen")
OWN_INDEX = replace(
    CPI,
    id="own_price_index",
    title=Text("Byggprisindex", "Building price index"),
    definition=Text("Pris på byggande, 2020 är 100.", "Price of building, 2020 is 100."),
    preferred_sources=(BUILDING.id,),
    # Braces in a user's words are no pattern.
    deflator=Text("BPI {x}", "BPI-en {x}"),
)
OWN_BUDGET = replace(
    BUDGET,
    id="own_budget",
    title=Text("Egen budget", "Own budget"),
    items={ALL: Text("alla", "all")},
    categories={"rent": Text("lokaler", "premises"), "pay": Text("löner", "salaries")},
    valid_range=(None, None),
)
OWN = SHIPPED.with_declared([OWN_INDEX, OWN_BUDGET], [FETCHED, BUILDING], [])


def index_rows(
    source: str, by_year: dict[str, float], indicator: str = CPI.id, **others: object
) -> Iterable[dict[str, object]]:
    for period, value in by_year.items():
        yield observation(
            OWN, indicator=indicator, source=source, region="riket", period=period, value=value,
            printed=str(value), cites=None, **others,
        )  # fmt: skip


def amount(**overrides: object) -> dict[str, object]:
    row = {"indicator": "alf_compensation", "item": "total", "source": AMOUNTS, "cites": None,
           "region": "skane", "period": "2010", "value": 200e6, "printed": "200 mkr"}  # fmt: skip
    return observation(OWN, **(row | overrides))


def release_of(*rows: dict[str, object]) -> Release:
    return built(contents(rows, registry=OWN))


@lru_cache(maxsize=1)
def release() -> Release:
    """Two indices, one of them from two sources that differ in one year, and two measures."""
    return release_of(
        *index_rows(SHIPPED_SOURCE, {"2010": 100.0, "2011": 110.0, "2012": 120.0}),
        *index_rows(FETCHED.id, {"2010": 100.0, "2011": 111.0, "2012": 120.0, "2013": 150.0}),
        *index_rows(BUILDING.id, {"2010": 80.0, "2020": 100.0}, OWN_INDEX.id),
        amount(),
        amount(period="2011", value=222e6),
        amount(period="2012", value=120e6, region="riket"),
        *(amount(indicator=OWN_BUDGET.id, item=ALL, category=category, value=value, period=period)
          for category, value in (("rent", -50e6), ("pay", 30.5e6))
          for period in ("2010", "2011")),
    )  # fmt: skip


def shown(**choices: str) -> Rendered:
    return VIEW.render(release(), State().with_(**choices))


def fixed_values(rendered: Rendered) -> dict[str, float | None]:
    assert isinstance(rendered.chart, Chart)
    series = [s for panel in rendered.chart.panels for s in panel.series if s.key == "fixed"]
    return {point.category: point.value for s in series for point in s.points}


def options(rendered_with: State, key: str) -> list[str]:
    [control] = [c for c in VIEW.controls(release(), rendered_with) if c.key == key]
    return [option.value for option in control.options]


# ── which index, which year ──────────────────────────────────────────────────────────────────


def test_the_first_index_and_its_newest_year_unless_chosen() -> None:
    controls = {c.key: c.chosen for c in VIEW.controls(release(), State(prices="fixed"))}
    assert (controls["price_index"], controls["base_year"]) == (CPI.id, "2013")
    # 200 × 150 ÷ 100, 222 × 150 ÷ 111, 120 × 150 ÷ 120
    assert fixed_values(shown(prices="fixed")) == {
        "skane|2010": pytest.approx(300e6),
        "skane|2011": pytest.approx(300e6),
        "riket|2012": pytest.approx(150e6),
    }


def test_another_base_year() -> None:
    # Back in time: 222 × 100 ÷ 111, 120 × 100 ÷ 120
    found = fixed_values(shown(prices="fixed", base_year="2010"))
    assert found["skane|2011"] == pytest.approx(200e6)
    assert found["riket|2012"] == pytest.approx(100e6)


def test_another_index_with_its_own_years() -> None:
    assert options(State(prices="fixed", price_index=OWN_INDEX.id), "base_year") == ["2020", "2010"]
    found = fixed_values(shown(prices="fixed", price_index=OWN_INDEX.id))
    assert found == {"skane|2010": pytest.approx(200e6 * 100 / 80)}


def test_choices_of_fixed_prices_are_offered_in_fixed_prices_only() -> None:
    keys = {c.key for c in VIEW.controls(release(), State())}
    assert not {"price_index", "base_year"} & keys


@pytest.mark.parametrize(
    ("choices", "key", "allowed"),
    [
        ({"price_index": "alf_compensation"}, "price_index", (CPI.id, OWN_INDEX.id)),
        ({"base_year": "2014"}, "base_year", ("2013", "2012", "2011", "2010")),
        ({"base_year": "2013", "price_index": OWN_INDEX.id}, "base_year", ("2020", "2010")),
        ({"base_year": ""}, "base_year", ("2013", "2012", "2011", "2010")),
    ],
)
def test_what_is_unknown_is_refused_with_what_is_allowed(
    choices: dict[str, str], key: str, allowed: tuple[str, ...]
) -> None:
    with pytest.raises(BadState) as refused:
        shown(prices="fixed", **choices)
    assert (refused.value.key, refused.value.allowed) == (key, allowed)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("index", "year", "said"),
    [
        (CPI.id, "2011", Text("2011 års priser (KPI)", "2011 prices (CPI)")),
        (OWN_INDEX.id, "2020", Text("2020 års priser (BPI {x})", "2020 prices (BPI-en {x})")),
    ],
)
def test_index_and_base_year_stand_in_every_label(
    index: str, year: str, said: Text, language: Language
) -> None:
    rendered = shown(language=language, region="skane", prices="fixed", price_index=index,
                     base_year=year)  # fmt: skip
    name = said.of(language)
    assert isinstance(rendered.chart, Chart)
    fixed = [s for panel in rendered.chart.panels for s in panel.series if s.key == "fixed"]
    labels = [
        rendered.overline,
        rendered.headline,
        rendered.description,
        rendered.note,
        rendered.table.caption,
        *(panel.subtitle for panel in rendered.chart.panels),
        rendered.chart.key[1].label,
        *(series.name for series in fixed),
        *("\n".join(point.detail) for series in fixed for point in series.points),
        *(column.label for column in rendered.table.columns if column.key == "fixed"),
    ]
    assert [label for label in labels if name not in label] == []
    assert write(document(rendered)).decode().count(name) >= 4


@pytest.mark.parametrize("key", ["price_index", "base_year"])
def test_in_current_prices_there_is_neither_index_nor_base_year(key: str) -> None:
    with pytest.raises(BadState) as refused:
        shown(**{key: CPI.id if key == "price_index" else "2013"})
    assert refused.value.key == key


def test_places_in_the_source_are_those_of_the_figures_that_were_used() -> None:
    rows = (
        row | {"locator": f"row {row['period']}"}
        for row in index_rows(SHIPPED_SOURCE, {"2010": 100.0, "2011": 110.0, "2012": 120.0})
    )
    rendered = VIEW.render(release_of(amount(), *rows), State(prices="fixed"))
    [line] = [line for line in rendered.sources if line.id == SHIPPED_SOURCE]
    assert line.locators == ("row 2010", "row 2012")


# ── several sources of one index ─────────────────────────────────────────────────────────────


def series_of(*rows: dict[str, object], indicator: str = CPI.id) -> IndexSeries:
    [found] = [s for s in price_indices(release_of(*rows)) if s.indicator.id == indicator]
    return found


def test_the_source_that_reaches_furthest_is_used_alone() -> None:
    found = series_of(
        *index_rows(SHIPPED_SOURCE, {"2009": 90.0, "2010": 100.0, "2011": 110.0}),
        *index_rows(FETCHED.id, {"2011": 330.0, "2012": 360.0}),
    )
    assert found.source.id == FETCHED.id
    # Another base: a figure of 2010 from the other source would make a wrong ratio.
    assert dict(found.index.by_year) == {2011: 330.0, 2012: 360.0}


def test_of_sources_that_reach_as_far_the_preferred_is_used() -> None:
    found = series_of(
        *index_rows(FETCHED.id, {"2009": 1.0, "2010": 2.0, "2011": 3.0}),
        *index_rows(SHIPPED_SOURCE, {"2010": 100.0, "2011": 110.0}),
    )
    assert found.source.id == SHIPPED_SOURCE


def test_a_source_of_one_year_does_not_push_out_a_series() -> None:
    found = series_of(
        *index_rows(SHIPPED_SOURCE, {"2010": 100.0, "2011": 110.0}),
        *index_rows(FETCHED.id, {"2012": 120.0}),
    )
    assert found.source.id == SHIPPED_SOURCE


def test_sources_that_contradict_each_other_are_told_and_do_not_stop_the_page() -> None:
    rendered = shown(prices="fixed")
    assert rendered.warnings == (
        "Källorna anger olika tal för KPI: 2011 111 (Hämtat) och 110 (SCB, konsumentprisindex). "
        "Hämtat används.",
    )
    assert "Källa: Hämtat. KPI finns också från SCB, konsumentprisindex" in rendered.note
    assert [c.label for c in rendered.table.columns][4:7] == [
        "2013 års priser (KPI), mkr",
        "KPI för året (Hämtat)",
        "KPI för året (SCB, konsumentprisindex)",
    ]
    of_2011 = rendered.table.rows[1]
    assert [cell.value for cell in of_2011[4:7]] == [pytest.approx(300e6), 111.0, 110.0]


def test_a_year_that_does_not_count_here_is_not_told() -> None:
    rendered = VIEW.render(release(), State(prices="fixed", indicator=OWN_BUDGET.id,
                                            price_index=OWN_INDEX.id))  # fmt: skip
    assert not any("olika tal" in warning for warning in rendered.warnings)


@pytest.mark.parametrize(
    "wrong",
    [
        {"period": "HT2011"},
        {"region": "skane"},
        {"value": 0.0, "printed": "0"},
        {"nature": "plan"},
        {"status": "missing", "value": None, "printed": ".."},
    ],
)
def test_what_is_no_yearly_figure_of_the_nation_is_no_index(wrong: dict[str, object]) -> None:
    [row] = index_rows(SHIPPED_SOURCE, {"2011": 110.0})
    found = series_of(
        *index_rows(SHIPPED_SOURCE, {"2009": 90.0, "2010": 100.0}), row | wrong
    )  # fmt: skip
    assert found.index.years == (2009, 2010)


def test_an_index_of_other_figures_alone_is_not_offered() -> None:
    made = release_of(amount(), *index_rows(SHIPPED_SOURCE, {"HT2011": 110.0}))
    assert price_indices(made) == ()
    with pytest.raises(BadState):
        VIEW.render(made, State(prices="fixed"))


# ── which amounts ────────────────────────────────────────────────────────────────────────────


def test_every_measure_in_kronor_with_dated_amounts_is_offered() -> None:
    assert options(State(), "indicator") == ["alf_compensation", OWN_BUDGET.id]
    with pytest.raises(BadState):
        shown(indicator=CPI.id)


def test_a_budget_of_ones_own_with_income_and_categories() -> None:
    rendered = shown(indicator=OWN_BUDGET.id, prices="fixed", base_year="2011", region="skane")
    assert fixed_values(rendered) == {
        "skane|rent|2010": pytest.approx(-50e6 * 111 / 100),
        "skane|rent|2011": pytest.approx(-50e6),
        "skane|pay|2010": pytest.approx(30.5e6 * 111 / 100),
        "skane|pay|2011": pytest.approx(30.5e6),
    }
    assert isinstance(rendered.chart, Chart)
    [panel] = rendered.chart.panels
    assert panel.axis.low <= -55.5e6
    assert panel.axis.high >= 33.855e6
    assert {c.label for c in panel.categories} >= {"Skåne 2010, lokaler", "Skåne 2011, löner"}
    assert rendered.headline == (
        "För Skåne kan fyra belopp räknas om till 2011 års priser (KPI), 2010 till 2011."
    )
    # 30.5 × 1.11 = 33.855: no more figures than the amount has.
    assert "33,9" in [cell.text for row in rendered.table.rows for cell in row]


@lru_cache(maxsize=1)
def eleven() -> Release:
    """An amount of eleven years, and the index of ten."""
    rows = index_rows(
        SHIPPED_SOURCE, {str(year): 100.0 + year - 2010 for year in range(2010, 2020)}
    )
    found = (
        amount(period=str(year), value=(200 + year - 2010) * 1e6) for year in range(2010, 2021)
    )
    return release_of(*rows, *found)


@pytest.mark.parametrize(
    ("choices", "sentence"),
    [
        ({}, "Skåne: det senaste av elva kända belopp är 210 mkr 2020, i löpande priser."),
        # 209 × 100 ÷ 109 = 191.7, with the three figures of 209
        ({"prices": "fixed", "base_year": "2010"},
         "Skåne: det senaste av tio belopp, 209 mkr 2019, motsvarar 192 mkr i 2010 års priser "
         "(KPI)."),
    ],
)  # fmt: skip
def test_of_many_amounts_the_latest_is_told(choices: dict[str, str], sentence: str) -> None:
    rendered = VIEW.render(eleven(), State(region="skane").with_(**choices))
    assert rendered.headline.replace("\u00a0", " ") == sentence


def test_an_amount_printed_to_the_krona_has_four_figures_in_fixed_prices() -> None:
    made = release_of(
        *index_rows(SHIPPED_SOURCE, {"2010": 100.0, "2011": 103.0}), amount(value=210_123_456.0)
    )
    rendered = VIEW.render(made, State(prices="fixed"))
    # 210.123456 × 1.03 = 216.427
    assert "216,4" in [cell.text for row in rendered.table.rows for cell in row]


def test_a_spreadsheet_can_count_with_amounts_also_where_some_are_not_converted() -> None:
    made = release_of(
        *index_rows(SHIPPED_SOURCE, {"2010": 100.0, "2011": 125.0}),
        amount(value=3200e6), amount(value=1000e6, period="2015"),
    )  # fmt: skip
    rows = [line.split(";") for line in write(document(VIEW.render(made, State(prices="fixed"))))
            .decode().splitlines()]  # fmt: skip
    found = {row[1]: row[3:6] for row in rows if row[0] == "Skåne"}
    assert found == {"2010": ["3200", "4000", "100"], "2015": ["1000", "Inte omräknat", ".."]}


def test_money_that_is_no_compensation_was_not_got() -> None:
    assert "fick" not in shown(indicator=OWN_BUDGET.id, region="skane").headline


def test_without_kronor_there_is_nothing_to_show() -> None:
    with pytest.raises(NothingToShow):
        VIEW.render(release_of(*index_rows(SHIPPED_SOURCE, {"2010": 100.0})), State())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("indicator", ["alf_compensation", OWN_BUDGET.id])
@pytest.mark.parametrize("region", [None, "skane", "uppsala"])
def test_every_text_is_readable(region: str | None, indicator: str, language: Language) -> None:
    rendered = VIEW.render(release(), State(language=language, region=region, indicator=indicator,
                                            prices="fixed"))  # fmt: skip
    assert unreadable(rendered) == []
    assert not any("{" in text for text in texts(rendered))


# ── what a price index is ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "change",
    [
        {"unit": PERCENT},
        {"items": {ALL: Text("alla", "all"), "food": Text("mat", "food")}},
        {"categories": {"a": Text("a", "a"), "b": Text("b", "b")}},
    ],
)
def test_a_price_index_is_one_series_in_the_unit_index(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="own_price_index"):
        replace(OWN_INDEX, **change)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [Text("KPI", "Other"), Text("Annat", "CPI")])
def test_two_price_indices_are_not_called_the_same(name: Text) -> None:
    same: Indicator = replace(OWN_INDEX, deflator=name, preferred_sources=())
    with pytest.raises(RegistryError, match="is that of 'consumer_price_index'"):
        SHIPPED.with_declared([same], [], [])


def test_the_release_keeps_that_it_is_a_price_index() -> None:
    assert release().registry.indicators[OWN_INDEX.id] == OWN_INDEX
