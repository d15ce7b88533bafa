from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command

from communities.demo import INVENTED, load_groups, load_meetups
from communities.models import Community, Meetup
from portal.accounts.models import User
from portal.demo.people import load_people
from portal.gatherings import actions
from portal.gatherings.clock import AMSTERDAM
from portal.mail.models import Mail
from tests.factories.communities import make_community
from tests.factories.people import make_user

SUNDAY = datetime(2026, 11, 22, 10, tzinfo=AMSTERDAM)


@pytest.fixture
def content():
    for name in ("load_organisations", "load_themes", "load_communities"):
        call_command(name, verbosity=0)
    load_people(SUNDAY)
    load_groups(SUNDAY)


def test_every_state_can_be_seen_as_an_example(content, client):
    load_meetups(SUNDAY)

    by_state = {one.state(SUNDAY): one for one in Meetup.objects.visible_to(AnonymousUser())}
    assert sorted(by_state) == ["cancelled", "closed", "expected", "full", "open", "past"]
    pages = [client.get(one.get_absolute_url()).text for one in by_state.values()]
    assert [page for page in pages if INVENTED not in page] == []


def test_waiting_online_and_both_ways_can_be_seen(content):
    load_meetups(SUNDAY)

    waiting = Meetup.objects.filter(participations__state="waiting")
    assert set(waiting.values_list("title", "seats")) == {
        ("Intervisie voor nieuwe HR-adviseurs", 6)
    }
    assert set(Meetup.objects.values_list("place", flat=True)) == {"on_site", "online", "hybrid"}


def test_kept_seats_and_who_was_there_can_be_seen(content):
    load_meetups(SUNDAY)

    kept = Meetup.objects.get(reservations__organisation__short_name="Soest")
    assert (kept.reservations.get().held, kept.taken) == (2, 6)
    past = Meetup.objects.past(SUNDAY).get()
    said = past.moments.get().attendances.values_list("was_there", flat=True)
    assert sorted(said) == [False, True, True, True, True]


def test_loading_twice_is_loading_once(content):
    load_meetups(SUNDAY)
    before = Meetup.objects.count(), Community.objects.count()

    load_groups(SUNDAY)
    load_meetups(SUNDAY)

    assert (Meetup.objects.count(), Community.objects.count()) == before == (14, 10)


def test_the_learning_groups_have_their_members(content):
    groups = Community.objects.with_figures(SUNDAY).filter(purpose__contains="Voorbeeldgegevens")

    assert {group.name: (group.kind, group.member_count) for group in groups} == {
        "Intervisiegroep teamleiders Twente": ("on_request", 8),
        "Werkplaats Omgevingswet Achterhoek": ("on_request", 11),
        "Online community data voor kleine gemeenten": ("open", 34),
        "Coachingduo's Rivierenland": ("on_request", 6),
        "Professionals sociaal domein": ("open", 5),
        "Leidinggevenden": ("open", 5),
        "Leden van ondernemingsraden": ("open", 4),
        "Juristen en Woo": ("open", 4),
    }
    assert {group.memberships.facilitators().count() for group in groups} == {1}
    assert sum(group.memberships.asked().count() for group in groups) == 3


def test_but_for_tomorrow_no_meetup_is_in_a_weekend(content):
    saturday = SUNDAY.replace(day=21)

    load_meetups(saturday)

    days = {one.starts_at.astimezone(AMSTERDAM).date() for one in Meetup.objects.all()}
    assert {day for day in days if day.isoweekday() > 5} == {SUNDAY.date()}


@pytest.mark.parametrize("hour", [1, 8, 9, 15])
def test_a_reminder_of_tomorrow_is_due_at_once(content, hour):
    now = SUNDAY.replace(hour=hour)

    load_meetups(now)

    due = Mail.objects.due(now)
    assert set(due.values_list("kind", flat=True)) == {
        "gatherings.cancelled",
        "gatherings.reminder",
    }
    reminded = due.filter(kind="gatherings.reminder").values_list("recipient", flat=True)
    assert sorted(set(reminded)) == sorted(reminded)
    assert len(reminded) == 9


def test_loading_again_leaves_what_visitors_did(content):
    load_meetups(SUNDAY)
    meetup = next(m for m in Meetup.objects.all() if m.state(SUNDAY) == "open")
    visitor = make_user(email="hr@soest.example")
    actions.join(meetup, user=visitor, now=SUNDAY)
    stopper = User.objects.get(email="hr@demo.example")
    stopper.memberships.all().delete()
    Mail.objects.filter(kind="gatherings.confirmed").update(not_after=SUNDAY)

    load_meetups(SUNDAY + timedelta(days=1))

    row = Mail.objects.get(kind="gatherings.confirmed", recipient=f"accounts.user:{visitor.pk}")
    assert row.state == "planned"
    assert not stopper.memberships.exists()


def test_other_communities_and_people_are_left_alone(content):
    mine, hr = make_community(name="Van een bezoeker"), make_user(email="hr@soest.example")
    hr.function = "HR-adviseur"
    hr.save()

    load_meetups(SUNDAY)

    assert not mine.memberships.exclude(role="facilitator").exists()
    assert not hr.memberships.exists()
    assert not hr.registrations.exists()


def test_only_where_the_environment_asks_for_a_demo():
    with pytest.raises(CommandError, match="PORTAL_DEMO=1"):
        call_command("load_demo_meetups")


def test_the_command_loads_them(content, settings):
    settings.DEMO = True

    call_command("load_demo_meetups")

    assert (Meetup.objects.count(), Community.objects.count()) == (14, 10)
