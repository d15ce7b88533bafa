import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.gatherings import personal_feed as feed
from portal.gatherings.models import PersonalCalendar
from portal.gatherings.words import full_url


@never_cache
def my_calendar(request):
    found = PersonalCalendar.objects.filter(user=request.user).first()
    address = full_url(found.get_absolute_url()) if found else ""
    context = {
        "calendar": found,
        "address": address,
        "subscribe_url": "webcal://" + address.partition("://")[2],
    }
    return render(request, "gatherings/my_calendar.html", context)


@require_POST
def make_calendar(request):
    """A new address; one that there was stops working."""
    values = {"key": uuid.uuid4(), "made_at": timezone.now()}
    _, is_first = PersonalCalendar.objects.update_or_create(user=request.user, defaults=values)
    told = (
        "Je adres is klaar." if is_first else "Je hebt een nieuw adres. Het oude werkt niet meer."
    )
    messages.success(request, told)
    return redirect("gatherings:my_calendar")


@require_POST
def revoke_calendar(request):
    PersonalCalendar.objects.filter(user=request.user).delete()
    messages.success(request, "Je adres is ingetrokken. Niemand kan het nog gebruiken.")
    return redirect("gatherings:my_calendar")


@login_not_required
@never_cache
def personal_feed(request, secret):
    """Open to calendars, which never sign in: who has the address is let in."""
    known = PersonalCalendar.objects.at(secret).select_related("user")
    content = feed.of(get_object_or_404(known).user)
    headers = {"X-Robots-Tag": "noindex"}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
