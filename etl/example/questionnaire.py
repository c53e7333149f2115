"""How the example's surveys are written: answers in words, names of units and columns."""

from typing import Final

from etl.example.truths import QUESTIONS, REWORDED
from warehouse.regions import REGIONS
from warehouse.text import Text

SERIES: Final = "example_vil"
SERIES_TITLE: Final = Text("VIL-enkäten (exempel)", "The VIL survey (example)")
SOURCE: Final = "example_data"
SCALE: Final = "agreement"

# From the lowest to the highest; the last two are positive.
ANSWERS: Final = (
    Text("Instämmer inte alls", "Disagree fully"),
    Text("Instämmer till liten del", "Disagree"),
    Text("Instämmer delvis", "Agree in part"),
    Text("Instämmer till stor del", "Agree"),
    Text("Instämmer helt", "Agree fully"),
)
NOT_RELEVANT: Final = Text("Ej aktuellt", "Not relevant")
SEX_WORDS: Final = {"women": "Kvinna", "men": "Man"}
PROGRAMME_WORDS: Final = {
    "medical_students": "Läkarprogrammet",
    "nursing_students": "Sjuksköterskeprogrammet",
    "physiotherapy_students": "Fysioterapeutprogrammet",
}


def unit_name(region: str, unit: str) -> str:
    """Neutral on purpose: no hospital is meant."""
    return f"Enhet {unit.upper()}, {REGIONS[region].short.sv}"


def unit_code(region: str, unit: str) -> str:
    return f"example_{region}_{unit}"


def region_name(region: str) -> str:
    return REGIONS[region].name.sv


def wording(question: str, year: int) -> Text:
    """As it was asked in that year."""
    if question == REWORDED.question and year < REWORDED.since:
        return REWORDED.before
    return QUESTIONS[question].wording


def written_answers() -> list[str]:
    """Cells by answer as drawn: the five answers, then "does not apply"."""
    return [*(answer.sv for answer in ANSWERS), NOT_RELEVANT.sv]
