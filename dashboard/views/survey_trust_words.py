"""What is said of whether a conclusion holds: sentences from the checks, by rule."""

from collections.abc import Mapping, Sequence
from typing import Final

from dashboard.views.survey_trust_checks import Check, Question, Verdict, Way
from dashboard.views.survey_words import (
    Told,
    cell_words,
    counts_of,
    difference_words,
    rate_status,
    region_name,
    share_words,
)
from dashboard.views.wording import listed
from warehouse.robustness import Conclusion
from warehouse.statistics import Interval
from warehouse.text import Language, Text

WAYS: Final[Mapping[Way, Text]] = {
    Way.AS_ANSWERED: Text("som de svarade", "as they answered"),
    Way.WITHOUT_SMALLEST: Text("utan de minsta enheterna", "without the smallest units"),
    Way.WEIGHTED: Text("vägt till de inbjudna", "weighted to those invited"),
    Way.TWO_ROUNDS: Text("med förra omgången", "with the round before"),
}
CONCLUSIONS: Final[Mapping[Conclusion, Text]] = {
    Conclusion.HIGHER: Text("högre", "higher"),
    Conclusion.LOWER: Text("lägre", "lower"),
    Conclusion.NOT_SUPPORTED: Text("inte säker", "not certain"),
}
VERDICTS: Final[Mapping[Verdict, Text]] = {
    Verdict.SAME: Text("samma slutsats", "same conclusion"),
    Verdict.CHANGES: Text("ändrar slutsatsen", "changes the conclusion"),
    Verdict.CANNOT_TELL: Text("går inte att säga", "cannot tell"),
}
SHORT: Final = Text(
    "Att en slutsats håller i alla prövningar visar att den inte hänger på räknesättet, inte att de"
    " som lät bli att svara tycker likadant.",
    "That a conclusion holds in all checks shows that it does not hang on the way of counting, not"
    " that those who did not answer think the same.",
)
MAY: Final = Text(
    "Om regionens andel positiva svar skiljer sig från de övriga regionernas tillsammans, och om"
    " man kommer fram till samma sak utan den fjärdedel av enheterna som har minst svar, med svaren"
    " vägda till de inbjudna och med förra omgångens svar inräknade.",
    "Whether the region's share of positive answers differs from that of the other regions"
    " together, and whether the same is found without the quarter of the units with the fewest"
    " answers, with answers weighted to those invited and with the answers of the round before"
    " included.",
)
MAY_NOT: Final = Text(
    "Varför regionen skiljer sig, eller hur de som inte svarade hade svarat. ”Inte säker” betyder"
    " inte att regionerna är lika. Den som svarade båda omgångarna räknas två gånger.",
    "Why the region differs, or how those who did not answer would have. “Not certain” does not"
    " mean that the regions are equal. A person who answered both rounds is counted twice.",
)

_DIFFERS: Final = Text(
    "{region}: {own} positiva svar, {conclusion} än de övriga regionerna ({others}).",
    "{region}: {own} positive answers, {conclusion} than the other regions ({others}).",
)
_OPEN: Final = Text(
    "{region}: {own} positiva svar; det går inte att skilja från de övriga regionerna ({others}).",
    "{region}: {own} positive answers; that cannot be told from the other regions ({others}).",
)
_ALONE: Final = Text(
    "{region}: {own} positiva svar. Det finns ingen annan region att jämföra med.",
    "{region}: {own} positive answers. There is no other region to compare with.",
)
_HOLDS: Final = Text(
    "Slutsatsen är densamma i alla prövningar som går att göra ({n}).",
    "The conclusion is the same in every check that can be made ({n}).",
)
_CHANGES: Final = Text("Slutsatsen blir en annan {ways}.", "The conclusion is another {ways}.")
_UNTRIED: Final = Text("Ingen av prövningarna går att göra.", "None of the checks can be made.")


def headline(question: Question, first: Check, tried: Sequence[Check], told: Told) -> str:
    region = region_name(question.region, told.language)
    assert first.own is not None
    own = share_words(first.own, told.language)
    if first.others is None or first.conclusion is None:
        return told.say(_ALONE, region=region, own=own)
    words = {"region": region, "own": own, "others": share_words(first.others, told.language)}
    if first.conclusion is Conclusion.NOT_SUPPORTED:
        said = told.say(_OPEN, **words)
    else:
        said = told.say(_DIFFERS, conclusion=told.say(CONCLUSIONS[first.conclusion]), **words)
    return f"{said} {_robustness(first, tried, told)}"


