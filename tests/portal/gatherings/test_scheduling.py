from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from portal.gatherings import actions, company, slugs
from portal.gatherings.following import with_mail
from portal.gatherings.refusals import TooFewSeats
from portal.mail.models import Mail
from tests.factories.gatherings import NOW, START, seat
from tests.factories.organisations import make_municipality
from tests.factories.people import make_user
from tests.portal.gatherings.letters import why_not

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def pair(start, hours=3):
    return start, start + hours * HOUR


def test_a_new_gathering_has_an_address_and_its_moments_in_order(make_gathering):
    known = make_gathering(title="Leren", slug="leren")
    gathering = new_beside(known)

    actions.schedule(gathering, moments=[pair(START + DAY), pair(START)])

    gathering.refresh_from_db()
    standing = [(m.starts_at, m.ends_at) for m in gathering.moments.standing()]
    assert standing == [pair(START), pair(START + DAY)]
    assert (gathering.slug, gathering.published_at) == ("leren-2", None)
    assert (gathering.starts_at, gathering.ends_at) == (START, START + DAY + 3 * HOUR)


def new_beside(known, **fields):
    """One that is not saved yet, of the kind of ``known``."""
    belongs_to = "community" if hasattr(known, "community") else "course"
    fields[belongs_to] = getattr(known, belongs_to)
    return type(known)(title="Leren", summary="Samen.", **fields)


def test_of_two_with_one_title_at_the_same_moment_each_gets_an_address(make_gathering, monkeypatch):
    known = make_gathering(title="Leren", slug="leren")
    found = iter(["leren", "leren-2"])  # the first was free when she looked
    monkeypatch.setattr(slugs, "free_slug", lambda model, title: next(found))
    gathering = new_beside(known)

    actions.schedule(gathering, moments=[pair(START)])

    assert gathering.slug == "leren-2"
    assert gathering.moments.count() == 1


def test_what_the_database_refuses_is_not_tried_again(make_gathering):
    gathering = new_beside(make_gathering(), seats=0)

    with pytest.raises(IntegrityError), transaction.atomic():
        actions.schedule(gathering, moments=[pair(START)])


def revise(gathering, **changes):
    fields = {"moments": [pair(START)], "seats": gathering.seats, "now": NOW} | changes
    actions.revise(gathering, **fields)
    gathering.refresh_from_db()


def test_other_words_mail_nobody(make_gathering):
    gathering = make_gathering()
    seat(gathering, "Anna")
    before = Mail.objects.count()

    revise(gathering, title="Nieuw", venue="Raadhuis", reminder_days=[7, 1])

    assert (gathering.title, gathering.sequence) == ("Nieuw", 0)
    assert Mail.objects.count() == before


def test_all_at_once_or_nothing(make_gathering):
    gathering = make_gathering(seats=2, title="Oud")
    seat(gathering, "Anna", "Bart")

    with pytest.raises(TooFewSeats):
        revise(gathering, title="Nieuw", seats=1, moments=[pair(START + DAY)])

    gathering.refresh_from_db()
    assert (gathering.title, gathering.starts_at, gathering.seats) == ("Oud", START, 2)
    assert not Mail.objects.filter(kind="gatherings.changed").exists()


def test_other_leads_remind_anew(make_gathering):
    gathering = make_gathering(reminder_days=[7, 1])
    seat(gathering, "Anna")

    revise(gathering, reminder_days=[3, 1])

    rows = Mail.objects.filter(kind="gatherings.reminder").order_by("due_at")
    at_nine = START.replace(hour=9)
    assert [(row.due_at, row.state) for row in rows] == [
        (at_nine - 7 * DAY, "skipped"),
        (at_nine - 3 * DAY, "planned"),
        (at_nine - DAY, "planned"),
    ]


def test_other_leads_keep_the_reminder_that_is_due(make_gathering):
    gathering = make_gathering(reminder_days=[7, 1])
    seat(gathering, "Anna")
    a_day_before = Mail.objects.get(occasion__endswith=" days 1")
    now = a_day_before.due_at + HOUR / 4

    revise(gathering, reminder_days=[7, 2, 1], now=now)

    a_day_before.refresh_from_db()
    assert (a_day_before.state, why_not(a_day_before, now)) == ("planned", "")


def test_a_lead_that_is_gone_is_not_reminded_of_even_when_it_is_due(make_gathering):
    gathering = make_gathering(reminder_days=[7, 1])
    seat(gathering, "Anna")
    a_day_before = Mail.objects.get(occasion__endswith=" days 1")

    revise(gathering, reminder_days=[7], now=a_day_before.due_at + HOUR / 4)

    a_day_before.refresh_from_db()
    assert a_day_before.state == "skipped"


def test_joining_takes_the_same_queries_with_a_long_line(make_gathering, django_assert_num_queries):
    gathering, user = make_gathering(seats=1), make_user()
    seat(gathering, "Anna", "Bart", "Carla")

    # Savepoint, two locks (her, the gathering), the statement, mail, release.
    with django_assert_num_queries(6):
        actions.join(gathering, user=user, now=NOW)


def test_who_comes_by_organisation_and_by_name(make_gathering):
    soest, uden = make_municipality("Soest"), make_municipality("Uden")
    gathering = make_gathering(seats=4)
    for name, organisation in [("Anna", uden), ("Bart", soest), ("Carla", soest), ("Daan", None)]:
        user = make_user(name=name, organisation=organisation)
        actions.join(gathering, user=user, now=NOW, shows_name=name != "Bart")
    seat(gathering, "Wacht")

    assert company.organisations(gathering) == [("Soest", 2), ("Uden", 1), ("Anderen", 1)]
    assert company.names_shown(gathering) == [("Anna", "Uden"), ("Carla", "Soest"), ("Daan", None)]


def test_the_mail_of_each_in_one_query(make_gathering, django_assert_num_queries):
    gathering = make_gathering(reminder_days=[1], seats=1)
    people = seat(gathering, "Anna", "Bart")

    with django_assert_num_queries(1):
        (anna, hers), (bart, his) = with_mail(people)

    assert [anna, bart] == people
    assert [sent.label for sent in hers] == ["Bevestiging van aanmelding", "Herinnering"]
    assert [(sent.label, sent.mail.state) for sent in his] == [("Op de wachtlijst", "planned")]
