"""Every view, by id: one file and one line each."""

from typing import Final

from dashboard.views import (
    breaks,
    compare,
    contradictions,
    coverage,
    dictionary,
    evaluation_grades,
    evaluation_other,
    funding_budget,
    funding_known,
    funding_prices,
    gender_balance,
    gender_ladder,
    gender_targets,
    inputs,
    left_out,
    newest,
    quality,
    sources,
    trend,
    university_units,
)
from dashboard.views.model import View

_LISTED: Final[tuple[View, ...]] = (
    coverage.VIEW,
    newest.VIEW,
    compare.VIEW,
    trend.VIEW,
    gender_balance.VIEW,
    gender_targets.VIEW,
    gender_ladder.VIEW,
    evaluation_grades.VIEW,
    evaluation_other.VIEW,
    university_units.VIEW,
    funding_known.VIEW,
    funding_budget.VIEW,
    funding_prices.VIEW,
    quality.VIEW,
    sources.VIEW,
    contradictions.VIEW,
    breaks.VIEW,
    left_out.VIEW,
    inputs.VIEW,
    dictionary.VIEW,
)

VIEWS: Final[dict[str, View]] = {view.id: view for view in _LISTED}
