from django.db import transaction

from communities.notifications import tell_followers
from portal.gatherings import actions


@transaction.atomic
def publish(meetup, *, by, now):
    """Show the meetup to its public, and tell who waits for it, once. Raises NotOpen."""
    if actions.publish(meetup, now=now):
        tell_followers(meetup, by=by, now=now)
