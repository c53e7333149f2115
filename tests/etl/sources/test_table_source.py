"""Observations from declared tables, in every layout; expectations are the cells written here."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.problems import InputRefused, Problem
from etl.readers.content import Content
from etl.readers.model import Batch, Cells, FileKind, FoundUnit, Reading, Value, whole
from etl.sources.declaration import parse_declaration
from etl.sources.table_source import TableResult, observations_of, result_of
from etl.validation import hold_to_contract
from tests.etl.sources.declared import CONSTANTS, HEAD, LONG
from tests.etl.sources.hand_made import reading_of
from warehouse.registry import SHIPPED, Registry

Rows = Sequence[Sequence[Value]]


def _registry(text: str) -> Registry:
    return SHIPPED.with_declared(*parse_declaration(text, "d").additions())


def _load(text: str, reading: Reading) -> TableResult:
    declaration = parse_declaration(text, "fil.alf.toml")
    return result_of(declaration, reading, _registry(text), input_id="fil")


def _loaded(text: str, rows: Rows, kind: FileKind = FileKind.XLSX) -> TableResult:
    result = _load(text, reading_of(("Blad1", rows), kind=kind))
    hold_to_contract(result.observations, _registry(text))
    return result


def _refused(text: str, rows: Rows) -> tuple[Problem, ...]:
    with pytest.raises(InputRefused) as refused:
        _load(text, reading_of(("Blad1", rows)))
    return refused.value.problems


def _figures(result: TableResult, *columns: str) -> list[tuple[object, ...]]:
    return result.observations.select(*columns).rows()


ROWS: Rows = (
    ("Län", "År", "Kön", "Andel"),
    ("Skåne län", 2023, "Kvinnor", "57,9"),
    ("Uppsala län", 2023, "Män", "42,1"),
    ("Riket", 2024, "Alla", "50,0"),
)


# ---------------------------------------------------------------- layouts


def test_a_long_table() -> None:
    result = _loaded(LONG, ROWS)
    assert _figures(result, "region", "period", "sex", "value", "printed", "input_row") == [
        ("skane", "2023", "women", 57.9, "57,9", 2),
        ("uppsala", "2023", "men", 42.1, "42,1", 3),
        ("riket", "2024", "all", 50.0, "50,0", 4),
    ]
    assert result.observations["locator"].to_list()[0] == "sheet 'Blad1', cell D2"
    assert set(result.observations["source"]) == {"test_source"}
    assert result.set_aside == ()


def test_a_text_file_is_located_by_line_and_column() -> None:
    reading = reading_of(("", ROWS), kind=FileKind.DELIMITED)
    assert _load(LONG, reading).observations["locator"][0] == "line 2, column 'Andel'"


WIDE = f"""{HEAD}
[[table]]
indicator = "test_share"
unit = "%"
[table.columns]
region = "Region"
[table.values]
"2023" = {{period = "2023", nature = "outcome"}}
"Mål 2024" = {{period = "2024", nature = "target"}}
[table.constants]
organisation = "all"
estimate = "unweighted"
sex = "all"
"""


def test_years_as_columns() -> None:
    rows = (("Region", "2023", "Mål 2024"), ("Skåne", 1.5, 2), ("Uppsala", 3, 4.25))
    assert _figures(_loaded(WIDE, rows), "region", "period", "nature", "value", "locator") == [
        ("skane", "2023", "outcome", 1.5, "sheet 'Blad1', cell B2"),
        ("uppsala", "2023", "outcome", 3.0, "sheet 'Blad1', cell B3"),
        ("skane", "2024", "target", 2.0, "sheet 'Blad1', cell C2"),
        ("uppsala", "2024", "target", 4.25, "sheet 'Blad1', cell C3"),
    ]


def test_regions_as_columns_and_a_column_that_is_not_read() -> None:
    text = f"""{HEAD}
