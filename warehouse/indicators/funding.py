"""Indicators of the state's compensation (ALF): its parts, what it is shared by, and prices.

What regions budget and decide themselves is in `regional_budgets.py`. Money is in kronor of the
year it was paid; fixed prices are computed in `warehouse/prices.py`.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from warehouse.indicators.model import (
    NO_ITEMS,
    Direction,
    Indicator,
    Pooling,
    RepresentedBy,
    SeriesBreak,
    Topic,
    Uncertainty,
)
from warehouse.members import ALL
from warehouse.text import Text
from warehouse.units import INDEX, PERCENT, RANK, SEK


def amount(
    identifier: str,
    title: Text,
    definition: Text,
    *,
    items: Mapping[str, Text] = NO_ITEMS,
    caveat: Text | None = None,
) -> Indicator:
    """An amount of money: taken from accounts, and more is neither better nor worse."""
    return Indicator(
        id=identifier,
        topic=Topic.FUNDING,
        title=title,
        definition=definition,
        unit=SEK,
        direction=Direction.NO_JUDGEMENT,
        target=None,
        denominator=None,
        pooling=Pooling.NOT_POOLABLE,
        valid_range=(0, None),
        smallest_base=1,
        uncertainty=Uncertainty.COUNTED,
        represented_by=RepresentedBy.REGION,
        groups=(ALL,),
        items=items,
        caveat=caveat,
    )


def _share(identifier: str, title: Text, definition: Text, *, of: Text) -> Indicator:
    """A share in percent of the whole that `of` names."""
    return replace(
        amount(identifier, title, definition),
        unit=PERCENT,
        denominator=of,
        valid_range=(0, 100),
    )


_NEW_AGREEMENT: Final = SeriesBreak(
    region="riket",
    group=None,
    before="2014",
    after="2015",
    title=Text("Nytt avtal, Örebro tillkommer", "New agreement, Örebro joins"),
    reason=Text(
        "Från 2015 gäller ett nytt nationellt avtal och Örebro ingår: sju regioner i stället för "
        "sex.",
        "A new national agreement holds from 2015 and includes Örebro: seven regions instead of "
        "six.",
    ),
    source="oru_nytt_avtal_2015",
)

ALF_COMPENSATION: Final = replace(
    amount(
        "alf_compensation",
        Text("Statens ALF-ersättning", "State compensation under the ALF agreement"),
        Text(
            "Statens ersättning för läkarutbildning och klinisk forskning till en region eller "
            "till alla regioner tillsammans, i löpande priser och per år där inget annat sägs.",
            "What the state pays to one region, or to all of them together, for educating "
            "physicians and for clinical research, in current prices and per year unless stated.",
        ),
        items={
            "total": Text("utbildning och forskning", "education and research"),
            "education": Text("läkarutbildning", "education of physicians"),
            "research": Text("klinisk forskning", "clinical research"),
            "purpose_unclear": Text("oklart ändamål", "unclear purpose"),
            "research_quality_part": Text(
                "forskning, del som fördelas efter kvalitet", "research, part allocated by quality"
            ),
            "research_four_years": Text(
                "klinisk forskning, summa för fyra år", "clinical research, sum of four years"
            ),
            "old_agreement_total": Text(
                "utbildning och forskning enligt äldre avtal",
                "education and research under an earlier agreement",
            ),
        },
        caveat=Text(
            "Enstaka uppgifter: inget år finns beloppet för alla sju regioner. Utbetald ersättning "
            "är inte bokförd kostnad.",
            "Single observations: no year has the amount for all seven regions. Money paid out is "
            "not accounted cost.",
        ),
    ),
    pooling=Pooling.SUM,
    breaks=(_NEW_AGREEMENT,),
    preferred_sources=("vgregion_topplacering_2018", "alfvastragotaland_extra_tilldelning"),
)

ALF_DIFFERENCE: Final = amount(
    "alf_compensation_difference",
    Text("Skillnader i ALF-ersättning", "Differences in ALF compensation"),
    Text(
        "Ökningar av en regions ersättning och påståenden om hur mycket lägre den är än andras, "
        "i kronor per år.",
        "Increases of a region's compensation, and claims of how much lower it is than that of "
        "others, in kronor per year.",
    ),
    items={
        "research_increase_after_evaluation": Text(
            "ökning för forskning efter utvärderingen", "increase for research after evaluation"
        ),
        "claimed_gap_to_gothenburg": Text(
            "påstått mindre än Göteborg, sett till antalet studieplatser",
            "claimed to be less than Gothenburg, given the number of study places",
        ),
        "claimed_gap_to_city_mean": Text(
            "påstått mindre än orternas medelvärde", "claimed to be less than the cities' mean"
        ),
    },
    caveat=Text(
        "Påståendena kommer från en interpellation i riksdagen och är inte myndighetens uppgifter.",
        "The claims come from an interpellation in parliament; they are not an agency's figures.",
    ),
)

ODONTOLOGY: Final = replace(
    amount(
        "alf_account_odontology",
        Text("Odontologi på ALF-kontot", "Dentistry inside the ALF account"),
        Text(
            "Belopp för odontologisk utbildning och forskning som ingår i universitetets konto för "
            "klinisk utbildning och forskning.",
            "Amount for dental education and research that is included in the university's account "
            "for clinical education and research.",
        ),
        caveat=Text(
            "Dras av när dessa universitet jämförs med andra. Källan anger bara två universitet.",
            "To be subtracted before these universities are compared with others. The source names "
            "two universities only.",
        ),
    ),
    represented_by=RepresentedBy.UNIVERSITY,
)

ALF_SHARE_BY_PURPOSE: Final = replace(
    _share(
        "alf_share_by_purpose",
        Text("ALF-ersättningens delar i procent", "Parts of the ALF compensation in percent"),
        Text(
            "Andel av regionens ALF-ersättning som avser utbildning respektive forskning.",
            "Share of a region's ALF compensation that is for education and for research.",
        ),
        of=Text("regionens hela ALF-ersättning", "the region's whole ALF compensation"),
    ),
    items={
        "education": Text("läkarutbildning", "education of physicians"),
        "research": Text("klinisk forskning", "clinical research"),
    },
)

ALF_SHARE_BY_QUALITY: Final = replace(
    _share(
        "alf_share_by_quality",
        Text("Andel av forskningsmedlen efter kvalitet", "Share of research money by quality"),
        Text(
            "Andel av ALF-ersättningen för klinisk forskning som fördelas efter bedömd kvalitet; "
            "resten är ett fast grundbelopp.",
            "Share of the ALF compensation for clinical research that is allocated by assessed "
            "quality; the rest is a fixed base amount.",
        ),
        of=Text(
            "statens ALF-ersättning för klinisk forskning",
            "the state's ALF compensation for clinical research",
        ),
    ),
    caveat=Text(
        "Kvalitet mättes med bibliometri 2016–2018 och med Vetenskapsrådets utvärdering från 2019.",
        "Quality was measured by bibliometrics 2016–2018, by the Research Council's evaluation "
        "from 2019.",
    ),
)

ALF_RANK: Final = replace(
    _share(
        "alf_rank_by_amount",
        Text("Ordning efter tilldelade ALF-medel", "Order by awarded ALF money"),
        Text(
            "Regionens plats bland de sju efter storleken på tilldelade ALF-medel, där 1 är "
            "störst.",
            "The region's place among the seven by the size of awarded ALF money, where 1 is "
            "largest.",
        ),
        of=Text("sju ALF-regioner", "seven ALF regions"),
    ),
    unit=RANK,
    valid_range=(1, 7),
    caveat=Text(
        "Källan visar bara ordningen, inte beloppen, och anger inget år.",
        "The source shows the order only, no amounts, and states no year.",
    ),
)

CONSUMER_PRICE_INDEX: Final = replace(
    amount(
        "consumer_price_index",
        Text("Konsumentprisindex, årsmedeltal", "Consumer price index, yearly average"),
        Text(
            "Årsmedeltal av de fastställda talen för konsumentprisindex, där 1980 är 100.",
            "Yearly average of the established figures of the consumer price index, where 1980 is "
            "100.",
        ),
    ),
    unit=INDEX,
    uncertainty=Uncertainty.ESTIMATED,
    preferred_sources=("scb_konsumentprisindex",),
    deflator=Text("KPI", "CPI"),
)

PRIVATE_PRIMARY_CARE: Final = replace(
    _share(
        "private_primary_care_share",
        Text("Privata vårdcentraler", "Private primary care centres"),
        Text(
            "Andel av regionens vårdcentraler som drivs privat, enligt regionens ledningsorgan.",
            "Share of the region's primary care centres that are privately run, as told by the "
            "regional governing body.",
        ),
        of=Text("regionens vårdcentraler", "the region's primary care centres"),
    ),
    topic=Topic.EDUCATION,
)

INDICATORS: Final[tuple[Indicator, ...]] = (
    ALF_COMPENSATION,
    ALF_DIFFERENCE,
    ODONTOLOGY,
    ALF_SHARE_BY_PURPOSE,
    ALF_SHARE_BY_QUALITY,
    ALF_RANK,
    CONSUMER_PRICE_INDEX,
    PRIVATE_PRIMARY_CARE,
)
