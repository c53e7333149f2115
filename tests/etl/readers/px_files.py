"""A small PX file to spoil, and one written for any dimensions."""

from collections.abc import Sequence

SMALL = """CHARSET="ANSI";
AXIS-VERSION="2013";
LANGUAGE="sv";
LANGUAGES="sv","en";
MATRIX="ALF1";
SUBJECT-AREA="Utbildning";
SUBJECT-CODE="UT";
CONTENTS="Studenter";
TITLE="Studenter efter region och år";
TITLE[en]="Students by region and year";
UNITS="antal";
UNITS[en]="number";
DECIMALS=0;
STUB="region";
STUB[en]="county";
HEADING="år";
HEADING[en]="year";
VALUES("region")="Skåne län","Region "
"Örebro";
VALUES[en]("county")="Skane","Orebro";
VALUES("år")="2023","2024";
VALUES[en]("year")="2023","2024";
TIMEVAL("år")=TLIST(A1),"2023","2024";
CODES("region")="12","18";
NOTE="Första raden.#Andra raden.";
NOTE[en]="First line.";
DATASYMBOL2="uppgift saknas";
DATA=
1 2.50
".." -4 ;
"""


def written(
    names: Sequence[str], codes: Sequence[Sequence[str]], cells: Sequence[str], stub: int
) -> str:
    """A PX file of the dimensions, its cells in rows of one."""
    lines = ['CHARSET="ANSI";', 'CODEPAGE="utf-8";', 'MATRIX="M";', 'TITLE="T";']
    for keyword, some in (("STUB", names[:stub]), ("HEADING", names[stub:])):
        if some:
            lines.append(f"{keyword}={_quoted(some)};")
    for name, values in zip(names, codes, strict=True):
        lines.append(f'VALUES("{name}")={_quoted([f"text {value}" for value in values])};')
        lines.append(f'CODES("{name}")={_quoted(values)};')
    return "\n".join([*lines, "DATA=", *cells, ";"])


def _quoted(values: Sequence[str]) -> str:
    return ",".join(f'"{value}"' for value in values)
