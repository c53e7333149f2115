"""Workbooks as openpyxl, calamine, LibreOffice and a validator read them, for every view."""

import io
import re
import zipfile
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet
from openxml_audit import OpenXmlValidator
from python_calamine import CalamineWorkbook

from dashboard.charts.grammar import (
    CellKind,
    Chart,
    Matrix,
    shown,
)
from dashboard.charts.numbers import label, money_scale, number
from dashboard.exports.model import Absent, Document, Exhibit, ExportRefused
from dashboard.exports.xlsx import EXPORT, write
from dashboard.exports.xlsx_blocks import moved_chart, moved_formula
from dashboard.exports.xlsx_data import HEADER_ROW, unique_names
from dashboard.exports.xlsx_numbers import written
from dashboard.marked import marked_as_example
from dashboard.views.model import Cell, Rendered
from tests.dashboard.exported import (
    ADDRESS,
    CODE,
    REGION,
    SHARE,
    document,
    everything,
    made_up,
    name,
    shares,
)
from tests.office_render import to_pdfs, words_of
from warehouse.text import LANGUAGES, Language, Text
from warehouse.units import PERCENT

CHART: Final = Text("Diagram", "Chart")
FIRST: Final = HEADER_ROW + 2
REFERENCE: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)")
DANGEROUS: Final = ("=1+1", "+46 8", "-5", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", "'=1")


@lru_cache(maxsize=256)
def bytes_of(rendered: Rendered) -> bytes:
    return write(document(rendered), None)


def opened(content: bytes, *, formulas: bool = False) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=not formulas)


@lru_cache(maxsize=1)
def picked() -> tuple[Rendered, ...]:
    """Every view of every release in both languages, each with a region where it takes one."""
    found = {(r.view, r.state.language, r.release): r for r in everything()
             if r.state.region in (None, "skane")}  # fmt: skip
    return tuple(found.values())


@lru_cache(maxsize=256)
def values_of(rendered: Rendered) -> openpyxl.Workbook:
    return opened(bytes_of(rendered))


def data_of(rendered: Rendered) -> Worksheet:
    return values_of(rendered)["Data"]


def every(function: Any) -> Any:  # noqa: ANN401 - a decorator of pytest
    return pytest.mark.parametrize("rendered", picked(), ids=name)(function)


@every
def test_the_data_sheet_holds_the_table(rendered: Rendered) -> None:
    sheet, table, language = data_of(rendered), rendered.table, rendered.state.language
    headings = [sheet.cell(FIRST - 1, c + 1).value for c in range(len(table.columns))]
    assert headings == [column.label for column in table.columns]
    assert sheet.max_row == FIRST - 1 + len(table.rows)
    for row, cells in enumerate(table.rows, FIRST):
        for column, cell in enumerate(cells, 1):
            found = sheet.cell(row, column)
            if found.data_type == "n" and found.value is not None:
                assert cell.value is not None
                assert as_read(found.value, found.number_format, language) == cell.text
                factor = cell.value / found.value if found.value else 1.0
                assert any(factor == pytest.approx(10.0**power) for power in (0, 3, 6, 9))
            else:
                assert (found.value or "") == cell.text


def as_read(value: float, pattern: str, language: Language) -> str:
    """A number under a number format, by an independent reading of the few formats we write."""
    section = _section(value, pattern.split(";"))
    found = re.fullmatch(r'("[^"]*")?(\+?)("[^"]*")?(?:(#,##)?0(\.0+)?)?("[^"]*")?', section)
    assert found is not None, pattern
    before, plus, sign, grouped, decimals, after = (group or "" for group in found.groups())
    if not re.search("0", re.sub(r'"[^"]*"', "", section)):
        return before.strip('"')
    step = Decimal(1).scaleb(-len(decimals) + bool(decimals))
    rounded = abs(Decimal(repr(value))).quantize(step, ROUND_HALF_UP)
    figure = f"{rounded:,}" if grouped else f"{rounded}"
    figure = figure.replace(",", "\u00a0").replace(".", "," if language == "sv" else ".")
    return f"{before}{plus}{sign}".replace('"', "") + figure + after.strip('"')


