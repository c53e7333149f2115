"""What a file is, by its content. Its name decides nothing.

JSON is told from other text here; which shape of JSON it is, `json_file.py` says, which parses it.
"""

import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from etl.problems import InputRefused, Problem
from etl.readers.archive import BROKEN
from etl.readers.content import Content
from etl.readers.model import FileKind

HEAD: Final = 1 << 16
_PART: Final = 1 << 22
_LARGEST_LIST: Final = 1 << 20

# First bytes of what is no table, or none that is read here, as their formats define them.
_REFUSED_BY_FIRST_BYTES: Final[tuple[tuple[bytes, str, str], ...]] = (
    (b"%PDF", "a PDF document", "ask its sender for the table as a workbook or as CSV"),
    (b"\x89PNG\r\n", "a PNG picture", "ask its sender for the numbers"),
    (b"\xff\xd8\xff", "a JPEG picture", "ask its sender for the numbers"),
    (b"GIF8", "a GIF picture", "ask its sender for the numbers"),
    (b"\x1f\x8b", "compressed with gzip", "unpack it first"),
    (b"BZh", "compressed with bzip2", "unpack it first"),
    (b"\xfd7zXZ\x00", "compressed with xz", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it first"),
    (b"PAR1", "a Parquet file", "save it as CSV"),
    (b"ARROW1", "an Arrow file", "save it as CSV"),
    (b"FEA1", "a Feather file", "save it as CSV"),
    (b"SQLite format 3\x00", "an SQLite database", "export its table as CSV"),
    (b"$FL2", "an SPSS data file", "save it as CSV"),
    (b"$FL3", "an SPSS data file", "save it as CSV"),
    (b"<stata_dta>", "a Stata data file", "save it as CSV"),
    (b"{\\rtf", "a rich text document", "save its table as CSV"),
)  # fmt: skip
_OLE2: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIPS: Final = (b"PK\x03\x04", b"PK\x05\x06")

# Parts of the content types by which [Content_Types].xml names the main part of a workbook.
_WORKBOOKS: Final[tuple[tuple[bytes, FileKind], ...]] = (
    (b"sheet.binary.macroenabled.main", FileKind.XLSB),
    (b"ms-excel.sheet.macroenabled.main", FileKind.XLSM),
    (b"ms-excel.template.macroenabled.main", FileKind.XLSM),
    (b"spreadsheetml.sheet.main", FileKind.XLSX),
    (b"spreadsheetml.template.main", FileKind.XLSX),
)
_OTHER_ZIPS: Final[tuple[tuple[str, str], ...]] = (
    ("word/", "a Word document"),
    ("ppt/", "a PowerPoint file"),
    ("Index/Document.iwa", "a Numbers or Pages file"),
)
_OLE2_STREAMS: Final[tuple[tuple[str, FileKind | str], ...]] = (
    ("EncryptedPackage", "encrypted"),
    ("Workbook", FileKind.XLS),
    ("Book", FileKind.XLS),
    ("WordDocument", "a Word document"),
    ("PowerPoint Document", "a PowerPoint file"),
)

# The keywords that PX files begin with in practice; any other needs a second sign.
_PX_FIRST: Final = re.compile(
    r"(CHARSET|AXIS-VERSION|CODEPAGE|LANGUAGES?|CREATION-DATE|MATRIX|SUBJECT-CODE|SUBJECT-AREA"
    r'|TITLE|DESCRIPTION|CONTENTS|DECIMALS)(\[[^\]\n]*\])?\s*=\s*("|[0-9]+\s*;)'
)
_PX_KEYWORD: Final = re.compile(r'[A-Z][A-Z0-9-]*(\[[^\]\n]*\])?(\("[^\n]*?"\))?\s*=\s*["0-9YN]')
_PX_SECOND: Final = re.compile(r'^(STUB|HEADING)(\[[^\]\n]*\])?\s*=\s*"', re.MULTILINE)
_MARKUP: Final = re.compile(
    r"<(\?xml|!doctype|!--|html|head|body|meta|style|table|div|svg|workbook)\b", re.IGNORECASE
)
_JSON_FIRST: Final = re.compile(r'\{\s*["}]|\[\s*([\[\]{"]|-?[0-9]|true\b|false\b|null\b)')
_ANSWER_FIRST: Final = re.compile(r'\{\s*"alf_answer"\s*:')


@dataclass(frozen=True, slots=True)
class _Found:
    kind: FileKind
    reason: str


def kind_of(content: Content) -> tuple[FileKind, str]:
    """The kind and why; raises InputRefused, saying what the file is, where it is none of them."""
    head = content.part(0, HEAD)
    if not head.strip(b"\x00 \t\r\n"):
        raise _refused(content, "empty_file", "the file is empty", "ask its sender for it again")
    _refuse_by_first_bytes(content, head)
    if head.startswith(_ZIPS):
        found = _kind_of_zip(content)
    elif head.startswith(_OLE2):
        found = _kind_of_ole2(content)
    else:
        found = _kind_of_text(content, head)
    return found.kind, found.reason


def _refused(content: Content, rule: str, message: str, remedy: str) -> InputRefused:
    return InputRefused([Problem(rule, message, content.name, remedy=remedy)])


def _refuse_by_first_bytes(content: Content, head: bytes) -> None:
    for first, what, remedy in _REFUSED_BY_FIRST_BYTES:
        if head.startswith(first):
            raise _refused(content, "not_a_table", f"the file is {what}", remedy)


# ---------------------------------------------------------------- zip


def _kind_of_zip(content: Content) -> _Found:
    try:
        with zipfile.ZipFile(content.path or io.BytesIO(content.all())) as archive:
            return _kind_of_members(content, archive)
    except InputRefused:  # it is a ValueError too, but the archive is whole
        raise
    except BROKEN:
        raise _refused(
            content,
            "damaged_file",
            "the file begins as a workbook (a zip archive) but is cut off or damaged",
            "ask its sender for it again, or open it in the program that wrote it and save it anew",
        ) from None


def _kind_of_members(content: Content, archive: zipfile.ZipFile) -> _Found:
    names = archive.namelist()
    if "mimetype" in names and b"opendocument.spreadsheet" in _start(archive, "mimetype"):
        return _Found(FileKind.ODS, "a zip archive whose mimetype is an OpenDocument spreadsheet")
    if "[Content_Types].xml" in names:
        types = _start(archive, "[Content_Types].xml").lower()
        for part, kind in _WORKBOOKS:
            if part in types:
                return _Found(kind, f"a zip archive whose content types name {kind} as main part")
    raise _refused(content, "not_a_table", *_other_zip(names))


def _start(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as opened:
        return opened.read(_LARGEST_LIST)


def _other_zip(names: list[str]) -> tuple[str, str]:
    for start, what in _OTHER_ZIPS:
        if any(name.startswith(start) for name in names):
            return f"the file is {what}", "save its table as a workbook or as CSV"
    return "the file is a zip archive without a workbook", "unpack it first"


# ---------------------------------------------------------------- OLE2


def _kind_of_ole2(content: Content) -> _Found:
    """By the names of its streams, which stand in UTF-16 in its directory."""
    there = _ole2_streams(content)
    for name, kind in _OLE2_STREAMS:
        if name not in there:
            continue
        if isinstance(kind, FileKind):
            return _Found(kind, f"an OLE2 file with a stream '{name}'")
        if kind == "encrypted":
            remedy = "open it with its password and save it without one"
            raise _refused(content, "encrypted", "the workbook is protected by a password", remedy)
        raise _refused(
            content, "not_a_table", f"the file is {kind}", "save its table as a workbook or as CSV"
        )
    raise _refused(
        content,
        "not_a_table",
        "the file is an OLE2 file without a workbook",
        "open it in the program that wrote it and save its table as CSV",
    )


def _ole2_streams(content: Content) -> set[str]:
    """Read in parts; one directory entry (128 bytes) overlaps, so that none is cut in two."""
    wanted = {name: f"{name}\0".encode("utf-16-le") for name, _ in _OLE2_STREAMS}
    there: set[str] = set()
    for start in range(0, content.size, _PART):
        part = content.part(start, _PART + 128)
        there.update(name for name, stored in wanted.items() if stored in part)
    return there


# ---------------------------------------------------------------- text


def _kind_of_text(content: Content, head: bytes) -> _Found:
    text = head_as_text(head.removeprefix(b"\xef\xbb\xbf")).lstrip("\ufeff \t\r\n")
    if _MARKUP.match(text):
        raise _refused(content, "not_a_table", *_markup(text))
    if _ANSWER_FIRST.match(text):
        return _Found(FileKind.SERVICE_ANSWERS, "JSON lines that begin with 'alf_answer'")
    if _JSON_FIRST.match(text):
        return _Found(FileKind.JSON, f"text that begins with '{text[0]}' as JSON does")
    if _is_px(text):
        return _Found(FileKind.PX, f"text that begins with the PX keyword {_first_keyword(text)}")
    _refuse_binary(content, head)
    return _Found(FileKind.DELIMITED, "text that is neither JSON, PX, HTML nor XML")


def head_as_text(head: bytes) -> str:
    """The head read just well enough to see ASCII signs; never used for cells."""
    # It looks at byte order marks and at where NULs stand, which holds for any text.
    encoding = json.detect_encoding(head)
    return head.decode("latin-1" if encoding == "utf-8" else encoding, errors="replace")


def _markup(text: str) -> tuple[str, str]:
    lowered = text[:8192].lower()
    if "urn:schemas-microsoft-com:office:spreadsheet" in lowered:
        return "the file is a workbook in the XML of Excel 2003", "open it and save it as .xlsx"
    if "<table" in lowered or "<html" in lowered or "<!doctype html" in lowered:
        remedy = "open it in Excel and save it as .xlsx, or ask its sender for the data"
        return "the file is a web page (HTML), whatever its name says", remedy
    return "the file is XML", "save its table as a workbook or as CSV"


def _is_px(text: str) -> bool:
    if _PX_FIRST.match(text):
        return True
    return bool(_PX_KEYWORD.match(text) and _PX_SECOND.search(text))


def _first_keyword(text: str) -> str:
    return re.split(r"[=\[(\s]", text, maxsplit=1)[0]


def _refuse_binary(content: Content, head: bytes) -> None:
    """Control characters that no text has. NUL is left to the reader of text, which says where."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return
    controls = sum(head.count(bytes([code])) for code in _CONTROLS)
    if controls > len(head) // 50 or _is_mostly_nul_in_disorder(head):
        raise _refused(
            content,
            "not_a_table",
            "the file is binary and of no kind that is known here",
            "save its table as a workbook or as CSV",
        )


def _is_mostly_nul_in_disorder(head: bytes) -> bool:
    """UTF-16 without a byte order mark has its NULs on every other place; others are no text."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    return even + odd > len(head) // 10 and min(even, odd) * 4 > max(even, odd)


# Tab, line feed, vertical tab, form feed, carriage return, substitute (the end of a DOS text),
# escape and NUL occur in texts.
_CONTROLS: Final = tuple(code for code in range(1, 32) if code not in {9, 10, 11, 12, 13, 26, 27})

_ENDINGS: Final[Mapping[str, frozenset[FileKind]]] = {
    "csv": frozenset({FileKind.DELIMITED}),
    "tsv": frozenset({FileKind.DELIMITED}),
    "tab": frozenset({FileKind.DELIMITED}),
    "psv": frozenset({FileKind.DELIMITED}),
    "skv": frozenset({FileKind.DELIMITED}),
    "xlsx": frozenset({FileKind.XLSX}),
    "xlsm": frozenset({FileKind.XLSM}),
    "xls": frozenset({FileKind.XLS}),
    "xlsb": frozenset({FileKind.XLSB}),
    "ods": frozenset({FileKind.ODS}),
    "px": frozenset({FileKind.PX}),
    "json": frozenset({FileKind.JSON}),
    "jsonl": frozenset({FileKind.JSON, FileKind.SERVICE_ANSWERS}),
    "ndjson": frozenset({FileKind.JSON, FileKind.SERVICE_ANSWERS}),
}  # fmt: skip


def name_remark(name: str, kind: FileKind) -> Problem | None:
    """That a name ends otherwise than its content, by `kind_of`; None where it does not."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending not in _ENDINGS or kind in _ENDINGS[ending]:
        return None
    message = f"named .{ending} but is {kind}; read as what it is"
    return Problem("name_and_content_differ", message, name)
