"""Women and men among those employed (a stock). Not for newly recruited professors (a flow)."""

from typing import Final

from warehouse.indicators.gender.shape import (
    UNIVERSITIES_DIFFER,
    number_of_each_sex,
    share_of_each_sex,
)
from warehouse.indicators.model import NO_ITEMS, Indicator, RepresentedBy, Uncertainty
from warehouse.text import Text
from warehouse.units import FULL_TIME, PERSONS

_GROUPS: Final = (
    "professors",
    "senior_lecturers",
    "lecturers",
    "career_development_positions",
    "other_researchers",
    "other_researchers_with_doctorate",
    "other_researchers_without_doctorate",
    "doctoral_students",
    "research_and_teaching_staff",
    "administrative_staff",
    "library_staff",
    "technical_staff",
    "hourly_staff",
    "staff",
)

_HEADCOUNT: Final = Text("personer", "headcount")
_FULL_TIME: Final = Text("heltidsekvivalenter", "full-time equivalents")
_BASIS_NOT_STATED: Final = Text("räknesätt inte angivet", "basis not stated")

STAFF_SHARE: Final = share_of_each_sex(
    id="staff_share_by_sex",
    title=Text("Kvinnor och män bland anställda", "Women and men among staff"),
    definition=Text(
        "Andel kvinnor och män bland dem som är anställda vid lärosätet (eller i riket vid alla"
        " lärosäten) i en anställningskategori. Räkning av personer, räkning av"
        " heltidsekvivalenter och källor som inte säger vilket hålls isär.",
        "Share of women and men among those employed at the university (or in the nation at all"
        " universities) in one category of staff. Counts of persons, counts of full-time"
        " equivalents and sources that do not say which are kept apart.",
    ),
    denominator=Text(
        "anställda kvinnor och män i kategorin", "women and men employed in the category"
    ),
    uncertainty=Uncertainty.COUNTED,
    represented_by=RepresentedBy.UNIVERSITY,
    groups=_GROUPS,
    items={
        "headcount": _HEADCOUNT,
        "full_time_equivalents": _FULL_TIME,
        "basis_not_stated": _BASIS_NOT_STATED,
    },
    preferred_sources=(
        "uka_2020_06_04_uppfoljning_av_rekryteringsmal_for",
        "lundagard_trog_vag_mot_en_jamstalld_topp",
        "lundagard_manliga_professorer_fortfarande_flest",
        "lundagard_3_av_15_nya_professorer_ar_kvinnor_1",
    ),
    caveat=UNIVERSITIES_DIFFER,
)

STAFF: Final = number_of_each_sex(
    id="staff_by_sex",
    title=Text("Antal anställda kvinnor och män", "Number of women and men employed"),
    definition=Text(
        "Antal personer som är anställda vid lärosätet (eller i riket vid alla lärosäten). Den som"
        " har två anställningskategorier kan räknas en gång i var och en.",
        "Number of persons employed at the university (or in the nation at all universities)."
        " Somebody with two categories of staff may be counted once in each.",
    ),
    unit=PERSONS,
    uncertainty=Uncertainty.COUNTED,
    represented_by=RepresentedBy.UNIVERSITY,
    groups=_GROUPS,
    items={"headcount": _HEADCOUNT, "basis_not_stated": _BASIS_NOT_STATED},
    caveat=UNIVERSITIES_DIFFER,
)

STAFF_FULL_TIME: Final = number_of_each_sex(
    id="staff_full_time_by_sex",
    title=Text("Heltidsekvivalenter: kvinnor och män", "Full-time equivalents: women and men"),
    definition=Text(
        "Anställda omräknade till heltid, som lärosätet redovisar dem. Ska inte jämföras med"
        " räkning av personer.",
        "Staff converted to full-time positions, as the university reports them. Not to be"
        " compared with counts of persons.",
    ),
    unit=FULL_TIME,
    uncertainty=Uncertainty.COUNTED,
    represented_by=RepresentedBy.UNIVERSITY,
    groups=("professors", "staff"),
    items=NO_ITEMS,
    caveat=UNIVERSITIES_DIFFER,
)

INDICATORS: Final[tuple[Indicator, ...]] = (STAFF_SHARE, STAFF, STAFF_FULL_TIME)
