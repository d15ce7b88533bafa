from contextlib import suppress
from functools import partial

from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from communities.models import Community, Meetup, Registration
from portal.gatherings import actions, pages
from portal.gatherings.refusals import Refusal
from portal.ui.pages import render_page
from portal.ui.paging import page_of

from .meetups import show


def join(request, slug):
    return _change(request, slug, actions.join, shows_name="naam" in request.POST)


def leave(request, slug):
    if Meetup.objects.visible_to(request.user).filter(slug=slug).exists():
        return _change(request, slug, actions.leave)
    return _leave_unseen(request, slug)


def _leave_unseen(request, slug):
    """What became hidden to her is in her own list only: there she left, and there she ends."""
    hers = Registration.objects.active().filter(user=request.user).select_related("gathering")
    registration = get_object_or_404(hers, gathering__slug=slug)
    if request.method == "POST":
        with suppress(Refusal):  # begun or off: there is nothing to leave any more
            actions.leave(registration.gathering, user=request.user, now=timezone.now())
    return redirect("communities:mine")


def accept(request, slug):
    return _change(request, slug, actions.accept)


def _change(request, slug, action, **options):
    meetups = Meetup.objects.visible_to(request.user).filter(slug=slug)
    page = {
        "show": partial(show, request, slug),
        "address": reverse("communities:meetup", args=[slug]),
    }
    return pages.change(request, meetups, action, **page, **options)


def visible(request, slug):
    return get_object_or_404(Meetup.objects.visible_to(request.user), slug=slug)


def mine(request):
    now = timezone.now()
    registrations = Registration.objects.active().filter(
        user=request.user, gathering__cancelled_at=None, gathering__ends_at__gt=now
    )
    visible = Meetup.objects.visible_to(request.user).filter(pk=OuterRef("gathering"))
    coming = registrations.select_related("gathering").annotate(is_visible=Exists(visible))
    context = {
        "page": page_of(coming.order_by("gathering__starts_at", "pk"), request),
        "communities": Community.objects.of_member(request.user).order_by("name", "pk"),
        "now": now,
    }
    return render_page(
        request, "communities/mine.html", context, fragment="communities/_mine_list.html"
    )
