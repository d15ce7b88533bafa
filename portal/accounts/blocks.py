"""«Mijn portaal» is made of pages of the apps, put together by address and not by import."""

from copy import copy

from django.http import HttpHeaders, QueryDict
from django.middleware.csrf import get_token
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.safestring import mark_safe

from portal.ui.pages import render_page

# Lists of what waits for her, each empty as long as nothing does.
WAITING = ["accounts:waiting", "cases:waiting", "communities:waiting", "courses:waiting"]
MINE = [
    ("communities:mine", "Mijn bijeenkomsten"),
    ("courses:mine", "Mijn cursussen en vragen"),
    ("cases:mine", "Praktijkvoorbeelden van mijn organisatie"),
]
KEPT = [
    ("notifications:follows", "Wat ik volg"),
    ("notifications:bookmarks", "Bewaard"),
]
RECOMMENDED = [("discovery:recommended", "Aanbevolen voor jou")]


def waiting_for(request):
    """The list items of all that waits for who asks; empty when nothing does."""
    parts = [content_of(request, name) for name in WAITING if address_of(name)]
    return mark_safe("".join(parts).strip())  # noqa: S308 (pages of our own)


def filled(request, blocks):
    """Address, label and content of each block whose app is here."""
    return [
        {"url": address_of(name), "label": label, "content": content_of(request, name)}
        for name, label in blocks
        if address_of(name)
    ]


def address_of(name):
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


def content_of(request, name):
    """What the page of that name answers this person when htmx asks for its fragment.

    Asked here and not by the browser: the page is whole at once, also without JavaScript.
    """
    get_token(request)  # one for all forms on the page, so that its cookie is set
    path = reverse(name)
    part = copy(request)
    part.method, part.path, part.path_info, part.GET = "GET", path, path, QueryDict()
    part.META = {**request.META, "HTTP_HX_REQUEST": "true", "QUERY_STRING": ""}
    part.headers = HttpHeaders(part.META)
    view, args, kwargs = resolve(path)
    return mark_safe(view(part, *args, **kwargs).content.decode())  # noqa: S308 (our own page)


def waiting_page(request, fragment, **context):
    """A page of an app with what waits for somebody: the items in ``fragment``."""
    context |= {"fragment": fragment}
    return render_page(request, "accounts/waiting.html", context, fragment=fragment)
