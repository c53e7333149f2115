import pytest

from dashboard.charts.grammar import CellKind, Matrix, MatrixCell
from dashboard.state import State
from dashboard.views.funding_known import VIEW
from dashboard.views.model import NothingToShow, Rendered
from tests.builders import observation
from tests.view_checks import release_of, shipped, unreadable
from warehouse.indicators import INDICATORS
from warehouse.regions import ALF_REGION_CODES
from warehouse.text import LANGUAGES, Language

MILLION = 1e6


def shown(region: str | None = None, language: Language = "sv") -> Rendered:
    return VIEW.render(shipped("funding"), State(language=language, region=region))


def cell(region: str, period: str) -> MatrixCell:
    chart = shown().chart
    assert isinstance(chart, Matrix)
    return next(c for c in chart.cells if (c.row, c.column) == (region, period))


def amount(region: str, period: str, million: float, item: str = "total") -> dict[str, object]:
    return observation(indicator="alf_compensation", region=region, period=period, item=item,
                       value=million * MILLION, source="oru_nytt_avtal_2015")  # fmt: skip


def headline(*rows: dict[str, object], region: str | None = None) -> str:
    return VIEW.render(release_of(*rows), State(region=region)).headline


@pytest.mark.parametrize(
    ("region", "period", "label", "kind"),
    [
        ("stockholm", "2006", "525", CellKind.KNOWN),
        ("stockholm", "2026", "727,5, beslutat", CellKind.KNOWN),
        ("ostergotland", "2020", "232", CellKind.KNOWN),
        ("vastra_gotaland", "2018", "≈450, oklart ändamål", CellKind.PARTLY),
        ("skane", "2024", "≈120, utbildning, plan", CellKind.PARTLY),
        ("riket", "2019", "≥350, forskning, kvalitetsdel, beslutat", CellKind.PARTLY),
        ("vastra_gotaland", "2019", "1 annan uppgift", CellKind.PARTLY),
        ("uppsala", "2020", "..", CellKind.UNKNOWN),
        ("orebro", "2006", ".", CellKind.NOT_APPLICABLE),
        ("orebro", "2016", "..", CellKind.UNKNOWN),
    ],
)
def test_a_box_holds_the_most_complete_amount_with_a_word_for_a_part(
    region: str, period: str, label: str, kind: CellKind
) -> None:
    assert (cell(region, period).label, cell(region, period).kind) == (label, kind)


def test_a_box_tells_every_amount_and_counts_the_rest() -> None:
    detail = cell("ostergotland", "2020").detail
    assert "Läkarutbildning: 86\u00a0mkr" in detail
    assert "Klinisk forskning: 141\u00a0mkr" in detail
    # 39 and 61 percent, four posts of the distribution, 279 and 130 of the region's own money.
    assert "8 andra uppgifter om finansiering" in detail


def test_a_value_without_a_date_stands_last() -> None:
    chart = shown().chart
    assert isinstance(chart, Matrix)
    assert chart.columns[0].key == "FY1995/96"
    assert chart.columns[-1].label == "utan datum"


@pytest.mark.parametrize(
    ("region", "sentence"),
    [
        (None, "Hela ALF-ersättningen är känd för tre av sju regioner, aldrig för två av dem samma "
               "år."),
        ("stockholm", "För Stockholm är hela ALF-ersättningen känd 2006 och 2026; den är känd för "
                      "tre av sju regioner, aldrig för två av dem samma år."),
        ("uppsala", "För Uppsala är inget belopp känt; hela ALF-ersättningen är känd för tre av "
                    "sju regioner, aldrig för två av dem samma år."),
        ("skane", "För Skåne är hela ALF-ersättningen inte känd, bara andra belopp (2015 och "
                  "2024); den är känd för tre av sju regioner, aldrig för två av dem samma år."),
    ],
)  # fmt: skip
def test_the_headline_is_honest_about_how_little_is_known(
    region: str | None, sentence: str
) -> None:
    assert shown(region).headline == sentence


def test_the_headline_counts_regions_of_the_same_year() -> None:
    rows = [amount("skane", "2020", 1), amount("uppsala", "2020", 2)]
    assert headline(*rows) == (
        "Hela ALF-ersättningen är känd för två av sju regioner, men inget år för alla sju."
    )
    every = [amount(code, "2020", 1) for code in ALF_REGION_CODES]
    assert headline(*every) == "Hela ALF-ersättningen är känd för alla sju regioner (2020)."


def test_an_amount_of_a_part_or_without_a_date_is_not_the_whole() -> None:
    rows = [amount("skane", "2020", 1, "research"), amount("uppsala", "undated", 2)]
    assert headline(*rows) == "Hela ALF-ersättningen är inte känd för någon region."


def test_the_table_lists_every_funding_figure_but_not_the_price_index() -> None:
    release = shipped("funding")
    # Private primary care lies in the same file but belongs to education.
    expected = sum(
        release.observations(name).height
        for name, indicator in INDICATORS.items()
        if indicator.topic == "funding" and name != "consumer_price_index"
    )
    assert len(shown().table.rows) == expected


def test_contradictions_of_the_sources_are_shown() -> None:
    assert any("227 mkr" in warning for warning in shown().warnings)


def test_a_release_without_funding_has_nothing_to_show() -> None:
    with pytest.raises(NothingToShow):
        VIEW.render(release_of(observation()), State())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("region", [None, *ALF_REGION_CODES])
def test_every_text_is_readable(region: str | None, language: Language) -> None:
    assert unreadable(shown(region, language)) == []


def test_many_years_without_a_gap_are_told_by_the_first_and_the_last() -> None:
    rows = [amount("skane", str(year), 1.0) for year in range(2015, 2027)]
    assert "känd 2015–2026;" in headline(*rows, region="skane")
    gap = [row for row in rows if row["period"] != "2020"]
    assert "2019, 2021" in headline(*gap, region="skane")
