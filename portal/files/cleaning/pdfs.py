"""A PDF keeps its pages and its links; what acts, plays or is packed in it goes."""

from urllib.parse import urlsplit

import pikepdf
from pikepdf.sanitize import Sanitizer

from .refused import Refused

LOCKED = "Deze PDF is beveiligd. Haal de beveiliging eraf, of druk hem opnieuw af naar PDF."
EMPTY = "In deze PDF staat geen enkele pagina."
SANITIZER = (
    Sanitizer()
    .remove_javascript()
    .remove_attachments()
    .remove_multimedia()
    .remove_private_app_data()
    .remove_web_capture()
    .remove_search_index()
    .remove_thumbnails()
    .remove_collection()
)
# The actions of ISO 32000-2, table 201, but for going to a page and following a link.
ACTIONS = {
    *("/JavaScript", "/Launch", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData", "/Rendition"),
    *("/Movie", "/Sound", "/RichMediaExecute", "/ResetForm", "/Hide", "/Thread", "/GoTo3DView"),
}
# Wherever they stand: the sanitizer only looks where the standard says that they belong.
KEYS = {
    *("/AA", "/OpenAction", "/JS", "/JavaScript", "/XFA", "/EF", "/EmbeddedFiles", "/Renditions"),
    *("/RichMediaContent", "/RichMediaSettings", "/3DD", "/Metadata"),
}
LINKS = {"http", "https", "mailto", "tel"}


def clean(folder, extension):
    """Write «clean» beside «given»."""
    try:
        pdf = pikepdf.open(folder / "given")
    except pikepdf.PasswordError:
        raise Refused(LOCKED) from None
    with pdf:
        if pdf.is_encrypted:
            raise Refused(LOCKED)
        if not len(pdf.pages):
            raise Refused(EMPTY)
        SANITIZER.apply(pdf)
        for each in (pdf.trailer, *pdf.objects):
            _defuse(each)
        _keep_title_alone(pdf)
        pdf.save(folder / "clean")  # what nothing refers to any more stays behind
    return {}


def _keep_title_alone(pdf):
    """Who made it and with what: the portal says so itself, or keeps it to itself."""
    title = {"/Title": pdf.docinfo["/Title"]} if "/Title" in pdf.docinfo else {}
    pdf.docinfo = pdf.make_indirect(pikepdf.Dictionary(title))


def _defuse(thing):
    """Also in what stands directly in it; the rest is an object of its own."""
    if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        _defuse_keys(thing)
        children = [thing[key] for key in thing.keys()]  # noqa: SIM118 - no mapping
    elif isinstance(thing, pikepdf.Array):
        children = list(thing)
    else:
        children = []
    for child in children:
        if isinstance(child, pikepdf.Object) and not child.is_indirect:
            _defuse(child)


def _defuse_keys(thing):
    keys = set(thing.keys())
    for key in keys if _acts(thing) else keys & KEYS:
        del thing[key]


def _acts(thing):
    action = str(thing.get("/S", ""))
    if action == "/URI":
        return urlsplit(str(thing.get("/URI", ""))).scheme.lower() not in LINKS
    return action in ACTIONS
