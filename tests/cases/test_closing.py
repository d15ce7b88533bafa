from cases.actions import writing
from cases.models import Person
from cases.models.contents import contents_of
from portal.accounts import actions
from tests.factories.cases import NOW, make_case, make_text
from tests.factories.organisations import make_municipality
from tests.factories.people import make_organisation_editor, make_user


def contact(name, email="", **more):
    return {"role": "contact", "name": name, "email": email} | more


def names_of(version):
    return [person.name for person in contents_of(version).people]


def test_the_name_of_who_closes_her_account_goes_from_all_versions():
    writer = make_organisation_editor(make_municipality("Soest"), name="Karin Kwijt")
    people = [contact(writer.name, writer.email), contact("Fien Fictief", "fien@soest.example")]
    case = make_case(organisations=[writer.organisation], by=writer, people=people)
    text = make_text(people=[contact(writer.name)])  # a next version without her address
    work = writing.write(case, by=writer, now=NOW, text=text)

    actions.close(writer, now=NOW)

    assert (names_of(case.published), names_of(work)) == (["Fien Fictief"], [])


def test_who_changed_her_address_is_known_by_her_account():
    writer = make_user(name="Karin Kwijt")
    case = make_case(people=[contact("Karin", "oud@soest.example", user=writer)])

    actions.close(writer, now=NOW)

    assert names_of(case.published) == []


def test_the_case_is_not_found_by_her_name_any_more(client):
    writer = make_user(name="Karin Kwijt")
    people = [contact(writer.name, writer.email.upper())]
    case = make_case("Samen leren", people=people)
    make_case("Van een ander", people=[contact("Fien Fictief")])
    found = client.get("/praktijkvoorbeelden/?q=kwijt").context["found"]
    assert found.page.object_list == [case]

    actions.close(writer, now=NOW)

    assert client.get("/praktijkvoorbeelden/?q=kwijt").context["found"].count == 0
    assert Person.objects.get().name == "Fien Fictief"


def test_a_row_with_the_same_key_in_another_case_is_somebody_else():
    writer = make_user(name="Karin Kwijt")
    theirs = make_case(people=[contact("Fien Fictief")])
    key = theirs.published.person_set.get().key
    make_case(people=[contact(writer.name, writer.email, key=key)])

    actions.close(writer, now=NOW)

    assert names_of(theirs.published) == ["Fien Fictief"]
