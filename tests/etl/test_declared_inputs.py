"""Files with a declaration: which are taken, what they bring along, how they are kept."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from etl.inputs import InputDeclaration, accepted_now
from etl.job import load, withdraw
from etl.offered import offered_inputs
from etl.problems import InputRefused
from etl.raw import store_raw
from etl.readers.content import Content
from etl.report import Report, report_as_json, report_lines
from tests.etl.bundles import figure, user_file
from tests.etl.conftest import silent
from tests.etl.processes import killed_before_step
from warehouse.folder import release_path
from warehouse.release import rollback, verify
from warehouse.store import Store
from warehouse.verify import verify_file

pytestmark = pytest.mark.data

OWN = "own_supervisor_share"
SOURCE = """
[source]
id = "own_office"
short = {sv = "Kansliet", en = "The office"}
title = "Handledning"
publisher = "ALF-kansliet"
published = "2024"
licence = "none"
address = "none"
"""
INDICATOR = """
[[indicator]]
id = "own_supervisor_share"
topic = "surveys"
title = {sv = "Nöjda handledare", en = "Content supervisors"}
definition = {sv = "Andel nöjda.", en = "Share content."}
unit = "percent"
direction = "higher"
denominator = {sv = "svarande", en = "respondents"}
pooling = "not_poolable"
valid_range = {low = 0, high = 100}
smallest_base = 5
uncertainty = "answers"
represented_by = "region"
groups = ["supervisors"]
items = "none"
preferred_sources = ["own_office"]
"""
TABLE = """
[[table]]
indicator = "own_supervisor_share"
unit = "percent"
outside = "set_aside"
[table.columns]
region = "Region"
period = "År"
value = "Andel"
[table.constants]
organisation = "all"
sex = "all"
estimate = "unweighted"
nature = "outcome"
"""
PATTERN = '[file]\npattern = "andel_*.csv"\n'
SERVICE = """
[service]
kind = "pxweb2"
address = "https://statistics.example.org/api/v2"
table = "TAB1"
language = "sv"
[service.select]
Region = "*"
"""
DECLARATION = f"format = 1\n{SOURCE}{INDICATOR}{TABLE}"


def data(period: int = 2024, value: str = "61,5") -> str:
    rows = [f"Region Skåne;{period};{value}", f"Region Uppsala;{period};58,0"]
    return "\n".join(["Region;År;Andel", *rows, f"Region Gotland;{period};40,1", ""])


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def declared(folder: Path, name: str = "andel.csv", text: str = DECLARATION) -> Path:
    """A file with its declaration beside it."""
    written(folder / f"{name}.alf.toml", text)
    return written(folder / name, data())


def give(home: Path, *paths: Path, supersede: tuple[str, ...] = ()) -> Report:
    return load(home, list(paths), progress=silent, supersede=supersede)


def refused(home: Path, *paths: Path) -> list[tuple[str, str, str]]:
    """Rule, file and message of each problem; nothing may be kept of what was refused."""
    raw = sorted((home / "raw").iterdir())
    with pytest.raises(InputRefused) as told:
        give(home, *paths)
    assert sorted((home / "raw").iterdir()) == raw
    return [(problem.rule, problem.file, problem.message) for problem in told.value.problems]


def figures(home: Path) -> dict[tuple[str, str], float]:
    rows = Store(home).current().observations(OWN)
    return {(row["region"], row["period"]): row["value"] for row in rows.to_dicts()}


def accepted(home: Path) -> list[str]:
    return Store(home).current().inputs().filter(kind="accepted")["name"].to_list()


def sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


# ---------------------------------------------------------------- taken


def test_a_file_with_its_declaration_beside_it_is_taken_with_what_it_declares(
    home: Path, tmp_path: Path
) -> None:
    path = declared(tmp_path)
    give(home, path)
    release = Store(home).current()
    assert figures(home) == {("uppsala", "2024"): 58.0, ("skane", "2024"): 61.5}
    assert release.registry.indicators[OWN].title.sv == "Nöjda handledare"
    assert release.registry.sources["own_office"].publisher == "ALF-kansliet"
    (row,) = release.inputs().filter(kind="accepted").to_dicts()
    declaration = tmp_path / "andel.csv.alf.toml"
    assert (row["name"], row["sha256"], row["declaration"]) == (
        "andel.csv",
        sha(path),
        sha(declaration),
    )
    assert (row["rows"], row["set_aside"], row["size"]) == (2, 1, path.stat().st_size)
    kept = {file.name: file.read_bytes() for file in (home / "raw").iterdir()}
    assert kept == {sha(file): file.read_bytes() for file in (path, declaration)}
    assert verify(home, None) == []


def test_a_declaration_that_is_given_takes_the_file_beside_it(home: Path, tmp_path: Path) -> None:
    declared(tmp_path)
    give(home, tmp_path / "andel.csv.alf.toml")
    assert accepted(home) == ["andel.csv"]


def test_a_declaration_takes_every_file_that_its_pattern_fits(home: Path, tmp_path: Path) -> None:
    toml = written(tmp_path / "enkät.alf.toml", f"format = 1\n{PATTERN}{SOURCE}{INDICATOR}{TABLE}")
    written(tmp_path / "andel_2024.csv", data())
    written(tmp_path / "andel_2025.csv", data(2025))
    written(tmp_path / "annat.csv", data(2026))
    give(home, toml)
    assert accepted(home) == ["andel_2024.csv", "andel_2025.csv"]
    assert {period for _, period in figures(home)} == {"2024", "2025"}


def test_the_inbox_takes_both_and_is_emptied_of_both(home: Path) -> None:
    declared(home / "inbox")
    give(home)
    assert accepted(home) == ["andel.csv"]
    assert list((home / "inbox").iterdir()) == []
    assert give(home).unchanged


def test_what_is_declared_stays_in_later_loads(home: Path, tmp_path: Path) -> None:
    give(home, declared(tmp_path / "a"))
    shutil.rmtree(tmp_path / "a")
    give(home, user_file(tmp_path / "b.csv"))
    assert len(figures(home)) == 2
    assert accepted(home) == ["andel.csv", "b.csv"]


def test_the_same_pair_again_is_no_work(home: Path, tmp_path: Path) -> None:
    give(home, declared(tmp_path / "a"))
    assert give(home, declared(tmp_path / "b")).unchanged


def test_a_corrected_declaration_takes_the_place_of_the_first(home: Path, tmp_path: Path) -> None:
    """The same file: nobody means it twice."""
    (first,) = give(home, declared(tmp_path)).accepted
    text = DECLARATION.replace("Andel nöjda.", "Andel nöjda handledare.")
    said: list[str] = []
    report = load(home, [declared(tmp_path, text=text)], progress=said.append)
    assert report.withdrawn == (first,)
    line = f"andel.csv: the file with its changed declaration takes the place of {first}"
    assert line in said
    assert accepted(home) == ["andel.csv"]
    definition = Store(home).current().registry.indicators[OWN].definition
    assert definition.sv == "Andel nöjda handledare."


def test_other_content_or_another_name_takes_no_place(home: Path, tmp_path: Path) -> None:
    give(home, declared(tmp_path))
    changed = declared(tmp_path, text=DECLARATION + "# corrected\n")
    written(changed, data(value="62,0"))
    assert {rule for rule, _, _ in refused(home, changed)} == {"figures_already_given"}
    renamed = declared(tmp_path, "annan.csv", DECLARATION + "# corrected\n")
    assert {rule for rule, _, _ in refused(home, renamed)} == {"figures_already_given"}


# ---------------------------------------------------------------- next year


YEARLY = f"format = 1\n{PATTERN}{SOURCE}{INDICATOR}{TABLE}"


def test_the_file_of_next_year_is_read_as_the_kept_declaration_says(
    home: Path, tmp_path: Path
) -> None:
    give(home, declared(tmp_path / "a", "andel_2024.csv", YEARLY))
    following = written(tmp_path / "b" / "andel_2025.csv", data(2025))
    said: list[str] = []
    load(home, [following], progress=said.append)
    assert "andel_2025.csv: read as andel_2024.csv.alf.toml of an earlier load declares" in said
    assert {period for _, period in figures(home)} == {"2024", "2025"}
    assert give(home, following).unchanged
    assert verify(home, None) == []


def test_the_inbox_takes_the_file_of_next_year(home: Path, tmp_path: Path) -> None:
    give(home, declared(tmp_path, "andel_2024.csv", YEARLY))
    written(home / "inbox" / "andel_2025.csv", data(2025))
    give(home)
    assert accepted(home) == ["andel_2024.csv", "andel_2025.csv"]


def test_the_pattern_of_a_file_beside_is_for_the_others_that_are_given(
    home: Path, tmp_path: Path
) -> None:
    first = declared(tmp_path, "andel_2024.csv", YEARLY)
    second = written(tmp_path / "andel_2025.csv", data(2025))
    written(tmp_path / "andel_2026.csv", data(2026))  # not given
    give(home, first, second)
    assert accepted(home) == ["andel_2024.csv", "andel_2025.csv"]


def test_a_kept_declaration_is_for_its_pattern_only(home: Path, tmp_path: Path) -> None:
    give(home, declared(tmp_path, "andel_2024.csv", YEARLY))
    other = written(tmp_path / "annat_2025.csv", data(2025))
    assert {rule for rule, _, _ in refused(home, other)} == {"no_declaration"}
    own = declared(tmp_path, "andel_2025.csv", 'format = 1\n[read]\ndelimiter = ";"\n')
    assert {rule for rule, _, _ in refused(home, own)} == {"no_declaration"}


def test_two_kept_declarations_for_one_file_are_refused(home: Path, tmp_path: Path) -> None:
    give(home, declared(tmp_path, "andel_2024.csv", YEARLY))
    second = declared(tmp_path, "andel_2025.csv", YEARLY + "# other words\n")
    written(second, data(2025))
    give(home, second)
    third = written(tmp_path / "andel_2026.csv", data(2026))
    ((rule, file, _),) = refused(home, third)
    assert (rule, file) == ("declared_once", "andel_2026.csv")


def test_a_file_that_cannot_be_read_is_refused_for_that(home: Path, tmp_path: Path) -> None:
    assert {rule for rule, _, _ in refused(home, written(tmp_path / "tom.csv", ""))} == {
        "empty_file"
    }


def test_two_files_with_the_same_definitions_share_them(home: Path, tmp_path: Path) -> None:
    first = declared(tmp_path / "a")
    second = declared(tmp_path / "b", text=DECLARATION + "# for the next year\n")
    written(second, data(2025))
    give(home, first, second)
    assert len(figures(home)) == 4


def test_withdrawing_takes_the_declared_indicator_back(home: Path, tmp_path: Path) -> None:
    (first,) = give(home, declared(tmp_path)).accepted
    withdraw(home, first, progress=silent)
    assert OWN not in Store(home).current().registry.indicators
    assert verify(home, None) == []


def test_a_file_in_our_own_shape_may_use_what_another_declares(home: Path, tmp_path: Path) -> None:
    cells = {"indicator": OWN, "group": "supervisors", "item": "all", "source": "own_office"}
    extra = user_file(tmp_path / "extra.csv", figure(**cells))
    assert "unknown_indicator" in {rule for rule, _, _ in refused(home, extra)}
    give(home, declared(tmp_path), extra)
    assert figures(home)["skane", "2029"] == 64.0


# ---------------------------------------------------------------- reported


def test_the_report_says_what_was_set_aside(home: Path, tmp_path: Path) -> None:
    report = give(home, declared(tmp_path))
    (line,) = [line for line in report_lines(report) if line.startswith("Set aside")]
    assert line.startswith("Set aside from andel.csv: 1, ")
    assert line.endswith("(Region Gotland)")
    (said,) = json.loads(report_as_json(report))["set_aside"]
    assert (said["file"], said["count"], said["names"]) == ("andel.csv", 1, ["Region Gotland"])


# ---------------------------------------------------------------- refused


def test_a_file_that_nothing_declares_is_refused_with_what_to_do(
    home: Path, tmp_path: Path
) -> None:
    path = written(tmp_path / "andel.csv", data())
    with pytest.raises(InputRefused) as told:
        give(home, path)
    assert str(told.value) == (
        "andel.csv: no declaration says what it means; write one with "
        "`alf inspect andel.csv --draft` [no_declaration]"
    )


def test_a_declaration_that_says_only_how_a_file_is_read_is_not_enough(
    home: Path, tmp_path: Path
) -> None:
    path = declared(tmp_path, text='format = 1\n[read]\ndelimiter = ";"\n')
    assert [rule for rule, _, _ in refused(home, path)] == ["no_declaration"]
    toml = tmp_path / "andel.csv.alf.toml"
    assert [(rule, file) for rule, file, _ in refused(home, toml)] == [("no_table", toml.name)]


def test_two_declarations_for_one_file_are_refused(home: Path, tmp_path: Path) -> None:
    path = declared(tmp_path, "andel_2024.csv")
    toml = written(tmp_path / "enkät.alf.toml", f"format = 1\n{PATTERN}{SOURCE}{INDICATOR}{TABLE}")
    ((rule, file, message),) = refused(home, path, toml)
    assert (rule, file) == ("declared_once", "andel_2024.csv")
    assert "'andel_2024.csv.alf.toml' and 'enkät.alf.toml'" in message


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (DECLARATION, "the file 'andel.csv' that it is for is not beside it"),
        (f"format = 1\n{PATTERN}{SOURCE}{INDICATOR}{TABLE}", "called as 'andel_*.csv' says"),
    ],
)
def test_a_declaration_without_its_file_is_refused(
    home: Path, tmp_path: Path, text: str, says: str
) -> None:
    toml = written(tmp_path / "andel.csv.alf.toml", text)
    ((rule, file, message),) = refused(home, toml)
    assert (rule, file) == ("file_of_declaration", toml.name)
    assert says in message


def test_a_declaration_that_is_no_toml_or_not_utf_8_is_refused(home: Path, tmp_path: Path) -> None:
    path = declared(tmp_path, text="format = \n")
    assert {file for _, file, _ in refused(home, path)} == {"andel.csv.alf.toml"}
    (tmp_path / "andel.csv.alf.toml").write_bytes(DECLARATION.encode("utf-16"))
    assert ("wrong_encoding", "andel.csv.alf.toml") in {
        (rule, file) for rule, file, _ in refused(home, path)
    }


def test_one_id_declared_in_two_ways_is_refused_with_both_declarations(
    home: Path, tmp_path: Path
) -> None:
    first = declared(tmp_path / "a", "a.csv")
    second = declared(
        tmp_path / "b", "b.csv", DECLARATION.replace("smallest_base = 5", "smallest_base = 9")
    )
    ((rule, file, message),) = refused(home, first, second)
    assert (rule, file) == ("registry", "a.csv.alf.toml, b.csv.alf.toml")
    assert message == f"the indicator '{OWN}' is declared twice, in different words"


def test_an_id_that_ships_cannot_be_declared(home: Path, tmp_path: Path) -> None:
    text = DECLARATION.replace(OWN, "alf_survey_invited")
    ((rule, file, message),) = refused(home, declared(tmp_path, text=text))
    assert (rule, file) == ("registry", "andel.csv.alf.toml")
    assert "'alf_survey_invited' exists already" in message


def test_a_figure_outside_its_declared_range_is_refused_with_its_line(
    home: Path, tmp_path: Path
) -> None:
    path = declared(tmp_path)
    written(path, data(value="161,5"))
    with pytest.raises(InputRefused, match=r"andel\.csv.*line 2.*value_inside_valid_range"):
        give(home, path)


def test_survey_answers_are_refused_and_nothing_of_them_is_kept(home: Path, tmp_path: Path) -> None:
    path = declared(tmp_path, text=DECLARATION + "\n[read]\nanswers = true\n")
    assert {rule for rule, _, _ in refused(home, path)} == {"survey_answers"}


def test_answers_that_nothing_declares_are_refused_as_answers(home: Path, tmp_path: Path) -> None:
    """As LimeSurvey exports them: an id, a submit date and a question in each column."""
    header = "id;submitdate;lastpage;startlanguage;seed;Q1[SQ001];Q1[SQ002];Q2"
    rows = [
        f"{n};2024-05-01 10:{n:02};3;sv;{n}77;{n % 5};{n % 4};fritext {n}" for n in range(1, 40)
    ]
    path = written(tmp_path / "svar.csv", "\n".join([header, *rows, ""]))
    ((rule, _, message),) = refused(home, path)
    assert rule == "survey_answers"
    assert "fritext" not in message


# ---------------------------------------------------------------- services


def answering(*answers: str) -> Callable[[object, str], bytes]:
    """A service that gives these answers one after the other."""
    left = list(answers)
    return lambda _, __: left.pop(0).encode()


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def serve(*answers: str) -> None:
        fetch = answering(*answers)
        monkeypatch.setattr("etl.job.asking", lambda *_, **__: fetch)

    return serve


def asked_for(folder: Path) -> Path:
    return written(folder / "handledning.alf.toml", DECLARATION + SERVICE)


def test_the_answer_of_a_service_is_a_file_and_a_new_one_takes_its_place(
    home: Path, tmp_path: Path, service: Callable[..., None]
) -> None:
    service(data(), data(value="62,5"))
    toml = asked_for(tmp_path)
    (first,) = give(home, toml).accepted
    assert first.startswith("handledning-")
    assert accepted(home) == ["handledning.alf.toml"]
    assert figures(home)["skane", "2024"] == 61.5
    said: list[str] = []
    report = load(home, [toml], progress=said.append)
    assert figures(home)["skane", "2024"] == 62.5
    assert report.withdrawn == (first,)
    assert f"handledning.alf.toml: the new answer takes the place of {first}" in said
    assert len(accepted(home)) == 1


def test_the_same_answer_again_is_no_work(
    home: Path, tmp_path: Path, service: Callable[..., None]
) -> None:
    service(data(), data())
    toml = asked_for(tmp_path)
    give(home, toml)
    assert give(home, toml).unchanged


def test_later_loads_take_the_answer_that_is_kept(
    home: Path, tmp_path: Path, service: Callable[..., None]
) -> None:
    service(data())
    give(home, asked_for(tmp_path))
    give(home, user_file(tmp_path / "b.csv"))
    assert len(figures(home)) == 2


def test_a_service_that_cannot_be_asked_offline_is_refused(home: Path, tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match=r"handledning\.alf\.toml"):
        load(home, [asked_for(tmp_path)], progress=silent, offline=True)


# ---------------------------------------------------------------- kept whole


def test_content_of_a_declaration_that_was_damaged_is_refused_and_mended(
    home: Path, tmp_path: Path
) -> None:
    path = declared(tmp_path)
    give(home, path)
    kept = home / "raw" / sha(tmp_path / "andel.csv.alf.toml")
    kept.write_bytes(b"format = 2")
    with pytest.raises(InputRefused, match="raw_content_whole"):
        give(home, user_file(tmp_path / "b.csv"))
    assert give(home, path).unchanged
    assert sha(kept) == kept.name


def test_a_file_that_changes_while_it_is_loaded_is_not_kept(home: Path, tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", data())
    digest = accepted_now("a.csv", Content.of_file(path)).sha256
    written(path, data(value="62,5"))
    with pytest.raises(InputRefused, match="file_changed"):
        store_raw(home, {digest: Content.of_file(path)})
    assert list((home / "raw").iterdir()) == []


def test_a_file_is_stored_in_parts(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_bytes(bytes(range(256)) * 10_000)
    content = Content.of_file(path)
    store_raw(home, {sha(path): content})
    assert (home / "raw" / sha(path)).read_bytes() == path.read_bytes()


def test_what_a_kill_left_of_a_pair_in_the_inbox_is_no_obstacle(home: Path) -> None:
    declared(home / "inbox")
    kept = (home / "inbox" / "andel.csv.alf.toml").read_text(encoding="utf-8")
    give(home)
    written(home / "inbox" / "andel.csv.alf.toml", kept)
    assert give(home).unchanged
    assert list((home / "inbox").iterdir()) == []


@pytest.mark.slow
def test_killing_the_load_before_each_lasting_step_loses_nothing(
    shipped_home: Path, tmp_path: Path
) -> None:
    for step in range(100):
        home = Path(shutil.copytree(shipped_home, tmp_path / str(step)))
        declared(home / "inbox")
        killed = killed_before_step(home, step)
        assert verify(home, None) == []
        load(home, progress=silent)
        assert accepted(home) == ["andel.csv"]
        assert len(figures(home)) == 2
        assert list((home / "inbox").iterdir()) == []
        if not killed:
            break
    assert step > 10


def test_an_id_tells_two_declarations_of_one_file_apart(tmp_path: Path) -> None:
    content = Content.of_bytes("a.xlsx", b"x")
    texts = (DECLARATION, DECLARATION + "# other\n")
    first, second = (InputDeclaration.of("a.xlsx.alf.toml", text.encode()) for text in texts)
    ids = {accepted_now("a.xlsx", content, one).id for one in (None, first, second)}
    assert len(ids) == 3


def test_each_content_is_offered_once(tmp_path: Path) -> None:
    paths = [user_file(tmp_path / name) for name in ("a.csv", "b.csv")]
    offered = offered_inputs(tmp_path, [*paths, paths[0]], (), answering())
    assert [file.name for file in offered] == ["a.csv"]


def test_a_file_that_changed_since_it_was_read_is_not_taken_for_the_one_that_is_kept(
    home: Path, tmp_path: Path
) -> None:
    """Its content lies in raw/ from an earlier load, so that nothing has to be written."""
    path = written(tmp_path / "a.csv", data())
    digest = sha(path)
    store_raw(home, {digest: Content.of_file(path)})
    written(path, data(value="62,5"))
    with pytest.raises(InputRefused, match="file_changed"):
        store_raw(home, {digest: Content.of_file(path)})
    assert sha(home / "raw" / digest) == digest


def test_several_tables_of_one_file_do_not_call_each_others_columns_unread(
    home: Path, tmp_path: Path
) -> None:
    second = INDICATOR.replace(OWN, "own_second")
    other = TABLE.replace(OWN, "own_second").replace('"Andel"', '"Annan"')
    written(tmp_path / "a.csv.alf.toml", DECLARATION + second + other)
    text = data().replace("Andel", "Andel;Annan;Ingen")
    lines = [line if at == 0 else f"{line};4{at},5;{at}" for at, line in
             enumerate(text.splitlines())]  # fmt: skip
    report = give(home, written(tmp_path / "a.csv", "\n".join([*lines, ""])))
    unread = [one for one in report.set_aside if "columns of numbers" in one.reason]
    assert [one.names for one in unread] == [("Ingen",)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE observation SET value = 12 WHERE indicator = 'own_supervisor_share'",
        "UPDATE indicator SET title_sv = 'x' WHERE id = 'own_supervisor_share'",
        "UPDATE source SET publisher = 'x' WHERE id = 'own_office'",
        "DELETE FROM indicator_source WHERE indicator = 'own_supervisor_share'",
    ],
)
def test_what_is_changed_of_a_declaration_in_a_release_is_found(
    home: Path, tmp_path: Path, statement: str
) -> None:
    release_id = give(home, declared(tmp_path)).release_id
    assert release_id is not None
    path = release_path(home, release_id)
    with duckdb.connect(str(path)) as connection:
        connection.execute(statement)
    assert verify(home, None)
    assert verify_file(path, release_id)


def test_a_rollback_brings_back_what_was_declared_and_needs_what_is_kept(
    home: Path, tmp_path: Path
) -> None:
    first = give(home, declared(tmp_path))
    assert first.release_id is not None
    withdraw(home, first.accepted[0], progress=silent)
    for number in range(8):
        give(home, user_file(tmp_path / f"{number}.csv", figure(period=str(2030 + number))))
    rollback(home, first.release_id)
    assert len(figures(home)) == 2
    give(home, user_file(tmp_path / "last.csv", figure(period="2040")))
    assert len(figures(home)) == 2
    assert accepted(home) == ["andel.csv", "last.csv"]
