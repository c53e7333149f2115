"""Where the tables lie in a JSON document of no known shape: its arrays of objects.

Arrays of the same keys beside each other are one table with a column that names the array.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias, TypeGuard

from etl.readers.json_text import Json, refused

Path: TypeAlias = tuple[str, ...]

_DIGITS: Final = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")


@dataclass(frozen=True, slots=True)
class Listed:
    """An array of objects and where it lies. `names` say for each record in which list it was."""

    path: Path
    records: Sequence[Mapping[str, Json]]
    names: Sequence[str] | None = None


def numbered(document: Json) -> Json:
    """A list of an object and a list of objects, what is said of an answer and the answer: by
    their places, since they are no rows of one table."""
    if not isinstance(document, list) or not any(isinstance(one, Mapping) for one in document):
        return document
    if not any(is_array_of_objects(one) for one in document):
        return document
    return {f"#{place}": one for place, one in enumerate(document, start=1)}


def lists_of(document: Json, file: str) -> list[Listed]:
    """Every table in the document; raises InputRefused where there is none."""
    if isinstance(document, list):
        return [Listed((), _objects(document, file))]
    if not isinstance(document, Mapping):
        raise refused("the file holds a single value and no table", file)
    found = list(_stacked(arrays(document, ())))
    return found or [Listed((), _of_object(document, file))]


def _objects(values: Sequence[Json], file: str) -> list[Mapping[str, Json]]:
    """The elements as records: objects, or lists of equal length, or single values."""
    if not values:
        raise refused("the file holds an empty list: there is no table in it", file)
    if all(isinstance(one, Mapping) for one in values):
        return [one for one in values if isinstance(one, Mapping)]
    if all(isinstance(one, list) for one in values):
        return _of_lists([one for one in values if isinstance(one, list)], None, file)
    if any(isinstance(one, Mapping | list) for one in values):
        raise refused("a list mixes objects with other values: it is no table", file)
    return [{"value": one} for one in values]


def _of_lists(
    rows: Sequence[Sequence[Json]], header: Sequence[str] | None, file: str
) -> list[Mapping[str, Json]]:
    """The first row names the columns where it alone is of texts that all differ."""
    if header is None:
        header, rows = _header_of_lists(rows)
    widths = {len(row) for row in rows}
    if widths - {len(header)}:
        message = f"a list holds rows of {', '.join(map(str, sorted(widths)))} values"
        raise refused(message, file, rule="ragged_rows")
    return [dict(zip(header, row, strict=True)) for row in rows]


def _header_of_lists(
    rows: Sequence[Sequence[Json]],
) -> tuple[Sequence[str], Sequence[Sequence[Json]]]:
    first = [one for one in rows[0] if isinstance(one, str)]
    is_header = len(rows) > 1 and 0 < len(first) == len(rows[0]) == len(set(first))
    if is_header and (_are_not_all_texts(rows[1:]) or _has_words_above_numbers(rows)):
        return first, rows[1:]
    return [f"#{position}" for position in range(1, len(rows[0]) + 1)], rows


def _are_not_all_texts(rows: Sequence[Sequence[Json]]) -> bool:
    return any(not isinstance(one, str) for row in rows for one in row)


def _has_words_above_numbers(rows: Sequence[Sequence[Json]]) -> bool:
    """Whether a column holds digits alone, as text, below a word."""
    columns = zip(*([str(one) for one in row] for row in rows), strict=False)
    return any(
        not _DIGITS.fullmatch(first) and all(map(_DIGITS.fullmatch, others))
        for first, *others in columns
    )


def arrays(document: Mapping[str, Json], path: Path) -> Iterator[Listed]:
    """Arrays of objects in objects, however deep; not those inside other arrays."""
    for name, value in document.items():
        if isinstance(value, Mapping):
            yield from arrays(value, (*path, name))
        elif is_array_of_objects(value):
            yield Listed((*path, name), value)


def is_array_of_objects(value: Json) -> TypeGuard[Sequence[Mapping[str, Json]]]:
    return isinstance(value, list) and bool(value) and all(isinstance(x, Mapping) for x in value)


def _stacked(arrays: Iterator[Listed]) -> Iterator[Listed]:
    """Arrays in one object whose records have the same keys are one table."""
    groups: dict[tuple[Path, frozenset[str]], list[Listed]] = {}
    for one in arrays:
        keys = frozenset(key for record in one.records for key in record)
        groups.setdefault((one.path[:-1], keys), []).append(one)
    for (path, _), group in groups.items():
        if len(group) == 1:
            yield group[0]
        else:
            records = [record for one in group for record in one.records]
            names = [one.path[-1] for one in group for _ in one.records]
            yield Listed(path, records, names)


def _of_object(document: Mapping[str, Json], file: str) -> list[Mapping[str, Json]]:
    """An object without arrays of objects: columns beside each other, rows, or one record."""
    header, rows = document.get("columns"), document.get("data")
    if isinstance(header, list) and isinstance(rows, list) and _are_lists(rows):
        return _of_lists(
            [row for row in rows if isinstance(row, list)], [str(one) for one in header], file
        )
    lengths = {len(one) if isinstance(one, list) else -1 for one in document.values()}
    if len(lengths) == 1 and min(lengths) > 0:
        columns = [one for one in document.values() if isinstance(one, list)]
        return [dict(zip(document, row, strict=True)) for row in zip(*columns, strict=True)]
    alike = {frozenset(one) if isinstance(one, Mapping) else None for one in document.values()}
    if len(document) > 1 and len(alike) == 1 and None not in alike:
        return [{"key": key, **one} for key, one in document.items() if isinstance(one, Mapping)]
    if not document:
        raise refused("the file holds an empty object: there is no table in it", file)
    return [document]


def _are_lists(rows: Sequence[Json]) -> bool:
    return bool(rows) and all(isinstance(row, list) for row in rows)
