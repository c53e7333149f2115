"""XML parts of a workbook, walked as a stream: a part of any size takes no memory of its own."""

from collections.abc import Callable, Mapping
from typing import Final
from xml.parsers import expat

from etl.readers.marks import Damaged

Opened = Callable[[str, Mapping[str, str]], None]
Closed = Callable[[str], None]
Written = Callable[[str], None]

_BETWEEN: Final = " "


def walk(
    xml: bytes, opened: Opened, *, closed: Closed | None = None, written: Written | None = None
) -> None:
    """Calls `opened` with each element and its attributes, all by name without namespace.

    Of two attributes of one name the first counts: extensions stand behind what they extend.
    """
    parser = expat.ParserCreate(namespace_separator=_BETWEEN)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.StartElementHandler = lambda name, attributes: opened(
        _local(name), {_local(key): attributes[key] for key in reversed(attributes)}
    )
    if closed is not None:
        parser.EndElementHandler = lambda name: closed(_local(name))
    if written is not None:
        parser.CharacterDataHandler = written
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError, LookupError) as problem:
        raise Damaged(f"its XML cannot be read ({problem})") from None


def _local(name: str) -> str:
    return name.rpartition(_BETWEEN)[2]


def _refuse_document_type(*_: object) -> None:
    raise Damaged("its XML holds a document type, which no workbook has")
