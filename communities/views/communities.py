from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import conditional_page

from communities import actions
from communities.models import Community, Meetup, Membership
from portal import calendars
from portal.discovery.feed import REMEMBERS
from portal.gatherings.calendar import feed_of
from portal.gatherings.pages import cards_of
from portal.ui.paging import page_of

COMING, PAST = 6, 6


@login_not_required
def index(request):
    communities = Community.objects.visible_to(request.user).standing()
    page = page_of(communities.with_figures(timezone.now()).order_by("name", "pk"), request)
    return render(request, "communities/index.html", {"page": page})


@login_not_required
def community(request, slug):
    found = get_object_or_404(Community.objects.visible_to(request.user), slug=slug)
    now = timezone.now()
    meetups = Meetup.objects.visible_to(request.user).of(found).for_cards()
    context = {
        "community": found,
        "coming": cards_of(meetups.upcoming(now)[:COMING], now),
        "past": cards_of(meetups.past(now)[:PAST], now),
        "facilitators": found.memberships.facilitators().select_related("user__organisation"),
        "members": found.memberships.accepted().count(),
    }
    if request.user.is_authenticated:
        context["membership"] = found.memberships.filter(user=request.user).first()
        context |= _for_facilitators(found, request.user)
    return render(request, "communities/community.html", context)


@login_not_required
@conditional_page
def feed(request, slug):
    """Open to calendars, which never sign in: only what a visitor may see."""
    visitor = AnonymousUser()
    found = get_object_or_404(Community.objects.visible_to(visitor), slug=slug)
    meetups = Meetup.objects.visible_to(visitor).of(found)
    events = feed_of(meetups.filter(ends_at__gt=timezone.now() - REMEMBERS))
    content = calendars.published(events, name=f"Bijeenkomsten van {found}")
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


def _for_facilitators(found, user):
    if Community.objects.editable_by(user).filter(pk=found.pk).exists():
        asked = found.memberships.asked().select_related("user__organisation")
        return {"may_edit": True, "asked": asked}
    return {}


def become_member(request, slug):
    found = get_object_or_404(Community.objects.visible_to(request.user).standing(), slug=slug)
    if request.method == "POST":
        actions.become_member(found, user=request.user, now=timezone.now())
    return redirect(found)


def stop(request, slug):
    found = get_object_or_404(Community.objects.visible_to(request.user), slug=slug)
    if request.method == "POST":
        actions.stop(found, user=request.user)
    return redirect("communities:index" if found.is_hidden else found)


def decide(request, slug, pk):
    communities = Community.objects.editable_by(request.user).filter(slug=slug)
    asked = Membership.objects.asked().filter(community__in=communities)
    membership = get_object_or_404(asked.select_related("community"), pk=pk)
    if request.method == "POST" and "toelaten" in request.POST:
        actions.accept(membership, now=timezone.now())
    if request.method == "POST" and "afwijzen" in request.POST:
        actions.refuse(membership)
    return redirect(membership.community)
