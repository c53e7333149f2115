"""Women and men among students, entrants and graduates. Not for places and applicants."""

from typing import Final

from warehouse.indicators.gender.shape import (
    UNIVERSITIES_DIFFER,
    number_of_each_sex,
    share_of_each_sex,
)
from warehouse.indicators.model import NO_ITEMS, Indicator, RepresentedBy, Uncertainty
from warehouse.text import Text
from warehouse.units import COUNT, PERSONS

_MEDICINE: Final = {
    "medical_programme": Text("läkarprogrammet", "medical programme"),
    "medicine_and_health": Text("medicin och hälsovetenskap", "medicine and health sciences"),
}

STUDENT_SHARE: Final = share_of_each_sex(
    id="student_share_by_sex",
    title=Text("Kvinnor och män bland studerande", "Women and men among students"),
    definition=Text(
        "Andel kvinnor och män bland studenter eller bland doktorander. Helårsstudenter"
        " och källor som inte anger hur de räknar hålls isär.",
        "Share of women and men among students or among doctoral students. Full-time equivalent"
        " students and sources that do not say how they count are kept apart.",
    ),
    denominator=Text("studenter eller doktorander", "students or doctoral students"),
    uncertainty=Uncertainty.COUNTED,
    represented_by=RepresentedBy.UNIVERSITY,
    groups=("students", "doctoral_students"),
    items={
        "full_time_equivalents": Text("helårsstudenter", "full-time equivalent students"),
        "basis_not_stated": Text("räknesätt inte angivet", "basis not stated"),
    },
    caveat=UNIVERSITIES_DIFFER,
)

SURVEYED_DOCTORAL_SHARE: Final = share_of_each_sex(
    id="surveyed_doctoral_student_share_by_sex",
    title=Text(
        "Kvinnor och män bland doktorander i en enkät",
        "Women and men among doctoral students in a survey",
    ),
    definition=Text(
        "Andel kvinnor och män bland doktorander inom medicin och hälsovetenskap så som enkäten"
        " Doktorandspegeln anger den; inte registerdata.",
        "Share of women and men among doctoral students in medicine and health sciences as the"
        " national survey of doctoral students gives it; not register data.",
    ),
    denominator=Text("doktorander i enkäten", "doctoral students in the survey"),
    uncertainty=Uncertainty.ANSWERS,
    represented_by=RepresentedBy.REGION,
    groups=("doctoral_students",),
    items={"medicine_and_health": _MEDICINE["medicine_and_health"]},
)

RANKING_STUDENT_SHARE: Final = share_of_each_sex(
    id="ranking_student_share_by_sex",
    title=Text(
        "Kvinnor och män bland studenter enligt THE", "Women and men among students, as in THE"
    ),
    definition=Text(
        "Andel kvinnor och män bland helårsstudenter så som Times Higher Educations ranking"
        " anger dem. Perioden är rankningens utgåva; uppgifterna är ungefär två år äldre.",
        "Share of women and men among full-time equivalent students as given in the ranking of"
        " Times Higher Education. The period is the edition; the data are about two years older.",
    ),
    denominator=Text(
        "helårsstudenter enligt rankningen", "full-time equivalent students as in the ranking"
    ),
    uncertainty=Uncertainty.COUNTED,
    represented_by=RepresentedBy.UNIVERSITY,
    groups=("students",),
    items=NO_ITEMS,
    caveat=Text(
        "Läst ur en kopia hos tredje part. Göteborgs universitet lämnar inga uppgifter, och Lunds"
        " universitet saknas i utgåvan 2016. " + UNIVERSITIES_DIFFER.sv,
        "Read from a third party's copy. The University of Gothenburg does not report, and Lund"
        " University is missing from the 2016 edition. " + UNIVERSITIES_DIFFER.en,
    ),
)

ENTRANT_SHARE: Final = share_of_each_sex(
    id="entrant_share_by_sex",
    title=Text(
        "Kvinnor och män bland nybörjare i medicin", "Women and men among entrants in medicine"
    ),
    definition=Text(
        "Andel kvinnor och män bland nybörjare på läkarprogrammet eller i forskarutbildning inom"
        " medicin och hälsovetenskap, i hela riket.",
        "Share of women and men among entrants to the medical programme or to doctoral studies in"
        " medicine and health sciences, in the whole nation.",
    ),
    denominator=Text("nybörjare under perioden", "entrants in the period"),
    uncertainty=Uncertainty.COUNTED,
    represented_by=RepresentedBy.REGION,
    groups=("medical_entrants", "doctoral_entrants"),
    items=_MEDICINE,
)

ENTRANTS: Final = number_of_each_sex(
    id="entrants_by_sex",
    title=Text("Antal nybörjare i medicin", "Number of entrants in medicine"),
    definition=Text(
        "Antal nybörjare på läkarprogrammet eller i forskarutbildning inom medicin och"
        " hälsovetenskap, i hela riket.",
        "Number of entrants to the medical programme or to doctoral studies in medicine and"
        " health sciences, in the whole nation.",
    ),
    unit=PERSONS,
    uncertainty=Uncertainty.COUNTED,
    represented_by=RepresentedBy.REGION,
    groups=("medical_entrants", "doctoral_entrants"),
    items=_MEDICINE,
)

_SECOND_HAND: Final = Text(
    "Läst ur ett foruminlägg som återger statistik från SCB.",
    "Read from a post in a forum that quotes figures of Statistics Sweden.",
)

DEGREE_SHARE: Final = share_of_each_sex(
    id="medical_degree_share_by_sex",
    title=Text("Läkarexamina: kvinnor och män", "Medical degrees: women and men"),
    definition=Text(
        "Andel av läkarexamina i riket som togs av kvinnor respektive män.",
        "Share of the medical degrees in the nation that were taken by women and by men.",
    ),
    denominator=Text("läkarexamina under läsåret", "medical degrees in the academic year"),
    uncertainty=Uncertainty.COUNTED,
    represented_by=RepresentedBy.REGION,
    groups=("medical_graduates",),
    items=NO_ITEMS,
    caveat=_SECOND_HAND,
)

DEGREES: Final = number_of_each_sex(
    id="medical_degrees_by_sex",
    title=Text("Antal läkarexamina", "Number of medical degrees"),
    definition=Text(
        "Antal läkarexamina i riket under ett läsår.",
        "Number of medical degrees in the nation in an academic year.",
    ),
    unit=COUNT,
    uncertainty=Uncertainty.COUNTED,
    represented_by=RepresentedBy.REGION,
    groups=("medical_graduates",),
    items=NO_ITEMS,
    caveat=_SECOND_HAND,
)

INDICATORS: Final[tuple[Indicator, ...]] = (
    STUDENT_SHARE,
    SURVEYED_DOCTORAL_SHARE,
    RANKING_STUDENT_SHARE,
    ENTRANT_SHARE,
    ENTRANTS,
    DEGREE_SHARE,
    DEGREES,
)
