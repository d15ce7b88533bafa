import pytest
from django.core import signing
from django.test import Client

from portal.notifications import kinds, links
from portal.notifications.models import Choice, Preference
from portal.notifications.preferences import choice_of
from tests.factories.notifications import prefer
from tests.factories.people import make_closed_user, make_user

PAGE = "/mijn/voorkeuren/"


@pytest.fixture
def reader(client):
    user = make_user()
    client.force_login(user)
    return user


def all_at(choice, **but):
    """What the form sends: everything at ``choice``, where it can be."""
    chosen = {
        kind.name: choice if choice in kind.choices else Choice.NOW for kind in kinds.all_kinds()
    }
    return chosen | but


def path_of(url):
    return url.removeprefix("http://localhost:8000")


def test_she_chooses_and_the_page_shows_it(client, reader):
    answer = client.post(PAGE, all_at("off", **{"cases.published": "now"}))
    page = client.get(PAGE).content.decode()

    assert answer.url == PAGE
    assert choice_of(reader, "cases.published") == Choice.NOW
    assert choice_of(reader, "gatherings.reminder") == Choice.OFF
    assert page.count(" checked") == len(kinds.all_kinds())
    assert page.count('value="off"') == len(kinds.all_kinds())


def test_reminders_are_on_or_off_and_never_weekly(client, reader):
    answer = client.post(PAGE, all_at("now", **{"gatherings.reminder": "weekly"}))

    assert answer.status_code == 422
    assert "Kies een van de mogelijkheden." in answer.content.decode()
    assert not Preference.objects.exists()


def test_a_mail_link_shows_and_acts_on_post_only():
    reader, client = make_user(), Client()
    url = path_of(links.unsubscribe_url(reader, "cases.published"))

    shown = client.get(url).content.decode()
    before = choice_of(reader, "cases.published")
    done = client.post(url).content.decode()

    assert "Deze mail niet meer krijgen?" in shown
    assert before == Choice.WEEKLY
    assert "Je krijgt deze mail niet meer" in done
    assert choice_of(reader, "cases.published") == Choice.OFF
    assert choice_of(reader, "cases.new_version") == Choice.WEEKLY


def test_a_mail_program_does_it_with_one_click():
    # RFC 8058: no cookie, no token of a form, and no redirect.
    reader, client = make_user(), Client(enforce_csrf_checks=True)
    prefer(reader, cases_published="now")
    url = path_of(links.unsubscribe_url(reader, "cases.published"))

    answer = client.post(url, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert choice_of(reader, "cases.published") == Choice.OFF


def test_a_link_of_nobody_or_nothing_does_not_exist(client):
    reader = make_user()
    false = [
        "niet-echt",
        signing.dumps([reader.pk, "cases.published"], salt="something.else"),
        signing.dumps([reader.pk, "unknown.kind"], salt=links.SALT),
        signing.dumps([0, "cases.published"], salt=links.SALT),
        signing.dumps([make_closed_user().pk, "cases.published"], salt=links.SALT),
    ]

    assert [client.post(f"/afmelden/mail/{token}/").status_code for token in false] == [404] * 5


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_same_number_of_queries(
    client, reader, number, django_assert_num_queries
):
    for kind in kinds.all_kinds()[:number]:
        Preference.objects.create(user=reader, kind=kind.name, choice="now")

    # Session, user, preferences.
    with django_assert_num_queries(3):
        client.get(PAGE)
