"""Encodings that are said by name: each reader takes the same ones, and refuses the same ones."""

import codecs
import encodings
import pkgutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.problems import InputRefused
from etl.readers import read
from etl.readers.content import Content
from etl.readers.decoding import codec_named, decoded
from etl.readers.options import Options
from tests.etl.readers.px_files import SMALL

FILES = {
    "csv": "a;b\n1;2\n3;4\n",
    "json": '[{"a": 1}, {"a": 2}]',
    "px": SMALL,
}
MODULES = sorted(module.name for module in pkgutil.iter_modules(encodings.__path__))
# https://docs.python.org/3/library/codecs.html#python-specific-encodings and #binary-transforms
NOT_OF_FILES = (
    "idna", "punycode", "raw_unicode_escape", "undefined", "unicode_escape",
    "base64", "bz2", "hex", "quopri", "uu", "zlib", "rot13",
    "no such", "", "utf-8\0", "å" * 200,
)  # fmt: skip


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("encoding", NOT_OF_FILES[:12] + NOT_OF_FILES[14:])
def test_a_word_that_is_no_encoding_of_files_is_refused_by_every_reader(
    kind: str, encoding: str
) -> None:
    reading = read(Content.of_bytes("f", FILES[kind].encode()), Options(encoding=encoding))
    (problem,) = reading.problems
    assert problem.rule == "encoding"
    assert "--encoding" in (problem.remedy or "")


@pytest.mark.parametrize("encoding", NOT_OF_FILES)
def test_such_a_word_names_no_codec(encoding: str) -> None:
    assert codec_named(encoding) is None


@pytest.mark.parametrize("encoding", MODULES)
@pytest.mark.parametrize("kind", FILES)
def test_no_encoding_that_python_knows_ends_a_reader(kind: str, encoding: str) -> None:
    for data in (FILES[kind].encode(), bytes(range(256))):
        read(Content.of_bytes("f", data), Options(encoding=encoding))


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("told", [None, "utf-8", "utf-8-sig"])
def test_a_byte_order_mark_is_no_text(kind: str, told: str | None) -> None:
    data = codecs.BOM_UTF8 + FILES[kind].encode()
    marked = read(Content.of_bytes("f", data), Options(encoding=told))
    plain = read(Content.of_bytes("f", FILES[kind].encode()), Options(encoding=told))
    assert not marked.problems
    assert [one.columns for one in marked.tables] == [one.columns for one in plain.tables]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_px_file_with_a_mark_of_wide_characters_is_read(encoding: str) -> None:
    data = f"\ufeff{SMALL}".encode(encoding)
    reading = read(Content.of_bytes("f.px", data))
    assert not reading.problems
    (decided,) = (one.value for one in reading.decisions if one.subject == "encoding")
    assert decided == encoding


@given(st.text(), st.sampled_from(["utf-8", "utf-16", "utf-32", "utf-8-sig"]))
def test_what_is_encoded_is_decoded(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding), encoding, "f") == text.removeprefix("\ufeff")


def test_the_line_and_the_byte_that_do_not_belong_are_named() -> None:
    with pytest.raises(InputRefused) as refused:
        decoded(b"a\nbc" + b"\xe5\n", "utf-8", "f")
    (problem,) = refused.value.problems
    assert (problem.row, "byte 3 of the line is 0xE5" in problem.message) == (2, True)
