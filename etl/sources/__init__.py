"""What ships with the project: one topic, one set of files in `bundled/`. An explicit list."""

from pathlib import Path
from typing import Final

BUNDLE: Final = Path(__file__).parent / "bundled"

# Each has <topic>.csv, <topic>_left_out.csv and <topic>_contradictions.toml in the bundle.
BUNDLED: Final[tuple[str, ...]] = ("surveys", "gender", "education", "evaluations", "funding")
