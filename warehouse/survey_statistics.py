"""Means of a survey, how many answers are still needed, and what is printed about its methods.

Pure functions on counts: no files, no drawing, and no knowledge of which figures may be shown.
Shares, their intervals and their differences are in `warehouse.statistics`, weighted ones in
`warehouse.post_stratification`. Shares are between 0 and 1.
"""

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from scipy import stats

from warehouse.statistics import CONFIDENCE, Interval, Share, normal_quantile, wilson
from warehouse.text import Text

# ------------------------------------------------------------------ means


@dataclass(frozen=True, slots=True)
class Moments:
    """Of answers on a scale. The deviation divides by n − 1: it speaks of those who are asked.

    It is None for one answer, which deviates from nothing.
    """

    mean: float
    standard_deviation: float | None
    n: float


def moments(values: Sequence[float], counts: Sequence[float]) -> Moments:
    """Of a distribution: `counts` answers have the scale's `values`."""
    n = math.fsum(counts)
    if min(counts, default=0) < 0 or n <= 0:
        raise ValueError("a distribution needs answers, and no count under zero")
    pairs = tuple(zip(values, counts, strict=True))
    mean = math.fsum(value * count for value, count in pairs) / n
    squares = math.fsum(count * (value - mean) ** 2 for value, count in pairs)
    return Moments(mean, math.sqrt(squares / (n - 1)) if n > 1 else None, n)


def mean_interval(  # what is known of a mean, and of the scale it lies on
    mean: float,
    standard_deviation: float,
    n: float,
    *,
    population: float | None = None,
    confidence: float = CONFIDENCE,
    scale: tuple[float, float] | None = None,
) -> Interval | None:
    """Student's t-interval; None under two answers, when all answered, or when all agree.

    With a population the variance of the mean is s²/n · (N−n)/N. That is the form for a
    deviation that divides by n − 1, since s² then estimates the population's Σ(y−ȳ)²/(N−1);
    (N−n)/(N−1), as for shares, belongs to a variance that divides by N.

    Answers that all agree have no spread to judge chance by: an interval of no width would
    claim a certainty that nobody has. `scale` cuts the interval where the scale ends.
    """
    if standard_deviation < 0 or (population is not None and population < n):
        raise ValueError("a deviation is not under zero, and no more answer than were asked")
    if n < 2 or population == n or standard_deviation == 0:
        return None
    left = 1.0 if population is None else (population - n) / population
    t = float(stats.t.ppf((1 + confidence) / 2, n - 1))
    half = t * standard_deviation * math.sqrt(left / n)
    lowest, highest = scale or (-math.inf, math.inf)
    return Interval(max(lowest, mean - half), min(highest, mean + half))


# ------------------------------------------------------------------ answers needed


def answers_needed(share: Share, margin: float, *, confidence: float = CONFIDENCE) -> int:
    """How many more answers bring half the Wilson interval down to `margin`; 0 when it is there.

    It takes the share to stay as it is. Never more than have not yet answered: once all have,
    there is no interval.
    """
    return _more(share.value, share.n, share.population, margin, confidence)


def answers_needed_for_margin(
    n: float, population: float | None, margin: float, *, confidence: float = CONFIDENCE
) -> int:
    """The same for any question, whatever is answered: the interval is widest at one half."""
    if n < 0 or (population is not None and population < n):
        raise ValueError(f"{n} answers from {population} asked")
    return _more(0.5, n, population, margin, confidence)


def _more(
    value: float, n: float, population: float | None, margin: float, confidence: float
) -> int:
    """The interval only narrows with more answers, so the first count that does is searched."""
    if not 0 < margin < 1:
        raise ValueError(f"a margin lies between 0 and 1, not at {margin}")
    if population is None:
        # At one half the half-width is z / 2√(n + z²), which is under `margin` from here on.
        z = normal_quantile((1 + confidence) / 2)
        most = math.ceil((z / (2 * margin)) ** 2)
    else:
        most = math.ceil(population - n)

    def is_reached(more: int) -> bool:
        answers = n + more if population is None else min(n + more, population)
        return _half_width(value, answers, population, confidence) <= margin

    return bisect_left(range(most), True, key=is_reached)


def _half_width(value: float, n: float, population: float | None, confidence: float) -> float:
    if n == 0:
        return math.inf
    share = Share(positive=min(value * n, n), n=n, population=population)
    interval = wilson(share, confidence=confidence)
    return 0.0 if interval is None else (interval.high - interval.low) / 2


# ------------------------------------------------------------------ what is printed

RESPONSE_RATE_RULE: Final = Text(
    "Svarsfrekvensen är antalet fullständiga svar delat med antalet inbjudna, sedan de som man"
    " vet inte hörde till målgruppen har räknats bort (RR1 enligt AAPOR). Påbörjade svar"
    " räknas som bortfall, och inbjudna som man inte vet något om räknas som om de hörde till"
    " målgruppen.",
    "The response rate is the number of complete answers divided by the number invited, after"
    " those known not to belong to the target group have been taken away (AAPOR's RR1). Answers"
    " that were begun but not completed count as non-response, and those invited of whom nothing"
    " is known count as belonging to the target group.",
)


class Method(StrEnum):
    """What a figure or a verdict of a survey was made with."""

    WILSON = "wilson"
    BOUNDS = "bounds"
    NEWCOMBE = "newcombe"
    MEAN = "mean"
    TREND = "trend"
    MANY_TESTS = "many_tests"
    FUNNEL = "funnel"
    POST_STRATIFICATION = "post_stratification"
    REPRESENTATIVENESS = "representativeness"
    SEPARATION = "separation"


