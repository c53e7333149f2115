"""Budget tables: rows of posts by columns of years, with subtotals. Proposals for a draft only.

Which column holds the posts, what each post is called in the registry, and which rows add up is
worked out from the figures themselves. Loading such a table needs no code of its own.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from etl.readers.model import ColumnType, RawTable, whole
from etl.readers.numbers import read_numbers
from etl.sources.draft_guess import Heading, heading
from etl.sources.table_cells import Carried, posts_of
from etl.sources.table_units import spelling_of
from warehouse.units import base_unit

# A budget is read by people: longer tables are ledgers, whose rows are no posts.
_POSTS: Final = 400
_MONEY_WORDS: Final = re.compile(
    r"(?i)budget|budsjett|bokslut|kostnad|intäkt|anslag|bidrag|ersättning|utfall"
)
_TOTAL: Final = re.compile(r"(?i)^(summa|totalt?|sum|s:a|delsumma|netto|resultat|årets resultat)\b")
_GRAND: Final = re.compile(r"(?i)^(summa|totalt?|sum|s:a|totalsumma|summa totalt)$")
_ROUNDING: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """Codes of the parts that make the total in every column, with the rounding that needs."""

    total: str
    parts: tuple[str, ...]
    tolerance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """`items` are spelling → code of the item, `texts` are code → name.

    `unsummed` are totals whose parts were not found; `section_headings` are rows without a figure
    that no post needs to be told apart by.
    """

    posts: str
    with_sections: bool
    items: Mapping[str, str]
    texts: Mapping[str, str]
    headings: Mapping[str, Heading]
    has_negative: bool
    sums: tuple[Sum, ...]
    unsummed: tuple[str, ...]
    left_out: tuple[str, ...]
    section_headings: tuple[str, ...]


def budget_of(raw: RawTable, words: str) -> Budget | None:
    """None where the table is no budget; `words` are its titles and the name of the file."""
    if raw.row_count is None or raw.row_count > _POSTS:
        return None
    columns = {
        column.name: heading(column) for column in raw.columns if column.type is ColumnType.NUMBER
    }
    figures = {name: found for name, found in columns.items() if _is_figure(found)}
    posts = [column.name for column in raw.columns if column.type is ColumnType.TEXT]
    if not figures or not posts or not _is_money(raw, figures, words):
        return None
    rest = tuple(name for name in columns if name not in figures)
    drafted = (_budget(raw, name, figures, rest) for name in posts)
    return next((budget for budget in drafted if budget is not None), None)


def _is_figure(found: Heading) -> bool:
    return "period" in found.members and not found.is_change and "region" not in found.members


def _is_money(raw: RawTable, figures: Mapping[str, Heading], words: str) -> bool:
    units = [spelling_of(unit.written) for unit in raw.units]
    in_money = any(unit is not None and base_unit(unit)[0].id == "sek" for unit in units)
    of_budget = any("nature" in found.members for found in figures.values())
    return of_budget or in_money or bool(_MONEY_WORDS.search(words))


def _budget(
    raw: RawTable, posts: str, figures: Mapping[str, Heading], rest: tuple[str, ...]
) -> Budget | None:
    batch = whole(raw)
    numbers = {
        name: read_numbers(batch.cells[raw.column(name)], raw.columns[raw.column(name)])["value"]
        for name in figures
    }
    rows = list(zip(*(series.to_list() for series in numbers.values()), strict=True))
    names = posts_of(batch.cells[raw.column(posts)], posts, None)
    filled = [name for name, row in zip(names, rows, strict=True) if name and _has_figure(row)]
    if len(filled) < 2:
        return None
    with_sections = len(set(filled)) < len(filled)
    is_heading = [bool(n) and not _has_figure(r) for n, r in zip(names, rows, strict=True)]
    headings = [name for name, is_one in zip(names, is_heading, strict=True) if name and is_one]
    if with_sections:
        names = posts_of(batch.cells[raw.column(posts)], posts, (is_heading, Carried()))
    given = [(n, r) for n, r in zip(names, rows, strict=True) if n and _has_figure(r)]
    if len({name for name, _ in given}) < len(given):
        return None  # the same post twice under one heading: something else tells them apart
    items = _codes([name for name, _ in given])
    sums, unsummed = _sums([(items[name], _own(name), row) for name, row in given])
    return Budget(
        posts=posts,
        with_sections=with_sections,
        items=items,
        texts={code: _short(name, list(items)) for name, code in items.items()},
        headings=figures,
        has_negative=any(value < 0 for _, row in given for value in row if value is not None),
        sums=sums,
        unsummed=unsummed,
        left_out=rest,
        section_headings=() if with_sections else tuple(dict.fromkeys(headings)),
    )


def _has_figure(row: Sequence[float | None]) -> bool:
    return any(value is not None for value in row)


def _short(name: str, names: Sequence[str]) -> str:
    """The name without its heading where no other post is called so."""
    own = _own(name)
    return own if [_own(other) for other in names].count(own) == 1 else name.replace(" > ", ": ")


def _own(name: str) -> str:
    return name.rsplit(" > ", 1)[-1]


# ---------------------------------------------------------------- codes


def slug(text: str) -> str:
    """A code from a name: small letters without accents, digits and `_`."""
    simple = unicodedata.normalize("NFKD", text.casefold().replace("ø", "o").replace("æ", "ae"))
    letters = "".join(one for one in simple if not unicodedata.combining(one))
    return re.sub(r"[^a-z0-9]+", "_", letters).strip("_")[:60].strip("_") or "post"


def _codes(names: Sequence[str]) -> dict[str, str]:
    """Spelling → code, each code once; the last row called just "Summa" or "Totalt" is `total`."""
    grand = [name for name in names if _GRAND.match(_own(name))][-1:]
    codes: dict[str, str] = {}
    taken: Counter[str] = Counter()
    for name in names:
        code = "total" if name in grand else slug(_short(name, names))
        if code == "all" or (code == "total" and name not in grand):
            code = f"post_{code}"
        taken[code] += 1
        codes[name] = code if taken[code] == 1 else f"{code}_{taken[code]}"
    return codes


# ---------------------------------------------------------------- sums


Row = tuple[str, str, tuple[float | None, ...]]


def _sums(rows: Sequence[Row]) -> tuple[tuple[Sum, ...], tuple[str, ...]]:
    """For each row that is called a total: the rows above that make it in every column."""
    found: list[Sum] = []
    unsummed: list[str] = []
    for at, (code, name, values) in enumerate(rows):
        if not _TOTAL.match(name):
            continue
        parts = _parts(rows[:at], {one.total for one in found}, values)
        if parts is None:
            unsummed.append(name)
        else:
            tolerance = _tolerance([row for row in rows if row[0] in parts], values)
            found.append(Sum(total=code, parts=tuple(parts), tolerance=tolerance))
    return tuple(found), tuple(unsummed)


def _parts(
    above: Sequence[Row], totals: set[str], values: Sequence[float | None]
) -> list[str] | None:
    """Rows since the last total, then all rows that are no total, then the totals alone."""
    last = max((i for i, (_, name, _) in enumerate(above) if _TOTAL.match(name)), default=-1)
    leaves = [row for row in above if not _TOTAL.match(row[1])]
    for candidate in (
        list(above[last + 1 :]),
        leaves,
        [row for row in above if row[0] in totals],
        [*(row for row in above if row[0] in totals), *above[last + 1 :]],
    ):
        if len(candidate) >= 2 and _make(candidate, values):
            return [row[0] for row in candidate]
    return None


def _make(rows: Sequence[Row], values: Sequence[float | None]) -> bool:
    """Whether the rows make the total wherever all of them have a figure, and somewhere do."""
    gaps = _gaps(rows, values)
    return bool(gaps) and all(gap <= _ROUNDING * (len(rows) + 1) + 1e-6 for gap in gaps)


def _gaps(rows: Sequence[Row], values: Sequence[float | None]) -> list[float]:
    gaps = []
    for at, total in enumerate(values):
        parts = [row[2][at] for row in rows]
        known = [part for part in parts if part is not None]
        if total is not None and len(known) == len(parts):
            gaps.append(abs(sum(known) - total))
    return gaps


def _tolerance(rows: Sequence[Row], values: Sequence[float | None]) -> float:
    """None where the parts make the total exactly; otherwise half a unit for each number."""
    largest = max(_gaps(rows, values), default=0.0)
    return 0.0 if largest <= 1e-6 else _ROUNDING * (len(rows) + 1)
