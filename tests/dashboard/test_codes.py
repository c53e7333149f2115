"""Codes of exports: the same for the same view, found again as people type them, kept on file."""

import errno
import fcntl
import json
import multiprocessing
import os
from concurrent.futures import ThreadPoolExecutor, wait
from hashlib import blake2b
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import codes
from dashboard.codes import ALPHABET, UnknownCode, as_written, code_of, codes_path, find, issue
from dashboard.exports.model import ExportRefused
from dashboard.stores import ReleaseGone, Stores
from tests.builders import contents, observation
from tests.dashboard.fake_site import published
from warehouse.release import build, list_releases, publish, rollback
from warehouse.store import Store

RELEASE = "20261122T100145Z-91d941f0"
ADDRESS = "/view/compare?region=skane"
ADDRESSES = st.text(min_size=1, max_size=30).map(lambda text: f"/view/{text}")


def lines(home: Path) -> list[str]:
    return codes_path(home).read_text(encoding="utf-8").splitlines()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder without anything in it."""
    return tmp_path / "data"


# ---------------------------------------------------------------- what a code looks like


def test_a_code_is_the_digest_of_release_and_address_in_base_32() -> None:
    """By the text of the digest's bits, another way than the program takes."""
    digest = blake2b(f"{RELEASE} {ADDRESS}".encode(), digest_size=20).digest()
    bits = "".join(f"{byte:08b}" for byte in digest)
    characters = [ALPHABET[int(bits[at : at + 5], 2)] for at in range(0, 160, 5)]
    assert code_of(RELEASE, ADDRESS) == "".join(characters[:4]) + "-" + "".join(characters[4:8])
    assert code_of(RELEASE, ADDRESS, 32).replace("-", "") == "".join(characters)


def test_the_letters_that_are_mistaken_for_others_are_not_used() -> None:
    assert len(set(ALPHABET)) == 32
    assert not set("ILOU") & set(ALPHABET)


@given(ADDRESSES)
def test_a_code_is_found_however_it_is_typed(address: str) -> None:
    code = code_of(RELEASE, address)
    for typed in (
        code, code.lower(), code.replace("-", ""), f"  {code.replace('-', ' ')} ",
        code.replace("-", "–"), code.replace("0", "O").replace("1", "l"),
        code.replace("0", "o").replace("1", "I"),
    ):  # fmt: skip
        assert as_written(typed) == code


@given(ADDRESSES, ADDRESSES)
def test_another_address_or_release_has_another_code(one: str, other: str) -> None:
    assert (code_of(RELEASE, one) == code_of(RELEASE, other)) == (one == other)
    assert code_of(RELEASE, one) != code_of("20261122T100145Z-00000000", one)


# ---------------------------------------------------------------- issuing


def test_a_code_is_on_file_once_and_leads_back(home: Path) -> None:
    code = issue(home, RELEASE, ADDRESS)
    assert issue(home, RELEASE, ADDRESS) == code
    assert [json.loads(line) for line in lines(home)] == [
        {"code": code, "release": RELEASE, "address": ADDRESS}
    ]
    found = find(Stores(home), code.lower())
    assert (found.code, found.release, found.address) == (code, RELEASE, ADDRESS)


def test_the_code_of_an_example_is_kept_with_the_example_and_found_too(home: Path) -> None:
    stores = Stores(home)
    code = issue(stores.home("example"), RELEASE, "/view/compare?data=example")
    assert not codes_path(home).exists()
    assert find(stores, code).address == "/view/compare?data=example"


