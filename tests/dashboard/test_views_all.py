"""Every view with every choice of measure, in both languages: what may never happen in any."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

import pytest

from dashboard.charts.grammar import Chart, Form, Matrix, shown
from dashboard.state import BadState, State
from dashboard.views import VIEWS
from dashboard.views.figures import breaks_for, figures, is_broken
from dashboard.views.model import NothingToShow, Rendered, View
from tests.view_checks import texts, unreadable
from warehouse.indicators import INDICATORS
from warehouse.period import parse_period
from warehouse.queries import Release
from warehouse.text import LANGUAGES, Language

# Their tables name a source in every row, or are about the load itself.
LISTS: Final = {
    "coverage", "quality", "sources", "contradictions", "breaks", "left_out", "inputs",
    "dictionary",
}  # fmt: skip
# The file and line of a fact that no figure cites: a reference, as a page number is one.
FACT: Final = re.compile(r"[a-z_]+, (rad|line) \d+")
REGIONS: Final = (None, "uppsala", "orebro")
# What ships has no survey with rounds: views of those are in `test_survey_views.py`.
EVERY_VIEW = [view for view in VIEWS.values() if not view.id.startswith("survey_")]
# Views of one indicator: their chart's values are figures of that indicator.
OF_FIGURES: Final = ("compare", "trend", "gender_balance", "gender_targets", "gender_ladder")
FIXED_INDICATOR: Final = {
    "gender_targets": "new_professors_share_by_sex",
    "gender_ladder": "staff_share_by_sex",
}


def name(view: View) -> str:
    return view.id


def measures(view: View, release: Release) -> list[str | None]:
    """What the control of the view offers; None where it offers no choice of measure."""
    offered = {control.key: control for control in view.controls(release, State())}
    if "indicator" not in offered:
        return [None]
    return [option.value for option in offered["indicator"].options]


def states(view: View, release: Release, language: Language) -> Iterator[State]:
    for indicator in measures(view, release):
        for region in REGIONS:
            yield State(language=language, region=region, indicator=indicator)


def values_of(chart: Chart | Matrix) -> set[float]:
    """What is drawn; a region without a figure has a sign and no value."""
    return {mark.value for mark in shown(chart) if mark.value is not None}


def shown_for(view: View, release: Release, language: Language) -> list[Rendered]:
    return list(_shown_for(view.id, release, language))


@lru_cache(maxsize=64)
def _shown_for(view: str, release: Release, language: Language) -> tuple[Rendered, ...]:
    """What the view shows for every measure and region that it has something for."""
    found = []
    for state in states(VIEWS[view], release, language):
        try:
            found.append(VIEWS[view].render(release, state))
        except NothingToShow:
            continue
    return tuple(found)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", EVERY_VIEW, ids=name)
class TestEveryView:
    def test_it_shows_something(self, view: View, release: Release, language: Language) -> None:
        assert shown_for(view, release, language)

    def test_no_text_holds_a_raw_value_or_id(
        self, view: View, release: Release, language: Language
    ) -> None:
        for rendered in shown_for(view, release, language):
            bad = [text for text in unreadable(rendered) if not FACT.fullmatch(text)]
            assert bad == []

    def test_the_overline_says_nothing_twice(
        self, view: View, release: Release, language: Language
    ) -> None:
        for rendered in shown_for(view, release, language):
            parts = rendered.overline.split(" · ")
            assert len(parts) == len(set(parts)), rendered.overline

    def test_the_headline_is_a_sentence(
        self, view: View, release: Release, language: Language
    ) -> None:
        for rendered in shown_for(view, release, language):
            assert rendered.headline.endswith(".")
            assert ".." not in rendered.headline
            assert rendered.headline[0].isupper() or rendered.headline[0].isdigit()

    def test_the_description_tells_more_than_the_headline(
        self, view: View, release: Release, language: Language
    ) -> None:
        for rendered in shown_for(view, release, language):
            if isinstance(rendered.chart, Chart) and len(values_of(rendered.chart)) > 2:
                assert len(rendered.description) > len(rendered.headline)
            assert rendered.description.endswith(".")
            assert ".." not in rendered.description

    def test_no_sentence_has_a_gap_or_a_doubled_sign(
        self, view: View, release: Release, language: Language
    ) -> None:
        for rendered in shown_for(view, release, language):
            for text in (rendered.headline, rendered.description, rendered.note):
                assert not re.search(r"  | [,.;:]|\(\)|,,|;;|\.\.|: \.", text), text

    def test_there_is_a_table_with_figures_and_a_source(
        self, view: View, release: Release, language: Language
    ) -> None:
        for rendered in shown_for(view, release, language):
            assert rendered.table.rows
            assert bool(rendered.sources) == (view.id not in LISTS)
            assert all(len(row) == len(rendered.table.columns) for row in rendered.table.rows)
            assert all(index < len(rendered.table.rows) for index in rendered.table.emphasised)

    def test_signs_that_are_used_are_explained(
        self, view: View, release: Release, language: Language
    ) -> None:
        for rendered in shown_for(view, release, language):
            explained = {sign for sign, _ in rendered.signs}
            if isinstance(rendered.chart, Chart):
                used = {c.sign for p in rendered.chart.panels for c in p.categories} - {""}
                assert used <= explained

    def test_an_unknown_value_is_refused_with_the_allowed_ones(
        self, view: View, release: Release, language: Language
    ) -> None:
        for control in view.controls(release, State(language=language)):
            for bad in ("there_is_no_such_thing", ""):
                state = State(language=language).with_(**{control.key: bad})
                with pytest.raises(BadState) as refused:
                    view.render(release, state)
                assert set(refused.value.allowed) == {o.value for o in control.options}

    def test_the_controls_chose_what_they_offer(
        self, view: View, release: Release, language: Language
    ) -> None:
        for state in states(view, release, language):
            for control in view.controls(release, state):
                values = [option.value for option in control.options]
                assert control.chosen in values
                assert len(set(values)) == len(values)
                assert control.key in view.keys


@pytest.mark.parametrize("view", EVERY_VIEW, ids=name)
def test_both_languages_have_the_same_figures(view: View, release: Release) -> None:
    pairs = zip(shown_for(view, release, "sv"), shown_for(view, release, "en"), strict=True)
    for swedish, english in pairs:
        assert swedish.headline != english.headline
        if swedish.chart is not None and english.chart is not None:
            drawn = [[(m.category, m.value, m.status) for m in shown(r.chart)] for r in
                     (swedish, english) if r.chart is not None]  # fmt: skip
            assert drawn[0] == drawn[1]
        assert len(swedish.table.rows) == len(english.table.rows)


@pytest.mark.parametrize("view", [VIEWS[id_] for id_ in OF_FIGURES], ids=name)
def test_every_drawn_value_stands_in_the_table(view: View, release: Release) -> None:
    for rendered in shown_for(view, release, "sv"):
        assert rendered.chart is not None
        listed = {cell.value for row in rendered.table.rows for cell in row}
        assert values_of(rendered.chart) <= listed


@pytest.mark.parametrize("view", [VIEWS[id_] for id_ in OF_FIGURES], ids=name)
def test_every_drawn_value_is_a_figure_of_the_release(view: View, release: Release) -> None:
    for rendered in shown_for(view, release, "sv"):
        assert rendered.chart is not None
        indicator = rendered.state.indicator or FIXED_INDICATOR[view.id]
        known = {(f.region, f.value) for f in figures(release, indicator)}
        for mark in shown(rendered.chart):
            if mark.status != "ok":
                continue
            regions = {mark.category, mark.panel, mark.series} & {region for region, _ in known}
            assert mark.value in {value for _, value in known}
            if regions and view.id != "trend":
                assert any((region, mark.value) in known for region in regions)


@pytest.mark.parametrize("view", [VIEWS[id_] for id_ in OF_FIGURES], ids=name)
def test_marks_lie_inside_the_axis(view: View, release: Release) -> None:
    for rendered in shown_for(view, release, "sv"):
        assert isinstance(rendered.chart, Chart)
        for panel in rendered.chart.panels:
            values = [p.value for s in panel.series for p in s.points if p.value is not None]
            values += [line.value for line in panel.lines]
            assert all(panel.axis.low <= value <= panel.axis.high for value in values)


def trends(release: Release) -> Iterator[Rendered]:
    """Every trend there is: each measure with each of its groups, items and organisations."""
    view = VIEWS["trend"]
    for state in states(view, release, "sv"):
        for control in view.controls(release, state):
            if control.key == "indicator":
                continue
            for option in control.options:
                try:
                    yield view.render(release, state.with_(**{control.key: option.value}))
                except NothingToShow:
                    continue


def test_nothing_is_joined_across_a_declared_break_or_a_gap(release: Release) -> None:
    joined = 0
    for rendered in (*shown_for(VIEWS["trend"], release, "sv"), *trends(release)):
        indicator = INDICATORS[str(rendered.state.indicator)]
        assert isinstance(rendered.chart, Chart)
        for panel in rendered.chart.panels:
            for series in panel.series:
                if series.form is not Form.LINE:
                    continue
                region = series.key if series.key in ("riket", panel.key) else panel.key
                breaks = [b for b in indicator.breaks if b.region in (None, region) or
                          indicator.id.startswith("stockholm")]  # fmt: skip
                for one, other in pairwise(series.points):
                    if one.segment != other.segment:
                        continue
                    joined += 1
                    earlier, later = parse_period(one.category), parse_period(other.category)
                    assert not is_broken(breaks, earlier, later)
                    assert earlier.kind is later.kind
                    assert earlier.end is not None
                    assert later.start is not None
                    assert (later.start - earlier.end).days == 1
    assert joined > 0


def test_only_figures_of_one_source_are_joined(release: Release) -> None:
    for rendered in shown_for(VIEWS["trend"], release, "sv"):
        found = figures(release, str(rendered.state.indicator))
        sources: dict[tuple[str, float | None], set[str]] = {}
        for figure in found:
            sources.setdefault((figure.period.code, figure.value), set()).add(figure.source)
        assert isinstance(rendered.chart, Chart)
        for panel in rendered.chart.panels:
            for series in panel.series:
                for one, other in pairwise(series.points):
                    if series.form is Form.LINE and one.segment == other.segment:
                        assert (
                            sources[one.category, one.value] & sources[other.category, other.value]
                        )


def test_undated_figures_never_stand_on_a_time_axis(release: Release) -> None:
    for rendered in trends(release):
        assert isinstance(rendered.chart, Chart)
        for panel in rendered.chart.panels:
            assert all(c.position is not None for c in panel.categories)
            assert "undated" not in {c.key for c in panel.categories}


def test_breaks_are_declared_for_a_region_and_a_group() -> None:
    breaks = breaks_for(INDICATORS["stockholm_vil_survey_response_rate"], "stockholm", "students")
    assert len(breaks) == 3


def test_every_text_of_a_view_is_in_the_language_asked_for(release: Release) -> None:
    """Words that are Swedish alone, or English alone, in texts that the views write."""
    swedish = re.compile(
        r"\b(och|från|till|regioner|värde|ligger|andel av|källa|källor)\b", re.IGNORECASE
    )
    english = re.compile(r"\b(the|and|from|regions|figure|source|sources|others)\b")
    for view in EVERY_VIEW:
        for rendered in shown_for(view, release, "sv"):
            assert not english.search(rendered.headline), rendered.headline
        for rendered in shown_for(view, release, "en"):
            assert not swedish.search(rendered.headline), rendered.headline


def test_titles_and_questions_have_both_languages() -> None:
    for view in EVERY_VIEW:
        for text in (view.title, view.question):
            assert text.sv
            assert text.sv != text.en
            assert not text.sv.endswith(".")
        assert view.question.sv.endswith("?")
        assert view.question.en.endswith("?")


def test_views_have_texts_to_check(release: Release) -> None:
    assert all(list(texts(rendered)) for rendered in shown_for(VIEWS["compare"], release, "sv"))
