"""Office files are zip files: written anew so that the same content gives the same bytes.

python-pptx and python-docx stamp each part with the time of writing; here every part has one
fixed time, the first that a zip can hold.
"""

import io
import zipfile
from typing import Final

_FIXED: Final = (1980, 1, 1, 0, 0, 0)


def with_fixed_times(content: bytes) -> bytes:
    """The same zip, its parts in the same order, without any trace of when it was written."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.infolist():
            fixed = zipfile.ZipInfo(part.filename, _FIXED)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(fixed, source.read(part))
    return written.getvalue()
