from django.apps import apps

from portal.accounts import closing

from . import actions
from .models import Participation, PersonalCalendar


@closing.register
def leave_what_is_to_come(user, *, now):
    """Who waits gets the seats of somebody who closes her account; what she asked is gone."""
    models = [model for model in apps.get_models() if issubclass(model, Participation)]
    for model in models:
        coming = {"gathering__cancelled_at": None, "gathering__starts_at__gt": now}
        model.objects.filter(user=user, state=Participation.State.PENDING).delete()
        mine = model.objects.active().filter(user=user, **coming)
        # In one order for all, so that two who close do not wait for each other.
        for participation in mine.select_related("gathering").order_by("gathering_id"):
            actions.leave(participation.gathering, user=user, now=now)


@closing.register
def revoke_calendar(user, *, now):
    PersonalCalendar.objects.filter(user=user).delete()
