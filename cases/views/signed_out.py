"""What somebody typed while she was not signed in any more: kept until she is."""

import json
import uuid

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import render

from portal.ui.pages import wants_fragment

KEPT = "typed_signed_out"
MOST = 500_000  # characters: a long case, and no way to fill the database


def keep_typed(request):
    """Keep what was posted with the session of the browser, and ask to sign in.

    What is too much to keep is said to be so: her device keeps it then.
    """
    typed = {name: texts for name, texts in request.POST.lists() if name != "csrfmiddlewaretoken"}
    kept = request.session.get(KEPT, {}) | {request.path: typed}
    is_kept = len(json.dumps(kept)) <= MOST
    if is_kept and request.method == "POST":
        request.session[KEPT] = kept
    if wants_fragment(request):
        context = {"path": request.path, "is_kept": is_kept}
        status = 200 if is_kept else 413
        return render(request, "cases/writing/_signed_out.html", context, status=status)
    return name_page(redirect_to_login(request.path), page_key(request.POST) if is_kept else None)


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
    """The fields that she posted to this address before she signed in again.

    On a computer that is shared, somebody else may sign in: what another typed is not hers.
    """
    typed = request.session.get(KEPT, {}).get(request.path, {})
    return typed if typed.get("schrijver") == [str(request.user.pk)] else {}


def forget_typed(request):
    """It stands with the case now."""
    if typed_before_signing_in(request):
        del request.session[KEPT][request.path]
        request.session.modified = True
