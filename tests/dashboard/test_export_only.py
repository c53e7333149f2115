"""A format of one view refuses a document of none or of two, whichever format it is."""

from dataclasses import replace

import pytest

from dashboard.exports import EXPORTS
from dashboard.exports.model import ExportRefused, Holds
from dashboard.views.model import Cell
from tests.dashboard.exported import document, shares

ONE = [name for name, export in EXPORTS.items() if export.holds is Holds.ONE]


@pytest.mark.parametrize("name", [*ONE, "xlsx"])
@pytest.mark.parametrize("count", [0, 2])
def test_a_format_of_one_view_refuses_others(name: str, count: int) -> None:
    given = document(shares(Cell(text="41,5", value=41.5)))
    with pytest.raises(ExportRefused, match=f"holds one view, and this document has {count}"):
        EXPORTS[name].write(replace(given, exhibits=given.exhibits * count), None)
