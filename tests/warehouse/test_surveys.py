"""Rounds of surveys: the indicators they give, how they are stored, and which contradict."""

from dataclasses import replace
from functools import partial

import pytest

from tests.warehouse.survey_rounds import AGREEMENT, FOUR_STEPS, a_round, item
from warehouse.catalogue import catalogue, frame
from warehouse.layout import layout
from warehouse.period import parse_period
from warehouse.registry import SHIPPED, RegistryError
from warehouse.registry_tables import REGISTRY_TABLES, registry_of
from warehouse.statistics import break_between
from warehouse.surveys.indicators import Measure, indicator_id, merged_of
from warehouse.surveys.model import Comparability, RoundBreak, SurveyRound
from warehouse.surveys.stored import as_json, round_of
from warehouse.text import Text

BREAK = RoundBreak(
    title=Text("Ny metod", "New method"), reason=Text("Ny leverantör.", "New supplier.")
)


def breaks_of(rounds: list[SurveyRound], measure: Measure) -> list[tuple[str | None, ...]]:
    registry = SHIPPED.with_surveys(rounds)
    found = registry.indicators[indicator_id("vil", measure)].breaks
    return [(one.region, one.group, one.item, one.before, one.after) for one in found]


@pytest.mark.parametrize("changed", [{}, {"series_break": BREAK}, {"terms": ("VT2024", "HT2024")}])
def test_a_round_comes_back_from_storage_as_it_was(changed: dict[str, object]) -> None:
    one = replace(a_round(), **changed)  # type: ignore[arg-type]
    assert round_of(as_json(one)) == one


def test_a_series_gives_every_measure_once() -> None:
    registry = SHIPPED.with_surveys([a_round("2023"), a_round("2024"), a_round(group="managers")])
    mine = [id_ for id_ in registry.indicators if id_ not in SHIPPED.indicators]
    assert mine == [indicator_id("vil", measure) for measure in Measure]
    assert all(registry.is_declared("indicator", id_) for id_ in mine)


def test_groups_are_those_of_all_rounds() -> None:
    registry = SHIPPED.with_surveys([a_round("2023"), a_round(group="managers")])
    groups = registry.indicators["vil_response_rate"].groups
    assert groups == ("students", "medical_students", "nursing_students", "managers")


def test_an_item_is_worded_as_in_the_latest_round() -> None:
    old = a_round("2023", items=(item("support", wording="gammal"), item("gone")))
    new = a_round(
        "2024",
        items=(item("support", wording="ny", comparability=Comparability.CHANGED_WORDING),),
    )
    items = SHIPPED.with_surveys([new, old]).indicators["vil_share_positive"].items
    assert items == {
        "support": Text("Fråga ny", "Question ny"),
        "gone": Text("Fråga gone", "Question gone"),
    }


def test_categories_hold_answers_and_merged_answers() -> None:
    categories = SHIPPED.with_surveys([a_round()]).indicators["vil_distribution"].categories
    assert {"all", "agree_1", "agree_5", "agree_low", "agree_positive"} <= set(categories)
    assert merged_of(AGREEMENT, "low") == ("1", "2")
    assert merged_of(AGREEMENT, "3") == ("3",)


def test_a_changed_wording_breaks_its_item_in_every_group_and_nothing_else() -> None:
    changed = item("support", comparability=Comparability.CHANGED_WORDING)
    rounds = [a_round("2022"), a_round("2024", items=(changed, item("feedback")))]
    assert breaks_of(rounds, Measure.SHARE_POSITIVE) == [
        ("skane", group, "support", "2022", "2024")
        for group in ("students", "medical_students", "nursing_students")
    ]
    assert breaks_of(rounds, Measure.RESPONSE_RATE) == []


def test_a_broken_round_breaks_every_measure() -> None:
    rounds = [a_round("2023", group="managers"),
              replace(a_round("2024", group="managers"), series_break=BREAK)]  # fmt: skip
    for measure in Measure:
        assert breaks_of(rounds, measure) == [("skane", "managers", None, "2023", "2024")]


def test_the_first_round_of_a_region_breaks_nothing() -> None:
    rounds = [a_round("2023", region="uppsala"), replace(a_round("2024"), series_break=BREAK)]
    assert breaks_of(rounds, Measure.MEAN) == []


def test_a_break_of_one_item_is_none_of_another() -> None:
    changed = item("support", comparability=Comparability.CHANGED_WORDING)
    registry = SHIPPED.with_surveys([a_round("2022"), a_round("2024", items=(changed,))])
    breaks = registry.indicators["vil_share_positive"].breaks
    between = partial(
        break_between,
        parse_period("2022"),
        parse_period("2024"),
        breaks,
        region="skane",
        group="students",
    )
    assert between(item="support") is not None
    assert between(item="feedback") is None
    assert between() is None


@pytest.mark.parametrize(
    ("rounds", "words"),
    [
        ([a_round(), replace(a_round(), period="2023")], "two instruments have this id"),
        ([a_round(), replace(a_round(), id="other")], "is what the survey 'other' is about"),
        ([a_round("2023"), a_round(scales=(replace(AGREEMENT, steps=()),))], "give it another id"),
        (
            [
                a_round("2023"),
                a_round(scales=(FOUR_STEPS,), items=(item("support", scale=FOUR_STEPS),)),
            ],
            'say comparability = "changed_scale"',
        ),
        ([a_round(source="lost")], "no source 'lost'"),
    ],
)
def test_rounds_that_contradict_each_other_are_refused(
    rounds: list[SurveyRound], words: str
) -> None:
    with pytest.raises(RegistryError, match=words):
        SHIPPED.with_surveys(rounds)


def test_a_changed_scale_that_is_said_is_taken() -> None:
    changed = item("support", scale=FOUR_STEPS, comparability=Comparability.CHANGED_SCALE)
    rounds = [a_round("2023"), a_round(scales=(FOUR_STEPS,), items=(changed,))]
    assert len(breaks_of(rounds, Measure.MEAN)) == 3


@pytest.mark.parametrize(
    "wrong", [{"group": "pupils"}, {"regions": ("norge",)}, {"period": "in 2024"}]
)
def test_unknown_words_of_a_round_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"pupils|norge|in 2024"):
        replace(a_round(), **wrong)  # type: ignore[arg-type]


def test_a_round_is_found_by_its_subgroups_and_terms() -> None:
    one = replace(a_round(), terms=("VT2024",))
    surveys = SHIPPED.with_surveys([one]).surveys
    assert surveys.round("vil", "skane", "nursing_students", "VT2024") == one
    assert surveys.round("vil", "uppsala", "students", "2024") is None
    assert surveys.series() == {"vil": one.series_title}


def test_the_tables_of_a_release_give_the_rounds_back() -> None:
    changed = item("support", comparability=Comparability.CHANGED_WORDING)
    rounds = [a_round("2022"), a_round("2024", items=(changed,)), a_round(group="managers")]
    registry = SHIPPED.with_surveys(rounds)
    schemas = layout().tables
    rows = catalogue(["2022", "2024"], registry)
    tables = {name: frame(rows[name], schemas[name]) for name in REGISTRY_TABLES}
    found = registry_of(tables)
    assert found.surveys == registry.surveys
    assert found.indicators == registry.indicators
