"""Every format that a view can be written in: one file and one line each."""

from typing import Final

from dashboard.exports import csv
from dashboard.exports.model import Export

EXPORTS: Final[dict[str, Export]] = {export.extension: export for export in (csv.EXPORT,)}
