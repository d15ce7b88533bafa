"""Rows hold keys, not addresses: which keys can an address have? Apps that make keys tell."""

from django.contrib.auth import get_user_model

from portal.keys import key_of

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
