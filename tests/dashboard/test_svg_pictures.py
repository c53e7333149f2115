"""Pictures of every view: nothing lost, nothing cut, nothing on top of another, nothing fetched."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

import pytest
from fontTools.ttLib import TTFont

from dashboard.charts.fitting import Room
from dashboard.charts.grammar import Chart, Matrix, shown
from dashboard.charts.signs import STATUS_SIGNS
from dashboard.charts.signs_drawn import missing_sign
from dashboard.charts.svg.alone import chart_svgs
from dashboard.charts.svg.reading import shown_by
from dashboard.exports import said
from dashboard.exports.model import ExportRefused
from dashboard.exports.pictures import FORMS, Proportion, picture
from dashboard.exports.svg import EXPORTS
from dashboard.marked import marked_as_example
from dashboard.views.model import Rendered
from tests.dashboard.exported import ADDRESS, CODE, document, everything, name
from tests.dashboard.svg_texts import NAMESPACE, Words, meeting, outside, tree, words_of

every_view = pytest.mark.parametrize("rendered", everything(), ids=name)
WITH_CHART: Final = [rendered for rendered in everything() if rendered.chart is not None]
WITH_MARKS: Final = [rendered for rendered in everything() if isinstance(rendered.chart, Chart)]
PAGE: Final = Room(width=480, height=640, least_text=8, most_text=10.5, most_stretch=1)


def drawn(rendered: Rendered, proportion: Proportion = Proportion.SLIDE) -> str:
    return picture(document(rendered), proportion)


class Drawn:
    """A picture and its words, read once for all that is asked of it."""

    def __init__(self, rendered: Rendered, proportion: Proportion) -> None:
        self.rendered, self.proportion = rendered, proportion

    @cached_property
    def svg(self) -> str:
        return drawn(self.rendered, self.proportion)

    @cached_property
    def words(self) -> list[Words]:
        return words_of(self.svg)


def _pictures() -> Iterator[Drawn]:
    """Every slide; the other proportions of one language and with a region of one's own."""
    for rendered in everything():
        for proportion in Proportion:
            state = rendered.state
            if proportion is Proportion.SLIDE or (state.language, state.region) == ("sv", "skane"):
                yield Drawn(rendered, proportion)


PICTURES: Final = list(_pictures())
every_picture = pytest.mark.parametrize(
    "seen", PICTURES, ids=[f"{name(seen.rendered)}-{seen.proportion}" for seen in PICTURES]
)


def of_view(view: str) -> Rendered:
    return next(rendered for rendered in everything() if rendered.view == view)


# Liberation Sans is made to be as wide as Arial, which most machines have in the place of Inter.
ARIAL: Final = Path("/usr/share/fonts/truetype/liberation")


@lru_cache(maxsize=2)
def _advances(bold: bool) -> dict[int, float]:
    font = TTFont(ARIAL / f"LiberationSans-{'Bold' if bold else 'Regular'}.ttf")
    widths, names = font["hmtx"].metrics, font.getBestCmap()
    return {code: widths[glyph][0] / font["head"].unitsPerEm for code, glyph in names.items()}


def in_arial(text: str, size: float, bold: bool) -> float:
    # What Arial does not have comes from another font: as wide as a wide letter.
    return sum(_advances(bold).get(ord(letter), 0.76) for letter in text) * size


@every_picture
class TestEveryPicture:
    def test_it_shows_every_figure_of_the_chart(self, seen: Drawn) -> None:
        chart = seen.rendered.chart
        wanted = [] if chart is None else list(shown(chart))
        found = shown_by(seen.svg)
        # Columns of a matrix may be shared out, in an order that its own test holds.
        if isinstance(chart, Matrix):
            found, wanted = sorted(found, key=repr), sorted(wanted, key=repr)
        assert found == wanted

    def test_no_word_leaves_it(self, seen: Drawn) -> None:
        assert outside(seen.svg) == []

    def test_no_two_words_meet(self, seen: Drawn) -> None:
        assert meeting(seen.words) == []

    def test_it_has_its_proportions_unless_it_needs_more_height(self, seen: Drawn) -> None:
        root, form = tree(seen.svg), FORMS[seen.proportion]
        assert float(root.attrib["width"]) == form.width
        assert float(root.attrib["height"]) >= form.height

    def test_it_says_what_it_is_and_how_to_come_back(self, seen: Drawn) -> None:
        texts = " ".join(words.text for words in seen.words).replace("- ", "-")
        rendered = seen.rendered
        wanted = (rendered.headline, rendered.overline, rendered.note, CODE, rendered.release)
        for said_in_full in wanted:
            assert said_in_full.replace("- ", "-") in texts