def test_a_code_that_another_view_has_gets_a_group_more(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All codes begin alike: only what comes behind tells them apart."""
    whole = code_of
    monkeypatch.setattr(
        codes, "code_of",
        lambda release, address, length=8: "AAAA-AAAA" + whole(release, address, length)[9:],
    )  # fmt: skip
    first, second = issue(home, RELEASE, ADDRESS), issue(home, RELEASE, "/view/trend")
    assert first == "AAAA-AAAA"
    assert len(second) == 14
    assert second.startswith("AAAA-AAAA-")
    assert issue(home, RELEASE, "/view/trend") == second
    stores = Stores(home)
    assert find(stores, first).address == ADDRESS
    assert find(stores, second).address == "/view/trend"


def test_what_another_process_issued_is_seen(home: Path) -> None:
    stores = Stores(home)
    issue(home, RELEASE, ADDRESS)
    code = code_of(RELEASE, "/view/trend")
    with codes_path(home).open("a") as file:
        file.write(json.dumps({"code": code, "release": RELEASE, "address": "/view/trend"}) + "\n")
    assert find(stores, code).address == "/view/trend"
    issue(home, RELEASE, "/view/trend")
    assert len(lines(home)) == 2


def test_a_file_that_was_replaced_is_read_anew(home: Path) -> None:
    stores = Stores(home)
    code = issue(home, RELEASE, ADDRESS)
    other = codes_path(home).with_name("other")
    line = {"code": code_of(RELEASE, "/view/trend"), "release": RELEASE, "address": "/view/trend"}
    other.write_text(json.dumps(line) + "\n" + " " * 500 + "\n")
    other.replace(codes_path(home))
    with pytest.raises(UnknownCode):
        find(stores, code)
    assert find(stores, line["code"]).address == "/view/trend"
    codes_path(home).unlink()
    assert issue(home, RELEASE, ADDRESS) == code
    assert len(lines(home)) == 1


def _issue_many(home: Path, numbers: range) -> None:
    for number in numbers:
        issue(home, RELEASE, f"/view/compare?period={number}")


def test_processes_and_threads_issue_at_once_and_nothing_is_lost_or_doubled(home: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_issue_many, args=(home, range(60))) for _ in range(2)]
    for worker in workers:
        worker.start()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(_issue_many, [home] * 4, [range(30, 90)] * 4))
    for worker in workers:
        worker.join()
        assert worker.exitcode == 0
    found = [json.loads(line)["address"] for line in lines(home)]
    assert sorted(found) == sorted(f"/view/compare?period={number}" for number in range(90))


def test_who_wants_to_write_waits_for_who_writes_and_sees_what_was_written(home: Path) -> None:
    """Another process has just been asked for the same view."""
    issue(home, RELEASE, ADDRESS)
    code = code_of(RELEASE, "/view/trend")
    with codes_path(home).open("a") as file, ThreadPoolExecutor(1) as pool:
        fcntl.flock(file, fcntl.LOCK_EX)
        issued = pool.submit(issue, home, RELEASE, "/view/trend")
        assert wait([issued], timeout=0.3).not_done
        file.write(json.dumps({"code": code, "release": RELEASE, "address": "/view/trend"}) + "\n")
        file.flush()
        fcntl.flock(file, fcntl.LOCK_UN)
        assert issued.result(timeout=30) == code
    assert len(lines(home)) == 2


# ---------------------------------------------------------------- what goes wrong


def test_an_unknown_code_is_said_in_both_languages(home: Path) -> None:
    with pytest.raises(UnknownCode) as refused:
        find(Stores(home), "abcd efgh")
    assert "ABCD-EFGH finns inte" in refused.value.words.sv
    assert "ABCD-EFGH does not exist" in str(refused.value)


@pytest.mark.parametrize("typed", ["", "-", "åäö", "{code}", "x" * 5000, "<script>", "../../etc"])
def test_nothing_that_is_typed_does_harm(home: Path, typed: str) -> None:
    with pytest.raises(UnknownCode) as refused:
        find(Stores(home), typed)
    assert len(str(refused.value)) < 400


@pytest.mark.parametrize(
    "damaged",
    ["nonsense", "{}", "[1]", '{"code": 1, "release": 2, "address": 3}', "null", "\x00\x00",
     '{"code": "AAAA-AAAA", "release": "x", "address": "https://elsewhere.example/"}',
     '{"code": "aaaa", "release": "x", "address": "/view/compare"}'],
)  # fmt: skip
def test_a_damaged_line_harms_no_other_and_is_spoken_of(home: Path, damaged: str) -> None:
    first = issue(home, RELEASE, ADDRESS)
    with codes_path(home).open("a") as file:
        file.write(damaged + "\n")
    second = issue(home, RELEASE, "/view/trend")
    stores = Stores(home)
    assert find(stores, first).address == ADDRESS
    assert find(stores, second).address == "/view/trend"
    with pytest.raises(UnknownCode, match=r"1 lines of reports/codes\.jsonl cannot be read"):
        find(stores, "ZZZZ-ZZZZ")


def test_a_line_that_a_killed_process_left_torn_harms_no_other(home: Path) -> None:
    issue(home, RELEASE, ADDRESS)
    with codes_path(home).open("a") as file:
        file.write('{"code": "AAAA-')
    code = issue(home, RELEASE, "/view/trend")
    assert find(Stores(home), code).address == "/view/trend"
    assert lines(home)[1] == '{"code": "AAAA-'


def test_a_full_disk_refuses_the_export_and_leaves_no_half_line(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue(home, RELEASE, ADDRESS)
    before, write = codes_path(home).read_bytes(), os.write
    monkeypatch.setattr(os, "write", lambda descriptor, content: write(descriptor, content[:10]))
    with pytest.raises(ExportRefused, match="see to it that the data folder can be written to"):
        issue(home, RELEASE, "/view/trend")
    assert codes_path(home).read_bytes() == before
    monkeypatch.undo()
    assert issue(home, RELEASE, "/view/trend") == code_of(RELEASE, "/view/trend")


def test_a_folder_that_cannot_be_written_refuses_the_export(home: Path) -> None:
    """A file stands where the folder should be, which also stops whoever may write everywhere."""
    home.mkdir()
    (home / "reports").write_text("")
    with pytest.raises(ExportRefused, match="no code could be given"):
        issue(home, RELEASE, ADDRESS)


def test_a_code_that_is_on_file_needs_no_writing(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = issue(home, RELEASE, ADDRESS)

    def read_only(*_: object) -> int:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(os, "open", read_only)
    assert issue(home, RELEASE, ADDRESS) == code
    with pytest.raises(ExportRefused, match="the folder is read-only"):
        issue(home, RELEASE, "/view/trend")


# ---------------------------------------------------------------- releases that codes name


@pytest.mark.slow
def test_a_release_that_a_code_names_outlives_twelve_publications(home: Path) -> None:
    first = published(home)
    issue(home, first, ADDRESS)
    later = []
    for number in range(12):
        later.append(build(home, contents([observation(value=float(number))])))
        publish(home, later[-1])
    assert {one.id for one in list_releases(home)} == {first, *later[-10:]}
    assert Stores(home).release(None, first).id == first


@pytest.mark.slow
def test_a_code_that_is_issued_while_the_next_release_is_published_keeps_its_release(
    home: Path,
) -> None:
    """The release in force is the newest: it stays among the last ten, with or without its code."""
    first = published(home)
    release = Store(home).current()
    second = build(home, contents([observation(value=1.0)]))
    publish(home, second)
    issue(home, release.id, ADDRESS)
    for number in range(2, 13):
        publish(home, build(home, contents([observation(value=float(number))])))
    assert first in {one.id for one in list_releases(home)}


def test_the_release_in_force_and_earlier_ones_are_opened_by_their_id(home: Path) -> None:
    first = published(home)
    second = build(home, contents([observation(value=1.0)]))
    publish(home, second)
    stores = Stores(home)
    assert stores.release(None, second) is stores.of(None).current()
    assert stores.release(None, first).id == first
    rollback(home, first)
    assert stores.release(None, first) is stores.of(None).current()


def test_a_release_that_is_gone_is_said_in_both_languages(home: Path) -> None:
    published(home)
    with pytest.raises(ReleaseGone) as gone:
        Stores(home).release(None, RELEASE)
    assert f"Utgåva {RELEASE} finns inte kvar" in gone.value.words.sv
    assert "is no longer in the data folder" in str(gone.value)


def test_a_release_of_another_program_is_said_to_be_there(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = published(home)
    publish(home, build(home, contents([observation(value=1.0)])))
    monkeypatch.setattr("warehouse.queries.SCHEMA_VERSION", 0)
    with pytest.raises(ReleaseGone, match="still there, but this version of the program cannot"):
        Stores(home).release(None, first)


def test_an_address_of_a_release_cannot_lead_out_of_the_folder(home: Path) -> None:
    published(home)
    with pytest.raises(Exception, match="is not the id of a release"):
        Stores(home).release(None, "../../etc/passwd")
