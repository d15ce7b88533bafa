from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.keys import key_of
from portal.notifications.actions import follow
from tests.factories.cases import make_case, make_version
from tests.factories.communities import make_community, make_meetup
from tests.factories.courses import make_trainer
from tests.factories.organisations import make_municipality, make_organisation, make_province
from tests.factories.people import make_editor, make_organiser, make_user
from tests.factories.themes import make_theme

HOME = reverse("discovery:home")


def soon(days=7):
    return timezone.now() + timedelta(days=days)


def test_home_shows_what_is_new_and_what_is_to_come(client):
    theme = make_theme("Jeugd")
    case = make_case("Slim roosteren", organisations=[make_municipality("Soest")], themes=[theme])
    make_meetup(title="HR in de regio", starts_at=soon())
    make_meetup(title="Verborgen", starts_at=soon(), community=make_community(kind="hidden"))

    context = client.get(HOME).context

    assert [row.url for row in context["newest"]] == [case.get_absolute_url()]
    assert [row.title for row in context["upcoming"]] == ["HR in de regio"]
    assert context["themes"] == [theme]
    assert context["figures"] == [
        ("praktijkvoorbeeld", 1),
        ("bijeenkomst", 1),
        ("gemeente doet mee", 1),
    ]
    assert [str(found) for found in context["municipalities"]] == ["Soest"]


def test_the_map_counts_the_municipalities_of_each_province(client):
    utrecht = make_province("Utrecht")
    for name in ("Soest", "Baarn"):
        make_case(organisations=[make_municipality(name, province=utrecht)])
    make_case(organisations=[make_organisation("Waterschap Vallei", kind="water_board")])

    response = client.get(HOME)

    provinces = {found["name"]: (found["count"], found["url"]) for found in response.context["map"]}
    assert provinces["Utrecht"] == (2, "#in-utrecht")
    assert provinces["Drenthe"] == (0, "")
    assert 'id="in-utrecht"' in response.text


def test_the_map_says_of_each_municipality_what_the_list_beside_it_says(client):
    utrecht = make_province("Utrecht")
    soest, baarn, oss = (make_municipality(n, province=utrecht) for n in ("Soest", "Baarn", "Oss"))
    nowhere = make_municipality("Zoek", province=utrecht, latitude=None, longitude=None)
    for organisation in (soest, soest, nowhere):
        make_case(organisations=[organisation])
    make_meetup(municipality=soest)
    make_meetup(municipality=baarn)
    make_trainer(user=make_user(organisation=baarn))
    make_meetup(municipality=oss, cancelled_at=timezone.now())
    make_meetup(municipality=oss, published_at=None)
    make_meetup(municipality=oss, community=make_community(kind="hidden"))
    make_version("Concept", organisations=[oss])

    response = client.get(HOME)

    listed = [(str(found), found.told) for found in response.context["municipalities"]]
    assert listed == [
        ("Baarn", "1 bijeenkomst, 1 trainer"),
        ("Soest", "2 praktijkvoorbeelden, 1 bijeenkomst"),
        ("Zoek", "1 praktijkvoorbeeld"),
    ]
    assert [(dot["label"], dot["url"]) for dot in response.context["dots"]] == [
        ("Baarn: 1 bijeenkomst, 1 trainer", baarn.get_absolute_url()),
        ("Soest: 2 praktijkvoorbeelden, 1 bijeenkomst", soest.get_absolute_url()),
    ]
    assert dict(response.context["figures"])["gemeenten doen mee"] == 3
    assert response.text.count(f'href="{soest.get_absolute_url()}"') == 2


def test_home_without_anything_says_what_to_do(client):
    response = client.get(HOME)

    assert response.status_code == 200
    assert "Deel jij het eerste voorbeeld?" in response.text
    assert "Er is nu niets gepland" in response.text


def test_home_welcomes_a_member_with_what_is_hers(client):
    soest = make_municipality("Soest")
    client.force_login(make_user(name="Fien van Voorbeeld", organisation=soest))

    text = client.get(HOME).text

    assert "Welkom terug, Fien van Voorbeeld" in text
    for address in (soest.get_absolute_url(), reverse("accounts:mine"), reverse("cases:mine")):
        assert f'href="{address}"' in text
    for address in (reverse("cases:queue"), reverse("communities:plan")):
        assert f'href="{address}"' not in text


@pytest.mark.parametrize(
    ("make", "name"), [(make_editor, "cases:queue"), (make_organiser, "communities:plan")]
)
def test_home_brings_who_works_here_to_the_work(client, make, name):
    client.force_login(make())

    assert f'href="{reverse(name)}"' in client.get(HOME).text


@pytest.mark.parametrize("number", [1, 3])
def test_home_takes_seven_queries(client, django_assert_num_queries, number):
    for _ in range(number):
        make_case(themes=[make_theme()])
        make_meetup(starts_at=soon())

    with django_assert_num_queries(7):
        assert len(client.get(HOME).context["newest"]) == number


@pytest.mark.parametrize("number", [1, 3])
def test_home_takes_as_many_queries_for_a_member(client, django_assert_num_queries, number):
    themes = [make_theme() for _ in range(number)]
    member = make_user(organisation=make_municipality("Soest"))
    for theme in themes:
        follow(key_of(theme), user=member, now=timezone.now())
        make_case(themes=[theme])
        make_meetup(starts_at=soon(), themes=[theme])
    client.force_login(member)

    with django_assert_num_queries(21):
        assert client.get(HOME).context["recommended"]
