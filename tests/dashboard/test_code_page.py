"""What a code leads to: the view in its old release, what has changed, and why."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path

import orjson
import pytest

from dashboard.addresses import Site
from dashboard.changed import Changes
from dashboard.changed_since import (
    MOST_LISTED,
    CodeRefused,
    CodeReport,
    as_it_was,
    code_report,
    cut,
    input_changes,
)
from dashboard.code_form import open_code_form
from dashboard.code_page import CodePage, code_page, code_problem
from dashboard.codes import UnknownCode, codes_path, issue
from dashboard.elements import elements_in
from dashboard.problems import Problem
from dashboard.screen import Screen
from dashboard.state import State, require
from dashboard.stores import ReleaseGone, Stores
from dashboard.views.model import (
    Cell,
    Column,
    Control,
    NothingToShow,
    Option,
    Rendered,
    Table,
    View,
)
from tests.builders import contents, input_row, observation
from tests.builders import table as rows_of
from tests.dashboard.fake_site import FAKE_PAGES, applies_to
from warehouse.folder import release_path
from warehouse.queries import Release
from warehouse.release import build, publish
from warehouse.text import LANGUAGES, Text

INDICATOR = str(observation()["indicator"])


def values(release: Release) -> dict[str, float]:
    frame = release.observations(INDICATOR)
    return dict(zip(frame["period"], frame["value"], strict=True))


def controls(release: Release, state: State) -> tuple[Control, ...]:
    periods = tuple(values(release))
    chosen = require("period", state.period or periods[-1], periods)
    options = tuple(Option(value=period, label=period) for period in periods)
    return (Control(key="period", label="Period", options=options, chosen=chosen),)


def render(release: Release, state: State) -> Rendered:
    (control,) = controls(release, state)
    value = values(release)[control.chosen]
    if value > 90:
        raise NothingToShow(Text("Över 90 visas inte.", "Above 90 is not shown."))
    written = f"{value:.1f}".replace(".", "," if state.language == "sv" else ".")
    return Rendered(
        view="figure", state=state, overline=f"Påhittad · {control.chosen}",
        headline=Text(f"Värdet är {written}.", f"The value is {written}.").of(state.language),
        description="", chart=None,
        table=Table(
            caption="", columns=(Column(key="period", label="Period"),
                                 Column(key="value", label="Värde", is_number=True)),
            rows=((Cell(text=control.chosen), Cell(text=written, value=value)),),
        ),
        note="n = 1.", warnings=(), about=(), sources=(), release=release.id,
    )  # fmt: skip


FIGURE = View(
    id="figure", title=Text("Värde", "Value"), question=Text("Vad?", "What?"), keys=("period",),
    applies_to=applies_to, controls=controls, render=render,
)  # fmt: skip
SITE = Site(FAKE_PAGES[:0], {"figure": FIGURE})


def published(home: Path, value: float, sha256: str = "0" * 64, **overrides: object) -> str:
    return published_all(home, [observation(value=value, **overrides)], sha256)


def published_all(
    home: Path, observations: Sequence[dict[str, object]], sha256: str = "0" * 64
) -> str:
    made = contents(observations)
    made = replace(made, inputs=rows_of("input", [input_row(sha256=sha256)]))
    release = build(home, made)
    publish(home, release)
    return release


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def period() -> str:
    return str(observation()["period"])


def coded(home: Path, value: float = 41.5, query: str = "") -> str:
    return issue(home, published(home, value), f"/view/figure{query}")


def text_of(node: object) -> str:
    """Everything that a reader reads, in order."""
    if isinstance(node, str):
        return node
    if isinstance(node, dict):
        return " ".join(text_of(part) for part in node.values())
    if isinstance(node, list | tuple):
        return " ".join(text_of(part) for part in node)
    return ""


def shown(page: CodePage | Problem) -> str:
    assert isinstance(page, CodePage)
    return text_of(json.loads(orjson.dumps(page.pieces)))


def report(home: Path, code: str) -> CodeReport:
    return code_report(Stores(home), SITE, code)


# ---------------------------------------------------------------- as it was, and since


def test_while_its_release_is_in_force_nothing_has_changed(home: Path) -> None:
    code = coded(home)
    lines = report(home, code).lines()
    assert lines[0] == f"Kod {code}"
    assert "Värdet är 41,5." in lines
    assert "Utgåvan gäller fortfarande. Inget har ändrats." in lines


def test_the_view_is_shown_as_it_was_and_the_new_figure_beside_it(home: Path) -> None:
    code = coded(home)
    new = published(home, 43.0, sha256="1" * 64)
    found = report(home, code)
    assert isinstance(found.was.shown, Rendered)
    assert found.was.shown.headline == "Värdet är 41,5."
    assert isinstance(found.since, Changes)
    assert found.now is not None
    lines = found.lines()
    assert any(new in line for line in lines)
    assert "Rubriken: Värdet är 41,5. → Värdet är 43,0." in lines
    assert any("Värde: 41,5 → 43,0" in line for line in lines)
    assert "  Enkäter: ändrad (följer med programmet)" in lines


def test_a_new_release_with_the_same_figures_has_changed_nothing_in_the_view(home: Path) -> None:
    code = coded(home)
    published(home, 41.5, sha256="2" * 64)
    assert "Inget har ändrats i bilden." in report(home, code).lines()


def test_a_newer_period_is_no_change_of_what_was_shown_and_is_said(home: Path, period: str) -> None:
    """The address leaves the period to the view, which shows the newest there is."""
    code = coded(home)
    later = str(int(period) + 1)
    published_all(home, [observation(value=41.5), observation(value=44.0, period=later)])
    lines = report(home, code).lines()
    assert "Inget har ändrats i bilden." in lines
    (instead,) = (line for line in lines if later in line)
    assert instead.endswith(f"Påhittad · {later}. Värdet är 44,0.")
    found = shown(code_page(SITE, Stores(home), code, None, Screen.BROAD))
    assert instead in found


def test_the_page_speaks_the_language_of_the_export_or_the_one_asked_for(home: Path) -> None:
    code = coded(home, query="?language=en")
    published(home, 43.0)
    page = code_page(SITE, Stores(home), code, None, Screen.BROAD)
    assert isinstance(page, CodePage)
    assert page.title == f"Code {code}"
    assert "What has changed since?" in shown(page)
    assert "The value is 41.5." in shown(page)
    swedish = code_page(SITE, Stores(home), code, "sv", Screen.BROAD)
    assert isinstance(swedish, CodePage)
    assert swedish.state.language == "sv"
    assert "Vad har ändrats sedan dess?" in shown(swedish)


def test_the_page_holds_the_old_view_its_files_and_what_changed(home: Path) -> None:
    code = coded(home)
    old = Stores(home).of(None).current().id
    published(home, 43.0, sha256="1" * 64)
    found = shown(code_page(SITE, Stores(home), code, None, Screen.BROAD))
    assert f"Så här såg bilden ut i utgåva {old}" in found
    since = found[found.index("Vad har ändrats sedan dess?") :]
    assert since.index("Då") < since.index("Värdet är 41,5.") < since.index("Värdet är 43,0.")
    assert f"release={old}" in found
    assert "Visa bilden som den är nu" in found
    assert "ändrad (följer med programmet)" in found


def test_a_code_of_the_example_shows_the_example(home: Path) -> None:
    example = Stores(home).home("example")
    code = issue(example, published(example, 12.0), "/view/figure?data=example")
    found = as_it_was(Stores(home), SITE, code)
    assert (found.data, found.asked.state.data) == ("example", "example")
    assert isinstance(found.shown, Rendered)


# ---------------------------------------------------------------- what no longer is


def test_a_choice_that_is_gone_is_said(home: Path, period: str) -> None:
    code = coded(home, query=f"?period={period}")
    published(home, 43.0, period="2019")
    assert (
        f"Valet period = ”{period}” finns inte i utgåvan som gäller nu."
        in report(home, code).lines()
    )


def test_a_view_that_has_nothing_to_show_any_more_is_said(home: Path) -> None:
    code = coded(home)
    published(home, 95.0)
    assert (
        "I utgåvan som gäller nu finns inget att visa: Över 90 visas inte."
        in report(home, code).lines()
    )


def test_a_view_that_had_nothing_to_show_and_now_has(home: Path) -> None:
    code = coded(home, 95.0)
    published(home, 41.5)
    lines = report(home, code).lines()
    assert "Då fanns inget att visa: Över 90 visas inte." in lines
    assert "I utgåvan som gäller nu finns något att visa: Värdet är 41,5." in lines
    assert "Över 90 visas inte." in shown(code_page(SITE, Stores(home), code, None, Screen.BROAD))


def test_without_a_release_in_force_the_old_one_is_shown(home: Path) -> None:
    code = coded(home)
    (home / "releases" / "CURRENT").unlink()
    found = report(home, code)
    assert isinstance(found.was.shown, Rendered)
    assert "Just nu finns ingen utgåva att jämföra med." in found.lines()
    assert isinstance(code_page(SITE, Stores(home), code, None, Screen.BROAD), CodePage)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_code_is_not_found_in_words(home: Path, language: str) -> None:
    problem = code_problem(SITE, Stores(home), "<b>x", "sv" if language == "sv" else "en")
    assert problem is not None
    assert problem.status == HTTPStatus.NOT_FOUND
    assert "Koden" in problem.sentence if language == "sv" else "The code" in problem.sentence


def test_a_release_that_is_gone_is_said(home: Path) -> None:
    code = coded(home)
    old = Stores(home).of(None).current().id
    published(home, 43.0)
    release_path(home, old).unlink()
    with pytest.raises(ReleaseGone):
        report(home, code)
    problem = code_problem(SITE, Stores(home), code, None)
    assert problem is not None
    assert problem.status == HTTPStatus.GONE
    assert f"Utgåva {old} finns inte kvar" in problem.sentence


@pytest.mark.parametrize(
    ("query", "site", "said"),
    [
        ("", Site((), {}), "en bild som programmet inte längre har"),
        ("?period=1066", SITE, "ett val som programmet inte längre har: period = ”1066”"),
        ("?colour=red", SITE, "ett val som programmet inte längre har: key = ”colour”"),
    ],
)
def test_a_view_or_choice_that_the_program_no_longer_has_is_said(
    home: Path, query: str, site: Site, said: str
) -> None:
    code = coded(home, query=query)
    with pytest.raises(CodeRefused) as refused:
        as_it_was(Stores(home), site, code)
    assert said in refused.value.words.sv
    problem = code_problem(site, Stores(home), code, None)
    assert problem is not None
    assert problem.status == HTTPStatus.GONE


def test_no_problem_where_the_page_can_be_shown(home: Path) -> None:
    code = coded(home)
    assert code_problem(SITE, Stores(home), code, None) is None


def test_an_unknown_code_raises_for_the_command(home: Path) -> None:
    with pytest.raises(UnknownCode):
        report(home, "AAAA-AAAA")
    assert not codes_path(home).exists()


# ---------------------------------------------------------------- why, and how it is said


def files(*pairs: tuple[str, str], kind: str = "accepted") -> object:
    return rows_of(
        "input",
        [
            input_row(id=f"{name}{at}", name=name, kind=kind, sha256=content * 64,
                      accepted_at=datetime(2026, 1, 1, tzinfo=UTC))
            for at, (name, content) in enumerate(pairs)
        ],
    )  # fmt: skip


CASES = [
    ([], [], ()),
    ([("a.csv", "1")], [("a.csv", "1")], ()),
    ([("a.csv", "1")], [("a.csv", "2")], ("a.csv: ändrad (tillagd här)",)),
    ([], [("a.csv", "1")], ("a.csv: ny (tillagd här)",)),
    ([("a.csv", "1")], [], ("a.csv: borttagen (tillagd här)",)),
    ([("a.csv", "1")], [("a.csv", "1"), ("a.csv", "2")], ("a.csv: ny (tillagd här)",)),
]


@pytest.mark.parametrize(("old", "new", "said"), CASES)
def test_the_files_that_differ_are_named(
    old: list[tuple[str, str]], new: list[tuple[str, str]], said: tuple[str, ...]
) -> None:
    assert input_changes(files(*old), files(*new), "sv") == said  # type: ignore[arg-type]


def test_a_long_list_is_cut_and_says_so() -> None:
    texts = [str(number) for number in range(MOST_LISTED + 3)]
    found = cut(texts, "sv")
    assert len(found) == MOST_LISTED + 1
    assert found[-1] == "och 3 till"
    assert cut(texts[:MOST_LISTED], "sv") == texts[:MOST_LISTED]


def inputs_of(form: object) -> Iterator[dict[str, object]]:
    for one in elements_in(form):  # type: ignore[arg-type]
        if one[0] == "input":
            yield one[1]


def test_the_form_has_a_labelled_field_and_keeps_the_language() -> None:
    swedish, english = (open_code_form(State(language=language)) for language in LANGUAGES)
    assert [one["name"] for one in inputs_of(swedish)] == ["code"]
    assert [one["name"] for one in inputs_of(english)] == ["code", "language"]
    (label,) = [one for one in elements_in(swedish) if one[0] == "label"]
    assert label[1]["htmlFor"] == next(inputs_of(swedish))["id"]
