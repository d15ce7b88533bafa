"""Hostile files, made here and each time the same: what somebody could try to upload.

``python -m tests.portal.files.corpus FOLDER`` writes them down, to look at or for another tool.
"""

import random
import struct
import sys
import zlib
from itertools import product
from pathlib import Path

from tests.portal.files import hostile_documents, hostile_pdfs
from tests.portal.files.hostile import HTML, MARK, SCRIPT, SVG, Hostile, valid


def every():
    """Each of them, under a label of its own."""
    families = [
        polyglots,
        scripts_by_another_name,
        hostile_documents.every,
        hostile_pdfs.every,
        floods,
        broken,
        under_the_wrong_name,
        misleading_names,
        never_taken,
    ]
    return [one for family in families for one in family()]


IMAGES = ("jpg", "png", "gif", "webp")
OFFICE = ("docx", "xlsx", "pptx", "odt", "ods", "odp")


# --- A picture that is something else as well ----------------------------------------------


def polyglots():
    payloads = {
        "html": HTML["script"],
        "svg": SVG["script"],
        "php": b"<?php system('id'); //" + MARK,
    }
    payloads |= {"js": b"*/=1;" + SCRIPT, "zip": valid()["docx"] + MARK}
    for extension, (kind, payload) in product(IMAGES, payloads.items()):
        good = valid()[extension]
        yield Hostile(f"{extension}+{kind}", f"foto.{extension}", good + payload)
        yield Hostile(f"{kind}+{extension}", f"foto.{extension}", payload + good)
        yield Hostile(
            f"{kind} in {extension}", f"foto.{extension}", _inside(extension, good, payload)
        )
    yield Hostile("gif that is a script", "foto.gif", b"GIF89a/*" + b"\0" * 20 + b"*/=1;" + SCRIPT)
    yield Hostile(
        "bmp that is a script", "foto.bmp", b"BM/*" + b"\0" * 20 + b"*/=1;" + SCRIPT, True
    )
    yield Hostile("gif head, html body", "foto.gif", b"GIF89a" + HTML["script"])
    yield Hostile("png head, html body", "foto.png", b"\x89PNG\r\n\x1a\n" + HTML["script"])
    yield Hostile("jpeg head, html body", "foto.jpg", b"\xff\xd8\xff\xe0" + HTML["script"])
    yield Hostile("webp head, html body", "foto.webp", b"RIFF\xff\0\0\0WEBP" + HTML["script"])


def _inside(extension, good, payload):
    """Where a format has room for words: EXIF, a comment, a chunk of text, a profile."""
    if extension == "jpg":
        return good[:2] + b"\xff\xfe" + struct.pack(">H", len(payload) + 2) + payload + good[2:]
    if extension == "png":
        return good[:33] + _chunk(b"tEXt", b"Comment\0" + payload) + good[33:]
    if extension == "gif":
        pieces = [payload[at : at + 255] for at in range(0, len(payload), 255)]
        blocks = b"".join(bytes([len(piece)]) + piece for piece in pieces)
        return good[:-1] + b"\x21\xfe" + blocks + b"\0" + good[-1:]
    extra = b"XMP " + struct.pack("<I", len(payload)) + payload + b"\0" * (len(payload) % 2)
    return good[:4] + struct.pack("<I", len(good) + len(extra) - 8) + good[8:] + extra


def _chunk(kind, content):
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


# --- A page or a drawing that calls itself something else ----------------------------------


def scripts_by_another_name():
    names = [
        *(
            "x.svg",
            "x.svgz",
            "x.SVG",
            "x.png.svg",
            "x.svg.png",
            "x.jpg",
            "x.png",
            "x.gif",
            "x.webp",
        ),
        *("x.pdf", "x.docx", "x.odt", "x.html", "x.htm", "x.xhtml", "x.xml", "x.html.png"),
    ]
    for name, (kind, content) in product(names, {**SVG}.items()):
        yield Hostile(f"svg {kind} as {name}", name, content, True)
    for name, (kind, content) in product(names, HTML.items()):
        yield Hostile(f"html {kind} as {name}", name, content, True)


# --- More than it seems --------------------------------------------------------------------


def floods():
    def png(width, height, data=b"", depth=8, colour=2):
        header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
        chunks = (
            _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(data)) + _chunk(b"IEND", b"")
        )
        return b"\x89PNG\r\n\x1a\n" + chunks

    for width, height in [(65_535, 65_535), (2**31 - 1, 1), (1, 2**31 - 1), (30_000, 30_000)]:
        yield Hostile(f"png of {width} by {height}", "foto.png", png(width, height), True)
    for width, height in [(0, 0), (0, 10)]:
        yield Hostile(f"png of {width} by {height}", "foto.png", png(width, height), True)
    lines = b"\0" * (4001 * 3 * 5999)
    yield Hostile("png of zeros", "foto.png", png(4000, 5999, lines), heavy=True)
    yield Hostile("png with too much", "foto.png", png(10, 10, b"\0" * 10_000_000), heavy=True)
    yield Hostile("text that unpacks", "foto.png", _text_bomb(), heavy=True)
    for name, screen in [("gif screen", (65_535, 65_535)), ("gif high", (1, 65_535))]:
        good = valid()["gif"]
        yield Hostile(name, "foto.gif", good[:6] + struct.pack("<HH", *screen) + good[10:])
    good = valid()["jpg"]
    at = good.index(b"\xff\xc0") + 5
    flood = good[:at] + struct.pack(">HH", 65_500, 65_500) + good[at + 4 :]
    yield Hostile("jpeg of 65500 by 65500", "foto.jpg", flood, True)
    flood = good[:at] + struct.pack(">HH", 6300, 6300) + good[at + 4 :]
    yield Hostile("jpeg that says 6300 by 6300", "foto.jpg", flood, heavy=True)
    yield Hostile("gif of 500 frames", "foto.gif", _frames(500))


