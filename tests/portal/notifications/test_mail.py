from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from communities.models import Community
from courses.models import KnowledgeRequest
from portal.gatherings.clock import AMSTERDAM
from portal.keys import key_of
from portal.mail import kinds
from portal.mail.composing import compose
from portal.mail.models import Mail
from portal.notifications import mailing, tasks
from portal.notifications.models import Notification
from tests.factories.cases import make_case
from tests.factories.communities import make_community, make_meetup
from tests.factories.courses import make_edition, make_question
from tests.factories.gatherings import NOW, START
from tests.factories.notifications import make_notification, prefer
from tests.factories.people import make_closed_user, make_user

MONDAY = datetime(2026, 11, 9, 8, tzinfo=AMSTERDAM)  # a week after NOW
LATER = MONDAY + timedelta(minutes=1)


def write(row, now=LATER):
    kind = kinds.get(row.kind)
    assert kind.still_due(row, now) == ""
    return kind.render(row, now)


def why_not(row, now=LATER):
    return kinds.get(row.kind).still_due(row, now)


def weekly(row, user, **fields):
    return make_notification(row, user=user, **{"waits_for": "weekly"} | fields)


def digest_of(user):
    mailing.plan_digests(LATER)
    return Mail.objects.get(kind="notifications.digest", recipient=key_of(user))


@pytest.fixture
def mail_at_once():
    def plan(row, user=None, **fields):
        user = user or make_user(name="Vera Volger")
        make_notification(row, user=user, waits_for="now", **fields)
        mailing.plan_at_once(NOW)
        return Mail.objects.get(kind="notifications.now", recipient=key_of(user))

    return plan


def test_who_wants_it_at_once_gets_one_mail(mail_at_once):
    case = make_case("Anders werken")
    row = mail_at_once(case)
    mailing.plan_at_once(NOW)

    letter = write(row, NOW)

    assert Mail.objects.filter(kind="notifications.now").count() == 1
    assert letter.subject == "Nieuw praktijkvoorbeeld: Anders werken"
    assert letter.text == (
        "Hallo Vera Volger,\n\n"
        "Nieuw praktijkvoorbeeld: Anders werken\n\n"
        f"Bekijk het: http://localhost:8000{case.get_absolute_url()}\n\n"
        "Groet,\nLerend werken\n\n"
        "Je krijgt deze mail omdat je op Lerend werken koos wat je wilt horen.\n"
        "Kies zelf wat je hoort: http://localhost:8000/mijn/voorkeuren/\n"
        f"Deze mail niet meer: {letter.unsubscribe_url}\n"
    )
    assert f'href="http://localhost:8000{case.get_absolute_url()}"' in letter.html


def test_the_mail_can_be_stopped_by_one_click(mail_at_once, client):
    row = mail_at_once(make_case())
    letter = write(row, NOW)

    headers = compose(letter, row.message_id)
    client.post(letter.unsubscribe_url.removeprefix("http://localhost:8000"))

    assert headers.extra_headers["List-Unsubscribe"] == f"<{letter.unsubscribe_url}>"
    assert headers.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert why_not(row, NOW) == "Zij heeft dit uitgezet."


def test_a_meetup_is_told_with_its_day(mail_at_once):
    letter = write(mail_at_once(make_meetup(title="HR-café"), kind="communities.meetup"), NOW)

    assert "Nieuwe bijeenkomst: HR-café\nDonderdag 3 december 2026, 13:00\n" in letter.text
    assert "Donderdag 3 december 2026, 13:00" in letter.html


def test_what_she_read_or_may_not_see_is_not_mailed(mail_at_once):
    read = mail_at_once(make_case())
    Notification.objects.read(NOW)
    hidden = mail_at_once(make_meetup(community=make_community()), kind="communities.meetup")
    Community.objects.update(kind=Community.Kind.HIDDEN)

    assert (why_not(read, NOW), why_not(hidden, NOW)) == (
        "Zij heeft het al gelezen, of het is weg.",
        "Zij heeft het al gelezen, of het is weg.",
    )


