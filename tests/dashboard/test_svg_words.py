"""Words and numbers as SVG holds them, in lines that fit; tables that say what they leave out."""

from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.metrics import text_width
from dashboard.charts.svg.breaking import SOFT_HYPHEN, least_width, lines_in
from dashboard.charts.svg.tables import Grid, table_drawn
from dashboard.charts.svg.writing import data, number, tag, written
from tests.dashboard.svg_texts import tree, words_of

LETTERS: Final = st.text(alphabet="abcdefghijklmnopqrstuvwxyzåäöABCÅÄÖ-" + SOFT_HYPHEN, max_size=25)
WORDS: Final = st.lists(LETTERS.filter(bool), min_size=1, max_size=12)


class TestLines:
    @given(words=WORDS, width=st.floats(min_value=25, max_value=400))
    def test_no_line_is_wider_than_its_box(self, words: list[str], width: float) -> None:
        for line in lines_in(" ".join(words), width, 13):
            assert text_width(line, 13) <= width + 0.01

    @given(words=WORDS, width=st.floats(min_value=25, max_value=400))
    def test_no_letter_is_lost_or_moved(self, words: list[str], width: float) -> None:
        lines = lines_in(" ".join(words), width, 13)

        def letters(text: str) -> str:
            return "".join(c for c in text if c not in f" -{SOFT_HYPHEN}")

        assert letters("".join(lines)) == letters(" ".join(words))

    def test_words_stay_whole_where_they_fit(self) -> None:
        assert lines_in("Region Skåne och Uppsala", 200, 13) == ["Region Skåne och Uppsala"]
        assert lines_in("Region Skåne och Uppsala", 90, 13) == ["Region Skåne", "och Uppsala"]

    def test_a_soft_hyphen_shows_only_where_a_word_is_broken(self) -> None:
        word = f"tillfreds{SOFT_HYPHEN}ställande"
        assert lines_in(word, 200, 13) == ["tillfredsställande"]
        assert lines_in(word, 80, 13) == ["tillfreds-", "ställande"]

    def test_a_word_is_broken_behind_its_own_hyphen(self) -> None:
        assert lines_in("ALF-utvärderingens", 100, 13) == ["ALF-", "utvärderingens"]

    def test_a_word_without_hyphens_is_cut_where_it_must_be(self) -> None:
        lines = lines_in("b01e7d5ef1feb01e7d5ef1fe", 60, 13)
        assert "".join(lines) == "b01e7d5ef1feb01e7d5ef1fe"
        assert len(lines) > 1

    def test_the_least_width_is_that_of_the_longest_part(self) -> None:
        assert least_width("en ALF-utvärdering", 13) == text_width("utvärdering", 13)
        assert least_width("", 13) == 0


class TestWriting:
    @given(st.floats(min_value=-1e6, max_value=1e6))
    def test_a_number_is_right_to_a_hundredth(self, value: float) -> None:
        assert abs(float(number(value)) - value) <= 0.0051

    def test_a_number_is_short(self) -> None:
        assert [number(v) for v in (1.0, 1.5, -0.001, 10.0)] == ["1", "1.5", "0", "10"]

    @given(st.text())
    def test_any_words_can_be_read_back(self, words: str) -> None:
        element = tree(f"<text>{written(words)}</text>")
        read = (element.text or "").replace("\n", "\r")
        assert len(read) <= len(words)
        for mark in "&<>\"'":
            assert read.count(mark) == words.count(mark)

    @given(st.floats(allow_nan=False, allow_infinity=False))
    def test_figures_keep_every_digit(self, value: float) -> None:
        element = tree(tag("g", **data({"value": value, "low": None})))
        assert float(element.attrib["data-value"]) == value
        assert "data-low" not in element.attrib


def grid(count: int, *, own: int | None = None) -> Grid:
    return Grid(
        header=("Region", "Andel"),
        rows=tuple((f"Rad {at}", str(at)) for at in range(count)),
        numbers=frozenset({1}),
        own=frozenset() if own is None else frozenset({own}),
    )


def more(count: int) -> str:
    return f"{count} till"


class TestTables:
    @given(count=st.integers(1, 60), height=st.floats(80, 700))
    def test_every_row_is_drawn_or_counted(self, count: int, height: float) -> None:
        drawn, _ = table_drawn(grid(count), 500, height, 1.0, more)
        texts = [words.text for words in words_of(_svg(drawn))]
        rows = sum(text.startswith("Rad ") for text in texts)
        counted = [int(text.split()[0]) for text in texts if text.endswith(" till")]
        assert rows + sum(counted) == count
        assert len(counted) == (rows < count)

    @given(count=st.integers(1, 60), height=st.floats(80, 700))
    def test_it_stays_within_its_height(self, count: int, height: float) -> None:
        _, high = table_drawn(grid(count), 500, height, 1.0, more)
        assert high <= height

    def test_figures_are_ranged_right(self) -> None:
        drawn, _ = table_drawn(grid(12), 500, 700, 1.0, more)
        rights = {round(w.box.right, 1) for w in words_of(_svg(drawn)) if w.text.isdigit()}
        assert rights == {500.0}

    def test_ones_own_row_is_marked(self) -> None:
        drawn, _ = table_drawn(grid(3, own=1), 500, 700, 1.0, more)
        root = tree(_svg(drawn))
        bold = [e.text for e in root.iter() if e.get("font-weight") == "700" and e.text]
        assert "Rad 1" in bold
        assert "Rad 2" not in bold


def _svg(inner: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="500" height="700">{inner}</svg>'
