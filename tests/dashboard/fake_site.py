"""A small site over one small view, for tests of what stands around the real ones."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

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
)  # fmt: skip
from dashboard.pages.model import CardPlan, Page, Span
from dashboard.state import State, require
from dashboard.views.model import (
    Cell,
    Column,
    Control,
    NothingToShow,
    Option,
    Rendered,
    SourceLine,
    Table,
    View,
)  # fmt: skip
from tests.builders import contents
from warehouse.indicators.model import Indicator
from warehouse.queries import Release
from warehouse.release import build, publish
from warehouse.text import Text

PERIODS: Final = ("2022", "2023")
GROUPS: Final = {"2022": ("students", "doctors"), "2023": ("students",)}


def controls(_: Release, state: State) -> Sequence[Control]:
    """Doctors were asked in 2022 only."""
    period = require("period", state.period or "2022", PERIODS)
    groups = GROUPS[period]
    group = require("group", state.group or "students", groups)
    return (
        Control(key="period", label="Period", options=_options(PERIODS), chosen=period),
        Control(key="group", label="Grupp", options=_options(groups), chosen=group),
    )


def _options(values: Sequence[str]) -> tuple[Option, ...]:
    return tuple(Option(value=value, label=value) for value in values)


def render(release: Release, state: State) -> Rendered:
    period, group = (control.chosen for control in controls(release, state))
    if state.region == "orebro":
        raise NothingToShow(Text("Örebro var inte med.", "Örebro did not take part."))
    return Rendered(
        view="fake",
        state=state,
        overline="Enkäter",
        headline=Text("Rubriken säger 41,5 %.", "The headline says 41.5%.").of(state.language),
        description="Skåne 41,5 procent.",
        chart=_chart(),
        table=Table(
            caption=f"{group}, {period}",
            columns=(
                Column(key="region", label="Region"),
                Column(key="share", label="Andel", is_number=True),
            ),
            rows=(
                (Cell(text="Skåne", address="/compare"), Cell(text="1\u00a0141,5", value=1141.5)),
                (Cell(text="=SUM(A1)"), Cell(text="..")),
            ),
            emphasised=(0,),
        ),
        note="n = 200.",
        warnings=("Två olika tal.",),
        about=(("Definition", "Andel som svarade."),),
        sources=(
            SourceLine(id="s", short="Källa", citation="Utgivare. Titel. 2022",
                       address="https://example.org/a", locators=("tabell 1",)),
        ),
        release=release.id,
        signs=(("..", "uppgift saknas"),),
    )  # fmt: skip


def _chart() -> Chart:
    skane = Category(key="skane", label="Skåne", emphasis=Emphasis.OWN)
    panel = Panel(
        key="one", title="", subtitle="", categories=(skane,),
        axis=ValueAxis(low=0, high=100, ticks=(Tick(value=0, label="0"),)),
        series=(
            Series(key="own", name="Skåne", form=Form.DOTS, emphasis=Emphasis.OWN,
                   points=(Point(category="skane", value=41.5, label="41,5"),)),
        ),
    )  # fmt: skip
    return Chart(panels=(panel,), orientation=Orientation.ROWS, columns=1)


def applies_to(_: Indicator) -> bool:
    return True


def _view(identifier: str) -> View:
    return View(
        id=identifier,
        title=Text("Påhittad", "Made up"),
        question=Text("Hur då?", "How so?"),
        keys=("period", "group"),
        applies_to=applies_to,
        controls=controls,
        render=render,
    )


FAKE_VIEWS: Final = {name: _view(name) for name in ("fake", "other")}


def _page(name: str, path: str, views: Sequence[str], *, has_controls: bool = True) -> Page:
    return Page(
        id=name,
        path=path,
        title=Text(f"Sida {name}", f"Page {name}"),
        question=Text("Fråga?", "Question?"),
        cards=tuple(
            CardPlan(view_id=view, span=Span.FULL, chosen=State(period="2023")) for view in views
        ),
        has_controls=has_controls,
    )


FAKE_PAGES: Final = (
    _page("start", "/", ("fake", "other"), has_controls=False),
    _page("compare", "/compare", ("fake",)),
    _page("both", "/both", ("fake", "other")),
)


def published(home: Path) -> str:
    """A release with hardly anything in it: the fake view does not read it."""
    release = build(home, contents())
    publish(home, release)
    return release
