from datetime import datetime

import pytest
from django.core.management import CommandError, call_command

from cases.demo import load
from cases.models import Version
from portal.accounts.models import User
from portal.demo.people import load_people
from portal.gatherings.clock import AMSTERDAM

SUNDAY = datetime(2026, 11, 22, 10, tzinfo=AMSTERDAM)


@pytest.fixture
def people():
    for name in ("load_organisations", "load_themes"):
        call_command(name, verbosity=0)
    load_people(SUNDAY)


def test_writers_and_editors_have_work(people):
    load(SUNDAY)
    load(SUNDAY)

    states = Version.objects.values_list("created_by__email", "state")
    assert sorted(states) == [
        ("gemeente@demo.example", "changes_requested"),
        ("gemeente@demo.example", "submitted"),
        ("hr@demo.example", "concept"),
        ("hr@demo.example", "published"),
        ("lies.voorbeeld@demo.example", "in_review"),
    ]
    assert {"Voorbeeldgegevens" in version.summary for version in Version.objects.all()} == {True}


def test_one_tells_what_did_not_work_and_not_whose_it_is(people, client):
    load(SUNDAY)

    page = client.get("/praktijkvoorbeelden/?soort=wat-niet-werkte").text

    assert "Voorbeeld: het leerplein waar niemand kwam" in page
    assert "Een gemeente die liever niet genoemd wordt" in page
    assert "Heerlen" not in page


@pytest.mark.parametrize(
    ("who", "page"),
    [("redactie", "/redactie/"), ("gemeente", "/mijn/praktijkvoorbeelden/")],
)
def test_their_pages_show_it(people, client, settings, who, page):
    settings.DEMO = True  # no second factor is asked of them
    load(SUNDAY)
    client.force_login(User.objects.get(email=f"{who}@demo.example"))

    assert "Voorbeeld: meelopen over de grens van je afdeling" in client.get(page).text


def test_only_where_the_environment_asks_for_a_demo(people, settings):
    with pytest.raises(CommandError, match="PORTAL_DEMO=1"):
        call_command("load_demo_cases")

    settings.DEMO = True
    call_command("load_demo_cases")

    assert Version.objects.count() == 5
