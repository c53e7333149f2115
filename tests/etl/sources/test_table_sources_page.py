"""The examples of docs/table-sources.md: each file and its declaration load as the page says."""

import re
from pathlib import Path
from typing import Final

import pytest

from etl.contradictions import Kind
from etl.readers.content import Content
from etl.sources.declaration import parse_declaration
from etl.sources.declaration_model import DIMENSIONS, FIGURES
from etl.sources.declared_tables import MEANINGS
from etl.sources.table_source import observations_of
from etl.validation import hold_to_contract
from warehouse.area_codes import SCHEMES
from warehouse.registry import SHIPPED

PAGE: Final = Path(__file__).parents[3] / "docs" / "table-sources.md"
_FENCED: Final = re.compile(r"^```(?:csv|toml) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS: Final = dict(_FENCED.findall(PAGE.read_text("utf-8")))
EXPECTED: Final = {
    "andel_nojda.csv": [
        ("skane", "all", "2023", "women", "all", 57.9, 1204.0, "ok"),
        ("skane", "all", "2023", "men", "all", 61.3, 988.0, "ok"),
        ("uppsala", "all", "2023", "women", "all", None, 4.0, "suppressed"),
        ("stockholm", "all", "2023", "women", "all", 58.4, 3011.0, "ok"),
        ("riket", "all", "2023", "all", "all", 59.4, 12480.0, "ok"),
    ],
    "antal_platser.csv": [
        ("skane", "lund_university", "2022", "all", "all", 210.0, None, "ok"),
        ("vasterbotten", "umea_university", "2022", "all", "all", 180.0, None, "ok"),
        ("skane", "lund_university", "2023", "all", "all", 215.0, None, "ok"),
        ("vasterbotten", "umea_university", "2023", "all", "all", 0.0, None, "ok"),
        ("skane", "lund_university", "2025", "all", "all", 230.0, None, "ok"),
        ("vasterbotten", "umea_university", "2025", "all", "all", 190.0, None, "ok"),
    ],
    "budget_2025.csv": [
        ("uppsala", "all", "2024", "all", "alf_ersattning", -310500000.0, None, "ok"),
        ("uppsala", "all", "2024", "all", "loner", 250000000.0, None, "ok"),
        ("uppsala", "all", "2024", "all", "ovrigt", 60100000.0, None, "ok"),
        ("uppsala", "all", "2024", "all", "total", -400000.0, None, "ok"),
        ("uppsala", "all", "2025", "all", "alf_ersattning", -318000000.0, None, "ok"),
        ("uppsala", "all", "2025", "all", "loner", 257400000.0, None, "ok"),
        ("uppsala", "all", "2025", "all", "ovrigt", 60600000.0, None, "ok"),
        ("uppsala", "all", "2025", "all", "total", 0.0, None, "ok"),
    ],
}
ASIDE: Final = {
    "andel_nojda.csv": [(1, ("Gävleborgs län",))],
    "antal_platser.csv": [(1, ("Summa",))],
    "budget_2025.csv": [],
}


def test_every_example_is_tried() -> None:
    assert {name for name in BLOCKS if name.endswith(".csv")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_an_example_loads_as_the_page_says(name: str) -> None:
    declaration = parse_declaration(BLOCKS[f"{name}.alf.toml"], f"{name}.alf.toml")
    registry = SHIPPED.with_declared(*declaration.additions())
    content = Content.of_bytes(name, BLOCKS[name].encode())
    result = observations_of(declaration, content, registry, input_id=name)
    hold_to_contract(result.observations, registry)
    columns = ("region", "organisation", "period", "sex", "item", "value", "base", "status")
    assert result.observations.select(columns).rows() == EXPECTED[name]
    assert [(one.count, one.names) for one in result.set_aside] == ASIDE[name]


def test_what_the_page_says_of_figures_that_disagree_is_understood() -> None:
    """The examples have no name of their own: they belong at the end of a declaration."""
    text = PAGE.read_text("utf-8")
    parts = [
        block
        for block in re.findall(r"^```toml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
        if block.startswith(("[[contradiction]]", "[preferred_sources]"))
    ]
    whole = "\n".join([BLOCKS["andel_nojda.csv.alf.toml"], *parts])
    declaration = parse_declaration(whole, "d")
    (contradiction,) = declaration.contradictions
    assert [row.value for row in contradiction.rows] == [61.3, 59]
    assert declaration.preferred_sources == {
        "exempel_andel_nojda": ("exempel_enkat_2023", "own_office")
    }


def test_the_page_names_all_keys() -> None:
    text = PAGE.read_text("utf-8")
    for word in (*DIMENSIONS, *FIGURES, *MEANINGS, *SCHEMES, *Kind):
        assert f"`{word}`" in text, word
