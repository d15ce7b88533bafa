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
