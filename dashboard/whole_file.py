"""A file written whole or not at all: what stood there before stands there until the new one does.

Not for releases and codes, which have ways of their own (`warehouse/folder.py`, `codes.py`).
"""

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Raises OSError, and then nothing is changed.

    A link gives way to the file; what it leads to is left alone.
    """
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as draft:
        try:
            draft.write(content)
            draft.flush()
            os.fsync(draft.fileno())
            Path(draft.name).chmod(0o666 & ~_umask())
            Path(draft.name).replace(path)
        finally:
            # Its name is gone where it has taken its place.
            Path(draft.name).unlink(missing_ok=True)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
