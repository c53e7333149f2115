"""Every view, by id: one file and one line each."""

from typing import Final

from dashboard.views.model import View

VIEWS: Final[dict[str, View]] = {view.id: view for view in ()}
