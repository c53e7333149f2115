"""Header, data and what is set aside: nasty tables made by hand."""

from datetime import datetime

import pytest

from etl.readers.layout import LaidOut
from etl.readers.model import AsideKind, Grid, Value, whole
from etl.readers.options import Options
from tests.etl.readers.grids import cut, grid, laid, stored


def names(result: LaidOut) -> list[str]:
    return [column.name for column in result.table.columns]


def rules(result: LaidOut) -> set[str]:
    return {problem.rule for problem in result.problems}


def remarked(result: LaidOut) -> set[str]:
    return {remark.rule for remark in result.remarks}


def asides(result: LaidOut, kind: AsideKind) -> list[int]:
    return [aside.row for aside in result.table.aside if aside.kind is kind]


def test_one_header_row() -> None:
    result = laid(cut("region;antal\nUmeå;3\nLund;4\n"))
    assert names(result) == ["region", "antal"]
    assert result.table.header_rows == (1,)
    assert (result.first, result.last) == (1, 2)
    assert stored(result, 1) == ["3", "4"]


def test_no_header() -> None:
    result = laid(cut("Umeå;3\nLund;4\nUmeå;7\n"))
    assert result.table.header_rows == ()
    assert names(result) == ["#1", "#2"]
    assert result.table.row_count == 3


def test_years_are_a_header_though_they_are_numbers() -> None:
    rows: list[list[Value]] = [
        ["Region", 2019, 2020, 2021],
        ["Umeå", 10, 20, 30],
        ["Lund", 1, 2, 3],
    ]
    result = laid(rows)
    assert names(result) == ["Region", "2019", "2020", "2021"]
    floats: list[list[Value]] = [
        ["Region", 2019.0, 2020.0],
        ["Umeå", 10.0, 20.0],
        ["Lund", 1.0, 2.0],
    ]
    assert names(laid(floats)) == ["Region", "2019", "2020"]


@pytest.mark.parametrize(
    "header",
    [
        "Region;2024",
        "Region;2022/23;2023/24",
        "Region;HT2023;VT2024",
        "Region;0-4;5-9",
        "Region;2020*;2021*",
    ],
)
def test_header_of_periods_and_age_groups(header: str) -> None:
    count = header.count(";")
    rows = "".join(f"R{n}{f';{n * 37}' * count}\n" for n in range(1, 9))
    assert names(laid(cut(f"{header}\n{rows}"))) == header.split(";")


def test_dates_of_a_workbook_as_header() -> None:
    months = [datetime(2024, month, 1) for month in (1, 2, 3)]  # noqa: DTZ001
    result = laid([["Region", *months], ["Umeå", 1.0, 2.0, 3.0], ["Lund", 4.0, 5.0, 6.0]])
    assert result.table.header_rows == (1,)


def test_rows_of_years_without_header_are_data() -> None:
    result = laid(cut("Umeå;2019;12\nLund;2020;13\nÖrebro;2021;14\n"))
    assert result.table.header_rows == ()


def test_banner_is_filled_rightwards_and_stops_at_the_next_group() -> None:
    text = "Region;Kvinnor;;Män;;Summa\n;2023;2024;2023;2024;\nUmeå;1;2;3;4;10\nLund;2;3;4;5;14\n"
    result = laid(cut(text))
    assert result.table.header_rows == (1, 2)
    assert names(result) == [
        "Region",
        "Kvinnor > 2023",
        "Kvinnor > 2024",
        "Män > 2023",
        "Män > 2024",
        "Summa",
    ]


def test_second_level_stops_where_the_first_begins_anew() -> None:
    text = "A;;;;B\nx;;y;;\np;q;p;q;r\n1;2;3;4;5\n6;7;8;9;10\n"
    assert names(laid(cut(text))) == ["A > x > p", "A > x > q", "A > y > p", "A > y > q", "B > r"]


def test_merged_cells_fill_and_equal_neighbours_are_said_once() -> None:
    rows: list[list[Value]] = [
        ["Region", "Antal", None],
        ["Region", "män", "kvinnor"],
        ["Umeå", 1, 2],
        ["Lund", 3, 4],
    ]
    result = laid(grid(rows, merged=((0, 0, 1, 0), (0, 1, 0, 2))))
    assert names(result) == ["Region", "Antal > män", "Antal > kvinnor"]
    assert result.table.columns[0].parts == ("Region", "Region")


