"""Hostile input: formulas and markup in texts, templates, decks, codes, paths, hidden figures.

Files are read with readers that are not ours. What each format says of friendly input is tested
with that format.
"""

import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final

import polars as pl
import pytest
from lxml import etree
from typer.testing import CliRunner

from alf import app
from dashboard import codes
from dashboard.decks import BadDeck, deck_from, read_deck
from dashboard.exports import EXPORTS
from dashboard.exports.model import Exhibit, Holds, TemplateRefused
from dashboard.exports.office_files import POWERPOINT, cleaned
from dashboard.exports.pdf import write as write_pdf
from dashboard.exports.slides.template import opened
from dashboard.rendering import render_card
from dashboard.stores import Stores
from dashboard.views import VIEWS
from dashboard.views.model import Cell, Rendered
from dashboard.whole_file import write_whole
from tests.dashboard.exported import ADDRESS, CODE, SITE, document, everything, shares
from tests.survey_release import survey_contents
from warehouse.folder import release_path
from warehouse.queries import Release
from warehouse.release import build

ONE: Final = [name for name, e in EXPORTS.items() if e.extension not in ("png", "svg", "pdf")]
MANY: Final = [name for name, e in EXPORTS.items() if e.holds is Holds.MANY]
# Names of things, which are not shown as they are: the rest of a view's texts is.
_NAMES: Final = {
    "view", "state", "release", "key", "id", "category", "series", "status", "row", "column",
    "address", "value",
}  # fmt: skip
FORMULAS: Final = (
    '=HYPERLINK("http://evil.example/","x")', "+cmd|' /C calc'!A0", "@SUM(1)", "\t=1+1", "-1+1",
)  # fmt: skip
MARKUP: Final = ']]><a:t x="1">&amp;&bogus;</a:t><!-- --> \' " #let x = 1; #panic() $x$ <l> @r *b*'


def spoken(shown: Rendered, change: Callable[[str], str]) -> Rendered:
    """The same with every text that a reader sees changed."""
    changed = _spoken(shown, change)
    assert isinstance(changed, Rendered)
    return changed


def _spoken(part: object, change: Callable[[str], str]) -> object:
    if type(part) is str:
        return change(part) if part else part
    if isinstance(part, tuple):
        return tuple(_spoken(one, change) for one in part)
    if is_dataclass(part) and not isinstance(part, type):
        changed = {
            field.name: _spoken(getattr(part, field.name), change)
            for field in fields(part)
            if field.name not in _NAMES
        }
        return replace(part, **changed)
    return part


@lru_cache(maxsize=1)
def compared() -> Rendered:
    return next(shown for shown in everything() if shown.view == "compare")


