"""What somebody takes part in, for the download of her own data."""

from portal.accounts import own_data

from .kinds import kinds_of
from .models import Participation, PersonalCalendar

HIDDEN = "niet meer te zien"


@own_data.register
def of(user):
    calendar = PersonalCalendar.objects.filter(user=user).first()
    return {
        "meegedaan": [told for kind in kinds_of(Participation) for told in _told(kind, user)],
        "adres voor eigen agenda sinds": calendar.made_at if calendar else None,
    }


def _told(kind, user):
    gatherings = kind._meta.get_field("gathering").related_model.objects.visible_to(user)
    shown = set(gatherings.filter(participations__user=user).values_list("pk", flat=True))
    for one in kind.objects.filter(user=user).select_related("gathering").order_by("pk"):
        yield {
            "wat": one.gathering.title if one.gathering_id in shown else HIDDEN,
            "stand": one.get_state_display(),
            "aangemeld op": one.joined_at,
        }
