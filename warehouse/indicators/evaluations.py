"""Indicators of national evaluations of clinical research and of university healthcare.

Grades are steps of an ordered scale; they are compared and never averaged. What grades cost or
give in money belongs to the topic funding; judgements of education are in `education_reviews`.
"""

from collections.abc import Mapping
from typing import Final

from warehouse.indicators import education_reviews
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
from warehouse.units import COUNT, GRADE, PERCENT

PANELS: Final[Mapping[str, Text]] = {
    "scientific_production": Text("vetenskaplig produktion", "scientific production"),
    "clinical_significance": Text(
        "klinisk betydelse och samhällsnytta", "clinical significance and benefit to society"
    ),
    "prerequisites": Text("forskningens förutsättningar", "prerequisites of research"),
}

ALF_GRADE: Final = Indicator(
    id="alf_evaluation_grade",
    topic=Topic.EVALUATIONS,
    title=Text("Omdöme i ALF-utvärderingen", "Grade in the ALF evaluation"),
    definition=Text(
        "Omdömet som en panel i Vetenskapsrådets utvärdering av den kliniska forskningen gav "
        "ALF-regionen, på en skala i tre steg.",
        "The grade that a panel of the Swedish Research Council's evaluation of clinical research "
        "gave the ALF region, on a scale of three steps.",
    ),
    unit=GRADE,
    direction=Direction.HIGHER,
    target=None,
    denominator=None,
    pooling=Pooling.NOT_POOLABLE,
    valid_range=(1, 3),
    smallest_base=1,
    uncertainty=Uncertainty.COUNTED,
    represented_by=RepresentedBy.REGION,
    groups=(ALL,),
    items=PANELS,
    scale=(
        Text("undermålig kvalitet", "inadequate quality"),
        Text("god–hög kvalitet", "good to high quality"),
        Text("mycket hög kvalitet", "very high quality"),
    ),
    # The party that was evaluated first, then its hospital, then what others let us conclude.
    preferred_sources=(
        "regionorebrolan_positiv_utveckling_nar_regionens_kliniska_for",
        "vgregion_alf_utvarderingen",
        "news_cision_goteborgs_universitet_och_vastra_gotalandsreg",
        "gu_fortsatt_mycket_gott_betyg_for_klinisk_forskn",
        "sahlgrenskaliv_bast_i_landet_pa_klinisk_forskning",
        "sahlgrenskaliv_ny_utvardering_topplacering_for_klinisk_forsk",
        "umu_hoga_betyg_till_umea_och_vasterbotten_for_kva",
        "mp_uu_mycket_gott_betyg_for_klinisk_forskning_i_upp",
        "med_lu_180328_kliniskforskning",
    ),
    caveat=Text(
        "Omdömena är lästa på universitetens och regionernas egna sidor, inte i Vetenskapsrådets "
        "rapporter. Skalan är densamma 2018 och 2023 och saknar mellansteg: inga medelvärden.",
        "The grades were read on pages of the universities and regions, not in the reports of the "
        "Research Council. The scale is the same in 2018 and 2023 and is never averaged.",
    ),
)

ALF_TOP_GRADES: Final = Indicator(
    id="alf_evaluation_top_grades",
    topic=Topic.EVALUATIONS,
    title=Text("Antal högsta omdömen i ALF-utvärderingen", "Top grades in the ALF evaluation"),
    definition=Text(
        "Hur många av utvärderingens tre paneler som gav ALF-regionen det högsta omdömet.",
        "How many of the evaluation's three panels gave the ALF region the highest grade.",
    ),
    unit=COUNT,
    direction=Direction.HIGHER,
    target=None,
    denominator=Text("utvärderingens tre paneler", "the three panels of the evaluation"),
    pooling=Pooling.NOT_POOLABLE,
    valid_range=(0, 3),
    smallest_base=1,
    uncertainty=Uncertainty.COUNTED,
    represented_by=RepresentedBy.REGION,
    groups=(ALL,),
    items=NO_ITEMS,
)

ALF_PANEL_WEIGHT: Final = Indicator(
    id="alf_evaluation_panel_weight",
    topic=Topic.EVALUATIONS,
    title=Text("Panelernas vikt i ALF-utvärderingen", "Weight of the ALF evaluation's panels"),
    definition=Text(
        "Hur tungt varje panels omdöme vägde när utvärderingen sammanfattades.",
        "How much the grade of each panel counted when the evaluation was summed up.",
    ),
    unit=PERCENT,
    direction=Direction.NO_JUDGEMENT,
    target=None,
    denominator=Text("utvärderingens samlade vikt", "the total weight of the evaluation"),
    pooling=Pooling.NOT_POOLABLE,
    valid_range=(0, 100),
    smallest_base=1,
    uncertainty=Uncertainty.COUNTED,
    represented_by=RepresentedBy.REGION,
    groups=(ALL,),
    items=PANELS,
)

