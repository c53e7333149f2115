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
    Organisation("umea_university", Text("Umeå universitet", "Umeå University"),
                 OrganisationKind.UNIVERSITY, "vasterbotten"),
    Organisation("uppsala_university", Text("Uppsala universitet", "Uppsala University"),
                 OrganisationKind.UNIVERSITY, "uppsala"),
    _named("karolinska_institutet", "Karolinska Institutet",
           OrganisationKind.UNIVERSITY, "stockholm"),
    Organisation("orebro_university", Text("Örebro universitet", "Örebro University"),
                 OrganisationKind.UNIVERSITY, "orebro"),
    Organisation("linkoping_university", Text("Linköpings universitet", "Linköping University"),
                 OrganisationKind.UNIVERSITY, "ostergotland"),
    Organisation("gothenburg_university", Text("Göteborgs universitet", "University of Gothenburg"),
                 OrganisationKind.UNIVERSITY, "vastra_gotaland"),
    Organisation("lund_university", Text("Lunds universitet", "Lund University"),
                 OrganisationKind.UNIVERSITY, "skane"),
    Organisation("lund_medical_faculty",
                 Text("Medicinska fakulteten, Lunds universitet", "Faculty of Medicine, Lund University"),
                 OrganisationKind.FACULTY, "skane"),
    Organisation("northern_health_care_region",
                 Text("Norra sjukvårdsregionen", "Northern health care region"),
                 OrganisationKind.AREA, None),
)  # fmt: skip

ORGANISATIONS: Final[dict[str, Organisation]] = {o.code: o for o in _LIST}
