"""The files of the example: the same for the same seed, and all of them understood."""

import csv
import io
from collections import Counter
from hashlib import sha256

import polars as pl
import pytest

from etl.example.exports import ADDED, Written, platform_of, table_of
from etl.example.files import Size, files
from etl.example.people import DOES_NOT_APPLY, draw, questions
from etl.example.tables import compensation, women_among_professors
from etl.example.truths import (
    CIRCLES,
    FIRST_YEAR,
    LAST_YEAR,
    OUTLIER,
    QUESTIONS,
    REWORDED,
    SAME_EVERYWHERE,
    SEED,
    SIZES,
    TRENDS,
    response_rate,
    true_share,
    years,
)
from etl.inputs import DECLARATION_SUFFIX
from etl.sources.declaration import parse_declaration
from etl.surveys.instrument import is_instrument, parse_instrument
from warehouse.statistics import Share, wilson
from warehouse.surveys.model import Comparability, SurveyRound


def digest(seed: int) -> str:
    found = sha256()
    for made in files(seed, Size.SMALL):
        found.update(made.name.encode() + made.content)
    return found.hexdigest()


def rounds() -> dict[tuple[str, str], SurveyRound]:
    found = {}
    for made in files(SEED, Size.WHOLE):
        text = made.content.decode() if made.name.endswith(DECLARATION_SUFFIX) else ""
        if is_instrument(text):
            one = parse_instrument(text, made.name).round
            found[one.group, one.period] = one
        elif text:
            parse_declaration(text, made.name)
    return found


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    assert digest(1) == digest(1)
    assert digest(1) != digest(2)


def test_every_instrument_and_declaration_is_understood() -> None:
    found = rounds()
    assert set(found) == {(c, str(year)) for c in CIRCLES for year in years(c)}
    assert all(one.is_example for one in found.values())
    assert {one.period for one in found.values()} == {
        str(year) for year in range(FIRST_YEAR, LAST_YEAR + 1)
    }
    assert all(set(one.regions) == set(SIZES) for one in found.values())


@pytest.mark.parametrize(("circle", "first"), [("students", 2020), ("supervisors", 2020)])
def test_the_reworded_question_says_so_once(circle: str, first: int) -> None:
    changed = [
        one.period
        for (group, _), one in rounds().items()
        for item in one.items
        if group == circle and item.comparability is Comparability.CHANGED_WORDING
    ]
    assert len(changed) == 1
    assert int(changed[0]) >= first == REWORDED.since


def test_one_round_breaks_the_series_of_students() -> None:
    broken = [place for place, one in rounds().items() if one.series_break]
    assert broken == [("students", "2017")]


def test_every_platform_writes_a_year() -> None:
    assert {platform_of(year) for year in years("students")} == set(Written)


def test_rows_that_do_not_count_are_those_that_are_said() -> None:
    asked = draw("students", 2024, seed=1, part=0.3)
    table = table_of(asked.answers, questions("students", 2024), 2024)
    assert len(table.cells) == asked.answers.height + sum(ADDED.values())
    twice = [one for one, count in Counter(table.respondents).items() if count > 1]
    assert len(twice) == ADDED["duplicate"]
    late = [moment for moment in table.submitted if f"{moment:%m}" > "05"]
    assert len(late) == ADDED["after_closing"]


def test_the_plain_export_is_what_a_nordic_platform_gives() -> None:
    year = next(year for year in years("students") if platform_of(year) is Written.PLAIN)
    name = f"example_students_{year}.csv"
    content = next(made.content for made in files(SEED, Size.WHOLE) if made.name == name)
    with pytest.raises(UnicodeDecodeError):
        content.decode()
    rows = list(csv.reader(io.StringIO(content.decode("windows-1252")), delimiter=";"))
    assert rows[0][:4] == ["Svars-ID", "Inskickad", "Region", "Enhet"]
    assert {len(row) for row in rows} == {len(rows[0])}


# ---------------------------------------------------------------- the truths are in the answers


def share_of(answers: pl.DataFrame, question: str) -> Share:
    given = answers.filter(pl.col(question) != DOES_NOT_APPLY)
    return Share(positive=given.filter(pl.col(question) >= 3).height, n=given.height)


@pytest.mark.parametrize("circle", list(CIRCLES))
def test_answers_lie_around_the_true_shares(circle: str) -> None:
    """At 99.8 per cent nearly every interval holds the truth; far fewer would at a wrong share."""
    held = []
    for year in years(circle)[-4:]:
        answers = draw(circle, year, seed=SEED, part=1.0).answers
        for (region, unit), found in answers.partition_by("region", "unit", as_dict=True).items():
            for question in questions(circle, year):
                share = share_of(found, question)
                interval = wilson(share, confidence=0.998)
                assert interval is not None
                held.append(interval.holds(true_share(question, region, circle, year, unit)))
    assert sum(held) / len(held) > 0.985


@pytest.mark.parametrize("circle", list(CIRCLES))
def test_as_many_answer_as_is_true(circle: str) -> None:
    for year in years(circle):
        asked = draw(circle, year, seed=SEED, part=3.0)
        interval = wilson(
            Share(positive=asked.answers.height, n=asked.invited.height), confidence=0.9999
        )
        assert interval is not None
        assert interval.holds(response_rate(circle, year))


def test_the_truths_are_what_they_are_called() -> None:
    same = {true_share(SAME_EVERYWHERE, r, c, y) for r in SIZES for c in CIRCLES for y in years(c)}
    assert same == {QUESTIONS[SAME_EVERYWHERE].share}
    for trend in TRENDS:
        found = [true_share(trend.question, trend.region, "students", y) for y in (2015, 2026)]
        assert found == [trend.first, trend.last]
    before = true_share(OUTLIER.question, OUTLIER.region, "students", 2023, OUTLIER.unit)
    after = true_share(OUTLIER.question, OUTLIER.region, "students", 2024, OUTLIER.unit)
    assert (before, after) == (QUESTIONS[OUTLIER.question].share, OUTLIER.share)


def test_the_tables_follow_their_truths() -> None:
    assert women_among_professors("orebro", 2015) == (18, 84)
    assert compensation("ostergotland", "education", 2015) == 60_000_000
    assert compensation("ostergotland", "education", 2016) == 61_200_000
