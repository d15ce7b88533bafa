import re
from datetime import timedelta

import pytest
import time_machine

from communities.forms import MeetupForm
from communities.models import Meetup
from portal.gatherings import actions
from portal.mail.models import Mail
from tests.factories.communities import make_community, make_facilitator, make_meetup, make_member
from tests.factories.gatherings import NOW, START, seat
from tests.factories.organisations import make_municipality
from tests.factories.people import make_organiser, make_user
from tests.factories.themes import make_theme

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
PAGES = ["bewerken", "afgelasten", "deelnemers", "publiceren"]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def filled_in(host, **changes):
    """What the form asks, all in order; None leaves a field out."""
    data = {
        "community": host.pk,
        "title": "Leren van elkaar",
        "summary": "We bespreken wat goed ging.",
        "day": "2026-12-03",
        "starts": "13:00",
        "ends": "16:00",
        "place": "on_site",
        "venue": "Raadhuis",
        "reminder_days": "7,1",
    } | changes
    return {name: value for name, value in data.items() if value is not None}


def plan(client, **changes):
    community = make_community()
    client.force_login(make_facilitator(community))
    return client.post("/bijeenkomsten/plannen/", filled_in(community, **changes))


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


def run_by(client, meetup):
    client.force_login(make_facilitator(meetup.community))
    return meetup.get_absolute_url()


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


def edit(client, meetup, **changes):
    url = run_by(client, meetup)
    return client.post(f"{url}bewerken/", filled_in(meetup.community, **changes))


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


SECOND = {"day_2": "2026-12-04", "starts_2": "13:00", "ends_2": "14:00"}


def starts(meetup):
    return list(meetup.moments.standing().values_list("starts_at", flat=True))


def test_several_moments_are_planned_changed_and_dropped(client):
    plan(client, **SECOND)
    meetup = Meetup.objects.get()
    assert starts(meetup) == [START, START + DAY]

    edit(client, meetup, **SECOND | {"starts_2": "13:30"})
    assert starts(meetup) == [START, START + DAY + HOUR / 2]

    edit(client, meetup)
    assert starts(meetup) == [START]


def test_more_moments_than_the_form_shows_stay(client):
    moments = [(START + n * DAY, START + n * DAY + HOUR) for n in range(4)]
    meetup = make_meetup(moments=moments)
    url = run_by(client, meetup)
    assert 'value="2026-12-05"' in client.get(f"{url}bewerken/").text

    edit(client, meetup)

    assert starts(meetup) == [START, START + 3 * DAY]


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"ends_2": ""}, ["ends_2"]),
        ({"day_2": "", "ends_2": ""}, ["day_2", "ends_2"]),
        ({"starts_2": "uur"}, ["starts_2"]),
        ({"ends_2": "12:00"}, ["ends_2"]),
        ({"day_2": "2026-11-01"}, ["day_2"]),
        ({"day_2": "2026-12-03"}, ["starts_2"]),
        ({"day_3": "2026-12-04", "starts_3": "13:00", "ends_3": "15:00"}, ["starts_3"]),
        ({"day_2": "2027-03-28", "starts_2": "02:00"}, ["starts_2"]),
    ],
)
def test_a_mistake_in_a_further_moment_is_said_there(client, changes, errors):
    answer = plan(client, **SECOND | changes)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == errors


def test_a_moment_that_the_form_does_not_show_is_not_asked_for_again(client):
    moments = [(START + n * DAY, START + n * DAY + HOUR) for n in range(4)]
    meetup = make_meetup(moments=moments)

    answer = edit(client, meetup, day="2026-12-06")

    assert answer.context["form"].errors == {"starts": ["Dit moment staat er al. Kies een ander."]}


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
