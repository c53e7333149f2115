"""Against the release in force: what it covers must not be lost without anybody saying so."""

from collections.abc import Iterator

import polars as pl

from etl.problems import Problem


def lost_coverage(before: pl.DataFrame, after: pl.DataFrame, release: str) -> Iterator[Problem]:
    """Regions and periods of an indicator that the release in force has and the new one not.

    A region that is gone from one period only is named with that period.
    """
    kept = _covered(after)
    lost = in_part = _covered(before).join(kept, on=kept.columns, how="anti")
    for column in ("region", "period"):
        whole = lost.join(kept, on=["indicator", column], how="anti")
        for indicator, gone in _by_indicator(whole, column):
            yield _lost(release, indicator, column, gone)
        in_part = in_part.join(whole, on=kept.columns, how="anti")
    in_part = in_part.with_columns(pair=pl.format("{} {}", "region", "period"))
    for indicator, gone in _by_indicator(in_part, "pair"):
        yield _lost(release, indicator, "period", gone)


def _covered(rows: pl.DataFrame) -> pl.DataFrame:
    known = rows.filter(pl.col("status") == "ok")
    return known.select("indicator", "region", "period").unique(maintain_order=True)


def _by_indicator(rows: pl.DataFrame, column: str) -> Iterator[tuple[str, list[str]]]:
    for (indicator,), gone in rows.group_by("indicator", maintain_order=True):
        yield str(indicator), sorted(set(gone[column]))


def _lost(release: str, indicator: str, column: str, gone: list[str]) -> Problem:
    message = f"{indicator}: {column} {', '.join(gone)} would be gone"
    return Problem("coverage_kept", message, f"release {release}", None, column)
