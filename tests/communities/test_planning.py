from datetime import timedelta

import pytest
import time_machine

from communities.models import Meetup
from tests.communities.managing import plan
from tests.factories.communities import make_community, make_facilitator, make_member
from tests.factories.gatherings import NOW, START
from tests.factories.people import make_organiser, make_user
from tests.factories.themes import make_theme

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def test_planning_makes_a_draft(client):
    theme = make_theme("Lerend werken")

    answer = plan(client, seats="20", themes=[theme.pk])

    meetup = Meetup.objects.get()
    moment = meetup.moments.get()
    assert answer.url == meetup.get_absolute_url() == "/bijeenkomsten/leren-van-elkaar/"
    assert (meetup.published_at, meetup.seats, meetup.reminder_days) == (None, 20, [7, 1])
    assert (meetup.starts_at, meetup.ends_at) == (START, START + 3 * HOUR)
    assert (moment.starts_at, moment.ends_at) == (START, START + 3 * HOUR)
    assert [each.name for each in meetup.themes.all()] == ["Lerend werken"]
    assert meetup.created_by == make_community().members.model.objects.get()


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"title": ""}, "title", "Dit veld is verplicht."),
        ({"title": "x" * 1000}, "title", "niet meer dan 150 tekens"),
        ({"title": "Leren\nBcc: iedereen"}, "title", "Schrijf dit op één regel"),
        ({"ends": "12:00"}, "ends", "Het einde ligt voor het begin."),
        ({"ends": "13:00"}, "ends", "Het einde ligt voor het begin."),
        (
            {"day": "2027-03-28", "starts": "02:30", "ends": "04:00"},
            "starts",
            "Deze tijd bestaat niet: in die nacht gaat de klok een uur vooruit.",
        ),
        ({"day": "2027-03-28", "starts": "01:30", "ends": "02:30"}, "ends", "bestaat niet"),
        ({"day": "2026-11-01"}, "day", "Deze dag is al geweest."),
        ({"day": "0001-01-01"}, "day", "Deze dag is al geweest."),
        ({"day": "9999-12-31"}, "day", "Kies een dag in de komende vijf jaar."),
        ({"day": "31 februari"}, "day", "Voer een geldige datum in."),
        ({"seats": "0"}, "seats", "Er is minstens één plaats nodig."),
        ({"seats": "-1"}, "seats", "minstens 0"),
        ({"seats": "9" * 30}, "seats", "2147483647"),
        ({"venue": ""}, "venue", "Vul in waar het is, of kies «online»."),
        ({"place": "online", "video_link": "javascript:alert(1)"}, "video_link", "geldige URL"),
        ({"reminder_days": "zeven"}, "reminder_days", "Vul hele dagen in"),
        ({"reminder_days": "61"}, "reminder_days", "Vul hele dagen in"),
        (
            {"registration_opens_at_0": "0001-01-01", "registration_opens_at_1": "09:00"},
            "registration_opens_at",
            "Kies een dag van deze tijd.",
        ),
        (
            {"registration_opens_at_0": "2027-03-28", "registration_opens_at_1": "02:30"},
            "registration_opens_at",
            "",
        ),
        ({"community": "999999"}, "community", "Selecteer een geldige keuze."),
        ({"themes": ["999999"]}, "themes", "Selecteer een geldige keuze."),
    ],
)
def test_a_mistake_is_said_at_the_field_and_nothing_is_lost(client, changes, field, sentence):
    answer = plan(client, description="Dit blijft staan.", **changes)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert sentence in " ".join(answer.context["form"].errors[field])
    assert "Dit blijft staan." in answer.text
    assert not Meetup.objects.exists()


def test_registration_closes_after_it_opens(client):
    answer = plan(
        client,
        registration_opens_at_0="2026-12-01",
        registration_opens_at_1="09:00",
        registration_closes_at_0="2026-11-30",
        registration_closes_at_1="09:00",
    )

    assert answer.status_code == 422
    assert "Aanmelden sluit voordat het opengaat." in answer.text


def test_an_empty_form_says_everything_at_once(client):
    client.force_login(make_organiser())
    make_community()

    answer = client.post("/bijeenkomsten/plannen/", {})

    assert answer.status_code == 422
    assert {"title", "community", "day", "starts", "ends"} <= set(answer.context["form"].errors)


def test_planning_is_for_who_runs_a_community(client):
    community = make_community()
    mine = make_facilitator(make_community(name="Van mij"))
    for user, status in [
        (make_user(), 404),
        (make_member(community), 404),
        (mine, 200),
        (make_organiser(), 200),
    ]:
        client.force_login(user)
        assert client.get("/bijeenkomsten/plannen/").status_code == status
    client.force_login(mine)
    assert [
        str(c)
        for c in client.get("/bijeenkomsten/plannen/").context["form"].fields["community"].queryset
    ] == ["Van mij"]
