from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError
from django.urls import reverse

from cases import auditing, consents
from cases.actions import consenting, review, writing
from cases.models import Consent, Person, Quote, State, Unsaved
from portal.accounts.actions import close
from tests.cases.writing.pages import autosave, opened, save
from tests.factories.cases import NOW, make_case, make_text, make_version
from tests.factories.organisations import make_municipality
from tests.factories.people import make_editor, make_organisation_editor, make_user
from tests.typing_in import form_of

SAID = {"text": "Dit werkte echt", "person": "Fien Fictief"}
AUTHOR = {"role": "author", "name": "Otto Opsteller"}
CONTACT = {"role": "contact", "name": "Cora Contact"}
FORM = {"who": "Fien Fictief", "how": "mail", "given_on": "2026-03-01"}


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def writer(client):
    writer = make_organisation_editor(make_municipality("Soest"))
    client.force_login(writer)
    return writer


def make_quoting(writer, **more):
    """A published case with a quote, and a next version that says it too."""
    case = make_case("Leren", organisations=[writer.organisation], by=writer, quotes=[SAID], **more)
    key = case.published.quote_set.get().key
    text = make_text("Opnieuw", quotes=[SAID | {"key": key, "function": "adviseur"}])
    writing.write(case, by=writer, now=NOW, text=text)
    return case, key


def page(case, name="consents", *args):
    return reverse(f"cases:{name}", args=[case.slug, *args])


def record(case, key, **more):
    given = {"who": "Fien Fictief", "how": "mail", "given_on": date(2026, 3, 1)} | more
    return consenting.record(case, key, by=None, **given)


def test_who_stands_in_a_case_once_as_the_latest_version_has_her(writer):
    case, key = make_quoting(writer, people=[AUTHOR, CONTACT])

    found = consents.people_in(case)

    told = [(one.kind, one.who, one.is_given) for one in found]
    assert told == [("Citaat", "Fien Fictief", False), ("Persoon", "Otto Opsteller", False)]
    assert (found[0].part.key, found[0].part.function) == (key, "adviseur")


def test_consent_is_noted_changed_and_holds_in_all_versions(writer):
    case, key = make_quoting(writer)
    assert [consents.count_without_consent(version) for version in case.versions.all()] == [1, 1]

    record(case, key)
    record(case, key, how="form")

    assert Consent.objects.get().how == "form"
    assert [consents.count_without_consent(version) for version in case.versions.all()] == [0, 0]
    assert consents.people_in(case)[0].is_given
    assert str(Consent.objects.get()) == "met een formulier, 2026-03-01"


def test_consent_once_a_part(writer):
    case, key = make_quoting(writer)
    record(case, key)

    with pytest.raises(IntegrityError):
        Consent.objects.create(case=case, key=key, how="mail", given_on=date(2026, 3, 1))


def test_a_contact_and_a_public_source_need_none():
    case = make_case(people=[CONTACT])
    public = make_case(quotes=[SAID], from_public_source=True)

    assert consents.count_without_consent(case.published) == 0
    assert consents.count_without_consent(public.published) == 0
    assert consents.without_consent(Quote, public.published).count() == 1


def test_withdrawn_it_is_gone_from_all_versions_and_not_found_any_more(client, writer):
    case, key = make_quoting(writer)
    other = make_case(quotes=[SAID])
    record(case, key)
    typed = {"quotes-0-key": [str(key)], "quotes-0-text": ["Dit werkte echt goed"]}
    Unsaved.objects.create(case=case, step="mensen", writer=writer, data=typed, at=NOW)
    Unsaved.objects.create(case=case, step="verhaal", writer=writer, data={"a": ["b"]}, at=NOW)

    def found():
        listed = client.get("/praktijkvoorbeelden/?q=werkte").context["found"].page
        return [one.pk for one in listed]

    assert sorted(found()) == sorted([case.pk, other.pk])
    consenting.withdraw(case, key, by=writer, now=NOW)

    assert Quote.objects.get().version.case == other
    assert found() == [other.pk]
    consent = Consent.objects.get()
    assert (consent.who, consent.withdrawn_by, consent.withdrawn_at) == ("", writer, NOW)
    assert Unsaved.objects.get().step == "verhaal"
    assert "Fien" not in str(list(auditing.of_case(case.pk)))
    assert "werkte" not in client.get(case.get_absolute_url()).text


