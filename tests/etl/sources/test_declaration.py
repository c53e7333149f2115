"""Declarations read from TOML: what is understood, and every mistake with its key and line."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.problems import InputRefused
from etl.services.declared import ServiceKind
from etl.sources.declaration import parse_declaration
from etl.sources.keys import Faults
from tests.etl.sources.declared import HEAD, INDICATOR, LONG, SOURCE
from warehouse.indicators.model import Direction, Topic, Uncertainty
from warehouse.text import Text
from warehouse.units import PERCENT


def _refused(text: str) -> list[tuple[int | None, str]]:
    with pytest.raises(InputRefused) as refused:
        parse_declaration(text, "fil.alf.toml")
    return [(problem.row, problem.message) for problem in refused.value.problems]


def _line(text: str, part: str) -> int:
    (found,) = [number for number, line in enumerate(text.splitlines(), 1) if part in line]
    return found


def test_a_whole_declaration_is_understood() -> None:
    text = LONG + (
        '[table.members.sex]\n"Båda" = "all"\n[table.members.period]\n"Läsår 1" = 2024\n'
        '[table.signs]\n".." = "suppressed"\n"-" = "zero"\n"" = "left_out"\n'
        '[table.skip]\n"Län" = ["Summa", "Övriga"]\n'
        '[read]\nencoding = "utf-8"\n[file]\npattern = "betyg_*.csv"\n'
    )
    declaration = parse_declaration(text, "fil.alf.toml")
    (table,) = declaration.tables
    indicators, sources, organisations = declaration.additions()
    assert declaration.pattern == "betyg_*.csv"
    assert declaration.options.encoding == "utf-8"
    assert declaration.source == "test_source"
    assert table.columns == {"region": "Län", "period": "År", "sex": "Kön"}
    assert [(value.name, value.figure) for value in table.values] == [("Andel", "value")]
    assert table.members == {"sex": {"Båda": "all"}, "period": {"Läsår 1": "2024"}}
    assert table.signs == {"..": "suppressed", "-": "zero", "": "left_out"}
    assert table.skip == {"Län": ("Summa", "Övriga")}
    assert [one.id for one in indicators] == ["test_share", "test_money"]
    assert (sources[0].short, sources[0].published) == (
        Text("Testkälla", "Test source"),
        "2025-10-16",
    )
    assert organisations == ()


def test_an_indicator_has_the_fields_of_its_dataclass() -> None:
    share, money = parse_declaration(LONG, "f").indicators
    assert (share.topic, share.unit, share.direction) == (
        Topic.GENDER,
        PERCENT,
        Direction.NO_JUDGEMENT,
    )
    assert share.denominator == Text("alla", "all")
    assert share.uncertainty is Uncertainty.ANSWERS
    assert (share.valid_range, money.valid_range) == ((0, 100), (None, None))
    assert money.denominator is None
    assert money.items["salaries"] == Text("Löner", "Salaries")
    assert set(share.items) == {"all"}


def test_breaks_targets_scales_and_organisations_can_be_declared() -> None:
    aims = INDICATOR.replace('direction = "no_judgement"', 'direction = "closer_to_target"', 1)
    aims = aims.replace(
        'items = "none"',
        'items = "none"\ntarget = {low = 40, high = 60}\npreferred_sources = ["a"]',
        1,
    )
    text = f"""format = 1
