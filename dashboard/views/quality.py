"""Quality: how the figures were come by, topic by topic: printed, computed or inferred.

Not for how good a source is: that is for the reader to judge from the list of sources.
"""

from collections.abc import Mapping
from typing import Final

from dashboard.charts.axis import value_axis
from dashboard.charts.grammar import (
    Category,
    Chart,
    Emphasis,
    Form,
    KeyEntry,
    Mark,
    Orientation,
    Panel,
    Point,
    Series,
    Stacking,
)
from dashboard.state import State
from dashboard.views.choices import sentence_case
from dashboard.views.listing import (
    Listing,
    count,
    figures_counted,
    no_controls,
    no_indicator,
    number_cell,
    observations,
    share,
    table,
)
from dashboard.views.model import Cell, NothingToShow, Rendered, Table, View
from dashboard.views.wording import listed
from warehouse.indicators.model import TOPIC_NAMES
from warehouse.members import ORIGINS, QUALIFIERS, STATUSES
from warehouse.queries import Release
from warehouse.text import Language, Text
from warehouse.units import COUNT

Counts = Mapping[str, int]

_TITLE: Final = Text("Så är värdena framtagna", "How the figures were come by")
_QUESTION: Final = Text("Kan vi lita på siffrorna?", "Can we trust the figures?")
_NOTHING: Final = Text("Utgåvan har inga värden.", "The release has no figures.")
_EMPHASIS: Final = {
    "printed": Emphasis.FIRST, "computed": Emphasis.SECOND, "inferred": Emphasis.THIRD,
}  # fmt: skip
# A narrower part of a bar has no room for its number, which then stands in the table alone.
_ROOM_FOR_LABEL: Final = 0.03
_COUNTED: Final = ("origin", "qualifier", "status")
_ALL_TOPICS: Final = Text("Alla områden", "All topics")


def counts(release: Release) -> dict[str, dict[str, int]]:
    """For every topic, how many figures are of each origin, qualifier and status."""
    found: dict[str, dict[str, int]] = {topic.value: {} for topic in TOPIC_NAMES}
    rows = observations(release).group_by("topic", *_COUNTED).len().iter_rows()
    for topic, origin, qualifier, status, figures in rows:
        # Where there is no figure, there is nothing that could be printed or approximate.
        members = (origin, qualifier, status) if status == "ok" else (status,)
        for member in members:
            found[topic][member] = found[topic].get(member, 0) + figures
    return found


def _in_all(found: Mapping[str, Counts]) -> dict[str, int]:
    members = {member for of_topic in found.values() for member in of_topic}
    return {m: sum(of_topic.get(m, 0) for of_topic in found.values()) for m in members}


# ── sentences ────────────────────────────────────────────────────────────────────────────────

_ALL_PRINTED: Final = Text(
    "Alla {figures} är tryckta i källan.", "All {figures} are printed in the source."
)
_SHARES: Final = Text("Av {figures} är {shares}.", "Of {figures}, {shares}.")
_SHARE: Final = Text("{share} {origin}", "{share} are {origin}")
_PLURAL: Final = {
    "printed": Text("tryckta i källan", "printed in the source"),
    "computed": Text("beräknade ur källans tal", "computed from the source's figures"),
    "inferred": Text("härledda ur källans text", "inferred from the source's words"),
}  # fmt: skip


def headline(total: Counts, language: Language) -> str:
    """The share of each origin that there is."""
    whole = total.get("ok", 0)
    figures = figures_counted(whole, language)
    if total.get("printed") == whole:
        return _ALL_PRINTED.of(language).format(figures=figures)
    shares = [
        _SHARE.of(language).format(
            share=share(total[origin], whole, language), origin=words.of(language)
        )
        for origin, words in _PLURAL.items()
        if total.get(origin)
    ]
    return _SHARES.of(language).format(figures=figures, shares=listed(shares, language))


def description(found: Mapping[str, Counts], language: Language) -> str:
    return " ".join(_described(topic, found[topic], language) for topic in found)


def _described(topic: str, of_topic: Counts, language: Language) -> str:
    said = [
        f"{count(of_topic[origin], language)} {words.of(language)}"
        for origin, words in _PLURAL.items()
        if of_topic.get(origin)
    ]
    return f"{_topic_name(topic, language)}: {listed(said, language) or '0'}."


def _topic_name(topic: str, language: Language) -> str:
    return next(name.of(language) for code, name in TOPIC_NAMES.items() if code.value == topic)


# ── the chart ────────────────────────────────────────────────────────────────────────────────


