"""What the ways out of a card and the report page say, in both languages. The rest: `words.py`."""

from collections.abc import Mapping
from typing import Final

from warehouse.text import Text

REPORT: Final = Text("Rapport", "Report")
DAMAGED: Final = Text(
    "Den rapport som låg i webbläsaren gick inte att läsa. En ny, tom rapport är påbörjad.",
    "The report kept in the browser could not be read. A new, empty one has been started.",
)

# ---------------------------------------------------------------- on a card

DOCUMENT: Final = Text("Dokument", "Document")
PICTURE: Final = Text("Bild", "Picture")
DATA: Final = Text("Data", "Data")
DOWNLOADING: Final = Text(
    "Filen görs. Webbläsaren sparar den när den är klar.",
    "The file is being made. The browser saves it when it is ready.",
)
ADD: Final = Text("Lägg till i rapport", "Add to report")
ADDING: Final[Mapping[str, Text]] = {
    "added": Text("Tillagd i rapporten ({count})", "Added to the report ({count})"),
    "already": Text("Den bilden finns redan i rapporten", "That view is already in the report"),
    "full": Text(
        "Rapporten är full: den rymmer {count} bilder",
        "The report is full: it holds {count} views",
    ),
}
COPY_PICTURE: Final = Text("Kopiera bild", "Copy image")
COPYING: Final[Mapping[str, Text]] = {
    "working": Text("Bilden görs …", "The image is being made …"),
    "copied": Text("Bilden är kopierad", "The image is copied"),
    "refused": Text(
        "Webbläsaren låter inte sidan lägga bilder i urklipp; det kräver https. Bilden laddas"
        " ner i stället.",
        "The browser does not let the page put images on the clipboard; that takes https. The"
        " image is downloaded instead.",
    ),
    "failed": Text(
        "Bilden gick inte att göra. Ladda om sidan och försök igen.",
        "The image could not be made. Reload the page and try again.",
    ),
}

# ---------------------------------------------------------------- the page of the report

