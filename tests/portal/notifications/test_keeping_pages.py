import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import RequestFactory

from cases.models import Publication
from communities.models import Community
from portal.keys import key_of
from portal.notifications.models import Bookmark, Follow
from tests.factories.cases import make_case, make_instrument
from tests.factories.communities import make_community, make_member
from tests.factories.courses import make_course, make_edition, make_question
from tests.factories.gatherings import NOW
from tests.factories.notifications import make_bookmark, make_follower
from tests.factories.organisations import make_region
from tests.factories.people import make_user
from tests.factories.themes import make_theme

FOLLOWS, BOOKMARKS = "/mijn/volgen/", "/mijn/bewaren/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def reader(client):
    user = make_user()
    client.force_login(user)
    return user


def test_a_theme_is_followed_from_its_page_and_no_more_from_there(client, reader):
    theme = make_theme("Vitaliteit")
    page = theme.get_absolute_url()
    before = client.get(page).content.decode()

    answer = client.post(FOLLOWS, {"onderwerp": key_of(theme)})
    after = client.get(page).content.decode()
    client.post(FOLLOWS, {"onderwerp": key_of(theme), "stop": "ja"})

    assert (answer.status_code, answer.url) == (302, page)
    assert "Volg dit thema" in before
    assert "Je volgt dit thema" in after
    assert not Follow.objects.exists()


def test_htmx_gets_the_button_as_the_page_shows_it(client, reader):
    theme = make_theme()

    fragment = client.post(FOLLOWS, {"onderwerp": key_of(theme)}, headers=HTMX).content.decode()
    page = client.get(theme.get_absolute_url()).content.decode()

    assert without_token(fragment.strip()) in without_token(page)


def test_a_publication_and_an_instrument_can_be_kept(client, reader):
    publication = Publication.objects.create(title="Fish", slug="fish")
    instrument = make_instrument(cases=[make_case()])

    for row in (publication, instrument):
        client.post(BOOKMARKS, {"onderwerp": key_of(row)})

    page = client.get(BOOKMARKS).text
    assert "Fish" in page
    assert instrument.name in page


def test_keeping_and_removing_by_htmx(client, reader):
    question = make_question()
    form = {"onderwerp": key_of(question)}

    kept = client.post(BOOKMARKS, form, headers=HTMX).content.decode()
    removed = client.post(BOOKMARKS, form | {"stop": "ja"}, headers=HTMX).content.decode()

    assert ("Niet meer bewaren" in kept, "Niet meer bewaren" in removed) == (True, False)
    assert not Bookmark.objects.exists()


def test_a_visitor_is_asked_to_sign_in_and_comes_back(client):
    case = make_case("Anders werken")

    page = client.get(case.get_absolute_url()).content.decode()

    login = f'href="/account/inloggen/?next={case.get_absolute_url()}"'
    assert "Log in en volg dit praktijkvoorbeeld" in page
    assert page.count(login) == 2


def test_each_kind_of_thing_has_its_buttons(client, reader):
    course = make_course()
    pages = {
        make_case("Anders werken").get_absolute_url(): (1, 1),
        make_community().get_absolute_url(): (1, 0),
        course.get_absolute_url(): (0, 1),
        make_edition(course=course).get_absolute_url(): (0, 1),
        f"/agenda/?regio={make_region().slug}": (1, 0),
        "/agenda/": (0, 0),
    }

    shown = {url: client.get(url).content.decode() for url in pages}

    assert {
        url: (page.count(f'action="{FOLLOWS}"'), page.count(f'action="{BOOKMARKS}"'))
        for url, page in shown.items()
    } == pages


def test_a_member_and_who_sees_a_hidden_community_need_no_button(client, reader):
    joined, ended = make_community(), make_community(archived_at=NOW)
    hidden = make_community(kind=Community.Kind.HIDDEN)
    for community in (joined, hidden):
        make_member(community, user=reader)

    pages = [client.get(one.get_absolute_url()).content.decode() for one in (joined, ended, hidden)]

    assert [FOLLOWS in page for page in pages] == [False] * 3


def test_a_region_is_followed_from_its_agenda(client, reader):
    region = make_region()

    answer = client.post(FOLLOWS, {"onderwerp": key_of(region)})

    assert answer.url == f"/agenda/?regio={region.slug}"


