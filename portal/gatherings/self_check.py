"""Each night: has every seat its reminders by the rules, is every counter right, was mail in time?

It repairs nothing: what it finds is a fault of ours, that somebody should look into.
"""

import logging
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce
from django.template.loader import render_to_string
from django.urls import reverse

from portal.accounts.models import ADMINISTRATORS
from portal.keys import key_of, model_and_pk
from portal.mail import outbox
from portal.mail.kinds import Kind
from portal.mail.letters import Letter
from portal.mail.models import Mail, NightlyCheck

from . import clock, planning
from .actions.locking import locked
from .kinds import kinds_of
from .models import Gathering
from .words import full_url

NAME = "gatherings.self_check"
NIGHT = range(2, 6)  # hours of Amsterdam
A_DAY = timedelta(days=1)
SUBJECT = "De nachtelijke controle vond iets"
NO_ADMINISTRATOR = "Geen beheerder meer."

logger = logging.getLogger(__name__)


def tonight(*, now):
    """Check once a night, note what was found, and tell the administrators when it is something."""
    night = clock.local(now)
    if night.hour not in NIGHT or NightlyCheck.objects.was_done(NAME, night.date()):
        return
    findings = check(now)
    for finding in findings:
        logger.error("Self-check: %s", finding)
    with transaction.atomic():
        if NightlyCheck.objects.note(NAME, night.date(), findings=findings, now=now) and findings:
            _tell_administrators(night.date(), now=now)


def check(now):
    """What is not as it should be, in Dutch, of all that is not over yet."""
    return [*_expired(now), *_of_gatherings(now)]


def _expired(now):
    """An alarm: mail that was never sent, whatever it was about."""
    count = Mail.objects.expired_since(now - A_DAY).count()
    if count:
        yield f"Berichten die de laatste 24 uur te laat werden, zonder verstuurd te zijn: {count}."


def _of_gatherings(now):
    return [
        f"{gathering} ({key_of(gathering)}): {finding}"
        for kind in kinds_of(Gathering)
        for gathering in kind.objects.filter(ends_at__gt=now).order_by("pk")
        for finding in _check_one(gathering, now)
    ]


@transaction.atomic
def _check_one(gathering, now):
    """Locked, for what changes it meanwhile would look like a fault."""
    gathering = locked(gathering)
    return [
        *_wrong_counter(gathering),
        *_seats_of_nobody(gathering),
        *_wrong_reminders(gathering, now),
    ]


def _wrong_counter(gathering):
    held = gathering.participations.holding().count()
    held += gathering.reservations.aggregate(kept=Coalesce(Sum("held"), 0))["kept"]
    if gathering.taken != held:
        yield f"volgens de teller zijn {gathering.taken} plaatsen bezet, volgens de rijen {held}."


def _seats_of_nobody(gathering):
    """Closing an account gives its seats back."""
    for participation in gathering.participations.active().exclude(user__closed_at=None):
        yield f"{key_of(participation)} is van een gesloten account."


def _wrong_reminders(gathering, now):
    """Of those that are not due yet: missing, at another time, or too many."""
    wanted, found = _prescribed(gathering, now), _planned(gathering, now)
    for key in sorted(wanted.keys() | found.keys()):
        if key not in found:
            yield f"een herinnering ontbreekt: {' '.join(key)}."
        elif key not in wanted:
            yield f"een herinnering hoort er niet te zijn: {' '.join(key)}."
        elif found[key] != wanted[key]:
            yield f"een herinnering staat op {found[key]}, niet op {wanted[key]}: {' '.join(key)}."


def _prescribed(gathering, now):
    if gathering.cancelled_at or gathering.published_at is None:
        return {}
    seated = gathering.participations.seated().select_related("user")
    return _due_times(planning.reminders(list(seated), gathering, now=now))


def _planned(gathering, now):
    """What an administrator dropped is as it should be."""
    subjects = [key_of(one) for one in gathering.participations.all()]
    rows = Mail.objects.filter(kind=planning.REMINDER, subject__in=subjects, due_at__gt=now)
    still_there = Q(pk__in=rows.open()) | Q(state=Mail.State.SKIPPED, answer=outbox.DROPPED)
    return _due_times(rows.filter(still_there))


def _due_times(rows):
    return {(row.subject, row.occasion): row.due_at for row in rows}


def _tell_administrators(night, *, now):
    people = get_user_model().objects.filter(groups__name=ADMINISTRATORS, is_active=True)
    outbox.plan_many(
        [
            outbox.draft(
                NAME,
                subject=NAME,
                recipient=key_of(person),
                occasion=f"night {night}",
                due_at=now,
                not_after=now + planning.USEFUL_FOR,
            )
            for person in people
        ]
    )


def _is_administrator(row, now):
    person = _person(row)
    return "" if person and person.is_administrator else NO_ADMINISTRATOR


def _write(row, now):
    found = NightlyCheck.objects.get(name=NAME, night=row.occasion.split()[1])
    context = {"findings": found.findings, "subject": SUBJECT, "name": _person(row).name}
    context["url"] = full_url(reverse("admin:mail_nightlycheck_change", args=[found.pk]))
    return Letter(
        to=_person(row).email,
        subject=SUBJECT,
        text=render_to_string("gatherings/mail/self_check.txt", context),
        html=render_to_string("gatherings/mail/self_check.html", context),
    )


def _person(row):
    people = get_user_model().objects.filter(is_active=True)
    return people.filter(pk=model_and_pk(row.recipient)[1]).first()


KIND = Kind(NAME, "Nachtelijke controle", _is_administrator, _write)