SUBMITTED_PUBLICATIONS: Final = Indicator(
    id="alf_evaluation_submitted_publications",
    topic=Topic.EVALUATIONS,
    title=Text("Publikationer inlämnade till utvärderingen", "Publications sent to the evaluation"),
    definition=Text(
        "Antalet publikationer som lämnades in till en panel i ALF-utvärderingen.",
        "The number of publications handed in to a panel of the ALF evaluation.",
    ),
    unit=COUNT,
    direction=Direction.NO_JUDGEMENT,
    target=None,
    denominator=None,
    pooling=Pooling.NOT_POOLABLE,
    valid_range=(0, None),
    smallest_base=1,
    uncertainty=Uncertainty.COUNTED,
    represented_by=RepresentedBy.REGION,
    groups=(ALL,),
    items={"scientific_production": PANELS["scientific_production"]},
)

CLINICAL_RESEARCH_SHARE: Final = Indicator(
    id="share_of_swedish_clinical_research",
    topic=Topic.EVALUATIONS,
    title=Text("Andel av Sveriges kliniska forskning", "Share of Sweden's clinical research"),
    definition=Text(
        "Regionens del av den kliniska forskningen i Sverige, så som källan uppger den.",
        "The region's part of clinical research in Sweden, as the source states it.",
    ),
    unit=PERCENT,
    direction=Direction.NO_JUDGEMENT,
    target=None,
    denominator=Text("all klinisk forskning i Sverige", "all clinical research in Sweden"),
    pooling=Pooling.NOT_POOLABLE,
    valid_range=(0, 100),
    smallest_base=1,
    uncertainty=Uncertainty.ESTIMATED,
    represented_by=RepresentedBy.REGION,
    groups=(ALL,),
    items=NO_ITEMS,
    caveat=Text(
        "Källan säger inte hur forskningen har räknats.",
        "The source does not say how research was counted.",
    ),
)

USV_UNITS: Final = Indicator(
    id="usv_units",
    topic=Topic.EVALUATIONS,
    title=Text("Universitetssjukvårdsenheter", "University healthcare units"),
    definition=Text(
        "Antalet enheter i vården som har utsetts till universitetssjukvårdsenheter, och hur "
        "många som sökte eller uppfyller ett visst krav.",
        "The number of healthcare units that have been appointed university healthcare units, and "
        "how many applied or meet a certain requirement.",
    ),
    unit=COUNT,
    direction=Direction.NO_JUDGEMENT,
    target=None,
    denominator=None,
    pooling=Pooling.SUM,
    valid_range=(0, None),
    smallest_base=1,
    uncertainty=Uncertainty.COUNTED,
    represented_by=RepresentedBy.REGION,
    groups=(ALL,),
    items={
        "units": Text("utsedda enheter", "appointed units"),
        "applications": Text("ansökningar", "applications"),
        "innovation_strategy_known": Text(
            "enheter vars personal känner till en innovationsstrategi",
            "units whose staff know of an innovation strategy",
        ),
    },
    caveat=Text(
        "Vården delas in i enheter i varje region för sig; antalet säger inget om deras storlek.",
        "Each region divides its care into units on its own; their number says nothing of size.",
    ),
)

USV_MINIMUM_LEVELS: Final = Indicator(
    id="usv_minimum_levels",
    topic=Topic.EVALUATIONS,
    title=Text("Miniminivåer för universitetssjukvård", "Minimum levels of university healthcare"),
    definition=Text(
        "Antalet lägsta nivåer för universitetssjukvård som Socialstyrelsen föreslog.",
        "The number of minimum levels of university healthcare that the National Board of Health "
        "and Welfare proposed.",
    ),
    unit=COUNT,
    direction=Direction.NO_JUDGEMENT,
    target=None,
    denominator=None,
    pooling=Pooling.NOT_POOLABLE,
    valid_range=(0, None),
    smallest_base=1,
    uncertainty=Uncertainty.COUNTED,
    represented_by=RepresentedBy.REGION,
    groups=(ALL,),
    items=NO_ITEMS,
)

USV_MINIMUM_LEVELS_MET: Final = Indicator(
    id="usv_minimum_levels_met",
    topic=Topic.EVALUATIONS,
    title=Text("Når regionerna miniminivåerna?", "Do the regions reach the minimum levels?"),
    definition=Text(
        "Om Socialstyrelsens utvärdering fann att alla ALF-regioner når alla miniminivåer för "
        "universitetssjukvård.",
        "Whether the evaluation by the National Board of Health and Welfare found that all ALF "
        "regions reach every minimum level of university healthcare.",
    ),
    unit=GRADE,
    direction=Direction.HIGHER,
    target=None,
    denominator=None,
    pooling=Pooling.NOT_POOLABLE,
    valid_range=(1, 2),
    smallest_base=1,
    uncertainty=Uncertainty.COUNTED,
    represented_by=RepresentedBy.REGION,
    groups=(ALL,),
    items=NO_ITEMS,
    scale=(
        Text("alla nivåer nås inte", "not every level is reached"),
        Text("alla nivåer nås", "every level is reached"),
    ),
)

INDICATORS: Final[tuple[Indicator, ...]] = (
    ALF_GRADE,
    ALF_TOP_GRADES,
    ALF_PANEL_WEIGHT,
    SUBMITTED_PUBLICATIONS,
    CLINICAL_RESEARCH_SHARE,
    USV_UNITS,
    USV_MINIMUM_LEVELS,
    USV_MINIMUM_LEVELS_MET,
    *education_reviews.INDICATORS,
)
