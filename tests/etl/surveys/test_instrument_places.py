"""Every key and element of a TOML is found where it stands."""

import tomllib
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from etl.sources.keys import Path
from etl.surveys.instrument.places import places_of

TEXT = '''# a comment with [brackets] = and "quotes
top = 1
"a.b" . c = [1, 2,   # in between ]
  "x, ]", { d = """many
lines = 3""", 'e' = [ [1], [2] ] },
]
[table]
when = 2024-05-01 10:00:00.5
[[item]]
code = 'x'
[[item]]
  code = "y#"
  [[item.part]]
  k = {}
'''


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("top",), (2, 1)),
        (("a.b",), (3, 1)),
        (("a.b", "c"), (3, 1)),
        (("a.b", "c", 1), (3, 17)),
        (("a.b", "c", 2), (4, 3)),
        (("a.b", "c", 3), (4, 11)),
        (("a.b", "c", 3, "d"), (4, 13)),
        (("a.b", "c", 3, "e"), (5, 15)),
        (("a.b", "c", 3, "e", 1), (5, 28)),
        (("table",), (7, 1)),
        (("table", "when"), (8, 1)),
        (("item",), (9, 1)),
        (("item", 0, "code"), (10, 1)),
        (("item", 1), (11, 1)),
        (("item", 1, "code"), (12, 3)),
        (("item", 1, "part", 0, "k"), (14, 3)),
    ],
)
def test_where_things_stand(path: Path, place: tuple[int, int]) -> None:
    tomllib.loads(TEXT)
    assert places_of(TEXT)[path] == place


def _paths(value: dict[str, Any] | list[Any], path: Path = ()) -> Iterator[Path]:
    inner: Iterable[tuple[Any, Any]]
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in inner:
        yield (*path, key)
        if isinstance(one, dict | list):
            yield from _paths(one, (*path, key))


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8)
_VALUES = st.recursive(
    st.integers(-9, 9) | st.booleans() | _WORDS | st.floats(-5, 5) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(_WORDS, _VALUES, max_size=5))
def test_every_path_of_any_document_has_a_place(table: dict[str, Any]) -> None:
    text = tomlkit.dumps(table)
    places = places_of(text)
    lines = text.split("\n")
    for path in _paths(tomllib.loads(text)):
        line, column = places[path]
        assert 1 <= line <= len(lines)
        assert lines[line - 1][column - 1 :]
