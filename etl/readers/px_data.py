"""The cells after DATA: as many as the variables have, or rows that begin with their keys.

A cell stays as it is written; only the quotation marks around it go.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Final

import polars as pl

from etl.problems import Problem
from etl.readers.cube import size_of
from etl.readers.px_keywords import Keywords, refused
from etl.readers.px_structure import Structure, unused_variables
from etl.readers.signs import SIGNS

# Space, comma, semicolon and tabulator are synonyms between cells:
# https://www.scb.se/en/services/statistical-programs-for-px-files/px-file-format/data-in-the-px-file/
_CELL: Final = r'"[^"]*"|[^\s,;"]+'
_NUMBER: Final = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$"
_ZEROS: Final = "the format leaves out rows that hold only zeros"


@dataclass(frozen=True, slots=True)
class PxCells:
    """The cells that are stored, and which each is: from 0, the last variable fastest."""

    numbers: pl.Series
    values: pl.Series
    remarks: list[Problem] = field(default_factory=list)


def px_cells(found: Keywords, structure: Structure, file: str) -> PxCells:
    """Raises InputRefused where DATA is missing, cut off or not of the size the keywords say."""
    if found.data is None:
        raise refused("px_missing_keyword", "the keyword DATA is missing: there are no cells", file)
    remarks = _ending(found, file)
    tokens = _tokens(found, file)
    keyed = _keyed(found, structure, file)
    if keyed:
        return _by_keys(found, structure, keyed, tokens.to_list(), file, remarks)
    _refuse_count(found, structure, len(tokens), file)
    _refuse_odd(found, tokens, file)
    numbers = pl.int_range(len(tokens), eager=True)
    return PxCells(numbers, _bare(tokens), remarks)


def _ending(found: Keywords, file: str) -> list[Problem]:
    """Without its semicolon the last cell may be cut, unless a space or line ended it."""
    assert found.data is not None
    data = found.data.rstrip("\x1a")
    if data.rstrip().endswith(";"):
        return []
    if data and not data[-1].isspace():
        message = "DATA does not end with a semicolon: its last cell may be cut off"
        raise refused("px_data", message, file, found.data_line)
    message = "DATA does not end with a semicolon"
    return [Problem("px_data", message, file, found.data_line)]


def _tokens(found: Keywords, file: str) -> pl.Series:
    """As a series from the start: millions of Python texts would be many times the file."""
    assert found.data is not None
    data = found.data.rstrip("\x1a")
    if data.count('"') % 2:
        message = "DATA has a quotation mark that is never closed"
        raise refused("px_data", message, file, found.data_line)
    tokens = pl.Series("tokens", [data]).str.extract_all(_CELL)
    return tokens.explode(empty_as_null=False)


def _bare(raw: pl.Series) -> pl.Series:
    bare = raw.str.strip_chars('"')
    return bare.set(bare == "", None)


def _refuse_count(found: Keywords, structure: Structure, count: int, file: str) -> None:
    size = size_of(structure.dimensions)
    if count != size:
        sizes = " × ".join(str(len(one.codes)) for one in structure.dimensions)
        message = f"DATA holds {count} cells, the variables have {sizes} = {size}"
        for one in unused_variables(found, structure.names)[:1]:
            message += f"; {one.keyword} is about '{one.subkeys[0]}', which STUB and HEADING lack"
        raise refused("px_count", message, file, found.data_line)


def _refuse_odd(found: Keywords, raw: pl.Series, file: str) -> None:
    """Bare text that is neither a number nor a sign: another keyword, or no PX at all."""
    is_odd = ~(
        raw.str.contains(_NUMBER)
        | raw.str.starts_with('"')
        | raw.str.to_lowercase().is_in(sorted(SIGNS))
    )
    if is_odd.any():
        first = is_odd.arg_max()
        message = (
            f"{is_odd.sum()} cells of DATA are neither numbers nor signs, the first is cell "
            f"{(first or 0) + 1}"
        )
        raise refused("px_data", message, file, found.data_line)


# ---------------------------------------------------------------- KEYS


def _keyed(found: Keywords, structure: Structure, file: str) -> list[Mapping[str, int]]:
    """For each variable with KEYS: what stands in its rows, and which value that is."""
    keyed: list[Mapping[str, int]] = []
    for index, own in enumerate(structure.names):
        one = found.find("KEYS", None, (own,))
        if one is None:
            continue
        if index != len(keyed):
            message = f"KEYS is there for '{own}' but not for a variable before it"
            raise refused("px_missing_keyword", message, file, one.line)
        source = one.values[0].upper() if one.values else ""
        keyed.append(_key_values(found, own, source, one.line, file))
    return keyed


def _key_values(found: Keywords, own: str, source: str, line: int, file: str) -> Mapping[str, int]:
    if source not in {"VALUES", "CODES"}:
        message = f"KEYS of '{own}' must be VALUES or CODES"
        raise refused("px_syntax", message, file, line)
    one = found.find(source, None, (own,))
    if one is None:
        message = f"KEYS of '{own}' says {source}, which is missing"
        raise refused("px_missing_keyword", message, file, line)
    return {value: index for index, value in enumerate(one.values)}


def _by_keys(
    found: Keywords,
    structure: Structure,
    keyed: Sequence[Mapping[str, int]],
    tokens: list[str],
    file: str,
    remarks: list[Problem],
) -> PxCells:
    width = prod(len(one.codes) for one in structure.dimensions[len(keyed) :])
    step = len(keyed) + width
    if len(tokens) % step:
        message = (
            f"DATA holds {len(tokens)} keys and cells, which is no multiple of "
            f"{len(keyed)} keys and {width} cells a row"
        )
        raise refused("px_count", message, file, found.data_line)
    rows = [tokens[at : at + step] for at in range(0, len(tokens), step)]
    starts = _row_starts(found, keyed, [row[: len(keyed)] for row in rows], width, file)
    raw = pl.Series([cell for row in rows for cell in row[len(keyed) :]], dtype=pl.String)
    _refuse_odd(found, raw, file)
    numbers = [number for start in starts for number in range(start, start + width)]
    absent = size_of(structure.dimensions) // width - len(starts)
    if absent:
        message = f"{absent} rows are not in DATA and are not read as anything; {_ZEROS}"
        remarks = [*remarks, Problem("px_keys", message, file, found.data_line)]
    return PxCells(pl.Series(numbers, dtype=pl.Int64), _bare(raw), remarks)


def _row_starts(
    found: Keywords,
    keyed: Sequence[Mapping[str, int]],
    keys: Sequence[Sequence[str]],
    width: int,
    file: str,
) -> list[int]:
    """Which cell the first of each row is, by the keys of the row."""
    starts: list[int] = []
    for row, own in enumerate(keys, start=1):
        start = 0
        for known, key in zip(keyed, own, strict=True):
            index = known.get(key.strip('"')) if key.startswith('"') else None
            if index is None:
                message = f"row {row} of DATA begins with a key that KEYS does not know"
                raise refused("px_keys", message, file, found.data_line)
            start = start * len(known) + index
        starts.append(start * width)
    if len(set(starts)) != len(starts):
        message = "DATA has two rows with the same keys"
        raise refused("px_keys", message, file, found.data_line)
    return starts
