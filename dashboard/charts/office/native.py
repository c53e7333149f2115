"""A fitted chart as native Office charts, one per panel: slides, documents and workbooks use it.

Not for what is drawn in a panel: dots and lines are in `scatter.py`, bars in `bars.py`.
"""

from dashboard.charts.fitting import Fitted
from dashboard.charts.geometry import Frame
from dashboard.charts.grammar import Form
from dashboard.charts.office.bars import bar_chart
from dashboard.charts.office.model import NativeChart, Paint
from dashboard.charts.office.scatter import scatter_chart
from dashboard.charts.office.sheet import embedded
from dashboard.charts.office.space import Drawn, with_workbook
from warehouse.text import Language


def native_charts(fitted: Fitted, paint: Paint, language: Language) -> tuple[NativeChart, ...]:
    """One chart for each panel, placed in the units of the room: points."""
    return tuple(
        NativeChart(
            panel=drawn.canvas.frame.panel.key, title=drawn.title, xml=with_workbook(drawn.xml),
            workbook=embedded(drawn.sheets), place=drawn.canvas.place,
        )
        for drawn in (drawn_chart(fitted, f, paint, language) for f in fitted.plan.frames)
    )  # fmt: skip


def drawn_chart(
    fitted: Fitted, frame: Frame, paint: Paint, language: Language, prefix: str = ""
) -> Drawn:
    """The chart of one panel for whoever holds its sheets; `prefix` begins the sheets' names."""
    if any(series.form is Form.BARS for series in frame.panel.series):
        return bar_chart(fitted, frame, paint, language, prefix)
    return scatter_chart(fitted, frame, paint, language, prefix)
