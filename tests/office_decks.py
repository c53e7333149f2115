"""A bare deck of native charts, for tests that open them: no template, no words of a slide."""

import io
from collections.abc import Iterable, Sequence

from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.oxml.shapes.graphfrm import CT_GraphicalObjectFrame
from pptx.parts.chart import ChartPart
from pptx.parts.embeddedpackage import EmbeddedXlsxPart
from pptx.slide import Slide
from pptx.util import Pt

from dashboard.charts.office.model import WORKBOOK_RELATION, NativeChart


def deck_of(slides: Iterable[Sequence[NativeChart]], width: float, height: float) -> bytes:
    """One slide for the charts of each sheet, as large as their room."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(width), Pt(height)
    for charts in slides:
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        for chart in charts:
            _add(slide, chart)
    content = io.BytesIO()
    deck.save(content)
    return content.getvalue()


def _add(slide: Slide, chart: NativeChart) -> None:
    relation = slide.part.relate_to(_part(slide, chart), RELATIONSHIP_TYPE.CHART)
    place = chart.place
    frame = CT_GraphicalObjectFrame.new_chart_graphicFrame(
        slide.shapes._next_shape_id, f"Chart {chart.panel}", relation,
        Pt(place.left), Pt(place.top), Pt(place.width), Pt(place.height),
    )  # fmt: skip
    slide.shapes._spTree.append(frame)


def _part(slide: Slide, chart: NativeChart) -> ChartPart:
    package = slide.part.package
    name = package.next_partname(ChartPart.partname_template)
    part: ChartPart = ChartPart.load(name, CONTENT_TYPE.DML_CHART, package, chart.xml)
    workbook = EmbeddedXlsxPart.new(chart.workbook, package)
    assert part.relate_to(workbook, RELATIONSHIP_TYPE.PACKAGE) == WORKBOOK_RELATION
    return part