def xml_parts(content: bytes) -> Iterator[tuple[str, etree._Element]]:
    """Of an Office file and of the workbooks in it."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                yield name, etree.fromstring(parts.read(name))
            elif name.endswith(".xlsx"):
                yield from xml_parts(parts.read(name))


# ---------------------------------------------------------------- formulas, markup


def _runs_nothing(content: bytes) -> None:
    for name, part in xml_parts(content):
        formulas = [one.text or "" for one in part.iter("{*}f") if "worksheets" in name]
        assert not [one for one in formulas if "HYPERLINK" in one or "cmd" in one or "1+1" in one]
        assert not [one for one in part.iter("{*}instrText") if "HYPERLINK(" in (one.text or "")]
        outside = [one.get("Target") for one in part if one.get("TargetMode") == "External"]
        assert all(str(target).startswith(("http://", "https://")) for target in outside), outside


@pytest.mark.parametrize("text", FORMULAS)
@pytest.mark.parametrize("name", ONE)
def test_a_text_is_never_a_formula(name: str, text: str) -> None:
    hostile = document(spoken(compared(), lambda _: text), title=text, subtitle=text)
    content = EXPORTS[name].write(hostile, None)
    if content.startswith(b"PK"):
        _runs_nothing(content)
    elif name.startswith("csv"):
        rows = csv.reader(
            io.StringIO(content.decode("utf-8-sig"), newline=""),
            delimiter=";" if name == "csv" else ",",
        )
        cells = [cell for row in rows for cell in row]
        assert any(cell == f"'{text}" for cell in cells)
        assert text not in cells


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", r"\\host\share"])
@pytest.mark.parametrize("name", MANY)
def test_only_addresses_of_the_web_become_links(name: str, address: str) -> None:
    sources = tuple(replace(one, address=address) for one in compared().sources)
    rows = tuple(
        tuple(replace(cell, address=address) for cell in row) for row in compared().table.rows
    )
    table = replace(compared().table, rows=rows)
    content = EXPORTS[name].write(document(replace(compared(), sources=sources, table=table)), None)
    if content.startswith(b"PK"):
        _runs_nothing(content)
    else:
        assert f"/URI ({address})".encode() not in content


@pytest.mark.parametrize("name", MANY)
def test_what_looks_like_markup_is_text(name: str) -> None:
    words = {"heading": f"H {MARKUP}", "comment": f"C {MARKUP}"}
    exhibit = Exhibit(rendered=compared(), address=ADDRESS, code=CODE, **words)
    report = document(
        compared(), title=f"T {MARKUP}", subtitle=MARKUP, is_report=True, exhibits=(exhibit,)
    )
    content = EXPORTS[name].write(report, None)
    if content.startswith(b"PK"):
        assert any(MARKUP in "".join(part.itertext()) for _, part in xml_parts(content))


# ---------------------------------------------------------------- letters that PDF forbids


@pytest.mark.parametrize(
    "text",
    ["\ufeffafter a byte-order mark", "\uf0b7 a bullet of Word", "<\u0489 \"\u0489 t\u0489",
     "\ue000\ufeff漢", "a\tb"],
)  # fmt: skip
def test_a_pdf_is_written_whatever_was_pasted(text: str) -> None:
    exhibit = Exhibit(rendered=compared(), address=ADDRESS, code=CODE, comment=text)
    assert write_pdf(document(compared(), exhibits=(exhibit,)), None).startswith(b"%PDF-")


# ---------------------------------------------------------------- templates

OWN: Final = Path(__file__).parents[2] / "dashboard/exports/templates/atlas.pptx"
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_MACRO: Final = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
_DOCTYPE: Final = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY x "y">]>'


def _changed(part: str, change: Callable[[bytes], bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(OWN) as source, zipfile.ZipFile(written, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, change(content) if name == part else content)
    return written.getvalue()


def _related(part: str, kind: str, target: str, more: str = "") -> bytes:
    link = f'<Relationship Id="rId99" Type="{kind}" Target="{target}"{more}/></Relationships>'
    return _changed(part, lambda content: content.replace(b"</Relationships>", link.encode()))


def _in_utf_16(content: bytes) -> bytes:
    return (_DOCTYPE + content.decode().partition("?>")[2]).encode("utf-16")


TEMPLATES: Final[dict[str, tuple[Callable[[], bytes], str]]] = {
    "entities in UTF-16": (
        lambda: _changed("ppt/presentation.xml", _in_utf_16), "document type",
    ),
    "entities in properties": (lambda: _changed("docProps/core.xml", _in_utf_16), "document type"),
    "macros under another name": (
        lambda: _related("ppt/_rels/presentation.xml.rels", _MACRO, "theme/theme1.xml"), "macros",
    ),
    "a link of the whole file": (
        lambda: _related("_rels/.rels", f"{_RELATIONS}image", "http://127.0.0.1:9/x",
                         ' TargetMode="External"'),
        "linked to something outside",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_hostile_template_is_refused(name: str) -> None:
    make, reason = TEMPLATES[name]
    with pytest.raises(TemplateRefused, match=reason):
        opened(make())


def test_the_own_template_is_not_refused() -> None:
    assert cleaned(OWN.read_bytes(), POWERPOINT) == OWN.read_bytes()


# ---------------------------------------------------------------- decks


def _deck(**words: object) -> dict[str, object]:
    return {"title": "T", "card": [{"view": "/view/compare", **words}]}


@pytest.mark.parametrize("letter", ["\0", "\x0b", "\x1b", "\ufffe", "\ud800"])
def test_what_no_document_can_hold_is_named(letter: str) -> None:
    with pytest.raises(BadDeck, match=rf"comment of card 1 .*U\+{ord(letter):04X}, character 3"):
        deck_from(_deck(comment=f"ab{letter}"), VIEWS)


def test_tabs_and_new_lines_are_fine() -> None:
    assert deck_from(_deck(comment="a\tb\r\nc"), VIEWS).cards[0].comment == "a\tb\r\nc"


def test_a_byte_order_mark_is_no_part_of_a_deck() -> None:
    deck = '\ufefftitle = "T"\r\n[[card]]\r\nview = "/view/compare"\r\n'
    assert read_deck(deck, VIEWS).title == "T"


def test_a_title_of_blanks_is_none() -> None:
    with pytest.raises(BadDeck, match="needs one"):
        deck_from({**_deck(), "title": " \n"}, VIEWS)


def test_a_thousand_mistakes_are_not_all_said() -> None:
    wrong = {f"{'k' * 5000}{number}": 1 for number in range(1000)}
    with pytest.raises(BadDeck) as refused:
        deck_from(_deck() | wrong, VIEWS)
    assert len(refused.value.problems) == 21
    assert refused.value.problems[-1] == "and 980 problems more"
    assert all(len(problem) < 1100 for problem in refused.value.problems)


# ---------------------------------------------------------------- codes


def test_a_line_nested_without_end_harms_no_other_code(tmp_path: Path) -> None:
    before = codes.issue(tmp_path, "r1", "/view/compare")
    with codes.codes_path(tmp_path).open("ab") as file:
        file.write(b"[" * 100_000 + b"\n")
    after = codes.issue(tmp_path, "r1", "/view/trend")
    found = [codes.find(Stores(tmp_path), code).address for code in (before, after)]
    assert found == ["/view/compare", "/view/trend"]


_ISSUES: Final = """
import sys
from pathlib import Path
from dashboard.codes import issue
for number in range(50):
    print(issue(Path(sys.argv[1]), "r1", f"/view/compare?n={number}"))
