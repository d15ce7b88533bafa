"""Attendance and lists to download, alike for meetups and editions."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import openpyxl
import pytest
import time_machine

from portal.gatherings import actions
from portal.gatherings.refusals import NotOpen
from tests.factories.gatherings import NOW, START, seat
from tests.factories.organisations import make_organisation
from tests.factories.people import make_organiser, make_user

HOUR = timedelta(hours=1)
TWO_DAYS = [(START, START + HOUR), (START + 24 * HOUR, START + 25 * HOUR)]


@pytest.fixture
def organiser(client):
    user = make_organiser(email="vera@vng.example")
    client.force_login(user)
    return user


@pytest.fixture
def during():
    """The first of two moments has begun."""
    with time_machine.travel(START + HOUR / 2, tick=False):
        yield START + HOUR / 2


def at(gathering, rest):
    return f"{gathering.get_absolute_url()}{rest}"


# Attendance


@pytest.mark.usefixtures("organiser", "during")
def test_attendance_is_asked_of_what_has_begun_with_everybody_ticked(client, make_gathering):
    gathering = make_gathering(moments=TWO_DAYS)
    seat(gathering, "Anna", "Bart")

    page = client.get(at(gathering, "aanwezigheid/")).text

    assert page.count('name="moment"') == 1
    assert page.count("checked") == 2
    assert "Nog niet ingevuld" in page


@pytest.mark.usefixtures("organiser", "during")
def test_attendance_is_kept_and_corrected(client, make_gathering):
    gathering = make_gathering(moments=TWO_DAYS)
    anna, bart = seat(gathering, "Anna", "Bart")
    moment = gathering.moments.first()

    for present in ([anna.pk], [anna.pk, bart.pk], [bart.pk]):
        data = {"moment": moment.pk, "aanwezig": present}
        answer = client.post(at(gathering, "aanwezigheid/"), data)
        said = dict(moment.attendances.values_list("participation", "was_there"))
        assert said == {anna.pk: anna.pk in present, bart.pk: bart.pk in present}

    assert answer.url == at(gathering, f"aanwezigheid/#moment-{moment.pk}")
    page = client.get(at(gathering, "aanwezigheid/")).text
    assert "Dit is ingevuld" in page
    assert page.count("checked") == 1


@pytest.mark.parametrize("moment", ["", "x", "0", "later", "elsewhere"])
@pytest.mark.usefixtures("organiser", "during")
def test_no_attendance_of_a_moment_that_is_not_there_yet(client, make_gathering, moment):
    gathering, other = make_gathering(moments=TWO_DAYS), make_gathering(moments=TWO_DAYS)
    known = {"later": gathering.moments.last().pk, "elsewhere": other.moments.first().pk}

    answer = client.post(at(gathering, "aanwezigheid/"), {"moment": known.get(moment, moment)})

    assert answer.status_code == 404


def test_the_rule_itself_refuses_what_has_not_begun(make_gathering):
    gathering, by = make_gathering(), make_user()

    with pytest.raises(NotOpen):
        actions.note_attendance(gathering.moments.get(), present=[], by=by, now=NOW)


@pytest.mark.usefixtures("organiser")
def test_attendance_of_nothing_and_of_nobody(client, make_gathering):
    gathering = make_gathering()
    with time_machine.travel(NOW, tick=False):
        assert "Het is nog niet begonnen" in client.get(at(gathering, "aanwezigheid/")).text
    with time_machine.travel(START + HOUR, tick=False):
        assert "Er had niemand een plek." in client.get(at(gathering, "aanwezigheid/")).text


@pytest.mark.parametrize("people", [1, 3])
@pytest.mark.usefixtures("organiser", "during")
def test_attendance_costs_the_same(client, make_gathering, people, django_assert_num_queries):
    gathering = make_gathering(moments=TWO_DAYS)
    seat(gathering, *["Anna", "Bart", "Carla"][:people])

    with django_assert_num_queries(6):
        client.get(at(gathering, "aanwezigheid/"))


@pytest.mark.usefixtures("organiser", "during")
def test_attendance_of_two_thousand_people_fits_in_a_form(client, make_gathering):
    gathering = make_gathering()
    data = {"moment": gathering.moments.get().pk, "aanwezig": range(2000)}

    assert client.post(at(gathering, "aanwezigheid/"), data).status_code == 302


@pytest.mark.usefixtures("organiser", "during")
def test_an_endless_number_was_not_there(client, make_gathering):
    gathering = make_gathering()
    seat(gathering, "Anna")
    data = {"moment": gathering.moments.get().pk, "aanwezig": "9" * 5000}

    client.post(at(gathering, "aanwezigheid/"), data)

    assert not gathering.moments.get().attendances.get().was_there


# The list to download


@pytest.fixture
def with_a_formula(make_gathering):
    """Anna was there, a formula waits."""
    gathering = make_gathering(seats=1)
    anna = make_user(name="Anna", function="adviseur", organisation=make_organisation("Soest"))
    mine = actions.join(gathering, user=anna, now=NOW)
    actions.join(gathering, user=make_user(name="=HYPERLINK(1)"), now=NOW)
    with time_machine.travel(START + HOUR, tick=False):
        actions.note_attendance(
            gathering.moments.get(), present=[mine.pk], by=anna, now=START + HOUR
        )
    return gathering


@pytest.mark.usefixtures("organiser")
def test_the_list_as_csv(client, with_a_formula):
    answer = client.get(at(with_a_formula, "deelnemers.csv"))

    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    seated = with_a_formula.participations.seated().get().get_state_display()
    assert rows == [
        ["Naam", "Functie", "Organisatie", "Stand", "Sinds", "2026-12-03 13:00"],
        ["Anna", "adviseur", "Soest", seated, "2026-11-02 12:00", "was er"],
        ["'=HYPERLINK(1)", "", "", "op de wachtlijst", "2026-11-02 12:00", ""],
    ]
    assert answer["Content-Disposition"].endswith(f'deelnemers-{with_a_formula.slug}.csv"')
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.usefixtures("organiser")
def test_the_list_for_excel(client, with_a_formula):
    answer = client.get(at(with_a_formula, "deelnemers.xlsx"))

    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert [sheet["A2"].value, sheet["F2"].value] == ["Anna", "was er"]
    assert (sheet["A3"].value, sheet["A3"].data_type) == ("=HYPERLINK(1)", "s")
