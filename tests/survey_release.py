"""A fabricated release with surveys, for tests of views: seven regions, 2019–2024, three groups.

Plausible, and made up: no figure here is of a real survey. What is hidden follows a plain rule
(the primary one), not `etl/disclosure`: whether a release is safe is not tested with this.

What the figures are known to say:

- students answer a changed question on `feedback` from 2022 on, and `safety` on another scale;
  in Stockholm nothing before 2021 can be compared (a series break).
- share positive of `supervision_time` rises in Uppsala, falls in Västra Götaland.
- `skane_unit_03` lies far under the other units of Skåne on every item.
- women answer more often than men, nursing students more often than medical students.
- managers are few (hidden in Örebro); physiotherapy students of Västerbotten are too few to show.
- students and managers were all invited; supervisors are a sample, so without bounds.
"""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np

from tests import builders
from warehouse.folder import release_path
from warehouse.indicators.model import Direction
from warehouse.members import ALL
from warehouse.organisations import Organisation, OrganisationKind
from warehouse.post_stratification import Stratum, post_stratified_share
from warehouse.queries import Release
from warehouse.regions import ALF_REGIONS
from warehouse.registry import SHIPPED, Registry
from warehouse.release import Contents, build, publish
from warehouse.representativeness import (
    ResponseStratum,
    partial_representativeness,
    representativeness,
)
from warehouse.sources import Source
from warehouse.statistics import Share, decimals_supported, nonresponse_bounds, wilson
from warehouse.survey_statistics import RESPONSE_RATE_RULE, mean_interval, moments
from warehouse.surveys.indicators import Measure, indicator_id
from warehouse.surveys.model import (
    Answer,
    Comparability,
    Item,
    Merged,
    RoundBreak,
    Scale,
    SurveyRound,
    Theme,
)
from warehouse.text import Text

SERIES: Final = "vil"
SURVEY_SOURCE: Final = "vil_made_up"
YEARS: Final = ("2019", "2020", "2021", "2022", "2023", "2024")
STUDENTS: Final = ("medical_students", "nursing_students", "physiotherapy_students")
CHANGED_YEAR: Final = "2022"
BREAK_YEAR: Final = "2021"
OUTLIER: Final = "skane_unit_03"
K: Final = 5

# ---------------------------------------------------------------- what was asked


def _answers(*found: tuple[str, str, str, bool]) -> tuple[Answer, ...]:
    return tuple(
        Answer(code=code, label=Text(sv, en), value=float(place), is_positive=positive)
        for place, (code, sv, en, positive) in enumerate(found, start=1)
    )


def _merged(code: str, sv: str, en: str, *answers: str) -> Merged:
    return Merged(code=code, label=Text(sv, en), answers=answers)


