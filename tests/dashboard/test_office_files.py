"""The bytes of templates: the same rules for slides and documents, told in both languages."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from dashboard import exports
from dashboard.exports.model import TemplateRefused
from dashboard.exports.office_files import POWERPOINT, WORD, Kind, cleaned

_TEMPLATES: Final = Path(str(exports.__file__)).parent / "templates"
_OWN: Final = {
    "PowerPoint": (_TEMPLATES / "atlas.pptx").read_bytes(),
    "Word": (_TEMPLATES / "atlas.docx").read_bytes(),
}
_OTHER: Final = {"PowerPoint": "Word", "Word": "PowerPoint"}
KINDS = pytest.mark.parametrize("kind", [POWERPOINT, WORD], ids=lambda kind: kind.program.name)
Change = Callable[[str, bytes], bytes]


def rewritten(content: bytes, change: Change, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(written, "w", method) as target,
    ):
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
    return written.getvalue()


def as_it_is(_: str, content: bytes) -> bytes:
    return content


def in_lzma_and_spoilt(own: bytes) -> bytes:
    """The first part's packed bytes begin behind its header of 30 bytes and its name."""
    packed = bytearray(rewritten(own, as_it_is, zipfile.ZIP_LZMA))
    start = 30 + len("[Content_Types].xml")
    packed[start + 4 : start + 60] = bytes([255]) * 56
    return bytes(packed)


def with_macros(own: bytes) -> bytes:
    """Under a name that says nothing; what they are stands in the relation."""
    kind = b"http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    link = b'<Relationship Id="rId99" Type="' + kind + b'" Target="x.bin"/></Relationships>'
    return rewritten(own, lambda name, content: content.replace(b"</Relationships>", link)
                     if name == "_rels/.rels" else content)  # fmt: skip


def with_document_type(own: bytes) -> bytes:
    """In UTF-16, where nothing finds it that looks for letters of ASCII."""
    start = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY x "y">]>'
    return rewritten(
        own, lambda name, content: (start + content.decode().partition("?>")[2]).encode("utf-16")
        if name == "docProps/core.xml" else content,
    )  # fmt: skip


HOSTILE: Final[dict[str, tuple[Callable[[bytes], bytes], str]]] = {
    "spoilt lzma": (in_lzma_and_spoilt, "damaged, or not a"),
    "macros": (with_macros, "macros"),
    "a document type": (with_document_type, "document type"),
    "a cut file": (lambda own: own[:-900], "damaged, or not a"),
    "a zip file": (
        lambda own: rewritten(own, as_it_is).replace(b"[Content_Types]", b"[Content_Typos]"),
        "is a zip file, not a",
    ),
    "locked": (lambda _: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512), "password-protected"),
}  # fmt: skip


@KINDS
@pytest.mark.parametrize("name", HOSTILE)
def test_the_same_is_refused_for_slides_and_documents(name: str, kind: Kind) -> None:
    make, reason = HOSTILE[name]
    with pytest.raises(TemplateRefused, match=reason) as refused:
        cleaned(make(_OWN[kind.program.name]), kind)
    assert refused.value.words.sv.startswith(("Mallen ", "Mallens "))
    assert refused.value.words.en.startswith("the template")
    assert all(word not in refused.value.words.sv for word in ("template ", " the "))


@KINDS
def test_each_is_told_from_the_other(kind: Kind) -> None:
    with pytest.raises(TemplateRefused, match=f"not a {kind.program.name} file"):
        cleaned(_OWN[_OTHER[kind.program.name]], kind)


@KINDS
def test_our_own_is_taken_as_it_is(kind: Kind) -> None:
    assert cleaned(_OWN[kind.program.name], kind) == _OWN[kind.program.name]


@KINDS
def test_a_template_becomes_a_document(kind: Kind) -> None:
    template = rewritten(
        _OWN[kind.program.name],
        lambda _, content: content.replace(kind.main.encode(), kind.same[0].encode()),
    )
    with zipfile.ZipFile(io.BytesIO(cleaned(template, kind))) as parts:
        types = parts.read("[Content_Types].xml").decode()
    assert kind.main in types
    assert kind.same[0] not in types
