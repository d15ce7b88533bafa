"""What can be followed and kept of communities, and who hears of a new meetup."""

from portal.gatherings.notifications import begins, is_over
from portal.notifications import kinds, subjects
from portal.notifications.kinds import Kind
from portal.notifications.notifying import followers_of, notify
from portal.notifications.subjects import Subject

from .models import Community, Meetup, Membership

MEETUP = kinds.register(
    Kind(
        "communities.meetup",
        "Bijeenkomsten",
        "Nieuw in je communities, en in een regio of over een thema dat je volgt",
        "Nieuwe bijeenkomst",
    )
)


def tell_followers(meetup, *, by, now):
    """The members, and who follows its communities, region or themes; of a hidden community
    nobody but its members.
    """
    hosts = [meetup.community, *meetup.communities.all()]
    to = [Membership.objects.accepted().filter(community__in=hosts).values("user")]
    if meetup.community.is_hidden:
        to = [Membership.objects.accepted().filter(community=meetup.community).values("user")]
    else:
        region = [meetup.region] if meetup.region else []
        to.append(followers_of([*hosts, *region, *meetup.themes.all()]))
    notify(MEETUP, meetup, to=to, occasion=f"meetup:{meetup.pk}", now=now, without=[by])


subjects.register(
    Subject(
        model=Community,
        called="deze community",
        label="Community",
        icon="affiliate",
        visible_to=Community.objects.visible_to,
        can_be_followed=True,
    )
)
subjects.register(
    Subject(
        model=Meetup,
        called="deze bijeenkomst",
        label="Bijeenkomst",
        icon="users",
        visible_to=Meetup.objects.visible_to,
        can_be_kept=True,
        detail=begins,
        is_over=is_over,
    )
)
