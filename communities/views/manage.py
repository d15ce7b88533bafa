from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from communities.forms import CancelForm, MeetupForm
from communities.models import Community, Meetup
from portal.gatherings import actions
from portal.gatherings.following import with_mail
from portal.gatherings.refusals import Refusal, TooFewSeats
from portal.ui.paging import page_of

from .meetups import show


def plan(request):
    communities = Community.objects.editable_by(request.user).standing()
    if not communities.exists():
        raise Http404
    form = MeetupForm(_posted(request), communities=communities, now=timezone.now())
    if not form.is_valid():
        return _form_page(request, form, title="Plan een bijeenkomst", action="Opslaan als concept")
    meetup = form.save(commit=False)
    meetup.created_by = request.user
    with transaction.atomic():
        actions.schedule(meetup, moments=form.moments)
        form.save_links()
    return redirect(meetup)


def edit(request, slug):
    meetup = _editable(request, slug)
    communities = Community.objects.editable_by(request.user)
    form = MeetupForm(
        _posted(request), instance=meetup, communities=communities, now=timezone.now()
    )
    if form.is_valid() and _revise(form):
        return redirect("communities:meetup", slug=slug)
    return _form_page(
        request, form, title="Wijzig de bijeenkomst", action="Opslaan", cancel_url=f"../../{slug}/"
    )


def _revise(form):
    """Whether it is saved; otherwise the form says why not."""
    try:
        with transaction.atomic():
            actions.revise(form.instance, moments=form.moments, now=form.now, **form.values)
            form.save_links()
    except TooFewSeats as refusal:
        form.add_error("seats", str(refusal))
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    return not form.errors


def publish(request, slug):
    meetup = _editable(request, slug)
    if request.method == "POST":
        try:
            actions.publish(meetup, now=timezone.now())
        except Refusal as refusal:
            return show(request, slug, refusal=refusal)
    return redirect(meetup)


def cancel(request, slug):
    meetup = _editable(request, slug)
    form = CancelForm(_posted(request))
    if form.is_valid() and _cancel(meetup, form):
        return redirect(meetup)
    return _form_page(
        request,
        form,
        title=f"«{meetup}» afgelasten",
        lead="Iedereen die meedoet of wacht, krijgt meteen een mail.",
        action="Ja, afgelasten",
        cancel_url=meetup.get_absolute_url(),
    )


def _cancel(meetup, form):
    try:
        actions.cancel(meetup, reason=form.cleaned_data["reason"], now=timezone.now())
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    return not form.errors


def participants(request, slug):
    meetup = _editable(request, slug)
    everybody = meetup.participations.in_order().select_related("user__organisation")
    page = page_of(everybody, request, per_page=50)
    context = {
        "meetup": meetup,
        "page": page,
        "rows": with_mail(page.object_list),
        "waiting": meetup.participations.waiting().count(),
    }
    return render(request, "communities/participants.html", context)


def _posted(request):
    """What was sent, if anything was: also a form without a single field filled in."""
    return request.POST if request.method == "POST" else None


def _editable(request, slug):
    return get_object_or_404(Meetup.objects.editable_by(request.user), slug=slug)


def _form_page(request, form, **context):
    status = 422 if form.is_bound else 200
    return render(request, "ui/form_page.html", {"form": form, **context}, status=status)
