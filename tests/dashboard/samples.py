"""Charts of every kind, most with figures from the bundled facts: what tests draw."""

from dataclasses import replace
from typing import Final

from dashboard.charts.grammar import (
    Band,
    Break,
    Category,
    CellKind,
    Chart,
    Emphasis,
    Form,
    KeyEntry,
    Mark,
    Matrix,
    MatrixCell,
    MatrixColumn,
    Orientation,
    Panel,
    Point,
    ReferenceLine,
    Series,
    Stacking,
    Tick,
    ValueAxis,
)
from dashboard.charts.numbers import label, money_scale, number
from warehouse.text import Language, Text
from warehouse.units import PERCENT

REGION_NAMES: Final = {
    "vasterbotten": "Västerbotten",
    "uppsala": "Uppsala",
    "stockholm": "Stockholm",
    "orebro": "Örebro",
    "ostergotland": "Östergötland",
    "vastra_gotaland": "Västra Götaland",
    "skane": "Skåne",
}
REGIONS: Final = tuple(REGION_NAMES)


def regions(own: str = "uppsala") -> tuple[Category, ...]:
    return tuple(
        Category(key=key, label=name, emphasis=Emphasis.OWN if key == own else Emphasis.REGION)
        for key, name in REGION_NAMES.items()
    )


def percent_axis(low: int, high: int, step: int, language: Language, *, top: bool) -> ValueAxis:
    """The unit stands at the first figure of rows and at the top one of columns."""
    marked = high if top else low
    ticks = tuple(
        Tick(value=v, label=number(v, PERCENT, language, with_unit=v == marked))
        for v in range(low, high + 1, step)
    )
    return ValueAxis(low=low, high=high, ticks=ticks)


def _dots(values: dict[str, float], language: Language) -> Series:
    points = tuple(
        Point(
            category=key,
            value=value,
            label=label(value, PERCENT, language),
            detail=(REGION_NAMES[key], number(value, PERCENT, language)),
        )
        for key, value in values.items()
    )
    return Series(key="rate", name="", form=Form.DOTS, emphasis=Emphasis.REGION, points=points)


# Response rates of the national survey of 2022, in the order of REGIONS; nation by the invited
# (round 1) or as printed (round 2).
SURVEY: Final = (
    ("researchers-1", Text("Forskare", "Researchers"),
     Text("Omgång 1 · 5\u00a0706 inbjudna", "Round 1 · 5\u00a0706 invited"),
     (76, 79, 68, 60, 68, 62, 61), 67.0),
    ("researchers-2", Text("Forskare", "Researchers"),
     Text("Omgång 2 · 1\u00a0712 svar", "Round 2 · 1\u00a0712 answers"),
     (83, 84, 78, 77, 81, 75, 79), 80.0),
    ("doctoral-1", Text("Doktorander", "Doctoral students"),
     Text("Omgång 1 · 3\u00a0783 inbjudna", "Round 1 · 3\u00a0783 invited"),
     (72, 65, 56, 70, 57, 56, 48), 57.4),
    ("doctoral-2", Text("Doktorander", "Doctoral students"),
     Text("Omgång 2 · 686 svar", "Round 2 · 686 answers"),
     (71, 76, 71, 79, 66, 64, 66), 70.4),
)  # fmt: skip


def survey(language: Language) -> Chart:
    nation = Text("riket", "Sweden").of(language)
    panels = tuple(
        Panel(
            key=key,
            title=title.of(language),
            subtitle=subtitle.of(language),
            categories=regions(),
            axis=percent_axis(40, 100, 20, language, top=False),
            series=(_dots(dict(zip(REGIONS, map(float, values), strict=True)), language),),
            lines=(ReferenceLine(value=mean, label=f"{nation} {label(mean, PERCENT, language)}"),),
        )
        for key, title, subtitle, values, mean in SURVEY
    )
    return Chart(panels=panels, orientation=Orientation.ROWS, columns=4)


