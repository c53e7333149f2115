import pytest

from dashboard.charts.grammar import Chart, Form, Panel
from dashboard.state import BadState, State
from dashboard.views.funding_prices import VIEW
from dashboard.views.model import NothingToShow, Rendered
from tests.builders import observation
from tests.view_checks import release_of, shipped, unreadable
from warehouse.regions import ALF_REGION_CODES
from warehouse.text import LANGUAGES, Language

# Statistics Sweden, consumer price index 1980 = 100, yearly averages.
CPI_2006, CPI_2023 = 284.22, 403.70
ITEMS = ("total", "education", "research", "purpose_unclear", "research_four_years",
         "old_agreement_total", "research_quality_part")  # fmt: skip


def shown(**choices: str | None) -> Rendered:
    return VIEW.render(shipped("funding"), State().with_(**choices))


def panels(rendered: Rendered) -> dict[str, Panel]:
    assert isinstance(rendered.chart, Chart)
    return {panel.key: panel for panel in rendered.chart.panels}


def values(panel: Panel, series: str) -> dict[str, float | None]:
    [found] = [s for s in panel.series if s.key == series]
    assert found.form is Form.BARS
    return {point.category: point.value for point in found.points}


def test_known_dated_amounts_are_bars_from_zero_one_for_each_region_and_year() -> None:
    regions = panels(shown())["regions"]
    assert values(regions, "nominal") == {
        "stockholm|2006": 525e6, "stockholm|2026": 727.5e6, "orebro|2015": 54e6,
        "ostergotland|2020": 232e6,
    }  # fmt: skip
    assert regions.axis.low == 0
    assert [c.label for c in regions.categories][:2] == [
        "Stockholm 2006",
        "Stockholm 2026, beslutat",
    ]


def test_the_nation_has_a_scale_of_its_own() -> None:
    nation = panels(shown())["nation"]
    assert nation.title == "Riket, egen skala"
    assert values(nation, "nominal") == {"riket|2016": 2.2e9}


def test_fixed_prices_stand_beside_the_current_ones() -> None:
    regions = panels(shown(prices="fixed"))["regions"]
    fixed = values(regions, "fixed")
    assert fixed["stockholm|2006"] == pytest.approx(525e6 * CPI_2023 / CPI_2006)
    assert values(regions, "nominal")["stockholm|2006"] == 525e6
    assert "2023 års priser (KPI)" in regions.subtitle


def test_a_year_without_an_index_stays_in_current_prices_and_says_why() -> None:
    rendered = shown(prices="fixed")
    assert "stockholm|2026" not in values(panels(rendered)["regions"], "fixed")
    assert rendered.warnings[0] == (
        "Stockholm 2026, beslutat: Prisindexet KPI saknas för 2026 (det finns för 2006–2023)."
    )
    assert "Inte omräknat" in [c.text for row in rendered.table.rows for c in row]


@pytest.mark.parametrize("item", ["old_agreement_total", "research_four_years"])
def test_a_period_that_is_not_a_calendar_year_is_not_converted(item: str) -> None:
    rendered = shown(prices="fixed", item=item)
    assert rendered.headline == "Inget belopp kan räknas om till 2023 års priser (KPI)."
    assert all(s.key == "nominal" for p in panels(rendered).values() for s in p.series)


def test_a_rounded_amount_stays_rounded_in_fixed_prices() -> None:
    # About 2.2 billion in 2016 is 2 807 million by the index: no more than 2 800 can be said.
    nation = panels(shown(prices="fixed"))["nation"]
    [point] = next(s for s in nation.series if s.key == "fixed").points
    assert point.label == "≈2\u00a0800"


@pytest.mark.parametrize(
    ("choices", "sentence"),
    [
        ({}, "Fyra belopp är kända, från tre av sju regioner."),
        ({"region": "stockholm"}, "Kända belopp för Stockholm: 525 mkr 2006 och 727,5 mkr 2026 "
                                  "(beslutat), i löpande priser."),
        ({"region": "orebro"}, "Örebro fick 54 mkr 2015, i löpande priser."),
        ({"region": "uppsala"}, "För Uppsala är inget daterat belopp känt (utbildning och "
                                "forskning); fyra belopp är kända, från tre av sju regioner."),
        ({"prices": "fixed"}, "Fyra av fem belopp kan räknas om till 2023 års priser (KPI)."),
        # 525 × 403.70 ÷ 284.22 = 745.7
        ({"prices": "fixed", "region": "stockholm"},
         "Stockholm: 525 mkr 2006 motsvarar 746 mkr i 2023 års priser (KPI)."),
        ({"prices": "fixed", "region": "skane", "item": "education"},
         "Beloppen för Skåne kan inte räknas om till 2023 års priser (KPI): indexet finns inte för "
         "deras period."),
    ],
)  # fmt: skip
def test_the_headline_tells_amounts_and_compares_no_years(
    choices: dict[str, str | None], sentence: str
) -> None:
    assert shown(**choices).headline.replace("\u00a0", " ") == sentence


@pytest.mark.parametrize("choice", [{"prices": "real"}, {"item": "nothing"}])
def test_an_unknown_choice_is_refused(choice: dict[str, str | None]) -> None:
    with pytest.raises(BadState):
        shown(**choice)


def test_without_an_index_fixed_prices_are_not_offered() -> None:
    release = release_of(
        observation(indicator="alf_compensation", item="total", value=1e6,
                    source="oru_nytt_avtal_2015")
    )  # fmt: skip
    assert VIEW.render(release, State()).headline == "Ett belopp är känt, från en av sju regioner."
    with pytest.raises(BadState):
        VIEW.render(release, State(prices="fixed"))


def test_a_release_without_amounts_has_nothing_to_show() -> None:
    with pytest.raises(NothingToShow):
        VIEW.render(release_of(observation()), State())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("region", [None, *ALF_REGION_CODES])
@pytest.mark.parametrize("item", ITEMS)
@pytest.mark.parametrize("prices", ["nominal", "fixed"])
def test_every_text_is_readable(
    region: str | None, language: Language, item: str, prices: str
) -> None:
    assert unreadable(shown(language=language, region=region, item=item, prices=prices)) == []


def test_a_wall_of_bars_is_the_newest_of_each_region_and_all_of_ones_own() -> None:
    rows = [
        observation(indicator="alf_compensation", region=region, period=str(year), item="total",
                    value=1e6 * year, source="oru_nytt_avtal_2015")
        for region in ALF_REGION_CODES
        for year in range(2015, 2027)
    ]  # fmt: skip
    rendered = VIEW.render(release_of(*rows), State(region="skane"))
    found = values(panels(rendered)["regions"], "nominal")
    own = {f"skane|{year}" for year in range(2015, 2027)}
    assert set(found) == own | {f"{region}|2026" for region in ALF_REGION_CODES}
    assert "18 av 84 belopp" in rendered.note
    assert len(rendered.table.rows) == 84
