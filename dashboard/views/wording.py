"""How one indicator's figures are written in one language: labels, hover lines, names.

The numbers themselves are written by `dashboard/charts/numbers.py`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Self

from dashboard.charts import numbers
from dashboard.charts.grammar import Mark
from dashboard.charts.numbers import MoneyScale
from dashboard.charts.signs import STATUS_SIGNS
from dashboard.views.choices import sentence_case
from dashboard.views.figures import Drawn, Figure
from warehouse.indicators.model import Direction, Indicator
from warehouse.members import ALL, ESTIMATES, GROUPS, NATURES, ORIGINS, READINGS, SEXES, STATUSES
from warehouse.regions import REGIONS
from warehouse.text import Language, Text
from warehouse.units import GRADE, PERCENT, RANK, SEK, Unit

_INVITED: Final = Text("av {whole}", "of {whole}")
_SHARE_OF_SEX: Final = Text("{value} {sex}", "{value} {sex}")
_ANSWER_OF_SEX: Final = Text("{value} bland {sex}", "{value} among {sex}")
_AMOUNT_OF_SEX: Final = Text("{value} av {sex}", "{value} by {sex}")
_BASE: Final = Text("n = {base}", "n = {base}")


def listed(names: Sequence[str], language: Language) -> str:
    """ "a, b och c"."""
    if len(names) < 2:
        return "".join(names)
    last = Text("och", "and").of(language)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def sentence(text: str) -> str:
    """With one full stop at the end, also after an abbreviation: "554 heltidsekv."."""
    return text if text.endswith(".") else f"{text}."


@dataclass(frozen=True, slots=True)
class Wording:
    """`unit` is the unit numbers are written in: for kronor, the scale of the whole chart."""

    indicator: Indicator
    language: Language
    unit: Unit | MoneyScale

    @classmethod
    def for_figures(cls, indicator: Indicator, found: Iterable[Figure], language: Language) -> Self:
        money = indicator.unit is SEK
        unit = numbers.money_scale(f.value for f in found) if money else indicator.unit
        return cls(indicator, language, unit)

    def say(self, text: Text, **values: object) -> str:
        return text.of(self.language).format(**values)

    def region(self, code: str) -> str:
        return REGIONS[code].short.of(self.language)

    def place(self, figure: Figure) -> str:
        """The region, and the organisation where the figure is about one."""
        region = self.region(figure.region)
        if figure.organisation == ALL:
            return region
        return f"{figure.body.name.of(self.language)} ({region})"

    def group(self, code: str) -> str:
        return sentence_case(GROUPS[code].of(self.language))

    def item(self, code: str) -> str:
        return sentence_case(self.indicator.items[code].of(self.language))

    def category(self, code: str) -> str:
        return sentence_case(self.indicator.categories[code].of(self.language))

    def group_inside(self, code: str) -> str:
        """The group inside a sentence; never lower-cased by rule, since "AT-läkare" is a name."""
        return GROUPS[code].of(self.language)

    def series(self, figure: Figure) -> str:
        """Group, item and category, leaving out totals: "Forskare, omgång 1"."""
        return sentence_case(self.series_inside(figure))

    def series_inside(self, figure: Figure) -> str:
        """The same inside a sentence: "forskare, omgång 1"."""
        named = [
            (figure.group, GROUPS[figure.group]),
            (figure.item, self.indicator.items[figure.item]),
            (figure.category, self.indicator.categories[figure.category]),
        ]
        return ", ".join(name.of(self.language) for code, name in named if code != ALL)

    def subtitle(self, chosen: Sequence[Drawn]) -> str:
        """What the panel is about besides its group: item, category and the nation's n."""
        first = chosen[0].figure
        members = ((first.item, self.indicator.items), (first.category, self.indicator.categories))
        parts = [names[code].of(self.language) for code, names in members if code != ALL]
        return sentence_case(" · ".join(parts))

    def value(self, figure: Figure) -> str:
        """The figure as running text, with unit and qualifier: "cirka 450 mkr"."""
        if figure.status != "ok":
            return STATUSES[figure.status].of(self.language)
        if self.indicator.unit is GRADE:
            return numbers.grade(
                figure.value, self.indicator.scale, self.language, low=figure.low, high=figure.high
            )
        assert figure.value is not None
        if self.indicator.unit is RANK:
            return self._rank(figure.value, figure.denominator)
        return numbers.number(
            figure.value,
            self.unit,
            self.language,
            decimals=self._decimals(figure),
            qualifier=figure.qualifier,
        )

    def told(self, figure: Figure) -> str:
        """The figure in a sentence that does not say whose it is: "36 % kvinnor"."""
        if figure.sex == ALL or figure.status != "ok":
            return self.value(figure)
        if self.indicator.direction is Direction.CLOSER_TO_TARGET:
            told = _SHARE_OF_SEX
        elif self.indicator.unit is PERCENT:
            told = _ANSWER_OF_SEX
        else:
            told = _AMOUNT_OF_SEX
        return self.say(told, value=self.value(figure), sex=SEXES[figure.sex].of(self.language))

    def label(self, figure: Figure) -> str:
        """The figure at its mark: bare, with a sign for a qualifier."""
        if figure.status != "ok":
            return STATUS_SIGNS[figure.status]
        if figure.value is None:
            return self.value(figure)
        if self.indicator.unit is RANK:
            return self._rank(figure.value, None)
        return numbers.label(
            figure.value,
            self.unit,
            self.language,
            decimals=self._decimals(figure),
            qualifier=figure.qualifier,
        )

    def cell(self, figure: Figure) -> str:
        if figure.status == "ok" and (self.indicator.unit is GRADE or self.indicator.unit is RANK):
            return self.value(figure)
        return numbers.cell(
            figure.value,
            self.unit,
            self.language,
            status=figure.status,
            decimals=self._decimals(figure),
            qualifier=figure.qualifier,
        )

    def amount(self, value: float, decimals: int | None = None) -> str:
        return numbers.number(value, self.unit, self.language, decimals=decimals)

    def count(self, value: float) -> str:
        """A number of persons or answers, without its unit."""
        return numbers.number(value, _WHOLE, self.language, with_unit=False)

    def _rank(self, value: float, of: float | None) -> str:
        return numbers.rank(int(value), None if of is None else int(of), self.language)

    def _decimals(self, figure: Figure) -> int | None:
        """As the source printed it; money in another unit than printed decides for itself."""
        if isinstance(self.unit, MoneyScale) or figure.value is None:
            return None
        if figure.origin == "printed":
            return numbers.decimals_of(figure.printed)
        # What was computed from counts has one decimal, also where it is 67.0; what is left of
        # 100 % has no more than the figure it was taken from.
        is_counted = figure.estimate == "weighted" or figure.value % 1 != 0
        return 1 if self.indicator.unit is PERCENT and is_counted else None

    def mark(self, figure: Figure) -> Mark | None:
        """An open mark for what is not a plain printed figure."""
        return Mark.OPEN_DOT if figure.qualifier != "exact" or figure.origin == "inferred" else None

    def base(self, figure: Figure) -> str:
        """How many the figure rests on, in the words that it allows; empty where not stated."""
        if figure.numerator is not None and figure.denominator is not None:
            return f"{self.count(figure.numerator)} " + self.say(
                _INVITED, whole=self.count(figure.denominator)
            )
        if figure.denominator is not None and self.indicator.unit is not RANK:
            return self.say(_INVITED, whole=self.count(figure.denominator))
        if figure.base is not None:
            return self.say(_BASE, base=self.count(figure.base))
        return ""

    def detail(self, one: Drawn) -> tuple[str, ...]:
        """The lines of the hover box: place, figure, n, what kind of figure, source, others."""
        figure = one.figure
        kinds = [
            SEXES[figure.sex].of(self.language) if figure.sex != ALL else "",
            NATURES[figure.nature].of(self.language) if figure.nature != "outcome" else "",
            ORIGINS[figure.origin].of(self.language) if figure.origin != "printed" else "",
        ]
        lines = (
            f"{self.place(figure)}, {figure.period.label(self.language)}",
            self.series(figure),
            self.value(figure),
            self.base(figure),
            ", ".join(kind for kind in kinds if kind),
            figure.publication.short.of(self.language),
            *(self.other(other, figure) for other in one.others),
        )
        return tuple(line for line in lines if line)

    def other(self, figure: Figure, drawn: Figure) -> str:
        """Another figure for the same thing: "annars 51 % (andra uppgift i samma källa)"."""
        if figure.estimate != drawn.estimate:
            which = ESTIMATES[figure.estimate].of(self.language)
        elif figure.source == drawn.source:
            which = READINGS[figure.reading].of(self.language)
        else:
            which = figure.publication.short.of(self.language)
        return self.say(
            Text("annars {value} ({which})", "otherwise {value} ({which})"),
            value=self.value(figure),
            which=which,
        )

    def nation_label(self, figure: Figure) -> str:
        return f"{self.region(figure.region)} {self.label(figure)}"


_WHOLE: Final = Unit(id="whole", label=Text("antal", "number"), symbol=Text("", ""), decimals=1)
