"""Texts as XML holds them, in slides, documents, charts and pictures.

What a reader has written may come from the clipboard and hold anything. Not for HTML.
"""

import re
from typing import Final
from xml.sax.saxutils import escape, quoteattr

# What XML cannot hold in any form. https://www.w3.org/TR/xml/#charsets
UNWRITABLE: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def writable(text: str) -> str:
    return UNWRITABLE.sub("", text)


def escaped(text: str) -> str:
    """Between tags."""
    return escape(writable(text))


def quoted(text: str) -> str:
    """As the value of an attribute, with its quotation marks."""
    return quoteattr(writable(text))