def missing_and_hidden(language: Language) -> Chart:
    """The same survey as one panel where a figure is hidden and another is not there."""
    rates = _dots({"vasterbotten": 76, "uppsala": 79, "stockholm": 68, "skane": 61}, language)
    gaps = (
        Point(category="orebro", value=None, status="suppressed"),
        Point(category="ostergotland", value=None, status="missing"),
        Point(category="vastra_gotaland", value=None, status="not_asked"),
    )
    series = Series(key="rate", name="", form=Form.DOTS, emphasis=Emphasis.REGION,
                    points=(*rates.points, *gaps))  # fmt: skip
    panel = Panel(key="only", title="", subtitle="", categories=regions(),
                  axis=percent_axis(40, 100, 20, language, top=False),
                  series=(series,))  # fmt: skip
    return Chart(panels=(panel,), orientation=Orientation.ROWS, columns=1)


def intervals(language: Language) -> Chart:
    """Invented intervals around the survey's shares, and bounds for one of them."""
    values = dict(zip(REGIONS, SURVEY[3][3], strict=True))
    points = tuple(
        Point(category=key, value=float(value), low=value - 6.5, high=value + 5.5,
              bound_low=value - 14.0 if key == "uppsala" else None,
              bound_high=value + 10.0 if key == "uppsala" else None,
              label=label(value, PERCENT, language), detail=(REGION_NAMES[key],))
        for key, value in values.items()
    )  # fmt: skip
    series = Series(key="rate", name="", form=Form.DOTS, emphasis=Emphasis.REGION, points=points)
    line = ReferenceLine(value=70.4, label=f"{Text('riket', 'Sweden').of(language)} 70")
    panel = Panel(key="only", title="", subtitle="", categories=regions(), lines=(line,),
                  axis=percent_axis(40, 100, 20, language, top=False),
                  series=(series,))  # fmt: skip
    return Chart(panels=(panel,), orientation=Orientation.ROWS, columns=1)


# Response rates of Region Stockholm's placement survey, by middle of the period.
STOCKHOLM: Final = (
    ("2015", 2015.5, 48, 0), ("2016", 2016.5, 39, 0),
    ("2018/19", 2019.0, 32, 1), ("2019/20", 2020.0, 26, 1), ("2020/21", 2021.0, 28, 1),
    ("HT2024", 2024.75, 22, 2),
)  # fmt: skip


def stockholm(language: Language) -> Chart:
    periods = tuple(
        Category(key=key, label=Text(key.replace("HT", "HT "), key.replace("HT", "autumn "))
                 .of(language), position=position)
        for key, position, _, _ in STOCKHOLM
    )  # fmt: skip
    points = tuple(
        Point(category=key, value=value, segment=segment, label=label(value, PERCENT, language),
              detail=(key, number(value, PERCENT, language)))
        for key, _, value, segment in STOCKHOLM
    )  # fmt: skip
    every = Series(key="students", name=Text("alla studenter", "all students").of(language),
                   form=Form.LINE, emphasis=Emphasis.OWN, points=points,
                   name_at_end=True)  # fmt: skip
    second = Series(
        key="second", name="", form=Form.DOTS, emphasis=Emphasis.OWN, mark=Mark.OPEN_DOT,
        points=(Point(category="2015", value=51, segment=9,
                      label=Text("51 i samma rapport", "51 in the same report").of(language)),),
    )  # fmt: skip
    medical = Series(
        key="medical_students", name=Text("läkarstudenter", "medical students").of(language),
        form=Form.LINE, emphasis=Emphasis.REGION, name_at_end=True,
        points=(Point(category="HT2024", value=11, segment=2, label="11"),),
    )  # fmt: skip
    breaks = (
        Break(position=2017.75, label=Text("Löpande insamling", "Collected weekly").of(language)),
        Break(position=2022.9,
              label=Text("Annan enkät och krets", "Other survey and group").of(language)),
    )  # fmt: skip
    panel = Panel(key="stockholm", title="", subtitle="", categories=periods,
                  axis=percent_axis(0, 60, 20, language, top=True),
                  series=(every, second, medical), breaks=breaks)  # fmt: skip
    return Chart(panels=(panel,), orientation=Orientation.COLUMNS, columns=1)


# Women's shares of authorships, ranking edition 2020, as printed with one decimal.
AUTHORSHIPS: Final = (37.9, 33.0, 41.8, 40.0, 32.1, 39.3, 34.4)


