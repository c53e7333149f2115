"""Every publication that a figure was read from. What a source does not state stays None."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from warehouse.text import NOT_STATED, Language, Text

_CITED: Final[dict[Language, tuple[str, str, str]]] = {
    "sv": ("utgivare", "titel", "datum"),
    "en": ("publisher", "title", "date"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One publication. None means that it is not stated, and is shown so.

    `short` is what stands under a chart. `publisher` is who answers for the page or the report;
    `published` is a date or year as the source states it. `address` is None for a document
    that has no public address.
    """

    id: str
    short: Text
    title: str | None
    publisher: str | None
    published: str | None
    licence: str | None
    address: str | None
    update_rhythm: Text | None

    def citation(self, language: Language) -> str:
        """Publisher, title, date and address, each «not stated» where it is."""
        missing = NOT_STATED.of(language)
        words = _CITED[language]
        values = (self.publisher, self.title, self.published)
        named = [value or f"{word}: {missing}" for word, value in zip(words, values, strict=True)]
        return ". ".join([*named, *([self.address] if self.address else [])])


def _text(swedish: str, english: str) -> Text | None:
    return Text(swedish, english) if swedish and english else None


def _source(row: dict[str, str]) -> Source:
    return Source(
        id=row["id"],
        short=Text(row["short_sv"], row["short_en"]),
        title=row["title"] or None,
        publisher=row["publisher"] or None,
        published=row["published"] or None,
        licence=row["licence"] or None,
        address=row["address"] or None,
        update_rhythm=_text(row["update_rhythm_sv"], row["update_rhythm_en"]),
    )


def read_sources(lines: Iterable[str]) -> dict[str, Source]:
    """Sources by id from the lines of a CSV; a double id or address raises ValueError."""
    found: dict[str, Source] = {}
    addresses: set[str] = set()
    for source in map(_source, csv.DictReader(lines)):
        if source.id in found or (source.address or source.id) in addresses:
            raise ValueError(f"source '{source.id}' stands twice")
        addresses.add(source.address or source.id)
        found[source.id] = source
    return found


SOURCES: Final[dict[str, Source]] = read_sources(
    files("warehouse").joinpath("sources.csv").read_text(encoding="utf-8").splitlines()
)
