"""Fuzzing that follows the branches of the readers, for a number of seconds.

    python -m tests.fuzz.coverage_guided SECONDS

It ends with an error at the first input that is neither read nor refused, and leaves that input
in the present folder. What a run finds becomes a test with a name in `tests/etl/readers/`.
"""

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["etl.readers"]):
    from tests.fuzz.reading import read_whole
    from tests.fuzz.seeds import seeds

# Enough for every seed; a larger file only slows the search down.
_LONGEST_INPUT = 1 << 14
# One input that takes longer is a hang.
_SECONDS_EACH = 10
_MEGABYTES = 3000


def one_input(data: bytes) -> None:
    read_whole("any.bin", data)


def main() -> None:
    seconds = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as corpus:
        for name, data in seeds().items():
            (Path(corpus) / name).write_bytes(data)
        atheris.Setup(
            [
                sys.argv[0],
                f"-max_total_time={seconds}",
                f"-timeout={_SECONDS_EACH}",
                f"-rss_limit_mb={_MEGABYTES}",
                f"-max_len={_LONGEST_INPUT}",
                "-seed=1",
                corpus,
            ],
            one_input,
        )
        atheris.Fuzz()


if __name__ == "__main__":
    main()
