"""The value lists of the key columns that are the same for every indicator.

The total is the member `all`, never null. A word that is not listed is an error, never a default.
"""

from typing import Final

from warehouse.text import Text

ALL: Final = "all"

SEXES: Final[dict[str, Text]] = {
    ALL: Text("alla", "all"),
    "women": Text("kvinnor", "women"),
    "men": Text("män", "men"),
    "other": Text("annat", "other"),
    "unknown": Text("okänt", "unknown"),
}

# Programmes and professions that a survey may tell apart, beside those that printed figures have.
SURVEYED_GROUPS: Final[dict[str, Text]] = {
    "dental_students": Text("tandläkarstudenter", "dental students"),
    "physiotherapy_students": Text("fysioterapeutstudenter", "physiotherapy students"),
    "occupational_therapy_students": Text(
        "arbetsterapeutstudenter", "occupational therapy students"
    ),
    "biomedical_science_students": Text(
        "biomedicinska analytikerstudenter", "biomedical laboratory science students"
    ),
    "radiography_students": Text("röntgensjuksköterskestudenter", "radiography students"),
    "midwifery_students": Text("barnmorskestudenter", "midwifery students"),
    "specialist_nursing_students": Text(
        "specialistsjuksköterskestudenter", "specialist nursing students"
    ),
    "dental_hygiene_students": Text("tandhygieniststudenter", "dental hygiene students"),
    "speech_therapy_students": Text("logopedstudenter", "speech and language therapy students"),
    "audiology_students": Text("audionomstudenter", "audiology students"),
    "dietetics_students": Text("dietiststudenter", "dietetics students"),
    "psychology_students": Text("psykologstudenter", "psychology students"),
    "pharmacy_students": Text("apotekar- och receptariestudenter", "pharmacy students"),
    "social_work_students": Text("socionomstudenter", "social work students"),
    "other_students": Text("övriga studenter", "other students"),
    "clinical_staff": Text("vårdpersonal", "clinical staff"),
    "nurses": Text("sjuksköterskor", "nurses"),
    "midwives": Text("barnmorskor", "midwives"),
    "other_professions": Text("övriga yrkesgrupper", "other professions"),
    "first_line_managers": Text("första linjens chefer", "first-line managers"),
    "senior_managers": Text("verksamhetschefer", "heads of department"),
}

# The population that a figure is about.
GROUPS: Final[dict[str, Text]] = {
    ALL: Text("alla", "all"),
    "researchers": Text("forskare", "researchers"),
    "doctoral_students": Text("doktorander", "doctoral students"),
    "medical_entrants": Text("nybörjare på läkarprogrammet", "entrants to the medical programme"),
    "medical_graduates": Text("läkarexaminerade", "medical graduates"),
    "doctoral_entrants": Text("nybörjare i forskarutbildning", "doctoral entrants"),
    "students": Text("studenter", "students"),
    "medical_students": Text("läkarstudenter", "medical students"),
    "nursing_students": Text("sjuksköterskestudenter", "nursing students"),
    "health_care_students": Text(
        "studenter i vårdutbildningar", "students in health care programmes"
    ),
    "new_physicians": Text("nyutexaminerade läkare", "newly graduated physicians"),
    "interns": Text("AT-läkare", "medical interns"),
    "supervisors": Text("handledare", "supervisors"),
    "physicians": Text("läkare", "physicians"),
    "managers": Text("chefer", "managers"),
    "professors": Text("professorer", "professors"),
    "new_professors": Text("nyrekryterade professorer", "newly recruited professors"),
    "senior_lecturers": Text("lektorer", "senior lecturers"),
    "lecturers": Text("adjunkter", "lecturers"),
    "career_development_positions": Text("meriteringsanställda", "career-development positions"),
    "other_researchers": Text(
        "annan forskande och undervisande personal", "other research and teaching staff"
    ),
    "other_researchers_with_doctorate": Text(
        "annan forskande och undervisande personal med doktorsexamen",
        "other research and teaching staff with a doctorate",
    ),
    "other_researchers_without_doctorate": Text(
        "annan forskande och undervisande personal utan doktorsexamen",
        "other research and teaching staff without a doctorate",
    ),
    "administrative_staff": Text("administrativ personal", "administrative staff"),
    "library_staff": Text("bibliotekspersonal", "library staff"),
    "technical_staff": Text("teknisk personal", "technical staff"),
    "hourly_staff": Text("arvodister", "fee-paid staff"),
    "research_and_teaching_staff": Text(
        "forskande och undervisande personal", "research and teaching staff"
    ),
    "staff": Text("all personal", "all staff"),
    "authors": Text("författare", "authors"),
    "applicants": Text("sökande", "applicants"),
    **SURVEYED_GROUPS,
}

ESTIMATES: Final[dict[str, Text]] = {
    "unweighted": Text("ovägt", "unweighted"),
    "weighted": Text("vägt", "weighted"),
}

NATURES: Final[dict[str, Text]] = {
    "outcome": Text("utfall", "outcome"),
    "target": Text("mål", "target"),
    "plan": Text("plan", "plan"),
    "preliminary": Text("preliminärt", "preliminary"),
    "decided": Text("beslutat", "decided"),
}

QUALIFIERS: Final[dict[str, Text]] = {
    "exact": Text("", ""),
    "about": Text("cirka", "about"),
    "at_least": Text("minst", "at least"),
    "at_most": Text("högst", "at most"),
}

# What bounds a figure without giving it.
BOUNDS: Final = ("at_least", "at_most")

STATUSES: Final[dict[str, Text]] = {
    "ok": Text("uppgift finns", "figure available"),
    "suppressed": Text("dold för att skydda svar", "hidden to protect answers"),
    "not_asked": Text("inte tillfrågad", "not asked"),
    "not_applicable": Text("kan inte förekomma", "not applicable"),
    "missing": Text("uppgift saknas", "not available"),
}

ORIGINS: Final[dict[str, Text]] = {
    "printed": Text("tryckt i källan", "printed in the source"),
    "computed": Text("beräknad ur källans tal", "computed from the source's figures"),
    "inferred": Text("härledd ur källans text", "inferred from the source's words"),
}

# Which of several printed figures for the same thing in one source.
READINGS: Final[dict[str, Text]] = {
    "main": Text("huvuduppgift", "main figure"),
    "second": Text("andra uppgift i samma källa", "second figure in the same source"),
    "third": Text("tredje uppgift i samma källa", "third figure in the same source"),
}