def _text_bomb():
    good = valid()["png"]
    return good[:33] + _chunk(b"zTXt", b"C\0\0" + zlib.compress(b"x" * 20_000_000)) + good[33:]


def _frames(count):
    good = valid()["gif"]
    start = good.index(b",")
    return good[:start] + good[start:-1] * count + good[-1:]


# --- Cut off, or with a few bits over ------------------------------------------------------


def broken():
    chance = random.Random(2026)
    for extension, good in valid().items():
        for part in (1, 4, 9, 20, 50, 75, 90, 99):
            yield Hostile(
                f"{part}% of a {extension}",
                f"deel.{extension}",
                good[: len(good) * part // 100 + 1],
            )
        for number in range(10):
            flipped = bytearray(good)
            for _ in range(1 + number):
                flipped[chance.randrange(len(good))] ^= 1 << chance.randrange(8)
            yield Hostile(f"{extension} with flips {number}", f"bits.{extension}", bytes(flipped))
        yield Hostile(f"noise as {extension}", f"ruis.{extension}", chance.randbytes(5000), True)
        yield Hostile(f"empty {extension}", f"leeg.{extension}", b"", True)
        yield Hostile(f"one byte of {extension}", f"kort.{extension}", good[:1], True)


def under_the_wrong_name():
    alike = {("jpg", "jpeg")}
    for (extension, content), name in product(valid().items(), [*valid(), "jpeg", "exe", "svg"]):
        if extension != name and (extension, name) not in alike:
            yield Hostile(f"{extension} as {name}", f"verslag.{name}", content, True)


# --- Names ---------------------------------------------------------------------------------

NAMES = [
    *("../../etc/passwd.png", "..\\..\\windows\\win.png", "/etc/cron.d/x.png", "C:\\x\\foto.png"),
    *("foto\u202egnp.exe.png", "\u202e\u2066gpj.png", "a\u200bb\ufeff.png"),
    *("foto\r\nSet-Cookie: a=b.png", "~.png"),
    *("foto\n.png", "foto\t.png", "foto\0.html.png", "foto%00.png", "\x07\x1b[31mrood.png"),
    ".png",
    *("..png", "...png", " .png", "-.png", "con.png", "NUL.png", "com1.png", "Lpt9.PNG"),
    "aux.tar.png",
    *("x" * 5000 + ".png", "é" * 300 + ".png", "foto.php.png", "foto.html.png", "foto.png.png"),
    *("<script>alert(1)</script>.png", '"><img src=x onerror=alert(1)>.png', "a;b=c.png"),
    "a'b.png",
    *("=cmd|calc.png", "foto.png ", "foto .png", "foto?.png", "foto#x.png", "a:b.png", "a|b.png"),
    *("\ud7ff\ue000.png", "\u0301\u0301.png", "日本語.png", "foto.pnG", "$(id).png", "`id`.png"),
    *("file:///etc/passwd.png", "javascript:alert(1).png", "\u2028\u2029.png", "\U000e0001.png"),
]  # fmt: skip


def misleading_names():
    for number, name in enumerate(NAMES):
        yield Hostile(f"name {number}", name, valid()["png"])


# --- What is never taken -------------------------------------------------------------------


def never_taken():
    formula = b'=cmd|\' /C calc\'!A0;=HYPERLINK("http://x";"klik")\n' + MARK
    programs = {
        "csv": formula, "txt": formula, "xls": formula, "exe": b"MZ" + b"\0" * 90 + MARK,
        "dll": b"MZ" + MARK, "elf": b"\x7fELF" + MARK, "sh": b"#!/bin/sh\n#" + MARK,
        "bat": b"@echo " + MARK, "ps1": b"#" + MARK, "vbs": b"'" + MARK, "js": b"//" + MARK,
        "mjs": b"//" + MARK, "css": b"/*" + MARK, "php": b"<?php //" + MARK, "phtml": b"<?php",
        "jsp": b"<% %>" + MARK, "asp": b"<% %>" + MARK, "hta": HTML["script"],
        "jar": valid()["docx"],
        "apk": valid()["docx"], "lnk": b"L\0\0\0" + MARK, "url": b"[InternetShortcut]\n" + MARK,
        "desktop": b"[Desktop Entry]\n" + MARK, "eml": HTML["script"], "mht": HTML["script"],
        "xsl": b"<xsl/>", "swf": b"FWS" + MARK, "iso": MARK, "zip": valid()["docx"],
        "rtf": b"{\\rtf1" + MARK,
        "doc": bytes.fromhex("d0cf11e0a1b11ae1") + MARK, "docm": valid()["docx"],
        "xlsm": valid()["xlsx"],
        "wasm": b"\0asm" + MARK, "htaccess": MARK, "ini": MARK, "py": MARK, "pif": b"MZ" + MARK,
    }  # fmt: skip
    for extension, content in programs.items():
        yield Hostile(f"a .{extension}", f"bestand.{extension}", content, True)
        yield Hostile(f"{extension} in disguise", f"bestand.{extension}.pdf", content or b"x", True)
    yield Hostile("no extension", "bestand", valid()["png"], True)
    yield Hostile("only an extension", ".htaccess", MARK, True)


def write(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for number, one in enumerate(every()):
        (folder / f"{number:04d}.{one.extension[:8]}").write_bytes(one.content)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
