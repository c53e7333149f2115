"""What is said about the newest comparable figures. Not for how they are laid out."""

from collections.abc import Sequence
from typing import Final

from dashboard.charts.numbers import unit_name
from dashboard.views.comparable import LEAST_REGIONS, Comparison
from dashboard.views.listing import counted
from dashboard.views.wording import Wording, listed
from warehouse.indicators.model import TOPIC_NAMES
from warehouse.members import ALL, GROUPS, SEXES
from warehouse.regions import ALF_REGIONS, REGIONS
from warehouse.text import Language, Text
from warehouse.units import COUNT, GRADE, RANK

_MEASURE: Final = Text("jämförbart mått", "comparable measure")
_MEASURES: Final = Text("jämförbara mått", "comparable measures")

_ALL_OF_THEM: Final = Text(
    "{region} har värde i alla {measures}.", "{region} has a figure in all {measures}."
)
_IN_THE_ONE: Final = Text(
    "{region} har värde i det enda jämförbara måttet.",
    "{region} has a figure in the only comparable measure.",
)
_NONE_OF_THEM: Final = Text(
    "{region} saknar värde i {measures}.", "{region} has no figure in {measures}."
)
_SOME_OF_THEM: Final = Text(
    "Av {measures} har {region} {n}; det som saknas gäller {lacking}.",
    "Of {measures} {region} has {n}; what is lacking is in {lacking}.",
)
_LACKING: Final = Text("{topic} ({n}\u00a0av\u00a0{whole})", "{topic} ({n}\u00a0of\u00a0{whole})")
_NO_REGION: Final = Text("{measures}; i {n} av dem har alla sju regioner ett värde.",
                         "{measures}; in {n} of them all seven regions have a figure.")  # fmt: skip


def headline(found: Sequence[Comparison], own: str | None, language: Language) -> str:
    """How many of the measures own region has, and in which topics it lacks some."""
    measures = counted(len(found), _MEASURE, _MEASURES, language)
    if own is None:
        whole = sum(len(one.regions()) == len(ALF_REGIONS) for one in found)
        return _NO_REGION.of(language).format(measures=measures, n=whole)
    having = sum(own in one.regions() for one in found)
    return _sentence(having, len(found)).of(language).format(
        measures=measures, n=having, region=REGIONS[own].short.of(language),
        lacking=_lacking(found, own, language),
    )  # fmt: skip


def _sentence(having: int, whole: int) -> Text:
    if not having:
        return _NONE_OF_THEM
    if having < whole:
        return _SOME_OF_THEM
    return _ALL_OF_THEM if whole > 1 else _IN_THE_ONE


def _lacking(found: Sequence[Comparison], own: str, language: Language) -> str:
    said = []
    for topic, name in TOPIC_NAMES.items():
        of_topic = [one for one in found if one.indicator.topic is topic]
        missing = sum(own not in one.regions() for one in of_topic)
        if missing:
            named = name.of(language).lower()
            said.append(_LACKING.of(language).format(topic=named, n=missing, whole=len(of_topic)))
    return listed(said, language)


def row_name(one: Comparison, language: Language) -> str:
    """Measure and what of it: "Svarsfrekvens: doktorander, omgång 1". Without the unit."""
    indicator = one.indicator
    sex = SEXES[one.sex].of(language) if one.sex != ALL else ""
    group, item, category = one.series
    # A measure of a single group says so in its title.
    has_groups = len(indicator.groups) > 1
    named = [
        names[code].of(language)
        for code, names in ((group, GROUPS if has_groups else {}), (item, indicator.items),
                            (category, indicator.categories))
        if code != ALL and code in names
    ]  # fmt: skip
    about = ", ".join(part for part in (*named, sex) if part)
    return ": ".join(part for part in (indicator.title.of(language), about) if part)


def unit_of(one: Comparison, wording: Wording) -> str:
    """Such as "%". Grades, places and plain numbers say themselves what they are."""
    if one.indicator.unit in (GRADE, RANK, COUNT):
        return ""
    return wording.unit.symbol.of(wording.language) or unit_name(wording.unit, wording.language)


def row_label(one: Comparison, wording: Wording) -> str:
    name, unit = row_name(one, wording.language), unit_of(one, wording)
    return f"{name} ({unit})" if unit else name


