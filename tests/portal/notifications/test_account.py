"""What becomes of it when an account is closed, and what stands in the download of her data."""

from communities.models import Community
from portal.accounts import own_data
from portal.accounts.actions import close
from portal.mail.models import Mail
from portal.notifications import mailing
from portal.notifications.models import Bookmark, Follow, Notification, Preference
from tests.factories.cases import make_case
from tests.factories.communities import make_community
from tests.factories.gatherings import NOW
from tests.factories.notifications import (
    make_bookmark,
    make_follower,
    make_notification,
    prefer,
)
from tests.factories.people import make_user
from tests.factories.themes import make_theme


def busy(theme, case):
    """Somebody who has a row of everything, and a mail under way."""
    user = make_follower(theme)
    make_bookmark(case, user=user)
    make_notification(case, user=user, waits_for="now")
    prefer(user, cases_published="now")
    mailing.plan_at_once(NOW)
    return user


def test_closing_an_account_takes_all_of_hers_and_nobody_elses():
    theme, case = make_theme(), make_case()
    leaver, stayer = busy(theme, case), busy(theme, case)

    close(leaver, now=NOW)

    for model in (Follow, Bookmark, Notification, Preference):
        assert [row.user for row in model.objects.all()] == [stayer]
    states = Mail.objects.filter(kind="notifications.now").order_by("pk")
    assert list(states.values_list("state", flat=True)) == ["skipped", "planned"]


def test_her_data_say_what_she_follows_keeps_heard_and_chose():
    community, case = make_community(name="Geheim overleg"), make_case("Anders werken")
    reader = make_follower(make_theme("Vitaliteit"), community)
    make_bookmark(case, user=reader)
    make_notification(case, user=reader, read_at=NOW)
    make_notification(community, user=reader)
    prefer(reader, cases_published="off")
    Community.objects.update(kind=Community.Kind.HIDDEN)

    found = own_data.of(reader)

    assert found["naam"] == "Vera Volger"
    assert [row["wat"] for row in found["volgt"]] == ["Vitaliteit", "niet meer te zien"]
    assert found["bewaarde"] == [{"wat": "Anders werken", "sinds": NOW}]
    assert [(row["over"], row["gelezen op"]) for row in found["meldingen"]] == [
        ("Anders werken", NOW),
        ("niet meer te zien", None),
    ]
    chosen = found["voorkeuren"]
    assert chosen["Praktijkvoorbeelden: Nieuw over een thema of uit een regio die je volgt"] == (
        "uit"
    )
    assert own_data.of(make_user())["volgt"] == []