# By the names that assets/report.js and assets/report_parts.js call them by.
PAGE: Final[Mapping[str, Text]] = {
    "chosen": Text("Valda bilder", "Chosen views"),
    "empty": Text("Rapporten är tom", "The report is empty"),
    "emptyHow": Text(
        "Välj ”Lägg till i rapport” under en bild på någon av sidorna, så läggs den här.",
        "Choose “Add to report” below a view on any of the pages, and it is put here.",
    ),
    "emptyReady": Text(
        "Eller börja med ett färdigt upplägg, och ändra i det:",
        "Or begin with a ready-made outline, and change it:",
    ),
    "heading": Text("Egen rubrik", "Own heading"),
    "comment": Text("Kommentar", "Comment"),
    "up": Text("Flytta upp", "Move up"),
    "down": Text("Flytta ner", "Move down"),
    "remove": Text("Ta bort", "Remove"),
    "which": Text("{action}: {headline}", "{action}: {headline}"),
    "moved": Text("Plats {place} av {count}: {headline}", "Place {place} of {count}: {headline}"),
    "removed": Text("Borttagen: {headline}", "Removed: {headline}"),
    "undo": Text("Ångra", "Undo"),
    "undone": Text("Tillbaka på plats {place}: {headline}", "Back at place {place}: {headline}"),
    "nothing": Text("Inget att visa: {reason}", "Nothing to show: {reason}"),
    "front": Text("Titelsida", "Title page"),
    "title": Text("Titel", "Title"),
    "subtitle": Text("Underrubrik", "Subtitle"),
    "untitled": Text("Rapport från ALF Atlas", "Report from ALF Atlas"),
    "periods": Text("Perioder", "Periods"),
    "asChosen": Text("Som valt", "As chosen"),
    "asChosenWhy": Text(
        "Varje bild visar den period som den hade när den valdes.",
        "Every view shows the period that it had when it was chosen.",
    ),
    "newest": Text("Alltid de nyaste", "Always the newest"),
    "newestWhy": Text(
        "Varje bild visar den nyaste perioden när filen skrivs.",
        "Every view shows the newest period when the file is written.",
    ),
    "about": Text(
        "{language} · {region} · {data}. Det ändras högst upp på sidan.",
        "{language} · {region} · {data}. This is changed at the top of the page.",
    ),
    "toFiles": Text("Till filerna", "To the files"),
    "write": Text("Skriv filen", "Write the file"),
    "writing": Text("Skriver {format} …", "Writing {format} …"),
    "written": Text("Klart: {file} är nedladdad.", "Done: {file} is downloaded."),
    "notWritten": Text("{format} kunde inte skrivas.", "{format} could not be written."),
    "unreachable": Text(
        "Servern svarar inte. Försök igen om en stund.",
        "The server does not answer. Try again in a while.",
    ),
    "template": Text("Egen mall", "Own template"),
    "templateWhy": Text(
        "En .pptx för PowerPoint eller en .docx för Word. Den följer bara med när filen skrivs"
        " och sparas inte.",
        "A .pptx for PowerPoint or a .docx for Word. It goes along only while the file is"
        " written and is not kept.",
    ),
    "templateChoose": Text("Välj mall", "Choose template"),
    "templateDrop": Text("Använd ingen mall", "Use no template"),
    "templateFor": Text("{file} används för {format}.", "{file} is used for {format}."),
    "templateWrong": Text(
        "{file} är ingen mall: välj en .pptx eller en .docx.",
        "{file} is no template: choose a .pptx or a .docx.",
    ),
    "templateLarge": Text(
        "{file} är för stor: en mall får vara {size} MB.",
        "{file} is too large: a template may be {size} MB.",
    ),
    "outline": Text("Upplägg", "Outline"),
    "outlineWhy": Text(
        "Listan, rubrikerna och kommentarerna som en textfil: spara den, dela den och kör den"
        " igen nästa år. Siffrorna följer inte med.",
        "The list, the headings and the comments as a text file: keep it, share it and run it"
        " again next year. It holds no figures.",
    ),
    "save": Text("Spara som fil", "Save as file"),
    "open": Text("Öppna fil", "Open file"),
    "ready": Text("Färdiga upplägg", "Ready-made outlines"),
    "opened": Text(
        "{title} är öppnat. Antal bilder: {count}.", "{title} is open. Number of views: {count}."
    ),
    "repeated": Text(
        "Bilder som fanns flera gånger är med en gång; så många togs bort: {count}.",
        "Views that were there several times are there once; so many were left out: {count}.",
    ),
    "notOpened": Text("Filen kunde inte öppnas.", "The file could not be opened."),
    "clear": Text("Töm", "Empty it"),
    "cleared": Text("Rapporten är tömd.", "The report has been emptied."),
    "askClear": Text("Ska rapporten tömmas?", "Empty the report?"),
    "askReplace": Text("Ska rapporten ersättas?", "Replace the report?"),
    "askWhy": Text(
        "Det som är valt (antal bilder: {count}) och alla rubriker och kommentarer tas bort."
        " Spara rapporten som fil först om den behövs igen.",
        "What is chosen (number of views: {count}) and all headings and comments are removed."
        " Save the report as a file first if it will be needed again.",
    ),
    "replace": Text("Ersätt", "Replace"),
    "cancel": Text("Avbryt", "Cancel"),
    "kept": Text(
        "Rapporten ligger bara i den här webbläsaren. Kommentarerna skickas till servern när filen"
        " skrivs, och sparas inte där.",
        "The report lies in this browser only. The comments go to the server while the file is"
        " written, and are not kept there.",
    ),
    "notKept": Text(
        "Den här webbläsaren sparar ingenting: spara rapporten som fil innan sidan stängs.",
        "This browser keeps nothing: save the report as a file before the page is closed.",
    ),
    "damaged": DAMAGED,
}

# ---------------------------------------------------------------- what the server refuses

NOT_FROM_HERE: Final = Text(
    "Rapporter skrivs bara på begäran från rapportsidan själv.",
    "Reports are written only when the report page itself asks.",
)
TOO_LARGE: Final = Text(
    "Det som skickades är för stort: ett upplägg får vara {deck} kB och en mall {template} MB.",
    "What was sent is too large: an outline may be {deck} kB and a template {template} MB.",
)
NO_DECK: Final = Text(
    "Upplägget saknas: det skickas som fältet ”deck”.",
    "The outline is missing: it is sent as the field “deck”.",
)
_UNKNOWN_FIELD: Final = Text(
    "Fältet ”{field}” finns inte: ”deck” är upplägget som text, ”template” en mall som fil.",
    "There is no field “{field}”: “deck” is the outline as a text, “template” a template as a"
    " file.",
)
NOT_JSON: Final = Text("Upplägget är inte JSON.", "The outline is not JSON.")
NOT_TEXT: Final = Text("Filen är ingen text i UTF-8.", "The file is no text in UTF-8.")
BAD_DECK: Final = Text(
    "Upplägget kan inte användas förrän det här är rättat (på engelska, som i filen):",
    "The outline cannot be used until this is put right:",
)
NO_RELEASE: Final = Text(
    "Det finns inga data att skriva: kör alf load på servern.",
    "There are no data to write: run alf load on the server.",
)
BUSY: Final = Text(
    "Servern skriver andra filer just nu. Försök igen om en stund.",
    "The server is writing other files just now. Try again in a while.",
)


def unknown_field(name: str) -> Text:
    return Text(_UNKNOWN_FIELD.sv.format(field=name), _UNKNOWN_FIELD.en.format(field=name))
