"""What telling views look like as files, against what was looked at and kept in `golden/`.

Structure in words, pictures as LibreOffice draws them; and, apart from anything kept, where the
marks stand in those pictures against the figures. `python -m tests.dashboard.golden_files` remakes
what is kept. Not for what the files say: their own tests know.
"""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from difflib import unified_diff
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageFilter
from pptx.oxml.ns import qn
from scipy import ndimage

from dashboard.charts.grammar import Chart, Emphasis, Panel
from dashboard.charts.theme import EMPHASIS
from tests.dashboard.deck_reading import opened_deck
from tests.dashboard.golden_files import (
    DPI,
    HEIGHT,
    TELLING,
    TOLD,
    WIDTH,
    content,
    picture_file,
    rendered,
    small,
    structure,
    structure_file,
    unlikeness,
)
from tests.office_render import Page, Word, pages_as_png, to_pdfs, words_of

REMAKE: Final = "python -m tests.dashboard.golden_files"
# Other smoothing gives up to 5; a key that is gone or a plot that has moved gives 9 and more.
MOST_UNLIKE: Final = 7.0


@pytest.mark.parametrize("kind", TOLD)
@pytest.mark.parametrize("name", TELLING)
def test_the_structure_is_as_it_was(name: str, kind: str) -> None:
    kept = structure_file(name, kind)
    assert kept.exists(), f"nothing is kept for {kept.name}: {REMAKE}"
    before, now = (text.splitlines() for text in (kept.read_text("utf-8"), structure(name, kind)))
    changes = "\n".join(unified_diff(before, now, "kept", "written", lineterm="", n=4))
    assert not changes, f"if this is meant, {REMAKE}\n{changes}"


def test_nothing_is_kept_that_no_test_reads() -> None:
    known = {structure_file(name, kind) for name in TELLING for kind in TOLD}
    known |= {picture_file(name) for name in TELLING}
    assert set(picture_file("").parent.iterdir()) == known


# ---------------------------------------------------------------- damage that must be seen


def without_series(deck: bytes) -> bytes:
    """Without the marks of the other regions."""
    return with_charts(deck, lambda chart: re.sub(
        r"<c:ser>(?:(?!</c:ser>).)*?övriga regioner.*?</c:ser>", "", chart, count=1
    ))  # fmt: skip


def with_moved_plot(deck: bytes) -> bytes:
    """By a twentieth of the chart's width."""

    def moved(found: re.Match[str]) -> str:
        return f'{found[1]}<c:x val="{float(found[2]) + 0.05:.5f}"/>'

    return with_charts(deck, lambda chart: re.sub(
        r'(<c:layoutTarget val="inner"/>.*?)<c:x val="([\d.]+)"/>', moved, chart, count=1
    ))  # fmt: skip


def with_charts(deck: bytes, change: Callable[[str], str]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(deck)) as parts, zipfile.ZipFile(written, "w") as changed:
        for name in parts.namelist():
            part = parts.read(name)
            if re.match(r"ppt/charts/chart[^/]*\.xml$", name):
                damaged = change(part.decode()).encode()
                assert damaged != part
                part = damaged
            changed.writestr(name, part)
    return written.getvalue()


def without_key(deck: bytes) -> bytes:
    """Without the group of marks and words over the chart."""
    opened = opened_deck(deck)
    (tree,) = (slide.shapes._spTree for slide in opened.slides)
    (key,) = tree.findall(qn("p:grpSp"))
    tree.remove(key)
    written = io.BytesIO()
    opened.save(written)
    return written.getvalue()


def without_note(deck: bytes) -> bytes:
    opened = opened_deck(deck)
    (slide,) = opened.slides
    note = next(shape for shape in slide.shapes if shape.name == "Note")
    note._element.getparent().remove(note._element)
    written = io.BytesIO()
    opened.save(written)
    return written.getvalue()


DAMAGED: Final = {
    "series": ("compare", without_series),
    "plot": ("compare", with_moved_plot),
    "plot of lines": ("change", with_moved_plot),
    "key": ("balance", without_key),
    "note": ("quality", without_note),
}


@lru_cache(maxsize=1)
def printed() -> dict[str, bytes]:
    """All decks, the damaged ones too, in one start of LibreOffice."""
    sound = {f"{name}.pptx": content(name, "pptx") for name in TELLING}
    damaged = {
        f"without-{what.replace(' ', '-')}.pptx": damage(content(name, "pptx"))
        for what, (name, damage) in DAMAGED.items()
    }
    return to_pdfs(sound | damaged)