_DOES_NOT_APPLY: Final = Answer(
    code="not_relevant", label=Text("ej aktuellt", "not relevant"), value=None, is_positive=False
)
AGREEMENT: Final = Scale(
    id="agreement",
    answers=_answers(
        ("disagree", "instämmer inte alls", "do not agree at all", False),
        ("partly_disagree", "instämmer knappast", "hardly agree", False),
        ("partly_agree", "instämmer till stor del", "largely agree", True),
        ("agree", "instämmer helt", "fully agree", True),
    ),
    does_not_apply=_DOES_NOT_APPLY,
    steps=(
        (
            _merged(
                "not_agreeing", "instämmer inte", "do not agree", "disagree", "partly_disagree"
            ),
            _merged("agreeing", "instämmer", "agree", "partly_agree", "agree"),
        ),
    ),
)
RATING: Final = Scale(
    id="rating",
    answers=_answers(
        ("very_poor", "mycket dåligt", "very poor", False),
        ("poor", "dåligt", "poor", False),
        ("neither", "varken bra eller dåligt", "neither good nor poor", False),
        ("good", "bra", "good", True),
        ("very_good", "mycket bra", "very good", True),
    ),
    does_not_apply=_DOES_NOT_APPLY,
    steps=(
        (
            _merged("all_poor", "dåligt", "poor", "very_poor", "poor"),
            _merged("middle", "varken eller", "neither", "neither"),
            _merged("all_good", "bra", "good", "good", "very_good"),
        ),
        (
            _merged("not_good", "inte bra", "not good", "very_poor", "poor", "neither"),
            _merged("all_good", "bra", "good", "good", "very_good"),
        ),
    ),
)
OLD_SAFETY: Final = Scale(
    id="yes_no",
    answers=_answers(
        ("no", "nej", "no", False),
        ("partly", "delvis", "partly", False),
        ("yes", "ja", "yes", True),
    ),
    steps=(
        (
            _merged("not_yes", "nej eller delvis", "no or partly", "no", "partly"),
            _merged("only_yes", "ja", "yes", "yes"),
        ),
    ),
)
THEMES: Final = (
    Theme(code="learning", title=Text("Lärande", "Learning"), minimum_items=2),
    Theme(code="environment", title=Text("Miljö", "Environment"), minimum_items=2),
)
_FEEDBACK_OLD: Final = Text(
    "Jag har fått återkoppling på det jag gjort", "I have been given feedback on what I did"
)
# Code → wording, theme, scale.
ITEMS: Final[Mapping[str, tuple[Text, str | None, Scale]]] = {
    "overall": (
        Text("Hur var din placering som helhet?", "How was your placement as a whole?"),
        None,
        RATING,
    ),
    "goals": (
        Text(
            "Placeringen gav mig möjlighet att nå lärandemålen",
            "The placement let me reach the learning outcomes",
        ),
        "learning",
        AGREEMENT,
    ),
    "supervision_time": (
        Text(
            "Det fanns tillräckligt med tid för handledning",
            "There was enough time for supervision",
        ),
        "learning",
        AGREEMENT,
    ),
    "feedback": (
        Text(
            "Jag fick regelbunden återkoppling på mitt arbete",
            "I was given regular feedback on my work",
        ),
        "learning",
        AGREEMENT,
    ),
    "reception": (
        Text("Jag blev väl mottagen", "I was well received"),
        "environment",
        AGREEMENT,
    ),
    "safety": (
        Text("Jag kunde säga ifrån när något var fel", "I could speak up when something was wrong"),
        "environment",
        AGREEMENT,
    ),
}
_BY_GROUP: Final[Mapping[str, tuple[str, ...]]] = {
    "students": tuple(ITEMS),
    "supervisors": ("overall", "goals", "supervision_time", "feedback"),
    "managers": ("overall", "supervision_time"),
}
# Positive answers at the start, in per cent.
_LEVEL: Final = {
    "overall": 82, "goals": 78, "supervision_time": 64, "feedback": 58, "reception": 88,
    "safety": 70,
}  # fmt: skip
_OF_GROUP: Final = {"students": 0, "supervisors": -6, "managers": 9}
_OF_REGION: Final = {
    "vasterbotten": 4, "uppsala": 0, "stockholm": -4, "orebro": 3, "ostergotland": 2,
    "vastra_gotaland": 1, "skane": -1,
}  # fmt: skip
_TREND: Final = {
    ("uppsala", "supervision_time"): 3.0,
    ("vastra_gotaland", "supervision_time"): -3.0,
}
# Invited in a year: students, supervisors, managers; how many units.
_SIZE: Final = {
    "vasterbotten": (700, 160, 24, 4), "uppsala": (1300, 260, 30, 6),
    "stockholm": (2600, 420, 60, 14), "orebro": (800, 150, 4, 4),
    "ostergotland": (1000, 200, 26, 5), "vastra_gotaland": (2200, 380, 48, 10),
    "skane": (1800, 340, 40, 9),
}  # fmt: skip
_RATE: Final = {"students": 0.42, "supervisors": 0.55, "managers": 0.74}
_ROUNDS_OF: Final = {
    "students": YEARS,
    "supervisors": ("2020", "2022", "2023", "2024"),
    "managers": ("2022", "2024"),
}


def _item(group: str, year: str, code: str) -> Item:
    wording, theme, scale = ITEMS[code]
    comparability, reason = Comparability.SAME, None
    is_student = group == "students"
    if is_student and code == "feedback":
        wording = _FEEDBACK_OLD if year < CHANGED_YEAR else wording
        if year == CHANGED_YEAR:
            comparability = Comparability.CHANGED_WORDING
            reason = Text(
                "Frågan gäller nu regelbunden återkoppling, tidigare om det fanns någon.",
                "The question now asks for regular feedback, before for any at all.",
            )
    if is_student and code == "safety":
        scale = OLD_SAFETY if year < CHANGED_YEAR else scale
        if year == CHANGED_YEAR:
            comparability = Comparability.CHANGED_SCALE
            reason = Text(
                "Skalan har fyra steg, tidigare tre.", "The scale has four steps, before three."
            )
    return Item(
        code=code, wording=wording, theme=theme, scale=scale.id, direction=Direction.HIGHER,
        comparability=comparability, reason=reason,
    )  # fmt: skip