[[table]]
indicator = "test_share"
unit = "%"
[table.columns]
period = "År"
[table.values]
Stockholm = {{region = "stockholm"}}
"Örebro" = {{region = "orebro"}}
{CONSTANTS}sex = "all"
"""
    rows = (("År", "Stockholm", "Dalarna", "Örebro"), (2022, 1, 9, 2), (2023, 3, 9, 4))
    result = _loaded(text, rows)
    assert _figures(result, "region", "period", "value") == [
        ("stockholm", "2022", 1.0),
        ("stockholm", "2023", 3.0),
        ("orebro", "2022", 2.0),
        ("orebro", "2023", 4.0),
    ]
    (aside,) = result.set_aside
    assert (aside.count, aside.names) == (2, ("Dalarna",))


def test_sexes_as_columns_each_with_its_base() -> None:
    text = f"""{HEAD}
[[table]]
indicator = "test_share"
unit = "%"
[table.columns]
region = "Län"
[table.values]
"Andel kvinnor" = {{sex = "women"}}
"Andel män" = {{sex = "men"}}
"Antal kvinnor" = {{sex = "women", figure = "base"}}
"Antal män" = {{sex = "men", figure = "base"}}
{CONSTANTS}period = "2024"
"""
    names = ("Län", "Andel kvinnor", "Antal kvinnor", "Andel män", "Antal män")
    result = _loaded(text, (names, ("Skåne län", 60, 500, 40, 300)))
    assert _figures(result, "sex", "value", "base") == [
        ("women", 60.0, 500.0),
        ("men", 40.0, 300.0),
    ]


def test_several_measures_as_columns_in_their_own_units() -> None:
    text = f"""{HEAD}
