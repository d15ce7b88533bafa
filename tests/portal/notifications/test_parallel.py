"""Several scans at once: each piece of news in one mail, and each person one weekly mail."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction

from portal.accounts import actions
from portal.accounts.models import User
from portal.keys import key_of
from portal.mail.models import Mail
from portal.notifications import mailing, notifying
from portal.notifications.kinds import get
from portal.notifications.models import Notification
from tests.factories.cases import make_case
from tests.factories.gatherings import NOW
from tests.factories.notifications import make_follower, make_notification
from tests.factories.people import make_user
from tests.factories.themes import make_theme
from tests.portal.gatherings.test_concurrency import wait_until_somebody_waits
from tests.portal.mail.test_parallel import at_once

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, OF_EACH = 9, 4


@pytest.fixture
def waiting(monkeypatch):
    """News of both sorts for some people, more than goes in a batch."""
    monkeypatch.setattr(mailing, "BATCH", 4)
    case = make_case()
    people = [make_user() for _ in range(PEOPLE)]
    for waits_for in ["now", "weekly"] * (OF_EACH // 2):
        for user in people:
            make_notification(case, user=user, waits_for=waits_for)
    return people


def test_all_scans_together_plan_each_mail_once(waiting):
    def scan():
        mailing.plan_at_once(NOW)
        mailing.plan_digests(NOW + timedelta(days=8))

    at_once(scan)
    scan()

    planned = Mail.objects.filter(kind="notifications.digest")
    assert sorted(planned.values_list("recipient", flat=True)) == sorted(map(key_of, waiting))
    assert Mail.objects.filter(kind="notifications.now").count() == PEOPLE * OF_EACH // 2
    assert set(Notification.objects.values_list("waits_for", "digest")) == {
        ("", ""),
        ("", "2026-W46"),
    }


def test_told_by_all_at_once_is_told_once():
    theme, case = make_theme(), make_case()
    followers = [make_follower(theme) for _ in range(PEOPLE)]

    at_once(
        lambda: notifying.notify(
            get("cases.published"),
            case,
            to=[notifying.followers_of([theme])],
            occasion="once",
            now=NOW,
        )
    )

    assert Notification.objects.count() == len(followers)


def test_who_closes_her_account_while_a_scan_runs_waits_in_no_circle():
    user = make_user()
    make_notification(make_case(), user=user, waits_for="weekly")

    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            User.objects.select_for_update(no_key=True).get(pk=user.pk)  # as the scan does
            closing = threads.submit(close_in_a_thread, user)
            wait_until_somebody_waits()
            Notification.objects.filter(user=user).update(waits_for="", digest="2026-W46")
        closing.result()

    assert not Notification.objects.exists()


def close_in_a_thread(user):
    try:
        actions.close(user, now=NOW)
    finally:
        connection.close()
