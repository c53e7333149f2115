"""The text that stands in a file of any format, for tests of what must or must not be in it."""

import io
import zipfile

from PIL import Image

from tests.office_render import words_of


def text_in(content: bytes, extension: str) -> str:
    """Everything that can be read in a file: of an Office file, every part of every part."""
    if extension == "pdf":
        return " ".join(page.text for page in words_of(content))
    if extension == "png":
        with Image.open(io.BytesIO(content)) as picture:
            return " ".join(map(str, picture.info.values()))
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return " ".join(text_in(parts.read(name), "") for name in parts.namelist())
    return content.decode("utf-8", "replace")
