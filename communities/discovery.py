from django.db.models.functions import Coalesce

from portal.discovery.sources import Source, register
from portal.gatherings import calendar

from .models import Meetup

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
        events=calendar.feed_of,
    )
)
