"""What somebody may not see is told nowhere: not in a list, a count, a feed, a map or a search.

Every page that a visitor or a member from elsewhere opens is fetched in a world, and once more
when that world also holds what is hidden, each thing with a word of its own. The pages must be
the same to the byte. The control makes it all public, and says on which pages each word stands.
"""

import re
from functools import cached_property

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cases.actions import review, writing
from cases.actions.archiving import archive, bring_back
from cases.models import Publication, Series, State
from communities.models import Community
from portal.accounts.models import User
from portal.gatherings import actions
from tests.factories.cases import make_case, make_text, make_version
from tests.factories.communities import make_community, make_meetup
from tests.factories.courses import (
    make_course,
    make_edition,
    make_proposal,
    make_question,
    make_trainer,
)
from tests.factories.gatherings import NOW
from tests.factories.organisations import make_region
from tests.factories.people import make_user
from tests.factories.themes import make_learning_format
from tests.permissions.table import TABLE
from tests.permissions.world import MEMBER, VISITOR, World

WORDS = [
    *("Wielewaal", "Roerdomp", "Lepelaar", "Nachtegaal", "Boomklever", "Kwartelkoning"),
    *("Scholekster", "Ortolaan", "Karekiet", "Tureluur", "Appelvink", "Goudplevier", "Kruisbek"),
    *("Zilverreiger", "Grutto", "Ijsvogel"),
]
ONE_OF_EACH_KIND = [
    *("Wielewaal", "Ortolaan", "Karekiet", "Appelvink", "Zilverreiger", "Grutto", "Ijsvogel"),
]
TELLING = {
    *("discovery:home", "discovery:search", "discovery:themes", "discovery:theme"),
    *("discovery:organisations", "discovery:organisation", "discovery:agenda"),
    *("discovery:agenda_feed", "discovery:new_cases", "discovery:new_of_theme"),
    *("discovery:sitemap", "search: all", "search: theme", "search: place", "search: word in all"),
    *("agenda: month", "agenda: region", "agenda: theme", "feed: region", "feed: theme"),
    *("cases:index", "cases:detail", "cases:publication", "cases:series", "cases: theme"),
    *("cases: word in all", "communities:index", "communities:community", "communities:feed"),
    *("communities:meetups", "meetups: region", "courses:index", "courses:course"),
    *("courses:question", "courses:questions", "courses:trainers", "courses: theme"),
}
BY_ITSELF = re.compile(r'nonce="[^"]*"|"X-CSRFToken": "\w*"|value="\w{64}"')


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


class Shown(World):
    """Public things that hidden ones could show beside: same theme, place, series and community."""

    def __init__(self):
        super().__init__()
        self.region = make_region("Midden-Nederland")
        self.soest.regions.add(self.region)
        self.here = {"themes": [self.theme]}
        self.taught = {**self.here, "learning_format": make_learning_format()}
        self.held = {**self.here, "region": self.region, "municipality": self.soest}
        self.publication.parts.create(position=1, kind="case", case=self.case)
        self.series.parts.create(position=1, case=self.case)

    @cached_property
    def case(self):
        return make_case("Gepubliceerd", organisations=[self.soest], **self.here)

    @cached_property
    def meetup(self):
        return make_meetup(community=self.community, **self.held)

    @cached_property
    def course(self):
        trainer = self.trainer_profile.user
        return make_course(trainer=trainer, **self.here)

    @cached_property
    def question(self):
        return make_question(by=self.people["organisation editor"], **self.here)

    @cached_property
    def publication(self):
        return Publication.objects.create(title="Een bundel", slug="een-bundel", year=2024)

    @cached_property
    def series(self):
        return Series.objects.create(title="Een reeks", slug="een-reeks")


