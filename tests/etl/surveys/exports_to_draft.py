"""Made-up exports of every platform, with a marker in whatever a draft must never show."""

import csv
import io
import random
from collections.abc import Callable, Sequence
from typing import Final

MARKER: Final = "Kalle Anka"
ROWS: Final = 60
AGREEMENT: Final = (
    "Instämmer inte alls", "Instämmer till liten del", "Instämmer delvis",
    "Instämmer till stor del", "Instämmer helt",
)  # fmt: skip
ENGLISH: Final = (
    "Strongly disagree", "Somewhat disagree", "Neither agree nor disagree", "Somewhat agree",
    "Strongly agree",
)  # fmt: skip
NORWEGIAN: Final = (
    "Helt uenig", "Delvis uenig", "Verken enig eller uenig", "Delvis enig", "Helt enig",
)  # fmt: skip
SATISFIED: Final = (
    "Mycket missnöjd", "Ganska missnöjd", "Varken nöjd eller missnöjd", "Ganska nöjd",
    "Mycket nöjd",
)  # fmt: skip
PROGRAMMES: Final = ("Läkarprogrammet", "Sjuksköterskeprogrammet", "Fysioterapeutprogrammet")
UNITS: Final = ("Danderyds sjukhus", "Södersjukhuset", "Vårdcentralen Åby")
SEXES: Final = ("Kvinna", "Man")


class Made:
    """Deterministic cells: `one` of the answers, `often` blank, open `text` with the marker."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def one(self, answers: Sequence[str], blank: float = 0.05) -> str:
        return "" if self._random.random() < blank else self._random.choice(answers)

    def must(self, answers: Sequence[str]) -> str:
        return self.one(answers, 0)

    def ticked(self, sign: str) -> str:
        return self.one([sign], 0.5)

    def several(self, options: Sequence[str]) -> str:
        return ", ".join(one for one in options if self._random.random() < 0.6)

    def text(self, row: int) -> str:
        return f"{MARKER} {row} tyckte att det var bra" if row % 3 else ""


def written(
    rows: Sequence[Sequence[object]], delimiter: str = ",", encoding: str = "utf-8"
) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode(encoding)


def day(row: int) -> str:
    return f"2024-04-{row % 28 + 1:02}"


def nordic(unit: str = UNITS[0]) -> bytes:
    """`unit` is that of the first row."""
    made = Made(1)
    head = [
        "Svars-ID", "Inskickad", "Placering", "Program", "Kön", "Ålder", "Namn",
        "Jag fick återkoppling", "Min handledare hade tid", "Helhetsbetyg", "Antal veckor",
        "Hade du en plan?", "Deltog i: Rond", "Deltog i: Operation", "Kommentar",
    ]  # fmt: skip
    rows = [
        [
            f"S{row:04}", f"{day(row)} 10:00", made.must(UNITS), made.must(PROGRAMMES),
            made.must(SEXES), 19 + row % 30, f"{MARKER} {row}",
            made.one((*AGREEMENT, "Ej aktuellt")), made.one(AGREEMENT),
            made.one(("1 - Mycket dåligt", "2", "3", "4", "5 - Mycket bra")), 11 + row % 20,
            made.one(("Ja", "Nej")), made.ticked("1"), made.ticked("1"), made.text(row),
        ]
        for row in range(ROWS)
    ]  # fmt: skip
    rows[0][2] = unit
    return written([head, *rows], ";", "windows-1252")


def norwegian() -> bytes:
    made = Made(2)
    head = [
        "Besvarelse-ID", "Levert", "Sykehus", "Kjønn", "Jeg fikk tilbakemelding",
        "Veilederen hadde tid til meg", "Hvor fornøyd er du, alt i alt? (1-10)", "Kommentar",
    ]  # fmt: skip
    rows = [
        [
            row + 1, f"{row % 28 + 1:02}.05.2024 10:00", made.must(("Ullevål", "Ahus")),
            made.must(("Kvinne", "Mann")), made.one(NORWEGIAN), made.one((*NORWEGIAN, "Vet ikke")),
            made.one([str(number) for number in range(1, 11)]), made.text(row),
        ]
        for row in range(ROWS)
    ]  # fmt: skip
    return written([head, *rows], ";")


def limesurvey_codes() -> bytes:
    made = Made(3)
    head = [
        "id", "submitdate", "lastpage", "startlanguage", "seed", "token", "G1Q1[SQ001]",
        "G1Q1[SQ002]", "G2Q1", "G2Q2[SQ001]", "G2Q2[SQ002]", "G3", "sex",
    ]  # fmt: skip
    codes = ("A1", "A2", "A3", "A4", "A5")
    rows = [
        [
            row + 1, f"{day(row)} 10:00:00", 3, "sv", 1000 + row, f"tok{row}x", made.one(codes),
            made.one(codes), made.one(codes), made.ticked("Y"), made.ticked("Y"), made.text(row),
            made.must("FM"),
        ]
        for row in range(ROWS)
    ]  # fmt: skip
    return written([head, *rows])


def limesurvey_texts() -> bytes:
    made = Made(4)
    head = [
        "Response ID", "Date submitted", "Last page", "Start language", "Seed",
        "G1Q1[SQ001]. Hur väl stämmer detta? [Handledaren hade tid]",
        "G1Q1[SQ002]. Hur väl stämmer detta? [Jag fick återkoppling]",
        "G2Q1. Hur nöjd är du som helhet?", "G2Q2[SQ001]. Vad deltog du i? [Rond]",
        "G2Q2[SQ002]. Vad deltog du i? [Operation]", "G3. Övriga kommentarer", "sex. Kön",
    ]  # fmt: skip
    rows = [
        [
            row + 1, f"{day(row)} 10:00:00", 3, "sv", 1000 + row, made.one(AGREEMENT),
            made.one(AGREEMENT), made.one(SATISFIED), made.one(("Ja", "Nej")),
            made.one(("Ja", "Nej")), made.text(row), made.must(SEXES),
        ]
        for row in range(ROWS)
    ]  # fmt: skip
    return written([head, *rows])


def limesurvey_codes_and_texts() -> bytes:
    """Of every column, those about the answering too."""
    texts = limesurvey_texts().decode()
    for code, text in (
        ("id", "Response ID"), ("submitdate", "Date submitted"), ("lastpage", "Last page"),
        ("startlanguage", "Start language"), ("seed", "Seed"),
    ):  # fmt: skip
        texts = texts.replace(text, f"{code}. {text}", 1)
    return texts.encode()


def limesurvey_r() -> bytes:
    """As R's write.csv: names of rows, quotes around texts, NA without them."""
    made = Made(5)
    lines = [
        '"","id","submitdate","lastpage","startlanguage","seed","G1Q1_SQ001","G1Q1_SQ002","G3","sex"'
    ]
    for row in range(ROWS):
        text = made.text(row)
        cells = [
            f'"{row + 1}"', str(row + 1), f'"{day(row)} 10:00:00"', "3", '"sv"', str(99 + row),
            made.one("12345") or "NA", made.one("12345") or "NA", f'"{text}"' if text else "NA",
            f'"{made.must("FM")}"',
        ]  # fmt: skip
        lines.append(",".join(cells))
    return ("\n".join(lines) + "\n").encode()


