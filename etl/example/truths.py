"""What is true of the example, as data: whoever reads a chart of it can check what it says.

Everything here is invented. The shares are what would be found if everybody had answered, without
chance: a share of positive answers is drawn as the chance of each person's answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from warehouse.regions import ALF_REGION_CODES
from warehouse.text import Text

SEED: Final = 2026
FIRST_YEAR: Final = 2015
LAST_YEAR: Final = 2026


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    title: Text
    minimum_items: int


THEMES: Final[Mapping[str, Theme]] = {
    "supervision": Theme(title=Text("Handledning", "Supervision"), minimum_items=2),
    "environment": Theme(title=Text("Lärandemiljö", "Learning environment"), minimum_items=2),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`share` is the true share of positive answers of students where nothing else is said.

    `of_all` is also asked of supervisors and managers. `since` is the first year it was asked.
    """

    wording: Text
    theme: str | None
    share: float
    of_all: bool
    since: int = FIRST_YEAR


QUESTIONS: Final[Mapping[str, Question]] = {
    "feedback": Question(
        wording=Text("Studenterna får återkoppling som hjälper dem att utvecklas",
                     "Students are given feedback that helps them develop"),
        theme="supervision", share=0.62, of_all=True,
    ),
    "clear_goals": Question(
        wording=Text("Målen för placeringen är tydliga", "The goals of the placement are clear"),
        theme="supervision", share=0.66, of_all=True,
    ),
    "supervisor_time": Question(
        wording=Text("Min handledare hade tid för mig", "My supervisor had time for me"),
        theme="supervision", share=0.70, of_all=False,
    ),
    "welcomed": Question(
        wording=Text("Studenterna blir väl mottagna", "Students are made welcome"),
        theme="environment", share=0.80, of_all=True,
    ),
    "safe_to_ask": Question(
        wording=Text("Det går bra att fråga när man är osäker",
                     "It is all right to ask when unsure"),
        theme="environment", share=0.76, of_all=True,
    ),
    "teamwork": Question(
        wording=Text("Jag fick lära tillsammans med andra yrken",
                     "I learnt together with other professions"),
        theme="environment", share=0.48, of_all=False, since=2018,
    ),
    "planning": Question(
        wording=Text("Placeringen är väl planerad", "The placement is well planned"),
        theme=None, share=0.68, of_all=True,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """The share of students moves evenly from `first` in FIRST_YEAR to `last` in LAST_YEAR."""

    region: str
    question: str
    first: float
    last: float


TRENDS: Final = (
    Trend(region="skane", question="feedback", first=0.50, last=0.74),
    Trend(region="orebro", question="safe_to_ask", first=0.84, last=0.64),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlier:
    """One unit whose students' share is `share` from `since` on."""

    region: str
    unit: str
    question: str
    share: float
    since: int


OUTLIER: Final = Outlier(
    region="vastra_gotaland", unit="c", question="planning", share=0.30, since=2024
)
# Every region has the same true share of this question, in every year and group.
SAME_EVERYWHERE: Final = "welcomed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded:
    """From `since` on the question reads otherwise, and `gain` more answer it positively."""

    question: str
    since: int
    before: Text
    reason: Text
    gain: float


REWORDED: Final = Reworded(
    question="clear_goals",
    since=2020,
    before=Text("Målen för placeringen är tydliga och går att nå",
                "The goals of the placement are clear and can be reached"),
    reason=Text("Till och med 2019 gällde frågan också om målen går att nå.",
                "Until 2019 the question was also whether the goals can be reached."),
    gain=0.10,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodBreak:
    """From `year` on students are asked otherwise: nothing before can be compared."""

    year: int
    title: Text
    reason: Text


METHOD_BREAK: Final = MethodBreak(
    year=2017,
    title=Text("Ny insamling", "New collection"),
    reason=Text("Till och med 2016 delades enkäten ut på papper, därefter på webben.",
                "Until 2016 the survey was handed out on paper, after that on the web."),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """A target group: how many are invited in the smallest region's unit of size, and who answer.

    `invited` is the number for a region of size 1. The rate goes evenly from `first_rate` to
    `last_rate`. `gap` is added to the true shares of the students.
    """

    title: Text
    invited: int
    first_rate: float
    last_rate: float
    every: int
    gap: float
    programmes: Mapping[str, float]


CIRCLES: Final[Mapping[str, Circle]] = {
    "students": Circle(
        title=Text("VIL-enkäten till studenter", "The VIL survey of students"),
        invited=1500, first_rate=0.52, last_rate=0.26, every=1, gap=0.0,
        programmes={"medical_students": 0.40, "nursing_students": 0.47,
                    "physiotherapy_students": 0.13},
    ),
    "supervisors": Circle(
        title=Text("VIL-enkäten till handledare", "The VIL survey of supervisors"),
        invited=420, first_rate=0.56, last_rate=0.42, every=2, gap=0.10, programmes={},
    ),
    "managers": Circle(
        title=Text("VIL-enkäten till chefer", "The VIL survey of managers"),
        invited=40, first_rate=0.80, last_rate=0.70, every=2, gap=0.16, programmes={},
    ),
}  # fmt: skip

# How large a region is beside the others.
SIZES: Final[Mapping[str, float]] = {
    "vasterbotten": 0.8, "uppsala": 1.1, "stockholm": 2.0, "orebro": 0.7, "ostergotland": 1.0,
    "vastra_gotaland": 1.7, "skane": 1.5,
}  # fmt: skip
assert tuple(SIZES) == ALF_REGION_CODES

# The units of every region and their part of its students.
UNITS: Final[Mapping[str, float]] = {
    "a": 0.27, "b": 0.22, "c": 0.20, "d": 0.16, "e": 0.115, "f": 0.035,
}  # fmt: skip

# Part of those invited, and what is added to their response rate: men answer less often.
SEXES: Final[Mapping[str, tuple[float, float]]] = {"women": (0.66, 0.03), "men": (0.34, -0.06)}
# What is added to the true share of women: men are this much below.
WOMEN_ABOVE_MEN: Final = 0.04


def years(circle: str) -> range:
    """The years in which a target group is asked; the last is always among them."""
    step = CIRCLES[circle].every
    return range(LAST_YEAR - (LAST_YEAR - FIRST_YEAR) // step * step, LAST_YEAR + 1, step)


def response_rate(circle: str, year: int) -> float:
    """The true rate, before what sex adds to it."""
    asked = CIRCLES[circle]
    return _evenly(asked.first_rate, asked.last_rate, year)


def true_share(question: str, region: str, circle: str, year: int, unit: str = "") -> float:
    """The true share of positive answers, for women and men together."""
    asked = QUESTIONS[question]
    if question == SAME_EVERYWHERE:
        return asked.share
    outlier = (OUTLIER.region, OUTLIER.unit, OUTLIER.question)
    if circle == "students" and (region, unit, question) == outlier and year >= OUTLIER.since:
        return OUTLIER.share
    share = asked.share
    for trend in TRENDS:
        if circle == "students" and (trend.region, trend.question) == (region, question):
            share = _evenly(trend.first, trend.last, year)
    if question == REWORDED.question and year < REWORDED.since:
        share -= REWORDED.gain
    return min(share + CIRCLES[circle].gap, 0.95)


def _evenly(first: float, last: float, year: int) -> float:
    return first + (last - first) * (year - FIRST_YEAR) / (LAST_YEAR - FIRST_YEAR)
