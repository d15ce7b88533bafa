"""What is hidden in tests/test_nothing_leaks.py, beside public things that it could show with."""

from functools import cached_property

from cases.actions import review, writing
from cases.actions.archiving import archive, bring_back
from cases.models import Instrument, State
from communities.models import Community
from portal.gatherings import actions
from portal.keys import key_of
from portal.notifications.actions import follow
from portal.notifications.models import Notification
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
from tests.permissions.world import MEMBER, World


class Shown(World):
    """Public things that hidden ones could show beside: same theme, place, series and community."""

    def __init__(self):
        super().__init__()
        self.region = make_region("Midden-Nederland")
        self.soest.regions.add(self.region)
        self.here = {"themes": [self.theme]}
        self.taught = {**self.here, "learning_format": make_learning_format()}
        self.held = {**self.here, "region": self.region, "municipality": self.soest}
        follow(key_of(self.theme), user=self.people[MEMBER], now=NOW)
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
        self.world.instrument.cases.add(archived)
        unused = Instrument.objects.create(name=_titled("Bosuil"), slug="bosuil")
        unused.cases.add(archived, self.world.version(State.CONCEPT).case)
        archived.inspirations.create(organisation=self.world.soest, source=self.world.case)
        archive(archived, now=NOW, reason="Klopt niet meer.")
        # Who followed its theme heard of it when it was public: that stays hers to know.
        Notification.objects.filter(subject=key_of(archived)).delete()
        return {
            "Kwartelkoning": (next_one, self.publish),
            "Scholekster": (archived, bring_back),
            "Bosuil": (unused, lambda found: None),  # known as soon as its case is
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