def test_a_merged_title_is_no_banner() -> None:
    rows: list[list[Value]] = [
        ["Antal i riket", None, None],
        ["Region", "män", "kvinnor"],
        ["Umeå", 1, 2],
    ]
    result = laid(grid(rows, merged=((0, 0, 0, 2),)))
    assert result.table.header_rows == (2,)
    assert asides(result, AsideKind.TITLE) == [1]


def test_qualtrics_has_three_header_rows() -> None:
    rows = [
        ["StartDate", "ResponseId", "Q1"],
        ["Start Date", "Response ID", "How are you?"],
        ['{"ImportId":"startDate"}', '{"ImportId":"_recordId"}', '{"ImportId":"QID1"}'],
        ["2024-01-01 10:00:00", "R_1", "Well"],
        ["2024-01-02 10:00:00", "R_2", "Ill"],
    ]
    assert laid(rows).table.header_rows == (1, 2, 3)
    legacy = [["ResponseID", "StartDate", "Q1"], ["ResponseID", "StartDate", "How?"], *rows[3:]]
    legacy[2:] = [["R_1", "2024-01-01", "Well"], ["R_2", "2024-01-02", "Ill"]]
    assert laid(legacy).table.header_rows == (1, 2)


def test_names_are_cleaned_unique_and_never_empty() -> None:
    result = laid([["a\n b\t c", "a b c", None, "d"], [1, 2, 3, 4], [5, 6, 7, 8]])
    assert names(result) == ["a b c", "a b c (2)", "#3", "d"]
    assert result.table.columns[0].parts == ("a\n b\t c",)


def test_title_unit_and_notes_are_set_aside() -> None:
    text = (
        "Bidrag till klinisk forskning\nTusentals kronor\nPreliminära uppgifter för året\n\n"
        "Region;2023;2024\nUmeå;10;20\nLund;30;40\n\nKälla: regionen\n* preliminärt\n"
    )
    result = laid(cut(text))
    assert asides(result, AsideKind.TITLE) == [1]
    assert asides(result, AsideKind.UNIT) == [2]
    assert asides(result, AsideKind.NOTE) == [3]
    assert asides(result, AsideKind.BLANK) == [4, 8]
    assert asides(result, AsideKind.FOOTER) == [9, 10]
    assert [unit.written for unit in result.table.units] == ["Tusentals kronor"]


def test_a_note_with_commas_above_the_header_is_no_header() -> None:
    result = laid(cut("Note: figures for 2020, preliminary\na,b,c\n1,2,3\n4,5,6\n", ","))
    assert result.table.header_rows == (2,)


@pytest.mark.parametrize("word", ["Totalt", "Samtliga", "Riket", "Summa", "Grand total", "I alt"])
def test_a_total_at_the_end_is_data(word: str) -> None:
    rows = "".join(f"R{n};{n}\n" for n in range(9))
    result = laid(cut(f"Region;Antal\n{rows}{word};36\n"))
    assert result.table.row_count == 10
    assert "total_rows" in remarked(result)


@pytest.mark.parametrize(
    "footer",
    [
        "Källa: SCB",
        "Source: ONS, 2024",
        "1) Preliminärt",
        "* Reviderat",
        "Anm. Avser läsår",
        "Not: se bilaga",
    ],
)
def test_notes_directly_below_the_data_are_footer(footer: str) -> None:
    result = laid([["a", "b", "c"], ["x", "1", "2"], ["y", "3", "4"], [footer, "", ""]])
    assert result.table.row_count == 2
    assert asides(result, AsideKind.FOOTER) == [4]


def test_a_lone_sentence_below_the_data_is_footer() -> None:
    rows = [["a", "b", "c"], ["x", "1", "2"], ["y", "3", "4"], ["Avser alla anställda", "", ""]]
    result = laid(rows)
    assert asides(result, AsideKind.FOOTER) == [4]


def test_suppressed_last_row_is_data() -> None:
    result = laid(cut("Region;Antal;Andel\nUmeå;1;2\nLund;3;4\nÖrebro;..;..\n"))
    assert result.table.row_count == 3


def test_sparse_last_answer_is_data() -> None:
    rows = [["id", "a", "b", "c"], *[[str(n), "x", "y", "z"] for n in range(9)], ["9", "", "", ""]]
    assert laid(rows).table.row_count == 10


