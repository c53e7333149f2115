"""How far a long reading has come: a bar with the time left on a terminal, else a line at times."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Final

from etl.readers.content import Content

# Is told the number of rows read so far.
Tick = Callable[[int], None]
# What is read and about how many rows it has, None where that is not known.
Meter = Callable[[str, int | None], AbstractContextManager[Tick]]

_EVERY: Final = 5.0
_PIECE: Final = 1 << 20
# What workbooks begin with: their rows cannot be counted without reading them.
_PACKED: Final = (b"PK", b"\xd0\xcf\x11\xe0")


def rows_in(content: Content) -> int | None:
    """About how many rows a text has, by the lines of its beginning; enough for the time left."""
    start = content.part(0, _PIECE)
    if not start or start.startswith(_PACKED):
        return None
    return round(start.count(b"\n") * content.size / len(start))


def lines(say: Callable[[str], None], every: float = _EVERY) -> Meter:
    """Says a line when some seconds have passed; nothing of a file that is read at once."""

    @contextmanager
    def meter(what: str, total: int | None) -> Iterator[Tick]:
        begun = said = time.monotonic()

        def tick(rows: int) -> None:
            nonlocal said
            now = time.monotonic()
            if now - said >= every:
                said = now
                say(f"{what}: {rows} rows read{_left(rows, total, now - begun)}")

        yield tick

    return meter


def _left(rows: int, total: int | None, seconds: float) -> str:
    if not rows or total is None or rows >= total:
        return ""
    return f", about {seconds / rows * (total - rows):.0f} s left"


def on_terminal(say: Callable[[str], None]) -> Meter:
    """A bar where somebody looks at it."""
    return bar if sys.stderr.isatty() else lines(say)


@contextmanager
def bar(what: str, total: int | None) -> Iterator[Tick]:
    from rich.console import Console  # noqa: PLC0415  # for a terminal alone
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as drawn:
        task = drawn.add_task(what, total=total)
        yield lambda rows: drawn.update(task, completed=rows)
