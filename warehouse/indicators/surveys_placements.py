"""Indicators of the surveys about clinical placements and supervision outside the medical
students' own surveys: nursing students' ranking, learning environment, supervisors.
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
from warehouse.members import ALL
from warehouse.text import Text
from warehouse.units import COUNT, MEAN_SCORE, PERCENT, RANK

_RESPONDENTS: Final = Text("de som svarade", "those who answered")
_MEMBERS_ONLY: Final = Text(
    "Enkäten går till fackförbundets studentmedlemmar; ingen svarsfrekvens är tryckt.",
    "The survey goes to student members of the union; no response rate is printed.",
)

NURSING_VFU_RANK: Final = Indicator(
    id="nursing_vfu_rank",
    topic=Topic.SURVEYS,
    title=Text("Vårdstudenters ranking av VFU", "Care students' ranking of placements"),
    definition=Text(
        "Lärosätets plats efter helhetsbetyget på VFU, enligt studerande till sjuksköterska,"
        " biomedicinsk analytiker och röntgensjuksköterska. 1 är bäst.",
        "The university's place by overall grade of clinical placements, by students of nursing,"
        " biomedical laboratory science and radiography. 1 is best.",
    ),
    unit=RANK,
    direction=Direction.LOWER,
    target=None,
    denominator=Text("rankade lärosäten", "ranked universities"),
    pooling=Pooling.NOT_POOLABLE,
    valid_range=(1.0, None),
    smallest_base=1,
    uncertainty=Uncertainty.ANSWERS,
    represented_by=RepresentedBy.UNIVERSITY,
    groups=("health_care_students",),
    items=NO_ITEMS,
    # The union that made the survey before the magazine that wrote about it.
    preferred_sources=("vardforbundet_vfu_ranking_2017",),
    caveat=_MEMBERS_ONLY,
)

NURSING_VFU_GRADE: Final = Indicator(
    id="nursing_vfu_grade",
    topic=Topic.SURVEYS,
    title=Text("Vårdstudenters helhetsbetyg på VFU", "Care students' grade of placements"),
    definition=Text(
        "Medelvärde på skalan 1–6 för VFU som helhet i Vårdförbundet Students enkät.",
        "Mean on the scale 1–6 for placements as a whole in the survey by Vårdförbundet Student.",
    ),
    unit=MEAN_SCORE,
    direction=Direction.HIGHER,
    target=None,
    denominator=None,
    pooling=Pooling.NOT_POOLABLE,
    valid_range=(1.0, 6.0),
    smallest_base=1,
    uncertainty=Uncertainty.ANSWERS,
    represented_by=RepresentedBy.UNIVERSITY,
    groups=("health_care_students",),
    items={
        ALL: Text("helhetsbetyg", "overall grade"),
        "lowest_university": Text("lägsta lärosätets medelvärde", "mean of the lowest university"),
    },
    caveat=_MEMBERS_ONLY,
)

NURSING_VFU_RECOMMEND: Final = Indicator(
    id="nursing_vfu_recommend",
    topic=Topic.SURVEYS,
    title=Text("Vårdstudenter som rekommenderar lärosätet", "Would recommend the university"),
    definition=Text(
        "Medelvärde på skalan 0–10 för hur troligt det är att studenten efter VFU rekommenderar"
        " lärosätet.",
        "Mean on the scale 0–10 of how likely the student is to recommend the university after"
        " the placement.",
    ),
    unit=MEAN_SCORE,
    direction=Direction.HIGHER,
    target=None,
    denominator=None,
    pooling=Pooling.NOT_POOLABLE,
    valid_range=(0.0, 10.0),
    smallest_base=1,
    uncertainty=Uncertainty.ANSWERS,
    represented_by=RepresentedBy.UNIVERSITY,
    groups=("health_care_students",),
    items=NO_ITEMS,
    caveat=_MEMBERS_ONLY,
)

NURSING_VFU_POSITIVE_SHARE: Final = Indicator(
    id="nursing_vfu_positive_share",
    topic=Topic.SURVEYS,
    title=Text("Vårdstudenters positiva svar om VFU", "Care students' positive answers"),
    definition=Text(
        "Andel som svarar positivt om sin VFU i Vårdförbundet Students enkät.",
        "Share who answer favourably about placements in the survey by Vårdförbundet Student.",
    ),
    unit=PERCENT,
    direction=Direction.HIGHER,
    target=None,
    denominator=_RESPONDENTS,
    pooling=Pooling.NOT_POOLABLE,
    valid_range=(0.0, 100.0),
    smallest_base=1,
    uncertainty=Uncertainty.ANSWERS,
    represented_by=RepresentedBy.UNIVERSITY,
    groups=("health_care_students",),
    items={
        "grade_5_or_6": Text("helhetsbetyg 5 eller 6 av 6", "overall grade 5 or 6 of 6"),
        "prepared": Text("förberedd för praktiska uppgifter", "prepared for practical tasks"),
        "supervisor_engaged": Text(
            "handledaren ofta eller alltid engagerad", "supervisor often or always engaged"
        ),
    },
    caveat=_MEMBERS_ONLY,
)

NURSING_VFU_CRITICAL_SHARE: Final = Indicator(
    id="nursing_vfu_critical_share",
    topic=Topic.SURVEYS,
    title=Text("Vårdstudenters problem under VFU", "Care students' problems on placement"),
    definition=Text(
        "Andel som uppger ett problem med sin VFU i Vårdförbundet Students enkät.",
        "Share who report a problem with placements in the survey by Vårdförbundet Student.",
    ),
    unit=PERCENT,
    direction=Direction.LOWER,
    target=None,
    denominator=_RESPONDENTS,
    pooling=Pooling.NOT_POOLABLE,
    valid_range=(0.0, 100.0),
    smallest_base=1,
    uncertainty=Uncertainty.ANSWERS,
    represented_by=RepresentedBy.UNIVERSITY,
    groups=("health_care_students",),
    items={
        "no_place": Text("inte erbjuden VFU-plats", "not offered a placement"),
        "change_profession": Text(
            "överväger att byta yrke på grund av arbetsmiljön", "considers another profession"
        ),
        "extra_staff": Text("använd som extra personal någon gång", "used as extra staff"),
        "other_profession": Text(
            "handledd av en annan yrkesgrupp", "supervised by staff of another profession"
        ),
        "five_supervisors": Text(
            "fem eller fler handledare på en placering", "five or more supervisors in a placement"
        ),
        "covid": Text("utbildningen påverkad av covid-19", "education affected by covid-19"),
    },
    caveat=_MEMBERS_ONLY,
)

OTHER_TRAINING_POSITIVE_SHARE: Final = Indicator(
    id="other_training_positive_share",
    topic=Topic.SURVEYS,
    title=Text("Positiva svar i övriga utbildningsenkäter", "Positive answers, other surveys"),
    definition=Text(
        "Andel som svarar positivt i enskilda enkäter om utbildning i vården.",
        "Share who answer favourably in single surveys of training in health care.",
    ),
    unit=PERCENT,
    direction=Direction.HIGHER,
    target=None,
    denominator=_RESPONDENTS,
    pooling=Pooling.NOT_POOLABLE,
    valid_range=(0.0, 100.0),
    smallest_base=1,
    uncertainty=Uncertainty.ANSWERS,
    represented_by=RepresentedBy.UNIVERSITY,
    groups=("students", "nursing_students", "interns"),
    items={
        "placement_satisfied": Text("nöjd med sin VFU", "satisfied with the placement"),
        "prepared_for_profession": Text(
            "väl förberedd för yrket", "well prepared for the profession"
        ),
        "recommends_internship": Text(
            "skulle rekommendera sin AT-plats", "would recommend the place of internship"
        ),
    },
)

CLINICS_WITH_BETTER_SCORE: Final = Indicator(
    id="clinics_with_better_score",
    topic=Topic.SURVEYS,
    title=Text("Kliniker med bättre studentomdöme", "Clinics with a better student score"),
    definition=Text(
        "Antal kliniker vars samlade omdöme av läkarstudenter förbättrades i KlinikKurt.",
        "Number of clinics whose total score by medical students improved in KlinikKurt.",
    ),
    unit=COUNT,
    direction=Direction.HIGHER,
    target=None,
    denominator=Text("kliniker i utvärderingen", "clinics in the evaluation"),
    pooling=Pooling.NOT_POOLABLE,
    valid_range=(0.0, None),
    smallest_base=1,
    uncertainty=Uncertainty.ANSWERS,
    represented_by=RepresentedBy.REGION,
    groups=("medical_students",),
    items=NO_ITEMS,
)

CLINICAL_ENVIRONMENT_SCORE: Final = Indicator(
    id="clinical_environment_score",
    topic=Topic.SURVEYS,
    title=Text("Klinisk lärandemiljö enligt studenter (UCEEM)", "Clinical learning environment"),
    definition=Text(
        "Medelvärde av summan av 26 frågor i instrumentet UCEEM, högst 130, och av dess två delar.",
        "Mean of the sum of 26 questions of the instrument UCEEM, at most 130, and its two parts.",
    ),
    unit=MEAN_SCORE,
    direction=Direction.HIGHER,
    target=None,
    denominator=None,
    pooling=Pooling.NOT_POOLABLE,
    valid_range=(0.0, 130.0),
    smallest_base=1,
    uncertainty=Uncertainty.ANSWERS,
    represented_by=RepresentedBy.UNIVERSITY,
    groups=("students",),
    items={
        ALL: Text("totalt", "total"),
        "experiential_learning": Text("lärande genom erfarenhet", "experiential learning"),
        "social_participation": Text("social delaktighet", "social participation"),
    },
)

SUPERVISOR_READINESS: Final = Indicator(
    id="supervisor_readiness",
    topic=Topic.SURVEYS,
    title=Text("Läkare som handleder: förberedelse", "Supervising physicians: preparation"),
    definition=Text(
        "Andel av de läkare som handleder läkarstudenter i Västra Götaland som har utbildning,"
        " kunskap eller kännedom om målen.",
        "Share of the physicians supervising medical students in Västra Götaland who have"
        " training, knowledge or familiarity with the objectives.",
    ),
    unit=PERCENT,
    direction=Direction.HIGHER,
    target=None,
    denominator=Text("svarande som är aktiva handledare", "respondents active as supervisors"),
    pooling=Pooling.WEIGHTED,
    valid_range=(0.0, 100.0),
    smallest_base=1,
    uncertainty=Uncertainty.ANSWERS,
    represented_by=RepresentedBy.REGION,
    groups=("supervisors",),
    items={
        "training": Text("har gått handledarutbildning", "attended supervisor training"),
        "pedagogical_knowledge": Text(
            "har tillräcklig pedagogisk kunskap", "has enough pedagogical knowledge"
        ),
        "learning_objectives": Text("känner till lärandemålen", "knows the learning objectives"),
    },
)

INDICATORS: Final[tuple[Indicator, ...]] = (
    NURSING_VFU_RANK,
    NURSING_VFU_GRADE,
    NURSING_VFU_RECOMMEND,
    NURSING_VFU_POSITIVE_SHARE,
    NURSING_VFU_CRITICAL_SHARE,
    OTHER_TRAINING_POSITIVE_SHARE,
    CLINICS_WITH_BETTER_SCORE,
    CLINICAL_ENVIRONMENT_SCORE,
    SUPERVISOR_READINESS,
)