def test_definitions_in_two_cells_after_a_blank_row_are_footer() -> None:
    rows: list[list[Value]] = [["Kommun", "Antal", "Andel", "Kod"]]
    rows += [[f"K{n}", n, n / 2, f"0{n}"] for n in range(1, 9)]
    rows += [[None] * 4, ["Definitioner", None, None, None], [None] * 4]
    rows += [["Antal", "Antal elever i kommunen", None, None]]
    result = laid(rows)
    assert result.table.row_count == 8
    assert asides(result, AsideKind.FOOTER) == [11, 13]


def test_blank_rows_inside_are_no_data() -> None:
    result = laid(cut("a;b\n1;2\n;\n ; \n3;4\n"))
    assert list(whole(result.table).rows) == [2, 5]
    assert asides(result, AsideKind.BLANK) == [3, 4]


def test_heading_rows_stay_data_with_a_remark() -> None:
    rows = [
        ["Post", "2023", "2024"],
        ["Intäkter", "", ""],
        ["Bidrag", "1", "2"],
        ["Avgift", "3", "4"],
    ]
    rows += [["Kostnader", "", ""], ["Lön", "5", "6"], ["Hyra", "7", "8"]]
    result = laid(rows)
    assert result.table.row_count == 6
    assert "heading_rows" in remarked(result)


def test_another_table_is_refused_with_the_way_out() -> None:
    text = "Region;2023;2024\nUmeå;1;2\nLund;3;4\n\nAnställda;Kvinnor;Män\nUmeå;5;6\nLund;7;8\n"
    result = laid(cut(text))
    assert rules(result) == {"another_table"}
    assert result.problems[0].row == 5
    assert "--data-rows 2:3 --header 1:1" in str(result.problems[0].remedy)
    told = laid(cut(text), Options(rows=(2, 3), header=(1, 1)))
    assert told.problems == ()
    assert stored(told, 1) == ["1", "3"]
    second = laid(cut(text), Options(rows=(6, 7), header=(5, 5)))
    assert names(second) == ["Anställda", "Kvinnor", "Män"]
    assert stored(second, 2) == ["6", "8"]


def test_a_header_said_again_on_the_next_page_is_no_data() -> None:
    result = laid(cut("Region;Antal\nUmeå;1\nRegion;Antal\nLund;2\n"))
    assert stored(result, 1) == ["1", "2"]
    assert asides(result, AsideKind.NOTE) == [3]


def test_told_header_and_rows() -> None:
    cells = cut("x;y\n1;2\n3;4\n5;6\n")
    none = laid(cells, Options(header=(0, 0)))
    assert none.table.row_count == 4
    assert names(none) == ["#1", "#2"]
    some = laid(cells, Options(rows=(3, 3)))
    assert stored(some, 0) == ["3"]
    assert all(decision.is_told for decision in some.table.decisions[1:2])


@pytest.mark.parametrize("told", [Options(header=(8, 9)), Options(rows=(7, 8))])
def test_told_rows_that_are_not_there_are_a_problem(told: Options) -> None:
    result = laid(cut("x;y\n1;2\n"), told)
    assert rules(result) == {"rows_told"}
    assert "there are rows 1 to 2" in result.problems[0].message


def test_empty_grids() -> None:
    empty: list[list[list[Value]]] = [[], [[]], [["", ""], [None, " "]]]
    for rows in empty:
        result = laid(rows)
        assert result.table.row_count == 0
        assert result.first > result.last
    header_only = laid([["a", "b"]])
    assert names(header_only) == ["a", "b"]
    assert header_only.table.row_count == 0


def test_blank_columns() -> None:
    result = laid([[None, "a", None, "b"], [None, 1, None, 2], [None, 3, None, 4]])
    assert [column.position for column in result.table.columns] == [2, 3, 4]
    assert names(result) == ["a", "#3", "b"]
    assert [d.value for d in result.table.decisions if d.subject == "blank columns"] == ["1:1", "3"]


def test_positions_follow_the_first_column() -> None:
    made = Grid(name="s", rows=[["a", "b"], [1, 2]], numbers=[3, 4], first_column=2)
    result = laid(made)
    assert [column.position for column in result.table.columns] == [2, 3]
    assert result.table.header_rows == (3,)
    assert list(whole(result.table).rows) == [4]


def test_short_rows_are_filled_up() -> None:
    result = laid([["a", "b", "c"], ["1", "2"], ["3", "4", "5"]])
    assert stored(result, 2) == [None, "5"]


