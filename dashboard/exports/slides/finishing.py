"""What a deck says about itself: title, language, when its release was built. No names of persons.

python-pptx leaves out the list of notes masters and keeps what the template said about itself; a
deck says neither how many slides the template had nor what they looked like.
"""

from datetime import datetime
from typing import Final

from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck

from dashboard.charts.office.model import LOCALES
from warehouse.text import Language

PRODUCT: Final = "ALF Atlas"
_STATEMENT: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns='
    '"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    f"<Application>{PRODUCT}</Application></Properties>"
).encode()
_OUTDATED: Final = (RELATIONSHIP_TYPE.EXTENDED_PROPERTIES, RELATIONSHIP_TYPE.THUMBNAIL)


def finish(deck: Deck, *, title: str, made: datetime, language: Language, about: str = "") -> None:
    stated = deck.core_properties
    stated.title, stated.subject, stated.language = title[:255], about[:255], LOCALES[language]
    stated.author = stated.last_modified_by = PRODUCT
    stated.keywords = stated.comments = stated.category = stated.content_status = ""
    # The format knows universal time only, without a zone.
    stated.created = stated.modified = made.replace(tzinfo=None, microsecond=0)
    stated.revision = 1
    _state_program(deck)


def _state_program(deck: Deck) -> None:
    package = deck.part.package
    for relation, link in list(package._rels.items()):
        if link.reltype in _OUTDATED:
            package._rels.pop(relation)
    name = PackURI("/docProps/app.xml")
    part = Part(name, CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, package, _STATEMENT)
    package.relate_to(part, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)


def list_notes_master(deck: Deck) -> None:
    """The notes master, made where there is none, and named by the presentation."""
    part = deck.part.notes_master_part
    element = deck.part._element
    if element.find(qn("p:notesMasterIdLst")) is not None:
        return
    relation = deck.part.relate_to(part, RELATIONSHIP_TYPE.NOTES_MASTER)
    element.find(qn("p:sldMasterIdLst")).addnext(
        parse_xml(
            f"<p:notesMasterIdLst {nsdecls('p', 'r')}>"
            f'<p:notesMasterId r:id="{relation}"/></p:notesMasterIdLst>'
        )
    )
