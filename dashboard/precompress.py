"""Compress the static files once, at set-up, so that no request pays for it.

Brotli at its highest level saves half of what the page weighs, and takes too long to run while a
browser waits. The compressed copies lie in a cache named by the hash of the file's content: a
changed file simply has no copy yet, so a stale one can never be served.
"""

import gzip
import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

import brotli

ASSETS = Path(__file__).parent / "assets"
CACHE = Path(sys.prefix) / "share" / "alf" / "static"

# The scripts that Dash itself serves, inside its installed packages.
PACKAGE_FOLDERS = (
    "dash/deps",
    "dash/dash-renderer/build",
    "dash/dcc",
    "dash/html",
)
# woff2 and png are compressed already.
SUFFIXES = frozenset({".js", ".css", ".svg", ".json"})
# Below this a header costs more than the compression saves.
SMALLEST_BYTES = 512


def compress_gzip(content: bytes) -> bytes:
    # No time stamp in the header: the same file gives the same bytes on every machine.
    return gzip.compress(content, compresslevel=9, mtime=0)


def compress_brotli(content: bytes) -> bytes:
    return bytes(brotli.compress(content, quality=11))


COMPRESSORS: dict[str, Callable[[bytes], bytes]] = {"br": compress_brotli, "gzip": compress_gzip}


def compressed_path(original: Path, encoding: str) -> Path | None:
    """The compressed copy of this file for a Content-Encoding ("br", "gzip"), if there is one."""
    if encoding not in COMPRESSORS:
        return None
    try:
        status = original.stat()
    except FileNotFoundError:
        return None
    copy = CACHE / f"{content_digest(original, status.st_mtime_ns, status.st_size)}.{encoding}"
    return copy if copy.exists() else None


@lru_cache(maxsize=1024)
def content_digest(path: Path, _modified_ns: int, _size: int) -> str:
    """Hash of the file's content; the time and the size are there to notice a change."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:32]


def static_files() -> Iterator[Path]:
    """Every file worth compressing that the server may be asked for."""
    yield from files_below(ASSETS)
    for folder in package_folders():
        yield from filter(is_served, files_below(folder))


def package_folders() -> Iterator[Path]:
    roots = [Path(entry) for entry in sys.path if entry.endswith("site-packages")]
    for root in roots:
        yield from (root / name for name in PACKAGE_FOLDERS if (root / name).is_dir())


def files_below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in SUFFIXES and path.stat().st_size >= SMALLEST_BYTES:
            yield path


def is_served(path: Path) -> bool:
    """Leave out what Dash loads in debug mode only, and MathJax, which we never ask for."""
    has_minified_twin = path.with_name(f"{path.stem}.min{path.suffix}").exists()
    development_only = path.stem.endswith(".dev") or path.suffix == ".json"
    return not (has_minified_twin or development_only or "mathjax" in path.name)


def write_copy(original: Path, copy: Path) -> None:
    content = COMPRESSORS[copy.suffix.removeprefix(".")](original.read_bytes())
    unfinished = copy.with_name(f".{copy.name}.{os.getpid()}")
    unfinished.write_bytes(content)
    unfinished.replace(copy)


def wanted_copies() -> dict[Path, Path]:
    """Compressed copy → original, for every file and encoding."""
    copies = {}
    for original in static_files():
        status = original.stat()
        digest = content_digest(original, status.st_mtime_ns, status.st_size)
        copies.update({CACHE / f"{digest}.{encoding}": original for encoding in COMPRESSORS})
    return copies


def main() -> None:
    """Bring the cache up to date: write what is missing, remove what nothing refers to."""
    CACHE.mkdir(parents=True, exist_ok=True)
    wanted = wanted_copies()
    present = set(CACHE.iterdir())
    missing = {copy: original for copy, original in wanted.items() if copy not in present}
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        list(pool.map(write_copy, missing.values(), missing))
    for stale in present - wanted.keys():
        stale.unlink(missing_ok=True)
    if missing:
        print(f"alf: compressed {len(missing) // len(COMPRESSORS)} static files", flush=True)


if __name__ == "__main__":
    main()
