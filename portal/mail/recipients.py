"""Rows hold keys, not addresses: which keys can an address have, and whose is a key?

Apps that make keys tell.
"""

from django.contrib.auth import get_user_model

from portal.keys import key_of
from portal.mail import naming
from portal.mail.naming import Name

_finders = []


def register(finder):
    """``finder`` answers the keys, as a list, under which it plans mail to an address."""
    _finders.append(finder)
    return finder


def keys_of(address):
    return [key for finder in _finders for key in finder(address)]


@register
def _people(address):
    return [key_of(user) for user in get_user_model().objects.filter(email__iexact=address)]


def _names(pks):
    people = get_user_model().objects.filter(pk__in=pks)
    return {user.pk: Name(str(user), detail=user.email) for user in people}


naming.register("accounts.user", _names)
