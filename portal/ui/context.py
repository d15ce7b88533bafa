from django.conf import settings

NAV = [
    ("/praktijkvoorbeelden/", "Praktijkvoorbeelden"),
    ("/cursussen/", "Cursussen"),
    ("/bijeenkomsten/", "Bijeenkomsten"),
    ("/communities/", "Communities"),
    ("/themas/", "Thema's"),
    ("/agenda/", "Agenda"),
]
ALSO = {"/cursussen/": ("/uitvoeringen/", "/trainers/", "/kennisvragen/")}  # under that entry


def site(request):
    """What every page shows around its content."""
    nav = [(url, label, request.path.startswith((url, *ALSO.get(url, ())))) for url, label in NAV]
    return {"NAV": nav, "DEMO": settings.DEMO, "SITE_URL": settings.SITE_URL}
