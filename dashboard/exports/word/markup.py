"""Small pieces of WordprocessingML, each a string in the order that its schema wants.

Written as text, not through an XML library: a report has thousands of cells and half a second.
Everything that comes from outside goes through `escaped`. Not for what a document consists of.
"""

from typing import Final

from dashboard.xml_text import escaped, quoted

_NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
}
# Twentieths of a point, in which Word measures.
TWIPS: Final = 20


def whole(content: str) -> str:
    """A body with the names that its content uses."""
    names = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _NAMESPACES.items())
    return f"<w:body {names}>{content}</w:body>"


def run(text: str, look: str = "") -> str:
    """Text with the properties of its letters; a line feed in it starts a new line."""
    lines = '</w:t><w:br/><w:t xml:space="preserve">'.join(escaped(text).split("\n"))
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{lines}</w:t></w:r>'


def bold(text: str) -> str:
    return run(text, "<w:b/><w:bCs/>")


def paragraph(style: str, *runs: str, layout: str = "") -> str:
    """`layout` are properties of the paragraph, in the order of the schema."""
    return (
        f"<w:p><w:pPr><w:pStyle w:val={quoted(style)}/>{layout}</w:pPr>"
        f"{''.join(runs)}</w:p>"
    )  # fmt: skip


def field_start(instruction: str) -> str:
    """Opens a field; what follows until `FIELD_END` is what it said when it was last updated."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escaped(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


FIELD_END: Final = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def field(instruction: str, cached: str) -> str:
    return field_start(instruction) + run(cached) + FIELD_END


def bookmarked(name: str, number: int, content: str) -> str:
    """Content that links and tables of contents can point at."""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


def link_within(bookmark: str, text: str) -> str:
    return f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{run(text)}</w:hyperlink>'


def link_out(relation: str, text: str, style: str, look: str = "") -> str:
    """`style` is the id of the style of characters for links."""
    inside = run(text, f"<w:rStyle w:val={quoted(style)}/>{look}")
    return f'<w:hyperlink r:id="{relation}" w:history="1">{inside}</w:hyperlink>'


def shaded(colour: str) -> str:
    """A background, "#RRGGBB"."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour.removeprefix("#")}"/>'


def coloured(colour: str) -> str:
    return f'<w:color w:val="{colour.removeprefix("#")}"/>'


def sized(points: float) -> str:
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
