"""Workbooks that cannot be read: each is refused, in words that say why."""

import io
import random
import struct
import zipfile
import zlib

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.problems import InputRefused
from etl.readers import archive as archives
from etl.readers.content import Content
from etl.readers.model import FileKind
from etl.readers.options import NO_OPTIONS
from etl.readers.workbook import grids_of
from tests.etl.readers.test_workbook_other import ods_sample, xls_sample, xlsb_sample
from tests.etl.readers.workbooks import (
    SHEET,
    rules,
    sheet_of,
    sheets_in,
    with_parts,
    written,
)

PLAIN = written(lambda _, sheet: sheet.write_row(0, 0, ["a", 1, 2.5]))


def _refusal(data: bytes) -> list[str]:
    with pytest.raises(InputRefused) as refused:
        sheets_in(data)
    return rules(refused.value.problems)


def _problems(data: bytes) -> list[str]:
    try:
        return rules(sheets_in(data).problems)
    except InputRefused as refused:
        return rules(refused.problems)


def test_an_archive_that_unpacks_to_more_than_is_sane(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "SMALL", 1 << 20)
    bomb = with_parts(PLAIN, {"xl/media/image1.bin": bytes(8 << 20)})
    with pytest.raises(InputRefused) as refused:
        sheets_in(bomb)
    (problem,) = refused.value.problems
    assert problem.rule == "zip_bomb"
    unpacked = sum(entry.file_size for entry in zipfile.ZipFile(io.BytesIO(bomb)).infolist())
    assert f"to {unpacked} bytes" in problem.message


def test_a_bomb_by_its_stated_size_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The central directory says 3 GiB: nothing of it is unpacked."""
    monkeypatch.setattr(archives, "MOST_PACKED", 1 << 40)
    data = bytearray(PLAIN)
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 3 << 30)
    assert _refusal(bytes(data)) == ["zip_bomb"]


@pytest.mark.parametrize("reference", ["XFD1048576", "A1048576"])
def test_a_stray_cell_far_away_does_not_fill_the_memory(reference: str) -> None:
    cells = '<row r="1"><c r="T1"><v>1</v></c></row>'
    row = reference.lstrip("AXFD")
    sheets = sheets_in(sheet_of(f'{cells}<row r="{row}"><c r="{reference}"><v>1</v></c></row>'))
    (problem,) = sheets.problems
    assert problem.rule == "absurd_range"
    assert reference[-7:] in problem.message
    assert [grid.name for grid in sheets.grids] == ["Andra"]


def test_a_far_cell_that_is_only_formatted_is_no_cell() -> None:
    cells = (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    )
    sheets = sheets_in(sheet_of(cells))
    assert sheets.problems == ()
    assert [list(row) for row in sheets.grids[0].rows] == [[1]]


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A0"><v>1</v></c></row>',
        '<row r="1"><c r="A99999999"><v>1</v></c></row>',
        '<row r="99999999"><c r="A99999999"><v>1</v></c></row>',
        '<row r="1"><c r="ZZZZ1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
        '<row r="1"><c r="A1" t="e"><v>#NOTHING!</v></c></row>',
    ],
)
def test_a_sheet_that_cannot_be_is_refused(cells: str) -> None:
    sheets = sheets_in(sheet_of(cells))
    assert rules(sheets.problems) == ["damaged_file"]
    assert sheets.problems[0].sheet == "Blad"


def test_a_document_type_is_refused() -> None:
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa">]><worksheet><sheetData/></worksheet>'
    )
    assert rules(sheets_in(with_parts(PLAIN, {SHEET: bomb})).problems) == ["damaged_file"]


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET])
def test_a_missing_part_is_named(part: str) -> None:
    data = with_parts(PLAIN, {part: None})
    assert _problems(data) == ["damaged_file"]


def test_a_part_with_a_wrong_checksum_is_refused() -> None:
    body = zipfile.ZipFile(io.BytesIO(PLAIN)).read(SHEET)
    checksum = struct.pack("<I", zlib.crc32(body))
    assert rules(sheets_in(PLAIN.replace(checksum, b"\0\1\2\3")).problems) == ["damaged_file"]


def test_what_is_no_workbook_is_refused() -> None:
    for data in (PLAIN[:500], b"<html><table></table></html>"):
        with pytest.raises(InputRefused):
            sheets_in(data)


def test_the_kind_is_by_content() -> None:
    assert grids_of(Content.of_bytes("bok.csv", PLAIN), NO_OPTIONS).kind == FileKind.XLSX


def test_no_cell_is_in_a_message() -> None:
    answer = "hemligt"
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet["A1"], sheet["B1"] = answer, f'="{answer}"'
    saved = io.BytesIO()
    made.save(saved)
    bad = sheet_of(f'<row r="1"><c r="A1" t="e"><v>{answer}</v></c></row>')
    for sheets in (sheets_in(saved.getvalue()), sheets_in(bad)):
        said = [*sheets.remarks, *sheets.problems]
        assert said
        assert not any(answer in str(problem) for problem in said)


SAMPLES = {"xlsx": PLAIN, "xls": xls_sample(), "ods": ods_sample(), "xlsb": xlsb_sample()}


@pytest.mark.parametrize("ending", SAMPLES)
@given(st.integers(0, 2**32), st.integers(1, 12))
def test_damaged_bytes_are_read_or_refused(ending: str, seed: int, count: int) -> None:
    """Nothing but a reading or a refusal comes out, whatever the bytes."""
    drawn = random.Random(seed)
    data = bytearray(SAMPLES[ending])
    for _ in range(count):
        data[drawn.randrange(len(data))] = drawn.randrange(256)
    _problems(bytes(data[: drawn.choice([len(data), drawn.randrange(len(data))])]))


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xlsb"])
@given(st.integers(0, 2**32), st.integers(1, 12))
def test_damaged_parts_are_read_or_refused(ending: str, seed: int, count: int) -> None:
    """As above, with the checksums made right again, so that the damage reaches the parsers."""
    drawn = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(SAMPLES[ending])) as archive:
        name = drawn.choice([name for name in archive.namelist() if name != "mimetype"])
        part = bytearray(archive.read(name))
    for _ in range(count if part else 0):
        part[drawn.randrange(len(part))] = drawn.randrange(256)
    _problems(with_parts(SAMPLES[ending], {name: bytes(part)}))