# What each covers and what it does not, for the page that explains a figure.
METHODS: Final[Mapping[str, Text]] = {
    Method.WILSON: Text(
        "Intervallet för en andel är Wilsons (95 %), och när alla blev inbjudna är det korrigerat"
        " för ändlig population. Det täcker slumpen i vilka som råkade svara, men inte att de som"
        " låter bli att svara kan tycka annorlunda.",
        "The interval of a share is Wilson's (95%), corrected for a finite population when"
        " everybody was invited. It covers chance in who happened to answer, but not that those"
        " who do not answer may think differently.",
    ),
    Method.BOUNDS: Text(
        "Gränserna för bortfallet visar vad andelen hade blivit om ingen, respektive alla, av dem"
        " som inte svarade hade svarat positivt. De gör inga antaganden, men säger inte vad som"
        " är troligt.",
        "The bounds of non-response show what the share would be if none, or all, of those who"
        " did not answer had answered positively. They assume nothing, but do not say what is"
        " likely.",
    ),
    Method.NEWCOMBE: Text(
        "Skillnaden mellan två andelar har Newcombes intervall, som bygger på de två andelarnas"
        " Wilsonintervall. Det gäller grupper som svarat oberoende av varandra, och säger inte"
        " varför de skiljer sig åt.",
        "The difference between two shares has Newcombe's interval, built from their Wilson"
        " intervals. It holds for groups that answered independently of each other, and does not"
        " say why they differ.",
    ),
    Method.MEAN: Text(
        "Medelvärdets intervall är Students t-intervall (95 %), korrigerat för ändlig population"
        " när alla blev inbjudna. Det tar skalans steg som lika långa, vilket ingen har visat; se"
        " därför fördelningen först.",
        "The interval of a mean is Student's t-interval (95%), corrected for a finite population"
        " when everybody was invited. It takes the steps of the scale to be equally long, which"
        " nobody has shown; so look at the distribution first.",
    ),
    Method.TREND: Text(
        "Trenden prövas med χ²-test för trend i andelar (Cochran–Armitage) på de fem senaste"
        " jämförbara mätningarna; med färre än fem prövas ingen trend. Testet ser bara en jämn"
        " ökning eller minskning, inte en topp eller en vändning, och räknar inte med att samma"
        " personer kan ha svarat flera gånger.",
        "The trend is tested with the χ² test for trend in shares (Cochran–Armitage) on the five"
        " latest comparable rounds; with fewer than five no trend is tested. The test sees only a"
        " steady rise or fall, not a peak or a turn, and does not allow for the same persons"
        " answering more than once.",
    ),
    Method.MANY_TESTS: Text(
        "När många jämförelser görs på en gång hålls andelen falska fynd under 5 % med Benjamini"
        " och Hochbergs metod. Det gäller listan i genomsnitt: ett enskilt fynd i den kan ändå"
        " vara slump.",
        "When many comparisons are made at once, Benjamini and Hochberg's method keeps the share"
        " of false findings under 5%. That holds for the list on average: a single finding in it"
        " may still be chance.",
    ),
    Method.FUNNEL: Text(
        "Trattdiagrammets gränser (95 och 99,8 %) visar hur långt från den gemensamma andelen"
        " slumpen kan föra en enhet när så många har svarat. Om en enhet ligger"
        " utanför är det värt att fråga varför, men diagrammet säger inte om det beror på"
        " kvaliteten, på vilka som svarat eller på uppdraget.",
        "The limits of the funnel (95 and 99.8%) show how far from the common share chance alone"
        " may put a unit with so many answers. A unit outside them is worth asking why about, but"
        " the funnel does not say whether quality, who answered or the unit's task is behind it.",
    ),
    Method.POST_STRATIFICATION: Text(
        "I de vägda resultaten räknas varje grupp efter hur många som bjöds in, inte efter hur"
        " många som svarade. Det rättar till att grupperna svarat olika ofta, men inte att de som"
        " svarade kan skilja sig från de övriga i sin egen grupp.",
        "In the weighted results every group counts by how many were invited, not by how many"
        " answered. That corrects for groups answering unequally often, but not for those who"
        " answered differing from the rest of their own group.",
    ),
    Method.REPRESENTATIVENESS: Text(
        "R-indikatorn är 1 när alla grupper har svarat lika ofta, och lägre ju mer"
        " svarsfrekvenserna skiljer sig åt. Den ser bara de indelningar som man känner till för"
        " alla inbjudna, och med små grupper sänks den av ren slump; därför visas bredvid den vad"
        " enbart slumpen hade gett.",
        "The R-indicator is 1 when all groups answered equally often, and lower the more their"
        " response rates differ. It sees only the divisions that are known for everybody who was"
        " invited, and small groups pull it down by chance; so what chance alone would give is"
        " shown beside it.",
    ),
    Method.SEPARATION: Text(
        "Två enheter sägs vara åtskilda bara om skillnaden mellan dem håller när alla par har"
        " prövats och andelen falska fynd hålls under 5 %. Att två enheter inte går att skilja åt"
        " betyder inte att de är lika.",
        "Two units are called separate only if the difference between them holds when all pairs"
        " have been tested and the share of false findings is kept under 5%. That two units cannot"
        " be told apart does not mean that they are equal.",
    ),
}
