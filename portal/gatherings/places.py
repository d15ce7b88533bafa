"""Places that somebody can take, but has to say so herself."""

from .models import Participation

State = Participation.State


def for_her(kind, user, *, now):
    """Her participations of this kind to which a place is offered, or free in the last hours."""
    shown = kind._meta.get_field("gathering").related_model.objects.visible_to(user)
    mine = kind.objects.filter(user=user, state__in=[State.WAITING, State.OFFERED])
    coming = {"gathering__cancelled_at": None, "gathering__starts_at__gt": now}
    found = mine.filter(gathering__in=shown, **coming).select_related("gathering")
    return [
        one
        for one in found.order_by("gathering__starts_at", "pk")
        if one.is_offered or one.gathering.has_free_place(now)
    ]
