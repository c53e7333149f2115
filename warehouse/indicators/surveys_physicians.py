"""Indicators of the surveys on the road to becoming a physician: medical students, newly
graduated physicians and interns. Each scale and each survey is an indicator of its own.
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
from warehouse.units import COUNT, MEAN_SCORE, PERCENT, RANK

_RESPONDENTS: Final = Text("de som svarade", "those who answered")

NEW_PHYSICIAN_EDUCATION_GRADE: Final = Indicator(
    id="new_physician_education_grade",
    topic=Topic.SURVEYS,
    title=Text("Nya läkares betyg på utbildningen", "New physicians' grade of their education"),
    definition=Text(
        "Medelvärde på skalan 1–6 i läkarförbundets enkät till nyutexaminerade läkare.",
        "Mean on the scale 1–6 in the medical association's survey of newly graduated physicians.",
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
    groups=("new_physicians",),
    items={
        "perfect_education": Text(
            "nära en perfekt läkarutbildning", "close to a perfect education"
        ),
        "search_information": Text("söka och värdera information", "search and assess information"),
        "improvement_work": Text("bedriva förbättringsarbete", "carry out improvement work"),
    },
)

NEW_PHYSICIAN_EDUCATION_RANK: Final = Indicator(
    id="new_physician_education_rank",
    topic=Topic.SURVEYS,
    title=Text("Utbildningarnas placering hos nya läkare", "Programmes ranked by new physicians"),
    definition=Text(
        "Lärosätets plats när läkarutbildningarna ordnas efter hur nära en perfekt utbildning de"
        " nyutexaminerade anser att de är.",
        "The university's place when the medical programmes are ordered by how close to perfect"
        " their graduates find them.",
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
    groups=("new_physicians",),
    items=NO_ITEMS,
    caveat=Text(
        "Bara första och sista platsen framgår av källorna.",
        "The sources tell the first and the last place alone.",
    ),
)

NEW_PHYSICIAN_BEST_ITEMS: Final = Indicator(
    id="new_physician_best_items",
    topic=Topic.SURVEYS,
    title=Text("Frågor där lärosätet fick högst betyg", "Questions with the best score"),
    definition=Text(
        "Antal av enkätens 14 frågor där lärosätet fick det högsta betyget av alla.",
        "Number of the survey's 14 questions on which the university had the best score of all.",
    ),
    unit=COUNT,
    direction=Direction.HIGHER,
    target=None,
    denominator=Text("enkätens frågor", "the questions of the survey"),
    pooling=Pooling.NOT_POOLABLE,
    valid_range=(0.0, 14.0),
    smallest_base=1,
    uncertainty=Uncertainty.ANSWERS,
    represented_by=RepresentedBy.UNIVERSITY,
    groups=("new_physicians",),
    items=NO_ITEMS,
)

NEW_PHYSICIAN_POSITIVE_SHARE: Final = Indicator(
    id="new_physician_positive_share",
    topic=Topic.SURVEYS,
    title=Text("Nya läkare som är nöjda med utbildningen", "New physicians who are satisfied"),
    definition=Text(
        "Andel positiva svar i läkarförbundets enkät till nyutexaminerade läkare.",
        "Share of positive answers in the medical association's survey of new physicians.",
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
    groups=("new_physicians",),
    items={
        "good_prerequisites": Text(
            "ganska eller mycket goda förutsättningar att arbeta som läkare",
            "fairly or very good prerequisites to work as a physician",
        ),
        "good_prerequisites_unspecified": Text(
            "goda förutsättningar att arbeta som läkare (svarsstegen är inte angivna)",
            "good prerequisites to work as a physician (answer steps not stated)",
        ),
        "workload_acceptable": Text("acceptabel arbetsbörda", "acceptable workload"),
    },
)

NEW_PHYSICIAN_POOR_SUPERVISION: Final = Indicator(
    id="new_physician_poor_supervision",
    topic=Topic.SURVEYS,
    title=Text("Nya läkare som fått svag handledning", "New physicians with poor supervision"),
    definition=Text(
        "Andel nyutexaminerade läkare som anser att den kliniska handledningen höll låg kvalitet.",
        "Share of newly graduated physicians who find the clinical supervision of low quality.",
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
    groups=("new_physicians",),
    items=NO_ITEMS,
)

MEDICAL_STUDENT_CLINICAL_GRADE: Final = Indicator(
    id="medical_student_clinical_grade",
    topic=Topic.SURVEYS,
    title=Text("Läkarstudenters betyg på klinisk utbildning", "Medical students' clinical grade"),
    definition=Text(
        "Medelvärde på skalan 1–6 för den kliniska utbildningen, av studenter på termin 9.",
        "Mean on the scale 1–6 for clinical education, by students in their ninth term.",
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
    groups=("medical_students",),
    items=NO_ITEMS,
)

MEDICAL_STUDENT_POSITIVE_SHARE: Final = Indicator(
    id="medical_student_positive_share",
    topic=Topic.SURVEYS,
    title=Text("Läkarstudenters positiva svar", "Medical students' positive answers"),
    definition=Text(
        "Andel läkarstudenter som svarar positivt i studentförbundets enkäter.",
        "Share of medical students who answer favourably in the student association's surveys.",
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
    groups=("medical_students",),
    items={
        "preclinical_satisfied": Text(
            "nöjd med den prekliniska utbildningen", "satisfied with pre-clinical education"
        ),
        "personal_supervisor": Text(
            "alltid en egen handledare på placeringen", "always a supervisor of one's own"
        ),
    },
)

MEDICAL_STUDENT_CRITICAL_SHARE: Final = Indicator(
    id="medical_student_critical_share",
    topic=Topic.SURVEYS,
    title=Text("Läkarstudenters kritiska svar", "Medical students' critical answers"),
    definition=Text(
        "Andel läkarstudenter som pekar på ett problem i studentförbundets enkäter.",
        "Share of medical students who point to a problem in the student association's surveys.",
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
    groups=("medical_students",),
    items={
        "theory_needs_improvement": Text(
            "teoretiska delar behöver bli mycket bättre",
            "theoretical parts need to improve greatly",
        ),
        "too_many_students": Text("för många studenter i vårdlaget", "too many in the care team"),
        "too_demanding": Text("för krävande utbildning", "education too demanding"),
    },
)

MEDICAL_STUDENT_NEGATIVE_TREATMENT: Final = Indicator(
    id="medical_student_negative_treatment",
    topic=Topic.SURVEYS,
    title=Text("Läkarstudenter som särbehandlats negativt", "Medical students treated negatively"),
    definition=Text(
        "Andel av kvinnorna respektive männen som uppger att de behandlats negativt.",
        "Share of the women and of the men who say that they have been treated negatively.",
    ),
    unit=PERCENT,
    direction=Direction.LOWER,
    target=None,
    denominator=Text(
        "kvinnor respektive män som svarade", "women and men, respectively, who answered"
    ),
    pooling=Pooling.NOT_POOLABLE,
    valid_range=(0.0, 100.0),
    smallest_base=1,
    uncertainty=Uncertainty.ANSWERS,
    represented_by=RepresentedBy.UNIVERSITY,
    groups=("medical_students",),
    items={
        "preclinical": Text("preklinisk del, termin 6", "pre-clinical part, term 6"),
        "clinical_because_of_gender": Text(
            "klinisk del, på grund av kön, termin 9", "clinical part, because of gender, term 9"
        ),
    },
)

INDICATORS: Final[tuple[Indicator, ...]] = (
    NEW_PHYSICIAN_EDUCATION_GRADE,
    NEW_PHYSICIAN_EDUCATION_RANK,
    NEW_PHYSICIAN_BEST_ITEMS,
    NEW_PHYSICIAN_POSITIVE_SHARE,
    NEW_PHYSICIAN_POOR_SUPERVISION,
    MEDICAL_STUDENT_CLINICAL_GRADE,
    MEDICAL_STUDENT_POSITIVE_SHARE,
    MEDICAL_STUDENT_CRITICAL_SHARE,
    MEDICAL_STUDENT_NEGATIVE_TREATMENT,
)
