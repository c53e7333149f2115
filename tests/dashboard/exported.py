"""What tests of the exports share: every view as a document of one exhibit."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from dashboard.addresses import Site
from dashboard.exports.model import Document, Exhibit
from dashboard.pages import PAGES
from dashboard.rendering import render_card
from dashboard.state import State
from dashboard.views import VIEWS
from dashboard.views.model import Cell, Column, Rendered, SourceLine, Table
from tests.dashboard.releases import whole
from tests.survey_release import survey_release
from warehouse.queries import Release
from warehouse.text import LANGUAGES, Language

SITE: Final = Site(PAGES, VIEWS)
ADDRESS: Final = "https://atlas.example.se/view/compare?region=skane"
CODE: Final = "7K2M-9QXA"


def document(rendered: Rendered, **changes: object) -> Document:
    made = Document(
        title=rendered.headline,
        subtitle=rendered.overline,
        language=rendered.state.language,
        release=rendered.release,
        made=datetime(2026, 11, 22, 10, 1, 45, tzinfo=UTC),
        is_example=False,
        is_report=False,
        exhibits=(Exhibit(rendered=rendered, address=ADDRESS, code=CODE),),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def everything() -> tuple[Rendered, ...]:
    """Every view of what ships and of surveys, in both languages, with and without a region."""
    return tuple(shown for release in (whole(), survey_release()) for shown in _everything(release))


def _everything(release: Release) -> Iterator[Rendered]:
    for language in LANGUAGES:
        for region in ("", "&region=skane", "&region=vasterbotten"):
            for view in VIEWS:
                (asked,) = SITE.read(f"/view/{view}", f"language={language}{region}").cards
                shown = render_card(release, asked)
                if isinstance(shown, Rendered):
                    yield shown


def name(rendered: Rendered) -> str:
    state = rendered.state
    return f"{rendered.view}-{state.language}-{state.region}"


def made_up(
    columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...], language: Language = "sv"
) -> Rendered:
    """A view of a table made by hand."""
    return Rendered(
        view="made_up",
        state=State(language=language),
        overline="Enkäter · Påhittad",
        headline="Skåne ligger på 41,5 %.",
        description="Skåne 41,5 procent.",
        chart=None,
        table=Table(caption="Påhittad tabell", columns=columns, rows=rows),
        note="n = 200.",
        warnings=("Två olika tal.",),
        about=(("Definition", "Andel som svarade."),),
        sources=(
            SourceLine(id="s", short="Källa", citation="Utgivare. Titel. 2022",
                       address="https://example.org/a", locators=("tabell 1",)),
        ),
        release="20261122T100145Z-91d941f0",
        signs=(("U", "dold för att skydda svar"), ("≈", "cirka")),
    )  # fmt: skip


REGION: Final = Column(key="region", label="Region")
SHARE: Final = Column(key="share", label="Andel, procent", is_number=True)


def shares(*cells: Cell, language: Language = "sv") -> Rendered:
    """One share for each of so many regions."""
    places = ("Skåne", "Uppsala", "Stockholm", "Örebro", "Västerbotten", "Östergötland")
    rows = tuple((Cell(text=place), cell) for place, cell in zip(places, cells, strict=False))
    return made_up((REGION, SHARE), rows, language)
