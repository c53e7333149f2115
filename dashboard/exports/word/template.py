"""A user's own template, opened: refused in one sentence, or emptied of everything but its look.

A template comes from outside: it may be damaged, hostile or something else than it says. Not for
which of its styles say what: that is `styles.py`.
"""

import io
import zipfile
import zlib
from functools import lru_cache
from pathlib import Path
from typing import Final

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from lxml import etree

from dashboard.exports.model import TemplateRefused

ATTACHED_TEMPLATE: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
)
OWN: Final = Path(__file__).parents[1] / "templates" / "atlas.docx"
_TYPES: Final = "[Content_Types].xml"
_DOCUMENT: Final = CONTENT_TYPE.WML_DOCUMENT_MAIN
_TEMPLATE: Final = _DOCUMENT.replace("document.main", "template.main")
# What Office calls a file that is locked with a password, and every file of before 2007.
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_MOST_BYTES: Final = 200_000_000
_MOST_PARTS: Final = 5_000
_MACROS: Final = ("macroenabled", "vbaproject", "ms-office.activex")
_REMEDY: Final = "Give a Word document or template (.docx, .dotx)."
# What may stay outside the file; anything else would be fetched by whoever opens the document.
_MAY_BE_OUTSIDE: Final = (RELATIONSHIP_TYPE.HYPERLINK, ATTACHED_TEMPLATE)


def opened(template: bytes | None) -> WordDocument:
    """The user's template, or ours where there is none; raises TemplateRefused."""
    return Document(io.BytesIO(_own() if template is None else _checked(template)))


@lru_cache(maxsize=1)
def _own() -> bytes:
    return OWN.read_bytes()


def _checked(template: bytes) -> bytes:
    """The same as a document, whether it was one or a template."""
    parts = _parts(template)
    _refuse_other_kinds(parts)
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            _refuse_damaged(name, content)
        if name.endswith(".rels"):
            _refuse_outside(name, content)
    parts[_TYPES] = parts[_TYPES].replace(_TEMPLATE.encode(), _DOCUMENT.encode())
    content = _zipped(parts)
    try:
        Document(io.BytesIO(content))
    except (OpcError, KeyError, ValueError, AttributeError) as error:
        raise TemplateRefused(
            f"the template is damaged: its parts do not hold together. {_REMEDY}"
        ) from error
    return content


def _parts(template: bytes) -> dict[str, bytes]:
    if template.startswith(_OLE):
        raise TemplateRefused(
            "the template is locked with a password or is of before Word 2007. Save it as .docx"
            " or .dotx without a password."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            _refuse_bomb(archive.infolist())
            return {one.filename: archive.read(one) for one in archive.infolist()}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise TemplateRefused(
            f"the template is not a Word file, or it is damaged. {_REMEDY}"
        ) from error


def _refuse_bomb(parts: list[zipfile.ZipInfo]) -> None:
    """By what the file says of itself; what says too little is cut off and does not add up."""
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_BYTES:
        raise TemplateRefused(
            f"the template unpacks to more than {_MOST_BYTES // 1_000_000} MB or {_MOST_PARTS}"
            " parts. Remove its large pictures and films."
        )


def _refuse_other_kinds(parts: dict[str, bytes]) -> None:
    types = parts.get(_TYPES, b"").decode("utf-8", errors="replace")
    if any(word in text.lower() for word in _MACROS for text in (types, *parts)):
        raise TemplateRefused(
            "the template holds macros, which would travel with every document made from it."
            " Save it without them, as .docx or .dotx."
        )
    if _DOCUMENT not in types and _TEMPLATE not in types:
        raise TemplateRefused(f"the template is not a Word document. {_REMEDY}")


def _refuse_damaged(name: str, content: bytes) -> None:
    """Entities are never followed, and Office writes none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        tree = etree.fromstring(content, parser).getroottree()
    except etree.XMLSyntaxError as error:
        raise TemplateRefused(f"the template is damaged: {name} cannot be read.") from error
    if tree.docinfo.doctype:
        raise TemplateRefused(f"the template is damaged: {name} declares a document type.")


def _refuse_outside(name: str, content: bytes) -> None:
    for relation in etree.fromstring(content):
        is_outside = relation.get("TargetMode") == "External"
        if is_outside and relation.get("Type") not in _MAY_BE_OUTSIDE:
            kind = str(relation.get("Type")).rsplit("/", maxsplit=1)[-1]
            raise TemplateRefused(
                f"the template fetches something from outside the file ({kind} in {name})."
                " Embed it instead of linking it."
            )


def _zipped(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()
