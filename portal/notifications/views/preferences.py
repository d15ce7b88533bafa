from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from portal.notifications import actions, links
from portal.notifications.forms import PreferencesForm
from portal.notifications.models import Choice
from portal.notifications.preferences import choice_of, choices_of


def preferences(request):
    sent = request.POST if request.method == "POST" else None
    form = PreferencesForm(sent, chosen=choices_of(request.user))
    if form.is_valid():
        actions.choose(form.choices, user=request.user)
        messages.success(request, "Je voorkeuren zijn bewaard.")
        return redirect("notifications:preferences")
    status = 422 if form.errors else 200
    return render(request, "notifications/preferences.html", {"form": form}, status=status)


# A mail program posts without a cookie (RFC 8058); the signature in the address says who may.
@csrf_exempt
@login_not_required
def unsubscribe(request, token):
    try:
        user, kind = links.read(token)
    except links.BadLinkError:
        raise Http404 from None
    if request.method == "POST":
        actions.choose({kind: Choice.OFF}, user=user)
    context = {"kind": kind, "is_off": choice_of(user, kind.name) == Choice.OFF, "token": token}
    return render(request, "notifications/unsubscribe.html", context)
