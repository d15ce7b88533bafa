from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from communities.actions import publish as publish_meetup
from communities.forms import MeetupForm
from communities.models import Community, Meetup
from portal.gatherings import actions, pages
from portal.gatherings.refusals import Refusal

from .meetups import show


def plan(request):
    return _plan(request, title="Plan een bijeenkomst")


def copy(request, slug):
    """A next one like this: the same but for its days and when people can join."""
    source = editable(request, slug)
    initial = MeetupForm.copied_from(source)
    return _plan(request, title=f"Nog eens «{source}»", initial=initial)


def _plan(request, *, title, initial=None):
    communities = Community.objects.editable_by(request.user).standing()
    if not communities.exists():
        raise Http404
    form = MeetupForm(
        pages.posted(request), initial=initial, communities=communities, now=timezone.now()
    )
    if not form.is_valid():
        return pages.form_page(request, form, title=title, action="Opslaan als concept")
    meetup = form.save(commit=False)
    meetup.created_by = request.user
    with transaction.atomic():
        actions.schedule(meetup, moments=form.moments)
        form.save_links()
    return redirect(meetup)


def edit(request, slug):
    meetup = editable(request, slug)
    communities = Community.objects.editable_by(request.user)
    form = MeetupForm(
        pages.posted(request), instance=meetup, communities=communities, now=timezone.now()
    )
    if form.is_valid() and pages.revise(form):
        return redirect("communities:meetup", slug=slug)
    return pages.form_page(
        request, form, title="Wijzig de bijeenkomst", action="Opslaan", cancel_url=f"../../{slug}/"
    )


def publish(request, slug):
    meetup = editable(request, slug)
    if request.method == "POST":
        try:
            publish_meetup(meetup, by=request.user, now=timezone.now())
        except Refusal as refusal:
            return show(request, slug, refusal=refusal)
    return redirect(meetup)


def editable(request, slug):
    return get_object_or_404(Meetup.objects.editable_by(request.user), slug=slug)
