"""Every view of surveys, for every region and in both languages: what may never happen in any."""

from contextlib import suppress
from functools import lru_cache

import pytest

from dashboard.charts.grammar import Chart, shown
from dashboard.charts.signs import STATUS_SIGNS
from dashboard.pages import PAGES
from dashboard.state import BadState, State
from dashboard.views import VIEWS
from dashboard.views.choices import refuse_unoffered
from dashboard.views.model import NothingToShow, Rendered
from dashboard.views.survey_words import MAY, MAY_NOT
from tests.survey_release import survey_release
from tests.view_checks import shipped, texts, unreadable
from warehouse.text import LANGUAGES, Language

SURVEY_VIEWS = [name for name in VIEWS if name.startswith("survey_")]
REGIONS = (None, "stockholm", "skane", "orebro")
every_view = pytest.mark.parametrize("view", SURVEY_VIEWS)
each_language = pytest.mark.parametrize("language", LANGUAGES)


@lru_cache(maxsize=64)
def every(view: str, language: Language) -> tuple[Rendered, ...]:
    """For every region and group that the view has something for."""
    asked = [
        State(language=language, region=region, group=group)
        for region in REGIONS
        for group in groups_of(view)
    ]
    found = []
    for state in asked:
        with suppress(NothingToShow):
            found.append(VIEWS[view].render(survey_release(), state))
    return tuple(found)


def groups_of(view: str) -> list[str | None]:
    offered = {c.key: c for c in VIEWS[view].controls(survey_release(), State())}
    return [None, *(o.value for o in offered["group"].options)] if "group" in offered else [None]


@every_view
@each_language
def test_every_text_can_be_read(view: str, language: Language) -> None:
    assert every(view, language)
    for rendered in every(view, language):
        # "None of the units" is English, and no value that was forgotten.
        assert [text for text in unreadable(rendered) if "None of the" not in text] == []


@every_view
@each_language
def test_it_says_what_may_and_what_may_not_be_concluded(view: str, language: Language) -> None:
    for rendered in every(view, language):
        headings = [heading for heading, _ in rendered.about]
        assert {MAY.of(language), MAY_NOT.of(language)} <= set(headings)
        assert rendered.note.count(".") >= 2


@every_view
@each_language
def test_signs_that_are_used_are_explained(view: str, language: Language) -> None:
    for rendered in every(view, language):
        used = set(texts(rendered)) & set(STATUS_SIGNS.values())
        assert used <= {sign for sign, _ in rendered.signs}


@every_view
def test_both_languages_draw_the_same(view: str) -> None:
    for swedish, english in zip(every(view, "sv"), every(view, "en"), strict=True):
        assert isinstance(swedish.chart, Chart | None)
        if swedish.chart is None or english.chart is None:
            assert swedish.chart is english.chart
            continue
        drawn = [(m.panel, m.category, m.value, m.low, m.high) for m in shown(swedish.chart)]
        assert drawn == [
            (m.panel, m.category, m.value, m.low, m.high) for m in shown(english.chart)
        ]


@every_view
@each_language
def test_sources_are_named(view: str, language: Language) -> None:
    for rendered in every(view, language):
        assert [line.id for line in rendered.sources] == ["vil_made_up"]


@every_view
def test_a_release_without_surveys_says_so_in_words(view: str) -> None:
    with pytest.raises(NothingToShow) as nothing:
        VIEWS[view].render(shipped("surveys"), State())
    assert "alf example" in nothing.value.reason.sv


@every_view
def test_every_choice_is_in_the_address_and_the_rest_is_refused(view: str) -> None:
    offered = VIEWS[view].controls(survey_release(), State(region="skane"))
    assert {control.key for control in offered} <= set(VIEWS[view].keys)
    for control in offered:
        assert control.chosen in {option.value for option in control.options}
    state = State(region="skane").with_(**{VIEWS[view].keys[-1]: "nothing"})
    with pytest.raises(BadState):
        ask(view, state)


def ask(view: str, state: State) -> None:
    """As the page does, before it renders."""
    offered = VIEWS[view].controls(survey_release(), state)
    refuse_unoffered(VIEWS[view].keys, offered, state)


@every_view
def test_every_view_of_surveys_stands_on_a_page_about_them(view: str) -> None:
    pages = [page.path for page in PAGES for card in page.cards if card.view_id == view]
    assert pages
    assert all(path.startswith("/surveys") for path in pages)