def test_header_of_words_only_says_how_weak_it_is() -> None:
    result = laid(cut("namn;kommun\nAnna;Umeå\nBo;Lund\n"))
    assert names(result) == ["namn", "kommun"]
    assert "weak_header" in remarked(result)


def test_a_sample_says_so() -> None:
    rows = [["a", "b"], ["x", "1"], ["y", "2"], ["z", "3"]]
    made = Grid(name="", rows=rows, numbers=[1, 2, 900, 901], gap_after=1)
    result = laid(made)
    assert result.table.row_count is None
    assert any(decision.subject == "sample" for decision in result.table.decisions)


def test_messages_hold_no_cells() -> None:
    word = "hemligt"
    rows = [
        ["id", "svar"],
        *[[str(n), f"{n},5"] for n in range(30)],
        ["31", word],
        ["32", "1.234"],
    ]
    result = laid(rows)
    said = [*result.problems, *result.remarks]
    assert said
    for problem in said:
        assert word not in str(problem)
        assert "1.234" not in str(problem)
    assert any(word in text for problem in said for text in problem.evidence)
    reasons = [column.reason for column in result.table.columns]
    assert not any(word in reason for reason in reasons)


def test_a_header_of_single_letters_is_no_row_of_signs() -> None:
    result = laid(cut('"";"x";"s"\n"1";1.5;2.5\n"2";2.5;3.5\n'))
    assert result.table.header_rows == (1,)
    assert names(result) == ["#1", "x", "s"]
    signs = laid(cut("Region;Antal;Andel\nUmeå;x;NA\nLund;1;2\nYstad;3;4\n"))
    assert signs.table.header_rows == (1,)
    assert signs.table.row_count == 3


def test_numbered_notes_after_a_blank_row_are_footer() -> None:
    text = "Region;a;b;c\nUmeå;1;2;3\nLund;4;5;6\n\n1;Avser hela året;;\n2;Annan not;;\n"
    assert asides(laid(cut(text)), AsideKind.FOOTER) == [5, 6]


def test_the_same_header_behind_a_blank_row_begins_another_table() -> None:
    text = "Tabell 1;;\nRegion;2022;2023\nUmeå;1;2\n\nTabell 2;;\nRegion;2022;2023\nUmeå;5;6\n"
    result = laid(cut(text))
    assert rules(result) == {"another_table"}
    assert result.problems[0].row == 5


def test_a_title_in_two_cells_is_no_banner() -> None:
    result = laid(cut("Rapport;Version 2;;\nRegion;a;b;c\nUmeå;1;2;3\nLund;4;5;6\n"))
    assert names(result) == ["Region", "a", "b", "c"]
    assert asides(result, AsideKind.TITLE) == [1]


def test_columns_named_by_counting_are_a_header_with_a_remark() -> None:
    result = laid(cut("Region;1;2;3;4\nUmeå;10;20;30;40\nLund;30;41;12;13\n"))
    assert names(result) == ["Region", "1", "2", "3", "4"]
    assert "weak_header" in remarked(result)


def test_units_below_the_names_are_a_second_header_row() -> None:
    result = laid(cut("Region;Antal;Kostnad\n;st;tkr\nUmeå;1;2\nLund;3;4\n"))
    assert [column.unit for column in result.table.columns] == [None, "Antal", "tkr"]


def test_a_budget_with_headings_and_a_unit_row() -> None:
    text = (
        "Region X budget 2024;;\nBelopp i tkr;;\n;Utfall 2022;Plan 2024\nIntäkter;;\n"
        "ALF-ersättning;10 000;12 500\nÖvrigt;500;-700\n;;\nKostnader;;\nPersonal;-8 000;-9 900\n"
    )
    result = laid(cut(text))
    assert result.problems == ()
    assert result.table.header_rows == (3,)
    assert result.table.row_count == 5
    assert [unit.written for unit in result.table.units] == ["Belopp i tkr"]


def test_amounts_that_look_like_years_below_a_full_header_are_data() -> None:
    result = laid(cut("Post;Utfall 2024;Budget 2025\nA;1800;1800\nB;1900;1950\nC;200;100\n"))
    assert result.table.header_rows == (1,)
    assert result.table.row_count == 3


