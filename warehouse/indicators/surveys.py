"""Indicators of the topic surveys: how many answered. What they answered stands in
`surveys_physicians.py`, `surveys_interns.py` and `surveys_placements.py`, listed here too.
"""

from typing import Final

from warehouse.indicators import surveys_interns, surveys_physicians, surveys_placements
from warehouse.indicators.model import (
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
from warehouse.units import PERCENT, PERSONS

_ROUND_1: Final = Text("omgång\u00a01", "round\u00a01")
_ROUND_2: Final = Text("omgång\u00a02", "round\u00a02")

ALF_SURVEY_RESPONSE_RATE: Final = Indicator(
    id="alf_survey_response_rate",
    topic=Topic.SURVEYS,
    title=Text("Svarsfrekvens, ALF-utvärderingens enkät", "Response rate, ALF evaluation survey"),
    definition=Text(
        "Andel som svarade på Vetenskapsrådets enkät till kliniska forskare och doktorander."
        " I omgång 1 fick alla i målgruppen frågan om de tillhörde den, i omgång 2 fick ett urval"
        " av dem som svarat frågor om forskningens villkor.",
        "Share that answered the Swedish Research Council's survey of clinical researchers and"
        " doctoral students. Round 1 asked everybody in the target group whether they belonged to"
        " it, round 2 asked a sample of those who answered about the conditions for research.",
    ),
    unit=PERCENT,
    direction=Direction.HIGHER,
    target=None,
    denominator=Text(
        "inbjudna i omgång 1; urvalets storlek i omgång 2 är inte tryckt",
        "invited in round 1; the size of the sample in round 2 is not printed",
    ),
    pooling=Pooling.WEIGHTED,
    valid_range=(0.0, 100.0),
    smallest_base=1,
    uncertainty=Uncertainty.COUNTED,
    represented_by=RepresentedBy.REGION,
    groups=("researchers", "doctoral_students"),
    items={"round_1": _ROUND_1, "round_2": _ROUND_2},
    caveat=Text(
        "Källans tal för riket är ovägda medelvärden av de sju regionerna.",
        "The source's figures for the nation are unweighted means of the seven regions.",
    ),
)

ALF_SURVEY_INVITED: Final = Indicator(
    id="alf_survey_invited",
    topic=Topic.SURVEYS,
    title=Text("Inbjudna till ALF-utvärderingens enkät", "Invited to the ALF evaluation survey"),
    definition=Text(
        "Antal kliniska forskare och doktorander som fick det första utskicket.",
        "Number of clinical researchers and doctoral students that were sent the first mailing.",
    ),
    unit=PERSONS,
    direction=Direction.NO_JUDGEMENT,
    target=None,
    denominator=None,
    pooling=Pooling.SUM,
    valid_range=(0.0, None),
    smallest_base=1,
    uncertainty=Uncertainty.COUNTED,
    represented_by=RepresentedBy.REGION,
    groups=("researchers", "doctoral_students"),
    items={"round_1": _ROUND_1},
)

ALF_SURVEY_ANSWERS: Final = Indicator(
    id="alf_survey_answers",
    topic=Topic.SURVEYS,
    title=Text("Svar i ALF-utvärderingens enkät", "Answers to the ALF evaluation survey"),
    definition=Text(
        "Antal som besvarade frågorna om forskningens villkor i omgång 2.",
        "Number that answered the questions on conditions for research in round 2.",
    ),
    unit=PERSONS,
    direction=Direction.NO_JUDGEMENT,
    target=None,
    denominator=None,
    pooling=Pooling.SUM,
    valid_range=(0.0, None),
    smallest_base=1,
    uncertainty=Uncertainty.COUNTED,
    represented_by=RepresentedBy.REGION,
    groups=("researchers", "doctoral_students"),
    items={"round_2": _ROUND_2},
)

_STOCKHOLM_BREAKS: Final = (
    SeriesBreak(
        region="stockholm",
        group=None,
        before="2015",
        after="2016",
        title=Text("Svar räknas på annat sätt", "Answers counted differently"),
        reason=Text(
            "Leverantören 2015 räknade alla öppnade enkäter som svar; därefter räknas bara"
            " ifyllda.",
            "The supplier of 2015 counted every opened questionnaire as an answer; after that"
            " only completed ones count.",
        ),
        source="stockholm_vfu_report_2020_21",
    ),
    SeriesBreak(
        region="stockholm",
        group=None,
        before="2016",
        after="2018/19",
        title=Text("Löpande insamling", "Continuous collection"),
        reason=Text(
            "Före 2018 samlades svaren in två gånger per termin, därefter varje vecka.",
            "Before 2018 answers were collected twice a term, after that every week.",
        ),
        source="stockholm_vfu_report_2020_21",
    ),
    SeriesBreak(
        region="stockholm",
        group=None,
        before="2020/21",
        after="HT2024",
        title=Text("Annan enkät och krets", "Another survey and population"),
        reason=Text(
            "Hösten 2024 gjordes en årlig enkät till studenter vid Karolinska Institutet och tre"
            " enskilda högskolor; den äldre löpte under läsåret och omfattade två högskolor.",
            "The survey of autumn 2024 is an annual one of students at Karolinska Institutet and"
            " three independent colleges; the earlier one ran through the year with two colleges.",
        ),
        source="document_000_6639493732567d75",
    ),
)

STOCKHOLM_VIL_SURVEY_RESPONSE_RATE: Final = Indicator(
    id="stockholm_vil_survey_response_rate",
    topic=Topic.SURVEYS,
    title=Text("Svarsfrekvens, Stockholms VIL/VFU-enkät", "Response rate, Stockholm placements"),
    definition=Text(
        "Andel av de studenter som gjort klinisk placering (VIL/VFU) i Region Stockholm som"
        " besvarade regionens enkät om placeringen.",
        "Share of the students on clinical placement in Region Stockholm that answered the"
        " region's survey about it.",
    ),
    unit=PERCENT,
    direction=Direction.HIGHER,
    target=None,
    denominator=Text(
        "studenter som fick enkäten efter sin placering",
        "students that were sent the questionnaire after their placement",
    ),
    pooling=Pooling.NOT_POOLABLE,
    valid_range=(0.0, 100.0),
    smallest_base=1,
    uncertainty=Uncertainty.COUNTED,
    represented_by=RepresentedBy.REGION,
    groups=("students", "medical_students"),
    items={
        ALL: Text("alla", "all"),
        "undated_1": Text("första äldre talet, år okänt", "first earlier figure, year unknown"),
        "undated_2": Text("andra äldre talet, år okänt", "second earlier figure, year unknown"),
        "undated_3": Text("tredje äldre talet, år okänt", "third earlier figure, year unknown"),
    },
    breaks=_STOCKHOLM_BREAKS,
    caveat=Text(
        "Serien är bruten tre gånger: talen kan jämföras inom varje del, inte mellan dem.",
        "The series is broken three times: compare within each part, not between them.",
    ),
)

# One item per survey, so that no two of them are taken for one series.
_SURVEYS: Final = {
    "physicians_2006": Text("läkarförbundets enkät om grundutbildningen 2006",
                            "the medical association's survey of education 2006"),
    "supervision_2012": Text("läkarstudenternas handledningsenkät 2012",
                             "the medical students' supervision survey 2012"),
    "placement_comments_2014": Text("kursvärdering av primärvårdsplacering 2014",
                                    "course evaluation of primary care placements 2014"),
    "research_project": Text("enkät om forskningsprojektet (CLES+T)",
                             "survey of the research project (CLES+T)"),
    "primary_care_cles": Text("enkät om primärvårdsplacering (CLES)",
                              "survey of primary care placements (CLES)"),
    "clinical_environment": Text("enkät om klinisk lärandemiljö (UCEEM)",
                                 "survey of the clinical learning environment (UCEEM)"),
    "supervisors_vgr": Text("handledarenkät i Västra Götaland", "supervisors in Västra Götaland"),
    "supervisors_jonkoping": Text("handledarenkät i Jönköpings län",
                                  "supervisor survey, Jönköping county"),
    "entrepreneurship": Text("enkät om entreprenörskap", "survey of entrepreneurship"),
}  # fmt: skip

_MEMBER_SURVEYS: Final = {
    "nursing_vfu": Text("Vårdförbundet Students VFU-ranking", "care students' placement ranking"),
    "at_ranking": Text("SYLF:s AT-ranking", "ranking of internships by SYLF"),
    "nursing_final_term": Text("enkät till blivande sjuksköterskor (LUST)",
                               "survey of nursing students in their final term (LUST)"),
    "academic_career": Text("studenttidningens enkät om akademisk karriär",
                            "student newspaper's survey of academic careers"),
}  # fmt: skip

OTHER_SURVEY_RESPONSE_RATE: Final = Indicator(
    id="other_survey_response_rate",
    topic=Topic.SURVEYS,
    title=Text("Svarsfrekvens i övriga enkäter", "Response rates of other surveys"),
    definition=Text(
        "Andel som svarade i enskilda enkäter till studenter, handledare eller läkare. Varje enkät"
        " har sin egen målgrupp.",
        "Share that answered in single surveys of students, supervisors or physicians. Each survey"
        " has its own target group.",
    ),
    unit=PERCENT,
    direction=Direction.HIGHER,
    target=None,
    denominator=Text("inbjudna i respektive enkät", "those invited in each survey"),
    pooling=Pooling.NOT_POOLABLE,
    valid_range=(0.0, 100.0),
    smallest_base=1,
    uncertainty=Uncertainty.COUNTED,
    represented_by=RepresentedBy.REGION,
    groups=("new_physicians", "medical_students", "students", "physicians", "supervisors"),
    items=_SURVEYS,
    caveat=Text(
        "Enkäterna är olika och jämförs inte med varandra; de ger en storleksordning.",
        "The surveys differ and are not compared with each other; they give an order of magnitude.",
    ),
)

SURVEY_ANSWERS: Final = Indicator(
    id="survey_answers",
    topic=Topic.SURVEYS,
    title=Text("Antal svar i övriga enkäter", "Answers to other surveys"),
    definition=Text(
        "Antal personer som svarade i enskilda enkäter och rankningar inom vårdens utbildningar.",
        "Number of persons that answered in single surveys and rankings of health care education.",
    ),
    unit=PERSONS,
    direction=Direction.NO_JUDGEMENT,
    target=None,
    denominator=None,
    pooling=Pooling.NOT_POOLABLE,
    valid_range=(0.0, None),
    smallest_base=1,
    uncertainty=Uncertainty.COUNTED,
    represented_by=RepresentedBy.REGION,
    groups=("new_physicians", "medical_students", "students", "nursing_students",
            "health_care_students", "interns", "physicians"),
    items={key: _SURVEYS[key] for key in _SURVEYS if key != "supervisors_jonkoping"}
    | _MEMBER_SURVEYS,
    caveat=Text(
        "Medlemsenkäter anger svar men inte svarsfrekvens; medlemstalet är inte antalet inbjudna.",
        "Member surveys give answers but no response rate; membership is not the number invited.",
    ),
)  # fmt: skip

INDICATORS: Final[tuple[Indicator, ...]] = (
    ALF_SURVEY_RESPONSE_RATE,
    ALF_SURVEY_INVITED,
    ALF_SURVEY_ANSWERS,
    STOCKHOLM_VIL_SURVEY_RESPONSE_RATE,
    OTHER_SURVEY_RESPONSE_RATE,
    SURVEY_ANSWERS,
    *surveys_physicians.INDICATORS,
    *surveys_interns.INDICATORS,
    *surveys_placements.INDICATORS,
)
