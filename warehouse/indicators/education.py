"""Indicators of medical programmes: applicants, places, admissions and students.

Judgements of the programmes are in `education_reviews.py`; what students answer in
questionnaires is in `surveys.py`; women and men among students are in `gender.py`.
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
from warehouse.units import (
    APPLICANTS_PER_PLACE,
    APPLICATIONS,
    FULL_TIME,
    PERCENT,
    PERSONS,
    PLACES,
    Unit,
)


def _amount(
    *,
    identifier: str,
    title: Text,
    definition: Text,
    unit: Unit,
    groups: tuple[str, ...],
    items: Mapping[str, Text],
    caveat: Text | None = None,
) -> Indicator:
    """A number of persons or places at a university; more is neither better nor worse."""
    return Indicator(
        id=identifier,
        topic=Topic.EDUCATION,
        title=title,
        definition=definition,
        unit=unit,
        direction=Direction.NO_JUDGEMENT,
        target=None,
        denominator=None,
        pooling=Pooling.SUM,
        valid_range=(0, None),
        smallest_base=1,
        uncertainty=Uncertainty.COUNTED,
        represented_by=RepresentedBy.UNIVERSITY,
        groups=groups,
        items=items,
        caveat=caveat,
    )


FIRST_CHOICE_APPLICANTS: Final = _amount(
    identifier="medical_programme_first_choice_applicants",
    title=Text("Förstahandssökande till läkarprogrammet", "First-choice medical applicants"),
    definition=Text(
        "Antalet personer som sökte läkarprogrammet med lärosätet som förstahandsval.",
        "The number of persons who applied to the medical programme with the university as their "
        "first choice.",
    ),
    unit=PERSONS,
    groups=("applicants",),
    items=NO_ITEMS,
)

ALL_APPLICATIONS: Final = _amount(
    identifier="medical_programme_applications",
    title=Text("Ansökningar till läkarprogrammet", "Applications to the medical programme"),
    definition=Text(
        "Antalet ansökningar till läkarprogrammet vid lärosätet, oavsett i vilken ordning den "
        "sökande har rangordnat det.",
        "The number of applications to the university's medical programme, wherever the applicant "
        "ranked it.",
    ),
    unit=APPLICATIONS,
    groups=("applicants",),
    items=NO_ITEMS,
    caveat=Text(
        "En person kan söka flera lärosäten, så ansökningar är fler än personer.",
        "One person may apply to several universities, so applications outnumber persons.",
    ),
)

APPLICANTS_PER_FIRST_YEAR_PLACE: Final = Indicator(
    id="medical_programme_applicants_per_place",
    topic=Topic.EDUCATION,
    title=Text("Förstahandssökande per läkarplats", "First-choice applicants per medical place"),
    definition=Text(
        "Antalet förstahandssökande till läkarprogrammet för varje plats som börjar den terminen.",
        "The number of first-choice applicants to the medical programme for each place that starts "
        "in that term.",
    ),
    unit=APPLICANTS_PER_PLACE,
    direction=Direction.NO_JUDGEMENT,
    target=None,
    denominator=Text("platser som börjar terminen", "places that start in the term"),
    pooling=Pooling.WEIGHTED,
    valid_range=(0, None),
    smallest_base=1,
    uncertainty=Uncertainty.COUNTED,
    represented_by=RepresentedBy.UNIVERSITY,
    groups=("applicants",),
    items=NO_ITEMS,
)

MEDICAL_PLACES: Final = _amount(
    identifier="medical_programme_places",
    title=Text("Platser på läkarprogrammet", "Places on the medical programme"),
    definition=Text(
        "Antalet utbildningsplatser på läkarprogrammet vid lärosätet, räknat per termin, per år "
        "eller för hela programmet.",
        "The number of study places on the university's medical programme, counted per term, per "
        "year or for the whole programme.",
    ),
    unit=PLACES,
    groups=(ALL,),
    items={
        "first_year_term": Text("nybörjarplatser en termin", "first-year places in one term"),
        "per_year": Text("platser per år", "places per year"),
        "whole_programme": Text("platser i hela programmet", "places in the whole programme"),
    },
    caveat=Text(
        "Programmet har två antagningar om året; platser en termin är inte hela årets platser.",
        "The programme admits twice a year; the places of a term are not those of a year.",
    ),
)

NEW_MEDICAL_PLACES: Final = _amount(
    identifier="medical_programme_new_places",
    title=Text("Nya platser på läkarprogrammet", "New places on the medical programme"),
    definition=Text(
        "Platser som läkarprogrammet skulle få enligt statens beslut eller förslag det året.",
        "Places that the medical programme was to gain under the state's decision or proposal for "
        "that year.",
    ),
    unit=PLACES,
    groups=(ALL,),
    items={
        "first_year": Text("nya nybörjarplatser", "new first-year places"),
        "fully_built": Text("nya platser fullt utbyggt", "new places when fully built out"),
        "unspecified": Text("nya platser, slag inte angivet", "new places, kind not stated"),
    },
    caveat=Text(
        "Planer så som de presenterades; vad det blev framgår inte av källorna.",
        "Plans as they were presented; the sources do not tell what came of them.",
    ),
)

ADMITTED: Final = _amount(
    identifier="medical_programme_admitted",
    title=Text("Antagna till läkarprogrammet", "Admitted to the medical programme"),
    definition=Text(
        "Antalet personer som antogs till läkarprogrammet i hela landet i första urvalet.",
        "The number of persons admitted to medical programmes in the whole country in the first "
        "selection.",
    ),
    unit=PERSONS,
    groups=(ALL,),
    items={"first_selection": Text("första urvalet", "first selection")},
)

MEDICAL_STUDENTS: Final = _amount(
    identifier="medical_students",
    title=Text("Läkarstudenter", "Medical students"),
    definition=Text(
        "Antalet studenter på läkarprogrammet, alla terminer tillsammans.",
        "The number of students on the medical programme, all terms together.",
    ),
    unit=PERSONS,
    groups=("medical_students",),
    items=NO_ITEMS,
)

MEDICAL_STUDENT_INTAKE: Final = _amount(
    identifier="medical_student_intake",
    title=Text("Läkarstudenter per termin och år", "Medical students per term and year"),
    definition=Text(
        "Antalet läkarstudenter i en terminskull eller ett års antagning.",
        "The number of medical students in the class of a term or in the intake of a year.",
    ),
    unit=PERSONS,
    groups=("medical_students",),
    items={
        "class_per_term": Text("studenter per termin", "students per term"),
        "admitted_per_term": Text("antagna per termin", "admitted per term"),
        "per_year": Text("studenter per år", "students per year"),
    },
)

REIMBURSED_STUDENTS: Final = _amount(
    identifier="medical_students_reimbursed_cap",
    title=Text("Tak för läkarstudenter med ALF-ersättning", "Cap on medical students paid by ALF"),
    definition=Text(
        "Det största antalet helårsstudenter på läkarprogrammet som staten ersätter regionen för.",
        "The largest number of full-time-equivalent medical students that the state pays the "
        "region for.",
    ),
    unit=FULL_TIME,
    groups=("medical_students",),
    items=NO_ITEMS,
)

STATE_FUNDED_SHARE: Final = Indicator(
    id="medical_programme_state_funded_share",
    topic=Topic.EDUCATION,
    title=Text("Statligt finansierad del av läkarplatserna", "Medical places the state pays for"),
    definition=Text(
        "Hur stor del av läkarprogrammets platser som staten finansierar genom anslaget till "
        "universitetet.",
        "How large a part of the medical programme's places the state finances through its grant "
        "to the university.",
    ),
    unit=PERCENT,
    direction=Direction.NO_JUDGEMENT,
    target=None,
    denominator=Text("programmets alla platser", "all places of the programme"),
    pooling=Pooling.NOT_POOLABLE,
    valid_range=(0, 100),
    smallest_base=1,
    uncertainty=Uncertainty.ESTIMATED,
    represented_by=RepresentedBy.UNIVERSITY,
    groups=(ALL,),
    items=NO_ITEMS,
    caveat=Text(
        "Anslaget är pengar för utbildningen, inte ALF-ersättning.",
        "The grant is money for education, not ALF compensation.",
    ),
)

INDICATORS: Final[tuple[Indicator, ...]] = (
    FIRST_CHOICE_APPLICANTS,
    ALL_APPLICATIONS,
    APPLICANTS_PER_FIRST_YEAR_PLACE,
    MEDICAL_PLACES,
    NEW_MEDICAL_PLACES,
    ADMITTED,
    MEDICAL_STUDENTS,
    MEDICAL_STUDENT_INTAKE,
    REIMBURSED_STUDENTS,
    STATE_FUNDED_SHARE,
)
