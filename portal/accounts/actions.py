from uuid import uuid4

from django.contrib.sessions.models import Session
from django.db import transaction

from portal.accounts import closing, mail
from portal.accounts.models import User
from portal.mail import outbox
from portal.organisations.models import MailDomain

FORMER_MEMBER = "Voormalig lid"


def change_employer(user, organisation):
    """She works at ``organisation`` now, or nowhere (None); her role at the former one ends."""
    user.organisation, user.role = organisation, User.Role.MEMBER
    user.is_guest = user.is_guest and organisation is None
    user.save(update_fields=["organisation", "role", "is_guest"])


def place_by_domain(user):
    """Her address says where she works; at an unknown domain she waits for an organiser."""
    known = MailDomain.objects.filter(domain=user.domain).select_related("organisation").first()
    organisation = known and known.organisation
    if organisation != user.organisation:
        change_employer(user, organisation)


@transaction.atomic
def approve(domain, *, organisation, now):
    """Everybody with an address at ``domain``, now and later, works at ``organisation``."""
    known, _ = MailDomain.objects.get_or_create(
        domain=domain, defaults={"organisation": organisation, "approved_at": now}
    )
    for user in User.objects.without_organisation().at_domain(domain):
        change_employer(user, known.organisation)
        context = {"user": user, "organisation": known.organisation}
        mail.send("accounts/mail/approved.txt", user.email, context, now=now)


@transaction.atomic
def refuse(domain, *, reason, now):
    """Who waits at ``domain`` goes on as a guest, and reads why."""
    for user in User.objects.waiting_for_approval().at_domain(domain):
        user.is_guest = True
        user.save(update_fields=["is_guest"])
        mail.send(
            "accounts/mail/refused.txt", user.email, {"user": user, "reason": reason}, now=now
        )


@transaction.atomic
def close(user, *, now):
    """What she wrote stays and her name goes; there is no way back."""
    closing.undo_all(user, now=now)
    outbox.cancel(
        kind="account",
        recipient=mail.recipient_key(user.email),
        reason="Het account is gesloten.",
    )
    mail.send("accounts/mail/closed.txt", user.email, {"user": user}, now=now)
    _end_sessions(user)
    user.groups.clear()
    user.authenticator_set.all().delete()
    user.emailaddress_set.all().delete()
    _forget(user, now)


def _forget(user, now):
    user.name, user.function = FORMER_MEMBER, ""
    user.email = f"{uuid4().hex}@gesloten.invalid"
    user.organisation, user.role = None, User.Role.MEMBER
    user.is_active, user.closed_at, user.last_login = False, now, None
    user.set_unusable_password()
    user.save()


def _end_sessions(user):
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()
