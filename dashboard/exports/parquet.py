"""The table of a view as Parquet: numbers as numbers, texts as texts, and in the file's metadata
what it is.

Columns bear the keys of the view; beside a column of numbers stands `<key>_shown` where the page
says more than they do. Metadata are texts in UTF-8; those that are lists are JSON.
"""

import io
from collections.abc import Iterator
from typing import Final

import orjson
import polars as pl

from dashboard.exports import said
from dashboard.exports.model import Document, Exhibit, Export
from dashboard.exports.typed import AS_SHOWN, TypedColumn, typed_columns
from warehouse.text import Language, Text

SHOWN: Final = "_shown"


def write(document: Document, template: bytes | None = None) -> bytes:
    del template
    exhibit = document.only
    columns = typed_columns(exhibit.rendered.table)
    file = io.BytesIO()
    pl.DataFrame([series for typed in columns for series in _series(typed)]).write_parquet(
        file, metadata=_metadata(exhibit, columns)
    )
    return file.getvalue()


def _series(typed: TypedColumn) -> Iterator[pl.Series]:
    key = typed.column.key
    if not typed.is_number:
        yield pl.Series(key, typed.texts, dtype=pl.String)
        return
    numbers = [None if number is None else float(number) for number in typed.numbers]
    yield pl.Series(key, numbers, dtype=pl.Float64)
    if typed.has_more:
        yield pl.Series(f"{key}{SHOWN}", [text or None for text in typed.beside], dtype=pl.String)


def _metadata(exhibit: Exhibit, columns: tuple[TypedColumn, ...]) -> dict[str, str]:
    rendered = exhibit.rendered
    language = rendered.state.language
    return {
        "title": rendered.overline,
        "headline": rendered.headline,
        "caption": rendered.table.caption,
        "description": rendered.description,
        "note": rendered.note,
        "about": _json(said.about(rendered)),
        "sources": _json([said.cited(source, language) for source in rendered.sources]),
        "signs": _json(dict(rendered.signs)),
        "columns": _json(
            {key: text for typed in columns for key, text in _labels(typed, language)}
        ),
        "language": language,
        "release": rendered.release,
        "code": exhibit.code,
        "address": exhibit.address,
    }


def _labels(typed: TypedColumn, language: Language) -> Iterator[tuple[str, str]]:
    yield typed.column.key, typed.column.label
    if typed.has_more:
        yield f"{typed.column.key}{SHOWN}", f"{typed.column.label} ({AS_SHOWN.of(language)})"


def _json(content: object) -> str:
    return orjson.dumps(content).decode()


EXPORT: Final = Export(
    id="parquet",
    extension="parquet",
    media_type="application/vnd.apache.parquet",
    label=Text("Parquet", "Parquet"),
    write=write,
)
