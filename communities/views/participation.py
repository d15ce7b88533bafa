from contextlib import suppress

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from communities.forms import GuestForm
from communities.models import Community, Meetup, Registration
from portal.gatherings import actions
from portal.gatherings.refusals import Refusal
from portal.ui.pages import render_page, wants_fragment
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
    """Act on POST; on GET (who came back from signing in) show the page to act on."""
    meetup = get_object_or_404(Meetup.objects.visible_to(request.user), slug=slug)
    if request.method == "POST":
        try:
            action(meetup, user=request.user, now=timezone.now(), **options)
        except Refusal as refusal:
            return show(request, slug, refusal=refusal)
    if wants_fragment(request):
        return show(request, slug)
    return redirect(f"{meetup.get_absolute_url()}#meedoen")


@login_not_required
def guest(request, slug):
    meetup = get_object_or_404(Meetup.objects.visible_to(request.user), slug=slug)
    if request.user.is_authenticated:
        return redirect(meetup)
    form = GuestForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(
            request, "communities/guest.html", {"meetup": meetup, "form": form}, status=status
        )
    # Who is not known may have mail sent to any address: as often as she may sign up.
    too_many = ratelimit.consume_or_429(request, action="signup")
    return too_many or _ask(request, meetup, form)


def _ask(request, meetup, form):
    try:
        actions.ask_to_confirm(meetup, now=timezone.now(), **form.cleaned_data)
    except Refusal as refusal:
        return show(request, meetup.slug, refusal=refusal)
    context = {"meetup": meetup, "email": form.cleaned_data["email"]}
    return render(request, "communities/guest_asked.html", context)


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
