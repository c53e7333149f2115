import pytest

from dashboard.charts.grammar import CellKind, Matrix, MatrixCell
from dashboard.state import State
from dashboard.views.evaluation_other import VIEW
from dashboard.views.model import NothingToShow, Rendered
from tests.builders import observation
from tests.view_checks import release_of, shipped, unreadable
from warehouse.regions import ALF_REGION_CODES
from warehouse.text import LANGUAGES, Language

DEGREE = "medical_degree_evaluation_grade"
REVIEW = "institutional_review_grade"
AREA = "institutional_review_area_grade"


def shown(region: str | None = None, language: Language = "sv") -> Rendered:
    return VIEW.render(shipped("evaluations"), State(language=language, region=region))


def cell(region: str, column: str) -> MatrixCell:
    chart = shown().chart
    assert isinstance(chart, Matrix)
    return next(c for c in chart.cells if (c.row, c.column) == (region, column))


def test_a_grade_stands_in_its_own_words_and_the_lowest_is_marked() -> None:
    # Läkartidningen, January 2014.
    assert (cell("skane", DEGREE).label, cell("skane", DEGREE).warning) == ("Hög kvalitet", False)
    found = cell("uppsala", DEGREE)
    assert (found.label, found.warning) == ("Bristande kvalitet", True)


def test_orebro_was_not_evaluated_in_2014() -> None:
    found = cell("orebro", DEGREE)
    assert (found.label, found.kind) == ("Inte utvärderad", CellKind.NOT_APPLICABLE)


def test_a_follow_up_stands_beside_the_first_grade_without_a_shade() -> None:
    # UKÄ: 31 March 2020 and, after follow-up, 28 June 2022.
    found = cell("stockholm", REVIEW)
    assert found.label == "Godkänt med förbehåll 2020, efter uppföljning: godkänt 2022"
    assert (found.step, found.value, found.warning) == (None, None, False)


def test_what_follows_from_the_words_of_a_source_is_marked() -> None:
    found = cell("skane", AREA)
    assert (found.label, found.kind) == ("Tillfredsställande", CellKind.INFERRED)
    assert cell("stockholm", AREA).kind is CellKind.UNKNOWN


def test_headline_without_a_region_counts_within_each_evaluation() -> None:
    assert shown().headline == (
        "Tre av sex läkarutbildningar fick bristande kvalitet 2014; alla sju lärosäten fick "
        "tillstånd för sexårig läkarexamen 2020."
    )


def test_headline_tells_own_region_in_the_words_of_each_scale() -> None:
    assert shown("uppsala").headline == (
        "Uppsala: bristande kvalitet (läkarexamen 2014), tillstånd beviljat (sexårig läkarexamen "
        "2020), godkänt 2021 (lärosätets kvalitetsarbete)."
    )


def test_the_national_figure_stands_in_the_table_alone() -> None:
    rendered = shown()
    assert any("6 av 6" in [c.text for c in row] for row in rendered.table.rows)
    assert isinstance(rendered.chart, Matrix)
    assert "riket" not in {row.key for row in rendered.chart.rows}


def test_a_release_without_such_grades_has_nothing_to_show() -> None:
    with pytest.raises(NothingToShow):
        VIEW.render(release_of(observation()), State())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("region", [None, *ALF_REGION_CODES])
def test_every_text_is_readable(region: str | None, language: Language) -> None:
    assert unreadable(shown(region, language)) == []
