"""A time limit for what has none of its own: a service that sends its headers byte by byte.

What is too late is left to itself in a thread that ends with the program. Not for waiting: pauses
are counted where they are made.
"""

from collections.abc import Callable
from multiprocessing import TimeoutError as TooLate
from multiprocessing.pool import ThreadPool
from typing import TypeVar

Result = TypeVar("Result")


def within(seconds: float, action: Callable[[], Result]) -> Result:
    """What the action gives or raises; raises TimeoutError where it takes longer."""
    with ThreadPool(1) as one:
        result = one.apply_async(action)
        try:
            return result.get(timeout=seconds)
        except TooLate as error:
            raise TimeoutError(f"not done within {seconds:g} seconds") from error
