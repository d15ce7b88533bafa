"""An office document is a zip of parts: each is looked at, and packed in a new zip.

What is no part we know is refused, by its name; what hides beside the parts stays behind.
"""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from . import markup
from .refused import DAMAGED, Refused

MAX_PARTS = 3000
MAX_TOTAL = 200_000_000  # bytes, unpacked
MAX_RATIO, SMALL_PART = 250, 1_000_000
MAX_NESTED = 20_000_000  # bytes, unpacked: the figures behind a chart
CHUNK = 65_536

OPEN_XML = {
    "docx": "wordprocessingml.document.main+xml",
    "xlsx": "spreadsheetml.sheet.main+xml",
    "pptx": "presentationml.presentation.main+xml",
}
OPEN_DOCUMENT = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
    "odp": b"application/vnd.oasis.opendocument.presentation",
}
PICTURES = r"(?:png|jpe?g|gif|bmp|tiff?|webp|svg|emf|wmf|svm|wdp)"
KNOWN = re.compile(
    rf"""(?:[^/]+/)*[^/]*\.(?:xml|rels|vml|rdf|{PICTURES}|odttf|fntdata|ttf|otf)
    |mimetype|layout-cache|(?:[^/]+/)*ObjectReplacements/[^/]+
    |xl/printerSettings/[^/]+\.bin|ppt/printerSettings/[^/]+\.bin""",
    re.VERBOSE | re.IGNORECASE,
)
NESTED = re.compile(r"(?:word|ppt|xl)/embeddings/[^/]+\.xlsx", re.IGNORECASE)
MACRO_PARTS = re.compile(
    r"vbaProject|vbaData|macrosheets/|(^|/)Basic/|(^|/)Scripts/", re.IGNORECASE
)
OBJECT_PARTS = re.compile(r"/(embeddings|activeX)/", re.IGNORECASE)
XML = (".xml", ".rels", ".rdf")  # Excel's own .vml is often no XML at all
# Word notes which template was used; a far one would be fetched by whoever opens the document.
TEMPLATE = {
    "word/settings.xml": re.compile(rb"<w:attachedTemplate\b[^<>]*/>"),
    "word/_rels/settings.xml.rels": re.compile(
        rb'<Relationship\b[^<>]*/relationships/attachedTemplate"[^<>]*/>'
    ),
}

CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
MORE = "http://schemas.openxmlformats.org/officeDocument/2006"
# Who made it, for whom and where: the portal says so itself, or keeps it to itself.
ABOUT = {
    "docProps/core.xml": f'<coreProperties xmlns="{CORE}"/>',
    "docProps/app.xml": f'<Properties xmlns="{MORE}/extended-properties"/>',
    "docProps/custom.xml": f'<Properties xmlns="{MORE}/custom-properties"/>',
    "meta.xml": "<office:document-meta xmlns:office="
    '"urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3"/>',
}

TOO_LARGE = "Dit document is uitgepakt te groot. Verklein de afbeeldingen erin, of splits het."
UNKNOWN = (
    "In dit document zit een onderdeel dat we niet toelaten: {}. "
    "Haal het weg, of maak er een PDF van."
)
OTHER = "Wat erin zit past niet bij de naam: dit is geen .{}."


def clean(folder, extension):
    """Write «clean» beside «given»."""
    _rewrite(folder / "given", folder / "clean", extension, MAX_TOTAL)
    return {}


def _rewrite(source, target, extension, max_total):
    try:
        with ZipFile(source) as given, ZipFile(target, "w", ZIP_DEFLATED) as clean:
            parts = _parts(given, max_total)
            _check_mimetype(given, extension)
            types = set()
            for part in parts:
                types |= _copy(given, part, clean)
            _check_types(types, extension)
    except BadZipFile:
        raise Refused(DAMAGED) from None


def _parts(given, max_total):
    """Those that are no folder, the mark of an ODF document first; checked before unpacking."""
    parts = [part for part in given.infolist() if not part.is_dir()]
    names = [part.filename.lower() for part in parts]
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > max_total:
        raise Refused(TOO_LARGE)
    if len(set(names)) < len(names):
        raise Refused(DAMAGED)
    for part in parts:
        _check_part(part)
    return sorted(parts, key=lambda part: part.filename != "mimetype")


def _check_part(part):
    name = part.filename
    if part.flag_bits & 1:
        raise Refused(markup.LOCKED)
    if part.file_size > max(SMALL_PART, MAX_RATIO * part.compress_size):
        raise Refused(TOO_LARGE)
    if MACRO_PARTS.search(name):
        raise Refused(markup.MACROS)
    if ".." in name.split("/") or "\\" in name or name.startswith("/"):
        raise Refused(DAMAGED)
    if not NESTED.fullmatch(name):
        _check_name(name)


def _check_name(name):
    if OBJECT_PARTS.search(name) and not name.lower().endswith((".rels", ".xml")):
        raise Refused(markup.OBJECT)
    if not KNOWN.fullmatch(name):
        raise Refused(UNKNOWN.format(name[-60:]))


def _check_mimetype(given, extension):
    if extension in OPEN_DOCUMENT:
        mark = OPEN_DOCUMENT[extension]
        if "mimetype" not in given.namelist() or given.read("mimetype").strip() != mark:
            raise Refused(OTHER.format(extension))


def _check_types(types, extension):
    if any("macroenabled" in one.lower() for one in types):
        raise Refused(markup.MACROS)
    main = OPEN_XML.get(extension)
    if main and not any(one.endswith(main) for one in types):
        raise Refused(OTHER.format(extension))


def _copy(given, part, clean):
    """The types of content that the part names: only the list of parts does."""
    name = part.filename
    if name in ABOUT:
        return _pack([ABOUT[name].encode()], clean, name)
    if name in TEMPLATE:
        return _scan([TEMPLATE[name].sub(b"", given.read(part))], clean, name)
    if NESTED.fullmatch(name):
        nested = BytesIO()
        _rewrite(BytesIO(given.read(part)), nested, "xlsx", MAX_NESTED)
        return _pack([nested.getvalue()], clean, name)
    with given.open(part) as file:
        chunks = iter(lambda: file.read(CHUNK), b"")
        write = _scan if name.lower().endswith(XML) and part.file_size else _pack
        return write(chunks, clean, name)


def _scan(chunks, clean, name):
    scan = markup.Scan()

    def looked_at():
        for chunk in chunks:
            scan.feed(chunk)
            yield chunk

    _pack(looked_at(), clean, name)
    scan.close()
    return scan.content_types if name == "[Content_Types].xml" else set()


def _pack(chunks, clean, name):
    compression = clean.compression
    clean.compression = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
    with clean.open(name, "w") as file:
        for chunk in chunks:
            file.write(chunk)
    clean.compression = compression
    return set()
