"""The commands `alf export` and `alf report`: the same files as the buttons give, byte for byte.

How a file is made is in `dashboard/exporting.py`, not here.
"""
# The libraries take a second to import, and `--help` needs none of them.
# ruff: noqa: PLC0415

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from etl.terminal import REFUSED, USAGE, home, said_plainly, say, say_table, warn

if TYPE_CHECKING:
    from urllib.parse import SplitResult

    from dashboard.addresses import Site
    from dashboard.decks import Deck
    from dashboard.exporting import File
    from dashboard.exports.model import Export
    from warehouse.text import Language

Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", dir_okay=False, metavar="FILE", show_default=False,
                 help="The file to write; its ending decides the format."),
]  # fmt: skip
Template = Annotated[
    Path | None,
    typer.Option(exists=True, dir_okay=False, readable=True, metavar="FILE", show_default=False,
                 help="Your own .pptx or .docx, whose layouts, colours and fonts are used."),
]  # fmt: skip
Format = Annotated[
    str | None,
    typer.Option("--format", metavar="F", show_default=False,
                 help="pptx, docx, pdf, xlsx, png, png-column, png-square, svg, svg-column, "
                      "svg-square, csv, csv-plain, parquet or json (JSON-stat)."),
]  # fmt: skip


def export(
    address: Annotated[
        str | None,
        typer.Argument(
            metavar="[ADDRESS]",
            show_default=False,
            help="Of a view, as \"copy link\" gives it: '/view/compare?region=skane'.",
        ),
    ] = None,
    code: Annotated[
        str | None,
        typer.Option(
            metavar="CODE",
            show_default=False,
            help="The code on an earlier export: the view as it was then.",
        ),
    ] = None,
    format_: Format = None,
    output: Output = None,
    template: Template = None,
) -> None:
    """Write one view as a file; with --code alone, say what has changed since.

    The same release and the same address give the same bytes as the button on the card.
    """
    with _said_plainly():
        if (address is None) == (code is None):
            raise typer.BadParameter("give either the address of a view or --code")
        if code is not None and output is None and format_ is None:
            _say_changes(code)
            return
        chosen = _format(format_, output, is_report=False)
        _write(_file_at(address, chosen, template) if address is not None else
               _file_of_code(str(code), chosen, template), output)  # fmt: skip


def report(
    deck: Annotated[
        str | None,
        typer.Argument(
            metavar="[DECK]",
            show_default=False,
            help="A TOML file, or the name of a deck that ships (see --list).",
        ),
    ] = None,
    output: Output = None,
    template: Template = None,
    language: Annotated[
        str | None,
        typer.Option(metavar="sv|en", show_default=False, help="Instead of the deck's own."),
    ] = None,
    data: Annotated[
        str | None,
        typer.Option(metavar="example", show_default=False, help="Take the example release."),
    ] = None,
    region: Annotated[
        str | None,
        typer.Option(metavar="skane", show_default=False, help="Own region, of every view."),
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="List the decks that ship.")] = False,
) -> None:
    """Write a report of many views: slides, a document, a PDF or a workbook.

    With -o FILE.toml the deck itself is written, to be changed by hand.
    """
    with _said_plainly():
        if list_:
            _list_decks()
            return
        if deck is None or output is None:
            raise typer.BadParameter("give a deck and -o FILE")
        asked = _with_choices(_deck(deck, language), language, data, region)
        _write_report(asked, output, template)


# ---------------------------------------------------------------- what is asked


def _site() -> "Site":
    from dashboard.addresses import Site
    from dashboard.pages import PAGES
    from dashboard.views import VIEWS

    return Site(PAGES, VIEWS)


def _format(name: str | None, output: Path | None, *, is_report: bool) -> "Export":
    """By its name, else by the ending of the file; both must agree."""
    from dashboard.exporting import find_export

    ending = output.suffix.removeprefix(".").lower() if output else ""
    if not (name or ending):
        raise typer.BadParameter("give --format, or -o FILE with an ending such as .pptx")
    chosen = find_export(name or ending, is_report=is_report)
    if ending and ending != chosen.extension:
        raise typer.BadParameter(f"{chosen.id} is written to a .{chosen.extension} file,"
                                 f" not to .{ending}")  # fmt: skip
    return chosen


def _read(template: Path | None) -> bytes | None:
    return template.read_bytes() if template else None


def _file_at(address: str, chosen: "Export", template: Path | None) -> "File":
    from dashboard.exporting import asked_at, export_card, source_in_force
    from dashboard.stores import Stores

    parts = _parted(address)
    asked = asked_at(_site(), parts.path, parts.query)
    source = source_in_force(Stores(home()), asked.state.data)
    return export_card(source, asked, chosen, _read(template))


