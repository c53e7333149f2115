"""Rows for tests: valid as they are, so that a test names only what it is about.

Observations use members of the real registry, since the contract is built from it.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

import polars as pl

from warehouse.contract import Observation
from warehouse.indicators import INDICATORS
from warehouse.layout import layout
from warehouse.members import ALL
from warehouse.release import Contents, Run

INDICATOR = "alf_survey_response_rate"
SOURCE = "ki_vr_survey_2022"
INPUT = "surveys.csv"
LOADED_AT = datetime(2026, 11, 22, 1, 44, tzinfo=UTC)


def observation(**overrides: object) -> dict[str, object]:
    """Skåne's response rate of 2022, as printed; `indicator` brings its own group and item."""
    indicator = INDICATORS[str(overrides.get("indicator", INDICATOR))]
    key: dict[str, object] = {
        "indicator": indicator.id,
        "region": "skane",
        "organisation": ALL,
        "period": "2022",
        "sex": ALL,
        "group": indicator.groups[0],
        "item": next(iter(indicator.items)),
        "category": next(iter(indicator.categories)),
        "estimate": "unweighted",
        "nature": "outcome",
        "source": SOURCE,
        "reading": "main",
    }
    values: dict[str, object] = {
        "value": 61.0,
        **dict.fromkeys(("low", "high", "bound_low", "bound_high"), None),
        **dict.fromkeys(("numerator", "denominator", "base"), None),
        "qualifier": "exact",
        "status": "ok",
        "origin": "printed",
        "printed": "61",
        "locator": "table 1",
        "note_sv": None,
        "note_en": None,
        "input": INPUT,
        "input_row": 2,
        "cites": "vr_alf_survey_2022:2",
    }
    row = key | values
    unknown = set(overrides) - set(row)
    if unknown:
        raise TypeError(f"no such column: {', '.join(sorted(unknown))}")
    return row | overrides


def frame(rows: Iterable[Mapping[str, object]]) -> pl.DataFrame:
    """Observations as the contract has them; raises when a row breaks it."""
    columns = Observation.create_empty().schema
    made = pl.DataFrame(list(rows), schema=columns, orient="row")
    return pl.DataFrame(Observation.validate(made))


def table(name: str, rows: Iterable[Mapping[str, object]] = ()) -> pl.DataFrame:
    """Rows of a table of schema.sql."""
    return pl.DataFrame(list(rows), schema=layout().tables[name], orient="row")


def input_row(**overrides: object) -> dict[str, object]:
    row: dict[str, object] = {
        "id": INPUT,
        "name": INPUT,
        "kind": "bundled",
        "sha256": "0" * 64,
        "size": 1,
        "rows": 1,
        "accepted_at": None,
    }
    return row | overrides


def contradiction(**overrides: object) -> dict[str, object]:
    row: dict[str, object] = {
        "id": "skane_two_rates",
        "kind": "readings_differ",
        "indicator": INDICATOR,
        "region": "skane",
        "period": "2022",
        "text_sv": "Källan anger två tal.",
        "text_en": "The source gives two figures.",
        "rows": "[]",
    }
    return row | overrides


def left_out(**overrides: object) -> dict[str, object]:
    row: dict[str, object] = {
        "fact": "vr_alf_survey_2022:99",
        "kind": "unused",
        "reason_sv": "Ett datum, inget tal.",
        "reason_en": "A date, not a figure.",
        "topic": "surveys",
    }
    return row | overrides


def run(**overrides: object) -> Run:
    values: dict[str, object] = {
        "id": "test",
        "started_at": LOADED_AT,
        "program_version": "0",
        "fingerprint": "0" * 64,
        "is_example": False,
        "changes": "{}",
    }
    return Run(**(values | overrides))  # type: ignore[arg-type]  # the names are those of Run


def contents(rows: Iterable[Mapping[str, object]] | None = None, **overrides: object) -> Contents:
    """A release of these observations; of one when nothing is said."""
    return Contents(
        observations=frame([observation()] if rows is None else rows),
        contradictions=table("contradiction", [contradiction()]),
        left_out=table("left_out", [left_out()]),
        inputs=table("input", [input_row()]),
        run=run(**overrides),
    )
