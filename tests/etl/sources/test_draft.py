"""Drafts: what is clear is filled in, the rest is asked, and an answered draft loads its file."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from etl.problems import InputRefused
from etl.readers import read
from etl.readers.content import Content
from etl.readers.model import Column, ColumnType, Reading, Value
from etl.sources.declaration import parse_declaration
from etl.sources.draft import draft_of
from etl.sources.draft_guess import heading
from etl.sources.table_source import TableResult, result_of
from etl.sources.table_units import spelling_of
from etl.validation import hold_to_contract
from tests.etl.sources.hand_made import reading_of
from tests.real_files import FOLDER, NEEDED, manifest
from warehouse.registry import SHIPPED

Rows = Sequence[Sequence[Value]]

REGION: Rows = (
    ("Region Skåne: budget för FoUU",),
    ("Tusentals kronor",),
    (),
    ("Post", "Bokslut 2023", "Prognos 2024", "Budget 2025", "Plan 2026–2027", "Förändring"),
    ("Intäkter",),
    ("ALF-ersättning", -410000.5, -420000, -431000, -870000, 3),
    ("Regionbidrag", -120000, -121000, -125000, -255000, 4),
    ("Övrigt", -5000, -5000, -6000, -12000, 1),
    ("Summa intäkter", -535000.5, -546000, -562000, -1137000),
    ("Kostnader",),
    ("Personal", 300000, 310000, 320000, 640000),
    ("Lokaler", 100000, 100000, 110000, 220000),
    ("Övrigt", 135000, 136000, 131000, 276000),
    ("Summa kostnader", 535000, 546000, 561000, 1136000),
    ("Resultat", -0.5, 0, -1000, -1000),
)
UNIVERSITY: Rows = (
    ("Årsbudget för Lunds universitet",),
    ("Verksamhet", "Utfall 2024 (mnkr)", "Årsbudget 2025 (mnkr)", "2026 (mnkr)"),
    ("Utbildning", 2100.4, 2150, 2200),
    ("Forskning", 5000.3, 5100, 5200.5),
    ("Samverkan", 10.1, 11, 12),
    ("Summa", 7110.8, 7261, 7412.5),
)


def _workbook(folder: Path, name: str, rows: Rows) -> Path:
    path = folder / name
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Budget")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


def _draft(path: Path) -> tuple[str, Reading]:
    reading = read(Content.of_file(path))
    return draft_of(reading, path.name), reading


SOURCE_LINES = re.compile(r'^(title|publisher|published|licence|address) = "".*\n', re.MULTILINE)


def _answered(draft: str, answers: Mapping[str, str] | None = None) -> str:
    """As a person answers it: a source, both languages, and what else is asked."""
    text = re.sub(r"# QUESTION:.*\n(#   .*\n)*", "", draft)
    text = SOURCE_LINES.sub("", text)
    text = text.replace('id = ""\nshort = {sv = "", en = ""}', 'id = "esv_regleringsbrev_5"')
    text = text.replace('sv = "", en = ""', 'sv = "svenska", en = "English"')
    text = re.sub(r'(sv = "[^"]+", )en = ""', r'\1en = "English"', text)
    text = re.sub(r'"esv_regleringsbrev_5"  # .*', '"esv_regleringsbrev_5"', text)
    for old, new in (answers or {}).items():
        assert old in text
        text = text.replace(old, new)
    return text


def _load(text: str, reading: Reading) -> TableResult:
    declaration = parse_declaration(text, "d.alf.toml")
    registry = SHIPPED.with_declared(*declaration.additions())
    result = result_of(declaration, reading, registry, input_id="fil")
    hold_to_contract(result.observations, registry)
    return result


def _values(result: TableResult) -> dict[tuple[str, str, str], float]:
    rows = result.observations.select("item", "period", "nature", "value").rows()
    return {(item, period, nature): value for item, period, nature, value in rows}


def test_a_budget_of_a_region(tmp_path: Path) -> None:
    draft, reading = _draft(_workbook(tmp_path, "budget_2025.xlsx", REGION))
    result = _load(_answered(draft), reading)
    values = _values(result)
    columns = [("2023", "outcome"), ("2024", "preliminary"), ("2025", "decided"),
               ("2026-2027", "plan")]  # fmt: skip
    codes = ["alf_ersattning", "regionbidrag", "intakter_ovrigt", "summa_intakter", "personal",
             "lokaler", "kostnader_ovrigt", "summa_kostnader", "resultat"]  # fmt: skip
    posts = [row for row in REGION[4:] if len(row) > 1]
    for code, row in zip(codes, posts, strict=True):
        for column, cell in zip(columns, row[1:5], strict=True):
            assert isinstance(cell, int | float)
            assert values[code, *column] == cell * 1000
    assert len(values) == 9 * 4
    assert set(result.observations["region"]) == {"skane"}
    assert {one.names for one in result.set_aside} >= {("Förändring",)}


def test_a_budget_whose_parts_do_not_make_the_total_is_refused(tmp_path: Path) -> None:
    draft, _ = _draft(_workbook(tmp_path, "budget_2025.xlsx", REGION))
    wrong = [[*row] for row in REGION]
    wrong[11][3] = 110500  # Lokaler, Budget 2025
    changed = read(Content.of_file(_workbook(tmp_path, "budget_2026.xlsx", wrong)))
    with pytest.raises(InputRefused) as refused:
        _load(_answered(draft), changed)
    said = {(problem.rule, problem.row) for problem in refused.value.problems}
    assert said == {("declared_sum_holds", 14), ("declared_sum_holds", 15)}


def test_a_budget_of_a_university_has_a_total_and_one_question_of_nature(tmp_path: Path) -> None:
    draft, reading = _draft(_workbook(tmp_path, "lu.xlsx", UNIVERSITY))
    assert "what are the figures of the columns without a nature?" in draft
    assert 'of = ["utbildning", "forskning", "samverkan"]' in draft
    with pytest.raises(InputRefused, match="question"):
        _load(draft, reading)
    result = _load(_answered(draft, {'nature = ""': 'nature = "plan"'}), reading)
    values = _values(result)
    assert values["total", "2024", "outcome"] == 7_110_800_000
    assert values["forskning", "2026", "plan"] == 5_200_500_000
    assert len(values) == 12
    places = set(result.observations.select("region", "organisation").rows())
    assert places == {("skane", "lund_university")}


def test_a_total_that_no_rows_make_is_said_and_not_declared() -> None:
    wrong = [[*row] for row in UNIVERSITY]
    wrong[5][1] = 9999
    text = draft_of(reading_of(("", wrong)), "lu.xlsx")
    assert "[[table.sum]]\nitem" not in text
    assert "No rows were found that make 'Summa'" in text


def test_headings_that_tell_no_posts_apart_are_left_out() -> None:
    rows = (("Post", "Utfall 2024", "Budget 2025"), ("Intäkter", None, None),
            ("Anslag", 20500, 30500), ("Kostnader", None, None),
            ("Löner", 15500, 25500))  # fmt: skip
    reading = reading_of(("", rows))
    text = draft_of(reading, "budget_region_uppsala.xlsx")
    table = tomllib.loads(text)["table"][0]
    assert "sections" not in table
    assert table["members"]["item"] == {
        "Intäkter": "left_out", "Kostnader": "left_out", "Anslag": "anslag", "Löner": "loner",
    }  # fmt: skip
    result = _load(_answered(text, {'unit = ""': 'unit = "tkr"'}), reading)
    assert _values(result)["loner", "2025", "decided"] == 25_500_000


_NAMES = st.lists(
    st.text("abcdefghåäö ", min_size=3, max_size=12).map(lambda t: " ".join(t.split())),
    min_size=2,
    max_size=6,
    unique_by=lambda name: name.casefold(),
).filter(lambda names: all(len(name) > 2 and "plan" not in name for name in names))


# Above what may be taken for years: a first row of 1800 and 1800 is a matter of the readers.
_AMOUNT = st.integers(10_000, 10**7)
_PAIRS = st.tuples(_AMOUNT, _AMOUNT)


@given(names=_NAMES, data=st.data())
def test_every_budget_comes_back_as_it_was_written(names: list[str], data: st.DataObject) -> None:
    amounts = data.draw(st.lists(_PAIRS, min_size=len(names), max_size=len(names)))
    rows: Rows = [(f"Post {name}", *pair) for name, pair in zip(names, amounts, strict=True)]
    total = ("Summa", sum(pair[0] for pair in amounts), sum(pair[1] for pair in amounts))
    table: Rows = [("Budget (tkr)",), ("Post", "Utfall 2024", "Budget 2025"), *rows, total]
    reading = reading_of(("", table))
    text = draft_of(reading, "budget.xlsx")
    assert "[[table.sum]]" in text
    answers = {'region = ""': 'region = "uppsala"', 'organisation = ""': 'organisation = "all"'}
    declared = parse_declaration(_answered(text, answers), "d")
    assert [one.total for one in declared.tables[0].sums] == ["total"]
    result = _load(_answered(text, answers), reading)
    found = sorted(result.observations.filter(result.observations["item"] != "total")["value"])
    assert found == sorted(float(amount * 1000) for pair in amounts for amount in pair)


# ---------------------------------------------------------------- statistics


LONG: Rows = (
    ("Län", "År", "Kön", "Andel (%)", "Antal svar"),
    ("Skåne län", 2023, "Flickor", 57.9, 120),
    ("Skåne län", 2023, "Pojkar", 42.1, ".."),
    ("Uppsala län", 2023, "Flickor", 50.5, 80),
    ("Dalarnas län", 2023, "Pojkar", "..", 4),
)


def test_a_long_table_is_guessed_by_its_content() -> None:
    text = draft_of(reading_of(("", LONG)), "enkat.csv")
    table = tomllib.loads(text)["table"][0]
    assert table["columns"] == {
        "region": "Län", "period": "År", "sex": "Kön", "value": "Andel (%)", "base": "Antal svar",
    }  # fmt: skip
    assert table["members"] == {"sex": {"Flickor": "women", "Pojkar": "men"}}
    assert table["signs"] == {"..": ""}
    assert table["unit"] == "%"
    assert table["outside"] == "set_aside"
    assert "'Dalarnas län'" in text
    asked = re.findall(r"# QUESTION: (.*)", text)
    assert asked == [
        "which publication is this?",
        "which measure is it?",
        "what are the figures?",
        "what does '..' mean (2 times)?",
    ]


def test_codes_of_counties_are_told_by_their_scheme() -> None:
    rows = (("Region", "Region (text)", "Tid", "value"), ("00", "Riket", "2023", 1),
            ("01", "Stockholms län", "2023", 2), ("12", "Skåne län", "2023", 3),
            ("25", "Norrbottens län", "2023", 4))  # fmt: skip
    table = tomllib.loads(draft_of(reading_of(("", rows)), "px.json"))["table"][0]
    assert table["areas"] == "county"
    assert table["columns"] == {"region": "Region", "period": "Tid", "value": "value"}


def test_years_sexes_and_regions_as_columns() -> None:
    years = (
        ("Län", "2022", "2023", "Förändring 2022–2023"),
        ("Skåne", 1, 2, 3),
        ("Riket", 4, 5, 6),
    )
    sexes = (("Län", "Kvinnor", "Män"), ("Skåne", 1, 2), ("Uppsala", 4, 5))
    places = (("År", "Skåne", "Uppsala", "Halland"), (2022, 1, 2, 7), (2023, 3, 4, 8),
              (2024, 3, 4, 8))  # fmt: skip

    def values(rows: Rows) -> dict[str, dict[str, str]]:
        drafted: dict[str, dict[str, str]] = tomllib.loads(
            draft_of(reading_of(("", rows)), "tabell.xlsx")
        )["table"][0]["values"]
        return drafted

    assert values(years) == {"2022": {"period": "2022"}, "2023": {"period": "2023"}}
    assert values(sexes) == {"Kvinnor": {"sex": "women"}, "Män": {"sex": "men"}}
    assert values(places) == {"Skåne": {"region": "skane"}, "Uppsala": {"region": "uppsala"}}


@pytest.mark.parametrize(
    ("parts", "members"),
    [
        (("Kvinnor", "2022"), {"sex": "women", "period": "2022"}),
        (("2023", "Män"), {"sex": "men", "period": "2023"}),
        (("Utfall 2024 (tkr)",), {"nature": "outcome", "period": "2024"}),
        (("rekneskap_2011",), {"nature": "outcome", "period": "2011"}),
        (("Prognos", "2025"), {"nature": "preliminary", "period": "2025"}),
        (("Plan 2026–2027",), {"nature": "plan", "period": "2026-2027"}),
        (("Läsår 2023/24",), {"period": "2023/24"}),
        (("HT 2024",), {"period": "HT2024"}),
        (("Region Skåne",), {"region": "skane"}),
        (("Totalt",), {}),
        (("Antal elever",), {}),
        (("Post 12024",), {}),
    ],
)
def test_a_heading_says_what_holds_for_its_column(
    parts: tuple[str, ...], members: Mapping[str, str]
) -> None:
    name = " > ".join(parts)
    column = Column(position=1, name=name, parts=parts, type=ColumnType.NUMBER, reason="")
    assert heading(column).members == members


def test_rows_that_nothing_tells_apart_are_asked_about() -> None:
    rows = (("Län", "Kommun", "Andel (%)"), ("Skåne", "Lund", 1), ("Skåne", "Malmö", 2),
            ("Uppsala", "Knivsta", 3))  # fmt: skip
    text = draft_of(reading_of(("", rows)), "kommuner.csv")
    assert "which column tells apart the 2 rows that are alike in 'Län'?" in text
    assert "what is the column 'Kommun'?" in text


def test_a_unit_in_a_footer_alone_is_a_question() -> None:
    rows = (("Län", "Belopp"), ("Skåne", 10), ("Uppsala", 20), (None, None),
            ("Beloppen anges i tusentals kronor.", None))  # fmt: skip
    text = draft_of(reading_of(("", rows)), "belopp.xlsx")
    assert "only a footer says so" in text
    table = tomllib.loads(text)["table"][0]
    assert (table["unit"], table["unit_confirmed"]) == ("tkr", "tusentals kronor")


def test_nothing_is_drafted_without_figures() -> None:
    with pytest.raises(InputRefused, match="no_figures"):
        draft_of(reading_of(("", (("a", "b"), ("x", "y"), ("z", "w")))), "ord.csv")


# ---------------------------------------------------------------- files of others


FILES = [row["path"] for row in manifest()]


@NEEDED
@pytest.mark.parametrize("path", FILES)
def test_a_draft_of_a_real_file_is_refused_for_its_questions_alone(path: str) -> None:
    """Whatever the file: a draft is TOML in the shape of a declaration, and asks what is open."""
    try:
        reading = read(Content.of_file(FOLDER / path))
        text = draft_of(reading, Path(path).name)
    except InputRefused as refused:
        pytest.skip(f"nothing to draft: {refused.problems[0].rule}")
    with pytest.raises(InputRefused) as refused_draft:
        parse_declaration(text, "d")
    assert {problem.rule for problem in refused_draft.value.problems} == {"question"}


# ---------------------------------------------------------------- measures


PROFESSORS: Rows = (
    ("Professorer efter lärosäte och kön",),
    (),
    ("Lärosäte", "År", "Kvinnor", "Män", "Totalt", "Andel kvinnor (%)"),
    ("Lunds universitet", 2022, 221, 512, 733, "30,2"),
    ("Lunds universitet", 2023, 230, 507, 737, "31,2"),
    ("Umeå universitet", 2023, 80, 150, 230, "34,8"),
    ("Totalt riket", 2023, 1790, 3951, 5741, "31,2"),
)


def test_a_measure_that_is_not_registered_is_sketched_with_the_nearest_that_are() -> None:
    text = draft_of(reading_of(("", PROFESSORS)), "2023_professorer.csv")
    drafted = tomllib.loads(text)
    (indicator,) = drafted["indicator"]
    assert indicator["id"] == "measure_2023_professorer"
    assert indicator["represented_by"] == "university"
    (near,) = re.findall(r"#   (\w*professors\w*): ", text)
    assert near in SHIPPED.indicators
    assert drafted["table"][0]["indicator"] == indicator["id"]


def test_sexes_among_several_measures_are_told_apart() -> None:
    table = tomllib.loads(draft_of(reading_of(("", PROFESSORS)), "p.csv"))["table"][0]
    assert {name: value["sex"] for name, value in table["values"].items()} == {
        "Kvinnor": "women", "Män": "men", "Totalt": "all", "Andel kvinnor (%)": "women",
    }  # fmt: skip
    assert "sex" not in table["constants"]


def test_universities_are_organisations_and_what_their_scheme_lacks_is_asked() -> None:
    text = draft_of(reading_of(("", PROFESSORS)), "p.csv")
    table = tomllib.loads(text)["table"][0]
    assert (table["areas"], table["constants"]["organisation"]) == ("university", "from_area")
    assert table["members"]["region"] == {"Totalt riket": ""}
    assert "which region is this in column 'Lärosäte', or left_out?" in text


def test_codes_beside_names_are_no_question() -> None:
    rows = (("Län", "Länskod", "Huvudman", "Andel (%)"), ("Skåne", "12", "Alla", 1),
            ("Uppsala", "03", "Alla", 2), ("Uppsala", "03", "Enskild", 2))  # fmt: skip
    text = draft_of(reading_of(("", rows)), "betyg.csv")
    assert "# Not read: 'Länskod', which says the same as 'Län'." in text
    assert "what is the column 'Huvudman'?" in text


@pytest.mark.parametrize(
    "written", ["Belopp i tkr", "Alla belopp anges i tusentals kronor", "Beloppen är i tkr"]
)
def test_words_that_bring_in_a_unit_are_no_question(written: str) -> None:
    rows = ((written,), (), *REGION[3:])
    reading = reading_of(("", rows))
    assert tomllib.loads(draft_of(reading, "budget.xlsx"))["table"][0]["unit"] == "tkr"


def test_a_unit_for_each_of_something_is_another_unit() -> None:
    assert spelling_of("Belopp i tkr per invånare") is None