def _parted(address: str) -> "SplitResult":
    from dashboard.addresses import UnknownPage

    try:
        return urlsplit(address)
    except ValueError as error:
        raise UnknownPage(address) from error


def _file_of_code(code: str, chosen: "Export", template: Path | None) -> "File":
    from dashboard.exporting import export_card, source_of_code
    from dashboard.stores import Stores

    source, asked = source_of_code(Stores(home()), _site(), code)
    return export_card(source, asked, chosen, _read(template))


def _say_changes(code: str) -> None:
    from dashboard.changed_since import code_report
    from dashboard.stores import Stores

    for line in code_report(Stores(home()), _site(), code).lines():
        say(line)


# ---------------------------------------------------------------- reports


def _list_decks() -> None:
    from dashboard.ready_decks import READY

    say_table(
        ("deck", "title", "views"),
        [(ready.name, ready.title.sv, str(len(ready.cards))) for ready in READY.values()],
    )


def _deck(name: str, language: str | None) -> "Deck":
    from dashboard.decks import read_file
    from dashboard.ready_decks import READY, ready_deck
    from dashboard.state import DEFAULT_LANGUAGE
    from dashboard.views import VIEWS

    if name in READY:
        return ready_deck(name, _spoken(language) or DEFAULT_LANGUAGE, VIEWS)
    if (path := Path(name)).is_file():
        return read_file(path, VIEWS)
    raise typer.BadParameter(f"'{name}' is neither a file nor one of {', '.join(READY)}")


def _with_choices(
    deck: "Deck", language: str | None, data: str | None, region: str | None
) -> "Deck":
    """The deck with what the command line says instead; raises BadState."""
    from dataclasses import replace

    from dashboard.state import DATA, require
    from warehouse.regions import ALF_REGION_CODES

    if data is not None:
        require("data", data, DATA)
    if region is not None:
        require("region", region, ALF_REGION_CODES)
    return replace(
        deck,
        data=data or deck.data,
        region=region or deck.region,
        language=_spoken(language) or deck.language,
    )


def _spoken(language: str | None) -> "Language | None":
    from dashboard.state import require
    from warehouse.text import LANGUAGES

    if language is not None:
        require("language", language, LANGUAGES)
    return next((one for one in LANGUAGES if one == language), None)


def _write_report(deck: "Deck", output: Path, template: Path | None) -> None:
    from dashboard.decks import write_deck
    from dashboard.exporting import File, export_report, source_in_force
    from dashboard.stores import Stores

    if output.suffix == ".toml":
        _write(File(output.name, "application/toml", write_deck(deck).encode()), output)
        return
    chosen = _format(None, output, is_report=True)
    source = source_in_force(Stores(home()), deck.data)
    _write(export_report(source, _site(), deck, chosen, _read(template)), output)


# ---------------------------------------------------------------- writing and ending


def _write(file: "File", output: Path | None) -> None:
    """Without -o to the folder one stands in, under the file's own name."""
    from dashboard.whole_file import write_whole

    path = output or Path(file.name)
    try:
        write_whole(path, file.content)
    except OSError as error:
        warn(f"'{path}' cannot be written ({error.strerror}); nothing was changed. Choose another"
             " place with -o, or see to it that there is room and that its folder may be written"
             " to.")  # fmt: skip
        raise typer.Exit(REFUSED) from error
    say(f"{path} ({len(file.content):,} bytes)".replace(",", " "))


@contextmanager
def _said_plainly() -> Iterator[None]:
    """What these commands may meet, as one clear line and an exit code."""
    from dashboard.addresses import UnknownPage
    from dashboard.codes import UnknownCode
    from dashboard.decks import BadDeck
    from dashboard.exporting import UnknownFormat
    from dashboard.exports.model import ExportRefused
    from dashboard.state import BadState
    from dashboard.stores import ReleaseGone
    from dashboard.views.model import NothingToShow

    with said_plainly():
        try:
            yield
        except BadDeck as bad:
            warn("\n".join(bad.problems))
            raise typer.Exit(USAGE) from bad
        except UnknownPage as unknown:
            warn(f"'{unknown.path}' is no view; an address begins with /view/, such as"
                 " /view/compare?region=skane")  # fmt: skip
            raise typer.Exit(USAGE) from unknown
        except (BadState, ReleaseGone, UnknownCode, UnknownFormat) as unknown:
            warn(str(unknown))
            raise typer.Exit(USAGE) from unknown
        except NothingToShow as nothing:
            warn(f"There is nothing to show: {nothing.reason.en}")
            raise typer.Exit(USAGE) from nothing
        except ExportRefused as refused:
            warn(str(refused))
            raise typer.Exit(REFUSED) from refused
