"""Pages that are no grid of cards and not in the navigation. What stands on them: `content.py`."""

from typing import Final

from dashboard import report_words
from dashboard.pages.model import Page
from warehouse.text import Text

REPORT: Final = Page(
    id="report",
    path="/report",
    title=report_words.REPORT,
    question=Text(
        "Samla bilder, ordna dem, skriv egna rubriker och kommentarer, och ladda ner allt som"
        " en fil.",
        "Gather views, put them in order, write headings and comments of your own, and download"
        " it all as one file.",
    ),
    cards=(),
)

OWN_PAGES: Final[tuple[Page, ...]] = (REPORT,)
