"""What the release in force holds that a load needs to know of it."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from etl.inputs import Mark, accepted_rows, inputs_frame
from warehouse.contract import Observation
from warehouse.folder import one_clear_line, read_register, release_path
from warehouse.layout import SCHEMA_VERSION
from warehouse.queries import read_tables


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """What the release in force holds that a load needs; empty before the first one.

    `accepted` are the rows of its table of inputs that are about accepted files.
    """

    release_id: str | None
    fingerprint: str | None
    observations: pl.DataFrame
    accepted: pl.DataFrame

    @property
    def accepted_ids(self) -> frozenset[str]:
        return frozenset(self.accepted["id"])

    def marks(self, ids: frozenset[str]) -> set[Mark]:
        """Of the accepted files with these ids."""
        rows = self.accepted.filter(pl.col("id").is_in(ids))
        return set(rows.select("sha256", "declaration").iter_rows())


def in_force(home: Path) -> InForce:
    register = read_register(home)
    if register is None:
        nothing = Observation.create_empty()
        return InForce(release_id=None, fingerprint=None, observations=nothing,
                        accepted=inputs_frame((), nothing, {}))  # fmt: skip
    with one_clear_line(f"the release in force, {register.in_force}, cannot be read (go back to "
                        "an earlier one with `alf rollback`)"):  # fmt: skip
        path = release_path(home, register.in_force)
        tables = read_tables(path, ("run", "input", "observation"))
    run = tables["run"].row(0, named=True)
    return InForce(
        release_id=register.in_force,
        # A release of another schema is always built anew, from its files and what ships.
        fingerprint=run["fingerprint"] if run["schema_version"] == SCHEMA_VERSION else None,
        observations=_in_todays_columns(tables["observation"]),
        accepted=accepted_rows(tables["input"]),
    )


def _in_todays_columns(rows: pl.DataFrame) -> pl.DataFrame:
    """The figures of a release of an earlier schema: what it had no column for is not known."""
    today = Observation.create_empty()
    return pl.concat([today, rows], how="diagonal_relaxed").select(today.columns)
