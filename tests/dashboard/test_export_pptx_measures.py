"""What is measured before a slide is written: lines of text, pages, rectangles, rows of tables."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.metrics import text_width, wrapped
from dashboard.charts.office.model import Rectangle
from dashboard.exports.slides.grid_sizes import Grid, GridCell, GridRow, Part, parted
from dashboard.exports.slides.lettering import Paragraph, Run, height, line_count, pages
from dashboard.exports.slides.rooms import clear_of, meet, size

WORDS = st.text("abcåÅi-1 mW", min_size=1, max_size=60)
ROOM = Rectangle(left=0, top=0, width=900, height=400)
PLACES = st.builds(
    Rectangle,
    left=st.floats(-50, 950), top=st.floats(-50, 450),
    width=st.floats(1, 300), height=st.floats(1, 200),
)  # fmt: skip


@given(WORDS, st.floats(40, 600), st.sampled_from([9.0, 12.0, 28.0]), st.booleans())
def test_lines_are_those_that_the_page_breaks(
    text: str, width: float, size_: float, bold: bool
) -> None:
    lines = wrapped(text, width, size_, bold=bold)
    if all(text_width(line, size_, bold=bold) <= width for line in lines):
        assert line_count(text, width, size_, bold=bold) in (len(lines), len(lines) + 1)
    else:
        assert line_count(text, width, size_, bold=bold) >= len(lines)


def test_a_word_wider_than_its_box_is_broken() -> None:
    word = "m" * 100
    needed = text_width(word, 10) / 200
    assert line_count(word, 200, 10) == int(needed) + 1


@given(st.lists(WORDS, min_size=1, max_size=30), st.integers(60, 300), st.data())
def test_pages_hold_everything_in_its_order_and_fit(
    texts: list[str], room: int, data: st.DataObject
) -> None:
    headings = [data.draw(st.booleans()) for _ in texts]
    given_ = [Paragraph(runs=(Run(text),), size=10, after=2, is_heading=heading)
              for text, heading in zip(texts, headings, strict=True)]  # fmt: skip
    found = pages(given_, 200, room)
    assert [one for page in found for one in page] == given_
    for number, page in enumerate(found, start=1):
        assert height(page, 200) <= room
        only_headings = all(one.is_heading for one in page)
        assert number == len(found) or only_headings or not page[-1].is_heading


def test_a_paragraph_longer_than_a_slide_goes_on() -> None:
    text = " ".join(f"ord{number}" for number in range(400))
    found = pages([Paragraph(runs=(Run(text),), size=12)], 300, 100)
    assert len(found) > 3
    assert " ".join(one.text for page in found for one in page) == text
    assert all(height(page, 300) <= 100 for page in found)


@given(st.lists(PLACES, max_size=4))
def test_what_is_cleared_meets_no_logo(obstacles: list[Rectangle]) -> None:
    area = ROOM
    for obstacle in obstacles:
        left = clear_of(area, [obstacle], 4)
        assert size(left) <= size(area)
        assert left == area or not meet(left, obstacle)
        area = left


CELLS = st.lists(st.text("abc de\u00adf", max_size=80), min_size=3, max_size=3)


@given(st.lists(CELLS, min_size=1, max_size=60), st.booleans(), st.sampled_from([None, 2, 4]))
def test_every_part_of_a_table_fits(rows: list[list[str]], even: bool, most: int | None) -> None:
    grid = Grid(
        name="", description="", columns=3, even=even, gap=1, line="",
        head=(_row(["a", "b", "c"]),), rows=tuple(_row(row) for row in rows),
    )  # fmt: skip
    parts = parted(grid, 600, 300, 1.0, most)
    shown = [row for part in parts for row in part.rows]
    assert shown == list(grid.rows[: len(shown)])
    assert len(shown) == len(rows) or (most is not None and len(parts) > most)
    for part in parts:
        assert part.height <= 300 + 1e-6 or len(part.rows) == 1
        assert sum(part.widths) <= 600 + 1e-6
        assert _is_tall_enough(part)


def _row(texts: list[str]) -> GridRow:
    return GridRow(cells={n: GridCell(text=text, colour="") for n, text in enumerate(texts)})


def _is_tall_enough(part: Part) -> bool:
    """Measured apart from the writer, by the page's own way of breaking lines."""
    for row, given_ in zip((*part.grid.head, *part.rows), part.heights, strict=True):
        for column, cell in row.cells.items():
            room = part.widths[column] - 10
            lines = wrapped(cell.text.replace("\u00ad", ""), room, part.size)
            whole = all(text_width(line, part.size) <= room for line in lines)
            if whole and len(lines) * part.size * 1.15 > given_:
                return False
    return True
