"""The example release from the first file to the page: its own folder, the ordinary line."""

from pathlib import Path

import pytest

from etl.example import build as building
from etl.example.build import FOLDER, build_example
from etl.example.files import Made, Size, files
from etl.example.questionnaire import SERIES
from etl.example.truths import SEED
from etl.job import load
from etl.problems import InputRefused
from warehouse.queries import Release
from warehouse.release import verify
from warehouse.store import Store
from warehouse.surveys.indicators import Measure, indicator_id

MARKED = "example_managers_2026"


def a_few(seed: int, size: Size) -> list[Made]:
    """One survey and the tables: the rest is read in the same way."""
    made = files(seed, size)
    return [one for one in made if one.name.startswith((MARKED, "exempel_"))]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(building, "files", a_few)
        build_example(folder, progress=lambda _: None, size=Size.SMALL)
    return folder


@pytest.fixture(scope="module")
def release(home: Path) -> Release:
    return Store(home / FOLDER).current()


def test_it_is_an_example_and_whole(home: Path, release: Release) -> None:
    assert release.is_example
    assert verify(home / FOLDER, None) == []


def test_nothing_that_ships_is_in_it(release: Release) -> None:
    assert set(release.inputs()["kind"]) == {"accepted"}
    assert set(release.indicators()) >= {"staff_share_by_sex", "alf_compensation"}
    assert "alf_survey_response_rate" not in release.indicators()


def test_its_survey_went_through_the_line(release: Release) -> None:
    (one,) = release.registry.surveys.rounds
    assert (one.series, one.is_example) == (SERIES, True)
    rates = release.observations(indicator_id(SERIES, Measure.RESPONSE_RATE))
    assert rates["region"].n_unique() == 7


def test_nothing_is_written_outside_its_folder(home: Path) -> None:
    assert [path.name for path in home.iterdir()] == [FOLDER]


def test_the_same_again_is_no_work(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "files", a_few)
    report = build_example(home, progress=lambda _: None, size=Size.SMALL)
    assert report.unchanged


def test_real_data_does_not_come_into_it(home: Path) -> None:
    with pytest.raises(InputRefused, match="holds the example"):
        load(home / FOLDER, progress=lambda _: None)


def test_its_files_do_not_come_into_real_data(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for made in a_few(SEED, Size.SMALL):
        if made.name.startswith(MARKED):
            (inbox / made.name).write_bytes(made.content)
    with pytest.raises(InputRefused, match="example"):
        load(tmp_path, progress=lambda _: None)


def test_a_folder_with_real_data_does_not_become_the_example(release_home: Path) -> None:
    with pytest.raises(InputRefused, match="holds real data"):
        load(release_home, progress=lambda _: None, bundle=None, is_example=True)
