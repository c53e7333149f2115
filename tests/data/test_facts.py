"""Every sourced fact against the figures that cite it.

The facts themselves do not ship. Where they lie beside the project, each row is held against its
figures: number, address, place in the source and region. Where they do not, the account of them
is still complete from the project's own data.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import polars as pl
import pytest

from etl.accounting import FACTS, cited_facts, fact_ids, unaccounted
from etl.inputs import bundled_inputs
from etl.sources import BUNDLE, BUNDLED
from etl.sources.bundled import read_bundled, read_left_out
from warehouse.indicators import INDICATORS
from warehouse.regions import region_for
from warehouse.sources import SOURCES

pytestmark = pytest.mark.data

PROJECT: Final = Path(__file__).parents[2]
FOLDER: Final = PROJECT.parent / "shared" / "data" / "facts"
Row = Mapping[str, Any]

needs_facts = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the sourced facts do not lie beside the project"
)


def read_facts() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for path in sorted(FOLDER.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for line, row in enumerate(csv.DictReader(file), start=2):
                found[f"{path.stem}:{line}"] = row
    return found


FIGURES: Final = pl.concat(
    [read_bundled(f.id, f.content.all(), INDICATORS) for f in bundled_inputs(BUNDLE)]
)
LEFT_OUT: Final = pl.concat(
    [
        read_left_out(name, (BUNDLE / name).read_bytes(), topic)
        for topic in BUNDLED
        for name in [f"{topic}_left_out.csv"]
    ]
)
FACT_ROWS: Final = read_facts()
CITED: Final[dict[str, list[Row]]] = {}
for _row in FIGURES.iter_rows(named=True):
    for _fact in (_row["cites"] or "").split():
        CITED.setdefault(_fact, []).append(_row)
BOTH: Final = sorted(set(FACT_ROWS) & set(CITED))


# ---------------------------------------------------------------- without the facts


def test_every_fact_is_cited_or_left_out_with_a_reason() -> None:
    assert [str(problem) for problem in unaccounted(FIGURES, LEFT_OUT)] == []


def test_every_figure_says_which_facts_it_was_read_from() -> None:
    assert FIGURES.filter(pl.col("cites").is_null()).is_empty()


def test_few_facts_are_left_out() -> None:
    assert LEFT_OUT.height + len(set(cited_facts(FIGURES)["fact"])) == sum(FACTS.values())
    assert LEFT_OUT.height < len(fact_ids()) / 20


# ---------------------------------------------------------------- against the facts


NUMBER_COLUMNS: Final = (
    "value", "women", "men", "share_women_pct", "invited", "responses", "response_rate_pct",
    "population",
)  # fmt: skip
# What the facts call a unit → how many base units it is; every other one is a base unit.
FACTORS: Final = {
    "tkr": 1e3, "mkr": 1e6, "mkr/år": 1e6, "mnkr": 1e6, "miljarder kr": 1e9, "share": 100.0,
}  # fmt: skip
# Grades that the facts put in words → the step, or the interval of steps, on a scale of three.
GRADES: Final = {
    "mycket hög kvalitet": (3, 3),
    "god-hög kvalitet": (2, 2),
    "undermålig kvalitet": (1, 1),
    "godkänd": (2, 2),
    "underkänd": (1, 1),
    "inte mycket hög kvalitet": (1, 2),
    "not highest grade": (1, 2),
    "godkänd på alla områden (minst god-hög kvalitet)": (2, 3),
    "approved in all areas": (2, 3),
}
# A number that describes the study, not the figure: it is no part of an observation.
NOT_A_FIGURE: Final = {
    "survey_public_pages:84": {735.0},  # how many were asked, printed with the whole score
    "survey_public_pages:85": {735.0},
    "survey_public_pages:86": {25.0},  # how many items the questionnaire has
}
# Facts whose region column is not the area that the figure is about, and what it is about.
OTHER_AREA: Final = {
    "northern_health_care_region": "vasterbotten",
    "allbright_17_institutions": "riket",
    "unnamed_university": "riket",
    "jonkoping_county": "riket",
}


@needs_facts
def test_the_facts_are_those_that_were_counted() -> None:
    assert list(FACT_ROWS) == fact_ids()


@needs_facts
@pytest.mark.parametrize("fact", BOTH)
def test_the_figures_carry_every_number_of_the_fact(fact: str) -> None:
    numbers = set(_numbers(FACT_ROWS[fact])) - NOT_A_FIGURE.get(fact, set())
    carried = {
        round(row[column], 6)
        for row in CITED[fact]
        for column in ("value", "low", "high", "numerator", "denominator", "base")
        if row[column] is not None
    }
    assert numbers <= carried


def _numbers(fact: Mapping[str, str]) -> Iterator[float]:
    for column in NUMBER_COLUMNS:
        factor = FACTORS.get(fact.get("unit") or "", 1.0) if column == "value" else 1.0
        without_spaces = re.sub(r"\s", "", fact.get(column) or "")
        for number in re.findall(r"\d+(?:[.,]\d+)?", without_spaces):
            yield round(float(number.replace(",", ".")) * factor, 6)


WORDED: Final = [
    fact for fact in BOTH
    if FACT_ROWS[fact].get("value") and not list(_numbers(FACT_ROWS[fact]))
]  # fmt: skip


@needs_facts
@pytest.mark.parametrize("fact", WORDED)
def test_a_fact_in_words_is_carried_as_its_step_or_in_its_words(fact: str) -> None:
    words = FACT_ROWS[fact]["value"].casefold()
    low, high = GRADES.get(words, (9, 0))
    printed = " ".join(row["printed"] or "" for row in CITED[fact]).casefold()
    named = {row["region"] for row in CITED[fact]}
    assert (
        any(low <= start <= end <= high for start, end in _steps(CITED[fact]))
        or words in printed
        or named == {region_for(name).code for name in _regions(words)}
    )


def _steps(figures: Sequence[Row]) -> Iterator[tuple[float, float]]:
    """Each grade, or interval of grades; another source may know one more exactly."""
    for figure in figures:
        if figure["value"] is not None:
            yield figure["value"], figure["value"]
        elif figure["status"] == "ok":
            yield figure["low"], figure["high"]


def _regions(words: str) -> list[str]:
    """The regions that a fact lists instead of a number; none for other words."""
    names = words.split(", ")
    return names if len(names) > 1 else []


@needs_facts
@pytest.mark.parametrize("fact", BOTH)
def test_the_figures_have_the_address_and_the_place_of_the_fact(fact: str) -> None:
    row = FACT_ROWS[fact]
    at_the_address = [figure for figure in CITED[fact] if _is_source_of(figure["source"], row)]
    assert at_the_address
    # The name of an account that holds another copy is left out.
    place = row["source_locator"].split(" (same file in github:")[0]
    assert any(place in (figure["locator"] or "") for figure in at_the_address)


def _is_source_of(source: str, fact: Mapping[str, str]) -> bool:
    if "source_url" not in fact:  # a document without an address is named by its number
        return fact["source_document"].split("_")[0] in source or SOURCES[source].address is None
    address = SOURCES[source].address or ""
    url = re.sub(r"^github:", "https://github.com/", fact["source_url"])
    # An address that holds the name of a person is cut before it.
    return url == address or (url.startswith(f"{address}-") and address != "")


@needs_facts
def test_a_document_without_address_is_one_source() -> None:
    pairs = {
        (FACT_ROWS[fact]["source_document"], figure["source"])
        for fact in BOTH
        if "source_document" in FACT_ROWS[fact]
        for figure in CITED[fact]
    }
    assert len(pairs) == len({document for document, _ in pairs}) == len({s for _, s in pairs})


@needs_facts
@pytest.mark.parametrize("fact", [fact for fact in BOTH if "region" in FACT_ROWS[fact]])
def test_a_figure_is_about_the_region_of_the_fact(fact: str) -> None:
    region = region_for(FACT_ROWS[fact]["region"]).code
    about = {
        OTHER_AREA.get(row["organisation"], "?") if row["region"] == "other" else row["region"]
        for row in CITED[fact]
    }
    listed = _regions(FACT_ROWS[fact]["value"]) if fact in WORDED else []
    assert region in about or about == {region_for(name).code for name in listed}


# ---------------------------------------------------------------- words of their own


def sentences(text: str) -> set[str]:
    """Sentences of five words or more: shorter ones can be said in one way only."""
    parts = re.split(r"(?<=[.;:!?])\s+", re.sub(r"\s+", " ", text).strip().casefold())
    stripped = {part.strip(" .;:!?\"'") for part in parts}
    return {part for part in stripped if len(part.split()) >= 5}


def own_texts() -> Iterator[str]:
    for frame, columns in (
        (FIGURES, ("note_sv", "note_en")),
        (LEFT_OUT, ("reason_sv", "reason_en")),
    ):
        for column in columns:
            yield from frame[column].drop_nulls()
    for topic in BUNDLED:
        yield (BUNDLE / f"{topic}_contradictions.toml").read_text(encoding="utf-8")
    for indicator in INDICATORS.values():
        texts = (indicator.title, indicator.definition, indicator.caveat, indicator.denominator)
        yield from (word for text in texts if text for word in (text.sv, text.en))


@needs_facts
def test_no_sentence_of_the_facts_is_copied() -> None:
    ours = {sentence for text in own_texts() for sentence in sentences(text)}
    theirs = {
        sentence
        for row in FACT_ROWS.values()
        for sentence in sentences(row.get("note") or "") | {(row.get("note") or "").casefold()}
    }
    assert ours & theirs == set()
