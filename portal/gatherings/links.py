"""Signed links in mail: who holds one acts for one participation, without an account."""

from django.core import signing
from django.urls import reverse

from portal.keys import key_of, model_and_pk

from .words import full_url

CONFIRM, LEAVE, ACCEPT = "confirm", "leave", "accept"
CONFIRM_WITHIN = 7 * 24 * 3600  # seconds


class BadLinkError(Exception):
    """Not a link of ours, too old, or of an earlier time that she joined."""


def url_of(act, participation):
    content = [key_of(participation), participation.turn]
    token = signing.dumps(content, salt=f"gatherings.{act}")
    return full_url(reverse(f"gatherings:{act}", args=[token]))


def read(act, token):
    """The participation that the link is for, with gathering and person; raises BadLinkError."""
    try:
        max_age = CONFIRM_WITHIN if act == CONFIRM else None
        key, turn = signing.loads(token, salt=f"gatherings.{act}", max_age=max_age)
    except signing.BadSignature:
        raise BadLinkError from None
    model, pk = model_and_pk(key)
    known = model.objects.select_related("gathering", "user").filter(user__is_active=True)
    found = known.filter(pk=pk).first()
    # Confirming raises the turn by one: the link still shows that it was done.
    if found is None or found.turn - turn not in ((0, 1) if act == CONFIRM else (0,)):
        raise BadLinkError
    # Off the list she may go always; the page then shows nothing of what she may not see.
    if act != LEAVE and not found.gathering.admits(found.user):
        raise BadLinkError
    return found
