from datetime import timedelta

from django.utils import timezone

from communities.models import Community
from portal.mail.models import Mail
from tests.factories.communities import make_community, make_meetup, make_member
from tests.factories.gatherings import NOW, seat
from tests.factories.people import make_administrator
from tests.factories.themes import make_theme


def test_an_administrator_finds_a_community_with_its_members(client):
    community = make_community(name="HR-professionals")
    make_member(community)
    client.force_login(make_administrator())

    page = client.get(f"/beheer/communities/community/{community.pk}/change/")

    assert page.status_code == 200
    assert "Mia Meedoen" in page.text
    assert "HR-professionals" in client.get("/beheer/communities/community/?q=HR").text


ADD = "/beheer/communities/community/add/"
FIELDS = {
    "memberships-TOTAL_FORMS": "0",
    "memberships-INITIAL_FORMS": "0",
    "name": "Inkoop",
    "slug": "inkoop",
    "purpose": "Samen leren.",
    "kind": "open",
    "reminder_days": "7, 1",
}


def test_themes_are_chosen_from_the_vocabulary(client):
    theme = make_theme("Het Nieuwe Werken")
    client.force_login(make_administrator())

    answer = client.post(ADD, FIELDS | {"themes": [theme.pk]})

    community = Community.objects.get()
    assert answer.status_code == 302
    assert list(community.themes.all()) == [theme]
    page = client.get(f"/beheer/communities/community/{community.pk}/change/").text
    assert f'<option value="{theme.pk}" selected>Het Nieuwe Werken</option>' in page


def test_an_unknown_theme_is_said_at_the_field(client):
    client.force_login(make_administrator())

    answer = client.post(ADD, FIELDS | {"themes": ["bestaat niet"]})

    assert answer.status_code == 200
    assert list(answer.context["adminform"].form.errors) == ["themes"]
    assert not Community.objects.exists()


def test_an_administrator_archives_a_community(client):
    client.force_login(make_administrator())

    client.post(ADD, FIELDS | {"archived_at_0": "2026-11-02", "archived_at_1": "12:00:00"})

    assert Community.objects.get().archived_at == NOW


def test_other_reminders_of_a_community_change_what_is_planned(client):
    community = make_community()
    starts_at = timezone.now() + timedelta(days=40)
    seat(make_meetup(community=community, starts_at=starts_at), "Anna")
    client.force_login(make_administrator())
    url = f"/beheer/communities/community/{community.pk}/change/"
    data = FIELDS | {"slug": community.slug, "name": community.name}

    client.post(url, data | {"reminder_days": "14"})

    community.refresh_from_db()
    (mail,) = Mail.objects.open().filter(kind="gatherings.reminder")
    assert (community.reminder_days, mail.occasion.split()[-1]) == ([14], "14")


def test_another_name_leaves_the_reminders(client):
    community = make_community()
    seat(make_meetup(community=community, starts_at=timezone.now() + timedelta(days=40)), "Anna")
    planned = list(Mail.objects.values_list("pk", "state"))
    client.force_login(make_administrator())
    url = f"/beheer/communities/community/{community.pk}/change/"

    client.post(url, FIELDS | {"slug": community.slug, "name": "Anders"})

    community.refresh_from_db()
    assert community.name == "Anders"
    assert list(Mail.objects.values_list("pk", "state")) == planned