[[organisation]]
code = "test_hospital"
name = {{sv = "Provsjukhuset", en = "Test hospital"}}
kind = "hospital"
region = "skane"
{aims}
[[indicator.break]]
before = "2019"
after = "2020"
title = {{sv = "Ny fråga", en = "New question"}}
reason = {{sv = "Frågan ändrades.", en = "The question changed."}}
source = "a"
"""
    declaration = parse_declaration(text, "f")
    share, money = declaration.indicators
    assert share.target == (40.0, 60.0)
    assert share.preferred_sources == ("a",)
    assert [one.after for one in money.breaks] == ["2020"]
    assert declaration.organisations[0].region == "skane"


def test_a_service_stands_for_a_file() -> None:
    service = (
        '[service]\nkind = "kolada3"\naddress = "https://api.kolada.se"\n'
        '[service.select]\nkpi = ["N00945"]\nmunicipality = ["0001"]\nyear = ["2023"]\n'
    )
    declaration = parse_declaration(LONG + service, "f")
    assert declaration.service is not None
    assert declaration.service.kind is ServiceKind.KOLADA3
    text = LONG + service.replace('"kolada3"', '"colada"')
    ((row, message),) = _refused(text)
    assert "colada" in message
    assert row == _line(text, "[service]")


@pytest.mark.parametrize(
    ("old", "new", "said", "at"),
    [
        ('unit = "%"', 'unit = "%"\nunti_confirmed = "x"', "unit_confirmed", "unti_confirmed"),
        ('unit = "%"', 'unit = "prosent"', "unknown unit: 'prosent'", '"prosent"'),
        ('unit = "%"', "", "table 1, unit: is missing for column 'Andel'", None),
        ('sex = "Kön"', '"kön" = "Kön"', "columns.\"kön\": unknown word 'kön'", '"kön"'),
        ('sex = "Kön"', 'kön = "Kön"', 'needs quotes: "Län"', "kön ="),
        ('sex = "Kön"', "", "nothing says sex", None),
        ('value = "Andel"', "", "no column of figures", None),
        ('value = "Andel"', 'value = "Kön"', "the column 'Kön' is named 2 times", None),
        ('nature = "outcome"', 'nature = "utfall"', "unknown word 'utfall'", '"utfall"'),
        ('nature = "outcome"', 'nature = ""', "constants.nature: says nothing", 'nature = ""'),
        ('nature = "outcome"', 'nature = "outcome"\nsex = "all"', "'sex' is said in", 'x = "all"'),
        ('nature = "outcome"', 'nature = "outcome"\nregions = "skane"', "did you mean 'region'",
         "regions ="),
        ('indicator = "test_share"', "", "table 1, indicator: is missing", None),
        ('topic = "gender"', 'topic = "genus"', "indicator 1, topic: unknown word 'genus'",
         '"genus"'),
        ('denominator = {sv = "alla", en = "all"}', "", "indicator 1, denominator: is missing",
         None),
        ('title = {sv = "Andel", en = "Share"}', 'title = {sv = "Andel"}',
         "indicator 1, title.en: is missing", 'title = {sv = "Andel"}'),
        ('title = {sv = "Andel", en = "Share"}', 'title = "Andel"', "both languages",
         'title = "Andel"'),
        ("smallest_base = 5", "smallest_base = 5.5", "must be a whole number", "5.5"),
        ("valid_range = {low = 0, high = 100}", "valid_range = {min = 0}", "valid_range.min",
         "{min = 0}"),
        ('groups = ["all"]\nitems = "none"', 'groups = ["patients"]\nitems = "none"',
         "unknown group 'patients'", "patients"),
        ('pooling = "not_poolable"', 'pooling = "mean"', "'sum', 'weighted', 'not_poolable'",
         '"mean"'),
        ("format = 1", "format = 2", "reads format 1 only", "format = 2"),
        ("format = 1", "", "format: is missing", None),
        ('short = {sv = "Testkälla", en = "Test source"}', "", "source.short: is missing", None),
        ("published = 2025-10-16", "publiched = 2025-10-16", "did you mean 'published'",
         "publiched"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_key_and_line(
    old: str, new: str, said: str, at: str | None
) -> None:
    assert old in LONG
    text = LONG.replace(old, new, 1)
    problems = _refused(text)
    (found,) = [(row, message) for row, message in problems if said in message]
    if at is not None:
        assert found[0] == _line(text, at)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('[table.members.region]\n"Skåne" = "skaane"', "nearest: Skåne"),
        ('[table.members.period]\n"I fjol" = "i fjol"', "unparseable period: 'i fjol'"),
        ('[table.members.item]\n"A" = "a"', "'item' has no column to map"),
        ('[table.signs]\n".." = "hidden"', 'signs."..": unknown word'),
        ('[[table.sum]]\nitem = "total"\ntolerance = 0', "needs the members"),
        ('[[table.sum]]\nitem = "total"\nof = ["a"]', "tolerance: is missing"),
        ('[[table.sum]]\nof = ["a"]\ntolerance = 0', "says the sum of one dimension"),
        ('[table.values."2024"]\nperiod = "2024"\nfigur = "base"', "did you mean 'figure'"),
        ("[read]\nencodding = 'utf-8'", "did you mean 'encoding'"),
        ("[tabel]", "tabel: unknown key; did you mean 'table'"),
    ],
)
def test_parts_of_a_table_are_held_to_their_shape(more: str, said: str) -> None:
    assert any(said in message for _, message in _refused(f"{LONG}\n{more}\n"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('unit = "%"', 'unit = "%"\nareas = "counties"', "did you mean 'county'"),
        ('unit = "%"', 'unit = "%"\noutside = "drop"', "known: 'set_aside'"),
        ('organisation = "all"', 'organisation = "from_area"', "needs `areas`"),
    ],
)
def test_words_of_a_table_are_held_to_their_lists(old: str, new: str, said: str) -> None:
    assert any(said in message for _, message in _refused(LONG.replace(old, new)))


def test_every_mistake_is_said_at_once() -> None:
    text = LONG.replace('"gender"', '"genus"').replace('"outcome"', '"x"').replace("Källa", "K")
    text = text.replace('unit = "%"', 'unit = "procents"')
    assert len(_refused(text)) == 3


def test_text_that_is_no_toml_is_refused_with_its_line() -> None:
    ((row, message),) = _refused("format = 1\n[source\n")
    assert row == 2
    assert "is no TOML" in message


def test_a_question_that_stands_is_refused_and_what_it_asks_for_is_not_said_twice() -> None:
    text = LONG.replace('nature = "outcome"', '# QUESTION: what is it?\nnature = ""')
    ((row, message),) = _refused(text)
    assert (row, message) == (
        _line(text, "# QUESTION"),
        "a question of the draft stands: what is it?",
    )


def test_an_answered_question_whose_line_stands_is_asked_again() -> None:
    text = LONG.replace('nature = "outcome"', '# QUESTION: what is it?\nnature = "outcome"')
    assert len(_refused(text)) == 1


def test_tables_need_a_source() -> None:
    text = LONG.replace(SOURCE, "")
    assert any("source: is missing" in message for _, message in _refused(text))


def test_decisions_about_reading_alone_are_a_declaration() -> None:
    declaration = parse_declaration('format = 1\n[read]\ndecimal = ","\n', "f")
    assert declaration.options.decimal == ","
    assert declaration.tables == ()


def test_lines_are_found_in_nested_tables_and_quoted_keys() -> None:
    text = 'a = 1\n[[t]]\n[t.x]\n"å ä" = 1\n[[t]]\n[[t.s]]\n[[t.s]]\nb.c = 2\n'
    faults = Faults(text, "f")
    for path in (("a",), ("t", 0, "x", "å ä"), ("t", 1, "s", 1, "b", "c"), ("t", 1, "s", 0, "no")):
        faults.add(path, "x")
    assert [problem.row for problem in faults.problems] == [1, 4, 8, 6]


def test_the_head_of_these_tests_is_right() -> None:
    assert parse_declaration(HEAD, "f").tables == ()


_WHOLE = (
    LONG
    + '[table.members.sex]\n"Båda" = "all"\n[table.signs]\n".." = "suppressed"\n'
    + '[table.skip]\n"Län" = ["Summa"]\n[[table.sum]]\nitem = "a"\nof = ["b"]\ntolerance = 0\n'
    + '[table.values."2024"]\nfigure = "base"\n[file]\npattern = "x"\n'
    + '[[organisation]]\ncode = "x"\nname = {sv = "x", en = "x"}\nkind = "town"\n'
)
_LINES = _WHOLE.splitlines()
_ANYTHING = st.sampled_from(
    [
        "1",
        "-1.5",
        "true",
        '""',
        '"x"',
        "[]",
        "[1]",
        "{}",
        "{x = 1}",
        "2024-01-01",
        "[{a = 1}]",
        "nan",
    ]
)


@settings(max_examples=400)
@given(
    at=st.integers(0, len(_LINES) - 1),
    value=_ANYTHING,
    dropped=st.sets(st.integers(0, len(_LINES) - 1), max_size=3),
)
def test_whatever_stands_in_it_is_understood_or_refused(
    at: int, value: str, dropped: set[int]
) -> None:
    """A value of any type at any key, and lines that are missing: never anything else."""
    lines = [*_LINES]
    if "=" in lines[at]:
        lines[at] = f"{lines[at].split('=')[0]}= {value}"
    elif lines[at].startswith("["):
        lines[at] = f"{lines[at].strip('[]').split('.')[-1]} = {value}"
    text = "\n".join(line for number, line in enumerate(lines) if number not in dropped)
    with suppress(InputRefused):
        parse_declaration(text, "d")
