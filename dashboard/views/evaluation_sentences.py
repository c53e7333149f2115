"""What may be said of the grades of the ALF evaluation in one sentence, by rule.

A change is stated only where the grade is certain both times. Not for layout.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from dashboard.charts.grammar import CellKind
from dashboard.views.figures import breaks_for, is_broken
from dashboard.views.grades import Known, short_step
from dashboard.views.number_words import in_words, share_of
from dashboard.views.wording import Wording
from warehouse.members import ALL
from warehouse.period import Period
from warehouse.regions import ALF_REGION_CODES
from warehouse.text import Text

Grades = Mapping[tuple[str, str, Period], Known]

_MOVED: Final = Text(
    "{region} gick från {before} till {after} i {where} mellan {first} och {last}{how}.",
    "{region} went from “{before}” to “{after}” in {where} between {first} and {last}{how}.",
)
_CHANGED: Final = Text(
    "{region} fick {directions} av {n} paneler mellan {first} och {last}{how}.",
    "{region} got {directions} of {n} panels between {first} and {last}{how}.",
)
_HIGHER: Final = Text("högre omdöme i {k}", "a higher grade in {k}")
_LOWER: Final = Text("lägre omdöme i {k}", "a lower grade in {k}")
_AND: Final = Text(" och ", " and ")
_SAME: Final = Text(
    "{region} fick i {where} samma omdöme {last} som {first}{how}.",
    "In {where} {region} got the same grade in {last} as in {first}{how}.",
)
_PANELS: Final = Text("{share} paneler", "{share} panels")
_IN_KNOWN: Final = Text(
    "{k} av de {n} paneler där båda omdömena är kända,",
    "{k} of the {n} panels where both grades are known,",
)
_ONE_INFERRED: Final = Text("; ett av omdömena är härlett", "; one of the grades is inferred")
_INFERRED: Final = Text("; {m} av omdömena är härledda", "; {m} of the grades are inferred")
_LATEST: Final = Text(
    "{region} fick {last} högsta omdömet i {k} av {n} paneler; omdömena {first} {earlier}.",
    "{region} got the top grade in {k} of {n} panels in {last}; the grades of {first} {earlier}.",
)
_NOT_KNOWN: Final = Text("är inte kända", "are not known")
_NOT_COMPARABLE: Final = Text("kan inte jämföras", "cannot be compared")
_NONE: Final = Text(
    "{region}: inget av omdömena {last} är känt{rest}.",
    "{region}: none of the grades of {last} is known{rest}.",
)
_NOT_TOP: Final = Text(
    "; i {m} av {n} paneler är det säkert inte det högsta",
    "; in {m} of {n} panels it is certainly not the highest",
)
_ALL_REGIONS: Final = Text(
    "Så många av de sju fick högsta omdöme {last}: {counts}.",
    "So many of the seven got the top grade in {last}: {counts}.",
)
_COUNT: Final = Text("{k} för {panel}", "{k} for {panel}")
_AT_LEAST: Final = Text("minst {k}", "at least {k}")


def headline(
    grades: Grades, panels: Sequence[str], periods: Sequence[Period], own: str | None,
    wording: Wording,
) -> str:  # fmt: skip
    """Own region's change where both grades are known, else what is known."""
    if own is None:
        return _all_regions(grades, panels, periods[-1], wording)
    compared = _compared(grades, panels, periods, own, wording)
    if compared:
        return _change(compared, len(panels), periods[-2:], own, wording)
    return _latest(grades, panels, periods, own, wording)


def _compared(
    grades: Grades, panels: Sequence[str], periods: Sequence[Period], own: str, wording: Wording
) -> list[tuple[Known, Known]]:
    """Panels with a certain grade in both of the last two periods; none across a break."""
    if len(periods) < 2:
        return []
    first, last = periods[-2:]
    if is_broken(breaks_for(wording.indicator, own, ALL), first, last):
        return []
    pairs = [(grades[own, panel, first], grades[own, panel, last]) for panel in panels]
    return [(a, b) for a, b in pairs if a.step is not None and b.step is not None]


