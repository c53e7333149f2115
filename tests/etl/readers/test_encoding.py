"""Encodings told by bytes: expectations are the encodings the texts were written in."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.readers.encoding import Damage, Encoding, bad_utf8, decide_encoding

SWEDISH = "län;antal\nVästra Götaland;1\nÖrebro;2\nÅmål;3\n"
NORWEGIAN = "fylke;tal\nØstfold;1\nTromsø;2\nÆrø blåbær;3\n"
GERMAN = "Land;Größe\nThüringen;1\nKöln;2\n"
TYPOGRAPHIC = "titel;år\n“Läkare” – nya;2019–2020\ndon’t…;å\n"


def decided(data: bytes, told: str | None = None) -> Encoding:
    found = decide_encoding([data], told, file="file.csv")
    assert isinstance(found, Encoding), found
    return found


def damaged(data: bytes, told: str | None = None) -> Damage:
    found = decide_encoding([data], told, file="file.csv")
    assert isinstance(found, Damage), found
    return found


@pytest.mark.parametrize(
    ("text", "written", "name"),
    [
        (SWEDISH, "utf-8", "utf-8"),
        (SWEDISH, "utf-8-sig", "utf-8-sig"),
        (SWEDISH, "iso-8859-1", "iso-8859-1"),
        (SWEDISH, "cp1252", "iso-8859-1"),
        (SWEDISH, "mac-roman", "mac-roman"),
        (NORWEGIAN, "mac-roman", "mac-roman"),
        (NORWEGIAN, "cp1252", "iso-8859-1"),
        (GERMAN, "cp1252", "iso-8859-1"),
        (GERMAN, "mac-roman", "mac-roman"),
        (TYPOGRAPHIC, "cp1252", "windows-1252"),
        (TYPOGRAPHIC, "mac-roman", "mac-roman"),
        ("pris;€ 100\nKöln;€ 5\n", "cp1252", "windows-1252"),
        ("pris;€ 100\nKöln;€ 5\n", "iso-8859-15", "iso-8859-15"),
        ("summa;1\u00a0234,5\nGävle;2\u00a0000\n", "cp1252", "iso-8859-1"),
        ("a;b\n1;2\n", "ascii", "ascii"),
        (SWEDISH, "utf-16-le", "utf-16-le"),
        (SWEDISH, "utf-16-be", "utf-16-be"),
    ],
)
def test_the_encoding_that_a_text_was_written_in_is_found(
    text: str, written: str, name: str
) -> None:
    data = text.encode(written)
    found = decided(data)
    assert found.name == name
    assert data[found.mark :].decode(found.name.removesuffix("-sig")) == text
    assert found.reason


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_utf_16_with_its_mark(name: str) -> None:
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}[name]
    found = decided(mark + SWEDISH.encode(name))
    assert (found.name, found.mark) == (name, 2)


@pytest.mark.parametrize("name", ["utf-32", "utf-32-le", "utf-32-be"])
def test_utf_32_is_refused_by_its_name(name: str) -> None:
    problem = damaged(SWEDISH.encode(name)).problem
    assert "utf-32" in problem.message
    assert problem.remedy is not None


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("регион;число\nМосква;1\nПсков;2\n", "cp1251"),
        ("Västerås;1\nÖrebro;2\nMalmö;3\n", "cp850"),
        ("περιοχή;1\nΣχολή;2\n", "cp1253"),
    ],
)
def test_other_alphabets_are_refused_and_not_read_as_letters_with_marks(
    text: str, written: str
) -> None:
    problem = damaged(text.encode(written)).problem
    assert "--encoding" in (problem.remedy or "")


def test_utf_8_but_for_one_cell_is_damage_and_names_the_bytes() -> None:
    good = SWEDISH.encode()
    found = damaged(good + b"a;\xff\xfeb\n" + good)
    assert found.problem.rule == "invalid_bytes"
    assert found.places == ((len(good) + 2, len(good) + 4),)


def test_a_character_cut_off_at_the_end_is_damage() -> None:
    found = damaged((SWEDISH + "ö").encode()[:-1])
    assert found.places


def test_few_bytes_are_weak_evidence() -> None:
    assert decided("a;é\n".encode("cp1252")).is_weak
    assert not decided(SWEDISH.encode("cp1252")).is_weak


def test_two_encodings_that_read_as_well_are_refused_with_both_texts() -> None:
    # Only 0xE1 and 0x87: "ŠKODA;Žofie" in windows-1252, and letters in mac-roman as well.
    found = decide_encoding(["ŠKODA;Žofie\n".encode("cp1252")], None, file="f")
    assert isinstance(found, Damage) or found.is_weak


def test_what_is_told_goes_before_what_is_found() -> None:
    found = decided(SWEDISH.encode("cp1252"), "mac-roman")
    assert (found.name, found.is_told) == ("mac-roman", True)
    assert decided(b"\xef\xbb\xbfa;b\n", "utf-8").mark == 3
    assert decided(codecs.BOM_UTF16_BE + "a".encode("utf-16-be"), "utf-16").name == "utf-16-be"


@pytest.mark.parametrize("told", ["no-such-encoding", "rot13", "base64"])
def test_an_encoding_that_there_is_not_is_named(told: str) -> None:
    assert told in damaged(b"a;b\n", told).problem.message


def test_told_against_the_mark_is_refused() -> None:
    assert "byte order mark" in damaged(b"\xef\xbb\xbfa;b\n", "windows-1252").problem.message


@given(st.binary(max_size=200))
def test_without_the_bad_bytes_the_rest_is_valid_and_each_was_bad(data: bytes) -> None:
    places = bad_utf8(data)
    kept, at = [], 0
    for start, end in places:
        kept.append(data[at:start])
        at = end
    kept.append(data[at:])
    assert "".join(part.decode("utf-8") for part in kept) == data.decode("utf-8", "ignore")
    assert all(start < end for start, end in places)


@given(st.text(max_size=200).filter(lambda text: "\0" not in text and bool(text)))
def test_valid_utf_8_is_never_read_as_anything_else(text: str) -> None:
    data = text.encode()
    found = decide_encoding([data], None, file="f")
    if isinstance(found, Encoding) and not text.startswith("\ufeff"):
        assert data[found.mark :].decode(found.name.removesuffix("-sig")) == text


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    found = decide_encoding([data], None, file="f")
    assert isinstance(found, Encoding | Damage)


@given(st.text(alphabet="abcåäö 123;\n", min_size=400, max_size=900), st.integers(0, 3))
def test_samples_cut_inside_a_character_are_still_utf_8(text: str, cut: int) -> None:
    data = text.encode()
    parts = [data[: 300 - cut], data[301 + cut : 350 + cut]]
    found = decide_encoding(parts, None, file="f", is_whole=False)
    assert isinstance(found, Encoding)
    assert found.name == "utf-8"


def test_bytes_that_windows_lacks_do_not_turn_the_others_into_letters_of_a_mac() -> None:
    data = (SWEDISH * 3).encode("cp1252").replace(b"\n", b"\x81\n", 1)
    found = damaged(data)
    assert found.encoding == "windows-1252"
    assert [data[start:end] for start, end in found.places] == [b"\x81"]


def test_mac_roman_needs_letters_where_letters_belong() -> None:
    assert decided(SWEDISH.encode("mac-roman")).name == "mac-roman"
    damaged(b"a;b\n1;\x81 5\n2;\x8d 6\n3;\x90 7\n")