def authorships(language: Language) -> Chart:
    women = tuple(
        Point(category=key, value=value, label=label(value, PERCENT, language, decimals=1))
        for key, value in zip(REGIONS, AUTHORSHIPS, strict=True)
    )
    men = tuple(
        Point(category=key, value=round(100 - value, 1))
        for key, value in zip(REGIONS, AUTHORSHIPS, strict=True)
    )
    series = (
        Series(key="women", name=Text("kvinnor", "women").of(language), form=Form.DOTS,
               emphasis=Emphasis.WOMEN, points=women),
        Series(key="men", name=Text("män", "men").of(language), form=Form.DOTS,
               emphasis=Emphasis.MEN, points=men, mark=Mark.OPEN_SQUARE),
    )  # fmt: skip
    band = Text("jämn fördelning 40–60\u00a0%", "even distribution 40–60%").of(language)
    panel = Panel(key="authorships", title="", subtitle="", categories=regions(), connected=True,
                  axis=percent_axis(20, 80, 10, language, top=False), series=series,
                  bands=(Band(low=40, high=60, label=band),))  # fmt: skip
    key = (
        KeyEntry(label=Text("kvinnor", "women").of(language), mark=Mark.DOT,
                 emphasis=Emphasis.WOMEN),
        KeyEntry(label=Text("män", "men").of(language), mark=Mark.OPEN_SQUARE,
                 emphasis=Emphasis.MEN),
    )  # fmt: skip
    return Chart(panels=(panel,), orientation=Orientation.ROWS, columns=1, key=key)


# Women among newly recruited professors 2017–2019: target and outcome where both are printed.
TARGETS: Final = {
    "uppsala": (48, 36), "stockholm": (60, 32), "ostergotland": (46, 31),
}  # fmt: skip


def targets(language: Language) -> Chart:
    categories = tuple(c for c in regions() if c.key in TARGETS)
    parts = ((0, "target", Mark.OPEN_DIAMOND), (1, "outcome", Mark.DOT))
    series = tuple(
        Series(key=key, name=key, form=Form.DOTS, emphasis=Emphasis.REGION, mark=mark,
               points=tuple(Point(category=c.key, value=TARGETS[c.key][index],
                                  label=label(TARGETS[c.key][index], PERCENT, language))
                            for c in categories))
        for index, key, mark in parts
    )  # fmt: skip
    panel = Panel(key="targets", title="2017–2019", subtitle="", categories=categories,
                  axis=percent_axis(20, 70, 10, language, top=False), series=series,
                  connected=True)  # fmt: skip
    return Chart(panels=(panel,), orientation=Orientation.ROWS, columns=1)


SMALL_YEARS: Final = (2014, 2016, 2018, 2020, 2022)


def multiples(language: Language) -> Chart:
    """Seven regions on one shared axis; the figures are invented, the form is not."""
    panels = []
    for index, (key, name) in enumerate(REGION_NAMES.items()):
        values = [22 + (index * 3 + year * 7) % 11 + year * 1.5 for year in range(5)]
        categories = tuple(
            Category(key=str(year), label=str(year), position=year + 0.5) for year in SMALL_YEARS
        )
        points = tuple(
            Point(category=str(year), value=round(value), segment=int(year >= 2018),
                  label=label(round(value), PERCENT, language) if year == 2022 else "",
                  detail=(f"{name} {year}",))
            for year, value in zip(SMALL_YEARS, values, strict=True)
        )  # fmt: skip
        emphasis = Emphasis.OWN if key == "uppsala" else Emphasis.REGION
        series = Series(key=key, name=name, form=Form.LINE, emphasis=emphasis, points=points)
        panels.append(Panel(key=key, title=name, subtitle="", categories=categories,
                            axis=percent_axis(0, 60, 20, language, top=True), series=(series,),
                            breaks=(Break(position=2017.5, label=""),)))  # fmt: skip
    return Chart(panels=tuple(panels), orientation=Orientation.COLUMNS, columns=4)


# The joint budget of Region Stockholm for 2026, in kronor: state compensation, own contribution.
BUDGET: Final = {"preliminary": (727.1e6, 374.3e6), "decided": (727.5e6, 374.3e6)}


