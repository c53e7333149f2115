"""Example data says so in everything that can leave the page: chart, table, words and file.

One place, so that no view and no export can forget it.
"""

from dataclasses import replace
from typing import Final

from dashboard.charts.grammar import Chart, Matrix
from dashboard.views.model import Rendered, Table
from warehouse.text import Language, Text

EXAMPLE_WORD: Final = Text("EXEMPELDATA", "EXAMPLE DATA")


def marked_as_example(rendered: Rendered) -> Rendered:
    """The same with the word in its overline, chart, table, note and description."""
    language = rendered.state.language
    word = EXAMPLE_WORD.of(language)
    return replace(
        rendered,
        overline=f"{word} · {rendered.overline}",
        description=f"{word}. {rendered.description}",
        chart=_marked_chart(rendered.chart, language),
        table=_marked_table(rendered.table, word),
        note=f"{word}. {rendered.note}",
    )


def _marked_chart(chart: Chart | Matrix | None, language: Language) -> Chart | Matrix | None:
    return None if chart is None else replace(chart, stamp=EXAMPLE_WORD.of(language))


def _marked_table(table: Table, word: str) -> Table:
    return replace(table, caption=f"{word}. {table.caption}")