def _chart(found: Mapping[str, Counts], language: Language) -> Chart:
    wholes = [float(of_topic.get("ok", 0)) for of_topic in found.values()]
    axis = value_axis(wholes, COUNT, language, from_zero=True)
    panel = Panel(
        key="quality",
        title="",
        subtitle="",
        categories=tuple(Category(key=t, label=_topic_name(t, language)) for t in found),
        axis=axis,
        series=tuple(_series(origin, found, axis.high, language) for origin in _EMPHASIS),
    )
    key = tuple(
        KeyEntry(label=_origin_name(origin, language), mark=Mark.SQUARE, emphasis=emphasis)
        for origin, emphasis in _EMPHASIS.items()
    )
    return Chart(panels=(panel,), orientation=Orientation.ROWS, columns=1,
                 stacking=Stacking.STACKED, key=key)  # fmt: skip


def _series(origin: str, found: Mapping[str, Counts], widest: float, language: Language) -> Series:
    return Series(
        key=origin,
        name=_origin_name(origin, language),
        form=Form.BARS,
        emphasis=_EMPHASIS[origin],
        points=tuple(
            _point(topic, origin, of_topic.get(origin, 0), widest, language)
            for topic, of_topic in found.items()
        ),
    )


def _point(topic: str, origin: str, number: int, widest: float, language: Language) -> Point:
    said = f"{figures_counted(number, language)} {_PLURAL[origin].of(language)}"
    return Point(
        category=topic,
        value=float(number),
        label=count(number, language) if number >= _ROOM_FOR_LABEL * widest else "",
        detail=(_topic_name(topic, language), said),
    )


def _origin_name(origin: str, language: Language) -> str:
    return sentence_case(ORIGINS[origin].of(language))


# ── table, note and the whole ────────────────────────────────────────────────────────────────

_NOTE: Final = Text(
    "Beräknat är till exempel andelen män när källan anger kvinnors andel. Härlett är sådant som"
    " källan säger i ord. {lacking}",
    "Computed is, for example, the share of men where the source gives that of women. Inferred is"
    " what the source says in words. {lacking}",
)
_LACKING: Final = Text(
    "På {n} platser sägs i stället varför ett värde saknas.",
    "In {n} places it is said instead why there is no figure.",
)
_ABOUT: Final = (
    (Text("Tryckt, beräknat, härlett", "Printed, computed, inferred"),
     Text("Ett tryckt värde står i källan, tecken för tecken. Ett beräknat är räknat ur tal i"
          " samma källa. Ett härlett följer av källans ord utan att talet står där.",
          "A printed figure stands in the source, character by character. A computed one is"
          " calculated from numbers of the same source. An inferred one follows from the words of"
          " the source without the number standing there.")),
    (Text("Cirka, minst, högst", "About, at least, at most"),
     Text("Följer källans egna ord och visas vid värdet överallt.",
          "Follow the source's own words and are shown with the figure everywhere.")),
)  # fmt: skip


def _table(caption: str, found: Mapping[str, Counts], language: Language) -> Table:
    total = _in_all(found)
    members = [member for member in _names() if total.get(member)]
    headings = [("topic", Text("Område", "Topic")), *((m, _heading(m)) for m in members)]
    named = [(_topic_name(topic, language), of_topic) for topic, of_topic in found.items()]
    rows = [
        [Cell(text=name), *(number_cell(of_topic.get(m, 0), language) for m in members)]
        for name, of_topic in [*named, (_ALL_TOPICS.of(language), total)]
    ]
    return table(caption, headings, rows, language)


def _names() -> dict[str, Text]:
    figures = {"ok": Text("värden", "figures")}
    without = {code: name for code, name in STATUSES.items() if code != "ok"}
    approximate = {code: name for code, name in QUALIFIERS.items() if code != "exact"}
    return {**figures, **ORIGINS, **approximate, **without}


def _heading(member: str) -> Text:
    name = _names()[member]
    return Text(sentence_case(name.sv), sentence_case(name.en))


def _lacking(total: Counts) -> int:
    return sum(number for member, number in total.items() if member in STATUSES and member != "ok")


def render(release: Release, state: State) -> Rendered:
    if not release.indicators():
        raise NothingToShow(_NOTHING)
    listing = Listing(view="quality", release=release, state=state, title=_TITLE)
    language = state.language
    found = counts(release)
    total = _in_all(found)
    lacking = _lacking(total)
    said = listing.say(_LACKING, n=count(lacking, language)) if lacking else ""
    return listing.rendered(
        headline=headline(total, language),
        description=description(found, language),
        chart=_chart(found, language),
        table=_table(listing.overline, found, language),
        note=listing.say(_NOTE, lacking=said).strip(),
        about=_ABOUT,
    )


VIEW: Final = View(
    id="quality",
    title=_TITLE,
    question=_QUESTION,
    keys=(),
    applies_to=no_indicator,
    controls=no_controls,
    render=render,
)
