"""What the page and the command of a code say, in both languages."""

from typing import Final

from warehouse.text import Text

CODE_TITLE: Final = Text("Kod {code}", "Code {code}")
AS_IT_WAS: Final = Text(
    "Så här såg bilden ut i utgåva {release} ({day}).",
    "This is what the view looked like in release {release} ({day}).",
)
OTHER_PROGRAM: Final = Text(
    "Siffrorna är de som gällde då. Bilden är ritad av dagens program (version {now}); utgåvan"
    " byggdes med version {old}.",
    "The figures are those of that time. The view is drawn by the program of today (version"
    " {now}); the release was built with version {old}.",
)
SINCE: Final = Text("Vad har ändrats sedan dess?", "What has changed since?")
COMPARED: Final = Text(
    "Jämfört med utgåva {release} ({day}), som gäller nu.",
    "Compared with release {release} ({day}), which is in force now.",
)
STILL_IN_FORCE: Final = Text(
    "Utgåvan gäller fortfarande. Inget har ändrats.",
    "The release is still in force. Nothing has changed.",
)
NOTHING_CHANGED: Final = Text("Inget har ändrats i bilden.", "Nothing has changed in the view.")
INSTEAD: Final = Text(
    "Jämförelsen gäller det som visades då. Adressen utan fler val leder nu till något annat:"
    " {overline}. {headline}",
    "The comparison is of what was shown then. The address without further choices now leads to"
    " something else: {overline}. {headline}",
)
NO_RELEASE_NOW: Final = Text(
    "Just nu finns ingen utgåva att jämföra med.",
    "There is no release to compare with at present.",
)
NOTHING_THEN: Final = Text(
    "Då fanns inget att visa: {reason}", "There was nothing to show then: {reason}"
)
NOTHING_NOW: Final = Text(
    "I utgåvan som gäller nu finns inget att visa: {reason}",
    "In the release in force now there is nothing to show: {reason}",
)
SOMETHING_NOW: Final = Text(
    "I utgåvan som gäller nu finns något att visa: {headline}",
    "In the release in force now there is something to show: {headline}",
)
CHOICE_GONE: Final = Text(
    "Valet {key} = ”{value}” finns inte i utgåvan som gäller nu.",
    "The choice {key} = “{value}” is not in the release in force now.",
)
HEADLINE: Final = Text("Rubriken", "The headline")
NOTE: Final = Text("Raden under bilden", "The line below the view")
ROWS_CHANGED: Final = Text("Ändrade rader i tabellen", "Changed rows of the table")
ROWS_NEW: Final = Text("Nya rader i tabellen", "New rows of the table")
ROWS_GONE: Final = Text("Borttagna rader i tabellen", "Rows gone from the table")
COLUMNS_NEW: Final = Text("Nya kolumner i tabellen", "New columns of the table")
COLUMNS_GONE: Final = Text("Borttagna kolumner i tabellen", "Columns gone from the table")
ABOUT: Final = Text("Om måttet", "About the measure")
REMARKS_NEW: Final = Text("Nytt att tänka på", "New to bear in mind")
REMARKS_GONE: Final = Text("Inte längre att tänka på", "No longer to bear in mind")
SOURCES_NEW: Final = Text("Nya källor", "New sources")
SOURCES_GONE: Final = Text("Källor som inte längre används", "Sources no longer used")
WHY: Final = Text("Vad som skiljer utgåvorna åt", "What sets the releases apart")
SAME_INPUTS: Final = Text(
    "Utgåvorna är byggda av samma filer.", "The releases are built of the same files."
)
INPUT_NEW: Final = Text("{name}: ny ({kind})", "{name}: new ({kind})")
INPUT_GONE: Final = Text("{name}: borttagen ({kind})", "{name}: removed ({kind})")
INPUT_CHANGED: Final = Text("{name}: ändrad ({kind})", "{name}: changed ({kind})")
PROGRAM: Final = Text(
    "Programmet: version {old} då, {new} nu.", "The program: version {old} then, {new} now."
)
THEN: Final = Text("Då", "Then")
NOW: Final = Text("Nu", "Now")
ROW: Final = Text("Rad", "Row")
PART: Final = Text("Uppgift", "Figure")
NOTHING: Final = Text("(tomt)", "(empty)")
AND_MORE: Final = Text("och {count} till", "and {count} more")
SEE_NOW: Final = Text("Visa bilden som den är nu", "Show the view as it is now")
OPEN_CODE: Final = Text("Öppna en kod", "Open a code")
OPEN_CODE_FIELD: Final = Text("Kod från en export", "Code from an export")
OPEN: Final = Text("Öppna", "Open")
NO_SUCH_CODE: Final = Text("Koden finns inte", "There is no such code")
CANNOT_SHOW: Final = Text("Bilden kan inte visas", "The view cannot be shown")
VIEW_GONE: Final = Text(
    "Koden {code} gäller en bild som programmet inte längre har. Siffrorna finns kvar i utgåva"
    " {release}.",
    "The code {code} is for a view that the program no longer has. The figures are still in"
    " release {release}.",
)
CHOICE_UNKNOWN: Final = Text(
    "Koden {code} gäller ett val som programmet inte längre har: {key} = ”{value}”.",
    "The code {code} is for a choice that the program no longer has: {key} = “{value}”.",
)
TO_START: Final = Text("Till startsidan", "To the start page")
