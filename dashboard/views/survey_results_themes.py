"""The first step of the results: an index for each theme, with its interval; the way to its items.

An index is never pooled and never tested against another theme: their questions differ.
"""

from collections.abc import Sequence
from typing import Final

from dashboard.charts.axis import value_axis
from dashboard.charts.grammar import (
    Category,
    Chart,
    Emphasis,
    Form,
    KeyEntry,
    Orientation,
    Panel,
    Point,
    Series,
    ValueAxis,
)
from dashboard.views.listing import Heading
from dashboard.views.model import Cell, Column, NothingToShow, Rendered, Table
from dashboard.views.survey_data import SurveyCell, round_of
from dashboard.views.survey_results_scope import VIEW_ID, WITHOUT_THEME, Scope
from dashboard.views.survey_results_themes_words import (
    Theme,
    bare,
    headline,
    hidden_elsewhere,
    interval_words,
    n_words,
    note,
    notes_of,
    value_words,
    words_of,
)
from dashboard.views.survey_results_words import NONE
from dashboard.views.survey_words import Told, region_name
from warehouse.survey_statistics import Method
from warehouse.surveys.indicators import Measure
from warehouse.surveys.model import SurveyRound
from warehouse.text import Text
from warehouse.units import INDEX_POINTS

_TITLE: Final = Text("Resultat, teman", "Results, themes")
_SHORT: Final = Text(
    "Ett tema jämförs med samma tema i andra regioner eller år, inte med ett annat tema.",
    "A theme is compared with the same theme in other regions or years, not with another theme.",
)
_MAY: Final = Text(
    "Var på skalan från 0 till 100 svaren i regionen ligger för varje tema, och hur mycket slumpen"
    " i vilka som svarade kan flytta det. Om regionen skiljer sig från de andra prövas fråga för"
    " fråga: välj ett tema.",
    "Where on the scale from 0 to 100 the answers of the region lie for each theme, and how far"
    " chance in who answered may move it. Whether the region differs from the others is tested"
    " question by question: choose a theme.",
)
_MAY_NOT: Final = Text(
    "Att ett tema är bättre än ett annat: deras frågor är olika svåra att instämma i. Inte heller"
    " att regionerna skiljer sig åt därför att deras punkter gör det, eller vad de som inte"
    " svarade tycker.",
    "That one theme is better than another: their questions are not equally easy to agree with."
    " Nor that regions differ because their marks do, or what those think who did not answer.",
)
_OTHERS: Final = Text("övriga regioner", "other regions")
_INDEX: Final = Text("index", "index")
_ROOM: Final = 4.0


def asked_in_theme(one: SurveyRound | None, theme: str) -> frozenset[tuple[str, str, str]]:
    """What an index is made of: the questions of the theme, their words and their scales."""
    items = one.items if one else ()
    return frozenset((i.code, i.wording.sv, i.scale) for i in items if i.theme == theme)


def render(asked: Scope) -> Rendered:
    themes = _themes(asked)
    if not any(theme.cells for theme in themes):
        raise NothingToShow(NONE)
    told = Told(
        view=VIEW_ID, release=asked.release, state=asked.state, series=asked.series, title=_TITLE,
        named=asked.named, rounds=asked.rounds, short=_SHORT, may=_MAY, may_not=_MAY_NOT,
        methods=(Method.MEAN,),
    )  # fmt: skip
    return told.rendered(
        headline=headline(themes, asked),
        description=" ".join(words_of(theme, asked) for theme in themes),
        chart=_chart(themes, asked),
        table=_table(themes, told.overline, asked),
        note=note(asked),
        warnings=[text for theme in themes for text in hidden_elsewhere(theme, asked)],
    )


def _themes(asked: Scope) -> list[Theme]:
    found = asked.cells(Measure.THEME_INDEX)
    return [
        Theme(
            one.code,
            asked.title_of(one.code),
            next((c for c in found if c.item == one.code and c.region == asked.region), None),
            tuple(c for c in found if c.item == one.code and _is_alike(c, asked)),
        )
        for one in asked.round.themes
    ]


def _is_alike(cell: SurveyCell, asked: Scope) -> bool:
    """Of another region, made of the same questions."""
    theirs = round_of(asked.release, asked.series, cell)
    same = asked_in_theme(theirs, cell.item) == asked_in_theme(asked.round, cell.item)
    return cell.region != asked.region and same


# ---------------------------------------------------------------- the chart