def _section(value: float, sections: list[str]) -> str:
    if value < 0 and len(sections) > 1:
        return sections[1]
    return sections[2] if value == 0 and len(sections) > 2 else sections[0]


def test_most_figures_of_the_tables_are_numbers() -> None:
    """A rule that took every figure for text would pass the test above."""
    counts = {"n": 0, "s": 0}
    for rendered in picked():
        for row in data_of(rendered).iter_rows(min_row=FIRST):
            for cell, column in zip(row, rendered.table.columns, strict=False):
                if column.is_number and cell.value is not None:
                    counts[cell.data_type] += 1
    assert counts["n"] > 2 * counts["s"]


@every
def test_a_second_reader_reads_the_same(rendered: Rendered) -> None:
    content = bytes_of(rendered)
    found = (
        CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Data").to_python()
    )
    rows = data_of(rendered).iter_rows(min_row=FIRST, values_only=True)
    width = len(rendered.table.columns)
    for one, other in zip(found[FIRST - 1 :], rows, strict=True):
        assert [None if value == "" else value for value in one[:width]] == list(other[:width])


@every
def test_only_our_own_formulas_are_formulas(rendered: Rendered) -> None:
    """In the sheet of the chart alone, where each gives what it gave when it was written."""
    language, content = rendered.state.language, bytes_of(rendered)
    for sheet in opened(content, formulas=True):
        held = values_of(rendered)[sheet.title]
        for cell in (c for row in sheet.iter_rows() for c in row if c.data_type == "f"):
            assert sheet.title == CHART.of(language)
            wanted = held[cell.coordinate].value
            found = reckoned(cell.value, held)
            if isinstance(wanted, str):
                assert str(found).replace(".", "," if language == "sv" else ".") == wanted
            else:
                assert found == pytest.approx(wanted)


def reckoned(formula: str, sheet: Worksheet) -> object:
    """What a formula gives; any function that is not ours is unknown here."""
    known = {"FIXED": fixed, "SUBSTITUTE": str.replace, "MIN": min, "MAX": max, "ABS": abs,
             "TRUE": True, "FALSE": False, "CHAR": chr}  # fmt: skip
    pieces = formula.removeprefix("=").split('"')
    pieces[::2] = [
        re.sub(r"\$?([A-Z]{1,3})\$?(\d+)", lambda m: f"cell('{m[1]}{m[2]}')", piece).replace(
            "&", "+"
        )
        for piece in pieces[::2]
    ]
    known["cell"] = lambda place: sheet[place].value
    return eval('"'.join(pieces), {"__builtins__": {}}, known)  # noqa: S307 - our own formulas


def fixed(value: float, decimals: int, no_commas: bool) -> str:
    step = Decimal(1).scaleb(-decimals)
    rounded = Decimal(repr(value)).quantize(step, ROUND_HALF_UP)
    return f"{rounded}" if no_commas else f"{rounded:,}"


@every
def test_charts_refer_to_cells_that_hold_what_they_show(rendered: Rendered) -> None:
    content = bytes_of(rendered)
    book, found = values_of(rendered), 0
    for part in chart_parts(content):
        for reference in part.iter("{*}f"):
            sheet, area = reference.text.rsplit("!", 1)
            left, top, right, bottom = range_boundaries(area.replace("$", ""))
            assert left == right
            cells = [book[sheet.strip("'")].cell(row, left).value for row in range(top, bottom + 1)]
            held = [None if cell == "" else cell for cell in cells]
            assert held == cached(reference)
            found += 1
    assert bool(found) == isinstance(rendered.chart, Chart)


def chart_parts(content: bytes) -> list[Any]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [n for n in archive.namelist() if n.startswith("xl/charts/chart")]
        return [etree.fromstring(archive.read(one)) for one in names]


