"""Every format that a view can be written in: one file and one line each."""

from typing import Final

from dashboard.exports import csv, csv_plain, docx, json_stat, parquet, pdf, png, pptx, svg, xlsx
from dashboard.exports.model import Export

_LISTED: Final[tuple[Export, ...]] = (
    pptx.EXPORT,
    docx.EXPORT,
    pdf.EXPORT,
    *png.EXPORTS,
    *svg.EXPORTS,
    xlsx.EXPORT,
    csv.EXPORT,
    csv_plain.EXPORT,
    parquet.EXPORT,
    json_stat.EXPORT,
)

EXPORTS: Final[dict[str, Export]] = {export.id: export for export in _LISTED}
