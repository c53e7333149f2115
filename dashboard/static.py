"""Files that never change while the server runs: scripts, styles, fonts. Not for pages.

Each is sent as the smallest copy the browser accepts, made once at set-up by `precompress.py`.
An address that carries a fingerprint is kept by the browser for a year; the rest is asked for
again with its ETag, which costs an empty answer.
"""

import mimetypes
import sys
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from dash.fingerprint import check_fingerprint
from flask import Request, Response

from dashboard.compression import accepted_encoding, compress
from dashboard.precompress import ASSETS, SUFFIXES, compressed_path, content_digest

ASSET_PREFIX: Final = "/assets/"
PACKAGE_PREFIX: Final = "/_dash-component-suites/"
ONE_YEAR: Final = "public, max-age=31536000, immutable"
ASK_AGAIN: Final = "no-cache"
# Dash writes ?m=<time of change> behind the address of an asset, so that one may be kept too.
VERSION_KEY: Final = "m"

mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("text/javascript", ".js")


@dataclass(frozen=True, slots=True)
class StaticFile:
    path: Path
    keep: bool


def find_static(path: str, versioned: bool, packages: Collection[str]) -> StaticFile | None:
    """The file behind an address below one of the two prefixes; None where there is none."""
    if path.startswith(ASSET_PREFIX):
        found = _inside(ASSETS, path.removeprefix(ASSET_PREFIX))
        return StaticFile(found, versioned) if found else None
    package, _, rest = path.removeprefix(PACKAGE_PREFIX).partition("/")
    if package not in packages or not rest:
        return None
    name, has_fingerprint = check_fingerprint(rest)  # type: ignore[no-untyped-call]
    found = _inside(_package_folder(package), name)
    return StaticFile(found, has_fingerprint) if found else None


@lru_cache(maxsize=16)
def _package_folder(package: str) -> Path:
    file = sys.modules[package].__file__
    assert file is not None
    return Path(file).parent


def _inside(folder: Path, name: str) -> Path | None:
    """The file if it lies in the folder, whatever dots the name holds."""
    path = (folder / name).resolve()
    is_served = path.is_relative_to(folder.resolve()) and path.suffix not in {".py", ".pyc"}
    return path if is_served and path.is_file() else None


def static_response(file: StaticFile, request: Request) -> Response:
    encoding = accepted_encoding(request) if file.path.suffix in SUFFIXES else None
    modified = file.path.stat()
    etag = content_digest(file.path, modified.st_mtime_ns, modified.st_size)
    cache = ONE_YEAR if file.keep else ASK_AGAIN
    if request.if_none_match.contains(etag):
        response = Response(status=304)
    else:
        response = Response(
            _content(file.path, etag, encoding), mimetype=mimetypes.guess_type(file.path.name)[0]
        )
        if encoding:
            response.content_encoding = encoding
    response.set_etag(etag)
    response.headers["Cache-Control"] = cache
    response.headers["Vary"] = "Accept-Encoding"
    return response


@lru_cache(maxsize=256)
def _content(path: Path, _digest: str, encoding: str | None) -> bytes:
    """Kept in memory: the digest is there so that a changed file is read again."""
    if encoding is None:
        return path.read_bytes()
    prepared = compressed_path(path, encoding)
    return prepared.read_bytes() if prepared else compress(path.read_bytes(), encoding)