_BREAK: Final = RoundBreak(
    title=Text("Ny enkät", "New survey"),
    reason=Text(
        "Enkäten gick till en annan krets och samlades in på ett annat sätt.",
        "The survey went to another circle and was collected in another way.",
    ),
)
_GROUP_TITLES: Final = {
    "students": Text("Studentenkät", "Student survey"),
    "supervisors": Text("Handledarenkät", "Supervisor survey"),
    "managers": Text("Chefsenkät", "Manager survey"),
}


def _round(group: str, year: str, regions: Sequence[str], name: str, breaks: bool) -> SurveyRound:
    is_student = group == "students"
    items = tuple(_item(group, year, code) for code in _BY_GROUP[group])
    used = {item.scale for item in items}
    title = _GROUP_TITLES[group]
    crossings: list[tuple[str, ...]] = [("organisation",), ("sex",)]
    crossings += [("group",), ("group", "sex")] if is_student else []
    return SurveyRound(
        id=f"{SERIES}_{name}_{group}_{year}",
        series=SERIES,
        series_title=Text("VIL-enkäten", "VIL survey"),
        title=Text(f"{title.sv} {year}", f"{title.en} {year}"),
        regions=tuple(regions),
        group=group,
        subgroups=STUDENTS if is_student else (),
        period=year,
        terms=(),
        everyone_invited=group != "supervisors",
        rule=RESPONSE_RATE_RULE,
        smallest_group=K,
        crossings=tuple(crossings),
        scales=tuple(scale for scale in (RATING, AGREEMENT, OLD_SAFETY) if scale.id in used),
        themes=tuple(t for t in THEMES if sum(item.theme == t.code for item in items) >= 2),
        items=items,
        source=SURVEY_SOURCE,
        is_example=False,
        series_break=_BREAK if breaks else None,
    )


def rounds() -> tuple[SurveyRound, ...]:
    """Students of Stockholm have rounds of their own, since their series alone breaks."""
    everywhere = tuple(_SIZE)
    others = tuple(region for region in everywhere if region != "stockholm")
    found = []
    for group, years in _ROUNDS_OF.items():
        for year in years:
            if group == "students":
                found.append(_round(group, year, others, "six", breaks=False))
                is_new = year == BREAK_YEAR
                found.append(_round(group, year, ("stockholm",), "sthlm", breaks=is_new))
            else:
                found.append(_round(group, year, everywhere, "all", breaks=False))
    return tuple(found)


# ---------------------------------------------------------------- who answered what


@dataclass(frozen=True, slots=True)
class _Atom:
    """The finest group of persons; `items` are counts by answer of the scale."""

    organisation: str
    group: str
    sex: str
    invited: int
    answers: int
    items: Mapping[str, tuple[int, ...]]


def _units(region: str) -> list[str]:
    return [f"{region}_unit_{number:02}" for number in range(1, _SIZE[region][3] + 1)]


def _atoms(one: SurveyRound, region: str) -> list[_Atom]:
    random = np.random.default_rng([len(region), int(one.period), *one.group.encode(),
                                    *region.encode()])  # fmt: skip
    programmes = one.subgroups or (one.group,)
    invited = _SIZE[region][("students", "supervisors", "managers").index(one.group)]
    found = []
    for number, organisation in enumerate(_units(region)):
        for programme in programmes:
            for sex in ("women", "men"):
                size = invited / len(_units(region)) / len(programmes) / 2
                size *= 1.6 - 1.2 * number / len(_units(region))
                if programme == "physiotherapy_students":
                    size *= 0.04 if region == "vasterbotten" else 0.4
                found.append(_atom(one, region, organisation, programme, sex, round(size), random))
    return found


def _atom(  # the members of an atom, and where chance comes from
    one: SurveyRound,
    region: str,
    organisation: str,
    programme: str,
    sex: str,
    invited: int,
    random: np.random.Generator,
) -> _Atom:
    rate = _RATE[one.group] - 0.03 * (int(one.period) - 2019) * (one.group == "students")
    rate += {"medical_students": -0.12, "nursing_students": 0.05}.get(programme, 0.0)
    rate += 0.05 if sex == "women" else -0.05
    answers = int(random.binomial(invited, rate))
    items = {
        item.code: _parts(one, region, organisation, sex, item, answers, random)
        for item in one.items
    }
    return _Atom(organisation, programme, sex, invited, answers, items)


