"""The bytes of a user's template, before anything opens them: refused with the reason, or clean.

A template comes from outside: it may be damaged, hostile or something else than it says. Not for
what is in it: `slides/template.py` and `word/template.py` say whether that can be used.
"""

import io
import lzma
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from lxml import etree

from dashboard.exports import template_words as words
from dashboard.exports.model import TemplateRefused
from dashboard.exports.template_words import Program

# What Office calls a file that is locked with a password, and every file of before 2007.
_OLD_OFFICE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_CONTENT_TYPES: Final = "[Content_Types].xml"
_MOST_BYTES: Final = 200_000_000
_MOST_PARTS: Final = 20_000
# XML is packed about 20 times at most in files that people made.
_MOST_PACKED: Final = 400
_MACROS: Final = ("vbaproject", "macroenabled", "activex")
# By the type of the main part: a presentation may have documents embedded in it.
_KINDS: Final = {
    re.compile(r"presentationml\.\w+\.main\+xml"): words.SLIDES_FILE,
    re.compile(r"wordprocessingml\.\w+\.main\+xml"): words.WORD_FILE,
    re.compile(r"spreadsheetml\.\w+\.main\+xml"): words.EXCEL_FILE,
    re.compile("opendocument"): words.OPEN_FILE,
}
# All that the reader of zip files raises on files that are none, or not whole.
_RUINED: Final = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError,
                  OSError, RuntimeError, ValueError)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What a template has to be; `same` are the types that Office opens as `main` in another way,
    such as a template or a slide show.
    """

    program: Program
    main: str
    same: tuple[str, ...]


_OFFICE: Final = "application/vnd.openxmlformats-officedocument.{}.main+xml"
POWERPOINT: Final = Kind(
    program=words.POWERPOINT,
    main=_OFFICE.format("presentationml.presentation"),
    same=(_OFFICE.format("presentationml.template"), _OFFICE.format("presentationml.slideshow")),
)
WORD: Final = Kind(
    program=words.WORD,
    main=_OFFICE.format("wordprocessingml.document"),
    same=(_OFFICE.format("wordprocessingml.template"),),
)


def cleaned(template: bytes, kind: Kind) -> bytes:
    """A document of the same content; raises TemplateRefused."""
    if template.startswith(_OLD_OFFICE):
        raise TemplateRefused(words.locked(kind.program))
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as source:
            return _document(source, template, kind)
    except TemplateRefused:
        raise
    except _RUINED as error:
        raise TemplateRefused(words.unreadable(kind.program, error)) from error


def parsed(name: str, content: bytes, kind: Kind) -> etree._Element:
    """A part that is XML. Entities are never followed, nor anything fetched.

    Office writes no document types; who does wants to read files or fill the memory. Parsed, not
    searched for: in UTF-16 one would not be found.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise TemplateRefused(words.damaged_part(name, kind.program, error)) from error
    if root.getroottree().docinfo.doctype:
        raise TemplateRefused(words.has_document_type(name, kind.program))
    return root


def _document(source: zipfile.ZipFile, template: bytes, kind: Kind) -> bytes:
    parts = source.infolist()
    _refuse_bomb(parts)
    if _CONTENT_TYPES not in source.namelist():
        found = words.OPEN_FILE if "mimetype" in source.namelist() else words.ZIP_FILE
        raise TemplateRefused(words.other_kind(found, kind.program))
    types = source.read(_CONTENT_TYPES).decode("utf-8", errors="replace")
    _refuse_macros(types, kind)
    _refuse_others(types, kind)
    for part in parts:
        _refuse_part(part.filename, source, kind)
    return _as_main(source, types, kind) if any(one in types for one in kind.same) else template


def _refuse_bomb(parts: list[zipfile.ZipInfo]) -> None:
    """By what the file says of itself; what says too little is cut off and does not add up."""
    size = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if size > _MOST_BYTES or len(parts) > _MOST_PARTS or size > _MOST_PACKED * (packed + 10_000):
        raise TemplateRefused(words.too_large(size, len(parts), _MOST_BYTES))


def _refuse_macros(said: str, kind: Kind) -> None:
    """By what types and relations say of parts: a name may be anything."""
    if any(sign in said.lower() for sign in _MACROS):
        raise TemplateRefused(words.macros(kind.program))


def _refuse_others(types: str, kind: Kind) -> None:
    if any(one in types for one in (kind.main, *kind.same)):
        return
    found = next((name for sign, name in _KINDS.items() if sign.search(types)), words.OTHER_FILE)
    raise TemplateRefused(words.other_kind(found, kind.program))


def _refuse_part(name: str, source: zipfile.ZipFile, kind: Kind) -> None:
    if name.endswith((".xml", ".rels")):
        root = parsed(name, source.read(name), kind)
        if name.endswith(".rels"):
            _refuse_macros(etree.tostring(root, encoding="unicode"), kind)


def _as_main(source: zipfile.ZipFile, types: str, kind: Kind) -> bytes:
    """A template as the document that Office makes of it when it is opened."""
    for one in kind.same:
        types = types.replace(one, kind.main)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            is_types = part.filename == _CONTENT_TYPES
            target.writestr(part.filename, types.encode() if is_types else source.read(part))
    return written.getvalue()
