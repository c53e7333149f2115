"""From content to the bytes of a PDF: typst with our template, our fonts, and nothing else.

Typst itself refuses what PDF/UA-1 and PDF/A-2a forbid: a picture without words, say. Not for
what the document says: that is `pdf.py`, `pdf_exhibit.py` and `pdf_report.py`.
"""

import re
import threading
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final

import orjson
import typst

from dashboard.elements import Json
from dashboard.exports import fonts

_TEMPLATE: Final = Path(__file__).parent / "print" / "document.typ"
_REMEMBERED: Final = 10
_NOT_DRAWN: Final = re.compile(r'the text `"(.+?)"` could not be displayed')
_FORBIDDEN: Final = re.compile(r'codepoint `"(\\u\{[0-9a-f]+\})"`')
_ESCAPED: Final = re.compile(r"\\u\{([0-9a-f]+)\}")


def compiled(content: Json) -> bytes:
    """A letter that none of the fonts has is written by its name rather than left out."""
    names: dict[int, str] = {}
    while True:
        try:
            return _typeset(orjson.dumps(_with_names(content, names)).decode())
        except typst.TypstError as error:
            # Typst tells of some only when others are gone.
            letters = {ord(letter) for letter in _not_drawn(error.diagnostic)} - names.keys()
            if not letters:
                raise
        names |= {letter: _name(chr(letter)) for letter in letters}


_local = threading.local()


def _typeset(content: str) -> bytes:
    made = _compiler().compile(
        _TEMPLATE, format="pdf", pdf_standards=["ua-1", "a-2a"], sys_inputs={"content": content}
    )
    assert isinstance(made, bytes)
    _forget()
    return made


def _forget() -> None:
    """Typst remembers what it worked out for the last ten documents: after as many reports that
    is most of a gigabyte, and no two documents of ours are alike. So it is given empty ones.
    """
    for _ in range(_REMEMBERED + 1):
        _compiler().compile(b"", format="pdf")


def _compiler() -> typst.Compiler:
    """One for each thread: two threads may not use the same at once."""
    if not hasattr(_local, "compiler"):
        _local.compiler = typst.Compiler(root=_TEMPLATE.parent, font_paths=_fonts())
    compiler: typst.Compiler = _local.compiler
    return compiler


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Ours, and for letters that ours lack those inside typst: the same on every machine."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(fonts.FOLDER)],
    )


def _not_drawn(diagnostic: str) -> frozenset[str]:
    """The letters that no font has, and those that the standards forbid, from what typst says.

    ASCII is in every font: where typst names it, it is the mark over it that is not, and the charts
    among the content, which are SVG, would no longer be any if their brackets had names.
    """
    named = (*_NOT_DRAWN.findall(diagnostic), *_FORBIDDEN.findall(diagnostic))
    found = (_ESCAPED.sub(_letter, text) for text in named)
    return frozenset(letter for text in found for letter in text if not _is_plain(letter))


def _is_plain(letter: str) -> bool:
    return letter.isascii() and letter.isprintable()


def _letter(escaped: re.Match[str]) -> str:
    return chr(int(escaped[1], 16))


def _with_names(content: Json, names: dict[int, str]) -> Json:
    return {key: _renamed(value, names) for key, value in content.items()}


def _renamed(part: object, names: dict[int, str]) -> object:
    if isinstance(part, dict):
        return _with_names(part, names)
    if isinstance(part, list | tuple):
        return [_renamed(value, names) for value in part]
    return part.translate(names) if isinstance(part, str) else part


def _name(letter: str) -> str:
    """Nothing for what is not seen, such as the byte-order mark of a pasted file."""
    if unicodedata.category(letter) == "Cf":
        return ""
    return f"[{unicodedata.name(letter, f'U+{ord(letter):04X}').lower()}]"
