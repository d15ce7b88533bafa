"""The form by which somebody signs up with colleagues, and the mail that they get."""

from datetime import timedelta

import pytest
import time_machine

from portal.accounts.models import User
from portal.gatherings import actions, links
from portal.mail.models import Mail
from tests.factories.gatherings import NOW, START, seat
from tests.factories.organisations import make_organisation
from tests.factories.people import make_guest, make_user
from tests.portal.gatherings.letters import write

DATA = {"name_1": "Bart Baas", "email_1": "Bart@soest.example"}


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def soest():
    organisation = make_organisation("Soest")
    organisation.mail_domains.create(domain="soest.example", approved_at=NOW)
    return organisation


@pytest.fixture
def asker(client, soest):
    user = make_user(name="Anna Asker", email="anna@soest.example", organisation=soest)
    client.force_login(user)
    return user


def send(client, gathering, **data):
    return client.post(f"{gathering.get_absolute_url()}samen/", DATA | data)


def people(gathering):
    rows = gathering.participations.order_by("joined_at", "pk").select_related("user")
    return [(one.user.email, one.state) for one in rows]


@pytest.mark.usefixtures("asker")
def test_she_and_a_new_colleague_have_a_seat(client, make_gathering):
    gathering = make_gathering(seats=5)

    answer = send(client, gathering, shows_name="on")

    assert answer.url == f"{gathering.get_absolute_url()}#meedoen"
    assert people(gathering) == [
        ("anna@soest.example", "seated"),
        ("bart@soest.example", "seated"),
    ]
    bart = User.objects.get(email="bart@soest.example")
    assert (bart.name, bart.is_guest) == ("Bart Baas", True)
    shown = gathering.participations.values_list("user__name", "shows_name")
    assert dict(shown) == {"Anna Asker": True, "Bart Baas": False}
    page = client.get(gathering.get_absolute_url()).text
    assert "Je collega’s krijgen ook een mail." in page
    assert "Meld ook een collega aan" in page


@pytest.mark.usefixtures("asker")
def test_a_colleague_hears_who_signed_her_up(client, make_gathering):
    gathering = make_gathering(seats=5)
    send(client, gathering)

    bart = letter_to(gathering, "bart@soest.example", "gatherings.confirmed")
    anna = letter_to(gathering, "anna@soest.example", "gatherings.confirmed")

    assert "Je collega Anna Asker heeft je" in bart.text
    assert "Afmelden: http" in bart.text
    assert "Anna Asker heeft je" not in anna.text


@pytest.mark.usefixtures("asker")
def test_where_there_is_no_room_for_both_she_is_asked_and_can_say_yes(client, make_gathering):
    gathering = make_gathering(seats=1)
    send(client, gathering)

    offer = letter_to(gathering, "anna@soest.example", "gatherings.offered")
    waiting = letter_to(gathering, "bart@soest.example", "gatherings.waiting")
    page = client.get(gathering.get_absolute_url()).text

    assert "tot en met donderdag 5 november" in offer.text
    assert "Je collega Anna Asker heeft je" in waiting.text
    assert "Er is een plek voor jou" in page
    client.post(f"{gathering.get_absolute_url()}plek-aannemen/")
    assert people(gathering)[0] == ("anna@soest.example", "seated")


@pytest.mark.usefixtures("asker")
def test_the_link_in_the_offer_shows_and_then_acts(client, make_gathering):
    gathering = make_gathering(seats=1)
    send(client, gathering)
    offer = letter_to(gathering, "anna@soest.example", "gatherings.offered")
    url = offer.text.split("Ik neem de plek: ")[1].split()[0].removeprefix("http://testserver")
    path = url[url.index("/bijeenkomsten/") :]

    assert "Neem je de plek?" in client.get(path).text
    assert people(gathering)[0] == ("anna@soest.example", "offered")
    client.post(path)
    assert people(gathering)[0] == ("anna@soest.example", "seated")


@pytest.mark.usefixtures("asker")
def test_the_other_links_say_that_a_place_is_held(client, make_gathering):
    gathering = make_gathering(seats=1)
    send(client, gathering)
    anna = gathering.participations.get(user__email="anna@soest.example")

    url = links.url_of(links.CONFIRM, anna)
    page = client.get(url[url.index("/bijeenkomsten/") :]).text

    assert "Er is een plek voor jou" in page


