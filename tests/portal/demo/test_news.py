from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from portal.accounts.models import User
from portal.demo.news import READER, THEMES, load_news
from portal.notifications.models import Bookmark, Follow, Notification
from portal.themes.models import Theme


def test_the_adviser_of_the_demo_follows_keeps_and_reads(settings):
    settings.DEMO = True
    call_command("setup_demo")
    reader, now = User.objects.get(email=READER), timezone.now()
    counts = [model.objects.count() for model in (Follow, Bookmark, Notification)]

    load_news(now + timedelta(days=1))

    assert Theme.objects.filter(name__in=THEMES).count() == len(THEMES)
    assert reader.follow_set.count() == len(THEMES) + 1
    assert reader.bookmark_set.count() == 4
    assert {one.kind for one in reader.notifications.unread()} == {
        "cases.published",
        "communities.meetup",
        "courses.course",
        "courses.edition",
        "courses.question",
    }
    assert reader.notifications.exclude(read_at=None).count() == 5
    assert [model.objects.count() for model in (Follow, Bookmark, Notification)] == counts
