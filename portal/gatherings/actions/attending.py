from django.db import transaction

from portal.gatherings.refusals import NotOpen


@transaction.atomic
def note_attendance(moment, *, present, by, now):
    """Say of everybody with a seat whether she was there: ``present`` holds participations' keys.

    Set anew, it replaces what was said. Raises NotOpen before the moment has begun.
    """
    if moment.starts_at > now:
        raise NotOpen("Dit moment is nog niet begonnen.")
    attendances = moment.attendances.model
    rows = [
        attendances(
            participation=one,
            moment=moment,
            was_there=one.pk in present,
            noted_at=now,
            noted_by=by,
        )
        for one in moment.gathering.participations.seated().order_by("pk")  # as another does
    ]
    attendances.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["participation", "moment"],
        update_fields=["was_there", "noted_at", "noted_by"],
    )