@every_view
class TestEverySvg:
    def test_it_names_and_describes_itself(self, rendered: Rendered) -> None:
        root = tree(drawn(rendered))
        assert root.attrib["role"] == "img"
        assert root.attrib["lang"] == rendered.state.language
        assert root.findtext(f"{NAMESPACE}title") == rendered.headline
        assert root.findtext(f"{NAMESPACE}desc") == rendered.description

    def test_it_fetches_nothing_and_runs_nothing(self, rendered: Rendered) -> None:
        root = tree(drawn(rendered))
        tags = {element.tag.removeprefix(NAMESPACE) for element in root.iter()}
        assert tags <= {"svg", "title", "desc", "g", "rect", "path", "circle", "text", "tspan",
                        "clipPath"}  # fmt: skip
        named = {key for element in root.iter() for key in element.attrib}
        assert not [key for key in named if "href" in key or key.startswith("on")]
        values = [v for element in root.iter() for v in element.attrib.values() if "url(" in v]
        assert all(re.fullmatch(r"url\(#plot-\d+\)", value) for value in values)

    def test_what_it_refers_to_is_in_it_once(self, rendered: Rendered) -> None:
        text = drawn(rendered)
        ids = re.findall(r'\bid="([^"]+)"', text)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r"url\(#([^)]+)\)", text)) <= set(ids)

    def test_in_arial_no_word_leaves_it_either(self, rendered: Rendered) -> None:
        if not ARIAL.exists():
            pytest.skip("the Liberation fonts are not on this machine")
        assert outside(drawn(rendered), in_arial) == []

    def test_an_example_says_so_in_the_picture(self, rendered: Rendered) -> None:
        marked = picture(
            document(marked_as_example(rendered), is_example=True), Proportion.SLIDE
        )  # fmt: skip
        word = "EXEMPELDATA" if rendered.state.language == "sv" else "EXAMPLE DATA"
        stamps = [words for words in words_of(marked) if words.seen_through]
        assert [stamp.text for stamp in stamps] == [word]


@pytest.mark.parametrize("rendered", WITH_CHART, ids=name)
def test_alone_on_a_page_it_shows_the_same(rendered: Rendered) -> None:
    assert rendered.chart is not None
    sheets = chart_svgs(
        rendered.chart, PAGE, title="t", description="d", language=rendered.state.language
    )
    found = Counter(mark for sheet in sheets for mark in shown_by(sheet.svg))
    assert found == Counter(shown(rendered.chart))
    for sheet in sheets:
        assert outside(sheet.svg) == []
        assert meeting(words_of(sheet.svg)) == []
        assert sheet.height <= PAGE.height or isinstance(rendered.chart, Matrix)


@pytest.mark.parametrize("rendered", WITH_MARKS, ids=name)
def test_a_sign_stands_where_a_figure_is_missing(rendered: Rendered) -> None:
    assert isinstance(rendered.chart, Chart)
    texts = [words.text for words in words_of(drawn(rendered))]
    signs = [
        sign
        for panel in rendered.chart.panels
        for category in panel.categories
        if (sign := missing_sign(panel, category))
    ]
    for sign in set(signs):
        assert texts.count(sign) >= signs.count(sign)


@pytest.mark.parametrize("rendered", WITH_MARKS, ids=name)
def test_a_missing_figure_has_no_shape(rendered: Rendered) -> None:
    root = tree(drawn(rendered))
    for mark in root.iter():
        is_missing = "data-category" in mark.attrib and "data-value" not in mark.attrib
        if is_missing:
            assert mark.tag == f"{NAMESPACE}g"
            assert not list(mark)


def test_the_same_document_gives_the_same_bytes() -> None:
    for export in EXPORTS:
        one = document(of_view("compare"))
        assert export.write(one, None) == export.write(one, None)


def test_the_formats_have_the_names_that_addresses_use() -> None:
    assert [export.id for export in EXPORTS] == ["svg", "svg-column", "svg-square"]
    assert {export.extension for export in EXPORTS} == {"svg"}


def test_a_document_of_two_views_is_refused_in_words() -> None:
    one = document(of_view("compare"))
    with pytest.raises(ExportRefused, match="has 2: choose one"):
        picture(replace(one, exhibits=one.exhibits * 2), Proportion.SLIDE)


