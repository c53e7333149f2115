"""The words that go with a chart wherever it travels: how to come back to it, what it rests on.

Every format takes them from here, so that a slide and a workbook say the same.
"""

from typing import Final

from dashboard import words
from dashboard.charts.grammar import Chart
from dashboard.charts.signs import signs_used
from dashboard.charts.signs_drawn import texts_drawn
from dashboard.exports.model import Document, Exhibit
from dashboard.marked import EXAMPLE_WORD
from dashboard.views.model import Rendered, SourceLine
from warehouse.text import Language, Text

# Of a source, as many places as a reader goes through; a table read row by row has hundreds.
MOST_PLACES: Final = 8
CODE: Text = Text("Kod", "Code")
DESCRIPTION: Text = Text("I ord", "In words")
ADDRESS: Text = Text("Adress", "Address")
CONTENTS: Text = Text("Innehåll", "Contents")
METHODS: Text = Text("Mått och metoder", "Measures and methods")
FIGURES: Text = Text("Figurer", "Figures")
NOT_SHOWN: Text = Text("Det här fanns inte att visa", "There was nothing to show of this")
TABLES: Text = Text("Tabeller", "Tables")
TABLE_LAST: Text = Text(
    "Tabellen, med källan till varje uppgift, står i slutet av rapporten",
    "The table, with the source of every figure, stands at the end of the report",
)
ON_PAGE: Text = Text("sidan {page}", "page {page}")
PART_OF: Text = Text("{part} av {parts}", "{part} of {parts}")
MORE_PLACES: Text = Text(
    "och {count} ställen till, som står i tabellfilerna",
    "and {count} more places, which the table files list",
)
WAY_BACK: Text = Text(
    "Koden visar bilden som den var, och vad som har ändrats sedan dess: {address}",
    "The code shows the picture as it was, and what has changed since: {address}",
)


def way_back(exhibit: Exhibit) -> str:
    """One line: release and code, which together say what was shown."""
    language = exhibit.rendered.state.language
    release, code = words.RELEASE.of(language), CODE.of(language)
    return f"ALF Atlas · {release} {exhibit.rendered.release} · {code} {exhibit.code}"


def signs(rendered: Rendered) -> tuple[tuple[str, str], ...]:
    """The key to every sign of its table and its chart: pairs of sign and words."""
    if not isinstance(rendered.chart, Chart):
        return rendered.signs
    drawn = signs_used(texts_drawn(rendered.chart), rendered.state.language)
    return tuple(dict.fromkeys((*rendered.signs, *drawn)))


def signs_line(rendered: Rendered) -> str:
    """ "U: …  · ..: …" for one line under a chart; empty where no sign is used."""
    return " · ".join(f"{sign}\u00a0= {meaning}" for sign, meaning in signs(rendered))


def cited(source: SourceLine, language: Language, most: int | None = None) -> str:
    """A source as it stands in a list: the name by which notes and tables call it, its citation,
    and where in it the figures were read."""
    return " ".join(
        filter(None, (f"{source.short}.", source.citation, read_at(source, language, most)))
    )


def read_at(source: SourceLine, language: Language, most: int | None = None) -> str:
    """Where in a source the figures were read; empty where no place is stated.

    Past `most` places only their number is said, unless it is one, which takes no more room.
    """
    if not source.locators:
        return ""
    shown = list(source.locators[:most])
    left = len(source.locators) - len(shown)
    if left == 1:
        shown.append(source.locators[-1])
    elif left:
        shown.append(MORE_PLACES.of(language).format(count=left))
    return f"{words.READ_AT.of(language)} {'; '.join(shown)}"


def about(rendered: Rendered) -> tuple[tuple[str, str], ...]:
    """Heading and text of everything that is to be known: what it is, remarks, signs, sources."""
    language = rendered.state.language
    return (
        *rendered.about,
        *((words.REMARKS.of(language), remark) for remark in rendered.warnings),
        *((words.SIGNS.of(language), f"{sign} = {meaning}") for sign, meaning in signs(rendered)),
        *((words.SOURCES.of(language), cited(s, language)) for s in rendered.sources),
    )


def speaker_notes(exhibit: Exhibit) -> str:
    """What may be asked of whoever shows it: the whole in words, definition, sources, address."""
    rendered = exhibit.rendered
    language = rendered.state.language
    parts = [
        (DESCRIPTION.of(language), rendered.description),
        *about(rendered),
        (ADDRESS.of(language), exhibit.address),
    ]
    return "\n".join([*(f"{heading}: {text}" for heading, text in parts), way_back(exhibit)])


def file_name(document: Document, view: str, extension: str) -> str:
    """Without blanks and letters that a mail program might break."""
    kind = "alf-example" if document.is_example else "alf"
    return f"{kind}-{view}-{document.release}.{extension}"


def stamp(document: Document) -> str:
    """The word that everything of an example bears; empty for real data."""
    return EXAMPLE_WORD.of(document.language) if document.is_example else ""
