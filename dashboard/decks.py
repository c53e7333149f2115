"""A deck: which views a report holds, in which order, with whose words. A TOML file or its JSON.

It is saved, shared, opened and run again next year. It names views by their addresses and holds
no figures. Not for making the report: that is `exporting.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

import tomlkit
from tomlkit.exceptions import TOMLKitError

from dashboard.addresses import address
from dashboard.pages.model import VIEW_PREFIX
from dashboard.state import DATA, DEFAULT_LANGUAGE, BadState, State, parse_state
from dashboard.views.model import View
from dashboard.xml_text import UNWRITABLE
from warehouse.regions import ALF_REGION_CODES
from warehouse.text import LANGUAGES, Language, Text

Views = Mapping[str, View]
Json = dict[str, Any]

AS_CHOSEN: Final = "as_chosen"
NEWEST: Final = "newest"
PERIODS: Final = (AS_CHOSEN, NEWEST)
MOST_CARDS: Final = 60
LONGEST_TEXT: Final = 4000
# In bytes: sixty cards with as much text as there may be have less.
LARGEST_FILE: Final = 2_000_000
# A file of something else may have as many wrong keys as lines, each as long as one.
_MOST_SAID: Final = 20
_LONGEST_SAID: Final = 1000
_DECK_KEYS: Final = ("title", "subtitle", "language", "region", "data", "periods", "card")
_CARD_KEYS: Final = ("view", "heading", "comment")
_ALLOWED: Final[dict[str, Sequence[str]]] = {
    "language": LANGUAGES,
    "region": ALF_REGION_CODES,
    "data": DATA,
    "periods": PERIODS,
}


class BadDeck(ValueError):
    """A deck that cannot be used; `problems` are what is wrong with it, a sentence each."""

    def __init__(self, problems: Sequence[str]) -> None:
        said = [_cut(problem) for problem in problems[:_MOST_SAID]]
        more = len(problems) - len(said)
        self.problems = (*said, *([f"and {more} problems more"] if more else []))
        super().__init__("; ".join(self.problems))


def _cut(problem: str) -> str:
    return problem if len(problem) <= _LONGEST_SAID else f"{problem[:_LONGEST_SAID]}…"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckCard:
    """`choices` are the view's own; a region among them goes before the deck's."""

    view_id: str
    choices: tuple[tuple[str, str], ...]
    heading: str = ""
    comment: str = ""

    @property
    def address(self) -> str:
        return address(f"{VIEW_PREFIX}{self.view_id}", dict(self.choices))


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """`periods` NEWEST: each view takes the newest period there is when the report is made."""

    title: str
    cards: tuple[DeckCard, ...]
    subtitle: str = ""
    language: Language = DEFAULT_LANGUAGE
    region: str | None = None
    data: str | None = None
    periods: str = AS_CHOSEN

    def state(self, card: DeckCard) -> State:
        """What a card of this deck shows."""
        chosen = {key: value for key, value in card.choices if not self._is_let_go(key)}
        common = {"region": self.region, "data": self.data} | chosen
        return State(language=self.language, **common)

    def _is_let_go(self, key: str) -> bool:
        return key == "period" and self.periods == NEWEST


# ---------------------------------------------------------------- reading


def read_deck(text: str, views: Views) -> Deck:
    """The deck of a TOML file; raises BadDeck with everything that is wrong."""
    try:
        # Some editors of Windows begin each file with a byte-order mark.
        found = tomlkit.parse(text.removeprefix("\ufeff")).unwrap()
    except TOMLKitError as error:
        raise BadDeck([f"the file is not TOML: {error}"]) from error
    return deck_from(found, views)


def read_file(path: Path, views: Views) -> Deck:
    """As `read_deck`; what is too large for a deck is not even read."""
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise BadDeck([f"'{path}' is no deck: it has {size:,} bytes, a deck has fewer than"
                       f" {LARGEST_FILE:,}"])  # fmt: skip
    try:
        return read_deck(path.read_text("utf-8"), views)
    except UnicodeDecodeError as error:
        said = f"'{path}' is not UTF-8 text: {error.reason} at byte {error.start}"
        raise BadDeck([said]) from error


def deck_from(found: object, views: Views) -> Deck:
    """The deck of an object with the keys of the TOML file; raises BadDeck."""
    if not isinstance(found, dict):
        raise BadDeck(["a deck is a table of keys such as title and card"])
    problems = [*_unknown(found, _DECK_KEYS, "the deck"), *_deck_problems(found)]
    cards = found.get("card", [])
    if not isinstance(cards, list) or not 0 < len(cards) <= MOST_CARDS:
        raise BadDeck([*problems, f"card: between 1 and {MOST_CARDS} [[card]] tables are needed"])
    read = [_card(card, number, found, views, problems) for number, card in enumerate(cards, 1)]
    if problems:
        raise BadDeck(problems)
    return Deck(
        title=found["title"],
        subtitle=found.get("subtitle", ""),
        language=found.get("language", DEFAULT_LANGUAGE),
        region=found.get("region"),
        data=found.get("data"),
        periods=found.get("periods", AS_CHOSEN),
        cards=tuple(card for card in read if card),
    )


def _unknown(found: Mapping[str, object], known: Sequence[str], where: str) -> list[str]:
    return [
        f"{where} has no key '{key}'; its keys are {', '.join(known)}"
        for key in found
        if key not in known
    ]


def _deck_problems(found: Mapping[str, object]) -> list[str]:
    problems = [*_text_problems(found, ("title", "subtitle"), "the deck")]
    if not str(found.get("title", "")).strip():
        problems.append("title: the deck needs one")
    for key, allowed in _ALLOWED.items():
        if key in found and found[key] not in allowed:
            problems.append(f"{key} = {found[key]!r}: allowed are {', '.join(allowed)}")
    return problems


def _text_problems(found: Mapping[str, object], keys: Sequence[str], where: str) -> list[str]:
    problems = ((key, _text_problem(found[key])) for key in keys if key in found)
    return [f"{key} of {where} {problem}" for key, problem in problems if problem]


def _text_problem(text: object) -> str:
    if not isinstance(text, str) or len(text) > LONGEST_TEXT:
        return f"is a text of at most {LONGEST_TEXT} characters"
    unwritable = UNWRITABLE.search(text)
    if unwritable:
        return (
            f"has a character that no document can hold (U+{ord(unwritable[0]):04X},"
            f" character {unwritable.start() + 1} of it): remove it"
        )
    return ""


def _card(
    found: object, number: int, deck: Mapping[str, object], views: Views, problems: list[str]
) -> DeckCard | None:
    """The card, or None with what is wrong added to the problems."""
    where = f"card {number}"
    if not isinstance(found, dict):
        problems.append(f"{where} is not a table")
        return None
    wrong = [*_unknown(found, _CARD_KEYS, where), *_text_problems(found, _CARD_KEYS, where)]
    if not wrong:
        try:
            choices = _choices(str(found.get("view", "")), deck, views)
            return DeckCard(
                view_id=choices[0],
                choices=choices[1],
                heading=found.get("heading", ""),
                comment=found.get("comment", ""),
            )
        except (BadState, ValueError) as error:
            wrong.append(f"{where}: {error}")
    problems += wrong
    return None


def _choices(
    view: str, deck: Mapping[str, object], views: Views
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The view and the choices of an address, also of a whole one as "copy link" gives it."""
    parts = urlsplit(view)
    named = parts.path.removeprefix(VIEW_PREFIX)
    if named not in views or not parts.path.startswith(VIEW_PREFIX):
        known = ", ".join(f"{VIEW_PREFIX}{one}" for one in views)
        raise ValueError(f"view = '{view}': there is no such view; there are {known}")
    parse_state(parts.query, views[named].keys)
    choices = dict(parse_qsl(parts.query, keep_blank_values=True))
    _refuse_other_data(choices.pop("data", None), deck.get("data"))
    # The deck is in one language, whatever language a card was seen in when its link was copied.
    choices.pop("language", None)
    return named, tuple(choices.items())


