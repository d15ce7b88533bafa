"""The kinds of mail about gatherings: checked and written by the facts at the time of sending."""

from django.contrib.auth import get_user_model
from django.urls import reverse

from portal.keys import model_and_pk
from portal.mail.kinds import Kind, register
from portal.notifications.links import unsubscribe_url

from . import calendar, checks, facts, for_organisers, letters, links, planning, self_check, words
from .models import Announcement
from .notifications import REMINDER


def _items(about, method, now, *, with_dropped=False):
    """With those that were dropped since she joined: she can have them in her calendar."""
    joined_at = about.participation.joined_at
    moments = [
        moment
        for moment in about.moments
        if moment.dropped_at is None or (with_dropped and moment.dropped_at >= joined_at)
    ]
    return calendar.for_participant(about.participation, moments, method=method, now=now)


def _confirmed(about, now):
    items = _items(about, calendar.REQUEST, now)
    return letters.write("gatherings/mail/confirmed.txt", about, now=now, calendars=items)


def _promoted(about, now):
    items = _items(about, calendar.REQUEST, now)
    return letters.write("gatherings/mail/promoted.txt", about, now=now, calendars=items)


def _waiting(about, now):
    accept_url = links.url_of(links.ACCEPT, about.participation)
    return letters.write("gatherings/mail/waiting.txt", about, now=now, accept_url=accept_url)


def _offered(about, now):
    accept_url = links.url_of(links.ACCEPT, about.participation)
    until = words.end(about.participation.offered_until)
    return letters.write(
        "gatherings/mail/offered.txt", about, now=now, accept_url=accept_url, until=until
    )


def _lapsed(about, now):
    context = {"can_return": _can_return(about, now)}
    return letters.write("gatherings/mail/lapsed.txt", about, now=now, **context)


def _place_free(about, now):
    accept_url = links.url_of(links.ACCEPT, about.participation)
    return letters.write("gatherings/mail/place_free.txt", about, now=now, accept_url=accept_url)


def _changed(about, now):
    items = ()
    if about.participation.is_seated:
        items = _items(about, calendar.REQUEST, now, with_dropped=True)
    return letters.write("gatherings/mail/changed.txt", about, now=now, calendars=items)


def _cancelled(about, now):
    items = ()
    if about.participation.is_seated:
        items = _items(about, calendar.CANCEL, now, with_dropped=True)
    return letters.write("gatherings/mail/cancelled.txt", about, now=now, calendars=items)


def _left(about, now):
    was_seated = about.row.occasion.endswith(about.participation.State.SEATED)
    items = ()
    if was_seated:
        items = _items(about, calendar.CANCEL, now, with_dropped=True)
    context = {"was_seated": was_seated, "can_return": _can_return(about, now)}
    return letters.write("gatherings/mail/left.txt", about, now=now, calendars=items, **context)


def _can_return(about, now):
    gathering = about.gathering
    return gathering.takes_registrations(now) and gathering.admits(about.participation.user)


def _announced(about, now):
    pk = planning.read_announcement(about.row.occasion)
    announcement = Announcement.objects.select_related("sent_by").get(pk=pk)
    sender = announcement.sent_by
    return letters.write(
        "gatherings/mail/announced.txt",
        about,
        now=now,
        announcement=announcement,
        reply_to=sender.email if sender and sender.is_active else None,
    )


def _reminder(about, now):
    pk, _, _ = planning.read_occasion(about.row.occasion)
    return letters.write(
        "gatherings/mail/reminder.txt",
        about,
        now=now,
        day=words.day(about.moment(pk), now),
        unsubscribe_url=unsubscribe_url(about.participation.user, REMINDER.name),
    )


def _guest(about, now):
    confirm_url = links.url_of(links.CONFIRM, about.participation)
    return letters.write("gatherings/mail/guest.txt", about, now=now, confirm_url=confirm_url)


def _has_account(row, now):
    model, pk = model_and_pk(row.subject)
    gathering = model.objects.select_related("municipality").get(pk=pk)
    _, person = model_and_pk(row.recipient)
    user = get_user_model().objects.get(pk=person)
    known = gathering.participations.select_related("user").filter(user=user).first()
    unknown = gathering.participations.model(gathering=gathering, user=user, state="pending")
    login_url = words.full_url(f"{reverse('account_login')}?next={gathering.get_absolute_url()}")
    return letters.write(
        "gatherings/mail/has_account.txt",
        facts.of(row, known or unknown),
        now=now,
        login_url=login_url,
    )


for name, label, render in [
    (planning.GUEST, "Aanmelding zonder account: bevestigen", _guest),
    (planning.CONFIRMED, "Bevestiging van aanmelding", _confirmed),
    (planning.WAITING, "Op de wachtlijst", _waiting),
    (planning.PROMOTED, "Plek gekregen", _promoted),
    (planning.PLACE_FREE, "Er is een plek vrij", _place_free),
    (planning.OFFERED, "Plek aangeboden", _offered),
    (planning.LAPSED, "Aanbod verlopen", _lapsed),
    (planning.ANNOUNCED, "Bericht van de organisatie", _announced),
    (planning.CHANGED, "Tijd of plaats gewijzigd", _changed),
    (planning.CANCELLED, "Afgelast", _cancelled),
    (planning.LEFT, "Afmelding", _left),
    (planning.REMINDER, "Herinnering", _reminder),
]:
    register(Kind(name, label, checks.still_due, render, facts.read))
for kind in for_organisers.KINDS:
    register(kind)
register(
    Kind(planning.HAS_ACCOUNT, "Aanmelding: je hebt al een account", checks.can_join, _has_account)
)
register(self_check.KIND)
