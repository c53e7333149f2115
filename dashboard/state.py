"""What the reader has chosen ↔ the address. Unknown keys and values are errors.

Keys are whole words, so that an address can be read and written by hand. What a view does not use
is not accepted in its address.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Final, Self
from urllib.parse import parse_qsl, urlencode

from warehouse.regions import ALF_REGION_CODES
from warehouse.text import LANGUAGES, Language, Text

# What `BadState.key` says when it is the key itself that is unknown.
UNKNOWN_KEY: Final = "key"


class BadState(ValueError):
    """An address that cannot be shown: `key`, the `value` given and the values allowed."""

    def __init__(self, key: str, value: str, allowed: Iterable[str]) -> None:
        self.key = key
        self.value = value
        self.allowed = tuple(allowed)
        super().__init__(f"{key}={value}: allowed are {', '.join(self.allowed)}")

    def words(self) -> Text:
        listed = ", ".join(self.allowed)
        if self.key == UNKNOWN_KEY:
            return Text(
                f"Adressen har nyckeln {self.value}, som inte finns här."
                f" Tillåtna nycklar: {listed}.",
                f"The address has the key {self.value}, which does not exist here."
                f" Allowed keys: {listed}.",
            )
        if not self.allowed:
            return Text(
                f"Adressen säger {self.key}={self.value}, men det valet finns inte här.",
                f"The address says {self.key}={self.value}, but there is no such choice here.",
            )
        return Text(
            f"Adressen säger {self.key}={self.value}, men det finns inte."
            f" Tillåtna värden: {listed}.",
            f"The address says {self.key}={self.value}, which does not exist."
            f" Allowed values: {listed}.",
        )


DEFAULT_LANGUAGE: Final[Language] = "sv"
PRICES: Final = ("nominal", "fixed")
# Which release is shown; without the key the real one.
DATA: Final = ("example",)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The choices that an address holds. None means not chosen: the view takes its default."""

    language: Language = DEFAULT_LANGUAGE
    region: str | None = None
    data: str | None = None
    indicator: str | None = None
    period: str | None = None
    group: str | None = None
    item: str | None = None
    organisation: str | None = None
    prices: str | None = None
    price_index: str | None = None
    base_year: str | None = None
    topic: str | None = None
    series: str | None = None
    theme: str | None = None
    sex: str | None = None
    margin: str | None = None
    comparison: str | None = None

    def with_(self, **choices: str | None) -> Self:
        return replace(self, **choices)  # type: ignore[arg-type]

    def query(self) -> str:
        """The query string, keys in the order of the fields, defaults left out."""
        chosen = {field.name: getattr(self, field.name) for field in fields(self)}
        if self.language == DEFAULT_LANGUAGE:
            del chosen["language"]
        return urlencode({key: value for key, value in chosen.items() if value is not None})


KEYS: Final[tuple[str, ...]] = tuple(field.name for field in fields(State))
COMMON_KEYS: Final = ("language", "region", "data")


def parse_state(query: str, keys: Sequence[str] = KEYS) -> State:
    """The state of a query string such as "region=skane&language=en"; raises BadState.

    `keys` are those that the page or view uses. Values that depend on the release (indicator,
    period, group, item) are checked by the view, which knows what there is.
    """
    pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True)
    allowed = [*COMMON_KEYS, *(key for key in keys if key not in COMMON_KEYS)]
    seen: dict[str, str] = {}
    for key, value in pairs:
        if key not in allowed:
            raise BadState(UNKNOWN_KEY, key, allowed)
        if key in seen:
            raise BadState(key, f"{seen[key]}&{key}={value}", [seen[key], value])
        seen[key] = value
    return _checked(seen)


_FIXED: Final[dict[str, Collection[str]]] = {
    "language": LANGUAGES,
    "region": ALF_REGION_CODES,
    "prices": PRICES,
    "data": DATA,
}


def _checked(chosen: dict[str, str]) -> State:
    for key, value in chosen.items():
        require(key, value, _FIXED.get(key, (value,)))
    return State(**chosen)  # type: ignore[arg-type]


def require(key: str, value: str, allowed: Collection[str]) -> str:
    """The value if it is allowed; raises BadState with the allowed ones."""
    if value not in allowed:
        raise BadState(key, value, allowed)
    return value
