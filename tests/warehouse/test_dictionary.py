"""The data dictionary says what the registry says."""

from pathlib import Path

import pytest

from warehouse.dictionary import data_dictionary
from warehouse.indicators import INDICATORS
from warehouse.indicators.model import Indicator
from warehouse.sources import SOURCES

PAGE = Path(__file__).parents[2] / "docs" / "data-dictionary.md"
REMEDY = "docs/data-dictionary.md is out of date: run `alf dictionary`"


def test_the_page_in_docs_is_the_one_that_the_registry_gives() -> None:
    assert PAGE.read_text(encoding="utf-8") == data_dictionary(), REMEDY


@pytest.mark.parametrize("indicator", INDICATORS.values(), ids=lambda i: i.id)
def test_every_indicator_is_described_in_both_languages(indicator: Indicator) -> None:
    entry = data_dictionary().split(f"`{indicator.id}`\n")[1].split("\n###")[0]
    for text in (indicator.definition, indicator.unit.label, *indicator.items.values()):
        if set(indicator.items) == {"all"} and text in indicator.items.values():
            continue
        assert text.sv.replace("|", "\\|") in entry
        assert text.en.replace("|", "\\|") in entry
    assert entry.count("The series breaks") == bool(indicator.breaks)


def test_every_source_is_listed_once() -> None:
    page = data_dictionary()
    for source in SOURCES:
        assert page.count(f"- `{source}`:") == 1