def description(found: Sequence[tuple[Comparison, Wording]]) -> str:
    """Every row in words."""
    return " ".join(_described(one, wording) for one, wording in found)


def _described(one: Comparison, wording: Wording) -> str:
    values = [
        f"{wording.region(d.figure.region)} {wording.value(d.figure)}"
        for d in one.drawn
        if d.figure.status == "ok"
    ]
    language = wording.language
    return f"{row_name(one, language)}, {one.period.label(language)}: {listed(values, language)}."


# ── the note line and what is comparable ─────────────────────────────────────────────────────

_NOTE: Final = Text(
    "Nyaste perioden då minst {least} av de sju har samma mått för samma grupp, kön och del; bara"
    " utfall. Läs längs raden: {span}.{undated} Underlag: {sources}.",
    "The newest period in which at least {least} of the seven have the same measure for the same"
    " group, sex and part; outcomes only. Read along the row: {span}.{undated} Rests on {sources}.",
)
_SPAN: Final = Text("raderna gäller {oldest} till {newest}", "the rows are of {oldest} to {newest}")
_SAME_PERIOD: Final = Text("det som har datum gäller {newest}", "what is dated is of {newest}")
_NO_SPAN: Final = Text("ingen rad har ett datum", "no row has a date")
_ONE_UNDATED: Final = Text(" En rad finns bara utan datum.", " One row exists only undated.")
_SOME_UNDATED: Final = Text(" {n} rader finns bara utan datum.", " {n} rows exist only undated.")
_SOURCE: Final = Text("källa", "source")
_SOURCES: Final = Text("källor", "sources")
ABOUT: Final = (
    (Text("Vad som är jämförbart", "What is comparable"),
     Text("Samma mått, grupp, del, svarskategori och kön i samma period, för minst tre av de sju."
          " Andelar efter kön visas som kvinnors andel. Mål, planer och budgetar är inte med.",
          "The same measure, group, part, answer category and sex in the same period, for at least"
          " three of the seven. Shares by sex are shown as the share of women. Targets, plans and"
          " budgets are left out.")),
    (Text("Flera källor", "Several sources"),
     Text("Där källor anger olika tal visas det som måttet i första hand bygger på; de andra står"
          " bland rutans detaljer.",
          "Where sources print different figures, the one that the measure prefers is shown; the"
          " others stand in the details of the cell.")),
    (Text("Att tänka på", "Keep in mind"),
     Text("Ett nyare värde kan finnas för enstaka regioner; det syns i måttets utveckling."
          " Skillnader är inte prövade här.",
          "A newer figure may exist for single regions; it shows in the trend of the measure."
          " Differences are not tested here.")),
)  # fmt: skip


def note(found: Sequence[Comparison], sources: int, language: Language) -> str:
    undated = sum(not one.period.has_date for one in found)
    said = {0: Text("", ""), 1: _ONE_UNDATED}.get(undated, _SOME_UNDATED)
    return _NOTE.of(language).format(
        least=LEAST_REGIONS, span=_span(found, language),
        undated=said.of(language).format(n=undated),
        sources=counted(sources, _SOURCE, _SOURCES, language),
    )  # fmt: skip


def _span(found: Sequence[Comparison], language: Language) -> str:
    dated = sorted({one.period for one in found if one.period.has_date}, key=lambda p: p.sort_key)
    if not dated:
        return _NO_SPAN.of(language)
    oldest, newest = dated[0].label(language), dated[-1].label(language)
    sentence = _SAME_PERIOD if len(dated) == 1 else _SPAN
    return sentence.of(language).format(oldest=oldest, newest=newest)


_SOFT_HYPHEN: Final = "\u00ad"
# Words of the scales that are wider than a column; browsers seldom know where Swedish may break.
_LONG_WORDS: Final = {"tillfredsställande": f"tillfreds{_SOFT_HYPHEN}ställande"}


def breakable(text: str) -> str:
    """The text with the places where its long words may break."""
    for word, parts in _LONG_WORDS.items():
        text = text.replace(word, parts)
    return text


def unbroken(text: str) -> str:
    return text.replace(_SOFT_HYPHEN, "")
