"""The virtual environment: made once, installed from the locks with hashes, kept up to date."""

import fcntl
import hashlib
import importlib.util
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tools.console import SetupError, say, step

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
SITE_PACKAGES = (
    VENV / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
)
# Which locks are wholly installed. A group is struck out before it is touched and written back
# when it is complete, so an interrupted installation never looks finished.
STAMP = VENV / "installed.json"
LOCKS = {
    "runtime": ROOT / "requirements.lock",
    "test": ROOT / "requirements-test.lock",
}
PROJECT_FILES = (ROOT / "pyproject.toml", ROOT / "requirements.in")

NO_INDEX = re.compile(
    r"NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|ProxyError|SSLError"
    r"|Max retries exceeded|from versions: none"
)
NO_INDEX_ADVICE = (
    "pip could not reach a package index. Connect this machine to the network, or point pip at "
    "your organisation's mirror (PIP_INDEX_URL), and run the same command again."
)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold a lock, so that two set-ups at once do not write into the same environment."""
    with (ROOT / ".venv.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("another set-up is at work here; waiting for it to finish ...")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def ensure(groups: Sequence[str]) -> None:
    """Make the environment hold exactly what the locks of these groups say."""
    if not is_usable(read_stamp()):
        create()
    for group in groups:
        ensure_group(group)
    ensure_project()


def is_usable(stamp: dict[str, str]) -> bool:
    """Whether the environment was finished, by this Python, in this folder."""
    return "runtime" in stamp and stamp.get("home") == home() and PYTHON.exists()


def home() -> str:
    """What an environment cannot survive a change of: its Python and its own place on disk."""
    return f"{platform.python_implementation()} {platform.python_version()} in {VENV}"


def create() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        raise SetupError(
            "This Python has no venv with pip. On Debian and Ubuntu: apt-get install python3-venv."
        )
    with step(f"making .venv with Python {platform.python_version()}"):
        venv.EnvBuilder(clear=True, symlinks=True, with_pip=True).create(VENV)
    write_stamp({"home": home()})


def ensure_group(group: str) -> None:
    lock = LOCKS[group]
    if not needs_work(group, lock):
        return
    with step(f"installing {count_packages(lock)} packages of {lock.name}"):
        # --only-binary: a source package could run any code while it is built.
        # --no-compile: half the time; Python compiles what is imported, when it is.
        options = ("--require-hashes", "--no-deps", "--only-binary=:all:", "--no-compile")
        pip_install(*options, "--requirement", lock)
    mark_done(group, lock)


def ensure_project() -> None:
    """Put the project itself, and its command `alf`, into the environment."""
    if not needs_work("project", *PROJECT_FILES):
        return
    # "compat" adds the folder itself to the path, so that a package made later is found too.
    pip_install(
        *("--no-deps", "--no-build-isolation", "--config-settings", "editable_mode=compat"),
        *("--editable", ROOT),
    )
    mark_done("project", *PROJECT_FILES)


def pip_install(*arguments: str | Path) -> None:
    quiet = ("--quiet", "--disable-pip-version-check", "--no-input", "--retries", "3")
    # -I: a PYTHONPATH of the caller's must not pass for something that is installed.
    done = subprocess.run(
        [PYTHON, "-I", "-m", "pip", "install", *quiet, *arguments],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SetupError(explain(done.stderr))


def explain(pip_errors: str) -> str:
    """What a person needs of pip's complaint: advice if it is the network, then its errors."""
    advice = NO_INDEX_ADVICE if NO_INDEX.search(pip_errors) else "pip could not install."
    lines = pip_errors.strip().splitlines()
    errors = [line for line in lines if line.startswith("ERROR")]
    return "\n".join([advice, "pip said:", *(errors or lines[-8:])])


def run_module(module: str) -> None:
    """Run one of the project's own modules with the environment's Python."""
    done = subprocess.run([PYTHON, "-m", module], cwd=ROOT, check=False)
    if done.returncode:
        raise SetupError(f"{module} ended with exit code {done.returncode}.")


def needs_work(group: str, *files: Path) -> bool:
    """Whether the group differs from what is installed; if so, strike it out until it is done."""
    stamp = read_stamp()
    if stamp.get(group) == digest(*files):
        return False
    stamp.pop(group, None)
    write_stamp(stamp)
    return True


def mark_done(group: str, *files: Path) -> None:
    write_stamp(read_stamp() | {group: digest(*files)})


def digest(*files: Path) -> str:
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def count_packages(lock: Path) -> int:
    return len(re.findall(r"^\S+==", lock.read_text(encoding="utf-8"), flags=re.MULTILINE))


def read_stamp() -> dict[str, str]:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(stamp: dict[str, str]) -> None:
    replace_file(STAMP, json.dumps(stamp, indent=1).encode())


def replace_file(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old one or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.write_bytes(content)
    unfinished.replace(path)


def find_program(*names: str) -> Path | None:
    """The first of these programs that is on the PATH."""
    found = (shutil.which(name) for name in names)
    return next((Path(path) for path in found if path), None)
