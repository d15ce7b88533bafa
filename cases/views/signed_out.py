"""What somebody typed while she was not signed in any more: kept until she is."""

import uuid

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import render

from portal.ui.pages import wants_fragment

KEPT = "typed_signed_out"
MOST = 500_000  # bytes: a long case, and no way to fill the database


def keep_typed(request):
    """Keep what was posted with the session of the browser, and ask to sign in."""
    if request.method == "POST" and len(request.body) <= MOST:
        typed = {name: request.POST.getlist(name) for name in request.POST}
        typed.pop("csrfmiddlewaretoken", None)
        request.session[KEPT] = {"path": request.path, "typed": typed}
    if wants_fragment(request):
        return render(request, "cases/writing/_signed_out.html", {"path": request.path})
    return name_page(redirect_to_login(request.path), page_key(request.POST))


def page_key(data):
    """The key of the opened page that was posted, or None."""
    try:
        return uuid.UUID(data.get("pagina", ""))
    except ValueError:
        return None


def name_page(response, page):
    """Tell the browser which opened page arrived: it need not keep its text any longer."""
    if page:
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie("bewaard", str(page), max_age=600, samesite="Lax", secure=secure)
    return response


def typed_before_signing_in(request):
    """The fields that she posted to this address before she signed in again."""
    kept = request.session.get(KEPT, {})
    return kept["typed"] if kept.get("path") == request.path else {}


def forget_typed(request):
    """It stands with the case now."""
    if typed_before_signing_in(request):
        del request.session[KEPT]
