"""Which files we take: what colleagues add to a story, and what we can make harmless."""

from dataclasses import dataclass

from django.db import models

MEGABYTE = 1024 * 1024


class Kind(models.TextChoices):
    IMAGE = "image", "afbeelding"
    PDF = "pdf", "PDF"
    DOCUMENT = "document", "tekstdocument"
    SPREADSHEET = "spreadsheet", "rekenblad"
    PRESENTATION = "presentation", "presentatie"


@dataclass(frozen=True)
class Format:
    kind: Kind
    mime_type: str
    stored_as: str  # the extension that it is served under


WEBP = Format(Kind.IMAGE, "image/webp", "webp")
OPEN_XML = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
# By extension. Images are drawn anew, all to one format that keeps photos and drawings small.
FORMATS = {
    **dict.fromkeys(("jpg", "jpeg", "png", "webp", "gif"), WEBP),
    "pdf": Format(Kind.PDF, "application/pdf", "pdf"),
    "docx": Format(Kind.DOCUMENT, f"{OPEN_XML}wordprocessingml.document", "docx"),
    "odt": Format(Kind.DOCUMENT, f"{OPEN_DOCUMENT}text", "odt"),
    "xlsx": Format(Kind.SPREADSHEET, f"{OPEN_XML}spreadsheetml.sheet", "xlsx"),
    "ods": Format(Kind.SPREADSHEET, f"{OPEN_DOCUMENT}spreadsheet", "ods"),
    "pptx": Format(Kind.PRESENTATION, f"{OPEN_XML}presentationml.presentation", "pptx"),
    "odp": Format(Kind.PRESENTATION, f"{OPEN_DOCUMENT}presentation", "odp"),
}
# What people do try, and what they can do instead.
INSTEAD = {
    **dict.fromkeys(
        ("svg", "svgz"), "Een SVG kan een programma bevatten. Bewaar de tekening als PNG of PDF."
    ),
    **dict.fromkeys(
        ("htm", "html", "xhtml", "mht", "mhtml"),
        "Een webpagina kan een programma bevatten. Druk haar af naar PDF, of plaats een link.",
    ),
    **dict.fromkeys(("doc", "dot", "rtf", "txt", "pages"), "Bewaar het als .docx, .odt of .pdf."),
    **dict.fromkeys(("xls", "csv", "numbers"), "Bewaar het als .xlsx of .ods."),
    **dict.fromkeys(("ppt", "pps", "ppsx", "key"), "Bewaar het als .pptx, .odp of .pdf."),
    **dict.fromkeys(
        ("docm", "dotm", "xlsm", "xltm", "xlsb", "pptm", "ppsm"),
        "Een bestand met macro's nemen we niet aan. Bewaar het zonder macro's.",
    ),
    **dict.fromkeys(("heic", "heif", "avif", "tif", "tiff", "bmp"), "Bewaar haar als JPG of PNG."),
    **dict.fromkeys(("zip", "7z", "rar", "gz", "tar"), "Pak het uit en voeg de bestanden los toe."),
    **dict.fromkeys(("mp4", "mov", "avi", "webm", "mp3"), "Plaats een link naar de video."),
}


def extensions(kinds):
    return [extension for extension, one in FORMATS.items() if one.kind in kinds]
