"""Frames of the invited: strata, files of counts, lists of persons, and what is wrong in them."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.problems import InputRefused
from etl.readers.content import Content
from etl.readers.options import Options
from etl.surveys.counts import counts_of
from etl.surveys.frame import read_frame
from etl.surveys.frame.strata import UNKNOWN, Strata, check_fit, invited_in
from etl.surveys.model import (
    LEFT_OUT,
    FrameDeclaration,
    FrameKind,
    Instrument,
    Role,
    Stratum,
)
from etl.surveys.responses import Invited, NotCounted
from tests.etl.surveys import made_up_answers as made_up
from tests.etl.surveys.made_up_answers import item, survey_round
from tests.etl.surveys.shown_figures import table_of

ROUND = survey_round([item("q1")], crossings=(("organisation",), ("sex",)))
MEMBERS = {
    Role.ORGANISATION: {"Lunds sjukhus": "lund", "Malmö": "malmo", "Utland": LEFT_OUT},
    Role.SEX: {"Kvinna": "women", "Man": "men"},
}
COLUMNS = {Role.ORGANISATION: "Sjukhus", Role.SEX: "Kön"}
MARKER = "Xq7-MARKER"
Given = Sequence[Mapping[str, object]]


def _instrument(frame: FrameDeclaration) -> Instrument:
    return made_up.with_frame(made_up.instrument(ROUND, members=MEMBERS), frame)


def _content(text: str, name: str = "inbjudna.csv", encoding: str = "utf-8") -> Content:
    return Content.of_bytes(name, text.encode(encoding))


def _counts(**changes: object) -> FrameDeclaration:
    given_: dict[str, object] = {
        "file": "inbjudna.csv", "kind": FrameKind.COUNTS, "columns": COLUMNS, "count": "Antal",
    }  # fmt: skip
    return FrameDeclaration(**(given_ | changes))  # type: ignore[arg-type]


def _list(**changes: object) -> FrameDeclaration:
    given_: dict[str, object] = {"file": "inbjudna.csv", "kind": FrameKind.LIST, "columns": COLUMNS}
    return FrameDeclaration(**(given_ | changes))  # type: ignore[arg-type]


def _read(declared: FrameDeclaration, text: str) -> Invited:
    found = read_frame(_instrument(declared), _content(text))
    assert found is not None
    return found


def _strata(found: Invited) -> dict[tuple[str, ...], tuple[int, int]]:
    return {tuple(map(str, row[:-2])): (row[-2], row[-1]) for row in found.strata.rows()}


def _refused(declared: FrameDeclaration, text: str) -> InputRefused:
    with pytest.raises(InputRefused) as refused:
        read_frame(_instrument(declared), _content(text))
    return refused.value


# ---------------------------------------------------------------- strata


def test_no_frame() -> None:
    assert read_frame(made_up.instrument(ROUND), None) is None


def test_strata_of_the_instrument() -> None:
    strata = (
        Stratum(members={"organisation": "lund", "sex": "women"}, invited=9, ineligible=1),
        Stratum(members={"organisation": "lund", "sex": "men"}, invited=7, ineligible=0),
    )
    found = read_frame(_instrument(FrameDeclaration(strata=strata)), None)
    assert found is not None
    assert found.dimensions == ("region", "organisation", "sex")
    assert _strata(found) == {("skane", "lund", "men"): (7, 0), ("skane", "lund", "women"): (9, 1)}


def test_the_whole_region_is_one_stratum() -> None:
    found = read_frame(
        _instrument(FrameDeclaration(strata=(Stratum(members={}, invited=120, ineligible=0),))),
        None,
    )
    assert found is not None
    assert (found.dimensions, _strata(found)) == (("region",), {("skane",): (120, 0)})


def test_several_regions_must_be_told_apart() -> None:
    two = survey_round([item("q1")], regions=("skane", "uppsala"))
    frame = FrameDeclaration(strata=(Stratum(members={}, invited=1, ineligible=0),))
    with pytest.raises(InputRefused, match="which of several regions"):
        read_frame(made_up.with_frame(made_up.instrument(two), frame), None)


# ---------------------------------------------------------------- files of counts


def test_a_file_of_counts() -> None:
    found = _read(_counts(), "Sjukhus;Kön;Antal\nLunds sjukhus;Kvinna;60\nMalmö;Man;1 200\n")
    assert _strata(found) == {
        ("skane", "lund", "women"): (60, 0), ("skane", "malmo", "men"): (1200, 0)
    }  # fmt: skip


def test_rows_of_the_same_stratum_are_added() -> None:
    text = "Sjukhus;Kön;Termin;Antal\nMalmö;Man;1;30\nMalmö;Man;2;12\nmalmö;man;3;1\n"
    assert _strata(_read(_counts(), text)) == {("skane", "malmo", "men"): (43, 0)}


def test_ineligible_are_counted_apart() -> None:
    text = "Sjukhus;Kön;Antal;Utgår\nMalmö;Man;30;2\nMalmö;Kvinna;12;\n"
    found = _read(_counts(ineligible="Utgår"), text)
    assert _strata(found) == {
        ("skane", "malmo", "men"): (30, 2), ("skane", "malmo", "women"): (12, 0)
    }  # fmt: skip


def test_a_row_of_totals_is_left_out_only_when_told() -> None:
    text = "Sjukhus;Kön;Antal\nMalmö;Man;30\nTotalt;Man;30\n"
    refused = str(_refused(_counts(), text))
    assert "no declared organisation in 1 cell (row 3): 'Totalt'" in refused
    assert "left_out" in refused
    spelled = {Role.ORGANISATION: {**MEMBERS[Role.ORGANISATION], "Totalt": LEFT_OUT}}
    found = _read(_counts(members=spelled), text)
    assert _strata(found) == {("skane", "malmo", "men"): (30, 0)}
    assert [(one.why, one.count, one.rows) for one in found.counted] == [
        (NotCounted.LEFT_OUT, 1, (3,))
    ]


def test_a_row_that_is_left_out_may_be_anything_else() -> None:
    spelled = {Role.ORGANISATION: {**MEMBERS[Role.ORGANISATION], "Summa": LEFT_OUT}}
    text = "Inbjudna 2024;;\n;;\nSjukhus;Kön;Antal\nMalmö;Man;30\nMalmö;Kvinna;9\nSumma;;..\n"
    found = _read(_counts(members=spelled), text)
    assert _strata(found) == {
        ("skane", "malmo", "men"): (30, 0), ("skane", "malmo", "women"): (9, 0)
    }  # fmt: skip


def test_a_blank_member_of_counts_may_be_a_total_and_is_refused() -> None:
    refused = _refused(_counts(), "Sjukhus;Kön;Antal\nMalmö;Man;30\n;Man;30\n")
    assert "no declared organisation in 1 cell" in str(refused)


@pytest.mark.parametrize("cell", ["", "några", "-3", "2,5", "ca 40"])
def test_a_count_that_is_no_whole_number(cell: str) -> None:
    refused = _refused(_counts(), f"Sjukhus;Kön;Antal\nMalmö;Man;30\nMalmö;Kvinna;{cell}\n")
    assert "column 'Antal'" in str(refused)
    assert "no whole number from 0 in 1 cell (row 3)" in str(refused)


def test_more_ineligible_than_invited() -> None:
    text = "Sjukhus;Kön;Antal;Utgår\nMalmö;Man;30;31\n"
    assert "more are ineligible than invited (row 2)" in str(
        _refused(_counts(ineligible="Utgår"), text)
    )


def test_a_code_stands_for_itself() -> None:
    found = _read(_counts(), "Sjukhus;Kön;Antal\nlund;women;5\n")
    assert _strata(found) == {("skane", "lund", "women"): (5, 0)}


def test_a_missing_column_is_named_with_those_there_are() -> None:
    refused = str(_refused(_counts(), "Sjukhus;Kon;Antal\nMalmö;Man;30\n"))
    assert "there is no column 'Kön'" in refused
    assert "'Kon'" in refused


def test_everything_wrong_is_said_at_once() -> None:
    refused = _refused(_counts(), "Sjukhus;Kön;Antal\nX;Y;z\nMalmö;Man;4\n")
    assert [problem.rule for problem in refused.problems] == [
        "frame_member", "frame_member", "frame_number"
    ]  # fmt: skip


def test_no_row_that_counts() -> None:
    text = "Sjukhus;Kön;Antal;Status\nMalmö;Man;30;Avslutad\n"
    refused = _refused(_counts(only={"Status": ("Aktiv",)}), text)
    assert "nobody is invited" in str(refused)


def test_a_frame_that_is_not_there() -> None:
    with pytest.raises(InputRefused, match=r"the frame 'inbjudna\.csv' is not there"):
        read_frame(_instrument(_counts()), None)


# ---------------------------------------------------------------- lists of persons


def test_a_list_is_counted() -> None:
    text = "Namn;Sjukhus;Kön\nA;Malmö;Man\nB;Malmö;Man\nC;Lunds sjukhus;Kvinna\n"
    found = _read(_list(), text)
    assert _strata(found) == {
        ("skane", "lund", "women"): (1, 0), ("skane", "malmo", "men"): (2, 0)
    }  # fmt: skip
    assert set(found.strata.columns) == {"region", "organisation", "sex", "invited", "ineligible"}


def test_a_person_counts_once() -> None:
    text = (
        "E-post;Sjukhus;Kön\na@x.se;Malmö;Man\nA@X.SE ;Malmö;Man\nb@x.se;Malmö;Man\n;Malmö;Man\n"
        ";Malmö;Man\n"
    )
    found = _read(_list(columns={**COLUMNS, Role.RESPONDENT: "E-post"}), text)
    assert _strata(found) == {("skane", "malmo", "men"): (4, 0)}
    assert [(one.why, one.count, one.rows) for one in found.counted] == [
        (NotCounted.DUPLICATE, 1, (3,))
    ]


def test_a_person_without_a_member_is_in_the_total() -> None:
    found = _read(_list(), "Namn;Sjukhus;Kön\nA;;Man\nB;Malmö;\nC;Utland;Man\n")
    assert _strata(found) == {("skane", "all", "men"): (1, 0), ("skane", "malmo", "all"): (1, 0)}


def test_only_the_rows_that_are_wanted_count() -> None:
    text = "Sjukhus;Kön;Status\nMalmö;Man;Aktiv\nMalmö;Man;aktiv \nMalmö;Man;Slutat\n"
    found = _read(_list(only={"Status": ("Aktiv",)}), text)
    assert _strata(found) == {("skane", "malmo", "men"): (2, 0)}


def test_a_windows_file_with_numbers_as_members() -> None:
    members = {Role.SEX: {"1": "men", "2": "women"}}
    content = _content("Personnr;Kön\n19900101;1\n19910101;2\n19920101;2\n", encoding="cp1252")
    declared = _list(columns={Role.SEX: "Kön"}, members=members)
    found = read_frame(_instrument(declared), content)
    assert found is not None
    assert _strata(found) == {("skane", "men"): (1, 0), ("skane", "women"): (2, 0)}


def test_a_sheet_is_chosen_by_its_name() -> None:
    declared = _list(options=Options(sheet="Lista"))
    assert "sheet" in str(_refused(declared, "Sjukhus;Kön\nMalmö;Man\n"))


@pytest.mark.parametrize(
    "text",
    [
        f"Namn;Sjukhus;Kön\n{MARKER};{MARKER};Man\n",
        f"Namn;Sjukhus;Kön\n{MARKER};Malmö;{MARKER}\nb;Malmö;Man\n",
        f"{MARKER};Malmö;Man\nb;Malmö;Man\n",
        f'Namn;Sjukhus;Kön\n"{MARKER};Malmö;Man\nb;Malmö;Man\n',
        f"Namn;Sjukhus;Kön\n{MARKER};Malmö;Man;{MARKER}\nb;Malmö\n",
        f"<html><body>{MARKER}</body></html>",
    ],
)
def test_nothing_of_a_list_is_said(text: str) -> None:
    refused = _refused(_list(), text)
    assert MARKER not in str(refused)
    assert MARKER not in repr(refused.problems)
    assert MARKER not in repr(refused)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32))
def test_a_list_and_its_counts_are_the_same_frame(seed: int) -> None:
    chance = random.Random(seed)
    persons = [
        (chance.choice(["Lunds sjukhus", "Malmö"]), chance.choice(["Kvinna", "Man"]))
        for _ in range(chance.randint(1, 60))
    ]
    listed = "Sjukhus;Kön\n" + "".join(f"{o};{s}\n" for o, s in persons)
    counted = "Sjukhus;Kön;Antal\n" + "".join(
        f"{o};{s};{n}\n" for (o, s), n in Counter(persons).items()
    )
    assert _strata(_read(_list(), listed)) == _strata(_read(_counts(), counted))


# ---------------------------------------------------------------- does it fit


def _check(rows: Given, invited: Given) -> None:
    counts = counts_of(ROUND, made_up.answers(ROUND, rows))
    check_fit(Strata(ROUND, made_up.invited(ROUND, invited)), counts, "vil.alf.toml")


def test_more_answers_than_invited_is_refused_by_name_and_without_numbers() -> None:
    rows: Given = [{"organisation": "lund", "sex": "women"}] * 4
    with pytest.raises(InputRefused) as refused:
        _check(rows, [{"organisation": "lund", "sex": "women", "invited": 5, "ineligible": 2},
                      {"organisation": "lund", "sex": "men", "invited": 9}])  # fmt: skip
    message = str(refused.value)
    assert "region skane, organisation lund, sex women: more answers than invited" in message
    assert not {"4", "5", "3"} & set(message)


def test_a_stratum_that_the_frame_does_not_have() -> None:
    with pytest.raises(InputRefused, match="organisation malmo: more answers than invited"):
        _check([{"organisation": "malmo"}], [{"organisation": "lund", "invited": 50}])


def test_those_who_lack_a_member_may_be_in_any_stratum() -> None:
    rows: Given = [{"sex": "women"}] * 3 + [{"sex": "unknown"}] * 2
    _check(rows, [{"sex": "women", "invited": 3}, {"sex": "men", "invited": 2}])
    with pytest.raises(InputRefused, match="region skane: more answers than invited"):
        _check(rows, [{"sex": "women", "invited": 3}, {"sex": "men", "invited": 1}])


def test_invited_without_a_member_may_be_anybody() -> None:
    rows: Given = [{"sex": "women"}] * 4
    _check(rows, [{"sex": "women", "invited": 3}, {"sex": "all", "invited": 1}])


def test_who_is_invited_to_a_cell_is_known_only_where_the_frame_tells() -> None:
    rows: Given = [
        {"organisation": "lund", "sex": "women"}, {"organisation": "lund", "sex": "unknown"},
        {"organisation": "malmo", "sex": "men"},
    ]  # fmt: skip
    frame = made_up.invited(ROUND, [
        {"organisation": "lund", "sex": "women", "invited": 5},
        {"organisation": "lund", "sex": "men", "invited": 4},
        {"organisation": "malmo", "sex": "all", "invited": 3},
    ])  # fmt: skip
    table = table_of(ROUND, made_up.answers(ROUND, rows), frame)
    found = {cell.members[1:]: invited for cell, invited in zip(
        table.cells, table.invited.tolist(), strict=True)}  # fmt: skip
    assert found == {
        (): 12,
        (("organisation", "lund"),): 9,
        (("organisation", "malmo"),): 3,
        (("sex", "men"),): UNKNOWN,
        (("sex", "women"),): UNKNOWN,
        (("sex", "unknown"),): UNKNOWN,
    }
    assert invited_in(None, table.cells).tolist() == [UNKNOWN] * len(table.cells)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2**32))
def test_a_frame_made_of_the_answers_always_fits(seed: int) -> None:
    members = {"organisation": ["lund", "malmo", "all"], "sex": ["women", "men", "all"]}
    frame = made_up.random_answers(ROUND, 40, members, seed)
    strata = frame.group_by("organisation", "sex").agg(invited=pl.len()).to_dicts()
    counts = counts_of(ROUND, frame)
    check_fit(Strata(ROUND, made_up.invited(ROUND, strata)), counts, "vil.alf.toml")