def qualtrics() -> bytes:
    made = Made(6)
    codes = [
        "StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)",
        "Finished", "RecordedDate", "ResponseId", "DistributionChannel", "UserLanguage", "Q1",
        "Q2_1", "Q2_2", "Q3_1", "Q3_2", "Q4", "Q5",
    ]  # fmt: skip
    texts = [
        "Start Date", "End Date", "Response Type", "IP Address", "Progress",
        "Duration (in seconds)", "Finished", "Recorded Date", "Response ID",
        "Distribution Channel", "User Language", "Which programme do you study?",
        "To what extent do you agree? - My supervisor had time",
        "To what extent do you agree? - I was given feedback",
        "What did you do? - Selected Choice - Ward", "What did you do? - Selected Choice - Theatre",
        "Anything else?", "What is your gender?",
    ]  # fmt: skip
    imports = [
        f'{{"ImportId":"{name}"}}'
        for name in (
            "startDate", "endDate", "status", "ipAddress", "progress", "duration", "finished",
            "recordedDate", "_recordId", "distributionChannel", "userLanguage", "QID1", "QID2_1",
            "QID2_2", "QID3_1", "QID3_2", "QID4_TEXT", "QID5",
        )
    ]  # fmt: skip
    rows = [
        [
            f"{day(row)} 10:00:00", f"{day(row)} 10:10:00", "IP Address", "192.0.2.1", "100",
            "600", "True", f"{day(row)} 10:10:01", f"R_{row:05}x", "anonymous", "EN",
            made.must(("Medicine", "Nursing")), made.one(ENGLISH), made.one(ENGLISH),
            made.ticked("Ward"), made.ticked("Theatre"), made.text(row),
            made.must(("Male", "Female")),
        ]
        for row in range(ROWS)
    ]  # fmt: skip
    return written([codes, texts, imports, *rows])


