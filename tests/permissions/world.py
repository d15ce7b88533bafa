"""One of everything that has an address of its own, made when a row of the table asks for it."""

from functools import cached_property

from cases.actions.archiving import archive
from cases.models import Instrument, Publication, Series
from portal.gatherings.models import PersonalCalendar
from portal.notifications.links import unsubscribe_url
from tests.factories.cases import make_case, make_remark, make_version
from tests.factories.communities import make_community, make_meetup, make_member
from tests.factories.courses import (
    make_course,
    make_edition,
    make_proposal,
    make_question,
    make_trainer,
)
from tests.factories.files import make_file
from tests.factories.gatherings import NOW
from tests.factories.notifications import make_notification
from tests.factories.organisations import make_municipality, make_organisation
from tests.factories.people import (
    make_administrator,
    make_editor,
    make_guest,
    make_organisation_editor,
    make_organiser,
    make_user,
)
from tests.factories.themes import make_theme

VISITOR, MEMBER, GUEST = "visitor", "member", "guest"
ORGANISATION_EDITOR, FACILITATOR, TRAINER = "organisation editor", "facilitator", "trainer"
ORGANISER, EDITOR, ADMINISTRATOR = "organiser", "editor", "administrator"


class World:
    """``soest`` owns the cases and has the organisation editor; the member works elsewhere."""

    def __init__(self):
        self.soest = make_municipality("Soest")
        self.vng = make_organisation("VNG")
        self.community = make_community()
        self.people = {
            VISITOR: None,
            MEMBER: make_user(organisation=make_municipality("Baarn")),
            GUEST: make_guest(),
            ORGANISATION_EDITOR: make_organisation_editor(self.soest),
            FACILITATOR: self.facilitator(),
            TRAINER: make_user(name="Trudy Trainer", organisation=make_municipality("Utrecht")),
            ORGANISER: make_organiser(organisation=self.vng),
            EDITOR: make_editor(organisation=self.vng),
            ADMINISTRATOR: make_administrator(organisation=self.vng),
        }

    def facilitator(self):
        user = make_user(name="Bo Begeleider", organisation=self.vng)
        return make_member(self.community, user=user, role="facilitator")

    @cached_property
    def theme(self):
        return make_theme("Verzuim")

    @cached_property
    def case(self):
        return make_case("Gepubliceerd", organisations=[self.soest])

    @cached_property
    def quoting_case(self):
        quotes = [{"text": "Dit werkte echt", "person": "Fien Fictief"}]
        return make_case("Met een citaat", organisations=[self.soest], quotes=quotes)

    @cached_property
    def archived_case(self):
        case = make_case("Weggehaald", organisations=[self.soest])
        archive(case, now=NOW, reason="Verouderd.")
        return case

    def version(self, state):
        return make_version("Onderweg", organisations=[self.soest], state=state)

    def remark(self, state):
        return make_remark(organisations=[self.soest], state=state)

    @cached_property
    def meetup(self):
        return make_meetup(community=self.community, seats=20)

    def keep(self, gathering):
        """A seat for Soest; answers its key."""
        until = gathering.starts_at
        gathering.reservations.create(organisation=self.soest, seats=1, held=0, releases_at=until)
        return self.soest.pk

    @cached_property
    def draft_meetup(self):
        return make_meetup(community=self.community, published_at=None)

    @cached_property
    def membership_request(self):
        asker = make_user(name="Ans Aanvraag")
        return self.community.memberships.create(user=asker, joined_at=NOW)

    @cached_property
    def course(self):
        return make_course(trainer=self.people[TRAINER])

    @cached_property
    def proposal(self):
        return make_proposal(by=self.people[TRAINER])

    @cached_property
    def edition(self):
        return make_edition(course=self.course, seats=20)

    @cached_property
    def draft_edition(self):
        return make_edition(course=self.course, published_at=None)

    @cached_property
    def trainer_profile(self):
        return make_trainer(user=self.people[TRAINER])

    @cached_property
    def question(self):
        return make_question(by=self.people[TRAINER])

    @cached_property
    def publication(self):
        return Publication.objects.create(title="Een bundel", slug="een-bundel", year=2024)

    @cached_property
    def series(self):
        return Series.objects.create(title="Een reeks", slug="een-reeks")

    @cached_property
    def instrument(self):
        instrument = Instrument.objects.create(name="Een instrument", slug="een-instrument")
        instrument.cases.add(self.case)
        return instrument

    @cached_property
    def notification(self):
        return make_notification(self.case, user=self.people[MEMBER])

    @property
    def unsubscribe_token(self):
        return unsubscribe_url(self.people[MEMBER], "cases.published").split("/")[-2]

    @cached_property
    def file(self):
        return make_file(by=self.people[MEMBER])

    @cached_property
    def passkey(self):
        return self.people[MEMBER].authenticator_set.create(
            type="webauthn", data={"name": "sleutel"}
        )

    @cached_property
    def personal_calendar(self):
        return PersonalCalendar.objects.create(user=self.people[MEMBER], made_at=NOW)

    @cached_property
    def domain(self):
        return make_user(email="nieuw@onbekend.example").domain
