from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from communities.models import Community
from portal.notifications import tasks
from portal.notifications.backends import Backend
from portal.notifications.models import Notification
from tests.factories.cases import make_case
from tests.factories.communities import make_community, make_meetup
from tests.factories.gatherings import NOW
from tests.factories.notifications import make_notification
from tests.factories.people import make_user

PAGE = "/mijn/meldingen/"


@pytest.fixture
def reader(client):
    user = make_user()
    client.force_login(user)
    return user


def test_she_reads_what_happened_and_nobody_elses(client, reader):
    make_notification(make_case("Anders werken"), user=reader)
    make_notification(make_case("Van een ander"), user=make_user())

    page = client.get(PAGE).content.decode()

    assert "Nieuw praktijkvoorbeeld, 2 november 2026" in page
    assert "Anders werken" in page
    assert "Van een ander" not in page


def test_opening_reads_it_and_goes_there(client, reader):
    case = make_case()
    notification = make_notification(case, user=reader)

    with time_machine.travel(NOW, tick=False):
        answer = client.post(f"{PAGE}{notification.pk}/", {"open": "ja"})

    notification.refresh_from_db()
    assert answer.url == case.get_absolute_url()
    assert notification.read_at == NOW


def test_reading_one_leaves_the_others_and_the_first_time(client, reader):
    case = make_case()
    first, _ = (make_notification(case, user=reader) for _ in range(2))

    for hours in range(2):
        with time_machine.travel(NOW + timedelta(hours=hours), tick=False):
            answer = client.post(f"{PAGE}{first.pk}/")

    assert answer.url == PAGE
    assert list(Notification.objects.order_by("pk").values_list("read_at", flat=True)) == [
        NOW,
        None,
    ]


def test_all_at_once_are_hers_only(client, reader):
    mine = make_notification(make_case(), user=reader)
    other = make_notification(make_case(), user=make_user())

    client.post(PAGE)

    assert list(Notification.objects.unread()) == [other]
    assert f'action="{PAGE}{mine.pk}/"' not in client.get(PAGE).content.decode()


def test_looking_reads_nothing(client, reader):
    make_notification(make_case(), user=reader)

    client.get(PAGE)

    assert Notification.objects.unread().count() == 1


def test_what_became_hidden_shows_no_title_and_leads_nowhere(client, reader):
    meetup = make_meetup(title="Geheim overleg", community=make_community())
    notification = make_notification(meetup, user=reader, kind="communities.meetup")
    Community.objects.update(kind=Community.Kind.HIDDEN)

    page = client.get(PAGE).content.decode()
    answer = client.post(f"{PAGE}{notification.pk}/", {"open": "ja"})
    read = client.get(PAGE).content.decode()

    assert "niet meer zien" in page
    assert "Geheim overleg" not in page + read
    assert answer.url == PAGE


def test_without_news_she_reads_how_to_get_some(client, reader):
    assert "Nog geen meldingen" in client.get(PAGE).content.decode()


def test_the_fragment_is_part_of_the_page(client, reader):
    make_notification(make_case(), user=reader, read_at=NOW)

    fragment = client.get(PAGE, headers={"HX-Request": "true"}).content.decode()

    assert fragment.strip() in client.get(PAGE).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_same_number_of_queries(
    client, reader, number, django_assert_num_queries
):
    for _ in range(number):
        make_notification(make_case(), user=reader)
        make_notification(make_meetup(), user=reader, kind="communities.meetup")

    # Session, user, any unread, count, notifications, cases, meetups.
    with django_assert_num_queries(7):
        client.get(PAGE)


@pytest.mark.parametrize(
    ("number", "shown"), [(0, None), (3, ">3<"), (99, ">99<"), (100, ">99+<"), (150, ">99+<")]
)
def test_the_header_says_how_many_are_new(client, reader, number, shown):
    case = make_case()
    make_notification(case, user=reader, read_at=NOW)
    Notification.objects.bulk_create(
        Notification(user=reader, kind="x", subject="x", occasion=str(n), occurred_at=NOW)
        for n in range(number)
    )

    page = client.get("/over/").content.decode()

    assert ("lw-count" in page, shown is None or shown in page) == (shown is not None, True)


def test_the_number_costs_no_query_of_its_own(reader, django_assert_num_queries):
    make_notification(make_case(), user=reader)

    with django_assert_num_queries(1):
        user = Backend().get_user(reader.pk)
        assert (len(user.unread), user.group_names) == (1, [None])

    assert not hasattr(AnonymousUser(), "unread")


def test_news_is_forgotten_after_a_year(reader):
    case = make_case()
    kept = make_notification(case, user=reader, occurred_at=timezone.now())
    make_notification(case, user=reader, occurred_at=timezone.now() - timedelta(days=366))

    tasks.forget_old()

    assert list(Notification.objects.all()) == [kept]
