from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from communities.filters import MeetupFilter
from communities.models import Community, Meetup
from portal.gatherings import calendar as calendars
from portal.gatherings import company, planning, words
from portal.ui import map as maps
from portal.ui.pages import render_page
from portal.ui.paging import page_of


@login_not_required
def index(request):
    now = timezone.now()
    meetups = Meetup.objects.visible_to(request.user).for_cards()
    found = MeetupFilter(request.GET, queryset=meetups, request=request, now=now)
    page = page_of(found.qs, request)
    context = {
        "filter": found,
        "page": page,
        "cards": cards_of(page, now),
        "may_plan": request.user.is_authenticated
        and Community.objects.editable_by(request.user).exists(),
    }
    return render_page(
        request, "communities/meetups.html", context, fragment="communities/_meetups.html"
    )


def cards_of(meetups, now):
    """(meetup, the word for its state) of each."""
    return [(meetup, meetup.state(now)) for meetup in meetups]


@login_not_required
def meetup(request, slug):
    return show(request, slug)


def show(request, slug, *, refusal=None):
    """The page of a meetup, or its fragment about taking part; with why an action was refused."""
    meetups = Meetup.objects.visible_to(request.user).for_page()
    found = get_object_or_404(meetups, slug=slug)
    return render_page(
        request,
        "communities/meetup.html",
        context_of(found, request.user, timezone.now()) | {"refusal": refusal},
        fragment="communities/_participation.html",
        status=409 if refusal else 200,
    )


def context_of(found, user, now):
    mine, may_edit = None, False
    if user.is_authenticated:
        mine = found.participations.filter(user=user).first()
        may_edit = Meetup.objects.editable_by(user).filter(pk=found.pk).exists()
    moments = list(found.moments.standing())
    takes_part = bool(mine and mine.is_seated)
    return {
        "meetup": found,
        "now": now,
        "state": found.state(now),
        "moments": [words.when(moment, now) for moment in moments],
        "where": words.where(found),
        "route_url": words.route_url(found),
        "map": maps.provinces({}, lambda name: ""),
        "dots": dots_of(found),
        "mine": mine,
        "waiting": found.participations.waiting().count(),
        "has_free_place": found.has_free_place(now),
        "is_reminded": bool(planning.leads_to_come(found, moments, now=now)),
        "organisations": company.organisations(found),
        "names": company.names_shown(found) if takes_part or may_edit else [],
        "may_see_video": takes_part or may_edit,
        "may_edit": may_edit,
    }


def dots_of(found):
    """Where it is on the map of the country, as far as that is known."""
    town = found.municipality
    if town is None or town.latitude is None or not found.is_on_site:
        return []
    return [maps.dot(town.latitude, town.longitude, label=town.short_name)]


@login_not_required
def calendar(request, slug):
    found = get_object_or_404(Meetup.objects.visible_to(request.user).for_page(), slug=slug)
    moments = found.moments.standing().select_related("gathering__municipality")
    content = calendars.for_anybody(found, moments, now=timezone.now())
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{found.slug}.ics"'},
    )