@pytest.mark.parametrize(
    "banner", ["Post;Utfall;;Budget;", ";Utfall;;Budget;", "Post;Utfall;Utfall;Budget;Budget"]
)
def test_years_that_come_again_below_a_banner_are_a_header(banner: str) -> None:
    result = laid(cut(f"{banner}\nPost;2023;2024;2023;2024\nA;1;2;3;4\nB;5;6;7;8\n"))
    assert result.table.header_rows == (1, 2)
    assert names(result)[1:] == [
        "Utfall > 2023", "Utfall > 2024", "Budget > 2023", "Budget > 2024",
    ]  # fmt: skip


def test_a_row_of_the_same_word_below_a_full_header_is_data() -> None:
    result = laid(cut("Tal;Andel;Not\nokänt;okänt;ett ord\n1;2;x\n3;4;y\n5;6;z\n"))
    assert result.table.header_rows == (1,)
    assert result.table.row_count == 4


@pytest.mark.parametrize("header", [";x", ";Antal"])
def test_names_of_rows_need_no_name_of_their_own(header: str) -> None:
    result = laid(cut(f"{header}\nUmeå;1\nLund;2\nÅre;3\n"))
    assert result.table.header_rows == (1,)
    assert names(result) == ["#1", header[1:]]


def test_the_scale_of_a_cross_table_is_a_header_with_a_remark() -> None:
    result = laid(cut(";16.5;17;17.5\n16;0;2;1\n17;4;5;3\n18;7;8;9\n"))
    assert names(result) == ["#1", "16.5", "17", "17.5"]
    assert "weak_header" in remarked(result)
    assert laid(cut("1;16.5;17;17.5\n2;0;2;1\n3;4;5;3\n")).table.header_rows == ()


def test_ages_from_nought_are_a_header_with_a_remark() -> None:
    result = laid(cut("Ålder;0;1;2;3\nFlickor;100;110;120;130\nPojkar;105;115;125;135\n"))
    assert names(result) == ["Ålder", "0", "1", "2", "3"]
    assert "weak_header" in remarked(result)


def test_header_rows_may_be_more_than_the_rows_of_data() -> None:
    text = "Region;2022;;2023;\n;Kvinnor;Män;Kvinnor;Män\n;tkr;tkr;tkr;tkr\nSkåne;1;2;3;4\n"
    result = laid(cut(text + "Uppsala;5;6;7;8\n"))
    assert result.table.header_rows == (1, 2, 3)
    assert names(result)[4] == "2023 > Män > tkr"


def test_a_last_row_with_nothing_but_its_name_is_data_with_a_remark() -> None:
    result = laid(cut("Region;Antal;Andel\nVästerbotten;10;1,5\nSkåne;20;2,5\nÅland;;\n"))
    assert result.table.row_count == 3
    assert "heading_rows" in remarked(result)


def test_a_footer_that_its_commas_have_cut_is_footer_and_makes_no_column() -> None:
    text = "Region,Antal\nUmeå,1\nLund,2\n\nSource: SCB, UKÄ, and others, 2024\n"
    result = laid(cut(text, ","))
    assert names(result) == ["Region", "Antal"]
    assert asides(result, AsideKind.FOOTER) == [5]


def test_a_unit_with_its_short_form_in_brackets_is_whole() -> None:
    for said, unit in (("Tusentals kronor (tkr)", "Tusentals kronor (tkr)"), ("(tkr)", "tkr")):
        result = laid(cut(f"{said};\n;\nRegion;Antal\nUmeå;1\nLund;2\n"))
        assert [found.written for found in result.table.units if found.row == 1] == [unit]


def test_letters_are_names_and_columns_without_a_name_get_theirs_in_a_later_row() -> None:
    text = ";;provins;provins;provins\n;;A;B;C\n;;Groningen;Drenthe;Utrecht\nNr;Kluster;;;\n"
    result = laid(cut(text + "1;Skatt;208;173;163\n2;Avgift;7;55;52\n3;Bidrag;8;5;2\n"))
    assert result.table.header_rows == (1, 2, 3, 4)
    assert names(result)[1:3] == ["Kluster", "provins > A > Groningen"]


def test_a_last_row_without_further_cells_is_footer() -> None:
    text = "Region;Antal;Andel\nVästerbotten;10;1,5\nSkåne;20;2,5\nSlut\n"
    result = laid(cut(text))
    assert result.table.row_count == 2
    assert asides(result, AsideKind.FOOTER) == [4]
