"""What a PxWeb allows in one question and within one time, as it says itself.

Where an installation does not say, a careful limit is kept and remarked on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from etl.services.asking import Asking


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """At most `cells` figures in one answer, `calls` questions within `seconds`; 0: no limit."""

    cells: int
    calls: int
    seconds: float


# Ours: a fraction of what Statistics Sweden allows (150 000 cells, 30 calls in 10 seconds:
# https://api.scb.se/OV0104/v1/doris/en/ssd/BE/BE0101/BE0101A/BefolkningNy?config), and the size
# that PxWebApi 2 has in its example settings.
CAREFUL: Final = Limits(cells=10_000, calls=10, seconds=10.0)
# A longer time than this between calls is no limit but a mistake, or a way to make us hang.
_LONGEST_WINDOW: Final = 600


def limits_of(
    asking: Asking, address: str, *, cells: tuple[str, ...], calls: str, seconds: str
) -> Limits:
    """The limits that the service publishes at `address` under these names."""
    asking.limit(address, CAREFUL.calls, CAREFUL.seconds)
    answer = asking.get_if_any(address)
    said = None if answer is None else answer.json()
    if not isinstance(said, Mapping):
        return _careful(asking, address)
    numbers = {name: _whole(said.get(name)) for name in (*cells, calls, seconds)}
    most = [number for name in cells if (number := numbers[name])]
    if not most or (numbers[seconds] or 0) > _LONGEST_WINDOW:
        return _careful(asking, address)
    limits = Limits(
        cells=min(most), calls=numbers[calls] or 0, seconds=float(numbers[seconds] or 0)
    )
    asking.limit(address, limits.calls, limits.seconds)
    return limits


def _careful(asking: Asking, address: str) -> Limits:
    asking.remark(
        f"{address} does not say what it allows, or nothing sensible: at most {CAREFUL.cells}"
        f" figures are asked for at once, and {CAREFUL.calls} times within {CAREFUL.seconds:g}"
        " seconds"
    )
    return CAREFUL


def _whole(value: object) -> int | None:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number and isinstance(value, int) and value >= 0 else None
