"""OpenDocument sheets for tests, put together by hand: no library for them is kept any more."""

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in [
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("number", "datastyle"),
    ]
)
_CALCEXT = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
_OF_OFFICE = {"currency": "office"}
_VALUES = {"date": "date-value", "boolean": "boolean-value", "time": "time-value"}


def ods(rows: str, *, styles: str = "", manifest: str = "<manifest/>") -> bytes:
    """A document whose only sheet, 'Blad', holds these rows."""
    content = (
        f'<?xml version="1.0"?><office:document-content {_NAMES} xmlns:calcext="{_CALCEXT}">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f'<office:body><office:spreadsheet><table:table table:name="Blad">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED
        )
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    return made.getvalue()


def row(*cells: str, **attributes: str) -> str:
    return f"<table:table-row{_table(attributes)}>{''.join(cells)}</table:table-row>"


def cell(value: object, kind: str = "", **attributes: str) -> str:
    """A text or a number, or what `kind` says; `attributes` are those of the table's namespace."""
    shown = f"<text:p>{escape(str(value))}</text:p>"
    kind = kind or ("string" if isinstance(value, str) else "float")
    stated = f' office:value-type="{kind}"'
    if kind != "string":
        stated += f' office:{_VALUES.get(kind, "value")}="{value}"'
    return f"<table:table-cell{stated}{_table(attributes)}>{shown}</table:table-cell>"


def _table(attributes: dict[str, str]) -> str:
    """`number_columns_repeated` → table:number-columns-repeated; `currency` is the office's."""
    return "".join(
        f" {_OF_OFFICE.get(name, 'table')}:{name.replace('_', '-')}={quoteattr(value)}"
        for name, value in attributes.items()
    )