def _chart(themes: Sequence[Theme], asked: Scope) -> Chart:
    shown = [c for theme in themes for c in theme.cells if c.value is not None]
    panel = Panel(
        key="themes",
        title="",
        subtitle=INDEX_POINTS.label.of(asked.language),
        categories=tuple(
            Category(
                key=t.code, label=t.title, notes=notes_of(t.mine, asked),
                address=asked.address(theme=t.code, item=None),
            )
            for t in themes
        ),
        axis=_axis(shown, asked),
        series=(_others(themes, asked), _mine(themes, asked)),
        note_titles=(asked.say(_INDEX), "n"),
    )  # fmt: skip
    key = tuple(KeyEntry(label=s.name, mark=s.mark, emphasis=s.emphasis)
                for s in reversed(panel.series))  # fmt: skip
    return Chart(panels=(panel,), orientation=Orientation.ROWS, columns=1, key=key)


def _axis(shown: Sequence[SurveyCell], asked: Scope) -> ValueAxis:
    """Wide enough that a few points apart do not look like a gulf."""
    ends = [v for c in shown for v in (c.value, c.low, c.high) if v is not None] or [0.0, 100.0]
    room = (max(0.0, min(ends) - _ROOM), min(100.0, max(ends) + _ROOM))
    return value_axis(ends, INDEX_POINTS, asked.language, from_zero=False, include=room)


def _mine(themes: Sequence[Theme], asked: Scope) -> Series:
    return Series(
        key="own", name=asked.place, form=Form.DOTS, emphasis=Emphasis.OWN,
        points=tuple(
            Point(
                category=t.code, value=t.mine.value, low=t.mine.low, high=t.mine.high,
                label="" if t.mine.is_shown else bare(t.mine, asked), status=t.mine.status,
                detail=_detail(t, t.mine, asked),
            )
            for t in themes if t.mine
        ),
    )  # fmt: skip


def _others(themes: Sequence[Theme], asked: Scope) -> Series:
    return Series(
        key="others", name=asked.say(_OTHERS), form=Form.DOTS, emphasis=Emphasis.REGION,
        points=tuple(
            Point(category=t.code, value=c.value, detail=_detail(t, c, asked))
            for t in themes for c in t.others if c.value is not None
        ),
    )  # fmt: skip


def _detail(theme: Theme, cell: SurveyCell, asked: Scope) -> tuple[str, ...]:
    lines = (
        f"{region_name(cell.region, asked.language)}, {theme.title}",
        value_words(cell, asked),
        interval_words(cell, asked),
        f"n = {n_words(cell, asked)}" if cell.is_shown else "",
    )
    return tuple(line for line in lines if line)


# ---------------------------------------------------------------- the table

_HEADINGS: Final[tuple[Heading, ...]] = (
    ("theme", Text("Tema", "Theme")),
    ("region", Text("Region", "Region")),
    ("index", Text("Index, 0–100", "Index, 0–100")),
    ("interval", Text("95 % intervall", "95% interval")),
    ("n", Text("n", "n")),
)


def _table(themes: Sequence[Theme], caption: str, asked: Scope) -> Table:
    places = [(theme, cell) for theme in themes for cell in theme.cells]
    rows = [_row(theme, cell, asked) for theme, cell in places]
    rows += [_rest(asked)] if asked.has_bare else []
    return Table(
        caption=caption,
        columns=tuple(
            Column(key=key, label=label.of(asked.language), is_number=key in ("index", "n"))
            for key, label in _HEADINGS
        ),
        rows=tuple(rows),
        emphasised=tuple(i for i, (_, cell) in enumerate(places) if cell.region == asked.region),
    )


def _row(theme: Theme, cell: SurveyCell, asked: Scope) -> tuple[Cell, ...]:
    return (
        Cell(text=theme.title, address=asked.address(theme=theme.code, item=None)),
        Cell(text=region_name(cell.region, asked.language)),
        Cell(text=bare(cell, asked), value=cell.value),
        Cell(text=interval_words(cell, asked)),
        Cell(text=n_words(cell, asked), value=cell.n if cell.is_shown else None),
    )


def _rest(asked: Scope) -> tuple[Cell, ...]:
    """The way to the questions that no index holds."""
    address = asked.address(theme=WITHOUT_THEME, item=None)
    return (Cell(text=asked.title_of(WITHOUT_THEME), address=address), *[Cell(text="")] * 4)
