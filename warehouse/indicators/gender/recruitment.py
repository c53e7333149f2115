"""Newly recruited professors (a flow), targets and outcomes. Not for all who are professors."""

from typing import Final

from warehouse.indicators.gender.shape import number_of_each_sex, share_of_each_sex
from warehouse.indicators.model import Indicator, RepresentedBy, Uncertainty
from warehouse.text import Text
from warehouse.units import PERSONS

# Lund 2021–2023 is 45 per cent with adjunct professors and 49 without: never one series.
_DEFINITIONS: Final = {
    "as_target": Text("som i regeringens mål", "as in the government's target"),
    "with_adjunct": Text("med adjungerade professorer", "with adjunct professors"),
    "installed": Text("installerade professorer", "installed professors"),
    "not_stated": Text("definition inte angiven", "definition not stated"),
    "own_target": Text("lärosätets eget mål", "the university's own target"),
}

_CAVEAT: Final = Text(
    "Det rör sig om få personer per år, så andelen svänger kraftigt. Regeringens mål räknar med"
    " befordrade och gästprofessorer men inte adjungerade; många källor säger inte vilka de"
    " räknar.",
    "Few persons are recruited in a year, so the share swings widely. The government's target"
    " includes promoted and visiting professors but not adjunct ones; many sources do not say"
    " whom they count.",
)

NEW_PROFESSORS_SHARE: Final = share_of_each_sex(
    id="new_professors_share_by_sex",
    title=Text("Kvinnor och män bland nya professorer", "Women and men among new professors"),
    definition=Text(
        "Andel kvinnor och män bland dem som blev professorer under perioden: utfall och mål."
        " Utfall som källan ställer mot regeringens mål står under målets definition.",
        "Share of women and men among those who became professors in the period: outcome and"
        " target. Outcomes that the source sets against the government's target stand under"
        " the definition of the target.",
    ),
    denominator=Text("nya professorer under perioden", "new professors in the period"),
    uncertainty=Uncertainty.COUNTED,
    represented_by=RepresentedBy.UNIVERSITY,
    groups=("new_professors",),
    items=_DEFINITIONS,
    preferred_sources=(
        "utbildningsdepartementet_2021_jamstalldhet_i_akademin",
        "gu_rektor_blogg_2021",
        "lum_lu_fortfarande_for_fa_kvinnliga_professorer",
        "lundagard_trog_vag_mot_en_jamstalld_topp",
    ),
    caveat=_CAVEAT,
)

NEW_PROFESSORS: Final = number_of_each_sex(
    id="new_professors_by_sex",
    title=Text("Antal nya professorer", "Number of new professors"),
    definition=Text(
        "Antal personer som blev professorer under perioden, enligt den definition som anges.",
        "Number of persons who became professors in the period, by the definition that is named.",
    ),
    unit=PERSONS,
    uncertainty=Uncertainty.COUNTED,
    represented_by=RepresentedBy.UNIVERSITY,
    groups=("new_professors",),
    items={name: _DEFINITIONS[name] for name in ("as_target", "installed", "not_stated")},
    caveat=_CAVEAT,
)

INDICATORS: Final[tuple[Indicator, ...]] = (NEW_PROFESSORS_SHARE, NEW_PROFESSORS)