def cached(reference: Any) -> list[Any]:  # noqa: ANN401 - an element of lxml, which has no types
    holder = reference.getparent()
    cache = next(one for one in holder if one.tag.endswith("Cache"))
    is_number = etree.QName(holder).localname == "numRef"
    held: list[Any] = [None] * int(cache.find("{*}ptCount").get("val"))
    for point in cache.iter("{*}pt"):
        text = point.find("{*}v").text
        held[int(point.get("idx"))] = float(text) if is_number else text
    return held


@every
def test_every_panel_is_a_chart_with_words_for_those_who_do_not_see_it(rendered: Rendered) -> None:
    content = bytes_of(rendered)
    parts = chart_parts(content)
    if not isinstance(rendered.chart, Chart):
        assert parts == []
        return
    assert len(parts) == len(rendered.chart.panels)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        drawing = etree.fromstring(archive.read("xl/drawings/drawing1.xml"))
    said = [one.get("descr") for one in drawing.iter("{*}cNvPr")]
    assert len(said) == len(parts)
    assert all(said)
    assert len(said[0]) >= len(rendered.description) - 20


@every
def test_every_figure_of_the_chart_stands_in_its_sheet(rendered: Rendered) -> None:
    if isinstance(rendered.chart, Chart):
        sheet = values_of(rendered)[{"sv": "Diagram", "en": "Chart"}[rendered.state.language]]
        held = {
            round(c, 9) if isinstance(c, float) else c
            for row in sheet.iter_rows(values_only=True) for c in row
        }  # fmt: skip
        for mark in shown(rendered.chart):
            assert mark.value is None or round(mark.value, 9) in held
            assert not mark.label or mark.label in held


@every
def test_the_matrix_sheet_holds_every_cell(rendered: Rendered) -> None:
    if not isinstance(rendered.chart, Matrix):
        return
    matrix, language = rendered.chart, rendered.state.language
    sheet = values_of(rendered)[{"sv": "Matris", "en": "Matrix"}[language]]
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=FIRST)}
    labels = {row.key: row.label for row in matrix.rows}
    columns = {column.key: at for at, column in enumerate(matrix.columns, 1)}
    assert [c.value for c in sheet[FIRST]][1 : len(columns) + 1] == [
        c.label for c in matrix.columns
    ]
    unique = len(set(labels.values())) == len(labels)
    for cell in matrix.cells if unique else ():
        found = rows[labels[cell.row]][columns[cell.column]]
        sign = "*" if cell.kind is CellKind.INFERRED else ""
        text = (as_read(found.value, found.number_format, language)
                if found.data_type == "n" else found.value)  # fmt: skip
        assert text == cell.label + sign


@every
def test_what_is_to_be_known_stands_in_the_workbook(rendered: Rendered) -> None:
    sheet = values_of(rendered)[{"sv": "Om", "en": "About"}[rendered.state.language]]
    held = "\n".join(str(c) for row in sheet.iter_rows(values_only=True) for c in row if c)
    for text in (rendered.overline, rendered.headline, rendered.note, rendered.description,
                 rendered.release, CODE, ADDRESS, *rendered.warnings):  # fmt: skip
        assert text in held
    for heading, text in (*rendered.about, *rendered.signs):
        assert heading in held
        assert text in held
    for source in rendered.sources:
        assert source.citation in held
        assert all(locator in held for locator in source.locators)


@every
def test_the_file_says_what_it_is(rendered: Rendered) -> None:
    properties = values_of(rendered).properties
    assert properties.title == rendered.headline
    assert properties.creator == "ALF Atlas"
    assert properties.created.isoformat() == "2026-11-22T10:01:45"
    assert rendered.release in properties.description
    assert CODE in properties.description


@pytest.mark.slow
def test_a_validator_finds_no_error(tmp_path: Path) -> None:
    for rendered in picked():
        path = tmp_path / f"{name(rendered)}.xlsx"
        path.write_bytes(bytes_of(rendered))
        assert OpenXmlValidator().validate(path).errors == [], name(rendered)


