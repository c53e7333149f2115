"""What was left out: the account of facts adds up, and each one left out has its reason."""

import pytest

from dashboard.state import State
from dashboard.views.left_out import VIEW, account, fact_name, headline
from dashboard.views.model import NothingToShow
from etl.accounting import FACTS
from tests.builders import contents, left_out, observation, table
from tests.dashboard.releases import built, whole
from tests.view_checks import unreadable
from warehouse.queries import Release
from warehouse.release import Contents
from warehouse.text import LANGUAGES, Language


def release(rows: list[dict[str, object]], left: list[dict[str, object]]) -> Release:
    made = contents(rows)
    return built(
        Contents(
            registry=made.registry,
            observations=made.observations,
            contradictions=table("contradiction"),
            left_out=table("left_out", left),
            inputs=made.inputs,
            run=made.run,
        )
    )


def test_facts_are_counted_once_however_many_figures_cite_them() -> None:
    rows = [
        observation(region="skane", cites="evaluation_a:2 evaluation_b:2"),
        observation(region="uppsala", cites="evaluation_a:2"),
        observation(region="stockholm", cites=None),
    ]
    found = account(release(rows, []))
    assert (found.facts, found.figures, found.together) == (2, 2, 1)


def test_used_and_left_out_facts_make_all_of_them() -> None:
    """etl/accounting.py counts the rows of every file of facts."""
    used, left = account(whole()).facts, whole().left_out().height
    assert used + left == sum(FACTS.values())


@pytest.mark.parametrize(
    ("used", "left", "sentence"),
    [
        (634, 0, "Alla 634 insamlade uppgifter är använda."),
        (633, 1, "633 av 634 insamlade uppgifter är använda; en är utelämnad."),
        (1200, 3, "1\u00a0200 av 1\u00a0203 insamlade uppgifter är använda; 3 är utelämnade."),
    ],
)
def test_the_headline_says_how_many_are_used(used: int, left: int, sentence: str) -> None:
    assert headline(used, left, "sv") == sentence


def test_a_fact_is_named_by_its_file_and_line() -> None:
    assert fact_name("gender_public_pages:17", "sv") == "gender_public_pages, rad 17"


def test_merged_and_unused_are_told_apart_and_lines_stand_in_order() -> None:
    left = [
        left_out(fact="evaluation_a:100"),
        left_out(fact="evaluation_a:9", kind="merged", reason_sv="Samma som rad 8."),
    ]
    rendered = VIEW.render(release([observation()], left), State())
    assert [[cell.text for cell in row] for row in rendered.table.rows] == [
        ["evaluation_a, rad 9", "Enkäter", "sammanslagen med en annan", "Samma som rad 8."],
        ["evaluation_a, rad 100", "Enkäter", "inte använd", "Ett datum, inget tal."],
    ]
    assert "Sammanslagna: 1; inte använda: 1." in rendered.note


def test_a_release_of_added_files_alone_has_no_account() -> None:
    with pytest.raises(NothingToShow):
        VIEW.render(release([observation(cites=None)], []), State())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_read(language: Language) -> None:
    """The name of a file of facts is the one id that is meant to be read."""
    found = unreadable(VIEW.render(whole(), State(language=language)))
    names = {fact_name(fact, language) for fact in whole().left_out()["fact"]}
    assert set(found) <= names
