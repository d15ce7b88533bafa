from django.db import transaction

from courses.notifications import tell_of_edition
from portal.gatherings import actions


@transaction.atomic
def publish_edition(edition, *, by, now):
    """Show the edition to everybody, and tell once who follows its themes. Raises NotOpen."""
    if actions.publish(edition, now=now):
        tell_of_edition(edition, by=by, now=now)
