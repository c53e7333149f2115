"""Says of the first cell of every row that it is the row's header, as it is in every table of ours.

Typst 0.15 has a function for it, behind a switch that its Python package does not reach yet:
once it does, `print/tables.typ` can say it and this file can go.
"""

import io
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, NameTree, Object, ObjectStreamMode, Pdf, String


def with_row_headers(content: bytes) -> bytes:
    """The same document, its row headers named as headers of the cells beside them."""
    with Pdf.open(io.BytesIO(content)) as document:
        root = document.Root.StructTreeRoot
        ids = _ids(document, root)
        for number, row in enumerate(_body_rows(root)):
            _name_header(row, f"row-{number}", ids)
        written = io.BytesIO()
        # Thousands of small objects are kept together, which makes the file a quarter as large.
        packed = ObjectStreamMode.generate
        document.save(written, object_stream_mode=packed, deterministic_id=True)
        return written.getvalue()


def _body_rows(element: Object) -> Iterator[Object]:
    """Every row below the heads of all tables, in the order of the document."""
    for child in _children(element):
        if str(child.S) == "/TBody":
            yield from _children(child)
        elif str(child.S) != "/THead":
            yield from _body_rows(child)


def _children(element: Object) -> list[Object]:
    """Elements alone: the leaves are numbers of pieces of the page, or references to links."""
    children = element.get(Name.K, Array())
    listed = children if isinstance(children, Array) else [children]
    return [child for child in listed if isinstance(child, Dictionary) and Name.S in child]


def _name_header(row: Object, name: str, ids: NameTree) -> None:
    header, *others = _children(row)
    header.S = Name.TH
    header.ID = String(name)
    _table_attributes(header).Scope = Name.Row
    ids[name] = header
    for cell in others:
        _table_attributes(cell).Headers.append(String(name))


def _table_attributes(cell: Object) -> Object:
    attributes = [found for found in cell.A if str(found.O) == "/Table"]
    return attributes[0]


def _ids(document: Pdf, root: Object) -> NameTree:
    """The list by which cells find their headers."""
    if Name.IDTree not in root:
        return NameTree.new(document)
    return NameTree(root.IDTree)