def _robustness(first: Check, tried: Sequence[Check], told: Told) -> str:
    verdicts = {check.way: check.against(first) for check in tried}
    changing = [WAYS[way] for way, found in verdicts.items() if found is Verdict.CHANGES]
    if changing:
        names = listed([told.say(way) for way in changing], told.language)
        return told.say(_CHANGES, ways=names)
    same = sum(found is Verdict.SAME for found in verdicts.values())
    return told.say(_HOLDS, n=same) if same else told.say(_UNTRIED)


_RATE: Final = Text("Svarsfrekvens {rate} ({counts}).", "Response rate {rate} ({counts}).")
_RATE_HIDDEN: Final = Text("Svarsfrekvensen är {why}.", "The response rate is {why}.")
_KIND: Final = {
    True: Text(
        "Strecken är 95 % intervall med korrigering för ändlig population; de breda ljusa banden är"
        " gränserna om ingen eller alla av dem som inte svarade hade svarat positivt.",
        "Lines are 95% intervals with finite-population correction; the broad light bands are the"
        " bounds if none or all of those who did not answer had answered positively.",
    ),
    False: Text(
        "Strecken är 95 % intervall utan korrigering för ändlig population, eftersom de inbjudna"
        " är ett urval.",
        "Lines are 95% intervals without finite-population correction, since those invited are"
        " a sample.",
    ),
}
_SKEW: Final = Text(
    "Bortfallet är så stort att det ensamt kunde vända skillnaden.",
    "Non-response is so large that it could turn the difference by itself.",
)
_FIRM: Final = Text(
    "Skillnaden finns kvar även i värsta fallet av bortfall.",
    "The difference remains even in the worst case of non-response.",
)
_EFFECT: Final = Text("Vägningens effekt (design effect) är {effect}.",
                      "The design effect of weighting is {effect}.")  # fmt: skip


def note(question: Question, bounds: Interval | None, effect: str, told: Told) -> str:
    rate = question.rates().get(question.region)
    said = []
    if rate is not None and rate.share is not None:
        counts = counts_of(rate.share.positive, rate.share.n, told.language)
        said.append(told.say(_RATE, rate=cell_words(rate, told.language), counts=counts))
    elif rate is not None:
        said.append(told.say(_RATE_HIDDEN, why=rate_status(rate, told.language)))
    said.append(told.say(_KIND[all(one.everyone_invited for one in told.rounds)]))
    if bounds is not None:
        said.append(told.say(_SKEW if bounds.holds(0) else _FIRM))
    if effect:
        said.append(told.say(_EFFECT, effect=effect))
    return " ".join(said)


def reasons(tried: Sequence[Check], told: Told) -> tuple[str, ...]:
    """Why a check could not be made, each with its name."""
    return tuple(
        f"{told.say(WAYS[check.way]).capitalize()}: {told.say(check.reason)}."
        for check in tried
        if check.reason is not None
    )


def description(first: Check, tried: Sequence[Check], told: Told) -> str:
    return " ".join(_described(check, first, told) for check in (first, *tried))


def _described(check: Check, first: Check, told: Told) -> str:
    name = told.say(WAYS[check.way]).capitalize()
    difference = check.difference
    if difference is None or check.own is None or check.others is None:
        return f"{name}: {told.say(VERDICTS[check.against(first)])}."
    shares = [share_words(share, told.language) for share in (check.own, check.others)]
    said = difference_words(difference, check.answers, told.language)
    verdict = told.say(VERDICTS[check.against(first)]) if check is not first else ""
    against = Text("{own} mot {others}", "{own} against {others}")
    words = told.say(against, own=shares[0], others=shares[1])
    return f"{name}: {words}, {said}{', ' if verdict else ''}{verdict}."


def conclusion_word(check: Check, language: Language) -> str:
    if check.conclusion is None:
        return VERDICTS[Verdict.CANNOT_TELL].of(language)
    return CONCLUSIONS[check.conclusion].of(language)
