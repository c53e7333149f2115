"""The cells under a native chart: where they are, what they hold, and that they reckon anew."""

import io
import subprocess
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import range_boundaries
from python_calamine import CalamineWorkbook

from dashboard.charts.fitting import Room, fitted
from dashboard.charts.grammar import (
    Category,
    Chart,
    Emphasis,
    Form,
    Orientation,
    Panel,
    Point,
    Series,
    Tick,
    ValueAxis,
)
from dashboard.charts.labels import Box
from dashboard.charts.office.figures import label_cell
from dashboard.charts.office.model import NativeChart
from dashboard.charts.office.native import native_charts
from dashboard.charts.office.paint import ATLAS
from dashboard.charts.office.sheet import Formula, Range, Sheet, embedded
from dashboard.charts.office.stamp import place, taken
from dashboard.charts.panel_labels import labelled as labelled_in
from tests.office_reading import sheets_of
from tests.office_render import program
from warehouse.text import Language

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1)
NUMBERS = st.floats(-1e12, 1e12).filter(lambda number: number == 0 or abs(number) > 1e-12)


def cells_read(cells: list[str | float | None]) -> list[object]:
    """What openpyxl finds under the heading."""
    sheet = Sheet("Data")
    sheet.add("heading", cells)
    column = sheets_of(embedded([sheet]))["Data"]
    return [column.cell(row=row, column=1).value for row in range(2, 2 + len(cells))]


@pytest.mark.parametrize("text", ["=1+1", "+46", "-5", "@SUM(A1)", '=HYPERLINK("x")', "{=1}"])
def test_text_is_never_a_formula(text: str) -> None:
    sheet = Sheet("Data")
    sheet.add("=1+1", [text])
    read = sheets_of(embedded([sheet]), values=False)["Data"]
    assert [read["A1"].data_type, read["A2"].data_type] == ["s", "s"]
    assert [read["A1"].value, read["A2"].value] == ["=1+1", text]


@given(st.lists(st.one_of(TEXTS, NUMBERS, st.none()), min_size=1, max_size=8))
def test_cells_hold_what_was_given(cells: list[str | float | None]) -> None:
    def kept(cell: str | float | None) -> object:
        return float(f"{cell:.15g}") if isinstance(cell, float) else cell

    assert cells_read(cells) == [kept(cell) for cell in cells]


@given(
    name=TEXTS, column=st.integers(0, 800), first=st.integers(0, 5000), count=st.integers(1, 90)
)  # fmt: skip
def test_an_address_is_that_of_its_cells(name: str, column: int, first: int, count: int) -> None:
    cells = Range(name, column, first, (None,) * count)
    sheet, _, where = cells.address.rpartition("!")
    assert sheet[1:-1].replace("''", "'") == name
    bounds = (column + 1, first + 1, column + 1, first + count)
    assert range_boundaries(where.replace("$", "")) == bounds


def test_characters_that_no_one_can_show_are_left_out() -> None:
    assert cells_read(["a\x0bb\x00"]) == ["ab"]


def test_parts_of_a_range() -> None:
    cells = Range("Data", 2, 1, (1.0, 2.0, 3.0))
    assert cells.part(1, 3).address == "'Data'!$C$3:$C$4"
    assert cells.one(2).address == "'Data'!$C$4"
    assert cells.here(2) == "C4"
    assert cells.padded(5).address == "'Data'!$C$2:$C$6"
    assert cells.padded(2) == cells


def test_two_readers_find_what_formulas_gave() -> None:
    sheet = Sheet("Stöd")
    value = sheet.add("Värde", [48.0])
    sheet.add("Etikett", [Formula(f"=FIXED({value.here(0)},0,TRUE)", "48")])
    content = embedded([sheet])
    assert sheets_of(content)["Stöd"]["B2"].value == "48"
    assert sheets_of(content, values=False)["Stöd"]["B2"].value == "=FIXED(A2,0,TRUE)"
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.get_sheet_by_name("Stöd").to_python()[1] == [48.0, "48"]


def labelled(value: float | None, label: str) -> object:
    return label_cell(Point(category="c", value=value, label=label), "C2")


@pytest.mark.parametrize(
    ("value", "label", "formula"),
    [
        (48.0, "48", "=FIXED(C2,0,TRUE)"),
        (57.94, "57,9", "=FIXED(C2,1,TRUE)"),
        (57.94, "57.9", "=FIXED(C2,1,TRUE)"),
        (48.0, "48\u00a0%", '=FIXED(C2,0,TRUE)&"\u00a0%"'),
        (48.0, "48%", '=FIXED(C2,0,TRUE)&"%"'),
        (-3.25, "−3,3", '=SUBSTITUTE(FIXED(C2,1,TRUE),"-","−")'),
        (1101.0, "1\u00a0101", '=SUBSTITUTE(FIXED(C2,0,FALSE),",","\u00a0")'),
        (350e6, "350", "=FIXED(C2/1000000,0,TRUE)"),
        (-12.0, "12", "=FIXED(ABS(C2),0,TRUE)"),
    ],
)
def test_a_label_that_is_the_figure_is_reckoned_from_it(
    value: float, label: str, formula: str
) -> None:
    assert labelled(value, label) == Formula(formula, label)


