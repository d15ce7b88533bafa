import pytest
import time_machine

from portal.gatherings import actions
from portal.mail.models import Mail
from tests.communities.managing import run_by
from tests.factories.communities import make_meetup
from tests.factories.gatherings import NOW, seat
from tests.factories.organisations import make_municipality
from tests.factories.people import make_user


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def test_the_organiser_sees_who_comes_and_what_became_of_the_mail(client):
    meetup = make_meetup(seats=1)
    _, leaver, _ = seat(meetup, "Anna Komt", "Bart Gaat", "Carla Wacht")
    actions.leave(meetup, user=leaver.user, now=NOW)
    Mail.objects.filter(kind="gatherings.confirmed").update(
        state="failed", answer="550 onbekend", settled_at=NOW
    )
    url = run_by(client, meetup)

    page = " ".join(client.get(f"{url}deelnemers/").text.split())

    assert "1 van 1 plaats bezet, 1 op de wachtlijst" in page
    for text in (
        "Anna Komt",
        "Op de wachtlijst",
        "Afgemeld",
        "Bevestiging van aanmelding: mislukt (550 onbekend)",
        "Herinnering: gepland voor 26 nov, 09:00",
        "Op de wachtlijst: overgeslagen (Afgemeld.)",
    ):
        assert text in page
    assert page.index("Anna Komt") < page.index("Carla Wacht") < page.index("Bart Gaat")


@pytest.mark.parametrize(
    ("seats", "words"), [(20, "1 van 20 plaatsen bezet"), (None, "1 plaats bezet")]
)
def test_taken_places_are_counted_in_words(client, seats, words):
    meetup = make_meetup(seats=seats)
    seat(meetup, "Anna")
    url = run_by(client, meetup)

    assert words in " ".join(client.get(f"{url}deelnemers/").text.split())


def test_at_first_nobody_is_there(client):
    url = run_by(client, make_meetup())

    assert "Er is nog niemand aangemeld" in client.get(f"{url}deelnemers/").text


@pytest.mark.parametrize("number", [1, 3])
def test_participants_take_the_same_queries_however_many(client, django_assert_num_queries, number):
    meetup = make_meetup()
    for _ in range(number):
        actions.join(meetup, user=make_user(organisation=make_municipality()), now=NOW)
    url = run_by(client, meetup)

    with django_assert_num_queries(7):
        client.get(f"{url}deelnemers/")
