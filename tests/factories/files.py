"""Files as people upload them, made here: a picture, a PDF, documents of Word, Excel and Writer."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from portal.files import intake
from tests.factories.gatherings import NOW
from tests.factories.people import make_user

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = {
    "docx": ("word/document.xml", "wordprocessingml.document"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet"),
    "pptx": ("ppt/presentation.xml", "presentationml.presentation"),
}
ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def make_file(name="grafiek.png", content=None, *, by=None, now=NOW):
    """A file that went all the way in."""
    content = content or image_bytes()
    return intake.receive(upload(name, content), by=by or make_user(), now=now)


def upload(name, content):
    return SimpleUploadedFile(name, content)


def image_bytes(form="PNG", size=(40, 30), mode="RGB", colour="teal", **options):
    file = BytesIO()
    Image.new(mode, size, colour).save(file, form, **options)
    return file.getvalue()


def pdf_bytes(change=lambda pdf: None, **options):
    """One page; ``change(pdf)`` may put more in it."""
    options.setdefault("deterministic_id", "encryption" not in options)
    file = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        change(pdf)
        pdf.save(file, **options)
    return file.getvalue()


def zip_bytes(parts, compression=ZIP_DEFLATED):
    """A zip of {name: content}."""
    file = BytesIO()
    with ZipFile(file, "w", compression) as packed:
        for name, content in parts.items():
            how = ZIP_STORED if name == "mimetype" else compression
            packed.writestr(ZipInfo(name), content, how)  # of 1980, and so always the same
    return file.getvalue()


def relations(*ones):
    """A part with relations: (type, target) for what is inside, (type, target, "External")."""
    told = "".join(_relation(number, *one) for number, one in enumerate(ones))
    return f'<Relationships xmlns="{PACKAGE}/relationships">{told}</Relationships>'


def _relation(number, kind, target, mode="Internal"):
    return (
        f'<Relationship Id="r{number}" Type="{OFFICE}/relationships/{kind}" Target="{target}" '
        f'TargetMode="{mode}"/>'
    )


def open_xml_parts(extension):
    main, kind = TYPES[extension]
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType='
        f'"application/vnd.openxmlformats-officedocument.{kind}.main+xml"/></Types>',
        "_rels/.rels": relations(("officeDocument", main)),
        main: f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>Wat we leerden</w:t></w:r>'
        "</w:p></w:body></w:document>",
    }


def open_xml_bytes(extension="docx", parts=None):
    """A document of Microsoft Office; ``parts`` add to it or replace what is there."""
    return zip_bytes(open_xml_parts(extension) | (parts or {}))


def open_document_parts(extension="odt", body="<text:p>Wat we leerden</text:p>"):
    kind = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}[extension]
    names = " ".join(
        f'xmlns:{one}="{ODF}{one}:1.0"'
        for one in ("office", "text", "draw", "table", "script", "manifest")
    )
    return {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": f'<office:document-content {names} xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<office:body>{body}</office:body></office:document-content>",
        "META-INF/manifest.xml": f"<manifest:manifest {names}/>",
        "Configurations2/accelerator/current.xml": "",
    }


def open_document_bytes(extension="odt", parts=None, **options):
    return zip_bytes(open_document_parts(extension, **options) | (parts or {}))
