"""Which files seem to hold survey answers: those of the survey tools, and what is like them."""

import pytest

from etl.readers import read
from etl.readers.answers import holds_answers
from etl.readers.content import Content
from etl.readers.model import Value
from tests.etl.readers.grids import laid, of_manifest
from tests.real_files import NEEDED, manifest

SURVEYS = ("surveymonkey_starwars", "surveymonkey_comma", "surveymonkey_flying", "limesurvey")
KINDS = (".csv", ".tsv", ".psv", ".xlsx", ".xls", ".ods")
FILES = [row for row in manifest() if row["path"].endswith(KINDS) and "invalid" not in row["path"]]


def answers(*rows: list[Value]) -> str | None:
    return holds_answers([laid(list(rows)).table])


@NEEDED
@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
@pytest.mark.parametrize("row", FILES, ids=lambda row: row["path"].split("/")[-1])
def test_real_files(row: dict[str, str]) -> None:
    reason = holds_answers([laid(made).table for made in of_manifest(row)])
    assert (reason is not None) == any(name in row["path"] for name in SURVEYS), reason


def rows_of(*columns: list[str], count: int = 24) -> list[list[Value]]:
    return [[options[n % len(options)] for options in columns] for n in range(count)]


AGREE = ["Instämmer helt", "Instämmer delvis", "Instämmer inte", "Vet ej"]
IDS = [str(n) for n in range(100, 200)]
TIMES = [f"2024-03-{day:02} 10:15:00" for day in range(1, 29)]


@pytest.mark.parametrize(
    "table",
    [
        [
            ["id", "submitdate", "lastpage", "startlanguage", "G1Q1"],
            *rows_of(IDS, TIMES, ["3"], ["sv"], AGREE),
        ],
        [
            ["Svars-ID", "Datum inskickat", "Sista sidan", "Startspråk"],
            *rows_of(IDS, TIMES, ["3"], ["sv"]),
        ],
        [
            ["StartDate", "EndDate", "Status", "IPAddress", "Q1"],
            *rows_of(TIMES, TIMES, ["0"], ["x"], AGREE),
        ],
        [["Tidstämpel", "Hur nöjd är du?", "Kommentar"], *rows_of(TIMES, ["1", "2", "3"], IDS)],
        [["Timestamp", "Service", "Comment"], *rows_of(TIMES, AGREE, IDS)],
        [
            ["ID", "Starttid", "Slutförandetid", "E-post", "Trivs du?"],
            *rows_of(IDS, TIMES, TIMES, ["a"], AGREE),
        ],
        [["nr", "Q1", "Q2", "Q3_1"], *rows_of(IDS, ["1", "2", "3"], ["4", "5"], ["1", "5"])],
        [["nr", "Fråga 1", "Fråga 2", "Fråga 3"], *rows_of(IDS, AGREE, AGREE, AGREE)],
        [["nr", "Handledning", "Introduktion", "Schema"], *rows_of(IDS, AGREE, AGREE, AGREE)],
        [["nr", "Trivs du?", "Vill du stanna?"], *rows_of(IDS, ["Ja", "Nej"], ["Ja", "Nej"])],
        [["personnummer", "poäng"], *rows_of(IDS, ["1", "2"])],
        [
            ["nr", "A[SQ001]", "A[SQ002]", "A[SQ003]"],
            *rows_of(IDS, ["1", "2"], ["1", "2"], ["2", "3"]),
        ],
    ],
)
def test_answers(table: list[list[Value]]) -> None:
    reason = answers(*table)
    assert reason is not None
    cells = {str(cell) for row in table[1:] for cell in row if len(str(cell)) > 2}
    assert not any(cell in reason for cell in cells)


REGIONS = [f"Region {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWX"]


@pytest.mark.parametrize(
    "table",
    [
        [["Region", "2022", "2023"], *rows_of(REGIONS, IDS, IDS)],
        [
            ["Region", "Kön", "År", "Antal"],
            *rows_of(REGIONS, ["män", "kvinnor"], ["2022", "2023"], IDS),
        ],
        [["Provider", "Q01", "Q02", "Q03", "Response"], *rows_of(REGIONS, IDS, IDS, IDS, IDS)],
        [
            ["Project", "Start date", "End date", "Status"],
            *rows_of(REGIONS, TIMES, TIMES, ["open", "done", "late"]),
        ],
        [["Konto", "Ansvar", "Budget", "Utfall"], *rows_of(IDS, ["10", "20"], IDS, IDS)],
        [
            ["Skola", "Kommun", "Huvudman", "Elever"],
            *rows_of(REGIONS, ["Umeå", "Lund"], ["Kommunal", "Enskild"], IDS),
        ],
    ],
)
def test_statistics(table: list[list[Value]]) -> None:
    assert answers(*table) is None


def test_no_table_no_answers() -> None:
    assert holds_answers([]) is None
    assert holds_answers([laid([]).table]) is None


def test_codes_and_texts_of_limesurvey_in_one_header_cell() -> None:
    header = "id. Svars-ID;submitdate. Datum inskickat;lastpage. Sista sida;G1Q2[SQ001]. Fritext"
    data = f"{header}\n1;2024-01-01 10:00:00;3;Bra\n2;;1;\n".encode()
    assert read(Content.of_bytes("f.csv", data)).answers is not None
