"""The data dictionary: the whole registry as one page in Swedish and English.

`docs/data-dictionary.md` is written by `alf dictionary`, and a test compares the two. Not for the
figures: what a release holds is said by the release.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from warehouse.indicators import INDICATORS
from warehouse.indicators.model import (
    TOPIC_NAMES,
    Direction,
    Indicator,
    Pooling,
    RepresentedBy,
    SeriesBreak,
    Uncertainty,
)
from warehouse.members import ALL, GROUPS
from warehouse.period import parse_period
from warehouse.regions import REGIONS
from warehouse.sources import SOURCES
from warehouse.text import LANGUAGES, NOT_STATED, Language, Text

DIRECTIONS: Final[Mapping[Direction, Text]] = {
    Direction.HIGHER: Text("högre är bättre", "higher is better"),
    Direction.LOWER: Text("lägre är bättre", "lower is better"),
    Direction.NO_JUDGEMENT: Text("bedöms inte", "not judged"),
    Direction.CLOSER_TO_TARGET: Text("närmare målet är bättre", "closer to the target is better"),
}
POOLINGS: Final[Mapping[Pooling, Text]] = {
    Pooling.SUM: Text("regioner får summeras", "regions may be added"),
    Pooling.WEIGHTED: Text("vägt medel med nämnaren", "mean weighted by the denominator"),
    Pooling.NOT_POOLABLE: Text("regioner får inte slås samman", "regions may not be pooled"),
}
REPRESENTATIONS: Final[Mapping[RepresentedBy, Text]] = {
    RepresentedBy.REGION: Text("regionens egen uppgift", "the region's own figure"),
    RepresentedBy.UNIVERSITY: Text("universitetets uppgift", "the university's figure"),
}
UNCERTAINTIES: Final[Mapping[Uncertainty, Text]] = {
    Uncertainty.COUNTED: Text("alla räknade eller tillfrågade", "everybody counted or asked"),
    Uncertainty.ANSWERS: Text("vilar på dem som svarat", "rests on those who answered"),
    Uncertainty.ESTIMATED: Text("skattad med egen metod", "estimated by a method of its own"),
}
_LABELS: Final[Mapping[str, Text]] = {
    "definition": Text("Definition", "Definition"),
    "unit": Text("Enhet", "Unit"),
    "direction": Text("Riktning", "Direction"),
    "target": Text("Mål", "Target"),
    "denominator": Text("Andel av", "Share of"),
    "pooling": Text("Sammanslagning", "Pooling"),
    "range": Text("Möjliga värden", "Possible values"),
    "smallest_base": Text("Minsta n som visas", "Least n that is shown"),
    "uncertainty": Text("Osäkerhet", "Uncertainty"),
    "represented_by": Text("Regionen representeras av", "A region is represented by"),
    "groups": Text("Grupper", "Groups"),
    "items": Text("Poster", "Items"),
    "categories": Text("Svarskategorier", "Answer categories"),
    "scale": Text("Skala, lägst först", "Scale, lowest first"),
    "breaks": Text("Serien bryts", "The series breaks"),
    "preferred_sources": Text("Källa som ritas först", "Source drawn first"),
    "deflator": Text("Prisindex, kallat", "Price index, called"),
    "caveat": Text("Att veta", "To know"),
}
_INTRODUCTION: Final = """\
# Datakatalog · Data dictionary

