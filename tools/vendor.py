"""Browser files that are fetched at set-up and never committed; assets.lock.json pins each one.

They come from npm, by name, with the checksum that npm publishes. Where there is no npm, the
copy inside an installed Python package takes its place: bigger or older, but it works.
"""

import base64
import hashlib
import io
import json
import subprocess
import tarfile
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tools.console import SetupError, say
from tools.environment import ROOT, SITE_PACKAGES, find_program, replace_file

ASSETS_LOCK = ROOT / "assets.lock.json"
NPM_TIMEOUT_SECONDS = 120
# Without these npm waits minutes for a registry that does not answer.
NPM_OPTIONS = ("--ignore-scripts", "--loglevel=error", "--fetch-retries=1", "--fetch-timeout=30000")


@dataclass(frozen=True)
class PinnedFile:
    member: str
    target: Path
    sha256: str

    def is_current(self) -> bool:
        return self.target.exists() and sha256(self.target.read_bytes()) == self.sha256


@dataclass(frozen=True)
class Asset:
    package: str
    version: str
    group: str
    integrity: str
    files: tuple[PinnedFile, ...]
    fallback: Path
    fallback_note: str

    @classmethod
    def from_entry(cls, entry: dict[str, str], files: list[dict[str, str]]) -> Self:
        pinned = (PinnedFile(f["member"], ROOT / f["target"], f["sha256"]) for f in files)
        return cls(
            package=entry["package"],
            version=entry["version"],
            group=entry["group"],
            integrity=entry["integrity"],
            files=tuple(pinned),
            fallback=SITE_PACKAGES / entry["fallback"],
            fallback_note=entry["fallback_note"],
        )


def ensure(groups: Sequence[str]) -> None:
    """Put every browser file of these groups in its place."""
    for asset in read_lock():
        if asset.group in groups and not is_in_place(asset):
            fetch(asset)


def is_in_place(asset: Asset) -> bool:
    """Whether the pinned files are there, or the fallback that was settled for earlier.

    A closed network is not asked again at every start: who wants to try npm once more removes
    the file.
    """
    script = asset.files[0].target
    if all(file.is_current() for file in asset.files):
        return True
    return script.exists() and script.read_bytes() == asset.fallback.read_bytes()


def read_lock() -> list[Asset]:
    entries = json.loads(ASSETS_LOCK.read_text(encoding="utf-8"))
    return [Asset.from_entry(entry, entry.pop("files")) for entry in entries]


def fetch(asset: Asset) -> None:
    archive = npm_pack(asset)
    if archive is None:
        use_fallback(asset)
        return
    check_integrity(asset, archive)
    for file in asset.files:
        replace_file(file.target, read_member(archive, file))
    say(f"fetched {asset.package} {asset.version} from npm")


def npm_pack(asset: Asset) -> bytes | None:
    """The package's archive, or None where npm is missing or cannot get it."""
    npm = find_program("npm")
    if npm is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        wanted = f"{asset.package}@{asset.version}"
        try:
            done = subprocess.run(
                [npm, "pack", wanted, *NPM_OPTIONS],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=NPM_TIMEOUT_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None
        archives = list(Path(folder).glob("*.tgz"))
        return archives[0].read_bytes() if done.returncode == 0 and archives else None


def check_integrity(asset: Asset, archive: bytes) -> None:
    found = "sha512-" + base64.b64encode(hashlib.sha512(archive).digest()).decode()
    if found != asset.integrity:
        raise SetupError(
            f"{asset.package} {asset.version} from npm is not the file that assets.lock.json pins "
            f"(found {found}). Nothing of it was used. Ask whoever runs your npm mirror."
        )


def read_member(archive: bytes, file: PinnedFile) -> bytes:
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        member = tar.extractfile(file.member)
        content = member.read() if member else b""
    if sha256(content) != file.sha256:
        raise SetupError(f"{file.member} is not the file that assets.lock.json pins.")
    return content


def use_fallback(asset: Asset) -> None:
    """Copy the file out of the Python package instead; the first pinned file is the script."""
    for file in asset.files:
        file.target.unlink(missing_ok=True)
    replace_file(asset.files[0].target, asset.fallback.read_bytes())
    say(f"npm could not give {asset.package}: {asset.fallback_note}")


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
