"""What the demo's HR adviser follows, keeps and hears, so that her pages are not empty."""

from datetime import timedelta

from django.apps import apps

from portal.accounts.models import User
from portal.demo.people import DOMAIN
from portal.keys import key_of
from portal.notifications import actions, subjects
from portal.notifications.models import Notification
from portal.organisations.models import Region
from portal.themes.models import Theme

READER = f"hr@{DOMAIN}"
THEMES = ["Gespreksvoering", "Het Nieuwe Werken", "Vitaliteit en duurzame inzetbaarheid"]
# Kinds of news and of things, by name: the portal imports none of the apps that stand on it.
NEWS = [
    ("cases.published", "cases.casestudy"),
    ("communities.meetup", "communities.meetup"),
    ("courses.course", "courses.course"),
    ("courses.edition", "courses.edition"),
    ("courses.question", "courses.knowledgerequest"),
]
KEPT = ["cases.casestudy", "cases.publication", "courses.course", "courses.knowledgerequest"]
OF_EACH = 2


def load_news(now):
    """Once: what visitors of the demo did stays as it is."""
    reader = User.objects.with_rights().get(email=READER)
    if not reader.follow_set.exists():
        _follow(reader, now)
        _keep(reader, now)
        _tell(reader, now)


def _follow(reader, now):
    regions = Region.objects.filter(organisation=reader.organisation)[:1]
    for row in [*Theme.objects.filter(name__in=THEMES), *regions]:
        actions.follow(key_of(row), user=reader, now=now)


def _keep(reader, now):
    for label in KEPT:
        for thing in _newest(label, reader, now)[:1]:
            actions.bookmark(thing.key, user=reader, now=now)


def _tell(reader, now):
    """Two of each kind: of one she read already, and one waits for the weekly mail."""
    for kind, label in NEWS:
        for days, thing in enumerate(_newest(label, reader, now), start=1):
            is_read = days > 1
            at = now - timedelta(days=days)
            Notification.objects.create(
                user=reader,
                kind=kind,
                subject=thing.key,
                occasion=thing.key,
                occurred_at=at,
                read_at=at if is_read else None,
                waits_for="" if is_read else Notification.Waits.WEEKLY,
            )


def _newest(label, reader, now):
    subject = subjects.of(apps.get_model(label))
    rows = subject.visible_to(reader).order_by("-pk")
    things = [subjects.Thing(subject, row) for row in rows[:50]]
    return [thing for thing in things if not thing.is_over(now)][:OF_EACH]
