"""Indicators of how medical education and the universities' quality work were judged.

They belong to the topic evaluations. Places, applicants and students are in `education.py`.
"""

from collections.abc import Mapping
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
from warehouse.members import ALL
from warehouse.text import Text
from warehouse.units import COUNT, GRADE


def _judgement(
    *,
    identifier: str,
    title: Text,
    definition: Text,
    items: Mapping[str, Text],
    scale: tuple[Text, ...],
    caveat: Text | None = None,
) -> Indicator:
    """A grade given to a university; higher is better and nothing can be pooled."""
    return Indicator(
        id=identifier,
        topic=Topic.EVALUATIONS,
        title=title,
        definition=definition,
        unit=GRADE,
        direction=Direction.HIGHER,
        target=None,
        denominator=None,
        pooling=Pooling.NOT_POOLABLE,
        valid_range=(1, len(scale)),
        smallest_base=1,
        uncertainty=Uncertainty.COUNTED,
        represented_by=RepresentedBy.UNIVERSITY,
        groups=(ALL,),
        items=items,
        scale=scale,
        caveat=caveat,
    )


DEGREE_EVALUATION: Final = _judgement(
    identifier="medical_degree_evaluation_grade",
    title=Text("Omdöme om läkarexamen 2013/14", "Grade of the medical degree 2013/14"),
    definition=Text(
        "Universitetskanslersämbetets samlade omdöme om läkarexamen vid lärosätet i "
        "utvärderingen 2013/14.",
        "The overall grade that the Swedish Higher Education Authority gave the university's "
        "medical degree in the evaluation of 2013/14.",
    ),
    items=NO_ITEMS,
    scale=(
        Text("bristande kvalitet", "inadequate quality"),
        Text("hög kvalitet", "high quality"),
        Text("mycket hög kvalitet", "very high quality"),
    ),
)

DEGREE_PERMISSION: Final = _judgement(
    identifier="medical_degree_permission",
    title=Text("Tillstånd för sexårig läkarexamen", "Permission for the six-year medical degree"),
    definition=Text(
        "Universitetskanslersämbetets beslut om lärosätet får ge den sexåriga läkarexamen.",
        "The Higher Education Authority's decision on whether the university may award the "
        "six-year medical degree.",
    ),
    items=NO_ITEMS,
    scale=(
        Text("tillstånd inte beviljat", "permission not granted"),
        Text("tillstånd beviljat", "permission granted"),
    ),
)

INSTITUTIONAL_REVIEW: Final = _judgement(
    identifier="institutional_review_grade",
    title=Text("Omdöme om lärosätets kvalitetsarbete", "Grade of the university's quality work"),
    definition=Text(
        "Universitetskanslersämbetets omdöme om hela lärosätets kvalitetssäkringsarbete.",
        "The Higher Education Authority's grade of the quality assurance of the whole university.",
    ),
    items={
        "overall": Text("samlat omdöme", "overall grade"),
        "after_follow_up": Text("samlat omdöme efter uppföljning", "overall grade after follow-up"),
        "education": Text("utbildning", "education"),
        "research": Text("forskning", "research"),
    },
    scale=(
        Text("ifrågasatt", "questioned"),
        Text("godkänt med förbehåll", "approved with reservations"),
        Text("godkänt", "approved"),
    ),
    caveat=Text(
        "Gäller hela universitetet, inte den medicinska fakulteten. Lärosätena granskades under "
        "olika år.",
        "It concerns the whole university, not the medical faculty. The universities were reviewed "
        "in different years.",
    ),
)

INSTITUTIONAL_REVIEW_AREA: Final = _judgement(
    identifier="institutional_review_area_grade",
    title=Text("Bedömningsområde i lärosätesgranskningen", "Area of the institutional review"),
    definition=Text(
        "Universitetskanslersämbetets bedömning av ett område inom lärosätets "
        "kvalitetssäkringsarbete.",
        "The Higher Education Authority's assessment of one area of the university's quality "
        "assurance.",
    ),
    items={"gender_equality": Text("jämställdhet", "gender equality")},
    scale=(
        Text("inte tillfredsställande", "not satisfactory"),
        Text("tillfredsställande", "satisfactory"),
    ),
    caveat=Text(
        "Gäller hela universitetet, inte den medicinska fakulteten.",
        "It concerns the whole university, not the medical faculty.",
    ),
)

PROGRAMMES_MEETING_REQUIREMENTS: Final = Indicator(
    id="medical_programmes_meeting_requirements",
    topic=Topic.EVALUATIONS,
    title=Text("Godkända läkarprogram", "Medical programmes that meet the requirements"),
    definition=Text(
        "Antalet läkarprogram som uppfyllde kraven i Högskoleverkets utvärdering 2006/07.",
        "The number of medical programmes that met the requirements in the evaluation of 2006/07 "
        "by the National Agency for Higher Education.",
    ),
    unit=COUNT,
    direction=Direction.HIGHER,
    target=None,
    denominator=Text("alla läkarprogram som utvärderades", "all medical programmes evaluated"),
    pooling=Pooling.NOT_POOLABLE,
    valid_range=(0, None),
    smallest_base=1,
    uncertainty=Uncertainty.COUNTED,
    represented_by=RepresentedBy.UNIVERSITY,
    groups=(ALL,),
    items=NO_ITEMS,
)

INDICATORS: Final[tuple[Indicator, ...]] = (
    DEGREE_EVALUATION,
    DEGREE_PERMISSION,
    INSTITUTIONAL_REVIEW,
    INSTITUTIONAL_REVIEW_AREA,
    PROGRAMMES_MEETING_REQUIREMENTS,
)
