"""Programs of the machine that only the tests use: found, or installed from Debian where we may."""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tools.console import SetupError, say, step
from tools.environment import find_program


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """`variable` is where tests read its path; `packages` are all that Debian needs for it."""

    title: str
    variable: str
    names: tuple[str, ...]
    packages: tuple[str, ...]
    tests: str

    def find(self) -> Path | None:
        return find_program(*self.names)

    def advice(self) -> str:
        return (
            f"No {self.title} was found (looked for {', '.join(self.names)} on the PATH), so"
            f" {self.tests} cannot run. On Debian: apt-get install {' '.join(self.packages)},"
            f" as root. Elsewhere install {self.title} and run this again."
        )


CHROMIUM: Final = Needed(
    title="Chromium",
    variable="ALF_CHROMIUM",
    names=("chromium", "chromium-browser", "google-chrome"),
    packages=("chromium",),
    tests="the browser tests",
)
# Liberation has the widths of Arial, so that what LibreOffice lays out is what Office would.
OFFICE: Final = Needed(
    title="LibreOffice",
    variable="ALF_SOFFICE",
    names=("soffice", "libreoffice"),
    packages=("libreoffice-impress", "libreoffice-writer", "libreoffice-calc", "fonts-liberation"),
    tests="the tests that open exported Office files",
)
POPPLER: Final = Needed(
    title="Poppler",
    variable="ALF_PDFTOTEXT",
    names=("pdftotext",),
    packages=("poppler-utils",),
    tests="the tests that look at pages of PDF files",
)
NEEDED: Final = (CHROMIUM, OFFICE, POPPLER)


def find_or_install() -> dict[str, Path]:
    """The path of each by its variable; without those that are not there and that nobody demands.

    CI=true demands them all.
    """
    if may_install():
        install([package for needed in NEEDED for package in packages_missing(needed)])
    found = {needed: needed.find() for needed in NEEDED}
    speak_of([needed for needed, path in found.items() if path is None])
    return {needed.variable: path for needed, path in found.items() if path is not None}


def speak_of(absent: Sequence[Needed]) -> None:
    advice = [needed.advice() for needed in absent]
    if advice and os.environ.get("CI") == "true":
        raise SetupError(" ".join([*advice, "CI=true asks for every test, so this stops here."]))
    for text in advice:
        say(f"{text} They will be skipped.")


def may_install() -> bool:
    is_debian = Path("/etc/debian_version").exists()
    return is_debian and os.geteuid() == 0 and find_program("apt-get") is not None


def packages_missing(needed: Needed) -> list[str]:
    """None where the program is there and no package of Debian's: it is somebody's own choice."""
    path = needed.find()
    if path is not None and not dpkg_query("--search", str(path)):
        return []
    return [package for package in needed.packages if not is_installed(package)]


def is_installed(package: str) -> bool:
    return dpkg_query("--show", "--showformat=${db:Status-Status}", package) == "installed"


def dpkg_query(*arguments: str) -> str:
    """Its answer; empty where it knows of nothing."""
    done = subprocess.run(["dpkg-query", *arguments], capture_output=True, text=True, check=False)
    return "" if done.returncode else done.stdout.strip()


def install(packages: Sequence[str]) -> None:
    """All in one go; a failure is told and left to what is then found missing."""
    if not packages:
        return
    with step(f"installing from Debian for the tests: {', '.join(packages)}"):
        for arguments in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
            if not apt_get(arguments):
                return


def apt_get(arguments: list[str]) -> bool:
    done = subprocess.run(
        ["apt-get", "-qq", *arguments],
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        say(f"apt-get {arguments[0]} failed: {done.stderr.strip()[-400:]}")
    return done.returncode == 0