def _parts(  # what an answer depends on
    one: SurveyRound,
    region: str,
    organisation: str,
    sex: str,
    item: Item,
    answers: int,
    random: np.random.Generator,
) -> tuple[int, ...]:
    scale = one.scale_of[item.code]
    percent: float = _LEVEL[item.code] + _OF_GROUP[one.group] + _OF_REGION[region]
    percent += _TREND.get((region, item.code), 0.0) * (int(one.period) - 2019)
    percent += {"women": -1.5, "men": 1.5}[sex]
    percent -= 30 if organisation == OUTLIER else 0
    positive = min(max(percent, 5), 95) / 100
    weights = [
        (positive / sum(a.is_positive for a in scale.answers))
        if answer.is_positive
        else (1 - positive) / sum(not a.is_positive for a in scale.answers)
        for answer in scale.answers
    ]
    answered = int(random.binomial(answers, 0.97))
    return tuple(map(int, random.multinomial(answered, weights)))


# ---------------------------------------------------------------- rows

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A group of atoms under one key; `invited` None in a sample."""

    one: SurveyRound
    key: Mapping[str, str]
    atoms: Sequence[_Atom]

    @property
    def answers(self) -> int:
        return sum(atom.answers for atom in self.atoms)

    @property
    def invited(self) -> int:
        return sum(atom.invited for atom in self.atoms)

    def parts(self, item: str) -> tuple[int, ...]:
        return tuple(map(sum, zip(*(atom.items[item] for atom in self.atoms), strict=True)))


def _cells(one: SurveyRound, region: str) -> Iterator[_Cell]:
    atoms = _atoms(one, region)
    for dimensions in ((), *one.crossings):
        members = dict.fromkeys(tuple(getattr(a, name) for name in dimensions) for a in atoms)
        for member in members:
            inside = [a for a in atoms if tuple(getattr(a, n) for n in dimensions) == member]
            key = {"organisation": ALL, "sex": ALL, "group": one.group, "region": region}
            yield _Cell(one, key | dict(zip(dimensions, member, strict=True)), inside)


def _rows(registry: Registry) -> Iterator[Row]:
    for one in rounds():
        for region in one.regions:
            for cell in _cells(one, region):
                if cell.invited:
                    yield from _rows_of(registry, cell)


def _rows_of(registry: Registry, cell: _Cell) -> Iterator[Row]:
    def row(measure: Measure, **values: object) -> Row:
        return _row(registry, cell, measure, **values)

    is_hidden = 0 < cell.answers < K
    yield (
        row(Measure.RESPONSE_RATE, **_rate(cell.answers, cell.invited))
        if not is_hidden
        else _hidden(row, Measure.RESPONSE_RATE)
    )
    for item in cell.one.items:
        yield from _item_rows(cell, item.code, row)
    for theme in cell.one.themes:
        yield _theme_row(cell, theme, row)
    if cell.key["organisation"] == ALL and cell.key["sex"] == ALL:
        yield from _region_rows(cell, row)


def _row(registry: Registry, cell: _Cell, measure: Measure, **values: object) -> Row:
    blank: Row = {
        "indicator": indicator_id(SERIES, measure), **cell.key, "period": cell.one.period,
        "source": SURVEY_SOURCE, "origin": "computed", "printed": None, "locator": None,
        "cites": None, "input": "vil.csv", "input_row": None, "item": ALL, "category": ALL,
    }  # fmt: skip
    return builders.observation(registry, **(blank | values))


def _hidden(row: Callable[..., Row], measure: Measure, **values: object) -> Row:
    return row(measure, value=None, status="suppressed", **values)


def _rate(answers: float, invited: float) -> dict[str, object]:
    """A share of those invited, resting on those who answered."""
    return {**_share(answers, invited), "base": float(answers)}


def _share(numerator: float, denominator: float) -> dict[str, object]:
    return {
        "value": round(100 * numerator / denominator, decimals_supported(denominator)),
        "numerator": float(numerator),
        "denominator": float(denominator),
        "base": float(denominator),
    }


def _item_rows(cell: _Cell, item: str, row: Callable[..., Row]) -> Iterator[Row]:
    scale, parts = cell.one.scale_of[item], cell.parts(item)
    n = sum(parts)
    positive = sum(p for p, a in zip(parts, scale.answers, strict=True) if a.is_positive)
    if n < K or positive < 3 or n - positive < 3:
        for measure in (Measure.SHARE_POSITIVE, Measure.DISTRIBUTION, Measure.MEAN,
                        Measure.STANDARD_DEVIATION):  # fmt: skip
            yield _hidden(row, measure, item=item)
        return
    yield row(
        Measure.SHARE_POSITIVE, item=item, **_share(positive, n), **_intervals(cell, positive, n)
    )
    yield from _distribution(cell, item, parts, row)


def _intervals(cell: _Cell, positive: int, n: int) -> dict[str, object]:
    population = float(cell.invited) if cell.one.everyone_invited else None
    share = Share(positive=positive, n=n, population=population)
    interval = wilson(share)
    found: dict[str, object] = {}
    if interval is not None:
        found |= _percents("low", interval.low, "high", interval.high)
    if population is not None:
        bounds = nonresponse_bounds(share)
        found |= _percents("bound_low", bounds.low, "bound_high", bounds.high)
    return found


def _percents(low: str, below: float, high: str, above: float) -> dict[str, object]:
    """Outwards, so that rounding never makes an interval narrower than its value."""
    return {low: np.floor(1000 * below) / 10, high: np.ceil(1000 * above) / 10}


def _distribution(
    cell: _Cell, item: str, parts: Sequence[int], row: Callable[..., Row]
) -> Iterator[Row]:
    """All answers where none is small, else the first step that has no small part."""
    scale, n = cell.one.scale_of[item], sum(parts)
    count = dict(zip((a.code for a in scale.answers), parts, strict=True))
    whole: dict[str, tuple[str, ...]] = {code: (code,) for code in count}
    steps: list[dict[str, tuple[str, ...]]] = [whole]
    steps += [{m.code: m.answers for m in step} for step in scale.steps]
    for step in steps:
        sums = {code: sum(count[a] for a in answers) for code, answers in step.items()}
        if all(part >= 3 for part in sums.values()):
            for code, part in sums.items():
                category = scale.category(code)
                yield row(Measure.DISTRIBUTION, item=item, category=category, **_share(part, n))
            break
    else:
        yield _hidden(row, Measure.DISTRIBUTION, item=item)
        step = steps[-1]
    yield from _moment_rows(cell, item, parts, row, is_shown=step is whole)


def _moment_rows(
    cell: _Cell, item: str, parts: Sequence[int], row: Callable[..., Row], *, is_shown: bool
) -> Iterator[Row]:
    if not is_shown:
        yield _hidden(row, Measure.MEAN, item=item)
        yield _hidden(row, Measure.STANDARD_DEVIATION, item=item)
        return
    values = [a.value for a in cell.one.scale_of[item].answers if a.value is not None]
    found = moments(values, parts)
    assert found.standard_deviation is not None
    population = float(cell.invited) if cell.one.everyone_invited else None
    interval = mean_interval(found.mean, found.standard_deviation, found.n, population=population)
    ends = {"low": interval.low, "high": interval.high} if interval else {}
    yield row(Measure.MEAN, item=item, value=found.mean, base=found.n, **ends)
    yield row(Measure.STANDARD_DEVIATION, item=item, value=found.standard_deviation, base=found.n)


def _theme_row(cell: _Cell, theme: Theme, row: Callable[..., Row]) -> Row:
    """The mean of the items' means, as if everybody had answered all of them."""
    means, persons = [], cell.answers
    for item in cell.one.items:
        if item.theme == theme.code:
            parts = cell.parts(item.code)
            persons = min(persons, sum(parts))
            top = len(parts) - 1
            means.append(
                sum(100 * place / top * part for place, part in enumerate(parts)) / sum(parts)
                if sum(parts)
                else 0.0
            )
    if persons < 2 * K:
        return _hidden(row, Measure.THEME_INDEX, item=theme.code)
    value, half = sum(means) / len(means), 1.96 * 22 / persons**0.5
    return row(
        Measure.THEME_INDEX, item=theme.code, value=round(value, 1), base=float(persons),
        low=round(max(0.0, value - half), 1), high=round(min(100.0, value + half), 1),
    )  # fmt: skip


