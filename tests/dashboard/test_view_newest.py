"""The newest comparable figures: what is comparable, where it leads, and what is said of it."""

from dataclasses import replace

import pytest

from dashboard.charts.grammar import CellKind, Emphasis, Matrix, MatrixCell
from dashboard.state import BadState, State, parse_state
from dashboard.views import compare
from dashboard.views.comparable import Comparison, comparisons
from dashboard.views.model import NothingToShow
from dashboard.views.newest import VIEW
from dashboard.views.newest_words import headline, note
from tests.builders import observation
from tests.dashboard.releases import whole
from tests.view_checks import release_of, unreadable
from warehouse.period import parse_period
from warehouse.regions import ALF_REGION_CODES
from warehouse.text import LANGUAGES, Language


def rates(period: str, *regions: str, **others: object) -> list[dict[str, object]]:
    return [observation(region=region, period=period, **others) for region in regions]


def found(*rows: dict[str, object]) -> tuple[Comparison, ...]:
    return comparisons(release_of(*rows))


NORTH = ("vasterbotten", "uppsala", "stockholm")


def matrix(state: State) -> Matrix:
    chart = VIEW.render(whole(), state).chart
    assert isinstance(chart, Matrix)
    return chart


def row(key: str, state: State | None = None) -> dict[str, MatrixCell]:
    cells = matrix(state or State()).cells
    return {cell.column: cell for cell in cells if cell.row == key}


def test_two_regions_are_no_comparison_and_three_are() -> None:
    assert found(*rates("2022", *NORTH[:2])) == ()
    assert len(found(*rates("2022", *NORTH))) == 1


def test_the_newest_period_that_enough_regions_share_is_taken() -> None:
    (one,) = found(*rates("2020", *NORTH), *rates("2022", *NORTH), *rates("2024", *NORTH[:2]))
    assert one.period.code == "2022"


def test_undated_figures_only_count_where_nothing_dated_can_be_compared() -> None:
    (dated,) = found(*rates("2010", *NORTH), *rates("undated", *NORTH))
    assert dated.period.code == "2010"
    (undated,) = found(*rates("2010", *NORTH[:2]), *rates("undated", *NORTH))
    assert undated.period.code == "undated"


def test_targets_and_plans_are_not_compared() -> None:
    assert found(*rates("2022", *NORTH, nature="target")) == ()


def test_groups_and_items_are_compared_each_for_itself() -> None:
    assert found(*rates("2022", *NORTH[:2]), *rates("2022", "skane", item="round_2")) == ()


def test_of_shares_by_sex_the_share_of_women_is_shown() -> None:
    share = {
        "indicator": "ranking_student_share_by_sex", "group": "students",
        "source": "ki_vr_survey_2022",
    }  # fmt: skip
    places = {"vasterbotten": "umea_university", "uppsala": "uppsala_university",
              "stockholm": "karolinska_institutet"}  # fmt: skip
    rows = [
        observation(region=region, organisation=university, sex=sex, value=value, **share)
        for region, university in places.items()
        for sex, value in (("women", 60.0), ("men", 40.0))
    ]
    (one,) = found(*rows)
    assert one.sex == "women"
    assert {drawn.figure.value for drawn in one.drawn} == {60.0}


def test_the_response_rates_of_2022_stand_as_printed() -> None:
    """vr_alf_survey_2022: researchers, round 1, in the order from north to south."""
    cells = row("alf_survey_response_rate|researchers|round_1|all")
    assert [cells[code].label for code in ALF_REGION_CODES] == [
        "76", "79", "68", "60", "68", "62", "61",
    ]  # fmt: skip
    assert cells["period"].label == "2022"


def test_the_rank_by_amount_is_undated_and_says_so() -> None:
    """funding_public_pages: Stockholm receives most, Örebro least of seven; no year is given."""
    cells = row("alf_rank_by_amount|all|all|all")
    assert cells["period"].label == "utan datum"
    assert cells["stockholm"].label == "1\u00a0av\u00a07"
    assert "En rad finns bara utan datum." in VIEW.render(whole(), State()).note


