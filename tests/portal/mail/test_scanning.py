from datetime import timedelta

from django.db import connection

from portal.mail import delivery, outbox, scanning
from portal.mail.models import Mail, Sending
from tests.factories.mail import NOW, make_kind, make_mail


def test_what_is_due_is_found_soonest_first():
    late = make_mail(not_after=NOW + timedelta(days=2))
    soon = make_mail(not_after=NOW + timedelta(hours=2))
    sign_in = make_mail(urgent=True)
    make_mail(due_at=NOW + timedelta(seconds=1))
    Mail.objects.filter(pk=make_mail().pk).settle("accepted", answer="", now=NOW)

    assert scanning.hints(NOW) == [[sign_in.pk, soon.pk, late.pk]]
    assert scanning.urgent(NOW) == [sign_in.pk]


def test_claimed_mail_is_found_again_after_the_lease():
    mail = make_mail()
    delivery.claim(mail.pk, NOW)

    assert scanning.hints(NOW + timedelta(seconds=179)) == []
    assert scanning.hints(NOW + timedelta(seconds=180)) == [[mail.pk]]


def test_nothing_is_hinted_on_hold():
    make_mail()
    Sending.objects.hold("Teruggezet.", NOW)

    assert scanning.hints(NOW) == []


def plan_thousands(number, **fields):
    times = {"due_at": NOW, "not_after": NOW + timedelta(days=1)} | fields
    kind = make_kind().name
    key = {"subject": "tests.visit:1", "occasion": "day"}
    outbox.plan_many(
        [outbox.draft(kind, recipient=f"user:{i}", **key, **times) for i in range(number)]
    )


def test_ten_thousand_due_mails_come_in_lists_of_fifty():
    plan_thousands(10_000)

    hints = scanning.hints(NOW)

    assert [len(pks) for pks in hints] == [50] * 100


def test_sent_mail_costs_a_scan_nothing():
    plan_thousands(10_000, due_at=NOW - timedelta(days=1))
    Mail.objects.settle("accepted", answer="", now=NOW)
    make_mail(urgent=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE mail_mail")

    assert "using mail_open " in Mail.objects.due(NOW).explain().lower()
    assert "using mail_open_urgent " in Mail.objects.due(NOW).urgent().explain().lower()


def test_what_is_too_late_expires_also_on_hold(caplog):
    being_sent = make_mail(not_after=NOW)
    delivery.claim(being_sent.pk, NOW)
    late = make_mail(not_after=NOW, payload=b"123456", urgent=True)
    in_time = make_mail()
    Sending.objects.hold("Teruggezet.", NOW)

    scanning.expire(NOW + timedelta(seconds=1))

    late.refresh_from_db()
    assert (late.state, late.payload) == ("expired", None)
    in_time.refresh_from_db()
    assert in_time.state == "planned"
    assert caplog.messages == ["Mail is on hold: Teruggezet.", "1 mails were not sent in time"]


def test_nothing_is_told_when_all_is_in_time(caplog):
    make_mail()

    scanning.expire(NOW)

    assert caplog.messages == []


def plan_of(queryset):
    """How Postgres reads it, with the statistics of before most of the rows were there."""
    return queryset.explain().lower()


def test_millions_that_wait_for_later_are_not_read():
    # A third of all open mail is due, say the statistics; in truth it is a handful.
    plan_thousands(3_000, due_at=NOW - timedelta(minutes=1))
    plan_thousands(6_000, due_at=NOW + timedelta(days=9), not_after=NOW + timedelta(days=10))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE mail_mail")

    assert "mail_open " in plan_of(Mail.objects.longest_due(NOW, 50))
    assert "mail_open_until " in plan_of(Mail.objects.longest_too_late(NOW, 50))


def test_no_more_than_a_scan_can_hand_out_and_those_that_wait_longest():
    newer, oldest, older = (
        make_mail(due_at=NOW - timedelta(hours=hours), not_after=NOW + timedelta(days=1))
        for hours in (1, 3, 2)
    )

    found = Mail.objects.longest_due(NOW, 2)

    assert {mail.pk for mail in found} == {oldest.pk, older.pk}
    assert newer not in found


def test_what_is_too_late_longest_expires_first_and_the_rest_in_the_next_scan():
    mails = [
        make_mail(due_at=NOW - timedelta(days=2), not_after=NOW - timedelta(hours=hours))
        for hours in (1, 3, 2)
    ]

    late = Mail.objects.longest_too_late(NOW, 2)

    assert {mail.pk for mail in late} == {mails[1].pk, mails[2].pk}
