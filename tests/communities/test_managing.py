from datetime import timedelta

import pytest
import time_machine

from portal.mail.models import Mail
from tests.communities.managing import plan, run_by
from tests.factories.communities import make_community, make_facilitator, make_meetup, make_member
from tests.factories.gatherings import NOW, seat

DAY = timedelta(days=1)
PAGES = ["bewerken", "afgelasten", "deelnemers", "publiceren"]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.mark.parametrize("act", PAGES)
def test_only_who_runs_it_gets_there(client, act):
    meetup = make_meetup()
    url = f"{meetup.get_absolute_url()}{act}/"

    assert client.get(url).url.startswith("/account/")
    for user in (make_member(meetup.community), make_facilitator(make_community())):
        client.force_login(user)
        assert client.get(url).status_code == 404
        assert client.post(url, {"reason": "Zomaar."}).status_code == 404
    meetup.refresh_from_db()
    assert meetup.cancelled_at is None


def test_publishing_is_a_post(client):
    meetup = make_meetup(published_at=None)
    url = run_by(client, meetup)

    client.get(f"{url}publiceren/")
    meetup.refresh_from_db()
    assert meetup.published_at is None

    client.post(f"{url}publiceren/")
    meetup.refresh_from_db()
    assert meetup.published_at == NOW


def test_what_is_over_is_not_published(client):
    meetup = make_meetup(published_at=None, starts_at=NOW - DAY)
    url = run_by(client, meetup)
    assert "Publiceren kan niet meer." in client.get(url).text

    answer = client.post(f"{url}publiceren/")

    meetup.refresh_from_db()
    assert answer.status_code == 409
    assert "kan niet meer worden gepubliceerd" in answer.text
    assert meetup.published_at is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"starts": "08:00", "ends": "09:00"}, "starts"),
        ({"starts": "12:00"}, "starts"),
        ({"day_2": "2026-11-02", "starts_2": "11:00", "ends_2": "13:00"}, "starts_2"),
    ],
)
def test_earlier_today_is_over(client, changes, field):
    answer = plan(client, **{"day": "2026-11-02"} | changes)

    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        field: ["Dit tijdstip is al geweest. Kies een tijd die nog komt."]
    }


def test_cancelling_asks_why_and_tells_everybody(client):
    meetup = make_meetup()
    seat(meetup, "Anna")
    url = run_by(client, meetup)
    assert "Ja, afgelasten" in client.get(f"{url}afgelasten/").text
    assert client.post(f"{url}afgelasten/", {"reason": ""}).status_code == 422

    answer = client.post(f"{url}afgelasten/", {"reason": "De spreker is ziek."})

    meetup.refresh_from_db()
    assert answer.url == url
    assert (meetup.cancelled_at, meetup.cancel_reason) == (NOW, "De spreker is ziek.")
    assert Mail.objects.open().get().kind == "gatherings.cancelled"


def test_what_is_over_is_not_cancelled(client):
    meetup = make_meetup(starts_at=NOW - DAY)
    url = run_by(client, meetup)

    answer = client.post(f"{url}afgelasten/", {"reason": "Te laat."})

    assert answer.status_code == 422
    assert "kan niet meer worden afgelast" in answer.text
