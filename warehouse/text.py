"""Every text that a reader sees, in both languages. Not for identifiers or log lines."""

from dataclasses import dataclass
from typing import Final, Literal, assert_never

Language = Literal["sv", "en"]

LANGUAGES: Final[tuple[Language, ...]] = ("sv", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """One text in Swedish and English; a missing language is a type error."""

    sv: str
    en: str

    def of(self, language: Language) -> str:
        match language:
            case "sv":
                return self.sv
            case "en":
                return self.en
            case _:
                assert_never(language)


NOT_STATED: Final = Text("inte angivet", "not stated")
