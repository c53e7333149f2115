"""Office files and PDFs as programs that we did not write see them: LibreOffice and Poppler.

`to_pdfs` is slow to start and quick per file: give it many at once.
"""

import os
import re
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import Final

import pytest

# Long enough for a hundred files on a slow machine.
_SECONDS: Final = 300
_PAGE: Final = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD: Final = re.compile(
    r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word with its box in points, from the page's upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`words` in reading order."""

    width: float
    height: float
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    def outside(self) -> list[Word]:
        """Words that are cut by the edge of the page or lie beyond it."""
        return [
            word
            for word in self.words
            if min(word.left, word.top) < 0 or word.right > self.width or word.bottom > self.height
        ]


def program(variable: str) -> str:
    """Its path; without one the test is skipped, or fails where CI asks for all."""
    named = os.environ.get(variable)
    if named:
        return named
    reason = f"{variable} names no program; `python3 bootstrap.py test` finds or installs one"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def to_pdf(content: bytes, kind: str) -> bytes:
    """An Office file as LibreOffice prints it; `kind` is its extension, such as "docx"."""
    return to_pdfs({f"file.{kind}": content})[f"file.{kind}"]


def to_pdfs(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Each file by its name, which has the extension of its kind; one start for all of them."""
    soffice = program("ALF_SOFFICE")
    stems = {Path(name).stem for name in files}
    assert len(stems) == len(files), "two names differ only in their extension"
    with tempfile.TemporaryDirectory(prefix="alf-office-") as folder:
        paths = [Path(folder) / name for name in files]
        for path, content in zip(paths, files.values(), strict=True):
            path.write_bytes(content)
        said = _convert(soffice, paths, Path(folder))
        written = {path.name: path.with_suffix(".pdf") for path in paths}
        missing = [name for name, path in written.items() if not path.exists()]
        assert not missing, f"LibreOffice wrote no PDF of {missing}: {said}"
        return {name: path.read_bytes() for name, path in written.items()}


def _convert(soffice: str, paths: list[Path], folder: Path) -> str:
    command = [
        soffice, f"-env:UserInstallation={_profile().as_uri()}", "--headless", "--norestore",
        "--convert-to", "pdf", "--outdir", str(folder), *map(str, paths),
    ]  # fmt: skip
    return _run(command).decode()


def _run(command: list[str], given: bytes | None = None) -> bytes:
    done = subprocess.run(  # noqa: S603 - programs that the set-up found, our own files
        command, input=given, capture_output=True, check=False, timeout=_SECONDS
    )
    assert done.returncode == 0, f"{command[0]} failed: {done.stderr.decode(errors='replace')}"
    return done.stdout


@lru_cache(maxsize=1)
def _profile() -> Path:
    """A profile of this run's own: LibreOffice refuses to start twice on the same one."""
    return Path(_kept_folder().name)


@lru_cache(maxsize=1)
def _kept_folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="alf-office-profile-")


def pages_as_png(pdf: bytes, dpi: int = 60) -> list[bytes]:
    """A picture of each page."""
    pdftoppm = Path(program("ALF_PDFTOTEXT")).with_name("pdftoppm")
    with tempfile.TemporaryDirectory(prefix="alf-pages-") as folder:
        command = [str(pdftoppm), "-png", "-r", str(dpi), "-", f"{folder}/page"]
        _run(command, pdf)
        return [path.read_bytes() for path in sorted(Path(folder).iterdir())]


def words_of(pdf: bytes) -> list[Page]:
    """Every page with its words and their boxes."""
    command = [program("ALF_PDFTOTEXT"), "-bbox-layout", "-", "-"]
    written = _run(command, pdf)
    return [
        Page(width=float(width), height=float(height), words=_words(inside))
        for width, height, inside in _PAGE.findall(written.decode())
    ]


def _words(page: str) -> tuple[Word, ...]:
    return tuple(
        Word(
            text=unescape(text), left=float(left), top=float(top),
            right=float(right), bottom=float(bottom),
        )
        for left, top, right, bottom, text in _WORD.findall(page)
    )  # fmt: skip
