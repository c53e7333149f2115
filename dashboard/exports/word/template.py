"""A user's own template, opened: refused in one sentence, or emptied of everything but its look.

Not for whether its bytes can be trusted: that is `office_files.py`; nor for which of its styles
say what: that is `styles.py`.
"""

import io
import zipfile
from functools import lru_cache
from pathlib import Path
from typing import Final

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from lxml import etree

from dashboard.exports import template_words as words
from dashboard.exports.model import TemplateRefused
from dashboard.exports.office_files import WORD, cleaned, parsed

ATTACHED_TEMPLATE: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
)
OWN: Final = Path(__file__).parents[1] / "templates" / "atlas.docx"
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
    content = cleaned(template, WORD)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            if name.endswith(".rels"):
                _refuse_outside(name, parsed(name, parts.read(name), WORD))
    try:
        Document(io.BytesIO(content))
    except (OpcError, KeyError, ValueError, AttributeError) as error:
        raise TemplateRefused(words.damaged(words.WORD, error)) from error
    return content


def _refuse_outside(name: str, relations: etree._Element) -> None:
    for relation in relations:
        is_outside = relation.get("TargetMode") == "External"
        if is_outside and relation.get("Type") not in _MAY_BE_OUTSIDE:
            kind = str(relation.get("Type")).rsplit("/", maxsplit=1)[-1]
            raise TemplateRefused(words.linked(name, kind, words.WORD))
