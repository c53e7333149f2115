"""Remake requirements.lock and requirements-test.lock from their .in files, with uv.

    python3 tools/lock.py            keep what is pinned, add and remove as the .in files say
    python3 tools/lock.py --upgrade  take the newest versions that the .in files allow

The first form is what a changed .in file needs.
"""

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
UV = "uv==0.13.9"
OPTIONS = (
    "--universal",  # one lock for every system,
    "--python-version=3.11",  # from this Python on,
    "--fork-strategy=fewest",  # with one version of a package for all of them
    "--generate-hashes",
    # A lock names packages, never the place they come from.
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-annotate",
    "--no-header",
    "--quiet",
)


def install_uv(folder: Path) -> Path:
    """uv in an environment of its own: it is not part of the project's."""
    venv.EnvBuilder(with_pip=True, symlinks=True).create(folder)
    subprocess.run([folder / "bin" / "pip", "install", "--quiet", UV], check=True)
    return folder / "bin" / "uv"


def compile_lock(uv: Path, name: str, more_options: list[str]) -> None:
    files = (f"{name}.in", "--output-file", f"{name}.lock")
    subprocess.run([uv, "pip", "compile", *files, *OPTIONS, *more_options], cwd=ROOT, check=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        uv = install_uv(Path(folder))
        # In this order: the test lock is held to what the runtime lock pins.
        for name in ("requirements", "requirements-test"):
            compile_lock(uv, name, sys.argv[1:])


if __name__ == "__main__":
    main()
