"""Indicators of what regions budget and decide: ALF money handed out, and their own money.

What the state pays is in `funding.py`.
"""

from typing import Final

from warehouse.indicators.funding import amount
from warehouse.indicators.model import Indicator
from warehouse.text import Text

ALF_DISTRIBUTION: Final = amount(
    "alf_distribution",
    Text("Så fördelar en region sina ALF-medel", "How a region distributes its ALF money"),
    Text(
        "Belopp som en region fördelar inom sin ALF-budget, efter användning och i löpande priser.",
        "Amounts that a region hands out within its ALF budget, by use, in current prices.",
    ),
    items={
        "total": Text("hela ALF-budgeten", "whole ALF budget"),
        "education": Text("utbildning utom infrastruktur", "education except infrastructure"),
        "infrastructure": Text(
            "infrastruktur för utbildning och forskning",
            "infrastructure for education and research",
        ),
        "research": Text("forskning utom infrastruktur", "research except infrastructure"),
        "activity_based": Text("verksamhetsfördelade medel", "distributed by activity"),
        "competitive_projects": Text("sökbara projektmedel", "competitive project grants"),
        "central_projects": Text(
            "centralt sökbara projektmedel, med landstingens medfinansiering",
            "central project grants, with co-financing by the county councils",
        ),
    },
    caveat=Text(
        "Regionerna delar upp sina medel på olika sätt; delarna kan inte jämföras mellan regioner.",
        "Regions divide their money in different ways; parts cannot be compared across regions.",
    ),
)

REGION_RESEARCH: Final = amount(
    "region_research_funding",
    Text("Regionernas egna forskningsmedel", "Research money from the regions"),
    Text(
        "Medel för forskning som regionerna själva skjuter till, ensamma eller tillsammans med "
        "staten eller universitetet enligt vad posten anger.",
        "Research money that regions put up themselves, alone or together with the state or the "
        "university as each item says.",
    ),
    items={
        "own": Text("egna medel", "own money"),
        "own_paid_centrally": Text("egna medel, varav centralt", "own money, of which central"),
        "own_and_alf_research": Text(
            "egna medel och ALF-ersättning för forskning", "own money and ALF for research"
        ),
        "medtech_initiative_five_years": Text(
            "medicinteknik med universitetet, fem år", "medtech with the university, five years"
        ),
    },
)

STOCKHOLM_BUDGET: Final = amount(
    "stockholm_alf_fouu_budget",
    Text("Stockholms gemensamma ALF/FoUU-budget", "Stockholm's joint ALF/FoUU budget"),
    Text(
        "Ramen för Region Stockholms och Karolinska Institutets gemensamma budget för forskning, "
        "utveckling och utbildning, i löpande priser.",
        "Frame of the joint budget of Region Stockholm and Karolinska Institutet for research, "
        "development and education, in current prices.",
    ),
    items={
        "total": Text("hela ramen", "whole frame"),
        "alf_compensation": Text("statens ALF-ersättning", "the state's ALF compensation"),
        "region_contribution": Text("Region Stockholms FoUU-medel", "Region Stockholm's own money"),
    },
)

STOCKHOLM_DECISIONS: Final = amount(
    "stockholm_alf_decisions",
    Text("Stockholms beslut om ALF- och FoUU-medel", "Stockholm's decisions on ALF/FoUU money"),
    Text(
        "Enskilda poster som ledningsgruppen för Karolinska Institutet och Region Stockholm "
        "beslutat om, berett eller informerats om.",
        "Single posts that the joint governing group of Karolinska Institutet and Region "
        "Stockholm has decided on, prepared or been informed of.",
    ),
    items={
        "uplift": Text("uppräkning av regionens medel", "uplift of the region's money"),
        "uplift_research_posts": Text(
            "uppräkning: kliniska forskartjänster", "uplift: clinical research posts"
        ),
        "uplift_conference": Text("uppräkning: konferens", "uplift: conference"),
        "compensation_per_post": Text(
            "ersättning per klinisk forskartjänst och år",
            "compensation per clinical research post and year",
        ),
        "data_infrastructure_reserved": Text(
            "datainfrastruktur: reserverat", "data infrastructure: reserved"
        ),
        "data_infrastructure_decided": Text(
            "datainfrastruktur: beslutat för forskningsplattform",
            "data infrastructure: decided for a research platform",
        ),
        "data_infrastructure_remaining": Text(
            "datainfrastruktur: kvar", "data infrastructure: remaining"
        ),
        "alf_increase": Text("ökad ALF-ersättning", "increase of the ALF compensation"),
        "alf_increase_education": Text(
            "ökad ALF-ersättning: till utbildningsrådet", "ALF increase: to the education council"
        ),
        "alf_increase_research": Text(
            "ökad ALF-ersättning: till forskningsrådet", "ALF increase: to the research council"
        ),
        "primary_care_research": Text("forskning i primärvården", "research in primary care"),
    },
)

INDICATORS: Final[tuple[Indicator, ...]] = (
    ALF_DISTRIBUTION,
    REGION_RESEARCH,
    STOCKHOLM_BUDGET,
    STOCKHOLM_DECISIONS,
)
