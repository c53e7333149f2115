"""Cells and what they stand for; pseudonyms of respondents."""

import hashlib
import unicodedata

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.surveys.answers.pseudonym import pseudonyms
from etl.surveys.answers.spellings import MISSING, UNKNOWN, Coder, Spellings
from etl.surveys.answers.ticked_together import TickedTogether, own_spellings

DECLARED = {"Instämmer helt": 2, "Delvis": 1, "4": 3, "N/A": 9, "ja": 5, "JA": 6}


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Instämmer helt", 2),
        (" instämmer   HELT\u00a0", 2),
        (unicodedata.normalize("NFD", "Instämmer helt"), 2),
        ("\ufeffDelvis", 1),
        ("4,0", 3),
        ("4.00", 3),
        ("+4", 3),
        ("N/A", 9),
        ("n/a", 9),
        ("NA", MISSING),
        (" ", MISSING),
        ("ja", 5),
        ("JA", 6),
        ("Ja", UNKNOWN),
        ("4,5", UNKNOWN),
        ("44", UNKNOWN),
        ("-4", UNKNOWN),
        ("Instämmer", UNKNOWN),
    ],
)
def test_a_cell(cell: str, code: int) -> None:
    assert Spellings(DECLARED, {"NA", "N/A"}).code(cell) == code


def test_codes_that_differ_by_a_leading_zero_stay_apart() -> None:
    found = Spellings({"01": 0, "1": 1}, ())
    assert [found.code(cell) for cell in ("01", "1", "1.0")] == [0, 1, UNKNOWN]


@given(st.lists(st.sampled_from([*DECLARED, "", "x", "NA", "4,0"]), max_size=30))
def test_columns_are_coded_as_single_cells_are(cells: list[str]) -> None:
    meaning = Spellings(DECLARED, {"NA"})
    found = Coder(meaning).codes(pl.Series(cells, dtype=pl.String))
    assert found.to_list() == [meaning.code(cell) for cell in cells]


@given(st.sets(st.sampled_from(["Sjukhus", "Primärvård, jour", "Primärvård", "Annat; ja"])))
def test_options_joined_in_one_cell_are_taken_apart(ticked: set[str]) -> None:
    options = ["Sjukhus", "Primärvård, jour", "Primärvård", "Annat; ja"]
    own = own_spellings([{one: "yes"} for one in options])
    every = {cell for one in own for cell in one}
    cell = ", ".join(sorted(ticked))
    for option, spelt in zip(options, own, strict=True):
        one = TickedTogether(own=dict.fromkeys(spelt, 1), every=every, blank=0, missing=())
        expected = MISSING if not ticked else int(option in ticked)
        assert one.code(cell) == expected


# ---------------------------------------------------------------- pseudonyms


def hashed(*ids: str | None, series: str = "vil", key: bytes = b"key") -> list[str | None]:
    return pseudonyms(series, pl.Series(ids, dtype=pl.String), key).to_list()


def test_a_pseudonym_is_the_keyed_hash_of_series_and_id() -> None:
    expected = hashlib.blake2b(b"vil\0p1", key=b"key", digest_size=16).hexdigest()
    assert hashed("p1") == [expected]


def test_stray_spaces_and_the_case_of_addresses_are_no_other_person() -> None:
    assert len(set(hashed("A@x.se", " a@X.se\u00a0", "\ufeffa@x.se"))) == 1
    assert len(set(hashed("R_aB", "R_Ab"))) == 2


def test_another_key_or_series_gives_another_pseudonym() -> None:
    assert len({*hashed("1"), *hashed("1", key=b"other"), *hashed("1", series="other")}) == 3


def test_nobody_has_no_pseudonym_and_no_key_no_pseudonyms() -> None:
    assert hashed(None, "", "  ") == [None] * 3
    with pytest.raises(ValueError, match="need a key"):
        hashed("1", key=b"")


@given(st.lists(st.text(min_size=1), max_size=8))
def test_a_pseudonym_never_holds_the_id(ids: list[str]) -> None:
    for plain, found in zip(ids, hashed(*ids), strict=True):
        assert found is None or len(found) == 32
        assert found is None or len(plain) < 4 or plain not in found