[[table]]
[table.columns]
region = "Län"
[table.values]
Andel = {{indicator = "test_share", unit = "%"}}
Belopp = {{indicator = "test_money", unit = "tkr", item = "total"}}
{CONSTANTS}period = "2024"
sex = "all"
"""
    result = _loaded(text, (("Län", "Andel", "Belopp"), ("Skåne", 12.5, 4.1)))
    assert _figures(result, "indicator", "item", "value") == [
        ("test_share", "all", 12.5),
        ("test_money", "total", 4100.0),
    ]


def test_codes_of_counties_with_what_is_outside_set_aside() -> None:
    text = LONG.replace('unit = "%"', 'unit = "%"\nareas = "county"\noutside = "set_aside"')
    rows = (("Län", "År", "Kön", "Andel"), ("00", 2023, "Alla", 1), ("12", 2023, "Alla", 2),
            ("25", 2023, "Alla", 3), ("0180", 2023, "Alla", 4))  # fmt: skip
    result = _loaded(text, rows)
    assert _figures(result, "region", "value") == [("riket", 1.0), ("skane", 2.0)]
    (aside,) = result.set_aside
    assert (aside.reason, aside.count, aside.names) == (
        "none of the seven regions, nor the nation",
        2,
        ("0180", "25"),
    )


def test_a_university_says_both_region_and_organisation() -> None:
    text = LONG.replace('unit = "%"', 'unit = "%"\nareas = "university"')
    text = text.replace('organisation = "all"', 'organisation = "from_area"')
    result = _loaded(text, (ROWS[0], ("Lunds universitet", 2023, "Alla", 1.5)))
    assert _figures(result, "region", "organisation") == [("skane", "lund_university")]


def test_an_organisation_says_its_region() -> None:
    text = LONG.replace('region = "Län"', 'organisation = "Län"')
    text = text.replace('organisation = "all"', 'region = "from_organisation"')
    result = _loaded(text, (ROWS[0], ("Umeå universitet", 2023, "Alla", 1.5)))
    assert _figures(result, "region", "organisation") == [("vasterbotten", "umea_university")]


def test_two_sheets_need_their_names_and_the_others_are_counted() -> None:
    reading = reading_of(("A", ROWS), ("B", ROWS))
    with pytest.raises(InputRefused, match="2 tables"):
        _load(LONG, reading)
    with pytest.raises(InputRefused, match="there is no 'C'"):
        _load(LONG.replace("[[table]]", '[[table]]\nsheet = "C"'), reading)
    result = _load(LONG.replace("[[table]]", '[[table]]\nsheet = "B"'), reading)
    assert result.observations["locator"][0] == "sheet 'B', cell D2"
    assert [(one.count, one.names) for one in result.set_aside] == [(3, ("A",))]


# ---------------------------------------------------------------- cells that are no figure


SIGNS = (*ROWS[:2], ("Uppsala län", 2023, "Män", ".."), ("Riket", 2023, "Alla", "-"),
         ("Riket", 2024, "Alla", None))  # fmt: skip


def test_signs_that_nothing_maps_are_refused_with_count_and_rows() -> None:
    problems = _refused(LONG, SIGNS)
    assert [problem.rule for problem in problems] == ["unmapped_sign"] * 3
    assert [problem.row for problem in problems] == [3, 4, 5]
    assert all(problem.column == "Andel" for problem in problems)
    assert all("1 times" in problem.message for problem in problems)


def test_a_sign_is_a_status_nought_or_left_out_as_declared() -> None:
    signs = '[table.signs]\n".." = "suppressed"\n"-" = "zero"\n"" = "left_out"\n'
    result = _loaded(LONG + signs, SIGNS)
    assert _figures(result, "value", "status", "printed", "origin") == [
        (57.9, "ok", "57,9", "printed"),
        (None, "suppressed", "..", "printed"),
        (0.0, "ok", "-", "printed"),
    ]
    (aside,) = result.set_aside
    assert (aside.reason, aside.count) == ("left out by [table.signs]", 1)


def test_an_empty_cell_may_be_missing_and_nothing_is_printed_in_it() -> None:
    signs = '[table.signs]\n".." = "suppressed"\n"-" = "zero"\n"" = "missing"\n'
    last = _loaded(LONG + signs, SIGNS).observations.row(-1, named=True)
    assert (last["status"], last["printed"], last["origin"]) == ("missing", None, "inferred")


def test_a_sign_where_a_base_should_be_needs_a_meaning_too() -> None:
    text = LONG.replace('value = "Andel"', 'value = "Andel"\nbase = "n"')
    rows = ((*ROWS[0], "n"), (*ROWS[1], ".."), (*ROWS[2], 80))
    (problem,) = _refused(text, rows)
    assert (problem.rule, problem.column, problem.row) == ("unmapped_sign", "n", 2)
    result = _loaded(text + '[table.signs]\n".." = "missing"\n', rows)
    assert _figures(result, "value", "base") == [(57.9, None), (42.1, 80.0)]


def test_qualified_numbers_keep_their_qualifier() -> None:
    rows = (ROWS[0], ("Skåne", 2023, "Alla", "~57"), ("Uppsala", 2023, "Alla", "<=5"))
    assert _figures(_loaded(LONG, rows), "value", "qualifier", "printed") == [
        (57.0, "about", "~57"),
        (5.0, "at_most", "<=5"),
    ]


# ---------------------------------------------------------------- spellings


def test_unknown_regions_are_listed_together_with_the_nearest_known() -> None:
    rows = (*ROWS, ("Skaane", 2023, "Alla", 1), ("Upsala län", 2023, "Alla", 2))
    (problem,) = _refused(LONG, rows)
    assert problem.rule == "unknown_region"
    assert (problem.row, problem.column, problem.sheet) == (5, "Län", "Blad1")
    assert "'Skaane' (nearest: Skåne" in problem.message
    assert "'Upsala län' (nearest: Uppsala" in problem.message
    assert "2 rows" in problem.message
    assert "set_aside" in (problem.remedy or "")


def test_a_misspelt_region_is_refused_even_where_others_are_set_aside() -> None:
    text = LONG.replace('unit = "%"', 'unit = "%"\noutside = "set_aside"')
    rows = (*ROWS, ("Dalarnas län", 2023, "Alla", 1), ("Västra Götalnds län", 2023, "Alla", 2))
    (problem,) = _refused(text, rows)
    assert "Västra Götalnds län" in problem.message
    assert "Dalarnas" not in problem.message
    result = _loaded(text, rows[:-1])
    assert [(one.count, one.names) for one in result.set_aside] == [(1, ("Dalarnas län",))]


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        (("Skåne", "i fjol", "Alla", 1), "unknown_period"),
        (("Skåne", 2023, "Kvinor", 1), "unknown_sex"),
        ((None, 2023, "Alla", 1), "unknown_region"),
    ],
)
def test_what_nobody_knows_is_refused(cells: Sequence[Value], rule: str) -> None:
    (problem,) = _refused(LONG, (*ROWS, cells))
    assert (problem.rule, problem.row) == (rule, 5)


def test_spellings_are_mapped_and_rows_left_out_as_declared() -> None:
    members = (
        '[table.members.sex]\n"Flickor" = "women"\n"Okänt kön" = "left_out"\n'
        '[table.members.period]\n"Läsår ett" = "2023/24"\n'
        '[table.skip]\n"Län" = ["Summa"]\n'
    )
    rows = (ROWS[0], ("Skåne", "Läsår ett", "Flickor", 1), ("Skåne", 2023, "Okänt kön", 2),
            ("Summa", 2023, "Alla", 3))  # fmt: skip
    result = _loaded(LONG + members, rows)
    assert _figures(result, "period", "sex", "value") == [("2023/24", "women", 1.0)]
    assert {(one.reason, one.count, one.names) for one in result.set_aside} == {
        ("[table.skip] 'Län'", 1, ("Summa",)),
        ("left out by [table.members.sex]", 1, ("Okänt kön",)),
    }


def test_only_some_rows_are_read() -> None:
    text = LONG + '[table.only]\n"Kön" = ["Kvinnor", "Alla"]\n'
    result = _loaded(text, ROWS)
    assert result.observations["sex"].to_list() == ["women", "all"]
    assert [(one.count, one.names) for one in result.set_aside] == [(1, ("Män",))]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("HT 2024", "HT2024"), ("VT2024", "VT2024"), ("2024ht", "HT2024"),
        ("höstterminen 2024", "HT2024"), ("2024/25", "2024/25"), ("2024/2025", "2024/25"),
        ("Läsåret 2024/25", "2024/25"), ("2017–2019", "2017-2019"), ("2024M02", "2024-02..02"),
        ("2016T4", None), ("2024K4", "2024-10..12"), ("2024", "2024"), ("2024-12-31", None),
    ],
)  # fmt: skip
def test_periods_that_mean_one_thing_need_no_mapping(written: str, code: str | None) -> None:
    rows = (ROWS[0], ("Skåne", written, "Alla", 1), ("Uppsala", written, "Alla", 1))
    if code is None:
        assert _refused(LONG, rows)[0].rule == "unknown_period"
    else:
        assert set(_loaded(LONG, rows).observations["period"]) == {code}


def test_empty_cells_below_a_key_repeat_it_when_declared() -> None:
    text = LONG.replace('unit = "%"', 'unit = "%"\nfill_down = ["Län"]')
    rows = (ROWS[0], ("Skåne", 2023, "Kvinnor", 1), (None, 2023, "Män", 2))
    assert _figures(_loaded(text, rows), "region", "sex") == [("skane", "women"), ("skane", "men")]


# ---------------------------------------------------------------- columns, indicators, units


@pytest.mark.parametrize(
    ("old", "new", "rule", "said"),
    [
        ('region = "Län"', 'region = "Läne"', "column_missing", "did you mean 'Län'"),
        ('value = "Andel"', 'value = "Kön2"', "column_missing", "'Kön2'"),
        ('indicator = "test_share"', 'indicator = "tset_share"', "unknown_indicator", "test_share"),
        ('unit = "%"', 'unit = "tkr"', "unit_of_another_kind", "percent"),
        ('id = "test_source"\nshort = {sv = "Testkälla", en = "Test source"}\n'
         "published = 2025-10-16", 'id = "oru_nytt_avtal"', "unknown_source",
         "oru_nytt_avtal_2015"),
        ('organisation = "all"', 'organisation = "lunds_universitet"', "unknown_organisation",
         "lund_university"),
        ('indicator = "test_share"\nunit = "%"', 'indicator = "test_money"\nunit = "tkr"',
         "member_missing", "total, salaries, premises"),
    ],
)  # fmt: skip
def test_what_the_declaration_names_must_be_there(old: str, new: str, rule: str, said: str) -> None:
    assert old in LONG
    problems = _refused(LONG.replace(old, new), ROWS)
    assert [problem.rule for problem in problems] == [rule]
    assert said in problems[0].message


def test_a_column_of_text_is_no_column_of_figures() -> None:
    text = LONG.replace('value = "Andel"', 'value = "Ord"')
    rows = [[*row[:3], word] for row, word in zip(ROWS, ("Ord", "ett", "två", "tre"), strict=True)]
    (problem,) = _refused(text, rows)
    assert (problem.rule, problem.column) == ("not_numbers", "Ord")


MONEY = f"""{HEAD}
[[table]]
indicator = "test_money"
unit = "tkr"
[table.columns]
region = "Län"
value = "Belopp"
{CONSTANTS}period = "2024"
sex = "all"
item = "total"
"""
AMOUNTS: Rows = (("Län", "Belopp"), ("Skåne", 4.1), ("Uppsala", 1200))


def _stated(written: str, place: str, column: str | None = None) -> Reading:
    reading = reading_of(("Blad1", AMOUNTS))
    unit = FoundUnit(written=written, place=place, row=9, column=column)
    return replace(reading, tables=(replace(reading.tables[0], units=(unit,)),))


@pytest.mark.parametrize("written", ["tkr", "Tusentals kronor", "(1 000 kr)", "Tkr (tkr)"])
def test_a_unit_that_the_file_states_agrees(written: str) -> None:
    assert _figures(_load(MONEY, _stated(written, "unit")), "value") == [(4100.0,), (1200000.0,)]


@pytest.mark.parametrize(
    ("written", "place", "rule"),
    [
        ("mkr", "unit", "unit_disagrees"),
        ("miljoner kronor", "title", "unit_disagrees"),
        ("£k", "title", "unit_disagrees"),
        ("%", "note", "unit_disagrees"),
        ("tusentals kronor", "footer", "unit_to_confirm"),
        ("mkr", "footer", "unit_to_confirm"),
    ],
)
def test_a_unit_that_the_file_states_otherwise_is_refused_naming_both(
    written: str, place: str, rule: str
) -> None:
    with pytest.raises(InputRefused) as refused:
        _load(MONEY, _stated(written, place))
    (problem,) = refused.value.problems
    assert problem.rule == rule
    assert "'tkr'" in problem.message
    assert f"'{written}'" in problem.message
    confirmed = MONEY.replace('unit = "tkr"', f'unit = "tkr"\nunit_confirmed = "{written}"')
    assert _load(confirmed, _stated(written, place)).observations.height == 2


def test_a_footer_about_another_kind_of_unit_is_no_statement_about_money() -> None:
    assert _load(MONEY, _stated("%", "footer")).observations.height == 2


def test_the_unit_of_the_column_wins_over_that_of_the_table() -> None:
    reading = _stated("mkr", "title")
    own = FoundUnit(written="tkr", place="header", column="Belopp")
    table = replace(reading.tables[0], units=(*reading.tables[0].units, own))
    assert _load(MONEY, replace(reading, tables=(table,))).observations.height == 2


def test_cells_shown_as_per_cent_are_read_so_and_fit_no_other_unit() -> None:
    def shown(text: str, value: str) -> TableResult:
        reading = reading_of(("Blad1", [ROWS[0], ("Skåne", 2023, "Alla", 0.579)]))
        raw = reading.tables[0]
        batch = whole(raw)
        formats = pl.Series(["0,0 %"])
        cells = (*batch.cells[:3], Cells(batch.cells[3].stored, formats=formats))
        one = replace(raw, rows=_InBatches([Batch(batch.rows, cells)]), units=())
        return _load(text.replace('unit = "%"', value), replace(reading, tables=(one,)))

    assert shown(LONG, 'unit = "%"').observations["value"].to_list() == [57.9]
    for unit in ("share",):
        with pytest.raises(InputRefused, match="shown as per cent"):
            shown(LONG, f'unit = "{unit}"')


# Amounts as a table prints them.
_AMOUNTS = st.decimals(min_value=-(10**9), max_value=10**9, places=3).map(float)


@given(amount=_AMOUNTS, unit=st.sampled_from([("tkr", 3), ("mkr", 6), ("miljarder kr", 9)]))
def test_units_are_converted_exactly(amount: float, unit: tuple[str, int]) -> None:
    name, zeros = unit
    result = _load(
        MONEY.replace('unit = "tkr"', f'unit = "{name}"'),
        reading_of(("Blad1", (AMOUNTS[0], ("Skåne", amount), ("Uppsala", 1.5)))),
    )
    expected = float(Decimal(repr(amount)).scaleb(zeros))
    assert result.observations["value"][0] == expected


# ---------------------------------------------------------------- batches, sums, refusals


class _InBatches:
    """The same rows in several parts, as a large file gives them."""

    def __init__(self, parts: Sequence[Batch]) -> None:
        self._parts = parts

    def batches(self) -> Iterator[Batch]:
        yield from self._parts


def _cut(batch: Batch, at: int) -> list[Batch]:
    parts = []
    for where in (slice(0, at), slice(at, None)):
        cells = tuple(Cells(c.stored[where], c.types, c.formats) for c in batch.cells)
        parts.append(Batch(batch.rows[where], cells))
    return [part for part in parts if len(part.rows)]


@given(at=st.integers(0, 7))
def test_batches_make_no_difference(at: int) -> None:
    text = MONEY.replace('item = "total"', "").replace('region = "Län"', 'item = "Post"')
    text = text.replace('unit = "tkr"', 'unit = "tkr"\nsections = "Post"\nfill_down = ["År"]')
    text = text.replace('period = "2024"', 'region = "skane"').replace(
        'value = "Belopp"', 'value = "Belopp"\nperiod = "År"'
    )
    text += (
        '[table.members.item]\n"A > Post" = "salaries"\n"B > Post" = "premises"\nHej = "total"\n'
        '[table.signs]\n"" = "left_out"\n[table.skip]\n"Post" = ["A", "B"]\n'
    )
    rows = (("Post", "År", "Belopp"), ("Hej", "2024", "10"), ("A", None, None),
            ("Post", None, "20"), ("B", "2025", None), ("Post", None, "30"))  # fmt: skip
    reading = reading_of(("Blad1", rows))
    batch = whole(reading.tables[0])
    table = replace(reading.tables[0], rows=_InBatches(_cut(batch, at)))
    result = _load(text, replace(reading, tables=(table,)))
    assert _figures(result, "item", "period", "value", "input_row") == [
        ("total", "2024", 10000.0, 2),
        ("salaries", "2024", 20000.0, 4),
        ("premises", "2025", 30000.0, 6),
    ]


SUMS = (
    MONEY.replace('item = "total"', "").replace('region = "Län"', 'item = "Post"')
    + 'region = "skane"\n[table.members.item]\n"Löner och arvoden" = "salaries"\n'
    + '"Summa" = "total"\n[[table.sum]]\nitem = "total"\nof = ["salaries", "premises"]\n'
    + "tolerance = 0.5\n"
)


def _posts(total: float) -> Rows:
    return (("Post", "Belopp"), ("Löner och arvoden", 100), ("Lokaler", 20.4), ("Summa", total))


@pytest.mark.parametrize("total", [120, 120.4, 120.9])
def test_parts_make_the_total_within_the_tolerance(total: float) -> None:
    assert _loaded(SUMS, _posts(total)).observations.height == 3


@pytest.mark.parametrize("total", [119.8, 121, -120.4])
def test_parts_that_do_not_make_the_printed_total_are_refused(total: float) -> None:
    (problem,) = _refused(SUMS, _posts(total))
    assert (problem.rule, problem.row) == ("declared_sum_holds", 4)
    assert "salaries in row 2, premises in row 3" in problem.message
    assert f"make 120.4, not {total:g}" in problem.message


def test_a_sum_that_holds_nowhere_is_a_mistake() -> None:
    (problem,) = _refused(SUMS, _posts(120)[:2])
    assert problem.rule == "sum_applies"


def test_survey_answers_are_never_read_as_a_table() -> None:
    reading = replace(reading_of(("Blad1", ROWS)), answers="every row has its own id")
    with pytest.raises(InputRefused, match="survey_answers"):
        _load(LONG, reading)


def test_problems_of_the_reader_stop_the_load() -> None:
    reading = replace(reading_of(("B", ROWS)), problems=(Problem("ragged", "x", "f"),))
    with pytest.raises(InputRefused, match="ragged"):
        _load(LONG, reading)


def test_a_file_without_a_figure_is_refused() -> None:
    text = LONG + '[table.skip]\n"Kön" = ["Kvinnor", "Män", "Alla"]\n'
    assert _refused(text, ROWS)[0].rule == "no_figures"


def test_bytes_are_read_and_used() -> None:
    content = "Län;År;Kön;Andel\nSkåne län;2023;Kvinnor;57,9\nUppsala län;2024;Män;1,25\n"
    result = observations_of(
        parse_declaration(LONG, "d"),
        Content.of_bytes("fil.csv", content.encode("cp1252")),
        _registry(LONG),
        input_id="fil",
    )
    assert _figures(result, "region", "value", "printed", "locator", "input") == [
        ("skane", 57.9, "57,9", "line 2, column 'Andel'", "fil"),
        ("uppsala", 1.25, "1,25", "line 3, column 'Andel'", "fil"),
    ]


# ---------------------------------------------------------------- the period of the file


DATED = LONG.replace('period = "År"\n', "").replace(
    "[table.constants]", '[table.constants]\nperiod = "from_title"'
)


def _dated(text: str, title: str, file: str = "betyg_2024.csv") -> set[str]:
    rows: Rows = (
        (title,),
        (),
        ("Län", "Kön", "Andel"),
        ("Skåne län", "Alla", 1),
        ("Riket", "Alla", 2),
    )
    reading = reading_of(("", rows), file=file)
    return set(_load(text, reading).observations["period"])


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Valt läsår: 2022/23", "2022/23"),
        ("Slutbetyg 2023, uttag 2024-10-12", "2023"),
        ("Slutbetyg 2023 (2023 års elever)", "2023"),
    ],
)
def test_the_period_may_stand_above_the_table(title: str, period: str) -> None:
    assert _dated(DATED, title) == {period}


def test_the_period_may_stand_in_the_name_of_the_file() -> None:
    assert _dated(DATED.replace("from_title", "from_name"), "Betyg 2021") == {"2024"}


@pytest.mark.parametrize("title", ["Slutbetyg", "Slutbetyg 2022 och 2023", "Post 12024"])
def test_no_period_or_several_are_refused(title: str) -> None:
    with pytest.raises(InputRefused) as refused:
        _dated(DATED, title)
    assert [problem.rule for problem in refused.value.problems] == ["period_of_file"]


def test_a_spelling_mapped_by_hand_is_the_whole_region_beside_organisations() -> None:
    text = f"""{HEAD}
