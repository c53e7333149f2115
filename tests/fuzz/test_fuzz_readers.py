"""Spoilt files of every kind: each is read or refused, in bounded time, whatever its bytes are."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.reading import read_whole
from tests.fuzz.seeds import seeds

SEEDS = seeds()
# What has a meaning to one of the readers is a better guess than any byte.
TOKENS = (
    b'"', b"'", b";", b",", b"\t", b"|", b"\n", b"\r", b"\r\n", b"\x00", b"\xff", b"\xfe\xff",
    b"\xef\xbb\xbf", b"{", b"}", b"[", b"]", b":", b"null", b"NaN", b"1e999", b"-0", b"..", b"\\",
    b"\\ud800", b"\xe5", b"\xc3\xa5", b"DATA=", b"VALUES", b"KEYS", b"=", b"(", b")",
    b"99999999999",    b"value", b"size", b"<", b"PK\x03\x04", b"\x1a", b"%", b"\xa0",
)  # fmt: skip
SPOILING = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.integers(0, 12),
        st.one_of(st.sampled_from(TOKENS), st.binary(max_size=4)),
        st.sampled_from(["replace", "double", "cut"]),
    ),
    min_size=1,
    max_size=4,
)


def spoilt(data: bytes, changes: list[tuple[float, int, bytes, str]]) -> bytes:
    """Some bytes taken away, put in or repeated, or all from some place on cut off."""
    for where, length, put, what in changes:
        at = int(where * len(data))
        if what == "cut" and length == 0:
            data = data[:at]
        elif what == "double":
            data = data[:at] + data[at : at + length] * 2 + put + data[at + length :]
        else:
            data = data[:at] + put + data[at + length :]
    return data


@pytest.mark.parametrize("name", SEEDS)
def test_a_whole_file_is_read(name: str) -> None:
    reading = read_whole(name, SEEDS[name])
    assert reading.accepted()


@pytest.mark.parametrize("name", SEEDS)
@settings(
    max_examples=60,
    deadline=timedelta(seconds=5),
    suppress_health_check=[HealthCheck.too_slow],
)
@given(changes=SPOILING)
def test_a_spoilt_file_is_read_or_refused(
    name: str, changes: list[tuple[float, int, bytes, str]]
) -> None:
    read_whole(name, spoilt(SEEDS[name], changes))


@settings(max_examples=150, deadline=timedelta(seconds=5))
@given(st.lists(st.one_of(st.sampled_from(TOKENS), st.binary(max_size=3)), max_size=40))
def test_any_bytes_are_read_or_refused(parts: list[bytes]) -> None:
    read_whole("any.bin", b"".join(parts))
