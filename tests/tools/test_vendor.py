"""Browser files: only what is pinned is used, and what happens without npm. No network here."""

import base64
import hashlib
import io
import tarfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tools import vendor
from tools.console import SetupError
from tools.vendor import Asset, PinnedFile

SCRIPT = b"console.log('pinned');"


def packed(content: bytes = SCRIPT) -> bytes:
    """An archive as npm gives it."""
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w:gz") as tar:
        member = tarfile.TarInfo("package/script.js")
        member.size = len(content)
        tar.addfile(member, io.BytesIO(content))
    return archive.getvalue()


ARCHIVE = packed()


@pytest.fixture
def asset(tmp_path: Path) -> Asset:
    fallback = tmp_path / "in-the-python-package.js"
    fallback.write_bytes(b"console.log('older');")
    target = tmp_path / "assets" / "script.js"
    return Asset(
        package="script",
        version="1.0.0",
        group="runtime",
        integrity="sha512-" + base64.b64encode(hashlib.sha512(ARCHIVE).digest()).decode(),
        files=(PinnedFile("package/script.js", target, hashlib.sha256(SCRIPT).hexdigest()),),
        fallback=fallback,
        fallback_note="using the older one",
    )


@pytest.fixture
def npm_gives(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    def give(archive: bytes) -> None:
        monkeypatch.setattr(vendor, "npm_pack", lambda _: archive)

    return give


def test_the_pinned_file_is_put_in_its_place(
    asset: Asset, npm_gives: Callable[[bytes], None]
) -> None:
    npm_gives(ARCHIVE)
    vendor.fetch(asset)
    assert asset.files[0].target.read_bytes() == SCRIPT
    assert vendor.is_in_place(asset)


def test_an_archive_that_is_not_the_pinned_one_is_refused(
    asset: Asset, npm_gives: Callable[[bytes], None]
) -> None:
    npm_gives(packed(b"console.log('something else');"))
    with pytest.raises(SetupError, match=r"script 1\.0\.0 .* is not the file"):
        vendor.fetch(asset)
    assert not asset.files[0].target.exists()


def test_a_file_of_the_archive_that_is_not_the_pinned_one_is_refused(
    asset: Asset, npm_gives: Callable[[bytes], None]
) -> None:
    npm_gives(ARCHIVE)
    other = replace(asset, files=(replace(asset.files[0], sha256="0" * 64),))
    with pytest.raises(SetupError, match=r"package/script\.js is not the file"):
        vendor.fetch(other)
    assert not asset.files[0].target.exists()


def test_without_npm_the_copy_of_the_python_package_takes_its_place(
    asset: Asset, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(vendor, "find_program", lambda *_: None)
    vendor.fetch(asset)
    assert asset.files[0].target.read_bytes() == asset.fallback.read_bytes()
    assert "npm could not give script: using the older one" in capsys.readouterr().out
    assert vendor.is_in_place(asset), "npm is not asked again at the next start"


def test_an_npm_that_fails_is_as_good_as_none(asset: Asset, tmp_path: Path) -> None:
    failing = tmp_path / "npm"
    failing.write_text("#!/bin/sh\nexit 1\n")
    failing.chmod(0o755)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(vendor, "find_program", lambda *_: failing)
        assert vendor.npm_pack(asset) is None


def test_a_spoilt_file_is_not_in_place(asset: Asset, npm_gives: Callable[[bytes], None]) -> None:
    npm_gives(ARCHIVE)
    vendor.fetch(asset)
    asset.files[0].target.write_bytes(SCRIPT + b" ")
    assert not vendor.is_in_place(asset)


def test_only_the_groups_asked_for_are_fetched(
    asset: Asset, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched: list[str] = []
    both = [asset, replace(asset, package="axe", group="test")]
    monkeypatch.setattr(vendor, "read_lock", lambda: both)
    monkeypatch.setattr(vendor, "fetch", lambda one: fetched.append(one.package))
    vendor.ensure(["test"])
    assert fetched == ["axe"]


def test_every_entry_of_the_lock_is_complete() -> None:
    for entry in vendor.read_lock():
        assert entry.integrity.startswith("sha512-")
        assert entry.files[0].target.suffix == ".js"
        assert all(len(file.sha256) == 64 for file in entry.files)
