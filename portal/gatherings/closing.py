from django.apps import apps

from portal.accounts import closing

from . import actions
from .models import Participation


@closing.register
def leave_what_is_to_come(user, *, now):
    """Who waits gets the seats of somebody who closes her account."""
    models = [model for model in apps.get_models() if issubclass(model, Participation)]
    for model in models:
        coming = {"gathering__cancelled_at": None, "gathering__starts_at__gt": now}
        mine = model.objects.active().filter(user=user, **coming)
        for participation in mine.select_related("gathering"):
            actions.leave(participation.gathering, user=user, now=now)