def _region_rows(cell: _Cell, row: Callable[..., Row]) -> Iterator[Row]:
    """Weighted shares, what weighting costs, and who is missing."""
    strata = [s for s in _by(cell, "group", "sex") if s.answers >= K]
    if len(strata) < 2:
        return
    effects = []
    for item in cell.one.items:
        shares = [
            Stratum(invited=s.invited, answers=sum(s.parts(item.code)), positive=_positive(s, item))
            for s in strata
        ]
        if any(s.answers == 0 or s.answers > s.invited for s in shares):
            continue
        weighted = post_stratified_share(shares, everyone_invited=cell.one.everyone_invited)
        effects.append(weighted.design_effect)
        interval = weighted.interval
        ends = _percents("low", interval.low, "high", interval.high) if interval else {}
        yield row(
            Measure.SHARE_POSITIVE, item=item.code, estimate="weighted",
            value=round(100 * weighted.value, 1), base=float(sum(s.answers for s in shares)),
            **ends,
        )  # fmt: skip
    if effects:
        yield row(Measure.DESIGN_EFFECT, value=round(max(effects), 2))
    if cell.one.everyone_invited:
        yield from _representativeness(cell, row)


def _positive(cell: _Cell, item: Item) -> int:
    answers = cell.one.scale_of[item.code].answers
    parts = cell.parts(item.code)
    return sum(part for part, answer in zip(parts, answers, strict=True) if answer.is_positive)


