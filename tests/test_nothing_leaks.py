"""What somebody may not see is told nowhere: not in a list, a count, a feed, a map or a search.

Every page that a visitor or a member from elsewhere opens is fetched in a world, and once more
when that world also holds what is hidden, each thing with a word of its own: see Hidden in
tests/permissions/hidden.py. The pages must be the same to the byte. The control makes it all
public, and says which pages change.
"""

import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.gatherings import actions
from tests.factories.gatherings import NOW
from tests.factories.people import make_user
from tests.permissions import nameless
from tests.permissions.hidden import Hidden, Shown
from tests.permissions.nameless import PLACES, Nameless, undone
from tests.permissions.table import TABLE
from tests.permissions.world import EDITOR, MEMBER, ORGANISER, VISITOR

WORDS = [
    *("Wielewaal", "Roerdomp", "Lepelaar", "Nachtegaal", "Boomklever", "Kwartelkoning"),
    *("Scholekster", "Bosuil", "Ortolaan", "Karekiet", "Tureluur", "Appelvink", "Goudplevier"),
    *("Kruisbek", "Zilverreiger", "Grutto", "Ijsvogel"),
]
ONE_OF_EACH_KIND = [
    *("Wielewaal", "Bosuil", "Ortolaan", "Karekiet", "Appelvink", "Zilverreiger", "Grutto"),
    "Ijsvogel",
]
TOLD_TO_ALL = {
    *("discovery:home", "discovery:search", "discovery:themes", "discovery:theme"),
    *("discovery:organisations", "discovery:organisation", "discovery:agenda"),
    *("discovery:agenda_feed", "discovery:new_cases", "discovery:new_of_theme"),
    *("discovery:sitemap", "search: all", "search: theme", "search: place", "search: word in all"),
    *("agenda: month", "agenda: region", "agenda: theme", "feed: region", "feed: theme"),
    *("cases:index", "cases:detail", "cases:publication", "cases:series", "cases:instrument"),
    *("cases:data", "cases: theme", "cases: word in all"),
    *("communities:index", "communities:community", "communities:feed"),
    *("communities:meetups", "meetups: region", "courses:index", "courses:course"),
    *("courses:question", "courses:questions", "courses:trainers", "courses: theme"),
}
TOLD_TO_MEMBERS = {
    *("accounts:mine", "accounts:my_data", "discovery:recommended"),
    *("notifications:bookmarks", "notifications:notifications"),
}
TELLING = {VISITOR: TOLD_TO_ALL, MEMBER: TOLD_TO_ALL | TOLD_TO_MEMBERS}
TELLING_WHOSE = {
    *("accounts:mine", "notifications:bookmarks"),
    *("discovery:home", "discovery:organisations", "discovery:search", "discovery:theme"),
    *("discovery:new_cases", "discovery:new_of_theme", "discovery:sitemap"),
    *("cases:index", "cases:detail", "cases:instrument", "cases:publication", "cases:series"),
    *("cases:data", "cases: theme", "cases of a size", "cases of a kind"),
    *("search: all", "search: theme", "search: place"),
    *("word Stormvogel", "word Strandloper", "word wethouder"),
} | {
    f"{page} {name}"
    for name in PLACES
    for page in ("word", "page of", "organisations in", "search in", "cases in", "cases with")
}
UNREAD = re.compile(r'<span class="lw-count">\d+')
KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
BY_ITSELF = re.compile(r'nonce="[^"]*"|"X-CSRFToken": "\w*"|value="\w{64}"')


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


def surfaces(world, viewer):
    """{name: address} of every page there is for ``viewer``, and of what she can ask of some."""
    theme, region = world.theme.slug, world.region.slug
    pages = {
        row.name: reverse(row.name, kwargs=row.args(world))
        for row in TABLE
        if row.expected(viewer)[0] == 200
    }
    return pages | {
        "search: all": "/zoeken/",
        "search: theme": f"/zoeken/?thema={theme}",
        "search: place": f"/zoeken/?provincie={world.soest.province.slug}",
        "search: word in all": "/zoeken/?q=polder",
        "agenda: month": "/agenda/?weergave=maand&maand=2026-12",
        "agenda: region": f"/agenda/?regio={region}",
        "agenda: theme": f"/agenda/?thema={theme}",
        "feed: region": f"/agenda.ics?regio={region}",
        "feed: theme": f"/agenda.ics?thema={theme}",
        "cases: theme": f"/praktijkvoorbeelden/?thema={theme}",
        "cases: word in all": "/praktijkvoorbeelden/?q=polder",
        "meetups: region": f"/bijeenkomsten/?regio={region}",
        "courses: theme": f"/cursussen/?thema={theme}",
    }


def searches(words):
    """{name: address} of a search for each word, and for one of each kind misspelt."""
    found = {f"word {word}": f"/zoeken/?q={word}" for word in words}
    for word in ONE_OF_EACH_KIND:
        found[f"part of {word}"] = f"/zoeken/?q={word[1:-1]}"
        found[f"slip for {word}"] = f"/zoeken/?q={word[:2]}x{word[3:]}"
    return found


def look(world, viewer, addresses):
    """{name: status and text} of the pages at these addresses."""
    client = Client()
    if user := world.people[viewer]:
        client.force_login(user)
    answers = {name: client.get(address) for name, address in addresses.items()}
    return {
        name: (answer.status_code, BY_ITSELF.sub("", b"".join(answer).decode(errors="replace")))
        for name, answer in answers.items()
    }


