"""What differs between a view as it was and as it is: pure functions over what was rendered.

Rows are matched by what they are about, so that a row that moved has not changed. Not for why they
differ: that is `changed_since.py`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from dashboard.exports.telling_apart import columns_apart, key_of
from dashboard.exports.typed import typed_columns
from dashboard.views.model import Rendered, Table

Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """`what` says which part it is, in the words of the page."""

    what: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowChange:
    row: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """What has come to a list and what has left it."""

    new: Texts = ()
    gone: Texts = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.gone)


@dataclass(frozen=True, slots=True)
class RowChanges:
    changed: tuple[RowChange, ...] = ()
    rows: Listed = Listed()
    columns: Listed = Listed()

    def __bool__(self) -> bool:
        return bool(self.changed or self.rows or self.columns)


@dataclass(frozen=True, slots=True)
class Changes:
    """`headline` and `note` are None where they are the same."""

    headline: Change | None
    note: Change | None
    table: RowChanges
    about: tuple[Change, ...]
    remarks: Listed
    sources: Listed

    def __bool__(self) -> bool:
        parts = (self.headline, self.note, self.table, self.about, self.remarks, self.sources)
        return any(map(bool, parts))


def changes(old: Rendered, new: Rendered) -> Changes:
    return Changes(
        headline=_change("", old.headline, new.headline),
        note=_change("", old.note, new.note),
        table=table_changes(old.table, new.table),
        about=_about_changes(old.about, new.about),
        remarks=listed(old.warnings, new.warnings),
        sources=listed(
            [source.citation for source in old.sources],
            [source.citation for source in new.sources],
        ),
    )


def listed(old: Sequence[str], new: Sequence[str]) -> Listed:
    """In the order of each list; what stands more often in one of them counts as often."""
    return Listed(new=_more(new, old), gone=_more(old, new))


def _more(of: Sequence[str], than: Sequence[str]) -> Texts:
    left = Counter(of) - Counter(than)
    found = []
    for text in of:
        if left[text]:
            left[text] -= 1
            found.append(text)
    return tuple(found)


def _change(what: str, old: str, new: str) -> Change | None:
    return None if old == new else Change(what, old, new)


def _about_changes(
    old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]
) -> tuple[Change, ...]:
    before, after = _by_heading(old), _by_heading(new)
    found = (_change(h, before.get(h, ""), after.get(h, "")) for h in {**before, **after})
    return tuple(change for change in found if change)


def _by_heading(pairs: Sequence[tuple[str, str]]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for heading, text in pairs:
        found[heading] = f"{found[heading]} {text}" if heading in found else text
    return found


# ---------------------------------------------------------------- rows of a table


def table_changes(old: Table, new: Table) -> RowChanges:
    """Columns that only one of the tables has are named, and not compared."""
    labels = {column.key: column.label for column in (*old.columns, *new.columns)}
    shared = [c.key for c in old.columns if c.key in {column.key for column in new.columns}]
    before, after = _rows(old, shared), _rows(new, shared)
    texts = [at for at, key in enumerate(shared) if not _is_number(key, old, new)]
    apart = [texts[at] for at in columns_apart(_only(before, texts), _only(after, texts))]
    pairs = _pairs(before, after, apart)
    return RowChanges(
        changed=tuple(
            RowChange(_name(one, other, apart), _cells(one, other, [labels[k] for k in shared]))
            for one, other in pairs
            if one is not None and other is not None and one != other
        ),
        rows=Listed(
            new=tuple(_said(other) for one, other in pairs if one is None and other is not None),
            gone=tuple(_said(one) for one, other in pairs if other is None and one is not None),
        ),
        columns=listed(
            [column.label for column in old.columns], [column.label for column in new.columns]
        ),
    )


def _rows(table: Table, keys: Sequence[str]) -> list[Texts]:
    at = {column.key: place for place, column in enumerate(table.columns)}
    return [tuple(row[at[key]].text for key in keys) for row in table.rows]


def _only(rows: Sequence[Texts], columns: Sequence[int]) -> list[Texts]:
    return [key_of(row, columns) for row in rows]


def _is_number(key: str, *tables: Table) -> bool:
    """Whether either table has numbers in the column, or says that it is one of figures."""
    return any(
        typed.is_number or typed.column.is_number
        for table in tables
        for typed in typed_columns(table)
        if typed.column.key == key
    )


def _pairs(
    before: Sequence[Texts], after: Sequence[Texts], apart: Sequence[int]
) -> list[tuple[Texts | None, Texts | None]]:
    """Rows about the same; of several about the same, those that are wholly alike first."""
    old, new = _by_key(before, apart), _by_key(after, apart)
    pairs: list[tuple[Texts | None, Texts | None]] = []
    for key in {**old, **new}:
        was, now = old.get(key, []), new.get(key, [])
        pairs += zip_longest(_unlike(was, now), _unlike(now, was))
    return pairs


def _by_key(rows: Sequence[Texts], apart: Sequence[int]) -> dict[Texts, list[Texts]]:
    found: dict[Texts, list[Texts]] = {}
    for row in rows:
        found.setdefault(key_of(row, apart), []).append(row)
    return found


def _unlike(rows: Sequence[Texts], others: Sequence[Texts]) -> list[Texts]:
    left = Counter(rows) - Counter(others)
    return list(left.elements())


def _name(old: Texts, new: Texts, apart: Sequence[int]) -> str:
    """What the row is about; the whole of it where nothing tells it from others."""
    return " · ".join(filter(None, key_of(old, apart))) or _said(new)


def _said(row: Texts) -> str:
    return " · ".join(filter(None, row))


def _cells(old: Texts, new: Texts, labels: Sequence[str]) -> tuple[Change, ...]:
    triples = zip(labels, old, new, strict=True)
    return tuple(Change(label, was, now) for label, was, now in triples if was != now)