def qualtrics_legacy() -> bytes:
    made = Made(7)
    codes = ["V1", "V2", "V8", "V9", "V10", "Q1", "Q2_1", "Q2_2", "Q4"]
    texts = [
        "ResponseID", "ResponseSet", "StartDate", "EndDate", "Finished",
        "Which programme do you study?", "Do you agree? - My supervisor had time",
        "Do you agree? - I was given feedback", "Anything else?",
    ]  # fmt: skip
    rows = [
        [
            f"R_{row:05}x", "Default Response Set", f"{day(row)} 10:00:00", f"{day(row)} 10:10:00",
            "1", made.must(("Medicine", "Nursing")), made.one("12345"), made.one("12345"),
            made.text(row),
        ]
        for row in range(ROWS)
    ]  # fmt: skip
    return written([codes, texts, *rows])


def surveymonkey() -> bytes:
    made = Made(8)
    first = [
        "Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address",
        "First Name", "Last Name", "Custom Data 1", "Vilket program läser du?",
        "Hur väl stämmer följande?", "", "Vad har du gjort?", "", "", "Övrigt", "Är du?",
    ]  # fmt: skip
    second = [
        "", "", "", "", "", "", "", "", "", "Response", "Handledaren hade tid",
        "Jag fick återkoppling", "Rond", "Operation", "Annat (specificera)",
        "Open-Ended Response", "Response",
    ]  # fmt: skip
    rows = [
        [
            1234567 + row, 4567, "04/13/2024 10:00:00 AM", f"04/{row % 28 + 1:02}/2024 10:10:00 AM",
            "192.0.2.1", f"{MARKER}@example.org", MARKER, MARKER, "", made.must(PROGRAMMES),
            made.one(AGREEMENT), made.one(AGREEMENT), made.ticked("Rond"), made.ticked("Operation"),
            MARKER if row == 3 else "", made.text(row), made.must(SEXES),
        ]
        for row in range(ROWS)
    ]  # fmt: skip
    return written([first, second, *rows])


def google_forms() -> bytes:
    made = Made(9)
    head = [
        "Tidstämpel", "Vilket program läser du?", "Helhetsbetyg",
        "Handledning [Handledaren hade tid]", "Handledning [Handledaren var insatt]",
        "Vad gjorde du?", "Kommentar",
    ]  # fmt: skip
    rows = [
        [
            f"{day(row)} 10:00:00", made.must(PROGRAMMES), made.one("12345"), made.one(AGREEMENT),
            made.one(AGREEMENT), made.several(("Rond", "Operation", "Mottagning")), made.text(row),
        ]
        for row in range(ROWS)
    ]  # fmt: skip
    return written([head, *rows])


def long() -> bytes:
    """A row for each answer."""
    made = Made(10)
    questions = {
        "Jag fick återkoppling": AGREEMENT,
        "Min handledare hade tid": AGREEMENT,
        "Hur nöjd är du?": SATISFIED,
    }
    rows: list[list[object]] = []
    for row in range(ROWS):
        about = [f"S{row:04}", f"{day(row)} 10:00", made.must(UNITS), made.must(SEXES)]
        rows += [[*about, words, made.one(answers)] for words, answers in questions.items()]
        rows += [[*about, "Vad var bra?", made.text(row)]]
    rows.append(["S0001", f"{day(1)} 10:00", UNITS[0], "Kvinna", f"{MARKER}?", MARKER])
    return written([["Svars-ID", "Inskickad", "Enhet", "Kön", "Fråga", "Svar"], *rows])


EXPORTS: Final[dict[str, Callable[[], bytes]]] = {
    "nordic": nordic,
    "norwegian": norwegian,
    "limesurvey_codes": limesurvey_codes,
    "limesurvey_texts": limesurvey_texts,
    "limesurvey_codes_and_texts": limesurvey_codes_and_texts,
    "limesurvey_r": limesurvey_r,
    "qualtrics": qualtrics,
    "qualtrics_legacy": qualtrics_legacy,
    "surveymonkey": surveymonkey,
    "google_forms": google_forms,
}