def test_withdrawing_all_or_nothing(writer, monkeypatch):
    case, key = make_quoting(writer)
    record(case, key)
    monkeypatch.setattr(consenting, "refresh_words", lambda cases: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        consenting.withdraw(case, key, by=writer, now=NOW)

    assert (Quote.objects.count(), Consent.objects.given().count()) == (2, 1)


def test_put_back_after_it_was_withdrawn_it_is_told(client, writer):
    case, key = make_quoting(writer)
    record(case, key)
    consenting.withdraw(case, key, by=writer, now=NOW)
    text = make_text("Opnieuw", quotes=[SAID | {"key": key}])
    writing.write(case, by=writer, now=NOW, text=text)

    assert "ingetrokken, maar dit staat er weer in." in client.get(page(case)).text
    assert consents.count_without_consent(case.work()) == 1


def test_the_writers_note_consent_on_the_page(client, writer):
    case, key = make_quoting(writer)
    assert page(case) in client.get(case.get_absolute_url()).text
    assert "Er is nog geen toestemming genoteerd." in client.get(page(case)).text

    told = client.get(client.post(page(case, "record_consent", key), FORM).url).text

    assert "Fien Fictief gaf toestemming op 1 maart 2026, per mail" in told
    assert "Genoteerd door Greet Gemeente" in told


@pytest.mark.parametrize(
    ("wrong", "told"),
    [({"who": ""}, "Dit veld is verplicht."), ({"given_on": "2026-03-03"}, "nog niet geweest")],
)
def test_a_wrong_note_is_told_at_its_own_quote(client, writer, wrong, told):
    case, key = make_quoting(writer, people=[AUTHOR])

    response = client.post(page(case, "record_consent", key), FORM | wrong)

    assert response.status_code == 422
    assert response.text.count(told) == 2  # in the summary and at the field
    assert not Consent.objects.exists()


def test_the_writers_withdraw_after_reading_what_goes(client, writer):
    case, key = make_quoting(writer)
    record(case, key)
    address = page(case, "withdraw_consent", key)

    asked = client.get(address).text
    assert "Dit werkte echt" in asked
    assert "Staat de naam van Fien Fictief ook in de lopende tekst?" in asked
    assert Quote.objects.count() == 2
    told = client.get(client.post(address).url).text

    assert "Het is weg, uit alle versies." in told
    assert "geen citaten en geen mensen" in told
    assert client.get(address).status_code == 404


def test_a_quote_without_a_name_is_withdrawn_too(client, writer):
    case = make_case(organisations=[writer.organisation], quotes=[{"text": "Mooi"}])
    key = case.published.quote_set.get().key

    assert (
        "Staat het ook in de lopende tekst?" in client.get(page(case, "withdraw_consent", key)).text
    )


def test_writers_and_editors_only(client, writer):
    case, key = make_quoting(writer)
    addresses = [page(case), page(case, "withdraw_consent", key)]

    for user, status in ((make_editor(), 200), (make_user(), 404)):
        client.force_login(user)
        assert {client.get(address).status_code for address in addresses} == {status}
    assert client.post(page(case, "record_consent", key), FORM).status_code == 404
    assert client.post(addresses[1]).status_code == 404
    assert Quote.objects.count() == 2


def test_what_is_not_in_the_case_does_not_exist(client, writer):
    case, _ = make_quoting(writer)
    foreign = make_case(quotes=[SAID]).published.quote_set.get().key

    for key in (uuid4(), foreign):
        assert client.post(page(case, "record_consent", key), FORM).status_code == 404
        assert client.post(page(case, "withdraw_consent", key)).status_code == 404


def test_an_editor_is_warned_before_publishing_and_may_publish(client, writer):
    version = make_version(
        quotes=[SAID], people=[AUTHOR], organisations=[writer.organisation], state=State.IN_REVIEW
    )
    client.force_login(make_editor())
    address = reverse("cases:review", args=[version.pk])
    assert "Bij 2 citaten of mensen ontbreekt de toestemming." in client.get(address).text

    record(version.case, version.quote_set.get().key)
    assert "Bij 1 citaat of persoon ontbreekt" in client.get(address).text
    record(version.case, version.person_set.get().key)
    assert "ontbreekt" not in client.get(address).text
    review.publish(version, by=None, now=NOW)


def test_who_closes_her_account_leaves_no_consent():
    user = make_user(name="Karin Kwijt")
    person = {"role": "author", "name": "Karin Kwijt", "user": user}
    case = make_case(people=[person, AUTHOR])
    for one in Person.objects.all():
        record(case, one.key, who=one.name)

    close(user, now=NOW)

    assert Consent.objects.get().who == "Otto Opsteller"


@pytest.mark.parametrize("number", [1, 3])
def test_the_queries_do_not_grow(client, writer, number, django_assert_num_queries):
    quotes = [{"text": f"Nr {n}"} for n in range(number)]
    case = make_case(organisations=[writer.organisation], quotes=quotes)

    with django_assert_num_queries(7):
        client.get(page(case))


def test_withdrawn_it_does_not_come_back_from_a_page_that_was_open(client, writer):
    version = make_version("Leren", organisations=[writer.organisation], quotes=[SAID])
    page = opened(client, version.case, "mensen") | {"quotes-0-text": "Dit werkte wel"}
    autosave(client, version.case, "mensen", page)
    key = Quote.objects.get().key

    consenting.withdraw(version.case, key, by=writer, now=NOW)
    autosave(client, version.case, "mensen", page | {"quotes-0-text": "Dit werkte echt"})

    assert not Quote.objects.exists()
    assert Consent.objects.get().given_on is None


def test_withdrawn_it_does_not_come_back_by_choosing_it_in_a_collision(client, writer):
    version = make_version("Leren", organisations=[writer.organisation], quotes=[SAID])
    page = opened(client, version.case, "mensen") | {"quotes-0-text": "Dit werkte wel"}
    new = {"quotes-TOTAL_FORMS": "2", "quotes-1-text": "Iets anders", "quotes-1-person": "Ans"}

    consenting.withdraw(version.case, Quote.objects.get().key, by=writer, now=NOW)
    form = form_of(save(client, version.case, "mensen", page | new), "schrijven")
    save(client, version.case, "mensen", form, kies="quotes:mijn")

    assert Quote.objects.get().person == "Ans"
