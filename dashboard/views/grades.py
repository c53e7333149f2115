"""What the sources together say of one grade: a step, an interval of steps, or nothing.

A grade is a step of an ordered scale, so sources are put together by what they leave possible,
never by a mean. Not for how grades are laid out (`evaluation_grades.py`, `evaluation_other.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

from dashboard.charts import numbers
from dashboard.charts.grammar import CellKind
from dashboard.views.choices import sentence_case
from dashboard.views.figures import Figure
from dashboard.views.wording import listed
from warehouse.text import Language, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """`low` and `high` are the steps that remain possible. `together` is true where no source
    says the step alone. `found` holds every figure, told or not."""

    kind: CellKind
    low: int
    high: int
    scale: tuple[Text, ...]
    together: bool
    found: tuple[Figure, ...]

    @classmethod
    def from_figures(cls, found: Sequence[Figure], scale: tuple[Text, ...]) -> Self:
        """The first figure is the preferred one: it holds where sources exclude each other."""
        told = [f for f in found if f.status == "ok"]
        ends = [_ends(f, len(scale)) for f in told]
        low = max((first for first, _ in ends), default=1)
        high = min((last for _, last in ends), default=len(scale))
        if low > high:
            low, high = ends[0]
        step = low if low == high else None
        return cls(
            kind=_kind(found, low, high, len(scale)),
            low=low,
            high=high,
            scale=scale,
            together=step is not None and all(f.value != step for f in told),
            found=tuple(found),
        )

    @property
    def step(self) -> int | None:
        """The grade, where it is certain which one it is."""
        return self.low if self.low == self.high else None

    @property
    def is_lowest(self) -> bool:
        return self.step == 1

    @property
    def is_not_highest(self) -> bool:
        return self.high < len(self.scale)

    def in_full(self, language: Language) -> str:
        """In the words of the scale: "god–hög kvalitet"."""
        if self.kind is CellKind.PARTLY and self.high == len(self.scale):
            return f"{_AT_LEAST.of(language)} {self.scale[self.low - 1].of(language)}"
        return numbers.grade(self.step, self.scale, language, low=self.low, high=self.high)

    def short(self, language: Language) -> str:
        """As it stands in a cell; the matrix adds the sign of what was inferred."""
        match self.kind:
            case CellKind.KNOWN | CellKind.INFERRED:
                return sentence_case(short_step(self.low, self.scale, language))
            case CellKind.PARTLY if self.high == len(self.scale):
                least = short_step(self.low, self.scale, language)
                return f"{_AT_LEAST.of(language)} {least}"
            case CellKind.PARTLY:
                return self.in_full(language)
            case CellKind.UNKNOWN:
                return _UNKNOWN.of(language)
            case CellKind.NOT_APPLICABLE:
                return _NOT_APPLICABLE.of(language)

    def how(self, language: Language) -> str:
        """How the grade is known."""
        if self.together:
            return _TOGETHER.of(language).format(sources=listed(self.sources(language), language))
        return HOW_KNOWN[self.kind].of(language)

    def sources(self, language: Language) -> list[str]:
        shorts = [f.publication.short.of(language) for f in self.found]
        return list(dict.fromkeys(shorts))

    def notes(self, language: Language) -> list[str]:
        notes = [f.note.of(language) for f in self.found if f.note]
        return list(dict.fromkeys(notes))


_AT_LEAST: Final = Text("minst", "at least")
_UNKNOWN: Final = Text("okänt", "unknown")
_NOT_APPLICABLE: Final = Text("inte aktuellt", "not applicable")
_TOGETHER: Final = Text(
    "härlett: följer först av källorna tillsammans ({sources})",
    "inferred: follows only from the sources together ({sources})",
)
HOW_KNOWN: Final[dict[CellKind, Text]] = {
    CellKind.KNOWN: Text("tryckt i källan", "printed in the source"),
    CellKind.INFERRED: Text("härlett ur källans ord", "inferred from the source's words"),
    CellKind.PARTLY: Text("bara delvis känt", "only partly known"),
    CellKind.UNKNOWN: Text("framgår inte av källorna", "not in the sources"),
    CellKind.NOT_APPLICABLE: Text("inte aktuellt", "not applicable"),
}


def short_step(step: int, scale: Sequence[Text], language: Language) -> str:
    """A step without the word that ends every step: "god–hög" for "god–hög kvalitet"."""
    words = [text.of(language).split() for text in scale]
    shared = {last for *_, last in words}
    kept = words[step - 1][:-1] if len(shared) == 1 else words[step - 1]
    return " ".join(kept)


def _ends(figure: Figure, steps: int) -> tuple[int, int]:
    if figure.value is not None:
        return int(figure.value), int(figure.value)
    return int(figure.low or 1), int(figure.high or steps)


def _kind(found: Sequence[Figure], low: int, high: int, steps: int) -> CellKind:
    told = [f for f in found if f.status == "ok"]
    if found and not told and all(f.status == "not_applicable" for f in found):
        return CellKind.NOT_APPLICABLE
    if low == high:
        is_printed = any(f.value == low and f.origin == "printed" for f in told)
        return CellKind.KNOWN if is_printed else CellKind.INFERRED
    return CellKind.UNKNOWN if (low, high) == (1, steps) else CellKind.PARTLY
