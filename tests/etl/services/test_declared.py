"""`[service]`: what is understood, and that every mistake is named with its key."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.problems import InputRefused
from etl.services.declared import ServiceDeclaration, ServiceKind, parse_service

PXWEB1 = """
kind = "pxweb1"
address = "https://api.scb.se/OV0104/v1/doris/sv/ssd/"
table = "START/PR/PR0101/PR0101L/KPIFastAmed"
[select]
ContentsCode = "000000KL"
Tid = ["from(1980)"]
"""
PXWEB2 = """
kind = "pxweb2"
address = "https://statistikdatabasen.scb.se/api/v2"
table = "TAB638"
language = "sv"
select = {Region = ["01", "03"], Tid = "*"}
"""
KOLADA3 = """
kind = "kolada3"
address = "https://api.kolada.se/v3"
select = {kpi = ["N79179"], municipality = ["0001", "0000"], year = "*"}
"""


def parsed(text: str) -> ServiceDeclaration:
    return parse_service(tomllib.loads(text), "x.alf.toml")


def refusal(text: str) -> list[str]:
    with pytest.raises(InputRefused) as found:
        parsed(text)
    assert {problem.file for problem in found.value.problems} == {"x.alf.toml"}
    return [problem.message for problem in found.value.problems]


def test_pxweb_1() -> None:
    assert parsed(PXWEB1) == ServiceDeclaration(
        kind=ServiceKind.PXWEB1,
        address="https://api.scb.se/OV0104/v1/doris/sv/ssd",
        table="START/PR/PR0101/PR0101L/KPIFastAmed",
        select={"ContentsCode": ("000000KL",), "Tid": ("from(1980)",)},
    )


def test_pxweb_2() -> None:
    service = parsed(PXWEB2)
    assert (service.kind, service.table, service.language) == ("pxweb2", "TAB638", "sv")
    assert service.select == {"Region": ("01", "03"), "Tid": ("*",)}


def test_kolada() -> None:
    service = parsed(KOLADA3)
    assert (service.table, service.language) == (None, None)
    assert service.select["municipality"] == ("0001", "0000")


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("", ["service.kind: it is missing (known: pxweb1, pxweb2, kolada3)"]),
        ('kind = "pxweb"', ["service.kind: 'pxweb' is no kind of service"
                            " (known: pxweb1, pxweb2, kolada3)"]),
        (PXWEB2.replace("language =", "langauge ="), [
            "service.langauge: pxweb2 has no such key (known: kind, address, table, language,"
            " select, nearest: language)",
            "service.language: it is missing; pxweb2 needs it"]),
        (PXWEB2.replace('"sv"', '"Svenska"'), [
            "service.language: 'Svenska' is no language of pxweb2"]),
        (PXWEB2.replace("TAB638", "BE/TAB638"), [
            "service.table: 'BE/TAB638' is no table of pxweb2"]),
        (PXWEB1.replace("START/", "../../"), [
            "service.table: '../../PR/PR0101/PR0101L/KPIFastAmed' is no table of pxweb1"]),
        (PXWEB1.replace("https:", "http:"), [
            "service.address: 'http://api.scb.se/OV0104/v1/doris/sv/ssd/' does not begin with"
            " https://"]),
        (PXWEB1.replace("https://", "https://me:secret@"), [
            "service.address: 'https://…@api.scb.se/OV0104/v1/doris/sv/ssd/' holds a user's name or"
            " a password"]),
        (PXWEB1.replace("/ssd/", "/ssd?key=1"), [
            "service.address: 'https://api.scb.se/OV0104/v1/doris/sv/ssd?key=1' holds a '?'"]),
        (PXWEB1.replace('"000000KL"', "1980"), [
            "service.select.ContentsCode: give a list of texts or one text"]),
        (PXWEB1.replace('["from(1980)"]', "[]"), [
            "service.select.Tid: give a list of texts or one text"]),
        (KOLADA3.replace('["N79179"]', '"*"'), [
            "service.select.kpi: '*' is no id of Kolada"]),
        (KOLADA3.replace("0001", "../x"), [
            "service.select.municipality: '../x' is no id of Kolada"]),
        (KOLADA3.replace("year", "years"), [
            "service.select.years: Kolada has kpi, municipality, year",
            "service.select.year: it is missing"]),
        (KOLADA3 + 'table = "x"', [
            "service.table: kolada3 has no such key (known: kind, address, select)"]),
        (KOLADA3.replace("select = {", "select = [{").replace("}", "}]"), [
            "service.select: it is no table of variables and their codes"]),
    ],
)  # fmt: skip
def test_every_mistake_is_named_with_its_key(text: str, messages: list[str]) -> None:
    assert refusal(text) == messages


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=5,
)


@given(
    kind=st.sampled_from(list(ServiceKind)),
    table=st.dictionaries(
        st.sampled_from(["address", "table", "language", "select", "other"]), _VALUES
    ),
)
def test_any_table_is_understood_or_refused(kind: str, table: dict[str, object]) -> None:
    try:
        service = parse_service({"kind": kind, **table}, "x")
    except InputRefused:
        return
    assert service.kind == kind
