"""What the server tells the browser not to do, and whom it answers at all.

Nothing here knows who the reader is: there is no login. It keeps other sites from reading or
framing the pages, and the pages from fetching anything from elsewhere.
"""

import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from flask import Response

SECRET_VARIABLE: Final = "ALF_SECRET_KEY"  # noqa: S105 - the name of a variable, not a secret
HOSTS_VARIABLE: Final = "ALF_HOSTS"
SECRET_FILE: Final = "secret.key"  # noqa: S105 - the name of a file
# A page elsewhere whose name was pointed at 127.0.0.1 (DNS rebinding) comes with another host.
LOOPBACK_HOSTS: Final = ("localhost", "127.0.0.1")


def trusted_hosts() -> list[str]:
    """The names the server answers to: loopback, and those that ALF_HOSTS lists with commas."""
    named = os.environ.get(HOSTS_VARIABLE, "")
    return [*LOOPBACK_HOSTS, *(host.strip() for host in named.split(",") if host.strip())]


def secret_key(home: Path) -> str:
    """The key Dash signs with, the same in every worker: from the environment, else from a file."""
    given = os.environ.get(SECRET_VARIABLE)
    if given:
        return given
    home.mkdir(parents=True, exist_ok=True)
    path = home / SECRET_FILE
    try:
        return _write_new(path, secrets.token_hex(32))
    except FileExistsError:
        return path.read_text(encoding="ascii")


def _write_new(path: Path, key: str) -> str:
    """Written whole under another name, then linked: no worker ever reads half a key."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key)
    try:
        path.hardlink_to(draft)
    finally:
        draft.unlink()
    return key


def content_policy(script_hashes: Sequence[str]) -> str:
    """Scripts from here and the few inline ones that Dash writes; nothing from elsewhere."""
    parts = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", *(f"{h}" for h in script_hashes)]),
        # Plotly writes style attributes and style elements.
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def secure(response: Response, policy: str) -> Response:
    headers = response.headers
    headers["Content-Security-Policy"] = policy
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    # The first layout is made for the address that the page itself has (see `app.py`).
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    return response
