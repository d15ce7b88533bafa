"""Signed links in mail: who holds one can switch one kind off for one person, and nothing else."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from portal.accounts.models import User

from . import kinds

SALT = "notifications.unsubscribe"


class BadLinkError(Exception):
    """Not a link of ours, or of an account that was closed."""


def unsubscribe_url(user, kind_name):
    token = signing.dumps([user.pk, kind_name], salt=SALT)
    return settings.SITE_URL + reverse("notifications:unsubscribe", args=[token])


def read(token):
    """The person and the kind; raises BadLinkError. Old mail has links too: they never expire."""
    try:
        pk, kind_name = signing.loads(token, salt=SALT)
        return User.objects.get(pk=pk, is_active=True), kinds.get(kind_name)
    except (signing.BadSignature, User.DoesNotExist, LookupError):
        raise BadLinkError from None