def picture(name: str, dpi: int = DPI) -> Image.Image:
    return small(pages_as_png(printed()[f"{name}.pptx"], dpi)[0])


def kept_picture(name: str) -> Image.Image:
    return Image.open(io.BytesIO(picture_file(name).read_bytes()))


@pytest.mark.slow
@pytest.mark.timeout(300)
class TestPictures:
    @pytest.mark.parametrize("name", TELLING)
    def test_a_slide_looks_as_it_did(self, name: str) -> None:
        assert kept_picture(name).size == (WIDTH, HEIGHT)
        unlike = unlikeness(kept_picture(name), picture(name))
        assert unlike < MOST_UNLIKE, f"look at the slide of {name}; if it is right, {REMAKE}"

    @pytest.mark.parametrize("name", TELLING)
    def test_other_smoothing_is_no_other_slide(self, name: str) -> None:
        """As another version of LibreOffice or of poppler would give."""
        softer = picture(name, dpi=96).filter(ImageFilter.GaussianBlur(0.6))
        assert unlikeness(kept_picture(name), softer) < MOST_UNLIKE

    @pytest.mark.parametrize("what", DAMAGED)
    def test_damage_is_seen(self, what: str) -> None:
        name, _ = DAMAGED[what]
        damaged = picture(f"without-{what.replace(' ', '-')}")
        assert unlikeness(kept_picture(name), damaged) > MOST_UNLIKE


# ---------------------------------------------------------------- marks against figures

# Of the length of an axis.
_NEAR: Final = 0.015
_FINE: Final = 144
# From the middle of a bar, where its figure is written, to where nothing is.
_BESIDE_WORDS: Final = 11.0
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Scale:
    """From points of the page to the figures of an axis, by two of its ticks."""

    start: tuple[float, float]
    end: tuple[float, float]

    def figure(self, at: float) -> float:
        (first, low), (last, high) = self.start, self.end
        return low + (at - first) / (last - first) * (high - low)


def page_of(name: str) -> Page:
    return words_of(printed()[f"{name}.pptx"])[0]


def coloured(name: str, colour: str) -> Mask:
    """Where the slide has a colour of the theme, as LibreOffice draws it."""
    page = Image.open(io.BytesIO(pages_as_png(printed()[f"{name}.pptx"], _FINE)[0])).convert("RGB")
    wanted = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)])
    return np.asarray(np.abs(np.asarray(page, dtype=int) - wanted).max(axis=2) < 40)


def dots(mask: Mask, points: float) -> list[tuple[float, float]]:
    """The middles of all dots of so many points across: letters and lines are thinner."""
    pixels = points * _FINE / 72
    reach = np.arange(-int(pixels * 0.36), int(pixels * 0.36) + 1)
    disc = reach[:, None] ** 2 + reach[None, :] ** 2 <= (pixels * 0.36) ** 2
    closed = ndimage.binary_closing(mask, iterations=2)
    found, count = ndimage.label(ndimage.binary_opening(closed, structure=disc))
    middles = ndimage.center_of_mass(found > 0, found, range(1, count + 1))
    return [((x + 0.5) * 72 / _FINE, (y + 0.5) * 72 / _FINE) for y, x in middles]


def tick_words(name: str, *, at_left: bool = False) -> list[tuple[Word, float]]:
    """The figures of an axis, under the plot or at its left, with what they say.

    Without the first, which bears the unit: its middle is not that of its figure.
    """
    (panel, *_) = panels(name)
    said = {tick.label: tick.value for tick in panel.axis.ticks[1:]}
    found = [word for word in page_of(name).words if word.text in said]
    if at_left:
        edge = min(word.right for word in found)
        return [(word, said[word.text]) for word in found if abs(word.right - edge) < 3]
    plain = [word for word in found if word.top < 0.86 * page_of(name).height]
    foot = max(word.top for word in plain)
    return sorted(
        [(word, said[word.text]) for word in plain if abs(word.top - foot) < 3],
        key=lambda found: found[0].left,
    )


def scales(name: str) -> list[Scale]:
    """Of each panel beside another, by the outermost of its ticks: figures start again."""
    found: list[list[tuple[float, float]]] = []
    for word, value in tick_words(name):
        if not found or value <= found[-1][-1][1]:
            found.append([])
        found[-1].append((_x(word), value))
    assert len(found) == len(panels(name))
    return [Scale(one[0], one[-1]) for one in found]


def panels(name: str) -> tuple[Panel, ...]:
    chart = rendered(name).chart
    assert isinstance(chart, Chart)
    return chart.panels


