"""From answers to what is published: nothing hidden in any row, nothing wrong in what is shown."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.disclosure.blocks import membership
from etl.disclosure.errors import DisclosureRefused
from etl.disclosure.model import NOTHING, CountTable, Leak, Proof, Shown
from etl.problems import InputRefused
from etl.surveys.counts import counts_of
from etl.surveys.counts.earlier import CellNames, earlier_of
from etl.surveys.counts.table import count_table, index_name
from etl.surveys.figures import figures_of
from etl.surveys.frame.strata import Strata
from etl.surveys.publishing import publish
from etl.surveys.publishing.publish import PublishedSurvey, publish_survey
from etl.surveys.publishing.publish_check import said_too_much
from etl.surveys.responses import Invited
from tests.etl.surveys import made_up_answers as made_up
from tests.etl.surveys.made_up_answers import TWO, WORD, item, survey_round, theme
from tests.etl.surveys.shown_figures import everything, figures, one_row
from warehouse.contract import NUMBERS, observation_schema
from warehouse.organisations import Organisation, OrganisationKind
from warehouse.registry import SHIPPED
from warehouse.sources import Source
from warehouse.surveys.indicators import Measure, indicator_id
from warehouse.surveys.model import SurveyRound

ITEMS = (item("q1", theme="t"), item("q2", theme="t"), item("q3", TWO))
ROUND = survey_round(
    ITEMS, themes=(theme("t"),), crossings=(("organisation",), ("sex",), ("organisation", "sex"))
)
MEMBERS = {"organisation": ["a", "b", "c"], "sex": ["women", "men"]}
K = 5


def _invited(one: SurveyRound, size: int = 200) -> Invited:
    strata = [{"organisation": o, "sex": s, "invited": size}
              for o in MEMBERS["organisation"] for s in MEMBERS["sex"]]  # fmt: skip
    return made_up.invited(one, strata)


def _published(
    frame: pl.DataFrame, one: SurveyRound = ROUND, *earlier: pl.DataFrame, frame_size: int = 200
) -> PublishedSurvey:
    invited = _invited(one, frame_size)
    return publish_survey(made_up.instrument(one), made_up.responses(frame), invited, earlier)


def _at_random(frame: pl.DataFrame, seed: int) -> tuple[CountTable, Shown]:
    """A table, and for each of its cells anything that may be shown, or nothing."""
    table = count_table(ROUND, counts_of(ROUND, frame), Strata(ROUND, _invited(ROUND)))
    random, size = np.random.default_rng(seed), len(table.cells)
    return table, Shown(
        answers=random.random(size) < 0.7,
        items={
            code: random.integers(NOTHING, len(counts.partitions) + 1, size)
            for code, counts in table.items.items()
        },
        indices={name: random.random(size) < 0.5 for name in table.indices},
    )


# ---------------------------------------------------------------- as a whole


def test_the_rows_keep_the_contract() -> None:
    source = Source(
        id="vil_source", short=WORD, title="T", publisher="P", published="2024", licence=None,
        address=None, update_rhythm=None,
    )  # fmt: skip
    organisations = [
        Organisation(code, WORD, OrganisationKind.UNIT, "skane") for code in MEMBERS["organisation"]
    ]
    registry = SHIPPED.with_declared([], [source], organisations).with_surveys([ROUND])
    found = _published(made_up.random_answers(ROUND, 240, MEMBERS, 1)).observations
    rows = found.with_columns(
        input=pl.lit("vil.csv"), input_row=pl.lit(None, pl.Int64), cites=pl.lit(None, pl.String)
    )
    schema = observation_schema(registry)
    kept, failed = schema.filter(rows, cast=True)
    assert failed.counts() == {}
    assert kept.height == found.height
    ok = rows.filter(status="ok")["indicator"]
    assert set(ok) == {indicator_id("vil", measure) for measure in Measure}


@pytest.mark.slow
def test_the_same_answers_give_the_same_rows_in_any_order() -> None:
    frame = made_up.random_answers(ROUND, 90, MEMBERS, 2)
    shuffled = frame.sample(fraction=1, shuffle=True, seed=3)
    assert _published(frame).observations.equals(_published(shuffled).observations)


def test_cells_are_counted_for_answers_items_and_themes() -> None:
    frame = made_up.random_answers(ROUND, 60, MEMBERS, 4)
    found = _published(frame)
    cells = 1 + 3 + 2 + 6
    assert found.cells_shown + found.cells_hidden == cells * (1 + len(ITEMS) + 1)
    assert found.cells_hidden > 0
    assert found.proof_tried > 0


def test_without_answers_nothing_is_published() -> None:
    with pytest.raises(InputRefused, match="no answer counts"):
        _published(made_up.answers(ROUND, []))


def test_a_frame_that_does_not_fit_stops_everything() -> None:
    with pytest.raises(InputRefused, match="more answers than invited"):
        _published(made_up.random_answers(ROUND, 240, MEMBERS, 5), frame_size=20)


def test_what_the_attack_finds_is_not_published(monkeypatch: pytest.MonkeyPatch) -> None:
    leak = Leak(members=(("region", "skane"),), item="q1", parts=(0,), kind="range")

    def refused(*_: object) -> tuple[Shown, Proof]:
        raise DisclosureRefused((leak,))

    monkeypatch.setattr(publish, "disclose", refused)
    with pytest.raises(DisclosureRefused, match="region skane: q1"):
        _published(made_up.random_answers(ROUND, 100, MEMBERS, 6))


def test_a_row_that_says_too_much_is_not_published(monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(one: SurveyRound, table: CountTable, _: Shown) -> pl.DataFrame:
        return figures_of(one, table, everything(table))

    proof = Proof(tried=1, leaks=())
    monkeypatch.setattr(publish, "disclose", lambda table, _: (_hide_all(table), proof))
    monkeypatch.setattr(publish, "figures_of", careless)
    with pytest.raises(DisclosureRefused, match="row"):
        _published(made_up.random_answers(ROUND, 40, MEMBERS, 7))


# ---------------------------------------------------------------- nothing hidden is in any row


def _true_counts(table: CountTable, item_code: str | None) -> np.ndarray[Any, Any]:
    counts = table.persons[:, None] if item_code is None else table.items[item_code].counts
    return np.asarray(membership(table) @ counts)


@pytest.mark.slow
@settings(max_examples=6, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 150))
def test_the_primary_rule_holds_in_every_row(seed: int, size: int) -> None:
    """By reading the rows alone: no base under k, no part under 3, and no other number there."""
    rows = _published(made_up.random_answers(ROUND, size, MEMBERS, seed)).observations
    for row in rows.iter_rows(named=True):
        numbers = [row[name] for name in NUMBERS if row[name] is not None]
        if row["status"] != "ok":
            assert numbers == ([] if row["base"] is None else [row["base"]])
        if row["base"] is not None:
            assert row["base"] == 0 or row["base"] >= K
        measure = row["indicator"].removeprefix("vil_")
        if measure in {"share_positive", "distribution"} and row["numerator"] is not None:
            assert 3 <= row["numerator"] <= row["denominator"] - 3
        if measure == "theme_index" and row["value"] is not None:
            assert row["base"] >= 2 * K


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(10, 150))
def test_every_count_in_a_row_is_true_and_shown(seed: int, size: int) -> None:
    """Against `Shown`, without the code that looks at it before publishing."""
    frame = made_up.random_answers(ROUND, size, MEMBERS, seed)
    table, shown = _at_random(frame, seed)
    place = {cell.members: at for at, cell in enumerate(table.cells)}
    for row in figures_of(ROUND, table, shown).iter_rows(named=True):
        at, measure = place[CellNames(ROUND).of(row)], row["indicator"].removeprefix("vil_")
        nobody = shown.answers[at] and _true_counts(table, None)[at, 0] == 0
        if row["base"] is None or nobody:
            continue
        if measure in {"response_rate", "design_effect", "representativeness"}:
            assert shown.answers[at]
            assert row["base"] == _true_counts(table, None)[at, 0]
        elif measure == "theme_index":
            assert shown.indices[index_name(row["item"])][at]
        else:
            counts = _true_counts(table, row["item"])[at, : table.items[row["item"]].substantive]
            assert shown.items[row["item"]][at] != NOTHING
            assert row["base"] == counts.sum()
            if measure in {"mean", "standard_deviation"} and row["value"] is not None:
                assert shown.items[row["item"]][at] == 0
            if measure == "share_positive" and row["numerator"] is not None:
                positive = counts[3:] if row["item"] != "q3" else counts[1:]
                assert row["numerator"] == positive.sum()


def test_a_distribution_is_as_fine_as_its_cell_shows() -> None:
    frame = made_up.random_answers(ROUND, 400, MEMBERS, 8)
    table = count_table(ROUND, counts_of(ROUND, frame), None)
    for code, names in enumerate((["a1", "a2", "a3", "a4", "a5"], ["s1g1", "s1g2", "s1g3"],
                                  ["s2g1", "s2g2"], None)):  # fmt: skip
        shown = everything(table)
        shown.items["q1"][:] = code
        rows = figures_of(ROUND, table, shown)
        total = rows.filter(indicator="vil_distribution", item="q1", organisation="all", sex="all")
        assert total["category"].to_list() == (["all"] if names is None else [
            f"five_{name}" for name in names
        ])  # fmt: skip
        assert total["base"].n_unique() == 1
        assert total["numerator"].sum() == (0 if names is None else total["base"][0])
        mean, share = (one_row(rows, measure, item="q1") for measure in ("mean", "share_positive"))
        assert mean["status"] == ("ok" if code == 0 else "suppressed")
        assert share["status"] == ("suppressed" if names is None else "ok")


def test_positive_or_not_is_a_share_without_a_distribution() -> None:
    nameless = made_up.scale("five", [False, False, False, True, True])
    one = survey_round([item("q1", nameless)], scales=(nameless,))
    table = count_table(one, counts_of(one, made_up.random_answers(one, 90, {}, 9)), None)
    shown = everything(table)
    shown.items["q1"][:] = 1
    rows = figures_of(one, table, shown)
    assert one_row(rows, "share_positive", item="q1")["status"] == "ok"
    assert one_row(rows, "distribution", item="q1")["status"] == "suppressed"


def test_a_step_that_mixes_positive_and_not_tells_no_share() -> None:
    mixed = made_up.scale("five", [False, False, False, True, True], [[2, 2, 1]])
    one = survey_round([item("q1", mixed)], scales=(mixed,))
    table = count_table(one, counts_of(one, made_up.random_answers(one, 90, {}, 9)), None)
    shown = everything(table)
    shown.items["q1"][:] = 1
    rows = figures_of(one, table, shown)
    assert one_row(rows, "share_positive", item="q1")["status"] == "suppressed"
    assert rows.filter(indicator="vil_distribution")["status"].to_list() == ["ok"] * 3


# ---------------------------------------------------------------- the look at the rows finds it


def _hide_all(table: CountTable) -> Shown:
    shown = everything(table)
    shown.answers[:] = False
    for codes in shown.items.values():
        codes[:] = NOTHING
    for flags in shown.indices.values():
        flags[:] = False
    return shown


def test_rows_of_what_is_shown_say_nothing_more() -> None:
    for seed in range(30):
        frame = made_up.random_answers(ROUND, 240, MEMBERS, seed)
        table, shown = _at_random(frame, seed)
        enough = membership(table) @ table.indices["theme t"].persons >= 2 * K
        shown.indices["theme t"][:] &= enough
        assert said_too_much(ROUND, figures_of(ROUND, table, shown), table, shown) == ()


@pytest.mark.parametrize("measure", list(Measure))
@pytest.mark.parametrize("column", [*NUMBERS])
def test_a_number_of_a_hidden_cell_is_found_in_every_column(measure: Measure, column: str) -> None:
    frame = made_up.random_answers(ROUND, 240, MEMBERS, 10)
    invited = _invited(ROUND)
    table = count_table(ROUND, counts_of(ROUND, frame), Strata(ROUND, invited))
    rows = figures(ROUND, frame, invited).filter(
        pl.col("indicator") == indicator_id("vil", measure), pl.col("base").is_not_null()
    )
    planted = rows.head(1).with_columns(
        pl.lit(None, pl.Float64).alias(name) for name in NUMBERS if name != column
    ).with_columns(pl.col(column).fill_null(7.0))  # fmt: skip
    found = said_too_much(ROUND, planted, table, _hide_all(table))
    # That somebody answered, alone, says a base only where the measure counts persons.
    is_harmless = column == "base" and measure in {
        Measure.DESIGN_EFFECT, Measure.REPRESENTATIVENESS
    }  # fmt: skip
    assert bool(found) is not is_harmless


@pytest.mark.parametrize(
    "change",
    [
        lambda row: {"numerator": row["numerator"] + 1},
        lambda row: {"base": row["base"] + 1},
        lambda _: {"status": "suppressed"},
    ],
)
def test_a_count_that_is_not_true_is_found(change: Callable[[Mapping[str, Any]], Any]) -> None:
    frame = made_up.random_answers(ROUND, 240, MEMBERS, 11)
    table = count_table(ROUND, counts_of(ROUND, frame), None)
    rows = figures_of(ROUND, table, everything(table))
    row = one_row(rows, "share_positive", item="q1")
    changed = pl.DataFrame([{**row, **change(row)}], schema=rows.schema)
    assert said_too_much(ROUND, changed, table, everything(table))
    assert not said_too_much(ROUND, pl.DataFrame([row], schema=rows.schema), table,
                             everything(table))  # fmt: skip


def test_a_mean_is_found_where_only_merged_answers_are_shown() -> None:
    frame = made_up.random_answers(ROUND, 240, MEMBERS, 12)
    table = count_table(ROUND, counts_of(ROUND, frame), None)
    rows = figures_of(ROUND, table, everything(table))
    merged = everything(table)
    merged.items["q1"][:] = 1
    means = rows.filter(indicator="vil_mean", item="q1")
    assert said_too_much(ROUND, means, table, merged)
    assert not said_too_much(ROUND, means, table, everything(table))


# ---------------------------------------------------------------- earlier publications


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(10, 150))
def test_what_was_published_is_read_back_as_its_counts(seed: int, size: int) -> None:
    frame = made_up.random_answers(ROUND, size, MEMBERS, seed)
    table, shown = _at_random(frame, seed)
    rows = figures_of(ROUND, table, shown)
    place = {cell.members: at for at, cell in enumerate(table.cells)}
    said = earlier_of(ROUND, [rows, rows])
    assert len(said) == len(set(said))
    for one in said:
        at = place[one.members]
        if one.item is None:
            assert one.counts == (_true_counts(table, None)[at, 0],)
        elif one.item in table.items:
            true = _true_counts(table, one.item)[at]
            whole = tuple(range(table.items[one.item].substantive))
            groups = one.partition or (whole,)
            assert one.counts == tuple(true[list(group)].sum() for group in groups)
    # Whoever knows the parts knows how many there are together.
    bases = {(one.members, one.item) for one in said if not one.partition}
    assert {(one.members, one.item) for one in said} == bases
    distributions = {(one.members, one.item) for one in said if len(one.partition) > 2}
    expected = {
        (cell.members, code)
        for code in ("q1", "q2")
        for at, cell in enumerate(table.cells)
        if shown.items[code][at] in (0, 1) and _true_counts(table, code)[at, :-1].any()
    }
    assert distributions == expected


def test_rows_of_other_surveys_are_not_earlier() -> None:
    rows = figures(ROUND, made_up.random_answers(ROUND, 200, MEMBERS, 13))
    assert earlier_of(ROUND, [rows])
    for other in (
        {"region": "uppsala"}, {"period": "2023"}, {"group": "managers"},
        {"indicator": "other_share_positive"},
    ):  # fmt: skip
        moved = rows.with_columns(pl.lit(value).alias(name) for name, value in other.items())
        assert earlier_of(ROUND, [moved]) == ()


def test_answers_that_the_scale_no_longer_has() -> None:
    rows = figures(ROUND, made_up.random_answers(ROUND, 300, MEMBERS, 14))
    renamed = made_up.scale("four", [False, False, True, True])
    one = survey_round([replace(ITEMS[0], scale="four", theme=None)], scales=(renamed,))
    with pytest.raises(InputRefused, match="'q1' has answers that its scale no longer has"):
        earlier_of(one, [rows])


def test_an_item_that_is_no_longer_asked_is_passed_over() -> None:
    rows = figures(ROUND, made_up.random_answers(ROUND, 300, MEMBERS, 15))
    one = survey_round([ITEMS[2]])
    assert {said.item for said in earlier_of(one, [rows])} == {None, "q3"}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_one_more_answer_does_not_tell_what_it_was(seed: int) -> None:
    """Published, then once more with a late answer: no pair of figures differs by that person."""
    frame = made_up.random_answers(ROUND, 120, MEMBERS, seed, missing=0, not_applying=0)
    first = _published(frame.head(-1)).observations
    try:
        second = _published(frame, ROUND, first).observations
    except DisclosureRefused:
        return  # nothing is published, and nothing follows
    key = ["indicator", "organisation", "sex", "item", "category", "estimate"]
    both = first.join(second, on=key, suffix="_later")
    counted = both.filter(
        pl.col("numerator").is_not_null(), pl.col("numerator_later").is_not_null()
    )
    assert counted.filter((pl.col("base") - pl.col("base_later")).abs().is_between(1, K - 1)
                          ).is_empty()  # fmt: skip


@pytest.mark.slow
def test_a_crossing_that_is_no_longer_declared_stays_known() -> None:
    frame = made_up.random_answers(ROUND, 150, MEMBERS, 16)
    first = _published(frame).observations
    fewer = replace(ROUND, crossings=(("organisation",),))
    second = _published(frame, fewer, first)
    assert set(second.observations["sex"]) == {"all"}
