from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404
from django.utils import timezone

from communities.filters import MeetupFilter
from communities.models import Community, Meetup
from portal.gatherings import pages
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
        "cards": pages.cards_of(page, now),
        "may_plan": request.user.is_authenticated
        and Community.objects.editable_by(request.user).exists(),
    }
    return render_page(
        request, "communities/meetups.html", context, fragment="communities/_meetups.html"
    )


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
        fragment="gatherings/_participation.html",
        status=409 if refusal else 200,
    )


def context_of(found, user, now):
    may_edit = (
        user.is_authenticated and Meetup.objects.editable_by(user).filter(pk=found.pk).exists()
    )
    return {"themes": found.themes.all()} | pages.facts_of(found, user, now, may_edit=may_edit)


@login_not_required
def calendar(request, slug):
    found = get_object_or_404(Meetup.objects.visible_to(request.user).for_page(), slug=slug)
    return pages.calendar_file(found, now=timezone.now())
