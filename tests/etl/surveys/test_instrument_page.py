"""The example of docs/surveys.md: export, frame and instrument are read as the page says."""

import re
from pathlib import Path
from typing import Final

from etl.readers.content import Content
from etl.surveys.answers import read_answers
from etl.surveys.frame import read_frame
from etl.surveys.instrument import is_instrument, parse_instrument
from etl.surveys.model import Duplicates, FrameKind, OutsideScale, Platform, Role
from etl.surveys.responses import DOES_NOT_APPLY, NotCounted
from warehouse.survey_statistics import RESPONSE_RATE_RULE
from warehouse.surveys.model import Comparability

PAGE: Final = Path(__file__).parents[3] / "docs" / "surveys.md"
_FENCED: Final = re.compile(r"^```(?:csv|toml) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS: Final[dict[str, str]] = dict(_FENCED.findall(PAGE.read_text("utf-8")))
NAME: Final = "vil_2024.csv.alf.toml"
INSTRUMENT: Final = parse_instrument(BLOCKS[NAME], NAME)


def _content(name: str) -> Content:
    return Content.of_bytes(name, BLOCKS[name].encode())


def test_the_example_is_an_instrument() -> None:
    assert is_instrument(BLOCKS[NAME])
    assert INSTRUMENT.options.answers is True
    assert INSTRUMENT.platform is Platform.PLAIN
    assert INSTRUMENT.round.subgroups == ("medical_students", "nursing_students")
    assert INSTRUMENT.round.crossings == (("organisation",), ("organisation", "sex"))
    assert INSTRUMENT.round.rule == RESPONSE_RATE_RULE
    assert INSTRUMENT.round.smallest_group == 5


def test_its_answers_are_read_as_the_page_says() -> None:
    found = read_answers(INSTRUMENT, _content("vil_2024.csv"), bytes(32))
    assert found.read == 9
    assert found.frame.height == 4
    assert {(one.why, one.count, one.rows) for one in found.counted} == {
        (NotCounted.PARTIAL, 1, (5,)),
        (NotCounted.DUPLICATE, 1, (6,)),
        (NotCounted.TEST, 1, (8,)),
        (NotCounted.AFTER_CLOSING, 1, (9,)),
        (NotCounted.LEFT_OUT, 1, (10,)),
    }
    assert found.frame["supervisor_had_time"].to_list() == [1, 1, DOES_NOT_APPLY, 2]
    assert found.frame["joined_round"].to_list() == [1, 0, 1, 1]


def test_its_frame_is_read() -> None:
    found = read_frame(INSTRUMENT, _content("inbjudna_2024.csv"))
    assert found is not None
    strata = found.strata.select("organisation", "invited", "ineligible").sort("organisation")
    assert strata.rows() == [("aby_health_centre", 8, 0), ("danderyd_hospital", 12, 1)]


def test_the_page_prints_the_rule() -> None:
    text = " ".join(PAGE.read_text("utf-8").replace("\n> ", " ").split())
    assert RESPONSE_RATE_RULE.en in text


def test_the_page_names_every_word_that_an_instrument_may_hold() -> None:
    text = PAGE.read_text("utf-8")
    for kind in (Platform, Role, Duplicates, OutsideScale, FrameKind, Comparability):
        for word in kind:
            if word not in (Comparability.SAME, OutsideScale.REFUSE):
                assert f"`{word}`" in text or f'"{word}"' in text, word