@pytest.mark.parametrize(
    ("change", "now"),
    [({}, START), ({"cancelled_at": NOW}, NOW)],
)
@pytest.mark.parametrize("make", [make_meetup, make_edition])
def test_what_is_over_or_off_is_no_news(mail_at_once, make, change, now):
    row = mail_at_once(make(**change), kind="communities.meetup")

    assert why_not(row, now) == "Zij heeft het al gelezen, of het is weg."


def test_a_question_that_is_closed_is_no_news(mail_at_once):
    row = mail_at_once(make_question(), kind="courses.question")
    before = why_not(row, NOW)

    KnowledgeRequest.objects.update(until_on=NOW.date() - timedelta(days=1))

    assert (before, why_not(row, NOW)) == ("", "Zij heeft het al gelezen, of het is weg.")


def test_who_closed_her_account_gets_no_mail(mail_at_once):
    leaver = make_closed_user()

    assert why_not(mail_at_once(make_case(), leaver)) == "Deze persoon heeft geen account meer."
    weekly(make_case(), leaver)
    assert why_not(digest_of(leaver)) == "Deze persoon heeft geen account meer."


def test_the_weekly_mail_tells_what_is_new_by_kind():
    reader = make_user(name="Vera Volger")
    meetup = make_meetup(title="HR-café")
    first, second = make_case("Anders werken"), make_case("Samen leren")
    weekly(meetup, reader, kind="communities.meetup")
    for case in (first, second):
        weekly(case, reader)

    letter = write(digest_of(reader))

    site = "http://localhost:8000"
    assert letter.subject == "Nieuw deze week: Anders werken en nog 2"
    assert letter.text.split("\n\nGroet")[0] == (
        "Hallo Vera Volger,\n\nDit was er vorige week nieuw bij wat je volgt.\n\n"
        "Nieuw praktijkvoorbeeld\n\n"
        f"* Anders werken\n  {site}{first.get_absolute_url()}\n\n"
        f"* Samen leren\n  {site}{second.get_absolute_url()}\n\n"
        "Nieuwe bijeenkomst\n\n"
        f"* HR-café\n  Donderdag 3 december 2026, 13:00\n  {site}{meetup.get_absolute_url()}"
    )
    assert letter.html.count("<h2") == 2
    assert "/afmelden/mail/" in letter.unsubscribe_url


def test_one_piece_of_news_is_the_subject():
    reader = make_user()
    weekly(make_case("Anders werken"), reader)

    assert write(digest_of(reader)).subject == "Nieuw deze week: Anders werken"


def test_one_weekly_mail_a_person_with_everything_once():
    reader, other = make_user(), make_user()
    early = weekly(make_case(), reader)
    late = weekly(make_case(), reader, occurred_at=MONDAY)
    theirs = weekly(make_case(), other)
    make_notification(make_case(), user=make_user())

    for minutes in (0, 1, 2):
        mailing.plan_digests(LATER + timedelta(minutes=minutes))
    this_week = list(Notification.objects.filter(digest="2026-W46").order_by("pk"))
    mailing.plan_digests(LATER + timedelta(days=7))
    late.refresh_from_db()

    assert this_week == [early, theirs]
    assert late.digest == "2026-W47"
    planned = Mail.objects.values_list("recipient", "occasion", "due_at")
    assert sorted(planned.filter(kind="notifications.digest")) == sorted(
        [
            (key_of(reader), "2026-W46", MONDAY),
            (key_of(reader), "2026-W47", MONDAY + timedelta(days=7)),
            (key_of(other), "2026-W46", MONDAY),
        ]
    )


def test_before_monday_eight_there_is_no_mail():
    weekly(make_case(), make_user())

    mailing.plan_digests(MONDAY - timedelta(seconds=1))

    assert not Mail.objects.filter(kind="notifications.digest").exists()


def test_many_are_planned_in_batches(monkeypatch):
    monkeypatch.setattr(mailing, "BATCH", 2)
    case = make_case()
    for _ in range(5):
        weekly(case, make_user())
        make_notification(case, user=make_user(), waits_for="now")

    tasks.plan_mail()

    planned = Mail.objects.filter(kind__startswith="notifications.")
    assert sorted(planned.values_list("kind", flat=True)) == [
        *["notifications.digest"] * 5,
        *["notifications.now"] * 5,
    ]


