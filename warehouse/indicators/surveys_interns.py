"""Indicators of the ranking of internships (AT), made by the association of young physicians.

The scale was 1–10 in 2006 and 1–6 later: two indicators, never on one axis.
"""

from typing import Final

from warehouse.indicators.model import (
    NO_ITEMS,
    Direction,
    Indicator,
    Pooling,
    RepresentedBy,
    Topic,
    Uncertainty,
)
from warehouse.text import Text
from warehouse.units import COUNT, MEAN_SCORE, RANK

AT_RANKING_GRADE: Final = Indicator(
    id="at_ranking_grade",
    topic=Topic.SURVEYS,
    title=Text("AT-läkares betyg på AT (skala 1–6)", "Interns' grade of internship (1–6)"),
    definition=Text(
        "Medelvärde på skalan 1–6 för allmäntjänstgöringen som helhet i SYLF:s AT-ranking.",
        "Mean on the scale 1–6 for the internship as a whole in the ranking made by SYLF.",
    ),
    unit=MEAN_SCORE,
    direction=Direction.HIGHER,
    target=None,
    denominator=None,
    pooling=Pooling.NOT_POOLABLE,
    valid_range=(1.0, 6.0),
    smallest_base=1,
    uncertainty=Uncertainty.ANSWERS,
    represented_by=RepresentedBy.REGION,
    groups=("interns",),
    items=NO_ITEMS,
)

AT_RANKING_GRADE_TO_TEN: Final = Indicator(
    id="at_ranking_grade_to_ten",
    topic=Topic.SURVEYS,
    title=Text("AT-läkares betyg på AT (skala 1–10)", "Interns' grade of internship (1–10)"),
    definition=Text(
        "Medelvärde på skalan 1–10 för delar av allmäntjänstgöringen i SYLF:s AT-ranking 2006.",
        "Mean on the scale 1–10 for parts of the internship in the ranking of 2006 made by SYLF.",
    ),
    unit=MEAN_SCORE,
    direction=Direction.HIGHER,
    target=None,
    denominator=None,
    pooling=Pooling.NOT_POOLABLE,
    valid_range=(1.0, 10.0),
    smallest_base=1,
    uncertainty=Uncertainty.ANSWERS,
    represented_by=RepresentedBy.REGION,
    groups=("interns",),
    items={
        "collegial_support": Text("kollegialt stöd", "collegial support"),
        "formal_training": Text("formell utbildning", "formal medical training"),
        "supervision": Text("handledning", "supervision"),
        "general_practice": Text("placering i allmänmedicin", "general practice placement"),
        "medicine": Text("placering i medicin", "medicine placement"),
        "surgery": Text("placering i kirurgi", "surgery placement"),
        "psychiatry": Text("placering i psykiatri", "psychiatry placement"),
    },
)

AT_RANKING_RANK: Final = Indicator(
    id="at_ranking_rank",
    topic=Topic.SURVEYS,
    title=Text("Sjukhusets placering i AT-rankingen", "Hospital's place in the internship ranking"),
    definition=Text(
        "Sjukhusets plats i SYLF:s AT-ranking, där 1 är bäst.",
        "The hospital's place in the ranking of internships made by SYLF, where 1 is best.",
    ),
    unit=RANK,
    direction=Direction.LOWER,
    target=None,
    denominator=Text("rankade sjukhus", "ranked hospitals"),
    pooling=Pooling.NOT_POOLABLE,
    valid_range=(1.0, None),
    smallest_base=1,
    uncertainty=Uncertainty.ANSWERS,
    represented_by=RepresentedBy.REGION,
    groups=("interns",),
    items=NO_ITEMS,
    caveat=Text(
        "Källorna säger inte hur många sjukhus som rankades dessa år.",
        "The sources do not say how many hospitals were ranked in these years.",
    ),
)

AT_RANKING_SITES: Final = Indicator(
    id="at_ranking_sites",
    topic=Topic.SURVEYS,
    title=Text("Rankade sjukhus eller orter i AT-rankingen", "Sites in the internship ranking"),
    definition=Text(
        "Antal sjukhus eller orter som fick en plats i SYLF:s AT-ranking.",
        "Number of hospitals or sites that were given a place in the ranking made by SYLF.",
    ),
    unit=COUNT,
    direction=Direction.NO_JUDGEMENT,
    target=None,
    denominator=None,
    pooling=Pooling.NOT_POOLABLE,
    valid_range=(0.0, None),
    smallest_base=1,
    uncertainty=Uncertainty.COUNTED,
    represented_by=RepresentedBy.REGION,
    groups=("interns",),
    items=NO_ITEMS,
)

INDICATORS: Final[tuple[Indicator, ...]] = (
    AT_RANKING_GRADE,
    AT_RANKING_GRADE_TO_TEN,
    AT_RANKING_RANK,
    AT_RANKING_SITES,
)
