"""Universities, faculties, hospitals, towns and other bodies that figures are about."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from warehouse.members import ALL
from warehouse.text import Text


class OrganisationKind(StrEnum):
    TOTAL = "total"
    UNIVERSITY = "university"
    FACULTY = "faculty"
    HOSPITAL = "hospital"
    HOSPITAL_GROUP = "hospital_group"
    UNIT = "unit"
    TOWN = "town"
    AREA = "area"
    SAMPLE = "sample"


@dataclass(frozen=True, slots=True)
class Organisation:
    """`region` is the code of the region it lies in, or None where it has no single one."""

    code: str
    name: Text
    kind: OrganisationKind
    region: str | None


def _named(code: str, name: str, kind: OrganisationKind, region: str | None) -> Organisation:
    return Organisation(code, Text(name, name), kind, region)


_LIST: Final[tuple[Organisation, ...]] = (
    Organisation(ALL, Text("hela regionen", "whole region"), OrganisationKind.TOTAL, None),
    Organisation(
        "umea_university",
        Text("Umeå universitet", "Umeå University"),
        OrganisationKind.UNIVERSITY,
        "vasterbotten",
    ),
    Organisation(
        "uppsala_university",
        Text("Uppsala universitet", "Uppsala University"),
        OrganisationKind.UNIVERSITY,
        "uppsala",
    ),
    _named(
        "karolinska_institutet", "Karolinska Institutet", OrganisationKind.UNIVERSITY, "stockholm"
    ),
    Organisation(
        "orebro_university",
        Text("Örebro universitet", "Örebro University"),
        OrganisationKind.UNIVERSITY,
        "orebro",
    ),
    Organisation(
        "linkoping_university",
        Text("Linköpings universitet", "Linköping University"),
        OrganisationKind.UNIVERSITY,
        "ostergotland",
    ),
    Organisation(
        "gothenburg_university",
        Text("Göteborgs universitet", "University of Gothenburg"),
        OrganisationKind.UNIVERSITY,
        "vastra_gotaland",
    ),
    Organisation(
        "lund_university",
        Text("Lunds universitet", "Lund University"),
        OrganisationKind.UNIVERSITY,
        "skane",
    ),
    Organisation(
        "lund_medical_faculty",
        Text("Medicinska fakulteten, Lunds universitet", "Faculty of Medicine, Lund University"),
        OrganisationKind.FACULTY,
        "skane",
    ),
    Organisation(
        "allbright_17_institutions",
        Text("17 lärosäten i en undersökning", "17 institutions of a survey"),
        OrganisationKind.SAMPLE,
        None,
    ),
    Organisation(
        "umea_medical_faculty",
        Text("Medicinska fakulteten, Umeå universitet", "Faculty of Medicine, Umeå University"),
        OrganisationKind.FACULTY,
        "vasterbotten",
    ),
    Organisation(
        "northern_health_care_region",
        Text("Norra sjukvårdsregionen", "Northern health care region"),
        OrganisationKind.AREA,
        None,
    ),
    # Towns of Linköping's medical programme; some lie outside the region Östergötland.
    Organisation(
        "linkoping_motala_vastervik",
        Text("Linköping, Motala och Västervik", "Linköping, Motala and Västervik"),
        OrganisationKind.TOWN,
        None,
    ),
    _named("norrkoping", "Norrköping", OrganisationKind.TOWN, None),
    _named("jonkoping", "Jönköping", OrganisationKind.TOWN, None),
    _named("kalmar", "Kalmar", OrganisationKind.TOWN, None),
    # Colleges, hospitals and samples of the surveys.
    Organisation(
        "ersta_skondal_bracke",
        Text("Ersta Sköndal Bräcke högskola", "Ersta Sköndal Bräcke University College"),
        OrganisationKind.UNIVERSITY,
        "stockholm",
    ),
    Organisation(
        "red_cross_college",
        Text("Röda Korsets Högskola", "Swedish Red Cross University College"),
        OrganisationKind.UNIVERSITY,
        "stockholm",
    ),
    _named("danderyd_hospital", "Danderyds sjukhus AB", OrganisationKind.HOSPITAL, "stockholm"),
    _named(
        "uppsala_university_hospital", "Akademiska sjukhuset", OrganisationKind.HOSPITAL, "uppsala"
    ),
    _named(
        "skane_university_hospital_lund",
        "Skånes universitetssjukhus Lund",
        OrganisationKind.HOSPITAL,
        "skane",
    ),
    _named("hassleholm_hospital", "Hässleholms sjukhus", OrganisationKind.HOSPITAL, "skane"),
    _named(
        "kristianstad_hospital", "Centralsjukhuset Kristianstad", OrganisationKind.HOSPITAL, "skane"
    ),
    _named("solleftea_hospital", "Sollefteå sjukhus", OrganisationKind.HOSPITAL, None),
    Organisation(
        "vgr_university_hospital",
        Text("Universitetssjukhuset i Västra Götaland", "University hospital in Västra Götaland"),
        OrganisationKind.HOSPITAL,
        "vastra_gotaland",
    ),
    Organisation(
        "vgr_other_hospitals",
        Text("Övriga sjukhus i Västra Götaland", "Other hospitals in Västra Götaland"),
        OrganisationKind.HOSPITAL_GROUP,
        "vastra_gotaland",
    ),
    Organisation(
        "linkoping_health_sciences",
        Text(
            "Hälsouniversitetet, Linköpings universitet",
            "Faculty of Health Sciences, Linköping University",
        ),
        OrganisationKind.FACULTY,
        "ostergotland",
    ),
    Organisation(
        "jonkoping_county", Text("Jönköpings län", "Jönköping county"), OrganisationKind.AREA, None
    ),
    Organisation(
        "unnamed_university",
        Text("Ett lärosäte som inte namnges", "A university that is not named"),
        OrganisationKind.SAMPLE,
        None,
    ),
)

ORGANISATIONS: Final[dict[str, Organisation]] = {o.code: o for o in _LIST}
