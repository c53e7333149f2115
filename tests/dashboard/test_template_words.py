"""Why a template cannot be used is said in Swedish on a Swedish page, with the facts of both."""

import re
from typing import Final

import pytest

from dashboard.exports import template_words
from warehouse.text import Text

SAID: Final = {name: said for name, said in vars(template_words).items() if isinstance(said, Text)}
ENGLISH: Final = re.compile(r"\b(the|template|and|is|of|with|save)\b", re.IGNORECASE)
FACT: Final = re.compile(r"\d+|\.\w+\b")


@pytest.mark.parametrize("name", SAID)
def test_the_swedish_is_swedish_and_says_the_same_facts(name: str) -> None:
    said = SAID[name]
    assert not ENGLISH.search(FACT.sub("", said.sv))
    assert sorted(FACT.findall(said.sv)) == sorted(FACT.findall(said.en))
