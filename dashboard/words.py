"""What the frame around the views says, in both languages. A view's own words are the view's."""

from typing import Final

from warehouse.text import Text

PRODUCT: Final = "ALF Atlas"

SKIP: Final = Text("Till innehållet", "Skip to content")
PAGES: Final = Text("Sidor", "Pages")
MY_REGION: Final = Text("Min region", "My region")
NO_REGION: Final = Text("Ingen vald", "None chosen")
CHOOSE_REGION: Final = Text("Välj din region", "Choose your region")
CHOOSE_REGION_WHY: Final = Text(
    "Den får färg i alla diagram. Du kan byta högst upp på varje sida.",
    "It is coloured in every chart. You can change it at the top of every page.",
)
REAL_DATA: Final = Text("Verkliga data", "Real data")
EXAMPLE_DATA: Final = Text("Exempeldata", "Example data")
SHOW_EXAMPLE: Final = Text("Visa exempeldata", "Show example data")
SHOW_REAL: Final = Text("Visa verkliga data", "Show real data")
LITTLE_DATA: Final = Text("Inga enkäter är inlästa än", "No surveys are loaded yet")
LITTLE_DATA_SEE: Final = Text(
    "Exempeldata visar hur det ser ut när de är det: påhittade svar från sju regioner.",
    "Example data show what it looks like when they are: made-up answers of seven regions.",
)
LITTLE_DATA_MAKE: Final = Text(
    "Kör alf example på servern för att se hur det blir, med påhittade svar från sju regioner.",
    "Run alf example on the server to see what it will be like, with made-up answers of seven"
    " regions.",
)
EXAMPLE_BANNER: Final = Text(
    "EXEMPELDATA. Siffrorna är påhittade och säger inget om någon region.",
    "EXAMPLE DATA. The figures are made up and say nothing about any region.",
)
# Each language is named in itself, so that whoever needs it can read it.
LANGUAGE_NAMES: Final = {"sv": "Svenska", "en": "English"}
LANGUAGE: Final = Text("Språk", "Language")

START_HEADING: Final = Text("De sju ALF-regionerna sida vid sida", "The seven ALF regions compared")
START_HEADING_OWN: Final = Text(
    "Så står {region} bland de sju ALF-regionerna",
    "How {region} stands among the seven ALF regions",
)

CHART: Final = Text("Diagram", "Chart")
TABLE: Final = Text("Tabell", "Table")
ABOUT: Final = Text("Om måttet", "About")
SHOW_AS: Final = Text("Visa som", "Show as")
CHOICES: Final = Text("Val", "Choices")
NOTHING_FOUND: Final = Text("Inget stämmer med det du skrev", "Nothing matches what you wrote")
SOURCES: Final = Text("Källor", "Sources")
READ_AT: Final = Text("Läst på:", "Read at:")
SIGNS: Final = Text("Tecken", "Signs")
RELEASE: Final = Text("Utgåva", "Release")
OWN_REGION: Final = Text("min region", "my region")
NOTHING_TO_SHOW: Final = Text("Inget att visa", "Nothing to show")
REMARKS: Final = Text("Att tänka på", "Bear in mind")
REMARK_COUNT: Final = Text("{count} saker att tänka på", "{count} things to bear in mind")

DOWNLOAD: Final = Text("Ladda ner", "Download")
COPY_LINK: Final = Text("Kopiera länk", "Copy link")
COPIED: Final = Text("Länken är kopierad", "The link is copied")
SHOW_LARGE: Final = Text("Visa stort", "Show large")
MORE: Final = Text("Fler mått", "More measures")
BACK: Final = Text("Tillbaka till {page}", "Back to {page}")

SHOWS_NOW: Final = Text("Diagrammet visar nu: {headline}", "The chart now shows: {headline}")
REGION_NOW: Final = Text("Min region är nu {region}.", "My region is now {region}.")
LOADING: Final = Text("Hämtar diagrammen …", "Fetching the charts …")
NEEDS_SCRIPT: Final = Text(
    "Diagrammen behöver JavaScript. Siffrorna finns också på /api/v1/indicators.",
    "The charts need JavaScript. The figures are also at /api/v1/indicators.",
)
FOOTER: Final = Text(
    "Varje siffra leder till sin källa. Färg visar din region, aldrig betyg.",
    "Every figure leads to its source. Colour marks your region, never a grade.",
)

BAD_ADDRESS: Final = Text("Adressen stämmer inte", "The address is not right")
UNKNOWN_KEY: Final = Text(
    "Adressen säger ”{value}”, men det valet finns inte på den här sidan.",
    "The address says “{value}”, but this page has no such choice.",
)
UNKNOWN_VALUE: Final = Text(
    "Adressen säger {key} = ”{value}”, men det värdet finns inte.",
    "The address says {key} = “{value}”, but there is no such value.",
)
ALLOWED_KEYS: Final = Text("Val som finns:", "Choices there are:")
ALLOWED_VALUES: Final = Text("Värden som finns:", "Values there are:")
WITHOUT_CHOICE: Final = Text("Visa sidan utan det valet", "Show the page without that choice")
NO_SUCH_PAGE: Final = Text("Sidan finns inte", "There is no such page")
NO_SUCH_PAGE_WHY: Final = Text(
    "Det finns ingen sida på {path}. De här finns:", "There is no page at {path}. These exist:"
)
NO_EXAMPLE: Final = Text("Inga exempeldata finns", "There are no example data")
NO_EXAMPLE_WHY: Final = Text(
    "Kör alf example på servern och ladda om sidan, eller gå till startsidan.",
    "Run alf example on the server and reload the page, or go to the start page.",
)
NO_RELEASE: Final = Text("Inga data är inlästa", "No data are loaded")
UNREADABLE_RELEASE: Final = Text("Utgåvan kan inte läsas", "The release cannot be read")
UNREADABLE_RELEASE_WHY: Final = Text(
    "Den här versionen av programmet kan inte läsa utgåvan som gäller. Kör alf load på servern,"
    " så byggs en ny av samma filer, och ladda om sidan.",
    "This version of the program cannot read the release in force. Run alf load on the server,"
    " which builds a new one from the same files, and reload the page.",
)
NO_RELEASE_WHY: Final = Text(
    "Det finns ingen utgåva att visa. Kör alf load på servern och ladda om sidan.",
    "There is no release to show. Run alf load on the server and reload the page.",
)
