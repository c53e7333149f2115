"""How the results are said: tables on the terminal, and a file for comparisons."""

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bench.measures import Measure
from bench.programs import slowed

RESULTS: Final = Path(__file__).parent / "results"
Rows = Sequence[Mapping[str, object]]


@dataclass(slots=True)
class Results:
    """`tables` are by title: where the time and the bytes go."""

    measures: list[Measure] = field(default_factory=list)
    tables: dict[str, Rows] = field(default_factory=dict)


def circumstances() -> dict[str, object]:
    """What a reader needs to judge the times: the machine and how busy it was."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "load average of 1 minute": round(os.getloadavg()[0], 2),
        "clock ÷ processor time": round(slowed(), 2),
    }


def say_measures(measures: Sequence[Measure]) -> None:
    rows = [
        {
            "part": one.part,
            "measured": one.name,
            "value": _number(one.value),
            "unit": one.unit,
            "limit": "" if one.limit is None else f"≤ {_number(one.limit)}",
            "": one.verdict,
            "runs": _spread(one.spread),
        }
        for one in measures
    ]
    say_table(rows)


def say_table(rows: Rows) -> None:
    """Columns as wide as they need; numbers to the right."""
    if not rows:
        return
    heads = list(rows[0])
    widths = {head: max(len(head), *(len(str(row[head])) for row in rows)) for head in heads}
    print("  ".join(head.ljust(widths[head]) for head in heads).rstrip())
    for row in rows:
        cells = [_aligned(row[head], widths[head]) for head in heads]
        print("  ".join(cells).rstrip(), flush=True)


def _aligned(value: object, width: int) -> str:
    return str(value).rjust(width) if isinstance(value, int | float) else str(value).ljust(width)


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _spread(values: Sequence[float]) -> str:
    if len(values) < 2:
        return ""
    return f"{_number(values[0])} – {_number(values[-1])} in {len(values)}"


def write(results: Results, before: Mapping[str, object]) -> Path:
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / "latest.json"
    content = {
        "circumstances": {"start": before, "end": circumstances()},
        "measures": [one.as_json() for one in results.measures],
        **{title: list(rows) for title, rows in results.tables.items()},
    }
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path