def test_who_wants_no_weekly_mail_gets_none_and_keeps_the_news():
    reader, sceptic = make_user(), make_user()
    for user in (reader, sceptic):
        weekly(make_case(), user)
    prefer(sceptic, notifications_digest="off")

    row = digest_of(reader)
    prefer(reader, notifications_digest="off")

    assert Mail.objects.filter(kind="notifications.digest").count() == 1
    assert why_not(row) == "Zij heeft dit uitgezet."
    assert sceptic.notifications.unread().count() == 1


def test_the_weekly_mail_leaves_out_what_is_read_off_or_hidden():
    reader = make_user()
    weekly(make_case("Gelezen"), reader, read_at=NOW)
    weekly(make_question(), reader, kind="courses.question")
    weekly(make_meetup(title="Geheim"), reader, kind="communities.meetup")
    shown = weekly(make_case("Anders werken"), reader)
    row = digest_of(reader)
    prefer(reader, courses_question="off")
    Community.objects.update(kind=Community.Kind.HIDDEN)

    letter = write(row)
    Notification.objects.filter(pk=shown.pk).read(NOW)

    assert letter.subject == "Nieuw deze week: Anders werken"
    assert "Geheim" not in letter.text + letter.html
    assert why_not(row) == "Zij heeft het al gelezen, of het is weg."


def test_a_long_list_is_cut_with_the_way_to_the_rest():
    reader = make_user()
    for _ in range(32):
        weekly(make_case(), reader)

    letter = write(digest_of(reader))

    assert letter.text.count("\n* ") == 30
    assert "En nog 2: http://localhost:8000/mijn/meldingen/" in letter.text
    assert "En nog 2" in letter.html


@pytest.mark.parametrize(
    ("now", "monday"),
    [
        # The Sunday nights in which the clock changes: 8 o'clock is 8 o'clock.
        (datetime(2027, 3, 29, 6, 0, tzinfo=UTC), datetime(2027, 3, 29, 6, 0, tzinfo=UTC)),
        (datetime(2027, 3, 29, 5, 59, tzinfo=UTC), datetime(2027, 3, 22, 7, 0, tzinfo=UTC)),
        (datetime(2027, 11, 1, 6, 59, tzinfo=UTC), datetime(2027, 10, 25, 6, 0, tzinfo=UTC)),
        (datetime(2027, 11, 1, 7, 0, tzinfo=UTC), datetime(2027, 11, 1, 7, 0, tzinfo=UTC)),
    ],
)
def test_monday_is_by_the_clock_of_amsterdam(now, monday):
    assert mailing.last_monday(now) == monday


def test_the_weeks_have_names_of_their_own_at_new_year():
    mondays = [datetime(2026, 12, 28, 8, tzinfo=AMSTERDAM), datetime(2027, 1, 4, 8, tzinfo=UTC)]

    assert [mailing.week_of(monday) for monday in mondays] == ["2026-W53", "2027-W01"]


@pytest.mark.parametrize(
    ("waiting", "index"),
    [
        (Notification.objects.to_mail_now(), "notification_now"),
        (Notification.objects.to_digest(MONDAY), "notification_weekly"),
        (Notification.objects.unread().filter(user=1).values("pk")[:100], "notification_unread"),
    ],
)
def test_looking_for_what_waits_uses_an_index_of_its_own(waiting, index):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")

    assert index in waiting.explain()


@pytest.mark.parametrize("number", [1, 3])
def test_a_weekly_mail_asks_the_same_number_of_queries(number, django_assert_num_queries):
    reader = make_user()
    for _ in range(number):
        weekly(make_case(), reader)
        weekly(make_meetup(), reader, kind="communities.meetup")
    row = digest_of(reader)

    # Person, her choices, notifications, cases, meetups.
    with django_assert_num_queries(5):
        kinds.get(row.kind).render(row, LATER)
