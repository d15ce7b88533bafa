"""Who comes: organisations with numbers for everybody, names for fellow participants only."""

from dataclasses import dataclass

from django.db.models import Count


@dataclass(frozen=True)
class Colleagues:
    """Who comes from one's own organisation: names of those who show them, and how many more."""

    names: list
    others: int

    def __bool__(self):
        return bool(self.names or self.others)


def organisations(gathering):
    """(name, how many) of the organisations that come, the largest first; guests have none."""
    counted = (
        gathering.participations.seated()
        .values_list("user__organisation__short_name")
        .annotate(people=Count("pk"))
        .order_by("-people", "user__organisation__short_name")
    )
    return [(name or "Anderen", people) for name, people in counted]


def names_shown(gathering):
    """The people who come and let the others know."""
    seated = gathering.participations.seated().filter(shows_name=True)
    people = seated.values_list("user__name", "user__organisation__short_name")
    return list(people.order_by("user__name", "pk"))


def colleagues_of(participation):
    user = participation.user
    if user.organisation_id is None:
        return Colleagues([], 0)
    seated = participation.gathering.participations.seated().exclude(user=user)
    known = seated.filter(user__organisation=user.organisation_id).order_by("user__name", "pk")
    rows = list(known.values_list("user__name", "shows_name"))
    names = [name for name, is_shown in rows if is_shown]
    return Colleagues(names, len(rows) - len(names))
