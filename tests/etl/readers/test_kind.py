"""A file is what its content says; a name that says otherwise is a remark."""

import gzip
import io
import struct
import zipfile
from pathlib import Path

import pytest

from etl.problems import InputRefused
from etl.readers import READERS, read
from etl.readers.content import Content
from etl.readers.kind import HEAD, kind_of
from etl.readers.model import FileKind
from etl.readers.options import Options
from tests.real_files import FOLDER, NEEDED, manifest

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
EXCEL = "application/vnd.ms-excel"


def packed(members: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return made.getvalue()


def office(main: str) -> bytes:
    override = f'<Override PartName="/xl/book" ContentType="{main}+xml"/>'
    return packed({"[Content_Types].xml": f"<Types>{override}</Types>", "xl/book": ""})


def ole2(stream: str) -> bytes:
    """The mark of OLE2 and a directory entry with a name, behind a part's border."""
    entry = f"{stream}\0".encode("utf-16-le").ljust(64, b"\0")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xfe" * ((1 << 22) - 20) + entry


KINDS = {
    "xlsx": (office(f"{SPREADSHEET}.sheet.main"), FileKind.XLSX),
    "template": (office(f"{SPREADSHEET}.template.main"), FileKind.XLSX),
    "xlsm": (office(f"{EXCEL}.sheet.macroEnabled.main"), FileKind.XLSM),
    "xlsb": (office(f"{EXCEL}.sheet.binary.macroEnabled.main"), FileKind.XLSB),
    "ods": (packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), FileKind.ODS),
    "xls": (ole2("Workbook"), FileKind.XLS),
    "old xls": (ole2("Book"), FileKind.XLS),
    "json array": (b' \n[{"a": 1}]', FileKind.JSON),
    "json with mark": (b'\xef\xbb\xbf{"a": 1}', FileKind.JSON),
    "json in utf-16": ('{"a": 1}'.encode("utf-16"), FileKind.JSON),
    "answers": (b'{"alf_answer": 1, "address": "x", "body": "[]"}', FileKind.SERVICE_ANSWERS),
    "px": (b'CHARSET="ANSI";\nAXIS-VERSION="2000";', FileKind.PX),
    "px in utf-8 with mark": (b'\xef\xbb\xbfCHARSET="ANSI";', FileKind.PX),
    "px by its second keyword": (b'FOO="1";\nSTUB="a";\nDATA=1;', FileKind.PX),
    "px of several languages": (b'TITLE[sv]="Titel";', FileKind.PX),
    "csv": (b"a;b\n1;2\n", FileKind.DELIMITED),
    "csv of one word": (b"a", FileKind.DELIMITED),
    "csv in utf-16": ("a;b\n".encode("utf-16"), FileKind.DELIMITED),
    "csv in utf-16 without mark": ("a;b\n1;2\n".encode("utf-16-le"), FileKind.DELIMITED),
    "csv that begins with a bracket": (b"[Data],value\nx,1\n", FileKind.DELIMITED),
    "csv that begins with a brace": (b"{a},value\nx,1\n", FileKind.DELIMITED),
    "csv that begins as a bound": (b"<5;3\n<10;4\n", FileKind.DELIMITED),
    "csv with a keyword in it": (b"TITLE=a;b\nSTUB;c\n", FileKind.DELIMITED),
    "csv with a NUL": (b"a;b\n1;\x002\n", FileKind.DELIMITED),
}