@pytest.mark.parametrize("viewer", [VISITOR, MEMBER])
def test_what_is_hidden_changes_no_page(viewer):
    world = Shown()
    addresses = surfaces(world, viewer) | searches(WORDS)
    before = look(world, viewer, addresses)

    hidden = Hidden(world)
    after = look(world, viewer, addresses)

    assert list(hidden.by_word) == WORDS
    assert {status for status, _ in after.values()} == {200}
    assert {name for name in addresses if before[name] != after[name]} == set()


@pytest.mark.parametrize("viewer", [VISITOR, MEMBER])
def test_the_pages_of_what_is_hidden_do_not_exist(viewer):
    world = Shown()
    things = [thing for thing, _ in Hidden(world).by_word.values()]
    things = [getattr(thing, "case", thing) for thing in things if thing.pk != world.case.work().pk]

    found = look(world, viewer, {thing: thing.get_absolute_url() for thing in things})

    assert {status for status, _ in found.values()} == {404}


@pytest.mark.parametrize("viewer", [VISITOR, MEMBER])
def test_once_public_it_is_told_on_these_pages(viewer):
    # The control, and the list of what tells of others' things: a new page must be added.
    world = Shown()
    addresses = surfaces(world, viewer)
    hidden = Hidden(world)
    before = look(world, viewer, addresses)

    hidden.reveal()
    after = look(world, viewer, addresses)

    told = "".join(text for _, text in after.values()).lower()
    assert [word for word in WORDS if word.lower() in told] == WORDS
    telling = {name for name in addresses if _uncounted(before[name]) != _uncounted(after[name])}
    assert telling == TELLING[viewer]


def _uncounted(page):
    """Without the number of news in the menu of every page."""
    status, text = page
    return status, UNREAD.sub("", text)


@pytest.mark.parametrize("viewer", [VISITOR, MEMBER])
def test_who_takes_part_and_how_to_reach_people_is_told_nowhere(viewer):
    world = Shown()
    comer = make_user(name="Kemphaan", email="kemphaan@gemeente.example")
    for gathering in (world.meetup, world.edition):
        type(gathering).objects.filter(pk=gathering.pk).update(
            place="hybrid", video_link="https://video.example/slobeend"
        )
        actions.join(gathering, user=comer, now=NOW, shows_name=True)
    secrets = ["Kemphaan", "kemphaan@", "slobeend", *(p.email for p in User.objects.all())]

    pages = look(world, viewer, surfaces(world, viewer))
    own = world.people[viewer].email if world.people[viewer] else None

    found = {(name, word) for name, (_, text) in pages.items() for word in secrets if word in text}
    assert {(name, word) for name, word in found if word != own} == set()
    shown_to_who_runs_it = look(world, ORGANISER, {"page": world.meetup.get_absolute_url()})
    assert "Kemphaan" in shown_to_who_runs_it["page"][1]


def of_places():
    """The pages that would show a municipality, and what is narrowed by what it is."""
    found = searches([*nameless.WORDS, "schrijver", "wethouder"])
    for name in PLACES:
        here = f"land-van-{name}".lower()
        found |= {
            f"page of {name}": f"/organisaties/{name.lower()}/",
            f"organisations in {name}": f"/organisaties/?provincie={here}&deelt=ja",
            f"search in {name}": f"/zoeken/?provincie={here}",
            f"cases in {name}": f"/praktijkvoorbeelden/?provincie={here}",
            f"cases with {name}": f"/praktijkvoorbeelden/?q={name}",
        }
    return found | {
        "cases of a size": "/praktijkvoorbeelden/?omvang=vanaf-250",
        "cases of a kind": "/praktijkvoorbeelden/?soort=wat-niet-werkte",
    }


def pages_by_owner(viewer, **case):
    """The pages of two worlds that differ in whose case it is, and in nothing else."""
    for owner in PLACES:
        with undone():
            world = Nameless(owner, **case)
            addresses = surfaces(world, viewer) | of_places()
            addresses.pop("gatherings:my_calendar", None)  # an address made anew by chance
            pages = look(world, viewer, addresses)
            yield {name: (status, KEY.sub("", text)) for name, (status, text) in pages.items()}


@pytest.mark.parametrize("viewer", [VISITOR, MEMBER])
def test_whose_case_it_is_changes_no_page_when_that_is_hidden(viewer):
    one, other = pages_by_owner(viewer)

    assert {status for status, _ in one.values()} == {200}
    assert {name for name in one if one[name] != other[name]} == set()


def test_whose_case_it_is_changes_these_pages_when_it_is_shown():
    # The control, and the list of what tells whose a case is.
    one, other = pages_by_owner(MEMBER, hides=False)

    assert {name for name in one if one[name] != other[name]} == TELLING_WHOSE


def test_its_writers_and_the_editors_see_whose_it_is():
    world = Nameless("Kluut")
    about = {"page": world.case.get_absolute_url()}
    world.people["writer"] = world.case.created_by

    seen = {role: "Kluut" in look(world, role, about)["page"][1] for role in ("writer", EDITOR)}

    assert seen == {"writer": True, EDITOR: True}
