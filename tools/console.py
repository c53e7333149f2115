"""How the set-up speaks: one line a step, and an error that ends it."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic


class SetupError(RuntimeError):
    """The set-up cannot go on. The message is one paragraph for the person at the terminal."""


def say(text: str) -> None:
    print(f"alf: {text}", flush=True)


@contextmanager
def step(text: str) -> Iterator[None]:
    """Announce a step that takes a while, and say how long it took."""
    say(f"{text} ...")
    started = monotonic()
    yield
    say(f"  done in {monotonic() - started:.0f} s")


def heading(text: str) -> None:
    print(f"\n===== {text} =====", flush=True)