def budget(language: Language, orientation: Orientation = Orientation.ROWS) -> Chart:
    scale = money_scale(amount for parts in BUDGET.values() for amount in parts)
    names = {
        "preliminary": Text("preliminär", "preliminary"),
        "decided": Text("beslutad", "decided"),
    }
    parts = (
        ("alf", Text("ALF-ersättning", "ALF compensation"), Emphasis.FIRST),
        ("own", Text("regionens del", "the region's part"), Emphasis.SECOND),
    )
    series = tuple(
        Series(key=key, name=name.of(language), form=Form.BARS, emphasis=emphasis,
               points=tuple(Point(category=nature, value=BUDGET[nature][index],
                                  label=label(BUDGET[nature][index], scale, language))
                            for nature in BUDGET))
        for index, (key, name, emphasis) in enumerate(parts)
    )  # fmt: skip
    ticks = tuple(
        Tick(value=million * 1e6, label=number(million * 1e6, scale, language, with_unit=False))
        for million in range(0, 1201, 200)
    )
    panel = Panel(
        key="budget", title="", subtitle="",
        categories=tuple(Category(key=k, label=n.of(language)) for k, n in names.items()),
        axis=ValueAxis(low=0, high=1.2e9, ticks=ticks, title=scale.symbol.of(language)),
        series=series,
    )  # fmt: skip
    key = tuple(
        KeyEntry(label=name.of(language), mark=Mark.SQUARE, emphasis=emphasis)
        for _, name, emphasis in parts
    )
    return Chart(panels=(panel,), orientation=orientation, columns=1,
                 stacking=Stacking.STACKED, key=key)  # fmt: skip


def budget_columns(language: Language) -> Chart:
    return budget(language, Orientation.COLUMNS)


# Invented shares of a scale of five, and of the same scale merged to three where few answered.
ANSWERS: Final = {
    "introduction": (("1", 4.0), ("2", 9.0), ("3", 21.0), ("4", 41.0), ("5", 25.0)),
    "supervision": (("1", 1.0), ("2", 4.0), ("3", 10.0), ("4", 34.0), ("5", 51.0)),
    "few": (("low", 20.0), ("3", 24.0), ("high", 56.0)),
}  # fmt: skip
ANSWER_PLACES: Final = {
    "1": -1.0, "low": -0.75, "2": -0.5, "3": 0.0, "4": 0.5, "high": 0.75, "5": 1.0,
}  # fmt: skip
QUESTIONS: Final = {
    "introduction": Text("Introduktionen gav mig en bra start på placeringen, också i praktiken",
                         "The introduction gave me a good start to the placement in practice"),
    "supervision": Text("Handledaren tog sig tid", "The supervisor took the time"),
    "few": Text("Jag fick återkoppling", "I was given feedback"),
    "hidden": Text("Bemötandet", "How I was met"),
}  # fmt: skip


def answers(language: Language, *, names_above: bool = True) -> Chart:
    """Questions as bars on both sides of zero; one of them is hidden."""
    merged = Text("instämmer", "agree").of(language)
    series = tuple(
        Series(key=code, name=code, form=Form.BARS, emphasis=Emphasis.REGION, place=place,
               points=tuple(
                   Point(category=item, value=dict(parts)[code], detail=(item,),
                         label=f"{dict(parts)[code]:.0f} {merged}" if code == "high"
                         else f"{dict(parts)[code]:.0f}")
                   for item, parts in ANSWERS.items() if code in dict(parts)))
        for code, place in ANSWER_PLACES.items()
    )  # fmt: skip
    hidden = Point(category="hidden", value=None, status="suppressed")
    series = (replace(series[0], points=(*series[0].points, hidden)), *series[1:])
    ticks = tuple(
        Tick(value=v, label=number(abs(v), PERCENT, language, with_unit=v == -50))
        for v in (-50, 0, 50, 100)
    )
    panel = Panel(
        key="answers", title="", subtitle="",
        categories=tuple(
            Category(key=key, label=name.of(language), notes=("76", "41"), address=f"?item={key}",
                     emphasis=Emphasis.OWN if key == "supervision" else Emphasis.REGION)
            for key, name in QUESTIONS.items()
        ),
        axis=ValueAxis(low=-50, high=100, ticks=ticks), series=series,
        note_titles=(Text("positiva, %", "positive, %").of(language), "n"),
    )  # fmt: skip
    key = tuple(
        KeyEntry(label=code, mark=Mark.SQUARE, emphasis=Emphasis.REGION, place=place,
                 group="slagna samman" if code in ("low", "high") else "svar")
        for code, place in ANSWER_PLACES.items()
    )  # fmt: skip
    return Chart(panels=(panel,), orientation=Orientation.ROWS, columns=1, key=key,
                 stacking=Stacking.DIVERGING, names_above=names_above)  # fmt: skip