def _change(
    compared: Sequence[tuple[Known, Known]], total: int, periods: Sequence[Period], own: str,
    wording: Wording,
) -> str:  # fmt: skip
    language, scale = wording.language, wording.indicator.scale
    moves = [(a.low, b.low) for a, b in compared if a.low != b.low]
    count = len(moves) or len(compared)
    words = {
        "region": wording.region(own),
        "where": _where(count, len(compared), total, wording),
        "n": in_words(len(compared), language),
        "first": periods[0].label(language),
        "last": periods[1].label(language),
        "how": _inferred(compared, wording),
    }
    if not moves:
        return wording.say(_SAME, **words)
    if len(set(moves)) == 1:
        before, after = moves[0]
        return wording.say(_MOVED, before=short_step(before, scale, language),
                           after=scale[after - 1].of(language), **words)  # fmt: skip
    return wording.say(_CHANGED, directions=_directions(moves, wording), **words)


def _where(count: int, compared: int, total: int, wording: Wording) -> str:
    """In how many panels, and of which: those where both grades are known."""
    language = wording.language
    if compared < total:
        words = {"k": in_words(count, language), "n": in_words(compared, language)}
        return wording.say(_IN_KNOWN, **words)
    return wording.say(_PANELS, share=share_of(count, total, language))


def _directions(moves: Sequence[tuple[int, int]], wording: Wording) -> str:
    higher = sum(after > before for before, after in moves)
    counted = ((_HIGHER, higher), (_LOWER, len(moves) - higher))
    return wording.say(_AND).join(
        wording.say(text, k=in_words(count, wording.language)) for text, count in counted if count
    )


def _inferred(compared: Sequence[tuple[Known, Known]], wording: Wording) -> str:
    count = sum(known.kind is CellKind.INFERRED for pair in compared for known in pair)
    if count == 1:
        return wording.say(_ONE_INFERRED)
    return wording.say(_INFERRED, m=in_words(count, wording.language)) if count else ""


def _latest(
    grades: Grades, panels: Sequence[str], periods: Sequence[Period], own: str, wording: Wording
) -> str:
    language, last = wording.language, periods[-1]
    at_last = [grades[own, panel, last] for panel in panels]
    words = {"region": wording.region(own), "last": last.label(language),
             "n": in_words(len(panels), language)}  # fmt: skip
    if all(known.step is not None for known in at_last) and len(periods) > 1:
        top = sum(not known.is_not_highest for known in at_last)
        first = periods[-2]
        before = any(grades[own, panel, first].step is not None for panel in panels)
        return wording.say(_LATEST, k=in_words(top, language), first=first.label(language),
                           earlier=wording.say(_NOT_COMPARABLE if before else _NOT_KNOWN),
                           **words)  # fmt: skip
    if any(known.step is not None for known in at_last):
        return _some(at_last, panels, words, wording)
    not_top = sum(known.is_not_highest for known in at_last)
    counted = {"m": in_words(not_top, language), "n": words["n"]}
    return wording.say(_NONE, rest=wording.say(_NOT_TOP, **counted) if not_top else "", **words)


_SOME: Final = Text(
    "{region}, kända omdömen {last}: {told}.", "{region}, known grades of {last}: {told}."
)


def _some(
    at_last: Sequence[Known], panels: Sequence[str], words: Mapping[str, str], wording: Wording
) -> str:
    told = ", ".join(
        f"{wording.indicator.items[panel].of(wording.language)} {known.in_full(wording.language)}"
        for panel, known in zip(panels, at_last, strict=True)
        if known.step is not None
    )
    return wording.say(_SOME, told=told, region=words["region"], last=words["last"])


def _all_regions(grades: Grades, panels: Sequence[str], last: Period, wording: Wording) -> str:
    counts = ", ".join(
        wording.say(_COUNT, k=_top(grades, panel, last, wording),
                    panel=wording.indicator.items[panel].of(wording.language))
        for panel in panels
    )  # fmt: skip
    return wording.say(_ALL_REGIONS, last=last.label(wording.language), counts=counts)


def _top(grades: Grades, panel: str, last: Period, wording: Wording) -> str:
    """How many certainly have the top grade; "at least" where others may have it too."""
    of_panel = [grades[region, panel, last] for region in ALF_REGION_CODES]
    certain = sum(known.step == len(known.scale) for known in of_panel)
    possible = sum(not known.is_not_highest for known in of_panel)
    words = in_words(certain, wording.language)
    return wording.say(_AT_LEAST, k=words) if possible > certain else words
