"""Every row against the contract; a row that breaks a rule comes back as a named problem.

Only what can be said of one row, and that no key stands twice. The rest is in `etl/checks/`.
"""

from typing import Any, Final

import polars as pl

from etl.problems import InputRefused, Problem
from warehouse.contract import KEY, observation_schema
from warehouse.indicators.model import Indicator
from warehouse.registry import Registry

# Of a key that stands many times, so many of the other places are named.
PLACES_SAID: Final = 3
Places = dict[tuple[str, ...], list[tuple[str, int]]]

# Rule of the contract → the column it is about and what to say; {name} is a cell of the row.
SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "indicator_is_known": ("indicator", "unknown measure '{indicator}'"),
    "region_is_known": ("region", "unknown region '{region}'"),
    "organisation_is_known": ("organisation", "unknown organisation '{organisation}'"),
    "organisation_lies_in_region": (
        "organisation", "'{organisation}' does not lie in '{region}'",
    ),
    "other_area_is_named": ("organisation", "region 'other' needs an organisation, not 'all'"),
    "period_is_parseable": ("period", "unparseable period '{period}'"),
    "sex_is_known": ("sex", "unknown sex '{sex}'"),
    "group_is_known": ("group", "unknown group '{group}'"),
    "group_belongs_to_indicator": ("group", "'{group}' is no group of {indicator}"),
    "item_belongs_to_indicator": ("item", "'{item}' is no item of {indicator}"),
    "category_belongs_to_indicator": ("category", "'{category}' is no category of {indicator}"),
    "estimate_is_known": ("estimate", "unknown estimate '{estimate}'"),
    "nature_is_known": ("nature", "unknown nature '{nature}'"),
    "source_is_known": ("source", "unknown source '{source}'"),
    "reading_is_known": ("reading", "unknown reading '{reading}'"),
    "qualifier_is_known": ("qualifier", "unknown qualifier '{qualifier}'"),
    "status_is_known": ("status", "unknown status '{status}'"),
    "origin_is_known": ("origin", "unknown origin '{origin}'"),
    "figure_exactly_when_ok": (
        "value", "status is '{status}' and the value is '{value}': ok has a figure, others none",
    ),
    "value_inside_valid_range": (
        "value", "{value} ({low} to {high}) lies outside {range}, the range of {indicator}",
    ),
    "interval_holds_value": ("value", "{value} does not lie between {low} and {high}"),
    "part_is_not_more_than_whole": (
        "numerator", "the part {numerator} is more than the whole {denominator}",
    ),
    "grade_is_a_whole_step": ("value", "{value} is no step of the scale of {indicator}"),
    "printed_figure_is_quoted": ("printed", "a printed figure needs the source's own characters"),
    "note_has_both_languages": ("note_sv", "a note needs both languages or none"),
}  # fmt: skip


def hold_to_contract(rows: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """The rows, each valid; raises InputRefused with every row that is not."""
    valid, failure = observation_schema(registry).filter(rows)
    rejected = failure.details()
    if rejected.is_empty():
        return valid
    rules = [column for column in rejected.columns if column not in rows.columns]
    places = _places_of_repeated(rows)
    raise InputRefused(
        [
            _problem(rule, row, places, registry)
            for row in rejected.sort("input", "input_row").iter_rows(named=True)
            for rule in rules
            if row[rule] == "invalid"
        ]
    )


def _problem(rule: str, row: dict[str, Any], places: Places, registry: Registry) -> Problem:
    place = (row["input"], row["input_row"])
    if rule == "primary_key":
        return _duplicate(row, places)
    if rule in SENTENCES:
        column, sentence = SENTENCES[rule]
        known = _range(registry.indicators.get(row["indicator"]))
        return Problem(rule, sentence.format(**row, range=known), *place, column)
    # What is left are rules of single columns, which dataframely calls "column|rule".
    column, _, check = rule.partition("|")
    message = f"'{row.get(column)}' breaks the rule '{check or rule}'"
    return Problem("rule_of_column", message, *place, column if check else None)


def _range(indicator: Indicator | None) -> str:
    """The valid range in words; of an unknown indicator there is none."""
    if indicator is None:
        return "any range"
    low, high = indicator.valid_range
    return f"{'…' if low is None else f'{low:g}'} to {'…' if high is None else f'{high:g}'}"


def _places_of_repeated(rows: pl.DataFrame) -> Places:
    """File and line of the first few rows of every key that stands more than once."""
    repeated = rows.filter(pl.struct(KEY).is_duplicated())
    places: Places = {}
    for *key, file, line in repeated.select(*KEY, "input", "input_row").iter_rows():
        found = places.setdefault(tuple(key), [])
        if len(found) <= PLACES_SAID:
            found.append((file, line))
    return places


def _duplicate(row: dict[str, Any], places: Places) -> Problem:
    others = [
        f"{file}, line {line}"
        for file, line in places[tuple(row[column] for column in KEY)]
        if (file, line) != (row["input"], row["input_row"])
    ][:PLACES_SAID]
    message = f"the same figure (all key columns equal) stands in {'; '.join(others)}"
    return Problem("duplicate_key", message, row["input"], row["input_row"], ", ".join(KEY))
