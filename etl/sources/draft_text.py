"""The lines of a draft: TOML with comments and questions. Not for what is proposed in it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from textwrap import wrap

from tomlkit.items import String, StringType

from etl.sources.declaration import QUESTION


def quoted(text: str) -> str:
    """A text as TOML writes it."""
    return String.from_raw(text, StringType.SLB).as_string()


def key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name, re.ASCII) else quoted(name)


def plain(text: str) -> str:
    """A text for a comment: one line, not too long."""
    words = " ".join(text.split())
    return words if len(words) <= 160 else words[:159] + "…"


@dataclass(slots=True)
class Lines:
    """Lines in the order in which they are written."""

    lines: list[str] = field(default_factory=list)

    def raw(self, *lines: str) -> None:
        self.lines += lines

    def blank(self, *lines: str) -> None:
        """An empty line, then these."""
        self.lines += ["", *lines]

    def comment(self, text: str) -> None:
        self.lines.append(f"# {plain(text)}")

    def question(self, text: str, more: str = "") -> None:
        """The question in one line, which a refusal repeats; `more` explains it below."""
        self.lines.append(f"{QUESTION} {plain(text)}")
        self.lines += [f"#   {line}" for line in wrap(more, 92)]

    def word(self, name: str, value: str) -> None:
        self.lines.append(f"{key(name)} = {quoted(value)}")

    def asked(self, name: str, question: str, more: str = "", value: str = "") -> None:
        """A key whose value a person must give or confirm."""
        self.question(question, more)
        self.word(name, value)

    def table(self, header: str, values: Mapping[str, str]) -> None:
        """A table of texts; nothing where there are none."""
        if values:
            self.blank(f"[{header}]")
            for name, value in values.items():
                self.word(name, value)

    def add(self, lines: Iterable[str]) -> None:
        self.lines += lines

    def text(self) -> str:
        return "\n".join(self.lines) + "\n"