Sidan skrivs av `alf dictionary` ur registret i `warehouse/indicators/`; ändra där, inte här.
This page is written by `alf dictionary` from the registry in `warehouse/indicators/`: change it
there, not here.
"""


def data_dictionary() -> str:
    """The page as Markdown."""
    parts = [_INTRODUCTION]
    for topic, name in TOPIC_NAMES.items():
        parts.append(f"## {name.sv} · {name.en}\n")
        parts += [_entry(i) for i in INDICATORS.values() if i.topic is topic]
    parts.append(_sources())
    return "\n".join(parts)


def _entry(indicator: Indicator) -> str:
    lines = [
        f"### {indicator.title.sv} · {indicator.title.en}",
        "",
        f"`{indicator.id}`",
        "",
        "| | svenska | English |",
        "|---|---|---|",
    ]
    for name, text in _fields(indicator):
        label = _LABELS[name]
        lines.append(f"| {label.sv} · {label.en} | {_cell(text.sv)} | {_cell(text.en)} |")
    return "\n".join(lines) + "\n"


def _fields(indicator: Indicator) -> Iterable[tuple[str, Text]]:
    """What there is to say, in reading order; what does not apply is left out."""
    values: dict[str, Text | None] = {
        "definition": indicator.definition,
        "unit": indicator.unit.label,
        "direction": DIRECTIONS[indicator.direction],
        "target": _interval(indicator, indicator.target),
        "denominator": indicator.denominator,
        "pooling": POOLINGS[indicator.pooling],
        "range": _interval(indicator, indicator.valid_range),
        "smallest_base": _same(f"{indicator.smallest_base}"),
        "uncertainty": UNCERTAINTIES[indicator.uncertainty],
        "represented_by": REPRESENTATIONS[indicator.represented_by],
        "groups": _members({code: GROUPS[code] for code in indicator.groups}),
        "items": _members(indicator.items),
        "categories": _members(indicator.categories),
        "scale": _joined(indicator.scale),
        "breaks": _joined([_break(found) for found in indicator.breaks]),
        "preferred_sources": _joined([SOURCES[id_].short for id_ in indicator.preferred_sources]),
        "deflator": indicator.deflator,
        "caveat": indicator.caveat,
    }
    return [(name, text) for name, text in values.items() if text is not None]


def _same(text: str) -> Text:
    return Text(text, text)


def _joined(texts: Iterable[Text]) -> Text | None:
    found = list(texts)
    if not found:
        return None
    return Text(*("; ".join(text.of(language) for text in found) for language in LANGUAGES))


def _members(texts: Mapping[str, Text]) -> Text | None:
    """Code and name of each; nothing where the total is the only member."""
    if set(texts) == {ALL}:
        return None
    return _joined(
        Text(f"`{code}` {text.sv}", f"`{code}` {text.en}") for code, text in texts.items()
    )


def _interval(indicator: Indicator, ends: tuple[float | None, float | None] | None) -> Text | None:
    match ends:
        case None | (None, None):
            return None
        case (low, None):
            words = Text(f"minst {low:g}", f"at least {low:g}")
        case (None, high):
            words = Text(f"högst {high:g}", f"at most {high:g}")
        case (low, high):
            words = _same(f"{low:g}–{high:g}")
    symbol = indicator.unit.symbol
    return Text(f"{words.sv} {symbol.sv}".rstrip(), f"{words.en} {symbol.en}".rstrip())


def _break(series_break: SeriesBreak) -> Text:
    return Text(_break_in(series_break, "sv"), _break_in(series_break, "en"))


def _break_in(series_break: SeriesBreak, language: Language) -> str:
    region = series_break.region
    before = parse_period(series_break.before).label(language)
    after = parse_period(series_break.after).label(language)
    return " ".join(
        [
            *([f"{REGIONS[region].short.of(language)}:"] if region else []),
            f"{before} | {after},",
            f"{series_break.title.of(language)}:",
            series_break.reason.of(language),
        ]
    )


def _cell(text: str) -> str:
    """A pipe would end the cell."""
    return text.replace("|", "\\|").replace("\n", " ")


def _sources() -> str:
    lines = [
        "## Källor · Sources",
        "",
        f"«{NOT_STATED.sv}» · «{NOT_STATED.en}»: källan säger det inte · the source does not say.",
        "",
    ]
    for source in sorted(SOURCES.values(), key=lambda source: source.id):
        licence = source.licence or f"{NOT_STATED.sv} · {NOT_STATED.en}"
        citation = _cell(source.citation("sv"))
        lines.append(f"- `{source.id}`: {citation}. Licens · Licence: {licence}")
    return "\n".join(lines) + "\n"