class Hidden:
    """By its word: the thing, and how it becomes public."""

    def __init__(self, world):
        self.world = world
        self.by_word = {
            **self.cases(),
            **self.gatherings(),
            **self.of_courses(),
        }

    def cases(self):
        soest, here = [self.world.soest], self.world.here
        found = {
            "Wielewaal": (State.CONCEPT, self.publish),
            "Roerdomp": (State.SUBMITTED, self.publish),
            "Lepelaar": (State.IN_REVIEW, self.publish),
            "Nachtegaal": (State.CHANGES_REQUESTED, self.publish),
            "Boomklever": (State.REJECTED, self.publish),
        }
        for word, (state, step) in found.items():
            version = make_version(_titled(word), organisations=soest, state=state, **here)
            found[word] = (version, step)
        return found | self.once_published(soest, here)

    def once_published(self, soest, here):
        next_one = writing.write(
            self.world.case, by=None, now=NOW, text=make_text(_titled("Kwartelkoning"), **here)
        )
        archived = make_case(_titled("Scholekster"), organisations=soest, **here)
        self.world.publication.parts.create(position=2, kind="case", case=archived)
        self.world.series.parts.create(position=2, case=archived)
        archived.inspirations.create(organisation=self.world.soest, source=self.world.case)
        archive(archived, now=NOW, reason="Klopt niet meer.")
        return {
            "Kwartelkoning": (next_one, self.publish),
            "Scholekster": (archived, bring_back),
        }

    def publish(self, version):
        """The steps that are left, whatever its state."""
        if version.state == State.REJECTED:
            review.withdraw(version, by=None, now=NOW)
        if version.state in (State.CONCEPT, State.CHANGES_REQUESTED):
            review.hand_in(version, by=None, now=NOW)
        if version.state == State.SUBMITTED:
            review.take(version, by=None, now=NOW)
        review.publish(version, by=None, now=NOW)

    def gatherings(self):
        community, held = self.world.community, self.world.held
        closed = make_community(name=_titled("Ortolaan"), kind="hidden")
        closed.themes.set([self.world.theme])
        closed.regions.add(self.world.region)
        shared = make_meetup(title=_titled("Karekiet"), community=closed, **held)
        shared.communities.add(community)
        draft = make_meetup(
            title=_titled("Tureluur"), community=community, published_at=None, **held
        )
        return {
            "Ortolaan": (closed, lambda found: _set(found, kind=Community.Kind.OPEN)),
            "Karekiet": (shared, lambda found: None),
            "Tureluur": (draft, lambda found: actions.publish(found, now=NOW)),
        }

    def of_courses(self):
        here, by = self.world.taught, make_user(name="Aad Aanbod", organisation=self.world.soest)
        found = {
            "Appelvink": make_proposal(_titled("Appelvink"), by=by, **here),
            "Goudplevier": make_proposal(_titled("Goudplevier"), by=by, asked_at=NOW, **here),
            "Kruisbek": make_proposal(_titled("Kruisbek"), by=by, refused_at=NOW, **here),
        }
        edition = make_edition(
            course=self.world.course,
            title=_titled("Zilverreiger"),
            municipality=self.world.soest,
            published_at=None,
        )
        question = make_question(by=by, title=_titled("Grutto"), withdrawn_at=NOW, **here)
        gone = make_user(name=_titled("Ijsvogel"), organisation=self.world.soest, is_active=False)
        trainer = make_trainer(user=gone, levels={self.world.theme: "gives"})
        return {word: (course, _accept) for word, course in found.items()} | {
            "Zilverreiger": (edition, lambda found: actions.publish(found, now=NOW)),
            "Grutto": (question, lambda found: _set(found, withdrawn_at=None)),
            "Ijsvogel": (trainer, lambda found: _set(found.user, is_active=True)),
        }

    def reveal(self):
        for thing, make_public in self.by_word.values():
            make_public(thing)


def _titled(word):
    return f"{word} in de polder"


def _set(found, **fields):
    type(found).objects.filter(pk=found.pk).update(**fields)


def _accept(course):
    _set(course, asked_at=None, refused_at=None, published_at=NOW)


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
        name: (answer.status_code, BY_ITSELF.sub("", answer.content.decode()))
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
    assert {name for name in addresses if before[name] != after[name]} == TELLING


@pytest.mark.parametrize("viewer", [VISITOR, MEMBER])
def test_who_takes_part_and_how_to_reach_people_is_told_nowhere(viewer):
    world = Shown()
    comer = make_user(name="Kemphaan", email="kemphaan@gemeente.example")
    for gathering in (world.meetup, world.edition):
        _set(gathering, place="hybrid", video_link="https://video.example/slobeend")
        actions.join(gathering, user=comer, now=NOW, shows_name=True)
    secrets = ["Kemphaan", "kemphaan@", "slobeend", *(p.email for p in User.objects.all())]

    pages = look(world, viewer, surfaces(world, viewer)) | {
        "file of a meetup": (200, Client().get(f"{world.meetup.get_absolute_url()}agenda.ics").text)
    }
    own = world.people[viewer].email if world.people[viewer] else None

    found = {(name, word) for name, (_, text) in pages.items() for word in secrets if word in text}
    assert {(name, word) for name, word in found if word != own} == set()
    assert (
        "Kemphaan" in look(world, "organiser", {"page": world.meetup.get_absolute_url()})["page"][1]
    )
