"""A file that an instrument is about is never shown, whatever its columns look like."""

from pathlib import Path

import pytest

from etl.inspection.options_toml import saved_options

INSTRUMENT = '[survey]\nid = "x"\n[frame]\nfile = "inbjudna.csv"\n'


@pytest.mark.parametrize("name", ["svar.csv", "inbjudna.csv"])
def test_export_and_frame_hold_persons(tmp_path: Path, name: str) -> None:
    (tmp_path / "svar.csv.alf.toml").write_text(INSTRUMENT, encoding="utf-8")
    assert saved_options(tmp_path / name).answers is True


def test_another_file_in_the_folder_does_not(tmp_path: Path) -> None:
    (tmp_path / "svar.csv.alf.toml").write_text(INSTRUMENT, encoding="utf-8")
    (tmp_path / "broken.csv.alf.toml").write_text("[[[", encoding="utf-8")
    assert saved_options(tmp_path / "tabell.csv").answers is None


def test_what_a_user_says_wins(tmp_path: Path) -> None:
    told = "[read]\nanswers = false\n" + INSTRUMENT
    (tmp_path / "svar.csv.alf.toml").write_text(told, encoding="utf-8")
    assert saved_options(tmp_path / "svar.csv").answers is False
