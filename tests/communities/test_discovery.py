from datetime import timedelta

from django.contrib.auth.models import AnonymousUser

from portal.discovery import sources
from tests.factories.communities import make_community, make_meetup
from tests.factories.gatherings import NOW, START

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def published():
    return sources.get("bijeenkomsten").published(AnonymousUser())


def test_only_what_everybody_may_know_of_is_shown_elsewhere():
    make_meetup(title="Open")
    make_meetup(title="Concept", published_at=None)
    make_meetup(title="Besloten", community=make_community(kind="hidden"))

    assert [meetup.title for meetup in published()] == ["Open"]


def test_a_feed_has_an_event_for_each_moment_that_stands():
    moments = [(START + n * DAY, START + n * DAY + HOUR) for n in range(3)]
    meetup = make_meetup(moments=moments, video_link="https://video.example/kamer")
    meetup.moments.filter(starts_at=START + DAY).update(dropped_at=NOW)

    events = sources.get("bijeenkomsten").events(published())

    assert [event["dtstart"].dt for event in events] == [START, START + 2 * DAY]
    assert "video.example" not in "".join(event.to_ical().decode() for event in events)
