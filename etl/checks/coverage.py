"""Against the release in force: what it covers must not be lost without anybody saying so."""

from collections.abc import Iterator

import polars as pl

from etl.problems import Problem


def lost_coverage(before: pl.DataFrame, after: pl.DataFrame, release: str) -> Iterator[Problem]:
    """Regions and periods of an indicator that the release in force has and the new one not."""
    for column in ("region", "period"):
        kept = _covered(after, column)
        for indicator, members in _covered(before, column).items():
            gone = sorted(members - kept.get(indicator, set()))
            if gone:
                message = f"{indicator}: {column} {', '.join(gone)} would be gone"
                yield Problem("coverage_kept", message, f"release {release}", None, column)


def _covered(rows: pl.DataFrame, column: str) -> dict[str, set[str]]:
    pairs = rows.filter(pl.col("status") == "ok").select("indicator", column).unique()
    covered: dict[str, set[str]] = {}
    for indicator, member in pairs.iter_rows():
        covered.setdefault(indicator, set()).add(member)
    return covered