def test_what_she_may_not_see_she_cannot_follow(client, reader):
    hidden = make_community(kind=Community.Kind.HIDDEN)

    refused = client.post(FOLLOWS, {"onderwerp": key_of(hidden)})
    make_member(hidden, user=reader)
    accepted = client.post(FOLLOWS, {"onderwerp": key_of(hidden)})

    assert (refused.status_code, accepted.status_code) == (404, 302)


@pytest.mark.parametrize("url", [FOLLOWS, BOOKMARKS])
@pytest.mark.parametrize("key", ["", "accounts.user:1", "themes.theme:0", "themes.theme:\0"])
def test_nonsense_is_not_found(client, reader, url, key):
    assert client.post(url, {"onderwerp": key}).status_code == 404


def test_a_theme_is_not_kept_and_a_course_not_followed(client, reader):
    theme, course = make_theme(), make_course()

    assert client.post(BOOKMARKS, {"onderwerp": key_of(theme)}).status_code == 404
    assert client.post(FOLLOWS, {"onderwerp": key_of(course)}).status_code == 404


def test_she_stays_on_her_list_and_is_sent_nowhere_else(client, reader):
    theme = make_theme()
    make_follower(theme, user=reader)
    form = {"onderwerp": key_of(theme), "stop": "ja"}

    here = client.post(FOLLOWS, form | {"next": FOLLOWS})
    elsewhere = client.post(FOLLOWS, form | {"next": "https://elders.example/"})

    assert (here.url, elsewhere.url) == (FOLLOWS, theme.get_absolute_url())


def test_her_lists_show_hers_and_no_title_of_what_became_hidden(client, reader):
    community, theme = make_community(name="Geheim overleg"), make_theme("Vitaliteit")
    make_follower(community, theme, user=reader)
    make_follower(make_theme("Van een ander"))
    Community.objects.update(kind=Community.Kind.HIDDEN)

    page = client.get(FOLLOWS).content.decode()
    client.post(FOLLOWS, {"onderwerp": key_of(community), "stop": "ja"})

    assert "Vitaliteit" in page
    assert "niet meer zien" in page
    assert "Geheim overleg" not in page
    assert "Van een ander" not in page
    assert [follow.subject for follow in reader.follow_set.all()] == [key_of(theme)]


def test_an_empty_list_says_what_to_do(client, reader):
    assert "Je volgt nog niets" in client.get(FOLLOWS).content.decode()
    assert "Je hebt nog niets bewaard" in client.get(BOOKMARKS).content.decode()


def test_the_fragment_for_mijn_portaal_is_part_of_the_page(client, reader):
    make_bookmark(make_case("Anders werken"), user=reader)

    fragment = client.get(BOOKMARKS, headers=HTMX).content.decode()

    assert without_token(fragment.strip()) in without_token(client.get(BOOKMARKS).content.decode())


@pytest.mark.parametrize("number", [1, 3])
def test_the_lists_ask_the_same_number_of_queries(
    client, reader, number, django_assert_num_queries
):
    for _ in range(number):
        make_bookmark(make_case(), user=reader)
        make_bookmark(make_question(), user=reader)

    # Session, user, count, bookmarks, cases, questions.
    with django_assert_num_queries(6):
        client.get(BOOKMARKS)


@pytest.mark.parametrize("number", [1, 3])
def test_what_she_follows_costs_the_same(client, reader, number, django_assert_num_queries):
    for _ in range(number):
        make_follower(make_case(), make_theme(), user=reader)

    # Session, user, count, follows, cases, themes.
    with django_assert_num_queries(6):
        client.get(FOLLOWS)


def test_the_buttons_cost_one_query_and_a_visitor_none(client, django_assert_num_queries):
    case = make_case()
    template = Template("{% load notifications %}{% keep_buttons case %}")
    request = RequestFactory().get("/")
    for user, queries in [(make_user(), 1), (AnonymousUser(), 0)]:
        request.user = user
        with django_assert_num_queries(queries):
            template.render(Context({"request": request, "case": case}))


def without_token(html):
    return re.sub(r'value="\w{64}"', "", html)