"""


def test_four_processes_give_the_same_codes_once(tmp_path: Path) -> None:
    running = [
        subprocess.Popen(  # noqa: S603 — our own program
            [sys.executable, "-c", _ISSUES, str(tmp_path)], stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    said = {one.communicate()[0] for one in running}
    lines = codes.codes_path(tmp_path).read_text("utf-8").splitlines()
    assert said == {"".join(f"{json.loads(line)['code']}\n" for line in lines)} or len(said) == 1
    assert len(lines) == len({json.loads(line)["code"] for line in lines}) == 50


# ---------------------------------------------------------------- paths


def test_what_cannot_be_written_leaves_the_old_file(tmp_path: Path) -> None:
    """A file may have no more bytes than the system allows it: as on a full disk."""
    target = tmp_path / "old.pptx"
    target.write_bytes(b"old")
    limited = (
        "import resource, signal, sys; from pathlib import Path;"
        "from dashboard.whole_file import write_whole;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000));"
        "write_whole(Path(sys.argv[1]), bytes(5000))"
    )
    done = subprocess.run(  # noqa: S603 — our own program
        [sys.executable, "-c", limited, str(target)], capture_output=True, text=True, check=False
    )
    assert "File too large" in done.stderr
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"old.pptx": b"old"}


def test_a_link_gives_way_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    write_whole(tmp_path / "link", b"new")
    assert (tmp_path / "link").read_bytes() == b"new"
    assert (tmp_path / "elsewhere").read_bytes() == b"old"
    assert not (tmp_path / "link").is_symlink()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["http://[::1/view/compare", "-o", "x.svg"], "is no view"),
        (["--code", "", "-o", "x.svg"], "does not exist here"),
    ],
)
def test_a_broken_address_or_code_ends_with_2(asked: list[str], said: str, tmp_path: Path) -> None:
    ended = CliRunner().invoke(app, ["export", *asked], env={"ALF_HOME": str(tmp_path)})
    assert ended.exit_code == 2, ended.output
    assert said in ended.output


def test_a_deck_larger_than_any_is_not_read(tmp_path: Path) -> None:
    large = tmp_path / "large.toml"
    large.touch()
    os.truncate(large, 50_000_000_000)
    asked = ["report", str(large), "-o", str(tmp_path / "x.pptx")]
    ended = CliRunner().invoke(app, asked, env={"ALF_HOME": str(tmp_path)})
    assert ended.exit_code == 2
    assert "is no deck" in ended.output


# ---------------------------------------------------------------- hidden figures

# What no figure of the survey is; a row that is hidden holds them all, but no value.
_MARKED: Final = {
    "numerator": 7919.0, "denominator": 7927.0, "base": 7933.0, "bound_low": 1234.5678,
    "bound_high": 8765.4321, "printed": "7937",
}  # fmt: skip
_MARKS: Final = re.compile(r"(?<![\d.,])(7919|7927|7933|7937|1234[.,]5|1235|8765)(?!\d)")
_SURVEYS: Final = [view for view in VIEWS if view.startswith("survey")]


@lru_cache(maxsize=1)
def hiding() -> Release:
    contents = survey_contents()
    hidden = pl.col("status") == "suppressed"
    marked = contents.observations.with_columns(
        pl.when(hidden).then(pl.lit(mark)).otherwise(pl.col(name)).alias(name)
        for name, mark in _MARKED.items()
    )
    assert marked.filter(hidden).height > 1000
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        return Release(release_path(home, build(home, replace(contents, observations=marked))))


@pytest.mark.parametrize("view", _SURVEYS)
def test_nothing_of_a_hidden_row_is_in_any_file(view: str) -> None:
    for region in ("orebro", "vasterbotten"):
        (asked,) = SITE.read(f"/view/{view}", f"language=sv&region={region}").cards
        shown = render_card(hiding(), asked)
        if not isinstance(shown, Rendered):
            continue
        for name in ("csv", "csv-plain", "json", "svg", "xlsx", "pptx"):
            said = " ".join(_texts(EXPORTS[name].write(document(shown), None)))
            assert not _MARKS.findall(re.sub("[\u00a0\u202f]", "", said)), (name, region)


def _texts(content: bytes) -> Iterator[str]:
    if not content.startswith(b"PK"):
        yield content.decode()
        return
    for _, part in xml_parts(content):
        yield " ".join(part.itertext())
        yield " ".join(one.get("descr", "") + one.get("title", "") for one in part.iter("{*}*"))


def test_a_plain_table_says_what_its_signs_mean() -> None:
    from tests.dashboard.test_export_csv import CELLS  # noqa: PLC0415

    written = EXPORTS["csv-plain"].write(document(shares(*CELLS)), None).decode()
    assert "U\u00a0= dold för att skydda svar" in written


@pytest.mark.parametrize("name", ["pptx", "docx", "pdf", "xlsx"])
def test_a_long_title_and_subtitle_are_written(name: str) -> None:
    """Both may be as long as a deck lets them be; what a file keeps as a property is shorter."""
    long = replace(
        document(shares(Cell(text="41,5", value=41.5))),
        title="T" * 300,
        subtitle="långt " * 600,
        is_report=True,
    )
    assert EXPORTS[name].write(long, None)