def answers_beside(language: Language) -> Chart:
    return answers(language, names_above=False)


CHARTS: Final = {
    "survey": survey,
    "missing": missing_and_hidden,
    "intervals": intervals,
    "stockholm": stockholm,
    "authorships": authorships,
    "targets": targets,
    "multiples": multiples,
    "budget": budget,
    "budget_columns": budget_columns,
    "answers": answers,
    "answers_beside": answers_beside,
}

_GRADES: Final = (
    Text("Undermålig", "Inadequate"), Text("God–hög", "Good–high"),
    Text("Mycket hög", "Very high"),
)  # fmt: skip


def grades(language: Language) -> Matrix:
    """Three panels of two evaluations; a few cells of every kind."""
    columns = tuple(
        MatrixColumn(key=f"{panel}-{year}", label=str(year), group=name.of(language))
        for panel, name in (
            ("production", Text("Vetenskaplig produktion", "Scientific production")),
            ("benefit", Text("Klinisk betydelse, nytta", "Clinical significance, benefit")),
        )
        for year in (2018, 2023)
    )
    known = {("uppsala", "production-2018"): 2, ("uppsala", "production-2023"): 3,
             ("orebro", "benefit-2018"): 1}  # fmt: skip
    partly = {("skane", "benefit-2023")}
    inferred = {("stockholm", "production-2023"): 3}
    cells = []
    for region in REGIONS:
        for column in columns:
            place = (region, column.key)
            grade = known.get(place, inferred.get(place))
            if grade:
                cells.append(MatrixCell(
                    row=region, column=column.key, label=_GRADES[grade - 1].of(language),
                    kind=CellKind.INFERRED if place in inferred else CellKind.KNOWN,
                    value=grade, step=grade - 1, warning=grade == 1))  # fmt: skip
            elif place in partly:
                cells.append(MatrixCell(
                    row=region, column=column.key, kind=CellKind.PARTLY, low=1, high=2,
                    label=Text("ej högsta", "not the highest").of(language)))  # fmt: skip
            else:
                cells.append(MatrixCell(row=region, column=column.key, kind=CellKind.UNKNOWN,
                                        label=Text("okänt", "unknown").of(language)))  # fmt: skip
    key = (
        (CellKind.INFERRED, Text("härlett ur källans text", "inferred from words").of(language)),
        (CellKind.PARTLY, Text("delvis känt", "partly known").of(language)),
        (CellKind.UNKNOWN, Text("okänt", "unknown").of(language)),
    )
    return Matrix(row_title="Region", rows=regions(),
                  columns=columns, cells=tuple(cells), steps=3, key=key)  # fmt: skip


def coverage(language: Language) -> Matrix:
    """Counts of figures per region and area, shaded in four steps."""
    areas = (Text("Enkäter", "Surveys"), Text("Jämställdhet", "Gender"),
             Text("Finansiering", "Funding"))  # fmt: skip
    counts = {"vasterbotten": (7, 19, 6), "uppsala": (12, 18, 1), "stockholm": (29, 28, 21),
              "orebro": (8, 21, 4), "ostergotland": (10, 17, 10),
              "vastra_gotaland": (14, 11, 0), "skane": (13, 39, 3)}  # fmt: skip
    cells = tuple(
        MatrixCell(row=region, column=area.en, label=str(count) if count else "–",
                   kind=CellKind.KNOWN if count else CellKind.UNKNOWN, value=count or None,
                   step=min(count // 10, 3) if count else None,
                   address=f"?region={region}" if count else None)
        for region in REGIONS
        for area, count in zip(areas, counts[region], strict=True)
    )  # fmt: skip
    columns = tuple(MatrixColumn(key=area.en, label=area.of(language)) for area in areas)
    return Matrix(row_title="Region", rows=regions(), columns=columns, cells=cells, steps=4)


MATRICES: Final = {"grades": grades, "coverage": coverage}
