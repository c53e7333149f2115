"""Rows for tests: valid as they are, so that a test names only what it is about.

Observations use members of the real registry, unless a test brings another.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

import polars as pl

from warehouse.contract import observation_schema
from warehouse.indicators.model import (
    Direction,
    Indicator,
    Pooling,
    Ratio,
    RepresentedBy,
    SeriesBreak,
    Topic,
    Uncertainty,
)
from warehouse.layout import layout
from warehouse.members import ALL
from warehouse.organisations import Organisation, OrganisationKind
from warehouse.registry import SHIPPED, Registry
from warehouse.release import Contents, Run
from warehouse.sources import Source
from warehouse.text import Text
from warehouse.units import PERCENT

INDICATOR = "alf_survey_response_rate"
SOURCE = "ki_vr_survey_2022"
# As `declared_registry` has them.
OWN_INDICATOR = "own_supervisor_share"
OWN_SOURCE = "own_office"
OWN_ORGANISATION = "own_hospital"
INPUT = "surveys.csv"
LOADED_AT = datetime(2026, 11, 22, 1, 44, tzinfo=UTC)


def observation(registry: Registry = SHIPPED, /, **overrides: object) -> dict[str, object]:
    """Skåne's response rate of 2022, as printed; `indicator` brings its own group and item."""
    indicator = registry.indicators[str(overrides.get("indicator", INDICATOR))]
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


def declared_registry() -> Registry:
    """What ships, with an indicator, a source and an organisation that a user declares.

    Every optional field says something, so that a test of storing them can fail.
    """
    source = Source(
        id="own_office",
        short=Text("Kansliet", "The office"),
        title="Enkät om handledning",
        publisher="ALF-kansliet",
        published="2024",
        licence=None,
        address="https://example.org/own",
        update_rhythm=Text("varje år", "yearly"),
    )
    organisation = Organisation(
        "own_hospital", Text("Eget sjukhus", "Own hospital"), OrganisationKind.HOSPITAL, "skane"
    )
    change = SeriesBreak(
        region="skane",
        group="supervisors",
        before="2022",
        after="2023",
        title=Text("ny fråga", "new question"),
        reason=Text("Frågan ställdes om.", "The question was put anew."),
        source="own_office",
    )
    indicator = Indicator(
        id="own_supervisor_share",
        topic=Topic.SURVEYS,
        title=Text("Nöjda handledare", "Content supervisors"),
        definition=Text("Andel nöjda.", "Share content."),
        unit=PERCENT,
        direction=Direction.CLOSER_TO_TARGET,
        target=(40.0, 60.0),
        denominator=Text("svarande", "respondents"),
        pooling=Pooling.WEIGHTED,
        valid_range=(0, 100),
        smallest_base=5,
        uncertainty=Uncertainty.ANSWERS,
        represented_by=RepresentedBy.REGION,
        groups=("supervisors", ALL),
        items={ALL: Text("alla", "all"), "time": Text("tid", "time")},
        categories={ALL: Text("alla", "all"), "yes": Text("ja", "yes")},
        breaks=(change,),
        ratio=Ratio(numerator="alf_survey_invited", denominator="alf_survey_invited", factor=1.5),
        preferred_sources=("own_office", "ki_vr_survey_2022"),
        caveat=Text("Få svar.", "Few answers."),
    )
    return SHIPPED.with_declared([indicator], [source], [organisation])


def frame(rows: Iterable[Mapping[str, object]], registry: Registry = SHIPPED) -> pl.DataFrame:
    """Observations as the contract has them; raises when a row breaks it."""
    contract = observation_schema(registry)
    made = pl.DataFrame(list(rows), schema=contract.create_empty().schema, orient="row")
    return pl.DataFrame(contract.validate(made))


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
        "set_aside": 0,
        "declaration": None,
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


def contents(
    rows: Iterable[Mapping[str, object]] | None = None,
    *,
    registry: Registry = SHIPPED,
    **overrides: object,
) -> Contents:
    """A release of these observations; of one when nothing is said."""
    return Contents(
        registry=registry,
        observations=frame([observation()] if rows is None else rows, registry),
        contradictions=table("contradiction", [contradiction()]),
        left_out=table("left_out", [left_out()]),
        inputs=table("input", [input_row()]),
        run=run(**overrides),
    )
