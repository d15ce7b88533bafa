"""Two at once, on connections of their own: neither loses what the other did."""

from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.urls import reverse

from cases.actions import review, writing
from cases.models import Person, State, StepRefusedError, Version
from portal.accounts.actions import close
from tests.factories.cases import NOW, make_text, make_version
from tests.factories.organisations import make_municipality
from tests.factories.people import make_organisation_editor

pytestmark = pytest.mark.django_db(transaction=True)


class Other(Thread):
    """Does ``job`` on a connection of its own and keeps what it raised."""

    def __init__(self, job):
        super().__init__()
        self.job, self.refused, self.is_done = job, None, Event()
        self.start()

    def run(self):
        try:
            self.job()
        except StepRefusedError as error:
            self.refused = error
        finally:
            connection.close()
            self.is_done.set()


def test_saving_waits_for_a_step_and_is_then_refused():
    version = make_version("Oud")

    with transaction.atomic():
        review.hand_in(version, by=None, now=NOW)
        writer = Other(
            lambda: writing.write(version.case, by=None, now=NOW, text=make_text("Nieuw"))
        )
        assert not writer.is_done.wait(0.5)
    writer.join()

    assert "redactie" in str(writer.refused)
    assert Version.objects.values_list("title", "state").get() == ("Oud", State.SUBMITTED)


def test_a_step_waits_for_saving_and_keeps_its_text():
    version = make_version("Oud")

    with transaction.atomic():
        writing.write(version.case, by=None, now=NOW, text=make_text("Nieuw"))
        handing_in = Other(lambda: review.hand_in(version, by=None, now=NOW))
        assert not handing_in.is_done.wait(0.5)
    handing_in.join()

    assert handing_in.refused is None
    assert Version.objects.values_list("title", "state").get() == ("Nieuw", State.SUBMITTED)


def test_one_of_two_editors_takes_it():
    version = make_version(state=State.SUBMITTED)
    mine, theirs = Version.objects.get(), Version.objects.get()

    with transaction.atomic():
        review.take(mine, by=None, now=NOW)
        other = Other(lambda: review.take(theirs, by=None, now=NOW))
        assert not other.is_done.wait(0.5)
    other.join()

    assert "Iemand anders" in str(other.refused)
    assert version.steps.filter(to_state=State.IN_REVIEW).count() == 1


@pytest.mark.parametrize(
    ("editor_goes_through", "state", "told"),
    [
        (True, State.IN_REVIEW, "Iemand anders heeft net al een stap gezet."),
        (False, State.CONCEPT, "Je praktijkvoorbeeld is weer een concept."),
    ],
)
def test_withdrawing_waits_for_an_editor_who_takes_it(client, editor_goes_through, state, told):
    soest = make_municipality("Soest")
    version = make_version(organisations=[soest], state=State.SUBMITTED)
    client.force_login(make_organisation_editor(soest))
    withdraw = reverse("cases:withdraw", args=[version.case.slug])

    with transaction.atomic():
        review.take(version, by=None, now=NOW)
        writer = Other(lambda: client.post(withdraw))
        assert not writer.is_done.wait(0.5)
        transaction.set_rollback(not editor_goes_through)
    writer.join()

    assert told in client.get("/mijn/praktijkvoorbeelden/").text
    assert Version.objects.get().state == state


def test_closing_an_account_waits_for_saving_and_holds_nothing_up():
    writer = make_organisation_editor(make_municipality("Soest"))
    contact = {"role": "contact", "name": writer.name, "email": writer.email}
    version = make_version("Oud", organisations=[writer.organisation], people=[contact])

    with transaction.atomic():
        writing.write(version.case, by=None, now=NOW, text=make_text("Nieuw"))
        closing = Other(lambda: close(writer, now=NOW))
        assert not closing.is_done.wait(0.5)
        assert Person.objects.select_for_update(nowait=True).get().email == writer.email
    closing.join()

    assert not Person.objects.exists()