[[table]]
indicator = "test_share"
unit = "%"
areas = "university"
[table.columns]
region = "Lärosäte"
value = "Andel"
[table.constants]
organisation = "from_area"
period = "2023"
sex = "all"
estimate = "unweighted"
nature = "outcome"
[table.members.region]
"Totalt riket" = "riket"
"""
    rows = (("Lärosäte", "Andel"), ("Lunds universitet", "1"), ("Totalt riket", "2"))
    result = _loaded(text, rows)
    assert _figures(result, "region", "organisation") == [
        ("skane", "lund_university"),
        ("riket", "all"),
    ]


def test_a_table_without_a_column_of_text_is_read() -> None:
    text = (
        LONG.replace('region = "Län"\n', "")
        .replace('period = "År"\nsex = "Kön"\n', "")
        .replace(
            "[table.constants]", '[table.constants]\nregion = "skane"\nperiod = "2023"\nsex = "all"'
        )
    )
    assert _figures(_loaded(text, (("Andel",), (57.9,))), "value") == [(57.9,)]


# ---------------------------------------------------------------- several measures in one column


@pytest.mark.parametrize("chosen", ['[table.only]\nMått = ["B"]', '[table.skip]\nMått = ["A"]'])
def test_a_unit_of_rows_that_are_left_is_no_contradiction(chosen: str) -> None:
    text = LONG + chosen.replace("Mått", '"Mått"')
    rows = (("Län", "År", "Kön", "Mått", "Andel"), ("Skåne", 2023, "Alla", "A", 700),
            ("Skåne", 2023, "Alla", "B", "57,9"))  # fmt: skip
    reading = reading_of(("", rows))
    units = tuple(
        FoundUnit(written=written, place=f"Mått '{code}'", column="Andel")
        for written, code in (("antal", "A"), ("procent", "B"))
    )
    stated = replace(reading, tables=(replace(reading.tables[0], units=units),))
    assert _figures(_load(text, stated), "value") == [(57.9,)]
    turned = text.replace('only]\n"Mått" = ["B"]', 'only]\n"Mått" = ["A"]')
    turned = turned.replace('skip]\n"Mått" = ["A"]', 'skip]\n"Mått" = ["B"]')
    with pytest.raises(InputRefused, match="'antal'"):
        _load(turned, stated)
