"""A Chromium for the browser tests: found, or installed from Debian where we may."""

import os
import subprocess
from pathlib import Path

from tools.console import SetupError, say, step
from tools.environment import find_program

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
ADVICE = (
    "No Chromium was found (looked for chromium, chromium-browser and google-chrome on the PATH), "
    "so the browser tests cannot run. On Debian: apt-get install chromium, as root. "
    "Elsewhere install Chromium or Chrome and run this again."
)


def find_or_install() -> Path | None:
    """The browser to test with; None where there is none and nobody asked for a full run."""
    chromium = find_program(*CHROMIUM_NAMES)
    if chromium is None and may_install():
        chromium = install()
    if chromium is None and os.environ.get("CI") == "true":
        raise SetupError(ADVICE + " CI=true asks for every test, so this stops here.")
    if chromium is None:
        say(ADVICE + " They will be skipped.")
    return chromium


def may_install() -> bool:
    is_debian = Path("/etc/debian_version").exists()
    return is_debian and os.geteuid() == 0 and find_program("apt-get") is not None


def install() -> Path | None:
    with step("installing Debian's chromium for the browser tests"):
        for arguments in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
            if not apt_get(arguments):
                return None
    return find_program(*CHROMIUM_NAMES)


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
