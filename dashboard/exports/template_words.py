"""What is said of a user's own template that cannot be used, in both languages.

For templates of slides and of documents. Not for finding out: that is done where they are opened.
"""

from dataclasses import dataclass
from typing import Final

from warehouse.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """What opens a template, and the endings of its documents and templates."""

    name: str
    document: str
    template: str

    @property
    def again(self) -> Text:
        return Text(
            f"öppna den i {self.name}, spara den som {self.document} och försök igen.",
            f"open it in {self.name}, save it as {self.document} and try again",
        )


POWERPOINT: Final = Program(name="PowerPoint", document=".pptx", template=".potx")
WORD: Final = Program(name="Word", document=".docx", template=".dotx")

# What a file can be instead.
SLIDES_FILE: Final = Text("en PowerPoint-fil", "a PowerPoint file")
WORD_FILE: Final = Text("ett Word-dokument", "a Word document")
EXCEL_FILE: Final = Text("en Excel-arbetsbok", "an Excel workbook")
OPEN_FILE: Final = Text("en OpenDocument-fil", "an OpenDocument file")
ZIP_FILE: Final = Text("en zip-fil", "a zip file")
OTHER_FILE: Final = Text("en fil av annat slag", "another kind of file")


# ---------------------------------------------------------------- of any template


def locked(program: Program) -> Text:
    return Text(
        f"Mallen är låst med lösenord eller i ett format från före 2007: spara den i"
        f" {program.name} som {program.document} eller {program.template} utan lösenord.",
        "the template is password-protected or in a format of before 2007: save it in"
        f" {program.name} as {program.document} or {program.template} without a password",
    )


def unreadable(program: Program, error: Exception) -> Text:
    return Text(
        f"Mallen är skadad, eller ingen {program.name}-fil som går att läsa ({error}):"
        f" {program.again.sv}",
        f"the template is damaged, or not a {program.name} file that can be read ({error}):"
        f" {program.again.en}",
    )


def damaged(program: Program, error: Exception) -> Text:
    return Text(
        f"Mallen är skadad, dess delar hänger inte ihop ({error}): {program.again.sv}",
        f"the template is damaged, its parts do not hold together ({error}): {program.again.en}",
    )


def damaged_part(part: str, program: Program, error: Exception) -> Text:
    return Text(
        f"Mallen är skadad, dess del {part} går inte att läsa ({error}): {program.again.sv}",
        f"the template is damaged, its part {part} cannot be read ({error}): {program.again.en}",
    )


def has_document_type(part: str, program: Program) -> Text:
    return Text(
        f"Mallens del {part} anger en dokumenttyp, vilket {program.name} aldrig gör:"
        f" {program.again.sv}",
        f"the template's part {part} declares a document type, which {program.name} never writes:"
        f" {program.again.en}",
    )


def macros(program: Program) -> Text:
    return Text(
        "Mallen innehåller makron eller kontroller, som skulle följa med allt som görs av den:"
        f" spara den i {program.name} som {program.document} eller {program.template}, som inte"
        " har några.",
        "the template holds macros or controls, which would travel with all that is made from it:"
        f" save it in {program.name} as {program.document} or {program.template}, which hold none",
    )


def other_kind(found: Text, program: Program) -> Text:
    endings = f"{program.document} eller {program.template}"
    return Text(
        f"Mallen är {found.sv} och ingen {program.name}-fil ({endings}).",
        f"the template is {found.en}, not a {program.name} file"
        f" ({program.document} or {program.template})",
    )


def too_large(size: int, parts: int, most: int) -> Text:
    return Text(
        f"Mallen packas upp till {_million(size)} miljoner byte i {parts} delar, mer än någon mall"
        f" behöver (högst {_million(most)} miljoner): ta bort dess stora bilder och filmer.",
        f"the template unpacks to {size:,} bytes in {parts:,} parts, more than any template needs"
        f" (at most {most:,} bytes): remove its large pictures and films",
    )


def _million(size: int) -> int:
    return round(size / 1_000_000)


def linked(part: str, kind: str, program: Program) -> Text:
    return Text(
        f"Mallens del {part} är länkad till något utanför filen ({kind}): bädda in det i"
        f" {program.name} (Arkiv, Info, Redigera länkar) och spara igen.",
        f"the template's part {part} is linked to something outside the file ({kind}): embed it in"
        f" {program.name} (File, Info, Edit links) and save again",
    )


# ---------------------------------------------------------------- of documents

NO_PAGE: Final = Text(
    "Mallen säger inte hur stora dess sidor och marginaler är. Ställ in dem i Word och spara den"
    " igen.",
    "the template does not say how large its pages and margins are",
)


def pages_too_small(has: str, needed: str) -> Text:
    """Both are such as "420 × 300", in points."""
    return Text(
        f"Mallens sidor har {has} punkter för text, och ett diagram behöver {needed}: gör"
        " marginalerna mindre.",
        f"the template's pages have {has} points for text; a chart needs {needed}: make its"
        " margins smaller",
    )


# ---------------------------------------------------------------- of slides

NO_SLIDE: Final = Text(
    "Mallen säger inte hur stora dess bilder är. Ställ in det i PowerPoint och spara den igen.",
    "the template does not say how large its slides are",
)
NO_COLOURS: Final = Text(
    "Mallens bildbakgrund säger inte vilka färger den använder. Öppna mallen i PowerPoint, välj"
    " färger under Visa, Bildbakgrund, och spara den igen.",
    "the template's slide master does not say which colours it uses",
)
NO_TITLE: Final = Text(
    "Ingen layout i mallen har en platshållare för rubriken: lägg till en i PowerPoint (Visa,"
    " Bildbakgrund, Rubrik) eller använd en mall som har en.",
    "no layout of the template has a title placeholder: add one in PowerPoint (View, Slide"
    " master, Title) or use a template that has",
)


def no_room(has: str, needed: str) -> Text:
    """Both are such as "420 × 300", in points."""
    return Text(
        f"Ingen layout i mallen lämnar plats för ett diagram under rubriken (högst {has} punkter;"
        f" minst {needed} behövs): använd en annan mall.",
        "no layout of the template leaves room for a chart below its title"
        f" ({has} points at most, at least {needed} are needed): use another template",
    )
