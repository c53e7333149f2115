"""The fonts that print is set in: files of our own, so that every machine writes the same.

Not for the page: that takes the web font beside them.
"""

from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parents[1] / "assets" / "fonts"
FAMILY: Final = "Inter"
FILES: Final = (FOLDER / "inter-latin-400.ttf", FOLDER / "inter-latin-700.ttf")