@pytest.mark.parametrize(
    ("value", "label"),
    [
        (48.0, "≈48"), (48.0, "48\u00a0% (2021)"), (48.0, "+48"), (48.0, "Enhet B"),
        (48.0, "47"), (48.0, "1 av 7"), (None, "U"), (None, "48"), (1101.5, "1\u00a0101,5"),
    ],
)  # fmt: skip
def test_what_does_not_follow_from_the_figure_stays_a_text(value: float | None, label: str) -> None:
    assert labelled(value, label) == label


def test_no_label_is_no_cell() -> None:
    assert labelled(48.0, "") is None


def panel_of(points: tuple[Point, ...]) -> Chart:
    ticks = tuple(Tick(value=value, label=f"{value:.0f}") for value in (0.0, 50.0, 100.0))
    panel = Panel(
        key="p", title="", subtitle="", axis=ValueAxis(low=0.0, high=100.0, ticks=ticks),
        categories=tuple(Category(key=p.category, label=f"={p.category}") for p in points),
        series=(Series(key="s", name="Andel", form=Form.DOTS, emphasis=Emphasis.REGION,
                       points=points),),
    )  # fmt: skip
    return Chart(panels=(panel,), orientation=Orientation.ROWS, columns=1)


def rows_with_intervals() -> Chart:
    return panel_of((
        Point(category="a", value=48.0, low=40.5, high=55.0, label="48,0"),
        Point(category="b", value=None, label="U", status="suppressed"),
        Point(category="c", value=60.0, low=51.0, high=70.0, label="≈60"),
    ))  # fmt: skip


def dots(values: list[float]) -> Chart:
    points = [
        Point(category=key, value=v, label=f"{v:.0f}")
        for key, v in zip("abcdefg", values, strict=False)
    ]
    return panel_of(tuple(points))


def drawn(language: Language = "sv") -> NativeChart:
    room = Room(width=880, height=400, least_text=9, most_text=14)
    (sheet,) = fitted(rows_with_intervals(), room)
    (chart,) = native_charts(sheet, ATLAS, language)
    return chart


def test_the_sheet_of_data_is_read_by_people() -> None:
    data = sheets_of(drawn().workbook)["Data"]
    assert [[cell.value for cell in row] for row in data.iter_rows()] == [
        ["Rad", "Plats", "Andel", "Andel: etikett", "Andel: från", "Andel: till",
         "Andel: från, ned till", "Andel: till, upp till", "Andel: varför tomt"],
        ["=a", 0, 48, "48,0", 40.5, 55, 7.5, 7, None],
        ["=b", 1, None, "U", None, None, None, None, "dold för att skydda svar"],
        ["=c", 2, 60, "≈60", 51, 70, 9, 10, None],
    ]  # fmt: skip
    assert data.freeze_panes == "A2"
    assert data["A1"].font.b
    assert data["C2"].number_format == "0.0"


def test_sheets_are_called_in_the_language_of_the_reader() -> None:
    assert list(sheets_of(drawn("sv").workbook)) == ["Data", "Stöd"]
    assert list(sheets_of(drawn("en").workbook)) == ["Data", "Support"]


def test_who_changes_a_figure_moves_its_label_and_its_interval(tmp_path: Path) -> None:
    """LibreOffice reckons the workbook anew with 52 for 48, as Office does when data is edited."""
    book = openpyxl.load_workbook(io.BytesIO(drawn().workbook))
    book["Data"]["C2"] = 52
    book.save(tmp_path / "edited.xlsx")
    command = [
        program("ALF_SOFFICE"), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless", "--convert-to", "ods", "--outdir", str(tmp_path),
        str(tmp_path / "edited.xlsx"),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603
    reckoned = CalamineWorkbook.from_path(tmp_path / "edited.ods")
    first = reckoned.get_sheet_by_name("Data").to_python()[1]
    assert str(first[3]).replace(".", ",") == "52,0"
    assert first[6:8] == [11.5, 3]
    support = reckoned.get_sheet_by_name("Stöd").to_python()
    far = support[0].index("Etiketter vid intervallens ändar")
    assert str(support[1][far]).replace(".", ",") == "52,0"


@given(st.lists(st.floats(0, 100), min_size=1, max_size=7))
def test_the_stamp_hides_no_mark_where_there_is_room(values: list[float]) -> None:
    """As large as there is room for, and never on a mark: rows lie far enough apart for it."""
    chart = dots(values)
    (sheet,) = fitted(chart, Room(width=880, height=420, least_text=9, most_text=14))
    frame = sheet.plan.frames[0]
    size, box = place(frame, list(taken(frame, labelled_in(frame, sheet.width))), "EXEMPELDATA")
    assert box.left >= frame.left - 0.01
    assert box.right <= frame.left + frame.width + 0.01
    assert size >= 14
    for category, value in zip(frame.panel.categories, values, strict=True):
        x, y = frame.pixel(category, value)
        assert not box.meets(Box(x - 1, y - 1, x + 1, y + 1))
