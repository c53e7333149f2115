"""docs/example.md: the truths of the example as a page, written by `python -m etl.example.page`.

A test compares the two. Not for what a chart shows: that has chance in it.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from etl.example.questionnaire import unit_name
from etl.example.tables import GROWTH, WOMEN_AMONG_PROFESSORS
from etl.example.truths import (
    CIRCLES,
    FIRST_YEAR,
    LAST_YEAR,
    METHOD_BREAK,
    OUTLIER,
    QUESTIONS,
    REWORDED,
    SAME_EVERYWHERE,
    SEED,
    SEXES,
    SIZES,
    THEMES,
    TRENDS,
    UNITS,
    WOMEN_ABOVE_MEN,
    Question,
)
from warehouse.regions import REGIONS

PAGE: Final = Path(__file__).parents[2] / "docs" / "example.md"
_HEAD: Final = f"""# The example: what is true of it

`alf example` makes surveys, gender and funding series of all seven regions, in a data folder of its
own inside `ALF_HOME`, and runs them through the very same line as real files. **Everything in it is
invented**; no region, unit or person is meant, and every page, figure, table and file says so. It
never meets real data: an instrument of the example is refused by a folder of real data, and the
other way round.

Years {FIRST_YEAR} to {LAST_YEAR}, seed {SEED}. The same seed gives the same bytes; `--seed` gives
other answers with the same truths. Whoever wants to know whether a chart is right can hold it
against this page. The shares are those before chance: what a chart shows lies around them. They are
data in `etl/example/truths.py`; `python -m etl.example.page` writes this page from them."""


def example_page() -> str:
    parts = ([_HEAD], _questions(), _circles(), _to_be_found(), _regions())
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _questions() -> Iterator[str]:
    yield "## Questions\n"
    yield "| code | question | theme | positive | asked of | since |\n|---|---|---|---|---|---|"
    for code, one in QUESTIONS.items():
        cells = (f"`{code}`", one.wording.en, _theme(one), _percent(one.share), _asked(one))
        yield _row(*cells, str(one.since))
    yield "\nThe share is that of students, where nothing below says otherwise."


def _theme(one: Question) -> str:
    return THEMES[one.theme].title.en if one.theme else "none"


def _asked(one: Question) -> str:
    return ", ".join(CIRCLES) if one.of_all else "students"


def _circles() -> Iterator[str]:
    yield "## Who is asked\n"
    yield (
        "| group | invited in a region of size 1 | response rate at first | at last | asked every "
        "| points above students |\n|---|---|---|---|---|---|"
    )
    for name, one in CIRCLES.items():
        rates = (_percent(one.first_rate), _percent(one.last_rate))
        every = "year" if one.every == 1 else f"{one.every} years"
        yield _row(name, str(one.invited), *rates, every, _points(one.gap))


def _to_be_found() -> Iterator[str]:
    yield "## What is to be found\n"
    for one in TRENDS:
        yield (
            f"- **Trend**: `{one.question}` of students in {_region(one.region)} goes evenly from "
            f"{_percent(one.first)} to {_percent(one.last)}."
        )
    yield (
        f"- **Outlier**: students at {unit_name(OUTLIER.region, OUTLIER.unit)} have "
        f"{_percent(OUTLIER.share)} in `{OUTLIER.question}` from {OUTLIER.since} on."
    )
    yield (
        f"- **New words**: `{REWORDED.question}` reads otherwise from {REWORDED.since} on, and "
        f"{_points(REWORDED.gain)} points more are positive."
    )
    yield f"- **Break**: from {METHOD_BREAK.year} on students are asked in another way."
    yield f"- **No difference**: `{SAME_EVERYWHERE}` is the same everywhere and always."
    yield from _of_persons()


def _of_persons() -> Iterator[str]:
    rates = ", ".join(f"{name} {100 * more:+.0f}" for name, (_, more) in SEXES.items())
    yield f"- **Who answers**: points above or below the response rate: {rates}."
    yield f"- **Women and men**: men are {_points(WOMEN_ABOVE_MEN)} points less positive."
    shares = ", ".join(f"{100 * share:g} %" for share in UNITS.values())
    yield f"- **Units**: {shares} of a region's students, so that small groups must be hidden."


def _regions() -> Iterator[str]:
    yield "## Regions, and women among professors\n"
    yield f"| region | size | {FIRST_YEAR} | {LAST_YEAR} |\n|---|---|---|---|"
    for code, (first, last) in WOMEN_AMONG_PROFESSORS.items():
        yield _row(_region(code), f"{SIZES[code]:g}", f"{first:g} %", f"{last:g} %")
    yield (
        f"\nCompensation for education and for research grows by {100 * GROWTH:g} % a year, from "
        "an amount in\nproportion to the size of the region."
    )


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _region(code: str) -> str:
    return REGIONS[code].short.en


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _points(share: float) -> str:
    return f"{100 * share:.0f}"


if __name__ == "__main__":
    PAGE.write_text(example_page(), encoding="utf-8")