def _by(cell: _Cell, *dimensions: str) -> list[_Cell]:
    members = dict.fromkeys(tuple(getattr(a, d) for d in dimensions) for a in cell.atoms)
    return [
        _Cell(
            cell.one,
            cell.key,
            [a for a in cell.atoms if tuple(getattr(a, d) for d in dimensions) == member],
        )
        for member in members
    ]


def _representativeness(cell: _Cell, row: Callable[..., Row]) -> Iterator[Row]:
    def strata(*dimensions: str) -> list[ResponseStratum]:
        return [
            ResponseStratum(invited=c.invited, answers=c.answers)
            for c in _by(cell, *dimensions)
            if c.invited
        ]

    yield row(
        Measure.REPRESENTATIVENESS, value=round(representativeness(strata("group", "sex")), 3)
    )
    for item, dimension in (("by_sex", "sex"), ("by_group", "group"),
                            ("by_organisation", "organisation")):  # fmt: skip
        found = strata(dimension)
        if len(found) > 1:
            value = round(partial_representativeness(found), 3)
            yield row(Measure.REPRESENTATIVENESS, item=item, value=value)


# ---------------------------------------------------------------- the release


@lru_cache(maxsize=1)
def registry() -> Registry:
    source = Source(
        id=SURVEY_SOURCE,
        short=Text("Påhittad VIL-enkät", "Made-up VIL survey"),
        title="Påhittad VIL-enkät",
        publisher="Provdata",
        published="2024",
        licence=None,
        address=None,
        update_rhythm=None,
    )
    units = [
        Organisation(
            code,
            Text(f"Enhet {code[-2:]} {region.short.sv}", f"Unit {code[-2:]} {region.short.en}"),
            OrganisationKind.UNIT,
            region.code,
        )
        for region in ALF_REGIONS
        for code in _units(region.code)
    ]
    return SHIPPED.with_declared([], [source], units).with_surveys(rounds())


@lru_cache(maxsize=1)
def survey_contents() -> Contents:
    known = registry()
    return Contents(
        registry=known,
        observations=builders.frame(_rows(known), known),
        contradictions=builders.table("contradiction"),
        left_out=builders.table("left_out"),
        inputs=builders.table("input", [builders.input_row(id="vil.csv", name="vil.csv")]),
        run=builders.run(),
    )


def publish_surveys(home: Path, *, is_example: bool = False) -> Release:
    """Builds and publishes it in a data folder, as for a server that is looked at."""
    contents = survey_contents()
    run = replace(contents.run, is_example=is_example)
    release_id = build(home, replace(contents, run=run))
    publish(home, release_id)
    return Release(release_path(home, release_id))


@lru_cache(maxsize=1)
def survey_release() -> Release:
    """Built once; never changed by a test."""
    with tempfile.TemporaryDirectory() as folder:
        return publish_surveys(Path(folder))
