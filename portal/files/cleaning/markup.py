"""Looks through the XML of an office document, in a stream: it is never held as a whole."""

import re
from urllib.parse import urlsplit
from xml.parsers import expat

from .refused import Refused

MACROS = "In dit document zitten macro's. Bewaar het zonder macro's, bijvoorbeeld als PDF."
LINKED = (
    "Dit document haalt iets op van buiten: {}. Maak er een vast onderdeel van, of verbreek "
    "de koppeling."
)
OBJECT = "In dit document zit een ingesloten object. Maak er een afbeelding van, of haal het weg."
LOCKED = "Dit document is met een wachtwoord beveiligd. Haal het wachtwoord eraf."
DOCTYPE = (
    "Dit document is niet op de gewone manier gemaakt. Bewaar het opnieuw en probeer het nog eens."
)
UNSAFE_LINK = "In dit document staat een link die niet naar een webpagina of e-mailadres gaat."

ELEMENTS = {
    **dict.fromkeys(("event-listener", "macrosheet"), MACROS),
    **dict.fromkeys(("plugin", "applet", "floating-frame", "object-ole", "altChunk"), OBJECT),
    **dict.fromkeys(
        ("dde-connection-decl", "dde-source", "dde-link", "ddeLink", "oleLink"),
        LINKED.format("gegevens van een ander programma"),
    ),
    **dict.fromkeys(
        ("table-source", "cell-range-source"), LINKED.format("cellen van een ander bestand")
    ),
    "encryption-data": LOCKED,
}
# The last part of the address that says what a relation is.
RELATIONS = {
    **dict.fromkeys(("vbaProject", "wordVbaData", "xlMacrosheet", "xlIntlMacrosheet"), MACROS),
    **dict.fromkeys(
        ("oleObject", "aFChunk", "control", "activeXControlBinary", "webextension"), OBJECT
    ),
    "webextensiontaskpanes": OBJECT,
    **dict.fromkeys(("externalLink", "externalLinkPath"), LINKED.format("een andere werkmap")),
    **dict.fromkeys(("connections", "queryTable"), LINKED.format("gegevens van buiten")),
    **dict.fromkeys(
        ("mailMergeSource", "mailMergeHeaderSource"), LINKED.format("adressen voor het samenvoegen")
    ),
}
LINKS = {"", "http", "https", "mailto", "tel", "file"}
DDE = re.compile(r"\bDDE(AUTO)?\b", re.IGNORECASE)


class Scan:
    """Feed it the bytes of one part; what we do not take raises ``Refused``."""

    def __init__(self):
        self.content_types, self.instructions, self.in_instruction = set(), [], False
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text

    def feed(self, data):
        self.parser.Parse(data)

    def close(self):
        self.parser.Parse(b"", True)
        if DDE.search("".join(self.instructions)):
            raise Refused(ELEMENTS["ddeLink"])

    def doctype(self, *_):
        raise Refused(DOCTYPE)

    def start(self, name, attributes):
        local = name.rpartition(" ")[2]
        told = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if local in ELEMENTS:
            raise Refused(ELEMENTS[local])
        if local == "Relationship":
            _check_relation(told)
        elif "href" in told:
            _check_reference(local, told["href"])
        self.content_types.add(told.get("ContentType", ""))
        self.instructions.append(told.get("instr", ""))
        self.in_instruction = local == "instrText"

    def end(self, name):
        self.in_instruction = False

    def text(self, data):
        if self.in_instruction:
            self.instructions.append(data)


def _check_relation(told):
    kind = told.get("Type", "").rpartition("/")[2]
    if kind in RELATIONS:
        raise Refused(RELATIONS[kind])
    if told.get("TargetMode", "").lower() == "external":
        if kind != "hyperlink":
            raise Refused(LINKED.format(f"«{kind}»"))
        _check_link(told.get("Target", ""))


def _check_reference(element, address):
    """What an ODF document refers to: a link may go anywhere, all else must be inside."""
    if element == "a":
        _check_link(address)
    elif urlsplit(address).scheme or address.startswith(("/", "../")):
        raise Refused(LINKED.format(f"«{address[:60]}»"))


def _check_link(address):
    if urlsplit(address.strip()).scheme.lower() not in LINKS:
        raise Refused(UNSAFE_LINK)