def row_places(name: str) -> list[float]:
    """How far down each row stands, by the words that begin its name: the last of their kind."""
    starts = [category.label.split()[0] for category in panels(name)[0].categories]
    ticks = min(word.top for word, _ in tick_words(name))
    names = [word for word in page_of(name).words if word.bottom < ticks]
    return [max(_y(word) for word in names if word.text == start) for start in starts]


def read_rows(name: str, found: list[tuple[float, float]]) -> dict[tuple[int, int], float]:
    """What dots say: figures by panel and row. What stands beside no row is of a key."""
    read: dict[tuple[int, int], float] = {}
    ends = [scale.end[0] for scale in scales(name)]
    for x, y in found:
        rows = [at for at, place in enumerate(row_places(name)) if abs(place - y) < 6]
        panel = next((at for at, end in enumerate(ends) if x < end + 20), None)
        if rows and panel is not None:
            read[panel, rows[0]] = scales(name)[panel].figure(x)
    return read


def figures(name: str, key: str) -> dict[tuple[int, int], float]:
    """What the view says of a series, likewise."""
    return {
        (at, [category.key for category in panel.categories].index(point.category)): point.value
        for at, panel in enumerate(panels(name))
        for series in panel.series
        if series.key == key
        for point in series.points
        if point.value is not None
    }


def length(name: str) -> float:
    axis = panels(name)[0].axis
    return axis.high - axis.low


def _x(word: Word) -> float:
    return (word.left + word.right) / 2


def _x_of(words: list[Word]) -> list[float]:
    return [_x(word) for word in words]


def _y(word: Word) -> float:
    return (word.top + word.bottom) / 2


@pytest.mark.slow
@pytest.mark.timeout(300)
class TestPlaces:
    """Marks are found by their colour alone, figures by the words of the axis."""

    @pytest.mark.parametrize(
        ("name", "key", "emphasis"),
        [
            ("compare", "own", Emphasis.OWN),
            ("compare", "others", Emphasis.REGION),
        ],
    )
    def test_dots_stand_at_their_figures(self, name: str, key: str, emphasis: Emphasis) -> None:
        read = read_rows(name, dots(coloured(name, EMPHASIS[emphasis]), 10))
        assert read == pytest.approx(figures(name, key), abs=_NEAR * length(name))

    def test_dots_of_a_pair_stand_at_their_figures(self) -> None:
        """One's own row has a colour of its own."""
        read = {
            at: figure
            for emphasis in (Emphasis.OWN, Emphasis.REGION)
            for at, figure in read_rows(
                "balance", dots(coloured("balance", EMPHASIS[emphasis]), 10)
            ).items()
        }
        assert read == pytest.approx(figures("balance", "women"), abs=_NEAR * length("balance"))

    def test_dots_of_a_line_stand_at_their_figures(self) -> None:
        name = "change"
        (panel,) = panels(name)
        (own,) = (one for one in panel.series if one.emphasis is Emphasis.OWN)
        ticks = sorted((_y(word), value) for word, value in tick_words(name, at_left=True))
        scale = Scale(ticks[0], ticks[-1])
        found = sorted(dots(coloured(name, EMPHASIS[Emphasis.OWN]), 10))
        expected = [point.value for point in own.points]
        assert [scale.figure(y) for _, y in found] == pytest.approx(
            expected, abs=_NEAR * length(name)
        )

    def test_periods_stand_at_their_dots(self) -> None:
        name = "change"
        (panel,) = panels(name)
        labels = [category.label for category in panel.categories]
        seen = [word for word in page_of(name).words if word.text in labels]
        rows = ([w for w in seen if abs(w.top - one.top) < 3] for one in seen)
        periods = next(_x_of(row) for row in rows if [w.text for w in row] == labels)
        found = [x for x, _ in sorted(dots(coloured(name, EMPHASIS[Emphasis.OWN]), 10))]
        assert found == pytest.approx(periods, abs=_NEAR * (found[-1] - found[0]))

    def test_bars_end_at_their_figures(self) -> None:
        name = "quality"
        (scale,) = scales(name)
        mask = coloured(name, EMPHASIS[Emphasis.OWN])
        ends = [_last(mask, place + _BESIDE_WORDS) for place in row_places(name)]
        read = {(0, row): scale.figure(end) for row, end in enumerate(ends)}
        assert read == pytest.approx(figures(name, "printed"), abs=_NEAR * length(name))


def _last(mask: Mask, down: float) -> float:
    """Where the colour ends at the right, so many points down."""
    row = mask[round(down * _FINE / 72)]
    return float((np.flatnonzero(row)[-1] + 1) * 72 / _FINE)
