from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from portal.mail import outbox
from portal.mail.models import Mail
from tests.factories.mail import NOW, make_mail

IDENTITY = {"subject": "tests.visit:1", "recipient": "user:5", "occasion": "joining:7"}
TIMES = {"due_at": NOW, "not_after": NOW + timedelta(days=7)}


def states():
    return list(Mail.objects.order_by("pk").values_list("occasion", "state", "answer"))


def test_planned_twice_is_one_row():
    first = outbox.plan("test.visit", **IDENTITY, **TIMES)
    second = outbox.plan("test.visit", **IDENTITY, **TIMES)

    assert first == second
    assert list(Mail.objects.values("kind", "subject", "recipient", "occasion", "state")) == [
        {"kind": "test.visit", **IDENTITY, "state": "planned"}
    ]


def test_another_occasion_is_another_mail():
    first = outbox.plan("test.visit", **IDENTITY, **TIMES)
    second = outbox.plan("test.visit", **IDENTITY | {"occasion": "joining:8"}, **TIMES)

    assert first.message_id != second.message_id
    assert Mail.objects.count() == 2


def test_the_message_id_comes_from_the_identity(settings):
    settings.SITE_URL = "https://leren.example"

    assert (
        outbox.draft("test.visit", **IDENTITY, **TIMES).message_id
        == "<5c91cda1c36b42dbf17a253a10e9822e3b0a84f0@leren.example>"
    )


def test_planning_goes_back_with_the_transaction():
    with transaction.atomic():
        outbox.plan("test.visit", **IDENTITY, **TIMES)
        transaction.set_rollback(True)

    assert Mail.objects.count() == 0


@pytest.mark.parametrize("people", [1, 3])
def test_planning_many_takes_one_statement(people, django_assert_num_queries):
    drafts = [
        outbox.draft("test.visit", **IDENTITY | {"recipient": f"user:{number}"}, **TIMES)
        for number in range(people)
    ]

    with django_assert_num_queries(1):
        outbox.plan_many(drafts)

    assert Mail.objects.count() == people


def test_of_many_the_skipped_ones_are_due_again_and_the_others_are_new():
    back, new = [
        outbox.draft("test.visit", **IDENTITY | {"occasion": occasion}, **TIMES)
        for occasion in ("back", "new")
    ]
    outbox.plan_many([back])
    outbox.cancel(subject=IDENTITY["subject"], reason="Afgemeld.")

    outbox.plan_many([back, new])

    assert states() == [("back", "planned", ""), ("new", "planned", "")]


def test_due_after_it_is_too_late_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_mail(due_at=NOW, not_after=NOW - timedelta(seconds=1))


def test_cancelled_mail_is_skipped_with_the_reason():
    left = make_mail(occasion="left")
    make_mail(occasion="stayed")
    Mail.objects.filter(pk=left.pk).update(state="retry")

    assert outbox.cancel(subject=left.subject, reason="Afgemeld.") == 1
    assert states() == [("left", "skipped", "Afgemeld."), ("stayed", "planned", "")]


def test_sent_mail_is_not_cancelled():
    mail = make_mail()
    Mail.objects.filter(pk=mail.pk).settle("accepted", answer="", now=NOW)

    assert outbox.cancel(kind=mail.kind, subject=mail.subject, reason="Afgemeld.") == 0


def test_cancelling_everything_is_refused():
    with pytest.raises(ValueError, match="Cancel which mails"):
        outbox.cancel(reason="Afgemeld.")


def test_cancelled_and_planned_again_is_due_again():
    outbox.plan("test.visit", **IDENTITY, **TIMES)
    outbox.cancel(subject=IDENTITY["subject"], reason="Afgemeld.")

    outbox.plan("test.visit", **IDENTITY, **TIMES)

    assert states() == [("joining:7", "planned", "")]


def test_a_later_change_replaces_the_mail_about_an_earlier_one():
    for occasion in ("change:1", "change:2"):
        outbox.replace("test.changed", **IDENTITY | {"occasion": occasion}, **TIMES)

    assert states() == [
        ("change:1", "skipped", "Vervangen door een later bericht."),
        ("change:2", "planned", ""),
    ]


def test_a_change_leaves_other_people_and_sent_mail_alone():
    sent = outbox.replace("test.changed", **IDENTITY | {"occasion": "change:1"}, **TIMES)
    Mail.objects.filter(pk=sent.pk).settle("accepted", answer="", now=NOW)
    outbox.replace("test.changed", **IDENTITY | {"recipient": "user:6"}, **TIMES)

    outbox.replace("test.changed", **IDENTITY | {"occasion": "change:2"}, **TIMES)

    assert states() == [
        ("change:1", "accepted", ""),
        ("joining:7", "planned", ""),
        ("change:2", "planned", ""),
    ]


def test_secret_content_rests_encrypted():
    mail = make_mail(payload=b"uw code is 123456")

    assert b"123456" not in bytes(mail.payload)
    assert mail.secret == b"uw code is 123456"


def test_secret_content_outlives_a_change_of_the_secret_key(settings):
    mail = make_mail(payload=b"123456")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "een nieuwe"

    assert mail.secret == b"123456"


def test_settled_mail_holds_no_secret_content():
    mail = make_mail(payload=b"123456")

    with pytest.raises(IntegrityError), transaction.atomic():
        Mail.objects.filter(pk=mail.pk).update(state="accepted", settled_at=NOW)


def test_a_mail_reads_as_its_key():
    mail = outbox.plan("test.visit", **IDENTITY, **TIMES)

    assert str(mail) == "test.visit tests.visit:1 → user:5"
