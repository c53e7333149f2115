"""The bytes of a user's template, before anything opens them: refused with the reason, or clean.

Not for what is in its layouts: `template.py` says whether they can be used.
"""

import io
import re
import zipfile
import zlib
from typing import Final

from dashboard.exports.model import TemplateRefused

_OLD_OFFICE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_CONTENT_TYPES: Final = "[Content_Types].xml"
_MOST_BYTES: Final = 200_000_000
_MOST_PARTS: Final = 20_000
# XML is packed about 20 times at most in files that people made.
_MOST_PACKED: Final = 400
_MACROS: Final = (b"vbaProject", b"macroEnabled", b"activeX")
_MAIN: Final = "application/vnd.openxmlformats-officedocument.presentationml.{}.main+xml"
_DECK: Final = _MAIN.format("presentation").encode()
# A template and a slide show are presentations that PowerPoint opens in another way.
_SAME: Final = (_MAIN.format("template").encode(), _MAIN.format("slideshow").encode())
_OTHERS: Final = {
    b"wordprocessingml": "a Word document",
    b"spreadsheetml.sheet.main": "an Excel workbook",
    b"opendocument": "an OpenDocument file",
}
_RUINED: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError,
                  RuntimeError, ValueError)  # fmt: skip


def cleaned(template: bytes) -> bytes:
    """A presentation of the same content; raises TemplateRefused."""
    if template.startswith(_OLD_OFFICE):
        raise TemplateRefused(
            "the template is password-protected or in the old .ppt format: save it in PowerPoint"
            " as .pptx or .potx without a password"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as source:
            return _presentation(source, template)
    except TemplateRefused:
        raise
    except _RUINED as error:
        raise TemplateRefused(
            f"the template is not a PowerPoint file that can be read ({error}): open it in"
            " PowerPoint, save it as .pptx and try again"
        ) from error


def _presentation(source: zipfile.ZipFile, template: bytes) -> bytes:
    parts = source.infolist()
    _refuse_bomb(parts)
    if _CONTENT_TYPES not in source.namelist():
        kind = "an OpenDocument file" if "mimetype" in source.namelist() else "a zip file"
        raise TemplateRefused(f"the template is {kind}, not a PowerPoint file (.pptx or .potx)")
    types = source.read(_CONTENT_TYPES)
    _refuse_macros(types, source.namelist())
    _refuse_others(types)
    for part in parts:
        _refuse_entities(part.filename, source)
    return _as_deck(source, types) if any(kind in types for kind in _SAME) else template


def _refuse_bomb(parts: list[zipfile.ZipInfo]) -> None:
    size = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if size > _MOST_BYTES or len(parts) > _MOST_PARTS or size > _MOST_PACKED * (packed + 10_000):
        raise TemplateRefused(
            f"the template unpacks to {size:,} bytes in {len(parts):,} parts, more than any"
            f" template needs (at most {_MOST_BYTES:,} bytes): remove slides and large pictures"
        )


def _refuse_macros(types: bytes, names: list[str]) -> None:
    if any(sign in types for sign in _MACROS) or any("vbaProject" in name for name in names):
        raise TemplateRefused(
            "the template holds macros or controls: save it in PowerPoint as .pptx or .potx,"
            " which hold none"
        )


def _refuse_others(types: bytes) -> None:
    if _DECK in types or any(kind in types for kind in _SAME):
        return
    kind = next((name for sign, name in _OTHERS.items() if sign in types), "another kind of file")
    raise TemplateRefused(f"the template is {kind}, not a PowerPoint file (.pptx or .potx)")


def _refuse_entities(name: str, source: zipfile.ZipFile) -> None:
    """Office writes no document types; who does wants to read files or fill the memory."""
    if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in source.read(name):
        raise TemplateRefused(
            f"the template's part {name} declares a document type, which PowerPoint never writes:"
            " open it in PowerPoint, save it as .pptx and try again"
        )


def _as_deck(source: zipfile.ZipFile, types: bytes) -> bytes:
    """A .potx as the .pptx that PowerPoint makes of it when it is opened."""
    for kind in _SAME:
        types = re.sub(re.escape(kind), _DECK, types)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            content = types if part.filename == _CONTENT_TYPES else source.read(part)
            target.writestr(part.filename, content)
    return written.getvalue()
