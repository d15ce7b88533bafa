"""The kinds of mail about gatherings: checked and written by the facts at the time of sending."""

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.urls import reverse

from portal.keys import model_and_pk
from portal.mail.kinds import Kind, register
from portal.notifications.links import unsubscribe_url

from . import calendar, checks, for_organisers, letters, links, planning, self_check, words
from .models import Announcement
from .notifications import REMINDER


def _participation(row):
    model, pk = model_and_pk(row.subject)
    return model.objects.select_related(
        "gathering__municipality", "gathering__created_by", "user__organisation", "signed_up_by"
    ).get(pk=pk)


def _items(participation, method, now, *, with_dropped=False):
    moments = participation.gathering.moments.order_by("starts_at", "pk")
    moments = moments.select_related("gathering__municipality")
    takes_place = Q(dropped_at=None)
    if with_dropped:  # those that she can have in her calendar
        takes_place |= Q(dropped_at__gte=participation.joined_at)
    moments = moments.filter(takes_place)
    return calendar.for_participant(participation, moments, method=method, now=now)


def _confirmed(row, now):
    participation = _participation(row)
    items = _items(participation, calendar.REQUEST, now)
    return letters.write("gatherings/mail/confirmed.txt", participation, now=now, calendars=items)


def _promoted(row, now):
    participation = _participation(row)
    items = _items(participation, calendar.REQUEST, now)
    return letters.write("gatherings/mail/promoted.txt", participation, now=now, calendars=items)


def _waiting(row, now):
    participation = _participation(row)
    accept_url = links.url_of(links.ACCEPT, participation)
    return letters.write(
        "gatherings/mail/waiting.txt", participation, now=now, accept_url=accept_url
    )


def _offered(row, now):
    participation = _participation(row)
    accept_url = links.url_of(links.ACCEPT, participation)
    until = words.end(participation.offered_until)
    return letters.write(
        "gatherings/mail/offered.txt", participation, now=now, accept_url=accept_url, until=until
    )


def _lapsed(row, now):
    participation = _participation(row)
    context = {"can_return": _can_return(participation, now)}
    return letters.write("gatherings/mail/lapsed.txt", participation, now=now, **context)


def _place_free(row, now):
    participation = _participation(row)
    accept_url = links.url_of(links.ACCEPT, participation)
    return letters.write(
        "gatherings/mail/place_free.txt", participation, now=now, accept_url=accept_url
    )


def _changed(row, now):
    participation = _participation(row)
    items = ()
    if participation.is_seated:
        items = _items(participation, calendar.REQUEST, now, with_dropped=True)
    return letters.write("gatherings/mail/changed.txt", participation, now=now, calendars=items)


def _cancelled(row, now):
    participation = _participation(row)
    items = ()
    if participation.is_seated:
        items = _items(participation, calendar.CANCEL, now, with_dropped=True)
    return letters.write("gatherings/mail/cancelled.txt", participation, now=now, calendars=items)


def _left(row, now):
    participation = _participation(row)
    was_seated = row.occasion.endswith(participation.State.SEATED)
    items = ()
    if was_seated:
        items = _items(participation, calendar.CANCEL, now, with_dropped=True)
    context = {"was_seated": was_seated, "can_return": _can_return(participation, now)}
    return letters.write(
        "gatherings/mail/left.txt", participation, now=now, calendars=items, **context
    )


def _can_return(participation, now):
    gathering = participation.gathering
    return gathering.takes_registrations(now) and gathering.admits(participation.user)


def _announced(row, now):
    participation = _participation(row)
    pk = planning.read_announcement(row.occasion)
    announcement = Announcement.objects.select_related("sent_by").get(pk=pk)
    sender = announcement.sent_by
    return letters.write(
        "gatherings/mail/announced.txt",
        participation,
        now=now,
        announcement=announcement,
        reply_to=sender.email if sender and sender.is_active else None,
    )


def _reminder(row, now):
    participation = _participation(row)
    pk, _, _ = planning.read_occasion(row.occasion)
    moment = participation.gathering.moments.get(pk=pk)
    return letters.write(
        "gatherings/mail/reminder.txt",
        participation,
        now=now,
        day=words.day(moment, now),
        unsubscribe_url=unsubscribe_url(participation.user, REMINDER.name),
    )


def _guest(row, now):
    participation = _participation(row)
    confirm_url = links.url_of(links.CONFIRM, participation)
    return letters.write(
        "gatherings/mail/guest.txt", participation, now=now, confirm_url=confirm_url
    )


def _has_account(row, now):
    model, pk = model_and_pk(row.subject)
    gathering = model.objects.select_related("municipality").get(pk=pk)
    _, person = model_and_pk(row.recipient)
    user = get_user_model().objects.get(pk=person)
    known = gathering.participations.select_related("user").filter(user=user).first()
    unknown = gathering.participations.model(gathering=gathering, user=user, state="pending")
    login_url = words.full_url(f"{reverse('account_login')}?next={gathering.get_absolute_url()}")
    return letters.write(
        "gatherings/mail/has_account.txt", known or unknown, now=now, login_url=login_url
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
    register(Kind(name, label, checks.still_due, render))
for kind in for_organisers.KINDS:
    register(kind)
register(
    Kind(planning.HAS_ACCOUNT, "Aanmelding: je hebt al een account", checks.can_join, _has_account)
)
register(self_check.KIND)
