from portal.accounts import own_data
from portal.gatherings import actions
from portal.gatherings.models import PersonalCalendar
from tests.factories.communities import make_community, make_meetup, make_member
from tests.factories.courses import make_edition
from tests.factories.gatherings import NOW
from tests.factories.people import make_user


def test_what_she_takes_part_in_stands_in_her_download():
    comer, hidden = make_user(), make_community(kind="hidden")
    make_member(hidden, user=comer)
    for gathering in (
        make_meetup(title="Bijeenkomst"),
        make_meetup(title="Geheim", community=hidden),
        make_edition(title="Cursus"),
    ):
        actions.join(gathering, user=comer, now=NOW)
    actions.join(make_meetup(title="Van een ander"), user=make_user(), now=NOW)
    hidden.memberships.all().delete()
    PersonalCalendar.objects.create(user=comer, made_at=NOW)

    found = own_data.of(comer)

    assert found["adres voor eigen agenda sinds"] == NOW
    assert found["meegedaan"] == [
        {"wat": "Bijeenkomst", "stand": "aangemeld", "aangemeld op": NOW},
        {"wat": "niet meer te zien", "stand": "aangemeld", "aangemeld op": NOW},
        {"wat": "Cursus", "stand": "ingeschreven", "aangemeld op": NOW},
    ]


def test_who_did_nothing_yet_has_nothing():
    found = own_data.of(make_user())

    assert (found["meegedaan"], found["adres voor eigen agenda sinds"]) == ([], None)
