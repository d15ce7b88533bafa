from django.db import transaction

from portal.gatherings import planning
from portal.gatherings.models import Announcement
from portal.keys import key_of


@transaction.atomic
def announce(gathering, participations, *, title, text, by, now):
    """Mail ``text`` to these people who take part or wait, and answer the row that says so."""
    people = list(participations.active().select_related("user"))
    announcement = Announcement.objects.create(
        gathering=key_of(gathering),
        title=title,
        text=text,
        people=len(people),
        sent_at=now,
        sent_by=by,
    )
    occasion = planning.announcement_occasion(announcement)
    planning.tell(planning.ANNOUNCED, people, occasion=occasion, now=now)
    return announcement