@pytest.mark.usefixtures("asker")
def test_two_colleagues_of_whom_one_has_an_account(client, make_gathering, soest):
    gathering = make_gathering(seats=5)
    make_user(name="Carla Collega", email="carla@soest.example", organisation=soest)

    send(client, gathering, name_2="Iets Anders", email_2="carla@soest.example")

    assert User.objects.get(email="carla@soest.example").name == "Carla Collega"
    assert [email for email, _ in people(gathering)] == [
        "anna@soest.example",
        "bart@soest.example",
        "carla@soest.example",
    ]


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        ({"name_1": "", "email_1": ""}, {"name_1", "email_1"}),
        ({"name_1": ""}, {"name_1"}),
        ({"name_2": "Carla"}, {"email_2"}),
        ({"email_2": "carla@soest.example"}, {"name_2"}),
        ({"email_1": "bart@elders.example"}, {"email_1"}),
        ({"email_1": "geen adres"}, {"email_1"}),
        ({"name_1": "kijk op https://kwaad.example"}, {"name_1"}),
        ({"email_1": "ANNA@soest.example"}, {"email_1"}),
        ({"name_2": "Bart", "email_2": "bart@soest.example"}, {"email_2"}),
    ],
)
@pytest.mark.usefixtures("asker")
def test_wrong_input_is_said_at_its_field(client, make_gathering, data, errors):
    gathering = make_gathering(seats=5)

    answer = send(client, gathering, **data)

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == errors
    assert people(gathering) == []


@pytest.mark.usefixtures("asker")
def test_a_refusal_is_said_and_leaves_nobody_behind(client, make_gathering):
    gathering = make_gathering(seats=5, registration_closes_at=NOW)

    answer = send(client, gathering)

    assert (answer.status_code, "de aanmelding is gesloten" in answer.text) == (422, True)
    assert not User.objects.filter(email="bart@soest.example").exists()


@pytest.mark.usefixtures("asker")
def test_an_account_that_is_switched_off_takes_no_seat(client, make_gathering):
    gathering = make_gathering(seats=5)
    make_guest(email="bart@soest.example", is_active=False)

    answer = send(client, gathering)

    assert "Een van deze adressen kan niet meedoen." in answer.text
    assert people(gathering) == []


def test_who_belongs_nowhere_yet_is_told_what_she_can_do(client, make_gathering):
    gathering = make_gathering()
    client.force_login(make_user(organisation=None))

    page = client.get(f"{gathering.get_absolute_url()}samen/")

    assert (page.status_code, "als je bij een organisatie hoort" in page.text) == (200, True)


def many(client, gathering, numbers):
    """Sign up so many pairs of colleagues; answers the last answer."""
    for n in numbers:
        pair = {"email_1": f"b{n}@soest.example", "email_2": f"c{n}@soest.example"}
        answer = send(client, gathering, name_2="Carla Collega", **pair)
    return answer


@pytest.mark.usefixtures("asker")
def test_a_day_has_a_limit_over_all_gatherings_and_nothing_typed_is_lost(client, make_gathering):
    first, second = make_gathering(seats=None), make_gathering(seats=None)
    many(client, first, range(6))
    assert many(client, second, range(4)).status_code == 302

    page = many(client, second, [9])

    assert page.status_code == 422
    assert "Je kunt op één dag hoogstens 20 collega’s aanmelden." in page.text
    assert 'value="c9@soest.example"' in page.text
    assert not User.objects.filter(email="c9@soest.example").exists()
    assert second.participations.count() == 1 + 8


@pytest.mark.usefixtures("asker")
def test_the_next_day_she_may_go_on(client, make_gathering):
    gathering = make_gathering(seats=None)
    many(client, gathering, range(10))

    with time_machine.travel(NOW + timedelta(hours=12), tick=False):
        assert many(client, gathering, [10]).status_code == 302


@pytest.mark.usefixtures("asker")
def test_who_is_in_already_does_not_count(client, make_gathering):
    gathering = make_gathering(seats=None)
    many(client, gathering, range(10))

    assert many(client, gathering, [3]).status_code == 302


def test_a_lapsed_offer_is_told_with_the_way_back(make_gathering):

    gathering = make_gathering(seats=1)
    first, second = make_user(name="Anna"), make_user(name="Bart")
    actions.join(gathering, user=first, colleagues=[second], now=NOW)
    actions.end_terms(now=START)

    letter = letter_to(gathering, first.email, "gatherings.lapsed")

    assert "jij staat er niet meer op" in letter.text
    assert "Meld je opnieuw aan" in letter.text
    assert seat(gathering, "Zeger")[0].is_waiting


def letter_to(gathering, email, kind):
    """The mail as it would go out now; it must still be due."""
    person = User.objects.get(email=email)
    row = Mail.objects.get(kind=kind, recipient=f"accounts.user:{person.pk}")
    return write(row)