def _refuse_other_data(of_card: str | None, of_deck: object) -> None:
    if of_card is not None and of_card != of_deck:
        raise ValueError(
            f"it shows data={of_card}, the deck does not: real and example data never meet in one"
            f' report; write data = "{of_card}" for the whole deck'
        )


# ---------------------------------------------------------------- writing


def as_json(deck: Deck) -> Json:
    """The deck with the keys of its TOML file; what says nothing is left out."""
    said = {
        "title": deck.title,
        "subtitle": deck.subtitle,
        "language": deck.language,
        "region": deck.region,
        "data": deck.data,
        "periods": deck.periods,
        "card": [_card_json(card) for card in deck.cards],
    }
    return {key: value for key, value in said.items() if value}


def _card_json(card: DeckCard) -> Json:
    said = {"view": card.address, "heading": card.heading, "comment": card.comment}
    return {key: value for key, value in said.items() if value}


def write_deck(deck: Deck) -> str:
    """The deck as a TOML file; `read_deck` gives the same deck back."""
    document = tomlkit.document()
    for line in _EXPLAINED:
        document.add(tomlkit.comment(line.of(deck.language)))
    for key, value in as_json(deck).items():
        document.add(key, _tables(value) if key == "card" else tomlkit.item(value))
    return tomlkit.dumps(document)


def _tables(cards: Sequence[Json]) -> tomlkit.items.AoT:
    tables = tomlkit.aot()
    for card in cards:
        table = tomlkit.table()
        table.update(card)
        tables.append(table)
    return tables


_EXPLAINED: Final = (
    Text(
        "En rapport i ALF Atlas: alf report FILEN -o rapport.pptx (eller .docx, .pdf, .xlsx).",
        "A report of ALF Atlas: alf report FILE -o report.pptx (or .docx, .pdf, .xlsx).",
    ),
    Text(
        'Med periods = "newest" visar varje bild den nyaste perioden i stället för den valda.',
        'With periods = "newest" every view shows the newest period instead of the chosen one.',
    ),
)
