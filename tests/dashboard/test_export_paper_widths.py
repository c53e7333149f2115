"""Columns on paper: every word has room, or the table says that it does not."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.metrics import text_width
from dashboard.exports.paper_widths import LYING, UPRIGHT, Widths, widths

WORDS = st.lists(st.text("abcåäö019", min_size=1, max_size=14), min_size=1, max_size=12)
TEXTS = WORDS.map(" ".join)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    rows = draw(st.integers(1, 6))
    columns = draw(st.integers(1, 9))
    return [[draw(TEXTS) for _ in range(rows)] for _ in range(columns)]


def room(found: Widths) -> float:
    return LYING if found.lies else UPRIGHT


@given(tables(), st.sampled_from([0.0, 2.0]))
def test_columns_and_gaps_stay_between_the_margins(table: list[list[str]], gap: float) -> None:
    found = widths(table, gap)
    assert sum(found.columns) + gap * (len(table) - 1) <= room(found) + 1e-6


@given(tables())
def test_every_word_has_room_unless_it_is_said(table: list[list[str]]) -> None:
    found = widths(table)
    for texts, width in zip(table, found.columns, strict=True):
        widest = max(text_width(word, found.size, bold=True) for t in texts for word in t.split())
        assert found.squeezed or widest < width


@given(tables())
def test_text_is_never_smaller_than_eight_points(table: list[list[str]]) -> None:
    assert widths(table).size >= 8


def test_what_fits_stands_upright_at_its_full_size() -> None:
    found = widths([["Region", "Skåne"], ["Värde", "41,5"]])
    assert (found.lies, found.squeezed, found.size) == (False, False, 9.0)
    assert sum(found.columns) < UPRIGHT / 2


def test_tall_rows_lie() -> None:
    text = "ord " * 60
    assert widths([[f"Rubrik {n}", text] for n in range(7)]).lies


def test_words_wider_than_the_page_are_squeezed() -> None:
    assert widths([["x" * 300, "y"], ["z", "z" * 300]]).squeezed


def test_the_longest_text_gets_the_most_room() -> None:
    narrow, wide = widths([["a", "ett ord"], ["b", "många ord " * 40]]).columns
    assert wide > 3 * narrow
