from django.urls import reverse

from cases.actions import review
from cases.models import CaseStudy, State, Version
from tests.cases.writing.pages import CREATE, address_of, opened, owners_of, save
from tests.factories.cases import NOW, make_version
from tests.factories.organisations import make_municipality
from tests.factories.people import make_editor, make_guest, make_user
from tests.factories.themes import make_theme


def test_a_visitor_signs_in_first(client):
    assert client.get(CREATE).status_code == 302
    assert client.post(CREATE, {"title": "Leren"}).status_code == 302
    assert not CaseStudy.objects.exists()


def test_who_belongs_nowhere_is_told_so(client):
    client.force_login(make_user())

    for response in (client.get(CREATE), client.post(CREATE, {"title": "Leren"})):
        assert "hoort nog niet bij een organisatie" in response.text
    assert not CaseStudy.objects.exists()


def test_a_title_is_enough_to_start_and_the_writer_is_its_contact(client, writer):
    assert client.get(CREATE).status_code == 200
    response = client.post(CREATE, {"title": "Leren", "kind": "praktijkvoorbeeld"})

    case = CaseStudy.objects.get()
    assert response.url == address_of(case)
    assert (case.work().state, case.lead(), case.created_by) == (
        State.CONCEPT,
        writer.organisation,
        writer,
    )
    person = case.work().person_set.get()
    assert (person.name, person.role, person.user) == ("Greet Gemeente", "contact", writer)
    assert client.get(response.url).status_code == 200


def test_without_a_title_nothing_starts(client, writer):
    response = client.post(CREATE)

    assert response.status_code == 422
    assert not CaseStudy.objects.exists()


def test_a_guest_is_told_how_to_join_an_organisation(client):
    client.force_login(make_guest())

    text = client.get(CREATE).text

    assert "Je doet mee als gast" in text
    assert reverse("account_email") in text
    assert "goedgekeurd" not in text


def test_what_did_not_work_may_hide_the_organisation_and_an_example_not(client, writer):
    typed = {"title": "Leren", "kind": "praktijkvoorbeeld", "hides_organisation": "on"}

    assert "kan alleen bij" in client.post(CREATE, typed).text
    client.post(CREATE, typed | {"kind": "wat-niet-werkte"})

    version = Version.objects.get()
    assert (version.is_failure, version.hides_organisation) == (True, True)
    assert "soest" not in version.case.slug


def test_the_editors_write_down_what_a_public_source_tells(client, writer):
    editor, gone = make_editor(), make_municipality("Uden", ended_on="2022-01-01")
    client.force_login(editor)
    address = reverse("cases:create_from_source")
    assert (
        "Deze organisatie kennen we niet."
        in client.post(address, {"title": "Leren", "organisation_id": "Atlantis"}).text
    )

    client.post(address, {"title": "Leren", "organisation_id": "gemeente Uden"})
    case = CaseStudy.objects.get()
    form = opened(client, case, "verhaal") | {"approach-body": "Meten", "result-body": "Een acht"}
    save(client, case, "verhaal", form)
    form = opened(client, case, "vindbaar") | {"labels-themes": [make_theme("Leren").pk]}
    save(client, case, "vindbaar", form)
    save(client, case, "kort", opened(client, case, "kort") | {"summary-summary": "In het kort."})
    client.post(reverse("cases:hand_in", args=[case.slug]))

    version = Version.objects.get()
    assert (version.state, case.from_public_source) == (State.SUBMITTED, True)
    assert owners_of(case) == {gone}
    review.take(version, by=editor, now=NOW)
    review.publish(version, by=editor, now=NOW)
    assert CaseStudy.objects.get().from_public_source


def test_the_editors_do_not_write_what_an_organisation_hands_in(client, case):
    client.force_login(make_editor())

    assert client.get(address_of(case)).status_code == 404


def test_the_editors_read_their_own_concept_from_a_public_source(client):
    editor = make_editor()
    client.force_login(editor)
    version = make_version("Uit een boek", from_public_source=True, state=State.SUBMITTED)
    address = version.case.get_absolute_url()

    response = client.post(f"{address}intrekken/", follow=True)

    assert (response.status_code, Version.objects.get().state) == (200, State.CONCEPT)
    assert [client.get(f"{address}{page}").status_code for page in ("", "versies/")] == [200, 200]
    client.force_login(make_user())
    assert client.get(address).status_code == 404
