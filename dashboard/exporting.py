"""From an address or a deck to a file: the one way, for the button and for the command.

Every view that leaves the building is given a code first, which leads back to it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dashboard.addresses import CardAsked, Site, view_address
from dashboard.changed_since import as_it_was
from dashboard.codes import issue
from dashboard.decks import Deck, DeckCard
from dashboard.exports import EXPORTS
from dashboard.exports.model import Absent, Document, Exhibit, Export, ExportRefused, Holds
from dashboard.exports.said import file_name
from dashboard.pages.model import VIEW_PREFIX, CardPlan, Span
from dashboard.public import public_address
from dashboard.rendering import card_controls, render_card
from dashboard.state import BadState
from dashboard.stores import Stores
from dashboard.views.model import NothingToShow, Rendered
from warehouse.indicators import INDICATORS
from warehouse.queries import Release
from warehouse.text import Text


class UnknownFormat(ExportRefused):
    """There is no such format, or a report cannot be written in it."""


@dataclass(frozen=True, slots=True)
class File:
    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Source:
    """The release that is shown, and the folder where the codes of its exports lie."""

    release: Release
    home: Path


def source_in_force(stores: Stores, data: str | None) -> Source:
    return Source(stores.of(data).current(), stores.home(data))


def source_kept(stores: Stores, data: str | None, release_id: str) -> Source:
    """Of a release that is kept, as a code leads to it; raises ReleaseGone."""
    return Source(stores.release(data, release_id), stores.home(data))


def source_of_code(stores: Stores, site: Site, code: str) -> tuple[Source, CardAsked]:
    """The view that a code stands for, and its release; raises as `as_it_was` does."""
    was = as_it_was(stores, site, code)
    return Source(was.release, stores.home(was.data)), was.asked


def find_export(name: str, *, is_report: bool = False) -> Export:
    """The format of this name; raises UnknownFormat with those there are."""
    fitting = [e for e in EXPORTS.values() if e.holds is Holds.MANY or not is_report]
    found = next((export for export in fitting if export.id == name), None)
    if found is None:
        raise UnknownFormat(_unknown_format(name, fitting, is_report=is_report))
    return found


def _unknown_format(name: str, fitting: Sequence[Export], *, is_report: bool) -> Text:
    known = ", ".join(export.id for export in fitting)
    sv, en = ("En rapport", "a report") if is_report else ("En bild", "a view")
    return Text(
        f"{sv} kan inte skrivas som ”{name}”; det som finns är {known}.",
        f"{en} cannot be written as '{name}'; there are {known}",
    )


def export_card(
    source: Source, asked: CardAsked, export: Export, template: bytes | None = None
) -> File:
    """The file of one view; raises NothingToShow, BadState and ExportRefused."""
    shown = render_card(source.release, asked)
    if isinstance(shown, Text):
        raise NothingToShow(shown)
    document = _document(source, (_exhibit(source, asked, shown),))
    return _file(document, asked.view.id, export, template)


def asked_at(site: Site, address: str, query: str) -> CardAsked:
    """The one card of an address; raises UnknownPage and BadState, also for a page of several."""
    cards = site.read(address, query).cards
    if len(cards) != 1:
        raise BadState("address", address, [view_path(view_id) for view_id in site.views])
    return cards[0]


def _exhibit(source: Source, asked: CardAsked, shown: Rendered) -> Exhibit:
    """With a code, which is on file before any byte of the export is made."""
    path = view_address(asked.view.id, asked.state)
    return Exhibit(
        rendered=shown,
        address=public_address(path),
        code=issue(source.home, source.release.id, path),
    )


def _document(source: Source, exhibits: tuple[Exhibit, ...]) -> Document:
    """One exhibit as a document of its own."""
    shown = exhibits[0].rendered
    return Document(
        title=shown.headline,
        subtitle=shown.overline,
        language=shown.state.language,
        release=source.release.id,
        made=source.release.built_at,
        is_example=source.release.is_example,
        is_report=False,
        exhibits=exhibits,
    )


def _file(document: Document, name: str, export: Export, template: bytes | None) -> File:
    if template is not None and not export.takes_template:
        raise ExportRefused(
            Text(
                f"En mall hör till PowerPoint och Word, inte till {export.id}.",
                f"a template is for slides and documents, not for {export.id}",
            )
        )
    content = export.write(document, template)
    # Several formats share an ending: a reader who takes two of them gets two names.
    kind = export.id.removeprefix(export.extension)
    return File(file_name(document, name + kind, export.extension), export.media_type, content)


# ---------------------------------------------------------------- reports


def export_report(
    source: Source, site: Site, deck: Deck, export: Export, template: bytes | None = None
) -> File:
    """The file of a deck. Raises BadState, naming the card, and ExportRefused."""
    found = list(_found(source, site, deck))
    exhibits = tuple(one for one in found if isinstance(one, Exhibit))
    absent = tuple(one for one in found if isinstance(one, Absent))
    if not exhibits:
        raise ExportRefused(_all_absent(absent))
    document = replace(
        _document(source, exhibits),
        title=deck.title,
        subtitle=deck.subtitle,
        is_report=True,
        absent=absent,
    )
    return _file(document, _report_name(deck), export, template)


def _all_absent(absent: Sequence[Absent]) -> Text:
    reasons = "; ".join(f"{one.title}: {one.reason}" for one in absent)
    return Text(
        f"Ingen av rapportens bilder har något att visa: {reasons}",
        f"none of the views of this report has anything to show: {reasons}",
    )


def _found(source: Source, site: Site, deck: Deck) -> Iterator[Exhibit | Absent]:
    for number, card in enumerate(deck.cards, 1):
        asked = _asked(site, deck, card)
        try:
            shown = _shown(source.release, asked)
        except BadState as error:
            raise BadState(f"card {number}, {error.key}", error.value, error.allowed) from error
        if isinstance(shown, Text):
            title = card.heading or asked.view.title.of(deck.language)
            yield Absent(title=title, reason=shown.of(deck.language))
        else:
            exhibit = _exhibit(source, asked, shown)
            yield replace(exhibit, heading=card.heading, comment=card.comment)


def _shown(release: Release, asked: CardAsked) -> Rendered | Text:
    """What a card shows, or why not: a deck outlives the measures of a release."""
    indicator = INDICATORS.get(asked.state.indicator or "")
    if indicator and indicator.id not in release.indicators():
        return Text(f"{indicator.title.sv} finns inte i den här utgåvan.",
                    f"{indicator.title.en} is not in this release.")  # fmt: skip
    card_controls(release, asked)
    return render_card(release, asked)


def _asked(site: Site, deck: Deck, card: DeckCard) -> CardAsked:
    view = site.views[card.view_id]
    return CardAsked(
        plan=CardPlan(view_id=view.id, span=Span.FULL),
        view=view,
        state=deck.state(card),
        keys=tuple((key, key) for key in view.keys),
    )


def _report_name(deck: Deck) -> str:
    region = f"-{deck.region}" if deck.region else ""
    return f"report{region}"


def view_path(view_id: str) -> str:
    return f"{VIEW_PREFIX}{view_id}"
