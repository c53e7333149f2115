"""Every view, by id: one file and one line each."""

from typing import Final

from dashboard.views import compare, gender_balance, gender_ladder, gender_targets, trend
from dashboard.views.model import View

_LISTED: Final[tuple[View, ...]] = (
    compare.VIEW,
    trend.VIEW,
    gender_balance.VIEW,
    gender_targets.VIEW,
    gender_ladder.VIEW,
)

VIEWS: Final[dict[str, View]] = {view.id: view for view in _LISTED}