def test_a_grade_that_is_only_partly_known_is_told_apart() -> None:
    """evaluation_b: Skåne's prerequisites in 2023 were not given the highest grade."""
    cell = row("alf_evaluation_grade|all|prerequisites|all")["skane"]
    assert (cell.kind, cell.label, cell.value) == (CellKind.PARTLY, "ej högsta", None)


def test_own_column_is_marked() -> None:
    columns = matrix(State(region="skane")).columns
    assert [c.key for c in columns if c.emphasis is Emphasis.OWN] == ["skane"]
    assert [c.key for c in columns] == ["period", *ALF_REGION_CODES, "riket"]


def test_rows_stand_by_topic_and_can_be_read_at_a_glance() -> None:
    groups = [r.group for r in matrix(State()).rows]
    assert list(dict.fromkeys(groups)) == [
        "Enkäter", "Jämställdhet", "Utbildning", "Finansiering", "Utvärderingar",
    ]  # fmt: skip
    assert 20 <= len(groups) <= 35


def test_a_topic_leaves_only_its_rows() -> None:
    groups = {r.group for r in matrix(State(topic="education")).rows}
    assert groups == {"Utbildning"}


def test_every_address_opens_what_it_names() -> None:
    addresses = {cell.address for cell in matrix(State(region="uppsala")).cells if cell.address}
    for address in addresses:
        page, _, query = address.partition("?")
        assert page in ("/compare", "/evaluations")
        if page == "/compare":
            state = parse_state(query, compare.VIEW.keys)
            assert compare.VIEW.render(whole(), state).table.rows


def test_an_unknown_topic_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadState) as refused:
        VIEW.render(whole(), State(topic="weather"))
    assert refused.value.allowed == (
        "every", "surveys", "gender", "education", "funding", "evaluations",
    )  # fmt: skip


def test_nothing_comparable_is_said_in_words() -> None:
    with pytest.raises(NothingToShow):
        VIEW.render(release_of(observation()), State())


def test_the_headline_says_where_own_region_lacks_figures() -> None:
    two = found(*rates("2022", *NORTH), *rates("2022", *NORTH[1:], "skane", item="round_2"))
    assert headline(two, "uppsala", "sv") == "Uppsala har värde i alla 2\u00a0jämförbara mått."
    assert headline(two, "skane", "sv") == (
        "Av 2\u00a0jämförbara mått har Skåne 1; det som saknas gäller enkäter (1\u00a0av\u00a02)."
    )
    assert headline(two, "orebro", "sv") == "Örebro saknar värde i 2\u00a0jämförbara mått."
    assert headline(two[:1], "uppsala", "en") == (
        "Uppsala has a figure in the only comparable measure."
    )


def test_without_a_region_the_headline_counts_the_whole_ones() -> None:
    two = found(*rates("2022", *ALF_REGION_CODES), *rates("2022", *NORTH, item="round_2"))
    assert headline(two, None, "sv") == (
        "2\u00a0jämförbara mått; i 1 av dem har alla sju regioner ett värde."
    )


def test_the_note_says_how_old_the_rows_are() -> None:
    (one,) = found(*rates("2022", *NORTH))
    older = replace(one, period=parse_period("HT2006"))
    assert "raderna gäller HT\u00a02006 till 2022." in note([one, older], 1, "sv")
    assert "what is dated is of 2022." in note([one], 1, "en")


@pytest.mark.parametrize("region", [None, "orebro"])
@pytest.mark.parametrize("topic", [None, "gender", "funding"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_read(language: Language, topic: str | None, region: str | None) -> None:
    state = State(language=language, region=region, topic=topic)
    assert unreadable(VIEW.render(whole(), state)) == []
