"""What the pages of meetups and editions share; an app says who sees one and who edits it."""

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from portal.ui import map as maps
from portal.ui.pages import wants_fragment

from . import actions, calendar, company, planning, words
from .refusals import Refusal, TooFewSeats

LONGEST_KEY = 19  # digits of the largest number that the database knows


def cards_of(gatherings, now):
    """(gathering, the word for its state) of each."""
    return [(gathering, gathering.state(now)) for gathering in gatherings]


def facts_of(found, user, now, *, may_edit):
    """What the page of a gathering shows to ``user``."""
    mine = found.participations.filter(user=user).first() if user.is_authenticated else None
    belongs = may_edit or bool(mine and mine.is_seated)
    moments = list(found.moments.standing())
    return {
        "gathering": found,
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
        "names": company.names_shown(found) if belongs else [],
        "may_see_video": belongs,
        "may_edit": may_edit,
    }


def dots_of(found):
    """Where it is on the map of the country, as far as that is known."""
    town = found.municipality
    if town is None or town.latitude is None or not found.is_on_site:
        return []
    return [maps.dot(town.latitude, town.longitude, label=town.short_name)]


def calendar_file(found, *, now):
    moments = found.moments.standing().select_related("gathering__municipality")
    return HttpResponse(
        calendar.for_anybody(found, moments, now=now),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{found.slug}.ics"'},
    )


def change(request, found, action, *, show, address, **options):
    """Act on POST; on GET (who came back from signing in) show the page to act on.

    ``found`` is a queryset of the one that she may see: what is not there answers 404.
    ``show(refusal=None)`` answers the page at ``address``, with why it was refused.
    """
    if request.method == "POST":
        try:
            action(found, user=request.user, now=timezone.now(), **options)
        except Refusal as refusal:
            return show(refusal=refusal)
        except found.model.DoesNotExist:
            raise Http404 from None
    elif not found.exists():
        raise Http404
    return show() if wants_fragment(request) else redirect(f"{address}#meedoen")


def revise(form):
    """Whether what the form asks is saved; otherwise the form says why not."""
    try:
        with transaction.atomic():
            actions.revise(form.instance, moments=form.moments, now=form.now, **form.values)
            form.save_links()
            actions.tell_organisers(form.instance, now=form.now)
    except TooFewSeats as refusal:
        form.add_error("seats", str(refusal))
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    return not form.errors


def posted(request):
    """What was sent, if anything was: also a form without a single field filled in."""
    return request.POST if request.method == "POST" else None


def read_keys(given):
    """The primary keys that these texts name; what is none is left out."""
    return [int(key) for key in given if key.isdecimal() and len(key) < LONGEST_KEY]


def form_page(request, form, **context):
    status = 422 if form.is_bound else 200
    return render(request, "ui/form_page.html", {"form": form, **context}, status=status)