def test_the_same_document_gives_the_same_bytes() -> None:
    rendered = next(r for r in everything() if isinstance(r.chart, Chart))
    assert write(document(rendered), None) == write(document(rendered), None)


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_begins_like_a_formula_is_a_text_everywhere(text: str) -> None:
    rendered = replace(
        made_up((replace(REGION, label=text), SHARE), ((Cell(text=text), Cell(text=text)),)),
        overline=text, headline=text, note=text, description=text, warnings=(text,),
        about=((text, text),), signs=((text, text),),
    )  # fmt: skip
    made = document(rendered, exhibits=(Exhibit(rendered=rendered, address=text, code=text,
                                                heading=text, comment=text),))  # fmt: skip
    for is_report in (False, True):
        book = opened(write(replace(made, is_report=is_report, title=text), None), formulas=True)
        cells = [c for sheet in book for row in sheet.iter_rows() for c in row]
        assert not [c for c in cells if c.data_type == "f"]
        assert sum(c.value == text for c in cells) > 8


@pytest.mark.parametrize(
    ("text", "value", "language", "wanted", "pattern"),
    [
        ("48", 48.0, "sv", 48.0, "0"),
        ("58,2", 58.156, "sv", 58.156, "0.0"),
        ("58.2", 58.156, "en", 58.156, "0.0"),
        ("1\u00a0620", 1620.0, "en", 1620.0, "#,##0"),
        ("1\u00a0101,8", 1.1018e9, "sv", 1101.8, "#,##0.0"),
        ("\u22125,5", -5.458, "sv", -5.458, '0.0;"\u2212"0.0'),
        ("+4,0", 3.995, "sv", 3.995, '+0.0;"\u2212"0.0;0.0'),
        ("≈28", 28.0, "sv", 28.0, '"≈"0'),
        ("minst\u00a0350\u00a0mkr", 350e6, "sv", 350.0, '"minst\u00a0"0"\u00a0mkr"'),
        ("14\u00a0av\u00a025", 14.0, "sv", 14.0, '0"\u00a0av\u00a025"'),
        ("39\u00a0%", 39.0, "sv", 39.0, '0"\u00a0%"'),
        ("–", 0.0, "sv", 0.0, '0;0;"–"'),
    ],
)
def test_a_figure_is_a_number_that_reads_as_on_the_page(
    text: str, value: float, language: Language, wanted: float, pattern: str
) -> None:
    found = written(Cell(text=text, value=value), language)
    assert found is not None
    assert found.value == pytest.approx(wanted)
    assert found.number_format == pattern


@pytest.mark.parametrize(
    ("text", "value"),
    [("U", None), ("..", None), ("hög kvalitet", 2.0), ("räcker", 0.0), ("66 av 275", None),
     ("49", 48.0), ("Godkänt 2021", 3.0), ("58,2\u00a0%–68,1\u00a0%", None), ("1.5", 1.5)],
)  # fmt: skip
def test_what_does_not_say_the_number_stays_a_text(text: str, value: float | None) -> None:
    assert written(Cell(text=text, value=value), "sv") is None


numbers_ = st.floats(-1e6, 1e6).map(lambda value: round(value, 4))


@settings(max_examples=200)
@given(numbers_, st.sampled_from(["exact", "about", "at_least"]), st.sampled_from(LANGUAGES),
       st.integers(0, 2))  # fmt: skip
def test_whatever_our_formatter_writes_is_read_back(
    value: float, qualifier: str, language: Language, decimals: int
) -> None:
    text = label(value, PERCENT, language, decimals=decimals, qualifier=qualifier)
    found = written(Cell(text=text, value=value), language)
    assert found is not None
    assert found.value == value
    assert as_read(found.value, found.number_format, language) == text


@settings(max_examples=100)
@given(st.floats(1, 5e10), st.sampled_from(LANGUAGES))
def test_money_is_written_in_the_unit_that_is_read(amount: float, language: Language) -> None:
    amount = float(round(amount))
    text = number(amount, money_scale([amount]), language)
    found = written(Cell(text=text, value=amount), language)
    assert found is not None
    assert as_read(found.value, found.number_format, language) == text