def test_a_document_of_none_is_refused_too() -> None:
    with pytest.raises(ExportRefused, match="has 0"):
        picture(replace(document(of_view("compare")), exhibits=()), Proportion.SLIDE)


def test_a_long_table_says_how_many_rows_it_leaves_out() -> None:
    rendered = of_view("sources")
    text = " ".join(words.text for words in words_of(drawn(rendered)))
    found = re.search(r"… och ([\d\u00a0]+) rader till\. Filerna i Excel- och CSV-format", text)
    assert found
    firsts = {row[0].text for row in rendered.table.rows}
    lines = [words.text for words in words_of(drawn(rendered))]
    assert len(rendered.table.rows) - int(found[1]) == len(firsts & set(lines))


def test_a_short_table_is_whole() -> None:
    texts = " ".join(words.text for words in words_of(drawn(of_view("left_out"))))
    assert "rader till" not in texts


def test_a_chart_with_too_many_rows_makes_the_picture_higher() -> None:
    rendered = of_view("quality")
    assert isinstance(rendered.chart, Chart)
    panel = rendered.chart.panels[0]
    many = [
        replace(rendered.chart.panels[0], key=f"{panel.key}-{number}", title=str(number))
        for number in range(6)
    ]  # fmt: skip
    taller = replace(rendered, chart=replace(rendered.chart, panels=tuple(many), columns=1))
    text = drawn(taller)
    assert float(tree(text).attrib["height"]) > FORMS[Proportion.SLIDE].height
    assert shown_by(text) == list(shown(taller.chart))  # type: ignore[arg-type]
    assert outside(text) == []


def test_words_are_never_markup() -> None:
    wicked = 'a & b < c > d " e \x00 ]]> <script>'
    rendered = replace(of_view("compare"), headline=wicked, note=wicked, description=wicked)
    root = tree(drawn(rendered))
    assert root.findtext(f"{NAMESPACE}title") == wicked.replace("\x00", "")


def test_few_remarks_stand_in_full_and_many_are_counted() -> None:
    rendered = of_view("compare")
    few = drawn(replace(rendered, warnings=("Första.", "Andra.")))
    assert "Första." in few
    assert "Andra." in few
    many = drawn(replace(rendered, warnings=("Första.", "Andra.", "Tredje.")))
    assert "Första." not in many
    assert f"3 saker att tänka på: {ADDRESS}" in many.replace("&amp;", "&")


def test_sources_that_the_note_names_are_not_named_again() -> None:
    rendered = of_view("compare")
    (source,) = rendered.sources
    assert drawn(rendered).count(source.short) == 1
    assert source.short in drawn(replace(rendered, note="Inget här."))


def test_a_chart_explains_its_own_signs_only() -> None:
    rendered = replace(of_view("gender_balance"), signs=(("U", "dold för att skydda svar"),))
    assert isinstance(rendered.chart, Chart)
    assert "dold för att skydda svar" not in drawn(rendered)
    table = replace(rendered, chart=None)
    assert "dold för att skydda svar" in drawn(table)
    assert said.signs_line(rendered)


def test_a_hidden_figure_keeps_its_sign_and_nothing_else() -> None:
    rendered = of_view("newest")
    assert isinstance(rendered.chart, Matrix)
    cell = replace(rendered.chart.cells[0], label=STATUS_SIGNS["suppressed"], value=None, step=None)
    matrix = replace(rendered.chart, cells=(cell, *rendered.chart.cells[1:]))
    found = shown_by(drawn(replace(rendered, chart=matrix)))[0]
    assert (found.label, found.value) == ("U", None)


class TestTheCheckItself:
    """A check that finds nothing in any picture must be seen to find something."""

    HEAD: Final = '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50">'

    def test_it_finds_a_word_that_is_cut(self) -> None:
        text = f'{self.HEAD}<text x="90" y="20" font-size="12">Västerbotten</text></svg>'
        assert outside(text) == ["Västerbotten"]

    def test_it_finds_words_that_meet(self) -> None:
        one = '<text x="1" y="20" font-size="12">Skåne</text>'
        other = '<text x="8" y="30" font-size="24">Uppsala</text>'
        moved = f'<g transform="translate(10 5) scale(0.5)">{other}</g>'
        assert meeting(words_of(f"{self.HEAD}{one}{moved}</svg>")) == [("Skåne", "Uppsala")]
