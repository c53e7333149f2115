"""What survey views have in common when they speak: numbers, overline, sources, conclusions.

A percentage never has more decimals than its n supports. Every view says in `may` and `may_not`
what can be concluded from it, and the short form stands in its note. Not for which cells are
drawn (`survey_data.py`) or chosen (`survey_choices.py`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.charts.grammar import Chart
from dashboard.charts.numbers import change, interval, number, signs_used, spoken
from dashboard.charts.signs import STATUS_SIGNS
from dashboard.charts.signs_drawn import texts_drawn
from dashboard.state import State
from dashboard.views.choices import sentence_case
from dashboard.views.model import Rendered, SourceLine, Table
from dashboard.views.parts import cell_texts
from dashboard.views.survey_data import SurveyCell, all_series
from warehouse.indicators.model import TOPIC_NAMES, Topic
from warehouse.members import GROUPS, STATUSES
from warehouse.period import Period
from warehouse.queries import Release
from warehouse.regions import REGIONS
from warehouse.statistics import Difference, Share, decimals_supported
from warehouse.survey_statistics import METHODS, Method
from warehouse.surveys.model import SurveyRound
from warehouse.text import Language, Text
from warehouse.units import COUNT, PERCENT

Pair = tuple[Text, Text]

MAY: Final = Text("Vad man kan dra för slutsats", "What may be concluded")
MAY_NOT: Final = Text("Vad man inte kan dra för slutsats", "What may not be concluded")
_METHOD_NAMES: Final = {
    Method.WILSON: Text("Intervall", "Interval"),
    Method.BOUNDS: Text("Gränser för bortfallet", "Bounds of non-response"),
    Method.NEWCOMBE: Text("Skillnad", "Difference"),
    Method.MEAN: Text("Medelvärde", "Mean"),
    Method.TREND: Text("Trend", "Trend"),
    Method.MANY_TESTS: Text("Många jämförelser", "Many comparisons"),
    Method.FUNNEL: Text("Trattdiagram", "Funnel"),
    Method.POST_STRATIFICATION: Text("Vägning", "Weighting"),
    Method.REPRESENTATIVENESS: Text("Representativitet", "Representativeness"),
    Method.SEPARATION: Text("Åtskilda enheter", "Separate units"),
}
_OF: Final = Text("{part} av {whole}", "{part} of {whole}")
SHOWN_FOR: Final = Text(
    "Ingen region är vald, så {region} visas.",
    "No region is chosen, so {region} is shown.",
)


# ---------------------------------------------------------------- numbers


def percent(value: float, n: float | None, language: Language) -> str:
    """A percentage, 0 to 100, with the decimals that n supports: "23,5 %"."""
    return number(value, PERCENT, language, decimals=decimals_supported(n))


def bare_percent(value: float, n: float | None, language: Language) -> str:
    """The same at a mark, without its unit."""
    return number(value, PERCENT, language, decimals=decimals_supported(n), with_unit=False)


def share_words(share: Share, language: Language) -> str:
    return percent(100 * share.value, share.n, language)


def counts_of(part: float, whole: float, language: Language) -> str:
    """ "361 av 1 536"."""
    words = {"part": whole_number(part, language), "whole": whole_number(whole, language)}
    return _OF.of(language).format(**words)


def whole_number(value: float, language: Language) -> str:
    return number(value, COUNT, language)


def cell_label(cell: SurveyCell, language: Language) -> str:
    """A percentage at its mark, or the sign of why there is none."""
    if not cell.is_shown or cell.value is None:
        return STATUS_SIGNS[cell.status]
    return bare_percent(cell.value, _whole(cell), language)


def cell_words(cell: SurveyCell, language: Language) -> str:
    """A percentage in a sentence, or why there is none."""
    if not cell.is_shown or cell.value is None:
        return STATUSES[cell.status].of(language)
    return percent(cell.value, _whole(cell), language)


_NOT_KNOWN: Final = Text("inte känd", "not known")


def rate_status(cell: SurveyCell, language: Language) -> str:
    """Why there is no rate, after "the response rate is"."""
    return (_NOT_KNOWN if cell.status == "missing" else STATUSES[cell.status]).of(language)


def _whole(cell: SurveyCell) -> float | None:
    """What a percentage is a share of: of a response rate those invited, not those who answered."""
    return cell.denominator if cell.denominator is not None else cell.base


def interval_words(low: float | None, high: float | None, language: Language) -> str:
    """ "60,1–79,7 %"; empty where there is none."""
    if low is None or high is None:
        return ""
    return interval(low, high, PERCENT, language, with_unit=True)


def difference_words(difference: Difference, n: float | None, language: Language) -> str:
    """ "+4,1 procentenheter"."""
    return change(100 * difference.value, PERCENT, language, decimals=decimals_supported(n))


# ---------------------------------------------------------------- names


def region_name(code: str, language: Language) -> str:
    return REGIONS[code].short.of(language)


def group_name(code: str, language: Language) -> str:
    return sentence_case(GROUPS[code].of(language))


def organisation_name(release: Release, code: str, language: Language) -> str:
    return release.registry.organisations[code].name.of(language)


# ---------------------------------------------------------------- the whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One view of surveys: what it is about, and what it may claim.

    `named` stand in the overline behind the series: group, period, question. `rounds` are those
    whose figures are shown. `short` is the conclusion in one sentence, seen at once.
    """

    view: str
    release: Release
    state: State
    series: str
    title: Text
    named: tuple[str, ...]
    rounds: tuple[SurveyRound, ...]
    short: Text
    may: Text
    may_not: Text
    methods: tuple[Method, ...]
    more: tuple[Pair, ...] = ()

    @property
    def language(self) -> Language:
        return self.state.language

    def say(self, text: Text, **values: object) -> str:
        return text.of(self.language).format(**values)

    @property
    def overline(self) -> str:
        series = all_series(self.release)[self.series]
        named = (TOPIC_NAMES[Topic.SURVEYS], series, self.title)
        return " · ".join([*(text.of(self.language) for text in named), *self.named])

    def rendered(
        self, *, headline: str, description: str, chart: Chart | None, table: Table, note: str,
        warnings: Sequence[str] = (),
    ) -> Rendered:  # fmt: skip
        language = self.language
        drawn = texts_drawn(chart) if chart else ()
        return Rendered(
            view=self.view,
            state=self.state,
            overline=self.overline,
            headline=headline,
            description=spoken(description, language),
            chart=chart,
            table=table,
            note=" ".join(part for part in (note, self.short.of(language)) if part),
            warnings=tuple(dict.fromkeys(warnings)),
            about=self._about(),
            sources=source_lines(self.release, self.rounds, language),
            release=self.release.id,
            signs=signs_used((*cell_texts(table), *drawn), language),
        )

    def _about(self) -> tuple[tuple[str, str], ...]:
        pairs = (
            (MAY, self.may),
            (MAY_NOT, self.may_not),
            *self.more,
            *((_METHOD_NAMES[method], METHODS[method]) for method in self.methods),
        )
        return tuple((heading.of(self.language), text.of(self.language)) for heading, text in pairs)


