"""A draft for the next round takes over what the instrument of the round before says."""

import tomllib
from typing import Any, Final

from etl.readers.content import Content
from etl.surveys.answers import read_answers
from etl.surveys.draft import draft
from etl.surveys.instrument import checked_parts, parse_instrument
from tests.etl.surveys.answering import answered
from tests.etl.surveys.exports_to_draft import ROWS, nordic, qualtrics
from tests.etl.surveys.test_instrument_page import BLOCKS, NAME
from warehouse.surveys.indicators import contradicting

BEFORE: Final = answered(draft(Content.of_bytes("vil_2024.csv", nordic())), id="round_2024")


def again(data: bytes, before: str = BEFORE) -> str:
    return draft(Content.of_bytes("vil_2025.csv", data), like=checked_parts(before, "old.toml"))


def table(text: str) -> dict[str, Any]:
    return tomllib.loads(text)


def swapped(*pairs: tuple[str, str]) -> bytes:
    text = nordic().decode("windows-1252")
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after)
    return text.encode("windows-1252")


def test_the_same_export_again_asks_little_and_reads() -> None:
    text = again(nordic())
    found, before = table(text), table(BEFORE)
    for part in ("columns", "members", "scale", "crossing", "organisation", "source"):
        assert found[part] == before[part], part
    assert [one["code"] for one in found["item"]] == [one["code"] for one in before["item"]]
    assert {one["comparability"] for one in found["item"]} == {"same"}
    assert set(found["ignore"]["columns"]) == set(before["ignore"]["columns"])
    one = parse_instrument(answered(text, id="round_2025", period="2025"), "new.toml")
    assert read_answers(one, Content.of_bytes("x.csv", nordic()), bytes(32)).read == ROWS
    rounds = [parse_instrument(BEFORE, "old.toml").round, one.round]
    assert list(contradicting(rounds)) == []


FRAME: Final = """
[frame]
file = "invited_2024.xlsx"
kind = "counts"
count = "Antal"
ineligible = "Avbrott"

[frame.columns]
organisation = "Enhet"

[frame.members.organisation]
"SÖS" = "sodersjukhuset"

[frame.only]
Status = ["Aktiv"]

[frame.read]
sheet = "Inbjudna"

[source]"""


def test_the_shape_of_the_frame_is_taken_over_and_its_file_is_asked() -> None:
    before = BEFORE.replace("\n[source]", FRAME)
    text = again(nordic(), before)
    found, earlier = table(text)["frame"], table(before)["frame"]
    assert found == {**earlier, "file": ""}
    assert "which file beside the export tells who were invited this time?" in text
    assert "'invited_2024.xlsx'" in text


def test_a_question_called_nearly_the_same_is_asked_about() -> None:
    data = swapped(("Min handledare hade tid", "Min handledare hade tid för mig"))
    text = again(data)
    item = next(one for one in table(text)["item"] if one["code"] == "min_handledare_hade_tid")
    assert item["column"] == "Min handledare hade tid för mig"
    assert item["comparability"] == "changed_wording"
    assert item["reason"] == {"sv": "", "en": ""}
    assert item["wording"] == {"sv": "", "en": ""}
    assert "is it the same question?" in text


def test_an_item_that_is_gone_and_one_that_is_new() -> None:
    text = again(swapped(("Helhetsbetyg", "Lärandemiljön på enheten")))
    items = {one["code"]: one for one in table(text)["item"]}
    assert "helhetsbetyg" not in items
    assert "the item 'helhetsbetyg' has no column here" in text
    new = items["larandemiljon_pa_enheten"]
    assert new["comparability"] == "new"
    assert new["scale"] == "numbers_1_to_5"


def test_an_answer_that_the_scale_has_not_is_asked_about() -> None:
    text = again(swapped(("Instämmer delvis", "Instämmer till hälften")))
    assert "is it another scale now?" in text
    assert "'Instämmer till hälften'" in text


def test_a_new_unit_is_declared_and_old_ones_keep_their_codes() -> None:
    found = table(again(swapped(("Södersjukhuset", "Karolinska Solna"))))
    units = found["members"]["organisation"]
    assert units["Södersjukhuset"] == table(BEFORE)["members"]["organisation"]["Södersjukhuset"]
    assert units["Karolinska Solna"] == "karolinska_solna"
    assert "karolinska_solna" in {one["code"] for one in found["organisation"]}


def test_an_instrument_written_by_hand_is_taken_over() -> None:
    content = Content.of_bytes("vil_2025.csv", BLOCKS["vil_2024.csv"].encode())
    text = draft(content, like=checked_parts(BLOCKS[NAME], NAME))
    found, before = table(text), table(BLOCKS[NAME])
    assert found["theme"] == before["theme"]
    assert [one["wording"] for one in found["item"]] == [one["wording"] for one in before["item"]]
    assert found["members"]["programme"] == before["members"]["programme"]
    assert found["item"][2]["blank"] == "no"
    after = answered(text, id="round_2025", period="2025")
    one = parse_instrument(after, "new.toml")
    assert one.round.scales == parse_instrument(BLOCKS[NAME], NAME).round.scales


def test_another_platform_finds_nothing_and_says_so() -> None:
    text = again(qualtrics())
    assert text.count("has no column here") == len(table(BEFORE)["item"])
    assert {one["comparability"] for one in table(text)["item"]} == {"new"}
