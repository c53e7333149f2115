"""Women and men as authors and as applicants for research grants. Not for state compensation."""

from typing import Final

from warehouse.indicators.gender.shape import (
    UNIVERSITIES_DIFFER,
    number_of_each_sex,
    share_of_each_sex,
)
from warehouse.indicators.model import (
    NO_ITEMS,
    Direction,
    Indicator,
    Pooling,
    RepresentedBy,
    Topic,
    Uncertainty,
)
from warehouse.text import Text
from warehouse.units import APPLICATIONS, AUTHORSHIPS, PERCENT

_NAMES_GUESSED: Final = Text(
    "Könet är härlett ur förnamn. För 5,5 % (Örebro) till 26,1 % (Uppsala) av författarskapen är"
    " det okänt, så lärosätena är inte helt jämförbara. ",
    "The sex is inferred from first names. For 5.5% (Örebro) to 26.1% (Uppsala) of the authorships"
    " it is unknown, so the universities are not fully comparable. ",
)
_AUTHOR_CAVEAT: Final = Text(
    _NAMES_GUESSED.sv + UNIVERSITIES_DIFFER.sv, _NAMES_GUESSED.en + UNIVERSITIES_DIFFER.en
)

AUTHORSHIP_SHARE: Final = share_of_each_sex(
    id="authorship_share_by_sex",
    title=Text("Kvinnor och män bland författarskap", "Women and men among authorships"),
    definition=Text(
        "Andel av lärosätets vetenskapliga författarskap som hör till kvinnor och till män, enligt"
        " CWTS Leiden Ranking: alla ämnen, full räkning, publikationer 2016–2019. Andelen räknas"
        " bland författarskap med känt kön; andelen med okänt kön räknas bland alla.",
        "Share of the university's scholarly authorships that belong to women and to men, by the"
        " CWTS Leiden Ranking: all sciences, full counting, publications of 2016–2019. The share"
        " is among authorships of known sex; the share of unknown sex is among all.",
    ),
    denominator=Text("författarskap med känt kön", "authorships of known sex"),
    uncertainty=Uncertainty.ESTIMATED,
    represented_by=RepresentedBy.UNIVERSITY,
    groups=("authors",),
    items={
        "known_sex": Text("bland känt kön", "among known sex"),
        "all_authorships": Text("bland alla författarskap", "among all authorships"),
    },
    caveat=_AUTHOR_CAVEAT,
)

AUTHORSHIPS_BY_SEX: Final = number_of_each_sex(
    id="authorships_by_sex",
    title=Text("Antal författarskap", "Number of authorships"),
    definition=Text(
        "Antal vetenskapliga författarskap vid lärosätet enligt CWTS Leiden Ranking: alla ämnen,"
        " full räkning. En artikel med tre författare är tre författarskap.",
        "Number of scholarly authorships at the university by the CWTS Leiden Ranking: all"
        " sciences, full counting. An article with three authors is three authorships.",
    ),
    unit=AUTHORSHIPS,
    uncertainty=Uncertainty.ESTIMATED,
    represented_by=RepresentedBy.UNIVERSITY,
    groups=("authors",),
    items=NO_ITEMS,
    caveat=_AUTHOR_CAVEAT,
)

_STAGES: Final = {
    "submitted": Text("inlämnade ansökningar", "applications submitted"),
    "granted": Text("beviljade ansökningar", "applications granted"),
}

APPLICATION_SHARE: Final = share_of_each_sex(
    id="grant_application_share_by_sex",
    title=Text(
        "Ansökningar om forskningsbidrag: kvinnor och män",
        "Research grant applications: women and men",
    ),
    definition=Text(
        "Andel av ansökningarna till Vetenskapsrådet inom medicin och hälsa, och av de beviljade,"
        " som har en kvinna respektive en man som huvudsökande.",
        "Share of the applications to the Swedish Research Council in medicine and health, and of"
        " those granted, with a woman and with a man as main applicant.",
    ),
    denominator=Text("ansökningar i utlysningen", "applications in the call"),
    uncertainty=Uncertainty.COUNTED,
    represented_by=RepresentedBy.REGION,
    groups=("applicants",),
    items=_STAGES,
)

APPLICATIONS_BY_SEX: Final = number_of_each_sex(
    id="grant_applications_by_sex",
    title=Text("Antal ansökningar om forskningsbidrag", "Number of research grant applications"),
    definition=Text(
        "Antal ansökningar till Vetenskapsrådet inom medicin och hälsa, och antal beviljade, efter"
        " huvudsökandens kön.",
        "Number of applications to the Swedish Research Council in medicine and health, and number"
        " granted, by the sex of the main applicant.",
    ),
    unit=APPLICATIONS,
    uncertainty=Uncertainty.COUNTED,
    represented_by=RepresentedBy.REGION,
    groups=("applicants",),
    items=_STAGES,
)

SUCCESS_RATE: Final = Indicator(
    id="grant_success_by_sex",
    topic=Topic.GENDER,
    title=Text("Beviljandegrad för kvinnor och för män", "Success rate of women and of men"),
    definition=Text(
        "Andel av kvinnors ansökningar som beviljades, och andel av mäns, hos Vetenskapsrådet inom"
        " medicin. De två andelarna har var sin nämnare och blir inte 100 tillsammans.",
        "Share of women's applications that were granted, and share of men's, at the Swedish"
        " Research Council in medicine. The two shares have a denominator each and do not make"
        " 100 together.",
    ),
    unit=PERCENT,
    direction=Direction.NO_JUDGEMENT,
    target=None,
    denominator=Text("ansökningar från samma kön", "applications from the same sex"),
    pooling=Pooling.WEIGHTED,
    valid_range=(0.0, 100.0),
    smallest_base=1,
    uncertainty=Uncertainty.COUNTED,
    represented_by=RepresentedBy.REGION,
    groups=("applicants",),
    items={
        "whole_call": Text("hela utlysningen", "the whole call"),
        "new_projects": Text("nya projekt", "new projects"),
    },
)

INDICATORS: Final[tuple[Indicator, ...]] = (
    AUTHORSHIP_SHARE,
    AUTHORSHIPS_BY_SEX,
    APPLICATION_SHARE,
    APPLICATIONS_BY_SEX,
    SUCCESS_RATE,
)