def test_hidden_figures_keep_their_sign() -> None:
    sheet = data_of(shares(Cell(text="U"), Cell(text="41,5", value=41.5)))
    assert [sheet.cell(FIRST + at, 2).value for at in range(2)] == ["U", 41.5]
    assert sheet.cell(FIRST, 2).data_type == "s"


def test_the_rows_of_ones_own_region_stand_out() -> None:
    rendered = shares(Cell(text="41,5", value=41.5), Cell(text="39", value=39.0))
    sheet = data_of(replace(rendered, table=replace(rendered.table, emphasised=(1,))))
    assert [sheet.cell(FIRST + at, 1).font.b for at in range(2)] == [False, True]


def test_the_table_can_be_sorted_and_filtered_and_its_head_stays() -> None:
    sheet = data_of(shares(Cell(text="41,5", value=41.5)))
    (table,) = sheet.tables.values()
    assert table.ref == f"A{FIRST - 1}:B{FIRST}"
    assert table.autoFilter.ref == table.ref
    assert sheet.freeze_panes == f"B{FIRST}"
    assert sheet.print_title_rows == f"${FIRST - 1}:${FIRST - 1}"


@given(st.lists(st.text(max_size=5), min_size=1, max_size=8))
def test_names_of_columns_are_told_apart(labels: list[str]) -> None:
    names = unique_names(labels)
    assert len({one.casefold() for one in names}) == len(names)
    assert all(names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_example_data_is_marked_on_every_sheet_and_in_the_file(language: Language) -> None:
    word = {"sv": "EXEMPELDATA", "en": "EXAMPLE DATA"}[language]
    rendered = next(
        r for r in everything() if isinstance(r.chart, Chart) and r.state.language == language
    )
    marked = marked_as_example(rendered)
    for is_report in (False, True):
        made = document(marked, is_example=True, is_report=is_report)
        book = opened(write(made, None))
        for sheet in book:
            held = {str(c) for row in sheet.iter_rows(values_only=True) for c in row if c}
            assert any(word in text for text in held), sheet.title
            assert word in sheet.oddHeader.center.text
        assert word in book.properties.title


def test_real_data_bears_no_stamp() -> None:
    for content in (bytes_of(everything()[0]), report()):
        assert b"EXEMPEL" not in content
        assert "EXEMPEL" not in str(opened(content).properties.title)


@lru_cache(maxsize=1)
def report() -> bytes:
    return write(report_document(), None)


@lru_cache(maxsize=1)
def report_document() -> Document:
    found = [r for r in everything() if r.state.language == "sv" and r.state.region == "skane"][:8]
    return document(
        found[0], title="Strategidag [Skåne]: 2026", is_report=True,
        exhibits=tuple(
            Exhibit(rendered=r, address=ADDRESS, code=CODE, heading=f"Egen rubrik {at}",
                    comment="Vår kommentar." if at == 2 else "")
            for at, r in enumerate(found, 1)
        ),
        absent=(Absent(title="Enkätens glapp", reason="Inga enkäter är inlästa."),),
    )  # fmt: skip


def test_a_report_begins_with_its_contents_and_leads_to_every_sheet() -> None:
    book = opened(report())
    contents = book.worksheets[0]
    held = [c for row in contents.iter_rows(values_only=True) for c in row if c]
    assert contents.title == "Innehåll"
    assert "Strategidag [Skåne]: 2026" in held
    assert "Vår kommentar." in held
    assert "Enkätens glapp\nInga enkäter är inlästa." in held
    for at in range(1, 9):
        assert f"Egen rubrik {at}" in held
    targets = {
        cell.hyperlink.location.split("!")[0].strip("'")
        for row in contents.iter_rows() for cell in row if cell.hyperlink
    }  # fmt: skip
    assert targets == {sheet.title for sheet in book.worksheets[1:]}


def test_a_report_says_each_method_and_source_once() -> None:
    book, made = opened(report()), report_document()
    methods = book.worksheets[-1]
    rows = [row for row in methods.iter_rows(min_row=5, values_only=True) if row[1]]
    pairs = {pair for e in made.exhibits for pair in e.rendered.about}
    cited = {(s.citation, s.address) for e in made.exhibits for s in e.rendered.sources}
    assert len(rows) == len(pairs) + len(cited)
    for exhibit in made.exhibits:
        for _, text in exhibit.rendered.about:
            assert sum(text == row[1] for row in rows) >= 1
    (first, *_) = made.exhibits[0].rendered.about
    assert next(row for row in rows if row[1] == first[1])[3].split(", ")[0] == "1"


@pytest.mark.slow
def test_a_validator_finds_no_error_in_a_report(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    path.write_bytes(report())
    assert OpenXmlValidator().validate(path).errors == []


def test_names_of_sheets_are_those_that_spreadsheets_accept() -> None:
    for sheet in opened(report()):
        assert len(sheet.title) <= 31
        assert not set("[]:*?/\\") & set(sheet.title)


def test_a_text_that_no_cell_can_hold_is_refused_with_what_to_do() -> None:
    rendered = everything()[0]
    long = Exhibit(rendered=rendered, address=ADDRESS, code=CODE, comment="x" * 40_000)
    with pytest.raises(ExportRefused, match=r"32767.*40000.*shorten the comment"):
        write(document(rendered, exhibits=(long,)), None)


def test_an_address_that_no_cell_can_lead_to_stays_text() -> None:
    rendered = shares(Cell(text="41,5", value=41.5))
    long = "https://atlas.example.se/?" + "x" * 3000
    made = document(rendered, exhibits=(Exhibit(rendered=rendered, address=long, code=CODE),))
    sheet = opened(write(made, None))["Om"]
    assert any(long in str(c.value) and not c.hyperlink for row in sheet.iter_rows() for c in row)


def test_references_follow_their_cells() -> None:
    places = {"1 Data": 20, "it's 2": 40}
    xml = "<c:f>'1 Data'!$B$2:$B$9</c:f><c15:f>'it''s 2'!$C$2</c15:f><a:t>'1 Data'!$B$2</a:t>"
    assert moved_chart(xml, places, "Diagram") == (
        "<c:f>'Diagram'!$B$22:$B$29</c:f><c15:f>'Diagram'!$C$42</c15:f><a:t>'1 Data'!$B$2</a:t>"
    )
    formula = "=FIXED(B2,0,TRUE)&\" B2\"&'it''s 2'!C3"
    assert moved_formula("=-'1 Data'!$B$2/2", "it's 2", places) == "=-$B$22/2"
    assert moved_formula(formula, "1 Data", places) == '=FIXED(B22,0,TRUE)&" B2"&C43'


def test_a_chart_that_names_no_sheet_is_not_moved_in_silence() -> None:
    with pytest.raises(ValueError, match="names no sheet"):
        moved_chart("<c:f>B2:B9</c:f>", {}, "Diagram")


@pytest.mark.slow
def test_libreoffice_shows_the_charts_and_the_figures() -> None:
    asked = {r.view: r for r in picked() if r.state.language == "sv" and r.chart is not None}
    files = {f"{view}.xlsx": bytes_of(r) for view, r in asked.items()}
    files["report.xlsx"] = report()
    for file, pdf in to_pdfs(files).items():
        pages = words_of(pdf)
        assert pages, file
        assert [word for page in pages for word in page.outside()] == [], file
        if file == "report.xlsx":
            continue
        rendered = asked[file.removesuffix(".xlsx")]
        held = {word.text for page in pages for word in page.words}
        assert set(rendered.headline.split()) <= held, file
        if isinstance(rendered.chart, Chart):
            names = {w for p in rendered.chart.panels for w in p.title.split()}
            assert names <= held, file


def test_it_can_hold_a_report_and_takes_no_template() -> None:
    assert (EXPORT.id, EXPORT.extension, EXPORT.holds, EXPORT.takes_template) == (
        "xlsx", "xlsx", "many", False,
    )  # fmt: skip
