from django.db.models import Q
from django.db.models.functions import Coalesce

from portal.discovery.sources import Source, register
from portal.gatherings import calendar

from .models import Community, Meetup


def _communities(user):
    return Community.objects.visible_to(user).standing()


def _hers(user):
    """Meetups that she joined, also where she left again, planned or leads."""
    leads = Q(created_by=user) | Q(pk__in=user.meetups_facilitated.values("pk"))
    return Meetup.objects.filter(leads | Q(pk__in=user.registrations.values("gathering")))


register(
    Source(
        kind="bijeenkomsten",
        label="Bijeenkomst",
        plural="bijeenkomsten",
        icon="users",
        tone="community",
        list_url_name="communities:meetups",
        url_name="communities:meetup",
        visible_to=Meetup.objects.visible_to,
        title="title",
        summary="summary",
        published_at="published_at",
        theme="meetuptheme__tag",
        organisation="municipality",
        province="municipality__province",
        region="region",
        owner="community__name",
        starts_at="starts_at",
        ends_at="ends_at",
        cancelled_at="cancelled_at",
        place=Coalesce("municipality__short_name", "venue"),
        setting="place",
        mine=_hers,
        events=calendar.feed_of,
        words="words",
    )
)
register(
    Source(
        kind="communities",
        label="Community",
        plural="communities",
        icon="affiliate",
        tone="community",
        list_url_name="communities:index",
        url_name="communities:community",
        visible_to=_communities,
        title="name",
        summary="purpose",
        theme="communitytheme__tag",
        region="regions",
        mine=Community.objects.of_member,
        words="words",
        weight=1.5,
    )
)