REFUSED = {
    "nothing": (b"", "empty_file", "empty"),
    "blank": (b" \r\n\t", "empty_file", "empty"),
    "pdf": (b"%PDF-1.7\n...", "not_a_table", "PDF"),
    "png": (b"\x89PNG\r\n\x1a\n", "not_a_table", "PNG"),
    "gzip": (gzip.compress(b"a;b\n1;2\n"), "not_a_table", "gzip"),
    "parquet": (b"PAR1....", "not_a_table", "Parquet"),
    "sqlite": (b"SQLite format 3\x00", "not_a_table", "SQLite"),
    "spss": (b"$FL2@(#) SPSS", "not_a_table", "SPSS"),
    "html": (b"<html><table><tr><td>1", "not_a_table", "HTML"),
    "html with a doctype": (b"\n<!DOCTYPE html>\n<html>", "not_a_table", "HTML"),
    "html table alone": (b"<table border=1>", "not_a_table", "HTML"),
    "xml": (b"<?xml version='1.0'?><a/>", "not_a_table", "XML"),
    "excel 2003": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
        "not_a_table", "Excel 2003",
    ),
    "docx": (packed({"[Content_Types].xml": "<Types/>", "word/document.xml": ""}),
             "not_a_table", "Word"),
    "zip": (packed({"a.csv": "a;b"}), "not_a_table", "zip archive"),
    "cut zip": (office(f"{SPREADSHEET}.sheet.main")[:100], "damaged_file", "damaged"),
    "protected": (ole2("EncryptedPackage"), "encrypted", "password"),
    "doc": (ole2("WordDocument"), "not_a_table", "Word"),
    "other ole2": (ole2("Something"), "not_a_table", "OLE2"),
    "rubbish": (struct.pack("256B", *range(256)) * 4, "not_a_table", "binary"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "kind"), KINDS.values(), ids=list(KINDS))
def test_the_kind_by_content(data: bytes, kind: FileKind, tmp_path: Path) -> None:
    assert kind_of(Content.of_bytes("any.name", data))[0] is kind
    path = tmp_path / "file"
    path.write_bytes(data)
    assert kind_of(Content.of_file(path))[0] is kind


@pytest.mark.parametrize(("data", "rule", "says"), REFUSED.values(), ids=list(REFUSED))
def test_what_is_no_table_is_said_to_be_what_it_is(data: bytes, rule: str, says: str) -> None:
    with pytest.raises(InputRefused) as refused:
        kind_of(Content.of_bytes("table.csv", data))
    (problem,) = refused.value.problems
    assert problem.rule == rule
    assert says in problem.message
    assert problem.remedy
    reading = read(Content.of_bytes("table.csv", data))
    assert reading.kind is None
    assert reading.problems == (problem,)


def test_every_kind_has_one_reader() -> None:
    shapes_of_json = {FileKind.JSON_STAT, FileKind.PXWEB_JSON, FileKind.KOLADA}
    assert set(READERS) | shapes_of_json == set(FileKind)


@pytest.mark.parametrize(
    ("name", "differs"),
    [("a.csv", True), ("a.px", True), ("a.JSON", False), ("a.txt", False), ("a", False)],
)
def test_a_name_that_says_otherwise_is_a_remark(name: str, differs: bool) -> None:
    reading = read(Content.of_bytes(name, b'[{"a": 1}]'))
    assert reading.accepted()
    rules = [one.rule for one in reading.remarks]
    assert ("name_and_content_differ" in rules) is differs


def test_only_the_head_of_a_large_text_is_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_bytes(b"a;b\n" * HEAD)
    assert kind_of(Content.of_file(path))[0] is FileKind.DELIMITED


def test_what_the_user_says_of_answers_goes_first() -> None:
    content = Content.of_bytes("a.json", b'[{"a": 1}]')
    assert read(content, Options(answers=True)).answers == "told so"
    assert read(content, Options(answers=False)).answers is None


@NEEDED
@pytest.mark.parametrize("row", manifest(), ids=lambda row: row["path"])
def test_kinds_of_real_files(row: dict[str, str]) -> None:
    """Every one of them is named after what it is."""
    kind, _ = kind_of(Content.of_file(FOLDER / row["path"]))
    ending = row["path"].rpartition(".")[2]
    assert kind.value == {"csv": "delimited", "tsv": "delimited", "psv": "delimited"}.get(
        ending, ending
    )
