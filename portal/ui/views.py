"""Pages about the portal itself, and the pages that say what went wrong."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal.ui import samples
from portal.ui.paging import page_of


@login_not_required
def about(request):
    return render(request, "ui/about.html")


@login_not_required
def privacy(request):
    return render(request, "ui/privacy.html")


@login_not_required
def accessibility(request):
    return render(request, "ui/accessibility.html")


@login_not_required
def contact(request):
    return render(request, "ui/contact.html", {"address": settings.CONTACT_EMAIL})


@login_not_required
def components(request):
    """Every component of ours, for who builds with them; its form can be sent, and does nothing."""
    form = samples.SampleForm(request.POST or None, request.FILES or None)
    wrong = request.method == "POST" and not form.is_valid()
    context = samples.context() | {"form": form, "page": page_of(range(200), request, per_page=10)}
    return render(request, "ui/components.html", context, status=422 if wrong else 200)


@login_not_required
def security_txt(request):
    """RFC 9116: where to report a weakness; it must say until when it holds."""
    expires = (timezone.now() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        f"Contact: mailto:{settings.CONTACT_EMAIL}",
        f"Expires: {expires}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def bad_request(request, exception):
    return _sorry(request, 400)


def forbidden(request, exception):
    """What somebody may not see does not exist for her: no hint that it does."""
    return _sorry(request, 404)


def not_found(request, exception):
    return _sorry(request, 404)


@login_not_required
def form_expired(request, reason=""):
    """Django's answer to a form without a valid token: usually one that stood open too long."""
    return _sorry(request, "csrf", status=403)


def server_error(request):
    # No template, no database, no manifest: any of them might be what is broken.
    return HttpResponse(SERVER_ERROR, status=500)


def _sorry(request, kind, status=None):
    return render(request, "ui/sorry.html", {"kind": kind}, status=status or kind)


SERVER_ERROR = f"""<!doctype html>
<html lang="nl"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Er ging iets mis | Lerend werken</title>
<link rel="stylesheet" href="{settings.STATIC_URL}dist/app.css"></head>
<body><main class="lw-container lw-section lw-stack"><h1>Er ging iets mis bij ons</h1>
<p>Het ligt niet aan jou. Probeer het over een paar minuten nog eens.
Wat je had ingevuld, krijg je terug met de knop Vorige.</p>
<p><a class="nl-link" href="/">Naar de startpagina</a></p></main></body></html>
"""
