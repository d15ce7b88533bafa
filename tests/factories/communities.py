from itertools import count

from communities.models import Community, Meetup, Membership
from tests.factories.gatherings import NOW, make_gathering
from tests.factories.people import make_user

_numbers = count(1)


def make_community(*, name=None, **fields):
    number = next(_numbers)
    fields = {"slug": f"community-{number}", "purpose": "Samen leren over ons vak."} | fields
    return Community.objects.create(name=name or f"Community {number}", **fields)


def make_meetup(*, community=None, themes=(), **fields):
    meetup = make_gathering(Meetup, community=community or make_community(), **fields)
    meetup.themes.set(themes)
    return meetup


def make_member(community, *, user=None, role=Membership.Role.MEMBER, **fields):
    """Somebody who belongs to ``community``; answers the person."""
    user = user or make_user(name="Mia Meedoen")
    fields = {"joined_at": NOW, "accepted_at": NOW} | fields
    community.memberships.create(user=user, role=role, **fields)
    return user


def make_facilitator(community, *, name="Bo Begeleider", **fields):
    return make_member(community, user=make_user(name=name), role="facilitator", **fields)
