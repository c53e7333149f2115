"""Compressed copies: right, small, and never those of a file that has changed."""

import gzip
from pathlib import Path

import brotli
import pytest

from dashboard import precompress

CONTENT = b"const region = 'uppsala';\n" * 100


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An asset folder with one script, and a cache of its own."""
    assets = tmp_path / "assets"
    assets.mkdir()
    monkeypatch.setattr(precompress, "ASSETS", assets)
    monkeypatch.setattr(precompress, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(precompress, "package_folders", lambda: iter(()))
    path = assets / "script.js"
    path.write_bytes(CONTENT)
    return path


def copy_of(script: Path, encoding: str) -> Path:
    copy = precompress.compressed_path(script, encoding)
    assert copy is not None
    return copy


def test_copies_hold_the_file(script: Path) -> None:
    precompress.main()
    assert brotli.decompress(copy_of(script, "br").read_bytes()) == CONTENT
    assert gzip.decompress(copy_of(script, "gzip").read_bytes()) == CONTENT
    assert copy_of(script, "br").stat().st_size < len(CONTENT) / 10


def test_a_changed_file_has_no_copy_until_it_is_made(script: Path) -> None:
    precompress.main()
    old = copy_of(script, "br")
    script.write_bytes(CONTENT + b"// changed")
    assert precompress.compressed_path(script, "br") is None
    precompress.main()
    assert brotli.decompress(copy_of(script, "br").read_bytes()) == CONTENT + b"// changed"
    assert not old.exists(), "what nothing refers to is removed"


def test_a_change_of_the_same_length_is_noticed(script: Path) -> None:
    precompress.main()
    script.write_bytes(CONTENT.replace(b"uppsala", b"vasbott"))
    assert precompress.compressed_path(script, "br") is None


def test_a_second_run_writes_nothing(script: Path, capsys: pytest.CaptureFixture[str]) -> None:
    precompress.main()
    assert "compressed 1 static files" in capsys.readouterr().out
    before = copy_of(script, "br").stat().st_mtime_ns
    precompress.main()
    assert capsys.readouterr().out == ""
    assert copy_of(script, "br").stat().st_mtime_ns == before


@pytest.mark.parametrize("encoding", ["zstd", "identity", "../../etc/passwd"])
def test_an_encoding_that_is_not_made_has_no_copy(script: Path, encoding: str) -> None:
    precompress.main()
    assert precompress.compressed_path(script, encoding) is None


def test_a_missing_file_has_no_copy(script: Path) -> None:
    assert precompress.compressed_path(script.with_name("gone.js"), "br") is None


def test_small_files_are_left_alone(script: Path) -> None:
    script.write_bytes(b"x")
    precompress.main()
    assert precompress.compressed_path(script, "br") is None
