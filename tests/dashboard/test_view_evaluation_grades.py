import pytest

from dashboard.charts.grammar import CellKind, Matrix, MatrixCell
from dashboard.state import State
from dashboard.views.evaluation_grades import VIEW
from dashboard.views.model import NothingToShow, Rendered
from tests.builders import observation
from tests.view_checks import release_of, shipped, unreadable
from warehouse.regions import ALF_REGION_CODES
from warehouse.text import LANGUAGES, Language

LOW, MIDDLE, TOP = 1.0, 2.0, 3.0
PANELS = ("scientific_production", "clinical_significance", "prerequisites")


def shown(region: str | None = None, language: Language = "sv") -> Rendered:
    return VIEW.render(shipped("evaluations"), State(language=language, region=region))


def cell(rendered: Rendered, region: str, column: str) -> MatrixCell:
    assert isinstance(rendered.chart, Matrix)
    return next(c for c in rendered.chart.cells if (c.row, c.column) == (region, column))


def grade(
    region: str, period: str, panel: str, value: float | None, **more: object
) -> dict[str, object]:
    return observation(indicator="alf_evaluation_grade", region=region, period=period, item=panel,
                       value=value, source="med_lu_180328_kliniskforskning", **more)  # fmt: skip


def headline(*rows: dict[str, object], region: str | None) -> str:
    return VIEW.render(release_of(*rows), State(region=region)).headline


def three(region: str, period: str, *values: float) -> list[dict[str, object]]:
    return [grade(region, period, p, v) for p, v in zip(PANELS, values, strict=True)]


def test_a_printed_grade_is_known_and_shaded_by_its_step() -> None:
    # med.lu.se 2018: Skåne got B, A, A.
    found = cell(shown(), "skane", "clinical_significance|2018")
    assert (found.label, found.kind, found.value, found.step) == (
        "Mycket hög",
        CellKind.KNOWN,
        3,
        2,
    )


def test_a_grade_read_from_words_is_inferred_and_says_so_in_words() -> None:
    # oru.se 2018: "underkänner" the benefit to society.
    found = cell(shown(), "orebro", "clinical_significance|2018")
    assert (found.label, found.kind, found.warning) == (
        "Undermålig", CellKind.INFERRED, True)  # fmt: skip


def test_two_sources_that_leave_one_step_make_an_inferred_grade() -> None:
    # Region Örebro 2023: approved (2–3); Uppsala University: not the top grade (1–2).
    found = cell(shown(), "orebro", "clinical_significance|2023")
    assert (found.label, found.kind, found.value) == ("God–hög", CellKind.INFERRED, 2)
    assert any("följer först av källorna tillsammans" in line for line in found.detail)


@pytest.mark.parametrize(
    ("region", "column", "label", "low", "high"),
    [
        ("orebro", "scientific_production|2023", "minst god–hög", 2, 3),
        ("skane", "prerequisites|2023", "ej högsta", 1, 2),
    ],
)
def test_an_interval_of_grades_is_partly_known_and_has_no_shade(
    region: str, column: str, label: str, low: int, high: int
) -> None:
    found = cell(shown(), region, column)
    assert (found.label, found.kind, found.low, found.high, found.step, found.value) == (
        label, CellKind.PARTLY, low, high, None, None)  # fmt: skip


def test_an_unknown_grade_tells_how_many_top_grades_the_region_got() -> None:
    # med.lu.se 2018: Stockholm got the top grade in one panel; which one is not said.
    found = cell(shown(), "stockholm", "prerequisites|2018")
    assert (found.label, found.kind) == ("okänt", CellKind.UNKNOWN)
    assert "Högsta omdöme i 1 av 3 paneler, 2018" in found.detail


def test_a_place_without_any_row_is_unknown() -> None:
    assert cell(shown(), "skane", "scientific_production|2023").kind is CellKind.UNKNOWN


def test_every_region_panel_and_period_has_a_cell_and_a_row_of_the_table() -> None:
    rendered = shown("uppsala")
    assert isinstance(rendered.chart, Matrix)
    assert len(rendered.chart.cells) == len(rendered.table.rows) == 7 * 3 * 2
    assert {rendered.table.rows[i][0].text for i in rendered.table.emphasised} == {"Uppsala"}


@pytest.mark.parametrize(
    ("region", "sentence"),
    [
        ("uppsala", "Uppsala gick från god–hög till mycket hög kvalitet i två av tre paneler "
                    "mellan 2018 och 2023."),
        ("vasterbotten", "Västerbotten fick i alla tre paneler samma omdöme 2023 som 2018."),
        ("stockholm", "Stockholm fick 2023 högsta omdömet i en av tre paneler; omdömena 2018 är "
                      "inte kända."),
        ("orebro", "Örebro gick från undermålig till god–hög kvalitet i en av de två paneler där "
                   "båda omdömena är kända, mellan 2018 och 2023; fyra av omdömena är härledda."),
        ("skane", "Skåne: inget av omdömena 2023 är känt; i två av tre paneler är det säkert inte "
                  "det högsta."),
        (None, "Så många av de sju fick högsta omdöme 2023: minst tre för vetenskaplig "
               "produktion, en för klinisk betydelse och samhällsnytta, två för forskningens "
               "förutsättningar."),
    ],
)  # fmt: skip
def test_the_headline_says_what_the_sources_support(region: str | None, sentence: str) -> None:
    assert shown(region).headline == sentence


def test_changes_in_both_directions_are_both_counted() -> None:
    rows = [*three("skane", "2018", LOW, TOP, MIDDLE), *three("skane", "2023", MIDDLE, LOW, MIDDLE)]
    assert headline(*rows, region="skane") == (
        "Skåne fick högre omdöme i en och lägre omdöme i en av tre paneler mellan 2018 och 2023."
    )


def test_one_evaluation_alone_is_told_without_a_change() -> None:
    rows = three("skane", "2023", MIDDLE, TOP, LOW)
    assert headline(*rows, region="skane") == (
        "Skåne, kända omdömen 2023: vetenskaplig produktion god–hög kvalitet, klinisk betydelse "
        "och samhällsnytta mycket hög kvalitet, forskningens förutsättningar undermålig kvalitet."
    )


def test_own_region_without_any_grade_claims_nothing() -> None:
    rows = three("skane", "2023", MIDDLE, TOP, LOW)
    assert headline(*rows, region="uppsala") == "Uppsala: inget av omdömena 2023 är känt."


def test_grades_are_never_averaged() -> None:
    assert not any(c.value is not None and c.value % 1 for c in shown().chart.cells)  # type: ignore[union-attr]


def test_a_release_without_grades_has_nothing_to_show() -> None:
    with pytest.raises(NothingToShow):
        VIEW.render(release_of(observation()), State())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("region", [None, *ALF_REGION_CODES])
def test_every_text_is_readable(region: str | None, language: Language) -> None:
    assert unreadable(shown(region, language)) == []
