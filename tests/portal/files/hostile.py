"""What the hostile files are made of, and what their scripts do when they run."""

from dataclasses import dataclass
from functools import cache

from tests.factories.files import image_bytes, open_document_bytes, open_xml_bytes, pdf_bytes

MARK = b"PAYLOAD-7f3a"  # stands in whatever must not come through
RUN = "document.title='RAN';fetch('/ran?'+location.pathname)"
SCRIPT = f"<script>/*{MARK.decode()}*/{RUN}</script>".encode()
HTML = {
    "script": b"<!doctype html><html><body>" + SCRIPT,
    "bare": SCRIPT,
    "onerror": f'<img src=x onerror="{RUN}" alt="{MARK.decode()}">'.encode(),
    "frame": b'<iframe srcdoc="' + SCRIPT.replace(b"<", b"&lt;") + b'"></iframe>',
    "refresh": b'<meta http-equiv="refresh" content="0;url=javascript:alert(1)">' + SCRIPT,
    "utf16": (b"<html><body>" + SCRIPT).decode().encode("utf-16"),
    "late": b" " * 300 + b"<html>" + SCRIPT,
}
_OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
_SAID = MARK.decode()
_SCRIPT = f"<script>/*{_SAID}*/{RUN}</script></svg>"
_IMAGE = f'<img src="x" onerror="{RUN}" alt="{_SAID}"/>'
_BODY = f'<body xmlns="http://www.w3.org/1999/xhtml">{_IMAGE}</body>'
_ENTITY = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
SVG = {
    "script": f"{_OPEN}>{_SCRIPT}".encode(),
    "onload": f'{_OPEN} onload="{RUN}"><title>{_SAID}</title></svg>'.encode(),
    "declared": f'<?xml version="1.0"?>{_OPEN}>{_SCRIPT}'.encode(),
    "foreign": f"{_OPEN}><foreignObject>{_BODY}</foreignObject></svg>".encode(),
    "link": f'{_OPEN}><a xlink:href="javascript:{RUN}"><text>{_SAID}</text></a></svg>'.encode(),
    "entity": f"{_ENTITY}{_OPEN}><text>&x;{_SAID}</text></svg>".encode(),
}


@dataclass(frozen=True)
class Hostile:
    """``refused`` says that it must be; None that a cleaned form may be taken as well."""

    label: str
    name: str
    content: bytes
    refused: bool | None = None
    heavy: bool = False  # only the limits of a process of its own hold it

    @property
    def extension(self):
        return self.name.rpartition(".")[2].lower()


@cache
def valid():
    """{extension: a good file}."""
    return {
        "jpg": image_bytes("JPEG", size=(64, 48)),
        "png": image_bytes("PNG", size=(64, 48)),
        "gif": image_bytes("GIF", size=(64, 48)),
        "webp": image_bytes("WEBP", size=(64, 48)),
        "pdf": pdf_bytes(),
        "docx": open_xml_bytes("docx"),
        "xlsx": open_xml_bytes("xlsx"),
        "pptx": open_xml_bytes("pptx"),
        "odt": open_document_bytes("odt"),
        "ods": open_document_bytes("ods"),
        "odp": open_document_bytes("odp"),
    }
