import re
from datetime import timedelta

import pytest
import time_machine

from communities.forms import MeetupForm
from communities.models import Meetup
from portal.mail.models import Mail
from tests.communities.managing import edit, plan, run_by
from tests.factories.communities import make_community, make_facilitator, make_meetup, make_member
from tests.factories.gatherings import NOW, START, seat
from tests.factories.people import make_user
from tests.factories.themes import make_theme

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def test_editing_shows_what_it_is_now(client):
    meetup = make_meetup(title="Leren", themes=[make_theme("Lerend werken")])
    url = run_by(client, meetup)

    page = client.get(f"{url}bewerken/").text

    for value in ("2026-12-03", "13:00", "16:00", "Leren", "Raadhuis"):
        assert f'value="{value}"' in page
    assert re.search(r'name="themes"[^>]*\schecked', page)


def test_editing_words_mails_nobody_and_keeps_the_address(client):
    meetup = make_meetup(title="Leren", slug="leren", address="")
    seat(meetup, "Anna")

    answer = edit(client, meetup, title="Leren met elkaar")

    meetup.refresh_from_db()
    assert answer.url == "/bijeenkomsten/leren/"
    assert (meetup.title, meetup.slug, meetup.sequence) == ("Leren met elkaar", "leren", 0)
    assert not Mail.objects.filter(kind="gatherings.changed").exists()


def test_editing_the_time_moves_it(client):
    meetup = make_meetup()
    seat(meetup, "Anna")

    edit(client, meetup, day="2026-12-04", venue="De Kazerne", themes=[make_theme("Nieuw").pk])

    meetup.refresh_from_db()
    assert (meetup.starts_at, meetup.venue, meetup.sequence) == (START + DAY, "De Kazerne", 1)
    assert [theme.name for theme in meetup.themes.all()] == ["Nieuw"]
    assert Mail.objects.filter(kind="gatherings.changed").count() == 1


def test_a_new_meetup_offers_only_what_she_runs_and_who_runs_it(client):
    make_member(make_community(name="Niet van mij"), user=make_user(name="Zomaar Iemand"))
    community = make_community(name="Van mij")
    client.force_login(make_facilitator(community, name="Bo Begeleider"))

    fields = client.get("/bijeenkomsten/plannen/").context["form"].fields

    assert [str(each) for each in fields["communities"].queryset] == ["Van mij"]
    assert [str(each) for each in fields["facilitators"].queryset] == ["Bo Begeleider"]


def test_what_others_chose_can_stay(client):
    theirs = make_community(name="Van een ander")
    their_facilitator = make_facilitator(theirs, name="Tess Taal")
    make_community(name="Niet van mij")
    meetup = make_meetup()
    meetup.communities.add(theirs)
    meetup.facilitators.add(their_facilitator)

    edit(client, meetup, communities=[theirs.pk], facilitators=[their_facilitator.pk])

    assert (list(meetup.communities.all()), list(meetup.facilitators.all())) == (
        [theirs],
        [their_facilitator],
    )
    page = client.get(f"{meetup.get_absolute_url()}bewerken/").text
    assert "Van een ander" in page
    assert "Niet van mij" not in page
    assert "Tess Taal" in client.get(meetup.get_absolute_url()).text


def test_fewer_seats_than_are_taken_is_said_at_the_field(client):
    meetup = make_meetup(seats=3, title="Oud")
    seat(meetup, "Anna", "Bart")

    answer = edit(client, meetup, seats="1", title="Nieuw")

    meetup.refresh_from_db()
    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "seats": ["Er zijn al 2 plaatsen bezet. Met 1 verliest Bart de plek. Kies 2 of meer."]
    }
    assert (meetup.seats, meetup.title) == (3, "Oud")


def test_more_seats_go_to_who_waits(client):
    meetup = make_meetup(seats=1)
    _, waiter = seat(meetup, "Anna", "Bart")

    edit(client, meetup, seats="2")

    waiter.refresh_from_db()
    assert waiter.state == "seated"


def test_what_is_off_is_not_edited(client):
    meetup = make_meetup(cancelled_at=NOW)

    answer = edit(client, meetup, title="Toch wel")

    meetup.refresh_from_db()
    assert answer.status_code == 422
    assert "kan niet meer worden verzet" in answer.text
    assert meetup.title != "Toch wel"


def test_what_has_begun_keeps_its_day(client, clock):
    meetup = make_meetup()
    clock.move_to(START + HOUR)

    assert edit(client, meetup, title="Nu bezig").status_code == 302


def test_what_has_begun_ends_after_now_and_starts_no_earlier(client, clock):
    meetup = make_meetup()
    clock.move_to(START + HOUR)

    for changes, errors in [
        ({"ends": "14:00"}, ["ends"]),
        ({"starts": "12:30"}, ["starts"]),
        ({"ends": "17:00"}, []),
    ]:
        answer = edit(client, meetup, **changes)
        assert (answer.status_code, errors) == (422 if errors else 302, errors)
        if errors:
            assert list(answer.context["form"].errors) == errors


def test_a_draft_with_its_links_or_nothing(client, monkeypatch):
    def broken(form):
        raise RuntimeError

    monkeypatch.setattr(MeetupForm, "save_links", broken)

    with pytest.raises(RuntimeError):
        plan(client)
    meetup = make_meetup(title="Oud")
    with pytest.raises(RuntimeError):
        edit(client, meetup, title="Nieuw")

    assert [each.title for each in Meetup.objects.all()] == ["Oud"]
