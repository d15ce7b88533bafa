from datetime import timedelta

from django.db import transaction

from portal.gatherings import planning
from portal.gatherings.models import Announcement
from portal.keys import key_of
from portal.mail.models import Mail

from .locking import locked

SAME_FOR = timedelta(hours=1)


@transaction.atomic
def announce(gathering, participations, *, title, text, by, now):
    """Mail ``text`` to these people who take part or wait, and answer the row that says so.

    The same words within the hour are the same mail: who clicks twice mails nobody twice.
    """
    words = {"gathering": key_of(locked(gathering)), "title": title, "text": text}
    recent = Announcement.objects.filter(**words, sent_at__gt=now - SAME_FOR)
    announcement = recent.first() or Announcement(**words, people=0, sent_at=now, sent_by=by)
    announcement.save()
    people = list(participations.active().select_related("user"))
    occasion = planning.announcement_occasion(announcement)
    keys = [key_of(one) for one in people]
    told = Mail.objects.filter(kind=planning.ANNOUNCED, subject__in=keys, occasion=occasion)
    announcement.people += len(people) - told.count()
    announcement.save(update_fields=["people"])
    planning.tell(planning.ANNOUNCED, people, occasion=occasion, now=now)
    return announcement
