from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from portal.gatherings import actions
from portal.gatherings.forms import AnnouncementForm
from portal.gatherings.models import Announcement, Participation
from portal.gatherings.pages import posted, read_keys
from portal.keys import key_of

NAMED = 10
EARLIER = 10


def announce(request, gathering):
    """Write to participants: first what it will be and to how many, then it goes out."""
    chosen = _chosen(request)
    form = AnnouncementForm(posted(request), chosen=chosen)
    if not form.is_valid():
        return _page(request, gathering, form, chosen, status=422 if form.is_bound else 200)
    people = _meant(gathering, form.cleaned_data.get("audience"), chosen)
    if "versturen" not in request.POST or not people.exists():
        return _page(request, gathering, form, chosen, people=people)
    text = {name: form.cleaned_data[name] for name in ("title", "text")}
    sent = actions.announce(gathering, people, **text, by=request.user, now=timezone.now())
    messages.success(request, f"Je mail gaat naar {sent.people} {_people(sent.people)}.")
    return redirect(f"{gathering.get_absolute_url()}deelnemers/")


def _chosen(request):
    """The keys of the participations that were ticked, in the list or in this form."""
    given = request.POST if request.method == "POST" else request.GET
    return read_keys(given.getlist("wie"))


def _meant(gathering, audience, keys):
    """Those with these keys, or else the whole ``audience``."""
    active = gathering.participations.active()
    if keys:
        return active.filter(pk__in=keys)
    states = {"seated": Participation.HOLDING, "waiting": [Participation.State.WAITING]}
    return active.filter(state__in=states.get(audience, Participation.ACTIVE))


def _people(number):
    return "persoon" if number == 1 else "mensen"


def _page(request, gathering, form, chosen, *, people=None, status=200):
    earlier = Announcement.objects.filter(gathering=key_of(gathering)).order_by("-sent_at", "-pk")
    context = {
        "gathering": gathering,
        "form": form,
        "chosen": _meant(gathering, None, chosen) if chosen else None,
        "people": people,
        "earlier": earlier[:EARLIER],
        "sent_before": earlier.count(),
    }
    if people is not None:
        count = people.count()
        named = people.select_related("user").order_by("user__name", "pk")[:NAMED]
        context |= {"count": count, "named": named, "others": max(0, count - NAMED)}
    return render(request, "gatherings/announce.html", context, status=status)
