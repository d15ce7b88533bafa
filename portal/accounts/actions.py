import json
from uuid import uuid4

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q

from portal.accounts import closing, mail
from portal.accounts.models import User
from portal.accounts.public_domains import PUBLIC_DOMAINS
from portal.mail import outbox
from portal.mail.models import SuppressedAddress
from portal.organisations.models import MailDomain

FORMER_MEMBER = "Voormalig lid"


def change_employer(user, organisation):
    """She works at ``organisation`` now, or nowhere (None); her role at the former one ends."""
    user.organisation, user.role = organisation, User.Role.MEMBER
    user.is_guest = user.is_guest and organisation is None
    user.save(update_fields=["organisation", "role", "is_guest"])


def place_by_domain(user):
    """Her address says where she works; at an unknown domain she waits for an organiser.

    Also who was a guest until now, unless it is no work address or an organiser refused her.
    """
    known = MailDomain.objects.filter(domain=user.domain).select_related("organisation").first()
    organisation = known and known.organisation
    if organisation != user.organisation:
        change_employer(user, organisation)
    elif user.is_guest and not user.refused_at and user.domain not in PUBLIC_DOMAINS:
        user.is_guest = False
        user.save(update_fields=["is_guest"])


@transaction.atomic
def approve(domain, *, organisation, now):
    """Everybody with an address at ``domain``, now and later, works at ``organisation``."""
    known, _ = MailDomain.objects.get_or_create(
        domain=domain, defaults={"organisation": organisation, "approved_at": now}
    )
    for user in _one_by_one(User.objects.without_organisation().at_domain(domain)):
        change_employer(user, known.organisation)
        context = {"user": user, "organisation": known.organisation}
        mail.send("accounts/mail/approved.txt", user.email, context, now=now)


@transaction.atomic
def refuse(domain, *, reason, now):
    """Who waits at ``domain`` goes on as a guest, and reads why."""
    for user in _one_by_one(User.objects.waiting_for_approval().at_domain(domain)):
        user.is_guest, user.refused_at = True, now
        user.save(update_fields=["is_guest", "refused_at"])
        mail.send(
            "accounts/mail/refused.txt", user.email, {"user": user, "reason": reason}, now=now
        )


def _one_by_one(people):
    """In the order in which others lock them too, so that nobody waits in a circle."""
    return people.order_by("pk")


@transaction.atomic
def close(user, *, now):
    """What she wrote stays and her name goes; there is no way back."""
    # First her row, then what is hers, as the scan of the weekly mail does: no waiting in a circle.
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    closing.undo_all(user, now=now)
    outbox.cancel(
        kind="account",
        recipient=mail.recipient_key(user.email),
        reason="Het account is gesloten.",
    )
    mail.send("accounts/mail/closed.txt", user.email, {"user": user}, now=now)
    _end_sessions(user)
    _blank_elsewhere(user)
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


def _blank_elsewhere(user):
    """What the outbox and the log of the admin know her by."""
    SuppressedAddress.objects.filter(address=user.email).delete()
    content_type = ContentType.objects.get_for_model(User)
    about_her = Q(content_type=content_type, object_id=str(user.pk)) | Q(object_repr=user.email)
    LogEntry.objects.filter(about_her).update(object_repr=FORMER_MEMBER)
    named = json.dumps(user.name)[:-1]  # as the object of an inline: «Anneke de Wit in Inkoop»
    LogEntry.objects.filter(change_message__contains=named).update(change_message="")


def _end_sessions(user):
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()
