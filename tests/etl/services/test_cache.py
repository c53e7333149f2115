"""Answers on disk: whole or not there, whatever was damaged or killed."""

import os
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.services.cache import AnswerCache, Stored, question_key
from warehouse.folder import ReleaseProblem

STORED = Stored(address="https://a.example/b", text='{"län": 1}', etag='"1"', modified=None)
KEY = question_key("GET", STORED.address, None)


def note(home: Path) -> Path:
    return home / "answers" / "questions" / f"{KEY}.json"


def body(home: Path) -> Path:
    (found,) = (home / "answers" / "bodies").iterdir()
    return found


def test_the_folder_makes_itself_and_gives_back_what_was_stored(tmp_path: Path) -> None:
    home = tmp_path / "new" / "data"
    assert AnswerCache(home).load(KEY) is None
    AnswerCache(home).store(KEY, STORED)
    assert AnswerCache(home).load(KEY) == STORED


def test_a_question_is_its_method_address_and_body() -> None:
    keys = {
        question_key("GET", "https://a/b", None),
        question_key("POST", "https://a/b", b""),
        question_key("POST", "https://a/b", b"{}"),
        question_key("GET", "https://a/c", None),
    }
    assert len(keys) == 4
    assert question_key("GET", STORED.address, None) == KEY


@pytest.mark.parametrize(
    "damage",
    [
        lambda home: body(home).write_bytes(b'{"l\xc3\xa4n": 2}'),
        lambda home: body(home).write_bytes(b""),
        lambda home: body(home).write_bytes(b"\xff"),
        lambda home: body(home).unlink(),
        lambda home: note(home).write_bytes(b""),
        lambda home: note(home).write_bytes(b"[]"),
        lambda home: note(home).write_bytes(b'{"sha256": "../../x"}'),
        lambda home: note(home).write_text(
            note(home).read_text().replace(body(home).name, "../questions/" + KEY + ".json")
        ),
    ],
    ids=["other bytes", "empty", "no text", "gone", "note empty", "note a list", "note short",
         "note leads elsewhere"],
)  # fmt: skip
def test_a_damaged_answer_is_not_there_but_known_to_have_been(
    tmp_path: Path, damage: object
) -> None:
    cache = AnswerCache(tmp_path)
    cache.store(KEY, STORED)
    assert callable(damage)
    damage(tmp_path)
    assert cache.load(KEY) is None
    assert cache.holds(KEY)
    cache.store(KEY, STORED)
    assert cache.load(KEY) == STORED


_KILLED = """
import os, sys
from pathlib import Path
from etl.services import cache
from etl.services.cache import AnswerCache, Stored
steps = iter(range(100))
real_fsync, real_replace = os.fsync, Path.replace
def dies(step):
    if next(steps) == int(sys.argv[2]):
        os._exit(9)
def fsync(descriptor):
    dies("fsync"); real_fsync(descriptor)
def replace(self, target):
    dies("replace"); return real_replace(self, target)
os.fsync, Path.replace = fsync, replace
home, key = Path(sys.argv[1]), sys.argv[3]
AnswerCache(home).store(key, Stored(address="https://a.example/b", text="[2]", etag=None,
                                    modified=None))
"""


@pytest.mark.parametrize("step", range(7))
def test_a_kill_between_any_two_writes_leaves_the_old_or_the_new_answer(
    tmp_path: Path, step: int
) -> None:
    AnswerCache(tmp_path).store(KEY, STORED)
    run = subprocess.run(  # noqa: S603 - our own interpreter and text
        [sys.executable, "-c", _KILLED, str(tmp_path), str(step), KEY], check=False
    )
    found = AnswerCache(tmp_path).load(KEY)
    assert found is not None
    # Writing takes six steps: to disk, to its name, folder to disk; the body, then the note.
    assert run.returncode == (9 if step < 6 else 0)
    assert found.text == (STORED.text if step < 5 else "[2]")


def test_part_files_of_killed_loads_go_after_a_day(tmp_path: Path) -> None:
    cache = AnswerCache(tmp_path)
    cache.store(KEY, STORED)
    old, new = (body(tmp_path).with_name(name) for name in ("old.part", "new.part"))
    for part in (old, new):
        part.write_bytes(b"half")
    os.utime(old, (time.time() - 90_000,) * 2)
    cache.discard_leftovers()
    assert not old.exists()
    assert new.exists()
    assert cache.load(KEY) == STORED


def test_two_threads_write_the_same_answer(tmp_path: Path) -> None:
    def write() -> None:
        for number in range(20):
            text = f"[{number % 3}]"
            cache.store(KEY, Stored(address="https://a", text=text, etag=None, modified=None))

    cache = AnswerCache(tmp_path)
    threads = [Thread(target=write) for _ in range(2)]
    for thread in threads:
        thread.start()
    for _ in range(50):
        found = cache.load(KEY)
        assert found is None or found.text in {"[0]", "[1]", "[2]"}
    for thread in threads:
        thread.join()
    assert cache.load(KEY) is not None
    assert not list(tmp_path.glob("answers/*/*.part"))


def test_a_folder_that_cannot_be_written_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "answers").write_text("a file stands where the folder should be")
    with pytest.raises(ReleaseProblem, match="answer of a statistics service cannot be stored"):
        AnswerCache(tmp_path).store(KEY, STORED)


@given(text=st.text(), etag=st.none() | st.text(min_size=1))
def test_any_text_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, text: str, etag: str | None
) -> None:
    cache = AnswerCache(tmp_path_factory.getbasetemp() / "any")
    stored = Stored(address="https://a", text=text, etag=etag, modified=None)
    cache.store("k", stored)
    assert cache.load("k") == stored
