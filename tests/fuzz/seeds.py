"""A small valid file of every kind that is read, for the fuzzers to spoil."""

import io
import json
from collections.abc import Mapping

import xlsxwriter
import xlwt

from etl.readers.service_answers import line_of
from tests.etl.readers.px_files import SMALL
from tests.ods_files import cell, ods, row

ROWS = (("Region", "År", "Antal"), ("Skåne", 2023, 57.9), ("Örebro", 2024, 0.5))
_CSV = 'Titel\n\nRegion;År;"Antal, st"\n"Skåne\nlän";2023;1 234,5\nÖrebro;2024;..\nKälla: SCB\n'
_DIMENSIONS = {
    "Region": {"category": {"index": {"12": 0, "14": 1}, "label": {"12": "Skåne", "14": "VG"}}},
    "Tid": {"category": {"index": ["2023", "2024"]}},
}
_JSON_STAT = {
    "version": "2.0", "class": "dataset", "id": ["Region", "Tid"], "size": [2, 2],
    "dimension": _DIMENSIONS, "value": [1, 2.5, None, 4], "status": {"2": ".."},
}  # fmt: skip
_JSON_STAT_1 = {
    "dataset": {"dimension": {"id": ["Region", "Tid"], "size": [2, 2], **_DIMENSIONS},
                "value": {"0": 1, "3": 2}, "status": ["a", "b", "c", "d"]}
}  # fmt: skip
_PXWEB = {
    "columns": [{"code": "Tid", "text": "år", "type": "t"}, {"code": "N", "type": "c"}],
    "comments": [], "data": [{"key": ["2024"], "values": ["5157443"]}],
}  # fmt: skip
_KOLADA = {
    "count": 1,
    "values": [{"kpi": "N00945", "municipality": "0180", "period": 2023,
                "values": [{"gender": "T", "value": 48.9, "status": "", "count": 1}]}],
}  # fmt: skip
_RECORDS = [{"id": "0180", "a": {"b": "1,5"}, "c": [{"d": 1}]}, {"id": "1480", "a": None}]
_PAGE = [{"page": 1, "pages": 2}, [{"lan": "01", "n": "5"}, {"lan": "12", "n": "7,5"}]]
_SURVEY = (
    "Respondent ID,How satisfied are you?,Why?\n,Response,Open-Ended Response\n"
    "1,Very,Good\n2,Not at all,\n"
)


def xlsx() -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Blad")
        percent = book.add_format({"num_format": "0.0%"})
        sheet.merge_range("A1:C1", "Titel")
        for number, row in enumerate(ROWS, start=2):
            sheet.write_row(number, 1, row)
        sheet.write_number(5, 3, 0.579, percent)
        book.add_worksheet("Tomt").hide()
    return made.getvalue()


def xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Blad")
    for number, values in enumerate(ROWS):
        for column, value in enumerate(values):
            sheet.write(number, column, value)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def seeds() -> Mapping[str, bytes]:
    """By a name that says what each is."""
    made: dict[str, object] = {
        "json-stat.json": _JSON_STAT, "json-stat-1.json": _JSON_STAT_1, "pxweb.json": _PXWEB,
        "kolada.json": _KOLADA, "records.json": _RECORDS,
        "page.json": _PAGE,
    }  # fmt: skip
    texts = {name: json.dumps(document, ensure_ascii=False) for name, document in made.items()}
    keyed = SMALL.replace("DATA=", 'KEYS("region")=CODES;\nDATA=').replace("\n1 2", '\n"12",1 2')
    keyed = keyed.replace('\n".." -4', '\n"18",".." -4')
    marked = SMALL.replace("DATA=", 'DATANOTECELL("12","*")="A";\nDATA=')
    return {
        **{name: text.encode() for name, text in texts.items()},
        "answers.jsonl": "\n".join([line_of("x", texts["pxweb.json"])] * 2).encode(),
        "lines.jsonl": b'{"a": 1}\n{"a": 2.5, "b": "x"}\n',
        "semicolon.csv": _CSV.encode("windows-1252"),
        "utf16.csv": _CSV.encode("utf-16"),
        "tab.tsv": _CSV.replace(";", "\t").replace("\n", "\r\n").encode("utf-8-sig"),
        "survey.csv": _SURVEY.encode(),
        "small.px": SMALL.encode("windows-1252"),
        "keyed.px": keyed.encode("windows-1252"),
        "marked.px": marked.encode("windows-1252"),
        "book.xlsx": xlsx(),
        "book.xls": xls(),
        "book.ods": ods("".join(row(*map(cell, cells)) for cells in ROWS)),
    }
