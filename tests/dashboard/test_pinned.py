"""What a report keeps of a card: every choice as it stands, so that it shows the same next year."""

from urllib.parse import urlsplit

import pytest

from dashboard.addresses import Site
from dashboard.pages import PAGES
from dashboard.pieces import kept_address
from dashboard.rendering import render_card
from dashboard.views import VIEWS
from dashboard.views.model import Rendered
from tests.dashboard.releases import whole
from tests.survey_release import survey_release
from warehouse.queries import Release

SITE = Site(PAGES, VIEWS)


@pytest.mark.parametrize("release", [whole(), survey_release()], ids=["ships", "surveys"])
@pytest.mark.parametrize("query", ["", "region=skane", "region=uppsala&language=en"])
def test_the_address_that_is_kept_shows_the_same(release: Release, query: str) -> None:
    seen = 0
    for view in VIEWS:
        asked = SITE.read(f"/view/{view}", query).cards[0]
        shown = render_card(release, asked)
        if not isinstance(shown, Rendered):
            continue
        kept = urlsplit(kept_address(release, asked))
        again = SITE.read(kept.path, f"{kept.query}&{query}".strip("&")).cards[0]
        found = render_card(release, again)
        assert isinstance(found, Rendered)
        assert (found.headline, found.chart, found.table) == (
            shown.headline, shown.chart, shown.table
        ), view  # fmt: skip
        seen += 1
    assert seen >= 10


def test_a_period_that_nobody_chose_is_kept() -> None:
    asked = SITE.read("/view/compare", "region=skane&language=en").cards[0]
    kept = kept_address(whole(), asked)
    assert "period=2022" in kept
    assert "indicator=alf_survey_response_rate" in kept
    for key in ("region", "language", "data"):
        assert f"{key}=" not in kept