def source_lines(
    release: Release, rounds: Iterable[SurveyRound], language: Language
) -> tuple[SourceLine, ...]:
    """Each source once, with the surveys that it is."""
    titles: dict[str, dict[str, None]] = {}
    for one in rounds:
        titles.setdefault(one.source, {})[one.title.of(language)] = None
    known = release.registry.sources
    return tuple(
        SourceLine(
            id=source,
            short=known[source].short.of(language),
            citation=known[source].citation(language),
            address=known[source].address,
            locators=tuple(found),
        )
        for source, found in titles.items()
    )


def rules(rounds: Iterable[SurveyRound]) -> tuple[Text, ...]:
    """How answers and invited are counted, as printed; more than one where rounds differ."""
    return tuple(dict.fromkeys(one.rule for one in rounds))


def rounds_at(
    rounds: Iterable[SurveyRound], period: Period, regions: Iterable[str]
) -> tuple[SurveyRound, ...]:
    """Those of a period that tell of any of the regions."""
    wanted = set(regions)
    return tuple(
        one
        for one in rounds
        if period.code in (one.period, *one.terms) and wanted & set(one.regions)
    )


def shown_for(region: str, state: State) -> str:
    """Said where the reader has chosen no region and the view has to take one; else empty."""
    if state.region is not None:
        return ""
    language = state.language
    return SHOWN_FOR.of(language).format(region=region_name(region, language))
